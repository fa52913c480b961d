//! Resolving, pricing and checking all rows at once: six queries for one line or five hundred.

use std::collections::HashMap;

use accounts::contracts::{Terms, current_terms};
use catalog::products::{Good, Match, Unit, Units, goods_by_id, look_up, units};
use catalog::{pricing, stock};
use jiff::civil::Date;
use kit::values::Money;
use kit::web::Ctx;
use kit::{Result, refuse};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::rules::{self, Candidate, Line, Problem};
use super::store::{self, Typed};

/// A priced and checked cart under the contract that is chosen now.
pub struct Cart {
    pub id: Option<Uuid>,
    pub terms: Terms,
    /// The contract under which the lines were seen last.
    pub seen_contract: Option<Uuid>,
    pub lines: Vec<Line>,
    pub updated_at: Option<jiff::Timestamp>,
    pub units: Units,
    pub figures: HashMap<Uuid, stock::Figures>,
    pub today: Date,
}

/// The sums of a cart or of some of its lines.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    pub lines: usize,
    pub problems: usize,
    pub net: Option<Money>,
    pub vat: Option<Money>,
    /// What the person pays.
    pub sum: Option<Money>,
}

/// The person's cart. Refuses when the company has no contract yet.
pub async fn read(tx: &mut TenantTx, ctx: &Ctx) -> Result<Cart> {
    let Some(terms) = current_terms(tx, ctx).await? else { return refuse("orders-no-contract").err() };
    let open = store::open(tx, ctx).await?;
    let mut cart = evaluate(tx, ctx, terms, open.rows).await?;
    (cart.id, cart.seen_contract, cart.updated_at) = (open.id, open.contract, open.updated_at);
    Ok(cart)
}

/// Checks these rows under these terms.
pub async fn evaluate(tx: &mut TenantTx, ctx: &Ctx, terms: Terms, rows: Vec<Typed>) -> Result<Cart> {
    let typed: Vec<String> = rows.iter().map(|row| row.article.clone()).collect();
    let matches = look_up(tx, &typed).await?;
    let ids: Vec<Uuid> = matches
        .iter()
        .flat_map(|found| match found {
            Match::Exact(id) => vec![*id],
            Match::Several(ids) | Match::Nearest(ids) => ids.clone(),
        })
        .collect();
    let goods = goods_by_id(tx, &ids, ctx.locale).await?;
    let units = units(tx, ctx).await?;
    let mut lines: Vec<Line> =
        rows.into_iter().zip(&matches).map(|(row, found)| resolve(row, found, &goods, &units)).collect();
    let found: Vec<Uuid> = lines.iter().filter_map(|line| Some(line.good.as_ref()?.id)).collect();
    let book = pricing::load(tx, &terms, &found).await?;
    let figures = stock::figures(tx, &terms.warehouses, &found).await?;
    for line in &mut lines {
        if let (Some(good), Some(quantity)) = (&line.good, line.quantity) {
            let price = book.price(good.id, good.vat_rate, quantity).ok();
            rules::priced(line, price, book.terms.vat_included);
        }
    }
    let today = ctx.today();
    check_stock(&mut lines, &figures, today);
    Ok(Cart { id: None, terms, seen_contract: None, lines, updated_at: None, units, figures, today })
}

/// Finds the good and reads the quantity.
fn resolve(row: Typed, found: &Match, goods: &HashMap<Uuid, Good>, units: &HashMap<String, Unit>) -> Line {
    let mut line = Line::of(row);
    if line.typed.is_empty() {
        return line;
    }
    if line.typed.article.is_empty() {
        line.problem = Some(Problem::NoArticle);
        return line;
    }
    let candidates = |ids: &[Uuid], exact: bool| {
        let candidate = |good: &Good| Candidate {
            article: if exact { format!("/p/{}", good.slug) } else { good.article.clone() },
            name: good.name.clone(),
        };
        ids.iter().filter_map(|id| goods.get(id)).map(candidate).collect::<Vec<_>>()
    };
    let good = match found {
        Match::Exact(id) => goods.get(id).cloned(),
        Match::Several(ids) => {
            line.problem = Some(Problem::Several { goods: candidates(ids, true) });
            None
        }
        Match::Nearest(ids) => {
            line.problem = Some(Problem::Unknown { nearest: candidates(ids, false) });
            None
        }
    };
    let Some(good) = good else { return line };
    let pack = good.packs.iter().find(|(code, _)| *code == line.typed.unit).or_else(|| good.packs.first());
    if let Some((code, coefficient)) = pack {
        (line.unit, line.coefficient) = (code.clone(), *coefficient);
    }
    let unit = units.get(&line.unit).cloned().unwrap_or(Unit {
        code: line.unit.clone(),
        text: line.unit.clone(),
        scale: 0,
    });
    if good.discontinued {
        let replacement = good.replacement.as_ref().map(|(_, article)| article.clone());
        line.problem = Some(Problem::Discontinued { replacement });
    } else {
        match rules::quantity(&line.typed.qty, line.coefficient, &good, &unit) {
            Ok(quantity) => line.quantity = Some(quantity),
            Err(problem) => line.problem = Some(problem),
        }
    }
    line.good = Some(good);
    line
}

/// Lines of one good share its stock: earlier lines take first.
fn check_stock(lines: &mut [Line], figures: &HashMap<Uuid, stock::Figures>, today: Date) {
    let mut taken: HashMap<Uuid, Decimal> = HashMap::new();
    for line in lines {
        let (Some(good), Some(quantity)) = (&line.good, line.quantity) else { continue };
        let before = taken.get(&good.id).copied().unwrap_or_default();
        *taken.entry(good.id).or_default() += quantity;
        let figures = figures.get(&good.id);
        let free = figures.map(stock::Figures::free).unwrap_or_default();
        if line.problem.is_none() && before + quantity > free {
            let when = figures.and_then(|figures| figures.promise(today).when(before + quantity));
            let free = (free - before).max(Decimal::ZERO).normalize();
            line.problem = Some(Problem::Short { free, when });
        }
    }
}

impl Cart {
    /// Sums by line, as the order will have them. Problems count, their lines do not.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        let zero = Money::new(Decimal::ZERO, self.terms.currency);
        let (mut net, mut vat, mut sum) = (zero, zero, zero);
        for line in self.lines.iter().filter(|line| !line.typed.is_empty()) {
            totals.lines += 1;
            totals.problems += usize::from(line.problem.is_some());
            if let Some(of_line) = line.sum {
                let add = |to: Money, more: Money| to.plus(more).unwrap_or(to);
                net = add(net, of_line.net);
                vat = add(vat, of_line.vat);
                sum = add(sum, of_line.total);
            }
        }
        if sum.amount() > Decimal::ZERO {
            (totals.net, totals.vat, totals.sum) = (Some(net), Some(vat), Some(sum));
        }
        totals
    }

    /// Whether some line's price differs from the one that was seen.
    pub fn changed(&self) -> bool {
        self.lines.iter().any(|line| line.was().is_some())
    }
}
