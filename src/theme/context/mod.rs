//! What templates get. `themes/README.md` describes every field; a test compares the two.
//!
//! Every template gets `site` ([`SiteContext`]), `page` ([`PageContext`]) and `t` (the words of the interface in the
//! page's language), and one more value that its page kind names. Strings are text and are escaped by the template;
//! fields whose name ends in `html` are ready HTML. Fields that may be absent are `null`; lists may be empty. Every `href`
//! is relative to the page and percent-encoded.

mod aid;
mod block;
mod card;
mod edition;
mod list;
mod pack;
mod page;
mod sheet;

pub use aid::*;
pub use block::*;
pub use card::*;
pub use edition::*;
pub use list::*;
pub use pack::*;
pub use page::*;
pub use sheet::*;
