//! Three tables for spreadsheets: UTF-8, semicolons, decimal commas.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::files::{File, Open, create};
use crate::good::{Good, WAREHOUSES};
use crate::plan::Plan;

pub const FILES: [&str; 3] = ["products.csv", "prices.csv", "stock.csv"];
const HEADS: [&str; 3] = [
    "id;article;name;group;brand;unit;packs;barcode;vat;deleted;attributes",
    "id;price_type;currency;price",
    "id;warehouse;quantity",
];
const ROWS: [fn(&mut File, &Good) -> io::Result<()>; 3] = [product, prices, stock];

pub fn write(plan: &Plan, open: &mut Open<'_>) -> io::Result<()> {
    let mut tables = Vec::new();
    for ((name, head), row) in FILES.into_iter().zip(HEADS).zip(ROWS) {
        let mut file = create(open, name)?;
        writeln!(file, "{head}")?;
        tables.push((file, row));
    }
    for good in plan.goods() {
        for (file, row) in &mut tables {
            row(file, &good)?;
        }
    }
    tables.iter_mut().try_for_each(|(file, _)| file.flush())
}

fn product(out: &mut File, good: &Good) -> io::Result<()> {
    let packs: Vec<String> = good.packs.iter().map(|pack| format!("{}={}", pack.unit, pack.holds)).collect();
    let attributes: Vec<String> = good
        .attributes
        .iter()
        .map(|a| format!("{}={} {}", a.name, a.value, a.unit).trim().to_owned())
        .collect();
    let cells: [&str; 11] = [
        &good.id.to_string(),
        &good.article,
        &good.name,
        good.group,
        good.brand,
        good.unit.short,
        &packs.join(", "),
        good.barcode.as_deref().unwrap_or_default(),
        &good.vat.to_string(),
        if good.deleted { "1" } else { "0" },
        &attributes.join(", "),
    ];
    writeln!(out, "{}", cells.map(cell).join(";"))
}

fn prices(out: &mut File, good: &Good) -> io::Result<()> {
    for price in &good.prices {
        let amount = price.amount.to_string().replace('.', ",");
        writeln!(out, "{};{};{};{amount}", good.id, price.list.name, price.list.currency)?;
    }
    Ok(())
}

fn stock(out: &mut File, good: &Good) -> io::Result<()> {
    for (warehouse, units) in WAREHOUSES.iter().zip(good.stock) {
        writeln!(out, "{};{};{units}", good.id, cell(warehouse))?;
    }
    Ok(())
}

/// Quoted only where a reader would otherwise lose something; blanks at the ends count as something.
fn cell(text: &str) -> Cow<'_, str> {
    if text.contains([';', '"', '\n']) || text != text.trim() {
        format!("\"{}\"", text.replace('"', "\"\"")).into()
    } else {
        text.into()
    }
}
