//! The list of tenants: search, state, order and page live in the query; what they use was counted beforehand.

use axum::extract::State;
use jiff::Timestamp;
use kit::Result;
use kit::web::{App, Page, Pager, Query, View, query};
use serde::{Deserialize, Serialize};

use super::health::{Health, Trouble};
use crate::acts::STATES;
use crate::acts::usage::Usage;

/// /tenants of the console.
#[derive(Serialize)]
pub struct Tenants {
    q: String,
    state: String,
    sort: String,
    states: Vec<&'static str>,
    heads: Vec<Head>,
    list: Vec<Row>,
    pager: Pager,
}

/// A column that sorts.
#[derive(Serialize)]
struct Head {
    name: &'static str,
    href: String,
    order: &'static str,
}

/// A tenant.
#[derive(Serialize)]
struct Row {
    slug: String,
    name: String,
    url: String,
    state: String,
    created_at: Timestamp,
    version: Option<String>,
    trouble: Option<Trouble>,
    usage: Option<Usage>,
    mebibytes: i64,
}

/// The list's state.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    sort: String,
    page: Option<i64>,
}

/// What the list can be sorted by; a dash before it turns it around.
const SORTS: [&str; 8] = ["name", "health", "people", "dealers", "goods", "orders", "storage", "created"];

impl Page for Tenants {
    const TEMPLATE: &'static str = "platform/tenants.html";
    fn samples() -> Vec<Self> {
        let usage = Usage {
            counted_at: Timestamp::UNIX_EPOCH,
            people: 14,
            dealers: 12,
            goods: 1_240,
            orders: 38,
            storage: 1 << 34,
            seen: None,
        };
        let row = |slug: &str, state: &str, health: Health, usage: Option<&Usage>| Row {
            slug: slug.to_owned(),
            name: "Торгово-промышленная компания «Вольтарика»".to_owned(),
            url: "https://voltarika.portico.example".to_owned(),
            state: state.to_owned(),
            created_at: Timestamp::UNIX_EPOCH,
            version: usage.map(|_| "0006_accounts_look".to_owned()),
            trouble: health.troubles().into_iter().next(),
            usage: usage.cloned(),
            mebibytes: 16_384,
        };
        let failed = Health { failed_jobs: 3, ..Health::default() };
        let list = vec![
            row("voltarika", "active", Health::default(), Some(&usage)),
            row("aqualine", "provisioning", Health { provisioning_stuck: true, ..Health::default() }, None),
            row("brickline", "suspended", failed, Some(&usage)),
            row("old", "deleted", Health::default(), None),
            row("gone", "erasing", Health::default(), None),
        ];
        let page = |q: &str, list, total| Self {
            q: q.to_owned(),
            state: String::new(),
            sort: "-storage".to_owned(),
            states: STATES.map(tenancy::TenantState::word).to_vec(),
            heads: heads(&Wanted { sort: "-storage".to_owned(), ..Wanted::default() }),
            list,
            pager: Pager::new(1, Pager::PER_PAGE, total, ""),
        };
        vec![page("", list, 240), page("volta", Vec::new(), 0), page("", Vec::new(), 0)]
    }
}

pub async fn show(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<View<Tenants>> {
    let states = STATES.map(tenancy::TenantState::word);
    let state = states.iter().find(|state| **state == wanted.state).copied();
    let page = Pager::asked(wanted.page);
    let (list, total) = find(&app, &wanted, state, page).await?;
    let heads = heads(&wanted);
    let pairs = [("q", wanted.q.as_str()), ("state", state.unwrap_or_default()), ("sort", sort(&wanted).0)];
    let kept: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let pager = Pager::new(page, Pager::PER_PAGE, total, &query(&kept));
    let state = state.unwrap_or_default().to_owned();
    Ok(View::new(Tenants {
        q: wanted.q,
        state,
        sort: wanted.sort,
        states: states.to_vec(),
        heads,
        list,
        pager,
    }))
}

/// The column and whether it is turned around; by name when something else is asked for.
fn sort(wanted: &Wanted) -> (&'static str, bool) {
    let (name, down) =
        wanted.sort.strip_prefix('-').map_or((wanted.sort.as_str(), false), |name| (name, true));
    SORTS.iter().find(|known| **known == name).map_or(("name", false), |known| (known, down))
}

/// Figures begin with the largest, names with the first.
fn heads(wanted: &Wanted) -> Vec<Head> {
    let (now, down) = sort(wanted);
    let head = |name: &'static str| {
        let turned = if name == now { !down } else { name != "name" };
        let next = if turned { format!("-{name}") } else { name.to_owned() };
        let pairs = [("q", wanted.q.as_str()), ("state", wanted.state.as_str()), ("sort", next.as_str())];
        let kept: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let order = match (name == now, down) {
            (false, _) => "",
            (true, true) => "desc",
            (true, false) => "asc",
        };
        Head { name, href: format!("/tenants?{}", query(&kept)), order }
    };
    SORTS.into_iter().map(head).collect()
}

async fn find(app: &App, wanted: &Wanted, state: Option<&str>, page: i64) -> Result<(Vec<Row>, i64)> {
    let (by, down) = sort(wanted);
    let mut tx = app.db.control().await?;
    let rows = sqlx::query!(
        r#"select t.slug, t.name, t.state, t.created_at as "created_at: jiff_sqlx::Timestamp",
            p.version as "version?", u.counts as "counts?", u.counted_at as "counted_at?: jiff_sqlx::Timestamp",
            h.migration_problem, h.provisioning_stuck as "provisioning_stuck!", h.failed_jobs as "failed_jobs!",
            h.stuck_events as "stuck_events!", h.lifeless as "lifeless!", count(*) over () as "total!"
         from control.tenant t
         join control.tenant_health h on h.tenant_id = t.id
         left join control.placement p on p.tenant_id = t.id
         left join control.tenant_usage u on u.tenant_id = t.id
         cross join lateral (select case $3::text
            when 'created' then extract(epoch from t.created_at)::bigint
            when 'health' then h.trouble::bigint
            when 'name' then null
            else coalesce((u.counts ->> $3)::bigint, 0) end as figure) sort
         where ($1::text = '' or position(lower($1) in lower(t.slug || ' ' || t.name)) > 0)
            and ($2::text is null or t.state = $2)
         order by case when $4 then sort.figure end desc nulls last, case when not $4 then sort.figure end,
            case when $3 = 'name' and $4 then lower(t.name) end desc, lower(t.name), t.slug
         offset $5 limit $6"#,
        wanted.q.trim(),
        state,
        by,
        down,
        Pager::offset(page, Pager::PER_PAGE),
        Pager::PER_PAGE
    )
    .fetch_all(tx.db())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let list = rows
        .into_iter()
        .map(|row| {
            let usage = Usage::read(row.counted_at.map(|at| at.to_jiff()), row.counts.as_ref());
            let health = Health {
                slug: row.slug.clone(),
                state: row.state.clone(),
                migration_problem: row.migration_problem,
                provisioning_stuck: row.provisioning_stuck,
                failed_jobs: row.failed_jobs,
                stuck_events: row.stuck_events,
                lifeless: row.lifeless,
            };
            Row {
                url: app.config.tenant_url(&row.slug),
                slug: row.slug,
                name: row.name,
                trouble: health.troubles().into_iter().next(),
                state: row.state,
                created_at: row.created_at.to_jiff(),
                version: row.version,
                mebibytes: usage.as_ref().map_or(0, Usage::mebibytes),
                usage,
            }
        })
        .collect();
    Ok((list, total))
}
