//! Slots: named places in pages where modules add blocks, read in the page's own transaction and rendered after it.

use futures::future::BoxFuture;
use serde::Serialize;
use tenancy::TenantTx;

use crate::error::Result;
use crate::module::json;
use crate::web::{App, Ctx};

/// A named place in pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot(&'static str);

/// The dealer's start page, under what waits for the person.
pub const HOME: Slot = Slot("home");
/// Under the sign-in form; nobody is known yet.
pub const SIGN_IN: Slot = Slot("sign_in");
/// Beside the goods that were found; the subject is what was typed.
pub const SEARCH: Slot = Slot("search");
/// A good's page; the subject is the good's id.
pub const PRODUCT: Slot = Slot("product");
/// What waits for the staff today.
pub const TODAY: Slot = Slot("today");

impl Slot {
    pub const ALL: [Self; 5] = [HOME, SIGN_IN, SEARCH, PRODUCT, TODAY];

    /// The key under `frame.slots` in templates.
    pub fn name(self) -> &'static str {
        self.0
    }
}

/// One block: a template and its data.
#[derive(Debug, Clone)]
pub struct Block {
    pub(crate) template: &'static str,
    pub(crate) data: serde_json::Value,
}

impl Block {
    pub fn new<T: Serialize>(template: &'static str, data: &T) -> Result<Self> {
        Ok(Self { template, data: json(data)? })
    }
}

/// Blocks of a page by slot, ready to be rendered with it.
pub(crate) type Filled = Vec<(Slot, Block)>;

/// Reads a block, or nothing. `subject` is what the page is about; each slot says what that is.
pub type Filler = for<'a> fn(&'a mut TenantTx, &'a Ctx, &'a str) -> BoxFuture<'a, Result<Option<Block>>>;

/// A place and who fills it.
pub(crate) type Filling = (Slot, Filler);

/// What a module puts into slots.
#[derive(Default)]
pub struct Slots(pub(crate) Vec<Filling>);

impl Slots {
    /// `slots.add(HOME, |tx, ctx, _| boxed(last_three(tx, ctx)))`.
    pub fn add(&mut self, slot: Slot, filler: Filler) {
        self.0.push((slot, filler));
    }

    /// The places it fills.
    pub fn named(&self) -> impl Iterator<Item = Slot> {
        self.0.iter().map(|(slot, _)| *slot)
    }
}

impl App {
    /// The blocks of this tenant's modules for a place of a page. Asked last: a block that fails fails the page.
    pub async fn fill(&self, slot: Slot, tx: &mut TenantTx, ctx: &Ctx, subject: &str) -> Result<Vec<Block>> {
        let mut blocks = Vec::new();
        for placed in
            self.slots().iter().filter(|placed| placed.what.0 == slot && placed.works_for(&ctx.tenant))
        {
            blocks.extend((placed.what.1)(tx, ctx, subject).await?);
        }
        Ok(blocks)
    }
}
