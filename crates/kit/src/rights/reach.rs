//! How far a right reaches. Only the guard makes a `Reach`; queries of dealer-owned tables demand it.

use uuid::Uuid;

use super::Realm;

/// How far a right reaches, from narrow to wide. Dealers: own, company, tree. Staff: own dealers, all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// What the person made (dealer) or the dealers assigned to the person (staff).
    Own,
    /// The whole company of the person.
    Company,
    /// The company and what is below it.
    Tree,
    /// Everything of the tenant (staff only).
    All,
}

/// Whose rows a request may touch, decided by the guard.
#[derive(Debug, Clone)]
pub struct Reach {
    pub(crate) realm: Realm,
    pub(crate) scope: Scope,
    pub(crate) user: Uuid,
    pub(crate) dealer: Option<Uuid>,
}

impl Scope {
    pub const ALL: [Self; 4] = [Self::All, Self::Tree, Self::Company, Self::Own];

    /// The word in policy rows and on the role screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Company => "company",
            Self::Tree => "tree",
            Self::All => "all",
        }
    }
}

impl Reach {
    /// For jobs and commands that act for the tenant itself, never for a request.
    pub fn system() -> Self {
        Self { realm: Realm::Staff, scope: Scope::All, user: Uuid::nil(), dealer: None }
    }

    pub fn realm(&self) -> Realm {
        self.realm
    }

    pub fn scope(&self) -> Scope {
        self.scope
    }

    pub fn user(&self) -> Uuid {
        self.user
    }

    /// The dealer whose rows may be seen; `None` means every dealer and only staff get it.
    /// In SQL: `($1::uuid is null or dealer_id = $1)`.
    pub fn dealer(&self) -> Option<Uuid> {
        match self.realm {
            // A dealer's person without a company reaches nothing: the nil id matches no row.
            Realm::Dealer => Some(self.dealer.unwrap_or_else(Uuid::nil)),
            Realm::Staff => None,
        }
    }

    /// The author whose rows may be seen; `None` means any author.
    /// In SQL: `($2::uuid is null or author_id = $2)`.
    pub fn author(&self) -> Option<Uuid> {
        (self.realm == Realm::Dealer && self.scope == Scope::Own).then_some(self.user)
    }

    /// The manager whose dealers may be seen; `None` means any manager's.
    /// In SQL: `($3::uuid is null or dealer.manager_id = $3)`.
    pub fn manager(&self) -> Option<Uuid> {
        (self.realm == Realm::Staff && self.scope == Scope::Own).then_some(self.user)
    }
}
