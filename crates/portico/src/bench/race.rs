//! Fifty buyers press the button for the last ten pieces at the same moment.

use std::time::Instant;

use futures::future::join_all;

use super::ground::Ground;
use super::load::Buyer;
use super::pages::buyers;
use super::server::Server;
use super::shop::{Shop, millis};
use super::{Figures, RACERS, Result};

const LAST: u32 = 10;

pub async fn run(ground: &Ground, server: &Server, shop: &Shop, figures: &mut Figures) -> Result<()> {
    let article = shop.articles.last().ok_or("nothing can be ordered")?.clone();
    let mut racers = buyers(shop, server, RACERS).await?;
    for racer in &mut racers {
        racer.paste(&format!("{article}\t1")).await?;
    }
    shop.leave(ground, &article, LAST)?;
    let began = Instant::now();
    let presses = racers.iter_mut().map(Buyer::place);
    let answers = join_all(presses).await;
    figures.add("race.ms", millis(began));
    let count = |wanted: fn(u16) -> bool| {
        let statuses = answers.iter().map(|answer| answer.as_ref().map_or(0, |(status, ..)| *status));
        u64::try_from(statuses.filter(|status| wanted(*status)).count()).unwrap_or(0)
    };
    figures.add("race.sold", count(|status| status == 303));
    figures.add("race.refused", count(|status| status == 409));
    figures.add("race.other", count(|status| status != 303 && status != 409));
    Ok(())
}
