//! O6 · The life of an order: every act is on quantities per line.

use super::{figure, paste, place, shop};
use crate::story::{Page, Visitor, World, plain, words_of};

const HELD: &str =
    "select string_agg(trim_scale(s.on_hand) || '/' || trim_scale(s.reserved), ' ' order by p.article)
    from stock s join product p on p.id = s.product_id join warehouse w on w.id = s.warehouse_id
    where w.name = 'Svet house 1'";
const SUMS: &str = "select state || ' ' || trim_scale(total) from sales_order";

/// The figure of the order's sums under this word.
fn sum(page: &Page, word: &str) -> String {
    let words: Vec<String> = page.all("dl.sums dt, dl.sums dd").into_iter().map(words_of).collect();
    let at = words.iter().position(|w| w == word).unwrap_or_else(|| panic!("no {word}: {words:?}"));
    words[at + 1].clone()
}

async fn act(staff: &mut Visitor, number: &str, what: &str, fields: &[(&str, &str)]) -> Page {
    let page = staff.get(&format!("/manage/orders/{number}")).await;
    let revision = page.first("input[name=revision]").map(|i| i.value().attr("value").unwrap().to_owned());
    let mut all = vec![("revision", revision.as_deref().unwrap_or(""))];
    all.extend_from_slice(fields);
    staff.post(&format!("/manage/orders/{number}/{what}"), &all).await
}

/// The subjects of the letters that have come to the buyer since the last look.
async fn letters(world: &World, seen: &mut usize) -> Vec<String> {
    world.wait_for_jobs().await;
    let all: Vec<String> = world
        .mail
        .letters()
        .into_iter()
        .filter(|letter| letter.to == "olga@alpha.example")
        .map(|letter| plain(&letter.subject).split_once(": ").unwrap().1.to_owned())
        .collect();
    let new = all[*seen..].to_vec();
    *seen = all.len();
    new
}

/// The table: three lines of ten; confirm 10/6/0, ship 4, ship the rest, cancel what is left.
#[tokio::test]
async fn three_lines_of_ten_follow_the_table() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    paste(&mut olga, "A-1 10\nA-2 10\nA-3 10").await;
    let placed = place(&mut olga, &[]).await;
    let number = placed.is(303).location().trim_start_matches("/orders/").to_owned();
    let manage = format!("/manage/orders/{number}");
    assert_eq!(figure(&world, "alpha", HELD).await, "1000/10 1000/10 1000/10");
    assert_eq!(figure(&world, "alpha", SUMS).await, "placed 27300");
    let mut seen = 0;
    assert_eq!(letters(&world, &mut seen).await, ["размещён, 27 300,00 ₽"]);

    let confirm = [("confirm-1", "10"), ("confirm-2", "6"), ("confirm-3", "0"), ("expected-2", "2031-03-12")];
    act(&mut irina, &number, "confirm", &confirm).await.leads_to(&manage);
    assert_eq!(figure(&world, "alpha", HELD).await, "1000/10 1000/6 1000/0");
    assert_eq!(figure(&world, "alpha", SUMS).await, "confirmed 27300");
    assert_eq!(letters(&world, &mut seen).await, ["подтверждён, ждут 2 из 3 строк"]);
    let page = irina.get(&manage).await;
    assert_eq!(
        (sum(&page, "Подтверждено"), sum(&page, "Отгружено")),
        ("14 560,00 ₽".into(), "0,00 ₽".into())
    );
    olga.get(&format!("/orders/{number}"))
        .await
        .shows("Подтверждён")
        .shows("Ожидается 12.03.2031")
        .shows("Нет в наличии");

    let ship = [("ship-1", "4"), ("ship-2", "0")];
    act(&mut irina, &number, "ship", &ship).await.leads_to(&manage);
    assert_eq!(figure(&world, "alpha", HELD).await, "996/6 1000/6 1000/0");
    assert_eq!(figure(&world, "alpha", SUMS).await, "partly_shipped 27300");
    assert_eq!(letters(&world, &mut seen).await, ["отгружен, ждут 2 из 3 строк"]);

    act(&mut irina, &number, "ship", &[]).await.leads_to(&manage);
    assert_eq!(figure(&world, "alpha", HELD).await, "990/0 994/0 1000/0");
    let page = irina.get(&manage).await;
    assert_eq!(sum(&page, "Отгружено"), "14 560,00 ₽");
    page.shows("Отгружен частично").shows(&format!("Отгрузка {number}/2"));
    assert_eq!(letters(&world, &mut seen).await.len(), 1);

    let cancel = [("cancel-2", "4"), ("cancel-3", "10"), ("why", "Снято с производства")];
    act(&mut irina, &number, "cancel", &cancel).await.leads_to(&manage);
    assert_eq!(figure(&world, "alpha", HELD).await, "990/0 994/0 1000/0");
    assert_eq!(figure(&world, "alpha", SUMS).await, "shipped 14560");
    assert_eq!(letters(&world, &mut seen).await, ["отменены строки"]);
    act(&mut irina, &number, "close", &[]).await.leads_to(&manage);
    assert_eq!(figure(&world, "alpha", SUMS).await, "closed 14560");
    let page = olga.get(&format!("/orders/{number}")).await;
    page.shows("Закрыт").shows("Причина: Снято с производства").shows("irina").shows("14 560,00 ₽");
    world.end().await;
}

