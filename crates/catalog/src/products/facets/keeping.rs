//! Keeps the narrow rows that the list is filtered and counted by, and the version that counts are kept by.

use kit::Result;
use tenancy::TenantTx;
use uuid::Uuid;

/// Makes the rows of these goods anew from what the goods are now. Three statements for one good or a thousand.
pub async fn refresh(tx: &mut TenantTx, products: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "insert into facet_value (attribute_id, text_value, number_value)
         select a.attribute_id, a.text_value, min(a.number_value) from product_attribute a
         where a.product_id = any($1) and length(a.text_value) <= 80
           and not exists (select from facet_value v where v.attribute_id = a.attribute_id and v.text_value = a.text_value)
         group by a.attribute_id, a.text_value order by 1, 2
         on conflict on constraint facet_value_key do nothing",
        products
    )
    .execute(tx.db())
    .await?;
    sqlx::query!(
        "insert into facet (product_id, section_id, state, name, value_ids)
         select p.id, p.section_id, p.state, p.name, coalesce(array_agg(v.id order by v.id) filter (where v.id is not null), '{}')
         from product p
         left join product_attribute a on a.product_id = p.id
         left join facet_value v on v.attribute_id = a.attribute_id and v.text_value = a.text_value
         where p.id = any($1) and p.state in ('active', 'discontinued') group by p.id
         on conflict (product_id) do update
         set section_id = excluded.section_id, state = excluded.state, name = excluded.name, value_ids = excluded.value_ids
         where (facet.section_id, facet.state, facet.name, facet.value_ids)
           is distinct from (excluded.section_id, excluded.state, excluded.name, excluded.value_ids)",
        products
    )
    .execute(tx.db())
    .await?;
    sqlx::query!(
        "delete from facet f using product p
         where p.id = f.product_id and f.product_id = any($1) and p.state not in ('active', 'discontinued')",
        products
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Counts that were kept are old from the commit on. Call it last: its row is locked until then.
pub async fn moved_on(tx: &mut TenantTx) -> Result<()> {
    sqlx::query!("update catalog_version set version = version + 1").execute(tx.db()).await?;
    Ok(())
}

/// The version of the catalog that this transaction sees.
pub async fn version(tx: &mut TenantTx) -> Result<i64> {
    Ok(sqlx::query_scalar!("select version from catalog_version").fetch_one(tx.db()).await?)
}
