//! Goods of a file: a thousand at a time are compared with what is there, put, and told apart: new, changed, unchanged.

use std::collections::{HashMap, HashSet};

use commerceml::{Good, Vat};
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::values::{ArticleKey, Id};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::directory::{Value, tail};
use super::loader::Loader;
use super::report::{At, Ending};
use super::told::{Kind, Row};
use crate::products::adding::{search_words, slug};

/// A good that is ready for its table.
struct Ready {
    at: At,
    good: Box<Good>,
    id: Uuid,
    article: String,
    section: Option<Uuid>,
    unit: Option<String>,
    packs: Vec<(String, Decimal)>,
    values: Vec<Value>,
}

/// Puts these goods.
pub async fn merge(loader: &mut Loader<'_>, goods: Vec<(At, Row, Box<Good>)>) -> Result<()> {
    let mut ready = Vec::with_capacity(goods.len());
    for (at, row, good) in last_of_each(loader, goods) {
        ready.push(prepare(loader, at, &row, good).await?);
    }
    let mut ids = put(loader, &ready).await?;
    let touched = details(loader, &ready, &ids).await?;
    for one in &ready {
        let Some((id, ending)) = ids.remove(&one.good.id) else { continue };
        let ending = if touched.contains(&id) { ending.max(Ending::Changed) } else { ending };
        loader.report.end(one.at, ending);
        loader.report.count(Kind::Good, ending);
    }
    Ok(())
}

/// Where a file names a good twice, the later one counts; the earlier row says so.
fn last_of_each(loader: &mut Loader<'_>, goods: Vec<(At, Row, Box<Good>)>) -> Vec<(At, Row, Box<Good>)> {
    let mut seen = HashSet::new();
    let mut kept = Vec::with_capacity(goods.len());
    for (at, row, good) in goods.into_iter().rev() {
        if seen.insert(good.id.clone()) {
            kept.push((at, row, good));
        } else {
            loader.trouble(at, &row, (&good.name, "id", &good.id, "repeated"), false);
        }
    }
    kept.reverse();
    kept
}

async fn prepare(loader: &mut Loader<'_>, at: At, row: &Row, good: Box<Good>) -> Result<Ready> {
    let unit = &good.unit;
    let words = [unit.name.as_str(), &unit.full, &unit.international];
    let code = loader.units.code(loader.tx, &unit.code, &words).await?;
    let mut packs = Vec::new();
    for (word, coefficient) in &good.packs {
        if let Some(code) = loader.units.code(loader.tx, word, &[word.as_str()]).await? {
            packs.push((code, *coefficient));
        }
    }
    packs.sort_by(|a, b| a.0.cmp(&b.0));
    packs.dedup_by(|a, b| a.0 == b.0);
    let section = loader.directory.section_of(&good.sections);
    let values = values(loader, at, row, &good);
    let code_of_1c = good.requisites.iter().find(|(name, _)| name == "Код").map(|(_, code)| code.trim());
    let article = match (good.article.trim(), code_of_1c) {
        ("", Some(code)) => code.to_owned(),
        (article, _) => article.to_owned(),
    };
    warn(loader, at, row, &good, [section.is_none(), article.is_empty(), code.is_none()]);
    Ok(Ready { at, good, id: Id::<Good>::new().uuid(), article, section, unit: code, packs, values })
}

fn values(loader: &mut Loader<'_>, at: At, row: &Row, good: &Good) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for (property, written) in &good.properties {
        match loader.directory.value(property, written) {
            // A property of several values is one attribute.
            Some(value) => match values.iter_mut().find(|known| known.attribute == value.attribute) {
                Some(known) => known.text = format!("{}, {}", known.text, value.text),
                None => values.push(value),
            },
            None => loader.trouble(at, row, (&good.name, "property", property, "unknown-property"), false),
        }
    }
    values
}

/// Doubts that do not keep a good out.
fn warn(loader: &mut Loader<'_>, at: At, row: &Row, good: &Good, [section, article, unit]: [bool; 3]) {
    let name = good.name.as_str();
    if section && !good.sections.is_empty() {
        loader.trouble(at, row, (name, "section", &good.sections.join(", "), "unknown-section"), false);
    }
    if article {
        loader.trouble(at, row, (name, "article", "", "no-article"), false);
    }
    if unit {
        loader.trouble(at, row, (name, "unit", "", "no-unit"), false);
    }
    for code in good.barcodes.iter().filter(|code| !gs1(code)) {
        loader.trouble(at, row, (name, "barcode", code, "check-digit"), false);
    }
}