#[tokio::test]
async fn more_can_be_confirmed_later_when_goods_have_come() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    paste(&mut olga, "A-1 1000").await;
    let placed = place(&mut olga, &[]).await;
    let number = placed.is(303).location().trim_start_matches("/orders/").to_owned();
    // The source says that only 400 are there: the manager sees it before anything else.
    let good: uuid::Uuid =
        figure(&world, "alpha", "select id::text from product where article = 'A-1'").await.parse().unwrap();
    world.on_hand(&company, 0, good, "400").await;
    irina.get("/manage/today").await.shows("не хватает в 1 строке");
    let page = irina.get(&format!("/manage/orders/{number}")).await;
    page.shows("Не хватает в 1 строке: сколько подтвердить");
    assert_eq!(page.value_of("confirm-1"), "400", "what is there is filled in");
    act(&mut irina, &number, "confirm", &[("confirm-1", "400"), ("expected-1", "12.03.2031")]).await.is(303);
    // 300 more come; 301 more cannot be confirmed, 300 can.
    world.on_hand(&company, 0, good, "700").await;
    let refused = act(&mut irina, &number, "confirm", &[("confirm-1", "701")]).await;
    refused.is(409).shows("A-1: нужно 301, свободно 300");
    act(&mut irina, &number, "confirm", &[("confirm-1", "700")]).await.is(303);
    assert_eq!(figure(&world, "alpha", HELD).await, "700/700 1000/0 1000/0");
    world.end().await;
}

#[tokio::test]
async fn impossible_quantities_are_refused_at_their_field() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    paste(&mut olga, "A-1 10").await;
    let placed = place(&mut olga, &[]).await;
    let number = placed.is(303).location().trim_start_matches("/orders/").to_owned();
    let page = act(&mut irina, &number, "confirm", &[("confirm-1", "11")]).await;
    assert!(page.is(422).error_of("confirm-1").contains("A-1: можно от 0 до 10"));
    assert_eq!(page.value_of("confirm-1"), "11");
    let page =
        act(&mut irina, &number, "confirm", &[("confirm-1", "десять"), ("expected-1", "никогда")]).await;
    assert!(page.is(422).error_of("confirm-1").contains("«десять» — не количество"));
    assert!(page.error_of("expected-1").contains("не дата"));
    act(&mut irina, &number, "ship", &[("ship-1", "1")]).await.is(422);
    act(&mut irina, &number, "cancel", &[("cancel-1", "5")]).await.is(422).shows("Причина");
    act(&mut irina, &number, "cancel", &[("cancel-1", "0"), ("why", "x")])
        .await
        .is(409)
        .shows("Отменять нечего");
    act(&mut irina, &number, "close", &[]).await.is(409).shows("отгружен не весь");
    assert_eq!(figure(&world, "alpha", HELD).await, "1000/10 1000/0 1000/0");
    world.end().await;
}

#[tokio::test]
async fn a_form_drawn_before_somebody_elses_act_is_a_conflict() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    paste(&mut olga, "A-1 10").await;
    let placed = place(&mut olga, &[]).await;
    let number = placed.is(303).location().trim_start_matches("/orders/").to_owned();
    let path = format!("/manage/orders/{number}/confirm");
    irina.post(&path, &[("revision", "1"), ("confirm-1", "4")]).await.is(303);
    irina.post(&path, &[("revision", "1"), ("confirm-1", "10")]).await.is(409).shows("только что изменили");
    assert_eq!(figure(&world, "alpha", HELD).await, "1000/4 1000/0 1000/0");
    world.end().await;
}

#[tokio::test]
async fn the_buyer_takes_an_order_back_until_it_is_answered() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    paste(&mut olga, "A-1 10").await;
    let first = place(&mut olga, &[]).await.is(303).location().to_owned();
    olga.get(&first).await.shows("Отменить заказ");
    olga.post(&format!("{first}/cancel"), &[("why", "Ошиблись")]).await.leads_to(&first);
    assert_eq!(figure(&world, "alpha", HELD).await, "1000/0 1000/0 1000/0");
    olga.get(&first).await.shows("Отменён").shows("Причина: Ошиблись");
    world.wait_for_jobs().await;
    let told = world
        .mail
        .letters()
        .into_iter()
        .any(|l| l.to == "irina@alpha.example" && l.subject.ends_with("отменены строки"));
    assert!(told, "the manager hears of it");

    paste(&mut olga, "A-2 10").await;
    let second = place(&mut olga, &[]).await.is(303).location().to_owned();
    let number = second.trim_start_matches("/orders/").to_owned();
    act(&mut irina, &number, "confirm", &[]).await.is(303);
    olga.post(&format!("{second}/cancel"), &[]).await.is(409).shows("уже подтверждён");
    world.end().await;
}

