//! The one pricing function: pure, the same for a page, the pad, the cart, an order and a letter.

use kit::values::{Currency, Money};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The terms of a contract that make a price.
#[derive(Debug, Clone)]
pub struct PricingTerms {
    pub currency: Currency,
    /// Prices carry VAT inside (true) or VAT comes on top of them.
    pub vat_included: bool,
    pub level: Option<String>,
    /// Percent on the lists' prices: −9 takes nine off.
    pub level_percent: Decimal,
    /// By priority: the first list that has a price for the quantity gives it.
    pub lists: Vec<TermsList>,
}

/// A price list of a contract.
#[derive(Debug, Clone)]
pub struct TermsList {
    pub id: Uuid,
    pub name: String,
    pub currency: Currency,
    pub vat_included: bool,
}

/// A price of a list: per base unit, from a quantity in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPrice {
    pub list: Uuid,
    pub minimum: Decimal,
    pub amount: Decimal,
}

/// A price per base unit, as the contract says it, with the steps that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    pub unit_price: Money,
    pub trace: Vec<Step>,
}

/// Why there is no price: no list of the contract has one for this quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPrice {
    pub trace: Vec<Step>,
}

/// One step of "why this price". Stored with the order's line as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The list has no price for this product, or only from a higher quantity.
    Without { list: String, from: Option<Decimal> },
    /// The list is in another currency than the contract.
    OtherCurrency { list: String, currency: Currency },
    /// The list gave this price, from this quantity on.
    List { list: String, minimum: Decimal, amount: Money, vat_included: bool },
    /// The contract's level changed it.
    Level { name: String, percent: Decimal, amount: Money },
    /// VAT was taken out or put in, because list and contract say it differently. Rate in percent.
    Vat { rate: Decimal, included: bool, amount: Money },
    /// Rounded half up to so many digits.
    Rounded { digits: u32, amount: Money },
}

/// Prices `quantity` base units of a product whose list prices are `rows`; `vat_rate` in percent, `None` is exempt.
pub fn price(
    terms: &PricingTerms,
    rows: &[ListPrice],
    vat_rate: Option<Decimal>,
    quantity: Decimal,
) -> Result<Priced, NoPrice> {
    let mut trace = Vec::new();
    let Some((list, row)) = choose(terms, rows, quantity, &mut trace) else { return Err(NoPrice { trace }) };
    let money = |amount| Money::new(amount, terms.currency);
    let mut amount = row.amount;
    trace.push(Step::List {
        list: list.name.clone(),
        minimum: row.minimum,
        amount: money(amount),
        vat_included: list.vat_included,
    });
    if !terms.level_percent.is_zero() {
        amount = amount * (Decimal::ONE_HUNDRED + terms.level_percent) / Decimal::ONE_HUNDRED;
        trace.push(Step::Level {
            name: terms.level.clone().unwrap_or_default(),
            percent: terms.level_percent,
            amount: money(amount),
        });
    }
    if let Some(rate) = vat_rate.filter(|rate| list.vat_included != terms.vat_included && !rate.is_zero()) {
        let with = (Decimal::ONE_HUNDRED + rate) / Decimal::ONE_HUNDRED;
        amount = if terms.vat_included { amount * with } else { amount / with };
        trace.push(Step::Vat { rate, included: terms.vat_included, amount: money(amount) });
    }
    let (digits, rounded) = round(amount, terms.currency);
    if rounded != amount {
        trace.push(Step::Rounded { digits, amount: money(rounded) });
    }
    Ok(Priced { unit_price: money(rounded), trace })
}

/// The first list by priority that has a price for the quantity, and of it the highest rung that is reached.
fn choose<'a>(
    terms: &'a PricingTerms,
    rows: &[ListPrice],
    quantity: Decimal,
    trace: &mut Vec<Step>,
) -> Option<(&'a TermsList, ListPrice)> {
    for list in &terms.lists {
        let of_list = || rows.iter().filter(|row| row.list == list.id);
        if list.currency != terms.currency {
            if of_list().next().is_some() {
                trace.push(Step::OtherCurrency { list: list.name.clone(), currency: list.currency });
            }
            continue;
        }
        if let Some(row) = of_list().filter(|row| row.minimum <= quantity).max_by_key(|row| row.minimum) {
            return Some((list, *row));
        }
        let from = of_list().map(|row| row.minimum).min();
        trace.push(Step::Without { list: list.name.clone(), from });
    }
    None
}

/// To the currency's smallest coin; below one unit of the currency to four digits, as small parts are priced.
fn round(amount: Decimal, currency: Currency) -> (u32, Decimal) {
    let digits = if amount.abs() < Decimal::ONE { 4 } else { currency.digits() };
    (digits, amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize())
}

/// The rungs of the price ladder: from which quantity which price. Rungs that change nothing are left out.
pub fn ladder(terms: &PricingTerms, rows: &[ListPrice], vat_rate: Option<Decimal>) -> Vec<(Decimal, Money)> {
    let mut minimums: Vec<Decimal> = rows.iter().map(|row| row.minimum.max(Decimal::ZERO)).collect();
    minimums.sort_unstable();
    minimums.dedup();
    let mut rungs: Vec<(Decimal, Money)> = Vec::new();
    for minimum in minimums {
        if let Ok(priced) = price(terms, rows, vat_rate, minimum)
            && rungs.last().is_none_or(|(_, last)| *last != priced.unit_price)
        {
            rungs.push((minimum, priced.unit_price));
        }
    }
    rungs
}
