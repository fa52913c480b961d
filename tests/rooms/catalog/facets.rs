//! C5 · Filters with counts: each follows the others and not itself; an empty list names the filter to lift.

use catalog::products::adding::add_attribute;
use kit::web::query;
use tenancy::{Access, Dealer};

use crate::rooms::imports::import;
use crate::story::{Company, Page, World, number};

/// Six breakers: poles 1 or 3, 16 or 20 A; two sections under one; some in stock in the first contract's warehouse.
async fn shop(world: &World) -> Company {
    let company = world.dealer("alpha", "Svet").await;
    let (modular, wiring) =
        (world.section("alpha", "Модульные").await, world.section("alpha", "Розетки").await);
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    let poles = add_attribute(&mut tx, "Полюсы", Some("Poles"), "", true).await.unwrap();
    let current = add_attribute(&mut tx, "Ток", Some("Current"), "А", true).await.unwrap();
    tx.commit().await.unwrap();
    for (n, poles_of, amperes, section, free) in [
        (1, "1", "16", modular, true),
        (2, "1", "20", modular, false),
        (3, "3", "16", modular, true),
        (4, "3", "20", modular, true),
        (5, "1", "16", wiring, false),
        (6, "3", "16", wiring, true),
    ] {
        let attributes = [
            (poles, poles_of.to_owned(), Some(number(poles_of))),
            (current, amperes.to_owned(), Some(number(amperes))),
        ];
        let (article, name) = (format!("AV-{n}"), format!("Автомат {n}"));
        let good = world
            .good_with("alpha", &article, &name, |good| {
                good.section = Some(section);
                good.attributes = &attributes;
            })
            .await;
        world.on_hand(&company, 0, good, if free { "24" } else { "0" }).await;
        world.on_hand(&company, 1, good, if free { "0" } else { "5" }).await;
    }
    company
}

fn address(pairs: &[(&str, &str)]) -> String {
    format!("/catalog?{}", query(pairs))
}

/// What stands beside a choice.
fn count(page: &Page, name: &str, value: &str) -> String {
    let input = format!("#filters input[name='{name}'][value='{value}']");
    let label = page
        .all("#filters label.check")
        .into_iter()
        .find(|label| label.select(&scraper::Selector::parse(&input).unwrap()).next().is_some());
    let label = label.unwrap_or_else(|| panic!("no choice {name}={value}: {}", page.text()));
    let count = scraper::Selector::parse(".count").unwrap();
    crate::story::words_of(label.select(&count).next().unwrap())
}

fn counts(page: &Page, of: &[(&str, &str)]) -> Vec<String> {
    of.iter().map(|(name, value)| count(page, name, value)).collect()
}

const ALL: [(&str, &str); 8] = [
    ("free", "1"),
    ("section", ""),
    ("section", "modulnye"),
    ("section", "rozetki"),
    ("a.Полюсы", "1"),
    ("a.Полюсы", "3"),
    ("a.Ток", "16"),
    ("a.Ток", "20"),
];

#[tokio::test]
async fn every_choice_says_how_many_goods_it_leaves() {
    let world = World::new().await;
    let company = shop(&world).await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    let page = olga.get("/catalog").await;
    page.is(200).shows("Полюсы").shows("16 А").shows("Найдено: 6");
    assert_eq!(counts(&page, &ALL), ["4", "6", "4", "2", "3", "3", "4", "2"]);
    // By section: the sections' own counts stay, the others follow.
    let page = olga.get(&address(&[("section", "modulnye")])).await;
    page.shows("AV-1").hides("AV-5").shows("Найдено: 4");
    assert_eq!(counts(&page, &ALL), ["3", "6", "4", "2", "2", "2", "2", "2"]);
    // In stock: of the contract's warehouse.
    let page = olga.get(&address(&[("free", "1")])).await;
    page.shows("AV-1").hides("AV-2").shows("Найдено: 4");
    assert_eq!(counts(&page, &ALL), ["4", "4", "3", "1", "1", "3", "3", "1"]);
    // One attribute: its own counts stay, the other attribute's follow.
    let page = olga.get(&address(&[("a.Ток", "20")])).await;
    page.shows("AV-2").shows("AV-4").hides("AV-1").shows("Найдено: 2");
    assert!(page.first("#filters input[value='20'][checked]").is_some());
    assert_eq!(counts(&page, &ALL[4..]), ["1", "1", "4", "2"]);
    // Two attributes at once, two values of one: any of the values, all of the attributes.
    let page =
        olga.get(&address(&[("a.Ток", "16"), ("a.Ток", "20"), ("a.Полюсы", "3"), ("free", "1")])).await;
    page.shows("AV-3").shows("AV-4").shows("AV-6").hides("AV-1").shows("Найдено: 3");
    assert_eq!(counts(&page, &ALL[3..]), ["1", "1", "3", "2", "1"]);
    // Words narrow everything; the state stays in the page's links.
    let page = olga.get(&address(&[("q", "автомат 3"), ("a.Ток", "16")])).await;
    page.shows("AV-3").hides("AV-4");
    assert_eq!(count(&page, "a.Ток", "16"), "1");
    world.end().await;
}

