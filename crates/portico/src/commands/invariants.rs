//! `portico check-invariants`: what must always be true of every tenant's data.

use kit::module::Module;
use tenancy::{Access, Dealer};

use crate::cli::{connect, say};
use crate::modules;

/// Runs each module's invariants in each tenant; any breach is an error with its rows.
pub async fn check_invariants(config: &tenancy::Config) -> Result<(), String> {
    let db = connect(config).await?;
    let found = breaches(&db).await?;
    if found.is_empty() {
        say(&format!("All invariants hold in {} tenants.", db.tenants().len()));
        return Ok(());
    }
    Err(format!("Broken invariants:\n{}", found.join("\n")))
}

/// Every breach of every invariant, in words; the tests use it after each story.
pub async fn breaches(db: &tenancy::Database) -> Result<Vec<String>, String> {
    let modules = modules::all();
    let mut found = Vec::new();
    for tenant in db.tenants() {
        let mut tx = tenant.begin(Access::Read).await.map_err(|error| error.to_string())?;
        tx.narrow(Dealer::All).await.map_err(|error| error.to_string())?;
        let there = |module: &&dyn Module| {
            module.manifest().switchable().is_none_or(|module| tenant.ever_had_module(module))
        };
        let its = modules.iter().map(AsRef::as_ref).filter(there);
        for invariant in its.flat_map(Module::invariants) {
            let rows =
                tx.breaches(invariant.sql).await.map_err(|error| format!("{}: {error}", invariant.name))?;
            found.extend(rows.into_iter().map(|row| format!("{}: {}: {row}", tenant.slug(), invariant.name)));
        }
    }
    Ok(found)
}
