//! P10 · One binary as its operator sees it: processes of their own, asked and stopped from outside.

mod config;
mod health;
mod hosts;
mod limits;
mod logs;
mod metrics;
mod process;
mod restart;
mod secrets;
mod traces;

pub use process::{Binary, raw};
