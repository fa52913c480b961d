//! Runs of imports in the database: begun, followed, ended.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::module::json;
use kit::text::Text;
use kit::values::Id;
use kit::{Error, Result};
use tenancy::TenantTx;
use uuid::Uuid;

use super::report::{Report, Trouble};
use super::{Outcome, Progress};

/// A new run.
pub struct NewRun<'a> {
    pub author: &'a str,
    pub dry_run: bool,
    /// The form's key; the same one makes no second run.
    pub key: Option<&'a str>,
}

/// A run by its id and the number that people see.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub id: Uuid,
    pub number: i64,
    /// False when the key was there already.
    pub fresh: bool,
}

/// What a run ended with, without the files' contents.
pub enum Ended {
    Read(Box<Report>),
    Unreadable(Text),
    /// Our own fault, by its number in the log.
    Broken(Error),
}

impl From<Outcome> for Ended {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Read(report) => Self::Read(report),
            Outcome::Unreadable(text) => Self::Unreadable(text),
        }
    }
}

/// One part of an uploaded file.
const PART: usize = 1 << 20;

/// Begins a run. Its number is the next one.
pub async fn begin(tx: &mut TenantTx, new: &NewRun<'_>, now: Timestamp) -> Result<Run> {
    tx.lock("catalog.import-number").await?;
    if let Some(key) = new.key {
        let known = sqlx::query!("select id, number from import where idempotency_key = $1", key)
            .fetch_optional(tx.db())
            .await?;
        if let Some(known) = known {
            return Ok(Run { id: known.id, number: known.number, fresh: false });
        }
    }
    let id = Id::<Run>::new().uuid();
    let number = sqlx::query_scalar!(
        r#"insert into import (id, number, idempotency_key, author_name, dry_run, state, created_at)
           values ($1, (select coalesce(max(number), 0) + 1 from import), $2, $3, $4, 'queued', $5)
           returning number"#,
        id,
        new.key,
        new.author,
        new.dry_run,
        now.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    Ok(Run { id, number, fresh: true })
}

/// Keeps an uploaded file until its import is done.
pub async fn keep(tx: &mut TenantTx, run: Uuid, position: i32, name: &str, bytes: &[u8]) -> Result<()> {
    for (part, piece) in (0..).zip(bytes.chunks(PART)) {
        sqlx::query!(
            "insert into import_upload (import_id, position, part, name, bytes) values ($1, $2, $3, $4, $5)",
            run,
            position,
            part,
            name,
            piece
        )
        .execute(tx.db())
        .await?;
    }
    Ok(())
}

/// Shows how far the run is. In a transaction of its own, so that people see it.
pub async fn show_progress(tx: &mut TenantTx, run: Uuid, progress: &Progress) -> Result<()> {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    sqlx::query!(
        "update import set state = 'running', step = $2, done = $3, total = $4 where id = $1",
        run,
        progress.step,
        count(progress.done),
        count(progress.total)
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Writes what came of it; what an earlier try or a dry run had said goes.
pub async fn finish(
    tx: &mut TenantTx,
    run: Uuid,
    files: &[String],
    ended: &Ended,
    now: Timestamp,
) -> Result<()> {
    for statement in CLEAR {
        sqlx::query(statement).bind(run).execute(tx.db()).await?;
    }
    let (summary, failure) = match ended {
        Ended::Read(report) => (Some(json(&report.summary)?), None),
        Ended::Unreadable(text) => (None, Some(json(text)?)),
        Ended::Broken(error) => (None, Some(json(&broken(error))?)),
    };
    sqlx::query!(
        "update import set state = case when $3::jsonb is not null then 'failed' when dry_run then 'checked' else 'done' end,
            summary = $2, failure = $3, finished_at = $4, step = null, done = total where id = $1",
        run,
        summary,
        failure,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    if let Ended::Read(report) = ended {
        write_files(tx, run, files, report).await?;
        let bytes = results(run, report);
        tx.copy_in("copy import_result from stdin", bytes).await?;
        let bytes = problems(run, &report.problems);
        tx.copy_in("copy import_problem from stdin", bytes).await?;
        // What is in the tables is not needed as a file any more.
        sqlx::query!(
            "delete from import_upload where import_id = (select id from import where id = $1 and state = 'done')",
            run
        )
        .execute(tx.db())
        .await?;
    }
    Ok(())
}

const CLEAR: [&str; 3] = [
    "delete from import_result where import_id = $1",
    "delete from import_problem where import_id = $1",
    "delete from import_file where import_id = $1",
];

fn broken(error: &Error) -> Text {
    match error {
        Error::Bug(bug) => Text::key("catalog-import-bug").with("number", bug.number.as_str()),
        _ => Text::key("catalog-import-busy"),
    }
}

async fn write_files(tx: &mut TenantTx, run: Uuid, files: &[String], report: &Report) -> Result<()> {
    for (position, name) in files.iter().enumerate() {
        let header = report.headers.get(&position);
        sqlx::query!(
            "insert into import_file (import_id, position, name, header) values ($1, $2, $3, $4)",
            run,
            i32::try_from(position).map_err(Error::bug)?,
            name,
            header.map(Vec::as_slice) as _
        )
        .execute(tx.db())
        .await?;
    }
    Ok(())
}

fn results(run: Uuid, report: &Report) -> Vec<u8> {
    let mut lines = String::new();
    for (n, range) in report.ranges().iter().enumerate() {
        let first = range.first;
        let columns = [
            run.to_string(),
            n.to_string(),
            first.file.to_string(),
            first.kind.word().to_owned(),
            first.line.to_string(),
            range.last_line.to_string(),
            range.rows.to_string(),
            first.ending.word().to_owned(),
        ];
        push(&mut lines, &columns);
    }
    lines.into_bytes()
}

fn problems(run: Uuid, problems: &[Trouble]) -> Vec<u8> {
    let mut lines = String::new();
    for (n, trouble) in problems.iter().enumerate() {
        let columns = [
            run.to_string(),
            n.to_string(),
            trouble.file.to_string(),
            trouble.line.to_string(),
            trouble.kind.word().to_owned(),
            escaped(&trouble.object),
            escaped(trouble.field),
            escaped(&trouble.value),
            trouble.reason.to_owned(),
            if trouble.failed { "t".to_owned() } else { "f".to_owned() },
            trouble.cells.as_ref().map_or_else(|| "\\N".to_owned(), |cells| escaped(&array(cells))),
        ];
        push(&mut lines, &columns);
    }
    lines.into_bytes()
}

fn push(lines: &mut String, columns: &[String]) {
    lines.push_str(&columns.join("\t"));
    lines.push('\n');
}

/// As COPY's text format wants it; a zero character has no place in Postgres.
fn escaped(text: &str) -> String {
    text.replace('\0', "")
        .replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}

/// A literal of `text[]`.
fn array(cells: &[String]) -> String {
    let quoted: Vec<String> =
        cells.iter().map(|cell| format!("\"{}\"", cell.replace('\\', "\\\\").replace('"', "\\\""))).collect();
    format!("{{{}}}", quoted.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_survive_copy() {
        assert_eq!(escaped("a\tb\\c\nd\0"), "a\\tb\\\\c\\nd");
        assert_eq!(array(&["a\"b".to_owned(), "c\\d".to_owned(), String::new()]), r#"{"a\"b","c\\d",""}"#);
    }
}
