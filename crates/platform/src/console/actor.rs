//! Who acts on the console: the signed-in operator and the network address.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kit::Error;
use kit::web::{Address, App, Operator};

use crate::acts::Actor;

impl Actor {
    pub(super) fn of(operator: &Operator, address: &Address) -> Self {
        Self { who: operator.email.clone(), operator: Some(operator.id), address: address.0.clone() }
    }
}

impl FromRequestParts<App> for Actor {
    type Rejection = Error;
    /// A handler that asks for it on a route that is not the operator's is a bug and fails closed.
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        match (parts.extensions.get::<Operator>(), parts.extensions.get::<Address>()) {
            (Some(operator), Some(address)) => Ok(Self::of(operator, address)),
            _ => Err(Error::bug("no operator on this route")),
        }
    }
}
