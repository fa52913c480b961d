//! Ordering as people do it: the jobs of UX §1 with their budgets, and every screen of orders.

use std::time::Instant;

use super::driver::Browser;
use super::keyboard::Hands;
use crate::story::{Company, World};

pub const LONG: &str =
    "Выключатель автоматический модульный трёхполюсный «Серия Про» с очень длинным названием УХЛ4 63 А";

/// Forty goods at 1,000 ₽ and 25 €, 500 of each in stock.
pub async fn shop(world: &World, slug: &str) -> Company {
    let company =
        world.dealer(slug, "Торгово-промышленная компания «Электротехнические материалы Урала»").await;
    for n in 10..50 {
        let name = if n % 7 == 0 { LONG.to_owned() } else { format!("Автомат 1P C{n}") };
        let good = world.good(slug, &format!("MB-1C{n}"), &name).await;
        world.price(&company, 0, good, &[("0", if n == 49 { "123456789" } else { "1000" })]).await;
        world.price(&company, 1, good, &[("0", "25")]).await;
        world.on_hand(&company, 0, good, "500").await;
    }
    company
}

pub fn list(count: usize) -> String {
    (0..count).map(|n| format!("mb 1c{}\t{}\n", 10 + n, n + 1)).collect()
}

async fn text(browser: &Browser, selector: &str) -> String {
    browser.wait_for(selector).await.text().await.unwrap()
}

/// Order 30 lines by article: 60 s, 8 keys, no mouse.
#[tokio::test(flavor = "multi_thread")]
async fn thirty_lines_are_ordered_by_article_with_eight_keys_and_no_mouse() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    world.member(&company, "olga", "buyer").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    browser.go(&world, "alpha", "/home").await;
    let (hands, start) = (Hands::on(&browser), Instant::now());
    hands.chord("KeyG", "KeyB").await;
    browser.wait_for("#r1-article:focus").await;
    hands.paste(&list(30)).await;
    browser.wait_for("#r30[data-state=ok]").await;
    browser.wait_for("#r1[data-state=ok]").await;
    assert_eq!(text(&browser, "#pad-lines").await, "30");
    assert_eq!(text(&browser, "#pad-problems").await, "0");
    hands.control_enter().await;
    browser.wait_for("form[action='/orders'] .btn-primary").await;
    hands.control_enter().await;
    browser.wait_for(".way").await;
    let heading = text(&browser, "h1").await;
    assert!(heading.contains("000001") && heading.contains("Размещён"), "{heading}");
    assert!(hands.presses() <= 8, "{} keys", hands.presses());
    assert!(start.elapsed().as_secs() < 60);
    browser.close().await;
    world.end().await;
}

/// Type lines by hand: article, Tab, quantity, Enter: 2 keys a line.
#[tokio::test(flavor = "multi_thread")]
async fn lines_are_typed_with_two_keys_each() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    world.member(&company, "olga", "buyer").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    browser.go(&world, "alpha", "/pad").await;
    browser.wait_for("#r1-article:focus").await;
    let hands = Hands::on(&browser);
    // Cyrillic twins, as the layout gives them.
    for (n, article) in ["МВ-1С10", "mb1c11", "MB 1C12", "МВ1С13", "MB-1C14"].into_iter().enumerate() {
        hands.types(article).await;
        hands.tab().await;
        hands.types("3").await;
        hands.enter().await;
        browser.wait_for(&format!("#r{}-article:focus", n + 2)).await;
    }
    for n in 1..=5 {
        browser.wait_for(&format!("#r{n}[data-state=ok]")).await;
    }
    assert_eq!(hands.presses(), 10);
    // A reload loses nothing.
    browser.driver.refresh().await.unwrap();
    browser.wait_for("#r5[data-state=ok]").await;
    let typed = browser.script("return document.getElementById('r1-article').value").await;
    assert_eq!(typed, serde_json::json!("МВ-1С10"));
    browser.close().await;
    world.end().await;
}

/// Repeat an order: 20 s, 7 keys.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_repeated_with_seven_keys() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    olga.post("/pad/paste", &[("list", &list(3))]).await.leads_to("/pad");
    crate::rooms::orders::place(&mut olga, &[]).await.is(303);
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    browser.go(&world, "alpha", "/home").await;
    let hands = Hands::on(&browser);
    hands.chord("KeyG", "KeyO").await;
    browser.wait_for("[data-key=KeyR]").await;
    hands.letter("KeyJ").await;
    hands.letter("KeyR").await;
    browser.wait_for("#r3[data-state=ok]").await;
    hands.control_enter().await;
    browser.wait_for("form[action='/orders'] .btn-primary").await;
    hands.control_enter().await;
    browser.wait_for(".way").await;
    assert!(text(&browser, "h1").await.contains("000002"));
    assert!(hands.presses() <= 7, "{} keys", hands.presses());
    browser.close().await;
    world.end().await;
}

