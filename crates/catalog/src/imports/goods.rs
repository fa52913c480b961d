//! Goods of a file: a thousand at a time are compared with what is there, put, and told apart: new, changed, unchanged.

use std::collections::HashSet;

use commerceml::{Good, Vat};
use kit::Result;
use kit::values::Id;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::directory::{Value, tail};
use super::loader::Loader;
use super::report::{At, Ending};
use super::told::{Kind, Row};
use super::{details, fit, rows};
use crate::products::adding::slug;
use crate::products::facets;

/// A good that is ready for its table.
pub struct Ready {
    pub at: At,
    pub good: Box<Good>,
    pub id: Uuid,
    pub article: String,
    pub section: Option<Uuid>,
    pub unit: Option<String>,
    pub packs: Vec<(String, Decimal)>,
    pub values: Vec<Value>,
}

/// Puts these goods.
pub async fn merge(loader: &mut Loader<'_>, goods: Vec<(At, Row, Box<Good>)>) -> Result<()> {
    let mut ready = Vec::with_capacity(goods.len());
    for (at, row, good) in last_of_each(loader, goods) {
        ready.push(prepare(loader, at, &row, good).await?);
    }
    let mut ids = rows::put(loader, &ready).await?;
    let touched = details::put(loader, &ready, &ids).await?;
    let mut changed = Vec::new();
    for one in &ready {
        let Some((id, ending)) = ids.remove(&one.good.id) else { continue };
        let ending = if touched.contains(&id) { ending.max(Ending::Changed) } else { ending };
        if ending != Ending::Unchanged {
            changed.push(id);
        }
        loader.report.end(one.at, ending);
        loader.report.count(Kind::Good, ending);
    }
    facets::refresh(loader.tx, &changed).await
}

/// Where a file names a good twice, the later one counts; the earlier row says so.
fn last_of_each(loader: &mut Loader<'_>, goods: Vec<(At, Row, Box<Good>)>) -> Vec<(At, Row, Box<Good>)> {
    let mut seen = HashSet::new();
    let mut kept = Vec::with_capacity(goods.len());
    for (at, row, good) in goods.into_iter().rev() {
        if seen.insert(good.id.clone()) {
            kept.push((at, row, good));
        } else {
            loader.trouble(at, &row, (&good.name, "id", &good.id, "repeated"), false);
        }
    }
    kept.reverse();
    kept
}

async fn prepare(loader: &mut Loader<'_>, at: At, row: &Row, mut good: Box<Good>) -> Result<Ready> {
    if let Some(Vat::Percent(rate)) = good.vat {
        good.vat = match fit::rate(rate) {
            Ok(rate) => Some(Vat::Percent(rate)),
            Err(why) => {
                loader.trouble(at, row, (&good.name, "vat", &rate.to_string(), why), false);
                None
            }
        };
    }
    let unit = &good.unit;
    let words = [unit.name.as_str(), &unit.full, &unit.international];
    let code = loader.units.code(loader.tx, &unit.code, &words).await?;
    let mut packs = Vec::new();
    for (word, coefficient) in &good.packs {
        let coefficient = match fit::coefficient(*coefficient) {
            Ok(coefficient) => coefficient,
            Err(why) => {
                let value = format!("{word} = {}", coefficient.normalize());
                loader.trouble(at, row, (&good.name, "packs", &value, why), false);
                continue;
            }
        };
        if let Some(code) = loader.units.code(loader.tx, word, &[word.as_str()]).await? {
            packs.push((code, coefficient));
        }
    }
    packs.sort_by(|a, b| a.0.cmp(&b.0));
    packs.dedup_by(|a, b| a.0 == b.0);
    let section = loader.directory.section_of(&good.sections);
    let values = values(loader, at, row, &good);
    let code_of_1c = good.requisites.iter().find(|(name, _)| name == "Код").map(|(_, code)| code.trim());
    let article = match (good.article.trim(), code_of_1c) {
        ("", Some(code)) => code.to_owned(),
        (article, _) => article.to_owned(),
    };
    warn(loader, at, row, &good, [section.is_none(), article.is_empty(), code.is_none()]);
    Ok(Ready { at, good, id: Id::<Good>::new().uuid(), article, section, unit: code, packs, values })
}

fn values(loader: &mut Loader<'_>, at: At, row: &Row, good: &Good) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for (property, written) in &good.properties {
        match loader.directory.value(property, written) {
            // A property of several values is one attribute.
            Some(value) => match values.iter_mut().find(|known| known.attribute == value.attribute) {
                Some(known) => known.text = format!("{}, {}", known.text, value.text),
                None => values.push(value),
            },
            None => loader.trouble(at, row, (&good.name, "property", property, "unknown-property"), false),
        }
    }
    values
}

/// Doubts that do not keep a good out.
fn warn(loader: &mut Loader<'_>, at: At, row: &Row, good: &Good, [section, article, unit]: [bool; 3]) {
    let name = good.name.as_str();
    if section && !good.sections.is_empty() {
        loader.trouble(at, row, (name, "section", &good.sections.join(", "), "unknown-section"), false);
    }
    if article {
        loader.trouble(at, row, (name, "article", "", "no-article"), false);
    }
    if unit {
        loader.trouble(at, row, (name, "unit", "", "no-unit"), false);
    }
    for code in good.barcodes.iter().filter(|code| !gs1(code)) {
        loader.trouble(at, row, (name, "barcode", code, "check-digit"), false);
    }
}

/// GS1's check digit of GTIN-8, -12, -13 and -14: weights 3 and 1 from the right.
fn gs1(code: &str) -> bool {
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != code.chars().count() || !matches!(digits.len(), 8 | 12 | 13 | 14) {
        return false;
    }
    let sum: u32 =
        digits.iter().rev().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    sum.is_multiple_of(10)
}

/// The part of a slug that makes it its own.
pub fn own_slug(article: &str, id: Uuid) -> String {
    format!("{}-{}", slug(article, id), tail(id))
}

#[cfg(test)]
mod tests {
    use super::gs1;

    #[test]
    fn check_digits_follow_gs1() {
        for good in ["4600000000008", "8809398300541", "96385074", "036000291452", "2000000000077"] {
            assert_eq!(gs1(good), good != "8809398300541", "{good}");
        }
        for bad in ["8809398300548", "123", "", "46000000000O8"] {
            assert!(!gs1(bad), "{bad}");
        }
    }
}
