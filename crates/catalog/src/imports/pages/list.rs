//! GET /manage/imports: the form for files, and what was imported before.

use jiff::Timestamp;
use jiff_sqlx::Timestamp as SqlTimestamp;
use kit::text::Text;
use kit::values::Id;
use kit::web::{FormState, Page, Pager, Query, Tx, View};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;

use crate::imports::Summary;

/// /manage/imports
#[derive(Serialize)]
pub struct List {
    rows: Vec<Row>,
    pager: Pager,
    key: String,
    form: FormState,
}

#[derive(Serialize)]
struct Row {
    number: i64,
    state: String,
    author: String,
    at: Timestamp,
    rows: Option<u64>,
    failed: Option<u64>,
    failure: Option<Text>,
}

#[derive(Default, Deserialize)]
pub struct Wanted {
    page: Option<i64>,
}

pub async fn show(mut tx: Tx, Query(wanted): Query<Wanted>) -> Result<View<List>> {
    Ok(View::new(page(&mut tx, wanted.page, FormState::default()).await?))
}

/// The page, also with a form that was refused.
pub async fn page(tx: &mut TenantTx, wanted: Option<i64>, form: FormState) -> Result<List> {
    let page = Pager::asked(wanted);
    let found = sqlx::query!(
        r#"select number, state, author_name, created_at as "created_at: SqlTimestamp", summary, failure,
            count(*) over () as "total!"
           from import order by number desc limit $1 offset $2"#,
        Pager::PER_PAGE,
        Pager::offset(page, Pager::PER_PAGE)
    )
    .fetch_all(tx.db())
    .await?;
    let total = found.first().map_or(0, |row| row.total);
    let mut rows = Vec::new();
    for row in found {
        let summary: Option<Summary> =
            row.summary.map(serde_json::from_value).transpose().map_err(Error::bug)?;
        rows.push(Row {
            number: row.number,
            state: row.state,
            author: row.author_name,
            at: row.created_at.to_jiff(),
            rows: summary.as_ref().map(|summary| summary.rows),
            failed: summary.as_ref().map(|summary| summary.failed_rows).filter(|failed| *failed > 0),
            failure: row.failure.map(serde_json::from_value).transpose().map_err(Error::bug)?,
        });
    }
    let key = Id::<List>::new().to_string();
    Ok(List { rows, pager: Pager::new(page, Pager::PER_PAGE, total, ""), key, form })
}

impl Page for List {
    const TEMPLATE: &'static str = "catalog/imports.html";
    fn samples() -> Vec<Self> {
        let row = |number, state: &str, failure: Option<Text>| Row {
            number,
            state: state.to_owned(),
            author: "Игорь Лапин".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            rows: failure.is_none().then_some(1_191),
            failed: failure.is_none().then_some(7),
            failure,
        };
        let failure = Text::key("catalog-import-empty-file").with("file", "prices.csv");
        let states = ["queued", "running", "checked", "done"];
        let mut rows: Vec<Row> = (1..).zip(states).map(|(number, state)| row(number, state, None)).collect();
        rows.push(row(5, "failed", Some(failure.clone())));
        let page = |rows: Vec<Row>, form| Self {
            pager: Pager::new(1, 50, 5, ""),
            rows,
            key: "key".to_owned(),
            form,
        };
        vec![page(rows, FormState::default()), page(Vec::new(), FormState::wrong("files", failure))]
    }
}
