//! G1 · Kill −9 of the server, and of a Postgres with fsync on, under four writers who order and try again: no acknowledged
//! order is lost, none is there twice, nothing is sold twice, no order is half.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cluster::{Cluster, Options};
use reqwest::Method;
use tenancy::{Access, Dealer};

use crate::story::{Page, Served, Visitor, World};

const ROUNDS: usize = 20;
const WRITERS: usize = 4;
/// Pieces of the good that is sold out on the way.
const LAST: &str = "25";

/// What the writers share: where the server is now, and whether to go on.
#[derive(Clone)]
struct Shop {
    server: Arc<Mutex<Option<Served>>>,
    closing: Arc<AtomicBool>,
}

impl Shop {
    fn open(url: &str) -> Self {
        let server = Served::start(url, "all");
        Self { server: Arc::new(Mutex::new(Some(server))), closing: Arc::default() }
    }

    /// The same person at the server as it is now; nobody while there is none.
    fn at(&self, person: &Visitor) -> Option<Visitor> {
        self.server.lock().unwrap().as_ref().map(|server| server.sees(person, "alpha"))
    }

    fn kill(&self) {
        if let Some(mut server) = self.server.lock().unwrap().take() {
            server.kill();
        }
    }

    fn reopen(&self, url: &str) {
        let server = Served::start(url, "all");
        *self.server.lock().unwrap() = Some(server);
    }

