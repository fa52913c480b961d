//! Orders: from a pasted list to a delivered, closed order. Carts, the order pad, placing, and the life after it.

mod carts;
mod dates;
mod events;
mod letters;
pub mod life;
mod numbers;
mod placing;
mod reading;
mod rights;
mod routes;

pub use carts::pad::{Write, write};
pub use carts::{Cart, Typed};
pub use events::{Cancelled, Closed, Confirmed, Placed, Shipped};
pub use placing::{Outcome, Placing, PlacingLine, Request, place};
pub use reading::{Counts, count};

use kit::module::boxed;
use kit::module::{
    Events, Files, FrameSource, Invariant, Jobs, Manifest, Measure, MenuItem, Module, Pages, Place,
};
use kit::rights::Right;
use kit::web::Routes;
use tenancy::Migration;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR"]
#[include = "templates/*"]
#[include = "locales/*"]
struct Folder;

/// The room, for the binary's list.
pub struct Orders;

impl Module for Orders {
    fn manifest(&self) -> Manifest {
        Manifest::core("orders", &["accounts", "catalog"])
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
        vec![Migration::new(
            "0004_orders_orders",
            include_str!("../../../migrations/tenant/0004_orders_orders.sql"),
        )]
    }

    fn files(&self) -> Option<Files> {
        Some(Files::of::<Folder>())
    }

    fn pages(&self, pages: &mut Pages) {
        pages.add::<carts::pad::Pad>();
        pages.add::<placing::Review>();
        reading::pages(pages);
    }

    fn frame(&self) -> Option<FrameSource> {
        Some(FrameSource { read: carts::frame })
    }

    fn jobs(&self, jobs: &mut Jobs) {
        jobs.add(letters::SEND, |app, job| boxed(letters::send(app, job)));
    }

    fn on(&self, events: &mut Events) {
        events.after::<Placed>("orders.tell-placed", |_, job, event| boxed(letters::placed(job, event)));
        events.after::<Confirmed>("orders.tell-confirmed", |_, job, event| {
            boxed(letters::confirmed(job, event))
        });
        events.after::<Shipped>("orders.tell-shipped", |_, job, event| boxed(letters::shipped(job, event)));
        events.after::<Cancelled>("orders.tell-cancelled", |_, job, event| {
            boxed(letters::cancelled(job, event))
        });
    }

    fn invariants(&self) -> &'static [Invariant] {
        INVARIANTS
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure {
            name: "orders",
            sql: "select count(*) from sales_order where placed_at > now() - interval '30 days'",
        }]
    }
}

const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "a line holds exactly what is promised to it",
        sql: "select o.number || ' line ' || l.position || ' holds ' || coalesce(h.held, 0)
              from sales_order_line l join sales_order o on o.id = l.order_id
              left join (select line_id, sum(quantity) as held from stock_hold group by line_id) h on h.line_id = l.id
              where coalesce(h.held, 0) <> case when o.confirmed_at is null then l.ordered - l.cancelled - l.shipped
                else l.confirmed - l.shipped end",
    },
    Invariant {
        name: "an order's totals are the sums of its lines",
        sql: "select o.number from sales_order o join sales_order_line l on l.order_id = o.id group by o.id
              having o.total <> sum(l.total) or o.net_total <> sum(l.net) or o.vat_total <> sum(l.vat)
                or o.net_total + o.vat_total <> o.total",
    },
    Invariant {
        name: "what is shipped is what shipments hold",
        sql: "select o.number || ' line ' || l.position from sales_order_line l
              join sales_order o on o.id = l.order_id
              left join (select line_id, sum(quantity) as gone from shipment_line group by line_id) s on s.line_id = l.id
              where coalesce(s.gone, 0) <> l.shipped",
    },
    Invariant {
        name: "an order's state follows from its lines",
        sql: "select o.number || ' is ' || o.state from sales_order o
              join sales_order_line l on l.order_id = o.id group by o.id
              having o.state <> case
                when sum(l.ordered - l.cancelled) = 0 then 'cancelled'
                when o.closed_at is not null then 'closed'
                when sum(l.ordered - l.cancelled - l.shipped) = 0 then 'shipped'
                when sum(l.shipped) > 0 then 'partly_shipped'
                when o.confirmed_at is not null then 'confirmed' else 'placed' end",
    },
];

const fn portal(
    order: u16,
    key: &'static str,
    href: &'static str,
    icon: &'static str,
    right: &'static Right,
) -> MenuItem {
    MenuItem { place: Place::Portal, order, key, href, icon, right: Some(right), under: None }
}

const fn manage(order: u16, key: &'static str, href: &'static str, icon: &'static str) -> MenuItem {
    MenuItem { place: Place::Manage, order, key, href, icon, right: Some(&rights::MANAGE_VIEW), under: None }
}

const MENU: &[MenuItem] = &[
    portal(10, "orders-menu-home", "/home", "home", &rights::VIEW),
    portal(30, "orders-menu-pad", "/pad", "clipboard-plus", &rights::PLACE),
    portal(40, "orders-menu-orders", "/orders", "clipboard-list", &rights::VIEW),
    manage(10, "orders-menu-today", "/manage/today", "home"),
    manage(20, "orders-menu-orders", "/manage/orders", "clipboard-list"),
];
