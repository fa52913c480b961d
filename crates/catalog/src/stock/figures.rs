//! The stock of some products in a contract's warehouses: free now, arriving later, and how old the figure is.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::values::Id;
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::promise::{Event, Promise, promise};

/// One product's stock in the asked warehouses, by their priority. Base units.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    pub houses: Vec<House>,
    pub arrivals: Vec<Arrival>,
}

/// What lies in one warehouse.
#[derive(Debug, Clone)]
pub struct House {
    pub warehouse: Uuid,
    pub name: String,
    pub name_en: String,
    pub free: Decimal,
    /// When the source told this figure.
    pub as_of: Timestamp,
}

/// What is on its way.
#[derive(Debug, Clone)]
pub struct Arrival {
    pub warehouse: String,
    pub warehouse_en: String,
    pub quantity: Decimal,
    pub expected_on: Date,
}

impl Figures {
    /// Free now in all of the warehouses.
    pub fn free(&self) -> Decimal {
        self.houses.iter().map(|house| house.free).sum()
    }

    /// The oldest figure of those that count.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.houses.iter().map(|house| house.as_of).min()
    }

    /// What can be promised when. Holds are already off the free figure, so arrivals are the only events.
    pub fn promise(&self, today: Date) -> Promise {
        let events: Vec<Event> = self
            .arrivals
            .iter()
            .map(|arrival| Event { on: arrival.expected_on, change: arrival.quantity })
            .collect();
        promise(today, self.free(), &events)
    }
}

/// The figures of these products in these warehouses. One query for one product or a thousand.
pub async fn figures(
    tx: &mut TenantTx,
    warehouses: &[Uuid],
    products: &[Uuid],
) -> Result<HashMap<Uuid, Figures>> {
    // What lies there has the time of its figure, what arrives has its day.
    let rows = sqlx::query!(
        r#"select f.product_id as "product_id!", f.warehouse_id as "warehouse_id!", w.name as "name!",
            coalesce(w.name_en, w.name) as "name_en!", f.quantity as "quantity!",
            f.as_of as "as_of?: jiff_sqlx::Timestamp", f.expected_on as "expected_on?: jiff_sqlx::Date"
           from (
             select product_id, warehouse_id, greatest(on_hand - reserved, 0) as quantity, as_of,
                null::date as expected_on, null::uuid as id
             from stock where product_id = any($1) and warehouse_id = any($2)
             union all
             select product_id, warehouse_id, quantity, null, expected_on, id
             from arrival where product_id = any($1) and warehouse_id = any($2)) f
           join warehouse w on w.id = f.warehouse_id
           order by f.expected_on, f.id, array_position($2, f.warehouse_id)"#,
        products,
        warehouses
    )
    .fetch_all(tx.db())
    .await?;
    let mut all: HashMap<Uuid, Figures> = HashMap::new();
    for row in rows {
        let figures = all.entry(row.product_id).or_default();
        let quantity = row.quantity.normalize();
        match (row.as_of, row.expected_on) {
            (_, Some(day)) => figures.arrivals.push(Arrival {
                warehouse: row.name,
                warehouse_en: row.name_en,
                quantity,
                expected_on: day.to_jiff(),
            }),
            (Some(as_of), None) => figures.houses.push(House {
                warehouse: row.warehouse_id,
                name: row.name,
                name_en: row.name_en,
                free: quantity,
                as_of: as_of.to_jiff(),
            }),
            (None, None) => {}
        }
    }
    Ok(all)
}

/// A figure of a source: so much lies there. Base units.
#[derive(Debug, Clone, Copy)]
pub struct OnHand {
    pub product: Uuid,
    pub warehouse: Uuid,
    pub quantity: Decimal,
}

