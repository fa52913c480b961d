//! Room by room, act by act.

mod accounts;
mod catalog;
pub mod orders;
mod platform;
mod web;
