//! Offers of a file: found by their goods, then their prices put at once and their stock kept for the end.

use std::collections::{HashMap, HashSet};

use commerceml::{Offer, OfferId};
use kit::Result;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::loader::Loader;
use super::report::{At, Ending};
use super::told::{Kind, Row};
use super::variants::{self, Master, NewVariant};
use super::{fit, prices};

/// `good` or `good#variant`, as the file writes it.
pub fn full_id(id: &OfferId) -> String {
    match &id.variant {
        Some(variant) => format!("{}#{variant}", id.good),
        None => id.good.clone(),
    }
}

/// An offer with its good.
pub struct Placed {
    pub at: At,
    pub row: Row,
    pub offer: Box<Offer>,
    pub product: Uuid,
}

/// Puts these offers.
pub async fn merge(loader: &mut Loader<'_>, offers: Vec<(At, Row, Box<Offer>)>) -> Result<()> {
    let goods = goods(loader, &offers).await?;
    let new = new_variants(&goods, &offers);
    let fresh: HashSet<String> = new.iter().map(|one| one.foreign_id.clone()).collect();
    let added = variants::add(loader, &new).await?;
    let mut placed = Vec::with_capacity(offers.len());
    for (at, row, offer) in offers {
        let id = full_id(&offer.id);
        match added.get(&id).copied().or_else(|| goods.get(&id).map(|master| master.id)) {
            Some(product) => {
                if fresh.contains(&id) {
                    loader.report.end(at, Ending::New);
                }
                placed.push(Placed { at, row, offer, product });
            }
            None => unknown(loader, at, &row, &id, &offer),
        }
    }
    loader.report.count_many(Kind::Good, Ending::New, fresh.len());
    prices::put(loader, &placed).await?;
    for one in placed {
        stock(loader, &one).await?;
    }
    Ok(())
}

fn unknown(loader: &mut Loader<'_>, at: At, row: &Row, id: &str, offer: &Offer) {
    if loader.report.unknown_offer(id) {
        loader.report.count(row.kind, Ending::Failed);
    }
    let object = if offer.name.is_empty() { id } else { &offer.name };
    loader.trouble(at, row, (object, "id", id, "unknown-good"), true);
}

/// The goods of these offers, masters too, by foreign id.
async fn goods(loader: &mut Loader<'_>, offers: &[(At, Row, Box<Offer>)]) -> Result<HashMap<String, Master>> {
    let mut ids: HashSet<String> = HashSet::with_capacity(offers.len());
    for (.., offer) in offers {
        ids.insert(full_id(&offer.id));
        if offer.id.variant.is_some() {
            ids.insert(offer.id.good.clone());
        }
    }
    let ids: Vec<String> = ids.into_iter().collect();
    let rows = sqlx::query!(
        r#"select id, article, name, foreign_id as "foreign_id!" from product where foreign_id = any($1)"#,
        &ids
    )
    .fetch_all(loader.tx.db())
    .await?;
    let master = |id, article, name| Master { id, article, name };
    Ok(rows.into_iter().map(|row| (row.foreign_id, master(row.id, row.article, row.name))).collect())
}

fn new_variants<'a>(
    goods: &'a HashMap<String, Master>,
    offers: &'a [(At, Row, Box<Offer>)],
) -> Vec<NewVariant<'a>> {
    let mut seen = HashSet::new();
    let mut new = Vec::new();
    for (.., offer) in offers.iter().filter(|(.., offer)| offer.id.variant.is_some()) {
        let id = full_id(&offer.id);
        let Some(master) = goods.get(&offer.id.good).filter(|_| !goods.contains_key(&id)) else { continue };
        if seen.insert(id.clone()) {
            new.push(NewVariant { foreign_id: id, offer, master });
        }
    }
    new
}

/// Figures by warehouse win over the sum; below zero is nothing for sale, and said.
async fn stock(loader: &mut Loader<'_>, one: &Placed) -> Result<()> {
    let offer = &one.offer;
    let mut figures: Vec<(Option<&str>, Decimal)> =
        offer.stock.iter().map(|stock| (stock.warehouse.as_deref(), stock.quantity)).collect();
    if figures.is_empty() {
        figures.extend(offer.quantity.map(|quantity| (None, quantity)));
    }
    for (warehouse, quantity) in figures {
        let (house, unnamed) = loader.lists.warehouse_of(loader.tx, warehouse).await?;
        if unnamed && let Some(id) = warehouse {
            loader.trouble(one.at, &one.row, (&offer.id.good, "warehouse", id, "unnamed-warehouse"), false);
        }
        let quantity = match fit::quantity(quantity) {
            Ok(quantity) => quantity,
            Err(why) => {
                let value = quantity.to_string();
                loader.trouble(one.at, &one.row, (&offer.id.good, "quantity", &value, why), true);
                loader.report.count(Kind::Stock, Ending::Failed);
                continue;
            }
        };
        if quantity < Decimal::ZERO {
            let object = if offer.name.is_empty() { &offer.id.good } else { &offer.name };
            loader.trouble(
                one.at,
                &one.row,
                (object, "quantity", &quantity.to_string(), "negative-stock"),
                false,
            );
        }
        loader.shelves.add(one.product, house, quantity.max(Decimal::ZERO), (one.at, one.row.file));
    }
    Ok(())
}
