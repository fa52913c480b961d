//! The terms of a contract, as every other room reads them and as an order keeps them.

use std::sync::Arc;

use jiff::civil::Date;
use kit::values::{Currency, Money};
use kit::web::Ctx;
use kit::{Error, Result};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;
use uuid::Uuid;

/// Everything that a contract says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Terms {
    pub id: Uuid,
    pub number: String,
    pub dealer: Uuid,
    pub entity: Uuid,
    pub entity_name: String,
    pub tax_id: Option<String>,
    pub currency: Currency,
    /// `included`: prices have VAT inside; `on_top`: VAT is added.
    pub vat_mode: String,
    pub level: Option<String>,
    /// Percent on the lists' prices; −9 is nine percent off.
    pub level_percent: Decimal,
    /// `prepaid` or `deferred`.
    pub payment: String,
    /// Days after shipping; 0 when prepaid.
    pub payment_days: i32,
    /// None is "no limit", a value of its own.
    pub credit_limit: Option<Money>,
    pub minimum_order: Money,
    pub delivery: String,
    pub price_lock_days: i32,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    /// By priority: the first list that has a product gives its price.
    pub price_lists: Vec<Uuid>,
    pub price_list_names: Vec<String>,
    /// By priority: stock is taken from the first.
    pub warehouses: Vec<Uuid>,
    pub warehouse_names: Vec<String>,
}

/// The manager whom a dealer calls.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Manager {
    name: String,
    phone: Option<String>,
    email: String,
}

impl Manager {
    fn of(name: Option<&String>, phone: Option<&String>, email: Option<&String>) -> Option<Self> {
        Some(Self { name: name?.clone(), phone: phone.cloned(), email: email?.clone() })
    }
}

/// A dealer's open contracts, and the manager. The frame of a page reads them, the page itself takes them from there.
pub(super) struct Book {
    pub contracts: Vec<Terms>,
    pub manager: Option<Manager>,
}

#[derive(Clone)]
struct KeptBook(Uuid, Arc<Book>);

/// The open contracts of a dealer with all terms, by entity and number. One query.
pub async fn list_terms(tx: &mut TenantTx, dealer: Uuid) -> Result<Vec<Terms>> {
    Ok(select(tx, dealer, None).await?.contracts)
}

/// One open contract, by owner and id.
pub async fn contract_terms(tx: &mut TenantTx, dealer: Uuid, contract: Uuid) -> Result<Terms> {
    select(tx, dealer, Some(contract)).await?.contracts.pop().ok_or(Error::NotFound)
}

/// The contract that the person has chosen in the header, else the first one. `None`: the company has none yet.
pub async fn current_terms(tx: &mut TenantTx, ctx: &Ctx) -> Result<Option<Terms>> {
    let person = ctx.person()?;
    let Some(dealer) = person.dealer else { return Ok(None) };
    let book = match ctx.kept.get::<KeptBook>().filter(|kept| kept.0 == dealer) {
        Some(KeptBook(_, book)) => book,
        None => Arc::new(select(tx, dealer, None).await?),
    };
    Ok(chosen(&book.contracts, person.contract).cloned())
}

/// The contracts of a page's reader, kept for the rest of the request.
pub(super) async fn book_of(tx: &mut TenantTx, ctx: &Ctx, dealer: Uuid) -> Result<Arc<Book>> {
    let book = Arc::new(select(tx, dealer, None).await?);
    ctx.kept.put(KeptBook(dealer, Arc::clone(&book)));
    Ok(book)
}

/// The contract that is chosen, else the first one.
pub(super) fn chosen(contracts: &[Terms], choice: Option<Uuid>) -> Option<&Terms> {
    contracts.iter().find(|terms| Some(terms.id) == choice).or_else(|| contracts.first())
}

