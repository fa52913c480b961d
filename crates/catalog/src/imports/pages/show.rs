//! GET /manage/imports/<number>: how far it is, what would happen or has happened, and the rows that failed.

use jiff::Timestamp;
use jiff_sqlx::Timestamp as SqlTimestamp;
use kit::text::Text;
use kit::web::{Page, Pager, Path, Query, Tx, View};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::imports::report::why;
use crate::imports::{Seen, Summary, Tally};

/// /manage/imports/{number}
#[derive(Serialize)]
pub struct Show {
    number: i64,
    state: String,
    dry_run: bool,
    author: String,
    at: Timestamp,
    step: Option<String>,
    done: i64,
    total: i64,
    failure: Option<Text>,
    summary: Option<Summary>,
    tallies: Vec<(String, Tally)>,
    seen: Vec<(&'static str, u64)>,
    /// What would be written by the press.
    importable: u64,
    files: Vec<File>,
    problems: Vec<Problem>,
    pager: Pager,
    results: Vec<Range>,
}

#[derive(Serialize)]
struct File {
    position: i32,
    name: String,
    problems: i64,
}

#[derive(Serialize)]
struct Problem {
    file: String,
    line: i64,
    kind: String,
    object: String,
    field: String,
    value: String,
    reason: Text,
    failed: bool,
}

#[derive(Serialize)]
struct Range {
    file: String,
    kind: String,
    first: i64,
    last: i64,
    rows: i64,
    outcome: String,
}

#[derive(Default, Deserialize)]
pub struct Wanted {
    page: Option<i64>,
}

/// Ranges shown; neighbours that ended alike stand together, so few are enough.
const MOST_RANGES: i64 = 100;

pub async fn show(mut tx: Tx, Path(number): Path<i64>, Query(wanted): Query<Wanted>) -> Result<View<Show>> {
    let page = Pager::asked(wanted.page);
    let run = sqlx::query!(
        r#"select id, state, dry_run, author_name, created_at as "created_at: SqlTimestamp", step, done, total, summary,
            failure from import where number = $1"#,
        number
    )
    .fetch_optional(tx.db())
    .await?
    .ok_or(Error::NotFound)?;
    let summary: Option<Summary> = run.summary.map(serde_json::from_value).transpose().map_err(Error::bug)?;
    let (problems, total) = problems(&mut tx, run.id, page).await?;
    let view = Show {
        number,
        state: run.state,
        dry_run: run.dry_run,
        author: run.author_name,
        at: run.created_at.to_jiff(),
        step: run.step,
        done: run.done,
        total: run.total,
        failure: run.failure.map(serde_json::from_value).transpose().map_err(Error::bug)?,
        tallies: summary.iter().flat_map(|summary| summary.tallies.clone()).collect(),
        seen: summary.as_ref().map(|summary| seen(&summary.seen)).unwrap_or_default(),
        importable: summary
            .as_ref()
            .map_or(0, |summary| summary.rows - summary.failed_rows.min(summary.rows)),
        summary,
        files: files(&mut tx, run.id).await?,
        problems,
        pager: Pager::new(page, Pager::PER_PAGE, total, ""),
        results: results(&mut tx, run.id).await?,
    };
    Ok(View::new(view).fragment("main"))
}

/// What the files hold, without the zeros.
fn seen(seen: &Seen) -> Vec<(&'static str, u64)> {
    let all = [
        ("goods", seen.goods),
        ("deleted", seen.deleted),
        ("sections", seen.sections),
        ("properties", seen.properties),
        ("barcodes", seen.barcodes),
        ("pictures", seen.pictures),
        ("offers", seen.offers),
        ("unknown-offers", seen.unknown_offers),
        ("prices", seen.prices),
        ("price-types", seen.price_types),
        ("warehouses", seen.warehouses),
        ("counterparties", seen.counterparties),
        ("documents", seen.documents),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

async fn files(tx: &mut TenantTx, run: Uuid) -> Result<Vec<File>> {
    Ok(sqlx::query_as!(
        File,
        r#"select f.position, f.name,
            (select count(*) from import_problem p where p.import_id = f.import_id and p.file = f.position) as "problems!"
           from import_file f where f.import_id = $1 order by f.position"#,
        run
    )
    .fetch_all(tx.db())
    .await?)
}

async fn problems(tx: &mut TenantTx, run: Uuid, page: i64) -> Result<(Vec<Problem>, i64)> {
    let rows = sqlx::query!(
        r#"select f.name as file, p.line, p.kind, p.object, p.field, p.value, p.reason, p.failed,
            count(*) over () as "total!"
           from import_problem p join import_file f on f.import_id = p.import_id and f.position = p.file
           where p.import_id = $1 order by p.failed desc, p.n limit $2 offset $3"#,
        run,
        Pager::PER_PAGE,
        Pager::offset(page, Pager::PER_PAGE)
    )
    .fetch_all(tx.db())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let problems = rows
        .into_iter()
        .map(|row| Problem {
            reason: why(&row.reason, &row.field, &row.value),
            file: row.file,
            line: row.line,
            kind: row.kind,
            object: row.object,
            field: row.field,
            value: row.value,
            failed: row.failed,
        })
        .collect();
    Ok((problems, total))
}

async fn results(tx: &mut TenantTx, run: Uuid) -> Result<Vec<Range>> {
    Ok(sqlx::query_as!(
        Range,
        r#"select f.name as file, r.kind, r.first_row as first, r.last_row as last, r.rows, r.outcome
           from import_result r join import_file f on f.import_id = r.import_id and f.position = r.file
           where r.import_id = $1 order by r.n limit $2"#,
        run,
        MOST_RANGES
    )
    .fetch_all(tx.db())
    .await?)
}

impl Page for Show {
    const TEMPLATE: &'static str = "catalog/import.html";
    fn samples() -> Vec<Self> {
        let mut samples = Vec::new();
        for (state, dry_run) in [("queued", true), ("running", false), ("checked", true), ("done", false)] {
            samples.push(Self::sample(state, dry_run));
        }
        let failure = Text::key("catalog-import-empty-file").with("file", "prices.csv");
        samples.push(Self { summary: None, failure: Some(failure), ..Self::sample("failed", true) });
        samples
    }
}

impl Show {
    fn sample(state: &str, dry_run: bool) -> Self {
        let ended = matches!(state, "checked" | "done");
        let tally = Tally { new: 1_184, changed: 3, unchanged: 40_000, failed: 7 };
        let summary = Summary {
            rows: 1_191,
            failed_rows: 7,
            warnings: 2,
            seen: Seen { goods: 1_191, barcodes: 900, ..Seen::default() },
            tallies: [("good".to_owned(), tally), ("price-list".to_owned(), tally)].into(),
            samples: vec![crate::imports::report::Sample {
                object: "MB-1C16".to_owned(),
                field: "price".to_owned(),
                old: "412".to_owned(),
                new: "405".to_owned(),
            }],
        };
        let problem = |failed, reason: &str| Problem {
            file: "prices.csv".to_owned(),
            line: 17,
            kind: "price".to_owned(),
            object: "Автомат 1P C16".to_owned(),
            field: "price".to_owned(),
            value: "дорого".to_owned(),
            reason: why(reason, "price", "дорого"),
            failed,
        };
        let range = |outcome: &str| Range {
            file: "products.csv".to_owned(),
            kind: "good".to_owned(),
            first: 2,
            last: 1_184,
            rows: 1_183,
            outcome: outcome.to_owned(),
        };
        let problems: Vec<Problem> =
            super::failed::REASONS.iter().map(|reason| problem(*reason == "missing", reason)).collect();
        Self {
            number: 12,
            state: state.to_owned(),
            dry_run,
            author: "Игорь Лапин".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            step: (state == "running").then(|| "import0_1.xml".to_owned()),
            done: 40,
            total: 100,
            failure: None,
            tallies: if ended { summary.tallies.clone().into_iter().collect() } else { Vec::new() },
            seen: if ended { seen(&summary.seen) } else { Vec::new() },
            importable: 1_184,
            files: vec![File { position: 0, name: "products.csv".to_owned(), problems: 7 }],
            problems: if ended { problems } else { Vec::new() },
            pager: Pager::new(1, 50, 15, ""),
            results: if ended {
                ["new", "changed", "unchanged", "failed"].map(range).into()
            } else {
                Vec::new()
            },
            summary: ended.then_some(summary),
        }
    }
}
