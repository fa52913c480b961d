//! Holding stock for orders, giving it back, and taking it out of the warehouse. Never more than there is (O8).

use std::collections::{BTreeMap, HashMap};

use kit::{Error, Result};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

/// A line that wants stock, in base units.
#[derive(Debug, Clone, Copy)]
pub struct Want {
    pub line: Uuid,
    pub product: Uuid,
    pub quantity: Decimal,
}

/// A product of which less is free than all lines together want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    pub product: Uuid,
    pub wanted: Decimal,
    pub free: Decimal,
}

/// What left a warehouse for a line.
#[derive(Debug, Clone, Copy)]
pub struct Out {
    pub line: Uuid,
    pub warehouse: Uuid,
    pub quantity: Decimal,
}

/// One stock row under lock.
struct Shelf {
    warehouse: Uuid,
    free: Decimal,
    taken: Decimal,
}

/// Holds stock for all lines, or for none: then it says what is short. Warehouses by priority.
///
/// The rows of all products are locked by one statement in one order, so two orders never wait for each other in a
/// ring; call it as late as possible, since the locks last until the transaction ends.
pub async fn hold(tx: &mut TenantTx, warehouses: &[Uuid], wants: &[Want]) -> Result<Vec<Short>> {
    let mut shelves = lock(tx, warehouses, wants).await?;
    let mut wanted: BTreeMap<Uuid, Decimal> = BTreeMap::new();
    for want in wants {
        *wanted.entry(want.product).or_default() += want.quantity;
    }
    let free = |product: Uuid| -> Decimal {
        shelves.get(&product).map_or(Decimal::ZERO, |rows| rows.iter().map(|shelf| shelf.free).sum())
    };
    let short: Vec<Short> = wanted
        .into_iter()
        .map(|(product, wanted)| Short { product, wanted, free: free(product).normalize() })
        .filter(|short| short.free < short.wanted)
        .collect();
    if !short.is_empty() {
        return Ok(short);
    }
    let mut holds = Vec::new();
    for want in wants {
        let mut left = want.quantity;
        for shelf in shelves.get_mut(&want.product).into_iter().flatten() {
            let part = left.min(shelf.free - shelf.taken);
            if part > Decimal::ZERO {
                shelf.taken += part;
                left -= part;
                holds.push(Out { line: want.line, warehouse: shelf.warehouse, quantity: part });
            }
        }
    }
    write(tx, wants, &holds).await?;
    Ok(Vec::new())
}

async fn lock(tx: &mut TenantTx, warehouses: &[Uuid], wants: &[Want]) -> Result<BTreeMap<Uuid, Vec<Shelf>>> {
    let products: Vec<Uuid> = wants.iter().map(|want| want.product).collect();
    let rows = sqlx::query!(
        r#"select s.product_id, s.warehouse_id, greatest(s.on_hand - s.reserved, 0) as "free!" from stock s
           where s.product_id = any($1) and s.warehouse_id = any($2)
           order by s.product_id, s.warehouse_id for update of s"#,
        &products,
        warehouses
    )
    .fetch_all(tx.db())
    .await?;
    let mut shelves: BTreeMap<Uuid, Vec<Shelf>> = BTreeMap::new();
    for row in rows {
        let shelf = Shelf { warehouse: row.warehouse_id, free: row.free, taken: Decimal::ZERO };
        shelves.entry(row.product_id).or_default().push(shelf);
    }
    let priority = |id: Uuid| warehouses.iter().position(|house| *house == id);
    for rows in shelves.values_mut() {
        rows.sort_by_key(|shelf| priority(shelf.warehouse));
    }
    Ok(shelves)
}

async fn write(tx: &mut TenantTx, wants: &[Want], holds: &[Out]) -> Result<()> {
    let product_of =
        |line: Uuid| wants.iter().find(|want| want.line == line).map_or(line, |want| want.product);
    let lines: Vec<Uuid> = holds.iter().map(|hold| hold.line).collect();
    let products: Vec<Uuid> = holds.iter().map(|hold| product_of(hold.line)).collect();
    let houses: Vec<Uuid> = holds.iter().map(|hold| hold.warehouse).collect();
    let quantities: Vec<Decimal> = holds.iter().map(|hold| hold.quantity).collect();
    sqlx::query!(
        "insert into stock_hold (line_id, product_id, warehouse_id, quantity)
         select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::numeric[])
         on conflict (line_id, warehouse_id) do update set quantity = stock_hold.quantity + excluded.quantity",
        &lines,
        &products,
        &houses,
        &quantities
    )
    .execute(tx.db())
    .await?;
    let rows = sqlx::query!(
        "update stock s set reserved = s.reserved + t.quantity
         from (select product_id, warehouse_id, sum(quantity) as quantity
               from unnest($1::uuid[], $2::uuid[], $3::numeric[]) as held (product_id, warehouse_id, quantity)
               group by product_id, warehouse_id) t
         where s.product_id = t.product_id and s.warehouse_id = t.warehouse_id",
        &products,
        &houses,
        &quantities
    )
    .execute(tx.db())
    .await?
    .rows_affected();
    let mut pairs: Vec<(Uuid, Uuid)> = products.into_iter().zip(houses).collect();
    pairs.sort_unstable();
    pairs.dedup();
    if usize::try_from(rows).is_ok_and(|rows| rows == pairs.len()) {
        Ok(())
    } else {
        Err(Error::bug(format!("{rows} stock rows were held instead of {}", pairs.len())))
    }
}

