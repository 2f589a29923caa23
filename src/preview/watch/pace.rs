//! When to look.
//!
//! A look costs little, so there is no long wait for quiet: one save is looked at as soon as its last event is past, and
//! again when more comes. Only what goes on and on is taken in one look.

use std::time::{Duration, Instant};

/// One save is several events (a probe file, a backup, a rename, some writes), seldom further apart than this.
const SAVE: Duration = Duration::from_millis(4);
/// However many events a save is, it is looked at after this time; until then the page of a file stays as it was that is
/// empty or gone for the moment, as it is about to be written.
const LONGEST_SAVE: Duration = Duration::from_millis(100);
/// After so many looks in a row there is a burst: a folder is copied, a branch is checked out.
const BURST: u32 = 2;
/// A burst is over when nothing comes for so long,
const QUIET: Duration = Duration::from_millis(50);
/// and looked at after this time, even when it is not over.
const LONGEST_BURST: Duration = Duration::from_millis(500);
/// What comes later than this after a look does not belong to what was looked at.
const CALM: Duration = Duration::from_millis(100);

/// When hints came, and when they were looked at.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// The first and the last hint that were not looked at.
    waiting: Option<(Instant, Instant)>,
    looked: Option<Instant>,
    looks_in_a_row: u32,
}

impl Pace {
    /// Something may have changed.
    pub(super) fn hint(&mut self, at: Instant) {
        let calm = |looked: Instant| at >= looked + CALM;
        if self.waiting.is_none() && self.looked.is_none_or(calm) {
            self.looks_in_a_row = 0;
        }
        self.waiting = Some(self.waiting.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
    }

    /// When to look; `None`: there is no reason to. `unfinished`: a file seems to be in the middle of being saved.
    pub(super) fn due(&self, unfinished: bool) -> Option<Instant> {
        let (first, last) = self.waiting?;
        let (quiet, longest) = if self.looks_in_a_row >= BURST {
            (QUIET, LONGEST_BURST)
        } else if unfinished {
            (LONGEST_SAVE, LONGEST_SAVE)
        } else {
            (SAVE, LONGEST_SAVE)
        };
        Some((last + quiet).min(first + longest))
    }

    /// Since when hints wait.
    pub(super) fn since(&self) -> Option<Instant> {
        self.waiting.map(|(first, _)| first)
    }

    /// A look has ended that took in every hint so far.
    pub(super) fn looked(&mut self, at: Instant) {
        self.waiting = None;
        self.looked = Some(at);
        self.looks_in_a_row += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use std::time::{Duration, Instant};

    /// When looks begin, in milliseconds, for hints at these times, when every look takes `look` ms; a file is unfinished
    /// until `written`.
    fn looks(hints: &[u64], look: u64, written: u64) -> Vec<u64> {
        let start = Instant::now();
        let at = |ms: u64| start + Duration::from_millis(ms);
        let (mut pace, mut looks, mut hints) = (Pace::default(), Vec::new(), hints.iter().copied().peekable());
        let mut now = 0;
        while now < 5_000 {
            while let Some(hint) = hints.next_if(|&hint| hint <= now) {
                pace.hint(at(hint));
            }
            if pace.due(now < written).is_some_and(|due| at(now) >= due) {
                looks.push(now);
                now += look;
                pace.looked(at(now));
            } else {
                now += 1;
            }
        }
        looks
    }

    #[test]
    fn a_save_is_looked_at_at_once_and_what_goes_on_is_looked_at_in_parts() {
        let every = |step: usize, end: u64| (0..=end).step_by(step).collect::<Vec<u64>>();
        let cases = [
            ("nothing happens", vec![], 2, 0, vec![]),
            ("one event", vec![10], 2, 0, vec![14]),
            ("the events of one save are one look", vec![0, 1, 3, 6], 2, 0, vec![10]),
            ("a save of many events is not waited for", every(3, 120), 2, 0, vec![100, 124]),
            ("more while looking is looked at again", vec![0, 10], 30, 0, vec![4, 34]),
            ("edits apart are never a burst", vec![0, 200, 400, 600, 800], 2, 0, vec![4, 204, 404, 604, 804]),
            ("a burst waits for quiet", vec![0, 10, 20, 60, 90], 2, 0, vec![4, 14, 140]),
            ("half a second at most", every(10, 1_200), 2, 0, vec![4, 14, 520, 1_030, 1_250]),
            ("an emptied file is waited for", vec![0], 2, 60, vec![60]),
            ("until it is written", vec![0, 30], 2, 30, vec![34]),
            ("but not for ever", vec![0], 2, 1_000, vec![100]),
        ];
        for (name, hints, look, written, expected) in cases {
            assert_eq!(looks(&hints, look, written), expected, "{name}");
        }
    }
}
