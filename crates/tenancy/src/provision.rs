//! A new tenant: its row, its role and schema with all tables, then open. Repeating a broken run mends it.

use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::migrate::{Migration, apply, enter, newest, note};
use crate::names::{Schema, TenantId};
use crate::placement::Tenant;
use crate::pools::Database;

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
    let id = claim(&database.0.control, new).await?;
    build(&database.0.ddl, &id.schema(), migrations).await?;
    let files = i32::try_from(migrations.len()).ok();
    note(&database.0.control, id, files.map(|files| (newest(migrations), files)), None).await?;
    open(&database.0.control, id).await?;
    database.refresh().await?;
    database.tenant(id).ok_or_else(|| Error::Setup(format!("tenant {} is not in the list", new.slug)))
}

/// Takes the address; a run that broke off earlier is taken up again.
async fn claim(control: &PgPool, new: &NewTenant) -> Result<TenantId> {
    let mut tx = control.begin().await?;
    sqlx::query(
        "insert into control.tenant (id, slug, name, state, locale, time_zone, country)
         values ($1, $2, $3, 'provisioning', $4, $5, $6) on conflict on constraint tenant_slug_key do nothing",
    )
    .bind(TenantId::new().uuid())
    .bind(&new.slug)
    .bind(&new.name)
    .bind(&new.locale)
    .bind(&new.time_zone)
    .bind(&new.country)
    .execute(&mut *tx)
    .await?;
    let ours: Option<Uuid> = sqlx::query_scalar(
        "select id from control.tenant where slug = $1 and state = 'provisioning' for update",
    )
    .bind(&new.slug)
    .fetch_optional(&mut *tx)
    .await?;
    let id = TenantId::from(ours.ok_or_else(|| Error::SlugTaken(new.slug.clone()))?);
    sqlx::query(
        "insert into control.placement (tenant_id, schema_name) values ($1, $2) on conflict (tenant_id) do nothing",
    )
    .bind(id.uuid())
    .bind(id.schema().to_string())
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(id)
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

async fn open(control: &PgPool, id: TenantId) -> Result<()> {
    let mut tx = control.begin().await?;
    sqlx::query("update control.tenant set state = 'active' where id = $1")
        .bind(id.uuid())
        .execute(&mut *tx)
        .await?;
    sqlx::query("update control.placement_version set version = version + 1").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}
