//! P7 · One job: its error, its input without secrets, each failed try, and what operators did with it.

use platform::acts::audit::Filter;
use serde_json::json;
use tenancy::{Access, NewJob};

use super::{operator, rows, sql};
use crate::story::World;

#[tokio::test]
async fn a_job_shows_its_tries_and_hides_its_secrets() {
    let world = World::new().await;
    let mut ada = operator(&world).await;
    let secret = "5e".repeat(32);
    let payload =
        json!({ "person": uuid::Uuid::nil(), "token": "canary-token", "mail": secret, "note": "<b>x</b>" });
    let job = NewJob { kind: "accounts.reset-letter", key: "nobody".into(), payload, run_at: None };
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    tx.enqueue(job).await.unwrap();
    tx.commit().await.unwrap();
    sql(&world, "update cell.job set attempts = 7 where state = 'queued'").await;
    let link = loop {
        let page = ada.get("/jobs?state=failed&tenant=alpha&kind=accounts.reset-letter").await;
        if let Some(link) = page.first("tbody a.name") {
            break link.value().attr("href").unwrap().to_owned();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    ada.get("/jobs?state=failed&tenant=beta").await.shows("No jobs here.");
    let page = ada.get(&link).await;
    page.is(200).shows("not found").shows("8 of 8").shows("Try 8:").shows("•••").shows("<b>x</b>");
    page.hides("canary-token").hides(&secret).hides("<b>x</b>");
    ada.post(&format!("{link}/cancel"), &[]).await.is(409);
    ada.post(&format!("{link}/retry"), &[]).await.is(303);
    let object = link.rsplit('/').next().unwrap();
    let acts = rows(&world, Filter { object: Some(object), ..Filter::default() }).await;
    assert_eq!(acts.len(), 1);
    assert_eq!(
        (acts[0].act.as_str(), acts[0].words.as_deref()),
        ("retry-job", Some("accounts.reset-letter"))
    );
    ada.get(&link).await.shows("Job tried again").shows("ada@portico.example");
    ada.get(&format!("/jobs/{}", uuid::Uuid::nil())).await.is(404);
    ada.get("/jobs/nonsense").await.is(404);
    world.on_console().get(&link).await.is(303);
    world.staff("alpha", "lev", "owner").await.get(&link).await.is(404);
    sql(&world, "delete from cell.job").await;
    world.end().await;
}
