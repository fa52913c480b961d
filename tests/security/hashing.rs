//! T27 · Passwords are hashed two at a time and the queue has an end, so sign-ins cannot take the server from everybody.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::story::{PASSWORD, World};

/// Two hundred people sign in at once: some get in, the others are told to come back; nobody waits for ever, and pages of
/// people who are in answer all the while. (Two hashes at once, and queues that lose no place, are proved beside them:
/// `accounts::signing_in::password`.)
#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_sign_ins_leave_the_pages_to_the_others() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let olga = world.member(&company, "olga", "dealer_head").await;
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    tx.narrow(tenancy::Dealer::All).await.unwrap();
    sqlx::query(
        "with copy as (
            insert into person (id, email, name, realm, password_hash, state, created_at)
            select gen_random_uuid(), 'person' || n || '@alpha.example', 'Person', realm, password_hash, state, created_at
            from person, generate_series(1, 200) n where name = 'olga' returning id)
         insert into membership (id, person_id, dealer_id, role) select gen_random_uuid(), id, $1, 'buyer' from copy",
    )
    .bind(company.id)
    .execute(tx.db())
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let sign_ins = (1..=200).map(|n| {
        let mut visitor = world.visitor("alpha").from([127, 0, 7, u8::try_from(n % 100 + 1).unwrap()]);
        tokio::spawn(async move {
            let email = format!("person{n}@alpha.example");
            visitor.post("/login", &[("email", &email), ("password", PASSWORD)]).await.status
        })
    });
    let sign_ins = tokio::spawn(futures::future::join_all(sign_ins.collect::<Vec<_>>()));
    let mut pages = 0;
    while !sign_ins.is_finished() {
        // A page that waits in the queue of passwords would take the whole of it; this bound is for a very busy machine.
        let page =
            tokio::time::timeout(Duration::from_secs(5), async { olga.clone().get("/company").await.status })
                .await;
        assert_eq!(page, Ok(200), "a page of somebody who is in");
        pages += 1;
    }
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
    for status in sign_ins.await.unwrap() {
        *statuses.entry(status.unwrap()).or_default() += 1;
    }
    println!("{statuses:?} while {pages} pages were answered");
    assert_eq!(statuses.keys().copied().collect::<Vec<_>>(), [303, 429], "{statuses:?}");
    // Forty may wait behind the two whose turn it is; as those leave, others may step in.
    assert!(statuses[&303] >= 40 && statuses[&429] >= 20, "{statuses:?}");
    assert!(pages >= 3, "{pages}");
    // The queue is empty again, and who was turned away is not counted as a failure.
    for n in [1, 100, 200] {
        let mut visitor = world.visitor("alpha").from([127, 0, 7, 101]);
        let email = format!("person{n}@alpha.example");
        visitor.post("/login", &[("email", &email), ("password", PASSWORD)]).await.is(303);
    }
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Read).await.unwrap();
    let failed: i64 = sqlx::query_scalar("select count(*) from sign_in_attempt where not succeeded")
        .fetch_one(tx.db())
        .await
        .unwrap();
    assert_eq!(failed, 0);
    drop(tx);
    world.end().await;
}
