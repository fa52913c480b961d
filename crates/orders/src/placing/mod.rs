//! Placing an order: one transaction that locks, prices anew, checks everything again and holds the stock (O8).

mod checks;
pub mod http;
mod review;
mod write;

pub use checks::Stop;
pub use review::Review;

use accounts::contracts::Terms;
use catalog::stock::{self, Want};
use jiff::civil::Date;
use kit::checks::Act;
use kit::values::Money;
use kit::web::Ctx;
use kit::{Error, Result};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::carts::{self, Cart};

/// What the buyer says besides the lines.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Made with the page; the same key never makes a second order.
    pub key: String,
    /// What the page showed: `Cart::shown`. Something else now means that the buyer has not seen it yet.
    pub shown: String,
    pub address: String,
    pub wanted_on: Option<Date>,
    pub buyer_number: String,
    pub comment: String,
}

/// How placing ended.
pub enum Outcome {
    /// The order's number; also when the key had placed it before.
    Placed(String),
    /// Nothing was done: why, and the cart as it is now.
    Stopped(Vec<Stop>, Box<Cart>),
}

/// An order about to be placed. A module that wants a say asks `Checks::before::<orders::Placing>`.
pub struct Placing {
    pub dealer: Uuid,
    pub contract: Uuid,
    pub sum: Option<Money>,
    pub lines: Vec<PlacingLine>,
}

/// One line of it: how much of a good, in its base unit.
pub struct PlacingLine {
    pub product: Uuid,
    pub quantity: Decimal,
}

impl Act for Placing {}

impl Placing {
    fn of(dealer: Uuid, cart: &Cart, lines: &[write::NewLine<'_>]) -> Self {
        let line = |line: &write::NewLine<'_>| PlacingLine { product: line.product, quantity: line.quantity };
        let lines = lines.iter().map(line).collect();
        Self { dealer, contract: cart.terms.id, sum: cart.totals().sum, lines }
    }
}

/// Places what is in the person's cart. Nothing half-done stays: an `Outcome::Stopped` has written nothing.
pub async fn place(tx: &mut TenantTx, ctx: &Ctx, request: &Request) -> Result<Outcome> {
    let person = ctx.person()?;
    let dealer = person.dealer.ok_or(Error::NotFound)?;
    // A second press with the same key waits here until the first one is done.
    tx.lock(&format!("orders.place {dealer} {}", request.key)).await?;
    if let Some(number) = placed_before(tx, dealer, &request.key).await? {
        return Ok(Outcome::Placed(number));
    }
    let cart = carts::read(tx, ctx).await?;
    let stops = checks::all(tx, ctx, &cart, request).await?;
    if !stops.is_empty() {
        return Ok(Outcome::Stopped(stops, Box::new(cart)));
    }
    let lines = write::lines(&cart)?;
    let about = Placing::of(dealer, &cart, &lines);
    match ctx.app.check(tx, ctx, &about).await {
        Err(Error::Refused(refusal)) => {
            return Ok(Outcome::Stopped(vec![Stop::module(refusal.text)], Box::new(cart)));
        }
        other => other?,
    }
    let wants: Vec<Want> = lines
        .iter()
        .map(|line| Want { line: line.id, product: line.product, quantity: line.quantity })
        .collect();
    // As late as possible: from here until the commit nobody else gets this stock.
    let short = stock::hold(tx, &cart.terms.warehouses, &wants).await?;
    if !short.is_empty() {
        return Ok(Outcome::Stopped(vec![Stop::stock()], Box::new(carts::read(tx, ctx).await?)));
    }
    let number = write::order(tx, ctx, &cart, request, &lines).await?;
    if let Some(id) = cart.id {
        carts::clear(tx, id).await?;
    }
    Ok(Outcome::Placed(number))
}

async fn placed_before(tx: &mut TenantTx, dealer: Uuid, key: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        "select number from sales_order where dealer_id = $1 and idempotency_key = $2",
        dealer,
        key
    )
    .fetch_optional(tx.db())
    .await?)
}

impl Cart {
    /// Names what a page shows: the contract and the sum. It comes back with the order.
    pub fn shown(&self) -> String {
        let sum = self.totals().sum.map(|sum| sum.amount().normalize().to_string()).unwrap_or_default();
        format!("{}:{sum}", self.terms.id)
    }
}

/// Whether the contract is in force on the day.
pub(crate) fn in_force(terms: &Terms, today: Date) -> bool {
    terms.valid_from <= today && terms.valid_to.is_none_or(|last| today <= last)
}