#[tokio::test]
async fn today_is_a_queue_that_is_solved_in_place() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    let mut fedor = world.staff("alpha", "fedor", "warehouse").await;
    irina.get("/manage").await.leads_to("/manage/today");
    irina.get("/manage/today").await.shows("Ничего не ждёт");
    paste(&mut olga, "A-1 10").await;
    place(&mut olga, &[]).await.is(303);
    for (person, path, button) in
        [(&mut irina, "confirm", "Подтвердить полностью"), (&mut fedor, "ship", "Отгрузить готовое")]
    {
        let today = person.get("/manage/today").await;
        today.shows("Ждут вас: 1 дело").shows(button);
        let form = today
            .first(&format!("form[action$='/{path}']"))
            .unwrap()
            .value()
            .attr("action")
            .unwrap()
            .to_owned();
        let revision = today.value_of("revision");
        person.post(&form, &[("revision", &revision)]).await.is(303);
    }
    irina.get("/manage/today").await.shows("Отгружен, можно закрыть");
    fedor.get("/manage/today").await.shows("Открыть заказ").hides("Закрыть заказ");
    assert_eq!(figure(&world, "alpha", HELD).await, "990/0 1000/0 1000/0");
    olga.get("/home").await.shows("Открытых заказов нет");
    world.end().await;
}

#[tokio::test]
async fn an_order_is_found_and_repeated_at_todays_prices() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let mut olga = world.member(&company, "olga", "buyer").await;
    olga.get("/home").await.shows("Как сделать первый заказ");
    paste(&mut olga, "A-1 10\nA-2 5").await;
    let path = place(&mut olga, &[("buyer_number", "PO-77")]).await.is(303).location().to_owned();
    let number = path.trim_start_matches("/orders/").to_owned();
    for q in ["PO-77", "a1", &number, "entity"] {
        olga.get(&format!("/orders?{}", kit::web::query(&[("q", q)]))).await.shows(&number);
    }
    olga.get("/orders?q=A-3").await.shows("заказов не найдено").hides(&number);
    olga.get("/orders?view=shipped").await.shows("Таких заказов нет");
    olga.get("/home").await.shows(&number).shows("Ждёт подтверждения");
    let good: uuid::Uuid =
        figure(&world, "alpha", "select id::text from product where article = 'A-1'").await.parse().unwrap();
    world.price(&company, 0, good, &[("0", "1100")]).await;
    olga.post(&format!("{path}/repeat"), &[]).await.leads_to("/pad");
    let pad = olga.get("/pad").await;
    pad.shows(&format!("Строки заказа {number} в бланке: 2")).shows("Цены изменились с прошлого раза");
    let row = words_of(pad.first("tr#r1").unwrap());
    assert!(row.contains("1 001,00 ₽") && row.contains("910,00 ₽"), "new and old: {row}");
    world.end().await;
}

#[tokio::test]
async fn orders_are_within_ones_reach_only() {
    let world = World::new().await;
    let company = shop(&world, "alpha").await;
    let other = world.dealer("alpha", "TK").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut sveta = world.member(&company, "sveta", "seller").await;
    let mut roman = world.member(&other, "roman", "dealer_head").await;
    paste(&mut olga, "A-1 10").await;
    let path = place(&mut olga, &[]).await.is(303).location().to_owned();
    let number = path.trim_start_matches("/orders/").to_owned();
    // A seller sees only own orders; another dealer sees nothing and can do nothing.
    for person in [&mut sveta, &mut roman] {
        person.get("/orders").await.is(200).hides(&number);
        person.get(&path).await.is(404).hides("A-1");
        person.get(&format!("{path}/price/1")).await.is(404);
        person.post(&format!("{path}/cancel"), &[]).await.is(404);
        person.post(&format!("{path}/repeat"), &[]).await.is(404);
        person.post(&format!("/manage/orders/{number}/confirm"), &[]).await.is(404);
    }
    let mut irina = world.staff("beta", "irina", "owner").await;
    irina.get(&format!("/manage/orders/{number}")).await.is(404);
    assert_eq!(figure(&world, "alpha", HELD).await, "1000/10 1000/0 1000/0");
    world.end().await;
}
