//! What waits to be read: counted for each person, marked by the open page, never by looking alone.

use super::{publish, titles, waits};
use crate::story::World;

#[tokio::test]
async fn the_count_is_each_persons_own_and_looking_alone_changes_nothing() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let mut olga = world.member(&svet, "olga", "buyer").await;
    let mut pavel = world.member(&svet, "pavel", "buyer").await;
    let first = publish(&mut nina, &[("title_ru", "Первая"), ("dealers", "on")]).await;
    world.wait_minutes(1);
    publish(&mut nina, &[("title_ru", "Вторая"), ("dealers", "on"), ("staff", "on")]).await;
    world.wait_minutes(1);
    publish(&mut nina, &[("title_ru", "Важная"), ("dealers", "on"), ("important", "on")]).await;
    world.wait_minutes(1);
    publish(&mut nina, &[("title_ru", "Третья"), ("everyone", "on")]).await;
    // The newest first, and what is important above all.
    assert_eq!(titles(&mut olga, "/news").await, ["Важная", "Третья", "Вторая", "Первая"]);
    assert_eq!((waits(&mut olga).await, waits(&mut pavel).await, waits(&mut nina).await), (4, 4, 2));

    let path = format!("/news/{first}");
    let page = olga.get(&path).await;
    assert_eq!(page.all(&format!("[hx-post='{path}/read'][hx-trigger=load]")).len(), 1);
    assert_eq!(waits(&mut olga).await, 4, "a look has changed nothing");
    let read = olga.request(reqwest::Method::POST, &format!("{path}/read"));
    let read = read.header("sec-fetch-site", "same-origin").header("hx-request", "true");
    olga.send(read).await.is(204);
    assert_eq!((waits(&mut olga).await, waits(&mut pavel).await), (3, 4));
    assert!(olga.get(&path).await.first("[hx-post]").is_none(), "it is read");
    assert_eq!(olga.get("/news").await.all(".list-of-news .unread").len(), 3);
    // Without the script a button does it, and again does nothing.
    pavel.post(&format!("{path}/read"), &[]).await.leads_to(&path);
    pavel.post(&format!("{path}/read"), &[]).await.leads_to(&path);
    assert_eq!(waits(&mut pavel).await, 3);
    olga.post("/news/read", &[]).await.leads_to("/news");
    assert_eq!((waits(&mut olga).await, waits(&mut pavel).await, waits(&mut nina).await), (0, 3, 2));
    nina.get("/manage/today").await.is(403);
    world.end().await;
}

#[tokio::test]
async fn who_joins_later_does_not_begin_with_a_heap_of_old_news() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    publish(&mut lev, &[("title_ru", "Старая"), ("dealers", "on")]).await;
    world.wait_minutes(60);
    let mut olga = world.member(&svet, "olga", "buyer").await;
    assert_eq!(waits(&mut olga).await, 0);
    assert_eq!(titles(&mut olga, "/news").await, ["Старая"]);
    assert!(olga.get("/news").await.first(".unread").is_none());
    publish(&mut lev, &[("title_ru", "Новая"), ("dealers", "on")]).await;
    assert_eq!(waits(&mut olga).await, 1);
    olga.get("/home").await.shows("Новая").shows("Старая");
    world.end().await;
}
