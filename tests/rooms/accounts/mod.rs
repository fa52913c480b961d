//! People, companies and contracts.

mod companies;
mod look;
mod signing_in;
mod themes;
