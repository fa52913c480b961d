//! Sign-up (P1): a manufacturer asks for a portal, the provisioner makes it step by step, the owner is let in.

mod addresses;
pub mod form;
mod letters;
pub mod progress;
mod provisioner;
mod request;
mod rows;
mod step;
pub(crate) mod zones;

pub use addresses::Taken;
pub use letters::{NewLetter, about_portals};
pub use provisioner::{Hook, Options, Provisioner};
pub(crate) use request::is_new;
pub use request::{Asker, NewPortal, STEPS, request, retry};
pub use step::{Portal, Step, Stopped, Work};

use kit::module::Pages;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<form::SignUp>();
    pages.add::<progress::Progress>();
}
