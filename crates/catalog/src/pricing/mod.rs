//! What a product costs under a contract, and why (C1, C2, C12, C13). The rule is written in `docs/pricing.md`.
//!
//! Ids and base quantities go in, priced lines come out: this folder knows no page and no product's name.

mod book;
mod line;
mod price;
#[cfg(test)]
mod price_tests;

pub use book::{Book, NewPrice, load, mark_retail, set_prices};
pub use line::{LineSum, line_sum};
pub use price::{ListPrice, NoPrice, Priced, PricingTerms, Step, TermsList, ladder, price};
