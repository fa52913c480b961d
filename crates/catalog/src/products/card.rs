//! /p/<slug>: one good with its price ladder, stock by warehouse, arrivals, "when can I have N", units, facts.

use accounts::contracts::{Terms, current_terms};
use jiff::civil::Date;
use kit::slots::PRODUCT;
use kit::text::{Locale, Text};
use kit::values::{Money, parse_decimal};
use kit::web::{Ctx, Page, Path, Query, Redirect, Tx, View, query};
use kit::{Error, Result};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;
use uuid::Uuid;

use super::list::{self, Row};
use super::lookup::{Match, goods_by_id, look_up};
use super::sections::pick;
use super::units::units;
use crate::{pricing, stock};

/// /p/{slug}
#[derive(Serialize)]
pub struct Card {
    good: Row,
    section: Option<SectionLink>,
    brand: Option<String>,
    description: Option<String>,
    vat_rate: Option<Decimal>,
    vat: Option<String>,
    barcodes: Vec<String>,
    ladder: Vec<Rung>,
    packs: Vec<Pack>,
    minimum: Option<Decimal>,
    multiple: Option<Decimal>,
    houses: Vec<House>,
    arrivals: Vec<Arrival>,
    attributes: Vec<Attribute>,
    replacement: Option<String>,
    /// What was asked: a quantity in base units.
    qty: String,
    answer: Option<Answer>,
}

#[derive(Serialize)]
struct SectionLink {
    name: String,
    slug: String,
}

#[derive(Serialize)]
struct Rung {
    from: Decimal,
    price: Money,
    current: bool,
}

#[derive(Serialize)]
struct Pack {
    unit: String,
    coefficient: Decimal,
}

#[derive(Serialize)]
struct House {
    name: String,
    free: Decimal,
    as_of: String,
}

#[derive(Serialize)]
struct Arrival {
    warehouse: String,
    quantity: Decimal,
    on: Date,
}

#[derive(Serialize)]
struct Attribute {
    name: String,
    value: String,
    unit: String,
}

/// "N by when": a tone and a sentence.
#[derive(Serialize)]
struct Answer {
    tone: &'static str,
    text: Text,
    price: Option<Money>,
}

/// The quantity asked about, in the query.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    qty: String,
}

/// Of `/p/?article=`.
#[derive(Default, Deserialize)]
pub struct ByArticle {
    #[serde(default)]
    article: String,
}

/// To the card when the article is one good's, else to the list that searches for it.
pub async fn by_article(mut tx: Tx, ctx: Ctx, Query(asked): Query<ByArticle>) -> Result<Redirect> {
    let found = look_up(&mut tx, std::slice::from_ref(&asked.article)).await?;
    if let Some(Match::Exact(id)) = found.first()
        && let Some(good) = goods_by_id(&mut tx, &[*id], ctx.locale).await?.remove(id)
    {
        return Ok(Redirect::to(format!("/p/{}", good.slug)));
    }
    Ok(Redirect::to(format!("/catalog?{}", query(&[("q", asked.article.as_str())]))))
}

