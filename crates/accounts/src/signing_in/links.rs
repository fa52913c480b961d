//! One-time links (T26): 256 bits, hashed at rest, bound to person, purpose and address, used once.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::rights::Realm;
use kit::web::SessionToken;
use kit::{Error, Result};
use tenancy::TenantTx;
use uuid::Uuid;

/// What a link is for, and how long it lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Reset,
    Invitation,
    /// From the sign-up into the new portal.
    Arrival,
}

/// The person a live link belongs to.
pub struct Bearer {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub realm: Realm,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Invitation => "invitation",
            Self::Arrival => "arrival",
        }
    }

    fn life(self) -> SignedDuration {
        match self {
            Self::Reset => SignedDuration::from_hours(1),
            Self::Invitation => SignedDuration::from_hours(7 * 24),
            Self::Arrival => SignedDuration::from_mins(2),
        }
    }
}

/// Makes a link; earlier ones of the same purpose die.
pub async fn make(tx: &mut TenantTx, person: Uuid, purpose: Purpose, now: Timestamp) -> Result<SessionToken> {
    let token = SessionToken::fresh();
    let expires = now.saturating_add(purpose.life()).unwrap_or(Timestamp::MAX);
    spend_all(tx, person, purpose, now).await?;
    sqlx::query!(
        "insert into one_time_link (token_hash, purpose, person_id, email, expires_at)
         select $1, $2, p.id, p.email, $4 from person p where p.id = $3",
        token.hash(),
        purpose.word(),
        person,
        expires.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(token)
}

/// Whose link it is, if it lives; locked until the transaction ends, so that it is used once.
pub async fn bearer(tx: &mut TenantTx, token: &str, purpose: Purpose, now: Timestamp) -> Result<Bearer> {
    let token = SessionToken::parse(token).ok_or(Error::NotFound)?;
    let row = sqlx::query!(
        "select p.id, p.name, p.email, p.realm from one_time_link l join person p on p.id = l.person_id
         where l.token_hash = $1 and l.purpose = $2 and l.used_at is null and l.expires_at > $3
            and l.email = p.email and p.state <> 'blocked'",
        token.hash(),
        purpose.word(),
        now.to_sqlx() as _
    )
    .fetch_optional(tx.db())
    .await?
    .ok_or(Error::NotFound)?;
    let realm = if row.realm == "staff" { Realm::Staff } else { Realm::Dealer };
    Ok(Bearer { id: row.id, name: row.name, email: row.email, realm })
}

/// Uses the link up. Refused when somebody was quicker.
pub async fn spend(tx: &mut TenantTx, token: &str, now: Timestamp) -> Result<()> {
    let token = SessionToken::parse(token).ok_or(Error::NotFound)?;
    let spent = sqlx::query!(
        "update one_time_link set used_at = $2 where token_hash = $1 and used_at is null",
        token.hash(),
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    if spent.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
}

async fn spend_all(tx: &mut TenantTx, person: Uuid, purpose: Purpose, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update one_time_link set used_at = $3 where person_id = $1 and purpose = $2 and used_at is null",
        person,
        purpose.word(),
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// After a change of the password no earlier letter may set it again (T26).
pub async fn spend_every(tx: &mut TenantTx, person: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update one_time_link set used_at = $2 where person_id = $1 and used_at is null",
        person,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(())
}
