//! The stories of every feature, told over HTTP against the real application and a real Postgres.

mod bench;
mod browser;
mod demo;
mod drills;
mod isolation;
mod modules;
mod pages;
mod rights;
mod rooms;
mod security;
mod story;
