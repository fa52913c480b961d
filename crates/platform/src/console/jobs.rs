//! The jobs of all tenants: what waits, what runs, the dead letters, and "again".

use axum::extract::State;
use jiff::Timestamp;
use kit::text::Text;
use kit::web::{App, Flash, Page, Pager, Path, Query, Redirect, View};
use kit::{Result, refuse};
use serde::{Deserialize, Serialize};
use tenancy::{JobRow, cancel_job, list_jobs, retry_job};
use uuid::Uuid;

/// /jobs of the console.
#[derive(Serialize)]
pub struct Jobs {
    state: String,
    states: Vec<&'static str>,
    list: Vec<JobRow>,
    pager: Pager,
}

/// The list's state.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    state: String,
    page: Option<i64>,
}

const STATES: [&str; 6] = ["failed", "running", "queued", "problems", "done", "cancelled"];

impl Page for Jobs {
    const TEMPLATE: &'static str = "platform/jobs.html";
    fn samples() -> Vec<Self> {
        let job = |state: &str, error: Option<&str>| JobRow {
            id: Uuid::nil(),
            tenant: "voltarika".to_owned(),
            kind: "accounts.invitation-letter".to_owned(),
            state: state.to_owned(),
            attempts: 8,
            step: String::new(),
            last_error: error.map(str::to_owned),
            created_at: Timestamp::UNIX_EPOCH,
            finished_at: None,
        };
        let list = vec![job("failed", Some("the mail server does not answer")), job("done", None)];
        let page = |state: &str, list, total| Self {
            state: state.to_owned(),
            states: STATES.to_vec(),
            list,
            pager: Pager::new(1, Pager::PER_PAGE, total, ""),
        };
        vec![page("", list, 240), page("failed", Vec::new(), 0)]
    }
}

pub async fn show(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<View<Jobs>> {
    let state = STATES.iter().find(|state| **state == wanted.state).copied();
    let page = Pager::asked(wanted.page);
    let mut tx = app.db.control().await?;
    let (list, total) =
        list_jobs(&mut tx, state, Pager::offset(page, Pager::PER_PAGE), Pager::PER_PAGE).await?;
    let query = state.map_or_else(String::new, |state| format!("state={state}"));
    Ok(View::new(Jobs {
        state: state.unwrap_or_default().to_owned(),
        states: STATES.to_vec(),
        list,
        pager: Pager::new(page, Pager::PER_PAGE, total, &query),
    }))
}

pub async fn retry(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Redirect> {
    let mut tx = app.db.control().await?;
    if !retry_job(&mut tx, id).await? {
        return refuse("platform-job-not-failed").fix("platform-jobs-all", "/jobs").err();
    }
    tx.commit().await?;
    Ok(Redirect::to("/jobs").saying(Flash::ok(Text::key("platform-job-again"))))
}

pub async fn cancel(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Redirect> {
    let mut tx = app.db.control().await?;
    if !cancel_job(&mut tx, id).await? {
        return refuse("platform-job-not-queued").fix("platform-jobs-all", "/jobs").err();
    }
    tx.commit().await?;
    Ok(Redirect::to("/jobs").saying(Flash::ok(Text::key("platform-job-cancelled"))))
}
