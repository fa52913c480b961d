//! P7 · A portal is closed with words for dealers, in every process, and opened again; every refusal changes nothing.

use std::time::{Duration, Instant};

use platform::acts::{audit, keeping};
use serde_json::json;
use tenancy::{Access, NewJob, NewTenant};

use super::{operator, rows};
use crate::story::{PASSWORD, Served, Visitor, World};

const WORDS: [(&str, &str); 4] = [
    ("words_en", "Back on <b>Monday</b>."),
    ("words_ru", "Откроемся в <b>понедельник</b>."),
    ("contact", "Lev, +7 900 000-00-00"),
    ("ask", "ada@portico.example"),
];

async fn close(who: &mut Visitor, slug: &str, act: &str, name: &str) -> crate::story::Page {
    let fields: Vec<_> = WORDS.into_iter().chain([("confirm", name)]).collect();
    who.post(&format!("/tenants/{slug}/{act}"), &fields).await
}

#[tokio::test]
async fn only_a_signed_in_operator_who_types_the_name_closes_a_portal() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let before = world.contents("alpha").await;
    let mut nobody = world.on_console();
    close(&mut nobody, "alpha", "suspend", "Tenant alpha").await.is(303);
    let mut at_console = lev.moved_to(&format!("console.portico.test:{}", world.address.port()));
    for act in ["suspend", "delete", "resume", "restore", "migrate", "usage"] {
        close(&mut at_console, "alpha", act, "Tenant alpha").await.is(303);
        close(&mut lev, "alpha", act, "Tenant alpha").await.is(404);
    }
    let mut ada = operator(&world).await;
    for (act, wrong) in
        [("suspend", "alpha"), ("suspend", ""), ("delete", "tenant alpha"), ("delete", "Tenant beta")]
    {
        let page = close(&mut ada, "alpha", act, wrong).await;
        page.is(422);
        assert!(!page.error_of("confirm").is_empty());
        assert_eq!(page.value_of("contact"), WORDS[2].1);
        assert!(page.body.contains("Откроемся в &lt;b&gt;"), "what was typed is lost: {}", page.body);
        close(&mut ada, "nobody-here", act, "Nobody").await.is(404);
    }
    for act in ["resume", "restore"] {
        ada.post(&format!("/tenants/alpha/{act}"), &[])
            .await
            .is(409)
            .shows("“Tenant alpha” is in the state “Active”");
        ada.post(&format!("/tenants/nobody-here/{act}"), &[]).await.is(404);
    }
    assert_eq!(before, world.contents("alpha").await);
    assert_eq!(
        rows(&world, audit::Filter { tenant: Some("alpha"), ..audit::Filter::default() }).await.len(),
        0
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_portal_is_closed_in_every_process_within_two_seconds() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let mut other = world.staff("beta", "kim", "owner").await;
    let beta = world.contents("beta").await;
    let copy = Served::start(&world.database_url(), "web");
    copy.sees(&olga, "alpha").get("/company").await.is(200);
    let mut ada = operator(&world).await;
    let form = ada.get("/tenants/alpha/suspend").await;
    assert_eq!(
        (form.value_of("contact"), form.value_of("ask")),
        ("lev, lev@alpha.example".into(), WORDS[3].1.into())
    );
    close(&mut ada, "alpha", "suspend", " Tenant  alpha ").await.leads_to("/tenants/alpha");
    let pressed = Instant::now();

    // Here at once, in the other process within two seconds.
    let page = olga.get("/company").await;
    page.is(503)
        .shows("Откроемся в <b>понедельник</b>.")
        .shows(WORDS[2].1)
        .hides("<b>понедельник")
        .hides(WORDS[3].1);
    while copy.sees(&olga, "alpha").get("/company").await.status != 503 {
        assert!(pressed.elapsed() < Duration::from_secs(2), "the other process still serves it");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Staff learn that it is closed and whom to ask; strangers only what dealers learn, in their language.
    lev.get("/manage/dealers").await.is(503).shows("Портал закрыл оператор платформы").shows(WORDS[3].1);
    let mut stranger = world.visitor("alpha").speaking("en");
    stranger.get("/login").await.is(503).shows("Back on <b>Monday</b>.").hides(WORDS[3].1);
    stranger.post("/login", &[("email", "lev@alpha.example"), ("password", PASSWORD)]).await.is(503);
    other.get("/manage/dealers").await.is(200);

    // Its jobs wait.
    let petr = NewJob { kind: "platform.usage", key: "in the dark".into(), payload: json!({}), run_at: None };
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    tx.enqueue(petr).await.unwrap();
    tx.commit().await.unwrap();
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(ada.get("/jobs?tenant=alpha&state=queued").await.first("tbody a.name").is_some());

    close(&mut ada, "alpha", "suspend", "Tenant alpha").await.is(409).shows("Suspended");
    ada.get("/").await.shows("Suspended: the portal is closed").shows("1 tenant is well");
    ada.post("/tenants/alpha/resume", &[]).await.leads_to("/tenants/alpha");
    ada.post("/tenants/alpha/resume", &[]).await.is(409);
    olga.get("/company").await.is(200);
    world.wait_for_jobs().await;
    assert_eq!(beta, world.contents("beta").await);
    let acts = rows(&world, audit::Filter { tenant: Some("alpha"), ..audit::Filter::default() }).await;
    let acts: Vec<&str> = acts.iter().map(|row| row.act.as_str()).collect();
    assert_eq!(acts, ["resume", "suspend"]);
    drop(copy);
    world.end().await;
}

#[tokio::test]
async fn a_deleted_tenant_comes_back_within_the_grace_time_as_it_was() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let before = world.contents("alpha").await;
    let mut ada = operator(&world).await;
    close(&mut ada, "alpha", "suspend", "Tenant alpha").await.is(303);
    close(&mut ada, "alpha", "delete", "Tenant alpha").await.leads_to("/tenants/alpha");
    lev.get("/manage/dealers").await.is(503).shows("Портал будет удалён");
    world.visitor("alpha").get("/login").await.is(503).hides("удалён");
    close(&mut ada, "alpha", "delete", "Tenant alpha").await.is(409);
    ada.post("/tenants/alpha/resume", &[]).await.is(409).shows("Being deleted");
    world.wait_minutes(13 * 24 * 60);
    assert!(keeping::turn(&world.app.db, world.app.clock.now()).await.unwrap().is_empty());
    let mut ada = world.on_console().signed_in("ada@portico.example", PASSWORD).await;
    ada.get("/").await.shows("To be deleted; it can still be restored.");
    ada.post("/tenants/alpha/restore", &[]).await.leads_to("/tenants/alpha");
    // It was suspended before.
    world.visitor("alpha").get("/login").await.is(503).shows("Откроемся");
    ada.post("/tenants/alpha/resume", &[]).await.is(303);
    world.visitor("alpha").get("/login").await.is(200);
    world.wait_minutes(60 * 24 * 60);
    assert!(keeping::turn(&world.app.db, world.app.clock.now()).await.unwrap().is_empty());
    assert_eq!(before, world.contents("alpha").await);
    world.end().await;
}

