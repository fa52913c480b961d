//! Kill −9 after each step of a sign-up, before and after it is written down: one working portal, and the form is kept.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use kit::edges::{MemoryMailer, SystemClock};
use kit::web::Config;
use platform::signing_up::{Options, Provisioner, STEPS};
use portico::wiring::{self, Edges};
use tokio::sync::watch;

use crate::story::{PASSWORD, SECRET, World, answers};

const DATABASE: &str = "PORTICO_DRILL_SIGN_UP";
const MOMENT: &str = "PORTICO_DRILL_MOMENT";

/// The child's part: makes portals until it is killed by its own hand.
#[tokio::test(flavor = "multi_thread")]
async fn child_that_dies_at_a_step() {
    let (Ok(url), Ok(moment)) = (std::env::var(DATABASE), std::env::var(MOMENT)) else { return };
    let db = tenancy::Database::connect(&tenancy::Config::new(&url, SECRET)).await.unwrap();
    let web = Config { base_host: "portico.test".into(), port: 80, secure: false, theme: "ledger".into() };
    let edges = Edges { clock: Arc::new(SystemClock), mailer: Arc::new(MemoryMailer::default()) };
    let app = wiring::build(db, web, edges).unwrap();
    let hook = move |step: &str, written: bool| {
        if format!("{step} {written}") == moment {
            let me = std::process::id().to_string();
            Command::new("kill").args(["-9", &me]).status().unwrap();
            std::thread::sleep(Duration::from_secs(5));
        }
    };
    let options = Options { hook: Some(Arc::new(hook)), ..quick() };
    let (_stop, stopped) = watch::channel(false);
    Provisioner::new(app, portico::provisioning::steps(), options).run(stopped).await;
}

fn quick() -> Options {
    Options { lease: Duration::from_secs(1), ..Options::default() }
}

fn dies_at(world: &World, moment: &str) {
    let killed = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "drills::signing_up::child_that_dies_at_a_step", "--nocapture"])
        .env(DATABASE, world.database_url())
        .env(MOMENT, moment)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(!killed.success(), "the child was to be killed at {moment}");
}

async fn rows(world: &World, sql: &'static str, slug: &str) -> i64 {
    let mut tx = world.app.db.control().await.unwrap();
    sqlx::query_scalar(sql).bind(slug).fetch_one(tx.db()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_killed_at_any_step_leaves_one_working_portal() {
    let world = World::new().await;
    let moments: Vec<String> =
        STEPS.iter().flat_map(|step| [format!("{step} false"), format!("{step} true")]).collect();
    for (n, moment) in moments.iter().enumerate() {
        // None of these letters looks like another one.
        let slug = format!("works-{}", "abcdefghkmnp".chars().nth(n).unwrap().to_string().repeat(3));
        let email = format!("lev@{slug}.example");
        let mut visitor = world.on_public();
        let key = visitor.get("/en/signup").await.value_of("key");
        visitor.post("/en/signup", &answers(&key, &slug, &email)).await.is(303);
        dies_at(&world, moment);
        let page = format!("/en/signup/{key}");
        visitor.get(&page).await.is(200).shows("Your portal is being made");
        assert_eq!(world.visitor(&slug).get("/login").await.status, 404, "{moment}: half a portal is open");

        let taken_over = Instant::now();
        let provisioner = world.provisions_by(portico::provisioning::steps(), quick());
        world.progress(&mut visitor, &page, "done").await;
        assert!(taken_over.elapsed() < Duration::from_secs(20), "{moment}: {:?}", taken_over.elapsed());
        provisioner.abort();
        let mut lev = world.visitor(&slug).signed_in(&email, PASSWORD).await;
        lev.get("/manage/start").await.is(200).shows("50 sample goods");
        lev.get("/manage/products").await.is(200).shows("SAMPLE-");
        let made =
            rows(&world, "select count(*) from control.tenant where slug = $1 and state = 'active'", &slug);
        assert_eq!(made.await, 1, "{moment}");
        let mut tx = world.tenant(&slug).begin(tenancy::Access::Read).await.unwrap();
        let found: (i64, i64, i64) = sqlx::query_as(
            "select (select count(*) from person), (select count(*) from product), (select count(*) from warehouse)",
        )
        .fetch_one(tx.db())
        .await
        .unwrap();
        assert_eq!(found, (1, 50, 1), "{moment}");
        world.wait_minutes(61);
    }
    world.end().await;
}

/// A request that kills every process that touches it ends in words, and "again" begins anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_kills_its_processes_is_given_up_with_its_form() {
    let world = World::new().await;
    let mut visitor = world.on_public();
    let key = visitor.get("/en/signup").await.value_of("key");
    visitor.post("/en/signup", &answers(&key, "northvale", "lev@northvale.example")).await.is(303);
    for _ in 0..5 {
        dies_at(&world, "look false");
        tokio::time::sleep(Duration::from_millis(1_100)).await;
    }
    world.provisions_by(portico::provisioning::steps(), quick());
    let page = format!("/en/signup/{key}");
    world.progress(&mut visitor, &page, "failed").await.shows("The fault is ours");
    let form = visitor.get(&format!("/en/signup?again={key}")).await;
    assert_eq!(form.value_of("email"), "lev@northvale.example");
    visitor.post(&format!("{page}/retry"), &[]).await.leads_to(&page);
    world.progress(&mut visitor, &page, "done").await;
    world.end().await;
}
