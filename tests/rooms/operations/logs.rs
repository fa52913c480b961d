//! Logs: one line a request that can be found by its id, bugs under the same id, and nothing that a stranger wrote.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kit::edges::{Clock, MemoryMailer, SystemClock};
use kit::module::{Manifest, Module};
use kit::rights::ANYONE;
use kit::web::{Config, Redirect, Routes, router};
use portico::wiring::{self, Edges};
use reqwest::Method;

use super::{Binary, raw};
use crate::story::{Page, SECRET, Visitor, World};

fn id_of(page: &Page) -> String {
    page.headers["x-request-id"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_request_leaves_one_line_with_all_that_matters() {
    let world = World::new().await;
    let binary = Binary::serve(&world, &["--role=web"]).await;
    let mut visitor = binary.visitor("alpha");
    let page = visitor.get("/reset/0123?next=%0Aforged").await;
    let id = id_of(&page);
    let line = binary.line(|line| line["request.id"] == id.as_str()).await;
    assert_eq!(line["tenant"], "alpha");
    assert_eq!((&line["method"], &line["route"]), (&"GET".into(), &"/reset/{token}".into()));
    assert_eq!((&line["status"], &line["site"]), (&page.status.into(), &"tenant".into()));
    assert!(line["ms"].is_u64() && line["bytes"].as_u64().unwrap() > 100, "{line}");
    assert_eq!(binary.lines().iter().filter(|line| line["request.id"] == id.as_str()).count(), 1);

    // A stranger may not choose the id, nor write into the log by any header.
    let request = visitor
        .request(Method::GET, "/login")
        .header("x-request-id", "mine")
        .header("user-agent", "\u{fffd}agent-canary");
    let page = visitor.send(request).await;
    assert_ne!(id_of(&page), "mine");
    assert!(!binary.log().contains("agent-canary") && !binary.log().contains("forged"));
    binary.stop().await;
    world.end().await;
}

#[tokio::test]
async fn a_trusted_proxy_gives_the_id_and_the_callers_address() {
    let world = World::new().await;
    let binary = Binary::serve(&world, &["--role=web", "--trusted-proxy=127.0.0.1"]).await;
    let mut visitor = binary.visitor("alpha");
    for (given, kept) in
        [("edge-4711.a:b", true), ("bad id", false), (&"x".repeat(65), false), ("a\tb", false)]
    {
        let request = visitor.request(Method::GET, "/login").header("x-request-id", given);
        assert_eq!(id_of(&visitor.send(request).await) == given, kept, "{given}");
    }
    world.staff("alpha", "owner", "owner").await;
    let fields = [("email", "owner@alpha.example"), ("password", "wrong horse")];
    let request = visitor
        .request(Method::POST, "/login")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", "198.51.100.66, 203.0.113.7")
        .form(&fields);
    visitor.send(request).await.is(422);
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Read).await.unwrap();
    let address: String = sqlx::query_scalar("select address from sign_in_attempt where not succeeded")
        .fetch_one(tx.db())
        .await
        .unwrap();
    assert_eq!(address, "203.0.113.7");
    drop(tx);
    binary.stop().await;
    world.end().await;
}

#[tokio::test]
async fn a_bug_is_found_by_its_number_and_by_the_requests_id() {
    let world = World::new().await;
    let binary = Binary::serve(&world, &["--role=web"]).await;
    sqlx_rename(&world, "alter table sign_in_attempt rename to sign_in_gone").await;
    let mut visitor = binary.visitor("alpha").speaking("en");
    let page = visitor.post("/login", &[("email", "a@b.example"), ("password", "correct horse")]).await;
    let id = id_of(page.is(500));
    let line = binary.line(|line| line["bug.number"].is_string()).await;
    page.shows(line["bug.number"].as_str().unwrap());
    assert_eq!(line["span"]["request.id"], id.as_str());
    assert_eq!(line["span"]["tenant"], "alpha");
    assert_eq!(line["span"]["http.route"], "/login");
    let (_, figures) = binary.at_desk("/metrics").await;
    assert!(figures.contains("\nportico_bugs_total 1\n"), "{figures}");
    binary.stop().await;
    sqlx_rename(&world, "alter table sign_in_gone rename to sign_in_attempt").await;
    world.end().await;
}

async fn sqlx_rename(world: &World, statement: &'static str) {
    let mut connection =
        <sqlx::PgConnection as sqlx::Connection>::connect(&world.database_url()).await.unwrap();
    let schema = world.tenant("alpha").id().schema();
    let text = format!("set search_path = {schema}; {statement}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
}

/// A clock that falls apart when it is told to.
#[derive(Default)]
struct BrokenClock(AtomicBool);

impl Clock for BrokenClock {
    fn now(&self) -> jiff::Timestamp {
        assert!(!self.0.load(Ordering::SeqCst), "the spring of the clock is broken");
        SystemClock.now()
    }
}

/// A room whose page falls apart.
struct Falls;

impl Module for Falls {
    fn manifest(&self) -> Manifest {
        Manifest::core("falls", &[])
    }

    fn routes(&self) -> Routes {
        async fn page() -> Redirect {
            panic!("the spring of the page is broken");
        }
        Routes::new().get("/falls", ANYONE, page)
    }
}

fn number_on(page: &Page) -> bool {
    page.text().split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() == 7 && word.as_bytes()[3] == b'-'
    })
}

