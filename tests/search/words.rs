//! How a text falls into words.

use super::table::rows;
use kneeboard::search::text::tokens;

#[test]
fn texts_fall_into_the_words_of_the_table() {
    let mut wrong = Vec::new();
    for row in rows("words.tsv") {
        let words =
            tokens(&row[0]).into_iter().map(|token| format!("{}{}", if token.joined { "+" } else { "" }, token.form));
        let words = words.collect::<Vec<_>>().join(" ");
        if words != row[1] {
            wrong.push(format!("{:?}\n  expected {}\n  but got  {words}", row[0], row[1]));
        }
    }
    assert!(wrong.is_empty(), "{} texts\n{}", wrong.len(), wrong.join("\n"));
}
