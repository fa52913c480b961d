//! /orders/<number>: an order as its dealer sees it: where it is, each line, the terms as they were, who did what.

use accounts::contracts::{Said, Terms};
use catalog::products::units;
use jiff::Timestamp;
use jiff::civil::Date;
use kit::Result;
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Page, Path, Tx, View};
use serde::Serialize;

use super::parts::{LineRow, Step, history, line_row};
use crate::life::{Order, State, Sums, read};
use crate::rights;

/// /orders/{number}
#[derive(Serialize)]
pub struct Show {
    head: Head,
    lines: Vec<LineRow>,
    sums: Option<Sums>,
    terms: Option<Said>,
    steps: Vec<Step>,
    may_cancel: bool,
    may_repeat: bool,
}

/// What both sides see above the lines.
#[derive(Serialize)]
pub struct Head {
    pub number: String,
    pub state: &'static str,
    pub tone: &'static str,
    pub way: Vec<WayStep>,
    pub author: String,
    pub placed_at: Timestamp,
    pub address: String,
    pub wanted_on: Option<Date>,
    pub buyer_number: String,
    pub comment: String,
}

/// A station of the order's way; the shape of the component `way`.
#[derive(Serialize)]
pub struct WayStep {
    key: &'static str,
    at: Option<Timestamp>,
    state: &'static str,
    tone: &'static str,
}

pub async fn show(mut tx: Tx, ctx: Ctx, reach: Reach, Path(number): Path<String>) -> Result<View<Show>> {
    let order = read(&mut tx, &ctx, &reach, &number).await?;
    let units = units(&mut tx, &ctx).await?;
    let steps = history(&mut tx, &order).await?;
    let person = ctx.person()?;
    let matrix = ctx.app.matrices.of(&mut tx, person.policy_version).await?;
    let may = |right: &str| matrix.scope(&person.roles, right).is_some();
    Ok(View::new(Show {
        head: Head::of(&order, &steps),
        lines: order.lines.iter().map(|line| line_row(&order, line, &units)).collect(),
        sums: Some(order.sums()),
        may_cancel: !order.answered() && order.state() == State::Placed && may(rights::CANCEL.id),
        may_repeat: may(rights::PLACE.id),
        terms: Some(order.terms.said()),
        steps,
    }))
}

impl Head {
    pub fn of(order: &Order, steps: &[Step]) -> Self {
        let state = order.state();
        Self {
            number: order.number.clone(),
            state: state.code(),
            tone: state.tone(),
            way: way(order, steps),
            author: order.author_name.clone(),
            placed_at: order.placed_at,
            address: order.address.clone(),
            wanted_on: order.wanted_on,
            buyer_number: order.buyer_number.clone(),
            comment: order.comment.clone(),
        }
    }

    pub fn sample(state: State) -> Self {
        let step = |key, state| WayStep { key, at: Some(Timestamp::UNIX_EPOCH), state, tone: "" };
        Self {
            number: "2026-000418".to_owned(),
            state: state.code(),
            tone: state.tone(),
            way: vec![step("orders-state-placed", "done"), step("orders-state-confirmed", "now")],
            author: "Павел Орлов".to_owned(),
            placed_at: Timestamp::UNIX_EPOCH,
            address: "Тверь, ул. Складская, 1".to_owned(),
            wanted_on: Some(jiff::civil::date(2026, 11, 12)),
            buyer_number: "PO-77".to_owned(),
            comment: "Позвонить <b>до</b> отгрузки".to_owned(),
        }
    }
}

/// Placed, confirmed, shipped, closed; a cancelled order ends where it was.
fn way(order: &Order, steps: &[Step]) -> Vec<WayStep> {
    let state = order.state();
    let at = |act: &str| {
        let key = Text::dynamic(format!("orders-act-{act}"));
        steps.iter().find(|step| step.act == key).map(|step| step.at)
    };
    let reached = match state {
        State::Placed | State::Cancelled => 0,
        State::Confirmed => 1,
        State::PartlyShipped | State::Shipped => 2,
        State::Closed => 3,
    };
    let shipped =
        if state == State::PartlyShipped { "orders-state-partly_shipped" } else { "orders-state-shipped" };
    let stations = [
        ("orders-state-placed", Some(order.placed_at)),
        ("orders-state-confirmed", order.confirmed_at),
        (shipped, at("shipped")),
        ("orders-state-closed", order.closed_at),
    ];
    let mut way: Vec<WayStep> = stations
        .into_iter()
        .enumerate()
        .map(|(station, (key, at))| {
            let now = if station == reached { "now" } else { "next" };
            let tone = if station == reached && state == State::PartlyShipped { "warn" } else { "" };
            WayStep { key, at, state: if station < reached { "done" } else { now }, tone }
        })
        .collect();
    if state == State::Cancelled {
        way.truncate(1);
        for step in &mut way {
            step.state = "done";
        }
        way.push(WayStep { key: "orders-state-cancelled", at: at("cancelled"), state: "now", tone: "bad" });
    }
    way
}

impl Page for Show {
    const TEMPLATE: &'static str = "orders/show.html";
    fn samples() -> Vec<Self> {
        let lines = LineRow::samples();
        let sums = lines.first().map(|line| Sums {
            net: line.sum,
            vat: line.sum,
            total: line.sum,
            confirmed: line.sum,
            shipped: line.sum,
        });
        let page = |state, terms| Self {
            head: Head::sample(state),
            lines: LineRow::samples(),
            sums,
            terms,
            steps: Step::samples(),
            may_cancel: state == State::Placed,
            may_repeat: true,
        };
        let terms = Terms::samples();
        State::ALL
            .into_iter()
            .zip(terms.into_iter().cycle())
            .map(|(state, terms)| page(state, Some(terms.said())))
            .collect()
    }
}
