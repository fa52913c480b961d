//! The cart's rows in the database, exactly as they were typed.

use std::collections::BTreeMap;

use accounts::contracts::Terms;
use jiff_sqlx::ToSqlx;
use kit::values::{Id, Money};
use kit::web::Ctx;
use kit::{Error, Result, refuse};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::read::Totals;

/// The longest pad: more lines belong into several orders.
pub const MOST_ROWS: i32 = 2_000;

/// A row of the pad as it was typed, with the price that was seen last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    pub n: i32,
    pub article: String,
    pub qty: String,
    /// A unit's code; empty stands for the base unit.
    pub unit: String,
    pub seen: Option<Money>,
}

/// A person's cart before it is priced.
#[derive(Debug, Clone, Default)]
pub struct Open {
    pub id: Option<Uuid>,
    /// The contract under which the prices were seen last.
    pub contract: Option<Uuid>,
    pub rows: Vec<Typed>,
    pub updated_at: Option<jiff::Timestamp>,
}

impl Typed {
    pub fn is_empty(&self) -> bool {
        self.article.is_empty() && self.qty.is_empty()
    }
}

/// The person and the company that own the cart of this request.
fn owner(ctx: &Ctx) -> Result<(Uuid, Uuid)> {
    let person = ctx.person()?;
    Ok((person.user, person.dealer.ok_or(Error::NotFound)?))
}

/// The cart of the person in the company, by (owner, owner); an empty one when there is none yet. One statement.
pub async fn open(tx: &mut TenantTx, ctx: &Ctx) -> Result<Open> {
    let (author, dealer) = owner(ctx)?;
    let found = sqlx::query!(
        r#"select c.id, c.contract_id, c.updated_at as "updated_at: jiff_sqlx::Timestamp", l.position as "position?",
            l.article as "article?", l.quantity as "quantity?", l.unit as "unit?", l.seen_price, l.seen_currency
           from cart c left join cart_line l on l.cart_id = c.id
           where c.author_id = $1 and c.dealer_id = $2 order by l.position"#,
        author,
        dealer
    )
    .fetch_all(tx.db())
    .await?;
    let Some(first) = found.first() else { return Ok(Open::default()) };
    let seen = |price: Option<Decimal>, currency: Option<String>| {
        Some(Money::new(price?.normalize(), currency?.parse().ok()?))
    };
    let mut open = Open {
        id: Some(first.id),
        contract: first.contract_id,
        updated_at: Some(first.updated_at.to_jiff()),
        rows: Vec::new(),
    };
    for row in found {
        if let (Some(n), Some(article), Some(qty), Some(unit)) =
            (row.position, row.article, row.quantity, row.unit)
        {
            open.rows.push(Typed { n, article, qty, unit, seen: seen(row.seen_price, row.seen_currency) });
        }
    }
    Ok(open)
}

/// Makes the cart when there is none. From here on two writers of one cart take turns.
pub async fn ensure(tx: &mut TenantTx, ctx: &Ctx, terms: &Terms) -> Result<Uuid> {
    let (author, dealer) = owner(ctx)?;
    let id = sqlx::query_scalar!(
        "insert into cart (id, dealer_id, author_id, contract_id, updated_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint cart_of_author do update set updated_at = excluded.updated_at returning id",
        Id::<Open>::new().uuid(),
        dealer,
        author,
        terms.id,
        ctx.now.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    Ok(id)
}

/// The rows as they will be kept: a cell holds what a person types, a book pasted into it is cut. Refuses a pad that
/// grows too long.
pub fn fitting(rows: Vec<Typed>) -> Result<Vec<Typed>> {
    if rows.iter().any(|row| !(1..=MOST_ROWS).contains(&row.n)) {
        return refuse("orders-pad-too-long").with("most", i64::from(MOST_ROWS)).err();
    }
    let fit = |row: Typed| Typed {
        article: shortened(&row.article, 200),
        qty: shortened(&row.qty, 40),
        unit: shortened(&row.unit, 20),
        ..row
    };
    Ok(rows.into_iter().map(fit).collect())
}

/// What stands in the cart when these rows are written over those of the same numbers.
pub fn merged(kept: Vec<Typed>, rows: &[Typed]) -> Vec<Typed> {
    let mut all: BTreeMap<i32, Typed> = kept.into_iter().map(|row| (row.n, row)).collect();
    all.extend(rows.iter().map(|row| (row.n, row.clone())));
    all.into_values().filter(|row| !row.is_empty()).collect()
}

/// Whether what stands behind the row `last` is exactly these rows.
pub fn has_behind(kept: &[Typed], last: i32, rows: &[Typed]) -> bool {
    let cells =
        |row: &Typed| (shortened(&row.article, 200), shortened(&row.qty, 40), shortened(&row.unit, 20));
    kept.iter().filter(|row| row.n > last).map(cells).eq(rows.iter().map(cells))
}

/// Writes these `fitting` rows over those of the same numbers; an empty row goes away. Two statements for any number of
/// rows.
pub async fn save(tx: &mut TenantTx, cart: Uuid, rows: &[Typed]) -> Result<()> {
    let (empty, filled): (Vec<&Typed>, Vec<&Typed>) = rows.iter().partition(|row| row.is_empty());
    let gone: Vec<i32> = empty.iter().map(|row| row.n).collect();
    if !gone.is_empty() {
        sqlx::query!("delete from cart_line where cart_id = $1 and position = any($2)", cart, &gone)
            .execute(tx.db())
            .await?;
    }
    if filled.is_empty() {
        return Ok(());
    }
    let positions: Vec<i32> = filled.iter().map(|row| row.n).collect();
    let articles: Vec<String> = filled.iter().map(|row| row.article.clone()).collect();
    let quantities: Vec<String> = filled.iter().map(|row| row.qty.clone()).collect();
    let units: Vec<String> = filled.iter().map(|row| row.unit.clone()).collect();
    let prices: Vec<Option<Decimal>> = filled.iter().map(|row| row.seen.map(Money::amount)).collect();
    let currencies: Vec<Option<String>> =
        filled.iter().map(|row| row.seen.map(|seen| seen.currency().code().to_owned())).collect();
    sqlx::query!(
        "insert into cart_line (cart_id, position, article, quantity, unit, seen_price, seen_currency)
         select distinct on (position) $1, position, article, quantity, unit, price, currency
         from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::text[])
            as typed (position, article, quantity, unit, price, currency)
         on conflict (cart_id, position) do update set article = excluded.article, quantity = excluded.quantity,
            unit = excluded.unit, seen_price = excluded.seen_price, seen_currency = excluded.seen_currency",
        cart,
        &positions,
        &articles,
        &quantities,
        &units,
        &prices as _,
        &currencies as _
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Counts the cart for the header. `current`: nothing differs from what was seen, so the contract is known now.
pub async fn recount(
    tx: &mut TenantTx,
    cart: Uuid,
    totals: &Totals,
    terms: &Terms,
    current: bool,
) -> Result<()> {
    sqlx::query!(
        "update cart set lines = $2, total = case when $4 then $3::numeric end, contract_id = case when $4 then $5 else contract_id end
         where id = $1",
        cart,
        i32::try_from(totals.lines).unwrap_or(i32::MAX),
        totals.sum.map(Money::amount),
        current,
        terms.id
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Takes all rows out of the cart: they have become an order.
pub async fn clear(tx: &mut TenantTx, cart: Uuid) -> Result<()> {
    sqlx::query!(
        "with gone as (delete from cart_line where cart_id = $1)
         update cart set lines = 0, total = null where id = $1",
        cart
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

fn shortened(text: &str, longest: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(longest).collect()
}
