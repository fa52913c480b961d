//! /orders/<number>/price/<line>: why a line of an order costs what it costs. The reasons are those of the day of the
//! order, kept with the line.

use catalog::pricing::Step;
use kit::rights::Reach;
use kit::values::Money;
use kit::web::{Ctx, Page, Path, Tx, View};
use kit::{Error, Result};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::life::read;

/// /orders/{number}/price/{position}
#[derive(Serialize)]
pub struct Why {
    number: String,
    contract: String,
    article: String,
    name: String,
    price: Option<Money>,
    vat: String,
    steps: Vec<Step>,
}

pub async fn show(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path((number, position)): Path<(String, i32)>,
) -> Result<View<Why>> {
    let order = read(&mut tx, &ctx, &reach, &number).await?;
    let line = order.lines.iter().find(|line| line.position == position).ok_or(Error::NotFound)?;
    let trace = sqlx::query_scalar!(
        "select price_trace from sales_order_line where id = $1 and dealer_id = $2",
        line.id,
        order.dealer
    )
    .fetch_one(tx.db())
    .await?;
    Ok(View::new(Why {
        number,
        contract: order.terms.number.clone(),
        article: line.article.clone(),
        name: line.name.clone(),
        price: Some(line.price),
        vat: format!("catalog-vat-{}", order.terms.vat_mode.replace('_', "-")),
        steps: serde_json::from_value(trace).map_err(Error::bug)?,
    }))
}

impl Page for Why {
    const TEMPLATE: &'static str = "orders/why.html";
    fn samples() -> Vec<Self> {
        let Ok(rub) = "RUB".parse() else { return Vec::new() };
        let price = Money::new(Decimal::new(9_100, 2), rub);
        vec![Self {
            number: "2026-000418".to_owned(),
            contract: "14-Д".to_owned(),
            article: "MB-1C16".to_owned(),
            name: "Автомат 1P C16".to_owned(),
            price: Some(price),
            vat: "catalog-vat-included".to_owned(),
            steps: vec![
                Step::List {
                    list: "Опт".to_owned(),
                    minimum: Decimal::from(12),
                    amount: price,
                    vat_included: true,
                },
                Step::Level { name: "Серебро".to_owned(), percent: Decimal::from(-9), amount: price },
            ],
        }]
    }
}
