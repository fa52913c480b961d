//! What the tables can hold. Texts that are keys have a length, figures a number of digits: what does not fit is said with
//! its row and left out; nothing is cut in silence, and no single row stops a whole import.

use rust_decimal::Decimal;

use super::told::{Kind, Row, Told};

/// Characters of an id, of an article, a unit, a barcode, and of a name.
const ID: usize = 255;
const SHORT: usize = 100;
const NAME: usize = 1_000;

/// A text that is too long: its row, the field, what stands there.
pub struct TooLong {
    pub row: Row,
    pub field: &'static str,
    pub value: String,
}

/// A quantity as `numeric(19, 6)` has it.
pub fn quantity(n: Decimal) -> Result<Decimal, &'static str> {
    within(n.round_dp(6), 10_000_000_000_000)
}

/// A price as `numeric(19, 4)` has it.
pub fn amount(n: Decimal) -> Result<Decimal, &'static str> {
    within(n.round_dp(4), 1_000_000_000_000_000)
}

/// VAT in percent, 0 to 100.
pub fn rate(n: Decimal) -> Result<Decimal, &'static str> {
    if n.is_sign_negative() && !n.is_zero() { Err("negative") } else { within(n.round_dp(2), 100) }
}

/// How many base units a pack holds.
pub fn coefficient(n: Decimal) -> Result<Decimal, &'static str> {
    quantity(n).and_then(|n| if n > Decimal::ZERO { Ok(n) } else { Err("not-positive") })
}

fn within(n: Decimal, limit: i64) -> Result<Decimal, &'static str> {
    if n.abs() < limit.into() { Ok(n) } else { Err("too-much") }
}

/// The first text of the record that is longer than its column.
pub fn too_long(told: &Told) -> Option<TooLong> {
    let (row, line, kind, texts) = texts_of(told)?;
    let (field, value, _) = texts.into_iter().find(|(_, text, most)| text.chars().nth(*most).is_some())?;
    let row = row.cloned().unwrap_or(Row { file: 0, line, kind, cells: None });
    Some(TooLong { row, field, value: value.to_owned() })
}

type Texts<'a> = Vec<(&'static str, &'a str, usize)>;

fn named<'a>((id, most): (&'a str, usize), name: &'a str) -> Texts<'a> {
    vec![("id", id, most), ("name", name, NAME)]
}

fn texts_of(told: &Told) -> Option<(Option<&Row>, u64, Kind, Texts<'_>)> {
    Some(match told {
        // The id of a table's section is its whole path.
        Told::Section { row, section: s } => {
            (row.as_ref(), s.line, Kind::Section, named((&s.id, NAME), &s.name))
        }
        Told::Property { row, property: p } => {
            (row.as_ref(), p.line, Kind::Attribute, named((&p.id, ID), &p.name))
        }
        Told::PriceType { row, price_type: p } => {
            (row.as_ref(), p.line, Kind::PriceList, named((&p.id, ID), &p.name))
        }
        Told::Warehouse { row, warehouse: w } => {
            (row.as_ref(), w.line, Kind::Warehouse, named((&w.id, ID), &w.name))
        }
        Told::Good { row, good } => {
            let mut texts: Texts<'_> = vec![
                ("id", &good.id, ID),
                ("article", &good.article, SHORT),
                ("name", &good.name, NAME),
                ("unit", &good.unit.name, SHORT),
                ("unit", &good.unit.code, SHORT),
                ("brand", good.brand.as_deref().unwrap_or_default(), NAME),
            ];
            texts.extend(good.barcodes.iter().map(|code| ("barcode", code.as_str(), SHORT)));
            texts.extend(good.packs.iter().map(|(unit, _)| ("packs", unit.as_str(), SHORT)));
            (Some(row), good.line, row.kind, texts)
        }
        Told::Offer { row, offer } => {
            let variant = offer.id.variant.as_deref().unwrap_or_default();
            let mut texts: Texts<'_> = vec![
                ("id", &offer.id.good, ID),
                ("id", variant, ID),
                ("name", &offer.name, NAME),
                ("article", &offer.article, SHORT),
            ];
            texts.extend(offer.prices.iter().map(|price| ("price type", price.price_type.as_str(), ID)));
            let houses = offer.stock.iter().filter_map(|stock| stock.warehouse.as_deref());
            texts.extend(houses.map(|house| ("warehouse", house, ID)));
            (Some(row), offer.line, row.kind, texts)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_fit_their_columns_or_are_refused() {
        let of = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(quantity(of("9999999999999.9999994")), Ok(of("9999999999999.999999")));
        assert_eq!(quantity(of("9999999999999.9999996")), Err("too-much"));
        assert_eq!(quantity(of("-10000000000000")), Err("too-much"));
        assert_eq!(amount(of("999999999999999.99994")), Ok(of("999999999999999.9999")));
        assert_eq!(amount(of("1000000000000000")), Err("too-much"));
        assert_eq!(
            (rate(of("20")), rate(of("-0.0")), rate(of("-1"))),
            (Ok(of("20")), Ok(of("0.0")), Err("negative"))
        );
        assert_eq!(
            (coefficient(of("0.0000004")), coefficient(of("12"))),
            (Err("not-positive"), Ok(of("12")))
        );
    }
}
