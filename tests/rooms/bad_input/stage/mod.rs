//! The good request of every form, with everything prepared that it needs. The attacks change it. Each room has its own
//! file of cases.

mod accounts;
mod catalog;
mod modules;
mod news;
mod orders;
mod platform;
mod start;

use kit::web::Site;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};

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
            Site::Tenant if route.starts_with("/manage/start") || route == "/me/back" => {
                self.start(route).await
            }
            Site::Tenant if route.starts_with("/welcome") => self.arrival(route).await,
            Site::Tenant if route.starts_with("/me") => self.me(route).await,
            Site::Tenant if route.starts_with("/manage/imports") => self.imports(route).await,
            Site::Tenant if route.starts_with("/manage/settings/look") => self.look(route).await,
            Site::Tenant if route.starts_with("/manage/settings/modules") => self.modules(route).await,
            Site::Tenant if route.starts_with("/manage/dealers/groups") => self.groups(route).await,
            Site::Tenant if ["/news", "/manage/content/news"].iter().any(|p| route.starts_with(p)) => {
                self.world.switch(self.slug, "news", true).await;
                self.news(route).await
            }
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
