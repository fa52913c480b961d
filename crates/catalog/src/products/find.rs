//! The search of the list: by article with any separators and letters, by barcode, by words with their endings.

use kit::Result;
use kit::values::ArticleKey;
use sqlx::{Postgres, QueryBuilder, Row};
use tenancy::TenantTx;
use uuid::Uuid;

use super::layout::swapped;

/// What the list asks for.
pub struct Wanted<'a> {
    pub q: &'a str,
    pub sections: Option<&'a [Uuid]>,
    /// Only what lies free in one of these warehouses.
    pub free_in: Option<&'a [Uuid]>,
    pub limit: i64,
    pub offset: i64,
}

/// Ids in the order of the list, the total, and the words that were searched when the typed ones found nothing.
pub struct Found {
    pub ids: Vec<Uuid>,
    pub total: i64,
    pub searched: Option<String>,
}

/// Searches; when nothing is found, once more with the keyboard's other layout.
pub async fn find(tx: &mut TenantTx, wanted: &Wanted<'_>) -> Result<Found> {
    let found = search(tx, wanted, wanted.q).await?;
    if found.total > 0 || wanted.q.is_empty() {
        return Ok(found);
    }
    let Some(other) = swapped(wanted.q) else { return Ok(found) };
    let again = search(tx, wanted, &other).await?;
    Ok(if again.total > 0 { Found { searched: Some(other), ..again } } else { found })
}

async fn search(tx: &mut TenantTx, wanted: &Wanted<'_>, q: &str) -> Result<Found> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new(
        "select p.id, count(*) over () as total from product p where p.state in ('active', 'discontinued')",
    );
    if let Some(sections) = wanted.sections {
        query.push(" and p.section_id = any(").push_bind(sections).push(")");
    }
    if let Some(houses) = wanted.free_in {
        query
            .push(" and exists (select from stock s where s.product_id = p.id and s.on_hand > s.reserved and s.warehouse_id = any(")
            .push_bind(houses)
            .push("))");
    }
    let q = q.trim();
    if q.is_empty() {
        query.push(" order by p.state, p.name, p.id");
    } else {
        narrow(&mut query, q);
    }
    query.push(" limit ").push_bind(wanted.limit).push(" offset ").push_bind(wanted.offset);
    let rows = query.build().fetch_all(tx.db()).await?;
    let total = match rows.first() {
        Some(row) => row.try_get("total")?,
        None => 0,
    };
    let ids = rows.iter().map(|row| row.try_get("id")).collect::<Result<Vec<Uuid>, sqlx::Error>>()?;
    Ok(Found { ids, total, searched: None })
}

/// An exact article first, then articles that begin so, then words.
fn narrow(query: &mut QueryBuilder<Postgres>, q: &str) {
    let key = ArticleKey::of(q).as_str().to_owned();
    query.push(" and (p.article_key ^@ ").push_bind(key.clone());
    query
        .push(" or exists (select from barcode b where b.product_id = p.id and b.code = ")
        .push_bind(q.to_owned())
        .push(")");
    if let Some(words) = prefixes(q) {
        query.push(" or p.words @@ to_tsquery('russian', ").push_bind(words).push(")");
    }
    query.push(") order by p.article_key <> ").push_bind(key.clone());
    query.push(", not p.article_key ^@ ").push_bind(key).push(", p.state, p.name, p.id");
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