    /// Waits until somebody's page is there.
    async fn answers(&self, person: &Visitor) {
        while !matches!(ask(self, person, Method::GET, "/orders", &[]).await, Some(page) if page.status == 200)
        {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// One request; nothing when nobody answered.
async fn ask(
    shop: &Shop,
    person: &Visitor,
    method: Method,
    path: &str,
    fields: &[(String, String)],
) -> Option<Page> {
    let visitor = shop.at(person)?;
    let request = visitor.request(method.clone(), path).header("sec-fetch-site", "same-origin");
    let request = if method == Method::POST { request.form(fields) } else { request };
    let answer = request.timeout(Duration::from_secs(20)).send().await.ok()?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = answer.bytes().await.ok()?;
    let mut whole = axum::http::Response::builder().status(status).body(body.to_vec()).unwrap();
    *whole.headers_mut() = headers;
    Some(Page::read(whole.into()).await)
}

/// As a person does: again and again, until there is an answer that is no fault.
async fn insist(
    shop: &Shop,
    person: &Visitor,
    method: Method,
    path: &str,
    fields: &[(String, String)],
) -> Page {
    loop {
        if let Some(page) = ask(shop, person, method.clone(), path, fields).await
            && page.status < 500
            && page.status != 429
        {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
}

fn form(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Orders until the shop closes; returns (key of the press, number of the order) of each that was acknowledged.
async fn order(shop: Shop, person: Visitor) -> Vec<(String, String)> {
    let mut acknowledged = Vec::new();
    let mut sold_out = false;
    while !shop.closing.load(Ordering::Relaxed) {
        let scarce = !sold_out && acknowledged.len() % 3 == 0;
        let list = if scarce { "A-1 10\nLAST 1" } else { "A-1 10" };
        // The pad takes up what is pasted; one that was taken up although nobody said so only adds to the quantity.
        insist(&shop, &person, Method::POST, "/pad/paste", &form(&[("list", list)])).await;
        let Some((key, shown)) = reviewed(&shop, &person).await else { continue };
        let press = form(&[("key", &key), ("shown", &shown)]);
        let (status, location, text) = pressed(&shop, &person, &press).await;
        match status {
            303 => acknowledged.push((key, location.trim_start_matches("/orders/").to_owned())),
            409 => {
                // Sold out, or another tab: begin with an empty cart.
                sold_out |= text.contains("LAST");
                let empty = form(&[("row", "1"), ("article", ""), ("qty", ""), ("unit", "")]);
                insist(&shop, &person, Method::POST, "/pad", &empty).await;
            }
            other => panic!("{other}: {text}"),
        }
    }
    acknowledged
}

/// The key of the press and what the review shows; none when there is nothing to order.
async fn reviewed(shop: &Shop, person: &Visitor) -> Option<(String, String)> {
    let review = insist(shop, person, Method::GET, "/cart", &[]).await;
    review.first("[name='key']")?;
    Some((review.value_of("key"), review.value_of("shown")))
}

async fn pressed(shop: &Shop, person: &Visitor, press: &[(String, String)]) -> (u16, String, String) {
    let answer = insist(shop, person, Method::POST, "/orders", press).await;
    (answer.status, answer.location().to_owned(), answer.text())
}

/// A dealer with four buyers, a good that does not end and one that does.
async fn stage(world: &World) -> Vec<Visitor> {
    let company = world.dealer("alpha", "Svet").await;
    for (article, quantity) in [("A-1", "1000000"), ("LAST", LAST)] {
        let good = world.good("alpha", article, "Good").await;
        world.price(&company, 0, good, &[("0", "1000")]).await;
        world.on_hand(&company, 0, good, quantity).await;
    }
    let mut people = Vec::new();
    for n in 0..WRITERS {
        people.push(world.member(&company, &format!("buyer{n}"), "buyer").await);
    }
    people
}

/// The rounds: load, kill, ready again. Returns how many orders were acknowledged and the times to ready, sorted.
async fn drill(world: &World, mut kill_and_mend: impl FnMut(&Shop)) -> (usize, Vec<Duration>) {
    let people = stage(world).await;
    let url = world.database_url();
    let shop = tokio::task::block_in_place(|| Shop::open(&url));
    shop.answers(&people[0]).await;
    let writers: Vec<_> =
        people.iter().map(|person| tokio::spawn(order(shop.clone(), person.clone()))).collect();
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        // At another moment each time.
        tokio::time::sleep(Duration::from_millis(350 + u64::try_from(round * 97 % 250).unwrap())).await;
        let killed = Instant::now();
        tokio::task::block_in_place(|| kill_and_mend(&shop));
        shop.answers(&people[0]).await;
        times.push(killed.elapsed());
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    shop.closing.store(true, Ordering::Relaxed);
    let mut acknowledged = Vec::new();
    for writer in writers {
        acknowledged.extend(writer.await.unwrap());
    }
    judge(world, &acknowledged).await;
    shop.kill();
    settle(world).await;
    times.sort();
    (acknowledged.len(), times)
}

/// Nothing acknowledged is lost, nothing is there twice, nothing sold twice.
async fn judge(world: &World, acknowledged: &[(String, String)]) {
    let mut tx = world.tenant("alpha").begin(Access::Read).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    let kept: Vec<(String, String)> =
        sqlx::query_as("select idempotency_key, number from sales_order").fetch_all(tx.db()).await.unwrap();
    let lost: Vec<_> = acknowledged.iter().filter(|order| !kept.contains(order)).collect();
    assert!(lost.is_empty(), "{} acknowledged orders are lost: {lost:?}", lost.len());
    // Every press was repeated until it was acknowledged, so what is there beyond is double.
    assert_eq!(kept.len(), acknowledged.len(), "orders that nobody was told of");
    let sold: Vec<(String, bool)> = sqlx::query_as(
        "select p.article, s.reserved <= s.on_hand and s.reserved = (
            select coalesce(sum(l.ordered - l.cancelled), 0) from sales_order_line l where l.product_id = p.id)
         from stock s join product p on p.id = s.product_id",
    )
    .fetch_all(tx.db())
    .await
    .unwrap();
    assert!(sold.len() == 2 && sold.iter().all(|(_, whole)| *whole), "{sold:?}");
    drop(tx);
    let broken = portico::commands::breaches(&world.app.db).await.unwrap();
    assert!(broken.is_empty(), "{broken:?}");
}

/// Jobs whose process was killed come back when their lease ends; the drill does not wait for that, but for them.
async fn settle(world: &World) {
    for _ in 0..400 {
        let mut tx = world.app.db.control().await.unwrap();
        sqlx::query("update cell.job set lease_until = now() - interval '1 second' where state = 'running' and attempts < 2")
            .execute(tx.db())
            .await
            .unwrap();
        let (open, dead): (i64, i64) = sqlx::query_as(
            "select count(*) filter (where state in ('queued', 'running') and run_at < now() + interval '1 hour')
                + (select count(*) from cell.outbox where relayed_at is null), count(*) filter (where state = 'failed') from cell.job",
        )
        .fetch_one(tx.db())
        .await
        .unwrap();
        assert_eq!(dead, 0, "a job is among the dead letters");
        sqlx::query("update cell.job set last_error = null where state = 'done'")
            .execute(tx.db())
            .await
            .unwrap();
        sqlx::query("update cell.job set run_at = now() where state = 'queued' and attempts > 0")
            .execute(tx.db())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        if open == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut tx = world.app.db.control().await.unwrap();
    let left: Vec<String> = sqlx::query_scalar(
        "select concat_ws(' ', kind, state, attempts, run_at, lease_until, now(), last_error) from cell.job
         where state in ('queued', 'running')
         union all select concat_ws(' ', 'event', name, at) from cell.outbox where relayed_at is null",
    )
    .fetch_all(tx.db())
    .await
    .unwrap();
    panic!("jobs are left over: {left:#?}");
}

fn say(what: &str, orders: usize, times: &[Duration]) {
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{what}: {ROUNDS} kills, {orders} orders acknowledged, 0 lost; ready again: median {median:.2?}, worst {worst:.2?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_kills_of_the_server_lose_no_order() {
    let world = World::new().await;
    let url = world.database_url();
    let (orders, times) = drill(&world, |shop| {
        shop.kill();
        shop.reopen(&url);
    })
    .await;
    say("kill -9 of the server", orders, &times);
    assert!(orders >= ROUNDS, "only {orders}");
    assert!(times[ROUNDS / 2] < Duration::from_secs(10), "{times:?}");
    world.end().await;
}

fn durable(data_dir: PathBuf) -> Options {
    Options { data_dir, durable: true, dies_with_us: true }
}

/// The child's part: the drill over the cluster that the parent made, which it may kill.
#[tokio::test(flavor = "multi_thread")]
async fn child_that_kills_its_postgres() {
    let Ok(data_dir) = std::env::var("PORTICO_DRILL_CLUSTER") else { return };
    let world = World::new().await;
    let (orders, times) = drill(&world, |_| {
        let options = durable(PathBuf::from(&data_dir));
        let cluster = Cluster::start(&options).unwrap();
        let pid = cluster.pid().unwrap().to_string();
        assert!(Command::new("kill").args(["-9", &pid]).status().unwrap().success());
        while cluster.answers() {
            std::thread::sleep(Duration::from_millis(5));
        }
        Cluster::start(&options).unwrap();
    })
    .await;
    say("kill -9 of Postgres", orders, &times);
    assert!(orders >= ROUNDS, "only {orders}");
    assert!(times[ROUNDS / 2] < Duration::from_secs(15), "{times:?}");
    world.end().await;
}

/// The cluster is the drill's own, so the drill is a process of its own that finds all its databases in it.
#[test]
fn twenty_kills_of_postgres_lose_no_order() {
    let data_dir = PathBuf::from(format!("/var/tmp/portico-kills-{}", std::process::id()));
    let cluster = Cluster::start(&durable(data_dir.clone())).unwrap();
    let drill = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "drills::kills::child_that_kills_its_postgres", "--nocapture"])
        .env("PORTICO_DRILL_CLUSTER", &data_dir)
        .env("PORTICO_TEST_DATABASE", cluster.url("postgres"))
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let _gone = cluster.stop();
    let _removed = std::fs::remove_dir_all(&data_dir);
    let said = String::from_utf8_lossy(&drill.stdout);
    assert!(drill.status.success() && said.contains("kill -9 of Postgres"), "{said}");
    print!("{said}");
}
