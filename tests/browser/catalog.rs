//! The catalog's screens with normal and extreme goods, and the card's answer while one types.

use super::driver::Browser;
use crate::story::World;

const LONG: &str =
    "Выключатель автоматический модульный трёхполюсный «Серия Про» с очень длинным названием УХЛ4 63 А";

const FILTERED: &str =
    "/catalog?free=1&section=avtomaticheskie-vyklyuchateli&a.Номинальный%20ток=16&a.Номинальный%20ток=17";
const NOTHING: &str = "/catalog?free=1&a.Номинальный%20ток=999";

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogs_screens_pass_in_both_languages() {
    let world = World::new().await;
    for (slug, language) in [("alpha", "ru"), ("beta", "en")] {
        let company = world.dealer(slug, "Svet").await;
        let section = world.section(slug, "Автоматические выключатели").await;
        let current = world.attribute(slug, "Номинальный ток", "Current", "А").await;
        let series = world.attribute(slug, "Серия", "Series", "").await;
        for n in 10..32 {
            let article = format!("MB-1C{n}");
            let name = if n % 7 == 0 { LONG.to_owned() } else { format!("Автомат 1P C{n}") };
            let good = {
                let values = [
                    (current, n.to_string(), None),
                    (series, if n % 2 == 0 { LONG } else { "Про" }.to_owned(), None),
                ];
                let put = world.good_with(slug, &article, &name, |good| {
                    good.section = Some(section);
                    good.attributes = &values;
                });
                put.await
            };
            let amount = if n == 14 { "123456789.5" } else { "412.37" };
            world.price(&company, 0, good, &[("0", amount), ("12", "390"), ("120", "0.0375")]).await;
            world.on_hand(&company, 0, good, if n % 3 == 0 { "0" } else { "240" }).await;
            world.arriving(&company, 0, good, "160", world.today().tomorrow().unwrap()).await;
        }
        world.member(&company, "olga", "dealer_head").await;
        world.staff(slug, "irina", "sales_manager").await;
        let browser = Browser::open(1440, 900, language).await;
        browser.sign_in(&world, slug, &format!("olga@{slug}.example")).await;
        for path in
            ["/catalog", "/catalog?q=zzz", FILTERED, NOTHING, "/p/mb-1c14?qty=400", "/p/mb-1c14/price"]
        {
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

/// On a phone the filters are a sheet that opens by a button, says how many are found, and closes with the list.
#[tokio::test(flavor = "multi_thread")]
async fn filters_are_a_sheet_on_a_phone() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let current = world.attribute("alpha", "Ток", "Current", "А").await;
    for n in [16, 20, 25] {
        let (article, values) = (format!("MB-{n}"), [(current, n.to_string(), None)]);
        world.good_with("alpha", &article, "Автомат", |good| good.attributes = &values).await;
    }
    world.member(&company, "olga", "buyer").await;
    let browser = Browser::open(390, 844, "ru").await;
    browser.sign_in(&world, "alpha", "olga@alpha.example").await;
    browser.go(&world, "alpha", "/catalog").await;
    browser.wait_for(".filters-open").await.click().await.unwrap();
    let choice = browser.wait_for("#filters input[value='16']").await;
    choice.click().await.unwrap();
    browser.wait_for("#filters .filters-foot .btn").await.click().await.unwrap();
    let set = browser.wait_for(".filters-open .badge").await.text().await.unwrap();
    assert_eq!(set, "1");
    assert_eq!(
        browser.script("return document.querySelectorAll('[data-list] tbody tr').length").await,
        serde_json::json!(1)
    );
    browser.wait_for(".filters-open").await.click().await.unwrap();
    browser.wait_for("#filters input[value='16']").await;
    browser.checks("the sheet of filters").await;
    browser.close().await;
    world.end().await;
}
