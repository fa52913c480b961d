//! Extractors that speak the house's language: the guard's transaction, paths and queries.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{FromRequestParts, Path as AxumPath, Query as AxumQuery};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use tenancy::TenantTx;

use super::app::App;
use super::ctx::Ctx;
use crate::error::{Error, Result};
use crate::rights::Reach;

/// The transaction that the guard began for this request: read only for GET and HEAD, rolled back unless committed.
pub struct Tx(TenantTx);

/// Where the guard leaves the transaction for the handler.
#[derive(Clone)]
pub(super) struct TxSlot(Arc<Mutex<Option<TenantTx>>>);

/// A typed part of the path; what does not parse does not exist.
pub struct Path<T>(pub T);

/// The query; what does not parse is as if it were not there.
pub struct Query<T>(pub T);

impl Tx {
    /// Makes everything done in it true.
    pub async fn commit(self) -> Result<()> {
        Ok(self.0.commit().await?)
    }
}

impl TxSlot {
    pub(super) fn holding(tx: TenantTx) -> Self {
        Self(Arc::new(Mutex::new(Some(tx))))
    }

    fn take(&self) -> Option<TenantTx> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Deref for Tx {
    type Target = TenantTx;
    fn deref(&self) -> &TenantTx {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut TenantTx {
        &mut self.0
    }
}

impl FromRequestParts<App> for Tx {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let slot = parts.extensions.get::<TxSlot>().cloned();
        slot.and_then(|slot| slot.take()).map(Self).ok_or_else(|| Error::bug("no transaction on this route"))
    }
}

impl FromRequestParts<App> for Reach {
    type Rejection = Error;
    /// A handler that asks for a reach on a route without a right is a bug and fails closed.
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::bug("no reach on this route"))
    }
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::bug("no context on this route"))
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        if parts.uri.path().contains("%00") {
            return Err(Error::NotFound);
        }
        let path = AxumPath::<T>::from_request_parts(parts, app).await;
        path.map(|AxumPath(value)| Self(value)).map_err(|_| Error::NotFound)
    }
}

impl<T: DeserializeOwned + Default + Send> FromRequestParts<App> for Query<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        if !parts.uri.query().unwrap_or_default().contains("%00") {
            let query = AxumQuery::<T>::from_request_parts(parts, app).await;
            return Ok(Self(query.map(|AxumQuery(value)| value).unwrap_or_default()));
        }
        // Text of the database holds no NUL, so nothing that is searched for has one.
        let plain = format!("/?{}", parts.uri.query().unwrap_or_default().replace("%00", ""));
        let query = plain.parse().ok().and_then(|uri| AxumQuery::<T>::try_from_uri(&uri).ok());
        Ok(Self(query.map(|AxumQuery(value)| value).unwrap_or_default()))
    }
}
