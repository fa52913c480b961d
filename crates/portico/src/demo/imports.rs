//! The demo's import: next season's prices as somebody keeps them in Excel, with seven rows that cannot be placed.

use std::fmt::Write as _;

use catalog::imports::{Ended, NewRun, Outcome, Progress, begin, finish, gather, load};
use futures::future::BoxFuture;
use jiff::Timestamp;
use kit::{Error, Result};
use rust_decimal::{Decimal, RoundingStrategy};
use tenancy::TenantTx;

use super::goods::Good;

const FILE: &str = "Прайс на 2027 год.csv";
const LIST: &str = "Прайс на 2027 год";
/// Rows that can be placed.
const GOOD: usize = 1_184;
/// Rows that cannot: what stands in the columns of the good and of the price.
const BAD: [(Option<&str>, &str); 7] = [
    (None, "по запросу"),
    (None, "—"),
    (None, "-120"),
    (None, ""),
    (Some("MB-9Z99"), "412,50"),
    (Some("СНЯТ-77"), "95"),
    (Some(""), "1 250"),
];

/// Imports the file as its author did at that time.
pub async fn add(tx: &mut TenantTx, author: &str, goods: &[Good], at: Timestamp) -> Result<()> {
    if goods.len() < GOOD + BAD.len() {
        return Ok(());
    }
    let scratch = tempfile::tempdir().map_err(Error::bug)?;
    let path = scratch.path().join("prices");
    std::fs::write(&path, table(goods)).map_err(Error::bug)?;
    let sources = gather(vec![(FILE.to_owned(), path)], scratch.path())
        .map_err(|words| Error::bug(format!("{words:?}")))?;
    let run = begin(tx, &NewRun { author, dry_run: false, key: None }, at).await?;
    let mut hear = |_: Progress| -> BoxFuture<'static, ()> { Box::pin(std::future::ready(())) };
    match load(tx, sources, at, &mut hear).await? {
        Outcome::Read(report) => finish(tx, run.id, &[FILE.to_owned()], &Ended::Read(report), at).await,
        Outcome::Unreadable(words) => Err(Error::bug(format!("{words:?}"))),
    }
}

/// Four percent more than today, in whole kopecks; the bad rows stand here and there.
fn table(goods: &[Good]) -> String {
    let mut text = String::from("код;вид цены;валюта;цена\n");
    let (placed, spare) = goods.split_at(GOOD.min(goods.len()));
    for (at, good) in placed.iter().enumerate() {
        let price = good.price * Decimal::new(104, 2);
        let price = price.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        row(&mut text, &good.article, &price.to_string().replace('.', ","));
        let bad = at / 160;
        if at % 160 == 90
            && let (Some((code, price)), Some(other)) = (BAD.get(bad), spare.get(bad))
        {
            row(&mut text, code.unwrap_or(&other.article), price);
        }
    }
    text
}

fn row(text: &mut String, code: &str, price: &str) {
    let _ = writeln!(text, "{code};{LIST};RUB;{price}");
}
