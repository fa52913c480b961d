//! What has changed since the person saw the cart last: the contract, prices, the sum. Said once, until it is read.

use kit::Result;
use kit::rights::Reach;
use kit::values::Money;
use kit::web::{Ctx, Form, Redirect, Tx};
use rust_decimal::Decimal;
use serde::Serialize;
use tenancy::TenantTx;

use super::read::{self, Cart};
use super::store::{self, Typed};

/// The difference, as the pages say it.
#[derive(Debug, Clone, Serialize)]
pub struct Changes {
    /// The number of the contract before; none when the contract is the same.
    pub before: Option<String>,
    pub now: String,
    /// How many lines cost something else.
    pub prices: i64,
    /// The sum of those lines before, where it can be told, and now.
    pub was: Option<Money>,
    pub sum: Option<Money>,
    /// Other terms of the two contracts that differ: text keys of their names.
    pub terms: Vec<&'static str>,
}

/// Nothing, when every price is the one that was seen.
pub async fn changes(tx: &mut TenantTx, ctx: &Ctx, cart: &Cart) -> Result<Option<Changes>> {
    let changed: Vec<_> = cart.lines.iter().filter(|line| line.was().is_some()).collect();
    let switched = cart.seen_contract.filter(|seen| *seen != cart.terms.id && !cart.lines.is_empty());
    if changed.is_empty() && switched.is_none() {
        return Ok(None);
    }
    let before = match (switched, ctx.person()?.dealer) {
        (Some(contract), Some(dealer)) => {
            accounts::contracts::list_terms(tx, dealer).await?.into_iter().find(|terms| terms.id == contract)
        }
        _ => None,
    };
    let was = changed.iter().try_fold(None::<Money>, |sum, line| {
        let seen = line.was()?;
        let of_line = Money::new(seen.amount() * line.quantity?, seen.currency()).round();
        Some(Some(match sum {
            Some(sum) => sum.plus(of_line).ok()?,
            None => of_line,
        }))
    });
    let sum = Money::new(
        changed.iter().filter_map(|line| Some(line.sum?.total.amount())).sum::<Decimal>(),
        cart.terms.currency,
    );
    let mut differing = Vec::new();
    if let Some(old) = &before {
        let now = &cart.terms;
        let compared = [
            ("accounts-term-currency", old.currency != now.currency),
            ("accounts-term-prices", old.vat_mode != now.vat_mode || old.level != now.level),
            ("accounts-term-payment", old.payment != now.payment || old.payment_days != now.payment_days),
            ("accounts-term-delivery", old.delivery != now.delivery),
            ("accounts-term-warehouses", old.warehouses != now.warehouses),
            ("accounts-term-minimum", old.minimum_order != now.minimum_order),
        ];
        differing.extend(compared.iter().filter(|(_, differs)| *differs).map(|(key, _)| *key));
    }
    Ok(Some(Changes {
        before: before.map(|terms| terms.number),
        now: cart.terms.number.clone(),
        prices: i64::try_from(changed.len()).unwrap_or(0),
        was: was.flatten(),
        sum: (!changed.is_empty()).then_some(sum),
        terms: differing,
    }))
}

/// "Understood": today's prices and the contract are the ones that were seen.
pub async fn accept(mut tx: Tx, ctx: Ctx, _reach: Reach, form: Form) -> Result<Redirect> {
    remember(&mut tx, &ctx).await?;
    tx.commit().await?;
    Ok(Redirect::back_to(Some(form.get("next")), "/cart"))
}

async fn remember(tx: &mut TenantTx, ctx: &Ctx) -> Result<()> {
    let cart = read::read(tx, ctx).await?;
    let Some(id) = cart.id else { return Ok(()) };
    let rows: Vec<Typed> =
        cart.lines.iter().map(|line| Typed { seen: line.unit_price(), ..line.typed.clone() }).collect();
    store::save(tx, id, &rows).await?;
    store::recount(tx, id, &cart.totals(), &cart.terms, true).await
}

impl Changes {
    pub fn sample() -> Self {
        let money = |code: &str| code.parse().ok().map(|currency| Money::new(Decimal::from(1092), currency));
        Self {
            before: Some("Svet-1".to_owned()),
            now: "Svet-2".to_owned(),
            prices: 3,
            was: money("RUB"),
            sum: money("EUR"),
            terms: vec!["accounts-term-currency", "accounts-term-payment"],
        }
    }
}
