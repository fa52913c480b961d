//! /orders and /manage/orders: the same list for both sides; all of its state is in the query.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::rights::{Reach, Realm};
use kit::text::Text;
use kit::values::{Currency, Money};
use kit::web::{Page, Pager, Query, Tx, View, query};
use kit::{Error, Result};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;

use crate::life::State;

/// The list.
#[derive(Serialize)]
pub struct List {
    q: String,
    view: String,
    views: Vec<Tab>,
    rows: Vec<Row>,
    pager: Pager,
    manage: bool,
}

#[derive(Serialize)]
struct Tab {
    key: String,
    href: String,
    current: bool,
    count: Option<i64>,
}

/// An order in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub number: String,
    pub placed_at: Timestamp,
    pub author: String,
    pub dealer: String,
    pub entity: String,
    pub sum: Money,
    pub state: &'static str,
    pub tone: &'static str,
    /// What happens next, and when.
    pub next: Option<Text>,
}

/// The list's state.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    view: String,
    page: Option<i64>,
}

/// The views: their names and the states that they hold.
const VIEWS: [(&str, &[State]); 4] = [
    ("open", &[State::Placed, State::Confirmed, State::PartlyShipped]),
    ("shipped", &[State::Shipped, State::Closed]),
    ("cancelled", &[State::Cancelled]),
    ALL,
];
const ALL: (&str, &[State]) = ("all", &State::ALL);

pub async fn show(mut tx: Tx, reach: Reach, Query(wanted): Query<Wanted>) -> Result<View<List>> {
    Ok(View::new(page(&mut tx, &reach, wanted).await?))
}

pub async fn manage(mut tx: Tx, reach: Reach, Query(wanted): Query<Wanted>) -> Result<View<List>> {
    Ok(View::new(page(&mut tx, &reach, wanted).await?))
}

async fn page(tx: &mut TenantTx, reach: &Reach, wanted: Wanted) -> Result<List> {
    let manage = reach.realm() == Realm::Staff;
    let (view, states) = VIEWS.iter().find(|(name, _)| *name == wanted.view).unwrap_or(&ALL);
    let page = Pager::asked(wanted.page);
    let (rows, total) =
        rows(tx, reach, &wanted.q, states, Pager::PER_PAGE, Pager::offset(page, Pager::PER_PAGE)).await?;
    let path = if manage { "/manage/orders" } else { "/orders" };
    let state = |view: &str| {
        let pairs = [("q", wanted.q.as_str()), ("view", view)];
        query(&pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>())
    };
    let tab = |(name, _): &(&str, &[State])| Tab {
        key: format!("orders-view-{name}"),
        href: format!("{path}?{}", state(name)),
        current: name == view,
        count: (name == view).then_some(total),
    };
    Ok(List {
        views: VIEWS.iter().map(tab).collect(),
        pager: Pager::new(page, Pager::PER_PAGE, total, &state(view)),
        view: (*view).to_owned(),
        q: wanted.q,
        rows,
        manage,
    })
}

