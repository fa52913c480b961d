//! The demo's goods with prices and arrivals, and what a source would tell of their stock: the same on every start.

mod good;
pub mod series;

use std::collections::HashMap;

pub use good::Good;

use catalog::pricing::{self, NewPrice};
use catalog::products::adding::{NewProduct, add_attribute, add_product, add_section};
use catalog::stock::{self, NewArrival, OnHand};
use jiff::{Timestamp, ToSpan};
use kit::values::Currency;
use kit::{Error, Result};
use rust_decimal::{Decimal, RoundingStrategy};
use series::{Axis, Series, TOPS};
use tenancy::TenantTx;
use uuid::Uuid;

/// A list that the goods are priced in: roubles of the base price become its currency by thousandths.
pub struct List {
    pub id: Uuid,
    pub currency: Currency,
    pub vat_included: bool,
    pub retail: bool,
}

/// What the goods are made for.
pub struct Shop<'a> {
    pub russian: bool,
    pub lists: &'a [List],
    pub warehouses: &'a [Uuid],
    pub most: usize,
    pub now: Timestamp,
}

/// What was made, and how much of it lies where today.
pub struct Goods {
    pub made: Vec<Good>,
    pub on_hand: Vec<OnHand>,
}

/// One good of a series: its axes' values by their numbers.
struct Draft<'a> {
    series: &'a Series,
    picks: Vec<usize>,
    at: usize,
}

/// What the series make together.
const ALL: usize = 1_240;
const VAT: i64 = 20;

/// Adds sections, goods, prices and arrivals.
pub async fn add(tx: &mut TenantTx, shop: &Shop<'_>) -> Result<Goods> {
    let mut writer = Writer { tx, shop, attributes: HashMap::new(), made: Vec::new() };
    let mut tops = Vec::new();
    for (position, (ru, en)) in (0..).zip(TOPS) {
        let name = if shop.russian { ru } else { en };
        tops.push(add_section(writer.tx, None, name, Some(en), position).await?);
    }
    let (mut prices, mut on_hand, mut at) = (Vec::new(), Vec::new(), 0);
    for (position, series) in (0..).zip(series::all()) {
        let name = if shop.russian { series.section } else { series.section_en };
        let top = tops.get(series.top).copied();
        let section = add_section(writer.tx, top, name, Some(series.section_en), position).await?;
        for picks in combinations(series.axes) {
            at += 1;
            // An even share of every section, when not all are wanted.
            if at * shop.most / ALL != (at - 1) * shop.most / ALL {
                let draft = Draft { series, picks, at: at - 1 };
                let id = writer.product(&draft, section).await?;
                prices.extend(draft.prices(id, shop.lists));
                let figures = draft.on_hand(id, shop.warehouses);
                writer.made.push(Good::of(&draft, id, &figures));
                on_hand.extend(figures);
                writer.arrival(&draft, id).await?;
            }
        }
    }
    let made = writer.made;
    pricing::set_prices(tx, &prices).await?;
    replace_discontinued(tx, &made).await?;
    Ok(Goods { made, on_hand })
}

/// Every way to pick one value of each axis, the last axis first.
fn combinations(axes: &[Axis]) -> Vec<Vec<usize>> {
    axes.iter().fold(vec![Vec::new()], |known, axis| {
        let with = |picks: &Vec<usize>| {
            let longer = |pick| picks.iter().copied().chain([pick]).collect::<Vec<_>>();
            (0..axis.values.len()).map(longer).collect::<Vec<_>>()
        };
        known.iter().flat_map(with).collect()
    })
}

struct Writer<'a, 'b> {
    tx: &'a mut TenantTx,
    shop: &'a Shop<'b>,
    attributes: HashMap<&'static str, Uuid>,
    made: Vec<Good>,
}

