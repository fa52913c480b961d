//! The public site: what the product is, its modules, what it costs, and the ways in.

mod pages;
mod sign_in;

pub use pages::{modules, pricing, product};
pub use sign_in::{forgotten, open, show as sign_in};

use kit::module::Pages;

pub(crate) fn pages(list: &mut Pages) {
    list.add::<pages::Product>();
    list.add::<pages::Modules>();
    list.add::<pages::Pricing>();
    list.add::<sign_in::SignIn>();
}
