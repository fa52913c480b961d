//! The editor: what it asks for, what it keeps, two at once, seeing as somebody else, and who may write at all.

use super::{NEWS, change, publish, written};
use crate::rooms::accounts::groups::group;
use crate::story::World;

#[tokio::test]
async fn what_is_missing_is_said_and_what_was_typed_stays() {
    let world = World::new().await;
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let long = "ж".repeat(161);
    for (fields, field, words) in [
        (vec![("act", "draft"), ("text_ru", "Текст без заголовка")], "title_ru", "Напишите заголовок"),
        (
            vec![("act", "publish"), ("title_ru", "Есть"), ("text_en", "Text"), ("everyone", "on")],
            "title_en",
            "заголовок",
        ),
        (vec![("act", "publish"), ("title_ru", &long), ("everyone", "on")], "title_ru", "больше, чем 160"),
        (vec![("act", "publish"), ("title_ru", "Никому")], "audience", "кому предназначена"),
        (vec![("act", "publish"), ("title_ru", "А"), ("group", "nonsense")], "audience", "больше нет"),
        (vec![("act", "draft"), ("title_ru", "А"), ("kind", "secret")], "kind", "из списка"),
        (vec![("act", "draft"), ("title_ru", "А"), ("publish_on", "завтра")], "publish_on", "не дата"),
        (vec![("act", "draft"), ("title_ru", "А"), ("publish_time", "25:00")], "publish_time", "не время"),
        (
            vec![
                ("act", "draft"),
                ("title_ru", "А"),
                ("publish_on", "2031-11-04"),
                ("take_down_on", "2031-11-03"),
            ],
            "take_down_on",
            "раньше публикации",
        ),
    ] {
        let mut all = fields.clone();
        if !fields.iter().any(|(name, _)| *name == "kind") {
            all.push(("kind", "hours"));
        }
        let page = nina.post(NEWS, &all).await;
        let said = page.is(422).error_of(field);
        assert!(said.contains(words), "{field}: {said}");
        for (name, value) in
            fields.iter().filter(|(name, _)| name.starts_with("title_") || name.ends_with("_on"))
        {
            assert_eq!(page.value_of(name), *value);
        }
    }
    nina.get(NEWS).await.shows("Новостей пока нет");
    // A time alone is today's; an item without any comes out at once.
    let number = written(&mut nina, "draft", &[("title_ru", "Сегодня"), ("publish_time", "9")]).await;
    let page = nina.get(&format!("{NEWS}/{number}")).await;
    assert_eq!(
        (page.value_of("publish_on"), page.value_of("publish_time")),
        (world.today().to_string(), "09:00".into())
    );
    world.end().await;
}

#[tokio::test]
async fn a_second_press_makes_no_second_item() {
    let world = World::new().await;
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let key = nina.get(&format!("{NEWS}/new")).await.value_of("key");
    let fields =
        [("act", "publish"), ("key", &key), ("kind", "other"), ("title_ru", "Раз"), ("everyone", "on")];
    let first = nina.post(NEWS, &fields).await.is(303).location().to_owned();
    nina.post(NEWS, &fields).await.leads_to(&first);
    assert_eq!(nina.get(NEWS).await.all(".table .name").len(), 1);
    world.end().await;
}

#[tokio::test]
async fn who_saves_second_sees_what_the_first_has_saved_and_loses_nothing() {
    let world = World::new().await;
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let number = publish(&mut nina, &[("title_ru", "Часы"), ("text_ru", "9–18"), ("everyone", "on")]).await;
    let path = format!("{NEWS}/{number}");
    let version = lev.get(&path).await.value_of("version");
    change(&mut nina, &number, "publish", &[("title_ru", "Часы"), ("text_ru", "8–20"), ("everyone", "on")])
        .await
        .is(303);

    let mine = |version: &str| {
        let fields = [
            ("act", "publish"),
            ("kind", "other"),
            ("title_ru", "Часы"),
            ("text_ru", "10–19"),
            ("dealers", "on"),
        ];
        let mut fields: Vec<(String, String)> =
            fields.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        fields.push(("version".into(), version.into()));
        fields
    };
    let send = async |lev: &mut crate::story::Visitor, version: &str| {
        let fields = mine(version);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        lev.post(&path, &fields).await
    };
    let page = send(&mut lev, &version).await;
    page.is(409).shows("nina").shows("8–20").shows("Ваш текст на месте");
    assert_eq!(page.first("[name=text_ru]").unwrap().text().collect::<String>().trim(), "10–19");
    world.visitor("alpha").get(&format!("/news/{number}")).await.is(200).shows("8–20");
    // The page that came back knows the newer version: the next press is a decision.
    let again = page.value_of("version");
    send(&mut lev, &again).await.leads_to(&path);
    world.visitor("alpha").get(&format!("/news/{number}")).await.is(404);
    world.end().await;
}

