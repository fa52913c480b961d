//! A new tenant: its row, its role and schema with all tables, then open. Each step may be repeated, by another process
//! too.

use jiff::{SignedDuration, Timestamp};
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::migrate::{Migration, apply, enter, newest, note};
use crate::names::{Schema, TenantId};
use crate::placement::Tenant;
use crate::pools::Database;
use crate::tx::ControlTx;

/// How long the address of a deleted tenant is nobody's.
const HELD: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What a tenant begins with. The caller has checked the address (`kit::values::Slug`).
#[derive(Debug, Clone)]
pub struct NewTenant {
    pub slug: String,
    pub name: String,
    /// Two letters.
    pub locale: String,
    /// An IANA name.
    pub time_zone: String,
    /// ISO 3166, two letters.
    pub country: String,
}

/// Makes the tenant and opens it. An address that is taken by an open tenant is refused.
pub async fn provision(database: &Database, new: &NewTenant, migrations: &[Migration]) -> Result<Tenant> {
    let half: Option<Uuid> =
        sqlx::query_scalar("select id from control.tenant where slug = $1 and state = 'provisioning'")
            .bind(&new.slug)
            .fetch_optional(&database.0.control)
            .await?;
    let id = half.map_or_else(TenantId::new, TenantId::from);
    claim_address(database, id, new).await?;
    build_schema(database, id, migrations).await?;
    let mut tx = database.control().await?;
    open_tenant(&mut tx, id).await?;
    tx.commit().await?;
    database.refresh().await?;
    database.tenant(id).ok_or_else(|| Error::Setup(format!("tenant {} is not in the list", new.slug)))
}

/// Takes the address for the tenant that is to have this id. Until it is open, it may be told anew what it is called.
pub async fn claim_address(database: &Database, id: TenantId, new: &NewTenant) -> Result<()> {
    let mut tx = database.0.control.begin().await?;
    let claimed = sqlx::query(
        "insert into control.tenant (id, slug, name, state, locale, time_zone, country)
         values ($1, $2, $3, 'provisioning', $4, $5, $6)
         on conflict (id) do update set slug = excluded.slug, name = excluded.name, locale = excluded.locale,
            time_zone = excluded.time_zone, country = excluded.country
         where tenant.state = 'provisioning'",
    )
    .bind(id.uuid())
    .bind(&new.slug)
    .bind(&new.name)
    .bind(&new.locale)
    .bind(&new.time_zone)
    .bind(&new.country)
    .execute(&mut *tx)
    .await;
    if let Err(sqlx::Error::Database(error)) = &claimed
        && error.constraint() == Some("tenant_slug_key")
    {
        return Err(Error::SlugTaken(new.slug.clone()));
    }
    claimed?;
    sqlx::query(
        "insert into control.placement (tenant_id, schema_name) values ($1, $2) on conflict (tenant_id) do nothing",
    )
    .bind(id.uuid())
    .bind(id.schema().to_string())
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Makes the schema with all tables. The tenant that comes back can be worked in; its portal is not open yet.
pub async fn build_schema(database: &Database, id: TenantId, migrations: &[Migration]) -> Result<Tenant> {
    build(&database.0.ddl, &id.schema(), migrations).await?;
    let files = i32::try_from(migrations.len()).ok();
    note(&database.0.control, id, files.map(|files| (newest(migrations), files)), None).await?;
    sqlx::query("update control.placement_version set version = version + 1")
        .execute(&database.0.control)
        .await?;
    half_made(database, id).await
}

/// The tenant while it is being made, also in a process that has not built it.
pub async fn half_made(database: &Database, id: TenantId) -> Result<Tenant> {
    if database.tenant(id).is_none() {
        database.refresh().await?;
    }
    database.tenant(id).ok_or_else(|| Error::Setup(format!("tenant {id} is not in the list")))
}

/// Opens the portal, in the caller's transaction.
pub async fn open_tenant(tx: &mut ControlTx, id: TenantId) -> Result<()> {
    sqlx::query("update control.tenant set state = 'active' where id = $1 and state = 'provisioning'")
        .bind(id.uuid())
        .execute(tx.db())
        .await?;
    sqlx::query("update control.placement_version set version = version + 1").execute(tx.db()).await?;
    Ok(())
}

/// Keeps the address of a tenant that is deleted from everybody else for a while: who takes it over would get the mail
/// and the bookmarks of its dealers (T13).
pub async fn hold_slug(tx: &mut ControlTx, slug: &str, now: Timestamp) -> Result<()> {
    let until = now.saturating_add(HELD).unwrap_or(Timestamp::MAX);
    sqlx::query(
        "insert into control.held_slug (slug, held_until) values ($1, $2::text::timestamptz)
         on conflict (slug) do update set held_until = excluded.held_until",
    )
    .bind(slug)
    .bind(until.to_string())
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Role, schema, rights and all tables in one transaction: all of it or nothing.
async fn build(ddl: &PgPool, schema: &Schema, migrations: &[Migration]) -> Result<()> {
    let mut tx = ddl.begin().await?;
    let there: bool = sqlx::query_scalar("select exists (select from pg_namespace where nspname = $1)")
        .bind(schema.to_string())
        .fetch_one(&mut *tx)
        .await?;
    if !there {
        // A role outlives a dropped database, so it may be there already.
        let role: bool = sqlx::query_scalar("select exists (select from pg_roles where rolname = $1)")
            .bind(schema.to_string())
            .fetch_one(&mut *tx)
            .await?;
        let create = if role { String::new() } else { format!("create role {schema} nologin;") };
        sqlx::raw_sql(AssertSqlSafe(format!(
            "{create}
             grant portico_tenant to {schema};
             grant {schema} to portico_app;
             create schema {schema};
             grant usage on schema {schema} to {schema};
             alter default privileges in schema {schema} grant select, insert, update, delete on tables to {schema};
             create table {schema}.schema_version (
                 name text primary key, checksum text not null, applied_at timestamptz not null default now());
             revoke insert, update, delete on {schema}.schema_version from {schema}"
        )))
        .execute(&mut *tx)
        .await?;
    }
    enter(&mut tx, schema).await?;
    apply(&mut tx, "schema_version", migrations).await?;
    tx.commit().await?;
    Ok(())
}