impl Writer<'_, '_> {
    async fn product(&mut self, draft: &Draft<'_>, section: Uuid) -> Result<Uuid> {
        let (article, name, name_en) = draft.names();
        let mut attributes = Vec::new();
        for (axis, pick) in draft.series.axes.iter().zip(&draft.picks) {
            let id = self.attribute(axis).await?;
            let (code, ru, en, _) = value(axis, *pick)?;
            let shown = if self.shop.russian { ru } else { en };
            let number = code.parse::<Decimal>().ok().filter(|_| !axis.unit.is_empty());
            let text = number.map_or_else(|| shown.to_owned(), |number| number.to_string());
            attributes.push((id, text, number));
        }
        let packs: Vec<(&str, Decimal)> =
            draft.series.packs.iter().map(|(unit, n)| (*unit, Decimal::from(*n))).collect();
        let barcode = ean(draft.at);
        let new = NewProduct {
            article: &article,
            name: if self.shop.russian { &name } else { &name_en },
            name_en: self.shop.russian.then_some(name_en.as_str()),
            section: Some(section),
            brand: Some(if self.shop.russian { "Вольтарика" } else { "Northvale" }),
            foreign_id: Some(&article),
            description: None,
            base_unit: draft.series.unit,
            vat_rate: Some(Decimal::from(VAT)),
            minimum: Decimal::ZERO,
            multiple: draft.multiple(),
            discontinued: draft.discontinued(),
            replacement: None,
            picture_kind: Some(draft.series.icon),
            barcode: Some(&barcode),
            packs: &packs,
            attributes: &attributes,
        };
        add_product(self.tx, &new, self.shop.now).await
    }

    async fn attribute(&mut self, axis: &'static Axis) -> Result<Uuid> {
        if let Some(id) = self.attributes.get(axis.name_en) {
            return Ok(*id);
        }
        let name = if self.shop.russian { axis.name } else { axis.name_en };
        let id = add_attribute(self.tx, name, Some(axis.name_en), axis.unit, !axis.unit.is_empty()).await?;
        self.attributes.insert(axis.name_en, id);
        Ok(id)
    }

    /// Goods that have run out come within ten days.
    async fn arrival(&mut self, draft: &Draft<'_>, product: Uuid) -> Result<()> {
        let Some(warehouse) = self.shop.warehouses.first().copied().filter(|_| draft.arrives()) else {
            return Ok(());
        };
        let days = i64::try_from(draft.at % 9 + 1).unwrap_or(1);
        let today = self.shop.now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let expected_on = today.checked_add(days.days()).map_err(Error::bug)?;
        let pack = draft.series.packs.first().map_or(1, |(_, n)| *n);
        let quantity = Decimal::from(pack * 40);
        let new = NewArrival { product, warehouse, quantity, expected_on };
        stock::add_arrival(self.tx, &new, self.shop.now).await
    }
}

impl Draft<'_> {
    fn names(&self) -> (String, String, String) {
        let fill = |pattern: &str, which: fn(&series::Value) -> &'static str| {
            let picked = self.series.axes.iter().zip(&self.picks).enumerate();
            picked.fold(pattern.to_owned(), |text, (at, (axis, pick))| {
                let shown = axis.values.get(*pick).map_or("", which);
                text.replace(&format!("{{{at}}}"), shown)
            })
        };
        let series = self.series;
        (fill(series.article, |v| v.0), fill(series.name, |v| v.1), fill(series.name_en, |v| v.2))
    }

    /// 40 of 1,240.
    fn discontinued(&self) -> bool {
        self.at % 31 == 30
    }

    /// 25 of 1,240.
    fn arrives(&self) -> bool {
        self.at % 49 == 7 && self.at < 1_230
    }

    /// Pipe and strip are cut by the metre; every tenth of the others is sold by the pack only.
    fn multiple(&self) -> Decimal {
        let pack = self.series.packs.first().map_or(1, |(_, n)| *n);
        if self.series.unit == "pcs" && self.at % 10 == 3 && pack <= 12 { pack.into() } else { Decimal::ZERO }
    }

    /// The price of a base unit in roubles, VAT inside.
    fn base(&self) -> Decimal {
        let factor = |(axis, pick): (&Axis, &usize)| {
            Decimal::new(axis.values.get(*pick).map_or(1_000, |value| value.3), 3)
        };
        let product: Decimal = self.series.axes.iter().zip(&self.picks).map(factor).product();
        Decimal::new(self.series.price, 2) * product
    }

    /// The lists' prices: a pack is 3 % cheaper, a pallet 6 %; retail has no rungs.
    fn prices(&self, product: Uuid, lists: &[List]) -> Vec<NewPrice> {
        let mut prices = Vec::new();
        for list in lists {
            let rate = rate(list.currency.code());
            let without_vat = if list.vat_included { Decimal::ONE } else { Decimal::new(12, 1) };
            let whole = if list.retail { Decimal::new(135, 2) } else { Decimal::ONE };
            let base = self.base() * rate * whole / without_vat;
            let rungs = self.series.packs.iter().map(|(_, n)| *n).take(if list.retail { 0 } else { 2 });
            for (minimum, percent) in [0].into_iter().chain(rungs).zip([100, 97, 94]) {
                let amount = base * Decimal::new(percent, 2);
                let amount = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
                prices.push(NewPrice { list: list.id, product, minimum: minimum.into(), amount });
            }
        }
        prices
    }

    /// Some packs in each warehouse; one in five is empty, what arrives is nowhere.
    fn on_hand(&self, product: Uuid, warehouses: &[Uuid]) -> Vec<OnHand> {
        let pack = self.series.packs.first().map_or(1, |(_, n)| *n);
        let figure = |(house, warehouse): (usize, &Uuid)| {
            let noise = mixed(self.at * 8 + house);
            let packs = if self.arrives() || noise.is_multiple_of(5) { 0 } else { noise % 60 + 4 };
            let loose = if packs == 0 { 0 } else { noise / 64 % 7 };
            let quantity = Decimal::from(packs) * Decimal::from(pack) + Decimal::from(loose);
            OnHand { product, warehouse: *warehouse, quantity }
        };
        warehouses.iter().enumerate().map(figure).collect()
    }
}

