//! Which tenant is unwell: the worst first, the healthy ones in one line. Three statements, however many tenants.

use axum::extract::State;
use kit::Result;
use kit::web::{App, Page, View};
use serde::Serialize;

use super::health::{Health, Trouble};
use super::provisioning::Stuck;

/// / of the console.
#[derive(Serialize)]
pub struct Overview {
    /// Portals that were asked for and did not come to be.
    stuck: Vec<Stuck>,
    unwell: Vec<Unwell>,
    /// More of them than are shown.
    more: i64,
    well: i64,
}

/// A tenant in trouble.
#[derive(Serialize)]
struct Unwell {
    slug: String,
    name: String,
    state: String,
    troubles: Vec<Trouble>,
}

/// More are not read at one look.
const MOST: i64 = 100;

impl Page for Overview {
    const TEMPLATE: &'static str = "platform/overview.html";
    fn samples() -> Vec<Self> {
        let unwell = |slug: &str, state: &str, health: Health| Unwell {
            slug: slug.to_owned(),
            name: "Торгово-промышленная компания «Вольтарика»".to_owned(),
            state: state.to_owned(),
            troubles: Health { slug: slug.to_owned(), state: state.to_owned(), ..health }.troubles(),
        };
        let broken = Health {
            migration_problem: Some("relation \"price\" already exists".to_owned()),
            failed_jobs: 21,
            stuck_events: 1,
            lifeless: true,
            ..Health::default()
        };
        let stuck = Health { provisioning_stuck: true, ..Health::default() };
        vec![
            Self {
                unwell: vec![
                    unwell("voltarika", "active", broken),
                    unwell("aqualine", "provisioning", stuck),
                    unwell("brickline", "suspended", Health::default()),
                    unwell("old", "deleted", Health::default()),
                    unwell("gone", "erasing", Health::default()),
                ],
                stuck: vec![stuck_request(true), stuck_request(false)],
                more: 2,
                well: 12,
            },
            Self { stuck: Vec::new(), unwell: Vec::new(), more: 0, well: 1 },
            Self { stuck: Vec::new(), unwell: Vec::new(), more: 0, well: 0 },
        ]
    }
}

fn stuck_request(failed: bool) -> Stuck {
    Stuck {
        id: uuid::Uuid::nil(),
        slug: "aqualine".to_owned(),
        company: "Aqualine".to_owned(),
        failed,
        error: failed.then(|| "relation \"price\" already exists".to_owned()),
    }
}

pub async fn show(State(app): State<App>) -> Result<View<Overview>> {
    let mut tx = app.db.control().await?;
    let counts = sqlx::query!(
        r#"select count(*) filter (where trouble > 0) as "unwell!", count(*) filter (where trouble = 0) as "well!"
         from control.tenant_health"#
    )
    .fetch_one(tx.db())
    .await?;
    let rows = sqlx::query!(
        r#"select t.slug, t.name, t.state, h.migration_problem, h.provisioning_stuck as "provisioning_stuck!",
            h.failed_jobs as "failed_jobs!", h.stuck_events as "stuck_events!", h.lifeless as "lifeless!"
         from control.tenant_health h join control.tenant t on t.id = h.tenant_id
         where h.trouble > 0 order by h.trouble desc, h.failed_jobs desc, t.slug limit $1"#,
        MOST
    )
    .fetch_all(tx.db())
    .await?;
    let stuck = Stuck::list(&mut tx, MOST).await?;
    let unwell: Vec<Unwell> = rows
        .into_iter()
        .map(|row| {
            let health = Health {
                slug: row.slug.clone(),
                state: row.state.clone(),
                migration_problem: row.migration_problem,
                provisioning_stuck: row.provisioning_stuck,
                failed_jobs: row.failed_jobs,
                stuck_events: row.stuck_events,
                lifeless: row.lifeless,
            };
            Unwell { slug: row.slug, name: row.name, state: row.state, troubles: health.troubles() }
        })
        .collect();
    let shown = i64::try_from(unwell.len()).unwrap_or(MOST);
    Ok(View::new(Overview { stuck, unwell, more: counts.unwell - shown, well: counts.well }))
}
