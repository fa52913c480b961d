//! T40 · Eight writers with random delays before their commits: every event reaches its subscriber, once.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tenancy::{Access, Event, Relay, Subscriptions};

use super::Platform;

#[derive(Serialize, Deserialize)]
struct Happened {
    number: i64,
}

impl Event for Happened {
    const NAME: &'static str = "drill.happened";
}

const EVENTS: i64 = 10_000;
const WRITERS: i64 = 8;

#[tokio::test(flavor = "multi_thread")]
async fn late_commits_are_not_missed() {
    let platform = Platform::new(|config| config.pool_size = 10).await;
    let tenants = [platform.tenant("alpha").await, platform.tenant("beta").await];
    let mut subscriptions = Subscriptions::default();
    subscriptions.add(Happened::NAME, "drill.one");
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let relays: Vec<_> = (0..2)
        .map(|_| tokio::spawn(Relay::new(platform.db.clone(), subscriptions.clone()).run(stopped.clone())))
        .collect();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let tenant = tenants[usize::try_from(writer % 2).unwrap()].clone();
        writers.spawn(async move {
            let (mut number, last) = (writer * EVENTS / WRITERS, (writer + 1) * EVENTS / WRITERS);
            while number < last {
                let mut tx = tenant.begin(Access::Write).await.unwrap();
                for _ in 0..(number % 40 + 1).min(last - number) {
                    tx.announce(&Happened { number }).await.unwrap();
                    number += 1;
                }
                tokio::time::sleep(Duration::from_micros(u64::try_from(number * 37 % 5_000).unwrap())).await;
                tx.commit().await.unwrap();
            }
            // What is rolled back did not happen.
            let mut tx = tenant.begin(Access::Write).await.unwrap();
            tx.announce(&Happened { number: -1 }).await.unwrap();
        });
    }
    while let Some(done) = writers.join_next().await {
        done.unwrap();
    }
    let mut told = (0, 0);
    for _ in 0..400 {
        told = count(&platform).await;
        if told.0 == EVENTS {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(told, (EVENTS, EVENTS), "jobs, and different numbers among them");
    stop.send_replace(true);
    for relay in relays {
        relay.await.unwrap();
    }
    platform.end().await;
}

#[tokio::test]
async fn the_past_that_is_entered_later_is_told_to_nobody() {
    let platform = Platform::new(|_| ()).await;
    let tenant = platform.tenant("alpha").await;
    let mut subscriptions = Subscriptions::default();
    subscriptions.add(Happened::NAME, "drill.one");
    let relay = Relay::new(platform.db.clone(), subscriptions);
    let mut tx = tenant.begin(Access::Write).await.unwrap();
    tx.keep_quiet(true);
    tx.announce(&Happened { number: 1 }).await.unwrap();
    tx.keep_quiet(false);
    tx.announce(&Happened { number: 2 }).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(relay.turn().await.unwrap(), 1);
    assert_eq!(relay.turn().await.unwrap(), 0);
    assert_eq!(count(&platform).await, (1, 1));
    platform.end().await;
}

async fn count(platform: &Platform) -> (i64, i64) {
    let mut tx = platform.db.control().await.unwrap();
    sqlx::query_as(
        "select count(*), count(distinct payload ->> 'number') from cell.job where kind = 'drill.one'",
    )
    .fetch_one(tx.db())
    .await
    .unwrap()
}
