//! A restart under load: two processes behind a proxy, renewed one by one. What is promised: while one ready process is
//! left and the drain is longer than the proxy's look at readiness, no request fails, and what was acknowledged is there.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tenancy::{Access, Dealer};
use tokio::net::{TcpListener, TcpStream};

use super::Binary;
use crate::story::{Visitor, World};

/// Looks at readiness ten times a second and hands new connections to ready processes in turn.
#[derive(Clone, Default)]
struct Proxy {
    behind: Arc<Mutex<Vec<SocketAddr>>>,
    ready: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Proxy {
    async fn start(self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(self.clone().look());
        tokio::spawn(async move {
            let turn = AtomicUsize::new(0);
            loop {
                let (mut caller, _) = listener.accept().await.unwrap();
                let ready = self.ready.lock().unwrap().clone();
                let Some(target) =
                    ready.get(turn.fetch_add(1, Ordering::Relaxed) % ready.len().max(1)).copied()
                else {
                    continue;
                };
                tokio::spawn(async move {
                    if let Ok(mut server) = TcpStream::connect(target).await {
                        let _ended = tokio::io::copy_bidirectional(&mut caller, &mut server).await;
                    }
                });
            }
        });
        address
    }

    async fn look(self) {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(2)).build().unwrap();
        loop {
            let mut ready = Vec::new();
            let behind = self.behind.lock().unwrap().clone();
            for address in behind {
                let asked = client.get(format!("http://{address}/readyz")).send().await;
                if asked.is_ok_and(|answer| answer.status().is_success()) {
                    ready.push(address);
                }
            }
            *self.ready.lock().unwrap() = ready;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// One writer: each request once, on a connection of its own, no retries.
async fn write(
    n: usize,
    proxy: SocketAddr,
    session: Visitor,
    over: Arc<AtomicBool>,
) -> (BTreeSet<String>, Vec<String>) {
    let (mut acknowledged, mut failed) = (BTreeSet::new(), Vec::new());
    let mut count = 0;
    while !over.load(Ordering::SeqCst) {
        count += 1;
        let email = format!("writer{n}-{count}@alpha.example");
        let mut visitor = Visitor::at(proxy, "alpha.portico.test");
        visitor.session.clone_from(&session.session);
        let fields = [("name", "New"), ("email", email.as_str()), ("role", "buyer"), ("limit", "100")];
        let request = visitor
            .request(reqwest::Method::POST, "/company/people")
            .header("sec-fetch-site", "same-origin")
            .header("connection", "close")
            .form(&fields);
        match request.send().await {
            Ok(answer) if answer.status().as_u16() == 303 => {
                acknowledged.insert(email);
            }
            Ok(answer) => failed.push(format!("{email}: {}", answer.status())),
            Err(error) => failed.push(format!("{email}: {error:?}")),
        }
    }
    (acknowledged, failed)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_one_by_one_fails_no_request_and_loses_none() {
    let world = World::new().await;
    world.leave_jobs_to_others();
    let company = world.dealer("alpha", "Svet").await;
    let olga = world.member(&company, "olga", "dealer_head").await;
    let args = ["--drain-seconds=1"];
    let url = world.database_url();
    let mut behind = vec![Binary::serve_at(&url, &args).await, Binary::serve_at(&url, &args).await];
    let proxy = Proxy::default();
    let set = |behind: &[Binary]| {
        *proxy.behind.lock().unwrap() = behind.iter().map(|binary| binary.address).collect();
    };
    set(&behind);
    let address = proxy.clone().start().await;
    while proxy.ready.lock().unwrap().len() < 2 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let over = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> =
        (0..4).map(|n| tokio::spawn(write(n, address, olga.clone(), Arc::clone(&over)))).collect();
    // Each process is renewed twice.
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let fresh = Binary::serve_at(&url, &args).await;
        let mut old = behind.remove(0);
        old.terminate();
        behind.push(fresh);
        // The proxy goes on asking the old one until it is gone.
        let mut asked: Vec<SocketAddr> = behind.iter().map(|binary| binary.address).collect();
        asked.push(old.address);
        *proxy.behind.lock().unwrap() = asked;
        let (took, good) = old.ended().await;
        assert!(good && took < Duration::from_secs(12), "{took:?} {}", old.log());
        set(&behind);
    }
    over.store(true, Ordering::SeqCst);
    let mut acknowledged = BTreeSet::new();
    for writer in writers {
        let (written, failed) = writer.await.unwrap();
        assert!(failed.is_empty(), "{failed:?}");
        acknowledged.extend(written);
    }
    let mut tx = world.tenant("alpha").begin(Access::Read).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    let kept: Vec<String> = sqlx::query_scalar("select email from person where email like 'writer%'")
        .fetch_all(tx.db())
        .await
        .unwrap();
    let kept: BTreeSet<String> = kept.into_iter().collect();
    assert_eq!(kept, acknowledged, "what was acknowledged is there, and nothing else");
    assert!(acknowledged.len() > 40, "only {} requests", acknowledged.len());
    drop(tx);
    // Their letters, too: every job that a stopped process held was done by another one.
    world.wait_for_jobs().await;
    drop(behind);
    world.end().await;
}
