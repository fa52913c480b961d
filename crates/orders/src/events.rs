//! What happens to an order, told to other rooms after the commit.

use serde::{Deserialize, Serialize};
use tenancy::Event;
use uuid::Uuid;

/// An order was placed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Placed {
    pub order: Uuid,
}

/// Quantities were confirmed, for the first time or more of them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Confirmed {
    pub order: Uuid,
    pub revision: i32,
}

/// Goods left the warehouse.
#[derive(Debug, Serialize, Deserialize)]
pub struct Shipped {
    pub order: Uuid,
    pub shipment: Uuid,
}

/// Quantities were cancelled, by the buyer or by the manufacturer.
#[derive(Debug, Serialize, Deserialize)]
pub struct Cancelled {
    pub order: Uuid,
    pub revision: i32,
    pub by_dealer: bool,
}

/// Nothing more will happen to the order.
#[derive(Debug, Serialize, Deserialize)]
pub struct Closed {
    pub order: Uuid,
}

impl Event for Placed {
    const NAME: &'static str = "orders.placed";
}
impl Event for Confirmed {
    const NAME: &'static str = "orders.confirmed";
}
impl Event for Shipped {
    const NAME: &'static str = "orders.shipped";
}
impl Event for Cancelled {
    const NAME: &'static str = "orders.cancelled";
}
impl Event for Closed {
    const NAME: &'static str = "orders.closed";
}
