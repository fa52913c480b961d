//! G10, T14, T15 · In pairs: the rightful owner sees the row, the neighbour by the same address sees nothing, and no
//! table changes.

use kit::web::Site;

use crate::story::{Visitor, World};

/// Everything that a tenant holds, as one text: an unseen change shows.
async fn contents(world: &World, slug: &str) -> String {
    let mut tx = world.tenant(slug).begin(tenancy::Access::Read).await.unwrap();
    tx.narrow(tenancy::Dealer::All).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables where table_schema = current_schema() order by 1",
    )
    .fetch_all(tx.db())
    .await
    .unwrap();
    let mut text = String::new();
    // A session's last use and the tries to sign in may change by looking.
    for table in tables.iter().filter(|table| !["session", "sign_in_attempt"].contains(&table.as_str())) {
        let rows: Option<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "select string_agg(t::text, '|' order by t::text) from {table} t"
        )))
        .fetch_one(tx.db())
        .await
        .unwrap();
        text.push_str(&format!("{table}: {}\n", rows.unwrap_or_default()));
    }
    text
}

async fn call(visitor: &mut Visitor, method: &str, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let page = if method == "GET" { visitor.get(path).await } else { visitor.post(path, fields).await };
    (page.status, page.body)
}

/// Rows that a person of Svet owns, with the request that touches each.
async fn own_requests(
    olga: &mut Visitor,
    company: &crate::story::Company,
) -> Vec<(&'static str, String, Vec<(&'static str, String)>)> {
    let page = olga.get("/me").await;
    let revoke = page.first("td form[action$='/revoke']").unwrap();
    let revoke = revoke.value().attr("action").unwrap().to_owned();
    vec![
        ("POST", "/contract".into(), vec![("contract", company.contracts[0].to_string())]),
        ("POST", "/me/company".into(), vec![("company", company.id.to_string())]),
        ("POST", revoke, vec![]),
    ]
}

#[tokio::test]
async fn a_dealers_rows_are_out_of_the_neighbours_reach() {
    let world = World::new().await;
    let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
    let foreign = world.dealer("beta", "Svet").await;
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    world.visitor("alpha").signed_in("olga@alpha.example", crate::story::PASSWORD).await;
    let neighbours = [
        world.member(&tk, "roman", "dealer_head").await,
        world.member(&tk, "anna", "buyer").await,
        world.member(&foreign, "olga", "dealer_head").await,
        world.staff("alpha", "lev", "owner").await,
        world.staff("beta", "lev", "owner").await,
    ];
    for (method, path, fields) in own_requests(&mut olga, &svet).await {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for neighbour in &neighbours {
            let before = (contents(&world, "alpha").await, contents(&world, "beta").await);
            let (status, body) = call(&mut neighbour.clone(), method, &path, &fields).await;
            assert_eq!(status, 404, "{method} {path}");
            assert!(!body.contains("Svet"), "{method} {path} names the neighbour");
            assert_eq!(before, (contents(&world, "alpha").await, contents(&world, "beta").await));
        }
        let (status, _) = call(&mut olga, method, &path, &fields).await;
        assert_eq!(status, 303, "the owner's own {method} {path}");
    }
    world.end().await;
}

#[tokio::test]
async fn a_dealers_card_is_seen_by_its_own_manufacturer_only() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let path = format!("/manage/dealers/{}", svet.id);
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    irina.get(&path).await.is(200).shows("Svet-1");
    let mut stranger = world.staff("beta", "irina", "sales_manager").await;
    stranger.get(&path).await.is(404).hides("Svet");
    stranger.get("/manage/dealers").await.is(200).hides("Svet");
    let mut olga = world.member(&svet, "olga", "dealer_head").await;
    olga.get(&path).await.is(404).hides("Svet-1");
    world.end().await;
}

/// Every route that reads, called by people of two dealers and two tenants of equal names, shows only their own word.
#[tokio::test]
async fn no_page_shows_a_word_of_the_neighbour() {
    let world = World::new().await;
    let mut people = Vec::new();
    for (slug, own, other) in
        [("alpha", "Canary", "Parrot"), ("alpha", "Parrot", "Canary"), ("beta", "Sparrow", "Canary")]
    {
        let company = world.dealer(slug, own).await;
        people.push((world.member(&company, &own.to_lowercase(), "dealer_head").await, own, other));
    }
    let mut probes = 0;
    for (person, own, other) in &people {
        let mut own_seen = false;
        for route in
            world.app.routes().iter().filter(|route| route.site == Site::Tenant && route.method == "GET")
        {
            let path = route.path.replace("{id}", &uuid::Uuid::nil().to_string());
            let page = person.clone().get(&path).await;
            assert!(page.status < 500, "{path}");
            page.hides(other).hides(&other.to_lowercase());
            own_seen |= page.body.contains(own);
            probes += 1;
        }
        assert!(own_seen, "{own} sees nothing of its own");
    }
    assert!(probes >= 30, "{probes}");
    world.end().await;
}
