//! What the form refuses, and that it loses nothing.

use platform::signing_up::{Asker, NewPortal};

use crate::story::{PASSWORD, World, answers, with};

const SYSTEM: &str = include_str!("../../cases/subdomains.txt");
const LOOK_ALIKES: &str = include_str!("../../cases/look_alikes.txt");

#[tokio::test]
async fn system_names_and_what_looks_like_them_are_refused() {
    let world = World::new().await;
    let mut visitor = world.on_public();
    let key = visitor.get("/en/signup").await.value_of("key");
    let mut refused = 0;
    for name in SYSTEM
        .lines()
        .chain(LOOK_ALIKES.lines())
        .filter(|name| !name.starts_with('#') && !name.trim().is_empty())
    {
        let page = visitor.post("/en/signup", &answers(&key, name, "lev@works.example")).await;
        let words = page.is(422).error_of("address");
        assert!(words.chars().count() > 20, "{name}: {words}");
        assert_eq!(page.value_of("address"), name);
        let query = form_query(name);
        let check = visitor.get(&format!("/en/signup?address={query}")).await;
        assert!(check.first(".address-check .t-bad").is_some(), "{name}: {}", check.text());
        refused += 1;
    }
    assert!(refused >= 43, "{refused}");
    assert_eq!(requests(&world).await, 0);
    world.end().await;
}

