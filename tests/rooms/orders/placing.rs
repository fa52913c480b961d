//! O8, "Placing" · From the review to an order; everything that may stop it.

use super::{figure, paste, place, review_fields, shop};
use crate::story::{World, plain, words_of};

#[tokio::test]
async fn an_order_is_placed_held_numbered_and_told_to_both() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    world.staff("alpha", "irina", "sales_manager").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    paste(&mut olga, "A-1 10\nA-2 5").await;
    let review = olga.get("/cart").await;
    review.shows("Разместить заказ · 13 650,00 ₽").shows("НДС 2 275,00 ₽");
    let said = [
        ("address", "Тверь, Складская, 1"),
        ("wanted_on", "12.03.2031"),
        ("buyer_number", "PO-77"),
        ("comment", "Позвонить"),
    ];
    let page = place(&mut olga, &said).await;
    let year = world.today().year();
    page.leads_to(&format!("/orders/{year}-000001"));
    let order = olga.get(&format!("/orders/{year}-000001")).await;
    order
        .shows("Размещён")
        .shows("13 650,00 ₽")
        .shows("PO-77")
        .shows("Тверь, Складская, 1")
        .shows("12.03.2031");
    order
        .shows("Договор № Svet-1")
        .shows("Через 30 дней после отгрузки")
        .shows("To the door")
        .shows("Svet house 1");
    order.shows("В наличии").shows("Заказ размещён");
    olga.get("/cart").await.shows("Корзина пуста");
    let held = "select string_agg(p.article || ' ' || trim_scale(s.on_hand) || ' ' || trim_scale(s.reserved), ', ' order by p.article)
                from stock s join product p on p.id = s.product_id join warehouse w on w.id = s.warehouse_id
                where w.name = 'Svet house 1'";
    assert_eq!(figure(&world, "alpha", held).await, "A-1 1000 10, A-2 1000 5, A-3 1000 0");
    // What is held for the order is not free for others.
    olga.get("/catalog").await.shows("990 шт. свободно");

    both_sides_get_a_letter(&world, year).await;
    world.end().await;
}

async fn both_sides_get_a_letter(world: &World, year: i16) {
    world.wait_for_jobs().await;
    let letters = world.mail.letters();
    assert_eq!(letters.len(), 2, "one to each side");
    for letter in &letters {
        assert_eq!(plain(&letter.subject), format!("Заказ {year}-000001: размещён, 13 650,00 ₽"));
        for fact in [
            "A-1 Товар 1: 10 шт. × 910,00 ₽ = 9 100,00 ₽",
            "в том числе НДС 2 275,00 ₽",
            "Договор № Svet-1",
            "Svet entity 1",
            "Через 30 дней после отгрузки",
            "To the door",
            "Svet house 1",
        ] {
            assert!(plain(&letter.text).contains(fact), "“{fact}” is not in {}", letter.text);
        }
    }
    assert!(
        letters.iter().any(|letter| letter.to == "olga@alpha.example" && letter.text.contains("/orders/"))
    );
    assert!(
        letters
            .iter()
            .any(|letter| letter.to == "irina@alpha.example" && letter.text.contains("/manage/orders/"))
    );
}

#[tokio::test]
async fn the_second_contract_orders_in_its_own_currency_vat_and_terms() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let second = company.contracts[1].to_string();
    olga.post("/contract", &[("contract", &second)]).await.is(303);
    paste(&mut olga, "A-1 20").await;
    let page = place(&mut olga, &[]).await;
    let path = page.is(303).location().to_owned();
    let order = olga.get(&path).await;
    order
        .shows("519,12 €")
        .shows("432,60 €")
        .shows("86,52 €")
        .shows("№ Svet-2")
        .shows("Предоплата")
        .shows("Svet house 2");
    world.wait_for_jobs().await;
    let letter = world.mail.letters().remove(0);
    assert!(plain(&letter.text).contains("432,60 € и НДС 86,52 € сверху"), "{}", letter.text);
    assert!(letter.text.contains("Collected") && letter.text.contains("Предоплата"), "{}", letter.text);
    // A contract that changes later changes no order.
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    tx.narrow(tenancy::Dealer::All).await.unwrap();
    sqlx::query("update contract set delivery_terms = 'Changed', level_percent = -50")
        .execute(tx.db())
        .await
        .unwrap();
    sqlx::query("update price set amount = 1").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let order = olga.get(&path).await;
    order.shows("519,12 €").shows("Collected");
    assert!(!words_of(order.first("main").unwrap()).contains("Changed"));
    let why = olga.get(&format!("{path}/price/1")).await;
    why.shows("Прайс-лист «Svet list 2»: 25,00 €").shows("−13,5 %").shows("Округлено: 21,63 €");
    world.end().await;
}

