//! A2, A4 · Companies, contracts with every term, colleagues and staff.

use crate::story::{PASSWORD, World};

/// Every term of the two contracts of `World::dealer`, as a dealer reads it in Russian.
const FIRST: &[&str] = &[
    "Договор № Svet-1",
    "Svet entity 1",
    "ИНН 7707083893",
    "RUB",
    "Silver, −9 %, с НДС",
    "Svet list 1",
    "Через 30 дней после отгрузки",
    "1 234 567,50 ₽",
    "5 000,00 ₽",
    "To the door",
    "Svet house 1",
    "3 дня",
    "01.01.2026 – 31.12.2031",
];
const SECOND: &[&str] = &[
    "Договор № Svet-2",
    "Svet entity 2",
    "ИНН 500100732259",
    "EUR",
    "Gold, −13,5 %, НДС сверху",
    "Svet list 2",
    "Предоплата",
    "Без лимита",
    "250,00 €",
    "Collected",
    "Svet house 2",
    "1 день",
    "01.02.2026",
];

#[tokio::test]
async fn two_contracts_show_all_their_terms_and_the_switcher_changes_them() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let page = olga.get("/company").await;
    let articles: Vec<String> =
        page.all("article").iter().map(|article| crate::story::words_of(*article)).collect();
    assert_eq!(articles.len(), 2);
    for (article, terms) in articles.iter().zip([FIRST, SECOND]) {
        for term in terms {
            assert!(article.contains(term), "“{term}” is not in: {article}");
        }
    }
    let shown = |page: &crate::story::Page| crate::story::words_of(page.first("summary.contract").unwrap());
    assert!(shown(&page).contains("Svet-1") && shown(&page).contains("Svet entity 1"), "{}", shown(&page));

    let second = company.contracts[1].to_string();
    olga.post("/contract", &[("contract", &second), ("next", "/company")]).await.leads_to("/company");
    let page = olga.get("/company").await;
    assert!(shown(&page).contains("Svet-2") && shown(&page).contains("EUR"), "{}", shown(&page));
    page.shows("Договор № Svet-2: цены и условия изменились");

    // The choice is remembered at the next sign-in.
    let mut again = world.visitor("alpha").signed_in("olga@alpha.example", PASSWORD).await;
    assert!(shown(&again.get("/company").await).contains("Svet-2"));
    world.end().await;
}

#[tokio::test]
async fn another_dealers_contract_cannot_be_chosen() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    let own = svet.contracts[0].to_string();
    olga.post("/contract", &[("contract", &own)]).await.is(303);
    for foreign in [tk.contracts[0].to_string(), "nonsense".into(), String::new()] {
        olga.post("/contract", &[("contract", &foreign)]).await.is(404);
    }
    olga.get("/company").await.shows("Svet-1").hides("TK");
    world.end().await;
}

#[tokio::test]
async fn the_head_invites_a_colleague_who_accepts_by_the_letter() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let filled = [
        ("name", "Павел Орлов"),
        ("email", "Pavel@Alpha.example"),
        ("role", "buyer"),
        ("limit", "150 000,50"),
    ];
    olga.post("/company/people", &filled).await.leads_to("/company");
    olga.get("/company").await.shows("Приглашение отправлено: pavel@alpha.example").shows("150 000,5");
    let taken = olga.post("/company/people", &filled).await;
    assert!(taken.is(422).error_of("email").contains("уже есть"));
    assert_eq!(taken.value_of("name"), "Павел Орлов");
    world.wait_for_jobs().await;

    let letter = world.mail.letters().remove(0);
    assert!(letter.subject.starts_with("Приглашение"), "{}", letter.subject);
    let link = letter.text.split_whitespace().find(|word| word.contains("/invite/")).unwrap().to_owned();
    let path = link.strip_prefix(&world.app.config.tenant_url("alpha")).unwrap();
    let mut pavel = world.visitor("alpha");
    assert_eq!(pavel.get(path).await.value_of("name"), "Павел Орлов");
    pavel.post(path, &[("name", "Павел Орлов"), ("password", PASSWORD)]).await.leads_to("/");
    pavel.get("/company").await.is(200).hides("Пригласить коллегу");
    let refused = pavel.post("/company/people", &filled).await;
    refused.is(403).shows("У вас нет права «Приглашать коллег»");
    world.end().await;
}

