//! What the preview brings into the browser: one script on every page, and the style sheet of the margin and the error page.

/// The script, by its parts.
pub(super) const SCRIPT: &str = concat!(
    // A page inside another one, as cards are in the print studio, is the other's business.
    "(() => {\n\"use strict\";\nif (window.top !== window) return;\n",
    include_str!("address.js"),
    include_str!("place.js"),
    include_str!("files.js"),
    include_str!("parts.js"),
    include_str!("margin.js"),
    include_str!("stream.js"),
    include_str!("preview.js"),
    "})();\n"
);

/// The style sheet.
pub(super) const STYLE: &str = include_str!("preview.css");
