//! Each audience × each reader: who sees, and who does not learn that there is anything.

use tenancy::{Access, Dealer};

use super::{never_sees, publish, titles};
use crate::rooms::accounts::groups::group;
use crate::story::{Company, Visitor, World};

async fn private_person(world: &World, name: &str) -> Company {
    let company = world.dealer("alpha", name).await;
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    accounts::contracts::add_entity(&mut tx, company.id, "private_person", name, None).await.unwrap();
    tx.commit().await.unwrap();
    company
}

/// The word of an item, the form that says for whom it is, and who sees it.
type Case<'a> = (&'a str, Vec<(&'a str, &'a str)>, Vec<&'a str>);

#[tokio::test]
async fn each_item_is_seen_by_those_it_is_for_and_by_nobody_else() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let anna = private_person(&world, "Anna").await;
    let beta = world.dealer("beta", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let (of_svet, of_tk) =
        (group(&mut lev, "Первая", &[&svet]).await, group(&mut lev, "Вторая", &[&tk, &anna]).await);
    let people: Vec<(&str, Visitor)> = vec![
        ("svet", world.member(&svet, "olga", "buyer").await),
        ("tk", world.member(&tk, "roman", "accountant").await),
        ("private", world.member(&anna, "anna", "dealer_head").await),
        ("staff", world.staff("alpha", "fedor", "warehouse").await),
        ("visitor", world.visitor("alpha")),
        ("a dealer of beta", world.member(&beta, "olga", "dealer_head").await),
        ("the owner of beta", world.staff("beta", "lev", "owner").await),
        ("a visitor of beta", world.visitor("beta")),
    ];
    let cases: Vec<Case> = vec![
        ("Everyone1", vec![("everyone", "on")], vec!["svet", "tk", "private", "staff", "visitor"]),
        ("Dealers2", vec![("dealers", "on")], vec!["svet", "tk", "private"]),
        ("Private3", vec![("private_persons", "on")], vec!["private"]),
        ("Staff4", vec![("staff", "on")], vec!["staff"]),
        ("First5", vec![("group", &of_svet)], vec!["svet"]),
        ("Second6", vec![("group", &of_tk)], vec!["tk", "private"]),
        ("Both7", vec![("group", &of_svet), ("group", &of_tk)], vec!["svet", "tk", "private"]),
        (
            "Mixed8",
            vec![("staff", "on"), ("private_persons", "on"), ("group", &of_svet)],
            vec!["svet", "private", "staff"],
        ),
    ];
    for (canary, mut fields, seen_by) in cases {
        fields.extend([("title_ru", canary), ("text_ru", "Подробности внутри")]);
        let number = publish(&mut lev, &fields).await;
        for (who, visitor) in &people {
            if seen_by.contains(who) {
                let mut visitor = visitor.clone();
                assert_eq!(titles(&mut visitor, &format!("/news?q={canary}")).await, [canary], "{who}");
                visitor.get(&format!("/news/{number}")).await.is(200).shows("Подробности внутри");
            } else {
                never_sees(visitor, canary, &number).await;
            }
        }
    }
    world.end().await;
}

/// Who comes into a group sees its news from then on; who leaves it, or works for another company now, does not.
#[tokio::test]
async fn a_group_is_asked_at_each_look() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let id = group(&mut lev, "Опт", &[]).await;
    let number = publish(&mut lev, &[("title_ru", "Canary"), ("group", &id)]).await;
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    world.join(&tk, "olga", "buyer").await;
    olga.post("/me/company", &[("company", &svet.id.to_string())]).await.is(303);
    never_sees(&olga, "Canary", &number).await;

    let members = format!("/manage/dealers/groups/{id}/members");
    let dealer = [("dealer", svet.id.to_string())];
    let dealer: Vec<(&str, &str)> = dealer.iter().map(|(k, v)| (*k, v.as_str())).collect();
    lev.post(&members, &dealer).await.is(303);
    olga.get(&format!("/news/{number}")).await.is(200);
    olga.get("/home").await.shows("Canary");
    olga.post("/me/company", &[("company", &tk.id.to_string())]).await.is(303);
    never_sees(&olga, "Canary", &number).await;
    olga.post("/me/company", &[("company", &svet.id.to_string())]).await.is(303);
    olga.get(&format!("/news/{number}")).await.is(200);
    lev.post(&format!("{members}/remove"), &dealer).await.is(303);
    never_sees(&olga, "Canary", &number).await;
    world.end().await;
}

#[tokio::test]
async fn somebody_who_has_not_signed_in_reads_what_is_for_everyone() {
    let world = World::new().await;
    let mut lev = world.staff("beta", "lev", "owner").await;
    let open =
        publish(&mut lev, &[("title_en", "Open day"), ("text_en", "Come in"), ("everyone", "on")]).await;
    let closed = publish(&mut lev, &[("title_en", "Canary"), ("dealers", "on")]).await;
    let mut nobody = world.visitor("beta").speaking("en");
    let login = nobody.get("/login").await;
    assert!(login.is(200).first(&format!("a[href='/news/{open}']")).is_some());
    assert_eq!(titles(&mut nobody, "/news").await, ["Open day"]);
    let page = nobody.get(&format!("/news/{open}")).await;
    page.is(200).shows("Come in").shows("Sign in");
    assert!(page.first("[hx-post]").is_none(), "nobody has nothing to mark");
    never_sees(&nobody, "Canary", &closed).await;
    nobody.post("/news/read", &[]).await.is(303);
    world.end().await;
}

#[tokio::test]
async fn news_are_found_by_words_in_both_languages_and_shown_in_the_readers_own() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let mut olga = world.member(&svet, "olga", "buyer").await;
    publish(
        &mut lev,
        &[
            ("title_ru", "Ещё один склад"),
            ("text_ru", "В Твери открыт **новый** склад"),
            ("title_en", "One more warehouse"),
            ("text_en", "In Tver"),
            ("dealers", "on"),
        ],
    )
    .await;
    publish(&mut lev, &[("title_en", "Only English"), ("text_en", "No Russian words"), ("dealers", "on")])
        .await;
    for (q, found) in [
        ("еще", "Ещё один склад"),
        ("ТВЕРИ новый", "Ещё один склад"),
        ("warehouse", "Ещё один склад"),
        ("russian", "Only English"),
    ] {
        assert_eq!(titles(&mut olga, &format!("/news?q={q}")).await, [found], "{q}");
    }
    for q in ["твери казань", "%25", "_", "strong", "**"] {
        assert!(titles(&mut olga, &format!("/news?q={q}")).await.is_empty(), "{q}");
    }
    let page = olga.get("/news").await;
    assert!(page.first("a.name[lang=en]").is_some(), "what is not in the reader's language says so");
    olga.post("/me/look", &[("locale", "en"), ("next", "/news")]).await.is(303);
    assert_eq!(titles(&mut olga, "/news").await.len(), 2);
    olga.get("/news").await.shows("One more warehouse").hides("Ещё один");
    world.end().await;
}
