//! The rules: one file each.

mod late_ask;
mod same_ask;
mod unfound_ask;

use super::{Finder, Scope};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::site::Site;

/// Looks at a site, or at one aid of it.
type Rule = fn(&Site, Scope, &dyn Finder) -> Vec<Diagnostic>;

/// Every rule with its code.
pub(super) static ALL: [(&Code, Rule); 3] = [
    (&diagnostic::UNFOUND_ASK, unfound_ask::check),
    (&diagnostic::SAME_ASK, same_ask::check),
    (&diagnostic::LATE_ASK, late_ask::check),
];
