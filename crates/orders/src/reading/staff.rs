//! /manage/orders/<number>: an order as the manufacturer sees it, with what can be done about it.

use accounts::contracts::{Said, Terms};
use catalog::products::units;
use catalog::stock;
use kit::Result;
use kit::rights::Reach;
use kit::web::{Ctx, FormState, Page, Path, Tx, View};
use rust_decimal::Decimal;
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

use super::parts::{LineRow, Step, history, line_row};
use super::show::Head;
use crate::life::{Order, State, Sums, read};
use crate::rights;

/// /manage/orders/{number}
#[derive(Serialize)]
pub struct Show {
    head: Head,
    dealer: String,
    dealer_id: Uuid,
    lines: Vec<ActLine>,
    sums: Option<Sums>,
    terms: Option<Said>,
    steps: Vec<Step>,
    revision: i32,
    answered: bool,
    /// Lines of which less is there than was ordered.
    short: usize,
    may: May,
    form: FormState,
}

/// What this person may do to this order now: `confirm`, `ship`, `cancel`, `close`.
type May = std::collections::BTreeMap<&'static str, bool>;

/// A line with what an act would do to it unless told otherwise.
#[derive(Serialize)]
pub struct ActLine {
    row: LineRow,
    /// How much can be confirmed, as far as the stock's source knows.
    possible: Decimal,
    /// Less than is wanted.
    is_short: bool,
}

pub async fn show(mut tx: Tx, ctx: Ctx, reach: Reach, Path(number): Path<String>) -> Result<View<Show>> {
    let order = read(&mut tx, &ctx, &reach, &number).await?;
    Ok(View::new(page(&mut tx, &ctx, &reach, order, FormState::default()).await?))
}

/// The page, also when an act's form comes back with what is wrong.
pub async fn page(
    tx: &mut TenantTx,
    ctx: &Ctx,
    _reach: &Reach,
    order: Order,
    form: FormState,
) -> Result<Show> {
    let units = units(tx, ctx).await?;
    let steps = history(tx, &order).await?;
    let ids: Vec<Uuid> = order.lines.iter().map(|line| line.id).collect();
    let covered = stock::short_of(tx, &ids).await?;
    let answered = order.answered();
    let lines: Vec<ActLine> = order
        .lines
        .iter()
        .map(|line| {
            let wanted = line.quantities.kept();
            let held = line.quantities.held(answered);
            // What is held is there, unless the source said less; after the first answer only what is confirmed is held.
            let there = covered.get(&line.id).copied().unwrap_or(held) + line.quantities.shipped;
            let possible = if answered { line.quantities.confirmed } else { there.min(wanted) };
            ActLine {
                row: line_row(&order, line, &units),
                possible,
                is_short: possible < wanted || covered.contains_key(&line.id),
            }
        })
        .collect();
    let may = may(tx, ctx, &order).await?;
    Ok(Show {
        head: Head::of(&order, &steps),
        dealer: order.dealer_name.clone(),
        dealer_id: order.dealer,
        short: lines.iter().filter(|line| line.is_short).count(),
        lines,
        sums: Some(order.sums()),
        revision: order.revision,
        answered,
        terms: Some(order.terms.said()),
        steps,
        may,
        form,
    })
}

async fn may(tx: &mut TenantTx, ctx: &Ctx, order: &Order) -> Result<May> {
    let person = ctx.person()?;
    let matrix = ctx.app.matrices.of(tx, person.policy_version).await?;
    let has = |right: &str| matrix.scope(&person.roles, right).is_some();
    let any = |rule: fn(&crate::life::Quantities) -> Decimal| {
        order.lines.iter().any(|line| rule(&line.quantities) > Decimal::ZERO)
    };
    Ok(May::from([
        ("confirm", any(crate::life::Quantities::open) && has(rights::CONFIRM.id)),
        ("ship", any(crate::life::Quantities::ready) && has(rights::SHIP.id)),
        ("cancel", any(crate::life::Quantities::left) && has(rights::MANAGE_CANCEL.id)),
        ("close", order.state() == State::Shipped && has(rights::CLOSE.id)),
    ]))
}

impl Page for Show {
    const TEMPLATE: &'static str = "orders/manage_show.html";
    fn samples() -> Vec<Self> {
        let sum = LineRow::samples().into_iter().next().map(|line| line.sum);
        let sums = sum.map(|sum| Sums { net: sum, vat: sum, total: sum, confirmed: sum, shipped: sum });
        let line =
            |(at, row): (usize, LineRow)| ActLine { possible: Decimal::from(6), is_short: at == 0, row };
        let page = |state, terms, may| Self {
            head: Head::sample(state),
            dealer: "Свет-Трейд".to_owned(),
            dealer_id: Uuid::nil(),
            lines: LineRow::samples().into_iter().enumerate().map(line).collect(),
            sums,
            terms: Some(terms),
            steps: Step::samples(),
            revision: 3,
            answered: state != State::Placed,
            short: 1,
            may,
            form: FormState::default(),
        };
        let may =
            |acts: [bool; 4]| ["confirm", "ship", "cancel", "close"].into_iter().zip(acts).collect::<May>();
        let all = |ship| may([true, ship, true, false]);
        let wrong = kit::text::Text::key("orders-line-not-possible").with("article", "MB-1C16");
        let mut samples = Vec::new();
        for terms in Terms::samples().iter().map(Terms::said) {
            samples.push(page(State::Placed, terms.clone(), all(false)));
            samples.push(page(State::PartlyShipped, terms.clone(), all(true)));
            samples.push(Self {
                form: FormState::wrong(
                    "confirm-1",
                    wrong.clone().with("least", Decimal::ZERO).with("most", Decimal::TEN),
                ),
                ..page(State::Confirmed, terms.clone(), all(true))
            });
            samples.push(page(State::Shipped, terms, may([false, false, false, true])));
        }
        samples
    }
}
