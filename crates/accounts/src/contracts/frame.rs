//! The contract switcher and the manager's phone in the frame of every dealer's page. One query.

use futures::future::BoxFuture;
use kit::Result;
use kit::rights::Realm;
use kit::web::Ctx;
use serde_json::{Value, json};
use tenancy::TenantTx;

use super::terms::{book_of, chosen};

pub fn frame<'a>(tx: &'a mut TenantTx, ctx: &'a Ctx) -> BoxFuture<'a, Result<Value>> {
    Box::pin(read(tx, ctx))
}

async fn read(tx: &mut TenantTx, ctx: &Ctx) -> Result<Value> {
    let person = ctx.person()?;
    let (Realm::Dealer, Some(dealer)) = (person.realm, person.dealer) else { return Ok(json!({})) };
    let book = book_of(tx, ctx, dealer).await?;
    let current = chosen(&book.contracts, person.contract).map(|terms| terms.id);
    let contracts: Vec<Value> = book
        .contracts
        .iter()
        .map(|terms| {
            json!({ "id": terms.id, "number": terms.number, "entity": terms.entity_name, "currency": terms.currency,
                    "level": terms.level, "current": Some(terms.id) == current,
                    "vat_key": format!("accounts-vat-{}", terms.vat_mode),
                    "payment_days": (terms.payment != "prepaid").then_some(terms.payment_days),
                    "minimum": terms.minimum_order, "delivery": terms.delivery,
                    "warehouses": terms.warehouse_names.join(", ") })
        })
        .collect();
    let contract = contracts.iter().find(|contract| contract.get("current") == Some(&json!(true)));
    Ok(json!({ "contract": contract, "contracts": contracts, "manager": book.manager }))
}
