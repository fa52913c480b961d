//! The few doors to the outside that have a double in tests: the clock and the mail.

mod clock;
mod mailer;

pub use clock::{Clock, FixedClock, SystemClock};
pub use mailer::{FileMailer, Letter, Mailer, MemoryMailer, SmtpMailer};
