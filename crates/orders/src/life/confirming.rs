//! The manufacturer confirms quantities, also less than was ordered; the rest waits, with a date where one is known.

use axum::response::{IntoResponse, Response};
use catalog::stock::{self, Want};
use jiff::civil::Date;
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
use crate::events::Confirmed;
use crate::reading::staff;

/// What is confirmed of a line in all, in base units, and when the rest is expected.
pub struct Answer {
    pub line: Uuid,
    pub confirmed: Decimal,
    pub expected_on: Option<Date>,
}

pub async fn post(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path(number): Path<String>,
    mut form: Form,
) -> Result<Response> {
    let order = lock(&mut tx, &ctx, &reach, &number, revision(&form)).await?;
    let mut answers = Vec::new();
    for line in &order.lines {
        let confirmed = quantity(&mut form, "confirm", line, line.quantities.kept());
        let expected_on = crate::dates::read(&mut form, &format!("expected-{}", line.position), ctx.today());
        if let Some(confirmed) = confirmed {
            match line.quantities.confirm(confirmed) {
                Ok(_) => answers.push(Answer { line: line.id, confirmed, expected_on }),
                Err(bounds) => not_possible(&mut form, "confirm", line, bounds),
            }
        }
    }
    if !form.is_good() {
        let page = staff::page(&mut tx, &ctx, &reach, order, form.state(&[])).await?;
        return Ok(View::invalid(page).into_response());
    }
    let order = confirm(&mut tx, &ctx, order, &answers).await?;
    tx.commit().await?;
    let said = Flash::ok(Text::key("orders-confirmed-said").with("number", order.number.as_str()));
    Ok(Redirect::to(format!("/manage/orders/{number}")).saying(said).into_response())
}

/// Confirms. The first answer gives back the stock of what it leaves open; a later one holds what it adds.
pub async fn confirm(tx: &mut TenantTx, ctx: &Ctx, mut order: Order, answers: &[Answer]) -> Result<Order> {
    let answered = order.answered();
    let (mut release, mut wants) = (Vec::new(), Vec::new());
    let mut moved = serde_json::Map::new();
    for line in &mut order.lines {
        let Some(answer) = answers.iter().find(|answer| answer.line == line.id) else { continue };
        let before = line.quantities;
        let Ok(after) = before.confirm(answer.confirmed) else {
            return refuse("orders-line-changed").with("article", line.article.as_str()).err();
        };
        let change = after.held(true) - before.held(answered);
        if change < Decimal::ZERO {
            release.push((line.id, -change));
        } else if change > Decimal::ZERO {
            wants.push(Want { line: line.id, product: line.product, quantity: change });
        }
        line.quantities = after;
        line.expected_on = answer.expected_on.filter(|_| after.open() > Decimal::ZERO);
        moved.insert(line.position.to_string(), json!(after.confirmed));
    }
    stock::release(tx, &release).await?;
    let warehouses = order.terms.warehouses.clone();
    let short = stock::hold(tx, &warehouses, &wants).await?;
    if let Some(short) = short.first() {
        let line = order.lines.iter().find(|line| line.product == short.product);
        return refuse("orders-confirm-short")
            .with("article", line.map_or("", |line| line.article.as_str()))
            .with("wanted", short.wanted)
            .with("free", short.free)
            .err();
    }
    order.confirmed_at.get_or_insert(ctx.now);
    order.save(tx, ctx.now).await?;
    event(tx, ctx, (order.id, order.dealer), "confirmed", json!({ "confirmed": moved })).await?;
    let entry = Entry {
        object: "sales_order",
        object_id: order.number.clone(),
        act: "confirmed",
        old: None,
        new: Some(json!({ "confirmed": moved })),
    };
    audit::record(tx, ctx, entry).await?;
    tx.announce(&Confirmed { order: order.id, revision: order.revision }).await?;
    Ok(order)
}
