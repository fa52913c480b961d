//! The way through the pages: files in, a dry run, a press, the rows that failed as a file (UX 23).

use std::io::Write;

use super::count;
use crate::story::{Page, Visitor, World};

const GOODS: &str = "id;article;name;group;unit;packs;barcode;vat\n\
    g1;MB-1C16;Автомат 1P C16;Электрика/Автоматы;шт;упак=12;2000000000008;20\n\
    g2;MB-1C20;Автомат 1P C20;Электрика/Автоматы;шт;упак=12;;20\n\
    ;MB-1C25;Автомат без кода;Электрика/Автоматы;шт;;;20\n";
const PRICES: &str = "id;price type;currency;price\ng1;Опт;RUB;412,50\ng2;Опт;RUB;дорого\ng9;Опт;RUB;10\n";
const STOCK: &str = "id;warehouse;quantity\ng1;Тверь;240\ng2;Тверь;-3\n";

pub async fn bring(igor: &mut Visitor, files: &[(&str, &[u8])]) -> Page {
    let key = igor.get("/manage/imports").await.value_of("key");
    igor.upload("/manage/imports", &[("key", &key)], files).await
}

pub fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn files_are_checked_first_and_imported_by_a_press() {
    let world = World::new().await;
    let mut igor = world.staff("alpha", "igor", "catalog_manager").await;
    igor.get("/manage/imports").await.is(200).shows("Загрузок пока нет");
    let files =
        [("goods.csv", GOODS.as_bytes()), ("prices.csv", PRICES.as_bytes()), ("stock.csv", STOCK.as_bytes())];
    let path = bring(&mut igor, &files).await.is(303).location().to_owned();
    world.wait_for_jobs().await;

    // The dry run says what would happen, and nothing has.
    let page = igor.get(&path).await;
    page.is(200).shows("Проверен, не загружен").shows("Загрузить 5 строк").shows("«дорого» — не число");
    page.shows("Товара g9 нет ни в файлах набора, ни в каталоге").shows("Не заполнено: ид");
    assert_eq!(count(&world, "alpha", "select count(*) from product").await, 0);
    assert_eq!(
        count(&world, "alpha", "select count(*) from price_list where foreign_id is not null").await,
        0
    );

    igor.post(&format!("{path}/run"), &[]).await.leads_to(&path);
    igor.post(&format!("{path}/run"), &[]).await.leads_to(&path);
    world.wait_for_jobs().await;
    igor.get(&path).await.shows("Загружен").shows("Загружено строк: 5 из 8");
    igor.get("/manage/products?q=mb-1c16").await.shows("Автомат 1P C16");
    assert_eq!(count(&world, "alpha", "select count(*) from product").await, 2);
    assert_eq!(count(&world, "alpha", "select count(*) from price where amount = 412.5").await, 1);
    assert_eq!(count(&world, "alpha", "select sum(on_hand)::bigint from stock").await, 240);
    // What was uploaded is not kept any longer than needed.
    assert_eq!(count(&world, "alpha", "select count(*) from import_upload").await, 0);
    world.end().await;
}

/// The failed rows go back as they came with the reason beside; corrected, they are accepted without remapping.
#[tokio::test]
async fn failed_rows_come_back_as_a_file_that_can_be_brought_again() {
    let world = World::new().await;
    let mut igor = world.staff("alpha", "igor", "catalog_manager").await;
    let zip = zip(&[("set/goods.csv", GOODS), ("set/prices.csv", PRICES), ("set/stock.csv", STOCK)]);
    let path = bring(&mut igor, &[("set.zip", &zip)]).await.is(303).location().to_owned();
    world.wait_for_jobs().await;
    igor.post(&format!("{path}/run"), &[]).await.leads_to(&path);
    world.wait_for_jobs().await;
    let page = igor.get(&path).await;
    let links: Vec<String> =
        page.all("a[download]").iter().map(|link| link.value().attr("href").unwrap().to_owned()).collect();
    let mut tables = Vec::new();
    for link in links {
        tables.push(igor.get(&link).await.is(200).body.clone());
    }
    let prices = tables.iter().find(|table| table.contains("price type")).unwrap();
    let lines: Vec<&str> = prices.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "id;price type;currency;price;Причина");
    assert!(lines[1].starts_with("g2;Опт;RUB;дорого;") && lines[1].contains("не число"), "{}", lines[1]);
    assert!(lines[2].starts_with("g9;Опт;RUB;10;"), "{}", lines[2]);

    let corrected = prices.replace("дорого", "415,00");
    let path =
        bring(&mut igor, &[("prices-1.csv", corrected.as_bytes())]).await.is(303).location().to_owned();
    world.wait_for_jobs().await;
    igor.post(&format!("{path}/run"), &[]).await.leads_to(&path);
    world.wait_for_jobs().await;
    assert_eq!(count(&world, "alpha", "select count(*) from price where amount = 415").await, 1);
    world.end().await;
}

#[tokio::test]
async fn one_form_makes_one_import_and_strangers_see_none() {
    let world = World::new().await;
    let mut igor = world.staff("alpha", "igor", "catalog_manager").await;
    let key = igor.get("/manage/imports").await.value_of("key");
    let files = [("goods.csv", GOODS.as_bytes())];
    let first = igor.upload("/manage/imports", &[("key", &key)], &files).await.is(303).location().to_owned();
    igor.upload("/manage/imports", &[("key", &key)], &files).await.leads_to(&first);
    world.wait_for_jobs().await;
    assert_eq!(count(&world, "alpha", "select count(*) from import").await, 1);
    igor.get(&first).await.is(200).shows("goods.csv");

    let mut foreign = world.staff("beta", "igor", "catalog_manager").await;
    foreign.get(&first).await.is(404);
    foreign.post(&format!("{first}/run"), &[]).await.is(404);
    foreign.get(&format!("{first}/failed/0")).await.is(404);
    let mut fyodor = world.staff("alpha", "fyodor", "warehouse").await;
    fyodor.get(&first).await.is(403);
    fyodor.upload("/manage/imports", &[("key", "x")], &files).await.is(403);
    assert_eq!(count(&world, "alpha", "select count(*) from product").await, 0);
    world.end().await;
}
