//! Pages without ids: whatever a dealer does, no page of a stranger changes by it.

use std::collections::{BTreeMap, BTreeSet};

use kit::web::Site;
use reqwest::Method;

use super::Street;
use crate::rooms::orders::paste;
use crate::security::leaky::Leaky;
use crate::story::{Visitor, World};

/// Every page without an id, as this person sees it: fresh keys of forms taken out.
async fn pages_of(world: &World, person: &Visitor) -> BTreeMap<String, String> {
    let routes = world.app.routes();
    let readable = routes.iter().filter(|route| route.site == Site::Tenant && route.method == "GET");
    let mut pages = BTreeMap::new();
    for path in readable.map(|route| route.path).filter(|path| !path.contains('{')) {
        for (query, ways) in
            [("", &["", "hx-request", "accept"][..]), ("?q=Can", &["", "hx-request"]), ("?q=2026", &[""])]
        {
            for way in ways {
                let mut person = person.clone();
                let mut request = person.request(Method::GET, &format!("{path}{query}"));
                if !way.is_empty() {
                    request = request.header(*way, "application/json");
                }
                let page = person.send(request).await;
                assert!(page.status < 500, "{path}{query}: {}", page.text());
                pages.insert(format!("{path}{query} {way}"), without_keys(&page.body));
            }
        }
    }
    pages
}

/// Without the ids that forms carry for a press.
fn without_keys(body: &str) -> String {
    let is_key = |word: &&str| word.parse::<uuid::Uuid>().is_err();
    body.split(['"', '=', '/']).filter(is_key).collect::<Vec<_>>().join("\"")
}

/// What strangers see before and after another dealer acts: the paths that differ, or that show its word.
async fn leaks(street: &mut Street, strangers: &[(&'static str, Visitor)]) -> (usize, BTreeSet<String>) {
    let own = pages_of(&street.world, &street.olga).await;
    let mut before = Vec::new();
    for (_, stranger) in strangers {
        before.push(pages_of(&street.world, stranger).await);
    }
    let order = street
        .order_with(&[("buyer_number", "Canary-77"), ("comment", "Canary"), ("address", "Canary")])
        .await;
    street.olga.post(&format!("{order}/cancel"), &[("why", "Canary")]).await.is(303);
    street.order_with(&[("buyer_number", "Canary-78")]).await;
    paste(&mut street.olga, "A-1 10").await;
    let fields =
        [("name", "Canary"), ("email", "canary@alpha.example"), ("role", "buyer"), ("limit", "77777")];
    street.olga.post("/company/people", &fields).await.is(303);
    street.world.wait_for_jobs().await;
    for (path, page) in pages_of(&street.world, &street.olga).await {
        let moved = ["/orders ", "/company ", "/cart "].contains(&path.as_str());
        assert!(!moved || page != own[&path], "{path}: the owner sees what it did");
    }
    let (mut found, mut probes) = (BTreeSet::new(), 0);
    for ((_, stranger), before) in strangers.iter().zip(before) {
        for (path, page) in pages_of(&street.world, stranger).await {
            probes += 1;
            if page != before[&path] || page.to_lowercase().contains("canary-7") {
                found.insert(path.split(['?', ' ']).next().unwrap().to_owned());
            }
        }
    }
    (probes, found)
}

/// Whatever a dealer does, no page of anybody else changes by it: not a word, not a count, not a suggestion.
#[tokio::test]
async fn what_a_dealer_does_changes_no_page_of_a_stranger() {
    let mut street = Street::new().await;
    let strangers: Vec<_> =
        street.not_of_svet.iter().filter(|(who, _)| *who != "the owner of alpha").cloned().collect();
    let (probes, found) = leaks(&mut street, &strangers).await;
    println!("{probes} pages of strangers compared");
    assert!(found.is_empty(), "{found:?}");
    assert!(probes >= 700, "{probes}");
    street.world.end().await;
}

#[tokio::test]
async fn planted_counts_suggestions_and_exports_are_found() {
    let mut modules = portico::modules::all();
    modules.push(Box::new(Leaky));
    let mut street = Street::with(modules).await;
    let strangers = street.not_of_svet[..1].to_vec();
    let (_, found) = leaks(&mut street, &strangers).await;
    let planted = ["/leaky/count", "/leaky/export", "/leaky/suggest"].map(str::to_owned);
    assert_eq!(found, BTreeSet::from(planted));
    street.world.end().await;
}
