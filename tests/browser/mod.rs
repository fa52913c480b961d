//! The main jobs in a real browser: Debian's Chromium by its driver, axe for access.

mod accounts;
mod catalog;
mod console;
mod driver;
mod imports;
mod keyboard;
mod look;
mod news;
mod orders;
mod signing_up;
mod themes;
