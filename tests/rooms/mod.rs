//! Room by room, act by act.

mod accounts;
mod catalog;
mod platform;
mod web;
