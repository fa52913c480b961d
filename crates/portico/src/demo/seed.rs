//! The seeder: deterministic, through the same functions that the screens call. A second start finds its work done.

use ::orders as room;
use accounts::companies::adding::add_dealer;
use accounts::contracts::{
    NewContract, Payment, VatMode, add_contract, add_entity, add_price_list, add_warehouse,
};
use accounts::people::adding::{NewPerson, add_member, add_person, add_staff_role};
use jiff::Timestamp;
use kit::Result;
use kit::rights::Realm;
use kit::text::Locale;
use kit::values::{Currency, Email};
use kit::web::App;
use rust_decimal::Decimal;
use tenancy::{Access, Dealer as Wall, NewTenant, Tenant, TenantTx};
use uuid::Uuid;

use super::goods::{self, Goods, List, Shop};
use super::imports;
use super::news as told_news;
use super::orders::people::{Actor, Company, Trade};
use super::orders::{self, ago};
use super::story::{Contract, Counts, Dealer, Entity, MAKERS, Maker, PASSWORD, Person, minimum_order};
use super::{Login, Persona, Story, TenantStory};
use crate::commands::provision;

const OPERATOR: &str = "operator@portico.example";
/// Hours since the people of the story joined: two years; and since the newest dealer asked to.
const FOUNDED: i64 = 2 * 365 * 24;
const SIGNED_UP: i64 = 26;
/// Hours since next year's prices were imported.
const IMPORTED: i64 = 20;

/// Fills an empty platform with the story, and tells it.
pub async fn seed(app: &App, database: &str) -> std::result::Result<Story, String> {
    let words = |error: kit::Error| error.to_string();
    let hash = accounts::signing_in::hash(PASSWORD).await.map_err(words)?;
    let operator: Email = OPERATOR.parse().map_err(|_| OPERATOR.to_owned())?;
    platform::console::operators::put_operator(&app.db, &operator, "Ada Operator", &hash, Locale::EN)
        .await
        .map_err(words)?;
    let mut tenants = Vec::new();
    for maker in MAKERS {
        let tenant = match app.db.tenant_by_slug(maker.slug) {
            Some(tenant) => tenant,
            None => provision(&app.db, &new_tenant(maker)).await?,
        };
        // A start that was cut off has left a manufacturer with nobody in it.
        if is_empty(&tenant).await.map_err(words)? {
            fill(app, &tenant, maker, &hash).await.map_err(words)?;
        }
        tenants.push(told(app, maker));
    }
    Ok(Story {
        public: app.config.public_url(),
        console: app.config.console_url(),
        database: database.to_owned(),
        operators: vec![Login { login: OPERATOR.to_owned(), password: PASSWORD.to_owned() }],
        counts: count(app).await.map_err(words)?,
        tenants,
    })
}

fn new_tenant(maker: &Maker) -> NewTenant {
    NewTenant {
        slug: maker.slug.to_owned(),
        name: maker.name.to_owned(),
        locale: maker.locale.to_owned(),
        time_zone: maker.time_zone.to_owned(),
        country: maker.country.to_owned(),
    }
}

async fn is_empty(tenant: &Tenant) -> Result<bool> {
    let mut tx = tenant.begin(Access::Read).await?;
    tx.narrow(Wall::All).await?;
    Ok(accounts::companies::count(&mut tx).await?.people == 0)
}

/// Seeds one manufacturer in one transaction: all of it or nothing.
async fn fill(app: &App, tenant: &Tenant, maker: &'static Maker, hash: &str) -> Result<()> {
    let mut tx = tenant.begin(Access::Write).await?;
    tx.narrow(Wall::All).await?;
    let since = ago(app.clock.now(), FOUNDED)?;
    let mut seeder =
        Seeder { app, maker, hash, since, tx, warehouses: Vec::new(), lists: Vec::new(), tax_ids: 0 };
    for (position, (name, name_en, zone)) in (0..).zip(maker.warehouses) {
        let id = add_warehouse(&mut seeder.tx, name, name_en, zone, position).await?;
        seeder.warehouses.push(id);
    }
    let goods = seeder.lists_and_goods().await?;
    let mut staff = Vec::new();
    for person in maker.staff {
        let actor = seeder.person(person, maker.domain, Realm::Staff).await?;
        add_staff_role(&mut seeder.tx, actor.id, person.role).await?;
        staff.push(actor);
    }
    let manager = staff.iter().find(|actor| actor.role == "sales_manager").map(|actor| actor.id);
    let mut companies = Vec::new();
    for dealer in maker.dealers {
        companies.extend(seeder.dealer(dealer, manager).await?);
    }
    if let Some(theme) = maker.theme {
        accounts::look::set_theme(&mut seeder.tx, Some(theme)).await?;
    }
    let Seeder { mut tx, warehouses, .. } = seeder;
    if let Some(igor) = staff.iter().find(|actor| actor.role == "catalog_manager") {
        imports::add(&mut tx, igor.name, &goods.made, ago(app.clock.now(), IMPORTED)?).await?;
    }
    let trade = Trade { app, tenant, maker, staff: &staff, warehouses: &warehouses, companies: &companies };
    orders::add(&mut tx, &trade, &goods).await?;
    told_news::add(&mut tx, &trade).await?;
    tx.commit().await?;
    Ok(())
}

