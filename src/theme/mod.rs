//! Layers of templates, styles, scripts and words: the site's own > the theme's > built in.
//!
//! In: a template name and one of the documented contexts of [`context`]. Out: text.

pub mod context;
