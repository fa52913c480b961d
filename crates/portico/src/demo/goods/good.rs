//! A good that was made, as the demo's buyers know it.

use catalog::stock::OnHand;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Draft;

/// A good with what an order needs to know.
pub struct Good {
    pub id: Uuid,
    pub article: String,
    /// Everything but plumbing.
    pub electric: bool,
    /// The base unit.
    pub unit: &'static str,
    /// The smallest pack, and base units in it.
    pub pack: (&'static str, i64),
    /// It is sold in whole packs only.
    pub whole_packs: bool,
    /// Roubles for a base unit, VAT inside, before any level.
    pub price: Decimal,
    /// Base units in all warehouses today.
    pub free: i64,
    pub discontinued: bool,
}

/// The number of the top section of plumbing in `TOPS`.
const PLUMBING: usize = 4;

impl Good {
    pub(super) fn of(draft: &Draft<'_>, id: Uuid, figures: &[OnHand]) -> Self {
        let free: Decimal = figures.iter().map(|figure| figure.quantity).sum();
        Self {
            id,
            article: draft.names().0,
            electric: draft.series.top != PLUMBING,
            unit: draft.series.unit,
            pack: draft.series.packs.first().copied().unwrap_or((draft.series.unit, 1)),
            whole_packs: draft.multiple() > Decimal::ZERO,
            price: draft.base(),
            free: free.try_into().unwrap_or(0),
            discontinued: draft.discontinued(),
        }
    }
}
