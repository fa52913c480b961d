//! Nothing here: see main.rs
