//! The door to the network: HTTP/1.1 with limits on the head of a request and on those who are slow to send it.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

/// Names and values together, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;
const MOST_HEADERS: usize = 100;

/// Serves until `stop` turns true, then lets open requests finish for `grace`. False: some were cut off.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    header: Duration,
    mut stop: watch::Receiver<bool>,
    grace: Duration,
) -> bool {
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(header);
    protocol.max_buf_size(LONGEST_HEAD).max_headers(MOST_HEADERS);
    let open = GracefulShutdown::new();
    while !*stop.borrow() {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            changed = stop.changed() => match changed {
                Ok(()) => continue,
                Err(_) => break,
            },
        };
        match accepted {
            Ok((stream, peer)) => talk(&protocol, &open, &router, stream, peer),
            Err(error) => {
                // Too many open files, or a caller who is gone: the next one may be luckier.
                tracing::warn!(%error, "A connection could not be taken.");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    tokio::time::timeout(grace, open.shutdown()).await.is_ok()
}

fn talk(
    protocol: &http1::Builder,
    open: &GracefulShutdown,
    router: &Router,
    stream: TcpStream,
    peer: SocketAddr,
) {
    let _best_effort = stream.set_nodelay(true);
    let router = router.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let (router, mut request) = (router.clone(), request.map(Body::new));
        request.extensions_mut().insert(ConnectInfo(peer));
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    let connection = open.watch(protocol.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        // A caller who hangs up or sends nonsense is no news.
        let _ended = connection.await;
    });
}
