//! The application: its parts, and the router that puts host, guard, rooms and words together.

use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use tenancy::{Database, Tenant, TenantState, TenantTx};
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use super::guard::Address;
use super::host::{Host, Site};
use super::person::{Operator, Person, SessionToken};
use super::routes::RouteInfo;
use super::spoken;
use super::{Assets, Engines, words};
use crate::edges::{Clock, Mailer};
use crate::error::Result;
use crate::look::Looks;
use crate::module::{MenuEntry, Module};
use crate::rights::Matrices;
use crate::text::Texts;

/// The whole application; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the binary puts together.
pub struct Parts {
    pub db: Database,
    pub config: Config,
    pub texts: Arc<Texts>,
    pub engines: Engines,
    pub assets: Arc<Assets>,
    pub matrices: Matrices,
    pub looks: Looks,
    pub modules: Vec<Box<dyn Module>>,
    /// All menu items of all modules, in order.
    pub menu: Vec<MenuEntry>,
    pub clock: Arc<dyn Clock>,
    pub mailer: Arc<dyn Mailer>,
    pub identity: Arc<dyn Identity>,
}

/// How the outside reaches us.
#[derive(Debug, Clone)]
pub struct Config {
    /// The platform's domain without a port: `localhost`.
    pub base_host: String,
    /// The port as browsers see it; left out of links when it is the scheme's own.
    pub port: u16,
    /// https in front of us: `__Host-` cookies.
    pub secure: bool,
    /// The theme of dealers' portals.
    pub theme: String,
}

/// Finds the person of a session. Accounts and the console implement it; the kit knows no users' table.
#[async_trait]
pub trait Identity: Send + Sync + 'static {
    /// The live session's person, in the tenant of the transaction. One query.
    async fn person(&self, tx: &mut TenantTx, token: &SessionToken, now: Timestamp)
    -> Result<Option<Person>>;
    /// Notes that the session was used; written later in a transaction of its own, at most once a minute.
    fn touch(&self, tenant: &Tenant, person: &Person, now: Timestamp);
    /// The live operator's session.
    async fn operator(&self, db: &Database, token: &SessionToken, now: Timestamp)
    -> Result<Option<Operator>>;
}

impl App {
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The modules that work for this tenant: those of the house and those it has on.
    pub fn modules_of<'a>(&'a self, tenant: &'a Tenant) -> impl Iterator<Item = &'a dyn Module> {
        let on = |module: &&dyn Module| {
            module.manifest().switchable().is_none_or(|module| tenant.has_module(module))
        };
        self.modules.iter().map(AsRef::as_ref).filter(on)
    }

    /// Every route of every module.
    pub fn routes(&self) -> Vec<RouteInfo> {
        self.modules.iter().flat_map(|module| module.routes().infos(module.manifest().id)).collect()
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Config {
    /// The address of a tenant's portal, for links in letters: never from the request's host (T26).
    pub fn tenant_url(&self, slug: &str) -> String {
        self.url(&format!("{slug}.{}", self.base_host))
    }

    pub fn public_url(&self) -> String {
        self.url(&self.base_host)
    }

    pub fn console_url(&self) -> String {
        self.url(&format!("console.{}", self.base_host))
    }

    fn url(&self, host: &str) -> String {
        let (scheme, own_port) = if self.secure { ("https", 443) } else { ("http", 80) };
        if self.port == own_port {
            format!("{scheme}://{host}")
        } else {
            format!("{scheme}://{host}:{}", self.port)
        }
    }
}

/// The three fronts behind one door.
#[derive(Clone)]
struct Fronts {
    app: App,
    tenant: Router,
    console: Router,
    public: Router,
}

/// The service for all hosts.
pub fn router(app: &App) -> Router {
    let fronts = Fronts {
        app: app.clone(),
        tenant: front(app, Site::Tenant),
        console: front(app, Site::Console),
        public: front(app, Site::Public),
    };
    Router::new()
        .fallback(by_host)
        .with_state(fronts)
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_mins(1)))
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
}

fn front(app: &App, site: Site) -> Router {
    let mut router = Router::new();
    for module in &app.modules {
        router = router.merge(module.routes().into_router(app, site, module.manifest().switchable()));
    }
    router
        .fallback(|| async { crate::error::Error::NotFound })
        .method_not_allowed_fallback(|| async { crate::error::Error::NotFound })
        .with_state(app.clone())
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state((app.clone(), site), words::words))
}

async fn by_host(State(fronts): State<Fronts>, mut request: Request) -> Response {
    if let Some(path) = request.uri().path().strip_prefix("/assets/") {
        return fronts.app.assets.serve(path);
    }
    if matches!(request.uri().path(), "/healthz") {
        return StatusCode::OK.into_response();
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
    request.extensions_mut().insert(Address(peer.unwrap_or_default()));
    let front = match Host::of(&request, &fronts.app.config.base_host) {
        Some(Host::Public) => {
            spoken::take(&mut request);
            fronts.public
        }
        Some(Host::Console) => fronts.console,
        Some(Host::Tenant(slug)) => match open_portal(&fronts.app.db, &slug).await {
            Some(tenant) => {
                request.extensions_mut().insert(tenant);
                fronts.tenant
            }
            None => return nobody_here(),
        },
        None => return nobody_here(),
    };
    front.oneshot(request).await.unwrap_or_else(|never| match never {})
}

/// The tenant whose portal is open at this address, also when another process has opened it this second.
async fn open_portal(db: &Database, slug: &str) -> Option<Tenant> {
    let open = || db.tenant_by_slug(slug).filter(|tenant| tenant.state() != TenantState::Provisioning);
    if let Some(tenant) = open() {
        return Some(tenant);
    }
    db.glance().await;
    open()
}

/// The answer for a host that is not ours: plain, the same for all, naming nobody.
fn nobody_here() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::NOT_FOUND, headers, "404 Page not found\n").into_response()
}
