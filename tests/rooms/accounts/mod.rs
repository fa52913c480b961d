//! People, companies and contracts.

mod companies;
mod signing_in;
