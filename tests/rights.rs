//! G23 · The golden matrix: every route × every ready-made role. A change of it is a commit of its own.

use std::fmt::Write;

use kit::rights::{ROLES, Realm};
use kit::web::Site;

use crate::story::World;

const GOLDEN: &str = include_str!("rights.golden.txt");

/// The route with ids of nothing in its places.
fn address(path: &str) -> String {
    path.replace("{id}", &uuid::Uuid::nil().to_string())
        .replace("{slug}", "none")
        .replace("{number}", "2026-000001")
        .replace("{position}", "1")
        .replace("{module}", "none")
}

/// What the modules say now, as text.
async fn matrix(world: &World) -> String {
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Read).await.unwrap();
    let matrix = world.app.matrices.of(&mut tx, 0).await.unwrap();
    let mut text = String::new();
    for route in world.app.routes() {
        let site = format!("{:?}", route.site).to_lowercase();
        write!(text, "{:4} {:8} {:38} {}", route.method, site, route.path, route.right).unwrap();
        for role in ROLES {
            let roles = [role.id.to_owned()];
            if let Some(scope) = matrix.scope(&roles, route.right).filter(|_| route.realm == Some(role.realm))
            {
                write!(text, " {}:{}", role.id, scope.word()).unwrap();
            }
        }
        text.push('\n');
    }
    text
}

#[tokio::test]
async fn rights_are_as_decided() {
    let world = World::new().await;
    let now = matrix(&world).await;
    let apart = now.lines().zip(GOLDEN.lines()).position(|(now, golden)| now != golden);
    let line = apart.or((now.lines().count() != GOLDEN.lines().count()).then_some(0)).map(|at| at + 1);
    assert!(line.is_none(), "line {line:?} of tests/rights.golden.txt differs; the matrix is now:\n{now}");
    world.end().await;
}

/// Every route, called by every role and by nobody: who lacks the right is refused, and who has it is not.
#[tokio::test]
async fn every_route_refuses_every_role_that_lacks_the_right() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let routes: Vec<_> = world.app.routes().into_iter().filter(|route| route.site == Site::Tenant).collect();
    let mut calls = 0;
    for role in ROLES {
        let person = match role.realm {
            Realm::Staff => world.staff("alpha", role.id, role.id).await,
            Realm::Dealer => world.member(&company, role.id, role.id).await,
        };
        for route in routes.iter().filter(|route| route.realm.is_some() && route.path != "/logout") {
            let line = format!("{:4} {:8} {:38} {}", route.method, "tenant", route.path, route.right);
            let golden =
                GOLDEN.lines().find(|known| known.starts_with(&line)).unwrap_or_else(|| panic!("{line}"));
            let may = golden.split_whitespace().any(|word| word.starts_with(&format!("{}:", role.id)));
            let path = address(route.path);
            let mut person = person.clone();
            let page =
                if route.method == "GET" { person.get(&path).await } else { person.post(&path, &[]).await };
            let refused = if route.realm == Some(role.realm) { 403 } else { 404 };
            if may {
                assert!(page.status != 403 && page.status < 500, "{} {line}: {}", role.id, page.status);
            } else {
                assert_eq!(page.status, refused, "{} {line}", role.id);
            }
            calls += 1;
        }
    }
    assert!(calls >= 100, "{calls}");
    world.end().await;
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in() {
    let world = World::new().await;
    for route in world.app.routes().iter().filter(|route| route.right != "anyone") {
        let port = world.address.port();
        let host = if route.site == Site::Console { "console." } else { "alpha." };
        let mut nobody = world.at_host(&format!("{host}portico.test:{port}"));
        let path = address(route.path);
        let page =
            if route.method == "GET" { nobody.get(&path).await } else { nobody.post(&path, &[]).await };
        assert_eq!(page.status, 303, "{} {}", route.method, route.path);
        assert!(page.location().starts_with("/login?next="), "{} {}", route.method, route.path);
    }
    world.end().await;
}
