//! Limits against guessing and spraying (T25): per e-mail, per address and per tenant, kept in the database, so that
//! every process counts alike. Slow, never locked: nobody can shut somebody else out for long.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::web::Ctx;
use kit::{Error, Result};
use tenancy::{Access, TenantTx};

/// The window that is looked at.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Failures in the window before the next try must wait.
const OF_EMAIL: i64 = 5;
const OF_ADDRESS: i64 = 30;
const OF_TENANT: i64 = 300;
/// Seconds to wait for each failure beyond the limit.
const STEP: i64 = 15;
const LONGEST: i64 = 300;

/// Refuses when the e-mail, the address or the whole tenant has failed too often just now.
pub async fn check(tx: &mut TenantTx, ctx: &Ctx, email: &str) -> Result<()> {
    let since = ctx.now.saturating_sub(WINDOW).unwrap_or(Timestamp::UNIX_EPOCH);
    let failed = sqlx::query!(
        r#"select count(*) filter (where email = $1) as "of_email!",
            count(*) filter (where address = $2) as "of_address!",
            count(*) as "of_tenant!",
            max(at) filter (where email = $1) as "last: jiff_sqlx::Timestamp"
         from sign_in_attempt where at > $3 and not succeeded"#,
        email,
        ctx.address,
        since.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    let beyond =
        (failed.of_email - OF_EMAIL).max(failed.of_address - OF_ADDRESS).max(failed.of_tenant - OF_TENANT);
    if beyond < 0 {
        return Ok(());
    }
    let wait = ((beyond + 1) * STEP).min(LONGEST);
    let last = failed.last.map_or(ctx.now, jiff_sqlx::Timestamp::to_jiff);
    let left = wait - (ctx.now.as_second() - last.as_second());
    match u32::try_from(left) {
        Ok(seconds) if seconds > 0 => Err(Error::Limit { retry_after: seconds }),
        _ => Ok(()),
    }
}

/// Notes a try in a transaction of its own, committed before the answer.
pub async fn note(ctx: &Ctx, email: &str, succeeded: bool) -> Result<()> {
    let mut tx = ctx.tenant.begin(Access::Write).await?;
    sqlx::query!(
        "insert into sign_in_attempt (email, address, at, succeeded) values ($1, $2, $3, $4)",
        email,
        ctx.address,
        ctx.now.to_sqlx() as _,
        succeeded
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(())
}
