//! Forms with files (`multipart/form-data`), read as a stream: bytes are counted while they come, and what is beyond a
//! limit is never kept.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::BodyDataStream;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use multer::{Constraints, Field, Multipart, SizeLimit};
use rust_decimal::Decimal;

use super::form::{Form, count};
use crate::error::{Error, Result, refuse};
use crate::text::{ArgValue, Text};

/// Read and thrown away beyond the limit: a browser shows our answer only when it could send its own to the end.
const BEYOND: usize = 64 * 1024 * 1024;
/// Bytes that may wait for the end of a part's headers.
const UNREAD: usize = 512 * 1024;
/// Parts of one form.
const PARTS: usize = 1_000;
const LONGEST_NAME: usize = 120;

/// A form with its files.
///
/// A file beyond a limit is left out and its field is marked as wrong in `form`: the page comes back with the words and
/// with everything typed. So ask `form.is_good()` (or `form.good_or_invalid()?`) before the files are used.
#[derive(Debug)]
pub struct Upload {
    pub form: Form,
    /// Files that were chosen; a file field left empty adds none. A chosen file may itself be empty.
    pub files: Vec<UploadedFile>,
}

/// One file as it was sent.
#[derive(Debug, Clone)]
pub struct UploadedFile {
    /// The name of the form's field.
    pub field: String,
    /// For showing only, never a path: the last part, without control signs, at most 120 characters.
    pub name: String,
    /// What the browser claims; may be empty. Look into the bytes.
    pub content_type: String,
    pub bytes: Bytes,
}

/// In bytes, but for `files`.
#[derive(Debug, Clone, Copy)]
pub struct UploadLimits {
    /// The biggest file.
    pub file: usize,
    /// All files and fields together.
    pub total: usize,
    /// How many files.
    pub files: usize,
}

impl Upload {
    /// Reads the body of a handler's last parameter. Refuses only what is no form with files.
    pub async fn read(request: Request, limits: UploadLimits) -> Result<Self> {
        let boundary = boundary(request.headers()).ok_or_else(broken)?;
        let whole = u64::try_from(limits.total.saturating_add(BEYOND)).unwrap_or(u64::MAX);
        let limit = Constraints::new().size_limit(SizeLimit::new().whole_stream(whole));
        let unread = Arc::new(AtomicUsize::new(0));
        let body = request.into_body().into_data_stream();
        let paced = Paced { body, unread: Arc::clone(&unread), rest: false };
        let mut parts = Multipart::with_constraints(paced, boundary, limit);
        let mut reading = Reading { limits, unread, kept: 0, form: Form::default(), files: Vec::new() };
        reading.parts(&mut parts).await?;
        Ok(Self { form: reading.form, files: reading.files })
    }

    /// The one file of a field.
    pub fn file(&self, field: &str) -> Option<&UploadedFile> {
        self.files.iter().find(|file| file.field == field)
    }
}

/// The body, one frame at a time: the parser would otherwise take in all that has come before it reads a part.
struct Paced {
    body: BodyDataStream,
    /// Bytes given to the parser that have not come out of it; set back by whoever reads the parts.
    unread: Arc<AtomicUsize>,
    rest: bool,
}

impl Stream for Paced {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.rest) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.unread.load(Ordering::Relaxed) > UNREAD {
            return Poll::Ready(Some(Err(io::Error::other("headers without an end"))));
        }
        let next = self.body.poll_next_unpin(cx);
        if let Poll::Ready(Some(Ok(bytes))) = &next {
            self.rest = true;
            self.unread.fetch_add(bytes.len(), Ordering::Relaxed);
        }
        next.map(|frame| frame.map(|frame| frame.map_err(io::Error::other)))
    }
}

struct Reading {
    limits: UploadLimits,
    unread: Arc<AtomicUsize>,
    /// Bytes kept so far.
    kept: usize,
    form: Form,
    files: Vec<UploadedFile>,
}

/// What became of one part.
enum Gathered {
    All(Bytes),
    /// More than allowed; the size, when the part was read to its end.
    Big(Option<usize>),
}

impl Gathered {
    fn was_read(&self) -> bool {
        !matches!(self, Self::Big(None))
    }
}

