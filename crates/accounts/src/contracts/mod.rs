//! Contracts: the terms that prices, stock, orders and letters follow (A2, C7).

mod adding;
mod conditions;
mod frame;
pub mod switching;
mod terms;

pub use adding::{NewContract, Payment, VatMode, add_contract, add_entity, add_price_list, add_warehouse};
pub use conditions::{Condition, Said};
pub(crate) use frame::frame;
pub use terms::{Terms, contract_terms, current_terms, list_terms};
