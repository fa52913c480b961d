//! Goods: sections, articles, attributes, packs; what they cost each dealer; how much there is and when more comes.

pub mod imports;
pub mod manage;
pub mod pricing;
pub mod products;
mod rights;
mod routes;
pub mod stock;

use futures::future::BoxFuture;
use kit::Result;
use kit::module::{
    Files, FrameSource, Invariant, Jobs, Manifest, Measure, MenuItem, Module, Pages, Place, boxed,
};
use kit::rights::{Realm, Right};
use kit::web::{Ctx, Routes};
use serde_json::{Value, json};
use tenancy::{Migration, TenantTx};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR"]
#[include = "templates/*"]
#[include = "locales/*"]
struct Folder;

/// The room, for the binary's list.
pub struct Catalog;

impl Module for Catalog {
    fn manifest(&self) -> Manifest {
        Manifest::core("catalog", &["accounts"])
    }

    fn rights(&self) -> &'static [&'static Right] {
        rights::ALL
    }

    fn routes(&self) -> Routes {
        routes::all()
    }

    fn menu(&self) -> &'static [MenuItem] {
        MENU
    }

    fn migrations(&self) -> Vec<Migration> {
        vec![
            Migration::new(
                "0003_catalog_goods",
                include_str!("../../../migrations/tenant/0003_catalog_goods.sql"),
            ),
            Migration::new(
                "0005_catalog_imports",
                include_str!("../../../migrations/tenant/0005_catalog_imports.sql"),
            ),
            Migration::new(
                "0010_catalog_facets",
                include_str!("../../../migrations/tenant/0010_catalog_facets.sql"),
            ),
        ]
    }

    fn files(&self) -> Option<Files> {
        Some(Files::of::<Folder>())
    }

    fn pages(&self, pages: &mut Pages) {
        products::pages(pages);
        manage::pages(pages);
        imports::pages::samples(pages);
    }

    fn frame(&self) -> Option<FrameSource> {
        Some(FrameSource { read: frame })
    }

    fn jobs(&self, jobs: &mut Jobs) {
        jobs.add(imports::KIND, |app, job| boxed(imports::work(app, job)));
    }

    fn invariants(&self) -> &'static [Invariant] {
        INVARIANTS
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure { name: "goods", sql: "select count(*) from product" }]
    }
}

/// The search field of the header leads to the list that the person may see. No query.
fn frame<'a>(_: &'a mut TenantTx, ctx: &'a Ctx) -> BoxFuture<'a, Result<Value>> {
    Box::pin(async move {
        let place = if ctx.person()?.realm == Realm::Staff { "/manage/products" } else { "/catalog" };
        Ok(json!({ "search": place }))
    })
}

const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "stock.reserved is the sum of the holds",
        sql: "select s.product_id || ' in ' || s.warehouse_id || ': ' || s.reserved || ' is not ' || coalesce(h.held, 0)
              from stock s left join (select product_id, warehouse_id, sum(quantity) as held from stock_hold
                group by product_id, warehouse_id) h using (product_id, warehouse_id)
              where s.reserved <> coalesce(h.held, 0)",
    },
    Invariant {
        name: "nothing is promised that is not there, unless the source said so later",
        sql: "select product_id || ' in ' || warehouse_id from stock where reserved > on_hand and not short",
    },
];

const MENU: &[MenuItem] = &[
    MenuItem {
        place: Place::Portal,
        order: 20,
        key: "catalog-menu",
        href: "/catalog",
        icon: "package",
        right: Some(&rights::VIEW),
        under: None,
    },
    MenuItem {
        place: Place::Manage,
        order: 40,
        key: "catalog-menu",
        href: "/manage/products",
        icon: "package",
        right: Some(&rights::MANAGE_VIEW),
        under: None,
    },
    MenuItem {
        place: Place::Manage,
        order: 41,
        key: "catalog-menu-imports",
        href: "/manage/imports",
        icon: "file-import",
        right: Some(&rights::IMPORT),
        under: Some("catalog-menu"),
    },
];
