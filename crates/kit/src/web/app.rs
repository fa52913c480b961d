//! The application: its parts, and the router that puts host, guard, rooms and words together.

use std::any::Any;
use std::ops::Deref;
use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use tenancy::{Database, Tenant, TenantState, TenantTx};
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use super::gate::{Doors, Health, Seen, watch};
use super::host::{Host, Site};
use super::person::{Operator, Person, SessionToken};
use super::routes::RouteInfo;
use super::spoken;
use super::{Assets, Engines, words};
use crate::checks::{Asked, Checks};
use crate::edges::{Clock, Mailer};
use crate::error::{Error, Result};
use crate::look::Looks;
use crate::module::{MenuEntry, Module};
use crate::rights::Matrices;
use crate::slots::{Filling, Slots};
use crate::text::Texts;

/// The whole application; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Whole>);

/// The parts, and what the modules ask to be asked: put together once, not at each request.
struct Whole {
    parts: Parts,
    slots: Vec<Placed<Filling>>,
    checks: Vec<Placed<Asked>>,
}

/// Something of a module, and the switchable module whose it is.
pub(crate) struct Placed<T> {
    pub module: Option<&'static str>,
    pub what: T,
}

impl<T> Placed<T> {
    pub fn works_for(&self, tenant: &Tenant) -> bool {
        self.module.is_none_or(|module| tenant.has_module(module))
    }
}

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
    /// The theme of dealers' portals whose manufacturer has chosen none.
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
        let (mut slots, mut checks) = (Vec::new(), Vec::new());
        for module in &parts.modules {
            let owner = module.manifest().switchable();
            let (mut fills, mut asks) = (Slots::default(), Checks::default());
            module.slots(&mut fills);
            module.checks(&mut asks);
            slots.extend(fills.0.into_iter().map(|what| Placed { module: owner, what }));
            checks.extend(asks.0.into_iter().map(|what| Placed { module: owner, what }));
        }
        Self(Arc::new(Whole { parts, slots, checks }))
    }

    pub(crate) fn slots(&self) -> &[Placed<Filling>] {
        &self.0.slots
    }

    pub(crate) fn checks(&self) -> &[Placed<Asked>] {
        &self.0.checks
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
        &self.0.parts
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
    health: Health,
    tenant: Router,
    console: Router,
    public: Router,
}

/// Path and query; longer ones are no address of ours.
const LONGEST_ADDRESS: usize = 8 * 1024;
/// All names and values of a request's headers together, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// The service for all hosts, with the doors of a laptop.
pub fn router(app: &App) -> Router {
    router_with(app, &Doors::default())
}

/// The service for all hosts.
pub fn router_with(app: &App, doors: &Doors) -> Router {
    let fronts = Fronts {
        app: app.clone(),
        health: doors.health.clone(),
        tenant: front(app, Site::Tenant, doors),
        console: front(app, Site::Console, doors),
        public: front(app, Site::Public, doors),
    };
    Router::new()
        .fallback(by_host)
        .with_state(fronts)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(|what| plain_bug(&panicked(what))))
        .layer(from_fn_with_state(doors.clone(), watch))
}

fn front(app: &App, site: Site, doors: &Doors) -> Router {
    let mut router = Router::new();
    for module in &app.modules {
        let own = module.manifest().switchable();
        router = router.merge(module.routes().into_router(app, site, own, doors));
    }
    router
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::NotFound })
        .with_state(app.clone())
        .layer(CatchPanicLayer::custom(|what| panicked(what).into_response()))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state((app.clone(), site), words::words))
}

async fn by_host(State(fronts): State<Fronts>, mut request: Request) -> Response {
    let Some(seen) = request.extensions().get::<Seen>().cloned() else {
        return plain_bug(&Error::bug("the watch is missing"));
    };
    if let Some(path) = request.uri().path().strip_prefix("/assets/") {
        seen.at("file", "/assets");
        return fronts.app.assets.serve(path);
    }
    match request.uri().path() {
        "/healthz" => {
            seen.at("probe", "/healthz");
            return Health::alive();
        }
        "/readyz" => {
            seen.at("probe", "/readyz");
            return fronts.health.ready(&fronts.app.db).await;
        }
        _ => {}
    }
    if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
        return plain(StatusCode::URI_TOO_LONG, "414 The address is too long\n");
    }
    // The reader of the network cuts only what is longer than what it happens to have read at once.
    let head: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if head > LONGEST_HEAD {
        return plain(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "431 The headers are too long\n");
    }
    let front = match Host::of(&request, &fronts.app.config.base_host) {
        Some(Host::Public) => {
            spoken::take(&mut request);
            fronts.public
        }
        Some(Host::Console) => fronts.console,
        Some(Host::Tenant(slug)) => match open_portal(&fronts.app.db, &slug).await {
            Some(tenant) => {
                seen.of_tenant(tenant.slug());
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
    let shut = |tenant: &Tenant| matches!(tenant.state(), TenantState::Provisioning | TenantState::Erasing);
    let open = || db.tenant_by_slug(slug).filter(|tenant| !shut(tenant));
    if let Some(tenant) = open() {
        return Some(tenant);
    }
    db.glance().await;
    open()
}

/// A handler's panic is our own fault like any other: it gets a number, and the reader a page.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
fn panicked(what: Box<dyn Any + Send>) -> Error {
    let said =
        what.downcast_ref::<String>().map(String::as_str).or_else(|| what.downcast_ref::<&str>().copied());
    Error::bug(format!("a panic: {}", said.unwrap_or("of unknown words")))
}

/// When not even the page for faults can be made.
fn plain_bug(error: &Error) -> Response {
    let number = match error {
        Error::Bug(bug) => bug.number.as_str(),
        _ => "",
    };
    plain(StatusCode::INTERNAL_SERVER_ERROR, format!("500 The fault is ours: {number}\n"))
}

/// The answer for a host that is not ours: plain, the same for all, naming nobody.
fn nobody_here() -> Response {
    plain(StatusCode::NOT_FOUND, "404 Page not found\n")
}

fn plain(status: StatusCode, words: impl Into<axum::body::Body>) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, words.into()).into_response()
}
