//! N1 · News: for whom they are, from when until when, with pictures and what is read; never a word to anybody else.

mod audiences;
mod editing;
mod pictures;
mod schedule;
mod unread;
mod xss;

pub use xss::PAYLOADS;

use crate::story::{Page, Visitor, World};

pub const NEWS: &str = "/manage/content/news";

/// An item with these fields, published; its number.
pub async fn publish(editor: &mut Visitor, fields: &[(&str, &str)]) -> String {
    written(editor, "publish", fields).await
}

/// The form as a browser sends it: what is not given is as the empty form has it.
pub async fn written(editor: &mut Visitor, act: &str, fields: &[(&str, &str)]) -> String {
    let key = uuid::Uuid::new_v4().to_string();
    let mut all = vec![("act", act), ("key", &key)];
    if !fields.iter().any(|(name, _)| *name == "kind") {
        all.push(("kind", "other"));
    }
    all.extend(fields);
    let page = editor.post(NEWS, &all).await;
    page.is(303).location().rsplit('/').next().unwrap().to_owned()
}

/// Sends the form of an item that is there, with its version.
async fn change(editor: &mut Visitor, number: &str, act: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("{NEWS}/{number}");
    let version = editor.get(&path).await.value_of("version");
    let mut all = vec![("act", act), ("kind", "other"), ("version", &version)];
    all.extend(fields);
    editor.post(&path, &all).await
}

/// Titles in the reader's list, the first one first.
async fn titles(who: &mut Visitor, path: &str) -> Vec<String> {
    let page = who.get(path).await;
    page.is(200).all(".list-of-news .name").into_iter().map(title).collect()
}

/// Without the word for those who hear the page.
fn title(link: scraper::ElementRef<'_>) -> String {
    let words = crate::story::words_of(link);
    let bare = words.strip_prefix("Не прочитано: ").or(words.strip_prefix("Unread: "));
    bare.unwrap_or(&words).to_owned()
}

/// The figure beside the word in the menu.
async fn waits(who: &mut Visitor) -> i64 {
    let page = who.get("/me").await;
    let figure = page.first(".frame-side a[href='/news'] .nav-count");
    figure.map_or(0, |figure| figure.text().next().unwrap().trim().parse().unwrap())
}

/// A canary stands nowhere that this person can look.
async fn never_sees(who: &Visitor, canary: &str, number: &str) {
    // The search is asked in small letters, so that the page's own words of it are not taken for a find.
    let typed = canary.to_lowercase();
    let places = [
        "/news",
        "/news?kind=promotion",
        &format!("/news?q={typed}"),
        "/home",
        "/login",
        "/manage/today",
        &format!("/catalog?q={typed}"),
        &format!("/manage/products?q={typed}"),
    ];
    for path in places {
        let page = who.clone().get(path).await;
        assert!(page.status < 500, "{path}");
        let told = page.body.contains(canary) || page.body.contains(&format!("/news/{number}"));
        assert!(!told, "{path} tells of {canary}");
    }
    who.clone().get(&format!("/news/{number}")).await.is(404);
    let mut reader = who.clone();
    let answer = reader.post(&format!("/news/{number}/read"), &[]).await;
    assert!(matches!(answer.status, 303 | 404), "{}", answer.status);
    assert!(answer.status == 404 || answer.location().starts_with("/login"), "{}", answer.location());
}

async fn acts(world: &World, slug: &str, number: &str) -> Vec<String> {
    let mut tx = world.tenant(slug).begin(tenancy::Access::Read).await.unwrap();
    sqlx::query_scalar("select act from audit_entry where object = 'news' and object_id = $1 order by at, id")
        .bind(number)
        .fetch_all(tx.db())
        .await
        .unwrap()
}

/// Where the module is off, nothing of it is there; what was written comes back with it.
#[tokio::test]
async fn without_the_module_there_are_no_news() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    let number = publish(&mut lev, &[("title_ru", "Canary"), ("everyone", "on"), ("staff", "on")]).await;
    olga.get("/home").await.shows("Canary");
    lev.get("/manage/today").await.shows("Canary");
    world.visitor("alpha").get("/login").await.shows("Canary");
    olga.get("/catalog?q=canary").await.shows("Найдено в новостях").shows("Canary");

    world.switch("alpha", "news", false).await;
    for path in ["/news", &format!("/news/{number}"), NEWS, &format!("{NEWS}/new")] {
        lev.get(path).await.is(404);
        olga.get(path).await.is(404);
        world.visitor("alpha").get(path).await.is(404);
    }
    for (who, path) in [
        (&mut olga, "/home"),
        (&mut lev, "/manage/today"),
        (&mut world.visitor("alpha"), "/login"),
        (&mut world.visitor("alpha"), "/news"),
    ] {
        let page = who.get(path).await;
        page.hides("Canary");
        assert!(page.first("a[href='/news'], a[href='/manage/content/news']").is_none(), "{path}");
    }
    olga.post("/news/read", &[]).await.is(404);
    // The neighbour's are on all the time.
    world.visitor("beta").get("/news").await.is(200);

    world.switch("alpha", "news", true).await;
    olga.get(&format!("/news/{number}")).await.is(200).shows("Canary");
    world.end().await;
}
