//! The owner's checklist: what is done is seen from the data; skipped, put away, and gone when all is done.

use crate::rooms::orders::{paste, place};
use crate::story::{PASSWORD, Visitor, World};

/// A portal as the sign-up leaves it, without samples.
async fn owner(world: &World) -> Visitor {
    let mut tx = world.tenant("beta").begin(tenancy::Access::Write).await.unwrap();
    start::begin(&mut tx, world.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    world.staff("beta", "lev", "owner").await
}

async fn states(lev: &mut Visitor) -> Vec<String> {
    let page = lev.get("/manage/start").await;
    let states = page.is(200).all(".first-steps > li");
    states.into_iter().map(|li| li.value().attr("class").unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_orders_as_the_own_test_dealer_and_comes_back() {
    let world = World::new().await;
    let mut lev = owner(&world).await;
    assert_eq!(states(&mut lev).await, ["open", "open", "open", "open", "open"]);
    lev.get("/manage/today").await.shows("0 of 5 done");
    lev.post("/manage/start/as-dealer", &[]).await.is(409).shows("no test dealer yet");
    lev.post("/manage/start/samples", &[]).await.leads_to("/manage/start");
    lev.post("/manage/start/samples", &[]).await.leads_to("/manage/start");
    assert_eq!(states(&mut lev).await, ["open", "done", "done", "open", "open"]);
    let mut at_once = lev.clone();
    let (one, two) = tokio::join!(
        lev.post("/manage/start/test-dealer", &[]),
        at_once.post("/manage/start/test-dealer", &[])
    );
    one.leads_to("/manage/start");
    two.leads_to("/manage/start");
    assert_eq!(states(&mut lev).await, ["open", "done", "done", "done", "open"]);

    let owners = lev.clone();
    lev.post("/manage/start/as-dealer", &[]).await.leads_to("/");
    assert_ne!(lev.session, owners.session);
    owners.clone().get("/manage/start").await.leads_to("/login?next=%2Fmanage%2Fstart");
    lev.get("/manage/start").await.is(404);
    lev.get("/home").await.is(200).shows("as your test dealer does");
    paste(&mut lev, "SAMPLE-A-01 10").await;
    place(&mut lev, &[]).await.is(303);
    lev.post("/me/back", &[]).await.leads_to("/manage");
    assert_eq!(states(&mut lev).await, ["open", "done", "done", "done", "done"]);
    lev.get("/manage/today").await.shows("My test dealer").shows("4 of 5 done");
    lev.post("/me/back", &[]).await.is(409);

    lev.post("/manage/start/skip", &[("step", "logo")]).await.leads_to("/manage/start");
    lev.get("/manage/start").await.shows("All done");
    lev.get("/manage/today").await.hides("First steps");
    world.end().await;
}

#[tokio::test]
async fn the_list_is_put_away_by_hand_and_is_only_the_owners() {
    let world = World::new().await;
    let mut lev = owner(&world).await;
    let mut anna = world.staff("beta", "anna", "sales_manager").await;
    anna.get("/manage/today").await.is(200).hides("First steps");
    anna.get("/manage/start").await.is(403);
    lev.post("/manage/start/skip", &[("step", "nonsense")]).await.is(409);
    lev.post("/manage/start/dismiss", &[]).await.leads_to("/manage");
    lev.get("/manage/today").await.hides("of 5 done");
    lev.get("/manage/start").await.is(200);
    // A portal that was made on the command line has no list.
    let mut olga = world.staff("alpha", "olga", "owner").await;
    olga.get("/manage/today").await.is(200).hides("/manage/start");
    world.end().await;
}

#[tokio::test]
async fn samples_stay_out_of_a_catalog_with_goods() {
    let world = World::new().await;
    let mut lev = owner(&world).await;
    world.good("beta", "A-1", "Real").await;
    lev.get("/manage/start").await.hides("Load 50 samples");
    lev.post("/manage/start/samples", &[]).await.is(409).shows("sold by mistake");
    world.end().await;
}

/// The test dealer has no password that anybody knows.
#[tokio::test]
async fn nobody_signs_in_as_the_test_dealer() {
    let world = World::new().await;
    let mut lev = owner(&world).await;
    lev.post("/manage/start/test-dealer", &[]).await.is(303);
    lev.get("/manage/start").await.shows("lev+dealer@beta.example");
    let mut stranger = world.visitor("beta");
    for password in [PASSWORD, ""] {
        stranger
            .post("/login", &[("email", "lev+dealer@beta.example"), ("password", password)])
            .await
            .is(422);
    }
    world.end().await;
}
