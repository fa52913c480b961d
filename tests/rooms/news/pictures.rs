//! Pictures: what they may be, where they are seen, by whom, and how they go.

use reqwest::Method;
use reqwest::multipart::{Form, Part};

use super::{NEWS, publish};
use crate::rooms::accounts::groups::group;
use crate::story::{Page, Visitor, World};

/// The head of a PNG of this size, and something after it to tell pictures apart.
fn png(width: u32, height: u32, tail: &[u8]) -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
    [&head[..], &width.to_be_bytes(), &height.to_be_bytes(), &[8, 6, 0, 0, 0], tail].concat()
}

async fn send(who: &mut Visitor, path: &str, fields: &[(&str, &str)], files: &[(&str, Vec<u8>)]) -> Page {
    let mut form = Form::new();
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    for (name, bytes) in files {
        form = form.part("pictures", Part::bytes(bytes.clone()).file_name((*name).to_owned()));
    }
    let request = who.request(Method::POST, path).header("sec-fetch-site", "same-origin").multipart(form);
    who.send(request).await
}

/// The form of an item for one group, with pictures.
async fn with_pictures(who: &mut Visitor, group: &str, files: &[(&str, Vec<u8>)]) -> Page {
    let key = uuid::Uuid::new_v4().to_string();
    let fields =
        [("act", "publish"), ("key", &key), ("kind", "line"), ("title_ru", "Серия"), ("group", group)];
    send(who, NEWS, &fields, files).await
}

#[tokio::test]
async fn a_picture_goes_where_its_item_goes_and_nowhere_else() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let id = group(&mut lev, "Опт", &[&svet]).await;
    let files = [("a.png", png(64, 32, b"a")), ("../../b.exe", png(32, 64, b"b"))];
    let made = with_pictures(&mut lev, &id, &files).await;
    let number = made.is(303).location().rsplit('/').next().unwrap().to_owned();
    let mut olga = world.member(&svet, "olga", "buyer").await;
    let page = olga.get(&format!("/news/{number}")).await;
    let address = |selector: &str| page.first(selector).unwrap().value().attr("src").unwrap().to_owned();
    let (lead, second) = (address("img.lead-of-news"), address(".grid-cards img"));
    for (path, bytes) in [(&lead, &files[0].1), (&second, &files[1].1)] {
        let name = path.rsplit('/').next().unwrap().strip_suffix(".png").unwrap();
        assert!(name.len() == 24 && name.bytes().all(|b| b.is_ascii_hexdigit()), "{path}: a name of our own");
        let request = olga.request(Method::GET, path);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "image/png");
        assert_eq!(answer.headers()["cache-control"], "private, max-age=300");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert_eq!(answer.bytes().await.unwrap(), bytes.as_slice());
    }
    assert_eq!(olga.get("/news").await.first(".thumb img").unwrap().value().attr("src"), Some(lead.as_str()));

    // Editors see it always, everybody else only with the item.
    lev.get(&lead).await.is(200);
    let other = publish(&mut lev, &[("title_ru", "Для всех"), ("everyone", "on")]).await;
    let strangers = [
        world.member(&tk, "roman", "dealer_head").await,
        world.staff("alpha", "fedor", "warehouse").await,
        world.staff("beta", "lev", "owner").await,
        world.visitor("alpha"),
        world.visitor("beta"),
    ];
    for stranger in &strangers {
        for path in [lead.clone(), second.clone(), lead.replace(&number, &other)] {
            stranger.clone().get(&path).await.is(404);
        }
    }
    for path in ["x.png", "0.exe", ".png", "..%2f..%2fetc", "0.svg", "%00.png"] {
        olga.get(&format!("/news/{number}/{path}")).await.is(404);
    }
    lev.post(&format!("{NEWS}/{number}/remove"), &[]).await.is(303);
    olga.get(&lead).await.is(404);
    lev.get(&lead).await.is(200);
    world.end().await;
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_words_and_everything_typed_stays() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let id = group(&mut lev, "Опт", &[]).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
    let many: Vec<(&str, Vec<u8>)> = (0..11_u8).map(|n| ("p.png", png(64, 64, &[n]))).collect();
    let before = world.contents("alpha").await;
    for (files, words) in [
        (vec![("a.png", svg)], "рисунок SVG"),
        (vec![("a.png", b"GIF89a\x40\x01\x40\x00".to_vec())], "не картинка PNG, JPEG или WebP"),
        (vec![("a.png", Vec::new())], "не картинка"),
        (vec![("a.png", png(8, 8_000, b""))], "8 × 8 000"),
        (vec![("big.png", [png(64, 64, b""), vec![0; 3 << 20]].concat())], "3,1 МБ; можно не больше 2 МБ"),
        (many, "не больше 10 файлов"),
    ] {
        let page = with_pictures(&mut lev, &id, &files).await;
        let said = crate::story::plain(&page.is(422).error_of("pictures"));
        assert!(said.contains(words), "{said}");
        assert_eq!(page.value_of("title_ru"), "Серия");
        assert!(page.first(&format!("input[value='{id}'][checked]")).is_some(), "the tick stays");
    }
    assert!(before == world.contents("alpha").await, "nothing was kept");
    world.end().await;
}

#[tokio::test]
async fn pictures_are_added_to_an_item_and_taken_off_again() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let id = group(&mut lev, "Опт", &[]).await;
    let made = with_pictures(&mut lev, &id, &[("a.png", png(64, 64, b"a"))]).await;
    let path = made.is(303).location().to_owned();
    let fields = |version: &str, drop: Option<&str>| {
        let mut fields = vec![("act", "publish"), ("kind", "line"), ("title_ru", "Серия"), ("group", &id)]
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .collect::<Vec<_>>();
        fields.push(("version".to_owned(), version.to_owned()));
        fields.extend(drop.map(|hash| ("drop".to_owned(), hash.to_owned())));
        fields
    };
    let many: Vec<(&str, Vec<u8>)> = (0..10_u8).map(|n| ("p.png", png(64, 64, &[n, 1]))).collect();
    let sent = fields("1", None);
    let sent: Vec<(&str, &str)> = sent.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let page = send(&mut lev, &path, &sent, &many).await;
    assert!(page.is(422).error_of("pictures").contains("10"), "eleven are too many");
    assert_eq!(lev.get(&path).await.all("input[name=drop]").len(), 1);
    send(&mut lev, &path, &sent, &many[..2]).await.is(303);
    let page = lev.get(&path).await;
    let kept: Vec<&str> =
        page.all("input[name=drop]").iter().map(|i| i.value().attr("value").unwrap()).collect();
    assert_eq!(kept.len(), 3);
    let sent = fields("2", Some(kept[0]));
    let sent: Vec<(&str, &str)> = sent.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    lev.post(&path, &sent).await.is(303);
    assert_eq!(lev.get(&path).await.all("input[name=drop]").len(), 2);
    world.end().await;
}
