//! Tables of prices and of stock: each row is an offer of one figure.

use std::collections::HashSet;
use std::io::Read;

use commerceml::{BaseUnit, Offer, OfferId, Price, PriceType, Reason, Stock, Stop, Warehouse};
use kit::text::Text;
use rust_decimal::Decimal;
use tables::csv_in::Table;

use super::super::reading::{Pass, Post};
use super::super::sources::Source;
use super::super::told::{Kind, Told};
use super::{Wrong, head, number, problem, rows};

pub fn prices<R: Read>(
    source: &Source,
    table: Table<R>,
    post: &mut Post<'_>,
    header: &[String],
    at: [Option<usize>; 4],
) -> Result<(), Text> {
    post.offers = true;
    head(post, header);
    let mut types = HashSet::new();
    rows(source, table, &mut |row| {
        let [id, price_type, price, currency] = at.map(|at| at.map_or("", |at| row.cell(at)));
        if post.pass == Pass::Goods {
            if !price_type.is_empty() && types.insert(price_type.to_owned()) {
                let price_type = PriceType {
                    line: row.line,
                    id: format!("csv:{price_type}"),
                    name: price_type.to_owned(),
                    currency: Some(currency.to_owned()).filter(|text| !text.is_empty()),
                    vat_included: None,
                };
                post.drop(Told::PriceType { row: None, price_type })?;
            }
            return Ok(());
        }
        let mut problems = Vec::new();
        let amount = if price_type.is_empty() {
            problems.push(("price type", String::new(), Reason::Missing));
            None
        } else {
            number(price, &mut problems, "price")
        };
        if amount.is_some_and(|amount| amount < Decimal::ZERO) {
            problems.push(("price", price.to_owned(), Reason::Negative));
        }
        let amount = amount.filter(|amount| *amount >= Decimal::ZERO);
        let prices = amount.map(|amount| Price {
            price_type: format!("csv:{price_type}"),
            amount,
            currency: Some(currency.to_owned()).filter(|text| !text.is_empty()),
            unit: None,
            coefficient: Decimal::ONE,
            minimum: Decimal::ZERO,
        });
        let offer = offer(id, row.line, prices.into_iter().collect(), Vec::new());
        send(post, Kind::Price, row.line, row.cells.clone(), offer, problems)
    })
}

pub fn stock<R: Read>(
    source: &Source,
    table: Table<R>,
    post: &mut Post<'_>,
    header: &[String],
    at: [usize; 3],
) -> Result<(), Text> {
    post.offers = true;
    head(post, header);
    let mut houses = HashSet::new();
    rows(source, table, &mut |row| {
        let [id, house, quantity] = at.map(|at| row.cell(at));
        if post.pass == Pass::Goods {
            if !house.is_empty() && houses.insert(house.to_owned()) {
                let warehouse =
                    Warehouse { line: row.line, id: format!("csv:{house}"), name: house.to_owned() };
                post.drop(Told::Warehouse { row: None, warehouse })?;
            }
            return Ok(());
        }
        let mut problems = Vec::new();
        let quantity = number(quantity, &mut problems, "quantity");
        let stock = quantity.map(|quantity| Stock {
            warehouse: Some(format!("csv:{house}")).filter(|_| !house.is_empty()),
            quantity,
        });
        let offer = offer(id, row.line, Vec::new(), stock.into_iter().collect());
        send(post, Kind::Stock, row.line, row.cells.clone(), offer, problems)
    })
}

fn offer(id: &str, line: u64, prices: Vec<Price>, stock: Vec<Stock>) -> Offer {
    let (good, variant) = match id.split_once('#') {
        Some((good, variant)) => (good.to_owned(), Some(variant.to_owned())),
        None => (id.to_owned(), None),
    };
    Offer {
        line,
        id: OfferId { good, variant },
        article: String::new(),
        name: String::new(),
        barcodes: Vec::new(),
        unit: BaseUnit::default(),
        packs: Vec::new(),
        characteristics: Vec::new(),
        prices,
        quantity: None,
        stock,
        deleted: false,
    }
}

/// A row of prices or stock with what is wrong in it.
fn send(
    post: &mut Post<'_>,
    kind: Kind,
    line: u64,
    cells: Vec<String>,
    offer: Offer,
    problems: Vec<Wrong>,
) -> Result<(), Stop> {
    let id = offer.id.good.clone();
    if id.is_empty() {
        let row = post.row(line, kind, Some(cells));
        return post.drop(Told::Problem {
            row,
            problem: problem(line, &id, ("id", String::new(), Reason::Missing)),
        });
    }
    post.drop(Told::Offer { row: post.row(line, kind, Some(cells.clone())), offer: Box::new(offer) })?;
    for wrong in problems {
        let row = post.row(line, kind, Some(cells.clone()));
        post.drop(Told::Problem { row, problem: problem(line, &id, wrong) })?;
    }
    Ok(())
}
