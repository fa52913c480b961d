//! Every theme but the default on the main screens, with normal and extreme goods; targets, paper, and the choice itself.

use serde_json::json;

use super::driver::Browser;
use super::orders::{LONG, list, shop};
use crate::story::{Company, World};

const LOOK: &str = "/manage/settings/look";

/// A shop with sections, whose dealer has an order and a cart with every kind of line; the order's path.
async fn stage(world: &World, slug: &str) -> (Company, String) {
    let company = shop(world, slug).await;
    for name in ["Автоматические выключатели", "Электроустановочные изделия и аксессуары", "Свет"]
    {
        let section = world.section(slug, name).await;
        let good = world
            .good_with(slug, &format!("AV-{}", name.len()), LONG, |good| good.section = Some(section))
            .await;
        world.price(&company, 0, good, &[("0", "412.37"), ("12", "390"), ("120", "0.0375")]).await;
        world.on_hand(&company, 0, good, "240").await;
        world.arriving(&company, 0, good, "160", world.today().tomorrow().unwrap()).await;
    }
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    olga.post("/pad/paste", &[("list", &list(9))]).await.leads_to("/pad");
    let order =
        crate::rooms::orders::place(&mut olga, &[("comment", LONG)]).await.is(303).location().to_owned();
    let more = "MB-1C49\t400\nMB-1C21\t999\nZZZ-1\t1\nMB-1C14\t\nMB-1C28\t2";
    olga.post("/pad/paste", &[("list", more)]).await.leads_to("/pad");
    (company, order)
}

#[tokio::test(flavor = "multi_thread")]
async fn workshops_screens_pass_in_both_languages() {
    let world = World::new().await;
    for (slug, language) in [("alpha", "ru"), ("beta", "en")] {
        let (_, order) = stage(&world, slug).await;
        world.theme(slug, "workshop").await;
        let browser = Browser::open(1440, 900, language).await;
        browser.go(&world, slug, "/login").await;
        browser.checks(&format!("workshop sign-in in {language}")).await;
        browser.sign_in(&world, slug, &format!("olga@{slug}.example")).await;
        for path in
            ["/home", "/catalog", "/catalog?q=zzz", "/p/mb-1c14?qty=400", "/pad", "/cart", "/orders", &order]
        {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("workshop {path} in {language}")).await;
        }
        for path in ["/company", "/me", "/nothing-here", &format!("{order}/price/1")] {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("workshop {path} in {language}")).await;
        }
        browser.close().await;
    }
    world.end().await;
}

/// Whatever is pressed in Workshop is 48 px high or more; links inside of sentences and cells are text.
#[tokio::test(flavor = "multi_thread")]
async fn workshops_targets_are_large() {
    let world = World::new().await;
    let (_, order) = stage(&world, "alpha").await;
    world.theme("alpha", "workshop").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    for width in [1440, 390] {
        browser.resize(width, 844).await;
        for path in ["/home", "/catalog", "/p/mb-1c14", "/pad", "/cart", "/orders", &order, "/me"] {
            browser.go(&world, "alpha", path).await;
            let small = browser
                .script(
                    "return [...document.querySelectorAll('button, .btn, .input, .select, .textarea, .top-item, .contract, \
                     .nav a, .tabbar > a, .tabbar summary, .tabs a, .pager a, .tile, .check, .search input')] \
                     .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.sr')) \
                     .map(e => [e, e.getBoundingClientRect()]) \
                     .filter(([e, r]) => r.width > 0 && r.height < 47.5) \
                     .map(([e, r]) => e.tagName + '.' + e.className + ' ' + r.height)",
                )
                .await;
            assert_eq!(small, json!([]), "{path} at {width} px");
        }
    }
    browser.close().await;
    world.end().await;
}

/// Black on white, without bars and buttons, in both themes, also for a reader in the dark.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_printed_in_black_and_white() {
    let world = World::new().await;
    let (_, order) = stage(&world, "alpha").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    for theme in ["ledger", "workshop"] {
        world.theme("alpha", theme).await;
        browser.go(&world, "alpha", &order).await;
        for mode in ["light", "dark"] {
            let features =
                json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": mode }] });
            browser.devtools("Emulation.setEmulatedMedia", features).await;
            browser.picture(&format!("printed order in {theme} {mode}")).await;
            let seen = browser
                .script(
                    "const style = e => getComputedStyle(e); \
                     const shown = s => [...document.querySelectorAll(s)].some(e => e.checkVisibility()); \
                     return [style(document.body).backgroundColor, style(document.querySelector('.table td')).color, \
                             style(document.querySelector('.table thead th')).color, style(document.querySelector('.table .t-ok')).color, \
                             shown('.frame-top, .frame-side, .frame-places, .tabbar, .page-actions'), \
                             shown('.print-head') && shown('.table .article')]",
                )
                .await;
            let (white, black) = ("rgb(255, 255, 255)", "rgb(0, 0, 0)");
            assert_eq!(seen, json!([white, black, black, black, false, true]), "{theme} in {mode}");
        }
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] })).await;
    }
    browser.close().await;
    world.end().await;
}

/// The owner presses the other theme, sees the portal in it before anybody else does, and keeps it.
#[tokio::test(flavor = "multi_thread")]
async fn a_theme_is_tried_in_frames_and_kept() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.staff("alpha", "lev", "owner").await;
    world.member(&company, "olga", "dealer_head").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "lev@alpha.example").await;
    browser.go(&world, "alpha", LOOK).await;
    let bar = "return (() => { const frame = document.querySelector('.look-desk iframe')?.contentDocument; \
               const top = frame && frame.querySelector('.frame-top'); \
               return top ? frame.defaultView.getComputedStyle(top).backgroundColor : '' })()";
    let wait_for = async |wanted: &str| {
        for _ in 0..100 {
            if browser.script(bar).await == json!(wanted) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the frame shows {}", browser.script(bar).await);
    };
    wait_for("rgb(255, 255, 255)").await;
    browser.wait_for(".theme-card:nth-child(2)").await.click().await.unwrap();
    wait_for("rgb(17, 20, 24)").await;
    browser.wait_for("#look-sample .badge").await;
    let frame = browser
        .script("return document.querySelector('.look-phone iframe').getBoundingClientRect().width")
        .await;
    assert_eq!(frame, json!(195), "390 px at half the size");
    browser.checks("look with Workshop tried").await;
    browser.wait_for("#look .btn-primary").await.click().await.unwrap();
    browser.wait_for(".alert.tone-ok").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    browser.go(&world, "alpha", "/company").await;
    browser.wait_for(".frame-places a[aria-current=page]").await;
    browser.close().await;
    world.end().await;
}
