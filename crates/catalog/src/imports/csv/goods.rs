//! Tables of goods: sections, attributes and packs stand in cells of their rows.

use std::collections::HashSet;
use std::io::Read;

use commerceml::{BaseUnit, Good, Property, PropertyKind, Reason, Section, Stop, Vat};
use kit::text::Text;
use tables::csv_in::{Row as TableRow, Table};

use super::super::reading::Post;
use super::super::sources::Source;
use super::super::told::{Kind, Told};
use super::{Wrong, head, number, problem, rows};

/// Where the columns of a table of goods stand; `None` where there is none.
pub struct Columns {
    pub id: usize,
    pub name: usize,
    pub others: [Option<usize>; 9],
}

pub const OTHERS: [&[&str]; 9] = [
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

pub fn goods<R: Read>(
    source: &Source,
    table: Table<R>,
    post: &mut Post<'_>,
    header: &[String],
    columns: &Columns,
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

fn good(row: &TableRow, columns: &Columns) -> (Good, Vec<Wrong>) {
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
