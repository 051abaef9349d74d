//! What the service counts: for Prometheus to fetch, and for statsd as it happens. Never who.
//!
//! Names and meanings are told in `content/about/bookings.md`.

use std::{
    io,
    net::{SocketAddr, UdpSocket},
    time::Duration,
};

use axum::http::{Method, StatusCode};
use cadence::{QueuingMetricSink, StatsdClient, UdpMetricSink, prelude::*};
use prometheus::{
    HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder,
    core::Collector,
};

/// Sends what is counted to a statsd such as Statsite, which passes it on to Graphite.
pub struct Statsd(StatsdClient);

impl Statsd {
    /// Sends by UDP, from a thread of its own: a server that is not there costs nothing.
    ///
    /// # Errors
    ///
    /// When no socket can be had.
    pub fn new(server: SocketAddr) -> io::Result<Statsd> {
        let any: SocketAddr = match server {
            SocketAddr::V4(_) => ([0, 0, 0, 0], 0).into(),
            SocketAddr::V6(_) => ([0; 16], 0).into(),
        };
        let socket = UdpSocket::bind(any)?;
        socket.set_nonblocking(true)?;
        let sink = UdpMetricSink::from(server, socket).map_err(io::Error::other)?;
        let client = StatsdClient::from_sink("glassbox", QueuingMetricSink::from(sink));
        Ok(Statsd(client))
    }
}

/// What is true at the moment, as it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Bookings that have not begun.
    pub ahead: i64,
    /// Messages that are still to be sent.
    pub waiting: i64,
    /// Messages that were given up.
    pub failed: i64,
}

/// The counts.
pub(crate) struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    problems: IntCounterVec,
    bookings: IntCounterVec,
    mail: IntCounterVec,
    ahead: IntGauge,
    unfit: IntGauge,
    outbox: IntGaugeVec,
    up: IntGauge,
    build: IntGaugeVec,
    statsd: Option<Statsd>,
}

impl Metrics {
    pub(crate) fn new(statsd: Option<Statsd>) -> Metrics {
        let registry = Registry::new();
        let metrics = Metrics {
            requests: counters(
                "http_requests",
                "Requests answered",
                &["method", "path", "status"],
            ),
            seconds: histograms(
                "http_request_duration_seconds",
                "Time to an answer",
                &["path"],
            ),
            problems: counters("problems", "Requests refused, by problem", &["problem"]),
            bookings: counters("bookings", "Bookings made and changed", &["change"]),
            mail: counters("mail", "Tries to send a message", &["outcome"]),
            ahead: gauge("bookings_ahead", "Bookings that have not begun"),
            unfit: gauge(
                "bookings_unfit",
                "Bookings that the rules of today would not allow",
            ),
            outbox: gauges("outbox_messages", "Messages not sent", &["state"]),
            up: gauge("store_up", "Whether the store answers"),
            build: gauges(
                "build_info",
                "What is running",
                &["version", "tzdb", "content_rev"],
            ),
            registry,
            statsd,
        };
        let all: [Box<dyn Collector>; 10] = [
            Box::new(metrics.requests.clone()),
            Box::new(metrics.seconds.clone()),
            Box::new(metrics.problems.clone()),
            Box::new(metrics.bookings.clone()),
            Box::new(metrics.mail.clone()),
            Box::new(metrics.ahead.clone()),
            Box::new(metrics.unfit.clone()),
            Box::new(metrics.outbox.clone()),
            Box::new(metrics.up.clone()),
            Box::new(metrics.build.clone()),
        ];
        for collector in all {
            metrics
                .registry
                .register(collector)
                .expect("each name once");
        }
        metrics
    }

    /// A request was answered; `path` is the route's, not what was asked for.
    pub(crate) fn answered(&self, method: &Method, path: &str, status: StatusCode, took: Duration) {
        // Anybody can make up methods.
        let method = match *method {
            Method::GET | Method::HEAD | Method::POST => method.as_str(),
            _ => "other",
        };
        self.requests
            .with_label_values(&[method, path, status.as_str()])
            .inc();
        self.seconds
            .with_label_values(&[path])
            .observe(took.as_secs_f64());
        if let Some(Statsd(client)) = &self.statsd {
            let _ = client.count(&format!("http_requests.{}", status.as_str()), 1_i64);
            let _ = client.time("http_request_duration", took);
        }
    }

    /// A request was refused.
    pub(crate) fn refused(&self, problem: &str) {
        self.count(&self.problems, "problems", problem);
    }

    /// A booking was made or changed: `booked`, `moved`, `cancelled_by_visitor`, `cancelled_by_host`.
    pub(crate) fn booking(&self, change: &str) {
        self.count(&self.bookings, "bookings", change);
    }

    /// A message was `sent`, `deferred` or `given_up`.
    pub(crate) fn mail(&self, outcome: &str) {
        self.count(&self.mail, "mail", outcome);
    }

    fn count(&self, counter: &IntCounterVec, name: &str, label: &str) {
        counter.with_label_values(&[label]).inc();
        if let Some(Statsd(client)) = &self.statsd {
            let _ = client.count(&format!("{name}.{label}"), 1_i64);
        }
    }

    /// So many bookings would not be allowed today.
    pub(crate) fn unfit(&self, count: usize) {
        self.unfit.set(i64::try_from(count).unwrap_or(i64::MAX));
    }

    /// What was measured; `None` when the store did not answer.
    pub(crate) fn measured(&self, measured: Option<Measured>) {
        self.up.set(i64::from(measured.is_some()));
        let Some(Measured {
            ahead,
            waiting,
            failed,
        }) = measured
        else {
            return;
        };
        self.ahead.set(ahead);
        self.outbox.with_label_values(&["waiting"]).set(waiting);
        self.outbox.with_label_values(&["failed"]).set(failed);
        if let Some(Statsd(client)) = &self.statsd {
            let unfit = self.unfit.get();
            for (name, value) in [
                ("bookings_ahead", ahead),
                ("bookings_unfit", unfit),
                ("outbox_messages.waiting", waiting),
                ("outbox_messages.failed", failed),
            ] {
                let _ = client.gauge(name, u64::try_from(value).unwrap_or_default());
            }
        }
    }

    /// All of it in the text format of Prometheus, with what is running.
    pub(crate) fn text(&self, tzdb: &str, content_rev: &str) -> String {
        self.build.reset();
        let labels = [env!("CARGO_PKG_VERSION"), tzdb, content_rev];
        self.build.with_label_values(&labels).set(1);
        let families = self.registry.gather();
        TextEncoder::new()
            .encode_to_string(&families)
            .unwrap_or_default()
    }
}

/// `glassbox_…_total`, counted by labels.
fn counters(name: &str, help: &str, labels: &[&str]) -> IntCounterVec {
    let opts = Opts::new(format!("glassbox_{name}_total"), help);
    IntCounterVec::new(opts, labels).expect("a name")
}

fn histograms(name: &str, help: &str, labels: &[&str]) -> HistogramVec {
    let opts = HistogramOpts::new(format!("glassbox_{name}"), help);
    HistogramVec::new(opts, labels).expect("a name")
}

fn gauges(name: &str, help: &str, labels: &[&str]) -> IntGaugeVec {
    let opts = Opts::new(format!("glassbox_{name}"), help);
    IntGaugeVec::new(opts, labels).expect("a name")
}

fn gauge(name: &str, help: &str) -> IntGauge {
    IntGauge::new(format!("glassbox_{name}"), help).expect("a name")
}
