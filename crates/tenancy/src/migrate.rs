//! Migrations: expand and contract, control first, then each tenant in its own transaction. One broken tenant is
//! reported and stays on its version; it stops no other.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, PgPool, Row};

use crate::error::{Error, Result};
use crate::names::{Schema, TenantId};
use crate::placement::Tenant;
use crate::pools::Database;
use crate::state::TenantState;
use crate::tx::Access;

/// One file of SQL. Its name orders it and is never reused; its text never changes once it was applied.
#[derive(Debug, Clone)]
pub struct Migration {
    pub name: Cow<'static, str>,
    pub sql: Cow<'static, str>,
    /// Only for tenants that had this switchable module on at some time.
    pub module: Option<&'static str>,
}

/// What a run over all tenants came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Addresses of tenants that are on the newest version now.
    pub ready: Vec<String>,
    /// Addresses and reasons of those that are not.
    pub broken: Vec<(String, String)>,
}

/// A tenant that is busy is tried again this often before it is reported.
const TRIES: u32 = 5;
const WORKERS: usize = 3;
/// "lock not available": somebody works in the table; we come back instead of queueing everybody behind us.
const LOCK_NOT_AVAILABLE: &str = "55P03";

pub(crate) const CONTROL: &[(&str, &str)] = &[
    ("0001_control", include_str!("../../../migrations/control/0001_control.sql")),
    ("0002_cell", include_str!("../../../migrations/control/0002_cell.sql")),
    ("0003_modules", include_str!("../../../migrations/control/0003_modules.sql")),
    ("0004_sign_up", include_str!("../../../migrations/control/0004_sign_up.sql")),
    ("0005_console", include_str!("../../../migrations/control/0005_console.sql")),
];

impl Migration {
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), sql: Cow::Borrowed(sql), module: None }
    }

    /// A file of a switchable module.
    pub fn of_module(self, module: &'static str) -> Self {
        Self { module: Some(module), ..self }
    }

    fn checksum(&self) -> String {
        Sha256::digest(self.sql.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Brings the platform's own tables up to date. Two processes at once wait for each other.
pub async fn migrate_control(url_config: &crate::Config) -> Result<()> {
    use sqlx::{ConnectOptions, Connection};
    let mut connection = url_config.login("portico_control")?.connect().await?;
    let mut tx = connection.begin().await?;
    sqlx::query("select pg_advisory_xact_lock(7460, 1)").execute(&mut *tx).await?;
    sqlx::raw_sql("create table if not exists control.schema_version (name text primary key, checksum text not null, applied_at timestamptz not null default now())")
        .execute(&mut *tx)
        .await?;
    let files: Vec<Migration> = CONTROL.iter().map(|(name, sql)| Migration::new(name, sql)).collect();
    apply(&mut tx, "control.schema_version", &files).await?;
    tx.commit().await?;
    connection.close().await?;
    Ok(())
}

/// Brings every tenant up to date. One that is being made or erased is somebody else's work.
pub async fn migrate_tenants(database: &Database, migrations: &[Migration]) -> Result<Outcome> {
    let whole = |tenant: &Tenant| !matches!(tenant.state(), TenantState::Provisioning | TenantState::Erasing);
    migrate_some(database.tenants().into_iter().filter(whole).collect(), migrations).await
}

/// Brings these tenants up to date with a few workers at once.
pub async fn migrate_some(tenants: Vec<Tenant>, migrations: &[Migration]) -> Result<Outcome> {
    let queue: VecDeque<(Tenant, u32)> = tenants.into_iter().map(|tenant| (tenant, 0)).collect();
    let queue = Arc::new(Mutex::new(queue));
    let files = Arc::new(migrations.to_vec());
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..WORKERS {
        workers.spawn(work(Arc::clone(&queue), Arc::clone(&files)));
    }
    let mut outcome = Outcome::default();
    while let Some(part) = workers.join_next().await {
        let part = part??;
        outcome.ready.extend(part.ready);
        outcome.broken.extend(part.broken);
    }
    outcome.ready.sort();
    outcome.broken.sort();
    Ok(outcome)
}

async fn work(queue: Arc<Mutex<VecDeque<(Tenant, u32)>>>, files: Arc<Vec<Migration>>) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some((tenant, tries)) = next else { return Ok(outcome) };
        match migrate_one(&tenant, &files).await {
            Ok(count) => {
                note(&tenant.database().0.control, tenant.id(), Some((newest(&files), count)), None).await?;
                outcome.ready.push(tenant.slug().to_owned());
            }
            Err(error) if is_busy(&error) && tries < TRIES => {
                tokio::time::sleep(Duration::from_millis(100 << tries)).await;
                queue.lock().unwrap_or_else(PoisonError::into_inner).push_back((tenant, tries + 1));
            }
            Err(error) => {
                let reason = error.to_string();
                tracing::error!(tenant.slug = tenant.slug(), %error, "A tenant could not be migrated.");
                note(&tenant.database().0.control, tenant.id(), None, Some(&reason)).await?;
                outcome.broken.push((tenant.slug().to_owned(), reason));
            }
        }
    }
}

