//! Memory of one server process: idle over some tenants, at its highest under load with jobs, and for each more tenant
//! that was visited and is idle again. And what a start costs, to the first page of the catalog.

use std::time::Duration;

use rust_decimal::Decimal;

use super::client::Client;
use super::figures::thousandth;
use super::ground::Ground;
use super::load::{Buyer, Work, run};
use super::pages::list;
use super::server::{Program, Server};
use super::shop::Shop;
use super::{Figures, Pace, Result};

/// How long the server is left alone before its memory is read.
const REST: Duration = Duration::from_secs(3);

/// Clients at once.
const CROWD: usize = 32;

/// CPU from the start of the process to the first page of the catalog. The session is older than the process.
pub async fn start(
    ground: &Ground,
    program: &Program,
    visitor: &Client,
    figures: &mut Figures,
) -> Result<()> {
    let server = program.start(&ground.config, "all", ground.scratch.path())?;
    visitor.moved(&server.address).page("/catalog").await?;
    figures.add("start.cpu_s", thousandth(thousandth(server.cpu()).try_into().unwrap_or(0)));
    Ok(())
}

/// Opens small tenants until there are so many of them. The first `few` have a crowd between them.
pub async fn fill(
    ground: &Ground,
    shops: &mut Vec<Shop>,
    (count, few): (usize, usize),
    figures: &mut Figures,
) -> Result<()> {
    while shops.len() < count {
        let shop =
            Shop::open(ground, &format!("small{}", shops.len()), 60, CROWD.div_ceil(few.max(1)).max(2))
                .await?;
        figures.add("provision.s", thousandth(shop.opened));
        shops.push(shop);
    }
    Ok(())
}

/// Idle and at its highest; jobs run all the while: letters of the orders, the relay, the schedule.
pub async fn peak(
    ground: &Ground,
    program: &Program,
    shops: &[Shop],
    (pace, figures): (&Pace, &mut Figures),
) -> Result<()> {
    let server = program.start(&ground.config, "all", ground.scratch.path())?;
    tokio::time::sleep(REST).await;
    figures.add("memory.idle_mib", thousandth(server.memory().0));
    let mut crowd: Vec<Buyer> = Vec::new();
    for n in 0..CROWD {
        let shop = shops.get(n % shops.len().max(1)).ok_or("no tenants")?;
        let client = shop.buyer(&server.address, n / shops.len()).await?;
        crowd.push(Buyer { client, articles: shop.articles.clone(), done: n });
    }
    let placing = crowd.split_off(crowd.len() / 2);
    let pages = std::sync::Arc::new(list(ground, shops.first().ok_or("no tenants")?, None)?);
    let work = Work::Pages(pages);
    let reading = run(ground, &server, crowd, &work, pace.millis * 2);
    let ordering = run(ground, &server, placing, &Work::Orders, pace.millis * 2);
    let (read, ordered) = tokio::join!(reading, ordering);
    read?;
    ordered?;
    figures.add("memory.peak_mib", thousandth(server.memory().1));
    Ok(())
}

/// A server that has seen the first `few` tenants, and then all of them.
pub async fn further(
    ground: &Ground,
    program: &Program,
    (shops, few): (&[Shop], usize),
    figures: &mut Figures,
) -> Result<()> {
    let server = program.start(&ground.config, "all", ground.scratch.path())?;
    let (first, rest) = shops.split_at(few.min(shops.len()));
    let few_kib = visited(&server, first).await?;
    let all_kib = visited(&server, rest).await?;
    let more = Decimal::from(all_kib.saturating_sub(few_kib));
    let kib = more.checked_div(Decimal::from(rest.len())).unwrap_or_default();
    figures.add("memory.tenant_kb", kib);
    figures.add("memory.tenants_mib", thousandth(all_kib));
    Ok(())
}

/// Somebody of each tenant looks at the catalog some times; then all is quiet.
async fn visited(server: &Server, shops: &[Shop]) -> Result<u64> {
    for shop in shops {
        let mut client = shop.buyer(&server.address, 1).await?;
        for _ in 0..3 {
            client.page("/catalog").await?;
        }
    }
    tokio::time::sleep(REST).await;
    Ok(server.memory().0)
}