/// Confirm an order with shortages: 4 clicks, 60 s.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_with_shortages_is_confirmed_with_four_clicks() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    olga.post("/pad/paste", &[("list", &list(12))]).await.leads_to("/pad");
    crate::rooms::orders::place(&mut olga, &[]).await.is(303);
    // The accounting system says that of the last line only two are there.
    let short: uuid::Uuid = crate::rooms::orders::figure(
        &world,
        "alpha",
        "select id::text from product where article = 'MB-1C21'",
    )
    .await
    .parse()
    .unwrap();
    world.on_hand(&company, 0, short, "2").await;
    world.staff("alpha", "irina", "sales_manager").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "irina@alpha.example").await;
    browser.go(&world, "alpha", "/manage/today").await;
    let mut clicks = 0;
    let mut click = async |selector: &str| {
        browser.wait_for(selector).await.click().await.unwrap();
        clicks += 1;
    };
    click(".queue .name").await;
    click("#f-expected-12").await;
    assert_eq!(
        browser.script("return document.getElementById('f-confirm-12').value").await,
        serde_json::json!("2")
    );
    browser.script("document.getElementById('f-expected-12').value = '2031-03-12'").await;
    browser.checks("an order with a shortage").await;
    click("form[action$='/confirm'] .btn-primary").await;
    browser.wait_for("#act-ship").await;
    let words = text(&browser, "main").await;
    assert!(words.contains("Подтверждён") && words.contains("12.03.2031"), "{words}");
    assert!(clicks <= 4, "{clicks} clicks");
    browser.close().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_screens_of_ordering_pass_in_both_languages() {
    let world = World::new().await;
    for (slug, language) in [("alpha", "ru"), ("beta", "en")] {
        let company = shop(&world, slug).await;
        let mut olga = world.member(&company, "olga", "dealer_head").await;
        world.staff(slug, "irina", "owner").await;
        let browser = Browser::open(1440, 900, language).await;
        browser.sign_in(&world, slug, &format!("olga@{slug}.example")).await;
        for path in ["/home", "/pad", "/cart", "/orders"] {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("empty {path} in {language}")).await;
        }
        olga.post("/pad/paste", &[("list", &list(9))]).await.leads_to("/pad");
        let path =
            crate::rooms::orders::place(&mut olga, &[("comment", LONG)]).await.is(303).location().to_owned();
        let more = "MB-1C49\t400\nMB-1C21\t999\nZZZ-1\t1\nMB-1C14\t\nMB-1C28\t2";
        olga.post("/pad/paste", &[("list", more)]).await.leads_to("/pad");
        for path in ["/home", "/pad", "/cart", "/orders", &path, &format!("{path}/price/1")] {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("full {path} in {language}")).await;
        }
        // The other contract: the cart says what changed.
        browser.go(&world, slug, "/cart").await;
        browser.wait_for("summary.contract").await.click().await.unwrap();
        browser.wait_for("button[name=contract]:not([aria-current])").await.click().await.unwrap();
        browser.wait_for("form[action='/cart/seen']").await;
        browser.checks(&format!("switched cart in {language}")).await;
        browser.sign_in(&world, slug, &format!("irina@{slug}.example")).await;
        for path in ["/manage/today", "/manage/orders", &format!("/manage{path}")] {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("full {path} in {language}")).await;
        }
        browser.close().await;
    }
    world.end().await;
}

/// A hundred lines of long names whose sum has twelve digits stand on every screen of an order.
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_long_lines_and_a_very_large_sum_fit() {
    let world = World::new().await;
    let company =
        world.dealer("alpha", "Торгово-промышленная компания «Электротехнические материалы Урала»").await;
    for n in 100..200 {
        let article = format!("ABB-S203M-C{n}UC-2CDS273001R05-{n}");
        let good = world.good("alpha", &article, &format!("{LONG}, исполнение {n}")).await;
        world.price(&company, 0, good, &[("0", "123456789")]).await;
        world.on_hand(&company, 0, good, "500").await;
    }
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    world.staff("alpha", "irina", "owner").await;
    let list: String = (100..200).map(|n| format!("ABB-S203M-C{n}UC-2CDS273001R05-{n}\t17\n")).collect();
    olga.post("/pad/paste", &[("list", &list)]).await.leads_to("/pad");
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    for theme in ["ledger", "workshop"] {
        world.theme("alpha", theme).await;
        for path in ["/pad", "/cart", "/catalog"] {
            browser.go(&world, "alpha", path).await;
            browser.checks(&format!("hundred {path} in {theme}")).await;
        }
    }
    let path =
        crate::rooms::orders::place(&mut olga, &[("comment", LONG)]).await.is(303).location().to_owned();
    for theme in ["workshop", "ledger"] {
        world.theme("alpha", theme).await;
        for path in ["/home", "/orders", &path] {
            browser.go(&world, "alpha", path).await;
            browser.checks(&format!("hundred {path} in {theme}")).await;
        }
    }
    browser.sign_in(&world, "alpha", "irina@alpha.example").await;
    for path in ["/manage/today", "/manage/orders", &format!("/manage{path}")] {
        browser.go(&world, "alpha", path).await;
        browser.checks(&format!("hundred {path}")).await;
    }
    browser.close().await;
    world.end().await;
}

/// What is wrong with a line stands at its field, also in the dialog that cancels.
#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_quantity_is_said_at_its_field() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    olga.post("/pad/paste", &[("list", &list(3))]).await.leads_to("/pad");
    let path = crate::rooms::orders::place(&mut olga, &[]).await.is(303).location().to_owned();
    world.staff("alpha", "irina", "sales_manager").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "irina@alpha.example").await;
    browser.go(&world, "alpha", &format!("/manage{path}")).await;
    browser.fill("confirm-2", "сто").await;
    browser.wait_for("form[action$='/confirm'] .btn-primary").await.click().await.unwrap();
    assert!(text(&browser, "#f-confirm-2-help").await.contains("сто"));
    browser.checks("a wrong quantity").await;
    browser.wait_for("[data-dialog=cancel]").await.click().await.unwrap();
    browser.fill("cancel-1", "7").await;
    browser.fill("why", "").await;
    browser.wait_for("form[action$='/cancel'] .btn-danger").await.click().await.unwrap();
    // The dialog is open again, with the focus at what is wrong.
    browser.wait_for("dialog[open] #f-cancel-1:focus").await;
    assert!(text(&browser, "#f-cancel-1-help").await.contains("MB-1C10"));
    browser.checks("a wrong cancellation").await;
    browser.close().await;
    world.end().await;
}
