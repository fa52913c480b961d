//! From what was typed to goods: exact articles, barcodes, nearest ones (O1). One function for pad, paste and import.

use std::collections::HashMap;

use kit::Result;
use kit::text::Locale;
use kit::values::ArticleKey;
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::sections::pick;

/// A good with what ordering needs. Quantities in base units.
#[derive(Debug, Clone)]
pub struct Good {
    pub id: Uuid,
    pub article: String,
    pub name: String,
    /// The manufacturer's own names, for documents.
    pub names: (String, Option<String>),
    pub slug: String,
    pub base_unit: String,
    pub vat_rate: Option<Decimal>,
    pub minimum: Decimal,
    pub multiple: Decimal,
    pub discontinued: bool,
    pub replacement: Option<(Uuid, String)>,
    /// (unit's code, base units in one), the base unit first, then from small to large.
    pub packs: Vec<(String, Decimal)>,
}

/// What a typed article stands for.
#[derive(Debug, Clone)]
pub enum Match {
    Exact(Uuid),
    /// Several goods have this article.
    Several(Vec<Uuid>),
    /// None has it; these come nearest.
    Nearest(Vec<Uuid>),
}

/// Looks up many typed articles or barcodes at once: three queries for one line or a thousand.
///
/// The path of a card (`/p/mb-1c16`) names that very good, where several have one article. An exact match always wins; articles are never corrected silently, the nearest are only offered.
pub async fn look_up(tx: &mut TenantTx, typed: &[String]) -> Result<Vec<Match>> {
    let keys: Vec<String> = typed.iter().map(|text| ArticleKey::of(text).as_str().to_owned()).collect();
    let slugs: Vec<String> = typed.iter().filter_map(|text| Some(card_of(text)?.to_owned())).collect();
    let mut exact: HashMap<String, Vec<Uuid>> = HashMap::new();
    let rows = sqlx::query!(
        r#"select article_key as "key!", id as "id!" from product where article_key = any($1) and state in ('active', 'discontinued')
           union
           select b.code, b.product_id from barcode b join product p on p.id = b.product_id
           where b.code = any($2) and p.state in ('active', 'discontinued')
           union
           select '/p/' || p.slug, p.id from product p where p.slug = any($3) and p.state in ('active', 'discontinued')"#,
        &keys,
        typed,
        &slugs
    )
    .fetch_all(tx.db())
    .await?;
    for row in rows {
        exact.entry(row.key).or_default().push(row.id);
    }
    let unknown: Vec<String> = typed
        .iter()
        .zip(&keys)
        .filter(|(text, key)| !exact.contains_key(*key) && !exact.contains_key(text.trim()))
        .map(|(_, key)| key.clone())
        .collect();
    let nearest = nearest(tx, &unknown).await?;
    let found = |text: &String, key: &String| match exact.get(key).or_else(|| exact.get(text.trim())) {
        Some(ids) => match ids.as_slice() {
            [id] => Match::Exact(*id),
            several => Match::Several(several.to_vec()),
        },
        None => Match::Nearest(nearest.get(key).cloned().unwrap_or_default()),
    };
    Ok(typed.iter().zip(&keys).map(|(text, key)| found(text, key)).collect())
}

/// The slug in the path of a card.
fn card_of(typed: &str) -> Option<&str> {
    typed.trim().strip_prefix("/p/").filter(|slug| !slug.is_empty())
}

/// Up to three goods whose articles begin alike: the longest common beginning that any article has, of three signs at
/// least.
async fn nearest(tx: &mut TenantTx, keys: &[String]) -> Result<HashMap<String, Vec<Uuid>>> {
    let mut found: HashMap<String, Vec<Uuid>> = HashMap::new();
    if keys.is_empty() {
        return Ok(found);
    }
    let rows = sqlx::query!(
        r#"select k.key as "key!", near.id as "id!"
           from unnest($1::text[]) as k (key)
           cross join lateral (
               select p.id from generate_series(length(k.key), 3, -1) as cut (length)
               cross join lateral (
                   select id from product
                   where article_key ^@ left(k.key, cut.length) and state = 'active'
                   order by article_key limit 3
               ) p limit 3
           ) near"#,
        keys
    )
    .fetch_all(tx.db())
    .await?;
    for row in rows {
        let ids = found.entry(row.key).or_default();
        if !ids.contains(&row.id) {
            ids.push(row.id);
        }
    }
    Ok(found)
}

/// The goods of these ids. One query.
pub async fn goods_by_id(tx: &mut TenantTx, ids: &[Uuid], locale: Locale) -> Result<HashMap<Uuid, Good>> {
    let rows = sqlx::query!(
        r#"select p.id, p.article, p.name, p.name_en, p.slug, p.base_unit, p.vat_rate, p.minimum, p.multiple, p.state,
            r.id as "replacement_id?", r.article as "replacement?", k.units as "units?",
            k.coefficients as "coefficients?: Vec<Decimal>"
           from product p left join product r on r.id = p.replacement_id and r.state = 'active'
           left join (
             select product_id, array_agg(unit) as units, array_agg(coefficient) as coefficients
             from packaging where product_id = any($1) group by product_id) k on k.product_id = p.id
           where p.id = any($1) and p.state in ('active', 'discontinued')"#,
        ids
    )
    .fetch_all(tx.db())
    .await?;
    let goods = rows.into_iter().map(|row| {
        let coefficients = row.coefficients.unwrap_or_default();
        let packs = row.units.unwrap_or_default().into_iter().zip(coefficients);
        let good = Good {
            id: row.id,
            article: row.article,
            name: pick(locale, row.name.clone(), row.name_en.clone()),
            names: (row.name, row.name_en),
            slug: row.slug,
            packs: base_first(&row.base_unit, packs.collect()),
            base_unit: row.base_unit,
            vat_rate: row.vat_rate.map(|rate| rate.normalize()),
            minimum: row.minimum.normalize(),
            multiple: row.multiple.normalize(),
            discontinued: row.state == "discontinued",
            replacement: row.replacement_id.zip(row.replacement),
        };
        (row.id, good)
    });
    Ok(goods.collect())
}

/// The base unit, which is one of itself, then the packs from small to large.
fn base_first(base: &str, mut packs: Vec<(String, Decimal)>) -> Vec<(String, Decimal)> {
    packs.retain(|(unit, _)| unit != base);
    packs.sort_by(|(unit, coefficient), (other, than)| (coefficient, unit).cmp(&(than, other)));
    let packs = packs.into_iter().map(|(unit, coefficient)| (unit, coefficient.normalize()));
    std::iter::once((base.to_owned(), Decimal::ONE)).chain(packs).collect()
}