/// What a rouble of the base price is in the currency.
pub fn rate(code: &str) -> Decimal {
    match code {
        "USD" => Decimal::new(105, 4),
        "EUR" => Decimal::new(97, 4),
        "GBP" => Decimal::new(83, 4),
        _ => Decimal::ONE,
    }
}

fn value(axis: &'static Axis, pick: usize) -> Result<series::Value> {
    axis.values.get(pick).copied().ok_or_else(|| Error::bug("an axis has no such value"))
}

/// The good before it replaces one that is no longer made.
async fn replace_discontinued(tx: &mut TenantTx, made: &[Good]) -> Result<()> {
    let pairs: Vec<(Uuid, Uuid)> = made
        .windows(2)
        .filter_map(|pair| match pair {
            [before, old] if old.discontinued => Some((old.id, before.id)),
            _ => None,
        })
        .collect();
    catalog::products::adding::replace(tx, &pairs).await
}

/// `SplitMix64`: the same figures on every machine.
pub fn mixed(seed: usize) -> u64 {
    let mut z = u64::try_from(seed).unwrap_or(0).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// An EAN-13 with the in-store prefix 2 and a right check digit.
fn ean(at: usize) -> String {
    let twelve = format!("2{at:011}");
    let sum: u32 = twelve
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip([1, 3].into_iter().cycle())
        .map(|(d, w)| d * w)
        .sum();
    format!("{twelve}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_make_1240_goods_in_28_sections_with_articles_of_their_own() {
        let drafts: Vec<Draft<'_>> = series::all()
            .flat_map(|series| combinations(series.axes).into_iter().map(move |picks| (series, picks)))
            .enumerate()
            .map(|(at, (series, picks))| Draft { series, picks, at })
            .collect();
        assert_eq!((drafts.len(), series::all().count() + TOPS.len()), (1_240, 28));
        let articles: std::collections::HashSet<String> =
            drafts.iter().map(|d| kit::values::ArticleKey::of(&d.names().0).as_str().to_owned()).collect();
        assert_eq!(articles.len(), 1_240);
        assert!(drafts.iter().any(|d| d.names().0 == "MB-1C16"));
        assert!(drafts.iter().all(|d| !d.names().1.contains('{') && !d.names().2.contains('{')));
        assert_eq!(drafts.iter().filter(|d| d.discontinued()).count(), 40);
        assert_eq!(drafts.iter().filter(|d| d.arrives()).count(), 25);
    }

    #[test]
    fn barcodes_have_a_right_check_digit() {
        assert_eq!(ean(0), "2000000000008");
        assert_eq!(ean(7), "2000000000077");
    }
}
