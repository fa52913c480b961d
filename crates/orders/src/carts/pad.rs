//! /pad: the order pad "as in Excel" (O2). Every change is kept and answered row by row.

use accounts::contracts::Terms;
use kit::rights::Reach;
use kit::text::Text;
use kit::values::Money;
use kit::web::{Ctx, Flash, Form, Page, Redirect, Tx, View};
use kit::{Result, refuse};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use tenancy::TenantTx;

use super::read::{self, Cart, Totals};
use super::rows::Row;
use super::seen::{self, Changes};
use super::store::{self, Typed};
use super::{paste, rules::Line};

/// /pad, and the answer to a change of some rows.
#[derive(Serialize)]
pub struct Pad {
    /// Whose prices these are, and the least order.
    terms: Option<Text>,
    rows: Vec<Row>,
    totals: Bar,
    changes: Option<Changes>,
    /// Only these rows go out in an answer to the script.
    reply: Option<Vec<Row>>,
}

/// The bar under the pad; the shape that `components/order_pad.html` draws.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub lines: usize,
    pub problems: usize,
    pub sum: Option<Money>,
    pub vat: Option<Text>,
    pub saved_at: Option<jiff::Timestamp>,
}

const LEAST_ROWS: i32 = 20;
const SPARE_ROWS: i32 = 3;

pub async fn show(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<View<Pad>> {
    let cart = read::read(&mut tx, &ctx).await?;
    let changes = seen::changes(&mut tx, &ctx, &cart).await?;
    Ok(View::new(page(&cart, changes)))
}

/// Some rows as they were typed: kept, resolved, answered (the protocol is told in `order-pad.js`).
pub async fn lines(mut tx: Tx, ctx: Ctx, _reach: Reach, form: Form) -> Result<View<Pad>> {
    let rows = typed(&form)?;
    let numbers: Vec<i32> = rows.iter().map(|row| row.n).collect();
    let cart = write(&mut tx, &ctx, rows, Write::Over).await?;
    tx.commit().await?;
    let touched: Vec<&Line> = cart.lines.iter().filter(|line| numbers.contains(&line.typed.n)).collect();
    let goods: Vec<_> = touched.iter().filter_map(|line| Some(line.good.as_ref()?.id)).collect();
    // A change of one line changes what is left for the others of the same good.
    let beside = |line: &Line| line.good.as_ref().is_some_and(|good| goods.contains(&good.id));
    let answer = |n: &i32| {
        let line = cart.lines.iter().find(|line| line.typed.n == *n);
        line.map_or_else(|| Row::empty(*n), |line| cart.row(line))
    };
    let others = cart.lines.iter().filter(|line| beside(line) && !numbers.contains(&line.typed.n));
    let reply = numbers.iter().map(answer).chain(others.map(|line| cart.row(line))).collect();
    let mut pad = page(&cart, None);
    pad.reply = Some(reply);
    Ok(View::new(pad).fragment("reply"))
}

/// The whole form: kept, and on to the review.
pub async fn post(mut tx: Tx, ctx: Ctx, _reach: Reach, form: Form) -> Result<Redirect> {
    let rows = typed(&form)?;
    write(&mut tx, &ctx, rows, Write::Over).await?;
    tx.commit().await?;
    Ok(Redirect::to("/cart"))
}

/// A pasted list, from the pad's dialog without the script or from the home page: its lines are added.
pub async fn pasted(mut tx: Tx, ctx: Ctx, _reach: Reach, form: Form) -> Result<Redirect> {
    let pairs = paste::parse(form.raw("list"));
    if pairs.is_empty() {
        return refuse("orders-paste-empty").fix("orders-menu-pad", "/pad").err();
    }
    let count = i64::try_from(pairs.len()).unwrap_or(0);
    let rows = pairs.into_iter().map(|(article, qty)| Typed { article, qty, ..Typed::default() });
    write(&mut tx, &ctx, rows.collect(), Write::behind(&form)).await?;
    tx.commit().await?;
    Ok(Redirect::to("/pad").saying(Flash::ok(Text::key("orders-pasted").with("n", count))))
}

/// Where rows go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// Over the rows of the same numbers.
    Over,
    /// After the last row.
    After,
    /// After the last row, which was this one when the page was drawn: the same rows again behind it are a second press.
    Behind(i32),
}

impl Write {
    /// As a form says it that adds lines.
    pub fn behind(form: &Form) -> Self {
        form.get("after").parse().map_or(Self::After, Self::Behind)
    }
}

