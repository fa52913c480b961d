//! Каталог and its Товары.

use rust_decimal::Decimal;

/// Каталог. The id may be empty: then the tenant has one default catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    pub line: u64,
    pub id: String,
    pub classifier: Option<String>,
    /// `false` only where the file says that it is full.
    pub only_changes: bool,
}

/// Товар.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Good {
    pub line: u64,
    pub id: String,
    pub article: String,
    pub name: String,
    pub barcodes: Vec<String>,
    pub unit: BaseUnit,
    /// Code or short name of another unit, and how many base units it holds.
    pub packs: Vec<(String, Decimal)>,
    pub sections: Vec<String>,
    pub brand: Option<String>,
    /// Plain text or HTML of a stranger: sanitise.
    pub description: Option<String>,
    pub vat: Option<Vat>,
    /// Property id and value as written (for dictionaries an id, sometimes the text); empty values are left out.
    pub properties: Vec<(String, String)>,
    /// Name and value; empty values and the captions of `pictures` are left out.
    pub requisites: Vec<(String, String)>,
    pub pictures: Vec<Picture>,
    pub deleted: bool,
}

/// `БазоваяЕдиница`; any part may be empty. A bare code of digits is the code, not the name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BaseUnit {
    pub code: String,
    pub name: String,
    pub full: String,
    pub international: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vat {
    Percent(Decimal),
    Exempt,
}

/// Картинка: a path inside the exchange or an address, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub path: String,
    pub caption: Option<String>,
}
