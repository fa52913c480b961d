//! The rows of one file that failed, as a file with the reason in a column: correct it and bring it again.

use kit::text::{Locale, Text};
use kit::web::{Ctx, Download, Path, Tx};
use kit::{Error, Result};
use tables::csv_out::{Cell, Writer};

use crate::imports::report::why;

/// Every reason that a row can have; the texts are `catalog-import-why-<reason>`.
pub const REASONS: &[&str] = &[
    "missing",
    "not-a-number",
    "scientific",
    "not-positive",
    "too-much",
    "too-long",
    "negative",
    "unknown-good",
    "currency",
    "other-currency",
    "repeated",
    "unknown-section",
    "unknown-property",
    "no-article",
    "no-unit",
    "check-digit",
    "negative-stock",
    "unnamed-warehouse",
    "unnamed-price-type",
    "not-read-yet",
];

struct Row {
    line: i64,
    kind: String,
    object: String,
    field: String,
    value: String,
    reason: String,
    cells: Option<Vec<String>>,
}

pub async fn download(mut tx: Tx, ctx: Ctx, Path((number, file)): Path<(i64, i32)>) -> Result<Download> {
    let run = sqlx::query!(
        "select i.id, f.name, f.header from import i join import_file f on f.import_id = i.id
         where i.number = $1 and f.position = $2",
        number,
        file
    )
    .fetch_optional(tx.db())
    .await?
    .ok_or(Error::NotFound)?;
    let rows = sqlx::query_as!(
        Row,
        "select line, kind, object, field, value, reason, cells from import_problem where import_id = $1 and file = $2 order by n",
        run.id,
        file
    )
    .fetch_all(tx.db())
    .await?;
    let name = run.name.rsplit_once('.').map_or(run.name.as_str(), |(stem, _)| stem);
    let bytes = write(&ctx, run.header.as_deref(), &rows).map_err(Error::bug)?;
    Ok(Download { name: format!("{name}-{number}.csv"), content_type: "text/csv; charset=utf-8", bytes })
}

/// A table's rows go back as they came; an element of CommerceML is named by line and object.
fn write(ctx: &Ctx, header: Option<&[String]>, rows: &[Row]) -> std::io::Result<Vec<u8>> {
    let say = |text: &Text| ctx.app.texts.say(ctx.locale, text);
    let separator = if ctx.locale == Locale::RU { ';' } else { ',' };
    let mut out = Writer::new(Vec::new(), separator)?;
    let word = |key: &'static str| say(&Text::key(key));
    let mut head: Vec<String> = match header {
        Some(header) => header.to_vec(),
        None => {
            ["catalog-import-line", "catalog-import-kind", "catalog-import-object", "catalog-import-value"]
                .map(word)
                .to_vec()
        }
    };
    head.push(word("catalog-import-reason"));
    let width = head.len();
    out.row(&texts(&head))?;
    for row in rows {
        let reason = why(&row.reason, &row.field, &row.value);
        let kind = say(&Text::dynamic(format!("catalog-import-kind-{}", row.kind)));
        let mut cells: Vec<String> = match (&row.cells, header) {
            (Some(cells), Some(_)) => cells.clone(),
            _ => vec![row.line.to_string(), kind, row.object.clone(), row.value.clone()],
        };
        cells.resize(width.saturating_sub(1), String::new());
        cells.push(say(&reason));
        out.row(&texts(&cells))?;
    }
    out.finish()
}

fn texts(cells: &[String]) -> Vec<Cell<'_>> {
    cells.iter().map(|cell| Cell::Text(cell)).collect()
}
