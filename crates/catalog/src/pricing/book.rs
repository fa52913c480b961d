//! The list prices of the asked products, loaded at once: one query for one line or a thousand.

use std::collections::HashMap;

use accounts::contracts::Terms;
use kit::values::{Currency, Money};
use kit::{Error, Result};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::price::{ListPrice, NoPrice, Priced, PricingTerms, TermsList, ladder, price};

/// A contract's pricing terms with the list prices of some products.
pub struct Book {
    pub terms: PricingTerms,
    rows: HashMap<Uuid, Vec<ListPrice>>,
    retail: HashMap<Uuid, Money>,
}

/// Loads what is needed to price these products under this contract.
pub async fn load(tx: &mut TenantTx, terms: &Terms, products: &[Uuid]) -> Result<Book> {
    // One statement: a list without a price for any of these goods still comes, for the words of why there is none.
    let rows = sqlx::query!(
        r#"select l.id, l.name, l.currency, l.vat_included, l.is_rrp,
            p.product_id as "product_id?", p.minimum as "minimum?", p.amount as "amount?"
           from price_list l left join price p on p.price_list_id = l.id and p.product_id = any($1)
           where l.id = any($2) or (l.is_rrp and l.currency = $3)"#,
        products,
        &terms.price_lists,
        terms.currency.code()
    )
    .fetch_all(tx.db())
    .await?;
    let mut lists: HashMap<Uuid, TermsList> = HashMap::new();
    let (mut prices, mut retail) = (HashMap::<Uuid, Vec<ListPrice>>::new(), HashMap::new());
    for row in rows {
        let of_terms = terms.price_lists.contains(&row.id);
        if of_terms && !lists.contains_key(&row.id) {
            let currency = currency_of(row.id, &row.currency)?;
            lists.insert(
                row.id,
                TermsList { id: row.id, name: row.name, currency, vat_included: row.vat_included },
            );
        }
        let (Some(product), Some(minimum), Some(amount)) = (row.product_id, row.minimum, row.amount) else {
            continue;
        };
        if row.is_rrp && row.currency == terms.currency.code() {
            retail.insert(product, Money::new(amount, terms.currency));
        }
        if of_terms {
            prices.entry(product).or_default().push(ListPrice { list: row.id, minimum, amount });
        }
    }
    let terms = PricingTerms {
        currency: terms.currency,
        vat_included: terms.vat_mode == "included",
        level: terms.level.clone(),
        level_percent: terms.level_percent,
        lists: terms.price_lists.iter().filter_map(|id| lists.remove(id)).collect(),
    };
    Ok(Book { terms, rows: prices, retail })
}

fn currency_of(list: Uuid, code: &str) -> Result<Currency> {
    code.parse().map_err(|_| Error::bug(format!("price list {list}: {code}")))
}

impl Book {
    fn rows(&self, product: Uuid) -> &[ListPrice] {
        self.rows.get(&product).map_or(&[], Vec::as_slice)
    }

    /// The price of `quantity` base units.
    pub fn price(
        &self,
        product: Uuid,
        vat_rate: Option<Decimal>,
        quantity: Decimal,
    ) -> Result<Priced, NoPrice> {
        price(&self.terms, self.rows(product), vat_rate, quantity)
    }

    /// From which quantity (base units) which price.
    pub fn ladder(&self, product: Uuid, vat_rate: Option<Decimal>) -> Vec<(Decimal, Money)> {
        ladder(&self.terms, self.rows(product), vat_rate)
    }

    /// The recommended retail price in the contract's currency (C2).
    pub fn retail(&self, product: Uuid) -> Option<Money> {
        self.retail.get(&product).copied()
    }
}

/// A price to set: per base unit, from a quantity in base units on.
#[derive(Debug, Clone, Copy)]
pub struct NewPrice {
    pub list: Uuid,
    pub product: Uuid,
    pub minimum: Decimal,
    pub amount: Decimal,
}

/// Sets prices of lists. One statement for all of them.
pub async fn set_prices(tx: &mut TenantTx, prices: &[NewPrice]) -> Result<()> {
    let lists: Vec<Uuid> = prices.iter().map(|price| price.list).collect();
    let products: Vec<Uuid> = prices.iter().map(|price| price.product).collect();
    let minimums: Vec<Decimal> = prices.iter().map(|price| price.minimum).collect();
    let amounts: Vec<Decimal> = prices.iter().map(|price| price.amount).collect();
    sqlx::query!(
        "insert into price (price_list_id, product_id, minimum, amount)
         select * from unnest($1::uuid[], $2::uuid[], $3::numeric[], $4::numeric[])
         on conflict (price_list_id, product_id, minimum) do update set amount = excluded.amount",
        &lists,
        &products,
        &minimums,
        &amounts
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// From now on the list holds recommended retail prices (C2); no contract sells by it.
pub async fn mark_retail(tx: &mut TenantTx, list: Uuid) -> Result<()> {
    sqlx::query!("update price_list set is_rrp = true where id = $1", list).execute(tx.db()).await?;
    Ok(())
}
