//! The operators' audit: written in the transaction of the act, never changed afterwards.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::Result;
use serde::Serialize;
use serde_json::Value;
use tenancy::{ControlTx, TenantId};

use super::{Actor, Found};

/// One act.
#[derive(Debug, Clone, Default)]
pub struct Entry<'a> {
    /// The act's word: `suspend`, `retry-job`, …; the console says it by `platform-act-<word>`.
    pub act: &'a str,
    pub tenant: Option<(TenantId, &'a str)>,
    /// What else it is about: a job's id, a version.
    pub object: Option<String>,
    pub old: Option<Value>,
    pub new: Option<Value>,
    pub words: Option<&'a str>,
}

impl<'a> Entry<'a> {
    pub fn of(act: &'a str) -> Self {
        Self { act, ..Self::default() }
    }

    pub(super) fn tenant(mut self, found: &'a Found) -> Self {
        self.tenant = Some((found.id, &found.slug));
        self
    }
}

/// A row as people read it.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub at: Timestamp,
    pub who: String,
    pub address: String,
    pub tenant: Option<String>,
    pub act: String,
    pub object: Option<String>,
    pub old: Option<String>,
    pub new: Option<String>,
    pub words: Option<String>,
}

/// Every act that is written, for the filter of the page.
pub const ACTS: [&str; 14] = [
    "sign-in",
    "sign-in-failed",
    "sign-out",
    "provision",
    "suspend",
    "resume",
    "delete",
    "restore",
    "erase",
    "migrate",
    "count-usage",
    "retry-job",
    "cancel-job",
    "retry-provisioning",
];

/// Which rows are asked for; what is missing does not narrow.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    pub text: Option<&'a str>,
    pub tenant: Option<&'a str>,
    pub act: Option<&'a str>,
    pub object: Option<&'a str>,
}

pub async fn record(tx: &mut ControlTx, actor: &Actor, now: Timestamp, entry: Entry<'_>) -> Result<()> {
    sqlx::query!(
        "insert into control.operator_audit
            (at, who, operator_id, address, tenant_id, tenant, act, object, old_value, new_value, words)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        now.to_sqlx() as _,
        actor.who,
        actor.operator,
        actor.address,
        entry.tenant.map(|(id, _)| id.uuid()),
        entry.tenant.map(|(_, slug)| slug),
        entry.act,
        entry.object,
        entry.old,
        entry.new,
        entry.words
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// The newest rows that match, with the number of all that do.
pub async fn list(
    tx: &mut ControlTx,
    filter: Filter<'_>,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Row>, i64)> {
    let rows = sqlx::query!(
        r#"select at as "at: jiff_sqlx::Timestamp", who, address, tenant, act, object, old_value, new_value, words,
            count(*) over () as "total!"
         from control.operator_audit
         where ($1::text is null or position(lower($1) in lower(concat_ws(' ', who, tenant, address, words, object))) > 0)
            and ($2::text is null or tenant = $2) and ($3::text is null or act = $3)
            and ($4::text is null or object = $4)
         order by id desc offset $5 limit $6"#,
        filter.text,
        filter.tenant,
        filter.act,
        filter.object,
        offset,
        limit
    )
    .fetch_all(tx.db())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let list = rows
        .into_iter()
        .map(|row| Row {
            at: row.at.to_jiff(),
            who: row.who,
            address: row.address,
            tenant: row.tenant,
            act: row.act,
            object: row.object,
            old: row.old_value.map(|value| plain(&value)),
            new: row.new_value.map(|value| plain(&value)),
            words: row.words,
        })
        .collect();
    Ok((list, total))
}

/// `{"state": "active"}` as `state: active`.
fn plain(value: &Value) -> String {
    let one = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Object(map) => {
            map.iter().map(|(name, value)| format!("{name}: {}", one(value))).collect::<Vec<_>>().join(", ")
        }
        other => one(other),
    }
}
