//! Forms of the pad, the cart, and orders on both sides.

use super::{Case, Stage, act, page};
use crate::rooms::orders::{paste, place};

impl Stage {
    pub(super) async fn orders(&mut self, route: &str) -> Case {
        let mut olga = self.olga.clone();
        let lines = [
            ("row", "1"),
            ("article", "A-1"),
            ("qty", "10"),
            ("unit", "pcs"),
            ("row", "2"),
            ("article", "A-2"),
            ("qty", "2"),
            ("unit", "box"),
        ];
        olga.post("/contract", &[("contract", &self.svet.contracts[0].to_string())]).await.is(303);
        let after = olga.get("/pad").await.value_of("after");
        match route {
            "/pad" | "/pad/lines" => act(olga, route, &lines),
            "/pad/paste" => act(olga, route, &[("list", "A-1 10\nA-2 5"), ("after", &after)]),
            "/cart/lines" => act(
                olga,
                route,
                &[("article", "A-1"), ("qty", "3"), ("unit", "pcs"), ("next", "/catalog"), ("after", &after)],
            ),
            "/cart/seen" => act(olga, route, &[("next", "/pad")]),
            "/orders" => {
                self.empty_cart().await;
                paste(&mut olga, "A-1 10").await;
                let review = olga.get("/cart").await;
                let (key, shown) = (review.value_of("key"), review.value_of("shown"));
                let mut case = page(
                    olga,
                    route,
                    &[
                        ("address", "Tver, Skladskaya, 1"),
                        ("wanted_on", "12.03.2031"),
                        ("buyer_number", "PO-77"),
                        ("comment", "Call first"),
                    ],
                );
                case.fields.extend([("key".to_owned(), key), ("shown".to_owned(), shown)]);
                case
            }
            "/orders/{number}/cancel" => {
                let path = self.order().await;
                act(olga, &format!("{path}/cancel"), &[("why", "Not needed")])
            }
            "/orders/{number}/repeat" => {
                let path = self.order().await;
                let after = olga.get("/pad").await.value_of("after");
                act(olga, &format!("{path}/repeat"), &[("after", &after)])
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }

    pub(super) async fn manage_orders(&mut self, route: &str) -> Case {
        let (path, mut lev) = (format!("/manage{}", self.order().await), self.lev.clone());
        let confirm = format!("{path}/confirm");
        let revision = |n: &str| [("revision".to_owned(), n.to_owned())];
        let mut case = match route {
            "/manage/orders/{number}/confirm" => {
                let mut case = page(lev, &confirm, &[("confirm-1", "6"), ("expected-1", "12.03.2031")]);
                case.fields.extend(revision("1"));
                return case;
            }
            "/manage/orders/{number}/cancel" => {
                let mut case = page(lev, &format!("{path}/cancel"), &[("cancel-1", "2"), ("why", "Broken")]);
                case.fields.extend(revision("1"));
                return case;
            }
            "/manage/orders/{number}/ship" => {
                lev.post(&confirm, &[]).await.is(303);
                page(lev, &format!("{path}/ship"), &[("ship-1", "4")])
            }
            "/manage/orders/{number}/close" => {
                lev.post(&confirm, &[]).await.is(303);
                lev.post(&format!("{path}/ship"), &[]).await.is(303);
                act(lev, &format!("{path}/close"), &[])
            }
            _ => panic!("no case for the form at {route}: add one"),
        };
        let now = self.lev.get(&path).await.value_of("revision");
        case.fields.extend(revision(&now));
        case
    }

    pub(super) async fn empty_cart(&self) {
        let mut tx = self.world.tenant(self.slug).begin(tenancy::Access::Write).await.unwrap();
        tx.narrow(tenancy::Dealer::All).await.unwrap();
        sqlx::query("delete from cart_line").execute(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// An order of ten pieces; its path.
    pub(super) async fn order(&mut self) -> String {
        self.empty_cart().await;
        let mut olga = self.olga.clone();
        olga.post("/contract", &[("contract", &self.svet.contracts[0].to_string())]).await.is(303);
        paste(&mut olga, "A-1 10").await;
        place(&mut olga, &[]).await.is(303).location().to_owned()
    }
}
