//! /manage/products/<id>: one good as the manufacturer knows it.

use jiff::civil::Date;
use kit::values::{Currency, Money};
use kit::web::{Ctx, Page, Path, Tx, View};
use kit::{Error, Result};
use rust_decimal::Decimal;
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

/// /manage/products/{id}
#[derive(Serialize)]
pub struct Card {
    article: String,
    name: String,
    state: String,
    unit: String,
    vat_rate: Option<Decimal>,
    foreign_id: Option<String>,
    prices: Vec<ListedPrice>,
    houses: Vec<House>,
    arrivals: Vec<Arrival>,
}

#[derive(Serialize)]
struct ListedPrice {
    list: String,
    vat: String,
    minimum: Decimal,
    amount: Money,
}

#[derive(Serialize)]
struct House {
    name: String,
    on_hand: Decimal,
    reserved: Decimal,
    free: Decimal,
    short: bool,
    as_of: String,
}

#[derive(Serialize)]
struct Arrival {
    warehouse: String,
    quantity: Decimal,
    on: Date,
}

pub async fn show(mut tx: Tx, ctx: Ctx, Path(id): Path<Uuid>) -> Result<View<Card>> {
    let locale = ctx.locale.code();
    let row = sqlx::query!(
        r#"select p.article, case when $2 = 'en' then coalesce(p.name_en, p.name) else p.name end as "name!", p.state,
            case when $2 = 'en' then u.name_en else u.name_ru end as "unit!", p.vat_rate, p.foreign_id
           from product p join unit u on u.code = p.base_unit where p.id = $1"#,
        id,
        locale
    )
    .fetch_one(tx.db())
    .await?;
    Ok(View::new(Card {
        article: row.article,
        name: row.name,
        state: row.state,
        unit: row.unit,
        vat_rate: row.vat_rate.map(|rate| rate.normalize()),
        foreign_id: row.foreign_id,
        prices: prices(&mut tx, id).await?,
        houses: houses(&mut tx, id, locale).await?,
        arrivals: arrivals(&mut tx, id, locale).await?,
    }))
}

async fn prices(tx: &mut TenantTx, id: Uuid) -> Result<Vec<ListedPrice>> {
    let rows = sqlx::query!(
        "select l.name, l.currency, l.vat_included, p.minimum, p.amount from price p
         join price_list l on l.id = p.price_list_id where p.product_id = $1 order by l.name, p.minimum",
        id
    )
    .fetch_all(tx.db())
    .await?;
    let price = |list, currency: String, vat_included, minimum: Decimal, amount| {
        let currency: Currency = currency.parse().map_err(|_| Error::bug(format!("{list}: {currency}")))?;
        let vat = if vat_included { "catalog-vat-included" } else { "catalog-vat-on-top" };
        Ok(ListedPrice {
            list,
            vat: vat.to_owned(),
            minimum: minimum.normalize(),
            amount: Money::new(amount, currency),
        })
    };
    rows.into_iter()
        .map(|row| price(row.name, row.currency, row.vat_included, row.minimum, row.amount))
        .collect()
}

async fn houses(tx: &mut TenantTx, id: Uuid, locale: &str) -> Result<Vec<House>> {
    let rows = sqlx::query!(
        r#"select case when $2 = 'en' then coalesce(w.name_en, w.name) else w.name end as "name!", s.on_hand, s.reserved,
            s.short, s.as_of as "as_of: jiff_sqlx::Timestamp"
           from stock s join warehouse w on w.id = s.warehouse_id where s.product_id = $1 order by w.position, w.name"#,
        id,
        locale
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| House {
            name: row.name,
            free: (row.on_hand - row.reserved).max(Decimal::ZERO).normalize(),
            on_hand: row.on_hand.normalize(),
            reserved: row.reserved.normalize(),
            short: row.short,
            as_of: row.as_of.to_jiff().to_string(),
        })
        .collect())
}

async fn arrivals(tx: &mut TenantTx, id: Uuid, locale: &str) -> Result<Vec<Arrival>> {
    let rows = sqlx::query!(
        r#"select case when $2 = 'en' then coalesce(w.name_en, w.name) else w.name end as "name!", a.quantity,
            a.expected_on as "expected_on: jiff_sqlx::Date"
           from arrival a join warehouse w on w.id = a.warehouse_id where a.product_id = $1 order by a.expected_on, a.id"#,
        id,
        locale
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Arrival {
            warehouse: row.name,
            quantity: row.quantity.normalize(),
            on: row.expected_on.to_jiff(),
        })
        .collect())
}

impl Page for Card {
    const TEMPLATE: &'static str = "catalog/manage_card.html";
    fn samples() -> Vec<Self> {
        let Ok(rub) = "RUB".parse::<Currency>() else { return Vec::new() };
        let empty = || Self {
            article: "MB-1C16".to_owned(),
            name: "Автомат 1P C16".to_owned(),
            state: "discontinued".to_owned(),
            unit: "шт.".to_owned(),
            vat_rate: None,
            foreign_id: None,
            prices: Vec::new(),
            houses: Vec::new(),
            arrivals: Vec::new(),
        };
        let full = Self {
            vat_rate: Some(Decimal::from(20)),
            foreign_id: Some("0b1c".to_owned()),
            prices: vec![ListedPrice {
                list: "Опт".to_owned(),
                vat: "catalog-vat-included".to_owned(),
                minimum: Decimal::from(12),
                amount: Money::new(Decimal::from(412), rub),
            }],
            houses: vec![House {
                name: "Тверь".to_owned(),
                on_hand: Decimal::from(100),
                reserved: Decimal::from(120),
                free: Decimal::ZERO,
                short: true,
                as_of: "2026-11-04T11:05:00Z".to_owned(),
            }],
            arrivals: vec![Arrival {
                warehouse: "Тверь".to_owned(),
                quantity: Decimal::from(160),
                on: jiff::civil::date(2026, 11, 12),
            }],
            ..empty()
        };
        vec![full, empty()]
    }
}
