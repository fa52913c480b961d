//! What is sent instead of the good request, and what must hold for whatever comes back.

use kit::web::Site;
use reqwest::Method;

use super::stage::{Case, Stage, request, send};
use crate::story::{Page, Visitor};

const SCRIPT: &str = "<script>alert(1)</script>";

/// Instead of a field's good value: its name in the messages, and the value. The first ones are those whose messages
/// are worth reading in the second language too.
fn bad_values(slug: &str) -> Vec<(&'static str, String)> {
    let all = vec![
        ("empty", String::new()),
        ("too long", "ж".repeat(100_000)),
        ("letters", "семь".into()),
        ("a day that is none", "31.02.2026".into()),
        ("negative", "-7".into()),
        ("a script", SCRIPT.into()),
        ("exponent", "1e9".into()),
        ("blank", " \t\u{a0} ".into()),
        ("NaN", "NaN".into()),
        ("minus nothing", "-0".into()),
        ("too many digits", "9".repeat(40)),
        ("an attribute", "\"><img src=x onerror=alert(1)>".into()),
        ("turned around", "\u{202e}gnp.exe\u{200f}".into()),
        ("a NUL", "a\0b".into()),
        ("wide signs", "😀👩‍👩‍👧".into()),
        ("an id of nothing", uuid::Uuid::nil().to_string()),
    ];
    let count = if slug == "alpha" { all.len() } else { 6 };
    all.into_iter().take(count).collect()
}

