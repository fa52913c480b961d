//! One tenant: how it is, what it uses, what happened to it, and what can be done.

use axum::extract::State;
use jiff::Timestamp;
use kit::module::Manifest;
use kit::text::Text;
use kit::web::{App, Flash, Page, Path, Redirect, View};
use kit::{Error, Result};
use serde::Serialize;
use tenancy::{Closure, ControlTx, JobFilter, JobRow, Tenant, TenantId, ledger, list_jobs};

use super::health::{Health, Trouble};
use super::provisioning::{Step, of_tenant};
use crate::acts::audit::{self, Filter, Row};
use crate::acts::usage::Usage;
use crate::acts::{self, Actor, Build};

/// /tenants/{slug} of the console.
#[derive(Serialize)]
pub struct Show {
    tenant: Facts,
    troubles: Vec<Trouble>,
    usage: Option<Usage>,
    mebibytes: i64,
    history: Vec<Change>,
    acts: Vec<Row>,
    jobs: Vec<JobRow>,
    jobs_total: i64,
    events: Vec<Waiting>,
    events_total: i64,
    files: Vec<File>,
    up_to_date: bool,
    modules: Vec<BuiltIn>,
    /// The request that it comes of.
    request: Option<uuid::Uuid>,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Facts {
    slug: String,
    name: String,
    url: String,
    state: String,
    locale: String,
    time_zone: String,
    country: String,
    created_at: Timestamp,
    erase_after: Option<Timestamp>,
    version: Option<String>,
    migrated_at: Option<Timestamp>,
    closure: Option<Closure>,
}

/// A change of the tenant's state.
#[derive(Serialize)]
struct Change {
    at: Timestamp,
    was: Option<String>,
    state: String,
}

/// An event that nobody was told of yet.
#[derive(Serialize)]
struct Waiting {
    name: String,
    at: Timestamp,
}

/// A migration in the tenant's own ledger.
#[derive(Serialize)]
struct File {
    name: String,
    applied_at: Timestamp,
}

/// A module of this build.
#[derive(Serialize)]
struct BuiltIn {
    id: &'static str,
    on: bool,
}

/// How many of each list stand on the page; the rest is one click away.
const FEW: i64 = 10;

impl Page for Show {
    const TEMPLATE: &'static str = "platform/tenant.html";
    fn samples() -> Vec<Self> {
        vec![
            sample("active", Health::default(), true),
            sample("suspended", Health { failed_jobs: 2, stuck_events: 5, ..Health::default() }, true),
            sample("deleted", Health { lifeless: true, ..Health::default() }, false),
            sample("provisioning", Health { provisioning_stuck: true, ..Health::default() }, false),
            sample(
                "erasing",
                Health { migration_problem: Some("gone".to_owned()), ..Health::default() },
                false,
            ),
        ]
    }
}

fn sample(state: &str, health: Health, full: bool) -> Show {
    let at = Timestamp::UNIX_EPOCH;
    let closure = Closure {
        words: [("ru".to_owned(), "Закрыто до понедельника.".to_owned())].into(),
        contact: Some("Лев Громов".to_owned()),
        ask: None,
    };
    let usage = Usage {
        counted_at: at,
        people: 14,
        dealers: 12,
        goods: 1_240,
        orders: 38,
        storage: 1 << 34,
        seen: Some(at),
    };
    let health = Health { slug: "voltarika".to_owned(), state: state.to_owned(), ..health };
    let once = |yes: bool| usize::from(yes);
    Show {
        tenant: Facts {
            slug: "voltarika".to_owned(),
            name: "Торгово-промышленная компания «Вольтарика»".to_owned(),
            url: "https://voltarika.portico.example".to_owned(),
            state: state.to_owned(),
            locale: "ru".to_owned(),
            time_zone: "Europe/Moscow".to_owned(),
            country: "RU".to_owned(),
            created_at: at,
            erase_after: (state == "deleted").then_some(at),
            version: full.then(|| "0006_accounts_look".to_owned()),
            migrated_at: full.then_some(at),
            closure: ["suspended", "deleted"].contains(&state).then_some(closure),
        },
        troubles: health.troubles(),
        usage: full.then_some(usage),
        mebibytes: 16_384,
        history: vec![
            Change { at, was: None, state: "provisioning".to_owned() },
            Change { at, was: Some("active".to_owned()), state: state.to_owned() },
        ],
        acts: std::iter::repeat_n(super::audit::sample("suspend"), once(full)).collect(),
        jobs: std::iter::repeat_n(super::jobs::sample("failed", Some("no answer")), once(full)).collect(),
        jobs_total: if full { 31 } else { 0 },
        events: std::iter::repeat_with(|| Waiting { name: "orders.placed".to_owned(), at })
            .take(once(full))
            .collect(),
        events_total: if full { 5 } else { 0 },
        files: std::iter::repeat_with(|| File { name: "0001_accounts_rights".to_owned(), applied_at: at })
            .take(once(full))
            .collect(),
        up_to_date: full,
        modules: vec![BuiltIn { id: "accounts", on: true }, BuiltIn { id: "news", on: false }],
        request: full.then(uuid::Uuid::nil),
        steps: if full { Step::samples("done") } else { Vec::new() },
    }
}

pub async fn show(State(app): State<App>, Path(slug): Path<String>) -> Result<View<Show>> {
    let mut tx = app.db.control().await?;
    let (id, facts, health, usage) = facts(&app, &mut tx, &slug).await?;
    let history = history(&mut tx, id).await?;
    let wanted = Filter { tenant: Some(&slug), ..Filter::default() };
    let (acts, _) = audit::list(&mut tx, wanted, 0, FEW).await?;
    let filter = JobFilter { tenant: Some(&slug), ..JobFilter::default() };
    let (jobs, jobs_total) = list_jobs(&mut tx, filter, 0, FEW).await?;
    let (events, events_total) = waiting(&mut tx, id).await?;
    let (request, steps) =
        of_tenant(&mut tx, id).await?.map_or((None, Vec::new()), |(id, steps)| (Some(id), steps));
    drop(tx);
    let tenant = app.db.tenant(id);
    let files = match &tenant {
        Some(tenant) => files(tenant).await,
        None => Vec::new(),
    };
    let (count, build) = (i32::try_from(files.len()).ok(), Build::of(&app.modules));
    let reached = |tenant| build.is_reached(tenant, facts.version.as_deref(), count);
    Ok(View::new(Show {
        up_to_date: tenant.as_ref().is_some_and(reached),
        troubles: health.troubles(),
        mebibytes: usage.as_ref().map_or(0, Usage::mebibytes),
        usage,
        history,
        acts,
        jobs,
        jobs_total,
        events,
        events_total,
        files,
        modules: modules(&app, tenant.as_ref()),
        tenant: facts,
        request,
        steps,
    }))
}

/// Has its usage counted now.
pub async fn count(State(app): State<App>, Path(slug): Path<String>, actor: Actor) -> Result<Redirect> {
    acts::usage::ask(&app.db, &actor, app.clock.now(), &slug).await?;
    let said = Flash::ok(Text::key("platform-usage-asked"));
    Ok(Redirect::to(format!("/tenants/{slug}")).saying(said))
}

async fn facts(
    app: &App,
    tx: &mut ControlTx,
    slug: &str,
) -> Result<(TenantId, Facts, Health, Option<Usage>)> {
    let row = sqlx::query!(
        r#"select t.id, t.slug, t.name, t.state, t.locale, t.time_zone, t.country, t.closure,
            t.created_at as "created_at: jiff_sqlx::Timestamp", t.erase_after as "erase_after: jiff_sqlx::Timestamp",
            p.version as "version?", p.migrated_at as "migrated_at?: jiff_sqlx::Timestamp",
            u.counted_at as "counted_at?: jiff_sqlx::Timestamp", u.counts as "counts?",
            h.migration_problem, h.provisioning_stuck as "provisioning_stuck!", h.failed_jobs as "failed_jobs!",
            h.stuck_events as "stuck_events!", h.lifeless as "lifeless!"
         from control.tenant t
         join control.tenant_health h on h.tenant_id = t.id
         left join control.placement p on p.tenant_id = t.id
         left join control.tenant_usage u on u.tenant_id = t.id
         where t.slug = $1"#,
        slug
    )
    .fetch_one(tx.db())
    .await?;
    let health = Health {
        slug: row.slug.clone(),
        state: row.state.clone(),
        migration_problem: row.migration_problem,
        provisioning_stuck: row.provisioning_stuck,
        failed_jobs: row.failed_jobs,
        stuck_events: row.stuck_events,
        lifeless: row.lifeless,
    };
    let facts = Facts {
        url: app.config.tenant_url(&row.slug),
        slug: row.slug,
        name: row.name,
        state: row.state,
        locale: row.locale,
        time_zone: row.time_zone,
        country: row.country,
        created_at: row.created_at.to_jiff(),
        erase_after: row.erase_after.map(jiff_sqlx::Timestamp::to_jiff),
        version: row.version,
        migrated_at: row.migrated_at.map(jiff_sqlx::Timestamp::to_jiff),
        closure: row.closure.map(serde_json::from_value).transpose().map_err(Error::bug)?,
    };
    let usage = Usage::read(row.counted_at.map(jiff_sqlx::Timestamp::to_jiff), row.counts.as_ref());
    Ok((TenantId::from(row.id), facts, health, usage))
}

async fn history(tx: &mut ControlTx, id: TenantId) -> Result<Vec<Change>> {
    let rows = sqlx::query!(
        r#"select at as "at: jiff_sqlx::Timestamp", was, state from control.tenant_history
         where tenant_id = $1 order by id desc limit $2"#,
        id.uuid(),
        FEW
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows.into_iter().map(|row| Change { at: row.at.to_jiff(), was: row.was, state: row.state }).collect())
}

async fn waiting(tx: &mut ControlTx, id: TenantId) -> Result<(Vec<Waiting>, i64)> {
    let rows = sqlx::query!(
        r#"select name, at as "at: jiff_sqlx::Timestamp", count(*) over () as "total!" from cell.outbox
         where tenant_id = $1 and relayed_at is null order by id limit $2"#,
        id.uuid(),
        FEW
    )
    .fetch_all(tx.db())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok((rows.into_iter().map(|row| Waiting { name: row.name, at: row.at.to_jiff() }).collect(), total))
}

/// None while the schema is not there yet, or not any more.
async fn files(tenant: &Tenant) -> Vec<File> {
    match ledger(tenant).await {
        Ok(files) => files.into_iter().rev().map(|(name, applied_at)| File { name, applied_at }).collect(),
        Err(error) => {
            tracing::info!(tenant.slug = tenant.slug(), %error, "The ledger of migrations cannot be read.");
            Vec::new()
        }
    }
}

fn modules(app: &App, tenant: Option<&Tenant>) -> Vec<BuiltIn> {
    let on = |id| tenant.is_some_and(|tenant| tenant.has_module(id));
    let one = |manifest: Manifest| BuiltIn { id: manifest.id, on: manifest.switchable().is_none_or(on) };
    app.modules.iter().map(|module| one(module.manifest())).collect()
}
