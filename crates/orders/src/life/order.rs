//! An order as rules see it: its lines, its terms as they were, and how it is locked, read and saved.

use accounts::contracts::Terms;
use catalog::pricing::line_sum;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use kit::rights::Reach;
use kit::values::{Id, Money};
use kit::web::Ctx;
use kit::{Error, Result, refuse};
use rust_decimal::Decimal;
use serde_json::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use super::quantities::{Quantities, State, state};

/// An order with its lines.
#[derive(Debug, Clone)]
pub struct Order {
    pub id: Uuid,
    pub number: String,
    pub dealer: Uuid,
    pub dealer_name: String,
    pub author: Uuid,
    pub author_name: String,
    pub terms: Terms,
    pub address: String,
    pub wanted_on: Option<Date>,
    pub buyer_number: String,
    pub comment: String,
    pub revision: i32,
    pub placed_at: Timestamp,
    pub confirmed_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub lines: Vec<Line>,
}

/// A line as it was ordered, and what has happened to it. Quantities in base units.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: Uuid,
    pub position: i32,
    pub product: Uuid,
    pub article: String,
    pub name: String,
    pub unit: String,
    pub coefficient: Decimal,
    pub base_unit: String,
    pub price: Money,
    pub vat_rate: Option<Decimal>,
    pub quantities: Quantities,
    pub expected_on: Option<Date>,
}

/// The sums of an order by what has happened to it.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Sums {
    /// Of what is ordered and not cancelled.
    pub net: Money,
    pub vat: Money,
    pub total: Money,
    pub confirmed: Money,
    pub shipped: Money,
}

/// Reads an order for a page, by (owner, number).
pub async fn read(tx: &mut TenantTx, ctx: &Ctx, reach: &Reach, number: &str) -> Result<Order> {
    load(tx, ctx.locale.code(), reach, number, false).await
}

/// Locks an order for an act. A form that was drawn before somebody else's act is a conflict.
pub async fn lock(
    tx: &mut TenantTx,
    ctx: &Ctx,
    reach: &Reach,
    number: &str,
    revision: Option<i32>,
) -> Result<Order> {
    let order = load(tx, ctx.locale.code(), reach, number, true).await?;
    if revision.is_some_and(|revision| revision != order.revision) {
        let refusal = refuse("orders-changed-since").with("number", number);
        return Err(Error::Conflict(Box::new(refusal)));
    }
    Ok(order)
}

async fn load(tx: &mut TenantTx, locale: &str, reach: &Reach, number: &str, lock: bool) -> Result<Order> {
    if lock {
        sqlx::query!(
            "select id from sales_order where number = $1 and ($2::uuid is null or dealer_id = $2) for update",
            number,
            reach.dealer()
        )
        .fetch_optional(tx.db())
        .await?;
    }
    let row = sqlx::query!(
        r#"select o.id, o.number, o.dealer_id, d.name as dealer_name, o.author_id, p.name as author_name, o.terms,
            o.delivery_address, o.wanted_on as "wanted_on: jiff_sqlx::Date", o.buyer_number, o.comment, o.revision,
            o.placed_at as "placed_at: jiff_sqlx::Timestamp", o.confirmed_at as "confirmed_at: jiff_sqlx::Timestamp",
            o.closed_at as "closed_at: jiff_sqlx::Timestamp"
           from sales_order o join dealer d on d.id = o.dealer_id join person p on p.id = o.author_id
           where o.number = $1 and ($2::uuid is null or o.dealer_id = $2) and ($3::uuid is null or o.author_id = $3)
             and ($4::uuid is null or d.manager_id = $4)"#,
        number,
        reach.dealer(),
        reach.author(),
        reach.manager()
    )
    .fetch_one(tx.db())
    .await?;
    let terms: Terms = serde_json::from_value(row.terms).map_err(Error::bug)?;
    let lines = lines(tx, row.id, &terms, locale).await?;
    Ok(Order {
        id: row.id,
        number: row.number,
        dealer: row.dealer_id,
        dealer_name: row.dealer_name,
        author: row.author_id,
        author_name: row.author_name,
        terms,
        address: row.delivery_address,
        wanted_on: row.wanted_on.map(jiff_sqlx::Date::to_jiff),
        buyer_number: row.buyer_number,
        comment: row.comment,
        revision: row.revision,
        placed_at: row.placed_at.to_jiff(),
        confirmed_at: row.confirmed_at.map(jiff_sqlx::Timestamp::to_jiff),
        closed_at: row.closed_at.map(jiff_sqlx::Timestamp::to_jiff),
        lines,
    })
}