/// GS1's check digit of GTIN-8, -12, -13 and -14: weights 3 and 1 from the right.
fn gs1(code: &str) -> bool {
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != code.chars().count() || !matches!(digits.len(), 8 | 12 | 13 | 14) {
        return false;
    }
    let sum: u32 =
        digits.iter().rev().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    sum % 10 == 0
}

/// The goods' own rows in one statement. Says each good's id and what happened to it.
async fn put(loader: &mut Loader<'_>, ready: &[Ready]) -> Result<HashMap<String, (Uuid, Ending)>> {
    let text = |of: fn(&Ready) -> String| ready.iter().map(of).collect::<Vec<String>>();
    let maybe = |of: fn(&Ready) -> Option<String>| ready.iter().map(of).collect::<Vec<Option<String>>>();
    let rates: Vec<Option<Decimal>> = ready
        .iter()
        .map(|one| match one.good.vat {
            Some(Vat::Percent(rate)) => Some(rate),
            Some(Vat::Exempt) | None => None,
        })
        .collect();
    let rows = sqlx::query!(
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
        &text(|one| one.good.id.clone()),
        &text(|one| one.article.clone()),
        &text(|one| ArticleKey::of(&one.article).as_str().to_owned()),
        &text(|one| one.good.name.clone()),
        &text(|one| slug(&one.article, one.id)),
        &ready.iter().map(|one| one.section).collect::<Vec<_>>() as _,
        &maybe(|one| one.good.brand.clone()) as _,
        &maybe(|one| one.good.description.clone()) as _,
        &maybe(|one| one.unit.clone()) as _,
        &rates as _,
        &ready.iter().map(|one| one.good.vat.is_some()).collect::<Vec<_>>(),
        &ready.iter().map(|one| one.good.deleted).collect::<Vec<_>>(),
        &text(|one| search_words(&[&one.good.name, one.good.brand.as_deref().unwrap_or(""), &one.article])),
        loader.now.to_sqlx() as _
    )
    .fetch_all(loader.tx.db())
    .await?;
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

/// Packs, barcodes, attributes and pictures of those goods that tell some. Says which goods they changed.
async fn details(
    loader: &mut Loader<'_>,
    ready: &[Ready],
    ids: &HashMap<String, (Uuid, Ending)>,
) -> Result<HashSet<Uuid>> {
    let mut touched = HashSet::new();
    let (mut packs, mut codes, mut values, mut pictures) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for one in ready {
        let Some((id, _)) = ids.get(&one.good.id) else { continue };
        packs.extend(one.packs.iter().map(|(unit, n)| (*id, unit.clone(), *n)));
        let unique: HashSet<&String> = one.good.barcodes.iter().collect();
        codes.extend(unique.into_iter().map(|code| (*id, code.clone())));
        values.extend((0..).zip(&one.values).map(|(position, value)| (*id, position, value)));
        pictures.extend((0..).zip(&one.good.pictures).map(|(position, picture)| (*id, position, picture)));
    }
    touched.extend(put_packs(loader, &packs).await?);
    touched.extend(put_barcodes(loader, &codes).await?);
    touched.extend(put_values(loader, &values).await?);
    touched.extend(put_pictures(loader, &pictures).await?);
    Ok(touched)
}

async fn put_packs(loader: &mut Loader<'_>, packs: &[(Uuid, String, Decimal)]) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"with told as (select * from unnest($1::uuid[], $2::text[], $3::numeric[]) as t (product_id, unit, coefficient)),
             gone as (delete from packaging p where p.product_id in (select product_id from told)
                and not exists (select from told t where t.product_id = p.product_id and t.unit = p.unit)
                returning p.product_id),
             put as (insert into packaging (product_id, unit, coefficient) select * from told
                on conflict (product_id, unit) do update set coefficient = excluded.coefficient
                where packaging.coefficient <> excluded.coefficient returning product_id)
           select product_id as "id!" from gone union select product_id from put"#,
        &packs.iter().map(|(id, ..)| *id).collect::<Vec<_>>(),
        &packs.iter().map(|(_, unit, _)| unit.clone()).collect::<Vec<_>>(),
        &packs.iter().map(|(.., n)| *n).collect::<Vec<_>>()
    )
    .fetch_all(loader.tx.db())
    .await?)
}

