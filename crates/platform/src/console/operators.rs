//! Operators and their sessions; they live in `control` and sign in only on the console's host.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::text::Locale;
use kit::values::{Email, Id};
use kit::web::{Operator, SessionToken};
use tenancy::{ControlTx, Database};
use uuid::Uuid;

/// An operator's session is short: a working day.
const LIFE: SignedDuration = SignedDuration::from_hours(10);

/// Adds an operator, or sets the password of the one with this e-mail.
pub async fn put_operator(
    db: &Database,
    email: &Email,
    name: &str,
    password_hash: &str,
    locale: Locale,
) -> Result<()> {
    let mut tx = db.control().await?;
    sqlx::query!(
        "insert into control.operator (id, email, name, password_hash, locale) values ($1, $2, $3, $4, $5)
         on conflict on constraint operator_email_key do update set name = $3, password_hash = $4, locale = $5",
        Id::<Operator>::new().uuid(),
        email.as_str(),
        name,
        password_hash,
        locale.code()
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The live session's operator.
pub async fn find_operator(db: &Database, token: &SessionToken, now: Timestamp) -> Result<Option<Operator>> {
    let mut tx = db.control().await?;
    let row = sqlx::query!(
        "select s.id as session, o.id, o.name, o.email, o.locale from control.operator_session s
         join control.operator o on o.id = s.operator_id
         where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2",
        token.hash(),
        now.to_sqlx() as _
    )
    .fetch_optional(tx.db())
    .await?;
    Ok(row.map(|row| Operator {
        id: row.id,
        session: row.session,
        name: row.name,
        email: row.email,
        locale: Locale::parse(&row.locale).unwrap_or(Locale::EN),
    }))
}

/// Id and password hash of an operator.
pub(super) async fn known(db: &Database, email: &str) -> Result<Option<(Uuid, String)>> {
    let mut tx = db.control().await?;
    let row = sqlx::query!("select id, password_hash from control.operator where email = $1", email)
        .fetch_optional(tx.db())
        .await?;
    Ok(row.map(|row| (row.id, row.password_hash)))
}

/// Failures in a quarter of an hour before tries have to wait, and how long for each one beyond.
const LIMIT: i64 = 5;
const STEP: i64 = 15;
const LONGEST: i64 = 300;

/// A try that is counted and not judged yet. Until then it counts as a failure, so that guesses sent at once are as slow
/// as those sent one after the other.
pub(super) struct Attempt(Uuid);

/// Counts a try before anything is hashed. `Err`: the seconds that the e-mail or the address has to wait after its
/// failures of the last quarter of an hour: slow, never locked, or a stranger's guesses would keep the operator out (T25).
pub(super) async fn take(
    db: &Database,
    email: &str,
    address: &str,
    now: Timestamp,
) -> Result<Result<Attempt, i64>> {
    let mut tx = db.control().await?;
    // An operator's tries are few: all of them take turns, and each sees the one before.
    sqlx::query!("select pg_advisory_xact_lock(hashtext('operator'), hashtext('try'))")
        .execute(tx.db())
        .await?;
    let wait = seconds_left(&mut tx, email, address, now).await?;
    if wait > 0 {
        return Ok(Err(wait));
    }
    let id = sqlx::query_scalar!(
        "insert into control.operator_attempt (email, address, at, succeeded) values ($1, $2, $3, false) returning id",
        email,
        address,
        now.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    tx.commit().await?;
    Ok(Ok(Attempt(id)))
}

impl Attempt {
    /// Writes down how the try ended, and passes it on. One that was turned away unjudged is forgotten.
    pub(super) async fn judged(self, db: &Database, right: Result<bool>) -> Result<bool> {
        if matches!(right, Ok(false)) {
            return right;
        }
        let mut tx = db.control().await?;
        if right.is_ok() {
            sqlx::query!("update control.operator_attempt set succeeded = true where id = $1", self.0)
                .execute(tx.db())
                .await?;
        } else {
            sqlx::query!("delete from control.operator_attempt where id = $1", self.0)
                .execute(tx.db())
                .await?;
        }
        tx.commit().await?;
        right
    }
}

async fn seconds_left(tx: &mut ControlTx, email: &str, address: &str, now: Timestamp) -> Result<i64> {
    let since = now.saturating_sub(SignedDuration::from_mins(15)).unwrap_or(Timestamp::UNIX_EPOCH);
    let failed = sqlx::query!(
        r#"select count(*) filter (where email = $1) as "of_email!", count(*) filter (where address = $2) as "of_address!",
            max(at) as "last: jiff_sqlx::Timestamp"
         from control.operator_attempt where at > $3 and not succeeded and (email = $1 or address = $2)"#,
        email,
        address,
        since.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    let beyond = failed.of_email.max(failed.of_address) - LIMIT;
    let since_last = failed.last.map_or(LONGEST, |last| now.as_second() - last.to_jiff().as_second());
    let wait = if beyond < 0 { 0 } else { (beyond + 1).saturating_mul(STEP).min(LONGEST) };
    Ok((wait - since_last).max(0))
}

pub(super) async fn open(
    db: &Database,
    operator: Uuid,
    device: &str,
    address: &str,
    now: Timestamp,
) -> Result<SessionToken> {
    let token = SessionToken::fresh();
    let expires = now.saturating_add(LIFE).unwrap_or(Timestamp::MAX);
    let mut tx = db.control().await?;
    sqlx::query!(
        "insert into control.operator_session (id, token_hash, operator_id, device, address, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        Id::<SessionToken>::new().uuid(),
        token.hash(),
        operator,
        device,
        address,
        now.to_sqlx() as _,
        expires.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(token)
}

pub(super) async fn close(db: &Database, session: Uuid, now: Timestamp) -> Result<()> {
    let mut tx = db.control().await?;
    sqlx::query!(
        "update control.operator_session set revoked_at = $2 where id = $1",
        session,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(())
}
