//! The keeper: what is due by time on the platform itself, outside every tenant. Any number of processes may keep.

use std::time::Duration;

use jiff::Timestamp;
use kit::Result;
use kit::web::App;
use serde_json::json;
use tenancy::{Condemned, Database, condemned, drop_tenant, forget_tenant};
use tokio::sync::watch;

use super::Actor;
use super::audit::{Entry, record};

/// How often it is looked for what is due.
const TURN: Duration = Duration::from_mins(1);

/// Runs until `stop` turns true.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = turn(&app.db, app.clock.now()).await {
            tracing::warn!(%error, "The keeper could not finish its turn; it tries again in a minute.");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(TURN) => {}
        }
    }
}

/// Erases the tenants whose grace time is over, and those that a killed run has left half erased.
pub async fn turn(db: &Database, now: Timestamp) -> Result<Vec<Condemned>> {
    let mut erased = Vec::new();
    for tenant in condemned(db, now).await? {
        if !drop_tenant(db, tenant.id, now).await? {
            continue;
        }
        let mut tx = db.control().await?;
        if forget_tenant(&mut tx, &tenant, now).await? {
            let entry = Entry {
                tenant: Some((tenant.id, &tenant.slug)),
                old: Some(json!({ "state": "deleted" })),
                new: Some(json!({ "state": "erased" })),
                ..Entry::of("erase")
            };
            record(&mut tx, &Actor::platform(), now, entry).await?;
        }
        tx.commit().await?;
        db.refresh().await?;
        tracing::info!(tenant.slug = tenant.slug, "A tenant was erased after its grace time.");
        erased.push(tenant);
    }
    Ok(erased)
}
