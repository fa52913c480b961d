//! The switcher in the header: another contract, and with it every price and term.

use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Redirect, Tx};
use kit::{Error, Result};
use uuid::Uuid;

pub async fn post(mut tx: Tx, ctx: Ctx, reach: Reach, form: Form) -> Result<Redirect> {
    let contract: Uuid = form.get("contract").parse().map_err(|_| Error::NotFound)?;
    // By (owner, id): the contract must be one of the person's own company.
    let number = sqlx::query_scalar!(
        "update session s set contract_id = c.id
         from contract c
         where s.id = $1 and c.id = $2 and c.dealer_id = $3 and c.state = 'active' and s.dealer_id = c.dealer_id
         returning c.number",
        ctx.person()?.session,
        contract,
        reach.dealer()
    )
    .fetch_one(tx.db())
    .await?;
    tx.commit().await?;
    let said = Flash::ok(Text::key("accounts-contract-switched").with("number", number));
    Ok(Redirect::back_to(Some(form.get("next")), "/company").saying(said))
}