/// Killed at the worst place: the schema is gone, the rows are not. Nobody can restore it, and the next turn ends it.
#[tokio::test]
async fn after_the_grace_time_everything_is_erased_even_by_a_run_that_was_killed() {
    let world = World::new().await;
    let new = NewTenant {
        slug: "gamma".into(),
        name: "Gamma Works".into(),
        locale: "en".into(),
        time_zone: "UTC".into(),
        country: "GB".into(),
    };
    let gamma = portico::commands::provision(&world.app.db, &new).await.unwrap();
    let mut tx = gamma.begin(Access::Write).await.unwrap();
    let job = NewJob { kind: "platform.usage", key: "x".into(), payload: json!({}), run_at: None };
    tx.enqueue(job).await.unwrap();
    tx.commit().await.unwrap();
    world.wait_for_jobs().await;
    let (alpha, beta) = (world.contents("alpha").await, world.contents("beta").await);
    let mut ada = operator(&world).await;
    close(&mut ada, "gamma", "delete", "Gamma Works").await.is(303);
    world.wait_minutes(14 * 24 * 60 + 1);

    let (db, now) = (&world.app.db, world.app.clock.now());
    assert!(tenancy::drop_tenant(db, gamma.id(), now).await.unwrap());
    let mut ada = world.on_console().signed_in("ada@portico.example", PASSWORD).await;
    ada.post("/tenants/gamma/restore", &[]).await.is(409).shows("Being erased");
    ada.get("/tenants/gamma").await.is(200).shows("Its data are being erased.");
    world.visitor("gamma").get("/login").await.is(404);
    let erased = keeping::turn(db, now).await.unwrap();
    assert_eq!(erased.iter().map(|tenant| tenant.slug.as_str()).collect::<Vec<_>>(), ["gamma"]);
    assert!(keeping::turn(db, now).await.unwrap().is_empty());

    ada.get("/tenants/gamma").await.is(404);
    world.visitor("gamma").get("/login").await.is(404);
    let role = format!("t_{}", gamma.id().uuid().simple());
    for sql in ["select nspname::text from pg_namespace", "select rolname::text from pg_roles"] {
        let names = tenancy::superuser_rows(&world.database_url(), sql).await.unwrap();
        assert!(!names.contains(&role), "{role} is left: {sql}");
    }
    let mut control = db.control().await.unwrap();
    let left: i64 = sqlx::query_scalar(
        "select (select count(*) from cell.job where tenant_id = $1) + (select count(*) from cell.outbox where tenant_id = $1)
            + (select count(*) from control.placement where tenant_id = $1)
            + (select count(*) from control.tenant_history where tenant_id = $1)",
    )
    .bind(gamma.id().uuid())
    .fetch_one(control.db())
    .await
    .unwrap();
    assert_eq!(left, 0);
    let held: bool = sqlx::query_scalar(
        "select held_until > now() + interval '100 days' from control.held_slug where slug = 'gamma'",
    )
    .fetch_one(control.db())
    .await
    .unwrap();
    assert!(held, "the address is held for 90 days from the moment of erasing");
    drop(control);
    let acts = rows(&world, audit::Filter { tenant: Some("gamma"), ..audit::Filter::default() }).await;
    let acts: Vec<&str> = acts.iter().map(|row| row.act.as_str()).collect();
    assert_eq!(acts, ["erase", "delete"]);
    assert_eq!((alpha, beta), (world.contents("alpha").await, world.contents("beta").await));
    world.end().await;
}
