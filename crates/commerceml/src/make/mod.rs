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
        Kind::Document => document(node),
    }
}

/// A document is not read yet, but the warehouses that it names are as good as listed ones.
fn document(node: &Node) -> Vec<Record> {
    let lists = node.all("Склады").flat_map(|list| list.all("Склад"));
    let known = lists.filter(|one| !one.text_of("Ид").is_empty()).flat_map(lists::warehouse);
    std::iter::once(not_read(node, NotReadKind::Document, "Номер")).chain(known).collect()
}

fn not_read(node: &Node, kind: NotReadKind, name: &str) -> Record {
    let name = names::name(node.text_of(name));
    Record::NotRead(NotRead { line: node.line, kind, id: node.text_of("Ид").to_owned(), name })
}
