//! Where the person is signed in, and ending it.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::text::Text;
use kit::web::{Ctx, Flash, Path, Redirect, Tx};
use kit::{Error, Result};
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

/// One place where the person is signed in.
#[derive(Serialize)]
pub struct Session {
    id: String,
    device: String,
    address: String,
    last_used_at: Timestamp,
    current: bool,
}

impl Session {
    pub(super) fn samples() -> Vec<Self> {
        let at = |second| Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH);
        let session = |device: &str, current| Self {
            id: Uuid::nil().to_string(),
            device: device.to_owned(),
            address: "203.0.113.7".to_owned(),
            last_used_at: at(1_790_000_000),
            current,
        };
        vec![session("Chrome, Windows", true), session("Safari, iPhone", false)]
    }
}

pub async fn revoke(mut tx: Tx, ctx: Ctx, Path(id): Path<Uuid>) -> Result<Redirect> {
    let ended = sqlx::query!(
        "update session set revoked_at = $3 where id = $1 and person_id = $2 and revoked_at is null",
        id,
        ctx.person()?.user,
        ctx.now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    if ended.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(Redirect::to("/me").saying(Flash::ok(Text::key("accounts-session-ended"))))
}

pub async fn revoke_others(mut tx: Tx, ctx: Ctx) -> Result<Redirect> {
    let person = ctx.person()?;
    sqlx::query!(
        "update session set revoked_at = $3 where person_id = $1 and id <> $2 and revoked_at is null",
        person.user,
        person.session,
        ctx.now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(Redirect::to("/me").saying(Flash::ok(Text::key("accounts-sessions-ended"))))
}

pub(super) async fn list(tx: &mut TenantTx, person: Uuid, current: Uuid) -> Result<Vec<Session>> {
    let rows = sqlx::query!(
        r#"select id, device, address, last_used_at as "last_used_at: jiff_sqlx::Timestamp" from session
           where person_id = $1 and revoked_at is null and expires_at > now() order by last_used_at desc limit 50"#,
        person
    )
    .fetch_all(tx.db())
    .await?;
    let session = |id: Uuid, device, address, last: jiff_sqlx::Timestamp| Session {
        current: id == current,
        id: id.to_string(),
        device,
        address,
        last_used_at: last.to_jiff(),
    };
    Ok(rows.into_iter().map(|row| session(row.id, row.device, row.address, row.last_used_at)).collect())
}
