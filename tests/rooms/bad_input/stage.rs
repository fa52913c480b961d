//! The good request of every form, with everything prepared that it needs. The attacks change it.

use kit::text::Locale;
use kit::web::Site;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};

use crate::rooms::orders::{paste, place};
use crate::story::{Company, PASSWORD, Page, Visitor, World};

/// A request that succeeds as it stands.
#[derive(Clone)]
pub struct Case {
    pub who: Visitor,
    pub path: String,
    pub fields: Vec<(String, String)>,
    /// A form that takes files: the field's name, the file's name, what is in it.
    pub file: Option<(&'static str, &'static str, &'static [u8])>,
    /// What is wrong comes back on a page with the form, and everything typed with it.
    pub has_page: bool,
}

/// Forms after which something goes on for a while.
const WITH_JOBS: &[&str] = &[
    "/manage/imports",
    "/manage/imports/{number}/run",
    "/reset",
    "/reset/{token}",
    "/invite/{token}",
    "/company/people",
    "/manage/dealers",
    "/manage/settings/staff",
    "/jobs/{id}/retry",
];

/// People of one tenant who send forms.
pub struct Stage {
    pub world: World,
    pub slug: &'static str,
    svet: Company,
    other: Company,
    olga: Visitor,
    lev: Visitor,
    petr: Visitor,
    count: u32,
}

impl Stage {
    pub async fn of(slug: &'static str) -> Self {
        let world = World::new().await;
        let (svet, other) = (world.dealer(slug, "Svet").await, world.dealer(slug, "Pipes").await);
        for n in 1..=3 {
            let good = world.good(slug, &format!("A-{n}"), &format!("Good {n}")).await;
            world.price(&svet, 0, good, &[("0", "1000")]).await;
            world.price(&svet, 1, good, &[("0", "25")]).await;
            world.on_hand(&svet, 0, good, "1000000").await;
        }
        let olga = world.member(&svet, "olga", "dealer_head").await;
        world.join(&other, "olga", "buyer").await;
        for login in ["petr", "pavel", "anna"] {
            world.member(&svet, login, "buyer").await;
        }
        let lev = world.staff(slug, "lev", "owner").await;
        let petr = olga.clone();
        let mut stage = Self { world, slug, svet, other, olga, lev, petr, count: 0 };
        stage.petr = stage.petr().await;
        stage.olga.post("/me/company", &[("company", &stage.svet.id.to_string())]).await.is(303);
        stage
    }

    /// The good request of the form at this route.
    pub async fn case(&mut self, site: Site, route: &str) -> Case {
        self.count += 1;
        // Letters come once a minute, and tries to sign in are counted by the quarter of an hour.
        self.world.wait_minutes(16);
        // Some letters leave a link behind, and an import goes on.
        if WITH_JOBS.contains(&route) {
            self.world.wait_for_jobs().await;
        }
        match site {
            Site::Public | Site::Console => self.platform(site, route).await,
            Site::Tenant if route.starts_with("/manage/orders") => self.manage_orders(route).await,
            Site::Tenant if ["/pad", "/cart", "/orders"].iter().any(|p| route.starts_with(p)) => {
                self.orders(route).await
            }
            Site::Tenant if route.starts_with("/me") => self.me(route).await,
            Site::Tenant if route.starts_with("/manage/imports") => self.imports(route).await,
            Site::Tenant if route.starts_with("/manage/settings/look") => self.look(route).await,
            Site::Tenant => self.accounts(route).await,
        }
    }

    /// After a case that has ended the sessions.
    pub async fn sign_in_again(&mut self) {
        let at_home = self.world.visitor(self.slug);
        self.olga = at_home.clone().signed_in(&self.email("olga"), PASSWORD).await;
        self.olga.post("/me/company", &[("company", &self.svet.id.to_string())]).await.is(303);
        self.petr = self.petr().await;
        self.lev = at_home.signed_in(&self.email("lev"), PASSWORD).await;
    }

    pub fn buyer(&self) -> Visitor {
        self.olga.clone()
    }

    pub fn owner(&self) -> Visitor {
        self.lev.clone()
    }

    fn email(&self, login: &str) -> String {
        format!("{login}@{}.example", self.slug)
    }

    /// Petr at another browser, with the password that he had at first.
    async fn petr(&self) -> Visitor {
        let mut tx = self.world.tenant(self.slug).begin(tenancy::Access::Write).await.unwrap();
        sqlx::query(
            "update person set password_hash = (select password_hash from person where name = 'anna')
             where email like 'petr@%'",
        )
        .execute(tx.db())
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.world.visitor(self.slug).signed_in(&self.email("petr"), PASSWORD).await
    }

