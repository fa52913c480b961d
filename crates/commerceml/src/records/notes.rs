//! What was seen and not taken: whole records of other kinds, and single fields that can't be read.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRead {
    pub line: u64,
    pub kind: NotReadKind,
    pub id: String,
    /// Наименование of a counterparty, Номер of a document.
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotReadKind {
    Counterparty,
    Document,
}

/// A field that can't be read. Its record is given without it, unless the field is the id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: u64,
    /// `good`, `offer`, `section`, `property`, `price type`, `warehouse`, `unit`.
    pub kind: &'static str,
    pub id: String,
    /// The element or attribute, as the format calls it.
    pub field: &'static str,
    pub value: String,
    pub reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    NotANumber,
    Missing,
    /// A coefficient of 0 or below.
    NotPositive,
    /// A price or a tier below 0.
    Negative,
}
