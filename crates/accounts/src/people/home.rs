//! Where each person lands: on the first place of the menu that the roles allow.

use kit::module::Place;
use kit::rights::Realm;
use kit::web::{Ctx, Redirect, Tx, landing};
use kit::{Error, Result};

pub async fn portal(tx: Tx, ctx: Ctx) -> Result<Redirect> {
    match ctx.person()?.realm {
        Realm::Dealer => first(tx, &ctx, Place::Portal).await,
        Realm::Staff => Ok(Redirect::to("/manage")),
    }
}

/// The back office does not exist for a dealer.
pub async fn manage(tx: Tx, ctx: Ctx) -> Result<Redirect> {
    match ctx.person()?.realm {
        Realm::Staff => first(tx, &ctx, Place::Manage).await,
        Realm::Dealer => Err(Error::NotFound),
    }
}

async fn first(mut tx: Tx, ctx: &Ctx, place: Place) -> Result<Redirect> {
    let person = ctx.person()?;
    let matrix = ctx.app.matrices.of(&mut tx, person.policy_version).await?;
    let allowed = |right: &kit::rights::Right| matrix.scope(&person.roles, right.id).is_some();
    let href = landing(ctx, place, |item| item.right.is_none_or(allowed));
    // Somebody without any role still has a page of their own.
    Ok(Redirect::to(href.unwrap_or("/me")))
}
