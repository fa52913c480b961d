//! T7, T8, T9 · Sessions: of another tenant, tossed by a sibling, planted before the sign-in.

use kit::web::Site;
use reqwest::Method;

use crate::story::{PASSWORD, Visitor, World};

fn address(path: &str) -> String {
    path.replace("{id}", &uuid::Uuid::nil().to_string())
        .replace("{number}", "2026-000001")
        .replace(['{', '}'], "")
}

async fn ask(visitor: &Visitor, method: &str, path: &str) -> crate::story::Page {
    let mut visitor = visitor.clone();
    if method == "GET" { visitor.get(path).await } else { visitor.post(path, &[("x", "y")]).await }
}

/// T7 · The session of one tenant is nothing in another and on the console: every route answers as to nobody.
#[tokio::test]
async fn a_session_opens_only_its_own_tenant() {
    let world = World::new().await;
    let port = world.address.port();
    let company = world.dealer("alpha", "Canary").await;
    let people =
        [world.member(&company, "olga", "dealer_head").await, world.staff("alpha", "lev", "owner").await];
    let mut probes = 0;
    for route in world.app.routes() {
        let host = match route.site {
            Site::Tenant => format!("beta.portico.test:{port}"),
            Site::Console => format!("console.portico.test:{port}"),
            Site::Public => continue,
        };
        let path = address(route.path);
        for person in &people {
            let page = ask(&person.moved_to(&host), &route.method, &path).await;
            page.hides("Canary").hides("olga@").hides("lev@");
            if route.right == "anyone" {
                let as_nobody = ask(&world.at_host(&host), &route.method, &path).await;
                assert_eq!(page.status, as_nobody.status, "{} {path}", route.method);
            } else {
                assert_eq!(page.status, 303, "{} {path}", route.method);
                assert!(page.location().starts_with("/login?next="), "{path}: {}", page.location());
            }
            probes += 1;
        }
    }
    // At home both still work, so it was the other tenant that refused them.
    for person in people {
        person.clone().get("/me").await.is(200);
    }
    assert!(probes >= 120, "{probes}");
    world.end().await;
}

/// T8 · Behind https only the `__Host-` names count: what a sibling tenant can set for the whole domain does not.
#[tokio::test]
async fn a_sibling_cannot_toss_cookies() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let olga = world.member(&company, "olga", "dealer_head").await;
    let (token, other) = (olga.session.clone().unwrap(), "0".repeat(64));
    let copy = world.copied(|_, web| web.secure = true).await;
    let visitor = copy.visitor("alpha");
    let with = |cookie: String| {
        let mut visitor = visitor.clone();
        async move {
            let request = visitor.request(Method::GET, "/me").header("cookie", cookie);
            visitor.send(request).await.status
        }
    };
    assert_eq!(with(format!("__Host-session={token}")).await, 200);
    // The tossed one stands beside ours under its own name, and is not looked at.
    assert_eq!(with(format!("session={other}; __Host-session={token}")).await, 200);
    for cookie in [
        format!("session={token}"),
        format!("__host-session={token}"),
        format!("__Host-Session={token}"),
        format!("__Secure-session={token}"),
        format!("\u{2000}__Host-session={token}"),
        format!("\u{a0}__Host-session={token}"),
        format!("\u{85}__Host-session={token}"),
        format!("x=1;\t__Host-session={token}"),
        format!("x=1;  __Host-session={token}"),
        format!("__Host-session ={token}"),
        format!("__Host-session= {token}"),
        format!("__Host-session=\"{token}\""),
        format!("$Version=1,__Host-session={token}"),
        format!("$Version=\"1\"; $Path=\"/\";__Host-session={token}"),
        format!("x=1,__Host-session={token}"),
        format!("x=1;__Host-session={token}"),
        format!("__Host-session={other}; __Host-session={token}"),
        format!("__Host-session={token}; __Host-session={other}"),
        format!("=__Host-session={token}"),
        format!("__Host-session={}", token.to_uppercase()),
        format!("__Host-session={token}0"),
    ] {
        assert_eq!(with(cookie.clone()).await, 303, "{cookie:?}");
    }
    // Words of a sibling are not shown either.
    let flash = kit::web::Flash::ok(kit::text::Text::key("accounts-me-saved"));
    let words: String =
        serde_json::to_vec(&flash).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    for (name, seen) in [("flash", false), ("__Host-flash", true)] {
        let mut visitor = visitor.clone();
        let cookie = format!("{name}={words}; __Host-session={token}");
        let request = visitor.request(Method::GET, "/me").header("cookie", cookie);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.text().await.unwrap().contains("data-flash"), seen, "{name}");
        visitor.session = None;
    }
    set_cookies(&copy.visitor("alpha")).await;
    copy.end().await;
    world.end().await;
}

/// What the sign-in sets: the `__Host-` name, no domain, for https and our own site only, out of reach of scripts.
async fn set_cookies(visitor: &Visitor) {
    let pair = [("email", "olga@alpha.example"), ("password", PASSWORD)];
    let answer = visitor.request(Method::POST, "/login").form(&pair).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    let cookies: Vec<&str> =
        answer.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-session=")), "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for part in ["; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(part), "{cookie} lacks {part}");
        }
        assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
    }
}

/// T9 · A session that somebody planted before the sign-in is not the one after it, and every sign-in has its own.
#[tokio::test]
async fn a_planted_session_stays_dead() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let first = world.member(&company, "olga", "dealer_head").await;
    let thief = world.visitor("alpha").signed_in("olga@alpha.example", PASSWORD).await;
    for planted in ["a".repeat(64), thief.session.clone().unwrap(), String::new(), "x".into()] {
        let mut victim = world.visitor("alpha");
        victim.session = Some(planted.clone());
        let victim = victim.signed_in("olga@alpha.example", PASSWORD).await;
        let fresh = victim.session.clone().unwrap();
        assert!(fresh != planted && fresh.len() == 64, "{planted}");
        victim.clone().get("/me").await.is(200);
        let mut who_planted = world.visitor("alpha");
        who_planted.session = Some(planted);
        who_planted.get("/me").await.is(303);
    }
    // A new password ends every session but the one that set it.
    let mut here = first.clone();
    here.post("/me/password", &[("old", PASSWORD), ("password", "a better horse")]).await.leads_to("/me");
    here.get("/me").await.is(200);
    thief.clone().get("/me").await.is(303);
    // A planted session is none on the console either.
    let hash = accounts::signing_in::hash(PASSWORD).await.unwrap();
    let email = "ada@portico.example".parse().unwrap();
    let db = &world.app.db;
    platform::console::operators::put_operator(db, &email, "Ada", &hash, kit::text::Locale::EN)
        .await
        .unwrap();
    let mut ada = world.on_console();
    ada.session = Some("b".repeat(64));
    let ada = ada.signed_in("ada@portico.example", PASSWORD).await;
    assert_ne!(ada.session, Some("b".repeat(64)));
    let mut who_planted = world.on_console();
    who_planted.session = Some("b".repeat(64));
    who_planted.get("/").await.is(303);
    world.end().await;
}
