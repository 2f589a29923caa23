//! How wide the columns of a table are on a card.

use super::card::Run;

/// Widths of columns in steps of 5 %, by the length of what stands in them.
pub(super) fn widths(head: &[Vec<Run>], rows: &[Vec<Vec<Run>>]) -> Vec<u8> {
    let length = |runs: &[Run]| runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
    let wish = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain(head.get(column));
        // The root: a long column takes more lines, not all of the width.
        #[expect(clippy::cast_precision_loss, reason = "lengths of cells")]
        let length = cells.map(|cell| length(cell)).max().unwrap_or(0).clamp(3, 120) as f64;
        length.sqrt()
    };
    let wishes: Vec<f64> = (0..head.len()).map(wish).collect();
    let all: f64 = wishes.iter().sum();
    if head.len() > 10 {
        return vec![u8::try_from(100 / head.len()).unwrap_or(1).max(1); head.len()];
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 20")]
    let mut parts: Vec<u8> = wishes.iter().map(|wish| ((wish / all * 20.0) as u8).max(1)).collect();
    let sum = |parts: &[u8]| parts.iter().map(|part| u32::from(*part)).sum::<u32>();
    while sum(&parts) > 20 {
        let widest = (0..parts.len()).max_by_key(|&column| parts[column]).unwrap_or(0);
        parts[widest] -= 1;
    }
    while sum(&parts) < 20 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ratios below 1,000")]
        let need = |&column: &usize| (wishes[column] * 1000.0 / f64::from(parts[column])) as u64;
        let poorest = (0..parts.len()).max_by_key(need).unwrap_or(0);
        parts[poorest] += 1;
    }
    parts.into_iter().map(|part| part * 5).collect()
}
