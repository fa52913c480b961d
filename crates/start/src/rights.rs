//! What may be done with the first steps.

use kit::rights::{Realm, Right, Scope};

/// All of them, for the role matrix.
pub static ALL: &[&Right] = &[&STEPS];

/// The owner begins.
pub static STEPS: Right = Right { id: "start.steps", realm: Realm::Staff, grants: &[("owner", Scope::All)] };
