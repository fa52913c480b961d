//! The checklist: what is done is read from the data themselves, all of it in one query.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::module::Pages;
use kit::rights::Reach;
use kit::slots::Block;
use kit::web::{Ctx, Page, Tx, View};
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::rights;

/// /manage/start
#[derive(Serialize)]
pub struct Steps {
    list: Vec<Step>,
    done: usize,
    total: usize,
    goods: i64,
    samples: bool,
    test_dealer: bool,
    dismissed: bool,
    portal: String,
}

/// One of the first steps.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub name: &'static str,
    /// `done`, `skipped` or `open`.
    pub state: &'static str,
}

/// The steps in the order in which they make most sense; they can be done in any.
pub const NAMES: [&str; 5] = ["logo", "products", "prices", "dealer", "order"];

/// Everything that the checklist knows.
pub struct State {
    pub steps: Vec<Step>,
    pub goods: i64,
    pub samples: bool,
    pub test_dealer: Option<Uuid>,
    pub test_buyer: Option<Uuid>,
    begun: bool,
    dismissed: bool,
}

impl State {
    /// Tables of other rooms are only asked whether there is something in them.
    pub async fn read(tx: &mut TenantTx) -> Result<Self> {
        let row = sqlx::query!(
            r#"select s.begun_at is not null as "begun!", s.dismissed_at is not null as "dismissed!", s.skipped,
                s.samples_at is not null as "samples!", s.test_dealer, s.test_buyer,
                (select l.logo_hash is not null from look l) as "logo!",
                (select count(*) from product where state <> 'deleted') as "goods!",
                exists (select from price) as "prices!", exists (select from dealer) as "dealer!",
                exists (select from sales_order) as "order!"
               from start_steps s"#
        )
        .fetch_one(tx.db())
        .await?;
        let done = [row.logo, row.goods > 0, row.prices, row.dealer, row.order];
        let state = |name: &str, done: bool| match (done, row.skipped.iter().any(|skipped| skipped == name)) {
            (true, _) => "done",
            (false, true) => "skipped",
            (false, false) => "open",
        };
        let steps = NAMES.iter().zip(done).map(|(name, done)| Step { name, state: state(name, done) });
        Ok(Self {
            steps: steps.collect(),
            goods: row.goods,
            samples: row.samples,
            test_dealer: row.test_dealer,
            test_buyer: row.test_buyer,
            begun: row.begun,
            dismissed: row.dismissed,
        })
    }

    fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.state != "open").count()
    }

    /// Gone when all is done, or put away.
    fn is_shown(&self) -> bool {
        self.begun && !self.dismissed && self.done() < self.steps.len()
    }
}

/// The checklist of a portal that somebody has just signed up for.
pub async fn begin(tx: &mut TenantTx, now: Timestamp) -> Result<()> {
    sqlx::query!("update start_steps set begun_at = coalesce(begun_at, $1)", now.to_sqlx() as _)
        .execute(tx.db())
        .await?;
    Ok(())
}

pub async fn show(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<View<Steps>> {
    let state = State::read(&mut tx).await?;
    Ok(View::new(Steps {
        done: state.done(),
        total: state.steps.len(),
        goods: state.goods,
        samples: state.samples,
        test_dealer: state.test_dealer.is_some(),
        dismissed: state.dismissed,
        portal: ctx.app.config.tenant_url(ctx.tenant.slug()),
        list: state.steps,
    }))
}

/// One line on Today, for the owner, while something is left.
pub async fn today(tx: &mut TenantTx, ctx: &Ctx) -> Result<Option<Block>> {
    let person = ctx.person()?;
    let matrix = ctx.app.matrices.of(tx, person.policy_version).await?;
    if matrix.scope(&person.roles, rights::STEPS.id).is_none() {
        return Ok(None);
    }
    let state = State::read(tx).await?;
    if !state.is_shown() {
        return Ok(None);
    }
    Block::new("start/_today.html", &Card { done: state.done(), total: state.steps.len() }).map(Some)
}

#[derive(Serialize)]
struct Card {
    done: usize,
    total: usize,
}

pub fn blocks(pages: &mut Pages) {
    pages.add_block("start/_today.html", &Card { done: 2, total: NAMES.len() });
}

impl Page for Steps {
    const TEMPLATE: &'static str = "start/steps.html";
    fn samples() -> Vec<Self> {
        let page = |states: [&'static str; 5], samples, test_dealer| Self {
            list: NAMES.into_iter().zip(states).map(|(name, state)| Step { name, state }).collect(),
            done: states.iter().filter(|state| **state != "open").count(),
            total: NAMES.len(),
            goods: if samples { 50 } else { 0 },
            samples,
            test_dealer,
            dismissed: false,
            portal: "https://voltarika.portico.example".to_owned(),
        };
        vec![
            page(["open"; 5], false, false),
            page(["skipped", "done", "done", "done", "open"], true, true),
            page(["done"; 5], true, true),
            Self { dismissed: true, ..page(["open", "done", "done", "open", "open"], true, false) },
        ]
    }
}
