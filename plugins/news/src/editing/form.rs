//! What was typed into the editor, read into something that can be kept; every wrong field is marked.

use std::collections::BTreeSet;

use axum::extract::{FromRequest, Request};
use axum::http::header;
use jiff::Timestamp;
use kit::Result;
use kit::text::{Locale, Text};
use kit::web::{Ctx, Form, PictureHead, Upload, UploadLimits, UploadedFile};
use uuid::Uuid;

use crate::item::{Audience, Draft, KINDS, Picture, Words};
use crate::schedule::{PUBLISH, TAKE_DOWN};

/// A picture, and everything of one form.
const LIMITS: UploadLimits = UploadLimits { file: 2 << 20, total: 12 << 20, files: PICTURES };
/// Pictures of one item.
pub const PICTURES: usize = 10;
const LONGEST_TITLE: usize = 160;
const LONGEST_TEXT: usize = 20_000;
/// Sides of a picture, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 16..=6_000;

/// The form with its files, however the browser has sent it.
pub async fn receive(request: Request, ctx: &Ctx) -> Result<(Form, Vec<UploadedFile>)> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("multipart/")) {
        let upload = Upload::read(request, LIMITS).await?;
        return Ok((upload.form, upload.files));
    }
    Ok((Form::from_request(request, &ctx.app).await?, Vec::new()))
}

/// What was written, when all of it is good. `known` are the groups that there are.
pub fn read(form: &mut Form, files: &[UploadedFile], ctx: &Ctx, known: &BTreeSet<Uuid>) -> Option<Draft> {
    let published = form.get("act") == "publish";
    let kind = KINDS.iter().find(|kind| **kind == form.get("kind")).copied();
    if kind.is_none() {
        form.wrong("kind", Text::key("kit-field-choice"));
    }
    let words = words(form, ctx);
    let audience = audience(form, known);
    if published && audience.is_nobody() {
        form.wrong("audience", Text::key("news-nobody"));
    }
    let (publish_at, take_down_at) = times(form, ctx, published);
    let pictures: Vec<Picture> = files.iter().filter_map(|file| picture(form, file)).collect();
    let draft = Draft {
        kind: kind?,
        important: !form.get("important").is_empty(),
        published,
        publish_at,
        take_down_at,
        audience,
        words,
        pictures,
    };
    form.is_good().then_some(draft)
}

/// Each language stands for itself; one of them must be there. The manufacturer's own is asked for first.
fn words(form: &mut Form, ctx: &Ctx) -> Vec<Words> {
    let mut found = Vec::new();
    for language in languages(ctx) {
        let (title_field, text_field) = (format!("title_{language}"), format!("text_{language}"));
        let title = form.words_or_none(&title_field, LONGEST_TITLE);
        let source = form.words_or_none(&text_field, LONGEST_TEXT);
        match (title, source) {
            (Some(title), source) => {
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Words { language, title, source: source.unwrap_or_default() });
            }
            (None, Some(_)) if form.get(&title_field).is_empty() => {
                form.wrong(&title_field, Text::key("news-title-missing"));
            }
            (None, _) => {}
        }
    }
    if found.is_empty()
        && form.is_good()
        && let Some(first) = languages(ctx).next()
    {
        form.wrong(&format!("title_{first}"), Text::key("news-title-missing"));
    }
    found
}

/// The manufacturer's language first.
pub fn languages(ctx: &Ctx) -> impl Iterator<Item = &'static str> + use<> {
    let own = Locale::parse(ctx.tenant.locale()).unwrap_or(Locale::EN);
    let others = Locale::all().iter().copied().filter(move |other| *other != own);
    std::iter::once(own).chain(others).map(Locale::code)
}

fn audience(form: &mut Form, known: &BTreeSet<Uuid>) -> Audience {
    let typed: Vec<String> = form.all("group").filter(|id| !id.is_empty()).map(str::to_owned).collect();
    let groups: BTreeSet<Uuid> = typed.iter().filter_map(|id| id.parse().ok()).collect();
    if typed.iter().any(|id| id.parse::<Uuid>().is_err()) || !groups.is_subset(known) {
        form.wrong("audience", Text::key("news-group-gone"));
    }
    let ticked = |name: &str| !form.get(name).is_empty();
    Audience {
        everyone: ticked("everyone"),
        dealers: ticked("dealers"),
        private_persons: ticked("private_persons"),
        staff: ticked("staff"),
        groups: groups.into_iter().collect(),
    }
}

/// Without a moment of its own an item that is published comes out now.
fn times(form: &mut Form, ctx: &Ctx, published: bool) -> (Option<Timestamp>, Option<Timestamp>) {
    let publish_at = PUBLISH.read(form, ctx).or(published.then_some(ctx.now));
    let take_down_at = TAKE_DOWN.read(form, ctx);
    if let (Some(from), Some(until)) = (publish_at, take_down_at)
        && until <= from
    {
        form.wrong(TAKE_DOWN.day, Text::key("news-ends-before"));
    }
    (publish_at, take_down_at)
}

/// Neither the name of the file nor what the browser claims is believed.
fn picture(form: &mut Form, file: &UploadedFile) -> Option<Picture> {
    let bytes = &file.bytes[..];
    let Some(PictureHead { kind, width, height }) = PictureHead::of(bytes) else {
        let key = if PictureHead::is_svg(bytes) { "news-picture-svg" } else { "news-picture-kind" };
        form.wrong("pictures", Text::key(key).with("name", file.name.as_str()));
        return None;
    };
    if ![width, height].iter().all(|side| SIDES.contains(side)) {
        let size = Text::key("news-picture-size").with("name", file.name.as_str());
        form.wrong("pictures", size.with("width", i64::from(width)).with("height", i64::from(height)));
        return None;
    }
    Some(Picture { kind, width, height, bytes: bytes.to_vec() })
}
