//! How much there is, what of it is promised, and when more comes (C3, C4, O8).
//!
//! On-hand is what lies there; holds are what orders were promised of it. Free is on-hand less holds, never below zero.

mod figures;
mod holds;
mod promise;

pub use figures::{
    Arrival, Figures, House, NewArrival, OnHand, Taken, add_arrival, figures, set_on_hand, take_over,
};
pub use holds::{Out, Short, Want, hold, release, short_of, take_out};
pub use promise::{Event, Promise, promise};