/// Keeps the rows, prices the cart, and remembers the prices that go out with the answer as seen.
pub async fn write(tx: &mut TenantTx, ctx: &Ctx, rows: Vec<Typed>, mode: Write) -> Result<Cart> {
    let Some(terms) = accounts::contracts::current_terms(tx, ctx).await? else {
        return refuse("orders-no-contract").err();
    };
    let id = store::ensure(tx, ctx, &terms).await?;
    let before = store::open(tx, ctx).await?;
    let last = before.rows.iter().map(|row| row.n).max().unwrap_or(0);
    let rows: Vec<Typed> = match mode {
        Write::Over => rows,
        Write::Behind(seen) if store::has_behind(&before.rows, seen, &rows) => Vec::new(),
        Write::After | Write::Behind(_) => {
            (last + 1..).zip(rows).map(|(n, row)| Typed { n, ..row }).collect()
        }
    };
    let rows = store::fitting(rows)?;
    // A row that brings a price of its own (a repeated order) keeps it, so that the difference shows.
    let unseen: HashSet<i32> = rows.iter().filter(|row| row.seen.is_none()).map(|row| row.n).collect();
    let mut cart = read::evaluate(tx, ctx, terms, store::merged(before.rows, &rows)).await?;
    for line in cart.lines.iter_mut().filter(|line| unseen.contains(&line.typed.n)) {
        line.typed.seen = line.unit_price();
    }
    let priced: HashMap<i32, &Typed> = cart.lines.iter().map(|line| (line.typed.n, &line.typed)).collect();
    let rows: Vec<Typed> =
        rows.into_iter().map(|row| priced.get(&row.n).map_or(row, |line| (*line).clone())).collect();
    store::save(tx, id, &rows).await?;
    store::recount(tx, id, &cart.totals(), &cart.terms, !cart.changed()).await?;
    (cart.id, cart.seen_contract, cart.updated_at) = (Some(id), before.contract, Some(ctx.now));
    Ok(cart)
}

/// The repeated fields row, article, qty and unit, in the order of the lines.
fn typed(form: &Form) -> Result<Vec<Typed>> {
    let all = |name| form.all(name).collect::<Vec<&str>>();
    let (numbers, articles, quantities, units) = (all("row"), all("article"), all("qty"), all("unit"));
    if [articles.len(), quantities.len()].iter().any(|length| *length != numbers.len()) {
        return refuse("orders-pad-broken").err();
    }
    numbers
        .iter()
        .enumerate()
        .map(|(at, n)| {
            let cell = |cells: &[&str]| cells.get(at).map_or_else(String::new, |cell| (*cell).to_owned());
            let Ok(n) = n.parse() else { return refuse("orders-pad-broken").err() };
            Ok(Typed { n, article: cell(&articles), qty: cell(&quantities), unit: cell(&units), seen: None })
        })
        .collect()
}

fn page(cart: &Cart, changes: Option<Changes>) -> Pad {
    let last = cart.lines.iter().map(|line| line.typed.n).max().unwrap_or(0);
    let mut by_number: HashMap<i32, &Line> = cart.lines.iter().map(|line| (line.typed.n, line)).collect();
    let rows = (1..=LEAST_ROWS.max(last + SPARE_ROWS))
        .map(|n| by_number.remove(&n).map_or_else(|| Row::empty(n), |line| cart.row(line)))
        .collect();
    Pad { terms: Some(terms(&cart.terms)), rows, totals: Bar::of(cart), changes, reply: None }
}

fn terms(terms: &Terms) -> Text {
    Text::key("orders-pad-terms")
        .with("number", terms.number.as_str())
        .with("prices", terms.prices())
        .with("minimum", terms.minimum_order)
}

impl Bar {
    pub fn of(cart: &Cart) -> Self {
        let Totals { lines, problems, vat, sum, .. } = cart.totals();
        Self {
            lines,
            problems,
            sum,
            vat: vat.map(|vat| Text::key("orders-vat-of-it").with("vat", vat)),
            saved_at: cart.updated_at.filter(|_| lines > 0),
        }
    }

    pub fn sample() -> Self {
        let sum = "RUB".parse().ok().map(|currency| Money::new(rust_decimal::Decimal::from(3276), currency));
        Self {
            lines: 3,
            problems: 2,
            vat: sum.map(|vat| Text::key("orders-vat-of-it").with("vat", vat)),
            sum,
            saved_at: Some(jiff::Timestamp::UNIX_EPOCH),
        }
    }
}

impl Page for Pad {
    const TEMPLATE: &'static str = "orders/pad.html";
    fn samples() -> Vec<Self> {
        let empty = Bar { lines: 0, problems: 0, sum: None, vat: None, saved_at: None };
        vec![
            Self {
                terms: Terms::samples().first().map(terms),
                rows: Row::samples(),
                totals: Bar::sample(),
                changes: Some(Changes::sample()),
                reply: None,
            },
            Self {
                terms: None,
                rows: (1..=LEAST_ROWS).map(Row::empty).collect(),
                totals: empty,
                changes: None,
                reply: None,
            },
        ]
    }
}
