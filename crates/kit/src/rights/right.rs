//! A right is one const in its room; a route cannot be added without one.

use super::Scope;

/// Whose vocabulary a right or a role belongs to (P5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Realm {
    Dealer,
    Staff,
}

/// What a role gets of a right from the first day; tenants change it later.
pub type Grant = (&'static str, Scope);

/// One thing that somebody may do.
#[derive(Debug)]
pub struct Right {
    /// `room.act`, the same word as in the URL: `orders.cancel`.
    pub id: &'static str,
    pub realm: Realm,
    pub grants: &'static [Grant],
}

/// A ready-made role (P5).
#[derive(Debug, Clone, Copy)]
pub struct Role {
    pub id: &'static str,
    pub realm: Realm,
}

/// What a route asks of the person who calls it.
#[derive(Debug, Clone, Copy)]
pub enum Access {
    Anyone,
    SignedIn,
    Needs(&'static Right),
    /// The platform's operator, on the console only.
    Operator,
}

/// Open to everybody, signed in or not.
pub const ANYONE: Access = Access::Anyone;
/// Any signed-in person of the tenant.
pub const SIGNED_IN: Access = Access::SignedIn;
/// The platform's operator.
pub const OPERATOR: Access = Access::Operator;

/// The ready-made roles by the names of FEATURES P5.
pub const ROLES: &[Role] = &[
    staff("owner"),
    staff("sales_manager"),
    staff("catalog_manager"),
    staff("warehouse"),
    staff("content_editor"),
    staff("branch_editor"),
    staff("trainer"),
    dealer("dealer_head"),
    dealer("buyer"),
    dealer("seller"),
    dealer("technical_specialist"),
    dealer("accountant"),
];

const fn staff(id: &'static str) -> Role {
    Role { id, realm: Realm::Staff }
}

const fn dealer(id: &'static str) -> Role {
    Role { id, realm: Realm::Dealer }
}

impl From<&'static Right> for Access {
    fn from(right: &'static Right) -> Self {
        Self::Needs(right)
    }
}

impl Access {
    /// The word for `portico routes` and the golden matrix.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::SignedIn => "signed-in",
            Self::Needs(right) => right.id,
            Self::Operator => "operator",
        }
    }
}
