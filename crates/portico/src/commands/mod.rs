//! The commands for operators at a terminal, a file for each noun.

mod audit;
mod invariants;
mod job;
mod migrate;
mod routes;
mod tenant;
mod user;

use kit::edges::{Clock, SystemClock};
use kit::text::{Locale, Text, Texts};
use platform::acts::Actor;

pub use audit::{AuditArgs, audit};
pub use invariants::{breaches, check_invariants};
pub use job::{JobCommand, job};
pub use migrate::{bring_up_to_date, migrate, provision};
pub use routes::routes;
pub use tenant::{TenantCommand, tenant};
pub use user::{UserCommand, user};

/// Whoever sits at the terminal, by the name that the shell gives.
fn actor() -> Actor {
    Actor::command_line(crate::config::shell_user())
}

fn now() -> jiff::Timestamp {
    SystemClock.now()
}

fn said(invalid: kit::values::Invalid) -> String {
    say_text(&invalid.into_text())
}

/// A rule's "no" in the words of the console; everything else as the log has it.
fn refused(error: kit::Error) -> String {
    match error {
        kit::Error::Refused(refusal) => say_text(&refusal.text),
        kit::Error::NotFound => "There is nothing of this name or number.".to_owned(),
        other => other.to_string(),
    }
}

fn say_text(text: &Text) -> String {
    Texts::new(crate::wiring::all_texts()).map_or_else(|error| error, |texts| texts.say(Locale::EN, text))
}
