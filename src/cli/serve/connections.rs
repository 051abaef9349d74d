//! Connections, one by one: who begins a request and never ends its head is left after a while.
//! axum's own loop would keep such a client, and a file descriptor for it, for ever.

use std::{convert::Infallible, future::Future, net::SocketAddr, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::net::TcpListener;
use tower::{Service, ServiceExt};

/// How long the head of a request may take, and how long a connection is kept for the next one.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long answers may take after it was told to stop: longer than the service gives any of them.
const FAREWELL: Duration = Duration::from_secs(15);
/// How long to wait when no connection can be taken, as when there are too many.
const BREATH: Duration = Duration::from_millis(200);

/// Serves `app`, which learns who asks by [`ConnectInfo`], until `stopped` ends; then until all that
/// was asked for before is answered. Who does not take an answer is not waited for.
pub(crate) async fn serve(listener: TcpListener, app: Router, stopped: impl Future<Output = ()>) {
    let mut builder = auto::Builder::new(TokioExecutor::new()).http1_only();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE);
    let graceful = GracefulShutdown::new();
    let mut stopped = std::pin::pin!(stopped);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stopped => break,
        };
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let service = TowerToHyperService::new(of(app.clone(), peer));
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection.into_owned());
        // A client that breaks off is no news.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
}

/// `app` for the requests of one peer.
fn of(
    app: Router,
    peer: SocketAddr,
) -> impl Service<
    Request<hyper::body::Incoming>,
    Response = axum::response::Response,
    Error = Infallible,
    Future: Send,
> + Clone
+ Send {
    app.map_request(move |request: Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    })
}
