//! Errors as data. Rooms return them, the layer `web::words` says them in the reader's language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

use crate::text::Text;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong on a request. Statuses: DESIGN §3.
#[derive(Debug, Clone)]
pub enum Error {
    /// Nothing here, or its existence is a secret (404).
    NotFound,
    /// Signed in, but without the right (403). Names the right, so that the page can say who may grant it.
    Forbidden(&'static str),
    /// Not signed in (a redirect to the sign-in page, or 401 for a fragment).
    SignIn,
    /// A rule said no (409), with an optional fix as a button.
    Refused(Box<Refusal>),
    /// Fields that cannot be read (422).
    Invalid(Vec<FieldError>),
    /// Somebody saved in between (409).
    Conflict(Box<Refusal>),
    /// Too many requests; try again after so many seconds (429).
    Limit { retry_after: u32 },
    /// The manufacturer's portal is closed by the operator (503).
    Closed(Box<Closed>),
    /// The database does not answer (503).
    Unavailable(&'static str),
    /// Our fault (500). The reader sees only the number; the log has the rest under the same number.
    Bug(BugNumber),
}

/// A rule's "no": which thing, what is wrong, what to do.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub text: Text,
    pub field: Option<String>,
    pub fix: Option<Fix>,
}

/// A way out of a refusal, drawn as a button.
#[derive(Debug, Clone)]
pub struct Fix {
    pub text: Text,
    pub href: String,
}

/// What somebody reads whose portal is closed. Dealers learn no reason, staff learn whom to ask.
#[derive(Debug, Clone)]
pub struct Closed {
    pub text: Text,
    /// More for the manufacturer's staff.
    pub more: Option<Text>,
    /// Somebody at the manufacturer for dealers, at the platform for staff.
    pub contact: Option<String>,
}

/// One field that cannot be read, and why.
#[derive(Debug, Clone)]
pub struct FieldError {
    pub field: String,
    pub text: Text,
}

/// A short number that people can read out and that the log can find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BugNumber {
    pub number: String,
    /// For the journal of jobs, which only the operator reads.
    cause: String,
}

/// Starts a refusal: `return refuse("orders-cancel-answered").with("number", n).into()`.
pub fn refuse(key: &'static str) -> Refusal {
    Refusal { text: Text::key(key), field: None, fix: None }
}

impl Refusal {
    /// Adds an argument of the text.
    pub fn with(mut self, name: &'static str, value: impl Into<crate::text::ArgValue>) -> Self {
        self.text = self.text.with(name, value);
        self
    }

    /// Adds a button that leads to the fix.
    pub fn fix(mut self, key: &'static str, href: impl Into<String>) -> Self {
        self.fix = Some(Fix { text: Text::key(key), href: href.into() });
        self
    }

    /// Names the field that the refusal is about.
    pub fn field(mut self, name: impl Into<String>) -> Self {
        self.field = Some(name.into());
        self
    }

    /// The refusal as the error of a handler.
    pub fn err<T>(self) -> Result<T> {
        Err(Error::Refused(Box::new(self)))
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl Error {
    /// Our own fault: logs the cause under a fresh number.
    pub fn bug(cause: impl std::fmt::Display) -> Self {
        let bug = BugNumber { number: number(), cause: cause.to_string() };
        metrics::counter!("portico_bugs_total").increment(1);
        tracing::error!(
            bug.number = bug.number,
            bug.cause = bug.cause,
            "Something failed through our own fault."
        );
        Self::Bug(bug)
    }

    /// The status that a browser or a program sees.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Refused(_) | Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Limit { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Closed(_) | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Bug(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Three letters or digits, a dash, three digits: `K7F-204`. No letters that are mistaken for digits.
fn number() -> String {
    const SIGNS: &[u8] = b"ABCDEFGHKLMNPRSTUVWXYZ23456789";
    let [a, b, c, d]: [u8; 4] = rand::random();
    let sign = |x: u8| SIGNS.get(usize::from(x) % SIGNS.len()).copied().map_or('X', char::from);
    format!("{}{}{}-{:03}", sign(a), sign(b), sign(c), u16::from(d) * 3 + u16::from(a) % 3)
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => write!(f, "not found"),
            Self::Forbidden(right) => write!(f, "the right {right} is missing"),
            Self::SignIn => write!(f, "not signed in"),
            Self::Refused(refusal) | Self::Conflict(refusal) => write!(f, "refused: {:?}", refusal.text),
            Self::Invalid(fields) => write!(f, "invalid fields: {fields:?}"),
            Self::Limit { retry_after } => write!(f, "too many requests, again after {retry_after} s"),
            Self::Closed(_) => write!(f, "the portal is closed"),
            Self::Unavailable(why) => write!(f, "unavailable: {why}"),
            Self::Bug(bug) => write!(f, "{} ({})", bug.cause, bug.number),
        }
    }
}

impl std::error::Error for Error {}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Unavailable("kit-busy"),
            other => Self::bug(other),
        }
    }
}

impl From<tenancy::Error> for Error {
    fn from(error: tenancy::Error) -> Self {
        match error {
            tenancy::Error::Sql(inner) => inner.into(),
            other => Self::bug(other),
        }
    }
}

/// Turns a named constraint of the database into words, in one place.
pub trait OnConstraint<T> {
    /// The refusal replaces the error when the statement broke the constraint of this name.
    fn on_constraint(self, name: &str, refusal: Refusal) -> Result<T>;
}

impl<T> OnConstraint<T> for Result<T, sqlx::Error> {
    fn on_constraint(self, name: &str, refusal: Refusal) -> Result<T> {
        match self {
            Err(sqlx::Error::Database(error)) if error.constraint() == Some(name) => refusal.err(),
            other => other.map_err(Error::from),
        }
    }
}

impl IntoResponse for Error {
    /// Status and the error itself; the words are chosen later by `web::words`.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
