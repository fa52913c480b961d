//! Who ordered in the past: large contracts more often than small ones.

use kit::{Error, Result};

use super::dice::Dice;
use super::people::{Buyer, Company, Trade};
use crate::demo::story::Contract;
use uuid::Uuid;

/// The contracts, each as often as it orders.
pub struct Market<'a>(Vec<(&'a Company, (Uuid, &'static Contract))>);

impl<'a> Market<'a> {
    pub fn of(trade: &Trade<'a>) -> Self {
        let mut market = Vec::new();
        for company in trade.companies {
            for contract in &company.contracts {
                market.extend(std::iter::repeat_n((company, *contract), often(contract.1)));
            }
        }
        Self(market)
    }

    /// Somebody of the company, by one of its contracts.
    pub fn buyer(&self, dice: &mut Dice) -> Result<Buyer<'a>> {
        let found = dice.pick(&self.0).and_then(|(company, contract)| {
            dice.pick(&company.people).map(|actor| Buyer { company, actor, contract: *contract })
        });
        found.ok_or_else(|| Error::bug("there is nobody who orders"))
    }
}

/// Who has credit orders three times as often as who pays in advance.
fn often(contract: &Contract) -> usize {
    if contract.days.is_some() { 3 } else { 1 }
}

/// One to thirty lines, mostly four to twelve.
pub fn lines(dice: &mut Dice) -> usize {
    let lines = match dice.throw(20) {
        0 | 1 => dice.between(1, 3),
        2 => dice.between(13, 30),
        _ => dice.between(4, 12),
    };
    usize::try_from(lines).unwrap_or(1)
}
