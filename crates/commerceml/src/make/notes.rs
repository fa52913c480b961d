//! What could not be read in one record, gathered while it is made.

use rust_decimal::Decimal;

use crate::input::Node;
use crate::{Problem, Reason, Record};

pub struct Notes {
    line: u64,
    kind: &'static str,
    id: String,
    problems: Vec<Problem>,
}

impl Notes {
    /// A record without an id can't be given: then only the problem is.
    pub fn begin(node: &Node, kind: &'static str, field: &'static str) -> Result<Self, Vec<Record>> {
        let id = node.text_of(field).to_owned();
        let missing = id.is_empty();
        let mut notes = Self { line: node.line, kind, id, problems: Vec::new() };
        if missing {
            notes.add(node.line, field, node.text_of("Наименование"), Reason::Missing);
            return Err(notes.problems().collect());
        }
        Ok(notes)
    }

    pub fn id(&self) -> String {
        self.id.clone()
    }

    pub fn add(&mut self, line: u64, field: &'static str, value: &str, reason: Reason) {
        let value = value.chars().take(200).collect();
        self.problems.push(Problem { line, kind: self.kind, id: self.id.clone(), field, value, reason });
    }

    /// A name that has to be there.
    pub fn name(&mut self, node: &Node) -> String {
        let name = super::names::name(node.text_of("Наименование"));
        if name.is_empty() && !node.is_deleted() {
            self.add(self.line, "Наименование", "", Reason::Missing);
        }
        name
    }

    /// `None` where the text is no number, which is noted.
    pub fn number(&mut self, line: u64, field: &'static str, text: &str) -> Option<Decimal> {
        let number = number(text);
        if number.is_none() {
            self.add(line, field, text, Reason::NotANumber);
        }
        number
    }

    /// A coefficient; `None` where it is no number above 0, which is noted.
    pub fn positive(&mut self, line: u64, field: &'static str, text: &str) -> Option<Decimal> {
        let number = self.number(line, field, text)?;
        self.check(number > Decimal::ZERO, line, field, text, Reason::NotPositive).then_some(number)
    }

    /// A price or tier; `None` where it is no number or below 0, which is noted.
    pub fn not_negative(&mut self, line: u64, field: &'static str, text: &str) -> Option<Decimal> {
        let number = self.number(line, field, text)?;
        self.check(number >= Decimal::ZERO, line, field, text, Reason::Negative).then_some(number)
    }

    fn check(&mut self, holds: bool, line: u64, field: &'static str, value: &str, reason: Reason) -> bool {
        if !holds {
            self.add(line, field, value, reason);
        }
        holds
    }

    /// The record, then what is wrong with it.
    pub fn with(self, record: Record) -> Vec<Record> {
        std::iter::once(record).chain(self.problems()).collect()
    }

    pub fn problems(self) -> impl Iterator<Item = Record> {
        self.problems.into_iter().map(Record::Problem)
    }
}

/// With a dot or a comma, and blanks between thousands; no exponents.
pub fn number(text: &str) -> Option<Decimal> {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let digits = plain.chars().any(|c| c.is_ascii_digit());
    let known = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    if digits && known { plain.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_as_1c_writes_them() {
        for (text, meant) in
            [("12.50", "12.50"), ("21,6", "21.6"), ("-999\u{a0}999 999,9", "-999999999.9"), ("0012", "12")]
        {
            assert_eq!(number(text), meant.parse().ok(), "{text}");
        }
        for text in ["", "-", "1e3", "1_000", "1.2.3", "много", "99999999999999999999999999999999"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
