//! What goods have several of: packs, barcodes, attributes, pictures. What a file names replaces what was there.

use std::collections::{HashMap, HashSet};

use kit::Result;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::directory::Value;
use super::goods::Ready;
use super::loader::Loader;
use super::report::Ending;

/// Puts packs, barcodes, attributes and pictures of those goods that tell some. Says which goods they changed.
pub async fn put(
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
