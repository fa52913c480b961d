//! The page of a sign-up: each step as the provisioner writes it down, "again" when one failed, and the way in.

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::text::Text;
use kit::web::{App, Flash, Page, Path, Reading, Redirect, SessionToken, View};
use kit::{Error, Result, refuse};
use serde::Serialize;
use tenancy::ControlTx;
use uuid::Uuid;

use super::request::{self, Known, STEPS};

/// /signup/{token}
#[derive(Serialize)]
pub struct Progress {
    token: String,
    state: String,
    number: String,
    company: String,
    url: String,
    host: String,
    email: String,
    steps: Vec<Shown>,
    done: usize,
    /// The browser may be let in without signing in.
    may_enter: bool,
}

/// A step as people see it.
#[derive(Serialize)]
pub struct Shown {
    name: String,
    state: String,
    /// How long it took, in tenths of a second.
    seconds: Option<String>,
    reason: Option<String>,
}

/// Where the owner lands.
const LANDING: &str = "/manage/start";
/// How long after its end a sign-up lets its owner in without the password.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(1);

pub async fn show(State(app): State<App>, Path(token): Path<String>) -> Result<Response> {
    let key = SessionToken::parse(&token).ok_or(Error::NotFound)?;
    let mut tx = app.db.control().await?;
    let known = request::find(&mut tx, &key).await?.ok_or(Error::NotFound)?;
    let steps = steps(&mut tx, known.id).await?;
    let may_enter = may_enter(&known, app.clock.now());
    let url = app.config.tenant_url(&known.slug);
    let page = Progress {
        token,
        host: format!("{}.{}", known.slug, app.config.base_host),
        url,
        done: steps.iter().filter(|step| ["done", "skipped"].contains(&step.state.as_str())).count(),
        state: known.state,
        number: known.number,
        company: known.company,
        email: known.owner_email,
        steps,
        may_enter,
    };
    Ok(View::new(page).fragment("main").into_response())
}

async fn steps(tx: &mut ControlTx, id: Uuid) -> Result<Vec<Shown>> {
    let rows = sqlx::query!(
        r#"select name, state, reason,
            (extract(epoch from finished_at - started_at) * 10)::bigint as tenths
           from control.provisioning_step where provisioning_id = $1 order by position"#,
        id
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Shown {
            name: row.name,
            seconds: row.tenths.filter(|_| row.state == "done").map(|n| format!("{}.{}", n / 10, n % 10)),
            state: row.state,
            reason: row.reason,
        })
        .collect())
}

fn may_enter(known: &Known, now: Timestamp) -> bool {
    let fresh = known.finished_at.is_some_and(|at| now.duration_since(at) < OPEN_FOR);
    known.state == "done" && known.entered_at.is_none() && fresh
}

pub async fn again(
    State(app): State<App>,
    Extension(reading): Extension<Reading>,
    Path(token): Path<String>,
) -> Result<Redirect> {
    let key = SessionToken::parse(&token).ok_or(Error::NotFound)?;
    let there = format!("{}/signup/{}", reading.prefix, key.reveal());
    let mut tx = app.db.control().await?;
    let known = request::find(&mut tx, &key).await?.ok_or(Error::NotFound)?;
    if !request::retry(&mut tx, known.id).await? {
        return refuse("platform-signup-not-failed").fix("platform-signup-see", there).err();
    }
    tx.commit().await?;
    Ok(Redirect::to(there).saying(Flash::ok(Text::key("platform-signup-again"))))
}

/// Lets the browser in, once: a link of two minutes leads to the portal's own page, which signs in.
pub async fn enter(
    State(app): State<App>,
    Extension(reading): Extension<Reading>,
    Path(token): Path<String>,
) -> Result<Redirect> {
    let key = SessionToken::parse(&token).ok_or(Error::NotFound)?;
    let mut tx = app.db.control().await?;
    let known = request::find(&mut tx, &key).await?.ok_or(Error::NotFound)?;
    let now = app.clock.now();
    if known.state != "done" {
        return Ok(Redirect::to(format!("{}/signup/{}", reading.prefix, key.reveal())));
    }
    let portal = app.config.tenant_url(&known.slug);
    let entered = sqlx::query!(
        "update control.provisioning set entered_at = $2 where id = $1 and entered_at is null",
        known.id,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    if entered.rows_affected() == 0 || !may_enter(&known, now) {
        return Ok(Redirect::to(format!("{portal}/login")));
    }
    let tenant = tenancy::half_made(&app.db, known.tenant).await?;
    let link = accounts::signing_in::arrival::arrival(&tenant, &known.owner_email, now).await?;
    tx.commit().await?;
    Ok(Redirect::to(format!("{portal}/welcome/{}?next={LANDING}", link.reveal())))
}

impl Page for Progress {
    const TEMPLATE: &'static str = "platform/progress.html";
    fn samples() -> Vec<Self> {
        let page = |state: &str, at: usize, broken: Option<&str>, may_enter| Self {
            token: "0".repeat(64),
            state: state.to_owned(),
            number: "7f3a-91c0".to_owned(),
            company: "ООО «Вольтарика»".to_owned(),
            url: "https://voltarika.portico.example".to_owned(),
            host: "voltarika.portico.example".to_owned(),
            email: "lev@voltarika.example".to_owned(),
            steps: (0..).zip(STEPS).map(|(n, name)| Shown::sample(name, n, at, broken)).collect(),
            done: at,
            may_enter,
        };
        let reasons = ["address", "database", "other"];
        let mut samples: Vec<Self> =
            reasons.iter().map(|reason| page("failed", 3, Some(reason), false)).collect();
        samples.extend([
            page("queued", 0, None, false),
            page("running", 2, None, false),
            page("done", 6, None, true),
            page("done", 6, None, false),
        ]);
        samples
    }
}

impl Shown {
    fn sample(name: &str, n: usize, at: usize, broken: Option<&str>) -> Self {
        let here = if broken.is_some() { "failed" } else { "running" };
        let state = match n.cmp(&at) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => here,
            std::cmp::Ordering::Greater => "waiting",
        };
        Self {
            name: name.to_owned(),
            state: state.to_owned(),
            seconds: (state == "done").then(|| "0.4".to_owned()),
            reason: broken.filter(|_| state == "failed").map(str::to_owned),
        }
    }
}
