//! How the database side of this process does: what readiness asks, what the metrics show.

use std::time::Duration;

use sqlx::Row;

use crate::error::Result;
use crate::migrate::CONTROL;
use crate::pools::Database;

/// What must be true before a process takes requests. Each part is asked anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    /// The database answered in time.
    pub database: bool,
    /// The list of tenants was read at least once.
    pub placements: bool,
    /// The platform's tables have every migration that this binary knows. More is well: a newer binary migrates first.
    pub migrations: bool,
}

/// The connections of one pool.
#[derive(Debug, Clone)]
pub struct PoolFigures {
    pub name: String,
    pub open: u32,
    pub idle: u32,
    pub most: u32,
}

/// What waits in the queue and in the outbox.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// Jobs by state: queued, running, failed.
    pub jobs: Vec<(String, i64)>,
    /// Seconds since the oldest job that is due could have begun.
    pub oldest_job: f64,
    /// Events that were told to nobody yet.
    pub events: i64,
    pub oldest_event: f64,
}

/// Who does not answer within this time does not answer.
const PATIENCE: Duration = Duration::from_secs(1);

impl Database {
    /// Asks the database once.
    pub async fn readiness(&self) -> Readiness {
        let names = sqlx::query_scalar::<_, String>("select name from control.schema_version")
            .fetch_all(&self.0.control);
        let names = tokio::time::timeout(PATIENCE, names).await;
        let placements = self.placements_version() > 0;
        match names {
            Ok(Ok(applied)) => {
                let migrations = CONTROL.iter().all(|(name, _)| applied.iter().any(|known| known == name));
                Readiness { database: true, placements, migrations }
            }
            Ok(Err(_)) | Err(_) => Readiness { database: false, placements, migrations: false },
        }
    }

    /// Moves on with every change of a tenant; 0 before the first reading.
    pub fn placements_version(&self) -> i64 {
        self.0.placements.load().version
    }

    pub fn pool_figures(&self) -> Vec<PoolFigures> {
        let inner = &self.0;
        let named = inner.tenants.iter().enumerate().map(|(at, pool)| (format!("tenant-{at}"), pool));
        let own = [("control".to_owned(), &inner.control), ("ddl".to_owned(), &inner.ddl)];
        let figures = |(name, pool): (String, &sqlx::PgPool)| PoolFigures {
            name,
            open: pool.size(),
            idle: u32::try_from(pool.num_idle()).unwrap_or(u32::MAX),
            most: pool.options().get_max_connections(),
        };
        named.chain(own).map(figures).collect()
    }

    /// Counts by the queue's indexes: the price does not grow with jobs that are done.
    pub async fn waiting(&self) -> Result<Waiting> {
        let row = sqlx::query(
            "select (select count(*) from cell.job where state = 'queued') as queued,
                (select count(*) from cell.job where state = 'running') as running,
                (select count(*) from cell.job where state = 'failed') as failed,
                (select coalesce(greatest(extract(epoch from now() - min(run_at)), 0), 0)::float8
                 from cell.job where state = 'queued' and run_at <= now()) as oldest_job,
                (select count(*) from cell.outbox where relayed_at is null) as events,
                (select coalesce(extract(epoch from now() - min(at)), 0)::float8
                 from cell.outbox where relayed_at is null) as oldest_event",
        )
        .fetch_one(&self.0.control)
        .await?;
        let count =
            |name: &'static str| -> Result<(String, i64)> { Ok((name.to_owned(), row.try_get(name)?)) };
        Ok(Waiting {
            jobs: vec![count("queued")?, count("running")?, count("failed")?],
            oldest_job: row.try_get("oldest_job")?,
            events: row.try_get("events")?,
            oldest_event: row.try_get("oldest_event")?,
        })
    }
}
