//! /catalog: the list with the reader's own prices and stock. A constant number of queries, whatever it shows.

use std::collections::HashMap;
use std::sync::Arc;

use accounts::contracts::{Terms, current_terms};
use kit::Result;
use kit::slots::SEARCH;
use kit::text::{Text, format};
use kit::values::Money;
use kit::web::{Ctx, Page, Pager, Query, Tx, View};
use rust_decimal::Decimal;
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

use super::facets::{self, Asked, Counted, Instead, Part};
use super::find::{Narrow, page as page_of};
use super::lookup::{Good, goods_by_id};
use super::offer::{Said, availability};
use super::sections::{Section, shown};
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
    /// Goods in stock under the other filters.
    free: i64,
    sections: Vec<Section>,
    /// How many filters are set.
    set: usize,
    rows: Vec<Row>,
    pager: Pager,
    /// Rows of a page, where they are not the usual number.
    per: Option<i64>,
    /// `with VAT` or `without VAT`, as the contract says; none without a contract.
    vat: Option<String>,
    /// The list without one of its filters, and how much there would be.
    instead: Option<Instead>,
}

/// A good in the list.
#[derive(Serialize)]
pub struct Row {
    pub article: String,
    pub name: String,
    pub slug: String,
    pub discontinued: bool,
    pub replacement: Option<String>,
    /// Of a base unit, as all sums here in words already.
    pub price: Option<String>,
    /// The base unit's name.
    pub per: String,
    /// "per pcs".
    pub for_what: String,
    pub retail: Option<String>,
    /// How much of the retail price stays with the dealer.
    pub margin: Option<String>,
    pub stock: Option<Said>,
    pub units: Vec<Unit>,
    /// "box = 12 pcs".
    pub pack: Option<String>,
}

pub async fn show(mut tx: Tx, ctx: Ctx, Query(pairs): Query<Vec<(String, String)>>) -> Result<View<List>> {
    let (asked, part) = Asked::read(pairs);
    let terms = current_terms(&mut tx, &ctx).await?;
    let houses = terms.as_ref().map_or(&[][..], |terms| &terms.warehouses);
    let Found { counted, free, ids } = find((&mut tx, &ctx), &asked, houses, part).await?;
    let rows = rows(&mut tx, &ctx, terms.as_ref(), &ids).await?;
    let counts = &counted.counts;
    let sections = shown(&counted.tree, ctx.locale, &asked.section, &counts.sections);
    let beside =
        if asked.q.is_empty() { Vec::new() } else { ctx.app.fill(SEARCH, &mut tx, &ctx, &asked.q).await? };
    let filters = facets::panel(&counted, &asked, ctx.locale);
    let page = List {
        section_name: sections.iter().find(|section| section.current).map(|section| section.name.clone()),
        pager: pager(&asked, part, counts.total),
        vat: terms.map(|terms| format!("catalog-vat-{}", terms.vat_mode.replace('_', "-"))),
        searched: counted.swapped.clone(),
        free_only: asked.free,
        free,
        per: (part.rows != Pager::PER_PAGE).then_some(part.rows),
        set: asked.filters(),
        instead: facets::instead(&counted, &asked, ctx.locale),
        q: asked.q,
        section: asked.section,
        sections,
        rows,
    };
    Ok(View::new(page).panel(filters).slot(SEARCH, beside))
}

/// A page of the list, and what the filters would leave.
struct Found {
    counted: Arc<Counted>,
    free: i64,
    ids: Vec<Uuid>,
}

fn pager(asked: &Asked, part: Part, total: i64) -> Pager {
    let mut query = asked.query();
    if part.rows != Pager::PER_PAGE {
        query = format!("{query}{}per={}", if query.is_empty() { "" } else { "&" }, part.rows);
    }
    Pager::new(part.page, part.rows, total, &query).with_sizes(&facets::SIZES)
}

/// The page's ids beside the counts. Counts that were kept and contradict the rows are made anew.
async fn find((tx, ctx): (&mut TenantTx, &Ctx), asked: &Asked, houses: &[Uuid], part: Part) -> Result<Found> {
    let offset = Pager::offset(part.page, part.rows);
    let mut anew = false;
    loop {
        let (counted, free) = facets::counted((tx, ctx), asked, houses, anew).await?;
        let values: Vec<Vec<i32>> = counted.picked.iter().map(|picked| picked.values.clone()).collect();
        let narrow = Narrow {
            q: counted.swapped.as_deref().unwrap_or(&asked.q),
            sections: counted.sections.as_deref(),
            free_in: asked.free.then_some(houses),
            values: &values,
        };
        let ids = page_of(tx, &narrow, part.rows, offset).await?;
        let expected = (counted.counts.total - offset).clamp(0, part.rows);
        if anew || i64::try_from(ids.len()).is_ok_and(|found| found == expected) {
            return Ok(Found { counted, free, ids });
        }
        anew = true;
    }
}

