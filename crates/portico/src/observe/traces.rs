//! Traces over OTLP, when a collector is named: one span for each request and each job, no bodies, no paths.

use std::time::Duration;

use opentelemetry::KeyValue;
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{BatchConfigBuilder, BatchSpanProcessor, SdkTracerProvider};
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::registry::LookupSpan;

/// Spans are sent this often.
const EVERY: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends from a thread of its own; a collector that does not answer costs requests nothing.
pub fn provider(collector: &str) -> Result<SdkTracerProvider, String> {
    let Some(rest) = collector.strip_prefix("http://") else {
        return Err(
            "otlp_endpoint: give http://host:4318; a collector near by speaks TLS to the rest.".to_owned()
        );
    };
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let endpoint = if path.is_empty() {
        format!("{}/v1/traces", collector.trim_end_matches('/'))
    } else {
        collector.to_owned()
    };
    let exporter = SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(endpoint)
        .with_timeout(PATIENCE)
        .build()
        .map_err(|error| format!("otlp_endpoint: {error}."))?;
    let batches = BatchConfigBuilder::default().with_scheduled_delay(EVERY).build();
    let processor = BatchSpanProcessor::builder(exporter).with_batch_config(batches).build();
    let resource = Resource::builder()
        .with_service_name("portico")
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
        .build();
    Ok(SdkTracerProvider::builder().with_span_processor(processor).with_resource(resource).build())
}

/// Requests and jobs only: nothing that a library says.
pub fn layer<S>(provider: &SdkTracerProvider) -> impl Layer<S> + use<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    let ours = Targets::new()
        .with_target("portico::request", tracing::Level::ERROR)
        .with_target("portico::job", tracing::Level::ERROR);
    tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("portico"))
        .with_location(false)
        .with_filter(ours)
}
