//! Sign-in, the company, the back office and the console, as people see and type them.

use kit::text::Locale;
use thirtyfour::prelude::*;

use super::driver::Browser;
use crate::story::{PASSWORD, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_dealer_signs_in_by_keyboard_and_switches_the_contract() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.member(&company, "olga", "dealer_head").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.go(&world, "alpha", "/company").await;
    // The cursor stands in the first field.
    browser.wait_for("[name=email]:focus").await;
    for (text, key) in [("olga@alpha.example", Key::Tab), (PASSWORD, Key::Enter)] {
        let field = browser.driver.active_element().await.unwrap();
        field.send_keys(text).await.unwrap();
        browser.press(key).await;
    }
    browser.wait_for("summary.contract").await;
    assert_eq!(browser.driver.title().await.unwrap(), "Компания · Tenant alpha");

    // Open the switcher and take the second contract without the mouse.
    let summary = browser.wait_for("summary.contract").await;
    summary.focus().await.unwrap();
    browser.press(Key::Enter).await;
    let second = browser.wait_for("button[name=contract]:not([aria-current])").await;
    second.focus().await.unwrap();
    browser.press(Key::Enter).await;
    browser.wait_for("[data-toast], .toast, .alert").await;
    let shown = browser.wait_for("summary.contract").await.text().await.unwrap();
    assert!(shown.contains("Svet-2") && shown.contains("EUR"), "{shown}");
    browser.close().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dealers_screens_pass_in_both_languages() {
    let world = World::new().await;
    for (slug, language) in [("alpha", "ru"), ("beta", "en")] {
        let company = world
            .dealer(slug, "Торгово-промышленная компания «Электротехнические материалы Урала и Сибири»")
            .await;
        world.member(&company, "olga", "dealer_head").await;
        let browser = Browser::open(1440, 900, language).await;
        browser.go(&world, slug, "/login").await;
        browser.checks(&format!("sign-in in {language}")).await;
        browser.sign_in(&world, slug, &format!("olga@{slug}.example")).await;
        for path in ["/company", "/me", "/nothing-here"] {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("{path} in {language}")).await;
        }
        browser.close().await;
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_office_and_the_console_pass() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.staff("alpha", "lev", "owner").await;
    let hash = accounts::signing_in::hash(PASSWORD).await.unwrap();
    let email = "ada@console.example".parse().unwrap();
    platform::console::operators::put_operator(&world.app.db, &email, "Ada", &hash, Locale::EN)
        .await
        .unwrap();

    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "lev@alpha.example").await;
    let card = format!("/manage/dealers/{}", company.id);
    for path in
        ["/manage/dealers", "/manage/dealers/new", &card, "/manage/settings/staff", "/manage/settings/roles"]
    {
        browser.go(&world, "alpha", path).await;
        browser.checks(path).await;
    }
    browser.sign_in(&world, "console", "ada@console.example").await;
    for path in
        ["/", "/tenants", "/tenants/alpha", "/tenants/alpha/suspend", "/jobs", "/migrations", "/audit"]
    {
        browser.go(&world, "console", path).await;
        browser.checks(&format!("the console's {path}")).await;
    }
    browser.close().await;
    world.end().await;
}

/// A wrong form keeps what was typed, says what is wrong on top, and takes the focus there.
#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_form_takes_the_focus_to_its_summary() {
    let world = World::new().await;
    world.staff("alpha", "lev", "owner").await;
    let browser = Browser::open(390, 844, "ru").await;
    browser.sign_in(&world, "alpha", "lev@alpha.example").await;
    browser.go(&world, "alpha", "/manage/dealers/new").await;
    browser.fill("name", "Каскад").await;
    browser.fill("tax_id", "77012345678").await;
    browser.press(Key::Enter).await;
    browser.wait_for("[data-errors]:focus").await;
    let summary = browser.wait_for("[data-errors]").await.text().await.unwrap();
    assert!(summary.contains("10 или 12 цифр, а введено 11"), "{summary}");
    let name = browser.wait_for("[name=name]").await.value().await.unwrap();
    assert_eq!(name.as_deref(), Some("Каскад"));
    browser.checks("the wrong form").await;
    browser.close().await;
    world.end().await;
}
