//! Variants (`good#variant`): each is a good of its own that is sold; its master only lends section, unit and texts.

use std::collections::HashMap;

use commerceml::Offer;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::values::{ArticleKey, Id};
use uuid::Uuid;

use super::goods::own_slug;
use super::loader::Loader;
use crate::products::adding::search_words;
use crate::products::facets;

/// A good that offers may belong to.
pub struct Master {
    pub id: Uuid,
    pub article: String,
    pub name: String,
}

/// A variant that is told for the first time.
pub struct NewVariant<'a> {
    pub foreign_id: String,
    pub offer: &'a Offer,
    pub master: &'a Master,
}

/// Adds the variants; their masters leave the lists. Returns ids by foreign id.
pub async fn add(loader: &mut Loader<'_>, new: &[NewVariant<'_>]) -> Result<HashMap<String, Uuid>> {
    if new.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = new.iter().map(|_| Id::<Master>::new().uuid()).collect();
    let articles: Vec<String> = new.iter().map(|one| article(one)).collect();
    let names: Vec<String> = new.iter().map(|one| name(one)).collect();
    let masters: Vec<Uuid> = new.iter().map(|one| one.master.id).collect();
    let foreign: Vec<String> = new.iter().map(|one| one.foreign_id.clone()).collect();
    sqlx::query!(
        "insert into product (id, article, article_key, name, slug, section_id, brand, description, base_unit, vat_rate,
            state, foreign_id, master_id, picture_kind, updated_at, words)
         select v.id, v.article, v.article_key, v.name, v.slug, m.section_id, m.brand, m.description, m.base_unit,
            m.vat_rate, case when m.state = 'deleted' then 'deleted' else 'active' end, v.foreign_id, m.id,
            m.picture_kind, $8, to_tsvector('russian', v.words)
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $9::uuid[])
            as v (id, article, article_key, name, slug, foreign_id, words, master_id)
         join product m on m.id = v.master_id",
        &ids,
        &articles,
        &articles.iter().map(|article| ArticleKey::of(article).as_str().to_owned()).collect::<Vec<_>>(),
        &names,
        &articles.iter().zip(&ids).map(|(article, id)| own_slug(article, *id)).collect::<Vec<_>>(),
        &foreign,
        &articles.iter().zip(&names).map(|(article, name)| search_words(&[name, article])).collect::<Vec<_>>(),
        loader.now.to_sqlx() as _,
        &masters
    )
    .execute(loader.tx.db())
    .await?;
    copy_details(loader, &ids, &masters).await?;
    facets::refresh(loader.tx, &[ids.as_slice(), &masters].concat()).await?;
    Ok(foreign.into_iter().zip(ids).collect())
}

async fn copy_details(loader: &mut Loader<'_>, ids: &[Uuid], masters: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "insert into product_attribute (product_id, attribute_id, position, text_value, number_value)
         select v.id, a.attribute_id, a.position, a.text_value, a.number_value
         from unnest($1::uuid[], $2::uuid[]) as v (id, master_id) join product_attribute a on a.product_id = v.master_id",
        ids,
        masters
    )
    .execute(loader.tx.db())
    .await?;
    sqlx::query!(
        "insert into packaging (product_id, unit, coefficient)
         select v.id, p.unit, p.coefficient
         from unnest($1::uuid[], $2::uuid[]) as v (id, master_id) join packaging p on p.product_id = v.master_id",
        ids,
        masters
    )
    .execute(loader.tx.db())
    .await?;
    sqlx::query!(
        "update product set state = 'master' where id = any($1) and state in ('active', 'discontinued')",
        masters
    )
    .execute(loader.tx.db())
    .await?;
    Ok(())
}

fn article(new: &NewVariant<'_>) -> String {
    if new.offer.article.is_empty() { new.master.article.clone() } else { new.offer.article.clone() }
}

/// The offer's own name; where it says no more than the master's, the characteristics tell variants apart.
fn name(new: &NewVariant<'_>) -> String {
    let own = if new.offer.name.is_empty() { &new.master.name } else { &new.offer.name };
    if *own != new.master.name {
        return own.clone();
    }
    let values: Vec<&str> = new.offer.characteristics.iter().map(|(_, value)| value.as_str()).collect();
    if values.is_empty() { own.clone() } else { format!("{own} ({})", values.join(", ")) }
}
