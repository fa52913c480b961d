//! Tables of goods, of prices and of stock, told by their headers, turned into the same records as CommerceML.
//!
//! Goods: id, article, name, group (`A/B/C`), brand, unit, packs (`box=12, pallet=480`), barcode, vat, deleted,
//! attributes (`Rated current=16 A, Poles=1`). Prices: id, price type, currency, price. Stock: id, warehouse, quantity.

use std::collections::HashSet;
use std::io::Read;

use commerceml::{
    BaseUnit, Good, Offer, OfferId, Price, PriceType, Problem, Property, PropertyKind, Reason, Section,
    Stock, Stop, Vat, Warehouse,
};
use kit::text::Text;
use rust_decimal::Decimal;
use tables::csv_in::{Error, Limits, Row as TableRow, Table, open};

use super::reading::{Pass, Post};
use super::sources::Source;
use super::told::{Kind, Told};

const ID: &[&str] = &["id", "ид", "guid", "код"];
const PRICE: &[&str] = &["price", "цена"];
const PRICE_TYPE: &[&str] = &["price type", "price list", "тип цены", "вид цены", "прайс-лист"];
const CURRENCY: &[&str] = &["currency", "валюта"];
const WAREHOUSE: &[&str] = &["warehouse", "склад"];
const QUANTITY: &[&str] = &["quantity", "stock", "количество", "остаток"];
const NAME: &[&str] = &["name", "наименование", "название"];

/// Where the columns of a table of goods stand; `None` where there is none.
struct GoodsColumns {
    id: usize,
    name: usize,
    others: [Option<usize>; 9],
}

const OTHERS: [&[&str]; 9] = [
    &["article", "артикул"],
    &["group", "section", "группа", "раздел"],
    &["brand", "бренд", "марка", "производитель"],
    &["unit", "единица", "ед", "ед. изм."],
    &["packs", "packaging", "упаковки"],
    &["barcode", "ean", "штрихкод", "штрих-код"],
    &["vat", "ндс"],
    &["deleted", "удалён"],
    &["attributes", "properties", "свойства", "характеристики"],
];

