//! Forms that lose nothing: every value stays, every wrong field is named, secrets are not sent back.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::Serialize;

use super::app::App;
use crate::error::{Error, FieldError, Result};
use crate::text::{ArgValue, Text};
use crate::values::Invalid;

/// The longest form body, in bytes; files have their own limits.
pub(super) const LONGEST: usize = 2 * 1024 * 1024;

/// A form as it was sent.
#[derive(Debug, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

/// What goes back to the page: the typed values and what is wrong with them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormState {
    pub values: BTreeMap<String, String>,
    pub errors: Vec<Field>,
}

/// One wrong field.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    pub field: String,
    pub text: Text,
}

impl Form {
    pub fn from_pairs(values: Vec<(String, String)>) -> Self {
        Self { values, errors: Vec::new() }
    }

    pub(super) fn push(&mut self, name: String, value: String) {
        self.values.push((name, value));
    }

    /// The value as typed, trimmed; empty when the field was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// The value exactly as typed: for passwords and pasted text.
    pub fn raw(&self, name: &str) -> &str {
        self.values.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// All values of a repeated field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.values
    }

    /// A field that must be there and parse.
    pub fn required<T: FromStr<Err = Invalid>>(&mut self, name: &str) -> Option<T> {
        if self.get(name).is_empty() {
            self.wrong(name, Text::key("kit-field-empty"));
            return None;
        }
        self.optional(name)
    }

    /// A field that may be empty, but parses when it is not.
    pub fn optional<T: FromStr<Err = Invalid>>(&mut self, name: &str) -> Option<T> {
        let typed = self.get(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        match typed.parse() {
            Ok(value) => Some(value),
            Err(invalid) => {
                self.wrong(name, Invalid::into_text(invalid));
                None
            }
        }
    }

    /// Plain words of at most `longest` characters that must be there. No control characters but line breaks.
    pub fn words(&mut self, name: &str, longest: usize) -> Option<String> {
        if self.get(name).is_empty() {
            self.wrong(name, Text::key("kit-field-empty"));
            return None;
        }
        self.words_or_none(name, longest)
    }

    /// Plain words that may be missing.
    pub fn words_or_none(&mut self, name: &str, longest: usize) -> Option<String> {
        let typed = self.get(name).to_owned();
        let length = typed.chars().count();
        if length > longest {
            let long =
                Text::key("kit-field-long").with("longest", count(longest)).with("length", count(length));
            self.wrong(name, long);
            return None;
        }
        if typed.chars().any(is_unseen) {
            self.wrong(name, Text::key("kit-field-control"));
            return None;
        }
        (!typed.is_empty()).then_some(typed)
    }

    /// Marks a field as wrong.
    pub fn wrong(&mut self, name: &str, text: Text) {
        self.errors.push(FieldError { field: name.to_owned(), text: text.short() });
    }

    pub fn is_good(&self) -> bool {
        self.errors.is_empty()
    }

    /// For handlers that have no page of their own to show the fields on.
    pub fn good_or_invalid(&self) -> Result<()> {
        if self.errors.is_empty() { Ok(()) } else { Err(Error::Invalid(self.errors.clone())) }
    }

    /// What the page shows again; the named secrets are left out.
    pub fn state(&self, secrets: &[&str]) -> FormState {
        let kept = self.values.iter().filter(|(name, _)| !secrets.contains(&name.as_str()));
        FormState {
            values: kept.map(|(name, value)| (name.clone(), value.clone())).collect(),
            errors: self
                .errors
                .iter()
                .map(|error| Field { field: error.field.clone(), text: error.text.clone() })
                .collect(),
        }
    }
}

impl FormState {
    /// A form that was not sent yet, with what is known already.
    pub fn with(values: &[(&str, &str)]) -> Self {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self { values: values.iter().map(pair).collect(), errors: Vec::new() }
    }

    /// For samples: a form with one wrong field.
    pub fn wrong(field: &str, text: Text) -> Self {
        Self { values: BTreeMap::new(), errors: vec![Field { field: field.to_owned(), text }] }
    }
}

impl FromRequest<App> for Form {
    type Rejection = Error;
    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let body = Bytes::from_request(request, app).await.map_err(|_| too_long())?;
        if body.len() > LONGEST {
            return Err(too_long());
        }
        Ok(Self::from_pairs(serde_html_form(&body)))
    }
}

/// Control characters but line breaks, and the marks that turn the rest of a line around (names in lists and letters).
fn is_unseen(c: char) -> bool {
    let turning = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turning || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// `application/x-www-form-urlencoded`; bytes that are no UTF-8 become replacement signs.
fn serde_html_form(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

fn too_long() -> Error {
    crate::error::refuse("kit-form-too-long").into()
}

pub(super) fn count(n: usize) -> ArgValue {
    ArgValue::Int(i64::try_from(n).unwrap_or(i64::MAX))
}
