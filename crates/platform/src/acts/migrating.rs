//! Bringing tenants up to date from the console and the command line: schema, then rights.

use jiff::Timestamp;
use kit::module::Module;
use kit::rights::{Right, sync_policy};
use kit::{Error, Result};
use serde_json::json;
use tenancy::{Access, Database, Migration, Outcome, Tenant, migrate_some};

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
        let mut migrations: Vec<Migration> = modules.iter().flat_map(|module| module.migrations()).collect();
        migrations.sort_by(|a, b| a.name.cmp(&b.name));
        let rights = modules.iter().flat_map(|module| module.rights().iter().copied()).collect();
        Self { migrations, rights }
    }

    /// The version of a tenant that is up to date.
    pub fn newest(&self) -> &str {
        self.migrations.last().map_or("", |file| file.name.as_ref())
    }

    /// The rights and ready-made roles that a tenant does not know yet.
    pub async fn give_rights(&self, tenant: &Tenant) -> Result<()> {
        let mut tx = tenant.begin(Access::Write).await?;
        sync_policy(&mut tx, &self.rights).await?;
        tx.commit().await?;
        Ok(())
    }
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
    let mut tx = db.control().await?;
    let behind = sqlx::query_scalar!(
        "select t.slug from control.tenant t join control.placement p on p.tenant_id = t.id
         where t.state in ('active', 'suspended', 'deleted')
            and (p.problem is not null or p.version is distinct from $1)
         order by 1",
        build.newest()
    )
    .fetch_all(tx.db())
    .await?;
    drop(tx);
    let tenants = behind.iter().filter_map(|slug| db.tenant_by_slug(slug)).collect();
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