/// Reads a table of any of the three kinds.
pub fn read(source: &Source, input: impl Read, post: &mut Post<'_>) -> Result<(), Text> {
    let table = open(input, &Limits::default()).map_err(|error| words(&source.name, &error))?;
    let header = table.header().to_vec();
    let column = |names: &[&str]| table.column(names);
    let id = column(ID);
    if let (Some(id), Some(price), Some(price_type)) = (id, column(PRICE), column(PRICE_TYPE)) {
        let currency = column(CURRENCY);
        return prices(source, table, post, &header, [Some(id), Some(price_type), Some(price), currency]);
    }
    if let (Some(id), Some(house), Some(quantity)) = (id, column(WAREHOUSE), column(QUANTITY)) {
        return stock(source, table, post, &header, [id, house, quantity]);
    }
    if let (Some(id), Some(name)) = (id, column(NAME)) {
        let columns = GoodsColumns { id, name, others: OTHERS.map(column) };
        return goods(source, table, post, &header, &columns);
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
fn number(
    cell: &str,
    problems: &mut Vec<(&'static str, String, Reason)>,
    field: &'static str,
) -> Option<Decimal> {
    let number = tables::number(cell);
    if number.is_none() {
        problems.push((field, cell.to_owned(), Reason::NotANumber));
    }
    number
}

fn prices<R: Read>(
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
        let amount = number(price, &mut problems, "price").filter(|amount| !amount.is_sign_negative());
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

fn stock<R: Read>(
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
    problems: Vec<(&'static str, String, Reason)>,
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

fn problem(line: u64, id: &str, (field, value, reason): (&'static str, String, Reason)) -> Problem {
    Problem { line, kind: "row", id: id.to_owned(), field, value, reason }
}

fn goods<R: Read>(
    source: &Source,
    table: Table<R>,
    post: &mut Post<'_>,
    header: &[String],
    columns: &GoodsColumns,
) -> Result<(), Text> {
    head(post, header);
    let mut known = HashSet::new();
    rows(source, table, &mut |row| {
        let (good, problems) = good(&row, columns);
        for path in &good.sections {
            imply_sections(path, &mut known, post)?;
        }
        for (property, _) in &good.properties {
            if known.insert(property.clone()) {
                post.drop(Told::Property { row: None, property: implied(property) })?;
            }
        }
        let (line, cells) = (row.line, Some(row.cells));
        if good.id.is_empty() {
            let row = post.row(line, Kind::Good, cells);
            let wrong = ("id", String::new(), Reason::Missing);
            return post.drop(Told::Problem { row, problem: problem(line, "", wrong) });
        }
        let id = good.id.clone();
        post.drop(Told::Good { row: post.row(line, Kind::Good, cells.clone()), good: Box::new(good) })?;
        for wrong in problems {
            let row = post.row(line, Kind::Good, cells.clone());
            post.drop(Told::Problem { row, problem: problem(line, &id, wrong) })?;
        }
        Ok(())
    })
}

/// `csv:A/B/C`: a section for each part of the path that was not there yet.
fn imply_sections(path: &str, known: &mut HashSet<String>, post: &mut Post<'_>) -> Result<(), Stop> {
    let names: Vec<&str> = path.trim_start_matches("csv:").split('/').collect();
    let mut parent: Option<String> = None;
    let mut so_far = String::from("csv:");
    for (depth, name) in names.iter().enumerate() {
        if depth > 0 {
            so_far.push('/');
        }
        so_far.push_str(name);
        if known.insert(so_far.clone()) {
            let section = Section {
                line: 0,
                id: so_far.clone(),
                parent: parent.clone(),
                name: (*name).to_owned(),
                deleted: false,
            };
            post.drop(Told::Section { row: None, section })?;
        }
        parent = Some(so_far.clone());
    }
    Ok(())
}

/// `csv:Rated current, A` is a number with a unit, `csv:Colour` a text.
fn implied(id: &str) -> Property {
    let name = id.trim_start_matches("csv:").to_owned();
    let kind = if name.contains(", ") { PropertyKind::Number } else { PropertyKind::Text };
    Property { line: 0, id: id.to_owned(), name, kind, values: Vec::new() }
}

type Wrong = (&'static str, String, Reason);

fn good(row: &TableRow, columns: &GoodsColumns) -> (Good, Vec<Wrong>) {
    let [article, group, brand, unit, packs, barcode, vat, deleted, attributes] =
        columns.others.map(|at| at.map_or("", |at| row.cell(at)));
    let mut problems = Vec::new();
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let packs =
        pairs(packs).filter_map(|(unit, n)| Some((unit.to_owned(), number(n, &mut problems, "packs")?)));
    let packs = packs.collect();
    let vat = match vat {
        "" => None,
        words if words.to_lowercase().starts_with("без") || words.eq_ignore_ascii_case("exempt") => {
            Some(Vat::Exempt)
        }
        rate => number(rate.trim_end_matches('%').trim(), &mut problems, "vat").map(Vat::Percent),
    };
    let good = Good {
        line: row.line,
        id: row.cell(columns.id).to_owned(),
        article: article.to_owned(),
        name: row.cell(columns.name).to_owned(),
        barcodes: some(barcode).into_iter().collect(),
        unit: BaseUnit { name: unit.to_owned(), ..BaseUnit::default() },
        packs,
        sections: some(group).map(|path| format!("csv:{path}")).into_iter().collect(),
        brand: some(brand),
        description: None,
        vat,
        properties: pairs(attributes).map(|(name, value)| attribute(name, value)).collect(),
        requisites: Vec::new(),
        pictures: Vec::new(),
        deleted: matches!(deleted.to_lowercase().as_str(), "1" | "true" | "yes" | "да" | "истина"),
    };
    (good, problems)
}

/// `a=1, b=2,5`: a comma with a blank parts them.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(", ").filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.trim(), value.trim()))
}

/// `16 A` is the number 16 of an attribute in A.
fn attribute(name: &str, value: &str) -> (String, String) {
    match value.rsplit_once(' ') {
        Some((number, unit)) if tables::number(number).is_some() && tables::number(unit).is_none() => {
            (format!("csv:{name}, {unit}"), number.to_owned())
        }
        _ => (format!("csv:{name}"), value.to_owned()),
    }
}
