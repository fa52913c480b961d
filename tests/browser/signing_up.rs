//! From the form to the first dealer order, as the owner does it in the evening (UX §1), and every page on the way.

use std::time::Instant;

use thirtyfour::prelude::*;

use super::driver::Browser;
use super::keyboard::Hands;
use crate::story::{PASSWORD, World};

async fn text(browser: &Browser, selector: &str) -> String {
    browser.wait_for(selector).await.text().await.unwrap()
}

async fn click(browser: &Browser, selector: &str, clicks: &mut u32) {
    browser.wait_for(selector).await.click().await.unwrap();
    *clicks += 1;
}

/// 10 minutes and, besides what is typed, a dozen presses.
#[tokio::test(flavor = "multi_thread")]
async fn an_owner_comes_from_the_form_to_the_first_dealer_order() {
    let world = World::new().await;
    world.provisions();
    let browser = Browser::open(1440, 900, "ru").await;
    let (began, mut clicks) = (Instant::now(), 0);
    browser.go_public(&world, "/").await;
    assert!(text(&browser, "h1").await.contains("Дилеры заказывают"));
    click(&browser, ".first .btn-primary", &mut clicks).await;
    browser.wait_for("[name=company]").await;
    let zone = browser.script("return Intl.DateTimeFormat().resolvedOptions().timeZone").await;
    assert_eq!(browser.script("return document.querySelector('[name=zone]').value").await, zone);
    browser.fill("company", "ООО «Вольтарика»").await;
    browser.fill("address", "alpha").await;
    // The answer stands under the field and does not take the focus away.
    assert!(text(&browser, ".address-check .t-bad").await.contains("Адрес alpha занят"));
    let focused = browser.script("return document.activeElement.name").await;
    assert_eq!(focused, serde_json::json!("address"));
    browser.fill("address", "voltarika").await;
    assert!(text(&browser, ".address-check .t-ok").await.contains("свободен"));
    for (field, typed) in [("name", "Лев Громов"), ("email", "lev@voltarika.example"), ("password", PASSWORD)]
    {
        browser.fill(field, typed).await;
    }
    click(&browser, "form[action$='/signup'] .btn-primary", &mut clicks).await;
    // The steps go by, the browser is let in by itself.
    for _ in 0..200 {
        let here = browser.driver.current_url().await.unwrap();
        if here.path() == "/manage/start" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    browser.wait_for(".first-steps").await;
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
    browser.checks("first steps in ru").await;

    click(&browser, "form[action$='/test-dealer'] button", &mut clicks).await;
    click(&browser, "form[action$='/as-dealer'] button", &mut clicks).await;
    browser.wait_for("form[action='/me/back']").await;
    browser.checks("home of the test dealer in ru").await;
    browser.go(&world, "voltarika", "/pad").await;
    clicks += 1;
    browser.wait_for("#r1-article:focus").await;
    let hands = Hands::on(&browser);
    hands.types("SAMPLE-A-01").await;
    hands.tab().await;
    hands.types("10").await;
    hands.enter().await;
    browser.wait_for("#r1[data-state=ok]").await;
    hands.control_enter().await;
    browser.wait_for("form[action='/orders'] .btn-primary").await;
    hands.control_enter().await;
    browser.wait_for(".way").await;
    browser.go(&world, "voltarika", "/home").await;
    clicks += 1;
    click(&browser, "form[action='/me/back'] button", &mut clicks).await;
    browser.wait_for(".queue").await;
    assert!(text(&browser, ".queue").await.contains("Мой тестовый дилер"));
    browser.go(&world, "voltarika", "/manage/start").await;
    assert_eq!(browser.driver.find_all(By::Css(".first-steps .done")).await.unwrap().len(), 4);
    assert!(clicks + hands.presses() <= 12, "{clicks} clicks and {} keys", hands.presses());
    assert!(began.elapsed().as_secs() < 120, "{:?}", began.elapsed());
    browser.close().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_sites_pages_pass_in_both_languages() {
    let world = World::new().await;
    for language in ["ru", "en"] {
        let browser = Browser::open(1440, 900, language).await;
        for path in ["/", "/modules", "/pricing", "/sign-in", "/signup"] {
            browser.go_public(&world, &format!("/{language}{path}")).await;
            browser.checks(&format!("public {path} in {language}")).await;
        }
        browser.go_public(&world, &format!("/{language}/signup?address=alpha&company=Alpha")).await;
        browser.checks(&format!("public signup taken in {language}")).await;
        browser
            .driver
            .find(By::Css("form[action$='/signup'] .btn-primary"))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        browser.wait_for("[data-errors]:focus").await;
        browser.checks(&format!("public signup wrong in {language}")).await;
        // Nobody works it off: the page waits, and says so.
        browser.go_public(&world, &format!("/{language}/signup")).await;
        let email = format!("lev@{language}.example");
        for (field, typed) in [
            ("company", "Торгово-промышленная компания «Электротехнические материалы Урала и Сибири»"),
            ("address", if language == "ru" { "voltarika" } else { "northvale" }),
            ("name", "Лев Громов"),
            ("email", email.as_str()),
            ("password", PASSWORD),
        ] {
            browser.fill(field, typed).await;
        }
        browser
            .driver
            .find(By::Css("form[action$='/signup'] .btn-primary"))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        browser.wait_for(".making").await;
        browser.checks(&format!("public progress in {language}")).await;
        browser.close().await;
    }
    world.end().await;
}

/// What the script does by itself, a press does without it.
#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_a_portal_leads_a_browser_to_another_host() {
    let world = World::new().await;
    let browser = Browser::open(390, 844, "en").await;
    browser.go_public(&world, "/en/sign-in").await;
    browser.fill("portal", "beta").await;
    browser.press(Key::Enter).await;
    browser.wait_for("form[action='/login']").await;
    assert!(browser.driver.current_url().await.unwrap().as_str().contains("//beta.portico.test"));
    browser.close().await;
    world.end().await;
}
