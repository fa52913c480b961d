//! Forms of people, companies and the look.

use super::{Case, Stage, act, page, send};
use crate::story::PASSWORD;

impl Stage {
    pub(super) async fn accounts(&mut self, route: &str) -> Case {
        let (olga, lev) = (self.olga.clone(), self.lev.clone());
        let nobody = self.world.visitor(self.slug).speaking(if self.slug == "alpha" { "ru" } else { "en" });
        let fresh = format!("new{}@{}.example", self.count, self.slug);
        let (petr, second) = (self.email("petr"), self.svet.contracts[1].to_string());
        match route {
            "/login" => page(nobody, route, &[("email", &petr), ("password", PASSWORD), ("next", "/orders")]),
            "/logout" => act(self.petr().await, route, &[]),
            "/reset" => page(nobody, route, &[("email", &petr)]),
            "/reset/{token}" => {
                let mut pavel = nobody.clone();
                pavel.post("/reset", &[("email", &self.email("pavel"))]).await.is(200);
                page(nobody, &self.link("/reset/").await, &[("password", PASSWORD)])
            }
            "/invite/{token}" => {
                let fields = [("name", "New"), ("email", &fresh), ("role", "buyer"), ("limit", "")];
                self.olga.post("/company/people", &fields).await.is(303);
                page(nobody, &self.link("/invite/").await, &[("name", "New"), ("password", PASSWORD)])
            }
            "/contract" => act(olga, route, &[("contract", &second), ("next", "/company")]),
            "/company/people" => page(
                olga,
                route,
                &[("name", "New"), ("email", &fresh), ("role", "buyer"), ("limit", "150 000,50")],
            ),
            "/manage/dealers" => page(
                lev,
                route,
                &[
                    ("name", "Cascade"),
                    ("city", "Samara"),
                    ("entity", "Cascade Ltd"),
                    ("tax_id", "7707083893"),
                    ("head", "Boris"),
                    ("email", &fresh),
                ],
            ),
            "/manage/settings/staff" => {
                page(lev, route, &[("name", "New"), ("email", &fresh), ("role", "warehouse")])
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }

    pub(super) async fn me(&mut self, route: &str) -> Case {
        let other = self.other.id.to_string();
        let petr = self.petr.clone();
        match route {
            "/me" => page(petr, route, &[("name", "Petr"), ("time_zone", "Asia/Omsk"), ("density", "roomy")]),
            "/me/look" => act(
                petr,
                route,
                &[
                    ("locale", if self.slug == "alpha" { "ru" } else { "en" }),
                    ("mode", "dark"),
                    ("next", "/me"),
                ],
            ),
            "/me/password" => {
                page(self.petr().await, route, &[("old", PASSWORD), ("password", "battery staple")])
            }
            "/me/sessions/revoke" => act(self.petr().await, route, &[]),
            "/me/sessions/{id}/revoke" => {
                let mut at_work = self.petr().await;
                let me = at_work.get("/me").await;
                let forms = me.all("td form[action$='/revoke']");
                act(at_work.clone(), forms[0].value().attr("action").unwrap(), &[])
            }
            "/me/company" => {
                self.olga.post("/me/company", &[("company", &self.svet.id.to_string())]).await.is(303);
                let olga = self.world.visitor(self.slug).signed_in(&self.email("olga"), PASSWORD).await;
                act(olga, route, &[("company", &other)])
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }

    pub(super) async fn look(&mut self, route: &str) -> Case {
        let mut lev = self.lev.clone();
        let picture: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x40\x08\x06\0\0\0";
        let version = lev.get("/manage/settings/look").await.value_of("version");
        let fields =
            [("version", version.as_str()), ("theme", "workshop"), ("brand", "#0f6b5c"), ("accent", "#c00")];
        let file = Some(("logo", "logo.png", picture));
        let save = Case { file, ..page(lev.clone(), "/manage/settings/look", &fields) };
        match route {
            "/manage/settings/look" => save,
            "/manage/settings/look/reset" | "/manage/settings/look/logo/remove" => {
                send(&save, &save.fields).await.is(303);
                act(lev, route, &[])
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }
}
