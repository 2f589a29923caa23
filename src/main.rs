//! The `kneeboard` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(kneeboard::cli::main())
}
