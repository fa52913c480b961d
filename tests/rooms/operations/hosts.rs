//! T5, T6 · The tenant comes from the one Host header, whatever else a request claims; every trick gets the same answer.

use super::{Binary, raw};
use crate::story::World;

fn get(host: &str, more: &str) -> Vec<u8> {
    format!("GET /login HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n").into_bytes()
}

fn names_nobody(answer: &str, what: &str) {
    assert!(answer.starts_with("HTTP/1.1 4"), "{what}: {answer}");
    assert!(!answer.contains("Tenant alpha") && !answer.contains("Tenant beta"), "{what}: {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_tricks_with_the_host_get_no_portal() {
    let world = World::new().await;
    let binary = Binary::serve(&world, &["--role=web"]).await;
    for host in [
        "gamma.portico.test",
        "alpha.portico.test.",
        "portico.test.",
        ".portico.test",
        "..portico.test",
        "a.alpha.portico.test",
        "alpha.portico.test.evil.example",
        "evilportico.test",
        "user@alpha.portico.test",
        "user:pass@alpha.portico.test",
        "alpha.portico.test:",
        "alpha.portico.test:99999x",
        "alpha.portico.test:123456",
        "alpha.portico.test:80:80",
        "-alpha.portico.test",
        "alpha-.portico.test",
        "xn--alpha.portico.test",
        "xn--80ak6aa92e.portico.test",
        "t_0190.portico.test",
        "alpha_.portico.test",
        "аlpha.portico.test",
        "alpha\tportico.test",
        "al pha.portico.test",
        "alpha/portico.test",
        "alpha.portico.test/",
        "alpha.portico.test#beta",
        "alpha.portico.test?x",
        "alpha.portico.test\\",
        "[::1]",
        "127.0.0.1",
        "0x7f000001",
        "",
        "alpha.portico.test, beta.portico.test",
        "alpha%2eportico.test",
        "public.portico.test",
        "t_alpha.portico.test",
    ] {
        names_nobody(&raw(binary.address, get(host, "")).await, host);
    }
    for host in ["alpha.portico.test", "ALPHA.Portico.TEST:8080"] {
        assert!(raw(binary.address, get(host, "")).await.contains("Tenant alpha"), "{host}");
    }
    binary.stop().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_header_query_or_cookie_moves_a_request_to_another_tenant_even_from_our_proxy() {
    let world = World::new().await;
    // The hardest case: the caller's neighbour is a proxy that we believe in other things.
    let binary = Binary::serve(&world, &["--role=web", "--trusted-proxy=127.0.0.0/8"]).await;
    let beta = "beta.portico.test";
    for more in [
        format!("X-Forwarded-Host: {beta}\r\n"),
        format!("X-Forwarded-Server: {beta}\r\n"),
        format!("X-Host: {beta}\r\nX-Original-Host: {beta}\r\n"),
        format!("Forwarded: host={beta};proto=https\r\n"),
        format!("X-Original-URL: http://{beta}/login\r\nX-Rewrite-URL: /login\r\n"),
        format!("Referer: http://{beta}/login\r\nOrigin: http://{beta}\r\n"),
        "Cookie: tenant=beta; slug=beta\r\n".to_owned(),
        "X-Tenant: beta\r\nX-Tenant-Id: beta\r\n".to_owned(),
    ] {
        let answer = raw(binary.address, get("alpha.portico.test", &more)).await;
        assert!(answer.contains("Tenant alpha") && !answer.contains("Tenant beta"), "{more}: {answer}");
        names_nobody(&raw(binary.address, get("evil.example", &more)).await, &more);
    }
    for head in [
        "GET /login HTTP/1.1\r\nHost: alpha.portico.test\r\nHost: beta.portico.test",
        "GET /login HTTP/1.1\r\nHost: alpha.portico.test\r\nHost: alpha.portico.test",
        "GET http://beta.portico.test/login HTTP/1.1\r\nHost: alpha.portico.test",
        "GET http://user@alpha.portico.test/login HTTP/1.1\r\nHost: alpha.portico.test",
        "GET /login HTTP/1.1",
        "GET /login HTTP/1.1\r\nHost : alpha.portico.test",
        "GET /login HTTP/1.1\r\n Host: alpha.portico.test",
        "GET /login?host=alpha.portico.test HTTP/1.1\r\nHost: evil.example",
    ] {
        let answer = raw(binary.address, format!("{head}\r\nConnection: close\r\n\r\n").into_bytes()).await;
        names_nobody(&answer, head);
    }
    // An absolute target that agrees with the Host is plain HTTP.
    let agreed = "GET http://alpha.portico.test/login HTTP/1.1\r\nHost: alpha.portico.test\r\nConnection: close\r\n\r\n";
    assert!(raw(binary.address, agreed.as_bytes().to_vec()).await.contains("Tenant alpha"));
    binary.stop().await;
    world.end().await;
}
