//! The lists that goods and offers point at: Группы, Свойства, `ТипыЦен`, Склады, `ЕдиницыИзмерения`.

/// Группа. A parent is always given before its children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub line: u64,
    pub id: String,
    pub parent: Option<String>,
    pub name: String,
    pub deleted: bool,
}

/// Свойство. Two may share a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    pub line: u64,
    pub id: String,
    pub name: String,
    pub kind: PropertyKind,
    /// The dictionary: id and text of each value.
    pub values: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyKind {
    Text,
    Number,
    Time,
    Dictionary,
}

/// `ТипЦены`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceType {
    pub line: u64,
    pub id: String,
    pub name: String,
    /// As written, trimmed: `RUB`, `руб.`, `643`.
    pub currency: Option<String>,
    pub vat_included: Option<bool>,
}

/// Склад, where a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warehouse {
    pub line: u64,
    pub id: String,
    pub name: String,
}

/// `ЕдиницаИзмерения`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub line: u64,
    /// ОКЕИ, such as `796`.
    pub code: String,
    /// The short one, such as `шт`.
    pub name: String,
    pub full: String,
    pub international: String,
}
