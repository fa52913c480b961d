//! C1–C5, C9, C13 · The catalog with the reader's own prices and stock.

mod facets;

use jiff::ToSpan;
use kit::text::{Locale, Text};

use crate::story::{Company, Page, Visitor, World, number, words_of};

/// A dealer with a breaker that costs 100 ₽ (VAT inside; 90 from a box on) and 2.5 € (VAT on top), 24 and 5 in stock.
async fn shop(world: &World) -> (Company, uuid::Uuid) {
    let company = world.dealer("alpha", "Svet").await;
    let good = world.good("alpha", "MB-1C16", "Автомат 1P C16").await;
    world.price(&company, 0, good, &[("0", "100"), ("12", "90")]).await;
    world.price(&company, 1, good, &[("0", "2.5")]).await;
    world.on_hand(&company, 0, good, "24").await;
    world.on_hand(&company, 1, good, "5").await;
    (company, good)
}

async fn switch(olga: &mut Visitor, company: &Company) {
    let second = company.contracts[1].to_string();
    olga.post("/contract", &[("contract", &second), ("next", "/catalog")]).await.leads_to("/catalog");
}

#[tokio::test]
async fn each_contract_shows_its_own_price_vat_and_stock_everywhere() {
    let world = World::new().await;
    let (company, _) = shop(&world).await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;

    let list = olga.get("/catalog").await;
    list.is(200).shows("91,00 ₽").shows("24 шт. свободно").shows("с НДС").shows("кор. = 12 шт.");
    let card = olga.get("/p/mb-1c16").await;
    let ladder: Vec<String> = card.all(".ladder li").into_iter().map(words_of).collect();
    assert_eq!(ladder, ["за шт. 91,00 ₽", "от 12 шт. 81,90 ₽"]);
    let stock_of = |card: &Page| words_of(card.first("main").unwrap());
    assert!(stock_of(&card).contains("Svet house 1") && !stock_of(&card).contains("Svet house 2"));
    let why = olga.get("/p/mb-1c16/price").await;
    why.shows("Прайс-лист «Svet list 1»: 100,00 ₽").shows("Уровень цен «Silver»: 91,00 ₽").shows("−9 %");

    switch(&mut olga, &company).await;
    let list = olga.get("/catalog").await;
    list.shows("2,16 €").shows("5 шт. свободно").shows("без НДС").hides("91,00");
    let card = olga.get("/p/mb-1c16").await;
    assert!(stock_of(&card).contains("Svet house 2") && !stock_of(&card).contains("Svet house 1"));
    let why = olga.get("/p/mb-1c16/price").await;
    why.shows("Прайс-лист «Svet list 2»: 2,50 €").shows("2,1625 €").shows("Округлено: 2,16 €");
    world.end().await;
}

#[tokio::test]
async fn an_article_is_found_however_it_is_typed_and_never_corrected() {
    let world = World::new().await;
    let (company, _) = shop(&world).await;
    world.good_with("alpha", "MB-1C20", "Автомат 1P C20", |good| good.barcode = Some("4600000000015")).await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    // Small letters, another dash, Cyrillic twins, the barcode of the other one.
    for typed in ["mb1c16", "MB 1C16", "МВ-1С16"] {
        let page = olga.get(&format!("/catalog?{}", kit::web::query(&[("q", typed)]))).await;
        page.shows("MB-1C16").hides("MB-1C20");
        let exact = format!("/p/?{}", kit::web::query(&[("article", typed)]));
        olga.get(&exact).await.leads_to("/p/mb-1c16");
    }
    olga.get("/p/?article=4600000000015").await.leads_to("/p/mb-1c20");
    // One that nobody has leads to the search, not to a neighbour.
    olga.get("/p/?article=MB-1C17").await.leads_to("/catalog?q=MB-1C17");
    olga.get("/catalog?q=MB-1C17").await.shows("По запросу «MB-1C17» ничего не найдено");
    // Words, also typed on the other keyboard layout.
    olga.get("/catalog?q=автомат+c20").await.shows("MB-1C20").hides("MB-1C16");
    let other = olga.get("/catalog?q=fdnjvfn").await;
    other.shows("MB-1C16").shows("fdnjvfn").shows("автомат");
    world.end().await;
}

