//! Another copy of the application over the same database, in this process: with other pools, or behind https.

use std::net::SocketAddr;
use std::sync::Arc;

use kit::edges::Clock;
use kit::web::{App, Config, router};
use portico::wiring::{self, Edges};
use tenancy::Database;
use tokio::task::JoinHandle;

use super::{SECRET, Visitor, World};

/// Serves pages only; the world's own copy does the jobs.
pub struct Copied {
    pub app: App,
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl World {
    /// `shape` changes the pools and how the outside reaches the copy.
    pub async fn copied(&self, shape: impl FnOnce(&mut tenancy::Config, &mut Config)) -> Copied {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut database = tenancy::Config::new(&self.database_url(), SECRET);
        let mut web = Config { port: address.port(), ..self.app.config.clone() };
        shape(&mut database, &mut web);
        let db = Database::connect(&database).await.unwrap();
        let edges =
            Edges { clock: Arc::clone(&self.clock) as Arc<dyn Clock>, mailer: Arc::new(self.mail.clone()) };
        let app = wiring::build(db, web, edges).unwrap();
        let service = router(&app).into_make_service_with_connect_info::<SocketAddr>();
        let task = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Copied { app, address, task }
    }
}

impl Copied {
    pub fn visitor(&self, slug: &str) -> Visitor {
        Visitor::at(self.address, &format!("{slug}.portico.test:{}", self.address.port()))
    }

    /// The same person with the same session, at this copy.
    pub fn sees(&self, visitor: &Visitor, slug: &str) -> Visitor {
        let mut here = self.visitor(slug);
        here.session.clone_from(&visitor.session);
        here
    }

    pub async fn end(self) {
        self.task.abort();
        self.app.db.close().await;
    }
}
