//! T25 · Guessing and spraying: limits of the account, of the address and of the tenant, in the database; slow, never locked;
//! on every door that takes a password or sends a link.

use std::collections::BTreeMap;

use crate::rooms::platform::operator;
use crate::story::{PASSWORD, Page, Visitor, World};

const OLGA: &str = "olga@alpha.example";

async fn guess(visitor: &Visitor, email: &str, password: &str) -> Page {
    visitor.clone().post("/login", &[("email", email), ("password", password)]).await
}

/// The statuses of many tries at once.
async fn at_once(tries: Vec<(Visitor, String)>) -> BTreeMap<u16, usize> {
    let tries = tries.into_iter().map(|(visitor, email)| {
        tokio::spawn(async move { guess(&visitor, &email, "wrong horse").await.status })
    });
    let mut statuses = BTreeMap::new();
    for status in futures::future::join_all(tries).await {
        *statuses.entry(status.unwrap()).or_default() += 1;
    }
    statuses
}

/// Five guesses of an account are judged, whether they come one by one or all at once, through one process or two.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_takes_five_guesses_however_they_come() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.member(&company, "olga", "dealer_head").await;
    let other = world.copied(|_, _| ()).await;
    let doors = [world.visitor("alpha"), other.visitor("alpha")];
    let tries = (0..60).map(|n| {
        (doors[n % 2].clone().from([127, 0, 1, 1 + u8::try_from(n % 50).unwrap()]), OLGA.to_owned())
    });
    let statuses = at_once(tries.collect()).await;
    assert_eq!(statuses.get(&422), Some(&5), "{statuses:?}");
    assert_eq!(statuses.get(&429), Some(&55), "{statuses:?}");
    // The right password waits as well at a new place, in both processes, and says how long.
    for door in &doors {
        let slowed = guess(&door.clone().from([127, 0, 2, 1]), OLGA, PASSWORD).await;
        slowed.is(429);
    }
    // Where Olga has been before she is not kept out by what strangers do elsewhere.
    guess(&doors[0], OLGA, PASSWORD).await.leads_to("/");
    // Slow, not locked: the stated time is enough.
    world.wait_minutes(1);
    guess(&doors[1].clone().from([127, 0, 2, 1]), OLGA, PASSWORD).await.leads_to("/");
    // Another account, another tenant: nothing of this is theirs.
    let anna = world.member(&company, "anna", "buyer").await;
    assert!(anna.session.is_some());
    guess(&world.visitor("beta").from([127, 0, 1, 1]), OLGA, "wrong horse").await.is(422);
    other.end().await;
    world.end().await;
}

/// One guess for each of many accounts, all from one address.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_sprays_is_slowed_down() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.member(&company, "olga", "dealer_head").await;
    let sprayer = world.visitor("alpha").from([127, 0, 3, 1]);
    let mut judged = 0;
    for n in 0..40 {
        let page = guess(&sprayer, &format!("person{n}@alpha.example"), "spring2026").await;
        assert!([422, 429].contains(&page.status));
        judged += usize::from(page.status == 422);
    }
    assert_eq!(judged, 30);
    let retry = guess(&sprayer, "one.more@alpha.example", "spring2026").await;
    retry.is(429);
    // People elsewhere do not notice.
    guess(&world.visitor("alpha").from([127, 0, 3, 2]), OLGA, PASSWORD).await.leads_to("/");
    world.wait_minutes(6);
    guess(&sprayer, "one.more@alpha.example", "spring2026").await.is(422);
    world.end().await;
}

/// One guess for each of many accounts, each from another address.
#[tokio::test]
async fn a_tenant_that_is_sprayed_from_everywhere_slows_strangers_only() {
    let world = World::new().await;
    for slug in ["alpha", "beta"] {
        let company = world.dealer(slug, "Svet").await;
        world.member(&company, "olga", "dealer_head").await;
    }
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    sqlx::query(
        "insert into sign_in_attempt (email, address, at, succeeded)
         select 'person' || n || '@alpha.example', '10.0.' || n / 250 || '.' || n % 250, $1::text::timestamptz, false
         from generate_series(1, 300) n",
    )
    .bind(world.app.clock.now().to_string())
    .execute(tx.db())
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let stranger = world.visitor("alpha").from([127, 0, 4, 1]);
    guess(&stranger, "next@alpha.example", "spring2026").await.is(429);
    guess(&stranger, OLGA, PASSWORD).await.is(429);
    // Where Olga has been before she comes in; beta is not alpha.
    guess(&world.visitor("alpha"), OLGA, PASSWORD).await.leads_to("/");
    guess(&world.visitor("beta").from([127, 0, 4, 1]), "next@beta.example", "spring2026").await.is(422);
    // Slow, not locked: after the stated time the next stranger is judged.
    world.wait_minutes(1);
    guess(&stranger, "next@alpha.example", "spring2026").await.is(422);
    world.end().await;
}