#[tokio::test]
async fn see_as_dealer_follows_the_rule_of_the_portal_and_keeps_nothing() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let id = group(&mut lev, "Опт", &[&svet]).await;
    let before = world.contents("alpha").await;
    let preview = format!("{NEWS}/preview");
    let (svet_id, tk_id) = (svet.id.to_string(), tk.id.to_string());
    for (reader, sees) in [(svet_id.as_str(), true), (&tk_id, false), ("visitor", false), ("staff", false)] {
        let fields = [
            ("act", ""),
            ("kind", "line"),
            ("title_ru", "Серия"),
            ("text_ru", "**Новая** <script>alert(1)</script>"),
            ("group", &id),
            ("publish_on", "2031-11-04"),
            ("publish_time", "09:00"),
            ("as", reader),
        ];
        let page = nina.post(&preview, &fields).await;
        let seen = page.is(200).first("[data-preview=seen]").is_some();
        assert_eq!(seen, sees, "{reader}: {}", page.text());
        assert_eq!(page.value_of("title_ru"), "Серия");
        page.hides("<script>alert");
        assert!(page.first("#preview .prose strong").is_some());
        if sees {
            page.shows("Видна с 04.11.2031").shows("09:00");
        }
        // The script asks for that part alone.
        let part = nina.request(reqwest::Method::POST, &preview).header("sec-fetch-site", "same-origin");
        let part = nina.send(part.header("hx-request", "true").form(&fields)).await;
        assert!(part.is(200).first("h1").is_none() && part.first("[data-preview]").is_some());
    }
    let wrong = nina.post(&preview, &[("title_ru", ""), ("kind", "other")]).await;
    assert!(wrong.is(422).error_of("title_ru").contains("заголовок"));
    assert!(before == world.contents("alpha").await, "a look keeps nothing");

    // Over an item that is out: what is looked at is not what others read.
    let number = publish(&mut nina, &[("title_ru", "Старое"), ("everyone", "on")]).await;
    let fields = [
        ("number", number.as_str()),
        ("kind", "other"),
        ("title_ru", "Canary"),
        ("dealers", "on"),
        ("as", &tk_id),
    ];
    nina.post(&preview, &fields).await.is(200).shows("Canary");
    world.visitor("alpha").get(&format!("/news/{number}")).await.is(200).shows("Старое").hides("Canary");
    world.end().await;
}

#[tokio::test]
async fn only_editors_and_the_owner_write_and_only_for_their_own_tenant() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let number = publish(&mut nina, &[("title_ru", "Canary"), ("staff", "on")]).await;
    let path = format!("{NEWS}/{number}");
    let mut fedor = world.staff("alpha", "fedor", "warehouse").await;
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    let mut other = world.staff("beta", "lev", "owner").await;
    for (who, status) in [(&mut fedor, 403), (&mut olga, 404)] {
        for get in [NEWS, &format!("{NEWS}/new"), &path] {
            who.get(get).await.is(status);
        }
        for post in
            [NEWS, &path, &format!("{path}/remove"), &format!("{path}/restore"), &format!("{NEWS}/preview")]
        {
            who.post(post, &[("title_ru", "X"), ("act", "publish"), ("everyone", "on")]).await.is(status);
        }
    }
    assert!(fedor.get("/news").await.first(".nav a[href='/manage/content/news']").is_none());
    other.get(&path).await.is(404);
    other
        .post(
            &path,
            &[("title_en", "X"), ("act", "publish"), ("kind", "other"), ("version", "1"), ("everyone", "on")],
        )
        .await
        .is(404);
    other.get(NEWS).await.hides("Canary");
    fedor.get(&format!("/news/{number}")).await.is(200).shows("Canary");
    world.end().await;
}
