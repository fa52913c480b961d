//! What a file says, as data. Every `line` is where the element begins, counted from 1.

mod classifier;
mod goods;
mod notes;
mod offers;

pub use classifier::{PriceType, Property, PropertyKind, Section, Unit, Warehouse};
pub use goods::{BaseUnit, Catalog, Good, Picture, Vat};
pub use notes::{NotRead, NotReadKind, Problem, Reason};
pub use offers::{Offer, OfferId, Package, Price, Stock};

/// What the root element says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// As written; files lie about it.
    pub version: String,
    /// Local time of the sender without a zone; `None` when it can't be read.
    pub made_at: Option<jiff::civil::DateTime>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    Section(Section),
    Property(Property),
    PriceType(PriceType),
    Warehouse(Warehouse),
    Unit(Unit),
    Catalog(Catalog),
    Good(Box<Good>),
    Package(Package),
    Offer(Box<Offer>),
    NotRead(NotRead),
    Problem(Problem),
}
