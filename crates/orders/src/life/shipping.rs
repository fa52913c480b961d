//! Goods leave the warehouse: a shipment with a number, holds and stock fall together.

use axum::response::{IntoResponse, Response};
use catalog::stock::{self, Out};
use jiff_sqlx::ToSqlx;
use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::values::Id;
use kit::web::{Ctx, Flash, Form, Path, Redirect, Tx, View};
use kit::{Result, refuse};
use rust_decimal::Decimal;
use serde_json::json;
use tenancy::TenantTx;
use uuid::Uuid;

use super::form::{not_possible, quantity, revision};
use super::order::{Order, event, lock};
use crate::events::Shipped;
use crate::reading::staff;

pub async fn post(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path(number): Path<String>,
    mut form: Form,
) -> Result<Response> {
    let order = lock(&mut tx, &ctx, &reach, &number, revision(&form)).await?;
    let mut parts = Vec::new();
    for line in &order.lines {
        if let Some(more) = quantity(&mut form, "ship", line, line.quantities.ready()) {
            match line.quantities.ship(more) {
                Ok(_) => parts.push((line.id, more)),
                Err(bounds) => not_possible(&mut form, "ship", line, bounds),
            }
        }
    }
    if !form.is_good() {
        let page = staff::page(&mut tx, &ctx, &reach, order, form.state(&[])).await?;
        return Ok(View::invalid(page).into_response());
    }
    let (order, shipment) = ship(&mut tx, &ctx, order, &parts).await?;
    tx.commit().await?;
    let said =
        Text::key("orders-shipped-said").with("number", order.number.as_str()).with("shipment", shipment);
    Ok(Redirect::to(format!("/manage/orders/{number}")).saying(Flash::ok(said)).into_response())
}

/// Ships so much of each line (base units). Returns the shipment's number.
pub async fn ship(
    tx: &mut TenantTx,
    ctx: &Ctx,
    mut order: Order,
    parts: &[(Uuid, Decimal)],
) -> Result<(Order, String)> {
    let parts: Vec<(Uuid, Decimal)> =
        parts.iter().copied().filter(|(_, more)| *more > Decimal::ZERO).collect();
    if parts.is_empty() {
        return refuse("orders-ship-nothing").with("number", order.number.as_str()).err();
    }
    for (id, more) in &parts {
        let Some(line) = order.lines.iter_mut().find(|line| line.id == *id) else { continue };
        let Ok(after) = line.quantities.ship(*more) else {
            return refuse("orders-line-changed").with("article", line.article.as_str()).err();
        };
        line.quantities = after;
    }
    let outs = stock::take_out(tx, &parts).await?;
    let shipment = write(tx, ctx, &order, &outs).await?;
    order.save(tx, ctx.now).await?;
    let by_line = |line: Uuid| order.lines.iter().find(|l| l.id == line).map_or(0, |l| l.position);
    let moved: serde_json::Map<_, _> =
        parts.iter().map(|(line, more)| (by_line(*line).to_string(), json!(more))).collect();
    let details = json!({ "shipped": moved, "shipment": shipment.1 });
    event(tx, ctx, (order.id, order.dealer), "shipped", details.clone()).await?;
    let entry = Entry {
        object: "sales_order",
        object_id: order.number.clone(),
        act: "shipped",
        old: None,
        new: Some(details),
    };
    audit::record(tx, ctx, entry).await?;
    tx.announce(&Shipped { order: order.id, shipment: shipment.0 }).await?;
    Ok((order, shipment.1))
}

/// The shipment with what left which warehouse. Its number is the order's with its own count.
async fn write(tx: &mut TenantTx, ctx: &Ctx, order: &Order, outs: &[Out]) -> Result<(Uuid, String)> {
    let before = sqlx::query_scalar!(
        r#"select count(*) as "count!" from shipment where order_id = $1 and dealer_id = $2"#,
        order.id,
        order.dealer
    )
    .fetch_one(tx.db())
    .await?;
    let (id, number) = (Id::<Out>::new().uuid(), format!("{}/{}", order.number, before + 1));
    sqlx::query!(
        "insert into shipment (id, order_id, dealer_id, number, shipped_at) values ($1, $2, $3, $4, $5)",
        id,
        order.id,
        order.dealer,
        number,
        ctx.now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    let lines: Vec<Uuid> = outs.iter().map(|out| out.line).collect();
    let houses: Vec<Uuid> = outs.iter().map(|out| out.warehouse).collect();
    let quantities: Vec<Decimal> = outs.iter().map(|out| out.quantity).collect();
    sqlx::query!(
        "insert into shipment_line (shipment_id, line_id, warehouse_id, quantity)
         select $1, * from unnest($2::uuid[], $3::uuid[], $4::numeric[])",
        id,
        &lines,
        &houses,
        &quantities
    )
    .execute(tx.db())
    .await?;
    Ok((id, number))
}
