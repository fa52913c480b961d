//! What the binary and the tests share: the list of modules, the wiring, the commands, the demo.

pub mod bench;
pub mod cli;
pub mod commands;
pub mod config;
pub mod demo;
mod doctor;
mod import;
pub mod modules;
pub mod observe;
pub mod provisioning;
pub mod serve;
mod themes;
pub mod wiring;
