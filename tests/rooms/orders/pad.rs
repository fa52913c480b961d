//! O1–O3 · The order pad and the cart.

use super::{figure, paste, shop};
use crate::story::{World, words_of};

/// The row of the pad with this number: its state and its words.
fn row(page: &crate::story::Page, n: i32) -> (String, String) {
    let row = page.first(&format!("tr#r{n}")).unwrap_or_else(|| panic!("no row {n}"));
    (row.value().attr("data-state").unwrap().to_owned(), words_of(row))
}

#[tokio::test]
async fn a_pasted_list_is_resolved_line_by_line_and_nothing_is_dropped() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    paste(&mut olga, "Артикул\tКол-во\na1\t2\nA-4\t5\nА-2\t\nA-3\tмного\nZZZ-99\t1").await;
    let pad = olga.get("/pad").await;
    pad.shows("Вставлено: 5 строк");
    assert_eq!(row(&pad, 1).0, "ok");
    assert!(
        row(&pad, 1).1.contains("910,00 ₽") && row(&pad, 1).1.contains("1 820,00 ₽"),
        "{:?}",
        row(&pad, 1)
    );
    assert_eq!(row(&pad, 2).0, "unknown");
    assert!(row(&pad, 2).1.contains("Артикул A-4 не найден"), "{:?}", row(&pad, 2));
    assert!(
        row(&pad, 3).1.contains("введите количество"),
        "a blank quantity stays blank: {:?}",
        row(&pad, 3)
    );
    assert!(row(&pad, 4).1.contains("«много» — не количество"), "{:?}", row(&pad, 4));
    assert!(row(&pad, 5).1.contains("ZZZ-99 не найден"), "{:?}", row(&pad, 5));
    // What was typed is there word for word.
    let typed: Vec<&str> =
        pad.all("input[name=article]").iter().filter_map(|i| i.value().attr("value")).take(5).collect();
    assert_eq!(typed, ["a1", "A-4", "А-2", "A-3", "ZZZ-99"]);
    assert_eq!(words_of(pad.first("#pad-lines").unwrap()), "5");
    assert_eq!(words_of(pad.first("#pad-problems").unwrap()), "4");
    world.end().await;
}

#[tokio::test]
async fn the_pad_answers_the_changed_rows_and_keeps_them() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    let rows = [
        ("row", "3"),
        ("article", "A-1"),
        ("qty", "2"),
        ("unit", "box"),
        ("row", "4"),
        ("article", ""),
        ("qty", ""),
        ("unit", ""),
    ];
    let request = olga.request(reqwest::Method::POST, "/pad/lines").header("sec-fetch-site", "same-origin");
    let answer = olga.send(request.header("hx-request", "true").form(&rows)).await;
    answer.is(200);
    assert!(!answer.body.contains("<html"), "a fragment");
    let parts: Vec<&str> =
        answer.all("[data-row]").iter().filter_map(|part| part.value().attr("data-state")).collect();
    assert_eq!(parts, ["ok", "empty"]);
    assert_eq!(words_of(answer.first("#r3-pieces").unwrap()), "24 шт.");
    assert_eq!(words_of(answer.first("#r3-sum").unwrap()), "21 840,00 ₽");
    assert_eq!(words_of(answer.first("#pad-sum").unwrap()), "21 840,00 ₽");
    let pad = olga.get("/pad").await;
    assert_eq!(row(&pad, 3).0, "ok");
    // Another row of the same good takes what is left, and the answer tells both.
    let rows = [("row", "1"), ("article", "A-1"), ("qty", "990"), ("unit", "pcs")];
    let request = olga.request(reqwest::Method::POST, "/pad/lines").header("sec-fetch-site", "same-origin");
    let answer = olga.send(request.header("hx-request", "true").form(&rows)).await;
    let parts: Vec<_> = answer
        .all("[data-row]")
        .iter()
        .map(|p| (p.value().attr("data-row").unwrap(), p.value().attr("data-state").unwrap()))
        .collect();
    assert_eq!(parts, [("1", "ok"), ("3", "check")]);
    assert!(words_of(answer.first("#r3-name").unwrap()).contains("свободно 10 из 24 шт."));
    // Clearing a row takes it out.
    let rows = [("row", "1"), ("article", ""), ("qty", ""), ("unit", "")];
    olga.post("/pad/lines", &rows).await.is(200);
    assert_eq!(figure(&world, "alpha", "select count(*)::text from cart_line").await, "1");
    world.end().await;
}

