// @ts-check
/**
 * Whoever comes from the QR code of a printed copy reads whether that copy is current. The address says what was printed:
 * `#REV.CHECKWORD`. The first half of the check word stands for what a reader acts on, all of it for every word.
 */
(() => {
  "use strict";

  const answer = document.getElementById("page.edition");
  if (!answer) return;

  /** @typedef {{ rev: string, check: string }} Printed */

  /** @returns {Printed | null} */
  function printed() {
    const [, rev = "", check = ""] = /^#(.*)\.([0-9A-HJKMNP-TV-Z]{8})$/i.exec(location.hash) ?? [];
    if (!check) return null;
    try {
      return { rev: decodeURIComponent(rev), check: check.toUpperCase() };
    } catch {
      return { rev, check: check.toUpperCase() };
    }
  }

  /** @param {string | null | undefined} rev */
  const spelled = (rev) => (rev ?? "").trim().toUpperCase();

  /**
   * The changes since a rev, newest first; `null` when nobody has kept them up to the rev of today.
   * @param {string} rev
   * @param {HTMLElement} answer
   */
  function changesSince(rev, answer) {
    const changes = [...answer.querySelectorAll("li")];
    const then = changes.findIndex((change) => spelled(change.dataset.rev) === spelled(rev));
    const isKept = spelled(changes[0]?.dataset.rev) === spelled(answer.dataset.rev);
    return then > 0 && isKept ? changes.slice(0, then) : null;
  }

  /**
   * Whether a copy holds on the day on which it is scanned.
   * @param {Printed} copy
   * @param {HTMLElement} answer
   * @returns {{ state: string, changes: HTMLElement[] }}
   */
  function compare(copy, answer) {
    const card = answer.closest("[data-aid]");
    const { effective, expires } = card instanceof HTMLElement ? card.dataset : {};
    const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    if (answer.dataset.withdrawn !== undefined) return { state: "gone", changes: [] };
    if (expires !== undefined && expires < today) return { state: "expired", changes: [] };
    const found = compareText(copy, answer);
    if (effective === undefined || effective <= today) return found;
    return { ...found, state: found.state === "superseded" ? "pending" : "early" };
  }

  /**
   * Whether a copy says what the aid says, whatever the day.
   * @param {Printed} copy
   * @param {HTMLElement} answer
   * @returns {{ state: string, changes: HTMLElement[] }}
   */
  function compareText(copy, answer) {
    const now = answer.dataset.check ?? "";
    const changes = spelled(copy.rev) === spelled(answer.dataset.rev) ? null : changesSince(copy.rev, answer);
    const grave = (changes ?? []).filter((change) => change.dataset.minor === undefined);
    // Not every change is in the text: a picture may show another valve.
    if (grave.length > 0) return { state: "superseded", changes: grave };
    if (copy.check === now) return { state: "current", changes: [] };
    if (changes) return { state: "wording", changes };
    return { state: copy.check.slice(0, 4) === now.slice(0, 4) ? "wording" : "superseded", changes: [] };
  }

  /**
   * The steps that changed, as links to those of today: those that the record of changes names, and those that the ledger
   * knows to differ.
   * @param {HTMLElement[]} changes
   * @param {Printed} copy
   * @param {Element | null} line
   */
  function nameSteps(changes, copy, line) {
    if (!(line instanceof HTMLElement)) return;
    const older = (line.dataset.older ?? "").split(";").filter((edition) => edition.startsWith(`${copy.check} `));
    const named = changes.map((change) => change.dataset.steps ?? "");
    const numbers = new Set([...named, ...older.map((edition) => edition.slice(copy.check.length))].flatMap((text) => text.split(" ").filter(Boolean)));
    const links = [...numbers].sort((a, b) => Number(a) - Number(b)).flatMap((number) => {
      if (!document.getElementById(`step-${number}`)) return [];
      const link = document.createElement("a");
      link.href = `#step-${number}`;
      link.textContent = (line.dataset.step ?? "").replace("{n}", number);
      return [" ", link];
    });
    line.querySelectorAll("a").forEach((link) => link.remove());
    line.append(...links);
    line.hidden = links.length === 0;
  }

  function show() {
    const copy = printed();
    // Who follows the link to a step keeps the answer.
    if (!answer || !copy) return;
    answer.hidden = false;
    const { state, changes } = compare(copy, answer);
    for (const part of answer.querySelectorAll(".edition-state")) {
      if (part instanceof HTMLElement) part.hidden = part.dataset.state !== state;
    }
    for (const change of answer.querySelectorAll("li")) change.hidden = !changes.includes(change);
    nameSteps(["superseded", "pending"].includes(state) ? changes : [], copy, answer.querySelector(".edition-steps"));
    const line = answer.querySelector(".edition-printed");
    if (line instanceof HTMLElement) {
      line.hidden = false;
      const values = { rev: copy.rev || "–", check: copy.check, now: answer.dataset.rev ?? "–", word: answer.dataset.check ?? "" };
      line.textContent = Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), line.dataset.pattern ?? "");
    }
    const again = answer.querySelector(".edition-again");
    if (again instanceof HTMLElement) again.hidden = ["current", "gone", "expired", "early"].includes(state);
    answer.dataset.state = state;
  }

  addEventListener("hashchange", show);
  show();
})();
