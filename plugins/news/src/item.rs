//! What an item of news is: its kind, its words in one or both languages, whom it is for, from when until when.

use jiff::Timestamp;
use kit::look;
use serde::Serialize;
use uuid::Uuid;

/// The kinds, in the order of the form; `news-kind-…` names each.
pub const KINDS: &[&str] = &["hours", "exhibition", "line", "promotion", "other"];

/// What somebody wrote, good enough to be kept.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: &'static str,
    /// Stands above the others and is marked.
    pub important: bool,
    /// Whether it comes out at all; from when is said by the times.
    pub published: bool,
    pub publish_at: Option<Timestamp>,
    pub take_down_at: Option<Timestamp>,
    pub audience: Audience,
    pub words: Vec<Words>,
    pub pictures: Vec<Picture>,
}

/// Title and text in one language.
#[derive(Debug, Clone)]
pub struct Words {
    pub language: &'static str,
    pub title: String,
    /// Markdown, as typed.
    pub source: String,
}

/// Whom an item is for; several at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Audience {
    /// Also those who have not signed in.
    pub everyone: bool,
    pub dealers: bool,
    pub private_persons: bool,
    pub staff: bool,
    pub groups: Vec<Uuid>,
}

/// A picture whose head was read.
#[derive(Debug, Clone)]
pub struct Picture {
    pub kind: &'static str,
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
}

impl Audience {
    pub fn is_nobody(&self) -> bool {
        !(self.everyone || self.dealers || self.private_persons || self.staff) && self.groups.is_empty()
    }
}

impl Picture {
    /// What names the picture in its address, beside its kind.
    pub fn hash(&self) -> String {
        look::hash(&self.bytes)
    }
}

/// Small letters, `ё` as `е`: how words are kept for the search and how they are searched for.
pub fn folded(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}
