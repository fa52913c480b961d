//! Letters of the platform itself: the way back to a sign-up, and the portals where an e-mail is known. Work of the
//! background: an answer to a visitor never waits for it, nor tells what it found (T24).

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::letters::{Message, send_of_platform};
use kit::text::{Locale, Text};
use kit::values::{Email, Id};
use kit::web::{App, SessionToken};
use tenancy::{Access, ControlTx, Dealer, Tenant, TenantState};
use uuid::Uuid;

use super::step::Stopped;

/// A letter to be sent.
pub struct NewLetter<'a> {
    pub email: &'a Email,
    pub locale: Locale,
    pub address: &'a str,
}

const MOST_TRIES: i32 = 8;
/// Letters about portals in an hour: to one e-mail, from one address.
const OF_EMAIL: i64 = 3;
const OF_ADDRESS: i64 = 20;

struct Claimed {
    id: Uuid,
    kind: String,
    email: String,
    locale: Locale,
    provisioning: Option<Uuid>,
}

/// The letter with the way back to the progress page.
pub async fn about_sign_up(
    tx: &mut ControlTx,
    new: &NewLetter<'_>,
    provisioning: Uuid,
    now: Timestamp,
) -> kit::Result<()> {
    queue(tx, "sign_up", &format!("sign_up:{provisioning}"), new, Some(provisioning), now).await
}

/// The letter that lists portals; one in a minute to an e-mail. Refused when too many were asked for.
pub async fn about_portals(tx: &mut ControlTx, new: &NewLetter<'_>, now: Timestamp) -> kit::Result<()> {
    let since = now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(Timestamp::UNIX_EPOCH);
    let asked = sqlx::query!(
        r#"select count(*) filter (where email = $1) as "of_email!",
            count(*) filter (where address = $2) as "of_address!"
           from control.letter where kind = 'portals' and created_at > $3 and (email = $1 or address = $2)"#,
        new.email.as_str(),
        new.address,
        since.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    if asked.of_email >= OF_EMAIL || asked.of_address >= OF_ADDRESS {
        return Err(kit::Error::Limit { retry_after: 900 });
    }
    let key = format!("portals:{}@{}", new.email, now.as_second() / 60);
    queue(tx, "portals", &key, new, None, now).await
}

async fn queue(
    tx: &mut ControlTx,
    kind: &str,
    key: &str,
    new: &NewLetter<'_>,
    provisioning: Option<Uuid>,
    now: Timestamp,
) -> kit::Result<()> {
    sqlx::query!(
        "insert into control.letter (id, kind, key, email, locale, provisioning_id, address, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (key) do nothing",
        Id::<NewLetter<'_>>::new().uuid(),
        kind,
        key,
        new.email.as_str(),
        new.locale.code(),
        provisioning,
        new.address,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Sends the oldest letter that is due. False: there was none.
pub(super) async fn send_one(app: &App) -> Result<bool, Stopped> {
    let Some(letter) = claim(app).await? else { return Ok(false) };
    let sent = match letter.kind.as_str() {
        "sign_up" => way_back(app, &letter).await,
        _ => portals(app, &letter).await,
    };
    let problem = sent.err().map(|stopped| stopped.words);
    if let Some(words) = &problem {
        tracing::warn!(letter.kind = letter.kind, words, "A letter was not sent; it is tried again.");
    }
    let mut tx = app.db.control().await?;
    sqlx::query!(
        "update control.letter set last_error = $2, finished_at = case when $2::text is null then now() end where id = $1",
        letter.id,
        problem
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(true)
}

/// Puts the next try off at once, so that a process that dies here leaves the letter to another one.
async fn claim(app: &App) -> Result<Option<Claimed>, Stopped> {
    let mut tx = app.db.control().await?;
    let row = sqlx::query!(
        "update control.letter set attempts = attempts + 1, run_at = now() + make_interval(secs => 30 * (attempts + 1))
         where id = (select id from control.letter where finished_at is null and run_at <= now() and attempts < $1
            order by run_at limit 1 for update skip locked)
         returning id, kind, email, locale, provisioning_id",
        MOST_TRIES
    )
    .fetch_optional(tx.db())
    .await?;
    tx.commit().await?;
    Ok(row.map(|row| Claimed {
        id: row.id,
        kind: row.kind,
        email: row.email,
        locale: Locale::parse(&row.locale).unwrap_or(Locale::EN),
        provisioning: row.provisioning_id,
    }))
}

/// The link is made here, so that its secret is nowhere at rest.
async fn way_back(app: &App, letter: &Claimed) -> Result<(), Stopped> {
    let token = SessionToken::fresh();
    let mut tx = app.db.control().await?;
    let row = sqlx::query!(
        "update control.provisioning set letter_hash = $2 where id = $1 returning slug, company, owner_name",
        letter.provisioning,
        token.hash()
    )
    .fetch_optional(tx.db())
    .await?;
    tx.commit().await?;
    let Some(row) = row else { return Ok(()) };
    let url = app.config.tenant_url(&row.slug);
    let page = format!("{}/{}/signup/{}", app.config.public_url(), letter.locale.code(), token.reveal());
    let message = Message {
        to: letter.email.clone(),
        to_name: row.owner_name.clone(),
        locale: letter.locale,
        subject: Text::key("platform-letter-sign-up").with("company", row.company.as_str()),
        lines: vec![
            Text::key("platform-letter-sign-up-line").with("url", url.as_str()),
            Text::key("platform-letter-sign-up-later").with("url", url),
        ],
        button: Some((Text::key("platform-letter-sign-up-button"), page)),
        why: Text::key("platform-letter-sign-up-why"),
    };
    Ok(send_of_platform(app, message).await?)
}

/// Nothing is sent to an e-mail that no portal knows.
async fn portals(app: &App, letter: &Claimed) -> Result<(), Stopped> {
    let mut known: Vec<Tenant> = Vec::new();
    for tenant in app.db.tenants().into_iter().filter(|tenant| tenant.state() != TenantState::Provisioning) {
        if knows(&tenant, &letter.email).await? {
            known.push(tenant);
        }
    }
    if known.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(known.len()).unwrap_or(i64::MAX);
    let mut lines = vec![Text::key("platform-letter-portals-line").with("n", count)];
    lines.extend(known.iter().map(|tenant| {
        Text::key("platform-letter-portal")
            .with("name", tenant.name())
            .with("url", format!("{}/login", app.config.tenant_url(tenant.slug())))
    }));
    let first = known.first().map_or_else(String::new, |tenant| app.config.tenant_url(tenant.slug()));
    let message = Message {
        to: letter.email.clone(),
        to_name: letter.email.clone(),
        locale: letter.locale,
        subject: Text::key("platform-letter-portals"),
        lines,
        button: (count == 1).then(|| (Text::key("platform-portal-open"), format!("{first}/login"))),
        why: Text::key("platform-letter-portals-why"),
    };
    Ok(send_of_platform(app, message).await?)
}

async fn knows(tenant: &Tenant, email: &str) -> Result<bool, Stopped> {
    let mut tx = tenant.begin(Access::Read).await?;
    tx.narrow(Dealer::All).await?;
    let known = sqlx::query_scalar!(
        r#"select exists (select from person where email = $1 and state <> 'blocked') as "known!""#,
        email
    )
    .fetch_one(tx.db())
    .await?;
    Ok(known)
}
