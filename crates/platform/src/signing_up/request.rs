//! Asking for a portal: by the form of the public site, or by an operator. The provisioner does the rest.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::error::OnConstraint;
use kit::text::Locale;
use kit::values::{Email, Id, Slug};
use kit::web::SessionToken;
use kit::{Result, refuse};
use tenancy::{ControlTx, TenantId};
use uuid::Uuid;

/// The steps of every provisioning, in their order; the binary knows what each of them does.
pub const STEPS: [&str; 6] = ["address", "database", "roles", "look", "samples", "owner"];

/// A portal that somebody asks for.
pub struct NewPortal<'a> {
    /// Makes a second press the same request; its text is the address of the progress page.
    pub key: &'a SessionToken,
    pub slug: &'a Slug,
    pub company: &'a str,
    pub locale: Locale,
    /// An IANA name.
    pub time_zone: &'a str,
    pub plan: &'a str,
    pub owner_name: &'a str,
    pub owner_email: &'a Email,
    /// argon2id in PHC form; without it the owner gets an invitation when the portal is ready.
    pub password_hash: Option<&'a str>,
    /// Whether the portal begins with sample goods.
    pub samples: bool,
    pub asked_by: Asker<'a>,
}

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub enum Asker<'a> {
    /// Somebody at this network address.
    Visitor(&'a str),
    Operator(Uuid),
}

/// A request as it was written down.
pub struct Known {
    pub id: Uuid,
    pub state: String,
    pub number: String,
    pub tenant: TenantId,
    pub slug: String,
    pub company: String,
    pub locale: String,
    pub time_zone: String,
    pub owner_name: String,
    pub owner_email: String,
    pub finished_at: Option<Timestamp>,
    pub entered_at: Option<Timestamp>,
}

/// Writes the request down: `signing_up::request(&mut tx, &new, now)`, then commit. The provisioner finds it within a
/// fraction of a second. Returns its id. The same key is the same request: one that has failed takes the form's new
/// answers and starts again, any other stays as it is.
///
/// An address that is taken is refused with the field `slug`.
pub async fn request(tx: &mut ControlTx, new: &NewPortal<'_>, now: Timestamp) -> Result<Uuid> {
    // A second press at the very same moment waits here, and finds what the first one asked for.
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtext('sign-up'), hashtext(encode($1::bytea, 'hex')))",
        new.key.hash()
    )
    .execute(tx.db())
    .await?;
    let known = find(tx, new.key).await?;
    match &known {
        Some(known) if known.state != "failed" => return Ok(known.id),
        _ => {}
    }
    let id = known.map_or_else(|| Id::<NewPortal<'_>>::new().uuid(), |known| known.id);
    insert(tx, new, id, now).await?;
    sqlx::query!(
        "insert into control.provisioning_step (provisioning_id, position, name)
         select $1, step.at::smallint, step.name from unnest($2::text[]) with ordinality as step (name, at)
         on conflict (provisioning_id, name) do update set state = 'waiting', started_at = null, finished_at = null,
            reason = null, error = null",
        id,
        &STEPS.map(str::to_owned)[..]
    )
    .execute(tx.db())
    .await?;
    Ok(id)
}

async fn insert(tx: &mut ControlTx, new: &NewPortal<'_>, id: Uuid, now: Timestamp) -> Result<()> {
    let (address, operator) = match new.asked_by {
        Asker::Visitor(address) => (address, None),
        Asker::Operator(id) => ("", Some(id)),
    };
    let taken = refuse("platform-address-taken").with("address", new.slug.as_str()).field("slug");
    sqlx::query!(
        "insert into control.provisioning (id, key_hash, number, tenant_id, slug, company, locale, time_zone, country,
            plan, owner_name, owner_email, password_hash, samples, address, operator_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
         on conflict (id) do update set state = 'queued', attempts = 0, finished_at = null, slug = excluded.slug,
            company = excluded.company, locale = excluded.locale, time_zone = excluded.time_zone,
            country = excluded.country, plan = excluded.plan, owner_name = excluded.owner_name,
            owner_email = excluded.owner_email, password_hash = excluded.password_hash, samples = excluded.samples",
        id,
        new.key.hash(),
        number(id),
        TenantId::new().uuid(),
        new.slug.as_str(),
        new.company,
        new.locale.code(),
        new.time_zone,
        country(new.locale),
        new.plan,
        new.owner_name,
        new.owner_email.as_str(),
        new.password_hash,
        new.samples,
        address,
        operator,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await
    .on_constraint("provisioning_slug_key", taken)?;
    Ok(())
}

/// The request of a form's key or of a letter's link.
pub(super) async fn find(tx: &mut ControlTx, key: &SessionToken) -> Result<Option<Known>> {
    let row = sqlx::query!(
        r#"select id, state, number, tenant_id, slug, company, locale, time_zone, owner_name, owner_email,
            finished_at as "finished_at: jiff_sqlx::Timestamp", entered_at as "entered_at: jiff_sqlx::Timestamp"
           from control.provisioning where key_hash = $1 or letter_hash = $1"#,
        key.hash()
    )
    .fetch_optional(tx.db())
    .await?;
    Ok(row.map(|row| Known {
        id: row.id,
        state: row.state,
        number: row.number,
        tenant: row.tenant_id.into(),
        slug: row.slug,
        company: row.company,
        locale: row.locale,
        time_zone: row.time_zone,
        owner_name: row.owner_name,
        owner_email: row.owner_email,
        finished_at: row.finished_at.map(jiff_sqlx::Timestamp::to_jiff),
        entered_at: row.entered_at.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

/// Whether nothing was asked for under this key yet.
pub(crate) async fn is_new(db: &tenancy::Database, key: &SessionToken) -> Result<bool> {
    let mut tx = db.control().await?;
    Ok(find(&mut tx, key).await?.is_none())
}

/// Puts a failed request back into the queue; what is done already stays done. False: it is not a failed one.
pub async fn retry(tx: &mut ControlTx, id: Uuid) -> Result<bool> {
    let again = sqlx::query!(
        "update control.provisioning set state = 'queued', attempts = 0, worker = null, lease_until = null,
            finished_at = null
         where id = $1 and state = 'failed'",
        id
    )
    .execute(tx.db())
    .await?
    .rows_affected();
    sqlx::query!(
        "update control.provisioning_step set state = 'waiting', started_at = null, finished_at = null, error = null
         where provisioning_id = $1 and state in ('failed', 'running') and $2",
        id,
        again == 1
    )
    .execute(tx.db())
    .await?;
    Ok(again == 1)
}

/// What people read out to the support: eight digits and letters of the id's random part, `7f3a-91c0`.
fn number(id: Uuid) -> String {
    let text = id.simple().to_string();
    let end: Vec<char> = text.chars().rev().take(8).collect();
    let (first, second) = end.split_at(4);
    format!("{}-{}", first.iter().collect::<String>(), second.iter().collect::<String>())
}

/// Until a portal asks for the country itself, its language tells.
fn country(locale: Locale) -> &'static str {
    if locale.code() == "ru" { "RU" } else { "GB" }
}
