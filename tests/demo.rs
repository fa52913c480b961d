//! P17 · The demo's story: counted, and the same after a second start.

use portico::demo::{self, Counts, PASSWORD};
use tenancy::{Access, Dealer};

use crate::story::World;

#[tokio::test]
async fn the_demo_is_seeded_once_and_everybody_can_sign_in() {
    let world = World::new().await;
    let first = demo::seed(&world.app, "here").await.unwrap();
    // alpha and beta of the test are empty; Voltarika and Northvale are the story.
    let expected = Counts {
        tenants: 4,
        people: 33,
        dealers: 17,
        entities: 24,
        contracts: 31,
        products: 1_640,
        sections: 56,
        orders: 520,
        orders_placed: 11,
        orders_confirmed: 8,
        orders_partly_shipped: 5,
        orders_shipped: 4,
        orders_closed: 479,
        orders_cancelled: 13,
        carts: 2,
        news: 20,
    };
    assert_eq!(first.counts, expected);
    let second = demo::seed(&world.app, "here").await.unwrap();
    assert_eq!(second.counts, expected);

    let voltarika = first.tenants.iter().find(|tenant| tenant.slug == "voltarika").unwrap();
    for role in ["owner", "sales manager", "warehouse", "dealer head", "buyer", "accountant"] {
        let person = voltarika.people.iter().find(|person| person.role == role).unwrap();
        assert_eq!(person.password, PASSWORD);
        world.visitor("voltarika").signed_in(&person.login, &person.password).await;
    }
    let mut roman = world.visitor("voltarika").signed_in("roman@tk.example", PASSWORD).await;
    roman.get("/company").await.shows("14-Д").shows("15-В").shows("21-Р");
    world.end().await;
}

#[tokio::test]
async fn voltarika_has_460_orders_in_every_state_and_the_first_stories_are_told() {
    let world = World::new().await;
    demo::seed(&world.app, "here").await.unwrap();
    let mut tx = world.tenant("voltarika").begin(Access::Read).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    let counts = orders::count(&mut tx).await.unwrap();
    assert_eq!((counts.orders, counts.carts), (460, 1));
    assert!(counts.states.iter().all(|orders| *orders > 0), "{:?}", counts.states);
    // Thirteen months, none in the future, by all eleven active dealers.
    let (months, late, dealers): (i64, i64, i64) = sqlx::query_as(
        "select count(distinct date_trunc('month', placed_at)), count(*) filter (where updated_at > now()),
            count(distinct dealer_id) from sales_order",
    )
    .fetch_one(tx.db())
    .await
    .unwrap();
    assert!((13..=14).contains(&months), "{months}");
    assert_eq!((late, dealers), (0, 11));
    let of_roman: Vec<(String, String, String)> = sqlx::query_as(
        "select distinct terms ->> 'number', currency::text, terms ->> 'payment' from sales_order o
         join dealer d on d.id = o.dealer_id where d.name = 'Труба и Кабель' order by 1",
    )
    .fetch_all(tx.db())
    .await
    .unwrap();
    let told = |row: [&str; 3]| (row[0].to_owned(), row[1].to_owned(), row[2].to_owned());
    let expected =
        [["14-Д", "RUB", "deferred"], ["15-В", "USD", "deferred"], ["21-Р", "RUB", "prepaid"]].map(told);
    assert_eq!(of_roman, expected);
    drop(tx);

    let mut olga = world.visitor("voltarika").signed_in("olga@svet-trade.example", PASSWORD).await;
    olga.get("/home").await.shows("Ждёт подтверждения");
    let news = olga.get("/news").await;
    news.is(200).shows("Минус 4 % на кабельные лотки").hides("Доставка в Поволжье").hides("летучка");
    world.visitor("voltarika").get("/news").await.shows("Склад в Твери").hides("лотки");
    let mut irina = world.visitor("voltarika").signed_in("sales@voltarika.example", PASSWORD).await;
    irina.get("/manage/today").await.shows("Инжсистемы");
    let mut igor = world.visitor("voltarika").signed_in("catalog@voltarika.example", PASSWORD).await;
    let report = igor.get("/manage/imports/1").await;
    report.shows("1 184 из 1 191").shows("«по запросу» — не число").shows("Товара MB-9Z99 нет");
    let mut pavel = world.visitor("voltarika").signed_in("pavel@svet-trade.example", PASSWORD).await;
    pavel.get("/pad").await.shows("MB-1C17");
    // Only the last day's letters are written.
    world.wait_for_jobs().await;
    let letters = world.mail.letters().len();
    assert!((2..60).contains(&letters), "{letters}");
    world.end().await;
}
