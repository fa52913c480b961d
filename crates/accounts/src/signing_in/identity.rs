//! The person of a session, in one query; the kit's guard asks it at each request.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::rights::Realm;
use kit::text::Locale;
use kit::web::{Person, SessionToken};
use tenancy::{Access, Tenant, TenantTx};
use uuid::Uuid;

/// The live session's person. Blocked people and people of blocked companies have none.
pub async fn find_person(tx: &mut TenantTx, token: &SessionToken, now: Timestamp) -> Result<Option<Person>> {
    let found = sqlx::query!(
        r#"select s.id as session, s.dealer_id, s.contract_id,
            s.last_used_at as "last_used_at: jiff_sqlx::Timestamp",
            p.id, p.name, p.email, p.realm, p.locale, p.time_zone, p.mode, p.density,
            (select version from policy_version) as "policy_version!",
            (select version from look) as "look_version!",
            array(select r.role from staff_role r where r.person_id = p.id
                union all
                select m.role from membership m where m.person_id = p.id and m.dealer_id = s.dealer_id) as "roles!"
         from session s
         join person p on p.id = s.person_id
         left join dealer d on d.id = s.dealer_id
         where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and p.state = 'active'
            and (p.realm = 'staff' or d.state <> 'blocked')"#,
        token.hash(),
        now.to_sqlx() as _
    )
    .fetch_optional(tx.db())
    .await?;
    Ok(found.map(|row| Person {
        user: row.id,
        session: row.session,
        name: row.name,
        email: row.email,
        realm: if row.realm == "staff" { Realm::Staff } else { Realm::Dealer },
        roles: row.roles,
        dealer: row.dealer_id,
        contract: row.contract_id,
        locale: Locale::parse(&row.locale).unwrap_or(Locale::EN),
        time_zone: row.time_zone,
        mode: row.mode,
        density: row.density,
        last_used_at: row.last_used_at.to_jiff(),
        policy_version: row.policy_version,
        look_version: row.look_version,
    }))
}

/// Notes that the session is in use: in a transaction of its own, after the request, at most once a minute.
pub fn touch_session(tenant: &Tenant, person: &Person, now: Timestamp) {
    if now.duration_since(person.last_used_at) < SignedDuration::from_mins(1) {
        return;
    }
    let (tenant, session) = (tenant.clone(), person.session);
    tokio::spawn(async move {
        if let Err(error) = write_touch(&tenant, session, now).await {
            tracing::debug!(%error, "A session's last use was not noted.");
        }
    });
}

async fn write_touch(tenant: &Tenant, session: Uuid, now: Timestamp) -> Result<()> {
    let mut tx = tenant.begin(Access::Write).await?;
    sqlx::query!(
        "update session set last_used_at = $2 where id = $1 and last_used_at < $2",
        session,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(())
}
