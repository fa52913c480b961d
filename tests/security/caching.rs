//! T18, T19 · Nothing is kept for one reader and shown to another; no error is kept at all.

use kit::web::Site;

use super::leaky::Leaky;
use super::raw;
use crate::rooms::orders::shop;
use crate::story::{PASSWORD, Visitor, World};

/// A reader with the words that only this one may see.
struct Reader {
    who: Visitor,
    own: &'static str,
    others: &'static [&'static str],
}

/// Readers who differ in the tenant, the contract, or the language only, and ask for the same addresses in turns.
async fn readers(world: &World) -> Vec<Reader> {
    let svet = shop(world, "alpha").await;
    let twin = shop(world, "beta").await;
    let mut ruble = world.member(&svet, "olga", "dealer_head").await;
    let mut euro = world.visitor("alpha").signed_in("olga@alpha.example", PASSWORD).await;
    euro.post("/contract", &[("contract", &svet.contracts[1].to_string())]).await.is(303);
    let mut english = world.member(&svet, "anna", "dealer_head").await;
    english.post("/me/look", &[("locale", "en"), ("next", "/me")]).await.is(303);
    let mut elsewhere = world.member(&twin, "olga", "dealer_head").await;
    for (person, company) in [(&mut ruble, &svet), (&mut english, &svet), (&mut elsewhere, &twin)] {
        person.post("/contract", &[("contract", &company.contracts[0].to_string())]).await.is(303);
    }
    let reader = |who, own, others| Reader { who, own, others };
    vec![
        reader(ruble, "Tenant alpha ru Svet-1", &["Svet-2", " en ", "Tenant beta"]),
        reader(euro, "Tenant alpha ru Svet-2", &["Svet-1", " en ", "Tenant beta"]),
        reader(english, "Tenant alpha en Svet-1", &["Svet-2", " ru ", "Tenant beta"]),
        reader(elsewhere, "Tenant beta en Svet-1", &["Svet-2", " ru ", "Tenant alpha"]),
    ]
}

/// What a page says about its reader: tenant, language, and the contract that prices follow.
fn said(body: &str) -> String {
    let page = scraper::Html::parse_document(body);
    let lang = scraper::Selector::parse("html[lang]").unwrap();
    let lang = page.select(&lang).next().and_then(|html| html.attr("lang")).unwrap_or("").to_owned();
    let tenant = if body.contains("Tenant beta") { "Tenant beta" } else { "Tenant alpha" };
    let euro = body.contains("€") && !body.contains("₽");
    format!("{tenant} {lang} {}", if euro { "Svet-2" } else { "Svet-1" })
}

/// The same address alternated between the readers; what somebody else's answer is found.
async fn alternate(readers: &[Reader], path: &str, read: fn(&str) -> String) -> Vec<String> {
    let mut wrong = Vec::new();
    for round in 0..4 {
        for at in 0..readers.len() {
            let reader = &readers[(at * (round + 1) + round) % readers.len()];
            let page = reader.who.clone().get(path).await;
            let text = read(&page.body);
            if text != reader.own || reader.others.iter().any(|other| text.contains(other)) {
                wrong.push(format!("{path}: “{text}” for “{}”", reader.own));
            }
        }
    }
    wrong
}

/// T18 · Tenants, contracts and languages in turns at the same address: everybody gets the own page.
#[tokio::test]
async fn the_same_address_is_everybodys_own_page() {
    let world = World::new().await;
    let readers = readers(&world).await;
    for path in ["/catalog", "/catalog?q=A-1", "/catalog?view=table", "/p/a-1"] {
        let wrong = alternate(&readers, path, said).await;
        assert!(wrong.is_empty(), "{wrong:?}");
    }
    // The look is the tenant's, and its address says so: beta's style is nothing in alpha.
    for person in [&readers[0].who, &readers[3].who] {
        let page = person.clone().get("/company").await;
        assert_eq!(page.headers["cache-control"], "no-store");
        assert!(page.headers.get("etag").is_none() && page.headers.get("last-modified").is_none());
    }
    world.end().await;
}

/// T18 · A cache whose key is the address alone is found by the same walk.
#[tokio::test]
async fn a_planted_cache_is_found() {
    let mut modules = portico::modules::all();
    modules.push(Box::new(Leaky));
    let world = World::with(modules).await;
    let readers = readers(&world).await;
    let wrong = alternate(&readers, "/leaky/cached", str::to_owned).await;
    assert!(wrong.len() >= 8, "{wrong:?}");
    world.end().await;
}

/// T19 · Every answer but a file under its hash is kept by nobody; errors and 404 above all.
#[tokio::test]
async fn no_error_is_kept() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let port = world.address.port();
    let people = [
        world.visitor("alpha"),
        world.member(&company, "olga", "dealer_head").await,
        world.member(&company, "sergey", "accountant").await,
        world.staff("alpha", "lev", "owner").await,
        world.staff("alpha", "vera", "content_editor").await,
    ];
    let (mut probes, mut errors) = (0, 0);
    for route in world.app.routes() {
        let path = route.path.replace("{id}", &uuid::Uuid::nil().to_string());
        for person in &people {
            let host = match route.site {
                Site::Tenant => None,
                Site::Console => Some(format!("console.portico.test:{port}")),
                Site::Public => Some(format!("portico.test:{port}")),
            };
            let mut person = host.map_or_else(|| person.clone(), |host| person.moved_to(&host));
            for (name, value) in
                [("accept", "text/html"), ("hx-request", "true"), ("accept", "application/json")]
            {
                let method = route.method.parse().unwrap();
                let request = person.request(method, &path).header(name, value).header("if-none-match", "*");
                let page = person.send(request.header("sec-fetch-site", "same-origin")).await;
                assert_eq!(
                    page.headers["cache-control"], "no-store",
                    "{} {path}: {}",
                    route.method, page.status
                );
                probes += 1;
                errors += usize::from(page.status >= 400);
            }
        }
    }
    assert!(probes >= 1_000 && errors >= 300, "{probes} probes, {errors} errors");
    for (host, path) in [
        ("alpha.portico.test", "/nothing"),
        ("alpha.portico.test", "/assets/none/base/nothing.css"),
        ("alpha.portico.test", "/assets/none"),
        ("alpha.portico.test", "/look/none.css"),
        ("alpha.portico.test", "/look/logo-none.png"),
        ("alpha.portico.test", "/p/none"),
        ("alpha.portico.test", "/%ff"),
        ("alpha.portico.test", "/company%00"),
        ("gamma.portico.test", "/"),
        ("evil.example", "/"),
        ("console.portico.test", "/nothing"),
        ("portico.test", "/nothing"),
    ] {
        for method in ["GET", "HEAD", "PUT", "POST", "OPTIONS"] {
            let answer =
                raw(world.address, format!("{method} {path} HTTP/1.1\r\nHost: {host}")).await.to_lowercase();
            assert!(answer.contains("cache-control: no-store"), "{method} {host}{path}: {answer}");
            assert!(!answer.contains("public, max-age"), "{method} {host}{path}: {answer}");
        }
    }
    world.end().await;
}
