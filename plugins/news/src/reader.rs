//! Who reads: what the database asks to know which items are meant for somebody.

use jiff::Timestamp;
use kit::rights::Realm;
use kit::web::Ctx;
use uuid::Uuid;

/// Somebody who reads at a moment; the rule itself is the database's `news_seen`.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Who has read what is known of signed-in people only.
    pub person: Option<Uuid>,
    pub dealer: Option<Uuid>,
    pub staff: bool,
    /// The language that is shown when the item has it.
    pub language: &'static str,
    pub now: Timestamp,
}

impl Reader {
    pub fn of(ctx: &Ctx) -> Self {
        let person = ctx.person.as_ref();
        Self {
            person: person.map(|person| person.user),
            dealer: person.filter(|person| person.realm == Realm::Dealer).and_then(|person| person.dealer),
            staff: person.is_some_and(|person| person.realm == Realm::Staff),
            language: ctx.locale.code(),
            now: ctx.now,
        }
    }

    /// The page around the news: each has its own template.
    pub fn shell(&self) -> &'static str {
        match (self.person, self.staff) {
            (None, _) => "plain",
            (Some(_), true) => "manage",
            (Some(_), false) => "portal",
        }
    }
}
