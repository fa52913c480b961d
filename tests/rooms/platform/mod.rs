//! The front page and the operator's console.

mod audit;
mod closing;
mod command_line;
mod job;
pub mod overview;
mod provisioning;

use kit::text::Locale;
use platform::acts::audit::{Filter, Row};
use portico::commands;

use crate::story::{PASSWORD, Visitor, World};

pub async fn operator(world: &World) -> Visitor {
    let hash = accounts::signing_in::hash(PASSWORD).await.unwrap();
    let email = "ada@portico.example".parse().unwrap();
    platform::console::operators::put_operator(&world.app.db, &email, "Ada", &hash, Locale::EN)
        .await
        .unwrap();
    world.on_console().signed_in("ada@portico.example", PASSWORD).await
}

/// The newest rows of the audit.
async fn rows(world: &World, filter: Filter<'_>) -> Vec<Row> {
    let mut tx = world.app.db.control().await.unwrap();
    platform::acts::audit::list(&mut tx, filter, 0, 100).await.unwrap().0
}

/// What only happens by itself, entered as the platform.
pub async fn sql(world: &World, statements: &'static str) {
    let mut tx = world.app.db.control().await.unwrap();
    sqlx::raw_sql(statements).execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_operator_signs_in_on_the_console_only_and_sees_tenants() {
    let world = World::new().await;
    let mut ada = operator(&world).await;
    ada.get("/").await.is(200).shows("2 tenants are well");
    ada.get("/tenants").await.is(200).shows("Tenant alpha").shows("Tenant beta").shows("Well");
    let mut at_tenant = world.visitor("alpha");
    at_tenant.post("/login", &[("email", "ada@portico.example"), ("password", PASSWORD)]).await.is(422);
    let old = ada.clone();
    ada.post("/logout", &[]).await.leads_to("/login");
    old.clone().get("/").await.leads_to("/login?next=%2F");
    world.end().await;
}

#[tokio::test]
async fn people_of_tenants_do_not_get_into_the_console() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let mut console = lev.moved_to(&format!("console.portico.test:{}", world.address.port()));
    console.get("/jobs").await.leads_to("/login?next=%2Fjobs");
    console.post("/login", &[("email", "lev@alpha.example"), ("password", PASSWORD)]).await.is(422);
    lev.get("/jobs").await.is(404);
    world.end().await;
}

#[tokio::test]
async fn a_dead_letter_is_shown_with_its_reason_and_tried_again() {
    let world = World::new().await;
    let mut ada = operator(&world).await;
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    let payload = serde_json::json!({ "person": uuid::Uuid::nil() });
    let job = tenancy::NewJob {
        kind: "accounts.reset-letter",
        key: "no such person".into(),
        payload,
        run_at: None,
    };
    tx.enqueue(job).await.unwrap();
    tx.commit().await.unwrap();
    // Its last try, so that one failure makes it a dead letter.
    let mut control = world.app.db.control().await.unwrap();
    sqlx::query("update cell.job set attempts = 7 where state = 'queued'")
        .execute(control.db())
        .await
        .unwrap();
    control.commit().await.unwrap();

    let page = loop {
        let page = ada.get("/jobs?state=failed").await;
        if page.first("form[action$='/retry']").is_some() {
            break page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    page.shows("accounts.reset-letter").shows("not found");
    let retry = page.first("form[action$='/retry']").unwrap().value().attr("action").unwrap().to_owned();
    ada.get("/").await.shows("1 failed job");
    ada.post(&retry, &[]).await.leads_to("/jobs");
    ada.get("/jobs").await.is(200);
    let mut control = world.app.db.control().await.unwrap();
    sqlx::query("delete from cell.job").execute(control.db()).await.unwrap();
    control.commit().await.unwrap();
    ada.post(&retry, &[]).await.is(409).shows("not among the failed ones");
    world.end().await;
}

#[tokio::test]
async fn the_front_page_leads_to_a_portal_by_its_name() {
    let world = World::new().await;
    let port = world.address.port();
    let mut stranger = world.at_host(&format!("portico.test:{port}"));
    stranger.get("/").await.is(200).shows("Portico");
    stranger.get("/sign-in").await.is(200).shows("Sign in to your portal");
    let to = stranger.post("/portal", &[("portal", "Alpha")]).await;
    to.leads_to(&format!("http://alpha.portico.test:{port}/login"));
    let unknown = stranger.post("/portal", &[("portal", "gamma<b>")]).await;
    assert!(unknown.is(422).error_of("portal").contains("There is no portal"));
    world.end().await;
}

#[tokio::test]
async fn every_route_is_printed_with_its_right() {
    let world = World::new().await;
    let routes = world.app.routes();
    assert!(routes.iter().any(|route| route.path == "/login" && route.right == "anyone"));
    assert!(commands::routes(true).is_ok());
    world.end().await;
}
