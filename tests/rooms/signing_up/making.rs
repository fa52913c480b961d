//! From the form into the portal: the steps, a closed tab, a database that is gone in the middle.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use kit::module::boxed;
use platform::signing_up::{Options, Step, Stopped};

use crate::story::{PASSWORD, Visitor, World, answers, with};

async fn asked(world: &World, slug: &str) -> (Visitor, String) {
    let mut visitor = world.on_public();
    let key = visitor.get("/en/signup").await.value_of("key");
    let email = format!("lev@{slug}.example");
    visitor.post("/en/signup", &answers(&key, slug, &email)).await.leads_to(&format!("/en/signup/{key}"));
    (visitor, format!("/en/signup/{key}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_signed_in_to_a_working_portal() {
    let world = World::new().await;
    let began = Instant::now();
    let (mut visitor, page) = asked(&world, "voltarika").await;
    // Nobody works it off yet: the page waits, and asks again by itself.
    let waiting = world.progress(&mut visitor, &page, "queued").await;
    assert!(waiting.body.contains("<noscript><meta http-equiv=\"refresh\""), "no way on without the script");
    world.provisions();
    let done = world.progress(&mut visitor, &page, "done").await;
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    assert_eq!(done.all(".making li.done").len(), 6, "{}", done.text());

    let portal = world.app.config.tenant_url("voltarika");
    let enter = visitor.post(&format!("{page}/enter"), &[]).await;
    let arrival = enter.is(303).location().strip_prefix(&portal).unwrap().to_owned();
    let mut lev = world.visitor("voltarika");
    let (path, _) = arrival.split_once('?').unwrap();
    // The link only shows a page; its form signs in, once.
    lev.get(&arrival).await.is(200).shows("Lev Gromov");
    assert!(lev.session.is_none());
    lev.post(path, &[("next", "/manage/start")]).await.leads_to("/manage/start");
    lev.get("/manage/start").await.is(200).shows("First steps").shows("50 sample goods");
    lev.get("/manage/today").await.is(200).shows("First steps");
    lev.get("/manage/products").await.is(200).shows("SAMPLE-");
    let again = world.visitor("voltarika").post(path, &[]).await;
    again.is(409).shows("has been used");
    // Once in, the page leads to the sign-in; the password is the form's.
    visitor.post(&format!("{page}/enter"), &[]).await.leads_to(&format!("{portal}/login"));
    world.visitor("voltarika").signed_in("lev@voltarika.example", PASSWORD).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_arrival_lives_two_minutes_and_opens_one_portal_only() {
    let world = World::new().await;
    world.provisions();
    let (mut visitor, page) = asked(&world, "voltarika").await;
    world.progress(&mut visitor, &page, "done").await;
    let enter = visitor.post(&format!("{page}/enter"), &[]).await;
    let token = enter.location().split("/welcome/").nth(1).unwrap().split('?').next().unwrap().to_owned();
    world.visitor("alpha").post(&format!("/welcome/{token}"), &[]).await.is(409);
    world.wait_minutes(3);
    world.visitor("voltarika").post(&format!("/welcome/{token}"), &[]).await.is(409).shows("two minutes");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_anew_has_a_new_session() {
    let world = World::new().await;
    world.provisions();
    let (mut visitor, page) = asked(&world, "voltarika").await;
    world.progress(&mut visitor, &page, "done").await;
    let mut lev = world.visitor("voltarika").signed_in("lev@voltarika.example", PASSWORD).await;
    let old = lev.clone();
    let enter = visitor.post(&format!("{page}/enter"), &[]).await;
    let path = enter.location().split(&format!(":{}", world.address.port())).nth(1).unwrap().to_owned();
    lev.post(path.split('?').next().unwrap(), &[]).await.is(303);
    assert_ne!(lev.session, old.session);
    old.clone().get("/manage/start").await.leads_to("/login?next=%2Fmanage%2Fstart");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_tab_is_found_again_by_the_letter() {
    let world = World::new().await;
    world.provisions();
    let (mut visitor, page) = asked(&world, "voltarika").await;
    world.progress(&mut visitor, &page, "done").await;
    let letter = loop {
        if let Some(letter) = world.mail.letters().into_iter().next() {
            break letter;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_eq!(letter.to, "lev@voltarika.example");
    assert!(letter.subject.starts_with("Voltarika Works") && letter.from_name == "Portico");
    let link = letter.text.split_whitespace().find(|word| word.contains("/signup/")).unwrap();
    let path = link.strip_prefix(&world.app.config.public_url()).unwrap();
    let mut elsewhere = world.on_public();
    world.progress(&mut elsewhere, path, "done").await.shows("Your portal is open");
    elsewhere.post(&format!("{path}/enter"), &[]).await.is(303);
    elsewhere.get("/en/signup/0000").await.is(404);
    elsewhere.get(&format!("/en/signup/{}", "0".repeat(64))).await.is(404);
    world.end().await;
}

/// The steps of a server whose database does not answer at this step, until it is mended.
fn broken_at(name: &'static str, mended: &Arc<AtomicBool>) -> Vec<Step> {
    let mut steps = portico::provisioning::steps();
    for step in steps.iter_mut().filter(|step| step.name == name) {
        let (work, mended) = (Arc::clone(&step.work), Arc::clone(mended));
        step.work = Arc::new(move |app, portal| {
            if mended.load(Ordering::SeqCst) {
                return work(app, portal);
            }
            boxed(async { Err(Stopped::from(sqlx::Error::PoolTimedOut)) })
        });
    }
    steps
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_in_the_middle_leaves_the_form_and_a_retry() {
    let world = World::new().await;
    for (slug, step) in [("one-works", "database"), ("two-works", "look"), ("three-works", "owner")] {
        let mended = Arc::new(AtomicBool::new(false));
        let provisioner = world.provisions_by(broken_at(step, &mended), Options::default());
        let (mut visitor, page) = asked(&world, slug).await;
        let failed = world.progress(&mut visitor, &page, "failed").await;
        failed
            .shows("The database did not answer")
            .shows("Number for support")
            .shows("What you typed is kept");
        assert_eq!(failed.all(".making li.failed").len(), 1);
        assert_eq!(world.visitor(slug).get("/login").await.status, 404, "no half-made portal is open");
        let token = page.rsplit('/').next().unwrap();
        let form = visitor.get(&format!("/en/signup?again={token}")).await;
        assert_eq!(
            (form.value_of("address"), form.value_of("name")),
            (slug.to_owned(), "Lev Gromov".to_owned())
        );
        assert_eq!((form.value_of("key"), form.value_of("password")), (token.to_owned(), String::new()));
        mended.store(true, Ordering::SeqCst);
        visitor.post(&format!("{page}/retry"), &[]).await.leads_to(&page);
        world.progress(&mut visitor, &page, "done").await;
        visitor.post(&format!("{page}/retry"), &[]).await.is(409);
        world.visitor(slug).signed_in(&format!("lev@{slug}.example"), PASSWORD).await;
        provisioner.abort();
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_request_takes_new_answers_and_becomes_one_portal() {
    let world = World::new().await;
    let mended = Arc::new(AtomicBool::new(false));
    world.provisions_by(broken_at("roles", &mended), Options::default());
    let (mut visitor, page) = asked(&world, "northvale").await;
    world.progress(&mut visitor, &page, "failed").await;
    mended.store(true, Ordering::SeqCst);
    let key = page.rsplit('/').next().unwrap().to_owned();
    let fields = with(answers(&key, "southvale", "olga@works.example"), "company", "Southvale");
    visitor.post("/en/signup", &fields).await.leads_to(&page);
    world.progress(&mut visitor, &page, "done").await;
    world.visitor("southvale").signed_in("olga@works.example", PASSWORD).await;
    assert_eq!(world.visitor("northvale").get("/login").await.status, 404);
    let slugs: Vec<String> = world.app.db.tenants().iter().map(|tenant| tenant.slug().to_owned()).collect();
    assert_eq!(slugs, ["alpha", "beta", "southvale"]);
    // The address that was given up can be had again.
    visitor.get("/en/signup?address=northvale").await.shows("is free");
    world.end().await;
}

/// Another server's process took the address after it was asked for.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_taken_meanwhile_is_told() {
    let world = World::new().await;
    let (mut visitor, page) = asked(&world, "northvale").await;
    let new = tenancy::NewTenant {
        slug: "northvale".into(),
        name: "Somebody else".into(),
        locale: "en".into(),
        time_zone: "UTC".into(),
        country: "GB".into(),
    };
    portico::commands::provision(&world.app.db, &new).await.unwrap();
    world.provisions();
    world.progress(&mut visitor, &page, "failed").await.shows("taken by somebody else");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_provisioners_make_each_portal_once() {
    let world = World::new().await;
    world.provisions();
    world.provisions();
    let mut pages = Vec::new();
    for slug in ["one-works", "two-works", "three-works", "four-works"] {
        pages.push((asked(&world, slug).await, slug));
    }
    for ((visitor, page), slug) in &mut pages {
        world.progress(visitor, page, "done").await;
        world.visitor(slug).signed_in(&format!("lev@{slug}.example"), PASSWORD).await;
    }
    assert_eq!(world.app.db.tenants().len(), 6);
    world.end().await;
}