/// Takes over a source's figures. Holds stay; a figure below what they promise marks its row as short.
///
/// Rows are written in the order in which orders lock them, so that an import and an order never wait in a ring.
pub async fn set_on_hand(tx: &mut TenantTx, figures: &[OnHand], as_of: Timestamp) -> Result<()> {
    let products: Vec<Uuid> = figures.iter().map(|figure| figure.product).collect();
    let houses: Vec<Uuid> = figures.iter().map(|figure| figure.warehouse).collect();
    let quantities: Vec<Decimal> = figures.iter().map(|figure| figure.quantity).collect();
    sqlx::query!(
        "insert into stock (product_id, warehouse_id, on_hand, as_of)
         select product_id, warehouse_id, quantity, $4
         from unnest($1::uuid[], $2::uuid[], $3::numeric[]) as told (product_id, warehouse_id, quantity)
         order by product_id, warehouse_id
         on conflict (product_id, warehouse_id) do update
         set on_hand = excluded.on_hand, as_of = excluded.as_of, short = stock.reserved > excluded.on_hand",
        &products,
        &houses,
        &quantities,
        as_of.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    // How many goods are in stock is another number now.
    sqlx::query!("update catalog_version set version = version + 1").execute(tx.db()).await?;
    Ok(())
}

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    New,
    Changed,
    Unchanged,
}

/// Takes over a source's figures, each with its own time, and says what became of each. Give them in the order of
/// product and warehouse, chunk after chunk: it is the order in which orders lock. Rows that say the same at the same
/// time are not written.
pub async fn take_over(tx: &mut TenantTx, figures: &[OnHand], as_of: &[Timestamp]) -> Result<Vec<Taken>> {
    let products: Vec<Uuid> = figures.iter().map(|figure| figure.product).collect();
    let houses: Vec<Uuid> = figures.iter().map(|figure| figure.warehouse).collect();
    let quantities: Vec<Decimal> = figures.iter().map(|figure| figure.quantity).collect();
    let times: Vec<jiff_sqlx::Timestamp> = as_of.iter().map(|at| at.to_sqlx()).collect();
    let rows = sqlx::query!(
        r#"with told as (select * from unnest($1::uuid[], $2::uuid[], $3::numeric[], $4::timestamptz[]) with ordinality
                as t (product_id, warehouse_id, quantity, as_of, at)),
             put as (insert into stock (product_id, warehouse_id, on_hand, as_of)
                select product_id, warehouse_id, quantity, as_of from told order by product_id, warehouse_id
                on conflict (product_id, warehouse_id) do update
                set on_hand = excluded.on_hand, as_of = excluded.as_of, short = stock.reserved > excluded.on_hand
                where stock.on_hand <> excluded.on_hand or stock.as_of <> excluded.as_of)
           select s.on_hand as "old?", t.quantity as "new!"
           from told t left join stock s using (product_id, warehouse_id) order by t.at"#,
        &products,
        &houses,
        &quantities,
        &times as _
    )
    .fetch_all(tx.db())
    .await?;
    let taken = |old: Option<Decimal>, new: Decimal| match old {
        None => Taken::New,
        Some(old) if old != new => Taken::Changed,
        Some(_) => Taken::Unchanged,
    };
    Ok(rows.into_iter().map(|row| taken(row.old, row.new)).collect())
}

/// An expected arrival. Base units.
#[derive(Debug, Clone, Copy)]
pub struct NewArrival {
    pub product: Uuid,
    pub warehouse: Uuid,
    pub quantity: Decimal,
    pub expected_on: Date,
}

/// Adds an expected arrival.
pub async fn add_arrival(tx: &mut TenantTx, new: &NewArrival, as_of: Timestamp) -> Result<()> {
    sqlx::query!(
        "insert into arrival (id, product_id, warehouse_id, quantity, expected_on, as_of) values ($1, $2, $3, $4, $5, $6)",
        Id::<Arrival>::new().uuid(),
        new.product,
        new.warehouse,
        new.quantity,
        new.expected_on.to_sqlx() as _,
        as_of.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(())
}
