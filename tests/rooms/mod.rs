//! Room by room, act by act.

mod accounts;
pub mod bad_input;
mod catalog;
pub mod orders;
mod platform;
mod two_contracts;
mod web;