async fn put_barcodes(loader: &mut Loader<'_>, codes: &[(Uuid, String)]) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"with told as (select * from unnest($1::uuid[], $2::text[]) as t (product_id, code)),
             gone as (delete from barcode b where b.product_id in (select product_id from told)
                and not exists (select from told t where t.product_id = b.product_id and t.code = b.code)
                returning b.product_id),
             put as (insert into barcode (product_id, code) select * from told
                on conflict (product_id, code) do nothing returning product_id)
           select product_id as "id!" from gone union select product_id from put"#,
        &codes.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        &codes.iter().map(|(_, code)| code.clone()).collect::<Vec<_>>()
    )
    .fetch_all(loader.tx.db())
    .await?)
}

async fn put_values(loader: &mut Loader<'_>, values: &[(Uuid, i32, &Value)]) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"with told as (select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::numeric[])
                as t (product_id, attribute_id, position, text_value, number_value)),
             gone as (delete from product_attribute a where a.product_id in (select product_id from told)
                and not exists (select from told t
                    where t.product_id = a.product_id and t.attribute_id = a.attribute_id)
                returning a.product_id),
             put as (insert into product_attribute (product_id, attribute_id, position, text_value, number_value)
                select * from told
                on conflict (product_id, attribute_id) do update
                set text_value = excluded.text_value, number_value = excluded.number_value, position = excluded.position
                where (product_attribute.text_value, product_attribute.number_value)
                  is distinct from (excluded.text_value, excluded.number_value) returning product_id)
           select product_id as "id!" from gone union select product_id from put"#,
        &values.iter().map(|(id, ..)| *id).collect::<Vec<_>>(),
        &values.iter().map(|(.., value)| value.attribute).collect::<Vec<_>>(),
        &values.iter().map(|(_, position, _)| *position).collect::<Vec<_>>(),
        &values.iter().map(|(.., value)| value.text.clone()).collect::<Vec<_>>(),
        &values.iter().map(|(.., value)| value.number).collect::<Vec<_>>() as _
    )
    .fetch_all(loader.tx.db())
    .await?)
}

async fn put_pictures(
    loader: &mut Loader<'_>,
    pictures: &[(Uuid, i32, &commerceml::Picture)],
) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"with told as (select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[])
                as t (product_id, position, path, caption)),
             gone as (delete from product_picture p where p.product_id in (select product_id from told)
                and not exists (select from told t where t.product_id = p.product_id and t.position = p.position)
                returning p.product_id),
             put as (insert into product_picture (product_id, position, path, caption) select * from told
                on conflict (product_id, position) do update set path = excluded.path, caption = excluded.caption
                where (product_picture.path, product_picture.caption) is distinct from (excluded.path, excluded.caption)
                returning product_id)
           select product_id as "id!" from gone union select product_id from put"#,
        &pictures.iter().map(|(id, ..)| *id).collect::<Vec<_>>(),
        &pictures.iter().map(|(_, position, _)| *position).collect::<Vec<_>>(),
        &pictures.iter().map(|(.., picture)| picture.path.clone()).collect::<Vec<_>>(),
        &pictures.iter().map(|(.., picture)| picture.caption.clone()).collect::<Vec<_>>() as _
    )
    .fetch_all(loader.tx.db())
    .await?)
}

/// The part of a slug that makes it its own.
pub fn own_slug(article: &str, id: Uuid) -> String {
    format!("{}-{}", slug(article, id), tail(id))
}

#[cfg(test)]
mod tests {
    use super::gs1;

    #[test]
    fn check_digits_follow_gs1() {
        for good in ["4600000000008", "8809398300541", "96385074", "036000291452", "2000000000077"] {
            assert_eq!(gs1(good), good != "8809398300541", "{good}");
        }
        for bad in ["8809398300548", "123", "", "46000000000O8"] {
            assert!(!gs1(bad), "{bad}");
        }
    }
}
