//! The one table of exit codes.

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done,
    /// It was done as far as possible, but the content has errors (with `--strict`: or warnings); a search found nothing.
    Problems,
    /// Nothing was done: wrong usage, no such folder, a disk that refuses.
    CouldNotRun,
}

impl Exit {
    /// The number that the shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problems => 1,
            Self::CouldNotRun => 2,
        }
    }
}