/// The old password at its change is guessed by who holds somebody's session; it counts with the sign-in's guesses.
#[tokio::test]
async fn the_change_of_a_password_is_limited_too() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let olga = world.member(&company, "olga", "dealer_head").await;
    let wrong = [("old", "wrong horse"), ("password", "a better horse")];
    let tries = (0..30).map(|_| {
        let mut thief = olga.clone();
        tokio::spawn(async move { thief.post("/me/password", &wrong).await.status })
    });
    let mut judged = 0;
    for status in futures::future::join_all(tries).await {
        let status = status.unwrap();
        assert!([422, 429].contains(&status), "{status}");
        judged += usize::from(status == 422);
    }
    assert_eq!(judged, 5);
    let mut olga = olga;
    let right = [("old", PASSWORD), ("password", "a better horse")];
    let slowed = olga.post("/me/password", &right).await;
    slowed.is(429);
    let seconds: u32 = slowed.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=300).contains(&seconds), "{seconds}");
    guess(&world.visitor("alpha"), OLGA, PASSWORD).await.is(429);
    world.wait_minutes(1);
    olga.post("/me/password", &right).await.leads_to("/me");
    world.end().await;
}

/// Letters with links: five for an e-mail, then slowly, and one a minute at most; its sign-in does not suffer.
#[tokio::test]
async fn letters_for_a_reset_are_limited() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.member(&company, "olga", "dealer_head").await;
    let stranger = world.visitor("alpha").from([127, 0, 5, 1]);
    for email in [OLGA, "nobody@alpha.example"] {
        for n in 0..8 {
            let asked = stranger.clone().post("/reset", &[("email", email)]).await;
            asked.is(if n < 5 { 200 } else { 429 });
        }
    }
    world.wait_for_jobs().await;
    assert_eq!(world.mail.letters().len(), 1);
    guess(&stranger, OLGA, PASSWORD).await.leads_to("/");
    world.wait_minutes(1);
    stranger.clone().post("/reset", &[("email", OLGA)]).await.is(200);
    world.end().await;
}

/// The console slows guesses down as well, and keeps no operator out for good.
#[tokio::test]
async fn the_console_is_slow_and_not_locked() {
    let world = World::new().await;
    let hash = accounts::signing_in::hash(PASSWORD).await.unwrap();
    let email = "ada@portico.example".parse().unwrap();
    let db = &world.app.db;
    platform::console::operators::put_operator(db, &email, "Ada", &hash, kit::text::Locale::EN)
        .await
        .unwrap();
    let stranger = world.on_console().from([127, 0, 6, 1]);
    for n in 0..8 {
        guess(&stranger, "ada@portico.example", "wrong horse").await.is(if n < 5 { 422 } else { 429 });
    }
    world.wait_minutes(1);
    guess(&world.on_console(), "ada@portico.example", PASSWORD).await.leads_to("/");
    world.end().await;
}

/// The operator's door counts a guess before it is judged, so guesses sent at once gain nothing.
#[tokio::test(flavor = "multi_thread")]
async fn the_console_judges_five_guesses_however_they_come() {
    let world = World::new().await;
    operator(&world).await;
    let statuses = at_once(vec![(world.on_console(), "ada@portico.example".to_owned()); 30]).await;
    assert_eq!(statuses.get(&422), Some(&5), "{statuses:?}");
    assert_eq!(statuses.get(&429), Some(&25), "{statuses:?}");
    world.wait_minutes(1);
    guess(&world.on_console(), "ada@portico.example", PASSWORD).await.leads_to("/");
    world.end().await;
}