impl Reading {
    async fn parts(&mut self, parts: &mut Multipart<'_>) -> Result<()> {
        let mut seen = 0_usize;
        loop {
            let part = match parts.next_field().await {
                Ok(Some(part)) => part,
                Ok(None) => return Ok(()),
                Err(multer::Error::StreamSizeExceeded { .. }) => {
                    self.form.wrong("", self.all_too_big());
                    return Ok(());
                }
                Err(_) => return Err(broken()),
            };
            self.unread.store(0, Ordering::Relaxed);
            seen += 1;
            if seen > PARTS {
                return Err(broken());
            }
            let go_on = match (part.name().map(str::to_owned), part.file_name().map(str::to_owned)) {
                (Some(field), Some(file)) => self.file(part, field, &file).await?,
                (Some(field), None) => self.value(part, field).await?,
                (None, _) => self.gather(part, 0).await?.was_read(),
            };
            if !go_on {
                return Ok(());
            }
        }
    }

    /// False when the form was cut off and nothing more can be read.
    async fn value(&mut self, part: Field<'_>, field: String) -> Result<bool> {
        let room = self.limits.total.saturating_sub(self.kept);
        match self.gather(part, room).await? {
            Gathered::All(bytes) => {
                self.kept += bytes.len();
                self.form.push(field, String::from_utf8_lossy(&bytes).into_owned());
                Ok(true)
            }
            Gathered::Big(size) => {
                self.form.wrong(&field, self.all_too_big());
                Ok(size.is_some())
            }
        }
    }

    async fn file(&mut self, part: Field<'_>, field: String, file: &str) -> Result<bool> {
        let content_type = part.content_type().map_or_else(String::new, ToString::to_string);
        let room = self.limits.total.saturating_sub(self.kept);
        match self.gather(part, room.min(self.limits.file)).await? {
            Gathered::All(bytes) if file.is_empty() && bytes.is_empty() => Ok(true),
            Gathered::All(_) if self.files.len() >= self.limits.files => {
                let many = Text::key("kit-upload-many").with("limit", count(self.limits.files));
                self.form.wrong(&field, many);
                Ok(true)
            }
            Gathered::All(bytes) => {
                self.kept += bytes.len();
                self.files.push(UploadedFile { field, name: shown(file), content_type, bytes });
                Ok(true)
            }
            Gathered::Big(size) => {
                let text = self.file_too_big(file, size);
                self.form.wrong(&field, text);
                Ok(size.is_some())
            }
        }
    }

    fn file_too_big(&self, file: &str, size: Option<usize>) -> Text {
        let limit = megabytes(self.limits.file);
        match size {
            Some(size) if size <= self.limits.file => self.all_too_big(),
            Some(size) => Text::key("kit-upload-file-big")
                .with("name", shown(file))
                .with("size", megabytes(size))
                .with("limit", limit),
            None => Text::key("kit-upload-file-bigger").with("name", shown(file)).with("limit", limit),
        }
    }

    fn all_too_big(&self) -> Text {
        Text::key("kit-upload-all-big").with("limit", megabytes(self.limits.total))
    }

    /// Reads one part; counts on beyond the limit without keeping, so that the words can name the size.
    async fn gather(&self, mut part: Field<'_>, limit: usize) -> Result<Gathered> {
        let mut kept = BytesMut::new();
        let mut size = 0_usize;
        loop {
            let chunk = part.chunk().await;
            self.unread.store(0, Ordering::Relaxed);
            match chunk {
                Ok(Some(chunk)) => {
                    size = size.saturating_add(chunk.len());
                    if size <= limit {
                        kept.extend_from_slice(&chunk);
                    } else {
                        kept = BytesMut::new();
                    }
                }
                Ok(None) if size <= limit => return Ok(Gathered::All(kept.freeze())),
                Ok(None) => return Ok(Gathered::Big(Some(size))),
                Err(multer::Error::StreamSizeExceeded { .. }) => return Ok(Gathered::Big(None)),
                Err(_) => return Err(broken()),
            }
        }
    }
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(kind).ok()
}

fn broken() -> Error {
    refuse("kit-upload-broken").into()
}

/// The last part of a path of any system, without signs that cannot be seen or that turn the writing round.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let plain: String = last.chars().filter(|c| !hidden(*c)).take(LONGEST_NAME).collect();
    if plain.trim().is_empty() { "?".to_owned() } else { plain.trim().to_owned() }
}

/// In tenths of a megabyte, rounded up: what is beyond a limit never reads like the limit itself.
fn megabytes(bytes: usize) -> ArgValue {
    let tenths = bytes.saturating_mul(10).div_ceil(1024 * 1024);
    ArgValue::Number(Decimal::new(i64::try_from(tenths).unwrap_or(i64::MAX), 1).normalize())
}

#[cfg(test)]
mod tests;
