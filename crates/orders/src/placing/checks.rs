//! What may stop an order, all of it at once, so that the buyer mends everything in one go.

use kit::Result;
use kit::text::Text;
use kit::values::Money;
use kit::web::Ctx;
use serde::Serialize;
use tenancy::TenantTx;

use super::{Request, in_force};
use crate::carts::Cart;

/// A reason that concerns the whole order. Problems of single lines stand at the lines.
#[derive(Debug, Clone, Serialize)]
pub struct Stop {
    /// `empty`, `lines`, `changed`, `stock`, `contract`, `minimum`, `limit`, `module` or `stale`: for programs and tests.
    pub code: &'static str,
    pub text: Text,
}

impl Stop {
    fn new(code: &'static str, text: Text) -> Self {
        Self { code, text }
    }

    /// The page is too old to be told from its double.
    pub fn stale() -> Self {
        Self::new("stale", Text::key("orders-no-key"))
    }

    /// A module of the manufacturer said no.
    pub fn module(text: Text) -> Self {
        Self::new("module", text)
    }

    /// Somebody else was quicker: the lines say what is left.
    pub fn stock() -> Self {
        Self::new("stock", Text::key("orders-stop-stock"))
    }
}

/// Every reason against placing this cart now.
pub async fn all(tx: &mut TenantTx, ctx: &Ctx, cart: &Cart, request: &Request) -> Result<Vec<Stop>> {
    let totals = cart.totals();
    let Some(sum) = totals.sum.filter(|_| totals.lines > 0) else {
        return Ok(vec![Stop::new("empty", Text::key("orders-stop-empty"))]);
    };
    let mut stops = Vec::new();
    if totals.problems > 0 {
        let n = i64::try_from(totals.problems).unwrap_or(0);
        stops.push(Stop::new("lines", Text::key("orders-stop-lines").with("n", n)));
    } else if cart.shown() != request.shown {
        stops.push(Stop::new("changed", Text::key("orders-stop-changed").with("sum", sum)));
    }
    stops.extend(terms(tx, ctx, cart, sum).await?);
    Ok(stops)
}

/// What the contract and the person's limit say about a sum. Also shown before the press.
pub async fn terms(tx: &mut TenantTx, ctx: &Ctx, cart: &Cart, sum: Money) -> Result<Vec<Stop>> {
    let terms = &cart.terms;
    let mut stops = Vec::new();
    if !in_force(terms, cart.today) {
        let text = Text::key("orders-stop-contract").with("number", terms.number.as_str());
        stops.push(Stop::new("contract", text));
    }
    // The minimum is meant as prices are: with VAT where prices have it.
    let of_prices = if terms.vat_mode == "included" { Some(sum) } else { cart.totals().net }.unwrap_or(sum);
    if of_prices.amount() < terms.minimum_order.amount() {
        let left = Money::new(terms.minimum_order.amount() - of_prices.amount(), terms.currency);
        let text = Text::key("orders-stop-minimum").with("minimum", terms.minimum_order).with("left", left);
        stops.push(Stop::new("minimum", text));
    }
    if let Some(stop) = limit(tx, ctx, sum).await? {
        stops.push(stop);
    }
    Ok(stops)
}

/// Above the person's own limit a head of the company has to order (approval comes with O11).
async fn limit(tx: &mut TenantTx, ctx: &Ctx, sum: Money) -> Result<Option<Stop>> {
    let person = ctx.person()?;
    let row = sqlx::query!(
        r#"select m.order_limit,
            (select string_agg(p.name, ', ' order by p.name) from membership h join person p on p.id = h.person_id
             where h.dealer_id = m.dealer_id and h.role = 'dealer_head' and p.state = 'active') as heads
           from membership m where m.person_id = $1 and m.dealer_id = $2"#,
        person.user,
        person.dealer
    )
    .fetch_optional(tx.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(limit) = row.order_limit.filter(|limit| sum.amount() > *limit) else { return Ok(None) };
    let text = Text::key("orders-stop-limit")
        .with("sum", sum)
        .with("limit", Money::new(limit, sum.currency()))
        .with("heads", row.heads.unwrap_or_default());
    Ok(Some(Stop::new("limit", text)))
}
