//! How large pictures are, so that a page keeps their place while they load.

use super::{Kind, Tree};
use rayon::prelude::*;
use std::io::Read;
use std::path::Path;

/// Looks for the size of an SVG in this many bytes.
const SVG_HEAD_BYTES: u64 = 2_048;

/// Reads the width and height of every picture of the tree that is not in `known` already, as it is now. A picture that does
/// not tell is left as it is.
pub fn measure(tree: &mut Tree, known: &Tree) {
    tree.files.par_iter_mut().filter(|file| file.kind == Kind::Asset).for_each(|file| {
        if let Some(same) = known.get(&file.path).filter(|known| known.stamp == file.stamp) {
            file.pixels = same.pixels;
            return;
        }
        file.pixels = match file.path.extension().as_str() {
            "png" | "jpg" | "jpeg" | "gif" | "webp" => {
                imagesize::size(&file.disk).ok().map(|size| (size.width, size.height))
            }
            "svg" => svg_size(&file.disk),
            _ => None,
        };
    });
}

/// The size that the root element of an SVG gives: `width` and `height`, else the last two numbers of `viewBox`.
fn svg_size(disk: &Path) -> Option<(usize, usize)> {
    let mut head = Vec::new();
    std::fs::File::open(disk).ok()?.take(SVG_HEAD_BYTES).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let start = head.find("<svg")?;
    let root = &head[start..start + head[start..].find('>')?];
    let both = attribute(root, "width").and_then(pixels).zip(attribute(root, "height").and_then(pixels));
    both.or_else(|| {
        let mut numbers = attribute(root, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        pixels(numbers.next()?).zip(pixels(numbers.next()?))
    })
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let at = element.find(&format!(" {name}=")).or_else(|| element.find(&format!("\n{name}=")))? + name.len() + 2;
    let quote = element[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    element[at + 1..].split(quote).next()
}

/// `480`, `480px`, `480.5`; nothing for `100%`.
fn pixels(text: &str) -> Option<usize> {
    let number = text.trim().trim_end_matches("px").parse::<f64>().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 1 and 100,000")]
    (1.0..=100_000.0).contains(&number).then(|| number.round() as usize)
}
