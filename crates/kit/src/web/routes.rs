//! A room's routes. None can be added without saying who may use it.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};

use super::app::App;
use super::gate::{Doors, Pace, Patience, pace};
use super::guard::{self, Rule};
use super::host::Site;
use crate::rights::Access;

/// What `portico routes` prints, the golden matrix and the isolation test walk.
#[derive(Debug, Clone, serde::Serialize)]
pub struct RouteInfo {
    pub method: String,
    pub path: &'static str,
    pub site: Site,
    /// `dealer`, `staff`, or null where the realm does not matter.
    pub realm: Option<crate::rights::Realm>,
    /// The right's id, or `anyone`, `signed-in`, `operator`.
    pub right: &'static str,
    pub module: &'static str,
}

/// The routes of a room.
#[derive(Default)]
pub struct Routes {
    list: Vec<Entry>,
    site: Option<Site>,
}

struct Entry {
    method: Method,
    path: &'static str,
    site: Site,
    access: Access,
    patience: Patience,
    handler: MethodRouter<App>,
}

impl Routes {
    /// Routes of a tenant's portal and back office.
    pub fn new() -> Self {
        Self::default()
    }

    /// What follows belongs to this site.
    pub fn at(mut self, site: Site) -> Self {
        self.site = Some(site);
        self
    }

    pub fn get<H, T>(self, path: &'static str, access: impl Into<Access>, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, access.into(), get(handler))
    }

    pub fn post<H, T>(self, path: &'static str, access: impl Into<Access>, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, access.into(), post(handler))
    }

    fn add(mut self, method: Method, path: &'static str, access: Access, handler: MethodRouter<App>) -> Self {
        let site = self.site.unwrap_or(Site::Tenant);
        self.list.push(Entry { method, path, site, access, patience: Patience::Page, handler });
        self
    }

    /// The last route takes a form with files: its handler reads the body itself and may take minutes.
    pub fn with_files(mut self) -> Self {
        if let Some(entry) = self.list.last_mut() {
            entry.patience = Patience::Upload;
        }
        self
    }

    /// The list for people and tests.
    pub fn infos(&self, module: &'static str) -> Vec<RouteInfo> {
        let info = |entry: &Entry| RouteInfo {
            method: entry.method.to_string(),
            path: entry.path,
            site: entry.site,
            realm: match entry.access {
                Access::Needs(right) => Some(right.realm),
                _ => None,
            },
            right: entry.access.word(),
            module,
        };
        self.list.iter().map(info).collect()
    }

    /// The routes of one site, each behind the guard with its own rule. `module` is set for one that can be off.
    pub(super) fn into_router(
        self,
        app: &App,
        site: Site,
        module: Option<&'static str>,
        doors: &Doors,
    ) -> Router<App> {
        let mut router = Router::new();
        for entry in self.list.into_iter().filter(|entry| entry.site == site) {
            let rule = Rule { app: app.clone(), access: entry.access, site, path: entry.path, module };
            let handler = entry.handler.layer(from_fn_with_state(rule, guard::guard));
            let state = Pace { doors: doors.clone(), path: entry.path, site, patience: entry.patience };
            router = router.route(entry.path, handler.layer(from_fn_with_state(state, pace)));
        }
        router
    }
}
