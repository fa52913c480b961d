//! News in other rooms' pages: the last three at home, what the staff have not read, a way in before signing in, what a
//! search of goods finds.

use kit::Result;
use kit::module::Pages;
use kit::slots::Block;
use kit::web::{Ctx, query};
use serde::Serialize;
use tenancy::TenantTx;

use super::list::{Asked, Row, find};
use crate::reader::Reader;

const SHOWN: i64 = 3;
const ONLY_UNREAD: i64 = 20;
const TEMPLATE: &str = "news/block.html";
const SIGN_IN: &str = "news/sign_in.html";

/// Some news under a heading, with the way to the rest.
#[derive(Serialize)]
struct Few {
    /// The heading's text key.
    key: &'static str,
    rows: Vec<Row>,
    /// Where the rest is, and how many there are.
    href: String,
    total: i64,
}

pub(super) fn samples(pages: &mut Pages) {
    let rows = super::list::List::some_rows();
    let block = |key, rows: Vec<Row>| Few { key, rows, href: "/news".to_owned(), total: 21 };
    pages.add_block(TEMPLATE, &block("news-menu", rows.clone()));
    pages.add_block(SIGN_IN, &block("news-menu", rows));
}

/// The last three, read or not: a dealer's start page.
pub async fn latest(tx: &mut TenantTx, ctx: &Ctx) -> Result<Option<Block>> {
    let (rows, total) = some(tx, ctx, "", SHOWN).await?;
    block(TEMPLATE, "news-menu", rows, ("/news".to_owned(), total))
}

/// What somebody of the staff has not read yet.
pub async fn unread(tx: &mut TenantTx, ctx: &Ctx) -> Result<Option<Block>> {
    let (rows, total) = some(tx, ctx, "", ONLY_UNREAD).await?;
    let mut rows: Vec<Row> = rows.into_iter().filter(|row| row.unread).collect();
    rows.truncate(usize::try_from(SHOWN).unwrap_or_default());
    block(TEMPLATE, "news-menu-staff", rows, ("/news".to_owned(), total))
}

/// Only what is for everyone: nobody is known yet.
pub async fn before_signing_in(tx: &mut TenantTx, ctx: &Ctx) -> Result<Option<Block>> {
    let (rows, total) = some(tx, ctx, "", 1).await?;
    block(SIGN_IN, "news-menu", rows, ("/news".to_owned(), total))
}

pub async fn found(tx: &mut TenantTx, ctx: &Ctx, typed: &str) -> Result<Option<Block>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let (rows, total) = some(tx, ctx, typed, SHOWN).await?;
    block(TEMPLATE, "news-found", rows, (format!("/news?{}", query(&[("q", typed)])), total))
}

async fn some(tx: &mut TenantTx, ctx: &Ctx, words: &str, limit: i64) -> Result<(Vec<Row>, i64)> {
    find(tx, &Reader::of(ctx), &Asked { words, kind: "", offset: 0, limit }).await
}

/// A block with nothing in it is none.
fn block(
    template: &'static str,
    key: &'static str,
    rows: Vec<Row>,
    (href, total): (String, i64),
) -> Result<Option<Block>> {
    if rows.is_empty() {
        return Ok(None);
    }
    Block::new(template, &Few { key, rows, href, total }).map(Some)
}
