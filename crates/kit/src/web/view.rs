//! What handlers answer with: data of a page, a redirect, a file. Words come later, when the transaction is closed.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use std::sync::Arc;
use tera::Context;

use super::frame::Flash;
use super::panel::Panel;
use crate::error::Error;
use crate::slots::{Block, Filled, Slot};

/// A page: its data, its template, and samples that the page test renders in every language and theme.
pub trait Page: Serialize + Sized {
    const TEMPLATE: &'static str;
    fn samples() -> Vec<Self>;

    /// A page that stands in more than one shell names another template here.
    fn template(&self) -> &'static str {
        Self::TEMPLATE
    }
}

/// A page as a handler's answer.
pub struct View<P> {
    page: P,
    status: StatusCode,
    fragment: Option<&'static str>,
    blocks: Filled,
    panels: Vec<Panel>,
    framing: Framing,
    trial: Option<Trial>,
}

/// A page drawn as a dealer would see it in a look that is only tried.
pub struct Trial {
    pub theme: String,
    /// The style sheet of colours that are not the theme's own.
    pub style: Option<String>,
    /// `light` or `dark`.
    pub mode: &'static str,
    /// The place of the portal's menu that is lit.
    pub path: &'static str,
    /// What the portal's modules would add to the frame.
    pub values: Map<String, Value>,
}

/// Who may put the page into a frame, and whether it has frames itself. Nobody and none, unless a page says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    None,
    /// It shows pages of this host in frames.
    Shows,
    /// Pages of this host may show it; it runs no scripts and sends no forms, so that no press can be stolen.
    Shown,
}

/// What `words` renders.
pub(super) struct Drawing {
    pub template: &'static str,
    pub context: Context,
    /// The block that an htmx request gets instead of the whole page.
    pub fragment: Option<&'static str>,
    /// What modules add to the page.
    pub blocks: Filled,
    pub panels: Vec<Panel>,
    pub framing: Framing,
    pub trial: Option<Trial>,
}

/// `303 See other` after a POST, with an optional word at the next page.
pub struct Redirect {
    to: String,
    flash: Option<Flash>,
}

/// A file for the reader's disk.
pub struct Download {
    pub name: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

impl<P: Page> View<P> {
    pub fn new(page: P) -> Self {
        Self::with(page, StatusCode::OK)
    }

    /// The page with what was typed and what is wrong with it (422).
    pub fn invalid(page: P) -> Self {
        Self::with(page, StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn with(page: P, status: StatusCode) -> Self {
        let (blocks, panels) = (Vec::new(), Vec::new());
        Self { page, status, fragment: None, blocks, panels, framing: Framing::None, trial: None }
    }

    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The block that htmx gets; a browser without it gets the whole page.
    pub fn fragment(mut self, block: &'static str) -> Self {
        self.fragment = Some(block);
        self
    }

    /// Puts what `App::fill` found into a place of the page: `frame.slots.<name>` in its template.
    pub fn slot(mut self, slot: Slot, blocks: Vec<Block>) -> Self {
        self.blocks.extend(blocks.into_iter().map(|block| (slot, block)));
        self
    }

    /// Puts a panel into the page: `frame.panels.<name>` in its template.
    pub fn panel(mut self, panel: Panel) -> Self {
        self.panels.push(panel);
        self
    }

    /// The page shows others of this host in frames.
    pub fn with_frames(mut self) -> Self {
        self.framing = Framing::Shows;
        self
    }

    /// As a dealer would see it; for a frame of our own page.
    pub fn on_trial(mut self, trial: Trial) -> Self {
        (self.framing, self.trial) = (Framing::Shown, Some(trial));
        self
    }
}

impl<P: Page> IntoResponse for View<P> {
    fn into_response(self) -> Response {
        match Context::from_serialize(&self.page) {
            Ok(context) => {
                let mut response = self.status.into_response();
                let template = self.page.template();
                let Self { fragment, blocks, panels, framing, trial, .. } = self;
                let drawing = Drawing { template, context, fragment, blocks, panels, framing, trial };
                response.extensions_mut().insert(Arc::new(drawing));
                response
            }
            Err(error) => Error::bug(error).into_response(),
        }
    }
}

impl Redirect {
    /// To a path of the same host.
    pub fn to(path: impl Into<String>) -> Self {
        Self { to: path.into(), flash: None }
    }

    /// To where the person wanted to go, if that is a path of this host (T35), else to the other one.
    pub fn back_to(wanted: Option<&str>, otherwise: &str) -> Self {
        let safe = wanted.filter(|path| is_local(path));
        Self::to(safe.unwrap_or(otherwise))
    }

    /// Says something at the next page.
    pub fn saying(mut self, flash: Flash) -> Self {
        self.flash = Some(flash);
        self
    }
}

/// Longer ones are none of ours.
const LONGEST_PATH: usize = 2_000;

/// A path of this host and nothing that a browser could read as another one.
pub(super) fn is_local(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() <= LONGEST_PATH
        && bytes.first() == Some(&b'/')
        && !matches!(bytes.get(1), Some(b'/' | b'\\'))
        && bytes.iter().all(|b| (0x21..0x7f).contains(b) && *b != b'\\')
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let Ok(location) = HeaderValue::from_str(&self.to) else {
            return Error::bug(format!("not a location: {}", self.to)).into_response();
        };
        let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
        if let Some(flash) = self.flash {
            response.extensions_mut().insert(Arc::new(flash));
        }
        response
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let plain: String = self
            .name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' })
            .collect();
        let encoded: String = self.name.bytes().map(percent).collect();
        let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
        let mut response = Body::from(self.bytes).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

fn percent(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_paths_of_this_host_are_followed() {
        for good in ["/", "/orders", "/orders?q=a%20b&sort=-placed", "/p/mb-1c16#stock"] {
            assert!(is_local(good), "{good}");
        }
        for bad in [
            "",
            "orders",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x=1",
            "/a b",
            "\\\\evil",
            "/\t/evil.example",
            "///evil.example",
            " /orders",
            "/ж",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
    }
}
