//! The contract switcher and the manager's phone in the frame of every dealer's page. One query.

use futures::future::BoxFuture;
use kit::Result;
use kit::rights::Realm;
use kit::values::Money;
use kit::web::Ctx;
use serde_json::{Value, json};
use tenancy::TenantTx;

pub fn frame<'a>(tx: &'a mut TenantTx, ctx: &'a Ctx) -> BoxFuture<'a, Result<Value>> {
    Box::pin(read(tx, ctx))
}

async fn read(tx: &mut TenantTx, ctx: &Ctx) -> Result<Value> {
    let person = ctx.person()?;
    let (Realm::Dealer, Some(dealer)) = (person.realm, person.dealer) else { return Ok(json!({})) };
    let rows = sqlx::query!(
        r#"select c.id, c.number, e.name as entity, c.currency, c.level_name, c.vat_mode, c.payment,
            c.payment_days, c.minimum_order, c.delivery_terms,
            array(select h.name from contract_warehouse w join warehouse h on h.id = w.warehouse_id
                where w.contract_id = c.id order by w.priority, w.warehouse_id) as "warehouses!",
            m.name as "manager_name?", m.phone as "manager_phone?", m.email as "manager_email?"
           from contract c
           join entity e on e.id = c.entity_id and e.dealer_id = c.dealer_id
           join dealer d on d.id = c.dealer_id
           left join person m on m.id = d.manager_id
           where c.dealer_id = $1 and c.state = 'active' order by e.name, c.number, c.id"#,
        dealer
    )
    .fetch_all(tx.db())
    .await?;
    let chosen = rows.iter().position(|row| Some(row.id) == person.contract).unwrap_or(0);
    let manager = rows.first().and_then(|row| {
        let name = row.manager_name.as_ref()?;
        Some(json!({ "name": name, "phone": row.manager_phone, "email": row.manager_email }))
    });
    let contracts: Vec<Value> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let minimum: Option<Money> =
                row.currency.parse().ok().map(|currency| Money::new(row.minimum_order, currency));
            json!({ "id": row.id, "number": row.number, "entity": row.entity, "currency": row.currency,
                    "level": row.level_name, "current": at == chosen, "vat_key": format!("accounts-vat-{}", row.vat_mode),
                    "payment_days": (row.payment != "prepaid").then_some(row.payment_days), "minimum": minimum,
                    "delivery": row.delivery_terms, "warehouses": row.warehouses.join(", ") })
        })
        .collect();
    Ok(json!({ "contract": contracts.get(chosen), "contracts": contracts, "manager": manager }))
}
