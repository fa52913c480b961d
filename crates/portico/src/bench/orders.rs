//! An order of ten lines, from an empty cart to its number: paste, review, place.

use std::path::PathBuf;

use kit::edges::{Clock, SystemClock};

use super::ground::Ground;
use super::load::{Buyer, Work, run};
use super::script::{Scope, fresh_ids, write};
use super::server::Server;
use super::shop::Shop;
use super::statements::Log;
use super::{Figures, Pace, Result, pgbench};

/// A script for each buyer, made of an order of theirs.
pub async fn scripts(ground: &Ground, shop: &Shop, buyers: &mut [Buyer]) -> Result<Vec<PathBuf>> {
    let mut scripts = Vec::new();
    let log = Log::open(ground).await?;
    for buyer in buyers {
        buyer.order().await?;
        let (mark, since) = (log.mark()?, SystemClock.now().as_millisecond());
        let (number, key) = buyer.order().await?;
        let caught = log.since(mark).await?;
        let mut fresh = fresh_ids(&caught, since);
        fresh.extend([number, key].into_iter().filter(|text| !fresh.contains(text)).collect::<Vec<_>>());
        scripts.push(write(ground, &caught, &fresh, Scope::Tenant)?);
    }
    log.close().await?;
    pgbench::keep(ground, &format!("order.{}", shop.goods), &scripts)
}

/// One round: the server under load, then the same statements bare.
pub async fn round(
    ground: &Ground,
    server: &Server,
    (goods, scripts): (u32, &[PathBuf]),
    buyers: Vec<Buyer>,
    (pace, figures): (&Pace, &mut Figures),
) -> Result<Vec<Buyer>> {
    let name = format!("order.{goods}");
    let (cost, buyers) = run(ground, server, buyers, &Work::Orders, pace.millis).await?;
    figures.add_cost(&name, &cost);
    let bare = pgbench::each(ground, scripts, (pace.millis / 1_000).max(1)).await?;
    figures.add(format!("{name}.pgbench_rate"), bare.rate);
    figures.add(format!("{name}.pgbench_ms"), super::figures::thousandth(bare.cpu));
    Ok(buyers)
}
