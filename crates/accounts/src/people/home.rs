//! Where each realm lands: dealers on their company, staff on the dealers.

use kit::rights::Realm;
use kit::web::{Ctx, Redirect};
use kit::{Error, Result};

pub async fn portal(ctx: Ctx) -> Result<Redirect> {
    Ok(Redirect::to(match ctx.person()?.realm {
        Realm::Dealer => "/company",
        Realm::Staff => "/manage",
    }))
}

/// The back office does not exist for a dealer.
pub async fn manage(ctx: Ctx) -> Result<Redirect> {
    match ctx.person()?.realm {
        Realm::Staff => Ok(Redirect::to("/manage/dealers")),
        Realm::Dealer => Err(Error::NotFound),
    }
}
