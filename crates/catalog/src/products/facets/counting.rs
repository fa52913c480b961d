//! Counts for the filters in two statements: how many goods each choice would leave. A filter's own choice does not
//! narrow its own counts, the others' do: a good counts for a filter when no other one keeps it out.

use std::collections::HashMap;

use kit::Result;
use sqlx::postgres::PgRow;
use sqlx::{Postgres, QueryBuilder, Row};
use tenancy::TenantTx;
use uuid::Uuid;

use super::asked::Filter;
use crate::products::find::{free_in, words};

/// An attribute filter of the state with what it means here.
#[derive(Debug, Clone, Default)]
pub struct Picked {
    /// Several attributes may have one name; to the reader they are one filter.
    pub attributes: Vec<Uuid>,
    pub values: Vec<i32>,
}

/// What is counted.
pub struct Wanted<'a> {
    pub q: &'a str,
    pub sections: Option<&'a [Uuid]>,
    pub free_only: bool,
    /// The warehouses of the reader's contract.
    pub houses: &'a [Uuid],
    pub picked: &'a [Picked],
}

/// How many there are of what.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// That pass all filters.
    pub total: i64,
    /// That the words alone find.
    pub all: i64,
    /// In stock; counted here only where nothing else is asked for.
    pub free: i64,
    /// That pass all filters but the section's.
    pub everywhere: i64,
    /// Goods that lie directly in a section.
    pub sections: HashMap<Uuid, i64>,
    /// Goods that only this filter keeps out.
    pub hidden: Vec<(Filter, i64)>,
    pub values: Vec<Value>,
}

/// How many goods have a value of an attribute.
#[derive(Debug, Clone)]
pub struct Value {
    pub name: String,
    pub name_en: Option<String>,
    pub unit: String,
    pub text: String,
    pub number: Option<rust_decimal::Decimal>,
    pub count: i64,
}

/// The values of an attribute that are read: those that are picked, then the most frequent.
const VALUES: i64 = 50;

/// Finds what the attribute filters of an address mean. A value that nobody has stands for nothing.
pub async fn pick(tx: &mut TenantTx, asked: &[(String, Vec<String>)]) -> Result<Vec<Picked>> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = asked.iter().map(|(name, _)| name.clone()).collect();
    let values: Vec<String> = asked.iter().flat_map(|(_, values)| values.clone()).collect();
    let rows = sqlx::query!(
        r#"select a.id as "id!", a.name as "name!", v.id as "value?", v.text_value as "text?"
           from attribute a left join facet_value v on v.attribute_id = a.id and v.text_value = any($2)
           where a.name = any($1)"#,
        &names,
        &values
    )
    .fetch_all(tx.db())
    .await?;
    let mut all = Vec::with_capacity(asked.len());
    for (name, values) in asked {
        let mut picked = Picked::default();
        for row in rows.iter().filter(|row| row.name == *name) {
            if !picked.attributes.contains(&row.id) {
                picked.attributes.push(row.id);
            }
            if let (Some(value), Some(text)) = (row.value, &row.text)
                && values.contains(text)
            {
                picked.values.push(value);
            }
        }
        all.push(picked);
    }
    Ok(all)
}

/// How many goods that pass everything are in stock, or would be.
pub async fn free(tx: &mut TenantTx, wanted: &Wanted<'_>) -> Result<i64> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("select count(*) as n from facet f");
    if !wanted.q.is_empty() {
        query.push(" join product p on p.id = f.product_id");
    }
    query.push(" where true");
    hard(&mut query, wanted);
    for picked in wanted.picked {
        query.push(" and f.value_ids && ").push_bind(picked.values.clone());
    }
    Ok(query.build().fetch_one(tx.db()).await?.try_get("n")?)
}

/// Counts everything but, where stock is not asked for, what is in stock.
pub async fn count(tx: &mut TenantTx, wanted: &Wanted<'_>) -> Result<Counts> {
    let mut counts = Counts::default();
    let goods = goods(wanted).build().fetch_all(tx.db()).await?;
    for row in &goods {
        add_goods(&mut counts, wanted, row)?;
    }
    counts.hidden.retain(|(_, n)| *n > 0);
    if counts.all > 0 {
        let rows = values(wanted).build().fetch_all(tx.db()).await?;
        counts.values = rows.iter().map(value).collect::<Result<_, sqlx::Error>>()?;
    }
    Ok(counts)
}

