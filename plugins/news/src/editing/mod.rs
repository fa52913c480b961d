//! News as the staff write them: the list, the form, what is kept, what others will see, taking away and bringing back.

mod form;
pub mod list;
pub mod page;
pub mod preview;
pub mod removing;
pub mod saving;
mod store;

use jiff::Timestamp;
use kit::Result;
use kit::module::Pages;
use kit::values::Id;
use tenancy::TenantTx;

use crate::item::Draft;

pub fn pages(pages: &mut Pages) {
    pages.add::<list::Items>();
    pages.add::<page::Editor>();
    pages.add::<preview::Preview>();
}

/// Adds an item and tells its number; the same way as the form, for the demo and for imports.
pub async fn add(tx: &mut TenantTx, draft: &Draft, author: &str, now: Timestamp) -> Result<i32> {
    let made = store::create(tx, Id::<Draft>::new().uuid(), draft, (author, now)).await?;
    Ok(made.number)
}
