//! The state of all tenants' migrations: how many are on which version, who is behind or broken and why, and "again".

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use kit::text::Text;
use kit::web::{App, Flash, Page, Path, Redirect, View};
use kit::{Result, refuse};
use serde::Serialize;
use tenancy::Outcome;

use crate::acts::{self, Actor, Build};

/// /migrations of the console.
#[derive(Serialize)]
pub struct Migrations {
    newest: String,
    versions: Vec<Version>,
    behind: Vec<Behind>,
    /// More of them than are shown.
    more: i64,
}

/// How many tenants are on a version.
#[derive(Serialize)]
struct Version {
    /// None: brought up to date before versions were written down.
    name: Option<String>,
    tenants: i64,
}

/// A tenant that is not on the newest version, or whose last run failed.
#[derive(Serialize)]
struct Behind {
    slug: String,
    name: String,
    version: Option<String>,
    problem: Option<String>,
    migrated_at: Option<Timestamp>,
}

/// More are not read at one look.
const MOST: usize = 100;

impl Page for Migrations {
    const TEMPLATE: &'static str = "platform/migrations.html";
    fn samples() -> Vec<Self> {
        let behind = |problem: Option<&str>| Behind {
            slug: "aqualine".to_owned(),
            name: "Aqualine".to_owned(),
            version: problem.map(|_| "0005_catalog_imports".to_owned()),
            problem: problem.map(str::to_owned),
            migrated_at: problem.map(|_| Timestamp::UNIX_EPOCH),
        };
        let version = |name: Option<&str>, tenants| Version { name: name.map(str::to_owned), tenants };
        let newest = "0006_accounts_look".to_owned();
        let all = vec![version(Some("0006_accounts_look"), 198), version(None, 1)];
        let broken = vec![behind(Some("relation \"price\" already exists")), behind(None)];
        vec![
            Self { newest: newest.clone(), versions: all, behind: broken, more: 3 },
            Self { newest, versions: Vec::new(), behind: Vec::new(), more: 0 },
        ]
    }
}

pub async fn show(State(app): State<App>) -> Result<View<Migrations>> {
    let build = Build::of(&app.modules);
    let states = acts::states(&app.db, &build).await?;
    let mut counts: BTreeMap<Option<String>, i64> = BTreeMap::new();
    for state in &states {
        *counts.entry(state.version.clone()).or_default() += 1;
    }
    let versions = counts.into_iter().rev().map(|(name, tenants)| Version { name, tenants }).collect();
    let mut behind: Vec<Behind> = states.into_iter().filter(acts::State::is_behind).map(Behind::of).collect();
    behind.sort_by_key(|tenant| tenant.problem.is_none());
    let more = i64::try_from(behind.len().saturating_sub(MOST)).unwrap_or(0);
    behind.truncate(MOST);
    Ok(View::new(Migrations { newest: build.newest().to_owned(), versions, behind, more }))
}

impl Behind {
    fn of(state: acts::State) -> Self {
        Self {
            slug: state.tenant.slug().to_owned(),
            name: state.tenant.name().to_owned(),
            version: state.version,
            problem: state.problem,
            migrated_at: state.migrated_at,
        }
    }
}

/// All that are behind or broken, again.
pub async fn run(State(app): State<App>, actor: Actor) -> Result<Response> {
    let build = Build::of(&app.modules);
    let outcome = acts::migrate_behind(&app.db, &actor, app.clock.now(), &build).await?;
    if outcome.ready.is_empty() && outcome.broken.is_empty() {
        return refuse("platform-migrations-none-behind").fix("platform-migrations", "/migrations").err();
    }
    Ok(Redirect::to("/migrations").saying(told(&outcome)).into_response())
}

/// One tenant, again.
pub async fn run_one(State(app): State<App>, Path(slug): Path<String>, actor: Actor) -> Result<Redirect> {
    let build = Build::of(&app.modules);
    let outcome = acts::migrate(&app.db, &actor, app.clock.now(), &build, &slug).await?;
    Ok(Redirect::to(format!("/tenants/{slug}")).saying(told(&outcome)))
}

fn told(outcome: &Outcome) -> Flash {
    let count = |list: usize| i64::try_from(list).unwrap_or(i64::MAX);
    if outcome.broken.is_empty() {
        return Flash::ok(Text::key("platform-migrated").with("n", count(outcome.ready.len())));
    }
    let text = Text::key("platform-migrated-not").with("n", count(outcome.broken.len()));
    Flash { tone: "bad".to_owned(), text }
}