async fn select(tx: &mut TenantTx, dealer: Uuid, contract: Option<Uuid>) -> Result<Book> {
    let rows = sqlx::query!(
        r#"select c.id, c.number, c.dealer_id, c.entity_id, e.name as entity_name, e.tax_id, c.currency, c.vat_mode,
            c.level_name, c.level_percent, c.payment, c.payment_days, c.credit_limit, c.minimum_order,
            c.delivery_terms, c.price_lock_days, c.valid_from as "valid_from: jiff_sqlx::Date",
            c.valid_to as "valid_to: jiff_sqlx::Date",
            array(select l.price_list_id from contract_price_list l where l.contract_id = c.id
                order by l.priority) as "price_lists!",
            array(select p.name from contract_price_list l join price_list p on p.id = l.price_list_id
                where l.contract_id = c.id order by l.priority) as "price_list_names!",
            array(select w.warehouse_id from contract_warehouse w where w.contract_id = c.id
                order by w.priority, w.warehouse_id) as "warehouses!",
            array(select h.name from contract_warehouse w join warehouse h on h.id = w.warehouse_id
                where w.contract_id = c.id order by w.priority, w.warehouse_id) as "warehouse_names!",
            m.name as "manager_name?", m.phone as manager_phone, m.email as "manager_email?"
         from contract c join entity e on e.id = c.entity_id and e.dealer_id = c.dealer_id
         join dealer d on d.id = c.dealer_id
         left join person m on m.id = d.manager_id
         where c.dealer_id = $1 and c.state = 'active' and ($2::uuid is null or c.id = $2)
         order by e.name, c.number, c.id"#,
        dealer,
        contract
    )
    .fetch_all(tx.db())
    .await?;
    let manager = rows.first().and_then(|row| {
        Manager::of(row.manager_name.as_ref(), row.manager_phone.as_ref(), row.manager_email.as_ref())
    });
    let contracts = rows
        .into_iter()
        .map(|row| {
            let currency = currency_of(row.id, &row.currency)?;
            Ok(Terms {
                id: row.id,
                number: row.number,
                dealer: row.dealer_id,
                entity: row.entity_id,
                entity_name: row.entity_name,
                tax_id: row.tax_id,
                currency,
                vat_mode: row.vat_mode,
                level: row.level_name,
                level_percent: row.level_percent,
                payment: row.payment,
                payment_days: row.payment_days,
                credit_limit: row.credit_limit.map(|limit| Money::new(limit, currency)),
                minimum_order: Money::new(row.minimum_order, currency),
                delivery: row.delivery_terms,
                price_lock_days: row.price_lock_days,
                valid_from: row.valid_from.to_jiff(),
                valid_to: row.valid_to.map(jiff_sqlx::Date::to_jiff),
                price_lists: row.price_lists,
                price_list_names: row.price_list_names,
                warehouses: row.warehouses,
                warehouse_names: row.warehouse_names,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Book { contracts, manager })
}

fn currency_of(contract: Uuid, code: &str) -> Result<Currency> {
    code.parse().map_err(|_| Error::bug(format!("contract {contract}: {code}")))
}

impl Terms {
    /// Two contracts with all terms different, for samples of pages.
    pub fn samples() -> Vec<Self> {
        let one = |number: &str, currency: &str, deferred: bool| {
            let currency: Option<Currency> = currency.parse().ok();
            currency.map(|currency| Self {
                id: Uuid::nil(),
                number: number.to_owned(),
                dealer: Uuid::nil(),
                entity: Uuid::nil(),
                entity_name: "ООО «ТК Опт»".to_owned(),
                tax_id: Some("9901000014".to_owned()),
                currency,
                vat_mode: if deferred { "included" } else { "on_top" }.to_owned(),
                level: deferred.then(|| "Серебро".to_owned()),
                level_percent: Decimal::new(-9, 0),
                payment: if deferred { "deferred" } else { "prepaid" }.to_owned(),
                payment_days: if deferred { 30 } else { 0 },
                credit_limit: deferred.then(|| Money::new(Decimal::new(123_456_789_012, 2), currency)),
                minimum_order: Money::new(Decimal::new(15_000, 0), currency),
                delivery: "Самовывоз со склада в Твери; свыше 100 000 — доставка до двери за счёт поставщика"
                    .to_owned(),
                price_lock_days: 3,
                valid_from: jiff::civil::date(2026, 1, 1),
                valid_to: (!deferred).then(|| jiff::civil::date(2026, 12, 31)),
                price_lists: vec![Uuid::nil()],
                price_list_names: vec!["Опт".to_owned(), "Экспорт".to_owned()],
                warehouses: vec![Uuid::nil()],
                warehouse_names: vec!["Тверь".to_owned(), "Москва".to_owned()],
            })
        };
        [one("14-Д", "RUB", true), one("15-В", "USD", false)].into_iter().flatten().collect()
    }
}
