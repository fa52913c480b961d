//! Checks: a module's "no" before a change of another room, in the transaction of the change itself.

use std::any::Any;
use std::sync::Arc;

use futures::future::BoxFuture;
use tenancy::TenantTx;

use crate::error::Result;
use crate::web::{App, Ctx};

/// Something about to be done that modules may refuse. Rooms publish these as types.
pub trait Act: Any + Send + Sync {}

pub(crate) type Asked = Arc<
    dyn for<'a> Fn(
            &'a mut TenantTx,
            &'a Ctx,
            &'a (dyn Any + Send + Sync),
        ) -> Option<BoxFuture<'a, Result<()>>>
        + Send
        + Sync,
>;

/// What a module wants to be asked about.
#[derive(Default)]
pub struct Checks(pub(crate) Vec<Asked>);

impl Checks {
    /// Asked before each act of this kind. A refusal (`kit::refuse`) stops the act, and nothing of it stays.
    pub fn before<A: Act>(
        &mut self,
        check: for<'a> fn(&'a mut TenantTx, &'a Ctx, &'a A) -> BoxFuture<'a, Result<()>>,
    ) {
        self.0.push(Arc::new(move |tx, ctx, act| Some(check(tx, ctx, act.downcast_ref::<A>()?))));
    }
}

impl App {
    /// Asks the tenant's modules; the first refusal is the answer.
    pub async fn check<A: Act>(&self, tx: &mut TenantTx, ctx: &Ctx, act: &A) -> Result<()> {
        for placed in self.checks().iter().filter(|placed| placed.works_for(&ctx.tenant)) {
            if let Some(answer) = (placed.what)(tx, ctx, act) {
                answer.await?;
            }
        }
        Ok(())
    }
}
