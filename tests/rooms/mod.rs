//! Room by room, act by act.

mod accounts;
mod platform;
mod web;
