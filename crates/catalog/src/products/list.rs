//! /catalog: the list with the reader's own prices and stock. A constant number of queries, whatever it shows.

use accounts::contracts::{Terms, current_terms};
use kit::Result;
use kit::slots::SEARCH;
use kit::text::Text;
use kit::values::Money;
use kit::web::{Ctx, Page, Pager, Query, Tx, View, query};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;
use uuid::Uuid;

use super::find::{self, find};
use super::lookup::{Good, goods_by_id};
use super::offer::{Availability, availability};
use super::sections::{Section, below, tree};
use super::units::{Unit, units};
use crate::{pricing, stock};

/// /catalog
#[derive(Serialize)]
pub struct List {
    q: String,
    searched: Option<String>,
    section: String,
    section_name: Option<String>,
    free_only: bool,
    sections: Vec<Section>,
    rows: Vec<Row>,
    pager: Pager,
    /// `with VAT` or `without VAT`, as the contract says; none without a contract.
    vat: Option<String>,
    /// The list without one of its filters, and how much there would be.
    instead: Option<Instead>,
}

/// What to lift when nothing was found.
#[derive(Serialize)]
pub struct Instead {
    href: String,
    total: i64,
}

/// A good in the list.
#[derive(Serialize)]
pub struct Row {
    pub article: String,
    pub name: String,
    pub slug: String,
    pub discontinued: bool,
    pub replacement: Option<String>,
    pub price: Option<Money>,
    pub per: String,
    pub retail: Option<Money>,
    /// Percent of the retail price that stays with the dealer.
    pub margin: Option<Decimal>,
    pub stock: Option<Availability>,
    pub units: Vec<Unit>,
    pub pack: Option<Text>,
}

/// The list's state, all of it in the query.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    free: String,
    page: Option<i64>,
}

