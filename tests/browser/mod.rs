//! The main jobs in a real browser.
