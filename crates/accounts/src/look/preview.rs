//! A page of the portal with invented goods, in a theme and colours that are only tried: what the look's frames show.

use kit::Result;
use kit::look::{Colour, Look as Kept};
use kit::rights::Reach;
use kit::text::{Locale, Text};
use kit::values::{Currency, Money};
use kit::web::{Ctx, Page, Query, Trial, Tx, View, query};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::page::{SAMPLE_STYLE, Tried};

/// /manage/settings/look/preview
#[derive(Serialize)]
pub struct Preview {
    lines: Vec<Line>,
    total: Money,
}

/// A line of the invented order.
#[derive(Serialize)]
struct Line {
    article: &'static str,
    name: Text,
    stock: Text,
    tone: &'static str,
    quantity: u32,
    price: Money,
    sum: Money,
}

/// Article, name, stock, its tone, quantity, price in kopecks or cents.
type Good = (&'static str, &'static str, &'static str, &'static str, u32, i64);

const GOODS: [Good; 4] = [
    ("MB-1C16", "accounts-sample-breaker", "accounts-sample-in-stock", "ok", 24, 41_250),
    ("MB-3D63", "accounts-sample-switch", "accounts-sample-little", "warn", 6, 186_400),
    ("BV-15-F", "accounts-sample-valve", "accounts-sample-in-stock", "ok", 40, 38_900),
    ("PX-16", "accounts-sample-pipe", "accounts-sample-none", "bad", 200, 4_275),
];

impl Page for Preview {
    const TEMPLATE: &'static str = "accounts/look_preview.html";
    fn samples() -> Vec<Self> {
        ["RUB", "EUR"].into_iter().filter_map(|code| code.parse().ok()).map(Self::of).collect()
    }
}

pub async fn preview(
    mut tx: Tx,
    ctx: Ctx,
    _reach: Reach,
    Query(tried): Query<Tried>,
) -> Result<View<Preview>> {
    let themes = ctx.app.looks.themes();
    let kept = Kept::read(&mut tx, themes).await?;
    let look = tried.on(&kept.theme, themes);
    let currency = if ctx.locale == Locale::RU { "RUB" } else { "EUR" };
    let page = Preview::of(currency.parse().map_err(|_| kit::Error::bug(currency))?);
    let digits = |colour: Option<Colour>| colour.map_or_else(String::new, |colour| colour.to_string());
    let (brand, accent) = (digits(look.brand), digits(look.accent));
    let asked = query(&[("theme", look.theme.id.as_str()), ("brand", &brand), ("accent", &accent)]);
    let entity = ctx.app.texts.say(ctx.locale, &Text::key("accounts-sample-entity"));
    let trial = Trial {
        theme: look.theme.id.clone(),
        style: look.style.is_some().then(|| format!("{SAMPLE_STYLE}?{asked}")),
        mode: "light",
        path: "/orders",
        values: page.frame(&entity),
    };
    Ok(View::new(page).on_trial(trial))
}

impl Preview {
    fn of(currency: Currency) -> Self {
        let money = |amount: Decimal| Money::new(amount, currency);
        let mut total = Decimal::ZERO;
        let lines = GOODS
            .into_iter()
            .map(|(article, name, stock, tone, quantity, price)| {
                let price = Decimal::new(price, 2);
                let sum = price * Decimal::from(quantity);
                total += sum;
                let (name, stock) = (Text::key(name), Text::key(stock));
                Line { article, name, stock, tone, quantity, price: money(price), sum: money(sum) }
            })
            .collect();
        Self { lines, total: money(total) }
    }

    /// What contracts, catalog and orders would add.
    fn frame(&self, entity: &str) -> Map<String, Value> {
        let contract = json!({ "id": null, "number": "14", "entity": entity, "level": null,
                               "currency": self.total.currency().code(), "current": true });
        let mut values = Map::new();
        for (key, value) in [
            ("contract", contract),
            ("search", json!("/catalog")),
            ("cart", json!({ "lines": self.lines.len(), "total": self.total, "add": "/", "last": 0 })),
        ] {
            values.insert(key.to_owned(), value);
        }
        values
    }
}
