//! The log: one line an event, named fields only, on standard error. Panics go there too.

use std::panic::PanicHookInfo;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use crate::config::{LogFormat, ServerConfig};

/// Starts the log; called once, before anything else is done.
pub(crate) fn start(settings: &ServerConfig) {
    // The database's and the protocols' own chatter never helps at "info".
    let filter = format!(
        "{},surrealdb=warn,surrealkv=warn,hyper=warn,rustls=warn",
        settings.log
    );
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Pretty => log.init(),
        LogFormat::Json => log.json().flatten_event(true).with_span_list(false).init(),
    }
    std::panic::set_hook(Box::new(panicked));
}

/// Logs the place of a panic. Its message is logged only if it is a constant: a formatted one may quote a value.
fn panicked(info: &PanicHookInfo<'_>) {
    let location = info.location().map(ToString::to_string).unwrap_or_default();
    let said = info
        .payload()
        .downcast_ref::<&str>()
        .copied()
        .unwrap_or("not logged");
    tracing::error!(location, said, "panic");
}
