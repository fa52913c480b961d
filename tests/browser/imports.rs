//! Imports as the catalog's manager does them: files in, a page that moves by itself, a press, the rows to mend (UX 23).

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use tenancy::Access;
use thirtyfour::prelude::*;

use super::driver::Browser;
use super::keyboard::Hands;
use crate::story::{Visitor, World};

const PRICES: &str = "id;price type;currency;price\n\
    g10;Опт;RUB;412,50\ng11;Опт;RUB;дорого\n;Опт;RUB;390\ng13;Опт;рубли;390\ng14;Опт;RUB;-1\ng9;Опт;RUB;10\n\
    g15;Опт;RUB;405\ng16;;RUB;390\n";
const LONG: &str =
    "Выключатель автоматический модульный трёхполюсный «Серия Про» с очень длинным названием УХЛ4 63 А";

/// A table of goods as a manufacturer exports it; the last row has no id.
fn goods(count: usize) -> String {
    let mut table = String::from("id;article;name;group;unit;packs;barcode;vat\n");
    for n in 10..10 + count {
        let name = if n == 11 { LONG.to_owned() } else { format!("Автомат 1P C{n}") };
        writeln!(table, "g{n};MB-1C{n};{name};Электрика/Автоматы;шт;упак=12;;20").unwrap();
    }
    table + ";MB-1C0;Автомат без кода;Электрика/Автоматы;шт;;;20\n"
}

/// The files on disk, chosen in the page's field.
async fn choose(browser: &Browser, folder: &Path, files: &[(&str, &str)]) -> WebElement {
    let mut paths = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        paths.push(path.to_str().unwrap().to_owned());
    }
    let field = browser.wait_for("[name=files]").await;
    field.send_keys(paths.join("\n")).await.unwrap();
    field
}

/// Long enough for thousands of rows on a busy machine.
async fn wait_long(browser: &Browser, selector: &str) -> WebElement {
    let query =
        browser.driver.query(By::Css(selector)).wait(Duration::from_secs(60), Duration::from_millis(100));
    query.first().await.unwrap_or_else(|_| panic!("no {selector}"))
}

async fn text(browser: &Browser, selector: &str) -> String {
    let text = browser.wait_for(selector).await.text().await.unwrap();
    crate::story::plain(&text)
}

/// Tab until this has the focus: what cannot be reached so cannot be reached by a keyboard.
async fn tab_to(browser: &Browser, selector: &str) {
    let hands = Hands::on(browser);
    for _ in 0..60 {
        hands.tab().await;
        let there = browser.script(&format!("return document.activeElement.matches(\"{selector}\")")).await;
        if there == serde_json::json!(true) {
            return;
        }
    }
    panic!("Tab does not reach {selector}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_checked_and_imported_by_keyboard_and_the_page_moves_by_itself() {
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    world.staff("alpha", "igor", "catalog_manager").await;
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "alpha", "igor@alpha.example").await;
    browser.go(&world, "alpha", "/manage/imports").await;
    let goods = goods(3_000);
    let field = choose(&browser, folder.path(), &[("goods.csv", &goods), ("prices.csv", PRICES)]).await;
    let named = text(&browser, ".drop-files").await;
    assert!(named.contains("goods.csv") && named.contains("prices.csv"), "{named}");
    field.focus().await.unwrap();
    tab_to(&browser, ".btn-primary").await;
    browser.press(Key::Enter).await;

    // The page of the run shows how far it is, and then its report, without being loaded again.
    browser.wait_for("progress").await;
    browser.script("window.stayed = true").await;
    wait_long(&browser, "#problems").await;
    assert_eq!(browser.script("return window.stayed").await, serde_json::json!(true));
    assert!(text(&browser, "#main").await.contains("Проверен, не загружен"), "also the state follows");
    let problems = text(&browser, "[aria-labelledby=problems]").await;
    let missing = ["Не заполнено: ид", "Не заполнено: вид цены"];
    let wrong = ["«дорого» — не число", "Валюта «рубли» — не та", "Товара g9 нет"];
    for reason in missing.into_iter().chain(wrong) {
        assert!(problems.contains(reason), "{reason}: {problems}");
    }
    let tally = text(&browser, "[aria-labelledby=tallies] tbody").await;
    assert!(tally.contains("Товары 3 000 — — 1") && tally.contains("Цены 2 — — 6"), "{tally}");
    assert_eq!(text(&browser, "form[action$='/run'] button").await, "Загрузить 3 002 строки");
    browser.checks("checked import").await;

    tab_to(&browser, "form[action$='/run'] button").await;
    browser.press(Key::Enter).await;
    browser.wait_for("progress").await;
    wait_long(&browser, ".alert.tone-warn").await;
    let said = text(&browser, "#main").await;
    assert!(said.contains("Загружено строк: 3 002 из 3 009"), "{said}");
    let links = browser.driver.find_all(By::Css("a[download]")).await.unwrap();
    assert_eq!(links.len(), 2, "a file of failed rows for each of the two files");
    assert!(links[1].text().await.unwrap().contains("prices.csv"));
    tab_to(&browser, "a[download]").await;
    browser.checks("done import").await;
    browser.close().await;
    world.end().await;
}

