//! The look as the owner sets it: a colour is tried while one types, told what became of it, and kept by a press (UX 25).

use thirtyfour::prelude::*;

use super::driver::Browser;
use crate::story::World;

const LOOK: &str = "/manage/settings/look";
const LOGO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/browser/logo.png");

/// What the browser paints behind the text of this element.
async fn ground(browser: &Browser, selector: &str) -> String {
    let code = format!("return getComputedStyle(document.querySelector(\"{selector}\")).backgroundColor");
    browser.script(&code).await.as_str().unwrap().to_owned()
}

async fn text(browser: &Browser, selector: &str) -> String {
    browser.wait_for(selector).await.text().await.unwrap()
}

/// A colour typed and left by Tab.
async fn type_colour(browser: &Browser, field: &str, colour: &str) {
    browser.fill(field, colour).await;
    browser.press(Key::Tab).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colour_is_tried_darkened_kept_and_seen_by_dealers() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.staff("alpha", "lev", "owner").await;
    world.member(&company, "olga", "dealer_head").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "lev@alpha.example").await;
    browser.go(&world, "alpha", LOOK).await;
    // Without motion: a colour on its way is neither the old nor the new one.
    browser.dark(false).await;
    browser.script("window.stayed = true").await;
    let button = "#look-sample .look-page[data-look=light] .btn-primary";
    let before = ground(&browser, button).await;

    type_colour(&browser, "brand", "#fff3a0").await;
    browser.wait_for("#look-sample .badge").await;
    let said = text(&browser, "#look-sample [role=status]").await;
    assert!(said.contains("Кнопки сделаны темнее") && said.contains("#fff3a0 →"), "{said}");
    let shown = text(&browser, ".look-page[data-look=light] code").await;
    for _ in 0..40 {
        if ground(&browser, button).await != before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let tried = ground(&browser, button).await;
    assert_ne!(tried, before, "the sample has the colour");
    assert_ne!(tried, "rgb(255, 243, 160)", "and it was made darker");
    assert_eq!(browser.script("return window.stayed").await, serde_json::json!(true));
    let picker = browser.script("return document.querySelector('[data-colour=f-brand]').value").await;
    assert_eq!(picker, serde_json::json!("#fff3a0"), "the picker beside follows");

    // Enter in the field keeps it.
    browser.wait_for("#f-brand").await.focus().await.unwrap();
    browser.press(Key::Enter).await;
    browser.wait_for("#look [form=look-reset]").await;
    assert_eq!(browser.wait_for("#f-brand").await.value().await.unwrap().as_deref(), Some("#fff3a0"));
    assert_eq!(text(&browser, ".look-page[data-look=light] code").await, shown);

    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    browser.go(&world, "alpha", "/pad").await;
    assert_eq!(ground(&browser, "main .btn-primary, .bottom-bar .btn-primary").await, tried);
    browser.checks("a dealer's page in the tenant's colours").await;
    browser.close().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_look_passes_in_both_languages() {
    let world = World::new().await;
    for (slug, language) in [("alpha", "ru"), ("beta", "en")] {
        world.staff(slug, "lev", "owner").await;
        let browser = Browser::open(1440, 900, language).await;
        browser.sign_in(&world, slug, &format!("lev@{slug}.example")).await;
        browser.go(&world, slug, LOOK).await;
        browser.checks(&format!("look in {language}")).await;
        type_colour(&browser, "accent", "#ff9d5c").await;
        browser.wait_for("#look-sample .badge").await;
        type_colour(&browser, "brand", "#fff3a0").await;
        browser.wait_for("#look-sample [role=status] li:nth-child(2)").await;
        browser.checks(&format!("look tried in {language}")).await;
        browser.wait_for("[name=logo]").await.send_keys(LOGO).await.unwrap();
        browser.wait_for("#look .btn-primary").await.click().await.unwrap();
        browser.wait_for(".look-logo img").await;
        browser.checks(&format!("look kept in {language}")).await;
        type_colour(&browser, "brand", "зелёный").await;
        browser.wait_for("#look .btn-primary").await.click().await.unwrap();
        browser.wait_for("[data-errors]:focus").await;
        browser.checks(&format!("look refused in {language}")).await;
        browser.close().await;
    }
    world.end().await;
}
