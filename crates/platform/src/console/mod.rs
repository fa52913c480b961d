//! The operator's console: sign-in, tenants, jobs with their dead letters.

pub mod jobs;
pub mod login;
pub mod operators;
pub mod tenants;
