//! Paper: what a card is, whether it fits, and whether a printed one is current.
//!
//! In: a [`Site`](crate::site::Site). Out: formats, type sizes, QR codes, editions. Pure; the pages themselves are made by
//! [`crate::render`], like all others.

pub mod edition;
pub mod font;
pub mod format;
pub mod lines;
