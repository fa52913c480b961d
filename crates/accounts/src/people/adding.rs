//! Adding people: by invitation on the screens, with a password by the command line and the demo.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::error::OnConstraint;
use kit::rights::{Grant, ROLES, Realm, Role};
use kit::text::Locale;
use kit::values::{Email, Id};
use kit::{Result, refuse};
use tenancy::TenantTx;
use uuid::Uuid;

/// A person to be added.
pub struct NewPerson<'a> {
    pub email: &'a Email,
    pub name: &'a str,
    pub realm: Realm,
    pub locale: Locale,
    pub time_zone: &'a str,
    /// argon2id in PHC form; without it the person is invited and sets one.
    pub password_hash: Option<&'a str>,
}

/// Adds the person. An e-mail stands for one person in the whole portal.
pub async fn add_person(tx: &mut TenantTx, new: &NewPerson<'_>, now: Timestamp) -> Result<Uuid> {
    let id = Id::<NewPerson<'_>>::new().uuid();
    let realm = if new.realm == Realm::Staff { "staff" } else { "dealer" };
    sqlx::query!(
        "insert into person (id, email, name, realm, password_hash, state, locale, time_zone, created_at)
         values ($1, $2, $3, $4, $5, case when $5::text is null then 'invited' else 'active' end, $6, $7, $8)",
        id,
        new.email.as_str(),
        new.name,
        realm,
        new.password_hash,
        new.locale.code(),
        new.time_zone,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await
    .on_constraint("person_email_key", refuse("accounts-email-taken").with("email", new.email.as_str()).field("email"))?;
    Ok(id)
}

/// Gives a staff member a role.
pub async fn add_staff_role(tx: &mut TenantTx, person: Uuid, role: &str) -> Result<()> {
    sqlx::query!(
        "insert into staff_role (person_id, role) values ($1, $2) on conflict do nothing",
        person,
        role
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Makes the person a member of the dealer, with a role and an order limit in the contract's currency (none: no limit).
pub async fn add_member(
    tx: &mut TenantTx,
    dealer: Uuid,
    person: Uuid,
    role: &str,
    limit: Option<rust_decimal::Decimal>,
) -> Result<()> {
    sqlx::query!(
        "insert into membership (id, person_id, dealer_id, role, order_limit) values ($1, $2, $3, $4, $5)",
        Id::<NewPerson<'_>>::new().uuid(),
        person,
        dealer,
        role,
        limit
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// A ready-made role of the realm, by its name.
pub fn role_of(realm: Realm, id: &str) -> Option<&'static Role> {
    ROLES.iter().find(|role| role.realm == realm && role.id == id)
}

/// The choices of a realm's roles for a form: value and text key.
pub(crate) fn choices(realm: Realm) -> Vec<serde_json::Value> {
    let key = |role: &Role| format!("kit-role-{}", role.id.replace('_', "-"));
    let choice = |role: &Role| serde_json::json!({ "value": role.id, "key": key(role) });
    ROLES.iter().filter(|role| role.realm == realm).map(choice).collect()
}

/// Nobody grants what they have not (T22): every ready-made grant of the role must be within the giver's own rights.
pub(crate) fn may_give(
    matrix: &kit::rights::Matrix,
    giver: &[String],
    role: &str,
    rights: &[&kit::rights::Right],
) -> bool {
    rights.iter().all(|right| {
        let granted = |(to, scope): &Grant| (*to == role).then_some(*scope);
        match right.grants.iter().find_map(granted) {
            Some(scope) => matrix.scope(giver, right.id).is_some_and(|own| own >= scope),
            None => true,
        }
    })
}
