//! News as people write and read them: the job of UX §1 with its budget, every screen, and payloads in every field (T29).

use std::cell::Cell;
use std::time::Instant;

use thirtyfour::prelude::*;

use super::driver::Browser;
use crate::rooms::accounts::groups::group;
use crate::rooms::news::{NEWS, PAYLOADS, publish, written};
use crate::story::World;

const LONG: &str =
    "Расписание работы складов и отдела отгрузки в праздничные дни конца года и начала следующего";

/// A hand with a mouse that counts its clicks.
struct Mouse<'a> {
    browser: &'a Browser,
    clicks: Cell<u32>,
}

impl Mouse<'_> {
    async fn click(&self, selector: &str) {
        self.clicks.set(self.clicks.get() + 1);
        let place = self.browser.wait_for(selector).await;
        place.scroll_into_view().await.unwrap();
        place.click().await.unwrap();
    }
}

/// Presses "See" and waits for what others see.
async fn see(browser: &Browser) {
    let button = browser.wait_for("[formaction$='/preview']").await;
    button.scroll_into_view().await.unwrap();
    button.click().await.unwrap();
    browser.wait_for("[data-preview]").await;
}

/// What the browser's own picker would set.
async fn pick(browser: &Browser, name: &str, value: &str) {
    browser
        .script(&format!(
            "const field = document.querySelector(\"[name='{name}']\"); field.value = '{value}';
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ))
        .await;
}

/// News for two groups tomorrow at 9:00: Content → New → text → audience → date → "See as dealer", 90 s.
#[tokio::test(flavor = "multi_thread")]
async fn news_for_two_groups_tomorrow_at_nine_take_ninety_seconds() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let (first, second) = (group(&mut lev, "Опт", &[&svet]).await, group(&mut lev, "Розница", &[&tk]).await);
    let mut olga = world.member(&svet, "olga", "buyer").await;
    world.staff("alpha", "nina", "content_editor").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "nina@alpha.example").await;
    browser.go(&world, "alpha", "/me").await;
    let (mouse, start) = (Mouse { browser: &browser, clicks: Cell::new(0) }, Instant::now());
    mouse.click(".frame-side a[href='/manage/content/news']").await;
    mouse.click(".page-actions a[href$='/new']").await;
    // The cursor stands in the title; Tab leads to the text.
    browser.wait_for("[name=title_ru]:focus").await;
    for (text, key) in [("Цены на лотки ниже", Key::Tab), ("С понедельника **минус 4 %**.", Key::Tab)]
    {
        browser.driver.active_element().await.unwrap().send_keys(text).await.unwrap();
        browser.press(key).await;
    }
    mouse.click(&format!("input[value='{first}']")).await;
    mouse.click(&format!("input[value='{second}']")).await;
    let tomorrow = world.today().tomorrow().unwrap();
    pick(&browser, "publish_on", &tomorrow.to_string()).await;
    pick(&browser, "publish_time", "09:00").await;
    mouse.click("[formaction$='/preview']").await;
    let seen = browser.wait_for("[data-preview=seen]").await.text().await.unwrap();
    assert!(seen.contains("Svet") && seen.contains("09:00") && seen.contains("минус 4 %"), "{seen}");
    browser.wait_for("#preview .prose strong").await;
    mouse.click("[name=act][value=publish]").await;
    let said = browser.wait_for("[data-flash]").await.text().await.unwrap();
    assert!(said.contains("выйдет") && said.contains("09:00"), "{said}");
    assert!(mouse.clicks.get() <= 6, "{} clicks", mouse.clicks.get());
    assert!(start.elapsed().as_secs() < 90);

    assert!(olga.get("/news").await.first(".list-of-news .name").is_none());
    world.wait_minutes(24 * 60 + 9 * 60);
    olga.get("/news").await.shows("Цены на лотки ниже");
    browser.close().await;
    world.end().await;
}

