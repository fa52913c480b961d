//! Prices of offers, per base unit: compared with what is there, put in one statement for a thousand offers.

use std::collections::{HashMap, HashSet};

use kit::Result;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::loader::Loader;
use super::offers::Placed;
use super::report::Ending;
use super::told::Kind;
use super::{fit, lists};

/// A price on its way, and whose offer tells it.
struct Told {
    list: Uuid,
    product: Uuid,
    minimum: Decimal,
    amount: Decimal,
    offer: usize,
}

/// Puts the offers' prices. In a full package a price of a filled list that is not told any more goes.
pub async fn put(loader: &mut Loader<'_>, placed: &[Placed]) -> Result<()> {
    let mut told: HashMap<(Uuid, Uuid, Decimal), Told> = HashMap::new();
    for (index, one) in placed.iter().enumerate() {
        for price in &one.offer.prices {
            if let Some(price) = resolve(loader, one, index, price).await? {
                told.insert((price.list, price.product, price.minimum), price);
            }
        }
    }
    let told: Vec<Told> = told.into_values().collect();
    if told.is_empty() {
        return Ok(());
    }
    merge(loader, placed, &told).await?;
    if loader.full {
        remove_untold(loader, placed, &told).await?;
    }
    Ok(())
}

/// The list of a price, and the amount per base unit. What does not fit its list is said and left out.
async fn resolve(
    loader: &mut Loader<'_>,
    one: &Placed,
    offer: usize,
    price: &commerceml::Price,
) -> Result<Option<Told>> {
    let currency = price.currency.as_deref();
    let found = loader.lists.price_list(loader.tx, &price.price_type, currency).await?;
    let name = if one.offer.name.is_empty() { &one.offer.id.good } else { &one.offer.name };
    let Some((list, unnamed)) = found else {
        let value = currency.unwrap_or_default();
        loader.trouble(one.at, &one.row, (name, "currency", value, "currency"), true);
        loader.report.count(Kind::Price, Ending::Failed);
        return Ok(None);
    };
    if unnamed {
        loader.trouble(
            one.at,
            &one.row,
            (name, "price type", &price.price_type, "unnamed-price-type"),
            false,
        );
    }
    let fits = currency.is_none_or(|written| lists::currency(written) == Some(list.currency));
    if !fits {
        let value = currency.unwrap_or_default();
        loader.trouble(one.at, &one.row, (name, "currency", value, "other-currency"), true);
        loader.report.count(Kind::Price, Ending::Failed);
        return Ok(None);
    }
    let amount = price.amount.checked_div(price.coefficient).unwrap_or(price.amount);
    match (fit::amount(amount), fit::quantity(price.minimum)) {
        (Ok(amount), Ok(minimum)) => {
            let minimum = minimum.normalize();
            Ok(Some(Told { list: list.id, product: one.product, minimum, amount, offer }))
        }
        (Err(why), _) | (_, Err(why)) => {
            loader.trouble(one.at, &one.row, (name, "price", &amount.to_string(), why), true);
            loader.report.count(Kind::Price, Ending::Failed);
            Ok(None)
        }
    }
}

async fn merge(loader: &mut Loader<'_>, placed: &[Placed], told: &[Told]) -> Result<()> {
    let rows = sqlx::query!(
        r#"with told as (select * from unnest($1::uuid[], $2::uuid[], $3::numeric[], $4::numeric[], $5::int[])
                as t (price_list_id, product_id, minimum, amount, at)),
             put as (insert into price (price_list_id, product_id, minimum, amount)
                select price_list_id, product_id, minimum, amount from told
                on conflict (price_list_id, product_id, minimum) do update set amount = excluded.amount
                where price.amount <> excluded.amount)
           select t.at as "at!", p.amount as "old?" from told t left join price p using (price_list_id, product_id, minimum)"#,
        &told.iter().map(|one| one.list).collect::<Vec<_>>(),
        &told.iter().map(|one| one.product).collect::<Vec<_>>(),
        &told.iter().map(|one| one.minimum).collect::<Vec<_>>(),
        &told.iter().map(|one| one.amount).collect::<Vec<_>>(),
        &(0..).take(told.len()).collect::<Vec<i32>>()
    )
    .fetch_all(loader.tx.db())
    .await?;
    for row in rows {
        let Some(price) = usize::try_from(row.at).ok().and_then(|at| told.get(at)) else { continue };
        let Some(one) = placed.get(price.offer) else { continue };
        let ending = match row.old {
            None => Ending::New,
            Some(old) if old != price.amount => {
                let name = if one.offer.name.is_empty() { &one.offer.id.good } else { &one.offer.name };
                let amounts = (old.normalize().to_string(), price.amount.normalize().to_string());
                loader.report.sample(name, "price", amounts.0, amounts.1);
                Ending::Changed
            }
            Some(_) => Ending::Unchanged,
        };
        loader.report.end(one.at, ending);
        loader.report.count(Kind::Price, ending);
    }
    Ok(())
}

async fn remove_untold(loader: &mut Loader<'_>, placed: &[Placed], told: &[Told]) -> Result<()> {
    let products: HashSet<Uuid> = told.iter().map(|one| one.product).collect();
    let gone = sqlx::query_scalar!(
        r#"delete from price p using (select unnest($1::uuid[]) as id) as good
           where p.product_id = good.id and p.price_list_id = any($2) and not exists (
             select from unnest($3::uuid[], $4::uuid[], $5::numeric[]) as t (price_list_id, product_id, minimum)
             where t.price_list_id = p.price_list_id and t.product_id = p.product_id and t.minimum = p.minimum)
           returning p.product_id"#,
        &products.iter().copied().collect::<Vec<_>>(),
        &loader.lists.filled(),
        &told.iter().map(|one| one.list).collect::<Vec<_>>(),
        &told.iter().map(|one| one.product).collect::<Vec<_>>(),
        &told.iter().map(|one| one.minimum).collect::<Vec<_>>()
    )
    .fetch_all(loader.tx.db())
    .await?;
    for product in gone {
        if let Some(one) = placed.iter().find(|one| one.product == product) {
            loader.report.end(one.at, Ending::Changed);
            loader.report.count(Kind::Price, Ending::Changed);
        }
    }
    Ok(())
}
