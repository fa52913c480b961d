//! The cart in the header of every dealer's page: one query of its counted row.

use futures::future::BoxFuture;
use kit::Result;
use kit::rights::Realm;
use kit::values::Money;
use kit::web::Ctx;
use serde_json::{Value, json};
use tenancy::TenantTx;

use crate::rights;

pub fn frame<'a>(tx: &'a mut TenantTx, ctx: &'a Ctx) -> BoxFuture<'a, Result<Value>> {
    Box::pin(read(tx, ctx))
}

async fn read(tx: &mut TenantTx, ctx: &Ctx) -> Result<Value> {
    let person = ctx.person()?;
    let (Realm::Dealer, Some(dealer)) = (person.realm, person.dealer) else { return Ok(json!({})) };
    let matrix = ctx.app.matrices.of(tx, person.policy_version).await?;
    if matrix.scope(&person.roles, rights::PLACE.id).is_none() {
        return Ok(json!({}));
    }
    let row = sqlx::query!(
        r#"select cart.lines, cart.total, contract.currency,
            -- Counted under another contract, the sum says nothing now.
            cart.contract_id = coalesce($3, cart.contract_id) as "current",
            (select max(position) from cart_line where cart_id = cart.id) as last
           from cart join contract on contract.id = cart.contract_id
           where cart.author_id = $1 and cart.dealer_id = $2"#,
        person.user,
        dealer,
        person.contract
    )
    .fetch_optional(tx.db())
    .await?;
    let (lines, total, last) = row.map_or((0, None, None), |row| {
        let total = row.total.filter(|_| row.current == Some(true));
        let money = total.zip(row.currency.parse().ok()).map(|(total, currency)| Money::new(total, currency));
        (row.lines, money, row.last)
    });
    // `last` goes out with every form that adds lines, and tells a second press from a second wish.
    Ok(json!({ "cart": { "lines": lines, "total": total, "add": "/cart/lines", "last": last.unwrap_or(0) } }))
}
