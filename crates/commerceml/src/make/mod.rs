//! From the tree of an element to the records that it stands for.

mod frame;
mod goods;
mod lists;
mod names;
mod notes;
mod offers;
mod units;

use crate::input::Node;
use crate::{NotRead, NotReadKind, Record};

pub use frame::{Frame, head};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Section,
    Property,
    PriceType,
    Warehouse,
    Unit,
    Good,
    Offer,
    Counterparty,
    Document,
}

pub fn records(kind: Kind, node: &Node) -> Vec<Record> {
    match kind {
        Kind::Section => lists::sections(node),
        Kind::Property => lists::property(node),
        Kind::PriceType => lists::price_type(node),
        Kind::Warehouse => lists::warehouse(node),
        Kind::Unit => lists::unit(node),
        Kind::Good => goods::good(node),
        Kind::Offer => offers::offer(node),
        Kind::Counterparty => vec![not_read(node, NotReadKind::Counterparty, "Наименование")],
        Kind::Document => vec![not_read(node, NotReadKind::Document, "Номер")],
    }
}

fn not_read(node: &Node, kind: NotReadKind, name: &str) -> Record {
    let name = names::name(node.text_of(name));
    Record::NotRead(NotRead { line: node.line, kind, id: node.text_of("Ид").to_owned(), name })
}
