//! What may be done with companies, people and roles.

use kit::rights::{Realm, Right, Scope};

/// All of them, for the role matrix.
pub static ALL: &[&Right] = &[
    &COMPANY_VIEW,
    &PEOPLE_INVITE,
    &DEALERS_VIEW,
    &DEALERS_EDIT,
    &GROUPS_EDIT,
    &STAFF_VIEW,
    &STAFF_INVITE,
    &ROLES_VIEW,
    &LOOK_EDIT,
    &MODULES_EDIT,
];

/// A dealer sees its own entities, contracts and people.
pub static COMPANY_VIEW: Right = Right {
    id: "accounts.company-view",
    realm: Realm::Dealer,
    grants: &[
        ("dealer_head", Scope::Company),
        ("buyer", Scope::Company),
        ("seller", Scope::Company),
        ("technical_specialist", Scope::Company),
        ("accountant", Scope::Company),
    ],
};

/// The head brings colleagues in.
pub static PEOPLE_INVITE: Right =
    Right { id: "accounts.people-invite", realm: Realm::Dealer, grants: &[("dealer_head", Scope::Company)] };

/// Staff see dealers: all of them, or those they look after.
pub static DEALERS_VIEW: Right = Right {
    id: "accounts.dealers-view",
    realm: Realm::Staff,
    grants: &[
        ("owner", Scope::All),
        ("sales_manager", Scope::All),
        ("catalog_manager", Scope::All),
        ("branch_editor", Scope::Own),
    ],
};

/// Staff add dealers, entities and contracts.
pub static DEALERS_EDIT: Right = Right {
    id: "accounts.dealers-edit",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("sales_manager", Scope::All)],
};

/// Staff put dealers together into groups.
pub static GROUPS_EDIT: Right = Right {
    id: "accounts.groups-edit",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("sales_manager", Scope::All)],
};

pub static STAFF_VIEW: Right =
    Right { id: "accounts.staff-view", realm: Realm::Staff, grants: &[("owner", Scope::All)] };

pub static STAFF_INVITE: Right =
    Right { id: "accounts.staff-invite", realm: Realm::Staff, grants: &[("owner", Scope::All)] };

pub static ROLES_VIEW: Right =
    Right { id: "accounts.roles-view", realm: Realm::Staff, grants: &[("owner", Scope::All)] };

/// The logo and the colours that dealers see.
pub static LOOK_EDIT: Right = Right {
    id: "accounts.look-edit",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("content_editor", Scope::All)],
};

/// Which modules the manufacturer works with.
pub static MODULES_EDIT: Right =
    Right { id: "accounts.modules-edit", realm: Realm::Staff, grants: &[("owner", Scope::All)] };
