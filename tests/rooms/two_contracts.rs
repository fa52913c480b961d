//! A2 · One company, two contracts of which every term differs: each term shows and works in the catalog, on the card, in
//! the pad, in the cart, in the order and in the letter, and stays with the order.

use tenancy::{Access, Dealer};
use uuid::Uuid;

use super::orders::{figure, paste, place};
use crate::story::{Company, Page, Visitor, World, plain, words_of};

/// What one contract makes of the same cart: twenty of A-1 and four of A-2.
struct Expected {
    number: &'static str,
    currency: &'static str,
    level: &'static str,
    vat: &'static str,
    /// At the head of the column of prices.
    in_lists: &'static str,
    /// Of A-1 by the contract's first list, though the second one has it too; of A-2 by the second one alone.
    prices: [&'static str; 2],
    free: &'static str,
    net: &'static str,
    vat_sum: &'static str,
    sum: &'static str,
    lists: &'static str,
    payment: &'static str,
    minimum: &'static str,
    delivery: &'static str,
    warehouses: &'static str,
    /// In the switcher of every page.
    short: &'static str,
    stored: &'static str,
}

const FIRST: Expected = Expected {
    number: "Svet-1",
    currency: "RUB",
    level: "Silver, −9 %",
    vat: "с НДС",
    in_lists: "Цена, с НДС",
    prices: ["910,00 ₽", "455,00 ₽"],
    free: "700 шт. свободно",
    net: "16 683,34 ₽",
    vat_sum: "3 336,66 ₽",
    sum: "20 020,00 ₽",
    lists: "1. Svet list 1, 2. Common 1",
    payment: "Через 30 дней после отгрузки",
    minimum: "5 000,00 ₽",
    delivery: "To the door",
    warehouses: "Svet house 1",
    short: "с НДС · оплата через 30 дней · от 5 000,00 ₽ · To the door · Svet house 1",
    stored: "Svet-1 RUB included Silver -9 deferred 30 5000 To the door [\"Svet list 1\", \"Common 1\"] [\"Svet house 1\"]",
};
const SECOND: Expected = Expected {
    number: "Svet-2",
    currency: "EUR",
    level: "Gold, −13,5 %",
    vat: "НДС сверху",
    in_lists: "Цена, без НДС",
    prices: ["21,63 €", "8,65 €"],
    free: "40 шт. свободно",
    net: "467,20 €",
    vat_sum: "93,44 €",
    sum: "560,64 €",
    lists: "1. Svet list 2, 2. Common 2",
    payment: "Предоплата",
    minimum: "250,00 €",
    delivery: "Collected",
    warehouses: "Svet house 2",
    short: "НДС сверху · предоплата · от 250,00 € · Collected · Svet house 2",
    stored: "Svet-2 EUR on_top Gold -13.5 prepaid 0 250 Collected [\"Svet list 2\", \"Common 2\"] [\"Svet house 2\"]",
};

impl Expected {
    /// The terms as a list of them says each.
    fn said(&self) -> [&'static str; 7] {
        [self.number, self.level, self.vat, self.lists, self.payment, self.minimum, self.delivery]
    }
}

/// Both contracts get a second list behind their own. A-1 is cheaper there, and A-2 is nowhere else.
async fn shop(world: &World) -> Company {
    let company = world.dealer("alpha", "Svet").await;
    let (one, two) =
        (world.good("alpha", "A-1", "Товар 1").await, world.good("alpha", "A-2", "Товар 2").await);
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    for (at, currency, own, common) in [(0, "RUB", "1000", "500"), (1, "EUR", "25", "10")] {
        let name = format!("Common {}", at + 1);
        let list: Uuid =
            accounts::contracts::add_price_list(&mut tx, &name, currency.parse().unwrap(), at == 0)
                .await
                .unwrap();
        sqlx::query(
            "insert into contract_price_list (contract_id, price_list_id, priority) values ($1, $2, 2)",
        )
        .bind(company.contracts[at])
        .bind(list)
        .execute(tx.db())
        .await
        .unwrap();
        let price = |list, product, amount: &str| catalog::pricing::NewPrice {
            list,
            product,
            minimum: rust_decimal::Decimal::ZERO,
            amount: crate::story::number(amount),
        };
        let prices = [price(company.lists[at], one, own), price(list, one, "0.5"), price(list, two, common)];
        catalog::pricing::set_prices(&mut tx, &prices).await.unwrap();
    }
    tx.commit().await.unwrap();
    for good in [one, two] {
        world.on_hand(&company, 0, good, "700").await;
        world.on_hand(&company, 1, good, "40").await;
    }
    company
}

async fn switch(olga: &mut Visitor, company: &Company, at: usize) {
    let id = company.contracts[at].to_string();
    olga.post("/contract", &[("contract", &id), ("next", "/pad")]).await.leads_to("/pad");
}

/// On every page the switcher says which contract holds, with its terms; nothing of the other one stands elsewhere.
fn frame_says(page: &Page, now: &Expected) {
    let summary = words_of(page.first("summary.contract").unwrap());
    for word in [now.number, now.currency, now.level.split(',').next().unwrap()] {
        assert!(summary.contains(word), "“{word}” is not in the header: {summary}");
    }
    let chosen = words_of(page.first("button[name=contract][aria-current]").unwrap());
    assert!(chosen.contains(&plain(now.short)), "“{}” is not in: {chosen}", now.short);
}

fn main_of(page: &Page) -> String {
    words_of(page.first("main").unwrap())
}

fn main_says(page: &Page, place: &str, words: &[&str], other: &Expected) {
    let main = main_of(page.is(200));
    for word in words {
        assert!(main.contains(&plain(word)), "{place}: “{word}” is not in: {main}");
    }
    for word in [other.prices[0], other.prices[1], other.free, other.sum, other.delivery, other.warehouses] {
        assert!(!main.contains(&plain(word)), "{place}: “{word}” of the other contract is in: {main}");
    }
}

async fn browses(olga: &mut Visitor, now: &Expected, other: &Expected) {
    let catalog = olga.get("/catalog").await;
    frame_says(&catalog, now);
    main_says(&catalog, "catalog", &[now.prices[0], now.prices[1], now.in_lists, now.free], other);
    let card = olga.get("/p/a-1").await;
    frame_says(&card, now);
    main_says(&card, "card", &[now.prices[0], now.in_lists, now.free, now.warehouses], other);
    let why = olga.get("/p/a-1/price").await;
    main_says(
        &why,
        "why this price",
        &[now.prices[0], now.lists.split(". ").nth(1).unwrap().trim_end_matches(", 2")],
        other,
    );
}

async fn fills_the_cart(olga: &mut Visitor, now: &Expected, other: &Expected) {
    let pad = olga.get("/pad").await;
    frame_says(&pad, now);
    main_says(&pad, "pad", &[now.prices[0], now.prices[1], now.sum, now.vat_sum], other);
    let cart = olga.get("/cart").await;
    frame_says(&cart, now);
    let facts = [now.prices[0], now.prices[1], now.net, now.vat_sum, now.sum, now.currency, now.warehouses];
    main_says(&cart, "cart", &[&facts[..], &now.said()[..]].concat(), other);
}

#[tokio::test]
async fn every_term_of_two_contracts_shows_and_works_everywhere() {
    let world = World::new().await;
    let company = shop(&world).await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    paste(&mut olga, "A-1 20\nA-2 4").await;
    for (at, now, other) in [(0, &FIRST, &SECOND), (1, &SECOND, &FIRST)] {
        switch(&mut olga, &company, at).await;
        olga.post("/cart/seen", &[("next", "/pad")]).await.leads_to("/pad");
        browses(&mut olga, now, other).await;
        fills_the_cart(&mut olga, now, other).await;
    }
    for (at, now, other) in [(0, &FIRST, &SECOND), (1, &SECOND, &FIRST)] {
        switch(&mut olga, &company, at).await;
        olga.post("/cart/seen", &[("next", "/pad")]).await.leads_to("/pad");
        // The minimum works in the contract's own currency.
        olga.post(
            "/pad",
            &[
                ("row", "1"),
                ("article", "A-1"),
                ("qty", "1"),
                ("unit", ""),
                ("row", "2"),
                ("article", ""),
                ("qty", ""),
            ],
        )
        .await
        .is(303);
        let few = place(&mut olga, &[]).await;
        few.is(409).shows(&format!("Минимальный заказ по договору {}", now.minimum));
        let both =
            [("row", "1"), ("article", "A-1"), ("qty", "20"), ("row", "2"), ("article", "A-2"), ("qty", "4")];
        olga.post("/pad", &both).await.is(303);
        let path = place(&mut olga, &[]).await.is(303).location().to_owned();
        let order = olga.get(&path).await;
        let facts =
            [now.prices[0], now.prices[1], now.net, now.vat_sum, now.sum, now.currency, now.warehouses];
        main_says(&order, "order", &[&facts[..], &now.said()[..]].concat(), other);
        told_and_kept(&world, now).await;
        paste(&mut olga, "A-1 20\nA-2 4").await;
    }
    let held = "select string_agg(w.name || ' ' || p.article || ' ' || trim_scale(s.reserved), ', ' order by w.name, p.article)
                from stock s join product p on p.id = s.product_id join warehouse w on w.id = s.warehouse_id";
    assert_eq!(
        figure(&world, "alpha", held).await,
        "Svet house 1 A-1 20, Svet house 1 A-2 4, Svet house 2 A-1 20, Svet house 2 A-2 4"
    );
    world.end().await;
}

/// The letter says every term, and the row of the order keeps it.
async fn told_and_kept(world: &World, now: &Expected) {
    world.wait_for_jobs().await;
    let letter = plain(&world.mail.letters().pop().unwrap().text);
    let facts = [now.prices[0], now.prices[1], now.vat_sum, now.sum, now.currency, now.warehouses];
    for word in facts.iter().chain(&now.said()) {
        assert!(letter.contains(&plain(word)), "“{word}” is not in the letter: {letter}");
    }
    let stored = "select concat_ws(' ', terms->>'number', currency, terms->>'vat_mode', terms->>'level',
            trim_scale((terms->>'level_percent')::numeric), terms->>'payment', terms->>'payment_days',
            trim_scale((terms->'minimum_order'->>'amount')::numeric), terms->>'delivery', terms->'price_list_names',
            terms->'warehouse_names') from sales_order order by number desc limit 1";
    assert_eq!(figure(world, "alpha", stored).await, now.stored);
}