#[tokio::test]
async fn a_wrong_invitation_keeps_what_was_typed() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let page = olga
        .post("/company/people", &[("name", ""), ("email", "кто-то"), ("role", "owner"), ("limit", "−5")])
        .await;
    page.is(422);
    for field in ["name", "email", "role", "limit"] {
        assert!(!page.error_of(field).is_empty(), "{field}");
    }
    assert_eq!(page.value_of("email"), "кто-то");
    world.end().await;
}

#[tokio::test]
async fn staff_find_a_dealer_and_see_its_contracts() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    world.dealer("alpha", "Pipes").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    irina.get("/manage").await.leads_to("/manage/today");
    irina.get("/manage/dealers").await.is(200).shows("Svet").shows("Pipes");
    irina.get("/manage/dealers?q=svet+ENTITY").await.shows("Svet").hides("Pipes");
    irina.get("/manage/dealers?q=nothing%25").await.shows("ничего не найдено").hides("Pipes");
    let card = irina.get(&format!("/manage/dealers/{}", svet.id)).await;
    card.is(200).shows("Svet-1").shows("Svet-2");
    world.end().await;
}

#[tokio::test]
async fn a_new_dealer_gets_an_entity_and_its_head_a_letter() {
    let world = World::new().await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    let mut fields = vec![
        ("name", "Каскад"),
        ("city", "Самара"),
        ("entity", "АО «Каскад»"),
        ("tax_id", "77012345678"),
        ("head", "Борис Гусев"),
        ("email", "boris@kaskad.example"),
    ];
    let wrong = irina.post("/manage/dealers", &fields).await;
    assert!(wrong.is(422).error_of("tax_id").contains("10 или 12 цифр, а введено 11"));
    assert_eq!(wrong.value_of("entity"), "АО «Каскад»");
    fields[3] = ("tax_id", "7707 083893");
    let added = irina.post("/manage/dealers", &fields).await;
    assert!(added.is(303).location().starts_with("/manage/dealers/"));
    irina.get(added.location()).await.shows("Каскад").shows("Борис Гусев").shows("Приглашение отправлено");
    world.wait_for_jobs().await;
    assert_eq!(world.mail.letters()[0].to, "boris@kaskad.example");
    world.end().await;
}

#[tokio::test]
async fn only_the_owner_invites_staff_and_sees_roles() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    let filled = [("name", "Фёдор"), ("email", "fedor@alpha.example"), ("role", "warehouse")];
    irina.post("/manage/settings/staff", &filled).await.is(403);
    irina.get("/manage/settings/roles").await.is(403);
    lev.post("/manage/settings/staff", &filled).await.leads_to("/manage/settings/staff");
    lev.get("/manage/settings/staff").await.shows("fedor@alpha.example").shows("Склад");
    lev.get("/manage/settings/roles").await.shows("Видеть дилеров").shows("Менеджер по продажам");
    world.wait_for_jobs().await;
    world.end().await;
}

#[tokio::test]
async fn a_person_of_two_companies_switches_between_them() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let foreign = world.dealer("alpha", "Foreign").await;
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    world.join(&tk, "olga", "buyer").await;
    olga.get("/company").await.shows("Svet-1");
    olga.post("/me/company", &[("company", &foreign.id.to_string())]).await.is(404);
    olga.post("/me/company", &[("company", &tk.id.to_string())]).await.leads_to("/");
    // The role of the other company holds there: a buyer does not invite.
    olga.get("/company").await.shows("TK-1").hides("Svet").hides("Пригласить коллегу");
    world.end().await;
}