#[tokio::test]
async fn a_card_answers_when_so_many_can_be_had() {
    let world = World::new().await;
    let (company, good) = shop(&world).await;
    let soon = world.today() + 5.days();
    world.arriving(&company, 0, good, "160", soon).await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    let asked = |n: &str| format!("/p/mb-1c16?{}", kit::web::query(&[("qty", n)]));
    olga.get(&asked("24")).await.shows("24 шт. есть сейчас").shows("81,90 ₽");
    let date = Text::key("catalog-all-on").with("n", number("184")).with("unit", "шт.").with("date", soon);
    olga.get(&asked("184")).await.shows(&world.app.texts.say(Locale::RU, &date));
    olga.get(&asked("185")).await.shows("185 шт.: дата не известна");
    olga.get(&asked("много")).await.shows("«много» — не количество");
    olga.get(&asked("-3")).await.shows("«-3» — не количество");
    // Only the answer comes for a fragment.
    let request = olga.request(reqwest::Method::GET, &asked("24")).header("hx-request", "true");
    let fragment = olga.send(request).await;
    assert!(fragment.text().starts_with("24 шт.") && !fragment.body.contains("<html"), "{}", fragment.body);
    world.end().await;
}

#[tokio::test]
async fn filters_are_in_the_address_and_an_empty_list_says_which_to_lift() {
    let world = World::new().await;
    let (company, _) = shop(&world).await;
    let (pipes, empty) = (world.section("alpha", "Трубы").await, world.section("alpha", "Пусто").await);
    world.good_with("alpha", "PEX-16", "Труба PEX 16", |good| good.section = Some(pipes)).await;
    assert_ne!(pipes, empty);
    let mut olga = world.member(&company, "olga", "buyer").await;
    olga.get("/catalog?section=truby").await.shows("PEX-16").hides("MB-1C16");
    olga.get("/catalog?free=1").await.shows("MB-1C16").hides("PEX-16");
    let nothing = olga.get("/catalog?section=pusto&q=PEX").await;
    nothing.shows("Ничего не найдено. Без фильтра «Раздел: Пусто» — 1 товар");
    assert!(nothing.first("a.btn[href='/catalog?q=PEX']").is_some(), "{}", nothing.text());
    // Nonsense in the address is no error, and no page beyond the last.
    olga.get("/catalog?page=-5&section=%27%3B&free=x").await.is(200);
    olga.get("/catalog?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await.is(200).hides("<script>alert");
    olga.get("/p/nothing-here").await.is(404);
    world.end().await;
}

#[tokio::test]
async fn a_discontinued_good_names_its_replacement() {
    let world = World::new().await;
    let (company, new) = shop(&world).await;
    let old =
        world.good_with("alpha", "MB-1C16-OLD", "Автомат старый", |good| good.discontinued = true).await;
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    catalog::products::adding::replace(&mut tx, &[(old, new)]).await.unwrap();
    tx.commit().await.unwrap();
    let mut olga = world.member(&company, "olga", "buyer").await;
    let card = olga.get("/p/mb-1c16-old").await;
    card.shows("Товар снят с производства").shows("Замена: MB-1C16");
    assert!(card.first("a[href='/p/?article=MB-1C16']").is_some());
    world.end().await;
}

#[tokio::test]
async fn staff_see_every_list_and_what_is_held_but_dealers_do_not_see_each_others() {
    let world = World::new().await;
    let (svet, good) = shop(&world).await;
    let tk = world.dealer("alpha", "TK").await;
    world.price(&tk, 0, good, &[("0", "77")]).await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    let list = irina.get("/manage/products?q=mb-1c").await;
    list.is(200).shows("MB-1C16").shows("29 шт.");
    let card = irina.get(&format!("/manage/products/{good}")).await;
    card.shows("Svet list 1").shows("TK list 1").shows("77,00 ₽").shows("Svet house 2");
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    olga.get("/p/mb-1c16").await.shows("91,00 ₽").hides("77,00").hides("TK");
    olga.get("/p/mb-1c16/price").await.hides("TK");
    olga.get("/manage/products").await.is(404);
    world.end().await;
}

#[tokio::test]
async fn a_company_without_a_contract_sees_goods_without_prices() {
    let world = World::new().await;
    let (_, _) = shop(&world).await;
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    tx.narrow(tenancy::Dealer::All).await.unwrap();
    let id =
        accounts::companies::adding::add_dealer(&mut tx, "New", None, "active", None, world.app.clock.now())
            .await
            .unwrap();
    tx.commit().await.unwrap();
    let none =
        Company { slug: "alpha".into(), id, contracts: Vec::new(), lists: Vec::new(), houses: Vec::new() };
    let mut anna = world.member(&none, "anna", "dealer_head").await;
    anna.get("/catalog").await.is(200).shows("MB-1C16").hides("₽");
    anna.get("/p/mb-1c16").await.is(200).shows("нет действующего договора");
    anna.get("/p/mb-1c16/price").await.is(409).shows("нет действующего договора");
    world.end().await;
}
