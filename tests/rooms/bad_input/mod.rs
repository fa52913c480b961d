//! "Bad input" · Every form × everything that people, browsers and attackers send. A form without a case fails.

mod attacks;
pub mod stage;

use kit::web::Site;

use attacks::{ended_session, every_field, paths, raw_bodies, second_press};
use stage::Stage;

/// The routes that take a form, of the application as it is.
fn forms(stage: &Stage) -> Vec<(Site, &'static str)> {
    let routes = stage.world.app.routes();
    routes.iter().filter(|route| route.method == "POST").map(|route| (route.site, route.path)).collect()
}

/// Every form is in one of these, so that each test has a fair share of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Share {
    Platform,
    Ordering,
    News,
    Company,
}

fn share_of(site: Site, route: &str) -> Share {
    let starts = |with: &[&str]| with.iter().any(|start| route.starts_with(start));
    match site {
        Site::Public | Site::Console => Share::Platform,
        Site::Tenant if starts(&["/pad", "/cart", "/orders", "/manage/orders"]) => Share::Ordering,
        Site::Tenant if starts(&["/news", "/manage/content"]) => Share::News,
        Site::Tenant => Share::Company,
    }
}

async fn every_form_takes_anything(slug: &'static str, share: Share, at_least: usize) {
    let mut stage = Stage::of(slug).await;
    let forms = forms(&stage).into_iter().filter(|(site, route)| share_of(*site, route) == share);
    let forms: Vec<_> = forms.collect();
    assert!(forms.len() >= at_least, "{share:?}: {}", forms.len());
    for (site, route) in forms {
        every_field(&mut stage, site, route).await;
        raw_bodies(&mut stage, site, route).await;
    }
    stage.world.end().await;
}

#[tokio::test]
async fn forms_of_the_platform_take_anything_in_russian() {
    every_form_takes_anything("alpha", Share::Platform, 10).await;
}

#[tokio::test]
async fn forms_of_the_platform_take_anything_in_english() {
    every_form_takes_anything("beta", Share::Platform, 10).await;
}

#[tokio::test]
async fn forms_of_ordering_take_anything_in_russian() {
    every_form_takes_anything("alpha", Share::Ordering, 10).await;
}

#[tokio::test]
async fn forms_of_ordering_take_anything_in_english() {
    every_form_takes_anything("beta", Share::Ordering, 10).await;
}

#[tokio::test]
async fn forms_of_news_take_anything_in_russian() {
    every_form_takes_anything("alpha", Share::News, 5).await;
}

#[tokio::test]
async fn forms_of_news_take_anything_in_english() {
    every_form_takes_anything("beta", Share::News, 5).await;
}

#[tokio::test]
async fn forms_of_the_company_take_anything_in_russian() {
    every_form_takes_anything("alpha", Share::Company, 30).await;
}

#[tokio::test]
async fn forms_of_the_company_take_anything_in_english() {
    every_form_takes_anything("beta", Share::Company, 30).await;
}

#[tokio::test]
async fn a_second_press_of_any_form_has_no_second_effect() {
    let mut stage = Stage::of("alpha").await;
    for (site, route) in forms(&stage) {
        second_press(&mut stage, site, route).await;
    }
    stage.world.end().await;
}

#[tokio::test]
async fn an_ended_session_changes_nothing_and_leads_to_the_sign_in() {
    let mut stage = Stage::of("alpha").await;
    let open: Vec<&str> =
        stage.world.app.routes().iter().filter(|r| r.right == "anyone").map(|r| r.path).collect();
    for (site, route) in forms(&stage) {
        if !open.contains(&route) {
            ended_session(&mut stage, site, route).await;
        }
    }
    stage.world.end().await;
}

#[tokio::test]
async fn an_address_that_names_nothing_is_refused_and_changes_nothing() {
    let mut stage = Stage::of("beta").await;
    let mut probes = 0;
    for (site, route) in forms(&stage).into_iter().filter(|(_, route)| route.contains('{')) {
        probes += paths(&mut stage, site, route).await;
    }
    assert!(probes >= 80, "{probes}");
    stage.world.end().await;
}

/// A form that is sent from a page leads back to that page, not to an address that only takes forms.
#[tokio::test]
async fn what_a_refusal_offers_can_be_opened() {
    let mut stage = Stage::of("alpha").await;
    let case = stage.case(Site::Tenant, "/cart/lines").await;
    let mut olga = case.who.clone();
    let host = format!("http://alpha.portico.test:{}", stage.world.address.port());
    let send = |visitor: &crate::story::Visitor, page: &str| {
        visitor
            .request(reqwest::Method::POST, "/cart/lines")
            .header("sec-fetch-site", "same-origin")
            .header("referer", page)
            .form(&[("article", "")])
    };
    let request = send(&olga, &format!("{host}/catalog?q=A-1"));
    let refused = olga.send(request).await;
    refused.is(409);
    assert!(refused.first("a[href='/catalog?q=A-1']").is_some(), "{}", refused.body);
    for elsewhere in
        ["https://evil.example/catalog", "", "nonsense", "http://alpha.portico.test.evil.example/x"]
    {
        let request = send(&olga, elsewhere);
        let refused = olga.send(request).await;
        assert!(!refused.is(409).body.contains("evil"), "{elsewhere}");
    }
    // An address that only takes forms is no dead end either.
    olga.get("/cart/lines").await.is(404).shows("Страница не найдена");
    stage.world.end().await;
}

/// Every page asked with whatever stands in an address: never our fault, never unescaped.
#[tokio::test]
async fn every_page_takes_any_query() {
    let stage = Stage::of("alpha").await;
    let people = [stage.buyer(), stage.owner(), stage.world.visitor("alpha")];
    let values = [
        "",
        "%00",
        "a%00b",
        "%FF%FE",
        "%zz",
        "-1",
        "99999999999999999999",
        "NaN",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%27%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "%25_%5C",
        "a-1",
        "//evil.example",
    ];
    let names = ["q", "page", "section", "view", "state", "qty", "article", "next", "free", "locale", "sort"];
    let routes = stage.world.app.routes();
    let mut probes = 0;
    for route in routes.iter().filter(|route| route.site == Site::Tenant && route.method == "GET") {
        let path =
            route.path.replace("{slug}", "a-1").replace("{number}", "2026-000001").replace("{position}", "1");
        for value in values {
            let query = names.map(|name| format!("{name}={value}")).join("&");
            for person in &people {
                let page = person.clone().get(&format!("{path}?{query}")).await;
                assert!(page.status < 500, "{path}?{query}: {}", page.text());
                assert!(
                    !page.body.contains("<script>alert") && !page.body.contains("<img src=x"),
                    "{path}?{query}"
                );
                assert!(
                    !page.location().contains("evil")
                        || ["/login?next=%2F", "/catalog?q="]
                            .iter()
                            .any(|own| page.location().starts_with(own)),
                    "{path}: {}",
                    page.location()
                );
                probes += 1;
            }
        }
    }
    assert!(probes >= 1_000, "{probes}");
    stage.world.end().await;
}
