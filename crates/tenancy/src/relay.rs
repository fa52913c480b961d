//! The relay: turns outbox rows into one job for each subscriber. At least once towards jobs, and the job's key makes
//! it once.

use std::collections::HashMap;
use std::time::Duration;

use sqlx::Row;
use tokio::sync::watch;
use uuid::Uuid;

use crate::error::Result;
use crate::names::fresh_id;
use crate::pools::Database;

/// Who listens to which event: event name → kinds of jobs.
#[derive(Debug, Clone, Default)]
pub struct Subscriptions(HashMap<&'static str, Vec<Subscriber>>);

#[derive(Debug, Clone, Copy)]
struct Subscriber {
    kind: &'static str,
    /// The switchable module it belongs to.
    module: Option<&'static str>,
}

/// Moves events to their subscribers until it is told to stop.
pub struct Relay {
    database: Database,
    subscriptions: Subscriptions,
}

/// Events taken in one transaction.
const BATCH: i64 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// Claims by state with SKIP LOCKED, a few of each tenant at a time, so that a flood of one delays no other.
const CLAIM: &str = "
    select o.id, o.tenant_id, o.name, o.payload
    from cell.outbox o
    join (
        select id, row_number() over (partition by tenant_id order by id) as turn
        from (select id, tenant_id from cell.outbox where relayed_at is null order by id limit 2000) waiting
    ) queue using (id)
    where o.relayed_at is null
    order by queue.turn, o.id
    limit $1
    for update of o skip locked";

impl Subscriptions {
    pub fn add(&mut self, event: &'static str, kind: &'static str) {
        self.add_of(event, kind, None);
    }

    /// A subscriber that hears nothing of tenants where its module is off.
    pub fn add_of(&mut self, event: &'static str, kind: &'static str, module: Option<&'static str>) {
        self.0.entry(event).or_default().push(Subscriber { kind, module });
    }
}

impl Relay {
    pub fn new(database: Database, subscriptions: Subscriptions) -> Self {
        Self { database, subscriptions }
    }

    /// Runs until `stop` turns true.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let moved = match self.turn().await {
                Ok(moved) => moved,
                Err(error) => {
                    tracing::warn!(%error, "The relay could not move events; it tries again.");
                    0
                }
            };
            if moved == 0 {
                tokio::select! {
                    _ = stop.changed() => {}
                    () = tokio::time::sleep(PAUSE) => {}
                }
            }
        }
    }

    fn hears(&self, tenant: Uuid, subscriber: &Subscriber) -> bool {
        let Some(module) = subscriber.module else { return true };
        self.database.tenant(tenant.into()).is_some_and(|tenant| tenant.has_module(module))
    }

    /// One batch: the jobs and the mark on the events in one transaction. Returns the events moved.
    pub async fn turn(&self) -> Result<usize> {
        let mut tx = self.database.0.control.begin().await?;
        let events = sqlx::query(CLAIM).bind(BATCH).fetch_all(&mut *tx).await?;
        if events.is_empty() {
            return Ok(0);
        }
        let mut done: Vec<Uuid> = Vec::new();
        let mut jobs = JobRows::default();
        for event in &events {
            let id: Uuid = event.try_get("id")?;
            let name: &str = event.try_get("name")?;
            let of: Uuid = event.try_get("tenant_id")?;
            for subscriber in self.subscriptions.0.get(name).into_iter().flatten() {
                if self.hears(of, subscriber) {
                    jobs.push(of, subscriber.kind, id, event.try_get("payload")?);
                }
            }
            done.push(id);
        }
        jobs.insert(&mut tx).await?;
        sqlx::query("update cell.outbox set relayed_at = now() where id = any($1)")
            .bind(&done)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(done.len())
    }
}

/// Columns of the jobs to be made, for one insert.
#[derive(Default)]
struct JobRows {
    id: Vec<Uuid>,
    tenant: Vec<Uuid>,
    kind: Vec<String>,
    key: Vec<String>,
    payload: Vec<serde_json::Value>,
}

impl JobRows {
    fn push(&mut self, tenant: Uuid, kind: &str, event: Uuid, payload: serde_json::Value) {
        self.id.push(fresh_id());
        self.tenant.push(tenant);
        self.kind.push(kind.to_owned());
        self.key.push(event.to_string());
        self.payload.push(payload);
    }

    async fn insert(self, connection: &mut sqlx::postgres::PgConnection) -> Result<()> {
        sqlx::query(
            "insert into cell.job (id, tenant_id, kind, key, payload)
             select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[])
             on conflict on constraint job_once do nothing",
        )
        .bind(self.id)
        .bind(self.tenant)
        .bind(self.kind)
        .bind(self.key)
        .bind(self.payload)
        .execute(connection)
        .await?;
        Ok(())
    }
}
