//! Logs: one line an event, as text or JSON, to standard error. Control characters never reach the terminal or the next
//! line, whoever wrote them.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use super::traces;

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

/// What is written down, and where traces go.
pub struct Logging<'a> {
    pub filter: &'a str,
    pub format: Option<LogFormat>,
    pub collector: Option<&'a str>,
}

/// Keeps the traces that were not sent yet.
pub struct Recording(Option<SdkTracerProvider>);

impl Logging<'_> {
    /// Once in a process.
    pub fn start(&self) -> Result<Recording, String> {
        // tower-http writes whole addresses at its finest level, and some of ours carry a link's secret (T47).
        let asked = format!("{},tower_http=info", self.filter);
        // By target and level alone: a filter that can look into spans costs a tenth of a page's CPU.
        let filter: Targets = asked.parse().map_err(|error| format!("log: {error}."))?;
        let format = self
            .format
            .unwrap_or_else(|| if io::stderr().is_terminal() { LogFormat::Text } else { LogFormat::Json });
        let provider = self.collector.map(traces::provider).transpose()?;
        let lines: Box<dyn Layer<Registry> + Send + Sync> = match format {
            LogFormat::Text => fmt::layer().with_writer(OneLine).with_ansi(false).boxed(),
            LogFormat::Json => {
                let layer =
                    fmt::layer().json().flatten_event(true).with_current_span(true).with_span_list(false);
                layer.with_writer(OneLine).with_ansi(false).boxed()
            }
        };
        let spans = provider.as_ref().map(traces::layer);
        let registry = tracing_subscriber::registry().with(lines.with_filter(filter)).with(spans);
        registry.try_init().map_err(|error| error.to_string())?;
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map_or_else(String::new, ToString::to_string);
            let words = panic.payload_as_str().unwrap_or("of unknown words");
            tracing::error!(panic.place = place, panic.words = words, "A panic.");
        }));
        Ok(Recording(provider))
    }
}

impl Recording {
    /// Sends what is left; waits a few seconds at most.
    pub async fn end(self) {
        let Some(provider) = self.0 else { return };
        let ending = tokio::task::spawn_blocking(move || provider.shutdown());
        if !matches!(ending.await, Ok(Ok(()))) {
            tracing::warn!("Some traces were not sent.");
        }
    }
}

/// Each event is one write: whatever it holds stays one line and moves no cursor.
struct OneLine;

impl<'a> MakeWriter<'a> for OneLine {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        Self
    }
}

impl Write for OneLine {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().lock().write_all(&one_line(bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// C0, DEL, C1, the marks that turn a line around and the two line ends of Unicode, as `\u{…}`.
fn one_line(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut line = String::with_capacity(text.len() + 1);
    for sign in text.trim_end_matches('\n').chars() {
        let turning =
            matches!(sign, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if sign.is_control() || turning {
            line.extend(sign.escape_unicode());
        } else {
            line.push(sign);
        }
    }
    line.push('\n');
    line.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_wrote_stays_on_its_line() {
        let told = one_line("fine\nERROR forged\r\u{1b}[2J\u{9b}31m\u{202e}txt\n".as_bytes());
        let told = String::from_utf8(told).unwrap();
        assert_eq!(told.matches('\n').count(), 1);
        assert_eq!(told, "fine\\u{a}ERROR forged\\u{d}\\u{1b}[2J\\u{9b}31m\\u{202e}txt\n");
        assert_eq!(one_line("Привет\n".as_bytes()), "Привет\n".as_bytes());
    }
}
