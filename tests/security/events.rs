//! T20 · Events and jobs of two tenants at once: no job carries, sees or tells anything of the other one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tenancy::{Access, Event, Handler, JobOutcome, Registry, Relay, Subscriptions, Worker, WorkerOptions};

use crate::drills::Platform;
use crate::rooms::orders::{paste, place, shop};
use crate::story::World;

#[derive(Serialize, Deserialize)]
struct Sung {
    canary: String,
    number: i64,
}

impl Event for Sung {
    const NAME: &'static str = "drill.sung";
}

const EACH: i64 = 300;

/// What jobs heard: (tenant, canary, number) and the words that their own transaction saw.
type Heard = Arc<Mutex<Vec<(String, Sung, Vec<String>)>>>;

fn listener(heard: &Heard) -> Handler {
    let heard = Arc::clone(heard);
    Arc::new(move |job| {
        let heard = Arc::clone(&heard);
        Box::pin(async move {
            let sung: Sung =
                serde_json::from_value(job.payload.clone()).map_err(|error| error.to_string())?;
            let words: Vec<String> = sqlx::query_scalar("select distinct text from word")
                .fetch_all(job.tx.db())
                .await
                .map_err(|error| error.to_string())?;
            heard.lock().unwrap().push((job.tenant.slug().to_owned(), sung, words));
            Ok(JobOutcome::Done)
        })
    })
}

/// Two tenants announce at once, two relays and two workers carry: each event is heard once, at home.
#[tokio::test(flavor = "multi_thread")]
async fn events_are_heard_by_their_own_tenant_only() {
    let platform = Platform::new(|config| (config.pools, config.pool_size) = (1, 6)).await;
    let tenants = [platform.tenant("alpha").await, platform.tenant("beta").await];
    let heard: Heard = Arc::default();
    let mut subscriptions = Subscriptions::default();
    subscriptions.add(Sung::NAME, "drill.listen");
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut running = Vec::new();
    for _ in 0..2 {
        let relay = Relay::new(platform.db.clone(), subscriptions.clone());
        running.push(tokio::spawn(relay.run(stopped.clone())));
        let mut registry = Registry::default();
        registry.add("drill.listen", listener(&heard)).unwrap();
        let worker = Worker::new(platform.db.clone(), registry, Vec::new(), WorkerOptions::default());
        running.push(tokio::spawn(worker.run(stopped.clone())));
    }
    let singers = tenants.clone().map(|tenant| {
        tokio::spawn(async move {
            for number in 0..EACH {
                let mut tx = tenant.begin(Access::Write).await.unwrap();
                let canary = format!("canary of {}", tenant.slug());
                sqlx::query("insert into word (text) values ($1)")
                    .bind(&canary)
                    .execute(tx.db())
                    .await
                    .unwrap();
                tx.announce(&Sung { canary, number }).await.unwrap();
                tx.commit().await.unwrap();
            }
        })
    });
    for singer in singers {
        singer.await.unwrap();
    }
    for _ in 0..600 {
        if heard.lock().unwrap().len() >= 2 * usize::try_from(EACH).unwrap() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    stop.send_replace(true);
    for task in running {
        task.await.unwrap();
    }
    let mut numbers: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (tenant, sung, words) in heard.lock().unwrap().iter() {
        let own = format!("canary of {tenant}");
        assert_eq!(sung.canary, own);
        assert_eq!(words, &[own], "what the job of {tenant} sees");
        numbers.entry(tenant.clone()).or_default().push(sung.number);
    }
    for tenant in ["alpha", "beta"] {
        let mut of_tenant = numbers.remove(tenant).unwrap();
        of_tenant.sort_unstable();
        assert_eq!(of_tenant, (0..EACH).collect::<Vec<_>>(), "{tenant}");
    }
    platform.end().await;
}

/// Orders with the same number in two tenants: every letter is of the tenant whose person gets it.
#[tokio::test]
async fn letters_tell_of_their_own_tenant_only() {
    let world = World::new().await;
    let mut people = Vec::new();
    for slug in ["alpha", "beta"] {
        let company = shop(&world, slug).await;
        world.staff(slug, "lev", "sales_manager").await;
        people.push((slug, world.member(&company, "olga", "dealer_head").await));
    }
    for round in 1..=3 {
        for (slug, olga) in &mut people {
            paste(olga, "A-1 10").await;
            let comment = format!("canary of {slug}");
            let order = place(olga, &[("comment", &comment), ("buyer_number", &comment)]).await;
            assert!(order.is(303).location().ends_with(&format!("-00000{round}")), "{}", order.location());
            olga.post("/reset", &[("email", &format!("olga@{slug}.example"))]).await.is(200);
        }
        world.wait_minutes(2);
    }
    world.wait_for_jobs().await;
    let letters = world.mail.letters();
    for (own, other) in [("alpha", "beta"), ("beta", "alpha")] {
        let host = format!("@{own}.example");
        let of_tenant: Vec<_> = letters.iter().filter(|letter| letter.to.ends_with(&host)).collect();
        assert!(of_tenant.len() >= 6, "{own}: {}", of_tenant.len());
        for letter in of_tenant {
            let whole = format!("{} {} {}", letter.subject, letter.text, letter.html);
            let foreign = [format!("canary of {other}"), format!("Tenant {other}"), format!("//{other}.")];
            assert!(!foreign.iter().any(|word| whole.contains(word)), "{own}: {whole}");
            assert!(whole.contains(&format!("//{own}.")), "{own}: {whole}");
        }
    }
    world.end().await;
}
