//! P6 · Each module is switched off while two servers run: within two seconds it is nowhere in both, its data are kept, and
//! the neighbour keeps it. Switched on, everything is back.

use std::time::{Duration, Instant};

use kit::module::{Module, Place};
use kit::rights::Realm;
use kit::web::Site;

use crate::story::{Served, Visitor, World};

const SOON: Duration = Duration::from_secs(2);

/// Two servers over one database, and people of two tenants who see them.
struct Pair {
    world: World,
    servers: [Served; 2],
    lev: Visitor,
    olga: Visitor,
    neighbour: Visitor,
}

impl Pair {
    async fn start() -> Self {
        let world = World::new().await;
        let svet = world.dealer("alpha", "Svet").await;
        let good = world.good("alpha", "A-1", "Canary").await;
        world.price(&svet, 0, good, &[("0", "1000")]).await;
        let olga = world.member(&svet, "olga", "dealer_head").await;
        let lev = world.staff("alpha", "lev", "owner").await;
        let neighbour = world.staff("beta", "lev", "owner").await;
        let servers = [(), ()].map(|()| Served::start(&world.database_url(), "web"));
        Self { world, servers, lev, olga, neighbour }
    }

    /// What is wrong with the module being on or off, as each server shows it.
    async fn wrong(&self, module: &dyn Module, canary: &str, on: bool) -> Vec<String> {
        let mut wrong = Vec::new();
        for (n, server) in self.servers.iter().enumerate() {
            let (lev, olga) = (server.sees(&self.lev, "alpha"), server.sees(&self.olga, "alpha"));
            let walk = Walk { module, on, lev, olga, nobody: server.visitor("alpha") };
            let found = walk.wrong(canary).await;
            wrong.extend(found.into_iter().map(|what| format!("server {n}: {what}")));
        }
        wrong
    }

    /// Both servers agree within two seconds after the press.
    async fn agree(&self, module: &dyn Module, canary: &str, on: bool) {
        let pressed = Instant::now();
        // A walk takes a while itself; it has to begin when everybody knows.
        tokio::time::sleep(SOON).await;
        let wrong = self.wrong(module, canary, on).await;
        assert!(
            wrong.is_empty(),
            "{} on={on}, {:?} after the press: {wrong:#?}",
            id(module),
            pressed.elapsed()
        );
    }

    async fn press(&self, module: &str, act: &str) {
        let mut lev = self.servers[0].sees(&self.lev, "alpha");
        let path = format!("/manage/settings/modules/{module}/{act}");
        lev.post(&path, &[]).await.leads_to("/manage/settings/modules");
    }

    async fn job(&self, module: &dyn Module, key: &str) -> Option<String> {
        let mut jobs = kit::module::Jobs::default();
        module.jobs(&mut jobs);
        let (kind, _) = jobs.handlers.first()?;
        let mut tx = self.world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
        let payload = serde_json::json!({});
        let new = tenancy::NewJob { kind, key: key.into(), payload, run_at: None };
        tx.enqueue(new).await.unwrap();
        tx.commit().await.unwrap();
        self.world.wait_for_jobs().await;
        let mut control = self.world.app.db.control().await.unwrap();
        let state = sqlx::query_scalar("select state from cell.job where key = $1").bind(key);
        Some(state.fetch_one(control.db()).await.unwrap())
    }
}

/// One server, asked for everything that the module brings.
struct Walk<'a> {
    module: &'a dyn Module,
    on: bool,
    lev: Visitor,
    olga: Visitor,
    nobody: Visitor,
}

