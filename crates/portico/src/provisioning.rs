//! What each step of a sign-up does; the platform knows only their order. Every step may be repeated.

use std::sync::Arc;

use accounts::people::adding::{NewPerson, add_person, add_staff_role};
use futures::future::BoxFuture;
use kit::module::boxed;
use kit::rights::{Realm, Right, sync_policy};
use kit::values::Email;
use kit::web::App;
use platform::signing_up::{Portal, STEPS, Step, Stopped};
use tenancy::{Access, Dealer, Tenant, TenantTx};

use crate::modules;

/// All steps in their order.
pub fn steps() -> Vec<Step> {
    STEPS
        .iter()
        .map(|name| Step { name, work: Arc::new(move |app, portal| work(name, app, portal)) })
        .collect()
}

fn work<'a>(name: &str, app: &'a App, portal: &'a Portal) -> BoxFuture<'a, Result<(), Stopped>> {
    match name {
        "address" => boxed(address(app, portal)),
        "database" => boxed(database(app, portal)),
        "roles" => boxed(roles(app, portal)),
        "look" => boxed(look(app, portal)),
        "samples" => boxed(samples(app, portal)),
        _ => boxed(owner(app, portal)),
    }
}

async fn address(app: &App, portal: &Portal) -> Result<(), Stopped> {
    Ok(tenancy::claim_address(&app.db, portal.tenant, &portal.new).await?)
}

async fn database(app: &App, portal: &Portal) -> Result<(), Stopped> {
    tenancy::build_schema(&app.db, portal.tenant, &modules::migrations_of_new()).await?;
    Ok(())
}

async fn roles(app: &App, portal: &Portal) -> Result<(), Stopped> {
    let tenant = tenancy::half_made(&app.db, portal.tenant).await?;
    give_roles(&tenant).await
}

/// The look is the theme's own until the owner chooses; here it is read as the first page will read it.
async fn look(app: &App, portal: &Portal) -> Result<(), Stopped> {
    let mut tx = begin(app, portal).await?;
    app.looks.fresh(&mut tx).await?;
    Ok(())
}

async fn samples(app: &App, portal: &Portal) -> Result<(), Stopped> {
    let mut tx = begin(app, portal).await?;
    start::samples::load(&mut tx, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// The owner with the password of the form, or with an invitation; once, however often it is tried.
async fn owner(app: &App, portal: &Portal) -> Result<(), Stopped> {
    let mut tx = begin(app, portal).await?;
    start::begin(&mut tx, app.clock.now()).await?;
    let email: Email =
        portal.owner_email.parse().map_err(|_| Stopped::other("the owner’s e-mail is none"))?;
    if accounts::companies::count(&mut tx).await?.people == 0 {
        let new = NewPerson {
            email: &email,
            name: &portal.owner_name,
            realm: Realm::Staff,
            locale: portal.locale(),
            time_zone: &portal.new.time_zone,
            password_hash: portal.password_hash.as_deref(),
        };
        let person = add_person(&mut tx, &new, app.clock.now()).await?;
        add_staff_role(&mut tx, person, "owner").await?;
        if portal.password_hash.is_none() {
            accounts::signing_in::invite(&mut tx, person, app.clock.now()).await?;
        }
    }
    Ok(tx.commit().await?)
}

async fn begin(app: &App, portal: &Portal) -> Result<TenantTx, Stopped> {
    let tenant = tenancy::half_made(&app.db, portal.tenant).await?;
    let mut tx = tenant.begin(Access::Write).await?;
    tx.narrow(Dealer::All).await?;
    Ok(tx)
}

/// The modules that a tenant begins with, and the ready-made roles.
pub async fn give_roles(tenant: &Tenant) -> Result<(), Stopped> {
    let mut tx = tenant.begin(Access::Write).await?;
    for module in modules::from_start() {
        tx.switch_module(module, true).await?;
    }
    tx.commit().await?;
    give_rights(tenant).await
}

/// The ready-made roles with the rights of this build.
pub async fn give_rights(tenant: &Tenant) -> Result<(), Stopped> {
    let modules = modules::all();
    let rights: Vec<&'static Right> =
        modules.iter().flat_map(|module| module.rights().iter().copied()).collect();
    let mut tx = tenant.begin(Access::Write).await?;
    sync_policy(&mut tx, &rights).await?;
    Ok(tx.commit().await?)
}