impl Wanted {
    fn query(&self) -> String {
        let pairs = [("q", self.q.as_str()), ("section", &self.section), ("free", &self.free)];
        let set: Vec<(&str, &str)> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        query(&set)
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx, Query(wanted): Query<Wanted>) -> Result<View<List>> {
    let page = Pager::asked(wanted.page);
    let terms = current_terms(&mut tx, &ctx).await?;
    let sections = tree(&mut tx, ctx.locale, &wanted.section).await?;
    let chosen = below(&sections, &wanted.section);
    let houses = terms.as_ref().map(|terms| terms.warehouses.as_slice()).filter(|_| wanted.free == "1");
    let asked = find::Wanted {
        q: &wanted.q,
        sections: chosen.as_deref(),
        free_in: houses,
        limit: Pager::PER_PAGE,
        offset: Pager::offset(page, Pager::PER_PAGE),
    };
    let found = find(&mut tx, &asked).await?;
    let instead = if found.total == 0 { without_filters(&mut tx, &wanted).await? } else { None };
    let rows = rows(&mut tx, &ctx, terms.as_ref(), &found.ids).await?;
    let beside = if wanted.q.trim().is_empty() {
        Vec::new()
    } else {
        ctx.app.fill(SEARCH, &mut tx, &ctx, wanted.q.trim()).await?
    };
    let page = List {
        section_name: sections.iter().find(|section| section.current).map(|section| section.name.clone()),
        pager: Pager::new(page, Pager::PER_PAGE, found.total, &wanted.query()),
        vat: terms.map(|terms| format!("catalog-vat-{}", terms.vat_mode.replace('_', "-"))),
        searched: found.searched,
        free_only: wanted.free == "1",
        q: wanted.q,
        section: wanted.section,
        sections,
        rows,
        instead,
    };
    Ok(View::new(page).slot(SEARCH, beside))
}

/// The same words in the whole catalog, when a filter may have hidden them.
async fn without_filters(tx: &mut TenantTx, wanted: &Wanted) -> Result<Option<Instead>> {
    if wanted.section.is_empty() && wanted.free.is_empty() {
        return Ok(None);
    }
    let asked = find::Wanted { q: &wanted.q, sections: None, free_in: None, limit: 1, offset: 0 };
    let total = find(tx, &asked).await?.total;
    let href = format!("/catalog?{}", query(&[("q", wanted.q.as_str())]));
    Ok((total > 0).then_some(Instead { href, total }))
}

/// Rows of these goods in this order, priced and with stock: five queries for one good or fifty.
pub async fn rows(tx: &mut TenantTx, ctx: &Ctx, terms: Option<&Terms>, ids: &[Uuid]) -> Result<Vec<Row>> {
    let mut goods = goods_by_id(tx, ids, ctx.locale).await?;
    let words = units(tx, ctx.locale).await?;
    let offers = match terms {
        Some(terms) => {
            let book = pricing::load(tx, terms, ids).await?;
            Some((book, stock::figures(tx, &terms.warehouses, ids).await?))
        }
        None => None,
    };
    let today = ctx.today();
    let row = |good: Good| {
        let per = words.get(&good.base_unit).map_or_else(|| good.base_unit.clone(), |unit| unit.text.clone());
        let base = Row {
            pack: pack_note(&good, &words),
            units: good.packs.iter().filter_map(|(code, _)| words.get(code).cloned()).collect(),
            article: good.article,
            name: good.name,
            slug: good.slug,
            discontinued: good.discontinued,
            replacement: good.replacement.map(|(_, article)| article),
            price: None,
            retail: None,
            margin: None,
            stock: None,
            per,
        };
        let Some((book, figures)) = &offers else { return base };
        let price = book.price(good.id, good.vat_rate, good.minimum.max(Decimal::ONE)).ok();
        let price = price.map(|priced| priced.unit_price);
        let retail = book.retail(good.id);
        let empty = stock::Figures::default();
        let figures = figures.get(&good.id).unwrap_or(&empty);
        Row {
            price,
            margin: margin(price, retail),
            retail,
            stock: Some(availability(figures, Decimal::ZERO, &base.per, today)),
            ..base
        }
    };
    Ok(ids.iter().filter_map(|id| goods.remove(id)).map(row).collect())
}

/// What stays with the dealer who sells at the retail price, in whole percent.
pub fn margin(price: Option<Money>, retail: Option<Money>) -> Option<Decimal> {
    let (price, retail) = (price?.amount(), retail?.amount());
    (retail > Decimal::ZERO && price < retail)
        .then(|| ((retail - price) * Decimal::ONE_HUNDRED / retail).round())
}

/// "12 pcs in a box": the smallest pack that is more than one.
fn pack_note(good: &Good, words: &std::collections::HashMap<String, Unit>) -> Option<Text> {
    let (code, coefficient) = good.packs.iter().find(|(_, coefficient)| *coefficient > Decimal::ONE)?;
    let text = |code: &String| words.get(code).map_or_else(|| code.clone(), |unit| unit.text.clone());
    Some(
        Text::key("catalog-pack")
            .with("pack", text(code))
            .with("n", *coefficient)
            .with("unit", text(&good.base_unit)),
    )
}

impl Page for List {
    const TEMPLATE: &'static str = "catalog/list.html";
    fn samples() -> Vec<Self> {
        let section = |name: &str, depth, current| Section {
            id: Uuid::nil(),
            parent: None,
            slug: "breakers".to_owned(),
            name: name.to_owned(),
            depth,
            current,
        };
        let full = Self {
            q: "авт".to_owned(),
            searched: Some("fdn".to_owned()),
            section: "breakers".to_owned(),
            section_name: Some("Автоматы".to_owned()),
            free_only: true,
            sections: vec![section("Модульное оборудование", 0, false), section("Автоматы", 1, true)],
            rows: Row::samples(),
            pager: Pager::new(1, 50, 1240, "q=x"),
            vat: Some("catalog-vat-included".to_owned()),
            instead: None,
        };
        let empty = Self {
            rows: Vec::new(),
            pager: Pager::new(1, 50, 0, ""),
            instead: Some(Instead { href: "/catalog".to_owned(), total: 38 }),
            ..Self { searched: None, ..full_empty() }
        };
        vec![full, empty, full_empty()]
    }
}

fn full_empty() -> List {
    List {
        q: String::new(),
        searched: None,
        section: String::new(),
        section_name: None,
        free_only: false,
        sections: Vec::new(),
        rows: Vec::new(),
        pager: Pager::new(1, 50, 0, ""),
        vat: None,
        instead: None,
    }
}

impl Row {
    pub fn samples() -> Vec<Self> {
        let rub = |amount| "RUB".parse().ok().map(|currency| Money::new(Decimal::new(amount, 2), currency));
        let unit = |code: &str, text: &str| Unit { code: code.to_owned(), text: text.to_owned(), scale: 0 };
        let stock = |tone, key| Availability {
            tone,
            text: Text::key(key).with("n", Decimal::from(1240)).with("unit", "шт."),
            note: Some(Text::key("catalog-no-date")),
        };
        let long =
            "Выключатель автоматический модульный трёхполюсный с очень длинным названием серии «Про» 16 А";
        let row = |article: &str, name: &str, discontinued, stock| Self {
            article: article.to_owned(),
            name: name.to_owned(),
            slug: "mb-1c16".to_owned(),
            discontinued,
            replacement: discontinued.then(|| "MB-1C20".to_owned()),
            price: rub(41_237),
            per: "шт.".to_owned(),
            retail: rub(55_000),
            margin: Some(Decimal::from(25)),
            stock,
            units: vec![unit("pcs", "шт."), unit("box", "кор.")],
            pack: Some(
                Text::key("catalog-pack")
                    .with("pack", "кор.")
                    .with("n", Decimal::from(12))
                    .with("unit", "шт."),
            ),
        };
        vec![
            row("MB-1C16", "Автомат 1P C16", false, Some(stock("ok", "catalog-free"))),
            row("MB-3D63-ПРО-УХЛ4", long, true, Some(stock("bad", "catalog-missing"))),
            Self { price: None, retail: None, margin: None, ..row("X", "Без цены", false, None) },
        ]
    }
}
