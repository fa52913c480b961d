//! People: their own page, their sessions, the manufacturer's staff.

pub mod adding;
pub mod company;
pub mod home;
pub mod look;
pub mod me;
pub mod sessions;
pub mod staff;

use kit::module::Pages;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<me::Me>();
    pages.add::<staff::Staff>();
}
