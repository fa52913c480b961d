//! T5, T6, T18, T19 · Hosts, headers, caches, methods.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::story::World;

#[tokio::test]
async fn a_host_that_is_not_ours_gets_a_plain_page_that_names_nobody() {
    let world = World::new().await;
    let port = world.address.port();
    for host in [
        format!("gamma.portico.test:{port}"),
        "alpha.portico.test.".into(),
        "alpha.portico.test.evil.example".into(),
        "evil.example".into(),
        "127.0.0.1".into(),
        "a.alpha.portico.test".into(),
        "xn--alpha.portico.test".into(),
        "user@alpha.portico.test".into(),
        "alpha_.portico.test".into(),
        "alpha.portico.test:".into(),
    ] {
        let page = world.at_host(&host).get("/login").await;
        assert_eq!((page.status, page.body.as_str()), (404, "404 Page not found\n"), "{host}");
    }
    // Case and port do not matter.
    world.at_host("ALPHA.Portico.Test").get("/login").await.is(200);
    world.end().await;
}

#[tokio::test]
async fn the_tenant_comes_from_the_one_host_header_only() {
    let world = World::new().await;
    let address = world.address;
    let ask = move |head: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let answers = tokio::task::spawn_blocking(move || {
        [
            ask("GET /login HTTP/1.1\r\nHost: alpha.portico.test\r\nHost: beta.portico.test"),
            ask("GET /login HTTP/1.1"),
            ask("GET http://beta.portico.test/login HTTP/1.1\r\nHost: alpha.portico.test"),
            ask("GET /login HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: alpha.portico.test"),
            ask("GET /login?host=alpha HTTP/1.1\r\nHost: evil.example\r\nForwarded: host=alpha.portico.test"),
        ]
    })
    .await
    .unwrap();
    for answer in answers {
        assert!(!answer.contains("Tenant alpha") && !answer.contains("Tenant beta"), "{answer}");
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    world.end().await;
}

#[tokio::test]
async fn every_answer_forbids_foreign_scripts_and_shared_caches() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    for path in ["/company", "/nothing", "/manage/dealers", "/me"] {
        let page = olga.get(path).await;
        let header =
            |name: &str| page.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert!(
            header("content-security-policy").starts_with("default-src 'none'; script-src 'self'"),
            "{path}"
        );
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        for foreign in ["http://", "https://", "javascript:", "<style", "onclick="] {
            let scripts = page.body.replace("http://www.w3.org", "");
            assert!(!scripts.contains(foreign), "{path} has {foreign}");
        }
    }
    world.end().await;
}

#[tokio::test]
async fn styles_and_scripts_are_served_under_their_hash() {
    let world = World::new().await;
    let mut visitor = world.visitor("alpha");
    let page = visitor.get("/login").await;
    let mut files: Vec<String> =
        page.all("link[rel=stylesheet]").iter().map(|e| e.value().attr("href").unwrap().into()).collect();
    files.extend(page.all("script[src]").iter().map(|e| e.value().attr("src").unwrap().to_owned()));
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        let answer = visitor.get(&file).await;
        answer.is(200);
        assert!(answer.headers["cache-control"].to_str().unwrap().contains("immutable"), "{file}");
    }
    visitor.get("/assets/none/base/nothing.css").await.is(404);
    visitor.get("/assets/x/../../Cargo.toml").await.is(404);
    world.end().await;
}

#[tokio::test]
async fn a_fragment_of_an_ended_session_answers_401_and_not_a_sign_in_page() {
    let world = World::new().await;
    let mut visitor = world.visitor("alpha");
    let request = visitor.request(reqwest::Method::GET, "/company").header("hx-request", "true");
    visitor.send(request).await.is(401);
    let request = visitor.request(reqwest::Method::GET, "/company").header("accept", "application/json");
    let problem = visitor.send(request).await;
    problem.is(401);
    assert_eq!(problem.headers["content-type"], "application/problem+json");
    world.end().await;
}