#[tokio::test]
async fn a_switch_says_every_term_that_changed_and_every_price() {
    let world = World::new().await;
    let company = shop(&world).await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    paste(&mut olga, "A-1 20\nA-2 4").await;
    switch(&mut olga, &company, 1).await;
    for path in ["/pad", "/cart"] {
        let page = olga.get(path).await;
        frame_says(&page, &SECOND);
        let said = words_of(page.first(".alert.tone-warn").unwrap());
        for change in [
            format!("{} → {}", FIRST.sum, SECOND.sum),
            "RUB → EUR".into(),
            format!("{}, {} → {}, {}", FIRST.level, FIRST.vat, SECOND.level, SECOND.vat),
            format!("{} → {}", FIRST.lists, SECOND.lists),
            format!("{} → {}", FIRST.payment, SECOND.payment),
            format!("{} → {}", FIRST.minimum, SECOND.minimum),
            format!("{} → {}", FIRST.delivery, SECOND.delivery),
            format!("{} → {}", FIRST.warehouses, SECOND.warehouses),
        ] {
            assert!(said.contains(&plain(&change)), "{path}: “{change}” is not in: {said}");
        }
    }
    // Read once, said no more; and back again says it the other way round.
    olga.post("/cart/seen", &[("next", "/cart")]).await.leads_to("/cart");
    assert!(olga.get("/cart").await.first("form[action='/cart/seen']").is_none());
    switch(&mut olga, &company, 0).await;
    olga.get("/cart").await.shows("EUR → RUB").shows(&format!("{} → {}", SECOND.sum, FIRST.sum));
    world.end().await;
}

/// Terms of one contract that change under an open cart are said by the prices they move.
#[tokio::test]
async fn the_list_with_the_higher_priority_gives_the_price() {
    let world = World::new().await;
    let company = shop(&world).await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    olga.get("/p/a-1").await.shows("910,00 ₽");
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    sqlx::query("update contract_price_list set priority = 3 where priority = 1")
        .execute(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    // The common list comes first now, and has half a rouble.
    olga.get("/p/a-1").await.shows("0,455 ₽");
    world.end().await;
}
