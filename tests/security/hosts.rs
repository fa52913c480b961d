//! T5, T6 · A tenant from a forged place, and tricks with hosts.

use super::{cases, raw};
use crate::story::World;

/// T6 · Every host of the list is nobody's: the same plain page, byte for byte, that names no tenant.
#[tokio::test]
async fn odd_hosts_belong_to_nobody() {
    let world = World::new().await;
    let hosts = cases(include_str!("../cases/hosts.txt"));
    assert!(hosts.len() >= 27, "{}", hosts.len());
    for host in hosts {
        let host = host.replace("{port}", &world.address.port().to_string());
        for path in ["/login", "/", "/look/none.css"] {
            let answer = raw(world.address, format!("GET {path} HTTP/1.1\r\nHost: {host}")).await;
            // What is no host at all, the server itself refuses.
            let nobody = answer.ends_with("404 Page not found\n") && answer.starts_with("HTTP/1.1 404");
            assert!(nobody || answer.starts_with("HTTP/1.1 400"), "{host}{path}: {answer}");
            assert!(!answer.contains("Tenant"), "{host}{path} names somebody");
        }
    }
    // Case, and a port, do not matter.
    let port = world.address.port();
    for host in [
        "alpha.portico.test",
        "ALPHA.Portico.TEST",
        &format!("alpha.portico.test:{port}"),
        "alpha.portico.test:1",
    ] {
        let answer = raw(world.address, format!("GET /login HTTP/1.1\r\nHost: {host}")).await;
        assert!(answer.contains("Tenant alpha"), "{host}: {answer}");
    }
    world.end().await;
}

/// T5 · Whatever else names beta, a request to alpha is a request to alpha or none at all.
#[tokio::test]
async fn the_tenant_comes_from_nowhere_but_the_host() {
    let world = World::new().await;
    let (svet, twin) = (world.dealer("alpha", "Canary").await, world.dealer("beta", "Parrot").await);
    let olga = world.member(&svet, "olga", "dealer_head").await;
    world.member(&twin, "olga", "dealer_head").await;
    let session = format!("Cookie: session={}", olga.session.clone().unwrap());
    let host = "Host: alpha.portico.test";
    let beta = "beta.portico.test";
    let mut heads = vec![
        format!("GET http://{beta}/company HTTP/1.1\r\n{host}"),
        format!("GET http://{beta}/company HTTP/1.1\r\nHost: {beta}\r\nX-Real-Host: alpha.portico.test"),
        format!("GET /company HTTP/1.1\r\n{host}\r\nHost: {beta}"),
        format!("GET /company HTTP/1.1\r\nHost: {beta}\r\n{host}"),
        format!("GET /company HTTP/1.1\r\n{host}, {beta}"),
        format!("GET /company HTTP/1.1\r\n{host}\r\n Host: {beta}"),
        "GET /company HTTP/1.1".to_owned(),
        format!("GET //{beta}/company HTTP/1.1\r\n{host}"),
    ];
    for header in [
        format!("X-Forwarded-Host: {beta}"),
        format!("Forwarded: host={beta}; proto=https"),
        format!("X-Host: {beta}"),
        format!("X-Original-Host: {beta}"),
        format!("X-Forwarded-Server: {beta}"),
        format!("X-HTTP-Host-Override: {beta}"),
        format!("X-Original-URL: http://{beta}/company"),
        format!("X-Rewrite-URL: http://{beta}/company"),
        format!("Referer: http://{beta}/company"),
        format!("Origin: http://{beta}"),
        "X-Tenant: beta".to_owned(),
        "X-Tenant-Id: beta".to_owned(),
        format!("X-Tenant-Id: {}", world.tenant("beta").id()),
    ] {
        heads.push(format!("GET /company HTTP/1.1\r\n{host}\r\n{header}"));
    }
    for query in ["tenant=beta", "host=beta.portico.test", "slug=beta", "schema=t_beta", "company=Parrot"] {
        heads.push(format!("GET /company?{query} HTTP/1.1\r\n{host}"));
    }
    assert!(heads.len() >= 25);
    let mut own = 0;
    for head in heads {
        let answer = raw(world.address, format!("{head}\r\n{session}; tenant=beta; host={beta}")).await;
        assert!(!answer.contains("Parrot") && !answer.contains("Tenant beta"), "{head}: {answer}");
        let ours = answer.starts_with("HTTP/1.1 200") && answer.contains("Canary entity 1");
        let refused = answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 303");
        assert!(ours || refused, "{head}: {answer}");
        own += usize::from(ours);
    }
    assert!(own >= 15, "only {own} were alpha's own page");
    world.end().await;
}
