//! Videos and pictures that stand alone in their paragraph.

use super::inlines::{is_blank, only, plain};
use super::{Reader, Vocabulary};
use crate::aid::doc::{BlockKind, Image, Inline, Span, Target, Video};

const VIDEO_EXTENSIONS: [&str; 5] = ["webm", "mp4", "m4v", "ogv", "mov"];

/// A paragraph, or the video or pictures that are all of it.
pub(super) fn paragraph(reader: &mut Reader<'_>, span: &Span, text: Vec<Inline>) -> BlockKind {
    if let Some(video) = video(reader.vocabulary, &text) {
        reader.videos.push(span.clone());
        return BlockKind::Video(video);
    }
    if are_pictures(&text) {
        return BlockKind::Figure(pictures(text).collect());
    }
    BlockKind::Paragraph(text)
}

/// `[Watch: reset the curtain (0:40)](reset.webm)`.
pub(super) fn video(vocabulary: Vocabulary, text: &[Inline]) -> Option<Video> {
    let Inline::Link { target, text } = only(text)? else { return None };
    let Target::File { path, .. } = &**target else { return None };
    let is_video = VIDEO_EXTENSIONS.contains(&path.extension().as_str());
    if !is_video || text.iter().any(|inline| matches!(inline, Inline::Image(_))) {
        return None;
    }
    let text = plain(text);
    let title = vocabulary.after_watch(text.trim()).unwrap_or(&text).trim();
    let in_brackets = title.strip_suffix(')').and_then(|title| title.rsplit_once('('));
    let (title, duration) = match in_brackets {
        Some((title, duration)) if duration.starts_with(char::is_numeric) => (title, Some(duration.to_owned())),
        _ => (title, None),
    };
    Some(Video { src: Target::clone(target), title: title.trim().to_owned(), duration })
}

/// Nothing but pictures.
pub(super) fn are_pictures(text: &[Inline]) -> bool {
    let is_picture = |inline: &Inline| matches!(inline, Inline::Image(_));
    text.iter().any(is_picture) && text.iter().all(|inline| is_picture(inline) || is_blank(inline))
}

/// The pictures of a text.
pub(super) fn pictures(text: Vec<Inline>) -> impl Iterator<Item = Image> {
    text.into_iter().filter_map(|inline| match inline {
        Inline::Image(image) => Some(*image),
        _ => None,
    })
}
