//! What a match is worth: numbers that the index is written with and queries are ranked by. The browser's twins
//! are in `browser/match.js` and `browser/rank.js`.

use super::postings::IMPACTS;

/// Steps of an inverse document frequency in the files.
pub(super) const IDF_STEPS: f64 = 8.0;

/// How much a word tells that `count` of so many documents have (BM25).
#[expect(clippy::cast_precision_loss, reason = "numbers of aids")]
pub(super) fn idf(documents: usize, count: usize) -> f64 {
    let (documents, count) = (documents as f64, count as f64);
    (1.0 + (documents - count + 0.5).max(0.0) / (count + 0.5)).ln()
}

/// What an impact counts, from 1/16 to 1.
pub(super) fn worth(impact: u32) -> f64 {
    f64::from(impact + 1) / f64::from(IMPACTS)
}

/// How sure a word of `letters` letters is meant when its first `typed` letters are there.
#[expect(clippy::cast_precision_loss, reason = "numbers of letters")]
pub(super) fn completion(typed: usize, letters: usize) -> f64 {
    0.5 + 0.4 * (typed as f64 / letters.max(1) as f64)
}
