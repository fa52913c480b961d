//! The guard of every route: finds the person, asks the matrix, begins the transaction, hands on the reach.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tenancy::{Access as TxAccess, Tenant, TenantTx};

use super::app::App;
use super::closed;
use super::ctx::{Address, Ctx, Kept};
use super::extract::TxSlot;
use super::frame::{Asked, Frame};
use super::host::Site;
use super::person::{Operator, Person, SessionToken};
use super::words::is_page;
use crate::error::{Error, Result};
use crate::rights::{Access, Matrix, Reach, Realm};

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

/// The middleware of each route.
pub(super) async fn guard(State(rule): State<Rule>, mut request: Request, next: Next) -> Response {
    let passed = match rule.site {
        Site::Tenant => pass_tenant(&rule, &mut request).await,
        Site::Console => pass_console(&rule, &mut request).await,
        Site::Public => Ok(Framed::None),
    };
    match passed {
        Ok(framed) => {
            let mut response = next.run(request).await;
            if let Some(frame) = framed.of(is_page(&response)).await {
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

type Passed = std::result::Result<Framed, (Error, Option<Box<Frame>>)>;

/// The frame around the answer.
enum Framed {
    None,
    Known(Box<Frame>),
    /// Most forms end in a redirect, which has no frame: it is read when there is a page to put it around.
    IfDrawn(Box<(Ctx, Asked, Arc<Matrix>)>),
}

impl Framed {
    async fn of(self, is_page: bool) -> Option<Frame> {
        match self {
            Self::None => None,
            Self::Known(frame) => Some(*frame),
            Self::IfDrawn(_) if !is_page => None,
            Self::IfDrawn(known) => {
                let (ctx, asked, matrix) = *known;
                let read = frame_afterwards(&ctx, &asked, &matrix).await;
                // The page itself is worth more than what stands around it.
                read.inspect_err(|error| tracing::warn!(%error, "A page stays without its frame.")).ok()
            }
        }
    }
}

/// In a transaction of its own: the form's is over by now.
async fn frame_afterwards(ctx: &Ctx, asked: &Asked, matrix: &Matrix) -> Result<Frame> {
    let mut tx = ctx.tenant.begin(TxAccess::Read).await?;
    if let Some(person) = &ctx.person {
        narrow(&mut tx, person).await?;
    }
    Frame::of_person(&ctx.app, asked, ctx, matrix, &mut tx).await
}

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
    let reached = reach(rule, &ctx, &matrix);
    let form = !asked.reading && !asked.htmx && ctx.person.is_some();
    let framed = if reached.is_ok() && form {
        Framed::IfDrawn(Box::new((ctx.clone(), asked, matrix)))
    } else {
        let frame = Frame::of_person(&rule.app, &asked, &ctx, &matrix, &mut tx).await;
        Framed::Known(Box::new(frame.map_err(|error| (error, None))?))
    };
    match (reached, framed) {
        (Err(error), Framed::Known(frame)) => Err((error, Some(frame))),
        (Err(error), _) => Err((error, None)),
        (Ok(reach), framed) => {
            let extensions = request.extensions_mut();
            if let Some(reach) = reach {
                extensions.insert(reach);
            }
            extensions.insert(ctx);
            extensions.insert(TxSlot::holding(tx));
            Ok(framed)
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
        narrow(&mut tx, person).await?;
    }
    let locale = person.as_ref().map_or(asked.locale, |person| person.locale);
    let (tenant, address) = (tenant.clone(), caller.address);
    let kept = Kept::default();
    let ctx = Ctx { app: app.clone(), tenant, person, locale, now, address, htmx: asked.htmx, kept };
    Ok(Entered { tx, ctx, matrix })
}

/// The second wall: whose rows the database gives out at all. A statement of its own, since tenants may not call
/// `set_config`: words that slip into a query must not widen it.
async fn narrow(tx: &mut TenantTx, person: &Person) -> Result<()> {
    match (person.realm, person.dealer) {
        (Realm::Staff, _) => tx.narrow(tenancy::Dealer::All).await?,
        (Realm::Dealer, Some(dealer)) => tx.narrow(tenancy::Dealer::One(dealer)).await?,
        (Realm::Dealer, None) => {}
    }
    Ok(())
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
        (Access::Anyone, None) => Ok(Framed::None),
        (Access::Anyone | Access::Operator, Some(operator)) => {
            let frame = Frame::of_operator(app, &asked, &operator);
            request.extensions_mut().insert::<Operator>(operator);
            Ok(Framed::Known(Box::new(frame)))
        }
        (Access::Operator, None) => Err((Error::SignIn, None)),
        (Access::SignedIn | Access::Needs(_), _) => Err((Error::NotFound, None)),
    }
}

fn asked_of(request: &Request) -> Result<Asked> {
    request.extensions().get::<Asked>().cloned().ok_or_else(|| Error::bug("the words layer is missing"))
}
