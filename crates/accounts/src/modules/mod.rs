//! The modules of the manufacturer (P6): what each adds, which are on, switching them. Data stay when one is off.

mod page;
mod switching;

pub use page::{Modules, show};
pub use switching::{switch_off, switch_on};

pub(crate) const PAGE: &str = "/manage/settings/modules";
