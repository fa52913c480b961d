//! `portico migrate`: logins and schemas, the platform's tables, every tenant; and new tenants with all of that.

use indicatif::{ProgressBar, ProgressStyle};
use tenancy::{NewTenant, Tenant};

use crate::cli::{connect, say};
use crate::{modules, provisioning};

/// Brings the database up to date and tells how it went; a tenant that stays behind makes it an error.
pub async fn migrate(config: &tenancy::Config) -> Result<(), String> {
    let bar = ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner());
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    bar.set_message("Bringing the database up to date …");
    let outcome = bring_up_to_date(config).await;
    bar.finish_and_clear();
    let outcome = outcome?;
    say(&format!("{} tenants are up to date.", outcome.ready.len()));
    if outcome.broken.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = outcome.broken.iter().map(|(slug, why)| format!("  {slug}: {why}")).collect();
    Err(format!("These tenants stay on their version:\n{}", lines.join("\n")))
}

/// Logins and schemas, the platform's tables, then every tenant.
pub async fn bring_up_to_date(config: &tenancy::Config) -> Result<tenancy::Outcome, String> {
    let words = |error: tenancy::Error| error.to_string();
    tenancy::setup(&config.url, &config.secret).await.map_err(words)?;
    tenancy::migrate_control(config).await.map_err(words)?;
    tenancy::seal(&config.url).await.map_err(words)?;
    let db = connect(config).await?;
    let outcome = tenancy::migrate_tenants(&db, &modules::migrations()).await.map_err(words)?;
    for tenant in db.tenants() {
        if outcome.ready.iter().any(|slug| slug == tenant.slug()) {
            provisioning::give_rights(&tenant).await.map_err(|error| error.to_string())?;
        }
    }
    db.close().await;
    Ok(outcome)
}

/// Makes a tenant with the ready-made roles; the demo and the tests use it too.
pub async fn provision(db: &tenancy::Database, new: &NewTenant) -> Result<Tenant, String> {
    let tenant = tenancy::provision(db, new, &modules::migrations_of_new())
        .await
        .map_err(|error| error.to_string())?;
    provisioning::give_roles(&tenant).await.map_err(|error| error.to_string())?;
    db.refresh().await.map_err(|error| error.to_string())?;
    db.tenant(tenant.id()).ok_or_else(|| format!("tenant {} is not in the list", new.slug))
}
