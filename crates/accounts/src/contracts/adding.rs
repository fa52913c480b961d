//! Adding entities, contracts, and what contracts name: price lists and warehouses.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use kit::error::OnConstraint;
use kit::values::{Currency, Id};
use kit::{Result, refuse};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

/// Where VAT stands in prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VatMode {
    Included,
    OnTop,
}

/// When the dealer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payment {
    Prepaid,
    /// Days after shipping.
    Deferred(i32),
}

/// All terms of a new contract.
pub struct NewContract<'a> {
    pub dealer: Uuid,
    pub entity: Uuid,
    pub number: &'a str,
    pub currency: Currency,
    pub vat_mode: VatMode,
    pub level: Option<&'a str>,
    pub level_percent: Decimal,
    pub payment: Payment,
    pub credit_limit: Option<Decimal>,
    pub minimum_order: Decimal,
    pub delivery: &'a str,
    pub price_lock_days: i32,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    /// By priority.
    pub price_lists: &'a [Uuid],
    pub warehouses: &'a [Uuid],
}

/// Adds a legal entity. `kind`: `organisation`, `sole_proprietor`, `private_person` or `foreign`.
pub async fn add_entity(
    tx: &mut TenantTx,
    dealer: Uuid,
    kind: &str,
    name: &str,
    tax_id: Option<&str>,
) -> Result<Uuid> {
    let id = Id::<NewContract<'_>>::new().uuid();
    sqlx::query!(
        "insert into entity (id, dealer_id, kind, name, tax_id) values ($1, $2, $3, $4, $5)",
        id,
        dealer,
        kind,
        name,
        tax_id
    )
    .execute(tx.db())
    .await?;
    Ok(id)
}

/// Adds a contract with its lists and warehouses. A number stands once in a company.
pub async fn add_contract(tx: &mut TenantTx, new: &NewContract<'_>, now: Timestamp) -> Result<Uuid> {
    let id = Id::<NewContract<'_>>::new().uuid();
    let (payment, days) = match new.payment {
        Payment::Prepaid => ("prepaid", 0),
        Payment::Deferred(days) => ("deferred", days),
    };
    sqlx::query!(
        "insert into contract (id, dealer_id, entity_id, number, currency, vat_mode, level_name, level_percent,
            payment, payment_days, credit_limit, minimum_order, delivery_terms, price_lock_days, valid_from, valid_to,
            created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        id,
        new.dealer,
        new.entity,
        new.number,
        new.currency.code(),
        if new.vat_mode == VatMode::Included { "included" } else { "on_top" },
        new.level,
        new.level_percent,
        payment,
        days,
        new.credit_limit,
        new.minimum_order,
        new.delivery,
        new.price_lock_days,
        new.valid_from.to_sqlx() as _,
        new.valid_to.map(ToSqlx::to_sqlx) as _,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await
    .on_constraint("contract_number", refuse("accounts-contract-number-taken").with("number", new.number).field("number"))?;
    sqlx::query!(
        "insert into contract_price_list (contract_id, price_list_id, priority)
         select $1, list.id, list.at::int from unnest($2::uuid[]) with ordinality as list (id, at)",
        id,
        new.price_lists
    )
    .execute(tx.db())
    .await?;
    sqlx::query!(
        "insert into contract_warehouse (contract_id, warehouse_id, priority)
         select $1, house.id, house.at::int from unnest($2::uuid[]) with ordinality as house (id, at)",
        id,
        new.warehouses
    )
    .execute(tx.db())
    .await?;
    Ok(id)
}

/// Adds a warehouse.
pub async fn add_warehouse(
    tx: &mut TenantTx,
    name: &str,
    name_en: &str,
    time_zone: &str,
    position: i32,
) -> Result<Uuid> {
    let id = Id::<NewContract<'_>>::new().uuid();
    sqlx::query!(
        "insert into warehouse (id, name, name_en, position, time_zone) values ($1, $2, $3, $4, $5)",
        id,
        name,
        name_en,
        position,
        time_zone
    )
    .execute(tx.db())
    .await?;
    Ok(id)
}

/// Adds a price list; its prices come from the catalog.
pub async fn add_price_list(
    tx: &mut TenantTx,
    name: &str,
    currency: Currency,
    vat_included: bool,
) -> Result<Uuid> {
    let id = Id::<NewContract<'_>>::new().uuid();
    sqlx::query!(
        "insert into price_list (id, name, currency, vat_included) values ($1, $2, $3, $4)",
        id,
        name,
        currency.code(),
        vat_included
    )
    .execute(tx.db())
    .await?;
    Ok(id)
}