struct Seeder<'a> {
    app: &'a App,
    maker: &'static Maker,
    hash: &'a str,
    /// When people joined.
    since: Timestamp,
    tx: TenantTx,
    warehouses: Vec<Uuid>,
    lists: Vec<(Uuid, Currency)>,
    tax_ids: u32,
}

impl Seeder<'_> {
    /// The lists of the contracts, one of retail prices, and the goods that they price.
    async fn lists_and_goods(&mut self) -> Result<Goods> {
        let mut lists = Vec::new();
        for (name, code, vat_included) in self.maker.price_lists {
            let currency = currency(code)?;
            let id = add_price_list(&mut self.tx, name, currency, *vat_included).await?;
            self.lists.push((id, currency));
            lists.push(List { id, currency, vat_included: *vat_included, retail: false });
        }
        let (name, code) = self.maker.retail;
        let currency = currency(code)?;
        let id = add_price_list(&mut self.tx, name, currency, true).await?;
        catalog::pricing::mark_retail(&mut self.tx, id).await?;
        lists.push(List { id, currency, vat_included: true, retail: true });
        let shop = Shop {
            russian: self.maker.locale == "ru",
            lists: &lists,
            warehouses: &self.warehouses,
            most: self.maker.goods,
            now: self.app.clock.now(),
        };
        goods::add(&mut self.tx, &shop).await
    }

    async fn person(&mut self, person: &'static Person, domain: &str, realm: Realm) -> Result<Actor> {
        let email = email(person, domain)?;
        let new = NewPerson {
            email: &email,
            name: person.name,
            realm,
            locale: Locale::parse(self.maker.locale).unwrap_or(Locale::EN),
            time_zone: self.maker.time_zone,
            password_hash: Some(self.hash),
        };
        let id = add_person(&mut self.tx, &new, self.since).await?;
        let email = email.as_str().to_owned();
        Ok(Actor { id, email, name: person.name, role: person.role, limit: person.limit })
    }

    /// Adds the dealer. One that waits for its approval does not order yet.
    async fn dealer(&mut self, dealer: &'static Dealer, manager: Option<Uuid>) -> Result<Option<Company>> {
        let active = dealer.state == "active";
        let now = self.app.clock.now();
        self.since = ago(now, if active { FOUNDED } else { SIGNED_UP })?;
        let id = add_dealer(&mut self.tx, dealer.name, Some(dealer.city), dealer.state, manager, self.since)
            .await?;
        let mut people = Vec::new();
        for person in dealer.people {
            let actor = self.person(person, dealer.domain, Realm::Dealer).await?;
            add_member(&mut self.tx, id, actor.id, person.role, person.limit.map(Decimal::from)).await?;
            people.push(actor);
        }
        let mut contracts = Vec::new();
        for entity in dealer.entities {
            contracts.extend(self.entity(id, entity).await?);
        }
        people.retain(Actor::orders);
        Ok(active.then_some(Company { id, city: dealer.city, people, contracts }))
    }

    async fn entity(
        &mut self,
        dealer: Uuid,
        entity: &'static Entity,
    ) -> Result<Vec<(Uuid, &'static Contract)>> {
        self.tax_ids += 1;
        let tax_id = (self.maker.country == "RU").then(|| tax_id(self.tax_ids, entity.sole));
        let kind = match (self.maker.country, entity.sole) {
            ("RU", true) => "sole_proprietor",
            ("RU", false) => "organisation",
            _ => "foreign",
        };
        let id = add_entity(&mut self.tx, dealer, kind, entity.name, tax_id.as_deref()).await?;
        let mut contracts = Vec::new();
        for contract in entity.contracts {
            contracts.push((self.contract(dealer, id, contract).await?, contract));
        }
        Ok(contracts)
    }

    async fn contract(&mut self, dealer: Uuid, entity: Uuid, contract: &Contract) -> Result<Uuid> {
        let currency = currency(contract.currency)?;
        let (level, level_percent) = contract.level.terms(self.maker.locale);
        // The contract's own currency first; the other lists stand behind it.
        let mut lists: Vec<(Uuid, Currency)> = self.lists.clone();
        lists.sort_by_key(|(_, of)| *of != currency);
        let lists: Vec<Uuid> = lists.iter().map(|(id, _)| *id).collect();
        let russian = self.maker.locale == "ru";
        let delivery = match (russian, contract.days.is_some()) {
            (true, true) => "Доставка до склада покупателя",
            (true, false) => "Самовывоз",
            (false, true) => "Delivered to the buyer’s warehouse",
            (false, false) => "Collected by the buyer",
        };
        let today = self.app.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let new = NewContract {
            dealer,
            entity,
            number: contract.number,
            currency,
            vat_mode: if contract.vat_on_top { VatMode::OnTop } else { VatMode::Included },
            level: Some(level),
            level_percent,
            payment: contract.days.map_or(Payment::Prepaid, Payment::Deferred),
            credit_limit: contract.credit.map(Decimal::from),
            minimum_order: minimum_order(contract.currency),
            delivery,
            price_lock_days: if contract.days.is_some() { 3 } else { 1 },
            valid_from: jiff::civil::date(today.year() - 2, 1, 1),
            valid_to: contract.days.is_none().then(|| jiff::civil::date(today.year(), 12, 31)),
            price_lists: &lists,
            warehouses: &self.warehouses,
        };
        add_contract(&mut self.tx, &new, self.since).await
    }
}