fn form_query(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn requests(world: &World) -> i64 {
    let mut tx = world.app.db.control().await.unwrap();
    sqlx::query_scalar("select count(*) from control.provisioning").fetch_one(tx.db()).await.unwrap()
}

#[tokio::test]
async fn a_taken_address_comes_with_two_that_are_free() {
    let world = World::new().await;
    let mut visitor = world.on_public();
    let key = visitor.get("/en/signup").await.value_of("key");
    visitor.post("/en/signup", &answers(&key, "voltarika", "lev@works.example")).await.is(303);
    let other = visitor.get("/en/signup").await.value_of("key");
    // Asked for, a tenant's, looking like the one or the other, and in Russian words.
    for (taken, free) in [("voltarika", "voltarika-b2b"), ("alpha", "alpha-b2b")] {
        let page = visitor.post("/en/signup", &answers(&other, taken, "lev@works.example")).await;
        assert_eq!(
            page.is(422).error_of("address"),
            format!("The address {taken} is taken. Free: {free}, {taken}-trade.")
        );
        assert_eq!(
            (page.value_of("company"), page.value_of("name")),
            ("Voltarika Works".into(), "Lev Gromov".into())
        );
        assert_eq!(page.value_of("email"), "lev@works.example");
        page.hides(PASSWORD);
    }
    for like in ["v0ltarika", "volt-arika", "voltarlka", "a1pha"] {
        let page = visitor.post("/en/signup", &answers(&other, like, "lev@works.example")).await;
        assert!(page.is(422).error_of("address").contains("looks like one that is taken"), "{like}");
    }
    let typed = visitor.get("/ru/signup?address=voltarika").await;
    typed.is(200).shows("Адрес voltarika занят. Свободны: voltarika-b2b, zavod-voltarika.");
    visitor.get("/en/signup?address=northvale").await.shows("northvale.portico.test is free");
    visitor.get("/en/signup?company=Northvale").await.shows("northvale");
    world.end().await;
}

#[tokio::test]
async fn the_address_of_a_deleted_tenant_is_nobodys_for_a_while() {
    let world = World::new().await;
    let mut tx = world.app.db.control().await.unwrap();
    tenancy::hold_slug(&mut tx, "brickline", world.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let mut visitor = world.on_public();
    for name in ["brickline", "br1ckline"] {
        let page = visitor.get(&format!("/en/signup?address={name}")).await;
        assert!(page.first(".address-check .t-bad").is_some(), "{name}");
    }
    let mut tx = world.app.db.control().await.unwrap();
    let days: i32 = sqlx::query_scalar("select held_until::date - now()::date from control.held_slug")
        .fetch_one(tx.db())
        .await
        .unwrap();
    assert_eq!(days, 90);
    sqlx::query("update control.held_slug set held_until = now()").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    visitor.get("/en/signup?address=brickline").await.shows("is free");
    world.end().await;
}

#[tokio::test]
async fn a_weak_password_is_refused_with_the_reason() {
    let world = World::new().await;
    let mut visitor = world.on_public();
    let key = visitor.get("/en/signup").await.value_of("key");
    let good = || answers(&key, "northvale", "lev.gromov@works.example");
    for (weak, why) in [
        ("", "Fill this in"),
        ("short", "8"),
        ("Password1", "among the first"),
        ("qwertyui", "among the first"),
        ("northvale-1", "contains"),
        ("VoltarikaWorks", "contains"),
        ("my gromov", "contains"),
    ] {
        let page = visitor.post("/en/signup", &with(good(), "password", weak)).await;
        assert!(page.is(422).error_of("password").contains(why), "{weak}: {}", page.text());
    }
    visitor.post("/en/signup", &good()).await.is(303);
    let mut tx = world.app.db.control().await.unwrap();
    let kept: String =
        sqlx::query_scalar("select p::text from control.provisioning p").fetch_one(tx.db()).await.unwrap();
    assert!(kept.contains("$argon2id$") && !kept.contains(PASSWORD), "the password lies about");
    world.end().await;
}

#[tokio::test]
async fn a_second_press_leads_to_the_same_portal() {
    let world = World::new().await;
    let mut visitor = world.on_public();
    let key = visitor.get("/en/signup").await.value_of("key");
    let there = format!("/en/signup/{key}");
    visitor.post("/en/signup", &answers(&key, "northvale", "lev@works.example")).await.leads_to(&there);
    let mut at_once = visitor.clone();
    let fields = answers(&key, "northvale", "lev@works.example");
    let (one, two) = tokio::join!(visitor.post("/en/signup", &fields), at_once.post("/en/signup", &fields));
    one.leads_to(&there);
    two.leads_to(&there);
    assert_eq!(requests(&world).await, 1);
    // Two presses at the very same moment, of a form that was never sent.
    let key = visitor.get("/en/signup").await.value_of("key");
    let fields = answers(&key, "southvale", "lev@works.example");
    let (one, two) = tokio::join!(visitor.post("/en/signup", &fields), at_once.post("/en/signup", &fields));
    for page in [one, two] {
        assert!([303, 422].contains(&page.status), "{}", page.text());
    }
    assert_eq!(requests(&world).await, 2);
    world.end().await;
}

#[tokio::test]
async fn too_many_portals_in_an_hour_are_refused_in_words() {
    let world = World::new().await;
    let mut visitor = world.on_public();
    let mut ask = async |slug: &str, email: &str| {
        let key = visitor.get("/en/signup").await.value_of("key");
        visitor.post("/en/signup", &answers(&key, slug, email)).await
    };
    for slug in ["one-works", "two-works", "three-works"] {
        ask(slug, "lev@works.example").await.is(303);
    }
    let page = ask("four-works", "lev@works.example").await;
    assert!(page.is(429).error_of("email").contains("Too many portals"));
    assert_eq!(page.value_of("address"), "four-works");
    for n in 'a'..='g' {
        ask(&format!("works-{n}{n}{n}"), &format!("{n}@works.example")).await.is(303);
    }
    assert!(ask("five-works", "olga@works.example").await.is(429).error_of("company").contains("Too many"));
    world.wait_minutes(61);
    let key = visitor.get("/en/signup").await.value_of("key");
    visitor.post("/en/signup", &answers(&key, "five-works", "lev@works.example")).await.is(303);
    world.end().await;
}

/// An operator's form asks the same way, without a password.
#[tokio::test]
async fn an_operators_request_ends_with_an_invitation() {
    let world = World::new().await;
    world.provisions();
    let key = kit::web::SessionToken::fresh();
    let new = NewPortal {
        key: &key,
        slug: &"aqualine".parse().unwrap(),
        company: "Aqualine",
        locale: kit::text::Locale::EN,
        time_zone: "Europe/London",
        plan: "trial",
        owner_name: "Ada Owner",
        owner_email: &"ada@aqualine.example".parse().unwrap(),
        password_hash: None,
        samples: false,
        asked_by: Asker::Visitor("operator"),
    };
    let mut tx = world.app.db.control().await.unwrap();
    platform::signing_up::request(&mut tx, &new, world.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let mut visitor = world.on_public();
    let page = world.progress(&mut visitor, &format!("/en/signup/{}", key.reveal()), "done").await;
    page.shows("skipped");
    world.wait_for_jobs().await;
    let letter = world.mail.letters().into_iter().find(|letter| letter.to == "ada@aqualine.example").unwrap();
    let portal = world.app.config.tenant_url("aqualine");
    let link = letter.text.split_whitespace().find(|word| word.contains("/invite/")).unwrap().to_owned();
    let mut ada = world.visitor("aqualine");
    let path = link.strip_prefix(&portal).unwrap();
    ada.post(path, &[("name", "Ada Owner"), ("password", PASSWORD)]).await.is(303);
    ada.get("/manage/start").await.is(200).shows("Load 50 samples");
    world.end().await;
}
