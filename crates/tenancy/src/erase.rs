//! Erasing deleted tenants when their grace time is over. Every step may be repeated, so a run that was killed is taken
//! up by the next one.

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row};
use uuid::Uuid;

use crate::error::Result;
use crate::names::{Schema, TenantId};
use crate::pools::Database;
use crate::provision::hold_slug;
use crate::state::{Move, move_tenant};
use crate::tx::ControlTx;

/// A tenant that is to be erased.
#[derive(Debug, Clone)]
pub struct Condemned {
    pub id: TenantId,
    pub slug: String,
}

/// "other objects depend on it": another database of the same server has a role of this name in use.
const STILL_IN_USE: &str = "2BP01";

/// The tenants whose grace time is over at this moment, and those that a killed run has left half erased.
pub async fn condemned(database: &Database, now: Timestamp) -> Result<Vec<Condemned>> {
    let rows = sqlx::query(
        "select id, slug from control.tenant
         where state = 'erasing' or (state = 'deleted' and erase_after <= $1::text::timestamptz) order by id",
    )
    .bind(now.to_string())
    .fetch_all(&database.0.control)
    .await?;
    rows.iter()
        .map(|row| Ok(Condemned { id: row.try_get::<Uuid, _>("id")?.into(), slug: row.try_get("slug")? }))
        .collect()
}

/// Drops schema and role. False: the tenant was restored in this very moment, and nothing is dropped. The point of no
/// return is committed first: from then on nobody can restore the tenant, and every step may be repeated.
pub async fn drop_tenant(database: &Database, id: TenantId, now: Timestamp) -> Result<bool> {
    let mut tx = database.control().await?;
    move_tenant(&mut tx, id, Move::Erase { now }).await?;
    let erasing: bool =
        sqlx::query_scalar("select exists (select from control.tenant where id = $1 and state = 'erasing')")
            .bind(id.uuid())
            .fetch_one(tx.db())
            .await?;
    tx.commit().await?;
    if erasing {
        database.refresh().await?;
        drop_schema(database, &id.schema()).await?;
        drop_role(database, &id.schema()).await?;
    }
    Ok(erasing)
}

/// Removes jobs, events, the request for the portal with its owner's name, placement and the tenant's own row; its address
/// is given to nobody for a while. False: another process was faster. To be called after `drop_tenant`; the caller commits.
pub async fn forget_tenant(tx: &mut ControlTx, tenant: &Condemned, now: Timestamp) -> Result<bool> {
    let id = tenant.id.uuid();
    for statement in [
        "delete from cell.job where tenant_id = $1",
        "delete from cell.outbox where tenant_id = $1",
        "delete from control.provisioning where tenant_id = $1",
        "delete from control.placement where tenant_id = $1",
    ] {
        sqlx::query(statement).bind(id).execute(tx.db()).await?;
    }
    let gone = sqlx::query("delete from control.tenant where id = $1 and state = 'erasing'")
        .bind(id)
        .execute(tx.db())
        .await?;
    if gone.rows_affected() == 0 {
        return Ok(false);
    }
    hold_slug(tx, &tenant.slug, now).await?;
    sqlx::query("update control.placement_version set version = version + 1").execute(tx.db()).await?;
    Ok(true)
}

async fn drop_schema(database: &Database, schema: &Schema) -> Result<()> {
    let mut tx = database.0.ddl.begin().await?;
    // The migrations' lock: nobody works in the schema while it goes, and a second eraser finds nothing to do.
    sqlx::query("select pg_advisory_xact_lock(7460, hashtext($1))")
        .bind(schema.to_string())
        .execute(&mut *tx)
        .await?;
    sqlx::raw_sql(AssertSqlSafe(format!(
        "set local lock_timeout = '5s'; drop schema if exists {schema} cascade"
    )))
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

/// In a transaction of its own: a role belongs to the whole server, and one that another database uses stays, with no
/// right to anything here.
async fn drop_role(database: &Database, schema: &Schema) -> Result<()> {
    let dropped =
        sqlx::raw_sql(AssertSqlSafe(format!("drop role if exists {schema}"))).execute(&database.0.ddl).await;
    match dropped {
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(STILL_IN_USE) => {
            tracing::warn!(role = %schema, "The role of an erased tenant stays: another database uses it.");
            Ok(())
        }
        other => other.map(drop).map_err(Into::into),
    }
}
