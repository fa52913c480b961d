//! The cart: what is typed into the order pad, resolved, priced and checked line by line (O1–O3).
//!
//! A cart belongs to a person in a company. It survives a switch of the contract: the same lines are priced anew, and
//! the pages say what changed.

pub mod adding;
mod frame;
pub mod pad;
pub mod paste;
mod read;
mod rows;
mod rules;
pub mod seen;
mod store;

pub(crate) use frame::frame;
pub use read::{Cart, read};
pub use rows::Row;
pub use rules::Line;
pub use store::{Typed, clear};
