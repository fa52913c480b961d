//! An order from the filled cart to its end, each act by its person at its moment.

use catalog::stock::{self, OnHand};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use kit::rights::Reach;
use kit::{Error, Result};
use orders::life::{Line, Order, cancelling, closing, confirming, lock, shipping};
use orders::{Outcome, Request, Write};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::basket::{Shelves, Wish};
use super::dice::Dice;
use super::fate::{Fate, Much, Step};
use super::people::{Buyer, Trade};
use super::season;
use crate::demo::goods::{self, Good};
use crate::demo::story::minimum_order;

/// An order that is to be.
pub struct Plan<'a> {
    /// Its number in the demo, the seed of its chance.
    pub at: usize,
    pub placed: Timestamp,
    pub buyer: Buyer<'a>,
    pub lines: usize,
    pub fate: Fate,
    /// All of it is over.
    pub old: bool,
}

/// What leads orders through their lives.
pub struct Life<'a, 'b> {
    pub tx: &'a mut TenantTx,
    pub trade: &'a Trade<'b>,
    pub now: Timestamp,
    pub zone: TimeZone,
    pub shelves: Shelves<'a>,
}

/// The longest way from placing to closing.
const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);

impl Life<'_, '_> {
    /// Places the order and does all its steps.
    pub async fn lead(&mut self, plan: &Plan<'_>) -> Result<()> {
        let mut dice = Dice::of(200_000 + plan.at);
        let number = self.place(plan, &mut dice).await?;
        if plan.fate == Fate::Short {
            self.shorten().await?;
        }
        let fate = if plan.lines < 4 { plan.fate.whole() } else { plan.fate };
        let mut at = plan.placed;
        for (percent, step) in fate.steps() {
            at = self.moment(plan, *percent, at, &mut dice)?;
            self.step(plan, &number, *step, at, &mut dice).await?;
        }
        Ok(())
    }

    async fn place(&mut self, plan: &Plan<'_>, dice: &mut Dice) -> Result<String> {
        let ctx = self.trade.as_buyer(&plan.buyer, plan.placed);
        let day = ctx.today();
        let wish = wish(plan, season::electric(day), dice);
        let mut rows = self.shelves.fill(&wish, dice)?;
        if let Some(kept) = self.shelves.kept().filter(|_| plan.fate == Fate::Short) {
            rows.insert(0, kept.row(SHORT_WANTED, kept.unit));
        }
        self.hush(plan.placed);
        let cart = orders::write(self.tx, &ctx, rows, Write::After).await?;
        if let Some(line) = cart.lines.iter().find(|line| line.problem.is_some()) {
            return Err(Error::bug(format!("{}: {:?}", line.typed.article, line.problem)));
        }
        let request = self.request(plan, cart.shown(), day, dice)?;
        match orders::place(self.tx, &ctx, &request).await? {
            Outcome::Placed(number) => Ok(number),
            Outcome::Stopped(stops, _) => Err(Error::bug(format!("{}: {stops:?}", plan.buyer.actor.email))),
        }
    }

    /// What the buyer says besides the lines.
    fn request(
        &self,
        plan: &Plan<'_>,
        shown: String,
        day: jiff::civil::Date,
        dice: &mut Dice,
    ) -> Result<Request> {
        let russian = self.trade.maker.locale == "ru";
        let comments: &[&str] = if russian {
            &[
                "Позвоните за час до доставки.",
                "Нужен счёт-фактура с отгрузкой.",
                "Грузить через боковые ворота.",
            ]
        } else {
            &["Please call an hour before delivery.", "Side gate, please.", "One pallet if it fits."]
        };
        let city = plan.buyer.company.city;
        let wanted = day.checked_add(dice.between(3, 9).days()).map_err(Error::bug)?;
        let commented = dice.throw(8) == 0;
        Ok(Request {
            key: format!("demo-{}", plan.at),
            shown,
            address: if russian {
                format!("{city}, склад покупателя")
            } else {
                format!("{city}, buyer’s warehouse")
            },
            wanted_on: (dice.throw(2) == 0).then_some(wanted),
            buyer_number: if dice.throw(4) == 0 {
                format!("{}-{}", if russian { "ЗП" } else { "PO" }, 1_000 + plan.at)
            } else {
                String::new()
            },
            comment: dice
                .pick(comments)
                .filter(|_| commented)
                .map_or_else(String::new, |words| (*words).to_owned()),
        })
    }

    /// The source tells that next to nothing is left of the good that is promised.
    async fn shorten(&mut self) -> Result<()> {
        let Some(Good { id, .. }) = self.shelves.kept() else { return Ok(()) };
        let figure = |warehouse: &Uuid| OnHand {
            product: *id,
            warehouse: *warehouse,
            quantity: Decimal::from(SHORT_LEFT),
        };
        let figures: Vec<OnHand> = self.trade.warehouses.iter().map(figure).collect();
        stock::set_on_hand(self.tx, &figures, self.now).await
    }