#[tokio::test]
async fn a_panic_is_a_page_with_a_number_in_the_readers_language() {
    let mut modules = portico::modules::all();
    modules.push(Box::new(Falls));
    let world = World::with(modules).await;
    for (language, words) in [("ru", "Ошибка на нашей стороне"), ("en", "The fault is ours")]
    {
        let page = world.visitor("alpha").speaking(language).get("/falls").await;
        page.is(500).shows(words).hides("spring");
        assert!(number_on(&page), "{}", page.text());
        assert!(page.first("main").is_some(), "a page of the house: {}", page.body);
    }
    world.end().await;
}

/// When not even the page for faults can be drawn, the plain line with the number is left.
#[tokio::test]
async fn a_panic_that_spares_nothing_is_answered_with_its_number() {
    let world = World::new().await;
    let db = tenancy::Database::connect(&tenancy::Config::new(&world.database_url(), SECRET)).await.unwrap();
    let clock = Arc::new(BrokenClock::default());
    let config = Config { base_host: "portico.test".into(), port: 80, secure: false, theme: "ledger".into() };
    let edges =
        Edges { clock: Arc::clone(&clock) as Arc<dyn Clock>, mailer: Arc::new(MemoryMailer::default()) };
    let app = wiring::build(db.clone(), config, edges).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router(&app).into_make_service_with_connect_info::<std::net::SocketAddr>();
    let serving = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    clock.0.store(true, Ordering::SeqCst);
    for (language, words) in [("ru", "The fault is ours"), ("en", "The fault is ours")] {
        let page = Visitor::at(address, "alpha.portico.test").speaking(language).get("/login").await;
        page.is(500).shows(words).hides("spring");
        assert!(number_on(&page), "{}", page.text());
    }
    clock.0.store(false, Ordering::SeqCst);
    Visitor::at(address, "alpha.portico.test").get("/login").await.is(200);
    serving.abort();
    db.close().await;
    world.end().await;
}

#[tokio::test]
async fn text_lines_are_lines_whatever_is_asked() {
    let world = World::new().await;
    let binary = Binary::serve(&world, &["--role=web", "--log-format=text", "--log=info"]).await;
    let head = "GET /%0a%1b[2J HTTP/1.1\r\nHost: alpha.portico.test\r\nX-Request-Id: a\x1b[31m\r\nUser-Agent: \u{202e}x\r\nConnection: close\r\n\r\n";
    raw(binary.address, head.as_bytes().to_vec()).await;
    let log = binary.log();
    assert!(!log.contains('\x1b') && !log.contains('\u{202e}'), "{log}");
    assert!(log.lines().all(|line| line.starts_with("20")), "{log}");
    binary.stop().await;
    world.end().await;
}
