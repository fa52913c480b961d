//! What may be done with news. Reading asks for no right: whom an item is for is a matter of the item.

use kit::rights::{Realm, Right, Scope};

/// All of them, for the role matrix.
pub static ALL: &[&Right] = &[&EDIT];

/// Staff write news, publish them and take them down.
pub static EDIT: Right = Right {
    id: "news.edit",
    realm: Realm::Staff,
    grants: &[("owner", Scope::All), ("content_editor", Scope::All)],
};