fn email(person: &Person, domain: &str) -> Result<Email> {
    let text = format!("{}@{domain}", person.login);
    text.parse().map_err(|_| kit::Error::bug(text))
}

fn currency(code: &str) -> Result<Currency> {
    code.parse().map_err(|_| kit::Error::bug(format!("{code} is no currency")))
}

/// A tax id with right check digits that is no real region's: it begins with 99.
fn tax_id(index: u32, sole: bool) -> String {
    let control = |digits: &str, weights: &[u32]| {
        let sum: u32 = digits.chars().filter_map(|c| c.to_digit(10)).zip(weights).map(|(d, w)| d * w).sum();
        sum % 11 % 10
    };
    if sole {
        let ten = format!("99{index:08}");
        let eleven = format!("{ten}{}", control(&ten, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]));
        let last = control(&eleven, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
        format!("{eleven}{last}")
    } else {
        let nine = format!("99{index:07}");
        let last = control(&nine, &[2, 4, 10, 3, 5, 9, 4, 6, 8]);
        format!("{nine}{last}")
    }
}

/// Who may sign in, for the reader of the demo.
fn told(app: &App, maker: &Maker) -> TenantStory {
    let persona = |person: &Person, company: &str, domain: &str| Persona {
        name: person.name.to_owned(),
        role: person.role.replace('_', " "),
        company: company.to_owned(),
        login: format!("{}@{domain}", person.login),
        password: PASSWORD.to_owned(),
    };
    let mut people: Vec<Persona> =
        maker.staff.iter().map(|person| persona(person, maker.name, maker.domain)).collect();
    for dealer in maker.dealers {
        people.extend(dealer.people.iter().map(|person| persona(person, dealer.name, dealer.domain)));
    }
    TenantStory { slug: maker.slug.to_owned(), url: app.config.tenant_url(maker.slug), people }
}

/// Counted in the database, not in the story.
async fn count(app: &App) -> Result<Counts> {
    let mut counts = Counts::default();
    for tenant in app.db.tenants() {
        let mut tx = tenant.begin(Access::Read).await?;
        tx.narrow(Wall::All).await?;
        let of_tenant = accounts::companies::count(&mut tx).await?;
        counts.tenants += 1;
        counts.people += of_tenant.people;
        counts.dealers += of_tenant.dealers;
        counts.entities += of_tenant.entities;
        counts.contracts += of_tenant.contracts;
        let of_catalog = catalog::products::count(&mut tx).await?;
        counts.products += of_catalog.products;
        counts.sections += of_catalog.sections;
        counts.add_orders(&room::count(&mut tx).await?);
        counts.news += ::news::count(&mut tx).await?;
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_storys_tax_ids_have_right_check_digits() {
        for index in 1..200 {
            for sole in [false, true] {
                assert!(tax_id(index, sole).parse::<kit::values::Inn>().is_ok(), "{index} {sole}");
            }
        }
    }

    #[test]
    fn voltarika_has_twelve_dealers_nineteen_entities_and_twenty_six_contracts() {
        let maker = MAKERS.iter().find(|maker| maker.slug == "voltarika").unwrap();
        let entities: Vec<&Entity> = maker.dealers.iter().flat_map(|dealer| dealer.entities).collect();
        let contracts: usize = entities.iter().map(|entity| entity.contracts.len()).sum();
        assert_eq!((maker.dealers.len(), entities.len(), contracts), (12, 19, 26));
    }
}