    async fn accounts(&mut self, route: &str) -> Case {
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

    async fn me(&mut self, route: &str) -> Case {
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

    async fn orders(&mut self, route: &str) -> Case {
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

    async fn manage_orders(&mut self, route: &str) -> Case {
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

    async fn imports(&mut self, route: &str) -> Case {
        let mut lev = self.lev.clone();
        let key = lev.get("/manage/imports").await.value_of("key");
        let table = "id;name;packs\n1;Washer;box=12\n2;Nut;box=0\n".as_bytes();
        let file = ("files", "goods.csv", table);
        match route {
            "/manage/imports" => Case { file: Some(file), ..page(lev, route, &[("key", &key)]) },
            "/manage/imports/{number}/run" => {
                let sent = lev.upload("/manage/imports", &[("key", &key)], &[("goods.csv", table)]).await;
                let path = sent.is(303).location().to_owned();
                self.world.wait_for_jobs().await;
                act(lev, &format!("{path}/run"), &[])
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }

    async fn look(&mut self, route: &str) -> Case {
        let mut lev = self.lev.clone();
        let picture: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x40\x08\x06\0\0\0";
        let version = lev.get("/manage/settings/look").await.value_of("version");
        let fields = [("version", version.as_str()), ("brand", "#0f6b5c"), ("accent", "#c00")];
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

    async fn platform(&mut self, site: Site, route: &str) -> Case {
        let port = self.world.address.port();
        let language = if self.slug == "alpha" { "ru" } else { "en" };
        if (site, route) == (Site::Public, "/portal") {
            let nobody = self.world.at_host(&format!("portico.test:{port}")).speaking(language);
            return page(nobody, route, &[("portal", "alpha")]);
        }
        let hash = accounts::signing_in::hash(PASSWORD).await.unwrap();
        let (email, locale) = ("ada@portico.example", Locale::parse(language).unwrap());
        let known = email.parse().unwrap();
        let db = &self.world.app.db;
        platform::console::operators::put_operator(db, &known, "Ada", &hash, locale).await.unwrap();
        let nobody = self.world.on_console().speaking(language);
        match route {
            "/login" => page(nobody, route, &[("email", email), ("password", PASSWORD)]),
            "/logout" => act(nobody.signed_in(email, PASSWORD).await, route, &[]),
            "/jobs/{id}/retry" | "/jobs/{id}/cancel" => {
                let id = self.job().await;
                let ada = nobody.signed_in(email, PASSWORD).await;
                let mut case = act(ada, &route.replace("{id}", &id), &[]);
                if route.ends_with("retry") {
                    // Only what has ended can be tried again.
                    case.who.post(&format!("/jobs/{id}/cancel"), &[]).await.is(303);
                }
                case
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }

    /// A letter that waits for a day that does not come in a test.
    async fn job(&self) -> String {
        let mut tx = self.world.tenant(self.slug).begin(tenancy::Access::Write).await.unwrap();
        let run_at = Some(self.world.app.clock.now() + jiff::SignedDuration::from_hours(24 * 3650));
        let petr: String = sqlx::query_scalar("select id::text from person where email like 'petr@%'")
            .fetch_one(tx.db())
            .await
            .unwrap();
        let payload = serde_json::json!({ "person": petr });
        let key = format!("bad input {}", self.count);
        tx.enqueue(tenancy::NewJob { kind: "accounts.reset-letter", key, payload, run_at }).await.unwrap();
        tx.commit().await.unwrap();
        let mut control = self.world.app.db.control().await.unwrap();
        sqlx::query_scalar("select id::text from cell.job where key = $1")
            .bind(format!("bad input {}", self.count))
            .fetch_one(control.db())
            .await
            .unwrap()
    }

    async fn empty_cart(&self) {
        let mut tx = self.world.tenant(self.slug).begin(tenancy::Access::Write).await.unwrap();
        tx.narrow(tenancy::Dealer::All).await.unwrap();
        sqlx::query("delete from cart_line").execute(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// An order of ten pieces; its path.
    async fn order(&mut self) -> String {
        self.empty_cart().await;
        let mut olga = self.olga.clone();
        olga.post("/contract", &[("contract", &self.svet.contracts[0].to_string())]).await.is(303);
        paste(&mut olga, "A-1 10").await;
        place(&mut olga, &[]).await.is(303).location().to_owned()
    }

    /// The latest link of this kind in the letters.
    async fn link(&self, part: &str) -> String {
        self.world.wait_for_jobs().await;
        let letters = self.world.mail.letters();
        let link = letters.iter().rev().flat_map(|l| l.text.split_whitespace()).find(|w| w.contains(part));
        link.unwrap().strip_prefix(&self.world.app.config.tenant_url(self.slug)).unwrap().to_owned()
    }
}

/// The form as a browser sends it, with these fields.
pub fn request(case: &Case, fields: &[(String, String)]) -> RequestBuilder {
    let request = case.who.request(Method::POST, &case.path).header("sec-fetch-site", "same-origin");
    let Some((field, name, bytes)) = case.file else { return request.form(fields) };
    let with = |form: Form, (name, value): &(String, String)| form.text(name.clone(), value.clone());
    let form = fields.iter().fold(Form::new(), with);
    request.multipart(form.part(field, Part::bytes(bytes).file_name(name)))
}

pub async fn send(case: &Case, fields: &[(String, String)]) -> Page {
    let mut who = case.who.clone();
    who.send(request(case, fields)).await
}

/// A form of a page that comes back with what is wrong.
fn page(who: Visitor, path: &str, fields: &[(&str, &str)]) -> Case {
    Case { has_page: true, ..act(who, path, fields) }
}

/// A button, or a form whose page is another one.
fn act(who: Visitor, path: &str, fields: &[(&str, &str)]) -> Case {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Case { who, path: path.to_owned(), fields, file: None, has_page: false }
}
