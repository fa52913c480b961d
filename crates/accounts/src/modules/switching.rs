//! Switching a module on and off, with what it needs and what needs it.

use kit::audit::{self, Entry};
use kit::module::{Module, own_migrations};
use kit::rights::{Reach, sync_policy};
use kit::text::{ArgValue, Text};
use kit::web::{Ctx, Flash, Path, Redirect, Tx};
use kit::{Error, Result, refuse};

use super::PAGE;

/// Makes its tables if they are not there yet, gives the ready-made roles its rights once, and opens it.
pub async fn switch_on(mut tx: Tx, ctx: Ctx, _reach: Reach, Path(module): Path<String>) -> Result<Redirect> {
    let module = known(&ctx, &module)?;
    let id = module.manifest().id;
    if ctx.tenant.has_module(id) {
        return Ok(Redirect::to(PAGE));
    }
    if let Some(missing) = switchable_needs(&ctx, module).find(|need| !ctx.tenant.has_module(need)) {
        return refuse("accounts-module-needs")
            .with("module", name(id))
            .with("needed", name(missing))
            .fix("accounts-modules-show", PAGE)
            .err();
    }
    let there = ctx.tenant.bring_up(&own_migrations(module)).await;
    if let Err(error) = there {
        tracing::warn!(%error, tenant.slug = ctx.tenant.slug(), module = id, "A module's tables could not be made.");
        return refuse("accounts-module-busy")
            .with("module", name(id))
            .fix("accounts-modules-show", PAGE)
            .err();
    }
    tx.switch_module(id, true).await?;
    sync_policy(&mut tx, module.rights()).await?;
    finish(tx, &ctx, id, true).await
}

/// Its pages, menu, jobs and blocks are gone within a second; what it knows stays.
pub async fn switch_off(mut tx: Tx, ctx: Ctx, _reach: Reach, Path(module): Path<String>) -> Result<Redirect> {
    let module = known(&ctx, &module)?;
    let id = module.manifest().id;
    if !ctx.tenant.has_module(id) {
        return Ok(Redirect::to(PAGE));
    }
    let leans = |other: &&dyn Module| other.manifest().needs.contains(&id);
    if let Some(other) = ctx.app.modules_of(&ctx.tenant).find(leans) {
        return refuse("accounts-module-needed")
            .with("module", name(id))
            .with("other", name(other.manifest().id))
            .fix("accounts-modules-show", PAGE)
            .err();
    }
    tx.switch_module(id, false).await?;
    finish(tx, &ctx, id, false).await
}

/// The roles' matrix is decided anew, the change is written down, and this process knows at once.
async fn finish(mut tx: Tx, ctx: &Ctx, id: &'static str, on: bool) -> Result<Redirect> {
    sqlx::query!("update policy_version set version = version + 1").execute(tx.db()).await?;
    let act = if on { "switched on" } else { "switched off" };
    let entry = Entry { object: "module", object_id: id.to_owned(), act, old: None, new: None };
    audit::record(&mut tx, ctx, entry).await?;
    tx.commit().await?;
    ctx.tenant.database().refresh().await?;
    let said = if on { "accounts-module-is-on" } else { "accounts-module-is-off" };
    Ok(Redirect::to(PAGE).saying(Flash::ok(Text::key(said).with("module", name(id)))))
}

/// A module of this build that can be switched.
fn known<'a>(ctx: &'a Ctx, id: &str) -> Result<&'a dyn Module> {
    let found = ctx.app.modules.iter().find(|module| module.manifest().switchable() == Some(id));
    found.map(AsRef::as_ref).ok_or(Error::NotFound)
}

fn switchable_needs<'a>(ctx: &'a Ctx, module: &dyn Module) -> impl Iterator<Item = &'static str> + 'a {
    let needs = module.manifest().needs;
    needs.iter().copied().filter(|need| known(ctx, need).is_ok())
}

fn name(id: &str) -> ArgValue {
    ArgValue::Said(Box::new(Text::dynamic(format!("{id}-module"))))
}
