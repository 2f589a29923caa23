/** What the engine and the page share; the engine adds to it. */
declare const kneeboard: {
  policy?: { createScriptURL(url: string): unknown };
  [name: string]: unknown;
};
