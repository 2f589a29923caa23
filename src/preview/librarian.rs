//! Makes the index of one state of a site after the other.

use crate::search::{Indexer, Search};
use crate::site::Site;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Mutex, PoisonError};

/// Knows what was read for the index of the state before.
///
/// It works on threads of its own: the next edit is not to wait behind an index, and the memory that one index let go is
/// taken again by the next.
#[derive(Debug)]
pub struct Librarian {
    indexer: Mutex<Indexer>,
    /// `None`: the system gives no more threads.
    threads: Option<ThreadPool>,
}

impl Default for Librarian {
    fn default() -> Self {
        Self { indexer: Mutex::default(), threads: ThreadPoolBuilder::new().build().ok() }
    }
}

impl Librarian {
    /// The index of a state.
    pub(super) fn index(&self, site: &Site) -> Search {
        let mut indexer = self.indexer.lock().unwrap_or_else(|poisoned| {
            // What an index that failed half-way left is not to be trusted.
            self.indexer.clear_poison();
            let mut indexer = PoisonError::into_inner(poisoned);
            *indexer = Indexer::default();
            indexer
        });
        let indexer: &mut Indexer = &mut indexer;
        match &self.threads {
            Some(threads) => threads.install(|| indexer.index(site)),
            None => indexer.index(site),
        }
    }
}
