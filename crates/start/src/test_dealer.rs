//! "Be my own test dealer": a company with a contract and a buyer, at a plus-address of the owner's own e-mail, so that
//! its letters come to the owner; and the way into the portal as that buyer, and back.

use accounts::companies::adding::add_dealer;
use accounts::contracts::{NewContract, Payment, VatMode, add_contract, add_entity};
use accounts::people::adding::{NewPerson, add_member, add_person};
use accounts::signing_in::{act_as, may_come_back, signed_in};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff_sqlx::ToSqlx;
use kit::module::Pages;
use kit::rights::{Reach, Realm};
use kit::slots::Block;
use kit::text::Text;
use kit::values::{Currency, Email};
use kit::web::{Ctx, Flash, Redirect, SessionToken, Tx};
use kit::{Error, Result, refuse};
use rust_decimal::Decimal;
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::acts::PAGE;
use crate::samples;
use crate::steps::State;

pub async fn make(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<Redirect> {
    // Argon2 takes its time, and nobody waits for the lock meanwhile. Nobody is told the password either.
    let hash = accounts::signing_in::hash(SessionToken::fresh().reveal()).await?;
    tx.lock("start").await?;
    if State::read(&mut tx).await?.test_dealer.is_some() {
        return Ok(Redirect::to(PAGE));
    }
    let dealer = add(&mut tx, &ctx, &hash).await?;
    tx.commit().await?;
    let said = Text::key("start-test-dealer-made").with("email", dealer.as_str());
    Ok(Redirect::to(PAGE).saying(Flash::ok(said)))
}

/// Adds company, entity, contract and buyer. Returns the buyer's e-mail.
async fn add(tx: &mut TenantTx, ctx: &Ctx, hash: &str) -> Result<Email> {
    let owner = ctx.person()?;
    let russian = ctx.tenant.locale() == "ru";
    let word = |ru, en| if russian { ru } else { en };
    let name = word("Мой тестовый дилер", "My test dealer");
    let dealer = add_dealer(tx, name, None, "active", Some(owner.user), ctx.now).await?;
    let kind = if russian { "sole_proprietor" } else { "foreign" };
    let entity = add_entity(tx, dealer, kind, name, None).await?;
    let (lists, currency) = lists(tx, russian).await?;
    let warehouses =
        sqlx::query_scalar!("select id from warehouse order by position, name").fetch_all(tx.db()).await?;
    let contract = NewContract {
        dealer,
        entity,
        number: "TEST-1",
        currency,
        vat_mode: VatMode::Included,
        level: None,
        level_percent: Decimal::ZERO,
        payment: Payment::Prepaid,
        credit_limit: None,
        minimum_order: Decimal::ZERO,
        delivery: word("Самовывоз", "Collected by the buyer"),
        price_lock_days: 3,
        valid_from: ctx.today(),
        valid_to: None,
        price_lists: &lists,
        warehouses: &warehouses,
    };
    add_contract(tx, &contract, ctx.now).await?;
    let email = plus_address(&owner.email)?;
    let buyer = NewPerson {
        email: &email,
        name: &owner.name,
        realm: Realm::Dealer,
        locale: owner.locale,
        time_zone: &owner.time_zone,
        password_hash: Some(hash),
    };
    let buyer = add_person(tx, &buyer, ctx.now).await?;
    add_member(tx, dealer, buyer, "dealer_head", None).await?;
    sqlx::query!("update start_steps set test_dealer = $1, test_buyer = $2", dealer, buyer)
        .execute(tx.db())
        .await?;
    Ok(email)
}

/// All price lists but those of retail prices, the oldest first, and the currency of the first.
async fn lists(tx: &mut TenantTx, russian: bool) -> Result<(Vec<Uuid>, Currency)> {
    let rows =
        sqlx::query!("select id, currency from price_list where not is_rrp order by created_at, name, id")
            .fetch_all(tx.db())
            .await?;
    let currency = match rows.first() {
        Some(first) => first.currency.parse().map_err(|_| Error::bug(&first.currency))?,
        None => samples::currency(russian)?,
    };
    Ok((rows.into_iter().map(|row| row.id).collect(), currency))
}

/// `lev@x.example` → `lev+dealer@x.example`: a person of its own whose letters come to the same place.
fn plus_address(owner: &str) -> Result<Email> {
    let (local, domain) = owner.split_once('@').unwrap_or((owner, ""));
    format!("{local}+dealer@{domain}").parse().map_err(|_| Error::bug("a plus-address that is none"))
}

pub async fn act(mut tx: Tx, ctx: Ctx, _reach: Reach, headers: HeaderMap) -> Result<Response> {
    let Some(buyer) = State::read(&mut tx).await?.test_buyer else {
        return refuse("start-no-test-dealer").fix("start-open", PAGE).err();
    };
    refresh_terms(&mut tx, &ctx).await?;
    let token = act_as(&mut tx, &ctx, buyer, &headers).await?;
    tx.commit().await?;
    Ok(signed_in(&ctx, &token, "/"))
}

/// Lists and warehouses that came after the test dealer belong to its contract as well.
async fn refresh_terms(tx: &mut TenantTx, ctx: &Ctx) -> Result<()> {
    sqlx::query!(
        "insert into contract_price_list (contract_id, price_list_id, priority)
         select c.id, l.id, 1000 + row_number() over (order by l.created_at, l.id)::int
         from start_steps s join contract c on c.dealer_id = s.test_dealer
         join price_list l on not l.is_rrp and l.created_at <= $1
         where not exists (select from contract_price_list x where x.contract_id = c.id and x.price_list_id = l.id)
         on conflict do nothing",
        ctx.now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    sqlx::query!(
        "insert into contract_warehouse (contract_id, warehouse_id, priority)
         select c.id, w.id, 1000 + w.position from start_steps s join contract c on c.dealer_id = s.test_dealer
         cross join warehouse w
         on conflict do nothing"
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// On the dealer's start page: whose look this is, and the way back.
pub async fn home(tx: &mut TenantTx, ctx: &Ctx) -> Result<Option<Block>> {
    if !may_come_back(tx, ctx).await? {
        return Ok(None);
    }
    Block::new("start/_home.html", &Nothing {}).map(Some)
}

#[derive(Serialize)]
struct Nothing {}

pub fn blocks(pages: &mut Pages) {
    pages.add_block("start/_home.html", &Nothing {});
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_buyers_letters_come_to_the_owner() {
        let email = super::plus_address("lev@voltarika.example").unwrap();
        assert_eq!(email.as_str(), "lev+dealer@voltarika.example");
    }
}
