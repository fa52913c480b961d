//! Events: what happened, written in the transaction that made it happen.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something that happened in a room. Payloads carry ids and quantities, never a tenant.
pub trait Event: Serialize + DeserializeOwned + Send + 'static {
    /// `room.what`: `orders.placed`.
    const NAME: &'static str;
}
