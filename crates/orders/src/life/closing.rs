//! Everything has been delivered: the order is closed and counts from now on.

use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Path, Redirect, Tx};
use kit::{Result, refuse};
use serde_json::json;
use tenancy::TenantTx;

use super::form::revision;
use super::order::{Order, event, lock};
use super::quantities::State;
use crate::events::Closed;

pub async fn post(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path(number): Path<String>,
    form: Form,
) -> Result<Redirect> {
    let order = lock(&mut tx, &ctx, &reach, &number, revision(&form)).await?;
    close(&mut tx, &ctx, order).await?;
    tx.commit().await?;
    let said = Flash::ok(Text::key("orders-closed-said").with("number", number.as_str()));
    Ok(Redirect::to(format!("/manage/orders/{number}")).saying(said))
}

/// Closes an order of which nothing is left to ship.
pub async fn close(tx: &mut TenantTx, ctx: &Ctx, mut order: Order) -> Result<Order> {
    if order.state() != State::Shipped {
        return refuse("orders-close-not-shipped").with("number", order.number.as_str()).err();
    }
    order.closed_at = Some(ctx.now);
    order.save(tx, ctx.now).await?;
    event(tx, ctx, (order.id, order.dealer), "closed", json!({})).await?;
    let entry =
        Entry { object: "sales_order", object_id: order.number.clone(), act: "closed", old: None, new: None };
    audit::record(tx, ctx, entry).await?;
    tx.announce(&Closed { order: order.id }).await?;
    Ok(order)
}