#[tokio::test]
async fn counts_follow_the_contract_and_every_change() {
    let world = World::new().await;
    let company = shop(&world).await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    assert_eq!(count(&olga.get("/catalog").await, "free", "1"), "4");
    let second = company.contracts[1].to_string();
    olga.post("/contract", &[("contract", &second), ("next", "/catalog")]).await.leads_to("/catalog");
    // The other contract has another warehouse, so nothing kept for the first may be shown.
    let page = olga.get("/catalog?free=1").await;
    page.shows("AV-2").shows("AV-5").hides("AV-1");
    assert_eq!(count(&page, "free", "1"), "2");
    // A new good, and stock that a source tells, are counted at once.
    let good = world.good("alpha", "AV-7", "Автомат 7").await;
    world.on_hand(&company, 1, good, "1").await;
    let page = olga.get("/catalog?free=1").await;
    page.shows("AV-7").shows("Найдено: 3");
    // What is taken behind the counts' back makes the page count anew.
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    sqlx::query("update stock set reserved = on_hand where product_id = $1")
        .bind(good)
        .execute(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    olga.get("/catalog?free=1").await.hides("AV-7").shows("Найдено: 2");
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    sqlx::query("update stock set reserved = 0").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    world.end().await;
}

/// Nobody waits for a count that only grew old: the first reader still sees it, the next ones what was counted meanwhile.
#[tokio::test]
async fn an_old_count_of_stock_is_made_anew_behind_the_reader() {
    let world = World::new().await;
    let company = shop(&world).await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    assert_eq!(count(&olga.get("/catalog").await, "free", "1"), "4");
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    sqlx::query("update stock set reserved = on_hand where product_id = (select id from product where article = 'AV-1')")
        .execute(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&olga.get("/catalog").await, "free", "1"), "4", "half a minute is not over");
    world.wait_minutes(1);
    assert_eq!(count(&olga.get("/catalog").await, "free", "1"), "4", "the first reader does not wait");
    let mut seen = String::new();
    for _ in 0..100 {
        seen = count(&olga.get("/catalog").await, "free", "1");
        if seen == "3" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(seen, "3");
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    sqlx::query("update stock set reserved = 0").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    world.end().await;
}

/// The filters are drawn once for all readers of a state, and still each reads them in the own language.
#[tokio::test]
async fn readers_of_one_list_share_its_filters_and_not_their_languages() {
    let world = World::new().await;
    let company = shop(&world).await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    let mut john = world.member(&company, "john", "buyer").await;
    john.post("/me/look", &[("locale", "en"), ("next", "/catalog")]).await.leads_to("/catalog");
    let titles =
        |page: &Page| page.all("#filters legend").into_iter().map(crate::story::words_of).collect::<Vec<_>>();
    for _ in 0..2 {
        let page = olga.get("/catalog?a.Ток=16").await;
        assert_eq!(titles(&page), ["Раздел", "Ток", "Полюсы"]);
        let page = john.get("/catalog?a.Ток=16").await;
        assert_eq!(titles(&page), ["Section", "Current", "Poles"]);
        assert!(page.first("#filters input[name='a.Ток'][value='16'][checked]").is_some());
        assert_eq!(count(&page, "a.Полюсы", "3"), "2");
    }
    // What the address holds beside the filters is written back as text.
    let good = world.good("alpha", "AV-7", "Автомат 7").await;
    world.price(&company, 0, good, &[("0", "100")]).await;
    let page = olga.get("/catalog?x=%22&y=1&per=24").await;
    let next = page.first(".qty-unit input[name='next']").unwrap();
    assert_eq!(next.attr("value"), Some("/catalog?x=%22&y=1&per=24"));
    assert_eq!(page.first("#filters input[name='per']").and_then(|per| per.attr("value")), Some("24"));
    world.end().await;
}

#[tokio::test]
async fn an_empty_list_names_the_filter_to_lift_and_how_many_it_hides() {
    let world = World::new().await;
    let company = shop(&world).await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    // Each filter alone keeps something out that the others let through.
    let page = olga.get(&address(&[("section", "rozetki"), ("a.Ток", "20")])).await;
    page.shows("Ничего не найдено. Без фильтра").shows("2 товара");
    let page = olga.get(&address(&[("q", "AV-5"), ("free", "1")])).await;
    page.shows("Без фильтра «Только в наличии» — 1 товар");
    assert!(page.first("a.btn[href='/catalog?q=AV-5']").is_some(), "{}", page.text());
    let page = olga.get(&address(&[("q", "AV-5"), ("a.Ток", "20")])).await;
    page.shows("Без фильтра «Ток: 20» — 1 товар");
    // A value that nobody has is a filter like any other.
    let page = olga.get(&address(&[("a.Ток", "999")])).await;
    page.shows("Без фильтра «Ток: 999» — 6 товаров");
    assert!(page.first("#filters input[value='999'][checked]").is_some());
    // Two filters that hide it together are both lifted.
    let page = olga.get(&address(&[("q", "AV-5"), ("a.Ток", "20"), ("free", "1")])).await;
    page.shows("Ничего не найдено. Без фильтров — 1 товар");
    // Without JavaScript the filters are a form with a button.
    let form = page.first("#filters form[method='get'][action='/catalog']").unwrap();
    assert!(crate::story::words_of(form).contains("<button class=\"btn\">Показать список"));
    world.end().await;
}

#[tokio::test]
async fn other_tenants_count_their_own_goods() {
    let world = World::new().await;
    let company = shop(&world).await;
    let other = world.dealer("beta", "Svet").await;
    world.good("beta", "B-1", "Breaker").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    let mut anna = world.member(&other, "anna", "buyer").await;
    olga.get("/catalog").await.shows("Найдено: 6").hides("B-1");
    anna.get("/catalog").await.shows("1 found").hides("AV-").hides("Poles").hides("Полюсы");
    world.end().await;
}

/// An imported catalog is filtered by what its files say, and a later file moves the counts.
#[tokio::test]
async fn imported_goods_are_counted_by_their_attributes() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let goods = |current: &str| {
        format!(
            "id;article;name;group;unit;attributes\n1;A-1;Автомат один;Автоматы;шт;Ток={current} А\n2;A-2;Автомат два;Автоматы;шт;Ток=20 А\n"
        )
    };
    for (current, left) in [("16", "1"), ("20", "2")] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("products.csv"), goods(current)).unwrap();
        import(&world, "alpha", folder.path()).await;
        let mut olga = world.member(&company, &format!("olga{current}"), "buyer").await;
        let page = olga.get("/catalog?section=avtomaty").await;
        let values: Vec<String> = page
            .all("#filters input[name='a.Ток']")
            .into_iter()
            .map(|one| one.attr("value").unwrap().to_owned())
            .collect();
        let count = page
            .all("#filters label.check")
            .into_iter()
            .map(crate::story::words_of)
            .find(|words| words.starts_with("20"));
        match current {
            "16" => assert_eq!((values.len(), count), (2, Some(format!("20 А {left}")))),
            _ => assert_eq!((values.len(), count), (0, None), "one value tells nothing apart"),
        }
    }
    world.end().await;
}