pub async fn show(
    mut tx: Tx,
    ctx: Ctx,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<View<Card>> {
    let terms = current_terms(&mut tx, &ctx).await?;
    let id = id_of(&mut tx, &slug).await?;
    let card = read(&mut tx, &ctx, terms.as_ref(), id, &asked.qty).await?;
    let blocks = ctx.app.fill(PRODUCT, &mut tx, &ctx, &id.to_string()).await?;
    Ok(View::new(card).fragment("answer").slot(PRODUCT, blocks))
}

/// The id of a good that may be seen.
pub(crate) async fn id_of(tx: &mut TenantTx, slug: &str) -> Result<Uuid> {
    let id = sqlx::query_scalar!(
        "select id from product where slug = $1 and state in ('active', 'discontinued')",
        slug
    )
    .fetch_one(tx.db())
    .await?;
    Ok(id)
}

async fn read(tx: &mut TenantTx, ctx: &Ctx, terms: Option<&Terms>, id: Uuid, qty: &str) -> Result<Card> {
    let good = goods_by_id(tx, &[id], ctx.locale).await?.remove(&id).ok_or(Error::NotFound)?;
    let row = list::rows(tx, ctx, terms, &[id]).await?.pop().ok_or(Error::NotFound)?;
    let words = units(tx, ctx).await?;
    let facts = facts(tx, id, ctx.locale).await?;
    let mut card = Card {
        packs: good
            .packs
            .iter()
            .filter(|(code, _)| *code != good.base_unit)
            .filter_map(|(code, n)| Some(Pack { unit: words.get(code)?.text.clone(), coefficient: *n }))
            .collect(),
        minimum: (good.minimum > Decimal::ZERO).then_some(good.minimum),
        multiple: (good.multiple > Decimal::ZERO).then_some(good.multiple),
        replacement: good.replacement.as_ref().map(|(_, article)| article.clone()),
        vat_rate: good.vat_rate,
        vat: terms.map(|terms| format!("catalog-vat-{}", terms.vat_mode.replace('_', "-"))),
        good: row,
        section: facts.section,
        brand: facts.brand,
        description: facts.description,
        barcodes: facts.barcodes,
        attributes: facts.attributes,
        ladder: Vec::new(),
        houses: Vec::new(),
        arrivals: Vec::new(),
        qty: qty.to_owned(),
        answer: None,
    };
    if let Some(terms) = terms {
        offer(tx, ctx, terms, &good, &mut card).await?;
    }
    Ok(card)
}

/// Prices, stock and the answer to "when can I have N" under the contract.
async fn offer(
    tx: &mut TenantTx,
    ctx: &Ctx,
    terms: &Terms,
    good: &super::Good,
    card: &mut Card,
) -> Result<()> {
    let book = pricing::load(tx, terms, &[good.id]).await?;
    let figures =
        stock::figures(tx, &terms.warehouses, &[good.id]).await?.remove(&good.id).unwrap_or_default();
    let wanted = (!card.qty.is_empty()).then(|| parse_decimal(&card.qty));
    let quantity = wanted.as_ref().and_then(|wanted| wanted.as_ref().ok().copied());
    let rungs = book.ladder(good.id, good.vat_rate);
    let reached = rungs.iter().rposition(|(from, _)| *from <= quantity.unwrap_or(Decimal::ONE));
    card.ladder = rungs
        .into_iter()
        .enumerate()
        .map(|(at, (from, price))| Rung { from: from.normalize(), price, current: Some(at) == reached })
        .collect();
    let local = |ru: String, en: String| if ctx.locale == Locale::EN { en } else { ru };
    let today = ctx.today();
    card.answer = match wanted {
        Some(Ok(n)) if n > Decimal::ZERO => {
            let price = book.price(good.id, good.vat_rate, n).ok().map(|priced| priced.unit_price);
            Some(answer(figures.promise(today).when(n), n, &card.good.per, today, price))
        }
        Some(_) => Some(Answer {
            tone: "bad",
            text: Text::key("catalog-quantity-wrong").with("value", card.qty.as_str()),
            price: None,
        }),
        None => None,
    };
    card.houses = figures
        .houses
        .into_iter()
        .map(|house| House {
            name: local(house.name, house.name_en),
            free: house.free,
            as_of: house.as_of.to_string(),
        })
        .collect();
    card.arrivals = figures
        .arrivals
        .into_iter()
        .map(|arrival| Arrival {
            warehouse: local(arrival.warehouse, arrival.warehouse_en),
            quantity: arrival.quantity,
            on: arrival.expected_on,
        })
        .collect();
    Ok(())
}

fn answer(when: Option<Date>, n: Decimal, unit: &str, today: Date, price: Option<Money>) -> Answer {
    let say = |key| Text::key(key).with("n", n).with("unit", unit);
    match when {
        Some(date) if date == today => Answer { tone: "ok", text: say("catalog-all-now"), price },
        Some(date) => Answer { tone: "warn", text: say("catalog-all-on").with("date", date), price },
        None => Answer { tone: "bad", text: say("catalog-all-never"), price },
    }
}

struct Facts {
    section: Option<SectionLink>,
    brand: Option<String>,
    description: Option<String>,
    barcodes: Vec<String>,
    attributes: Vec<Attribute>,
}

async fn facts(tx: &mut TenantTx, id: Uuid, locale: Locale) -> Result<Facts> {
    let row = sqlx::query!(
        r#"select s.name as "section?", s.name_en as "section_en?", s.slug as "slug?", p.brand, p.description,
            array(select code from barcode where product_id = p.id order by code) as "barcodes!"
           from product p left join section s on s.id = p.section_id and not s.hidden where p.id = $1"#,
        id
    )
    .fetch_one(tx.db())
    .await?;
    let attributes = sqlx::query!(
        "select a.name, a.name_en, a.unit, v.text_value from product_attribute v
         join attribute a on a.id = v.attribute_id where v.product_id = $1 order by v.position, a.name",
        id
    )
    .fetch_all(tx.db())
    .await?;
    Ok(Facts {
        section: row
            .section
            .zip(row.slug)
            .map(|(name, slug)| SectionLink { name: pick(locale, name, row.section_en), slug }),
        brand: row.brand,
        description: row.description,
        barcodes: row.barcodes,
        attributes: attributes
            .into_iter()
            .map(|a| Attribute { name: pick(locale, a.name, a.name_en), value: a.text_value, unit: a.unit })
            .collect(),
    })
}

impl Page for Card {
    const TEMPLATE: &'static str = "catalog/card.html";
    fn samples() -> Vec<Self> {
        Row::samples()
            .into_iter()
            .map(|good| {
                let rub =
                    |cents| "RUB".parse().ok().map(|currency| Money::new(Decimal::new(cents, 2), currency));
                let price = good.price.as_ref().and_then(|_| rub(41_237));
                let rung = |from: i64, current| price.map(|price| Rung { from: from.into(), price, current });
                Self {
                    section: Some(SectionLink {
                        name: "Автоматы".to_owned(), slug: "breakers".to_owned()
                    }),
                    brand: Some("Voltarika".to_owned()),
                    description: Some("<b>Серия</b> для жилых домов & дач".to_owned()),
                    vat_rate: Some(Decimal::from(20)),
                    vat: Some("catalog-vat-on-top".to_owned()),
                    barcodes: vec!["4600000000012".to_owned()],
                    ladder: [rung(0, false), rung(12, true)].into_iter().flatten().collect(),
                    packs: vec![Pack { unit: "кор.".to_owned(), coefficient: Decimal::from(12) }],
                    minimum: Some(Decimal::from(2)),
                    multiple: Some(Decimal::from(2)),
                    houses: vec![House {
                        name: "Тверь".to_owned(),
                        free: Decimal::from(240),
                        as_of: "2026-11-04T11:05:00Z".to_owned(),
                    }],
                    arrivals: vec![Arrival {
                        warehouse: "Тверь".to_owned(),
                        quantity: Decimal::from(160),
                        on: jiff::civil::date(2026, 11, 12),
                    }],
                    attributes: vec![Attribute {
                        name: "Ток".to_owned(),
                        value: "16".to_owned(),
                        unit: "А".to_owned(),
                    }],
                    replacement: good.replacement.clone(),
                    qty: "400".to_owned(),
                    answer: Some(answer(
                        Some(jiff::civil::date(2026, 11, 12)),
                        Decimal::from(400),
                        "шт.",
                        jiff::civil::date(2026, 11, 4),
                        price,
                    )),
                    good,
                }
            })
            .collect()
    }
}
