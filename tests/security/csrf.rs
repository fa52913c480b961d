//! T10 · Forms of other sites, of sibling tenants too: eight origins × every route that writes, and writes by GET.

use reqwest::{Method, RequestBuilder};

use crate::rooms::bad_input::stage::{Case, Stage, request};
use kit::web::Site;

/// Eight places that a browser may say the form came from.
fn elsewhere(port: u16, site: Site) -> [Vec<(&'static str, String)>; 8] {
    let sibling = format!("http://beta.portico.test:{port}");
    // The public site is elsewhere for a portal and the console, and at home for its own forms.
    let other = if site == Site::Public { "alpha." } else { "" };
    let other = format!("http://{other}portico.test:{port}");
    [
        vec![("sec-fetch-site", "cross-site".into())],
        vec![("sec-fetch-site", "same-site".into())],
        vec![("sec-fetch-site", "same-site".into()), ("origin", sibling.clone())],
        vec![("origin", sibling)],
        vec![("origin", other)],
        vec![("origin", "https://evil.example".into())],
        vec![("origin", "null".into())],
        vec![("origin", format!("http://alpha.portico.test.evil.example:{port}"))],
    ]
}

/// The good request without the word of the browser that it comes from our own page.
fn bare(case: &Case) -> RequestBuilder {
    let mut good = request(case, &case.fields).build().unwrap();
    good.headers_mut().remove("sec-fetch-site");
    RequestBuilder::from_parts(
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap(),
        good,
    )
}

#[tokio::test]
async fn forms_of_other_sites_are_refused_everywhere() {
    let mut stage = Stage::of("alpha").await;
    let forms: Vec<_> = stage.world.app.routes().into_iter().filter(|route| route.method == "POST").collect();
    let mut probes = 0;
    for route in &forms {
        let case = stage.case(route.site, route.path).await;
        stage.world.wait_for_jobs().await;
        let before = stage.world.contents("alpha").await;
        for headers in elsewhere(stage.world.address.port(), route.site) {
            let forged =
                headers.iter().fold(bare(&case), |request, (name, value)| request.header(*name, value));
            let answer = case.who.clone().send(forged).await;
            assert_eq!(answer.status, 403, "{} with {headers:?}: {}", route.path, answer.text());
            probes += 1;
        }
        reading_writes_nothing(&case, route.site, route.path, &forms_of_get(&stage)).await;
        stage.world.wait_for_jobs().await;
        assert!(
            before == stage.world.contents("alpha").await,
            "{}: refused, and something changed",
            route.path
        );
        // The very same request from our own page works, and without a browser's word, as a program sends it.
        let own = case.who.clone().send(request(&case, &case.fields)).await;
        assert!(own.status < 400, "the good {}: {}", route.path, own.text());
    }
    assert!(probes >= 8 * 35, "{probes}");
    stage.world.end().await;
}

fn forms_of_get(stage: &Stage) -> Vec<(Site, &'static str)> {
    let routes = stage.world.app.routes();
    routes.into_iter().filter(|route| route.method == "GET").map(|route| (route.site, route.path)).collect()
}

/// The form's address asked by GET with the same fields, and a method that is written over.
async fn reading_writes_nothing(
    case: &Case,
    site: Site,
    route: &'static str,
    readable: &[(Site, &'static str)],
) {
    let pairs: Vec<(&str, &str)> = case.fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let body = in_address(case);
    let (asked, with_method) =
        (format!("{}?{body}", case.path), format!("{}?{body}&_method=POST", case.path));
    let who = &case.who;
    for asking in [
        who.request(Method::GET, &asked),
        who.request(Method::GET, &with_method).header("x-http-method-override", "POST"),
        who.request(Method::HEAD, &asked).header("x-method-override", "POST"),
        who.request(Method::PUT, &case.path).form(&pairs).header("sec-fetch-site", "same-origin"),
        who.request(Method::DELETE, &case.path).header("sec-fetch-site", "same-origin"),
        who.request(Method::PATCH, &case.path).form(&pairs).header("sec-fetch-site", "same-origin"),
    ] {
        let answer = who.clone().send(asking).await;
        let has_page = readable.contains(&(site, route));
        let nothing = answer.status == 404 || (has_page && [200, 303].contains(&answer.status));
        assert!(nothing, "{route} by another method: {}", answer.status);
    }
}

/// The form's fields as they would stand in an address.
fn in_address(case: &Case) -> String {
    let form = case.who.request(Method::POST, "/").form(&case.fields).build().unwrap();
    String::from_utf8(form.body().unwrap().as_bytes().unwrap().to_vec()).unwrap()
}

/// A program that is no browser names no site at all, and needs none: it has no cookies that another site could use.
#[tokio::test]
async fn a_program_without_the_headers_of_a_browser_passes() {
    let mut stage = Stage::of("alpha").await;
    let case = stage.case(Site::Tenant, "/me").await;
    let answer = case.who.clone().send(bare(&case)).await;
    answer.is(303);
    let own = format!("http://alpha.portico.test:{}", stage.world.address.port());
    let case = stage.case(Site::Tenant, "/me").await;
    case.who.clone().send(bare(&case).header("origin", own)).await.is(303);
    stage.world.end().await;
}
