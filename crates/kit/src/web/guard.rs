//! The guard of every route: finds the person, asks the matrix, begins the transaction, hands on the reach.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use std::sync::Arc;
use tenancy::{Access as TxAccess, Tenant, TenantTx};

use super::app::App;
use super::closed;
use super::extract::TxSlot;
use super::frame::{Asked, Frame};
use super::host::Site;
use super::person::{Operator, Person, SessionToken};
use crate::error::{Error, Result};
use crate::rights::{Access, Matrix, Reach, Realm};
use crate::text::Locale;

/// What a route asks for; made once per route.
#[derive(Clone)]
pub struct Rule {
    pub app: App,
    pub access: Access,
    pub site: Site,
    pub path: &'static str,
    /// The switchable module whose route it is.
    pub module: Option<&'static str>,
}

impl Rule {
    /// Logo and colours: the page that says why a portal is closed wears them too.
    fn serves_the_look(&self) -> bool {
        matches!(self.access, Access::Anyone) && self.path.starts_with("/look/")
    }
}

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
        }
    }
}

/// The middleware of each route.
pub(super) async fn guard(State(rule): State<Rule>, mut request: Request, next: Next) -> Response {
    let passed = match rule.site {
        Site::Tenant => pass_tenant(&rule, &mut request).await,
        Site::Console => pass_console(&rule, &mut request).await,
        Site::Public => Ok(None),
    };
    match passed {
        Ok(frame) => {
            let mut response = next.run(request).await;
            if let Some(frame) = frame {
                response.extensions_mut().insert(Arc::new(frame));
            }
            response
        }
        Err((error, frame)) => {
            let mut response = error.into_response();
            if let Some(frame) = frame {
                response.extensions_mut().insert(Arc::new(*frame));
            }
            response
        }
    }
}

type Passed = std::result::Result<Option<Frame>, (Error, Option<Box<Frame>>)>;

async fn pass_tenant(rule: &Rule, request: &mut Request) -> Passed {
    let Some(tenant) = request.extensions().get::<Tenant>().cloned() else {
        return Err((Error::NotFound, None));
    };
    if rule.module.is_some_and(|module| !tenant.has_module(module)) {
        return Err((Error::NotFound, None));
    }
    let asked = asked_of(request).map_err(|error| (error, None))?;
    let caller = Caller::of(request, &rule.app);
    let entered = enter(rule, caller, &tenant, &asked).await.map_err(|error| (error, None))?;
    let Entered { mut tx, ctx, matrix } = entered;
    let frame =
        Frame::of_person(&rule.app, &asked, &ctx, &matrix, &mut tx).await.map_err(|error| (error, None))?;
    match reach(rule, &ctx, &matrix) {
        Err(error) => Err((error, Some(Box::new(frame)))),
        Ok(reach) => {
            let extensions = request.extensions_mut();
            if let Some(reach) = reach {
                extensions.insert(reach);
            }
            extensions.insert(ctx);
            extensions.insert(TxSlot::holding(tx));
            Ok(Some(frame))
        }
    }
}

/// What the guard needs of the request; a request's body may not be held while the database is asked.
struct Caller {
    reading: bool,
    token: Option<SessionToken>,
    address: String,
}

impl Caller {
    fn of(request: &Request, app: &App) -> Self {
        Self {
            reading: matches!(*request.method(), Method::GET | Method::HEAD),
            token: SessionToken::from_headers(request.headers(), app.config.secure),
            address: request
                .extensions()
                .get::<Address>()
                .map_or_else(String::new, |address| address.0.clone()),
        }
    }
}

struct Entered {
    tx: TenantTx,
    ctx: Ctx,
    matrix: Arc<Matrix>,
}

/// Begins the transaction, reads the person, and narrows the second wall to what the person may reach.
async fn enter(rule: &Rule, caller: Caller, tenant: &Tenant, asked: &Asked) -> Result<Entered> {
    let app = &rule.app;
    if tenant.state().is_closed() && !rule.serves_the_look() {
        return Err(closed::why(app, tenant, caller.token.as_ref(), asked.locale).await);
    }
    let mut tx = tenant.begin(if caller.reading { TxAccess::Read } else { TxAccess::Write }).await?;
    let now = app.clock.now();
    let person = match &caller.token {
        Some(token) => app.identity.person(&mut tx, token, now).await?,
        None => None,
    };
    let matrix = match &person {
        Some(person) => app.matrices.of(&mut tx, person.policy_version).await?,
        None => Arc::default(),
    };
    if person.is_none() && !asked.htmx {
        app.looks.fresh(&mut tx).await?;
    }
    if let Some(person) = &person {
        app.identity.touch(tenant, person, now);
        match person.realm {
            Realm::Staff => tx.narrow(tenancy::Dealer::All).await?,
            Realm::Dealer => {
                if let Some(dealer) = person.dealer {
                    tx.narrow(tenancy::Dealer::One(dealer)).await?;
                }
            }
        }
    }
    let locale = person.as_ref().map_or(asked.locale, |person| person.locale);
    let (tenant, address) = (tenant.clone(), caller.address);
    let ctx = Ctx { app: app.clone(), tenant, person, locale, now, address, htmx: asked.htmx };
    Ok(Entered { tx, ctx, matrix })
}

/// The reach that the rule gives to this person, or the refusal.
fn reach(rule: &Rule, ctx: &Ctx, matrix: &Matrix) -> Result<Option<Reach>> {
    match rule.access {
        Access::Anyone => Ok(None),
        Access::SignedIn => ctx.person().map(|_| None),
        Access::Operator => Err(Error::NotFound),
        Access::Needs(right) => {
            let person = ctx.person()?;
            // The other realm's pages do not exist for this person.
            if person.realm != right.realm {
                return Err(Error::NotFound);
            }
            let scope = matrix.scope(&person.roles, right.id).ok_or(Error::Forbidden(right.id))?;
            Ok(Some(Reach { realm: person.realm, scope, user: person.user, dealer: person.dealer }))
        }
    }
}

async fn pass_console(rule: &Rule, request: &mut Request) -> Passed {
    let asked = asked_of(request).map_err(|error| (error, None))?;
    let app = &rule.app;
    let caller = Caller::of(request, app);
    let operator = match &caller.token {
        Some(token) => {
            app.identity.operator(&app.db, token, app.clock.now()).await.map_err(|error| (error, None))?
        }
        None => None,
    };
    match (rule.access, operator) {
        (Access::Anyone, None) => Ok(None),
        (Access::Anyone | Access::Operator, Some(operator)) => {
            let frame = Frame::of_operator(app, &asked, &operator);
            request.extensions_mut().insert::<Operator>(operator);
            Ok(Some(frame))
        }
        (Access::Operator, None) => Err((Error::SignIn, None)),
        (Access::SignedIn | Access::Needs(_), _) => Err((Error::NotFound, None)),
    }
}

fn asked_of(request: &Request) -> Result<Asked> {
    request.extensions().get::<Asked>().cloned().ok_or_else(|| Error::bug("the words layer is missing"))
}
