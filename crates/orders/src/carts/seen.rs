//! What has changed since the person saw the cart last: the contract, prices, the sum. Said once, until it is read.

use accounts::contracts::Terms;
use catalog::pricing::line_sum;
use kit::Result;
use kit::rights::Reach;
use kit::text::Text;
use kit::values::Money;
use kit::web::{Ctx, Form, Redirect, Tx};
use rust_decimal::Decimal;
use serde::Serialize;
use tenancy::TenantTx;

use super::read::{self, Cart};
use super::rules::Line;
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
    /// The terms of the two contracts that differ.
    pub terms: Vec<Difference>,
}

/// A term before and now.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    pub name: &'static str,
    pub was: Text,
    pub now: Text,
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
    let was = sum_before(&changed, before.as_ref().unwrap_or(&cart.terms));
    let sum = Money::new(
        changed.iter().filter_map(|line| Some(line.sum?.total.amount())).sum::<Decimal>(),
        cart.terms.currency,
    );
    let differing = before.as_ref().map(|old| differences(old, &cart.terms)).unwrap_or_default();
    Ok(Some(Changes {
        before: before.map(|terms| terms.number),
        now: cart.terms.number.clone(),
        prices: i64::try_from(changed.len()).unwrap_or(0),
        was,
        sum: (!changed.is_empty()).then_some(sum),
        terms: differing,
    }))
}

/// With VAT as the contract had it that was seen, so that it stands beside the same kind of sum.
fn sum_before(changed: &[&Line], terms: &Terms) -> Option<Money> {
    let of_line = |line: &&Line| {
        let rate = line.good.as_ref()?.vat_rate;
        Some(line_sum(line.was()?, line.quantity?, rate, terms.vat_mode == "included").total)
    };
    let mut sums = changed.iter().map(of_line);
    let first = sums.next()??;
    sums.try_fold(first, |sum, next| sum.plus(next?).ok())
}

fn differences(old: &Terms, now: &Terms) -> Vec<Difference> {
    let pairs = old.conditions().into_iter().zip(now.conditions());
    pairs
        .filter(|(was, now)| was != now)
        .map(|(was, now)| Difference { name: now.name, was: was.text, now: now.text })
        .collect()
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
            terms: match Terms::samples().as_slice() {
                [old, now] => differences(old, now),
                _ => Vec::new(),
            },
        }
    }
}