/// Rows of these goods in this order, priced and with stock: three queries for one good or fifty, and one for the units.
pub async fn rows(tx: &mut TenantTx, ctx: &Ctx, terms: Option<&Terms>, ids: &[Uuid]) -> Result<Vec<Row>> {
    let mut goods = goods_by_id(tx, ids, ctx.locale).await?;
    let words = units(tx, ctx).await?;
    let offers = match terms {
        Some(terms) => {
            let book = pricing::load(tx, terms, ids).await?;
            Some((book, stock::figures(tx, &terms.warehouses, ids).await?))
        }
        None => None,
    };
    let today = ctx.today();
    let say = |text: &Text| ctx.app.texts.say(ctx.locale, text);
    let mut for_what: HashMap<String, String> = HashMap::new();
    let row = |good: Good| {
        let per = words.get(&good.base_unit).map_or_else(|| good.base_unit.clone(), |unit| unit.text.clone());
        let said = || say(&Text::key("catalog-per").with("unit", per.as_str()));
        let base = Row {
            for_what: for_what.entry(good.base_unit.clone()).or_insert_with(said).clone(),
            pack: pack_note(&good, &words).as_ref().map(say),
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
        let said = |sum: Money| format::unit_price(ctx.locale, sum);
        let empty = stock::Figures::default();
        let figures = figures.get(&good.id).unwrap_or(&empty);
        Row {
            price: price.map(said),
            margin: margin(price, retail).map(|margin| format::percent(ctx.locale, margin)),
            retail: retail.map(said),
            stock: Some(availability(figures, Decimal::ZERO, &base.per, today).said(say)),
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
fn pack_note(good: &Good, words: &HashMap<String, Unit>) -> Option<Text> {
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
        let full = Self {
            q: "авт".to_owned(),
            searched: Some("fdn".to_owned()),
            section: "breakers".to_owned(),
            section_name: Some("Автоматы".to_owned()),
            free_only: true,
            free: 38,
            set: 3,
            sections: Section::samples(),
            rows: Row::samples(),
            pager: Pager::new(1, 24, 1240, "q=x").with_sizes(&facets::SIZES),
            per: Some(24),
            vat: Some("catalog-vat-included".to_owned()),
            instead: None,
        };
        let empty = Self {
            rows: Vec::new(),
            pager: Pager::new(1, 50, 0, ""),
            instead: Some(Instead {
                href: "/catalog".to_owned(),
                text: Text::key("catalog-none-without-section").with("section", "Автоматы").with("n", 38),
                total: 38,
            }),
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
        free: 0,
        set: 0,
        sections: Vec::new(),
        rows: Vec::new(),
        pager: Pager::new(1, 50, 0, ""),
        per: None,
        vat: None,
        instead: None,
    }
}

impl Row {
    pub fn samples() -> Vec<Self> {
        let rub = |amount: &str| Some(format!("{amount}\u{a0}₽"));
        let unit = |code: &str, text: &str| Unit { code: code.to_owned(), text: text.to_owned(), scale: 0 };
        let stock = |tone, text: &str| Said {
            tone,
            text: text.to_owned(),
            note: Some("Срок поступления неизвестен".to_owned()),
        };
        let long =
            "Выключатель автоматический модульный трёхполюсный с очень длинным названием серии «Про» 16 А";
        let row = |article: &str, name: &str, discontinued, stock| Self {
            article: article.to_owned(),
            name: name.to_owned(),
            slug: "mb-1c16".to_owned(),
            discontinued,
            replacement: discontinued.then(|| "MB-1C20".to_owned()),
            price: rub("412,37"),
            per: "шт.".to_owned(),
            for_what: "за шт.".to_owned(),
            retail: rub("550,00"),
            margin: Some("25\u{a0}%".to_owned()),
            stock,
            units: vec![unit("pcs", "шт."), unit("box", "кор.")],
            pack: Some("кор. = 12 шт.".to_owned()),
        };
        vec![
            row("MB-1C16", "Автомат 1P C16", false, Some(stock("ok", "1 240 шт. свободно"))),
            row("MB-3D63-ПРО-УХЛ4", long, true, Some(stock("bad", "Нет"))),
            Self { price: None, retail: None, margin: None, ..row("X", "Без цены", false, None) },
        ]
    }
}
