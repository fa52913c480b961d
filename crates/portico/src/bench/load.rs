//! Load: buyers at their browsers, all at once, for a while; what each answer took and what it cost.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::Result;
use super::client::Client;
use super::ground::Ground;
use super::server::Server;

/// A buyer with goods of their own to order.
pub struct Buyer {
    pub client: Client,
    pub articles: Vec<String>,
    /// Operations done, so that each goes on where it was.
    pub done: usize,
}

/// What buyers do over and over.
#[derive(Clone)]
pub enum Work {
    /// Opens these pages in turn.
    Pages(Arc<Vec<String>>),
    /// Pastes ten lines, looks at the review, places the order.
    Orders,
}

/// What a while of load came to. Times in microseconds.
#[derive(Debug, Clone)]
pub struct Cost {
    pub done: u64,
    pub wall: u64,
    pub server: u64,
    pub database: u64,
    pub p50: u64,
    pub p99: u64,
}

/// Lines of an order.
const LINES: usize = 10;

impl Buyer {
    async fn act(&mut self, work: &Work) -> Result<()> {
        self.done += 1;
        match work {
            Work::Pages(pages) => {
                let page = pages.get(self.done % pages.len().max(1)).ok_or("no pages to open")?;
                self.client.page(page).await.map(drop)
            }
            Work::Orders => self.order().await.map(drop),
        }
    }

    /// From an empty cart to an order's number; also says what the form's key was.
    pub async fn order(&mut self) -> Result<(String, String)> {
        let first = self.done * LINES;
        let lines = self.articles.iter().cycle().skip(first % self.articles.len().max(1)).take(LINES);
        let list: Vec<String> = lines.map(|article| format!("{article}\t1")).collect();
        self.paste(&list.join("\n")).await?;
        let (status, location, key) = self.place().await?;
        match location.as_deref().and_then(|path| path.strip_prefix("/orders/")) {
            Some(number) if status == 303 => Ok((number.to_owned(), key)),
            _ => Err(format!("an order was answered with {status}")),
        }
    }

    pub async fn paste(&mut self, list: &str) -> Result<()> {
        let answer = self.client.post("/pad/paste", &[("list", list)]).await?;
        if answer.status == 303 { Ok(()) } else { Err(format!("/pad/paste answered {}", answer.status)) }
    }

    /// The review and the press: status, where it leads, the form's key.
    pub async fn place(&mut self) -> Result<(u16, Option<String>, String)> {
        let review = self.client.page("/cart").await?;
        let (key, shown) = (review.field("key")?, review.field("shown")?);
        let answer = self.client.post("/orders", &[("key", &key), ("shown", &shown)]).await?;
        Ok((answer.status, answer.location, key))
    }
}

/// Lets all buyers do the work for so many milliseconds and measures.
pub async fn run(
    ground: &Ground,
    server: &Server,
    buyers: Vec<Buyer>,
    work: &Work,
    millis: u64,
) -> Result<(Cost, Vec<Buyer>)> {
    let (began, end) = (Instant::now(), Instant::now() + Duration::from_millis(millis));
    let (server_before, database_before) = (server.cpu(), ground.cpu());
    let mut running = JoinSet::new();
    for mut buyer in buyers {
        let work = work.clone();
        running.spawn(async move {
            let mut times = Vec::new();
            while Instant::now() < end {
                let began = Instant::now();
                buyer.act(&work).await?;
                times.push(u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX));
            }
            Ok::<_, String>((buyer, times))
        });
    }
    let (mut buyers, mut times) = (Vec::new(), Vec::new());
    while let Some(ended) = running.join_next().await {
        let (buyer, its) = ended.map_err(|error| error.to_string())??;
        buyers.push(buyer);
        times.extend(its);
    }
    let wall = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    times.sort_unstable();
    let done = u64::try_from(times.len()).unwrap_or(u64::MAX).max(1);
    let part = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1)));
    Ok((
        Cost {
            done,
            wall,
            server: (server.cpu() - server_before) / done,
            database: (ground.cpu() - database_before) / done,
            p50: part(50).copied().unwrap_or(0),
            p99: part(99).copied().unwrap_or(0),
        },
        buyers,
    ))
}
