//! The rows of provisioning as the provisioner moves them. Every change asks whether it still holds the request.

use std::time::Duration;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::web::App;
use tenancy::{Database, NewTenant};
use uuid::Uuid;

use super::step::{Portal, Stopped};

/// A request that this provisioner holds.
pub(super) struct Claimed {
    pub portal: Portal,
    pub attempts: i32,
}

/// The oldest request that waits, or whose provisioner fell silent.
pub(super) async fn claim(db: &Database, worker: Uuid, lease: Duration) -> Result<Option<Claimed>, Stopped> {
    let mut tx = db.control().await?;
    let row = sqlx::query!(
        "update control.provisioning set state = 'running', worker = $1, attempts = attempts + 1,
            lease_until = now() + make_interval(secs => $2)
         where id = (select id from control.provisioning
            where state = 'queued' or (state = 'running' and lease_until < now())
            order by created_at, id limit 1 for update skip locked)
         returning id, tenant_id, slug, company, locale, time_zone, country, owner_name, owner_email, password_hash,
            samples, attempts",
        worker,
        lease.as_secs_f64()
    )
    .fetch_optional(tx.db())
    .await?;
    tx.commit().await?;
    Ok(row.map(|row| Claimed {
        portal: Portal {
            id: row.id,
            tenant: row.tenant_id.into(),
            new: NewTenant {
                slug: row.slug,
                name: row.company,
                locale: row.locale,
                time_zone: row.time_zone,
                country: row.country,
            },
            owner_name: row.owner_name,
            owner_email: row.owner_email,
            password_hash: row.password_hash,
            samples: row.samples,
        },
        attempts: row.attempts,
    }))
}

pub(super) async fn beat(db: &Database, id: Uuid, worker: Uuid, lease: Duration) -> Result<(), Stopped> {
    let mut tx = db.control().await?;
    sqlx::query!(
        "update control.provisioning set lease_until = now() + make_interval(secs => $3)
         where id = $1 and worker = $2 and state = 'running'",
        id,
        worker,
        lease.as_secs_f64()
    )
    .execute(tx.db())
    .await?;
    Ok(tx.commit().await?)
}

/// The names of the steps that need no work any more.
pub(super) async fn done(db: &Database, id: Uuid) -> Result<Vec<String>, Stopped> {
    let mut tx = db.control().await?;
    let names = sqlx::query_scalar!(
        "select name from control.provisioning_step where provisioning_id = $1 and state in ('done', 'skipped')",
        id
    )
    .fetch_all(tx.db())
    .await?;
    Ok(names)
}

pub(super) async fn begin_step(
    db: &Database,
    worker: Uuid,
    id: Uuid,
    step: &str,
    now: Timestamp,
) -> Result<(), Stopped> {
    let mut tx = db.control().await?;
    let begun = sqlx::query!(
        "update control.provisioning_step s set state = 'running', started_at = $4, finished_at = null, reason = null,
            error = null
         from control.provisioning p
         where s.provisioning_id = $1 and s.name = $3 and p.id = $1 and p.worker = $2 and p.state = 'running'",
        id,
        worker,
        step,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    held(begun.rows_affected())?;
    Ok(tx.commit().await?)
}

/// `end` is the step's name and how it ended: `done` or `skipped`.
pub(super) async fn end_step(
    db: &Database,
    worker: Uuid,
    id: Uuid,
    end: (&str, &str),
    now: Timestamp,
) -> Result<(), Stopped> {
    let mut tx = db.control().await?;
    let ended = sqlx::query!(
        "update control.provisioning_step s set state = $4, finished_at = $5
         from control.provisioning p
         where s.provisioning_id = $1 and s.name = $3 and p.id = $1 and p.worker = $2 and p.state = 'running'",
        id,
        worker,
        end.0,
        end.1,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    held(ended.rows_affected())?;
    Ok(tx.commit().await?)
}

/// The step is marked, the request waits for "again".
pub(super) async fn fail(
    db: &Database,
    worker: Uuid,
    id: Uuid,
    step: &str,
    why: &Stopped,
) -> Result<(), Stopped> {
    let mut tx = db.control().await?;
    let failed = sqlx::query!(
        "update control.provisioning set state = 'failed', worker = null, lease_until = null, finished_at = now()
         where id = $1 and worker = $2 and state = 'running'",
        id,
        worker
    )
    .execute(tx.db())
    .await?;
    held(failed.rows_affected())?;
    sqlx::query!(
        "update control.provisioning_step set state = 'failed', finished_at = now(), reason = $3, error = $4
         where provisioning_id = $1 and name = $2",
        id,
        step,
        why.reason,
        why.words
    )
    .execute(tx.db())
    .await?;
    Ok(tx.commit().await?)
}

/// Opens the portal and ends the request in one transaction. The password's hash is the portal's alone from here on.
pub(super) async fn finish(app: &App, worker: Uuid, portal: &Portal) -> Result<(), Stopped> {
    let mut tx = app.db.control().await?;
    let finished = sqlx::query!(
        "update control.provisioning set state = 'done', worker = null, lease_until = null, password_hash = null,
            finished_at = $3
         where id = $1 and worker = $2 and state = 'running'",
        portal.id,
        worker,
        app.clock.now().to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    held(finished.rows_affected())?;
    tenancy::open_tenant(&mut tx, portal.tenant).await?;
    tx.commit().await?;
    Ok(app.db.refresh().await?)
}

fn held(rows: u64) -> Result<(), Stopped> {
    if rows == 1 { Ok(()) } else { Err(Stopped::other("another process has taken it over")) }
}
