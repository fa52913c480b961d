//! People, companies and contracts.

mod companies;
pub mod groups;
mod look;
mod signing_in;
mod themes;