#[tokio::test]
async fn every_problem_offers_its_fix() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let dozen = world.good_with("alpha", "DOZEN", "По двенадцать", |good| good.multiple = 12.into()).await;
    let twin = world.good("alpha", "A-1", "Другой товар с тем же артикулом").await;
    let old = world.good_with("alpha", "OLD", "Старый", |good| good.discontinued = true).await;
    for good in [dozen, twin] {
        world.price(&company, 0, good, &[("0", "10")]).await;
        world.on_hand(&company, 0, good, "30").await;
    }
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    catalog::products::adding::replace(&mut tx, &[(old, dozen)]).await.unwrap();
    tx.commit().await.unwrap();
    world.good("alpha", "NOPRICE", "Без цены").await;
    world.arriving(&company, 0, dozen, "100", jiff::civil::date(2031, 3, 12)).await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    paste(&mut olga, "DOZEN 25\nA-1 1\nOLD 1\nNOPRICE 1\nDOZEN 36\nA-2 0,5").await;
    let pad = olga.get("/pad").await;
    let fixes = |n: i32| -> Vec<(String, Option<String>, Option<String>)> {
        pad.all(&format!("#r{n} [data-fix]"))
            .into_iter()
            .map(|fix| {
                let data = |name| fix.value().attr(name).map(str::to_owned);
                (words_of(fix), data("data-article"), data("data-qty"))
            })
            .collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        fixes(1),
        [("Взять 24 шт.".into(), None, some("24")), ("Взять 36 шт.".into(), None, some("36"))]
    );
    let two = fixes(2);
    assert!(row(&pad, 2).1.contains("есть у 2 товаров"), "{:?}", row(&pad, 2));
    assert_eq!(two.len(), 3);
    assert_eq!(fixes(3)[0].1, some("DOZEN"), "the replacement");
    assert!(row(&pad, 4).1.contains("нет цены"), "{:?}", row(&pad, 4));
    assert!(row(&pad, 5).1.contains("12.03.2031"), "{:?}", row(&pad, 5));
    assert_eq!(fixes(5)[0], ("Взять 24 шт.".into(), None, some("24")), "whole dozens of what is free");
    assert!(row(&pad, 6).1.contains("только целиком"), "{:?}", row(&pad, 6));
    // The link of a card, which a fix puts in, names that very good.
    let exact = two.iter().find(|(text, ..)| text.contains("Другой")).unwrap().1.clone().unwrap();
    let rows = [("row", "2"), ("article", exact.as_str()), ("qty", "1"), ("unit", "")];
    olga.post("/pad/lines", &rows).await.is(200);
    let pad = olga.get("/pad").await;
    assert!(row(&pad, 2).0 == "ok" && row(&pad, 2).1.contains("9,10 ₽"), "{:?}", row(&pad, 2));
    world.end().await;
}

#[tokio::test]
async fn a_line_comes_into_the_cart_from_the_catalog() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    let list = olga.get("/catalog").await;
    assert!(list.first("form[action='/cart/lines']").is_some());
    let line = [("article", "A-1"), ("qty", "2"), ("unit", "box"), ("next", "/catalog?q=a")];
    olga.post("/cart/lines", &line).await.leads_to("/catalog?q=a");
    let list = olga.get("/catalog").await;
    list.shows("A-1 в корзине");
    assert!(words_of(list.first(".top-cart").unwrap()).contains("21 840,00 ₽"));
    // Without a quantity it is one; a wrong one is kept and said.
    olga.post("/cart/lines", &[("article", "A-2"), ("next", "//evil.example")]).await.leads_to("/cart");
    olga.post("/cart/lines", &[("article", "A-3"), ("qty", "х"), ("next", "/catalog")])
        .await
        .leads_to("/catalog");
    olga.get("/catalog").await.shows("A-3 в корзине, но: «х» — не количество");
    let cart = olga.get("/cart").await;
    cart.shows("A-1").shows("2 кор.").shows("24 шт.").shows("1 строку нужно поправить");
    world.end().await;
}

#[tokio::test]
async fn another_contract_reprices_the_cart_and_says_what_changed() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    paste(&mut olga, "A-1 10\nA-2 5").await;
    olga.get("/cart").await.shows("13 650,00 ₽").hides("Договор сменился");
    let second = company.contracts[1].to_string();
    olga.post("/contract", &[("contract", &second), ("next", "/cart")]).await.leads_to("/cart");
    let cart = olga.get("/cart").await;
    // 25 € − 13.5 % = 21.63 €, VAT on top; the old sum stands beside the new one, and the other terms are named.
    cart.shows("Договор сменился: № Svet-1 → № Svet-2").shows("2 строки стоят иначе");
    cart.shows("13 650,00 ₽ → 389,34 €")
        .shows("Валюта RUB → EUR")
        .shows("Оплата Через 30 дней после отгрузки → Предоплата");
    cart.shows("21,63 €")
        .shows("324,45 €")
        .shows("64,89 €")
        .shows("Предоплата")
        .shows("Collected")
        .shows("Svet house 2");
    olga.post("/cart/seen", &[("next", "/cart")]).await.leads_to("/cart");
    olga.get("/cart").await.hides("Договор сменился").shows("389,34 €");
    world.end().await;
}

#[tokio::test]
async fn a_cart_belongs_to_its_person_in_its_company() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    let mut pavel = world.member(&company, "pavel", "buyer").await;
    paste(&mut olga, "A-1 10").await;
    pavel.get("/cart").await.is(200).shows("Корзина пуста").hides("A-1");
    let mut anna = world.member(&company, "anna", "accountant").await;
    anna.get("/pad").await.is(403).shows("размещать заказы");
    world.end().await;
}

#[tokio::test]
async fn hostile_and_broken_pads_are_refused_with_words() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    olga.post("/pad/lines", &[("row", "1"), ("article", "A-1")]).await.is(409).shows("дошёл не целиком");
    let far = [("row", "999999"), ("article", "A-1"), ("qty", "1"), ("unit", "")];
    olga.post("/pad/lines", &far).await.is(409).shows("не больше 2 000 строк");
    olga.post("/pad/lines", &[("row", "x"), ("article", "A"), ("qty", "1"), ("unit", "")]).await.is(409);
    olga.post("/pad/paste", &[("list", " \n ")]).await.is(409).shows("нет ни одной строки");
    olga.post("/cart/lines", &[]).await.is(409).shows("артикула нет");
    let script = "<script>alert(1)</script>";
    let rows = [("row", "1"), ("article", script), ("qty", script), ("unit", script)];
    olga.post("/pad/lines", &rows).await.is(200).hides("<script>alert");
    olga.get("/pad").await.is(200).hides("<script>alert");
    olga.get("/cart").await.is(200).hides("<script>alert");
    let long = "A".repeat(5_000);
    olga.post("/pad/lines", &[("row", "2"), ("article", &long), ("qty", "1"), ("unit", "")]).await.is(200);
    world.end().await;
}
