//! What may be done with goods.

use kit::rights::{Realm, Right, Scope};

/// All of them, for the role matrix.
pub static ALL: &[&Right] = &[&VIEW, &MANAGE_VIEW, &IMPORT];

/// A dealer's people see goods with their company's prices and stock.
pub static VIEW: Right = Right {
    id: "catalog.view",
    realm: Realm::Dealer,
    grants: &[
        ("dealer_head", Scope::Company),
        ("buyer", Scope::Company),
        ("seller", Scope::Company),
        ("technical_specialist", Scope::Company),
        ("accountant", Scope::Company),
    ],
};

/// Staff see goods with all lists' prices, what lies where, and what is held.
pub static MANAGE_VIEW: Right = Right {
    id: "catalog.manage-view",
    realm: Realm::Staff,
    grants: &[
        ("owner", Scope::All),
        ("sales_manager", Scope::All),
        ("catalog_manager", Scope::All),
        ("warehouse", Scope::All),
        ("content_editor", Scope::All),
    ],
};

/// Staff load goods, prices and stock from files.
pub static IMPORT: Right = Right {
    id: "catalog.import",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("catalog_manager", Scope::All)],
};