#[tokio::test]
async fn the_same_key_makes_one_order_however_often_it_is_pressed() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    paste(&mut olga, "A-1 10").await;
    let fields = review_fields(&olga.get("/cart").await);
    let presses = (0..50).map(|_| {
        let mut olga = olga.clone();
        let fields = fields.clone();
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            olga.post("/orders", &fields).await.is(303).location().to_owned()
        }
    });
    let mut places = futures::future::join_all(presses).await;
    places.dedup();
    assert_eq!(places.len(), 1, "{places:?}");
    assert_eq!(figure(&world, "alpha", "select count(*)::text from sales_order").await, "1");
    assert_eq!(figure(&world, "alpha", "select trim_scale(sum(reserved))::text from stock").await, "10");
    world.end().await;
}

#[tokio::test]
async fn what_stops_an_order_is_said_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    let empty = olga.post("/orders", &[("key", "k"), ("shown", "")]).await;
    empty.is(409);
    assert!(empty.first("[data-code=empty]").is_some(), "{}", empty.text());
    // Below the contract's minimum of 5,000 ₽.
    paste(&mut olga, "A-1 1").await;
    let few = place(&mut olga, &[("comment", "Позвонить <до> отгрузки"), ("buyer_number", "PO-1")]).await;
    few.is(409).shows("Минимальный заказ по договору 5 000,00 ₽. Добавьте товаров ещё на 4 090,00 ₽");
    assert_eq!(few.value_of("buyer_number"), "PO-1");
    few.shows("Позвонить <до> отгрузки");
    // A line that is not ready.
    paste(&mut olga, "A-2 50\nNONE 1").await;
    let wrong = place(&mut olga, &[]).await;
    assert!(wrong.is(409).first("[data-code=lines]").is_some(), "{}", wrong.text());
    assert_eq!(figure(&world, "alpha", "select count(*)::text from sales_order").await, "0");
    assert_eq!(figure(&world, "alpha", "select trim_scale(sum(reserved))::text from stock").await, "0");
    world.end().await;
}

#[tokio::test]
async fn wrong_fields_come_back_with_what_was_typed() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    paste(&mut olga, "A-1 10").await;
    let long = "ж".repeat(301);
    let page =
        place(&mut olga, &[("wanted_on", "завтра"), ("address", &long), ("buyer_number", "PO-9")]).await;
    assert!(page.is(422).error_of("wanted_on").contains("«завтра» — не дата"));
    assert!(page.error_of("address").contains("301"));
    assert_eq!((page.value_of("wanted_on"), page.value_of("buyer_number")), ("завтра".into(), "PO-9".into()));
    assert!(
        place(&mut olga, &[("wanted_on", "2020-01-01")])
            .await
            .is(422)
            .error_of("wanted_on")
            .contains("уже прошло")
    );
    olga.post("/orders", &[("shown", "x")]).await.is(422).shows("Страница устарела");
    world.end().await;
}

#[tokio::test]
async fn a_price_that_changes_under_ones_eyes_asks_once() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let good = world.good("alpha", "B-1", "Подорожает").await;
    world.price(&company, 0, good, &[("0", "1000")]).await;
    world.on_hand(&company, 0, good, "100").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    paste(&mut olga, "B-1 10").await;
    let fields = review_fields(&olga.get("/cart").await);
    world.price(&company, 0, good, &[("0", "1100")]).await;
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let asked = olga.post("/orders", &fields).await;
    asked.is(409).shows("Сейчас сумма 10 010,00 ₽").shows("910,00 ₽").shows("1 001,00 ₽");
    assert!(asked.first("[data-code=changed]").is_some());
    // The second press has seen the new sum.
    let again = review_fields(&asked);
    let again: Vec<(&str, &str)> = again.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    olga.post("/orders", &again).await.is(303);
    world.end().await;
}

#[tokio::test]
async fn above_ones_limit_the_head_has_to_order() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    world.member(&company, "olga", "dealer_head").await;
    let mut pavel = world.member(&company, "pavel", "buyer").await;
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    sqlx::query("update membership set order_limit = 10000 where role = 'buyer'")
        .execute(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    paste(&mut pavel, "A-1 11").await;
    pavel.get("/cart").await.shows("Сумма 10 010,00 ₽ выше вашего лимита 10 000,00 ₽").shows("olga");
    let stopped = place(&mut pavel, &[]).await;
    assert!(stopped.is(409).first("[data-code=limit]").is_some(), "{}", stopped.text());
    world.end().await;
}

#[tokio::test]
async fn a_contract_that_is_not_in_force_stops_the_order() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    paste(&mut olga, "A-1 10").await;
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    tx.narrow(tenancy::Dealer::All).await.unwrap();
    sqlx::query("update contract set valid_to = '2026-01-31'").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let stopped = place(&mut olga, &[]).await;
    stopped.is(409).shows("Договор № Svet-1 сегодня не действует");
    world.end().await;
}
