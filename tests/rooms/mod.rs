//! Room by room, act by act.

pub mod accounts;
pub mod bad_input;
mod catalog;
mod imports;
pub mod news;
mod operations;
pub mod orders;
pub mod platform;
mod signing_up;
mod two_contracts;
mod web;
