//! Bringing tenants up to date from the console and the command line: schema, then rights.

use jiff::Timestamp;
use kit::module::{Module, own_migrations};
use kit::rights::{Right, sync_policy};
use kit::{Error, Result};
use serde_json::json;
use tenancy::{Access, Database, Migration, Outcome, Tenant, migrate_some, newest};

use super::audit::{Entry, record};
use super::{Actor, Found};

/// What this build brings to every tenant.
#[derive(Clone)]
pub struct Build {
    pub migrations: Vec<Migration>,
    pub rights: Vec<&'static Right>,
}

impl Build {
    pub fn of(modules: &[Box<dyn Module>]) -> Self {
        let mut migrations: Vec<Migration> =
            modules.iter().flat_map(|module| own_migrations(module.as_ref())).collect();
        migrations.sort_by(|a, b| a.name.cmp(&b.name));
        let rights = modules.iter().flat_map(|module| module.rights().iter().copied()).collect();
        Self { migrations, rights }
    }

    /// The version of a tenant that is up to date.
    pub fn newest(&self) -> &str {
        newest(&self.migrations).unwrap_or_default()
    }

    /// Whether the tenant has every file of the core and of the modules that it ever had on.
    pub fn is_reached(&self, tenant: &Tenant, version: Option<&str>, files: Option<i32>) -> bool {
        let own = |file: &&Migration| file.module.is_none_or(|module| tenant.ever_had_module(module));
        let count = i32::try_from(self.migrations.iter().filter(own).count()).ok();
        version == Some(self.newest()) && files == count
    }

    /// The rights and ready-made roles that a tenant does not know yet.
    pub async fn give_rights(&self, tenant: &Tenant) -> Result<()> {
        let mut tx = tenant.begin(Access::Write).await?;
        sync_policy(&mut tx, &self.rights).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// How far a tenant's schema is.
pub(crate) struct State {
    pub tenant: Tenant,
    pub version: Option<String>,
    pub problem: Option<String>,
    pub migrated_at: Option<Timestamp>,
    pub reached: bool,
}

impl State {
    pub fn is_behind(&self) -> bool {
        !self.reached || self.problem.is_some()
    }
}

/// All tenants that have a schema, by address, in one statement. Which files each should have is known in memory.
pub(crate) async fn states(db: &Database, build: &Build) -> Result<Vec<State>> {
    let mut tx = db.control().await?;
    let rows = sqlx::query!(
        r#"select t.id, p.version, p.files, p.problem, p.migrated_at as "migrated_at: jiff_sqlx::Timestamp"
         from control.placement p join control.tenant t on t.id = p.tenant_id
         where t.state in ('active', 'suspended', 'deleted') order by t.slug"#
    )
    .fetch_all(tx.db())
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        // One that was made a moment ago is in the next list.
        let Some(tenant) = db.tenant(row.id.into()) else { continue };
        let reached = build.is_reached(&tenant, row.version.as_deref(), row.files);
        let migrated_at = row.migrated_at.map(|at| at.to_jiff());
        all.push(State { tenant, version: row.version, problem: row.problem, migrated_at, reached });
    }
    Ok(all)
}

/// Brings one tenant up to date. The outcome names the reason when it stays behind.
pub async fn migrate(
    db: &Database,
    actor: &Actor,
    now: Timestamp,
    build: &Build,
    slug: &str,
) -> Result<Outcome> {
    let tenant = db.tenant_by_slug(slug).ok_or(Error::NotFound)?;
    if !matches!(tenant.state().word(), "active" | "suspended" | "deleted") {
        let mut tx = db.control().await?;
        return Found::lock(&mut tx, slug).await?.in_another_state().err();
    }
    run(db, actor, now, build, vec![tenant]).await
}

/// Brings every tenant up to date that is behind or broken.
pub async fn migrate_behind(db: &Database, actor: &Actor, now: Timestamp, build: &Build) -> Result<Outcome> {
    let tenants =
        states(db, build).await?.into_iter().filter(|state| state.is_behind()).map(|state| state.tenant);
    let tenants = tenants.collect();
    run(db, actor, now, build, tenants).await
}

async fn run(
    db: &Database,
    actor: &Actor,
    now: Timestamp,
    build: &Build,
    tenants: Vec<Tenant>,
) -> Result<Outcome> {
    let slugs: Vec<String> = tenants.iter().map(|tenant| tenant.slug().to_owned()).collect();
    let (before, files) = (tenants.clone(), build.migrations.clone());
    // In a task of its own: a reader who closes the page must not cut a migration off.
    let run = tokio::spawn(async move { migrate_some(tenants, &files).await });
    let outcome = run.await.map_err(Error::bug)??;
    for tenant in before.iter().filter(|tenant| outcome.ready.iter().any(|slug| slug == tenant.slug())) {
        build.give_rights(tenant).await?;
    }
    let mut tx = db.control().await?;
    for slug in &slugs {
        let found = Found::lock(&mut tx, slug).await?;
        let reason = outcome.broken.iter().find(|(broken, _)| broken == slug).map(|(_, why)| why.as_str());
        let ended = if reason.is_some() { "failed" } else { "done" };
        let entry = Entry {
            object: Some(build.newest().to_owned()),
            new: Some(json!({ "migration": ended })),
            words: reason,
            ..Entry::of("migrate").tenant(&found)
        };
        record(&mut tx, actor, now, entry).await?;
    }
    tx.commit().await?;
    Ok(outcome)
}
