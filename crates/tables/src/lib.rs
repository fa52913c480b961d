//! Tables as people keep them: CSV of any spelling in, CSV that Excel opens safely out, numbers as they are typed.

pub mod csv_in;
pub mod csv_out;
mod numbers;

pub use numbers::{is_scientific, number};
