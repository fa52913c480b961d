//! The manufacturer's view of goods: all lists' prices, what lies where, what of it is held.

pub mod card;
pub mod list;

use kit::module::Pages;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<list::List>();
    pages.add::<card::Card>();
}
