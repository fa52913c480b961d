//! The tenants: those in trouble first.

use axum::extract::State;
use jiff::Timestamp;
use kit::Result;
use kit::web::{App, Page, View};
use serde::Serialize;

/// / of the console.
#[derive(Serialize)]
pub struct Tenants {
    list: Vec<Row>,
}

/// A tenant with what may be wrong with it.
#[derive(Serialize)]
pub struct Row {
    slug: String,
    name: String,
    url: String,
    state: String,
    locale: String,
    created_at: Timestamp,
    problem: Option<String>,
    failed_jobs: i64,
}

impl Page for Tenants {
    const TEMPLATE: &'static str = "platform/tenants.html";
    fn samples() -> Vec<Self> {
        let row = |slug: &str, state: &str, problem: Option<&str>, failed_jobs| Row {
            slug: slug.to_owned(),
            name: "Вольтарика".to_owned(),
            url: "https://voltarika.portico.example".to_owned(),
            state: state.to_owned(),
            locale: "ru".to_owned(),
            created_at: Timestamp::UNIX_EPOCH,
            problem: problem.map(str::to_owned),
            failed_jobs,
        };
        let rows = vec![
            row("aqualine", "provisioning", Some("relation \"price\" already exists"), 0),
            row("brickline", "suspended", None, 21),
            row("voltarika", "active", None, 0),
        ];
        vec![Self { list: rows }, Self { list: Vec::new() }]
    }
}

pub async fn show(State(app): State<App>) -> Result<View<Tenants>> {
    let mut tx = app.db.control().await?;
    let rows = sqlx::query!(
        r#"select t.slug, t.name, t.state, t.locale, t.created_at as "created_at: jiff_sqlx::Timestamp", p.problem,
            (select count(*) from cell.job j where j.tenant_id = t.id and j.state = 'failed') as "failed_jobs!"
         from control.tenant t join control.placement p on p.tenant_id = t.id
         order by p.problem is null, t.state = 'active', 7 desc, t.slug limit 500"#
    )
    .fetch_all(tx.db())
    .await?;
    let row = |slug: String| app.config.tenant_url(&slug);
    let list = rows
        .into_iter()
        .map(|tenant| Row {
            url: row(tenant.slug.clone()),
            slug: tenant.slug,
            name: tenant.name,
            state: tenant.state,
            locale: tenant.locale,
            created_at: tenant.created_at.to_jiff(),
            problem: tenant.problem,
            failed_jobs: tenant.failed_jobs,
        })
        .collect();
    Ok(View::new(Tenants { list }))
}
