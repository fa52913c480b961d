//! Sessions: made at each sign-in anew (T9), listed and revoked by their owner.

use axum::http::{HeaderMap, header};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::values::Id;
use kit::web::{Ctx, SessionToken};
use tenancy::TenantTx;
use uuid::Uuid;

/// A session lives so long after its sign-in.
const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Opens a session for the person. A dealer's person starts in the company used last, with its contract.
pub(super) async fn open(tx: &mut TenantTx, ctx: &Ctx, person: Uuid, device: &str) -> Result<SessionToken> {
    let token = SessionToken::fresh();
    let expires = ctx.now.saturating_add(LIFE).unwrap_or(Timestamp::MAX);
    sqlx::query!(
        "with company as (
            select m.dealer_id from membership m join dealer d on d.id = m.dealer_id
            where m.person_id = $3 and d.state <> 'blocked'
            order by (select max(s.last_used_at) from session s where s.person_id = $3 and s.dealer_id = m.dealer_id)
                desc nulls last, d.name, d.id
            limit 1),
         last as (
            select s.contract_id from session s join company c on c.dealer_id = s.dealer_id
            where s.person_id = $3 and s.contract_id is not null order by s.last_used_at desc limit 1)
         insert into session (id, token_hash, person_id, dealer_id, contract_id, device, address, created_at,
            last_used_at, expires_at)
         values ($1, $2, $3, (select dealer_id from company), (select contract_id from last), $4, $5, $6, $6, $7)",
        Id::<SessionToken>::new().uuid(),
        token.hash(),
        person,
        device,
        ctx.address,
        ctx.now.to_sqlx() as _,
        expires.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    sqlx::query!("update person set last_seen_at = $2 where id = $1", person, ctx.now.to_sqlx() as _)
        .execute(tx.db())
        .await?;
    Ok(token)
}

/// Ends the person's sessions, all but one if that is named.
pub(super) async fn revoke_of_person(
    tx: &mut TenantTx,
    person: Uuid,
    but: Option<Uuid>,
    now: Timestamp,
) -> Result<u64> {
    let ended = sqlx::query!(
        "update session set revoked_at = $3
         where person_id = $1 and revoked_at is null and ($2::uuid is null or id <> $2)",
        person,
        but,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(ended.rows_affected())
}

/// A short name of the browser and the system, for the list of sessions.
pub fn device_of(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |names: &[(&'static str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("YaBrowser", "Yandex Browser"),
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "—".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_named_by_browser_and_system() {
        let mut headers = HeaderMap::new();
        assert_eq!(device_of(&headers), "—");
        let agent =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 YaBrowser/24.1 Safari/537.36";
        headers.insert(header::USER_AGENT, agent.parse().unwrap());
        assert_eq!(device_of(&headers), "Yandex Browser, Windows");
    }
}
