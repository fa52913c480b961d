//! The life of an order (O6): acts on quantities per line, and the state that follows from them.

pub mod cancelling;
pub mod closing;
pub mod confirming;
mod form;
mod order;
mod quantities;
pub mod repeating;
pub mod shipping;

pub use order::{Line, Order, Sums, event, lock, read};
pub use quantities::{NotPossible, Quantities, State, state};
