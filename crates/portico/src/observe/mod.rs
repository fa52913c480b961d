//! What the process tells about itself: logs, metrics, traces.

mod logs;
mod metrics;
mod process;
mod traces;

pub use logs::{LogFormat, Logging, Recording};
pub use metrics::Metrics;
