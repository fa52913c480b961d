//! T21 · Rights: denied unless a row allows; a change in one process holds in the other within two seconds; no route
//! without a right.

use std::time::{Duration, Instant};

use kit::rights::{Matrix, PolicyRow, ROLES, Scope};
use kit::web::Site;
use tenancy::Access;

use crate::story::{Served, Visitor, World};

async fn change(world: &World, statement: &'static str) {
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    sqlx::query(statement).execute(tx.db()).await.unwrap();
    sqlx::query("update policy_version set version = version + 1").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// How long until the page has this status.
async fn until(visitor: &Visitor, path: &str, status: u16) -> Duration {
    let started = Instant::now();
    while visitor.clone().get(path).await.status != status {
        assert!(started.elapsed() < Duration::from_secs(10), "{path} is not {status} after 10 s");
    }
    started.elapsed()
}

/// A right taken in one process is gone in the other, and given again is there again.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_policy_holds_in_every_process_within_two_seconds() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let here = world.member(&company, "pavel", "buyer").await;
    let other = Served::start(&world.database_url(), "web");
    let there = other.sees(&here, "alpha");
    for process in [&here, &there] {
        process.clone().get("/catalog").await.is(200);
    }
    for _ in 0..3 {
        change(&world, "delete from policy where role = 'buyer' and right_id = 'catalog.view'").await;
        for process in [&here, &there] {
            let took = until(process, "/catalog", 403).await;
            assert!(took < Duration::from_secs(2), "{took:?}");
            // The menu follows too.
            assert!(process.clone().get("/pad").await.first("nav a[href='/catalog']").is_none());
        }
        change(
            &world,
            "insert into policy (role, right_id, scope) values ('buyer', 'catalog.view', 'company')",
        )
        .await;
        for process in [&here, &there] {
            let took = until(process, "/catalog", 200).await;
            assert!(took < Duration::from_secs(2), "{took:?}");
        }
    }
    drop(other);
    world.end().await;
}

/// Without rows nothing that asks for a right answers, to whatever role; the other tenant keeps its own.
#[tokio::test]
async fn without_a_policy_everything_is_denied() {
    let world = World::new().await;
    let mut people = Vec::new();
    for slug in ["alpha", "beta"] {
        let company = world.dealer(slug, "Svet").await;
        people.push(world.member(&company, "olga", "dealer_head").await);
        people.push(world.staff(slug, "lev", "owner").await);
    }
    change(&world, "delete from policy").await;
    let mut denied = 0;
    for route in
        world.app.routes().into_iter().filter(|route| route.site == Site::Tenant && route.realm.is_some())
    {
        for person in &people[..2] {
            let mut person = person.clone();
            let page = if route.method == "GET" {
                person.get(route.path).await
            } else {
                person.post(route.path, &[]).await
            };
            assert!([403, 404].contains(&page.status), "{} {}: {}", route.method, route.path, page.status);
            denied += usize::from(page.status == 403);
        }
    }
    assert!(denied >= 45, "{denied}");
    people[2].clone().get("/catalog").await.is(200);
    people[3].clone().get("/manage/products").await.is(200);
    world.end().await;
}

/// Roles, rights and scopes that no row names give nothing, whatever they look like.
#[tokio::test]
async fn only_the_very_words_of_a_row_allow() {
    let world = World::new().await;
    let rights = world.app.matrices.rights_of(&world.tenant("alpha"));
    let row = |role: &str, right: &str, scope: &str| PolicyRow {
        role: role.into(),
        right: right.into(),
        scope: scope.into(),
    };
    let first = rights[0].id;
    for (rows, may) in [
        (vec![], None),
        (vec![row("buyer", first, "own")], Some(Scope::Own)),
        (vec![row("buyer", first, "own"), row("buyer", first, "company")], Some(Scope::Company)),
        (vec![row("*", first, "all")], None),
        (vec![row("", first, "all")], None),
        (vec![row("Buyer", first, "all")], None),
        (vec![row("buyer ", first, "all")], None),
        (vec![row("buyer", "*", "all")], None),
        (vec![row("buyer", "nothing.view", "all")], None),
        (vec![row("buyer", &first.to_uppercase(), "all")], None),
        (vec![row("buyer", first, "everything")], None),
        (vec![row("buyer", first, "")], None),
        (vec![row("buyer", &format!("{first}, own"), "own")], None),
        (vec![row("buyer\" || true || \"", first, "all")], None),
    ] {
        let matrix = Matrix::decide(&rows, &rights).await.unwrap();
        assert_eq!(matrix.scope(&["buyer".to_owned()], first), may, "{rows:?}");
        assert_eq!(matrix.scope(&[], first), None);
        let others: Vec<String> =
            ROLES.iter().map(|role| role.id.to_owned()).filter(|id| id != "buyer").collect();
        assert_eq!(matrix.scope(&others, first), None, "{rows:?}");
    }
    world.end().await;
}

/// There is no way to add a route without saying who may use it; and the rights that routes name are rights that roles
/// can have.
#[tokio::test]
async fn every_route_asks_for_a_right_that_exists() {
    let world = World::new().await;
    let known: Vec<&str> =
        world.app.modules.iter().flat_map(|module| module.rights()).map(|right| right.id).collect();
    let routes = world.app.routes();
    for route in &routes {
        let said = ["anyone", "signed-in", "operator"].contains(&route.right) || known.contains(&route.right);
        assert!(said, "{} {} asks for {}, which no module has", route.method, route.path, route.right);
        let at_console = route.right == "operator";
        assert!(!at_console || route.site == Site::Console, "{} {}", route.method, route.path);
        assert!(route.realm.is_none() || route.site == Site::Tenant, "{} {}", route.method, route.path);
    }
    // What is open to everybody is a short list; a new one is a decision.
    let open: Vec<String> = routes
        .iter()
        .filter(|route| route.right == "anyone" && route.site == Site::Tenant)
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let decided = [
        "GET /login",
        "POST /login",
        "GET /reset",
        "POST /reset",
        "GET /reset/{token}",
        "POST /reset/{token}",
        "GET /invite/{token}",
        "POST /invite/{token}",
        "GET /look/{file}",
        "GET /welcome/{token}",
        "POST /welcome/{token}",
        "GET /news",
        "GET /news/{number}",
        "GET /news/{number}/{file}",
    ];
    let undecided: Vec<_> = open.iter().filter(|route| !decided.contains(&route.as_str())).collect();
    assert!(undecided.is_empty(), "{undecided:?} are open to everybody");
    world.end().await;
}
