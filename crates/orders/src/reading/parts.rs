//! What both sides see of an order: its lines in words, and its history.

use std::collections::HashMap;

use catalog::products::Unit;
use jiff::Timestamp;
use jiff::civil::Date;
use kit::Result;
use kit::text::Text;
use kit::values::Money;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use tenancy::TenantTx;

use crate::life::{Line, Order};

/// A line of an order.
#[derive(Debug, Clone, Serialize)]
pub struct LineRow {
    pub position: i32,
    pub article: String,
    pub name: String,
    /// "3 boxes = 36 pcs", or "36 pcs".
    pub quantity: Text,
    pub unit: String,
    pub ordered: Decimal,
    pub confirmed: Decimal,
    pub shipped: Decimal,
    pub cancelled: Decimal,
    pub open: Decimal,
    pub ready: Decimal,
    pub left: Decimal,
    pub kept: Decimal,
    pub expected_on: Option<Date>,
    pub tone: &'static str,
    pub status: Text,
    pub price: Money,
    pub sum: Money,
}

/// A step of the history.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub at: Timestamp,
    pub who: String,
    pub tone: &'static str,
    pub act: Text,
    pub details: Vec<Text>,
}

/// The line as a reader sees it.
pub fn line_row(order: &Order, line: &Line, units: &HashMap<String, Unit>) -> LineRow {
    let text = |code: &str| units.get(code).map_or_else(|| code.to_owned(), |unit| unit.text.clone());
    let (base, q) = (text(&line.base_unit), line.quantities);
    let quantity = if line.coefficient == Decimal::ONE {
        Text::key("orders-quantity").with("n", q.ordered).with("unit", base.as_str())
    } else {
        Text::key("orders-quantity-packed")
            .with("packs", (q.ordered / line.coefficient).normalize())
            .with("pack", text(&line.unit))
            .with("n", q.ordered)
            .with("unit", base.as_str())
    };
    let (tone, status) = status(order, line);
    LineRow {
        position: line.position,
        article: line.article.clone(),
        name: line.name.clone(),
        quantity,
        unit: base,
        ordered: q.ordered,
        confirmed: q.confirmed,
        shipped: q.shipped,
        cancelled: q.cancelled,
        open: q.open(),
        ready: q.ready(),
        left: q.left(),
        kept: q.kept(),
        expected_on: line.expected_on,
        tone,
        status,
        price: line.price,
        sum: line.sum(q.kept(), &order.terms).total,
    }
}

/// The line's word and tone (UX §4).
fn status(order: &Order, line: &Line) -> (&'static str, Text) {
    let q = line.quantities;
    if q.kept().is_zero() {
        ("bad", Text::key("orders-line-is-cancelled"))
    } else if q.left().is_zero() {
        ("ok", Text::key("orders-line-is-shipped"))
    } else if !order.answered() {
        ("ok", Text::key("orders-line-is-held"))
    } else if q.open() > Decimal::ZERO {
        match line.expected_on {
            Some(date) => ("warn", Text::key("orders-line-is-expected").with("date", date)),
            None => ("bad", Text::key("orders-line-is-missing")),
        }
    } else {
        ("ok", Text::key("orders-line-is-ready"))
    }
}

/// Who did what, when; the latest first.
pub async fn history(tx: &mut TenantTx, order: &Order) -> Result<Vec<Step>> {
    let rows = sqlx::query!(
        r#"select at as "at: jiff_sqlx::Timestamp", actor_name, act, details from sales_order_event
           where order_id = $1 and dealer_id = $2 order by at desc, id desc"#,
        order.id,
        order.dealer
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Step {
            at: row.at.to_jiff(),
            who: row.actor_name,
            tone: match row.act.as_str() {
                "placed" | "confirmed" => "info",
                "shipped" => "ok",
                "cancelled" => "bad",
                _ => "neutral",
            },
            details: details(order, &row.act, &row.details),
            act: Text::dynamic(format!("orders-act-{}", row.act)),
        })
        .collect())
}

/// The lines that an act moved, as many as fit, and the reason or the shipment.
fn details(order: &Order, act: &str, details: &Value) -> Vec<Text> {
    const MOST: usize = 6;
    let mut said = Vec::new();
    if let Some(number) = details.get("shipment").and_then(Value::as_str) {
        said.push(Text::key("orders-step-shipment").with("number", number));
    }
    if let Some(why) = details.get("why").and_then(Value::as_str).filter(|why| !why.is_empty()) {
        said.push(Text::key("orders-step-why").with("why", why));
    }
    let moved = details.get(act).and_then(Value::as_object);
    let lines: Vec<Text> = moved
        .into_iter()
        .flatten()
        .filter_map(|(position, quantity)| {
            let line = order.lines.iter().find(|line| line.position.to_string() == *position)?;
            let n: Decimal = quantity.as_str()?.parse().ok()?;
            let text = Text::key("orders-step-line").with("article", line.article.as_str());
            Some(text.with("n", n.normalize()).with("ordered", line.quantities.ordered))
        })
        .collect();
    let more = lines.len().saturating_sub(MOST);
    said.extend(lines.into_iter().take(MOST));
    if more > 0 {
        said.push(Text::key("orders-step-more").with("n", i64::try_from(more).unwrap_or(0)));
    }
    said
}

impl LineRow {
    /// Lines of every kind, for samples of pages.
    pub fn samples() -> Vec<Self> {
        let Ok(rub) = "RUB".parse() else { return Vec::new() };
        let (ten, six) = (Decimal::TEN, Decimal::from(6));
        let line = |position, tone, status| Self {
            position,
            article: "MB-1C16".to_owned(),
            name: "Выключатель автоматический модульный с очень длинным названием серии «Про» 16 А"
                .to_owned(),
            quantity: Text::key("orders-quantity-packed")
                .with("packs", Decimal::ONE)
                .with("pack", "кор.")
                .with("n", ten)
                .with("unit", "шт."),
            unit: "шт.".to_owned(),
            ordered: ten,
            confirmed: six,
            shipped: Decimal::ONE,
            cancelled: Decimal::ZERO,
            open: Decimal::from(4),
            ready: Decimal::from(5),
            left: Decimal::from(9),
            kept: ten,
            expected_on: Some(jiff::civil::date(2026, 11, 12)),
            tone,
            status,
            price: Money::new(Decimal::new(9_100, 2), rub),
            sum: Money::new(Decimal::from(910), rub),
        };
        let date = jiff::civil::date(2026, 11, 12);
        vec![
            line(1, "warn", Text::key("orders-line-is-expected").with("date", date)),
            line(2, "ok", Text::key("orders-line-is-ready")),
        ]
    }
}

impl Step {
    pub fn samples() -> Vec<Self> {
        let step = |act: &str, details| Self {
            at: Timestamp::UNIX_EPOCH,
            who: "Ирина Соколова".to_owned(),
            tone: "info",
            act: Text::dynamic(format!("orders-act-{act}")),
            details,
        };
        vec![
            step("cancelled", vec![Text::key("orders-step-why").with("why", "<b>нет</b>")]),
            step("placed", Vec::new()),
        ]
    }
}
