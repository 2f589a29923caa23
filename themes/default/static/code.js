// @ts-check
/** The page behind a QR code: leads to the aid, and tells it which edition was scanned. */
(() => {
  "use strict";
  const link = document.getElementById("page.target");
  if (link instanceof HTMLAnchorElement) location.replace(link.href + location.hash);
})();
