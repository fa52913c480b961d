//! Предложение: prices and stock in all the shapes that versions gave them.

use rust_decimal::Decimal;

use super::notes::Notes;
use super::{names, units};
use crate::input::Node;
use crate::{Offer, OfferId, Price, Reason, Record, Stock};

pub fn offer(node: &Node) -> Vec<Record> {
    let mut notes = match Notes::begin(node, "offer", "Ид") {
        Ok(notes) => notes,
        Err(problems) => return problems,
    };
    let offer = Offer {
        line: node.line,
        id: id(node),
        article: node.text_of("Артикул").to_owned(),
        name: names::name(node.text_of("Наименование")),
        barcodes: node.texts("Штрихкод"),
        unit: units::base(node),
        packs: units::packs(node, &mut notes),
        characteristics: characteristics(node),
        prices: node.list("Цены", "Цена").filter_map(|price| read_price(price, &mut notes)).collect(),
        quantity: node.child("Количество").and_then(|child| quantity(child.line, &child.text, &mut notes)),
        stock: stock(node, &mut notes),
        deleted: node.is_deleted(),
    };
    notes.with(Record::Offer(Box::new(offer)))
}

/// `good#variant`; the fast delta has the variant apart.
fn id(node: &Node) -> OfferId {
    let whole = node.text_of("Ид");
    let (good, variant) = whole.split_once('#').unwrap_or((whole, ""));
    let variant = if variant.is_empty() { node.text_of("ИдХарактеристики") } else { variant };
    OfferId { good: good.to_owned(), variant: (!variant.is_empty()).then(|| variant.to_owned()) }
}

fn characteristics(node: &Node) -> Vec<(String, String)> {
    let pair = |one: &Node| (names::name(one.text_of("Наименование")), names::name(one.text_of("Значение")));
    node.list("ХарактеристикиТовара", "ХарактеристикаТовара").map(pair).collect()
}

/// A price with a part that can't be read would be a wrong price, so it is left out.
fn read_price(node: &Node, notes: &mut Notes) -> Option<Price> {
    let price_type = node.text_of("ИдТипаЦены").to_owned();
    if price_type.is_empty() {
        notes.add(node.line, "ИдТипаЦены", node.text_of("Представление"), Reason::Missing);
        return None;
    }
    let amount = notes.not_negative(node.line, "ЦенаЗаЕдиницу", node.text_of("ЦенаЗаЕдиницу"))?;
    let coefficient = match node.filled("Коэффициент") {
        Some(text) => notes.positive(node.line, "Коэффициент", &text)?,
        None => Decimal::ONE,
    };
    let minimum = match node.filled("МинКоличество") {
        Some(text) => notes.not_negative(node.line, "МинКоличество", &text)?,
        None => Decimal::ZERO,
    };
    let (currency, unit) = (node.filled("Валюта"), node.filled("Единица"));
    Some(Price { price_type, amount, currency, unit, coefficient, minimum })
}

/// Empty means that there is none.
fn quantity(line: u64, text: &str, notes: &mut Notes) -> Option<Decimal> {
    if text.is_empty() { Some(Decimal::ZERO) } else { notes.number(line, "Количество", text) }
}

fn stock(node: &Node, notes: &mut Notes) -> Vec<Stock> {
    let mut places: Vec<&Node> = Vec::new();
    for child in &node.children {
        match child.name.as_str() {
            "Склад" => places.push(child),
            // A list of warehouses, or one warehouse in attributes of the list itself (2.08).
            "Склады" if child.children.is_empty() => places.push(child),
            "Склады" => places.extend(child.all("Склад")),
            "Остатки" => {
                for rest in child.all("Остаток") {
                    let known = places.len();
                    places.extend(rest.all("Склад"));
                    if places.len() == known {
                        places.push(rest);
                    }
                }
            }
            _ => {}
        }
    }
    places.into_iter().filter_map(|place| held(place, notes)).collect()
}

/// What one warehouse holds, by attributes (2.07) or children (2.09).
fn held(place: &Node, notes: &mut Notes) -> Option<Stock> {
    let warehouse = place.attribute("ИдСклада").map(str::to_owned).or_else(|| place.filled("Ид"));
    let text = place
        .attribute("КоличествоНаСкладе")
        .or_else(|| place.child("Количество").map(|it| it.text.as_str()));
    if warehouse.is_none() && text.is_none() {
        return None;
    }
    let quantity = quantity(place.line, text.unwrap_or_default(), notes)?;
    Some(Stock { warehouse: warehouse.filter(|id| !id.is_empty()), quantity })
}
