//! "Did you mean …": the nearest known word.

/// The candidate that `word` was probably meant to be, if one is near enough (a third of its letters at most differ).
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    // Distances are dear and a site has thousands of names: a slip keeps the length nearly, and one of the ends.
    let alike = |candidate: &&str| {
        candidate.len().abs_diff(word.len()) <= 4 * limit
            && (candidate.chars().next().map(|c| c.to_ascii_lowercase()) == word.chars().next()
                || candidate.bytes().last() == word.bytes().last())
    };
    candidates
        .into_iter()
        .filter(alike)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_a_slip_and_leaves_the_rest() {
        assert_eq!(closest("dscription", ["description", "title"]), Some("description"));
        assert_eq!(closest("tittle", ["title", "tags"]), Some("title"));
        assert_eq!(closest("layout", ["title", "tags"]), None);
    }
}