/// Gives back so much of each line's hold (base units); the last warehouse first.
pub async fn release(tx: &mut TenantTx, lines: &[(Uuid, Decimal)]) -> Result<()> {
    lower(tx, lines, true, false).await.map(|_| ())
}

/// Goods leave the warehouses: holds and on-hand fall together; the first warehouse first. Says from where.
pub async fn take_out(tx: &mut TenantTx, lines: &[(Uuid, Decimal)]) -> Result<Vec<Out>> {
    lower(tx, lines, false, true).await
}

/// What of a hold falls.
struct Part {
    out: Out,
    product: Uuid,
}

async fn lower(
    tx: &mut TenantTx,
    lines: &[(Uuid, Decimal)],
    from_the_end: bool,
    leaves: bool,
) -> Result<Vec<Out>> {
    let ids: Vec<Uuid> = lines.iter().map(|(line, _)| *line).collect();
    // The stock rows are locked before the holds, in the same order as everywhere.
    let rows = sqlx::query!(
        "select h.line_id, h.product_id, h.warehouse_id, h.quantity from stock_hold h
         join stock s on s.product_id = h.product_id and s.warehouse_id = h.warehouse_id
         where h.line_id = any($1) order by s.product_id, s.warehouse_id for update of s, h",
        &ids
    )
    .fetch_all(tx.db())
    .await?;
    let mut parts = Vec::new();
    for (line, quantity) in lines {
        let mut left = *quantity;
        let mut of_line: Vec<_> = rows.iter().filter(|row| row.line_id == *line).collect();
        if from_the_end {
            of_line.reverse();
        }
        for row in of_line {
            let part = left.min(row.quantity);
            if part > Decimal::ZERO {
                left -= part;
                let out = Out { line: *line, warehouse: row.warehouse_id, quantity: part };
                parts.push(Part { out, product: row.product_id });
            }
        }
        if left > Decimal::ZERO {
            return Err(Error::bug(format!("line {line} holds {left} less than is taken from it")));
        }
    }
    fall(tx, &parts, leaves).await?;
    Ok(parts.into_iter().map(|part| part.out).collect())
}

/// Lowers holds and their stock rows, and on-hand where goods leave. One statement for all parts.
async fn fall(tx: &mut TenantTx, parts: &[Part], leaves: bool) -> Result<()> {
    let lines: Vec<Uuid> = parts.iter().map(|part| part.out.line).collect();
    let products: Vec<Uuid> = parts.iter().map(|part| part.product).collect();
    let houses: Vec<Uuid> = parts.iter().map(|part| part.out.warehouse).collect();
    let quantities: Vec<Decimal> = parts.iter().map(|part| part.out.quantity).collect();
    sqlx::query!(
        "with part as (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::numeric[])
                as part (line_id, product_id, warehouse_id, quantity)),
            spent as (delete from stock_hold h using part p
                where h.line_id = p.line_id and h.warehouse_id = p.warehouse_id and h.quantity = p.quantity),
            less as (update stock_hold h set quantity = h.quantity - p.quantity from part p
                where h.line_id = p.line_id and h.warehouse_id = p.warehouse_id and h.quantity > p.quantity)
         update stock s set reserved = s.reserved - t.quantity,
            on_hand = s.on_hand - case when $5 then t.quantity else 0 end,
            short = s.reserved - t.quantity > s.on_hand - case when $5 then t.quantity else 0 end
         from (select product_id, warehouse_id, sum(quantity) as quantity from part group by product_id, warehouse_id) t
         where s.product_id = t.product_id and s.warehouse_id = t.warehouse_id",
        &lines,
        &products,
        &houses,
        &quantities,
        leaves
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// How much of each line's hold really lies there: where a source says less than is promised, older lines come first.
/// Lines that are not named are covered in full.
pub async fn short_of(tx: &mut TenantTx, lines: &[Uuid]) -> Result<HashMap<Uuid, Decimal>> {
    let rows = sqlx::query!(
        r#"select line_id as "line_id!", sum(covered) as "covered!" from (
               select h.line_id, s.short,
                 greatest(0, least(h.quantity, s.on_hand - (sum(h.quantity) over before - h.quantity))) as covered
               from stock_hold h join stock s using (product_id, warehouse_id)
               where (h.product_id, h.warehouse_id) in
                 (select product_id, warehouse_id from stock_hold where line_id = any($1))
               -- Lines' ids grow with time.
               window before as (partition by h.product_id, h.warehouse_id order by h.line_id)
           ) held where line_id = any($1) group by line_id having bool_or(short)"#,
        lines
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.line_id, row.covered.normalize())).collect())
}
