//! A text that is not said yet: a key and its arguments, which are formatted in the reader's language later.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::Money;

/// A key of the texts with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    key: Cow<'static, str>,
    args: Vec<(Cow<'static, str>, ArgValue)>,
}

/// An argument keeps its kind, so that each language writes it in its own way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArgValue {
    Text(String),
    /// A count; chooses the plural.
    Int(i64),
    Number(Decimal),
    Money(Money),
    Date(Date),
    /// Another text inside this one.
    Said(Box<Text>),
}

impl Text {
    pub fn key(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), args: Vec::new() }
    }

    /// For keys that come from templates or are put together from names of the code.
    pub fn dynamic(key: String) -> Self {
        Self { key: Cow::Owned(key), args: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<ArgValue>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }

    pub fn with_dynamic(mut self, name: String, value: ArgValue) -> Self {
        self.args.push((Cow::Owned(name), value));
        self
    }

    pub fn name(&self) -> &str {
        &self.key
    }

    /// The same with every typed argument cut to what a sentence can hold: somebody may have pasted a book.
    pub fn short(mut self) -> Self {
        for (_, value) in &mut self.args {
            match value {
                ArgValue::Text(text) => cut(text),
                ArgValue::Said(inner) => **inner = Self::short(std::mem::replace(inner, Self::key(""))),
                ArgValue::Int(_) | ArgValue::Number(_) | ArgValue::Money(_) | ArgValue::Date(_) => {}
            }
        }
        self
    }

    pub(super) fn args(&self) -> impl Iterator<Item = (&str, &ArgValue)> {
        self.args.iter().map(|(name, value)| (name.as_ref(), value))
    }
}

/// The most characters of an argument in a sentence.
const LONGEST: usize = 120;

fn cut(text: &mut String) {
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(at);
        text.push('…');
    }
}

impl From<&str> for ArgValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for ArgValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for ArgValue {
    fn from(count: i64) -> Self {
        Self::Int(count)
    }
}
impl From<Decimal> for ArgValue {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}
impl From<Money> for ArgValue {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}
impl From<Date> for ArgValue {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}
impl From<Text> for ArgValue {
    fn from(text: Text) -> Self {
        Self::Said(Box::new(text))
    }
}
