//! Signing in and out, reset, invitation (A1): sessions of our own, argon2id, limits in the database.

mod acting;
pub mod arrival;
mod identity;
pub mod invitation;
mod letters;
mod limits;
mod links;
pub mod login;
pub mod logout;
mod password;
pub mod reset;
mod sessions;
mod strength;

pub use acting::{act_as, come_back, may_come_back, signed_in};
pub use identity::{find_person, touch_session};
pub use letters::{CLEAN, INVITATION, RESET, clean, invite, send_invitation, send_reset};
pub(crate) use limits::take as take_attempt;
pub use password::{SHORTEST, hash, verify};
pub use sessions::device_of;
pub use strength::weakness;

use kit::module::Pages;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<login::SignIn>();
    pages.add::<reset::Ask>();
    pages.add::<reset::NewPassword>();
    pages.add::<invitation::Accept>();
    pages.add::<arrival::Arrive>();
}
