//! The goods' own rows: a thousand are put by one statement, which also says what it found there.

use std::collections::HashMap;

use commerceml::Vat;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::values::ArticleKey;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::goods::Ready;
use super::loader::Loader;
use super::report::Ending;
use crate::products::adding::{search_words, slug};

/// What the statement says of a good.
struct Put {
    foreign_id: String,
    id: Uuid,
    old_name: Option<String>,
    name: String,
    article: String,
    is_new: bool,
    is_changed: bool,
}

/// Puts the goods. Says each good's id and what happened to it, by foreign id.
pub async fn put(loader: &mut Loader<'_>, ready: &[Ready]) -> Result<HashMap<String, (Uuid, Ending)>> {
    let rows = merge(loader, ready).await?;
    let mut ids = HashMap::with_capacity(rows.len());
    for row in rows {
        let ending = match (row.is_new, row.is_changed) {
            (true, _) => Ending::New,
            (false, true) => Ending::Changed,
            (false, false) => Ending::Unchanged,
        };
        if let Some(old) = row.old_name.filter(|old| *old != row.name) {
            loader.report.sample(&row.article, "name", old, row.name);
        }
        ids.insert(row.foreign_id, (row.id, ending));
    }
    Ok(ids)
}

/// Columns of texts, in the order of the goods.
fn texts(ready: &[Ready], of: fn(&Ready) -> String) -> Vec<String> {
    ready.iter().map(of).collect()
}

/// Columns of what a file may leave out; what it does not say stays as it was.
fn maybe(ready: &[Ready], of: fn(&Ready) -> Option<String>) -> Vec<Option<String>> {
    ready.iter().map(of).collect()
}

fn rate(one: &Ready) -> Option<Decimal> {
    match one.good.vat {
        Some(Vat::Percent(rate)) => Some(rate),
        Some(Vat::Exempt) | None => None,
    }
}

fn words(one: &Ready) -> String {
    search_words(&[&one.good.name, one.good.brand.as_deref().unwrap_or(""), &one.article])
}

async fn merge(loader: &mut Loader<'_>, ready: &[Ready]) -> Result<Vec<Put>> {
    Ok(sqlx::query_as!(
        Put,
        r#"with told as (
             select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[],
                $8::text[], $9::text[], $10::text[], $11::numeric[], $12::bool[], $13::bool[], $14::text[])
                as t (id, foreign_id, article, article_key, name, slug, section_id, brand, description, base_unit,
                      vat_rate, vat_told, deleted, words)
           ), old as (
             select p.* from product p join told on told.foreign_id = p.foreign_id
           ), added as (
             insert into product (id, article, article_key, name, slug, section_id, brand, description, base_unit,
                vat_rate, state, foreign_id, updated_at, words)
             select t.id, t.article, t.article_key, t.name,
                case when row_number() over (partition by t.slug order by t.id) > 1
                    or exists (select from product where slug = t.slug) then t.slug || '-' || right(t.id::text, 12)
                  else t.slug end,
                t.section_id, t.brand, t.description, coalesce(t.base_unit, 'pcs'), t.vat_rate,
                case when t.deleted then 'deleted' else 'active' end, t.foreign_id, $15, to_tsvector('russian', t.words)
             from told t where not exists (select from old o where o.foreign_id = t.foreign_id)
           ), changed as (
             update product p set article = t.article, article_key = t.article_key, name = t.name,
                section_id = coalesce(t.section_id, p.section_id), brand = coalesce(t.brand, p.brand),
                description = coalesce(t.description, p.description), base_unit = coalesce(t.base_unit, p.base_unit),
                vat_rate = case when t.vat_told then t.vat_rate else p.vat_rate end,
                state = case when t.deleted then 'deleted' when p.state = 'deleted' then 'active' else p.state end,
                updated_at = $15, words = to_tsvector('russian', t.words)
             from told t where p.foreign_id = t.foreign_id
               and (p.article, p.name, p.section_id, p.brand, p.description, p.base_unit, p.vat_rate,
                    p.state = 'deleted')
                 is distinct from (t.article, t.name, coalesce(t.section_id, p.section_id), coalesce(t.brand, p.brand),
                    coalesce(t.description, p.description), coalesce(t.base_unit, p.base_unit),
                    case when t.vat_told then t.vat_rate else p.vat_rate end, t.deleted)
             returning p.id
           )
           select t.foreign_id as "foreign_id!", coalesce(o.id, t.id) as "id!", o.name as "old_name?", t.name as "name!",
             t.article as "article!", o.id is null as "is_new!", c.id is not null as "is_changed!"
           from told t left join old o on o.foreign_id = t.foreign_id left join changed c on c.id = o.id"#,
        &ready.iter().map(|one| one.id).collect::<Vec<_>>(),
        &texts(ready, |one| one.good.id.clone()),
        &texts(ready, |one| one.article.clone()),
        &texts(ready, |one| ArticleKey::of(&one.article).as_str().to_owned()),
        &texts(ready, |one| one.good.name.clone()),
        &texts(ready, |one| slug(&one.article, one.id)),
        &ready.iter().map(|one| one.section).collect::<Vec<_>>() as _,
        &maybe(ready, |one| one.good.brand.clone()) as _,
        &maybe(ready, |one| one.good.description.clone()) as _,
        &maybe(ready, |one| one.unit.clone()) as _,
        &ready.iter().map(rate).collect::<Vec<_>>() as _,
        &ready.iter().map(|one| one.good.vat.is_some()).collect::<Vec<_>>(),
        &ready.iter().map(|one| one.good.deleted).collect::<Vec<_>>(),
        &texts(ready, words),
        loader.now.to_sqlx() as _
    )
    .fetch_all(loader.tx.db())
    .await?)
}
