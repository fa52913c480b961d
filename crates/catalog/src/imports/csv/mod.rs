//! Tables of goods, of prices and of stock, told by their headers, turned into the same records as CommerceML.
//!
//! Goods: id, article, name, group (`A/B/C`), brand, unit, packs (`box=12, pallet=480`), barcode, vat, deleted,
//! attributes (`Rated current=16 A, Poles=1`). Prices: id, price type, currency, price. Stock: id, warehouse, quantity.

mod figures;
mod goods;

use std::io::Read;

use commerceml::{Problem, Reason, Stop};
use kit::text::Text;
use rust_decimal::Decimal;
use tables::csv_in::{Error, Limits, Row as TableRow, Table, open};

use super::reading::Post;
use super::sources::Source;
use super::told::Told;

/// What is wrong in a row: field, what stands there, why.
type Wrong = (&'static str, String, Reason);

const ID: &[&str] = &["id", "ид", "guid", "код"];
const PRICE: &[&str] = &["price", "цена"];
const PRICE_TYPE: &[&str] = &["price type", "price list", "тип цены", "вид цены", "прайс-лист"];
const CURRENCY: &[&str] = &["currency", "валюта"];
const WAREHOUSE: &[&str] = &["warehouse", "склад"];
const QUANTITY: &[&str] = &["quantity", "stock", "количество", "остаток"];
const NAME: &[&str] = &["name", "наименование", "название"];

/// Reads a table of any of the three kinds.
pub fn read(source: &Source, input: impl Read, post: &mut Post<'_>) -> Result<(), Text> {
    let table = open(input, &Limits::default()).map_err(|error| words(&source.name, &error))?;
    let header = table.header().to_vec();
    let column = |names: &[&str]| table.column(names);
    let id = column(ID);
    if let (Some(id), Some(price), Some(price_type)) = (id, column(PRICE), column(PRICE_TYPE)) {
        let currency = column(CURRENCY);
        return figures::prices(
            source,
            table,
            post,
            &header,
            [Some(id), Some(price_type), Some(price), currency],
        );
    }
    if let (Some(id), Some(house), Some(quantity)) = (id, column(WAREHOUSE), column(QUANTITY)) {
        return figures::stock(source, table, post, &header, [id, house, quantity]);
    }
    if let (Some(id), Some(name)) = (id, column(NAME)) {
        let columns = goods::Columns { id, name, others: goods::OTHERS.map(column) };
        return goods::goods(source, table, post, &header, &columns);
    }
    Err(Text::key("catalog-import-columns")
        .with("file", source.name.as_str())
        .with("columns", header.join(", ")))
}

fn words(name: &str, error: &Error) -> Text {
    let line = |line: &u64| Decimal::from(*line);
    let text = |key: &'static str| Text::key(key).with("file", name);
    match error {
        Error::Empty => text("catalog-import-empty-file"),
        Error::Encoding { line: at, name } => {
            text("catalog-import-bad-bytes").with("line", line(at)).with("encoding", *name)
        }
        Error::NotText { .. } => text("catalog-import-wrong-type"),
        Error::CellTooLong { line: at, .. } | Error::RowTooLong { line: at } => {
            text("catalog-import-row-too-long").with("line", line(at))
        }
        Error::TooManyColumns { line: at } => text("catalog-import-too-many-columns").with("line", line(at)),
        Error::TooBig { .. } => text("catalog-import-too-big"),
        Error::Io { source, .. } => {
            tracing::warn!(error = %source, "A table of an import cannot be read.");
            text("catalog-import-cannot-open")
        }
    }
}

/// Gives each row to `each` until somebody has had enough.
fn rows<R: Read>(
    source: &Source,
    table: Table<R>,
    each: &mut dyn FnMut(TableRow) -> Result<(), Stop>,
) -> Result<(), Text> {
    for row in table {
        let row = row.map_err(|error| words(&source.name, &error))?;
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if each(row).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn head(post: &mut Post<'_>, header: &[String]) {
    let _nobody_listens = post.drop(Told::Header { file: post.file, cells: header.to_vec() });
}

/// A cell that should be a number. Words become a problem of the row.
fn number(cell: &str, problems: &mut Vec<Wrong>, field: &'static str) -> Option<Decimal> {
    let number = tables::number(cell);
    if number.is_none() {
        let why = if cell.trim().is_empty() { Reason::Missing } else { Reason::NotANumber };
        problems.push((field, cell.to_owned(), why));
    }
    number
}

fn problem(line: u64, id: &str, (field, value, reason): Wrong) -> Problem {
    Problem { line, kind: "row", id: id.to_owned(), field, value, reason }
}