/// Every field of the form with every bad value, the others as they should be; and all of them missing.
pub async fn every_field(stage: &mut Stage, site: Site, route: &str) {
    let mut case = stage.case(site, route).await;
    let mut before = stage.world.contents(stage.slug).await;
    let count = case.fields.len();
    let mut tries: Vec<(Option<usize>, &'static str, String)> =
        vec![(None, "no field at all", String::new())];
    for at in 0..count {
        tries.extend(bad_values(stage.slug).into_iter().map(|(name, value)| (Some(at), name, value)));
    }
    for (at, name, value) in tries {
        let mut fields = if at.is_some() { case.fields.clone() } else { Vec::new() };
        if let Some(at) = at {
            fields[at].1.clone_from(&value);
        }
        let field = at.map_or("", |at| fields[at].0.as_str());
        let place = format!("{route}, {field}: {name}");
        let page = send(&case, &fields).await;
        judge(stage, &page, &place);
        if page.status >= 400 {
            let after = stage.world.contents(stage.slug).await;
            same(&before, &after, &place);
            comes_back(&case, &page, &fields, &place);
            stage.world.wait_minutes(1);
        }
        if page.status < 400 || page.status == 429 {
            escaped_there_too(&case, &page, &place).await;
            case = stage.case(site, route).await;
            before = stage.world.contents(stage.slug).await;
        }
    }
}

/// Fails with the first table that differs.
fn same(before: &str, after: &str, place: &str) {
    for (before, after) in before.lines().zip(after.lines()) {
        assert!(before == after, "{place}: something changed:\n{before}\n{after}");
    }
}

/// What holds for every answer.
fn judge(stage: &Stage, page: &Page, place: &str) {
    assert!(
        [200, 303, 403, 404, 409, 422, 429].contains(&page.status),
        "{place}: {}: {}",
        page.status,
        page.text()
    );
    assert!(
        !page.body.contains(SCRIPT) && !page.body.contains("<img src=x"),
        "{place}: comes back unescaped"
    );
    let cookies = page.headers.get_all("set-cookie").iter().map(reqwest::header::HeaderValue::len);
    assert!(cookies.max().unwrap_or(0) < 4_096, "{place}: a cookie that no browser keeps");
    assert!(page.location().len() < 4_096, "{place}: a very long way");
    if page.status < 400 {
        return;
    }
    let messages: Vec<String> = page
        .all("[data-errors] a, [role=alert] .alert-title, p.lead, li.t-bad")
        .into_iter()
        .map(crate::story::words_of)
        .collect();
    assert!(!messages.is_empty(), "{place}: {} without a word: {}", page.status, page.text());
    for message in &messages {
        assert!(message.chars().count() >= 10, "{place}: “{message}” says nothing");
        assert!(message.chars().count() <= 400, "{place}: the message repeats the book");
        let russian = message.chars().any(|c| ('а'..='я').contains(&c) && c != 'ж');
        let typed = message.contains("семь");
        assert!(typed || russian == (stage.slug == "alpha"), "{place}: “{message}” is in another language");
    }
}

/// Where the form comes back, everything typed is in it, and what is wrong is linked.
fn comes_back(case: &Case, page: &Page, fields: &[(String, String)], place: &str) {
    if !case.has_page || page.status == 404 || (page.status == 409 && page.first("form .input").is_none()) {
        return;
    }
    for (name, value) in fields {
        let Some(shown) = shown(page, name) else { continue };
        // Parsers of HTML write a replacement sign for NUL, and a text area has its own line ends.
        assert_eq!(shown, value.replace('\0', "\u{fffd}"), "{place}: what was typed into {name} is lost");
    }
    for link in page.all("[data-errors] a") {
        let to = link.value().attr("href").unwrap();
        assert!(page.first(&format!("[id='{}']", &to[1..])).is_some(), "{place}: {to} leads nowhere");
    }
}

/// The value of a field that is typed into; passwords never come back.
fn shown(page: &Page, name: &str) -> Option<String> {
    let field = page.first(&format!("input.input[name='{name}'], textarea[name='{name}']"))?;
    match (field.value().name(), field.value().attr("type")) {
        ("textarea", _) => Some(field.text().collect()),
        (_, Some("password" | "hidden")) => None,
        _ => Some(field.value().attr("value").unwrap_or_default().to_owned()),
    }
}

/// What was taken is looked at where it leads.
async fn escaped_there_too(case: &Case, page: &Page, place: &str) {
    if page.status != 303 || !page.location().starts_with('/') {
        return;
    }
    let next = case.who.clone().get(page.location()).await;
    assert!(next.status < 500, "{place}: the next page fails");
    let raw = next.body.contains(SCRIPT) || next.body.contains("<img src=x");
    assert!(!raw, "{place}: unescaped at the next page");
}

/// Bodies that are no form.
pub async fn raw_bodies(stage: &mut Stage, site: Site, route: &str) {
    let mut case = stage.case(site, route).await;
    let names: Vec<String> = case.fields.iter().map(|(name, _)| name.clone()).collect();
    let of_all = |value: &str| names.iter().map(|n| format!("{n}={value}")).collect::<Vec<_>>().join("&");
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("no UTF-8", [of_all("%FF%FE%C3%28").into_bytes(), b"&x=\xff\xfe".to_vec()].concat()),
        ("broken escapes", of_all("%zz%").into_bytes()),
        ("only signs", b"&&&===%".to_vec()),
        ("json", br#"{"name": ["x"]}"#.to_vec()),
        ("three megabytes", vec![b'a'; 3 * 1024 * 1024]),
        ("a hundred thousand fields", "a=1&".repeat(100_000).into_bytes()),
    ];
    let mut before = stage.world.contents(stage.slug).await;
    for (name, body) in bodies {
        let place = format!("{route}: {name}");
        let mut who = case.who.clone();
        let request = who
            .request(Method::POST, &case.path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let page = who.send(request).await;
        judge(stage, &page, &place);
        if page.status >= 400 {
            same(&before, &stage.world.contents(stage.slug).await, &place);
        } else {
            case = stage.case(site, route).await;
            before = stage.world.contents(stage.slug).await;
        }
    }
}

/// The same request twice: the second one changes nothing and is answered with words.
pub async fn second_press(stage: &mut Stage, site: Site, route: &str) {
    let case = stage.case(site, route).await;
    let first = send(&case, &case.fields).await;
    assert!(first.status < 400, "{route}: the good request is refused: {} {}", first.status, first.text());
    stage.world.wait_for_jobs().await;
    let before = stage.world.contents(stage.slug).await;
    let second = send(&case, &case.fields).await;
    judge(stage, &second, &format!("{route}, second press"));
    stage.world.wait_for_jobs().await;
    // A second sign-in is a second session, and both are wanted.
    if !["/login", "/reset"].contains(&route) {
        same(&before, &stage.world.contents(stage.slug).await, route);
    }
}

/// The good request by somebody whose session has ended meanwhile.
pub async fn ended_session(stage: &mut Stage, site: Site, route: &str) {
    let case = stage.case(site, route).await;
    let mut gone = Case { who: case.who.clone(), ..case.clone() };
    gone.who.post("/logout", &[]).await.is(303);
    gone.who.session.clone_from(&case.who.session);
    let before = stage.world.contents(stage.slug).await;
    let page = send(&gone, &gone.fields).await;
    assert_eq!(page.status, 303, "{route}: {}", page.text());
    assert!(page.location().starts_with("/login?next="), "{route}: {}", page.location());
    let mut who: Visitor = gone.who.clone();
    who.send(request(&gone, &gone.fields).header("hx-request", "true")).await.is(401);
    same(&before, &stage.world.contents(stage.slug).await, route);
    stage.sign_in_again().await;
}

/// Addresses whose id, number or token names nothing.
pub async fn paths(stage: &mut Stage, site: Site, route: &str) -> usize {
    let case = stage.case(site, route).await;
    let before = stage.world.contents(stage.slug).await;
    let wrong = [
        uuid::Uuid::nil().to_string(),
        "2026-999999".to_owned(),
        "0".to_owned(),
        "-1".to_owned(),
        "%00".to_owned(),
        "a%00b".to_owned(),
        "%FF%FE".to_owned(),
        "%2e%2e%2f".to_owned(),
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E".to_owned(),
        "a".repeat(10_000),
    ];
    for id in &wrong {
        let (start, rest) = route.split_once('{').unwrap();
        let end = rest.split_once('}').unwrap().1;
        let there = Case { path: format!("{start}{id}{end}"), ..case.clone() };
        let place = format!("{route} at {}", id.chars().take(40).collect::<String>());
        let page = send(&there, &there.fields).await;
        if id.len() > 8 * 1024 {
            assert_eq!(page.status, 414, "{place}: no room is asked");
            same(&before, &stage.world.contents(stage.slug).await, &place);
            continue;
        }
        judge(stage, &page, &place);
        // A one-time link that names nobody reads like one that is used up.
        assert!(matches!(page.status, 404 | 409), "{place}: {}", page.status);
        same(&before, &stage.world.contents(stage.slug).await, &place);
    }
    wrong.len()
}
