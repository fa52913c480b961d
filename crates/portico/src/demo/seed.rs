//! The seeder: deterministic, through the same functions that the screens call. A second start finds its work done.

use accounts::companies::adding::add_dealer;
use accounts::contracts::{
    NewContract, Payment, VatMode, add_contract, add_entity, add_price_list, add_warehouse,
};
use accounts::people::adding::{NewPerson, add_member, add_person, add_staff_role};
use kit::Result;
use kit::rights::Realm;
use kit::text::Locale;
use kit::values::{Currency, Email};
use kit::web::App;
use rust_decimal::Decimal;
use tenancy::{Access, Dealer as Wall, NewTenant, Tenant, TenantTx};
use uuid::Uuid;

use super::goods::{self, List, Shop};
use super::story::{Contract, Counts, Dealer, Entity, MAKERS, Maker, PASSWORD, Person};
use super::{Login, Persona, Story, TenantStory};
use crate::commands::provision;

const OPERATOR: &str = "operator@portico.example";

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
        if app.db.tenant_by_slug(maker.slug).is_none() {
            let tenant = provision(&app.db, &new_tenant(maker)).await?;
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

/// Seeds one manufacturer in one transaction: all of it or nothing.
async fn fill(app: &App, tenant: &Tenant, maker: &Maker, hash: &str) -> Result<()> {
    let mut tx = tenant.begin(Access::Write).await?;
    tx.narrow(Wall::All).await?;
    let mut seeder =
        Seeder { app, maker, hash, tx, warehouses: Vec::new(), lists: Vec::new(), manager: None, tax_ids: 0 };
    for (position, (name, name_en, zone)) in (0..).zip(maker.warehouses) {
        let id = add_warehouse(&mut seeder.tx, name, name_en, zone, position).await?;
        seeder.warehouses.push(id);
    }
    seeder.lists_and_goods().await?;
    for person in maker.staff {
        let id = seeder.person(person, maker.domain, Realm::Staff).await?;
        add_staff_role(&mut seeder.tx, id, person.role).await?;
        if person.role == "sales_manager" {
            seeder.manager = Some(id);
        }
    }
    for dealer in maker.dealers {
        seeder.dealer(dealer).await?;
    }
    if let Some(colour) = maker.colour.and_then(|colour| colour.parse().ok()) {
        accounts::look::set_colours(&mut seeder.tx, Some(colour), None).await?;
    }
    seeder.tx.commit().await?;
    Ok(())
}

struct Seeder<'a> {
    app: &'a App,
    maker: &'a Maker,
    hash: &'a str,
    tx: TenantTx,
    warehouses: Vec<Uuid>,
    lists: Vec<(Uuid, Currency)>,
    manager: Option<Uuid>,
    tax_ids: u32,
}

impl Seeder<'_> {
    /// The lists of the contracts, one of retail prices, and the goods that they price.
    async fn lists_and_goods(&mut self) -> Result<()> {
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

    async fn person(&mut self, person: &Person, domain: &str, realm: Realm) -> Result<Uuid> {
        let email = email(person, domain)?;
        let new = NewPerson {
            email: &email,
            name: person.name,
            realm,
            locale: Locale::parse(self.maker.locale).unwrap_or(Locale::EN),
            time_zone: self.maker.time_zone,
            password_hash: Some(self.hash),
        };
        add_person(&mut self.tx, &new, self.app.clock.now()).await
    }

    async fn dealer(&mut self, dealer: &Dealer) -> Result<()> {
        let now = self.app.clock.now();
        let id =
            add_dealer(&mut self.tx, dealer.name, Some(dealer.city), dealer.state, self.manager, now).await?;
        for person in dealer.people {
            let person_id = self.person(person, dealer.domain, Realm::Dealer).await?;
            add_member(&mut self.tx, id, person_id, person.role, person.limit.map(Decimal::from)).await?;
        }
        for entity in dealer.entities {
            self.entity(id, entity).await?;
        }
        Ok(())
    }

    async fn entity(&mut self, dealer: Uuid, entity: &Entity) -> Result<()> {
        self.tax_ids += 1;
        let tax_id = (self.maker.country == "RU").then(|| tax_id(self.tax_ids, entity.sole));
        let kind = match (self.maker.country, entity.sole) {
            ("RU", true) => "sole_proprietor",
            ("RU", false) => "organisation",
            _ => "foreign",
        };
        let id = add_entity(&mut self.tx, dealer, kind, entity.name, tax_id.as_deref()).await?;
        for contract in entity.contracts {
            self.contract(dealer, id, contract).await?;
        }
        Ok(())
    }

    async fn contract(&mut self, dealer: Uuid, entity: Uuid, contract: &Contract) -> Result<()> {
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
            minimum_order: Decimal::from(if russian { 5_000 } else { 250 }),
            delivery,
            price_lock_days: if contract.days.is_some() { 3 } else { 1 },
            valid_from: jiff::civil::date(today.year(), 1, 1),
            valid_to: contract.days.is_none().then(|| jiff::civil::date(today.year(), 12, 31)),
            price_lists: &lists,
            warehouses: &self.warehouses,
        };
        add_contract(&mut self.tx, &new, self.app.clock.now()).await?;
        Ok(())
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
