//! What may be done with carts and orders.

use kit::rights::{Realm, Right, Scope};

/// All of them, for the role matrix.
pub static ALL: &[&Right] = &[&VIEW, &PLACE, &CANCEL, &MANAGE_VIEW, &CONFIRM, &SHIP, &MANAGE_CANCEL, &CLOSE];

/// A dealer's people see orders: the company's, or those they placed themselves.
pub static VIEW: Right = Right {
    id: "orders.view",
    realm: Realm::Dealer,
    grants: &[
        ("dealer_head", Scope::Company),
        ("buyer", Scope::Company),
        ("accountant", Scope::Company),
        ("seller", Scope::Own),
    ],
};

/// Filling the pad and placing orders.
pub static PLACE: Right = Right {
    id: "orders.place",
    realm: Realm::Dealer,
    grants: &[("dealer_head", Scope::Company), ("buyer", Scope::Company), ("seller", Scope::Own)],
};

/// Taking back an order that nobody has answered yet.
pub static CANCEL: Right = Right {
    id: "orders.cancel",
    realm: Realm::Dealer,
    grants: &[("dealer_head", Scope::Company), ("buyer", Scope::Own), ("seller", Scope::Own)],
};

/// Staff see orders and what waits for them.
pub static MANAGE_VIEW: Right = Right {
    id: "orders.manage-view",
    realm: Realm::Staff,
    grants: &[
        ("owner", Scope::All),
        ("sales_manager", Scope::All),
        ("warehouse", Scope::All),
        ("branch_editor", Scope::Own),
    ],
};

/// Answering an order: how much comes, and when the rest.
pub static CONFIRM: Right = Right {
    id: "orders.confirm",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("sales_manager", Scope::All), ("branch_editor", Scope::Own)],
};

pub static SHIP: Right = Right {
    id: "orders.ship",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("sales_manager", Scope::All), ("warehouse", Scope::All)],
};

pub static MANAGE_CANCEL: Right = Right {
    id: "orders.manage-cancel",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("sales_manager", Scope::All)],
};

pub static CLOSE: Right = Right {
    id: "orders.close",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("sales_manager", Scope::All)],
};
