//! How much each tenant has: counted in its own scope by a job, once a day and when the operator asks, and kept where the
//! console reads it without entering every schema.

use jiff::Timestamp;
use kit::Result;
use kit::module::Measure;
use kit::web::App;
use serde::Serialize;
use serde_json::{Map, Value, json};
use tenancy::{ControlTx, Database, JobCtx, JobOutcome, NewJob};

use super::audit::{Entry, record};
use super::{Actor, Found};

/// The job's kind.
pub const COUNT: &str = "platform.usage";

/// Tables with their indexes and long values; nothing of a tenant lies elsewhere.
const STORAGE: Measure = Measure {
    name: "storage",
    sql: "select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint from pg_class
          where relnamespace = current_schema()::regnamespace and relkind = 'r'",
};

/// What was counted, and when.
#[derive(Debug, Clone, Serialize)]
pub struct Usage {
    pub counted_at: Timestamp,
    pub people: i64,
    pub dealers: i64,
    pub goods: i64,
    /// Of the last 30 days.
    pub orders: i64,
    /// In bytes.
    pub storage: i64,
    /// When somebody used the portal last.
    pub seen: Option<Timestamp>,
}

impl Usage {
    pub(crate) fn read(counted_at: Option<Timestamp>, counts: Option<&Value>) -> Option<Self> {
        let counts = counts?;
        let figure = |name: &str| counts.get(name).and_then(Value::as_i64);
        Some(Self {
            counted_at: counted_at?,
            people: figure("people").unwrap_or(0),
            dealers: figure("dealers").unwrap_or(0),
            goods: figure("goods").unwrap_or(0),
            orders: figure("orders").unwrap_or(0),
            storage: figure("storage").unwrap_or(0),
            seen: figure("seen").and_then(|seconds| Timestamp::from_second(seconds).ok()),
        })
    }

    /// A figure in mebibytes, rounded up: nobody pays for less.
    pub fn mebibytes(&self) -> i64 {
        (self.storage + 1_048_575) / 1_048_576
    }
}

/// Counts every module's measures in the job's tenant. Counting again changes nothing but the figures.
pub(crate) async fn count(app: App, job: &mut JobCtx) -> Result<JobOutcome> {
    let mut counts = Map::new();
    let measures = app.modules.iter().flat_map(|module| module.measures().iter());
    for measure in measures.chain([&STORAGE]) {
        let figure = job.tx.figure(measure.sql).await?;
        counts.insert(measure.name.to_owned(), json!(figure));
    }
    let mut tx = app.db.control().await?;
    sqlx::query!(
        "insert into control.tenant_usage (tenant_id, counted_at, counts) values ($1, now(), $2)
         on conflict (tenant_id) do update set counted_at = excluded.counted_at, counts = excluded.counts",
        job.tenant.id().uuid(),
        Value::Object(counts)
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(JobOutcome::Done)
}

/// Has a tenant counted now. Asked twice in a minute, it is counted once.
pub async fn ask(db: &Database, actor: &Actor, now: Timestamp, slug: &str) -> Result<()> {
    let mut tx = db.control().await?;
    let found = Found::lock(&mut tx, slug).await?;
    if found.state != "active" {
        return found.in_another_state().err();
    }
    let minute = now.as_second() / 60;
    let job = NewJob { kind: COUNT, key: format!("asked {minute}"), payload: json!({}), run_at: None };
    tx.enqueue(found.id, job).await?;
    record(&mut tx, actor, now, Entry::of("count-usage").tenant(&found)).await?;
    tx.commit().await?;
    Ok(())
}

/// What is known of a tenant's usage.
pub async fn of(tx: &mut ControlTx, slug: &str) -> Result<Option<Usage>> {
    let row = sqlx::query!(
        r#"select u.counted_at as "counted_at: jiff_sqlx::Timestamp", u.counts
         from control.tenant_usage u join control.tenant t on t.id = u.tenant_id where t.slug = $1"#,
        slug
    )
    .fetch_optional(tx.db())
    .await?;
    Ok(row.and_then(|row| Usage::read(Some(row.counted_at.to_jiff()), Some(&row.counts))))
}
