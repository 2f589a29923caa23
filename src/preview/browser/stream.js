// @ts-check
// The server's word that something changed.
//
// A browser keeps six connections to one server, so only one tab in view listens, and tells the others; each then asks once
// for the state of its own page. Out of view nobody listens: the fingerprint of the page tells later what was missed.

/**
 * @typedef {{ file: string, page: string | null, title: string | null, exists: boolean }} Saved
 * @typedef {{ number: number, page: "same" | "changed" | "gone" | "broken", tag: string, saved: Saved[], styles: string[],
 *   errors: number, warnings: number }} State
 * @typedef {{ state: State } | { lost: boolean }} Word
 * @typedef {object} Listener
 * @property {(state: State) => void} onNews something was saved
 * @property {(state: State) => void} onState how this page stands
 * @property {(lost: boolean) => void} onLost nobody answers, or somebody does again
 */

/** Milliseconds until a lost server is called again; each time twice as long. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const NAME = "kneeboard preview";

/** @param {Listener} listener */
function listen(listener) {
  /** @type {EventSource | undefined} */
  let stream;
  /** @type {BroadcastChannel | undefined} */
  let others;
  /** @type {AbortController | undefined} what ends the wait for the turn to listen */
  let turn;
  /** @type {(() => void) | undefined} gives the turn to another tab */
  let pass;
  let timer = 0;
  let pause = FIRST_PAUSE;
  let leads = false;
  let isHeard = false;

  /** Asks for the state of this page; whoever leads stays connected. */
  function connect() {
    clearTimeout(timer);
    stream?.close();
    const mine = new EventSource(`/.kneeboard/events?page=${encodeURIComponent(PAGE)}&tag=${TAG}`);
    stream = mine;
    isHeard = false;
    mine.addEventListener("state", (event) => {
      pause = FIRST_PAUSE;
      const state = /** @type {State} */ (JSON.parse(event.data));
      listener.onLost(false);
      if (isHeard) listener.onNews(state);
      listener.onState(state);
      if (leads) tell(isHeard ? { state } : { lost: false });
      isHeard = true;
      if (!leads) mine.close();
    });
    mine.addEventListener("error", () => {
      // The browser would call again and again, and complain each time.
      mine.close();
      timer = setTimeout(connect, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      listener.onLost(true);
      if (leads) tell({ lost: true });
    });
  }

  /** @param {Word} word */
  function tell(word) {
    others?.postMessage(word);
  }

  /** @param {MessageEvent<Word>} event */
  function hear({ data }) {
    if (leads) return;
    if ("lost" in data) {
      // What is back may be another state.
      if (data.lost) listener.onLost(true);
      else connect();
      return;
    }
    listener.onNews(data.state);
    connect();
  }

  function start() {
    stop();
    if (!("locks" in navigator)) {
      // Browsers keep locks from plain addresses of other machines: there every tab listens for itself.
      leads = true;
      connect();
      return;
    }
    others = new BroadcastChannel(NAME);
    others.addEventListener("message", hear);
    turn = new AbortController();
    const { signal } = turn;
    const lead = () => {
      if (signal.aborted) return undefined;
      leads = true;
      connect();
      return new Promise((/** @type {(value: void) => void} */ resolve) => (pass = resolve));
    };
    const wait = () => {
      if (signal.aborted) return;
      connect();
      navigator.locks.request(NAME, { signal }, lead).catch(() => {});
    };
    void navigator.locks.request(NAME, { ifAvailable: true }, (lock) => (lock ? lead() : wait()));
  }

  function stop() {
    clearTimeout(timer);
    turn?.abort();
    pass?.();
    stream?.close();
    others?.close();
    leads = false;
    turn = pass = others = stream = undefined;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", ({ persisted }) => persisted && !document.hidden && start());
  addEventListener("focus", () => {
    // Whoever comes back from a terminal has just started the server again.
    if (timer !== 0 && stream?.readyState === EventSource.CLOSED && pause > FIRST_PAUSE) connect();
  });
  if (!document.hidden) start();
}