/// Orders within reach, the latest first, and how many there are. One query.
pub async fn rows(
    tx: &mut TenantTx,
    reach: &Reach,
    q: &str,
    states: &[State],
    limit: i64,
    offset: i64,
) -> Result<(Vec<Row>, i64)> {
    let states: Vec<String> = states.iter().map(|state| state.code().to_owned()).collect();
    let like = format!("%{}%", q.trim().replace(['\\', '%', '_'], " ").trim());
    let key = kit::values::ArticleKey::of(q);
    let rows = sqlx::query!(
        r#"select o.number, o.placed_at as "placed_at: jiff_sqlx::Timestamp", p.name as author, d.name as dealer,
            o.terms ->> 'entity_name' as "entity!", o.total, o.currency, o.state, count(*) over () as "found!",
            (select min(l.expected_on) from sales_order_line l where l.order_id = o.id
                and l.ordered > l.confirmed + l.cancelled) as "expected: jiff_sqlx::Date",
            exists (select from sales_order_line l where l.order_id = o.id and l.confirmed > l.shipped) as "ready!"
           from sales_order o join dealer d on d.id = o.dealer_id join person p on p.id = o.author_id
           where ($1::uuid is null or o.dealer_id = $1) and ($2::uuid is null or o.author_id = $2)
             and ($3::uuid is null or d.manager_id = $3) and o.state = any($4)
             and ($5 = '%%' or o.number ilike $5 or o.buyer_number ilike $5 or d.name ilike $5
               or o.terms ->> 'entity_name' ilike $5
               or exists (select from sales_order_line l join product on product.id = l.product_id
                 where l.order_id = o.id and $6 <> '' and product.article_key = $6))
           order by o.placed_at desc, o.number desc limit $7 offset $8"#,
        reach.dealer(),
        reach.author(),
        reach.manager(),
        &states,
        like,
        key.as_str(),
        limit,
        offset
    )
    .fetch_all(tx.db())
    .await?;
    let found = rows.first().map_or(0, |row| row.found);
    let rows = rows
        .into_iter()
        .map(|row| {
            let (state, currency) = (State::of(&row.state), row.currency.parse::<Currency>());
            let (Some(state), Ok(currency)) = (state, currency) else {
                return Err(Error::bug(format!("order {}: {} {}", row.number, row.state, row.currency)));
            };
            Ok(Row {
                next: next(state, row.expected.map(jiff_sqlx::Date::to_jiff), row.ready),
                number: row.number,
                placed_at: row.placed_at.to_jiff(),
                author: row.author,
                dealer: row.dealer,
                entity: row.entity,
                sum: Money::new(row.total, currency),
                state: state.code(),
                tone: state.tone(),
            })
        })
        .collect::<Result<_>>()?;
    Ok((rows, found))
}

/// The next event of an order.
fn next(state: State, expected: Option<Date>, ready: bool) -> Option<Text> {
    match state {
        State::Placed => Some(Text::key("orders-next-confirm")),
        State::Confirmed | State::PartlyShipped if ready => Some(Text::key("orders-next-ship")),
        State::Confirmed | State::PartlyShipped => Some(match expected {
            Some(date) => Text::key("orders-next-expected").with("date", date),
            None => Text::key("orders-next-unknown"),
        }),
        State::Shipped | State::Closed | State::Cancelled => None,
    }
}

impl Row {
    /// Orders of every state, for samples of pages.
    pub fn samples() -> Vec<Self> {
        let Ok(rub) = "RUB".parse() else { return Vec::new() };
        let row = |state: &State| Self {
            number: "2026-000418".to_owned(),
            placed_at: Timestamp::UNIX_EPOCH,
            author: "Павел Орлов".to_owned(),
            dealer: "Торгово-промышленная компания «Электротехнические материалы Урала и Сибири»".to_owned(),
            entity: "ООО «Свет-Трейд»".to_owned(),
            sum: Money::new(Decimal::new(12_345_678_901_250, 2), rub),
            state: state.code(),
            tone: state.tone(),
            next: next(*state, Some(jiff::civil::date(2026, 11, 12)), false),
        };
        State::ALL.iter().map(row).collect()
    }
}

impl Page for List {
    const TEMPLATE: &'static str = "orders/list.html";

    fn template(&self) -> &'static str {
        if self.manage { "orders/manage_list.html" } else { Self::TEMPLATE }
    }

    fn samples() -> Vec<Self> {
        let tab = |name: &str, current| Tab {
            key: format!("orders-view-{name}"),
            href: format!("/orders?view={name}"),
            current,
            count: current.then_some(6),
        };
        let page = |q: &str, rows: Vec<Row>, manage| Self {
            q: q.to_owned(),
            view: "open".to_owned(),
            views: vec![tab("open", true), tab("shipped", false), tab("cancelled", false), tab("all", false)],
            pager: Pager::new(1, 50, i64::try_from(rows.len()).unwrap_or(0), ""),
            rows,
            manage,
        };
        let both = [false, true].into_iter();
        both.flat_map(|manage| {
            [page("", Row::samples(), manage), page("", Vec::new(), manage), page("<q>", Vec::new(), manage)]
        })
        .collect()
    }
}
