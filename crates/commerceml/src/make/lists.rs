//! The lists of the classifier.

use super::names;
use super::notes::Notes;
use crate::input::{Node, truth};
use crate::{PriceType, Property, PropertyKind, Record, Section, Unit, Warehouse};

/// A group and those inside it, parents first. Depth is limited by the parser.
pub fn sections(node: &Node) -> Vec<Record> {
    let mut records = Vec::new();
    section(node, None, &mut records);
    records
}

fn section(node: &Node, parent: Option<&str>, records: &mut Vec<Record>) {
    let made = Notes::begin(node, "section", "Ид").map(|mut notes| {
        let (line, id, name) = (node.line, notes.id(), notes.name(node));
        let parent = parent.map(str::to_owned);
        notes.with(Record::Section(Section { line, id, parent, name, deleted: node.is_deleted() }))
    });
    records.extend(made.unwrap_or_else(|problems| problems));
    let id = Some(node.text_of("Ид")).filter(|id| !id.is_empty());
    for child in node.list("Группы", "Группа") {
        section(child, id.or(parent), records);
    }
}

pub fn property(node: &Node) -> Vec<Record> {
    let made = Notes::begin(node, "property", "Ид").map(|mut notes| {
        let (line, id, name) = (node.line, notes.id(), notes.name(node));
        let values = values(node);
        let kind = match node.text_of("ТипЗначений") {
            "Число" => PropertyKind::Number,
            "Время" | "Дата" => PropertyKind::Time,
            "Справочник" => PropertyKind::Dictionary,
            _ if !values.is_empty() => PropertyKind::Dictionary,
            _ => PropertyKind::Text,
        };
        notes.with(Record::Property(Property { line, id, name, kind, values }))
    });
    made.unwrap_or_else(|problems| problems)
}

fn values(node: &Node) -> Vec<(String, String)> {
    let options = node.all("ВариантыЗначений").flat_map(|list| &list.children);
    let pair = |option: &Node| {
        let id = option.filled("ИдЗначения").or_else(|| option.filled("Ид"))?;
        Some((id, names::name(option.text_of("Значение"))))
    };
    options.filter_map(pair).collect()
}

pub fn price_type(node: &Node) -> Vec<Record> {
    let made = Notes::begin(node, "price type", "Ид").map(|mut notes| {
        let (line, id, name) = (node.line, notes.id(), notes.name(node));
        let currency = node.filled("Валюта");
        let vat_included = node.child("Налог").and_then(|tax| truth(tax.text_of("УчтеноВСумме")));
        notes.with(Record::PriceType(PriceType { line, id, name, currency, vat_included }))
    });
    made.unwrap_or_else(|problems| problems)
}

pub fn warehouse(node: &Node) -> Vec<Record> {
    let made = Notes::begin(node, "warehouse", "Ид").map(|mut notes| {
        let (line, id, name) = (node.line, notes.id(), notes.name(node));
        notes.with(Record::Warehouse(Warehouse { line, id, name }))
    });
    made.unwrap_or_else(|problems| problems)
}

pub fn unit(node: &Node) -> Vec<Record> {
    let field = if node.text_of("Код").is_empty() { "Ид" } else { "Код" };
    let made = Notes::begin(node, "unit", field).map(|notes| {
        let name = node.filled("НаименованиеКраткое").or_else(|| node.filled("Наименование"));
        let unit = Unit {
            line: node.line,
            code: notes.id(),
            name: name.unwrap_or_default(),
            full: node.text_of("НаименованиеПолное").to_owned(),
            international: node.text_of("МеждународноеСокращение").to_owned(),
        };
        notes.with(Record::Unit(unit))
    });
    made.unwrap_or_else(|problems| problems)
}
