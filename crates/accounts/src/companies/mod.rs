//! Companies of dealers: their own page, and the manufacturer's list and card of dealers.

pub mod adding;
pub mod dealer;
pub mod list;
pub mod own;

use kit::module::Pages;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<own::Company>();
    pages.add::<list::Dealers>();
    pages.add::<dealer::Dealer>();
    pages.add::<adding::NewDealer>();
}