/// Without the mouse: written, sent by Ctrl+Enter; what was typed and not sent is there after a reload.
#[tokio::test(flavor = "multi_thread")]
async fn the_editor_works_by_keyboard_and_loses_nothing() {
    let world = World::new().await;
    world.staff("alpha", "nina", "content_editor").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "nina@alpha.example").await;
    browser.go(&world, "alpha", &format!("{NEWS}/new")).await;
    browser.wait_for("[name=title_ru]:focus").await;
    browser.driver.active_element().await.unwrap().send_keys("Черновик").await.unwrap();
    for _ in 0..100 {
        if browser.wait_for("output.saved").await.text().await.unwrap().contains("Сохранено") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    browser.driver.refresh().await.unwrap();
    browser.wait_for("[name=title_ru]").await;
    assert_eq!(browser.wait_for("[name=title_ru]").await.value().await.unwrap().as_deref(), Some("Черновик"));
    let everyone = browser.wait_for("[name=everyone]").await;
    everyone.focus().await.unwrap();
    browser.press(Key::Space).await;
    browser.driver.active_element().await.unwrap().send_keys(Key::Control + Key::Enter).await.unwrap();
    browser.wait_for("[data-flash]").await;
    browser.go(&world, "alpha", "/news").await;
    assert!(browser.wait_for(".list-of-news .name").await.text().await.unwrap().contains("Черновик"));
    // Opened, it is read: the page itself says so.
    world.wait_minutes(1);
    browser.close().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opened_item_is_read_and_the_figure_in_the_menu_goes() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    world.member(&svet, "olga", "buyer").await;
    publish(&mut lev, &[("title_ru", "Новая"), ("text_ru", "Текст"), ("dealers", "on")]).await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    browser.go(&world, "alpha", "/home").await;
    let figure = browser.wait_for(".frame-side .nav-count").await.text().await.unwrap();
    assert!(figure.starts_with('1'), "{figure}");
    browser.wait_for(".list-of-news a.unread").await.click().await.unwrap();
    browser.wait_for(".news-article .prose").await;
    for _ in 0..100 {
        browser.go(&world, "alpha", "/news").await;
        browser.wait_for(".list-of-news .name").await;
        if browser.driver.find(By::Css(".nav-count, .unread")).await.is_err() {
            browser.close().await;
            world.end().await;
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("it stays unread");
}

#[expect(clippy::too_many_lines, reason = "one walk, told from its beginning to its end")]
#[tokio::test(flavor = "multi_thread")]
async fn screens_of_news_and_groups_pass_in_both_languages() {
    let world = World::new().await;
    for (slug, language) in [("alpha", "ru"), ("beta", "en")] {
        let (svet, tk) = (world.dealer(slug, "Свет-Трейд").await, world.dealer(slug, LONG).await);
        let mut lev = world.staff(slug, "lev", "owner").await;
        world.member(&svet, "olga", "dealer_head").await;
        let id = group(&mut lev, "Опт и монтажные организации Урала", &[&svet]).await;
        group(&mut lev, "Retail", &[&tk]).await;
        let (title, text) = (format!("title_{language}"), format!("text_{language}"));
        let body = "Склад отгружает **до 20:00**.\n\n- окна 1–4;\n- пропуск до 18:00.\n\n> Каталог: [лотки](/catalog)\n\n## Ещё\n\nКонец.";
        let number = publish(
            &mut lev,
            &[
                (&title, "Склад в Твери"),
                (&text, body),
                ("kind", "hours"),
                ("everyone", "on"),
                ("important", "on"),
            ],
        )
        .await;
        publish(
            &mut lev,
            &[("title_ru", LONG), ("text_ru", body), ("kind", "line"), ("group", &id), ("staff", "on")],
        )
        .await;
        publish(
            &mut lev,
            &[
                ("title_en", "See us in Leeds"),
                ("kind", "exhibition"),
                ("dealers", "on"),
                ("publish_on", "2031-11-04"),
            ],
        )
        .await;
        written(&mut lev, "draft", &[(&title, "Draft")]).await;
        let browser = Browser::open(1440, 900, language).await;
        for path in ["/login", "/news", &format!("/news/{number}"), "/news?q=zzz"] {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("visitor {path} in {language}")).await;
        }
        browser.sign_in(&world, slug, &format!("lev@{slug}.example")).await;
        let editor = format!("{NEWS}/{number}");
        let group_page = format!("/manage/dealers/groups/{id}");
        for path in [
            NEWS,
            &format!("{NEWS}/new"),
            &editor,
            "/manage/dealers/groups",
            &group_page,
            "/news",
            "/manage/today",
        ] {
            browser.go(&world, slug, path).await;
            browser
                .checks(&format!("staff {path} in {language}").replace(&number, "n").replace(&id, "id"))
                .await;
        }
        browser.go(&world, slug, &editor).await;
        see(&browser).await;
        browser.fill(&title, "").await;
        browser.checks(&format!("news previewed in {language}")).await;
        browser.wait_for("[name=act][value=publish]").await.click().await.unwrap();
        browser.wait_for("[data-errors]:focus").await;
        browser.checks(&format!("news refused in {language}")).await;
        lev.post(&format!("{editor}/remove"), &[]).await.is(303);
        browser.go(&world, slug, &editor).await;
        browser.checks(&format!("news removed in {language}")).await;
        lev.post(&format!("{editor}/restore"), &[]).await.is(303);
        browser.sign_in(&world, slug, &format!("olga@{slug}.example")).await;
        for path in ["/home", "/news", &format!("/news/{number}")] {
            browser.go(&world, slug, path).await;
            browser.wait_for("summary.contract").await;
            browser.checks(&format!("dealer {path} in {language}").replace(&number, "n")).await;
        }
        browser.close().await;
    }
    world.end().await;
}

/// T29 · A real browser at each page that shows what somebody wrote: its title never becomes OWNED.
#[tokio::test(flavor = "multi_thread")]
async fn payloads_in_every_field_never_own_the_page() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    world.member(&svet, "olga", "buyer").await;
    let mut items = Vec::new();
    let all = PAYLOADS.join("\n\n");
    for (n, payload) in PAYLOADS.iter().enumerate() {
        let name: String = format!("{payload}{n}").chars().take(80).collect();
        let id = group(&mut lev, &name, &[&svet]).await;
        let fields = [
            ("title_ru", *payload),
            ("text_ru", all.as_str()),
            ("group", &id),
            ("everyone", "on"),
            ("staff", "on"),
        ];
        items.push((publish(&mut lev, &fields).await, id));
    }
    let browser = Browser::open(1440, 900, "ru").await;
    let owned = async |path: &str| {
        browser.go(&world, "alpha", path).await;
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        let title = browser.driver.title().await.unwrap();
        assert!(!title.starts_with("OWNED"), "{path}");
    };
    for path in ["/login", "/news"] {
        owned(path).await;
    }
    browser.sign_in(&world, "alpha", "lev@alpha.example").await;
    for path in [NEWS, "/manage/dealers/groups", "/manage/today", "/news"] {
        owned(path).await;
    }
    for (number, group) in &items {
        owned(&format!("{NEWS}/{number}")).await;
        see(&browser).await;
        assert!(!browser.driver.title().await.unwrap().starts_with("OWNED"), "the preview");
        owned(&format!("/manage/dealers/groups/{group}")).await;
    }
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    for path in ["/home", "/news", "/catalog?q=script"] {
        owned(path).await;
    }
    for (number, _) in &items {
        owned(&format!("/news/{number}")).await;
        // Signed in, at the item itself: a page that shows nothing would prove nothing.
        browser.wait_for(".frame .news-article").await;
    }
    browser.close().await;
    world.end().await;
}