/// Goods by section, by being free, and by the filters that keep them out. What is kept out twice counts nowhere but
/// in the whole.
fn goods(wanted: &Wanted<'_>) -> QueryBuilder<Postgres> {
    let mut query =
        QueryBuilder::new("select section_id, free, off, count(*) as n from (select f.section_id, ");
    if wanted.free_only {
        free_in(&mut query, "f.product_id", wanted.houses);
    } else {
        query.push("false");
    }
    query.push(" as free, array[");
    let mut first = true;
    for picked in wanted.picked {
        query.push(if first { "" } else { ", " });
        first = false;
        query.push("not f.value_ids && ").push_bind(picked.values.clone());
    }
    query.push("]::bool[] as off from facet f");
    if !wanted.q.is_empty() {
        query.push(" join product p on p.id = f.product_id where true");
        words(&mut query, wanted.q);
    }
    query.push(") g group by section_id, free, off");
    query
}

fn add_goods(counts: &mut Counts, wanted: &Wanted<'_>, row: &PgRow) -> Result<(), sqlx::Error> {
    let section: Option<Uuid> = row.try_get("section_id")?;
    let (free, n): (bool, i64) = (row.try_get("free")?, row.try_get("n")?);
    let mut off: Vec<Filter> = Vec::new();
    if wanted.sections.is_some_and(|all| section.is_none_or(|section| !all.contains(&section))) {
        off.push(Filter::Section);
    }
    if wanted.free_only && !free {
        off.push(Filter::Free);
    }
    let attributes: Vec<bool> = row.try_get("off")?;
    off.extend(attributes.iter().enumerate().filter(|(_, off)| **off).map(|(at, _)| Filter::Attribute(at)));
    counts.all += n;
    let only = |filter| off.iter().all(|other| *other == filter);
    if off.is_empty() {
        counts.total += n;
    }
    if only(Filter::Free) && free {
        counts.free += n;
    }
    if only(Filter::Section) {
        counts.everywhere += n;
    }
    if let Some(section) = section.filter(|_| only(Filter::Section)) {
        *counts.sections.entry(section).or_default() += n;
    }
    if let [filter] = off.as_slice() {
        match counts.hidden.iter_mut().find(|(known, _)| known == filter) {
            Some((_, hidden)) => *hidden += n,
            None => counts.hidden.push((*filter, n)),
        }
    }
    Ok(())
}

/// Values of goods that pass everything, and of each attribute filter also those that only this filter keeps out.
fn values(wanted: &Wanted<'_>) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new(
        "select a.name, a.name_en, a.unit, v.text_value, v.number_value, c.n from (
           select v.id, v.attribute_id, sum(c.n)::bigint as n, row_number() over (partition by v.attribute_id
             order by v.id = any(",
    );
    let picked: Vec<i32> = wanted.picked.iter().flat_map(|one| one.values.clone()).collect();
    query.push_bind(picked).push(
        ") desc, sum(c.n) desc, v.id) as at
           from (select u.id, off, count(*) as n from (select f.value_ids, array[",
    );
    for (at, picked) in wanted.picked.iter().enumerate() {
        query.push(if at == 0 { "" } else { ", " });
        query.push("not f.value_ids && ").push_bind(picked.values.clone());
    }
    query.push("]::bool[] as off from facet f");
    if !wanted.q.is_empty() {
        query.push(" join product p on p.id = f.product_id");
    }
    query.push(" where true");
    hard(&mut query, wanted);
    query.push(") g cross join lateral unnest(g.value_ids) as u (id) group by u.id, off) c join facet_value v on v.id = c.id where ");
    passing(&mut query, wanted.picked);
    query.push(" group by v.id, v.attribute_id) c join facet_value v on v.id = c.id join attribute a on a.id = v.attribute_id where c.at <= ");
    query.push_bind(VALUES);
    query
}

/// Words, section and stock narrow every attribute's counts alike.
fn hard(query: &mut QueryBuilder<Postgres>, wanted: &Wanted<'_>) {
    words(query, wanted.q);
    if let Some(sections) = wanted.sections {
        query.push(" and f.section_id = any(").push_bind(sections.to_vec()).push(")");
    }
    if wanted.free_only {
        query.push(" and ");
        free_in(query, "f.product_id", wanted.houses);
    }
}

/// Nothing is off, or only the filter of the very attribute.
fn passing(query: &mut QueryBuilder<Postgres>, picked: &[Picked]) {
    let none = vec![false; picked.len()];
    query.push("(c.off = ").push_bind(none.clone());
    for (at, one) in picked.iter().enumerate() {
        let alone: Vec<bool> = (0..none.len()).map(|other| other == at).collect();
        query.push(" or c.off = ").push_bind(alone);
        query.push(" and v.attribute_id = any(").push_bind(one.attributes.clone()).push(")");
    }
    query.push(")");
}

fn value(row: &PgRow) -> Result<Value, sqlx::Error> {
    Ok(Value {
        name: row.try_get("name")?,
        name_en: row.try_get("name_en")?,
        unit: row.try_get("unit")?,
        text: row.try_get("text_value")?,
        number: row.try_get("number_value")?,
        count: row.try_get("n")?,
    })
}
