//! The context of a request: who calls, in which tenant and language, when, and what was read for it already.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use tenancy::Tenant;

use super::app::App;
use super::person::Person;
use crate::error::{Error, Result};
use crate::text::Locale;

/// Who calls, in which tenant and language, and when.
#[derive(Clone)]
pub struct Ctx {
    pub app: App,
    pub tenant: Tenant,
    pub person: Option<Person>,
    pub locale: Locale,
    pub now: Timestamp,
    /// The caller's network address, for the audit.
    pub address: String,
    pub htmx: bool,
    /// What was read for this request and is asked for again.
    pub kept: Kept,
}

/// Values that a request reads once, one of each type. They live as long as the request.
#[derive(Clone, Default)]
pub struct Kept(Arc<Mutex<http::Extensions>>);

impl Kept {
    /// The value of this type, if somebody read it already.
    pub fn get<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get::<T>().cloned()
    }

    /// Keeps it for whoever asks next.
    pub fn put<T: Clone + Send + Sync + 'static>(&self, value: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(value);
    }
}

/// The caller's network address.
#[derive(Clone)]
pub struct Address(pub String);

impl Ctx {
    /// The person of a route that is not open to everybody.
    pub fn person(&self) -> Result<&Person> {
        self.person.as_ref().ok_or(Error::SignIn)
    }

    /// Today where the manufacturer is: arrivals, contracts and shipments are days of that place.
    pub fn today(&self) -> jiff::civil::Date {
        let zone = jiff::tz::TimeZone::get(self.tenant.time_zone()).unwrap_or(jiff::tz::TimeZone::UTC);
        self.now.to_zoned(zone).date()
    }

    /// A context for jobs and commands: the tenant itself acts.
    pub fn system(app: &App, tenant: &Tenant) -> Self {
        let now = app.clock.now();
        let locale = Locale::parse(tenant.locale()).unwrap_or(Locale::EN);
        Self {
            app: app.clone(),
            tenant: tenant.clone(),
            person: None,
            locale,
            now,
            address: String::new(),
            htmx: false,
            kept: Kept::default(),
        }
    }
}
