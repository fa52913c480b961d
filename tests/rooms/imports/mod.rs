//! C10 · Imports: real exports of 1C, invented catalogs, and files that should never have been sent.

mod bad;
mod browser_way;
mod invented;
mod real;

use std::path::{Path, PathBuf};

use catalog::imports::{Outcome, Report, gather, load};
use tenancy::{Access, Dealer, TenantTx};

use crate::story::World;

async fn open(world: &World, slug: &str) -> TenantTx {
    let mut tx = world.tenant(slug).begin(Access::Write).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    tx
}

/// Loads the files of a folder for good, as `portico import` does.
pub async fn import(world: &World, slug: &str, folder: &Path) -> Report {
    let mut files: Vec<(String, PathBuf)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    files.sort();
    import_files(world, slug, files).await
}

async fn import_files(world: &World, slug: &str, files: Vec<(String, PathBuf)>) -> Report {
    let scratch = tempfile::tempdir().unwrap();
    let sources = gather(files, scratch.path()).unwrap();
    let mut tx = open(world, slug).await;
    let now = kit::edges::Clock::now(world.clock.as_ref());
    let mut nobody = |_| -> futures::future::BoxFuture<'static, ()> { Box::pin(std::future::ready(())) };
    match load(&mut tx, sources, now, &mut nobody).await.unwrap() {
        Outcome::Read(report) => {
            tx.commit().await.unwrap();
            *report
        }
        Outcome::Unreadable(text) => panic!("{text:?}"),
    }
}

/// One number out of the tenant's tables.
async fn count(world: &World, slug: &str, sql: &'static str) -> i64 {
    let mut tx = open(world, slug).await;
    let (count,): (i64,) = sqlx::query_as(sql).fetch_one(tx.db()).await.unwrap();
    count
}
