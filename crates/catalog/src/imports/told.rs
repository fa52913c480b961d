//! What the reading thread hands to the loader, whatever form the file had.

use commerceml::{Good, NotRead, Offer, PriceType, Problem, Property, Section, Unit, Warehouse};
use jiff::Timestamp;

/// Some records of one file, in order.
pub struct Batch {
    pub file: usize,
    /// Bytes read so far, of all files in both passes.
    pub done: u64,
    pub told: Vec<Told>,
}

/// One record. `row` is missing where a table only implies it: a path of sections is no row of its own.
pub enum Told {
    Section {
        row: Option<Row>,
        section: Section,
    },
    Property {
        row: Option<Row>,
        property: Property,
    },
    PriceType {
        row: Option<Row>,
        price_type: PriceType,
    },
    Warehouse {
        row: Option<Row>,
        warehouse: Warehouse,
    },
    Unit(Unit),
    Good {
        row: Row,
        good: Box<Good>,
    },
    /// The offers that follow name all prices of their goods.
    Package {
        full: bool,
    },
    Offer {
        row: Row,
        offer: Box<Offer>,
    },
    NotRead {
        row: Row,
        not_read: NotRead,
    },
    /// A field that cannot be read; its record came just before, unless the field was the id.
    Problem {
        row: Row,
        problem: Problem,
    },
    /// The header of a table.
    Header {
        file: usize,
        cells: Vec<String>,
    },
    /// When the sender made the file.
    Made {
        file: usize,
        at: Timestamp,
    },
}

/// Where a record stands.
#[derive(Debug, Clone)]
pub struct Row {
    pub file: usize,
    pub line: u64,
    pub kind: Kind,
    /// As it came, where it is a row of a table.
    pub cells: Option<Vec<String>>,
}

/// What a row tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Section,
    Attribute,
    PriceList,
    Warehouse,
    Good,
    Offer,
    Price,
    Stock,
    Counterparty,
    Document,
}

impl Kind {
    /// As it stands in tables and text keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Attribute => "attribute",
            Self::PriceList => "price-list",
            Self::Warehouse => "warehouse",
            Self::Good => "good",
            Self::Offer => "offer",
            Self::Price => "price",
            Self::Stock => "stock",
            Self::Counterparty => "counterparty",
            Self::Document => "document",
        }
    }
}
