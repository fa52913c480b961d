//! Limits against guessing and spraying (T25): per e-mail, per address and per tenant, kept in the database, so that
//! every process counts alike. Slow, never locked: nobody can shut somebody else out for long.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::values::Id;
use kit::web::Ctx;
use kit::{Error, Result};
use tenancy::{Access, TenantTx};
use uuid::Uuid;

/// The window that is looked at.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Failures in the window before the next try must wait.
const OF_EMAIL: i64 = 5;
const OF_ADDRESS: i64 = 30;
const OF_TENANT: i64 = 300;
/// Seconds to wait for each failure beyond the limit.
const STEP: i64 = 15;
const LONGEST: i64 = 300;

/// A try that is counted and not judged yet. Until then it counts as a failure, so that guesses sent at once are as slow
/// as those sent one after the other.
pub struct Attempt(Uuid);

/// Counts a try before anything is hashed; commit it then. Refused when the e-mail, the address or the whole tenant has
/// failed too often just now.
pub async fn take(tx: &mut TenantTx, ctx: &Ctx, email: &str) -> Result<Attempt> {
    tx.lock(&format!("try of {email}")).await?;
    check(tx, ctx, email).await?;
    let id = Id::<Attempt>::new().uuid();
    sqlx::query!(
        "insert into sign_in_attempt (id, email, address, at, succeeded) values ($1, $2, $3, $4, false)",
        id,
        email,
        ctx.address,
        ctx.now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(Attempt(id))
}

/// A request for a letter with a link: limited like guesses, but apart from them, so that it slows no sign-in of the
/// same person. No e-mail has a blank in it.
pub async fn take_request(tx: &mut TenantTx, ctx: &Ctx, email: &str) -> Result<()> {
    take(tx, ctx, &format!("letter {email}")).await.map(|_| ())
}

impl Attempt {
    /// Writes down how the try ended, in a transaction of its own, and passes it on. One that was turned away unjudged
    /// is forgotten.
    pub async fn judged(self, ctx: &Ctx, right: Result<bool>) -> Result<bool> {
        if matches!(right, Ok(false)) {
            return right;
        }
        let mut tx = ctx.tenant.begin(Access::Write).await?;
        if right.is_ok() {
            sqlx::query!("update sign_in_attempt set succeeded = true where id = $1", self.0)
                .execute(tx.db())
                .await?;
        } else {
            sqlx::query!("delete from sign_in_attempt where id = $1", self.0).execute(tx.db()).await?;
        }
        tx.commit().await?;
        right
    }
}

/// Who has signed in from this address before is not slowed down by what others do from elsewhere: only failures of this
/// e-mail at this address count then.
async fn check(tx: &mut TenantTx, ctx: &Ctx, email: &str) -> Result<()> {
    let since = ctx.now.saturating_sub(WINDOW).unwrap_or(Timestamp::UNIX_EPOCH);
    let failed = sqlx::query!(
        r#"with known as (select exists (
                select from sign_in_attempt where email = $1 and address = $2 and succeeded) as here)
         select count(*) filter (where email = $1 and (address = $2 or not here)) as "of_email!",
            count(*) filter (where address = $2 and not here) as "of_address!",
            count(*) filter (where not here) as "of_tenant!",
            max(at) filter (where email = $1 and (address = $2 or not here)) as "email_at: jiff_sqlx::Timestamp",
            max(at) filter (where address = $2) as "address_at: jiff_sqlx::Timestamp",
            max(at) as "tenant_at: jiff_sqlx::Timestamp"
         from sign_in_attempt cross join known where at > $3 and not succeeded"#,
        email,
        ctx.address,
        since.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    let left = [
        (failed.of_email - OF_EMAIL, failed.email_at),
        (failed.of_address - OF_ADDRESS, failed.address_at),
        (failed.of_tenant - OF_TENANT, failed.tenant_at),
    ]
    .into_iter()
    .map(|(beyond, last)| seconds_left(beyond, last.map(jiff_sqlx::Timestamp::to_jiff), ctx.now))
    .max();
    match left.map(u32::try_from) {
        Some(Ok(seconds)) if seconds > 0 => Err(Error::Limit { retry_after: seconds }),
        _ => Ok(()),
    }
}

/// How long the next try still waits, this far beyond the limit and so long after the last failure.
fn seconds_left(beyond: i64, last: Option<Timestamp>, now: Timestamp) -> i64 {
    match last {
        Some(last) if beyond >= 0 => {
            (beyond + 1).saturating_mul(STEP).min(LONGEST) - (now.as_second() - last.as_second())
        }
        _ => 0,
    }
}
