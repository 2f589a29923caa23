//! Sheets: which cards are printed on which sheet of paper.

use super::format::Format;
use super::imposition::{Imposition, Paper};

/// How backs come onto cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backs {
    /// Front and back side by side, folded: nothing needs to line up.
    #[default]
    Fold,
    /// On the other side of the sheet, its columns mirrored.
    Duplex,
}

/// What is printed on a sheet: the items that came in, by number.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Where its slots are. `None`: the paper is too small; the side has a page of its own.
    pub imposition: Option<Imposition>,
    /// The other side of the sheet before.
    pub is_back: bool,
    /// Each slot of the sheet in reading order: an item and its sides, or nothing.
    pub slots: Vec<Option<(usize, Vec<usize>)>>,
}

/// Puts items on sheets. An item is a card, given by its format and its number of sides; those of one format stay together.
#[must_use]
pub fn arrange(items: &[(&Format, usize)], paper: Paper, backs: Backs) -> Vec<Sheet> {
    let duplex = backs == Backs::Duplex && items.iter().any(|(_, sides)| *sides > 1);
    let pairs = |sides: usize| backs == Backs::Fold && sides > 1;
    let mut groups: Vec<(&Format, bool)> = items.iter().map(|&(format, sides)| (format, pairs(sides))).collect();
    let mut seen = Vec::new();
    groups.retain(|group| {
        !seen.contains(group) && {
            seen.push(*group);
            true
        }
    });
    let mut sheets = Vec::new();
    for (format, pair) in groups {
        let imposition = Imposition::of(format, paper, pair);
        // A pair that no sheet holds becomes two pages.
        let a_slot = if duplex || (pair && imposition.is_some()) { 2 } else { 1 };
        let of_group = items.iter().enumerate().filter(|(_, item)| (item.0, pairs(item.1)) == (format, pair));
        let slots: Vec<(usize, Vec<usize>)> = of_group
            .flat_map(|(item, &(_, sides))| {
                let sides: Vec<usize> = (0..sides).collect();
                sides.chunks(a_slot).map(|sides| (item, sides.to_vec())).collect::<Vec<_>>()
            })
            .collect();
        for on_sheet in slots.chunks(imposition.as_ref().map_or(1, Imposition::count)) {
            let sheet = |slots: Vec<_>, is_back| Sheet { imposition: imposition.clone(), is_back, slots };
            if !duplex {
                sheets.push(sheet(on_sheet.iter().cloned().map(Some).collect(), false));
                continue;
            }
            let side = |index: usize| {
                move |(item, sides): &(usize, Vec<usize>)| sides.get(index).map(|&side| (*item, vec![side]))
            };
            sheets.push(sheet(on_sheet.iter().map(side(0)).collect(), false));
            // A sheet without backs has an empty one: the printer turns every sheet.
            let mut back: Vec<_> = on_sheet.iter().map(side(1)).collect();
            let columns = imposition.as_ref().map_or(1, |imposition| imposition.columns);
            back.resize(back.len().next_multiple_of(columns), None);
            back.chunks_mut(columns).for_each(<[_]>::reverse);
            sheets.push(sheet(back, true));
        }
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backs_stand_beside_their_fronts_or_behind_them() {
        let card = Format::parse("card").expect("a known format");
        let items = [(&card, 1), (&card, 2), (&card, 1)];
        let slots = |sheet: &Sheet| sheet.slots.clone();
        let folded = arrange(&items, Paper::A4, Backs::Fold);
        assert_eq!(
            folded.iter().map(slots).collect::<Vec<_>>(),
            [vec![Some((0, vec![0])), Some((2, vec![0]))], vec![Some((1, vec![0, 1]))],]
        );
        let duplex = arrange(&items, Paper::A4, Backs::Duplex);
        assert_eq!(
            duplex.iter().map(slots).collect::<Vec<_>>(),
            [
                vec![Some((0, vec![0])), Some((1, vec![0])), Some((2, vec![0]))],
                vec![Some((1, vec![1])), None, None, None],
            ]
        );
        assert!(duplex[1].is_back && !duplex[0].is_back);
    }

    #[test]
    fn what_no_sheet_holds_has_pages_of_its_own() {
        let poster = Format::parse("a3").expect("a known format");
        let sheets = arrange(&[(&poster, 2)], Paper::A4, Backs::Fold);
        assert!(sheets.iter().all(|sheet| sheet.imposition.is_none() && sheet.slots.len() == 1));
        assert_eq!(sheets.len(), 2);
    }
}
