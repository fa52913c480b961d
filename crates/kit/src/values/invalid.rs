//! Why a typed value was not accepted: a text with arguments, said later in the reader's language.

use crate::text::{ArgValue, Text};

/// What `FromStr` of every value here fails with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(Text);

impl Invalid {
    pub fn new(key: &'static str) -> Self {
        Self(Text::key(key))
    }

    pub fn with(self, name: &'static str, value: impl Into<ArgValue>) -> Self {
        Self(self.0.with(name, value))
    }

    pub fn into_text(self) -> Text {
        self.0
    }
}
