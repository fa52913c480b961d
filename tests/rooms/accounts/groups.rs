//! A7 · Client groups: put together by hand, named once, kept while something uses them.

use crate::rooms::news::publish;
use crate::story::{Company, Visitor, World};

pub const GROUPS: &str = "/manage/dealers/groups";

/// A new group with these dealers in it; its id.
pub async fn group(who: &mut Visitor, name: &str, dealers: &[&Company]) -> String {
    let path = who.post(GROUPS, &[("name", name)]).await.is(303).location().to_owned();
    let ids: Vec<String> = dealers.iter().map(|dealer| dealer.id.to_string()).collect();
    if !ids.is_empty() {
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("dealer", id.as_str())).collect();
        who.post(&format!("{path}/members"), &fields).await.leads_to(&path);
    }
    path.rsplit('/').next().unwrap().to_owned()
}

async fn acts(world: &World, slug: &str) -> Vec<String> {
    let mut tx = world.tenant(slug).begin(tenancy::Access::Read).await.unwrap();
    sqlx::query_scalar("select act from audit_entry where object = 'client_group' order by at, act")
        .fetch_all(tx.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_manager_puts_a_group_together_and_takes_it_apart() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    let menu = irina.get("/manage/dealers").await;
    assert!(menu.first(&format!(".nav a[href='{GROUPS}']")).is_some(), "the menu leads to the groups");
    irina.get(GROUPS).await.is(200).shows("Групп пока нет");

    let id = group(&mut irina, "Опт", &[&svet, &tk]).await;
    let here = format!("{GROUPS}/{id}");
    let page = irina.get(&here).await;
    assert_eq!(page.is(200).all(".list .name").len(), 2);
    page.shows("2 дилера").shows("Все дилеры уже в группе");
    irina.get(GROUPS).await.shows("Опт").shows("2 дилера");
    irina.get(&format!("/manage/dealers/{}", svet.id)).await.shows("Группы: Опт");

    // A second press adds nobody twice; whoever leaves can be found again.
    let svet_id = svet.id.to_string();
    world.wait_minutes(1);
    irina.post(&format!("{here}/members"), &[("dealer", &svet_id)]).await.leads_to(&here);
    irina.post(&format!("{here}/members/remove"), &[("dealer", &svet_id)]).await.leads_to(&here);
    world.wait_minutes(1);
    irina.get(&here).await.shows("Из группы «Опт» убран 1 дилер").shows("1 дилер");
    assert!(irina.get(&format!("{here}?q=SVET")).await.first("input[name=dealer]").is_some());
    irina.get(&format!("{here}?q=нет")).await.shows("ничего не найдено");

    irina.post(&here, &[("name", "Крупный опт")]).await.leads_to(&here);
    irina.get(&here).await.shows("Крупный опт");
    world.wait_minutes(1);
    irina.post(&format!("{here}/delete"), &[]).await.leads_to(GROUPS);
    irina.get(&here).await.is(404);
    irina.post(&format!("{here}/delete"), &[]).await.is(404);
    assert_eq!(
        acts(&world, "alpha").await,
        ["added", "members added", "members removed", "renamed", "deleted"]
    );
    world.end().await;
}

#[tokio::test]
async fn a_name_is_given_once_and_nobody_is_added_by_mistake() {
    let world = World::new().await;
    let svet = world.dealer("beta", "Svet").await;
    let mut lev = world.staff("beta", "lev", "owner").await;
    let id = group(&mut lev, "Wholesale", &[&svet]).await;
    let other = group(&mut lev, "Retail", &[]).await;
    let page = lev.post(GROUPS, &[("name", " wholesale ")]).await;
    assert!(page.is(422).error_of("name").contains("There is a group"), "{}", page.text());
    assert_eq!(page.value_of("name"), " wholesale ");
    let page = lev.post(&format!("{GROUPS}/{other}"), &[("name", "WHOLESALE")]).await;
    assert!(page.is(422).error_of("name").contains("another name"), "{}", page.text());
    // Its own name in other letters is no other group's.
    lev.post(&format!("{GROUPS}/{id}"), &[("name", "WHOLESALE")]).await.is(303);
    for dealer in ["", "nonsense", &uuid::Uuid::nil().to_string()] {
        lev.post(&format!("{GROUPS}/{id}/members"), &[("dealer", dealer)]).await.is(409);
    }
    lev.post(&format!("{GROUPS}/{id}/members"), &[]).await.is(409).shows("Nobody is ticked");
    world.end().await;
}

#[tokio::test]
async fn a_group_that_news_are_for_cannot_be_deleted() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let id = group(&mut lev, "Опт", &[&svet]).await;
    publish(&mut lev, &[("title_ru", "Только опту"), ("group", &id)]).await;
    let refused = lev.post(&format!("{GROUPS}/{id}/delete"), &[]).await;
    refused.is(409).shows("Группа «Опт» выбрана в других разделах");
    assert!(refused.first(&format!("a[href='{GROUPS}/{id}']")).is_some());
    lev.get(&format!("{GROUPS}/{id}")).await.is(200).shows("1 дилер");
    world.end().await;
}

#[tokio::test]
async fn only_sales_and_the_owner_put_groups_together() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let id = group(&mut lev, "Опт", &[&svet]).await;
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    for (who, status) in [(&mut nina, 403), (&mut olga, 404)] {
        who.get(GROUPS).await.is(status);
        who.get(&format!("{GROUPS}/{id}")).await.is(status);
        who.post(&format!("{GROUPS}/{id}/delete"), &[]).await.is(status);
    }
    olga.get("/company").await.hides("Опт");
    // The editor of news chooses among them all the same.
    nina.get("/manage/content/news/new").await.is(200).shows("Опт");
    world.visitor("alpha").get(GROUPS).await.is(303);
    world.end().await;
}
