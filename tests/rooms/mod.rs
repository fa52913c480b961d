//! Room by room, act by act.

mod accounts;
mod catalog;
mod imports;
pub mod orders;
mod platform;
mod web;
