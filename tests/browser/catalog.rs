//! The catalog's screens with normal and extreme goods, and the card's answer while one types.

use super::driver::Browser;
use crate::story::World;

const LONG: &str =
    "Выключатель автоматический модульный трёхполюсный «Серия Про» с очень длинным названием УХЛ4 63 А";

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogs_screens_pass_in_both_languages() {
    let world = World::new().await;
    for (slug, language) in [("alpha", "ru"), ("beta", "en")] {
        let company = world.dealer(slug, "Svet").await;
        let section = world.section(slug, "Автоматические выключатели").await;
        for n in 10..32 {
            let article = format!("MB-1C{n}");
            let name = if n % 7 == 0 { LONG.to_owned() } else { format!("Автомат 1P C{n}") };
            let good = world.good_with(slug, &article, &name, |good| good.section = Some(section)).await;
            let amount = if n == 14 { "123456789.5" } else { "412.37" };
            world.price(&company, 0, good, &[("0", amount), ("12", "390"), ("120", "0.0375")]).await;
            world.on_hand(&company, 0, good, if n % 3 == 0 { "0" } else { "240" }).await;
            world.arriving(&company, 0, good, "160", world.today().tomorrow().unwrap()).await;
        }
        world.member(&company, "olga", "dealer_head").await;
        world.staff(slug, "irina", "sales_manager").await;
        let browser = Browser::open(1440, 900, language).await;
        browser.sign_in(&world, slug, &format!("olga@{slug}.example")).await;
        for path in ["/catalog", "/catalog?q=zzz", "/p/mb-1c14?qty=400", "/p/mb-1c14/price"] {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("{path} in {language}")).await;
        }
        browser.sign_in(&world, slug, &format!("irina@{slug}.example")).await;
        browser.go(&world, slug, "/manage/products").await;
        browser.checks(&format!("/manage/products in {language}")).await;
        browser.wait_for("table a.article").await.click().await.unwrap();
        browser.wait_for("#goods-prices").await;
        browser.checks(&format!("/manage/products/one in {language}")).await;
        browser.close().await;
    }
    world.end().await;
}

/// UX §1: "When can I have 400?": the answer stands under the field, without a page load.
#[tokio::test(flavor = "multi_thread")]
async fn the_answer_to_when_appears_while_one_types() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let good = world.good("alpha", "MB-1C16", "Автомат").await;
    world.price(&company, 0, good, &[("0", "100")]).await;
    world.on_hand(&company, 0, good, "240").await;
    world.arriving(&company, 0, good, "160", jiff::civil::date(2031, 3, 12)).await;
    world.member(&company, "olga", "buyer").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    browser.go(&world, "alpha", "/p/mb-1c16").await;
    browser.script("window.stayed = true").await;
    let field = browser.wait_for("#when-qty").await;
    field.send_keys("400").await.unwrap();
    let answer = browser.wait_for("#when p").await.text().await.unwrap();
    assert!(answer.contains("400 шт. будет 12.03.2031"), "{answer}");
    assert_eq!(browser.script("return window.stayed").await, serde_json::json!(true));
    let focused = browser.driver.active_element().await.unwrap().id().await.unwrap();
    assert_eq!(focused.as_deref(), Some("when-qty"), "the field keeps the focus");
    browser.close().await;
    world.end().await;
}
