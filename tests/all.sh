#!/usr/bin/env bash
# Every test there is, from a fresh clone: `tests/all.sh`, from any folder.
#
# Needs Rust. On Debian it installs the rest when it is missing and it may (root, or sudo without a password): Chromium,
# Node, npm and Poppler. Elsewhere it says what is missing. CHROMIUM names a browser that is not /usr/bin/chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CHROMIUM="${CHROMIUM:-/usr/bin/chromium}"
export KNEEBOARD="${CARGO_TARGET_DIR:-$PWD/target}/debug/kneeboard"

has() { command -v "$1" > /dev/null; }

# Packages that have to be installed for the browser tests.
missing_packages() {
  has "$CHROMIUM" || echo chromium
  has node || echo nodejs
  has npm || echo npm
  has pdftotext && has pdftoppm || echo poppler-utils
}

install_packages() {
  local packages as_root=()
  mapfile -t packages < <(missing_packages)
  [ "${#packages[@]}" -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if has apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null; }; then
    heading "installing ${packages[*]}"
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}"
  fi
}

say_what_is_missing() {
  local missing=()
  has cargo || missing+=("Rust 1.95 or newer, from https://rustup.rs")
  has cc || missing+=("a C linker named cc, such as the package gcc")
  has "$CHROMIUM" || missing+=("Chromium: install it, or set CHROMIUM to a Chromium or Chrome")
  has npm || missing+=("Node 18.20 or newer, with npm")
  has pdftotext && has pdftoppm || missing+=("Poppler's pdftotext and pdftoppm, such as the package poppler-utils")
  if has node && [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 18 ]; then
    missing+=("a newer Node: 18.20 or above, this is $(node --version)")
  fi
  [ "${#missing[@]}" -gt 0 ] || return 0
  echo "Cannot run the tests. Missing:" >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 2
}

heading() { printf '\n== %s\n' "$*"; }

ran=()
step() {
  local name=$1
  shift
  heading "$name"
  "$@"
  ran+=("$name")
}

in_browser_folder() { (cd tests/browser && "$@"); }

install_packages
say_what_is_missing

step format cargo fmt --check
step lints cargo clippy --quiet --all-targets -- -D warnings
step documentation env RUSTDOCFLAGS=-Dwarnings cargo doc --quiet --no-deps
step tests cargo test --quiet
heading "packages for the browser tests"
in_browser_folder npm ci --silent --no-audit --no-fund
step "types of the scripts" in_browser_folder npm run --silent types
step "browser" in_browser_folder npm run --silent test

printf -v list ', %s' "${ran[@]}"
printf '\nAll passed in %d s: %s.\n' "$SECONDS" "${list:2}"
