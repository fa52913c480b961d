//! The state of all tenants' migrations: how many are on which version, who is behind or broken and why, and "again".

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
const MOST: i64 = 100;

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
    let newest = Build::of(&app.modules).newest().to_owned();
    let mut tx = app.db.control().await?;
    let versions = sqlx::query_as!(
        Version,
        r#"select p.version as name, count(*) as "tenants!" from control.placement p
         join control.tenant t on t.id = p.tenant_id where t.state in ('active', 'suspended', 'deleted')
         group by 1 order by 1 desc nulls last"#
    )
    .fetch_all(tx.db())
    .await?;
    let rows = sqlx::query!(
        r#"select t.slug, t.name, p.version, p.problem, p.migrated_at as "migrated_at: jiff_sqlx::Timestamp",
            count(*) over () as "total!"
         from control.placement p join control.tenant t on t.id = p.tenant_id
         where t.state in ('active', 'suspended', 'deleted')
            and (p.problem is not null or p.version is distinct from $1)
         order by p.problem is null, t.slug limit $2"#,
        newest,
        MOST
    )
    .fetch_all(tx.db())
    .await?;
    let more = rows.first().map_or(0, |row| (row.total - MOST).max(0));
    let behind = rows
        .into_iter()
        .map(|row| Behind {
            slug: row.slug,
            name: row.name,
            version: row.version,
            problem: row.problem,
            migrated_at: row.migrated_at.map(|at| at.to_jiff()),
        })
        .collect();
    Ok(View::new(Migrations { newest, versions, behind, more }))
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