/// A run of these files that has come to its dry end.
async fn checked(world: &World, igor: &mut Visitor, files: &[(&str, &[u8])]) -> String {
    let key = igor.get("/manage/imports").await.value_of("key");
    let answer = igor.upload("/manage/imports", &[("key", &key)], files).await;
    let path = answer.is(303).location().to_owned();
    world.wait_for_jobs().await;
    path
}

/// The state in which a busy worker would show this run.
async fn holds(world: &World, slug: &str, path: &str, state: &str) {
    let mut tx = world.tenant(slug).begin(Access::Write).await.unwrap();
    sqlx::query(
        "update import set state = $2, step = 'prices.csv', done = 40, total = 100, summary = null
         where number = $1",
    )
    .bind(path.rsplit('/').next().unwrap().parse::<i64>().unwrap())
    .bind(state)
    .execute(tx.db())
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_screens_of_imports_pass_in_both_languages() {
    let world = World::new().await;
    for (slug, language) in [("alpha", "ru"), ("beta", "en")] {
        let mut igor = world.staff(slug, "igor", "catalog_manager").await;
        let browser = Browser::open(1440, 900, language).await;
        browser.sign_in(&world, slug, &format!("igor@{slug}.example")).await;
        browser.go(&world, slug, "/manage/imports").await;
        browser.checks(&format!("imports empty in {language}")).await;
        browser.wait_for(".btn-primary").await.click().await.unwrap();
        browser.wait_for("[data-errors]:focus").await;
        browser.checks(&format!("imports without a file in {language}")).await;

        let (goods, changed) = (goods(12), goods(12).replace("Автомат 1P", "Автомат модульный 1P"));
        let set = [("goods.csv", goods.as_bytes()), ("prices.csv", PRICES.as_bytes())];
        let done = checked(&world, &mut igor, &set).await;
        igor.post(&format!("{done}/run"), &[]).await.leads_to(&done);
        world.wait_for_jobs().await;
        let prices = PRICES.replace("412,50", "405,00");
        let set = [("goods.csv", changed.as_bytes()), ("prices.csv", prices.as_bytes())];
        let differs = checked(&world, &mut igor, &set).await;
        let failed = checked(&world, &mut igor, &[("letter.csv", b"dear;sir\n1;2\n")]).await;
        let running = checked(&world, &mut igor, &[("goods.csv", goods.as_bytes())]).await;
        let queued = checked(&world, &mut igor, &[("goods.csv", goods.as_bytes())]).await;
        holds(&world, slug, &running, "running").await;
        holds(&world, slug, &queued, "queued").await;
        for (place, path) in [
            ("imports in every state", "/manage/imports"),
            ("done import", &done),
            ("checked import with changes", &differs),
            ("failed import", &failed),
            ("running import", &running),
            ("queued import", &queued),
        ] {
            browser.go(&world, slug, path).await;
            browser.checks(&format!("{place} in {language}")).await;
        }
        browser.close().await;
    }
    world.end().await;
}
