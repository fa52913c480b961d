//! P7 · The operator asks for a portal by one form; the steps are shown as they are written, and a failed one goes on.

use platform::acts::audit::Filter;
use tokio::sync::watch;

use super::{operator, rows, sql};
use crate::story::World;

fn fields<'a>(key: &'a str, address: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("key", key),
        ("company", "Delta <b>Works</b>"),
        ("address", address),
        ("name", "Kim"),
        ("email", "kim@delta.example"),
        ("language", "en"),
        ("zone", "Europe/London"),
    ]
}

#[tokio::test]
async fn a_portal_is_asked_for_and_its_owner_invited() {
    let world = World::new().await;
    let (alpha, beta) = (world.contents("alpha").await, world.contents("beta").await);
    let key = "ab".repeat(32);
    world.on_console().post("/provision", &fields(&key, "delta")).await.is(303);
    let mut ada = operator(&world).await;
    ada.get("/provision").await.is(200);
    let bad = ada.post("/provision", &fields(&key, "a_b")).await;
    assert!(!bad.is(422).error_of("address").is_empty());
    assert_eq!(bad.value_of("company"), "Delta <b>Works</b>");
    for taken in ["alpha", "console"] {
        assert!(
            !ada.post("/provision", &fields(&key, taken)).await.is(422).error_of("address").is_empty(),
            "{taken}"
        );
    }
    let asked = ada.post("/provision", &fields(&key, "delta")).await;
    let there = asked.is(303).location().to_owned();
    ada.post("/provision", &fields(&key, "delta")).await.leads_to(&there);
    ada.get(&there).await.is(200).shows("by an operator").hides("<b>Works");

    let (stop, stopped) = watch::channel(false);
    let provisioner = portico::wiring::provisioner(&world.app, platform::signing_up::Options::default());
    let task = tokio::spawn(provisioner.run(stopped));
    let page = loop {
        let page = ada.get(&there).await;
        if page.first("a[href='/tenants/delta']").is_some() {
            break page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    page.shows("The portal is open.");
    ada.get("/tenants/delta").await.is(200).shows("Provisioning").shows("Up to date");
    ada.get("/migrations").await.shows("Every tenant is on the newest version.");
    world.visitor("delta").get("/login").await.is(200);
    world.wait_for_jobs().await;
    assert!(
        world.mail.letters().iter().any(|letter| letter.text.contains("/invite/")),
        "the owner is invited"
    );
    assert!(
        !ada.post("/provision", &fields(&"cd".repeat(32), "delta"))
            .await
            .is(422)
            .error_of("address")
            .is_empty()
    );
    let acts = rows(&world, Filter { tenant: Some("delta"), ..Filter::default() }).await;
    assert_eq!(acts.iter().map(|row| row.act.as_str()).collect::<Vec<_>>(), ["provision"]);
    stop.send_replace(true);
    task.await.unwrap();
    let same = |before: &str, after: &str| before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
    // The last line counts letters of the whole platform.
    assert!(
        same(&alpha, &world.contents("alpha").await) <= 1 && same(&beta, &world.contents("beta").await) <= 1
    );
    world.end().await;
}

#[tokio::test]
async fn a_request_that_failed_is_on_the_overview_and_tried_again() {
    let world = World::new().await;
    let mut ada = operator(&world).await;
    let asked = ada.post("/provision", &fields(&"ef".repeat(32), "delta")).await;
    let there = asked.is(303).location().to_owned();
    let retry = format!("{there}/retry");
    ada.post(&retry, &[]).await.is(409);
    sql(
        &world,
        "update control.provisioning set state = 'failed';
         update control.provisioning_step set state = 'failed', error = 'the disk is full' where name = 'database'",
    )
    .await;
    let page = ada.get("/").await;
    page.is(200).shows("1 tenant needs you").shows("the disk is full");
    assert!(page.first(&format!("form[action='{retry}']")).is_some());
    ada.get(&there).await.is(200).shows("the disk is full");
    world.on_console().post(&retry, &[]).await.is(303);
    ada.post(&retry, &[]).await.leads_to(&there);
    ada.post(&retry, &[]).await.is(409);
    ada.get("/").await.hides("the disk is full");
    ada.get(&format!("/provisionings/{}", uuid::Uuid::nil())).await.is(404);
    ada.post(&format!("/provisionings/{}/retry", uuid::Uuid::nil()), &[]).await.is(404);
    assert_eq!(rows(&world, Filter { act: Some("retry-provisioning"), ..Filter::default() }).await.len(), 1);
    world.end().await;
}
