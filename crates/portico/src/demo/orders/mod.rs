//! The demo's orders: thirteen months of them, by the people who may order, through the functions that the screens call.

mod basket;
mod dice;
mod fate;
mod life;
mod past;
pub mod people;
pub mod recent;
mod season;

use catalog::stock::{self, OnHand};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kit::{Error, Result};
use orders::{Typed, Write};
use rust_decimal::Decimal;
use tenancy::TenantTx;

use self::basket::Shelves;
use self::dice::Dice;
use self::fate::Fate;
use self::life::Plan;
use self::people::Trade;
use self::recent::Recent;
use super::goods::Goods;

/// More than all old orders take of a good.
const PLENTY: i64 = 10_000_000;
/// A day's letters are read; older ones would come too late.
const TOLD: SignedDuration = SignedDuration::from_hours(24);

/// Adds the past, then today's stock as its source tells it, then the last three weeks and an open pad.
pub async fn add(tx: &mut TenantTx, trade: &Trade<'_>, goods: &Goods) -> Result<()> {
    let now = trade.app.clock.now();
    let zone = TimeZone::get(trade.maker.time_zone).map_err(Error::bug)?;
    let old = trade.maker.orders.saturating_sub(trade.maker.recent.len());
    let instants = season::instants(old, now, &zone)?;
    let plenty = |(at, good): (usize, &super::goods::Good)| {
        let warehouse = trade.warehouses.get(at % trade.warehouses.len().max(1)).copied()?;
        Some(OnHand { product: good.id, warehouse, quantity: PLENTY.into() })
    };
    let plenty: Vec<OnHand> = goods.made.iter().enumerate().filter_map(plenty).collect();
    stock::set_on_hand(tx, &plenty, instants.first().copied().unwrap_or(now)).await?;

    let mut life = life::Life { tx, trade, now, zone: zone.clone(), shelves: Shelves::full(&goods.made) };
    let market = past::Market::of(trade);
    for (at, placed) in instants.into_iter().enumerate() {
        let buyer = market.buyer(&mut Dice::of(at))?;
        let lines = past::lines(&mut Dice::of(100_000 + at));
        life.lead(&Plan { at, placed, buyer, lines, fate: Fate::of_old(at), old: true }).await?;
    }
    stock::set_on_hand(life.tx, &goods.on_hand, now).await?;

    life.shelves = Shelves::today(&goods.made);
    for (at, placed, recent) in recent_ones(trade.maker.recent, now, &zone)? {
        let buyer = trade.buyer(recent.who, recent.contract)?;
        let (lines, fate) = (recent.lines, recent.fate);
        life.lead(&Plan { at: old + at, placed, buyer, lines, fate, old: false }).await?;
    }
    pad(life.tx, trade, &goods.made, now).await
}

/// The recent orders in the order of time: those of other days at working hours.
fn recent_ones(
    all: &'static [Recent],
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Vec<(usize, Timestamp, &'static Recent)>> {
    let mut ones = Vec::new();
    for (at, recent) in all.iter().enumerate() {
        let mut placed = ago(now, recent.hours)?;
        if recent.hours > 48 {
            let day = placed.to_zoned(zone.clone()).date();
            placed = season::within(day, &mut Dice::of(800_000 + at), zone)?;
        }
        ones.push((at, placed, recent));
    }
    ones.sort_by_key(|(_, placed, _)| *placed);
    Ok(ones)
}

/// So many hours before.
pub fn ago(now: Timestamp, hours: i64) -> Result<Timestamp> {
    now.checked_sub(SignedDuration::from_hours(hours)).map_err(Error::bug)
}

/// An open pad: five good lines and an article that does not exist.
async fn pad(
    tx: &mut TenantTx,
    trade: &Trade<'_>,
    goods: &[super::goods::Good],
    now: Timestamp,
) -> Result<()> {
    let (email, contract) = trade.maker.pad;
    let ctx = trade.as_buyer(&trade.buyer(email, contract)?, now);
    let sold = goods.iter().filter(|good| !good.discontinued && !good.whole_packs && good.free > 40);
    let cheap = sold.filter(|good| good.price < Decimal::from(900));
    let mut rows: Vec<Typed> =
        (1..).zip(cheap.step_by(41).take(5)).map(|(at, good)| good.row(at * 4, good.unit)).collect();
    rows.insert(
        rows.len().min(3),
        Typed { article: "MB-1C17".to_owned(), qty: "12".to_owned(), ..Typed::default() },
    );
    orders::write(tx, &ctx, rows, Write::After).await?;
    Ok(())
}
