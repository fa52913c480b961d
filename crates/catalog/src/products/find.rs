//! The search of the list: by article with any separators and letters, by barcode, by words with their endings.

use kit::Result;
use kit::values::ArticleKey;
use sqlx::{Postgres, QueryBuilder, Row};
use tenancy::TenantTx;
use uuid::Uuid;

use super::layout::swapped;

/// What narrows the list.
#[derive(Clone, Copy, Default)]
pub struct Narrow<'a> {
    pub q: &'a str,
    pub sections: Option<&'a [Uuid]>,
    /// Only what lies free in one of these warehouses.
    pub free_in: Option<&'a [Uuid]>,
    /// One of the values (ids of `facet_value`) of each.
    pub values: &'a [Vec<i32>],
}

/// Ids in the order of the list, and the total.
pub struct Found {
    pub ids: Vec<Uuid>,
    pub total: i64,
}

/// Searches and counts; when nothing is found, once more with the keyboard's other layout.
pub async fn find(tx: &mut TenantTx, q: &str, limit: i64, offset: i64) -> Result<Found> {
    let found = page_and_total(tx, q, limit, offset).await?;
    match swapped(q).filter(|_| found.total == 0) {
        Some(other) => page_and_total(tx, &other, limit, offset).await,
        None => Ok(found),
    }
}

async fn page_and_total(tx: &mut TenantTx, q: &str, limit: i64, offset: i64) -> Result<Found> {
    let narrow = Narrow { q, ..Narrow::default() };
    let ids = page(tx, &narrow, limit, offset).await?;
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("select count(*) as total from facet f");
    if !q.trim().is_empty() {
        query.push(" join product p on p.id = f.product_id where true");
    }
    words(&mut query, q.trim());
    let total = query.build().fetch_one(tx.db()).await?.try_get("total")?;
    Ok(Found { ids, total })
}

/// One page of ids in the order of the list: read along the index of that order, nothing is counted.
pub async fn page(tx: &mut TenantTx, narrow: &Narrow<'_>, limit: i64, offset: i64) -> Result<Vec<Uuid>> {
    let q = narrow.q.trim();
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("select f.product_id as id from facet f");
    if !q.is_empty() {
        query.push(" join product p on p.id = f.product_id");
    }
    query.push(" where true");
    match narrow.sections {
        Some([section]) => {
            query.push(" and f.section_id = ").push_bind(*section);
        }
        Some(sections) => {
            query.push(" and f.section_id = any(").push_bind(sections).push(")");
        }
        None => {}
    }
    if let Some(houses) = narrow.free_in {
        query.push(" and ");
        free_in(&mut query, "f.product_id", houses);
    }
    for values in narrow.values {
        query.push(" and f.value_ids && ").push_bind(values);
    }
    words(&mut query, q);
    query.push(" order by ");
    if !q.is_empty() {
        // An exact article first, then articles that begin so, then words.
        let key = ArticleKey::of(q).as_str().to_owned();
        query.push("p.article_key <> ").push_bind(key.clone());
        query.push(", not p.article_key ^@ ").push_bind(key).push(", ");
    }
    query.push("f.state, f.name, f.product_id");
    // A limit that the planner sees saves it a plan for each question; there are a few lengths of pages only.
    query.push(" limit ").push(limit);
    if offset > 0 {
        query.push(" offset ").push_bind(offset);
    }
    let rows = query.build().fetch_all(tx.db()).await?;
    Ok(rows.iter().map(|row| row.try_get("id")).collect::<Result<Vec<Uuid>, sqlx::Error>>()?)
}

/// True for a good that lies free in one of these warehouses. `product` is a column of ours.
pub fn free_in(query: &mut QueryBuilder<Postgres>, product: &'static str, houses: &[Uuid]) {
    query.push("exists (select from stock s where s.product_id = ").push(product);
    query.push(" and s.on_hand > s.reserved and s.warehouse_id = any(").push_bind(houses.to_vec()).push("))");
}

/// Goods `p` that the words mean.
pub fn words(query: &mut QueryBuilder<Postgres>, q: &str) {
    if q.is_empty() {
        return;
    }
    // Each way by its own index: an OR over them would read every good.
    query
        .push(" and p.id in (select id from product where article_key ^@ ")
        .push_bind(ArticleKey::of(q).as_str().to_owned());
    query.push(" union all select product_id from barcode where code = ").push_bind(q.to_owned());
    if let Some(words) = prefixes(q) {
        query.push(" union all select id from product where words @@ to_tsquery('russian', ");
        query.push_bind(words).push(")");
    }
    query.push(")");
}

/// `авт 16` → `авт:* & 16:*`. Only letters and digits go into the query's language.
fn prefixes(q: &str) -> Option<String> {
    let words: Vec<String> = q
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(|word| format!("{}:*", word.to_lowercase().replace('ё', "е")))
        .collect();
    (!words.is_empty()).then(|| words.join(" & "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_reach_the_query_language() {
        assert_eq!(prefixes("авт 16А").as_deref(), Some("авт:* & 16а:*"));
        assert_eq!(prefixes("a' | !b & (c):*").as_deref(), Some("a:* & b:* & c:*"));
        assert_eq!(prefixes("—"), None);
    }
}