async fn lines(tx: &mut TenantTx, order: Uuid, terms: &Terms, locale: &str) -> Result<Vec<Line>> {
    let rows = sqlx::query!(
        r#"select id, position, product_id, article,
            case when $2 = 'en' then coalesce(name_en, name) else name end as "name!", unit, coefficient, base_unit,
            price, vat_rate, ordered, confirmed, shipped, cancelled, expected_on as "expected_on: jiff_sqlx::Date"
           from sales_order_line where order_id = $1 order by position"#,
        order,
        locale
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let quantities = Quantities {
                ordered: row.ordered.normalize(),
                confirmed: row.confirmed.normalize(),
                shipped: row.shipped.normalize(),
                cancelled: row.cancelled.normalize(),
            };
            Line {
                id: row.id,
                position: row.position,
                product: row.product_id,
                article: row.article,
                name: row.name,
                unit: row.unit,
                coefficient: row.coefficient.normalize(),
                base_unit: row.base_unit,
                price: Money::new(row.price.normalize(), terms.currency),
                vat_rate: row.vat_rate.map(|rate| rate.normalize()),
                quantities,
                expected_on: row.expected_on.map(jiff_sqlx::Date::to_jiff),
            }
        })
        .collect())
}

impl Order {
    pub fn state(&self) -> State {
        let lines: Vec<Quantities> = self.lines.iter().map(|line| line.quantities).collect();
        state(&lines, self.confirmed_at.is_some(), self.closed_at.is_some())
    }

    /// Whether the manufacturer has answered once.
    pub fn answered(&self) -> bool {
        self.confirmed_at.is_some()
    }

    pub fn sums(&self) -> Sums {
        let zero = Money::new(Decimal::ZERO, self.terms.currency);
        let mut sums = Sums { net: zero, vat: zero, total: zero, confirmed: zero, shipped: zero };
        for line in &self.lines {
            let add = |to: &mut Money, more: Money| *to = to.plus(more).unwrap_or(*to);
            let of = |quantity| line.sum(quantity, &self.terms);
            let kept = of(line.quantities.kept());
            add(&mut sums.net, kept.net);
            add(&mut sums.vat, kept.vat);
            add(&mut sums.total, kept.total);
            add(&mut sums.confirmed, of(line.quantities.confirmed).total);
            add(&mut sums.shipped, of(line.quantities.shipped).total);
        }
        sums
    }

    /// Writes quantities, dates, sums and the state that follows. Two statements for any number of lines.
    pub async fn save(&mut self, tx: &mut TenantTx, now: Timestamp) -> Result<()> {
        self.revision += 1;
        let rows: Vec<Value> = self.lines.iter().map(|line| line.row(&self.terms)).collect();
        sqlx::query!(
            "update sales_order_line l set confirmed = n.confirmed, shipped = n.shipped, cancelled = n.cancelled,
                expected_on = n.expected_on, net = n.net, vat = n.vat, total = n.total
             from jsonb_to_recordset($2) as n (id uuid, confirmed numeric, shipped numeric, cancelled numeric,
                expected_on date, net numeric, vat numeric, total numeric)
             where l.order_id = $1 and l.id = n.id",
            self.id,
            Value::Array(rows)
        )
        .execute(tx.db())
        .await?;
        let sums = self.sums();
        sqlx::query!(
            "update sales_order set state = $2, revision = $3, updated_at = $4, confirmed_at = $5, closed_at = $6,
                net_total = $7, vat_total = $8, total = $9 where id = $1",
            self.id,
            self.state().code(),
            self.revision,
            now.to_sqlx() as _,
            self.confirmed_at.map(ToSqlx::to_sqlx) as _,
            self.closed_at.map(ToSqlx::to_sqlx) as _,
            sums.net.amount(),
            sums.vat.amount(),
            sums.total.amount()
        )
        .execute(tx.db())
        .await?;
        Ok(())
    }
}

impl Line {
    /// What so many base units of this line cost.
    pub fn sum(&self, quantity: Decimal, terms: &Terms) -> catalog::pricing::LineSum {
        line_sum(self.price, quantity, self.vat_rate, terms.vat_mode == "included")
    }

    fn row(&self, terms: &Terms) -> Value {
        let (quantities, sum) = (self.quantities, self.sum(self.quantities.kept(), terms));
        serde_json::json!({
            "id": self.id, "confirmed": quantities.confirmed, "shipped": quantities.shipped,
            "cancelled": quantities.cancelled, "expected_on": self.expected_on,
            "net": sum.net.amount(), "vat": sum.vat.amount(), "total": sum.total.amount(),
        })
    }
}

/// Writes a step of the timeline: who did what, when.
pub async fn event(
    tx: &mut TenantTx,
    ctx: &Ctx,
    (order, dealer): (Uuid, Uuid),
    act: &str,
    details: Value,
) -> Result<()> {
    let person = ctx.person.as_ref();
    sqlx::query!(
        "insert into sales_order_event (id, order_id, dealer_id, at, actor_id, actor_name, act, details)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        Id::<Order>::new().uuid(),
        order,
        dealer,
        ctx.now.to_sqlx() as _,
        person.map(|person| person.user),
        person.map_or("", |person| person.name.as_str()),
        act,
        details
    )
    .execute(tx.db())
    .await?;
    Ok(())
}
