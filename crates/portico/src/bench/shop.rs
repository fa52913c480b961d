//! A manufacturer to measure: an invented catalog brought in by the product's own import, a dealer with a contract, a
//! chain of price lists, stock in warehouses, and buyers who sign in.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use accounts::companies::adding::add_dealer;
use accounts::contracts::{NewContract, Payment, VatMode, add_contract, add_entity};
use accounts::people::adding::{NewPerson, add_member, add_person};
use catalog::stock::{OnHand, set_on_hand};
use kit::edges::{Clock, SystemClock};
use kit::rights::Realm;
use kit::text::Locale;
use rust_decimal::Decimal;
use samples::{Format, Plan};
use tenancy::{Access, Dealer, NewTenant, Tenant, TenantTx};
use uuid::Uuid;

use super::Result;
use super::client::Client;
use super::ground::Ground;
use super::server::BASE;
use crate::commands::provision;
use crate::import;

const PASSWORD: &str = "correct horse battery";
/// Goods that are ordered while measuring; there is plenty of each.
const ORDERED: usize = 400;

/// A tenant with its data.
pub struct Shop {
    pub tenant: Tenant,
    pub schema: String,
    pub goods: u32,
    /// Articles that can be ordered, each of one good.
    pub articles: Vec<String>,
    /// Milliseconds that opening the tenant took, and that the import took.
    pub opened: u64,
    pub imported: u64,
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn words(error: impl ToString) -> String {
    error.to_string()
}

pub fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

impl Shop {
    /// Opens the tenant, imports so many goods and lets `buyers` buy them.
    pub async fn open(ground: &Ground, slug: &str, goods: u32, buyers: usize) -> Result<Self> {
        let began = Instant::now();
        let new = NewTenant {
            slug: slug.to_owned(),
            name: format!("Bench {slug}"),
            locale: "ru".to_owned(),
            time_zone: "Europe/Moscow".to_owned(),
            country: "RU".to_owned(),
        };
        let tenant = provision(&ground.db, &new).await?;
        let opened = millis(began);
        let folder = ground.scratch.path().join(slug);
        write_catalog(&folder, goods)?;
        let began = Instant::now();
        import::quietly(&tenant, &folder).await?;
        let imported = millis(began);
        let schema = tenant.id().schema().to_string();
        let mut shop = Self { tenant, schema, goods, articles: Vec::new(), opened, imported };
        shop.hire(ground, buyers).await?;
        // What the server's own housekeeping does within a minute of such an import.
        if goods > 1_000 {
            ground.superuser("vacuum analyze")?;
        }
        Ok(shop)
    }

    async fn hire(&mut self, ground: &Ground, buyers: usize) -> Result<()> {
        let ids = |rows: Vec<Vec<String>>| -> Vec<Uuid> {
            rows.iter().filter_map(|row| row.first()?.parse().ok()).collect()
        };
        let lists = ids(ground.rows(
            &self.schema,
            "select id from price_list where currency = 'RUB' order by name = 'Дилер' desc, name = 'Опт' desc limit 2",
        )?);
        let houses = ids(ground.rows(&self.schema, "select id from warehouse order by name limit 3")?);
        let chosen = ground.rows(
            &self.schema,
            &format!(
                "select min(p.id::text), min(p.article) from product p where p.state = 'active'
                   and exists (select from price where product_id = p.id and price_list_id = '{}')
                 group by p.article_key having count(*) = 1 order by md5(p.article_key) limit {ORDERED}",
                lists.first().ok_or("the import brought no price list")?
            ),
        )?;
        self.articles = chosen.iter().filter_map(|row| row.get(1).cloned()).collect();
        let mut tx = self.tenant.begin(Access::Write).await.map_err(words)?;
        tx.narrow(Dealer::All).await.map_err(words)?;
        let house = houses.first().copied().ok_or("the import brought no warehouse")?;
        let plenty = |product| OnHand { product, warehouse: house, quantity: Decimal::from(10_000_000) };
        let figures: Vec<OnHand> = ids(chosen).into_iter().map(plenty).collect();
        set_on_hand(&mut tx, &figures, SystemClock.now()).await.map_err(words)?;
        dealer(&mut tx, &self.tenant, (&lists, &houses), buyers).await?;
        tx.commit().await.map_err(words)
    }

    /// A buyer who has signed in.
    pub async fn buyer(&self, address: &str, n: usize) -> Result<Client> {
        let mut client = Client::new(address, &format!("{}.{BASE}", self.tenant.slug()));
        client.sign_in(&email(self.tenant.slug(), n), PASSWORD).await?;
        Ok(client)
    }

    /// The good of this article has so much in the first warehouse, and none elsewhere.
    pub fn leave(&self, ground: &Ground, article: &str, pieces: u32) -> Result<()> {
        let article = article.replace('\'', "''");
        ground.rows(
            &self.schema,
            &format!(
                "update stock s set on_hand = s.reserved + case when s.warehouse_id =
                   (select id from warehouse order by name limit 1) then {pieces} else 0 end
                 from product p where p.id = s.product_id and p.article = '{article}'"
            ),
        )?;
        Ok(())
    }
}

fn email(slug: &str, n: usize) -> String {
    format!("buyer{n}@{slug}.example")
}

async fn dealer(
    tx: &mut TenantTx,
    tenant: &Tenant,
    (lists, houses): (&[Uuid], &[Uuid]),
    buyers: usize,
) -> Result<()> {
    let now = SystemClock.now();
    let dealer = add_dealer(tx, "Dealer", Some("Tver"), "active", None, now).await.map_err(words)?;
    let entity = add_entity(tx, dealer, "organisation", "Entity", Some("7707083893")).await.map_err(words)?;
    let contract = NewContract {
        dealer,
        entity,
        number: "B-1",
        currency: "RUB".parse().map_err(|_| "RUB is no currency")?,
        vat_mode: VatMode::Included,
        level: Some("Silver"),
        level_percent: Decimal::from(-5),
        payment: Payment::Deferred(30),
        credit_limit: None,
        minimum_order: Decimal::ZERO,
        delivery: "To the door",
        price_lock_days: 3,
        valid_from: jiff::civil::date(2026, 1, 1),
        valid_to: None,
        price_lists: lists,
        warehouses: houses,
    };
    add_contract(tx, &contract, now).await.map_err(words)?;
    let hash = accounts::signing_in::hash(PASSWORD).await.map_err(words)?;
    for n in 0..buyers {
        let new = NewPerson {
            email: &email(tenant.slug(), n).parse().map_err(|_| "no e-mail")?,
            name: &format!("Buyer {n}"),
            realm: Realm::Dealer,
            locale: Locale::RU,
            time_zone: "Europe/Moscow",
            password_hash: Some(&hash),
        };
        let person = add_person(tx, &new, now).await.map_err(words)?;
        add_member(tx, dealer, person, "buyer", None).await.map_err(words)?;
    }
    Ok(())
}

/// The files of an invented catalog, as 1C would send them.
pub fn write_catalog(folder: &Path, goods: u32) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(words)?;
    let plan = Plan::new(goods, 1).map_err(words)?;
    samples::write(&plan, Format::Cml207, None, &mut |name| {
        let file: Box<dyn Write> = Box::new(File::create(folder.join(name))?);
        Ok(file)
    })
    .map_err(words)
}
