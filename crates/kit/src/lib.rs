//! What every room is written in: values, words, errors, rights, the web layer and the trait of a module.
//! Kit knows no feature; what only one room needs lives in that room.

pub mod audit;
pub mod checks;
pub mod edges;
pub mod error;
pub mod letters;
pub mod look;
pub mod module;
pub mod rights;
pub mod slots;
pub mod text;
pub mod values;
pub mod web;

pub use error::{Error, FieldError, Refusal, Result, refuse};