    /// The instant of an act: at its percent of the way, at working hours where that fits.
    fn moment(&self, plan: &Plan<'_>, percent: i64, after: Timestamp, dice: &mut Dice) -> Result<Timestamp> {
        let way = self.now.duration_since(plan.placed).min(LONGEST);
        let raw = plan.placed.checked_add(SignedDuration::from_secs(way.as_secs() / 100 * percent));
        let raw = raw.map_err(Error::bug)?;
        let soon = after.checked_add(SignedDuration::from_mins(1)).map_err(Error::bug)?;
        let worked = season::within(raw.to_zoned(self.zone.clone()).date(), dice, &self.zone)?;
        let fits = worked > soon && worked < self.now;
        Ok(if fits { worked } else { raw.max(soon).min(self.now) })
    }

    /// Letters about what is long past would be a flood.
    fn hush(&mut self, at: Timestamp) {
        self.tx.keep_quiet(self.now.duration_since(at) > super::TOLD);
    }

    async fn step(
        &mut self,
        plan: &Plan<'_>,
        number: &str,
        step: Step,
        at: Timestamp,
        dice: &mut Dice,
    ) -> Result<()> {
        self.hush(at);
        let role = if matches!(step, Step::Ship(_)) { "warehouse" } else { "sales_manager" };
        let ctx = match step {
            Step::TakeBack => self.trade.as_buyer(&plan.buyer, at),
            _ => self.trade.as_staff(role, at)?,
        };
        let order = lock(self.tx, &ctx, &Reach::system(), number, None).await?;
        let russian = self.trade.maker.locale == "ru";
        match step {
            Step::TakeBack => {
                let why = if russian {
                    "Объект перенесён на весну"
                } else {
                    "The site starts later"
                };
                let parts = parts(&order.lines, |line| line.quantities.left());
                cancelling::cancel(self.tx, &ctx, order, &parts, why).await?;
            }
            Step::CancelRest => {
                let why = if russian { "Снято с производства" } else { "No longer made" };
                let parts = parts(&order.lines, |line| line.quantities.left());
                cancelling::cancel(self.tx, &ctx, order, &parts, why).await?;
            }
            Step::Confirm(much) => {
                let answers = answers(&order, much, None);
                confirming::confirm(self.tx, &ctx, order, &answers).await?;
            }
            Step::ConfirmWithDate => {
                let from = if plan.old { at } else { self.now };
                let day = from.to_zoned(self.zone.clone()).date();
                let day = day.checked_add(dice.between(3, 8).days()).map_err(Error::bug)?;
                let answers = answers(&order, Much::Most, Some(day));
                confirming::confirm(self.tx, &ctx, order, &answers).await?;
            }
            Step::Ship(much) => {
                let parts = parts(some(&order, much), |line| line.quantities.ready());
                shipping::ship(self.tx, &ctx, order, &parts).await?;
            }
            Step::Close => {
                closing::close(self.tx, &ctx, order).await?;
            }
        }
        Ok(())
    }
}

/// How much is ordered of the good that will be short.
const SHORT_WANTED: i64 = 24;
/// What is left of it in each warehouse.
const SHORT_LEFT: i64 = 4;
/// A container goes abroad less often than a lorry through the country.
const ABROAD: i64 = 4;

/// How much the buyer spends: by level, within the person's limit and half of the credit.
fn wish(plan: &Plan<'_>, electric: u64, dice: &mut Dice) -> Wish {
    let contract = plan.buyer.contract.1;
    let rate = goods::rate(contract.currency);
    let abroad = if contract.vat_on_top { ABROAD } else { 1 };
    let usual = contract.level.usual_order() * Decimal::new(dice.between(40, 220) * abroad, 2);
    let limit = plan.buyer.actor.limit.map(Decimal::from);
    let credit = contract.credit.map(|credit| Decimal::from(credit) / Decimal::TWO);
    let most =
        [limit, credit].into_iter().flatten().min().map_or(Decimal::from(1_000_000), |most| most / rate);
    // A level and the rungs of packs take up to a fifth off, VAT on top a sixth.
    let least = minimum_order(contract.currency) * Decimal::new(15, 1) / rate;
    let target = usual.max(least).min(most * Decimal::new(6, 1));
    Wish { lines: plan.lines, target, least, most, electric }
}

/// All lines, or the first three quarters of them.
fn some(order: &Order, much: Much) -> &[Line] {
    let most = (order.lines.len() * 3 / 4).max(1);
    match much {
        Much::All => &order.lines,
        Much::Most => order.lines.get(..most).unwrap_or(&order.lines),
    }
}

fn parts(lines: &[Line], quantity: fn(&Line) -> Decimal) -> Vec<(Uuid, Decimal)> {
    lines.iter().map(|line| (line.id, quantity(line))).collect()
}

/// Confirms some lines in full, and nothing yet of the others.
fn answers(order: &Order, much: Much, rest_on: Option<jiff::civil::Date>) -> Vec<confirming::Answer> {
    let full = some(order, much).len();
    let answer = |(at, line): (usize, &Line)| confirming::Answer {
        line: line.id,
        confirmed: if at < full { line.quantities.kept() } else { Decimal::ZERO },
        expected_on: rest_on.filter(|_| at >= full),
    };
    order.lines.iter().enumerate().map(answer).collect()
}
