//! /manage/today: one queue of what waits for the manufacturer, the most urgent first, solved in place.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::rights::Reach;
use kit::slots::TODAY;
use kit::values::{Currency, Money};
use kit::web::{Ctx, Page, Query, Tx, View};
use kit::{Error, Result};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;

use crate::rights;

/// /manage/today
#[derive(Serialize)]
pub struct Today {
    tasks: Vec<Task>,
    what: String,
    counts: Vec<Tab>,
    total: i64,
}

#[derive(Serialize)]
struct Tab {
    key: String,
    href: String,
    count: i64,
    current: bool,
}

/// A thing to do about an order.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// `confirm`, `ship`, `answer` (the rest has no date, or its day has come) or `close`.
    kind: &'static str,
    tone: &'static str,
    number: String,
    dealer: String,
    sum: Money,
    since: Timestamp,
    wanted_on: Option<Date>,
    lines: i64,
    /// Lines whose stock the source says is not there.
    short: i64,
    revision: i32,
    may: bool,
}

/// Which kind is looked at.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    what: String,
}

const KINDS: [&str; 4] = ["confirm", "ship", "answer", "close"];
/// More than a day's work is not a queue; the list of orders has them all.
const SHOWN: usize = 50;

pub async fn show(mut tx: Tx, ctx: Ctx, reach: Reach, Query(wanted): Query<Wanted>) -> Result<View<Today>> {
    let mut tasks = tasks(&mut tx, &ctx, &reach).await?;
    let total = i64::try_from(tasks.len()).unwrap_or(0);
    let count =
        |kind: &str| i64::try_from(tasks.iter().filter(|task| task.kind == kind).count()).unwrap_or(0);
    let counts = KINDS
        .iter()
        .map(|kind| Tab {
            key: format!("orders-today-{kind}"),
            href: format!("/manage/today?what={kind}"),
            count: count(kind),
            current: wanted.what == *kind,
        })
        .filter(|tab| tab.count > 0 || tab.current)
        .collect();
    if KINDS.contains(&wanted.what.as_str()) {
        tasks.retain(|task| task.kind == wanted.what);
    }
    tasks.truncate(SHOWN);
    let blocks = ctx.app.fill(TODAY, &mut tx, &ctx, "").await?;
    Ok(View::new(Today { tasks, what: wanted.what, counts, total }).slot(TODAY, blocks))
}

async fn tasks(tx: &mut TenantTx, ctx: &Ctx, reach: &Reach) -> Result<Vec<Task>> {
    let person = ctx.person()?;
    let matrix = ctx.app.matrices.of(tx, person.policy_version).await?;
    let may = |right: &str| matrix.scope(&person.roles, right).is_some();
    let today = ctx.today();
    let rows = sqlx::query!(
        r#"select o.number, d.name as dealer, o.state, o.total, o.currency, o.revision,
            o.placed_at as "placed_at: jiff_sqlx::Timestamp", o.updated_at as "updated_at: jiff_sqlx::Timestamp",
            o.wanted_on as "wanted_on: jiff_sqlx::Date", l.lines as "lines!", l.ready as "ready!", l.open as "open!",
            l.expected as "expected: jiff_sqlx::Date", l.dated as "dated!", l.short as "short!"
           from sales_order o join dealer d on d.id = o.dealer_id
           cross join lateral (
             select count(*) as lines, count(*) filter (where l.confirmed > l.shipped) as ready,
               count(*) filter (where l.ordered > l.confirmed + l.cancelled) as open,
               min(l.expected_on) filter (where l.ordered > l.confirmed + l.cancelled) as expected,
               count(l.expected_on) filter (where l.ordered > l.confirmed + l.cancelled) as dated,
               count(*) filter (where exists (select from stock_hold h join stock s using (product_id, warehouse_id)
                 where h.line_id = l.id and s.short)) as short
             from sales_order_line l where l.order_id = o.id) l
           where o.state in ('placed', 'confirmed', 'partly_shipped', 'shipped')
             and ($1::uuid is null or o.dealer_id = $1) and ($2::uuid is null or d.manager_id = $2)
           order by o.placed_at, o.number"#,
        reach.dealer(),
        reach.manager()
    )
    .fetch_all(tx.db())
    .await?;
    let mut tasks = Vec::new();
    for row in rows {
        let currency: Currency = row
            .currency
            .parse()
            .map_err(|_| Error::bug(format!("order {}: {}", row.number, row.currency)))?;
        let due = row.dated < row.open || row.expected.is_some_and(|expected| expected.to_jiff() <= today);
        let (kind, tone, right) = match row.state.as_str() {
            "placed" => ("confirm", if row.short > 0 { "warn" } else { "info" }, &rights::CONFIRM),
            "shipped" => ("close", "ok", &rights::CLOSE),
            _ if row.ready > 0 => ("ship", "info", &rights::SHIP),
            _ if row.open > 0 && due => ("answer", "warn", &rights::CONFIRM),
            // What is left has its date; nothing waits for us.
            _ => continue,
        };
        let since = if kind == "confirm" { row.placed_at } else { row.updated_at };
        tasks.push(Task {
            kind,
            tone,
            number: row.number,
            dealer: row.dealer,
            sum: Money::new(row.total, currency),
            since: since.to_jiff(),
            wanted_on: row.wanted_on.map(jiff_sqlx::Date::to_jiff),
            lines: row.lines,
            short: row.short,
            revision: row.revision,
            may: may(right.id),
        });
    }
    // What the person may do comes first, then by kind, then by age.
    let place = |task: &Task| KINDS.iter().position(|kind| *kind == task.kind);
    tasks.sort_by_key(|task| (!task.may, place(task)));
    Ok(tasks)
}

impl Page for Today {
    const TEMPLATE: &'static str = "orders/today.html";
    fn samples() -> Vec<Self> {
        let Ok(rub) = "RUB".parse() else { return Vec::new() };
        let task = |kind, short, may| Task {
            kind,
            tone: "warn",
            number: "2026-000418".to_owned(),
            dealer: "Торгово-промышленная компания «Электротехнические материалы Урала и Сибири»".to_owned(),
            sum: Money::new(Decimal::new(12_345_678_901_250, 2), rub),
            since: Timestamp::UNIX_EPOCH,
            wanted_on: Some(jiff::civil::date(2026, 11, 12)),
            lines: 30,
            short,
            revision: 1,
            may,
        };
        let count = |kind: &str| Tab {
            key: format!("orders-today-{kind}"),
            href: format!("/manage/today?what={kind}"),
            count: 2,
            current: kind == "ship",
        };
        vec![
            Self {
                tasks: vec![
                    task("confirm", 3, true),
                    task("confirm", 0, true),
                    task("ship", 0, true),
                    task("answer", 0, false),
                    task("close", 0, true),
                ],
                what: "ship".to_owned(),
                counts: KINDS.iter().map(|kind| count(kind)).collect(),
                total: 5,
            },
            Self { tasks: Vec::new(), what: String::new(), counts: Vec::new(), total: 0 },
        ]
    }
}
