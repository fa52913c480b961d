//! What will not come: the buyer takes back an order that nobody has answered; the manufacturer cancels what is left.

use axum::response::{IntoResponse, Response};
use catalog::stock;
use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Path, Redirect, Tx, View};
use kit::{Result, refuse};
use rust_decimal::Decimal;
use serde_json::json;
use tenancy::TenantTx;
use uuid::Uuid;

use super::form::{not_possible, quantity, revision};
use super::order::{Order, event, lock};
use crate::events::Cancelled;
use crate::reading::staff;

/// The buyer cancels the whole order, as long as the manufacturer has not answered.
pub async fn by_dealer(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path(number): Path<String>,
    mut form: Form,
) -> Result<Redirect> {
    let why = form.words_or_none("why", 300).unwrap_or_default();
    form.good_or_invalid()?;
    let order = lock(&mut tx, &ctx, &reach, &number, None).await?;
    if order.answered() {
        return refuse("orders-cancel-answered")
            .with("number", number.as_str())
            .fix("orders-open-order", format!("/orders/{number}"))
            .err();
    }
    let parts: Vec<(Uuid, Decimal)> =
        order.lines.iter().map(|line| (line.id, line.quantities.left())).collect();
    cancel(&mut tx, &ctx, order, &parts, &why).await?;
    tx.commit().await?;
    let said = Flash::ok(Text::key("orders-cancelled-said").with("number", number.as_str()));
    Ok(Redirect::to(format!("/orders/{number}")).saying(said))
}

/// The manufacturer cancels quantities per line.
pub async fn by_staff(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path(number): Path<String>,
    mut form: Form,
) -> Result<Response> {
    let order = lock(&mut tx, &ctx, &reach, &number, revision(&form)).await?;
    let mut parts = Vec::new();
    for line in &order.lines {
        if let Some(more) = quantity(&mut form, "cancel", line, Decimal::ZERO) {
            match line.quantities.cancel(more) {
                Ok(_) => parts.push((line.id, more)),
                Err(bounds) => not_possible(&mut form, "cancel", line, bounds),
            }
        }
    }
    let why = form.words("why", 300);
    let (true, Some(why)) = (form.is_good(), why) else {
        let page = staff::page(&mut tx, &ctx, &reach, order, form.state(&[])).await?;
        return Ok(View::invalid(page).into_response());
    };
    cancel(&mut tx, &ctx, order, &parts, &why).await?;
    tx.commit().await?;
    let said = Flash::ok(Text::key("orders-cancelled-part-said").with("number", number.as_str()));
    Ok(Redirect::to(format!("/manage/orders/{number}")).saying(said).into_response())
}

/// Cancels so much of each line (base units) and gives the stock back.
pub async fn cancel(
    tx: &mut TenantTx,
    ctx: &Ctx,
    mut order: Order,
    parts: &[(Uuid, Decimal)],
    why: &str,
) -> Result<Order> {
    let answered = order.answered();
    let mut release = Vec::new();
    let mut moved = serde_json::Map::new();
    for (id, more) in parts.iter().filter(|(_, more)| *more > Decimal::ZERO) {
        let Some(line) = order.lines.iter_mut().find(|line| line.id == *id) else { continue };
        let before = line.quantities;
        let Ok(after) = before.cancel(*more) else {
            return refuse("orders-line-changed").with("article", line.article.as_str()).err();
        };
        let back = before.held(answered) - after.held(answered);
        if back > Decimal::ZERO {
            release.push((line.id, back));
        }
        line.quantities = after;
        moved.insert(line.position.to_string(), json!(more));
    }
    if moved.is_empty() {
        return refuse("orders-cancel-nothing").with("number", order.number.as_str()).err();
    }
    stock::release(tx, &release).await?;
    order.save(tx, ctx.now).await?;
    let details = json!({ "cancelled": moved, "why": why });
    event(tx, ctx, (order.id, order.dealer), "cancelled", details.clone()).await?;
    let entry = Entry {
        object: "sales_order",
        object_id: order.number.clone(),
        act: "cancelled",
        old: None,
        new: Some(details),
    };
    audit::record(tx, ctx, entry).await?;
    let by_dealer = ctx.person.as_ref().is_some_and(|person| person.dealer.is_some());
    tx.announce(&Cancelled { order: order.id, revision: order.revision, by_dealer }).await?;
    Ok(order)
}
