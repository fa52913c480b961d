//! G10, T14, T15 · In pairs: the rightful owner's request works and shows its canary; the same request of every stranger
//! is refused, names nobody, and no table changes. A route with an id that has no pair fails. Tenant beta holds alpha's
//! rows under the very same ids, so that only the tenant tells them apart.

mod proving;
mod watching;

use std::collections::BTreeSet;

use kit::web::Site;

use crate::rooms::accounts::groups::{GROUPS, group};
use crate::rooms::bad_input::stage::Stage;
use crate::rooms::news::{NEWS, publish};
use crate::rooms::orders::{paste, place, review_fields};
use crate::story::{Company, PASSWORD, Visitor, World};
use proving::prove;

/// A request with the id of something that belongs to somebody.
struct Pair {
    route: &'static str,
    post: bool,
    path: String,
    fields: Vec<(String, String)>,
    owner: Visitor,
    strangers: Vec<(&'static str, Visitor)>,
    /// What only the owner sees.
    canary: &'static str,
}

/// Two dealers of alpha, one of beta with the same names, and the staff of both.
struct Street {
    world: World,
    svet: Company,
    olga: Visitor,
    irina: Visitor,
    /// People of other dealers and tenants, and those of Svet who may see only what is theirs.
    not_of_svet: Vec<(&'static str, Visitor)>,
    not_of_alpha: Vec<(&'static str, Visitor)>,
    seller: Visitor,
    branch: Visitor,
}

impl Street {
    async fn new() -> Self {
        Self::with(portico::modules::all()).await
    }

    async fn with(modules: Vec<Box<dyn kit::module::Module>>) -> Self {
        let world = World::with(modules).await;
        let (svet, tk) = (world.dealer("alpha", "Svet").await, world.dealer("alpha", "TK").await);
        let foreign = world.dealer("beta", "Svet").await;
        let good = world.good("alpha", "A-1", "Canary of alpha").await;
        world.price(&svet, 0, good, &[("0", "1000")]).await;
        world.on_hand(&svet, 0, good, "1000").await;
        let olga = world.member(&svet, "olga", "dealer_head").await;
        world.visitor("alpha").signed_in("olga@alpha.example", PASSWORD).await;
        let of_beta = [
            ("a head of the same name in beta", world.member(&foreign, "olga", "dealer_head").await),
            ("the owner of beta", world.staff("beta", "lev", "owner").await),
        ];
        let of_tk = [
            ("a head of another dealer", world.member(&tk, "roman", "dealer_head").await),
            ("a buyer of another dealer", world.member(&tk, "anna", "buyer").await),
        ];
        let irina = world.staff("alpha", "irina", "owner").await;
        let nobody = [("nobody of alpha", world.visitor("alpha")), ("nobody of beta", world.visitor("beta"))];
        let staff = ("the owner of alpha", irina.clone());
        let not_of_alpha: Vec<_> = of_beta.iter().chain(&nobody[1..]).cloned().collect();
        let not_of_svet: Vec<_> =
            of_tk.iter().chain(&of_beta).chain([&staff]).chain(&nobody[..1]).cloned().collect();
        let seller = world.member(&svet, "sasha", "seller").await;
        let branch = world.staff("alpha", "vera", "branch_editor").await;
        Self { world, svet, olga, irina, not_of_svet, not_of_alpha, seller, branch }
    }

    /// What goes on by itself has ended, so that only the request can change anything.
    async fn both(&self) -> (String, String) {
        self.world.wait_for_jobs().await;
        (self.world.contents("alpha").await, self.world.contents("beta").await)
    }

    /// From here on beta has alpha's rows too, with other words in them.
    async fn twin(&self, pairs: &[Pair]) {
        self.world.wait_for_jobs().await;
        let words: BTreeSet<&str> = pairs.iter().map(|pair| pair.canary).collect();
        self.world.twin("alpha", "beta", &words.into_iter().collect::<Vec<_>>()).await;
    }

    /// A request about something of Svet.
    fn of_svet(&self, route: &'static str, path: String, fields: &[(&str, String)]) -> Pair {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let (owner, strangers) = (self.olga.clone(), self.not_of_svet.clone());
        Pair { route, post: true, path, fields, owner, strangers, canary: "Canary of alpha" }
    }

    /// A request of the staff about something of alpha.
    fn of_alpha(&self, route: &'static str, path: String, canary: &'static str) -> Pair {
        let mut strangers = self.not_of_alpha.clone();
        strangers.push(("the dealer itself", self.olga.clone()));
        Pair { route, post: false, path, fields: Vec::new(), owner: self.irina.clone(), strangers, canary }
    }

    async fn order(&mut self) -> String {
        self.order_with(&[]).await
    }

    async fn order_with(&mut self, fields: &[(&str, &str)]) -> String {
        paste(&mut self.olga, "A-1 10").await;
        place(&mut self.olga, fields).await.is(303).location().to_owned()
    }

    async fn link(&self, part: &str) -> String {
        self.world.wait_for_jobs().await;
        let letters = self.world.mail.letters();
        let link = letters.iter().rev().flat_map(|l| l.text.split_whitespace()).find(|w| w.contains(part));
        link.unwrap().strip_prefix(&self.world.app.config.tenant_url("alpha")).unwrap().to_owned()
    }

    async fn accounts(&mut self) -> Vec<Pair> {
        let me = self.olga.get("/me").await;
        let revoke =
            me.first("td form[action$='/revoke']").unwrap().value().attr("action").unwrap().to_owned();
        let mut pairs = vec![
            self.of_svet(
                "/contract",
                "/contract".into(),
                &[("contract", self.svet.contracts[0].to_string())],
            ),
            self.of_svet("/me/company", "/me/company".into(), &[("company", self.svet.id.to_string())]),
            self.of_svet("/me/sessions/{id}/revoke", revoke, &[]),
        ];
        pairs.push(self.of_alpha(
            "/manage/dealers/{id}",
            format!("/manage/dealers/{}", self.svet.id),
            "Svet-1",
        ));
        let strangers = &mut pairs.last_mut().unwrap().strangers;
        strangers.push(("staff of another branch", self.branch.clone()));
        self.olga.post("/reset", &[("email", "olga@alpha.example")]).await.is(200);
        let reset = self.link("/reset/").await;
        let fields = [("name", "Pavel"), ("email", "pavel@alpha.example"), ("role", "buyer"), ("limit", "")];
        self.olga.post("/company/people", &fields).await.is(303);
        let invite = self.link("/invite/").await;
        let tenant = self.world.tenant("alpha");
        let now = self.world.app.clock.now();
        let link = accounts::signing_in::arrival::arrival(&tenant, "irina@alpha.example", now).await.unwrap();
        for (route, path, email) in [
            ("/welcome/{token}", format!("/welcome/{}", link.reveal()), "irina"),
            ("/reset/{token}", reset, "olga@alpha.example"),
            ("/invite/{token}", invite, "pavel@alpha.example"),
        ] {
            let (owner, strangers) = (self.world.visitor("alpha"), self.not_of_alpha.clone());
            let fields = vec![("name".into(), "Pavel".into()), ("password".into(), PASSWORD.to_owned())];
            for post in [false, true] {
                let (path, owner, strangers) = (path.clone(), owner.clone(), strangers.clone());
                pairs.push(Pair {
                    route,
                    post,
                    path,
                    fields: fields.clone(),
                    owner,
                    strangers,
                    canary: email,
                });
            }
        }
        pairs
    }

    async fn goods(&mut self) -> Vec<Pair> {
        let card = self.olga.get("/p/?article=A-1").await.is(303).location().to_owned();
        let list = self.irina.get("/manage/products").await;
        let link = list.first("a[href^='/manage/products/']").unwrap();
        let manage = link.value().attr("href").unwrap().to_owned();
        let mut pairs = Vec::new();
        for (route, path) in [("/p/{slug}", card.clone()), ("/p/{slug}/price", format!("{card}/price"))] {
            let mut pair = self.of_alpha(route, path, "Canary of alpha");
            (pair.owner, pair.strangers) = (self.olga.clone(), self.not_of_alpha.clone());
            pairs.push(pair);
        }
        pairs.push(self.of_alpha("/manage/products/{id}", manage, "Canary of alpha"));
        pairs
    }

    async fn orders(&mut self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let order = self.order().await;
        let seller = ("a seller who did not place it", self.seller.clone());
        for (route, path, canary) in [
            ("/orders/{number}", order.clone(), "Canary of alpha"),
            ("/orders/{number}/price/{position}", format!("{order}/price/1"), "Canary of alpha"),
        ] {
            let mut pair = Pair { post: false, canary, ..self.of_svet(route, path, &[]) };
            pair.strangers.push(seller.clone());
            pairs.push(pair);
        }
        pairs.push(self.of_svet("/orders/{number}/repeat", format!("{order}/repeat"), &[]));
        pairs.push(self.of_svet("/orders/{number}/cancel", format!("{order}/cancel"), &[]));
        for pair in &mut pairs[2..] {
            pair.strangers.push(seller.clone());
        }
        let order = self.order().await;
        let branch = ("staff of another branch", self.branch.clone());
        let page = self.of_alpha("/manage/orders/{number}", format!("/manage{order}"), "Canary of alpha");
        pairs.push(page);
        for (route, act, fields) in [
            ("/manage/orders/{number}/confirm", "confirm", vec![("confirm-1", "8")]),
            ("/manage/orders/{number}/cancel", "cancel", vec![("cancel-1", "2"), ("why", "Broken")]),
            ("/manage/orders/{number}/ship", "ship", vec![("ship-1", "8")]),
            ("/manage/orders/{number}/close", "close", vec![]),
        ] {
            let mut pair = self.of_alpha(route, format!("/manage{order}/{act}"), "Canary of alpha");
            pair.post = true;
            pair.fields = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            pairs.push(pair);
        }
        let from = pairs.len() - 5;
        for pair in &mut pairs[from..] {
            pair.strangers.push(branch.clone());
        }
        pairs
    }

    async fn imports(&mut self) -> Vec<Pair> {
        let key = self.irina.get("/manage/imports").await.value_of("key");
        let table = "id;name\n1;Canary of alpha\n;Canary of alpha\n".as_bytes();
        let sent = self.irina.upload("/manage/imports", &[("key", &key)], &[("a.csv", table)]).await;
        let path = sent.is(303).location().to_owned();
        self.world.wait_for_jobs().await;
        let failed = format!("{path}/failed/0");
        let run = self.of_alpha("/manage/imports/{number}/run", format!("{path}/run"), "a.csv");
        vec![
            self.of_alpha("/manage/imports/{number}", path, "a.csv"),
            self.of_alpha("/manage/imports/{number}/failed/{file}", failed, "Canary of alpha"),
            Pair { post: true, ..run },
        ]
    }

    async fn look(&mut self) -> Pair {
        let version = self.irina.get("/manage/settings/look").await.value_of("version");
        let fields = [("version", version.as_str()), ("brand", "#0f6b5c"), ("accent", "")];
        self.irina.upload("/manage/settings/look", &fields, &[]).await.is(303);
        let page = self.olga.get("/company").await;
        let style = page.first("link[href^='/look/']").unwrap().value().attr("href").unwrap().to_owned();
        let mut pair = self.of_alpha("/look/{file}", style, "#0f6b5c");
        (pair.owner, pair.strangers) = (self.olga.clone(), self.not_of_alpha.clone());
        pair
    }

    async fn groups(&mut self) -> Vec<Pair> {
        let id = group(&mut self.irina, "Canary of alpha", &[&self.svet]).await;
        let path = format!("{GROUPS}/{id}");
        let dealer = vec![("dealer".to_owned(), self.svet.id.to_string())];
        let name = vec![("name".to_owned(), "Canary again".to_owned())];
        let mut pairs = vec![self.of_alpha("/manage/dealers/groups/{id}", path.clone(), "Canary of alpha")];
        for (route, act, fields) in [
            ("/manage/dealers/groups/{id}/members/remove", "/members/remove", dealer.clone()),
            ("/manage/dealers/groups/{id}/members", "/members", dealer),
            ("/manage/dealers/groups/{id}", "", name),
            ("/manage/dealers/groups/{id}/delete", "/delete", Vec::new()),
        ] {
            let pair = self.of_alpha(route, format!("{path}{act}"), "Canary again");
            pairs.push(Pair { post: true, fields, ..pair });
        }
        for pair in &mut pairs {
            pair.strangers.push(("staff of another branch", self.branch.clone()));
        }
        pairs
    }

    fn modules(&self) -> Vec<Pair> {
        let pair = |route, act: &str| {
            let path = format!("/manage/settings/modules/news/{act}");
            let mut pair = Pair { post: true, ..self.of_alpha(route, path, "Canary of alpha") };
            // The same address is the other owner's own switch: what it does stays in that tenant.
            pair.strangers.retain(|(who, _)| *who != "the owner of beta");
            pair
        };
        vec![
            pair("/manage/settings/modules/{module}/off", "off"),
            pair("/manage/settings/modules/{module}/on", "on"),
        ]
    }

    /// An item for a group that only Svet is in.
    async fn news(&mut self) -> Vec<Pair> {
        let id = group(&mut self.irina, "Readers of alpha", &[&self.svet]).await;
        let picture = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x40\x08\x06\0\0\0";
        let number = publish(&mut self.irina, &[("title_ru", "Canary of alpha"), ("group", &id)]).await;
        let (path, manage) = (format!("/news/{number}"), format!("{NEWS}/{number}"));
        let words = [("act", "publish"), ("kind", "other"), ("title_ru", "Canary of alpha"), ("group", &id)];
        let with = |name: &str, value: &str| {
            let pairs = words.into_iter().chain([(name, value)]);
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>()
        };
        let sent = with("version", "1");
        let form =
            sent.iter().fold(reqwest::multipart::Form::new(), |f, (k, v)| f.text(k.clone(), v.clone()));
        let file = reqwest::multipart::Part::bytes(picture.to_vec()).file_name("a.png");
        let request =
            self.irina.request(reqwest::Method::POST, &manage).header("sec-fetch-site", "same-origin");
        self.irina.send(request.multipart(form.part("pictures", file))).await.is(303);
        let page = self.olga.get(&path).await;
        let picture = page.first("img.lead-of-news").unwrap().value().attr("src").unwrap().to_owned();

        let mut shown = Pair { post: false, ..self.of_svet("/news/{number}", path.clone(), &[]) };
        let mut file = Pair { canary: "PNG", ..self.of_svet("/news/{number}/{file}", picture, &[]) };
        file.post = false;
        // Editors see the pictures of what they edit.
        file.strangers.retain(|(who, _)| *who != "the owner of alpha");
        shown.strangers.push(("staff of another branch", self.branch.clone()));
        file.strangers.push(("staff of another branch", self.branch.clone()));
        let read = self.of_svet("/news/{number}/read", format!("{path}/read"), &[]);
        let mut pairs = vec![shown, file, read];
        let key = uuid::Uuid::new_v4().to_string();
        let edited = |route, post, path: &str, fields| {
            let canary = if post { "Readers of alpha" } else { "Canary of alpha" };
            let mut pair = self.of_alpha(route, path.to_owned(), canary);
            pair.strangers.push(("staff of another branch", self.branch.clone()));
            Pair { post, fields, ..pair }
        };
        pairs.extend([
            edited("/manage/content/news/{number}", false, &manage, Vec::new()),
            edited("/manage/content/news", true, NEWS, with("key", &key)),
            edited("/manage/content/news/preview", true, &format!("{NEWS}/preview"), with("as", "visitor")),
            edited("/manage/content/news/{number}", true, &manage, with("version", "2")),
            edited("/manage/content/news/{number}/remove", true, &format!("{manage}/remove"), Vec::new()),
            edited("/manage/content/news/{number}/restore", true, &format!("{manage}/restore"), Vec::new()),
        ]);
        pairs
    }

    /// Last: the review names a cart's contract and the key of a press.
    async fn placing(&mut self) -> Pair {
        paste(&mut self.olga, "A-1 10").await;
        let fields = review_fields(&self.olga.get("/cart").await);
        let fields: Vec<(&str, String)> = fields.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
        self.of_svet("/orders", "/orders".into(), &fields)
    }
}

#[tokio::test]
async fn whatever_has_an_id_is_out_of_every_strangers_reach() {
    let mut street = Street::new().await;
    let (mut routes, mut probes) = (BTreeSet::new(), 0);
    let mut pairs = street.goods().await;
    pairs.extend(street.orders().await);
    pairs.extend(street.imports().await);
    pairs.push(street.look().await);
    pairs.extend(street.groups().await);
    pairs.extend(street.news().await);
    pairs.extend(street.modules());
    // A picture's bytes are the same in both tenants once the rows are: it is proved before that.
    let (pictures, pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|pair| pair.canary == "PNG");
    for pair in &pictures {
        probes += prove(&street, pair).await.unwrap();
        routes.insert((pair.post, pair.route));
    }
    street.twin(&pairs).await;
    for pair in &pairs {
        probes += prove(&street, pair).await.unwrap();
        routes.insert((pair.post, pair.route));
    }
    // What was repeated has filled the cart again.
    let placing = street.placing().await;
    probes += prove(&street, &placing).await.unwrap();
    routes.insert((true, placing.route));
    let accounts = street.accounts().await;
    street.twin(&accounts).await;
    for pair in &accounts {
        probes += prove(&street, pair).await.unwrap();
        routes.insert((pair.post, pair.route));
    }
    for (post, route) in with_ids().await {
        assert!(routes.contains(&(post, route)), "no pair for {} {route}", if post { "POST" } else { "GET" });
    }
    println!("{probes} probes by strangers on {} routes with ids", routes.len());
    assert!(probes >= 1_000, "{probes}");
    street.world.end().await;
}

/// Every route of a tenant with an id in its path or in a field of its form.
async fn with_ids() -> Vec<(bool, &'static str)> {
    let mut stage = Stage::of("alpha").await;
    let mut found = Vec::new();
    for route in stage.world.app.routes().into_iter().filter(|route| route.site == Site::Tenant) {
        let post = route.method == "POST";
        let mut has = route.path.contains('{');
        if post && !has {
            let case = stage.case(route.site, route.path).await;
            let is_id = |text: &str| text.split(':').any(|part| part.parse::<uuid::Uuid>().is_ok());
            // The key of a press is made by the page and names nothing of anybody.
            has = case.fields.iter().any(|(name, value)| name != "key" && is_id(value));
        }
        if has {
            found.push((post, route.path));
        }
    }
    stage.world.end().await;
    assert!(found.len() >= 20, "{found:?}");
    found
}

/// The operator's jobs have ids as well; who signs in at a tenant is nobody there.
#[tokio::test]
async fn a_tenants_owner_is_nobody_at_the_console() {
    let mut stage = Stage::of("alpha").await;
    for route in ["/jobs/{id}/cancel", "/jobs/{id}/retry"] {
        let case = stage.case(Site::Console, route).await;
        let lev = stage.world.staff("beta", &route[10..].replace('/', ""), "owner").await;
        let mut lev = lev.moved_to(&format!("console.portico.test:{}", stage.world.address.port()));
        lev.post(&case.path, &[]).await.is(303).leads_to("/login?next=%2F");
        let mut ada = case.who.clone();
        ada.post(&case.path, &[]).await.leads_to("/jobs");
    }
    stage.world.end().await;
}
