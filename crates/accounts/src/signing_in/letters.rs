//! The letters of this folder, sent by jobs: the link is made in the job itself, so its secret is nowhere at rest.

use jiff_sqlx::ToSqlx;
use kit::letters::Message;
use kit::text::{Locale, Text};
use kit::web::App;
use kit::{Error, Result};
use serde::Deserialize;
use tenancy::{JobCtx, JobOutcome, NewJob, TenantTx};
use uuid::Uuid;

use super::links::{self, Purpose};

/// Kinds of jobs.
pub const RESET: &str = "accounts.reset-letter";
pub const INVITATION: &str = "accounts.invitation-letter";
pub const CLEAN: &str = "accounts.clean";

#[derive(Deserialize)]
struct To {
    /// Nobody: a letter was asked for with an e-mail that is not known.
    person: Option<Uuid>,
}

/// Queues the invitation's letter; the same person is not invited twice within a minute.
pub async fn invite(tx: &mut TenantTx, person: Uuid, now: jiff::Timestamp) -> Result<()> {
    let key = format!("{person}@{}", now.as_second() / 60);
    let payload = serde_json::json!({ "person": person });
    tx.enqueue(NewJob { kind: INVITATION, key, payload, run_at: None }).await?;
    Ok(())
}

pub async fn send_reset(app: App, job: &mut JobCtx) -> Result<JobOutcome> {
    send(app, job, Purpose::Reset).await
}

pub async fn send_invitation(app: App, job: &mut JobCtx) -> Result<JobOutcome> {
    send(app, job, Purpose::Invitation).await
}

async fn send(app: App, job: &mut JobCtx, purpose: Purpose) -> Result<JobOutcome> {
    let to: To = serde_json::from_value(job.payload.clone()).map_err(Error::bug)?;
    let Some(person) = to.person else { return Ok(JobOutcome::Done) };
    let to = sqlx::query!("select name, email, locale from person where id = $1", person)
        .fetch_one(job.tx.db())
        .await?;
    let token = links::make(&mut job.tx, person, purpose, app.clock.now()).await?;
    let portal = app.config.tenant_url(job.tenant.slug());
    let tenant = job.tenant.name().to_owned();
    let (subject, line, button, path) = match purpose {
        Purpose::Reset => ("accounts-reset-subject", "accounts-reset-line", "accounts-reset-button", "reset"),
        // Nobody is written to about an arrival; the browser has its link.
        Purpose::Invitation | Purpose::Arrival => {
            ("accounts-invite-subject", "accounts-invite-line", "accounts-invite-button", "invite")
        }
    };
    let message = Message {
        to: to.email,
        to_name: to.name.clone(),
        locale: Locale::parse(&to.locale).unwrap_or(Locale::EN),
        subject: Text::key(subject).with("tenant", tenant.as_str()),
        lines: vec![Text::key(line).with("name", to.name).with("tenant", tenant.as_str())],
        button: Some((Text::key(button), format!("{portal}/{path}/{}", token.reveal()))),
        why: Text::key("accounts-letter-why").with("tenant", tenant),
    };
    kit::letters::send(&app, &mut job.tx, message).await?;
    Ok(JobOutcome::Done)
}

/// Each night: what has expired goes.
pub async fn clean(job: &mut JobCtx) -> Result<JobOutcome> {
    let long_ago = jiff::SignedDuration::from_hours(30 * 24);
    let now =
        sqlx::query_scalar!(r#"select now() as "now!: jiff_sqlx::Timestamp""#).fetch_one(job.tx.db()).await?;
    let before = now.to_jiff().saturating_sub(long_ago).map_err(Error::bug)?;
    sqlx::query!("delete from sign_in_attempt where at < $1", before.to_sqlx() as _)
        .execute(job.tx.db())
        .await?;
    sqlx::query!("delete from one_time_link where expires_at < $1", before.to_sqlx() as _)
        .execute(job.tx.db())
        .await?;
    sqlx::query!("delete from session where expires_at < $1", before.to_sqlx() as _)
        .execute(job.tx.db())
        .await?;
    Ok(JobOutcome::Done)
}
