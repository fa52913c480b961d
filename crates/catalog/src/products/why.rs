//! /p/<slug>/price: why this price (C13): each list, level, VAT and rounding that led to it.

use accounts::contracts::current_terms;
use kit::values::{Money, parse_decimal};
use kit::web::{Ctx, Page, Path, Query, Tx, View};
use kit::{Error, Result, refuse};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::card::id_of;
use super::lookup::goods_by_id;
use super::units::units;
use crate::pricing::{self, Step};

/// /p/{slug}/price
#[derive(Serialize)]
pub struct Why {
    article: String,
    name: String,
    slug: String,
    contract: String,
    qty: Decimal,
    unit: String,
    price: Option<Money>,
    vat: String,
    steps: Vec<Step>,
}

/// For how much, in base units.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    qty: String,
}

pub async fn show(
    mut tx: Tx,
    ctx: Ctx,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<View<Why>> {
    let Some(terms) = current_terms(&mut tx, &ctx).await? else {
        return refuse("catalog-no-contract").err();
    };
    let id = id_of(&mut tx, &slug).await?;
    let good = goods_by_id(&mut tx, &[id], ctx.locale).await?.remove(&id).ok_or(Error::NotFound)?;
    let words = units(&mut tx, &ctx).await?;
    let qty = parse_decimal(&asked.qty).ok().filter(|qty| *qty > Decimal::ZERO).unwrap_or(Decimal::ONE);
    let book = pricing::load(&mut tx, &terms, &[id]).await?;
    let (price, steps) = match book.price(id, good.vat_rate, qty) {
        Ok(priced) => (Some(priced.unit_price), priced.trace),
        Err(none) => (None, none.trace),
    };
    Ok(View::new(Why {
        unit: words.get(&good.base_unit).map_or(good.base_unit, |unit| unit.text.clone()),
        article: good.article,
        name: good.name,
        slug: good.slug,
        contract: terms.number,
        vat: format!("catalog-vat-{}", terms.vat_mode.replace('_', "-")),
        qty,
        price,
        steps,
    }))
}

impl Page for Why {
    const TEMPLATE: &'static str = "catalog/why.html";
    fn samples() -> Vec<Self> {
        let Ok(rub) = "RUB".parse::<kit::values::Currency>() else { return Vec::new() };
        let money = |amount| Money::new(Decimal::new(amount, 4), rub);
        let full = |price, steps| Self {
            article: "MB-1C16".to_owned(),
            name: "Автомат 1P C16".to_owned(),
            slug: "mb-1c16".to_owned(),
            contract: "14-Д".to_owned(),
            qty: Decimal::from(12),
            unit: "шт.".to_owned(),
            vat: "catalog-vat-included".to_owned(),
            price,
            steps,
        };
        let list = || "Опт".to_owned();
        vec![
            full(
                Some(money(3_752_600)),
                vec![
                    Step::Without { list: list(), from: Some(Decimal::from(120)) },
                    Step::Without { list: list(), from: None },
                    Step::OtherCurrency { list: list(), currency: rub },
                    Step::List {
                        list: list(),
                        minimum: Decimal::ZERO,
                        amount: money(4_123_700),
                        vat_included: true,
                    },
                    Step::Level {
                        name: "Серебро".to_owned(),
                        percent: Decimal::from(-9),
                        amount: money(3_752_567),
                    },
                    Step::Vat { rate: Decimal::from(20), included: false, amount: money(3_127_139) },
                    Step::Rounded { digits: 2, amount: money(3_752_600) },
                ],
            ),
            full(None, Vec::new()),
        ]
    }
}
