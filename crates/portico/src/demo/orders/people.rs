//! Who acts in the demo: buyers with their contracts, and the manufacturer's desk.

use jiff::Timestamp;
use kit::rights::Realm;
use kit::text::Locale;
use kit::web::{App, Ctx, Person};
use kit::{Error, Result};
use tenancy::Tenant;
use uuid::Uuid;

use crate::demo::story::{Contract, Maker};

/// A person who was added.
pub struct Actor {
    pub id: Uuid,
    pub email: String,
    pub name: &'static str,
    pub role: &'static str,
    pub limit: Option<i64>,
}

/// A dealer's company with the people who may order and the contracts they order by.
pub struct Company {
    pub id: Uuid,
    pub city: &'static str,
    pub people: Vec<Actor>,
    pub contracts: Vec<(Uuid, &'static Contract)>,
}

/// Somebody who orders by a contract.
#[derive(Clone, Copy)]
pub struct Buyer<'a> {
    pub company: &'a Company,
    pub actor: &'a Actor,
    pub contract: (Uuid, &'static Contract),
}

/// Where and by whom orders are made.
pub struct Trade<'a> {
    pub app: &'a App,
    pub tenant: &'a Tenant,
    pub maker: &'static Maker,
    pub staff: &'a [Actor],
    pub warehouses: &'a [Uuid],
    pub companies: &'a [Company],
}

impl Actor {
    /// Whether the ready-made roles let this person order.
    pub fn orders(&self) -> bool {
        matches!(self.role, "dealer_head" | "buyer" | "seller")
    }
}

impl<'a> Trade<'a> {
    /// The person with this e-mail under the contract with this number.
    pub fn buyer(&self, email: &str, number: &str) -> Result<Buyer<'a>> {
        self.companies
            .iter()
            .find_map(|company| {
                let actor = company.people.iter().find(|actor| actor.email == email)?;
                let contract = company.contracts.iter().find(|(_, contract)| contract.number == number)?;
                Some(Buyer { company, actor, contract: *contract })
            })
            .ok_or_else(|| Error::bug(format!("nobody orders as {email} by {number}")))
    }

    /// The buyer's request at that moment.
    pub fn as_buyer(&self, buyer: &Buyer<'_>, at: Timestamp) -> Ctx {
        self.acting(buyer.actor, Some((buyer.company.id, buyer.contract.0)), at)
    }

    /// The request of the staff member with this role at that moment.
    pub fn as_staff(&self, role: &str, at: Timestamp) -> Result<Ctx> {
        let actor = self.staff.iter().find(|actor| actor.role == role);
        let actor = actor.ok_or_else(|| Error::bug(format!("nobody is {role}")))?;
        Ok(self.acting(actor, None, at))
    }

    fn acting(&self, actor: &Actor, dealer: Option<(Uuid, Uuid)>, at: Timestamp) -> Ctx {
        let locale = Locale::parse(self.maker.locale).unwrap_or(Locale::EN);
        let person = Person {
            user: actor.id,
            session: Uuid::nil(),
            name: actor.name.to_owned(),
            email: actor.email.clone(),
            realm: if dealer.is_some() { Realm::Dealer } else { Realm::Staff },
            roles: vec![actor.role.to_owned()],
            dealer: dealer.map(|(dealer, _)| dealer),
            contract: dealer.map(|(_, contract)| contract),
            locale,
            time_zone: self.maker.time_zone.to_owned(),
            mode: "auto".to_owned(),
            density: "normal".to_owned(),
            last_used_at: at,
            policy_version: 0,
            look_version: 0,
        };
        Ctx { person: Some(person), locale, now: at, ..Ctx::system(self.app, self.tenant) }
    }
}
