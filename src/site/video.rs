//! What belongs to a video: captions, a still picture, a text alternative.

use super::{AidIndex, Site};
use crate::aid::Aid;
use crate::aid::doc::{BlockKind, Target};
use crate::aid::front_matter::VideoFile;
use crate::diagnostic::{self, Diagnostic};
use crate::language::Language;
use crate::source::SitePath;
use crate::value::Located;
use rayon::prelude::*;

/// Endings of still pictures, the first found is taken.
const PICTURES: [&str; 5] = ["jpg", "jpeg", "png", "webp", "avif"];

impl Site {
    /// The video that the front matter of an aid names, as a path in the site.
    #[must_use]
    pub fn front_video(&self, aid: AidIndex) -> Option<SitePath> {
        let aid = &self.aids[aid];
        aid.path.resolve(&aid.front.video.as_ref()?.value.src)
    }

    /// Caption files of a video in an aid, the aid's language first: `reset.en.vtt` beside `reset.webm` for every language
    /// of the site, then the one that the front matter names.
    #[must_use]
    pub fn captions(&self, aid: AidIndex, video: &SitePath) -> Vec<(&Language, SitePath)> {
        let own = &self.aids[aid].language;
        let mut languages: Vec<&Language> = self.config.languages.iter().collect();
        languages.sort_by_key(|language| *language != own);
        let beside = |language| Some((language, self.existing(&format!("{}.{language}.vtt", video.stem()))?));
        let mut captions: Vec<(&Language, SitePath)> = languages.into_iter().filter_map(beside).collect();
        let named = self.named(aid, video).and_then(|file| self.beside(aid, file.captions.as_deref()?));
        if let Some(named) = named
            && !captions.iter().any(|(_, path)| *path == named)
        {
            captions.push((own, named));
        }
        captions
    }

    /// The still picture of a video: the one that the front matter names, else one of the video's name.
    #[must_use]
    pub fn poster(&self, aid: AidIndex, video: &SitePath) -> Option<SitePath> {
        let named = self.named(aid, video).and_then(|file| self.beside(aid, file.poster.as_deref()?));
        named.or_else(|| PICTURES.iter().find_map(|ending| self.existing(&format!("{}.{ending}", video.stem()))))
    }

    /// What the front matter says of this video.
    #[must_use]
    pub fn named(&self, aid: AidIndex, video: &SitePath) -> Option<&VideoFile> {
        let file = &self.aids[aid].front.video.as_ref()?.value;
        (self.front_video(aid).as_ref() == Some(video)).then_some(file)
    }

    /// A file of the site, relative to an aid.
    fn beside(&self, aid: AidIndex, file: &str) -> Option<SitePath> {
        self.existing(self.aids[aid].path.resolve(file)?.as_str())
    }

    fn existing(&self, path: &str) -> Option<SitePath> {
        SitePath::new(path).filter(|path| self.tree.get(path).is_some())
    }
}

/// Reports videos without captions or transcript, and files that the front matter names and that are not there.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.par_extend(site.aids.par_iter().enumerate().flat_map_iter(|(index, aid)| check_aid(site, index, aid)));
}

fn check_aid(site: &Site, index: AidIndex, aid: &Aid) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for block in &aid.doc.blocks {
        if let BlockKind::Video(video) = &block.kind
            && let Target::File { path, .. } = &video.src
            && !is_accessible(site, index, path)
        {
            diagnostics.push(without_captions(aid, &block.span, path));
        }
    }
    if let Some(video) = &aid.front.video {
        check_front(site, index, video, &mut diagnostics);
    }
    diagnostics
}

/// The files that the front matter names beside the video itself, as paths in the site; they are published.
pub(super) fn files(aid: &Aid) -> impl Iterator<Item = SitePath> {
    let video = aid.front.video.iter().map(|video| &video.value);
    let named = video.flat_map(|file| [file.captions.as_deref(), file.poster.as_deref(), transcript_file(file)]);
    named.flatten().filter_map(|name| aid.path.resolve(name))
}

/// A transcript that is a file's name and not the text itself.
fn transcript_file(file: &VideoFile) -> Option<&str> {
    let text = file.transcript.as_deref()?;
    let (_, ending) = text.rsplit_once('.')?;
    let is_name = !text.contains(char::is_whitespace) && (1..=5).contains(&ending.len());
    (is_name && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(text)
}

fn is_accessible(site: &Site, aid: AidIndex, video: &SitePath) -> bool {
    let transcript = site.named(aid, video).is_some_and(|file| file.transcript.is_some());
    transcript || !site.captions(aid, video).is_empty() || site.tree.get(video).is_none()
}

fn without_captions(aid: &Aid, span: &std::ops::Range<usize>, video: &SitePath) -> Diagnostic {
    let found =
        aid.diagnostic(&diagnostic::VIDEO_CAPTIONS, span, format!("`{video}` has no captions and no transcript"));
    let name = SitePath::new(&format!("{}.{}.vtt", video.stem(), aid.language));
    let name = name.map_or_else(|| "a `.vtt` file".to_owned(), |name| format!("`{}`", name.name()));
    found.hint(format!("put captions beside it as {name}, or give `video: {{transcript: …}}`"))
}

fn check_front(site: &Site, index: AidIndex, video: &Located<VideoFile>, diagnostics: &mut Vec<Diagnostic>) {
    let aid = &site.aids[index];
    let file = &video.value;
    let place = |name: &str| {
        let at = aid.text[video.span.clone()].find(name);
        at.map_or(video.span.clone(), |at| video.span.start + at..video.span.start + at + name.len())
    };
    let named = [Some(file.src.as_str()), file.captions.as_deref(), file.poster.as_deref(), transcript_file(file)];
    for name in named.into_iter().flatten().filter(|name| site.beside(index, name).is_none()) {
        let message = format!("there is no file `{name}` beside this aid");
        diagnostics.push(
            aid.diagnostic(&diagnostic::BROKEN_LINK, &place(name), message)
                .hint("name the file relative to the aid, such as `reset.webm`"),
        );
    }
    if let Some(captions) = file.captions.as_deref().filter(|captions| !captions.ends_with(".vtt")) {
        let message = format!("browsers do not read captions from `{captions}`");
        diagnostics.push(
            aid.diagnostic(&diagnostic::WRONG_VALUE, &place(captions), message)
                .hint("save the captions as WebVTT, in a file that ends in `.vtt`"),
        );
    }
    let shown = aid.doc.blocks.iter().any(|block| matches!(block.kind, BlockKind::Video(_)));
    if let Some(path) = site.front_video(index).filter(|path| !shown && !is_accessible(site, index, path)) {
        diagnostics.push(without_captions(aid, &video.span, &path));
    }
}