/// The tenant's pending files in one transaction: all of them or none. Returns how many its ledger has then.
async fn migrate_one(tenant: &Tenant, files: &[Migration]) -> Result<i32> {
    let own = |file: &&Migration| file.module.is_none_or(|module| tenant.ever_had_module(module));
    apply_to(tenant, &files.iter().filter(own).cloned().collect::<Vec<_>>()).await
}

/// These files of one tenant, all of them or none; tried again when somebody works in a table.
pub(crate) async fn bring_up(tenant: &Tenant, files: &[Migration]) -> Result<i32> {
    let mut tries = 0;
    loop {
        match apply_to(tenant, files).await {
            Err(error) if is_busy(&error) && tries < TRIES => {
                tokio::time::sleep(Duration::from_millis(100 << tries)).await;
                tries += 1;
            }
            other => return other,
        }
    }
}

async fn apply_to(tenant: &Tenant, files: &[Migration]) -> Result<i32> {
    let mut tx = tenant.database().0.ddl.begin().await?;
    enter(&mut tx, tenant.schema()).await?;
    apply(&mut tx, "schema_version", files).await?;
    let count = sqlx::query_scalar("select count(*)::int from schema_version").fetch_one(&mut *tx).await?;
    tx.commit().await?;
    Ok(count)
}

/// Sets the scope for DDL in a tenant's schema; used by provisioning too.
pub(crate) async fn enter(connection: &mut PgConnection, schema: &Schema) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(format!(
        "set local search_path = {schema}, ext; set local lock_timeout = '300ms'"
    )))
    .execute(&mut *connection)
    .await?;
    // Two migrators at once: the second waits here, then finds nothing to do.
    sqlx::query("select pg_advisory_xact_lock(7460, hashtext($1))")
        .bind(schema.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Applies what the ledger does not have. `ledger` is one of our own two names.
pub(crate) async fn apply(
    connection: &mut PgConnection,
    ledger: &'static str,
    files: &[Migration],
) -> Result<()> {
    let applied = sqlx::query(AssertSqlSafe(format!("select name, checksum from {ledger}")))
        .fetch_all(&mut *connection)
        .await?;
    let mut known = std::collections::HashMap::new();
    for row in &applied {
        known.insert(row.try_get::<String, _>("name")?, row.try_get::<String, _>("checksum")?);
    }
    for file in files {
        match known.get(file.name.as_ref()) {
            Some(checksum) if *checksum == file.checksum() => {}
            Some(_) => return Err(Error::ChangedMigration(file.name.to_string())),
            None => {
                sqlx::raw_sql(AssertSqlSafe(file.sql.to_string())).execute(&mut *connection).await?;
                sqlx::query(AssertSqlSafe(format!("insert into {ledger} (name, checksum) values ($1, $2)")))
                    .bind(file.name.as_ref())
                    .bind(file.checksum())
                    .execute(&mut *connection)
                    .await?;
            }
        }
    }
    Ok(())
}

fn is_busy(error: &Error) -> bool {
    matches!(error, Error::Sql(sqlx::Error::Database(inner)) if inner.code().as_deref() == Some(LOCK_NOT_AVAILABLE))
}

/// The name of the last file that every tenant has: what people call the version.
pub fn newest(files: &[Migration]) -> Option<&str> {
    files.iter().rfind(|file| file.module.is_none()).map(|file| file.name.as_ref())
}

/// Writes how a run went beside the placement: the console compares versions there without entering every schema. The
/// number of files tells a tenant that lacks one of a module apart from one that never had the module.
pub(crate) async fn note(
    control: &PgPool,
    tenant: TenantId,
    reached: Option<(Option<&str>, i32)>,
    problem: Option<&str>,
) -> Result<()> {
    sqlx::query(
        "update control.placement set problem = $2, version = coalesce($3, version), files = coalesce($4, files),
            migrated_at = now()
         where tenant_id = $1",
    )
    .bind(tenant.uuid())
    .bind(problem)
    .bind(reached.and_then(|(version, _)| version))
    .bind(reached.map(|(_, files)| files))
    .execute(control)
    .await?;
    Ok(())
}

/// The files that the tenant's own ledger has, in the order in which they were applied.
pub async fn ledger(tenant: &Tenant) -> Result<Vec<(String, Timestamp)>> {
    let mut tx = tenant.begin(Access::Read).await?;
    let rows = sqlx::query(
        "select name, extract(epoch from applied_at)::bigint as applied from schema_version order by applied_at, name",
    )
    .fetch_all(tx.db())
    .await?;
    let mut files = Vec::with_capacity(rows.len());
    for row in rows {
        let at = Timestamp::from_second(row.try_get("applied")?).unwrap_or(Timestamp::UNIX_EPOCH);
        files.push((row.try_get("name")?, at));
    }
    Ok(files)
}
