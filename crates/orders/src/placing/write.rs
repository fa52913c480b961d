//! The order's rows: everything as it was at this moment, so that no later change of a contract or a price moves it.

use catalog::pricing::Priced;
use jiff_sqlx::ToSqlx;
use kit::audit::{self, Entry};
use kit::values::Id;
use kit::web::Ctx;
use kit::{Error, Result};
use rust_decimal::Decimal;
use serde_json::json;
use tenancy::TenantTx;
use uuid::Uuid;

use super::Request;
use crate::carts::{Cart, Line};
use crate::events::Placed;

/// A line that is ready to be written. Quantity in base units.
pub struct NewLine<'a> {
    pub id: Uuid,
    pub product: Uuid,
    pub quantity: Decimal,
    line: &'a Line,
    priced: &'a Priced,
}

/// The cart's lines in their order. The checks have passed, so each has a good, a quantity, a price and a sum.
pub fn lines(cart: &Cart) -> Result<Vec<NewLine<'_>>> {
    fn new(line: &Line) -> Result<NewLine<'_>> {
        let Line { good: Some(good), quantity: Some(quantity), priced: Some(priced), sum: Some(_), .. } =
            line
        else {
            return Err(Error::bug("an unchecked line was about to be ordered"));
        };
        let id = Id::<NewLine<'_>>::new().uuid();
        Ok(NewLine { id, product: good.id, quantity: *quantity, line, priced })
    }
    cart.lines.iter().filter(|line| !line.typed.is_empty()).map(new).collect()
}

/// Writes the order with its lines, its first event, the audit entry and the announcement. Returns the number.
pub async fn order(
    tx: &mut TenantTx,
    ctx: &Ctx,
    cart: &Cart,
    request: &Request,
    lines: &[NewLine<'_>],
) -> Result<String> {
    let person = ctx.person()?;
    let terms = &cart.terms;
    let totals = cart.totals();
    let amount = |sum: Option<kit::values::Money>| sum.map(kit::values::Money::amount).unwrap_or_default();
    let id = Id::<NewLine<'_>>::new().uuid();
    let number = crate::numbers::next(tx, "order", cart.today).await?;
    sqlx::query!(
        "insert into sales_order (id, number, dealer_id, entity_id, contract_id, author_id, state, currency, terms,
            net_total, vat_total, total, delivery_address, wanted_on, buyer_number, comment, idempotency_key,
            placed_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, 'placed', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)",
        id,
        number,
        terms.dealer,
        terms.entity,
        terms.id,
        person.user,
        terms.currency.code(),
        serde_json::to_value(terms).map_err(Error::bug)?,
        amount(totals.net),
        amount(totals.vat),
        amount(totals.sum),
        request.address,
        request.wanted_on.map(ToSqlx::to_sqlx) as _,
        request.buyer_number,
        request.comment,
        request.key,
        ctx.now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    insert_lines(tx, id, terms.dealer, lines).await?;
    crate::life::event(tx, ctx, (id, terms.dealer), "placed", json!({ "lines": lines.len() })).await?;
    let value = json!({ "number": number, "contract": terms.number, "total": amount(totals.sum) });
    let entry = Entry {
        object: "sales_order",
        object_id: number.clone(),
        act: "placed",
        old: None,
        new: Some(value),
    };
    audit::record(tx, ctx, entry).await?;
    tx.announce(&Placed { order: id }).await?;
    Ok(number)
}

async fn insert_lines(tx: &mut TenantTx, order: Uuid, dealer: Uuid, lines: &[NewLine<'_>]) -> Result<()> {
    let rows: Vec<serde_json::Value> =
        (1..).zip(lines).map(|(position, new)| row(position, new)).collect::<Result<_>>()?;
    sqlx::query!(
        "insert into sales_order_line (id, order_id, dealer_id, position, product_id, article, name, name_en, unit,
            coefficient, base_unit, ordered, price, price_trace, vat_rate, net, vat, total)
         select id, $1, $2, position, product_id, article, name, name_en, unit, coefficient, base_unit, ordered, price,
            price_trace, vat_rate, net, vat, total
         from jsonb_to_recordset($3) as line (id uuid, position int, product_id uuid, article text, name text,
            name_en text, unit text, coefficient numeric, base_unit text, ordered numeric, price numeric,
            price_trace jsonb, vat_rate numeric, net numeric, vat numeric, total numeric)",
        order,
        dealer,
        serde_json::Value::Array(rows)
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

fn row(position: i32, new: &NewLine<'_>) -> Result<serde_json::Value> {
    let (Some(good), Some(sum)) = (&new.line.good, new.line.sum) else {
        return Err(Error::bug("an unchecked line was about to be ordered"));
    };
    Ok(json!({
        "id": new.id, "position": position, "product_id": good.id, "article": good.article,
        "name": good.names.0, "name_en": good.names.1, "unit": new.line.unit,
        "coefficient": new.line.coefficient, "base_unit": good.base_unit, "ordered": new.quantity,
        "price": new.priced.unit_price.amount(), "price_trace": new.priced.trace, "vat_rate": good.vat_rate,
        "net": sum.net.amount(), "vat": sum.vat.amount(), "total": sum.total.amount(),
    }))
}
