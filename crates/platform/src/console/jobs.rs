//! The jobs of all tenants: what waits, what runs, the dead letters, and "again".

use axum::extract::State;
use jiff::Timestamp;
use kit::Result;
use kit::module::{Events, Jobs as Kinds};
use kit::text::Text;
use kit::web::{App, Flash, Page, Pager, Path, Query, Redirect, View, query};
use serde::{Deserialize, Serialize};
use tenancy::{JobFilter, JobRow, list_jobs};
use uuid::Uuid;

use crate::acts::{self, Actor};

/// /jobs of the console.
#[derive(Serialize)]
pub struct Jobs {
    state: String,
    tenant: String,
    kind: String,
    /// Each state with the address of its list.
    tabs: Vec<(&'static str, String)>,
    kinds: Vec<&'static str>,
    list: Vec<JobRow>,
    pager: Pager,
}

/// The list's state.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    tenant: String,
    #[serde(default)]
    kind: String,
    page: Option<i64>,
}

const STATES: [&str; 7] = ["", "failed", "running", "queued", "problems", "done", "cancelled"];

impl Page for Jobs {
    const TEMPLATE: &'static str = "platform/jobs.html";
    fn samples() -> Vec<Self> {
        let list = vec![sample("failed", Some("the mail server does not answer")), sample("done", None)];
        let page = |state: &str, list, total| Self {
            state: state.to_owned(),
            tenant: state.to_owned(),
            kind: String::new(),
            tabs: tabs(&Wanted::default()),
            kinds: vec!["accounts.invitation-letter", "catalog.import"],
            list,
            pager: Pager::new(1, Pager::PER_PAGE, total, ""),
        };
        vec![page("", list, 240), page("failed", Vec::new(), 0)]
    }
}

pub(super) fn sample(state: &str, error: Option<&str>) -> JobRow {
    JobRow {
        id: Uuid::nil(),
        tenant: "voltarika".to_owned(),
        kind: "accounts.invitation-letter".to_owned(),
        state: state.to_owned(),
        attempts: 8,
        step: String::new(),
        last_error: error.map(str::to_owned),
        created_at: Timestamp::UNIX_EPOCH,
        finished_at: None,
    }
}

pub async fn show(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<View<Jobs>> {
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let state = STATES.iter().skip(1).find(|state| **state == wanted.state).copied();
    let (tenant, kind) = (given(&wanted.tenant), given(&wanted.kind));
    let filter = JobFilter { state, tenant: tenant.as_deref(), kind: kind.as_deref() };
    let page = Pager::asked(wanted.page);
    let mut tx = app.db.control().await?;
    let offset = Pager::offset(page, Pager::PER_PAGE);
    let (list, total) = list_jobs(&mut tx, filter, offset, Pager::PER_PAGE).await?;
    let pager = Pager::new(page, Pager::PER_PAGE, total, &asked(&wanted, state.unwrap_or_default()));
    Ok(View::new(Jobs {
        state: state.unwrap_or_default().to_owned(),
        tabs: tabs(&wanted),
        tenant: wanted.tenant,
        kind: wanted.kind,
        kinds: kinds(&app),
        list,
        pager,
    }))
}

/// The query of this list in another state.
fn asked(wanted: &Wanted, state: &str) -> String {
    let pairs = [("state", state), ("tenant", wanted.tenant.trim()), ("kind", wanted.kind.trim())];
    query(&pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>())
}

fn tabs(wanted: &Wanted) -> Vec<(&'static str, String)> {
    STATES.into_iter().map(|state| (state, format!("/jobs?{}", asked(wanted, state)))).collect()
}

/// All kinds of this build, in order.
fn kinds(app: &App) -> Vec<&'static str> {
    let (mut jobs, mut events) = (Kinds::default(), Events::default());
    for module in &app.modules {
        module.jobs(&mut jobs);
        module.on(&mut events);
    }
    let mut kinds: Vec<_> = jobs.handlers.iter().chain(&events.handlers).map(|(kind, _)| *kind).collect();
    kinds.sort_unstable();
    kinds
}

pub async fn retry(State(app): State<App>, Path(id): Path<Uuid>, actor: Actor) -> Result<Redirect> {
    acts::retry(&app.db, &actor, app.clock.now(), id).await?;
    Ok(Redirect::to("/jobs").saying(Flash::ok(Text::key("platform-job-again"))))
}

pub async fn cancel(State(app): State<App>, Path(id): Path<Uuid>, actor: Actor) -> Result<Redirect> {
    acts::cancel(&app.db, &actor, app.clock.now(), id).await?;
    Ok(Redirect::to("/jobs").saying(Flash::ok(Text::key("platform-job-cancelled"))))
}
