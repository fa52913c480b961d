//! Who may do what: rights and their scopes, the ready-made roles, and the matrix that casbin decides.

mod matrix;
mod reach;
mod right;

pub use matrix::{Matrices, Matrix, OwnedRight, PolicyRow, load_policy, sync_policy};
pub use reach::{Reach, Scope};
pub use right::{ANYONE, Access, Grant, OPERATOR, ROLES, Realm, Right, Role, SIGNED_IN};