impl Walk<'_> {
    async fn wrong(mut self, canary: &str) -> Vec<String> {
        let mut wrong = self.routes().await;
        wrong.extend(self.menu().await);
        wrong.extend(self.rights().await);
        wrong.extend(self.places(canary).await);
        wrong
    }

    /// Off: nothing answers, whoever asks. On: whoever may read gets a page.
    async fn routes(&mut self) -> Vec<String> {
        let mut wrong = Vec::new();
        for route in self.module.routes().infos(id(self.module)) {
            let path = plain(route.path);
            if route.site != Site::Tenant {
                continue;
            }
            for (who, visitor) in
                [("owner", &mut self.lev), ("head", &mut self.olga), ("nobody", &mut self.nobody)]
            {
                let page = if route.method == "GET" {
                    visitor.get(&path).await
                } else if self.on {
                    continue;
                } else {
                    visitor.post(&path, &[]).await
                };
                let mine = matches!(
                    (route.realm, who),
                    (Some(Realm::Staff), "owner") | (Some(Realm::Dealer), "head")
                );
                let right = if self.on {
                    page.status != 404 || !mine || path != route.path
                } else {
                    page.status == 404
                };
                if !right {
                    wrong.push(format!("{} {path} answers {} to {who}", route.method, page.status));
                }
            }
        }
        wrong
    }

    async fn menu(&mut self) -> Vec<String> {
        let (staff, dealer) =
            (self.lev.get("/manage/settings/modules").await, self.olga.get("/company").await);
        let mut wrong = Vec::new();
        for item in self.module.menu() {
            let page = if item.place == Place::Manage { &staff } else { &dealer };
            let there = page.first(&format!("nav a[href='{}']", item.href)).is_some();
            if there != self.on {
                wrong.push(format!("{} in the menu: {there}", item.href));
            }
        }
        wrong
    }

    async fn rights(&mut self) -> Vec<String> {
        let page = self.lev.get("/manage/settings/roles").await;
        let (texts, mut wrong) = (words(), Vec::new());
        for right in self.module.rights() {
            let key = format!("{}-right-{}", id(self.module), right.id.replace(['.', '_'], "-"));
            let said = texts.say(kit::text::Locale::RU, &kit::text::Text::dynamic(key));
            if page.text().contains(&crate::story::plain(&said)) != self.on {
                wrong.push(format!("the right “{said}” in the matrix: {}", !self.on));
            }
        }
        wrong
    }

    /// Slots and search: what the module tells stands on pages of other rooms.
    async fn places(&mut self, canary: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut slots = kit::slots::Slots::default();
        self.module.slots(&mut slots);
        for slot in slots.named() {
            let (path, visitor) = match slot.name() {
                "home" => ("/home", &mut self.olga),
                "search" => ("/catalog?q=canary", &mut self.olga),
                "sign_in" => ("/login", &mut self.nobody),
                "today" => ("/manage/today", &mut self.lev),
                other => panic!("say where the slot {other} is looked at"),
            };
            let page = visitor.get(path).await;
            if page.body.contains(canary) != self.on {
                wrong.push(format!("{canary} at {path}: {}", !self.on));
            }
        }
        wrong
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_module_is_switched_under_two_servers() {
    let pair = Pair::start().await;
    let modules = portico::modules::all();
    let switchable: Vec<&dyn Module> =
        modules.iter().map(AsRef::as_ref).filter(|module| module.manifest().switchable().is_some()).collect();
    assert!(!switchable.is_empty());
    for module in switchable {
        let id = id(module);
        pair.world.switch("alpha", id, true).await;
        pair.world.switch("beta", id, true).await;
        let canary = content(&pair, id).await;
        pair.agree(module, canary, true).await;
        let kept = rows(&pair, module).await;

        pair.press(id, "off").await;
        pair.agree(module, canary, false).await;
        if let Some(state) = pair.job(module, &format!("{id} is off")).await {
            assert_eq!(state, "cancelled", "a job of {id}");
        }
        assert_eq!(rows(&pair, module).await, kept, "the data of {id} are kept");
        for server in &pair.servers {
            let mut neighbour = server.sees(&pair.neighbour, "beta");
            let page = neighbour.get("/manage/settings/modules").await;
            let item = module.menu().iter().find(|item| item.place == Place::Manage);
            if let Some(item) = item {
                assert!(page.first(&format!("nav a[href='{}']", item.href)).is_some(), "{id} stays in beta");
            }
        }

        pair.press(id, "on").await;
        pair.agree(module, canary, true).await;
    }
    pair.world.end().await;
}

/// Something in the module that is seen where it shows things; its word.
async fn content(pair: &Pair, id: &str) -> &'static str {
    match id {
        "news" => {
            let words = [
                ("title_ru", "Canary of the module"),
                ("text_ru", "Sings"),
                ("everyone", "on"),
                ("staff", "on"),
            ];
            crate::rooms::news::publish(&mut pair.servers[0].sees(&pair.lev, "alpha"), &words).await;
        }
        other => panic!("say what {other} shows, so that its absence means something"),
    }
    "Canary of the module"
}

/// How many rows each of the module's tables has.
async fn rows(pair: &Pair, module: &dyn Module) -> Vec<String> {
    let contents = pair.world.contents("alpha").await;
    let own = format!("{}_", id(module));
    contents.lines().filter(|line| line.starts_with(&own)).map(str::to_owned).collect()
}

fn id(module: &dyn Module) -> &'static str {
    module.manifest().id
}

fn words() -> kit::text::Texts {
    kit::text::Texts::new(portico::wiring::all_texts()).unwrap()
}

fn plain(path: &str) -> String {
    path.replace("{id}", &uuid::Uuid::nil().to_string()).replace(['{', '}'], "")
}
