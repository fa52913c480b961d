//! Puts the parts together: modules, themes, texts, rights, jobs.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use kit::edges::{Clock, Mailer};
use kit::look::{Looks, Themes};
use kit::module::{Events, JobHandler, Jobs, MenuEntry, Module, check};
use kit::rights::{Matrices, OwnedRight};
use kit::text::{Source, Texts};
use kit::web::{App, Assets, Config, Engines, Identity, Operator, Parts, Person, SessionToken, templates_of};
use platform::signing_up::{Options, Provisioner};
use tenancy::{Database, Registry, Relay, Schedule, Subscriptions, Tenant, TenantTx, Worker, WorkerOptions};

use crate::{modules, provisioning, themes};

/// The edges that tests replace.
pub struct Edges {
    pub clock: Arc<dyn Clock>,
    pub mailer: Arc<dyn Mailer>,
}

/// The application over this database.
pub fn build(db: Database, config: Config, edges: Edges) -> Result<App, String> {
    build_of(modules::all(), db, config, edges)
}

/// The application of these modules.
pub fn build_of(
    modules: Vec<Box<dyn Module>>,
    db: Database,
    config: Config,
    edges: Edges,
) -> Result<App, String> {
    check(&modules)?;
    let texts = Arc::new(Texts::new(texts_of(&modules))?);
    let assets = Arc::new(Assets::new(&themes::assets()));
    let mut templates = themes::templates();
    for files in modules.iter().filter_map(|module| module.files()) {
        templates.extend(templates_of(&files, None));
    }
    let themes = Themes::new(themes::all()?, &config.theme)?;
    let names: Vec<String> = themes.all().iter().map(|theme| theme.id.clone()).collect();
    let engines = Engines::new(&names, &templates, &texts, &assets)?;
    let of = |module: &dyn Module| module.manifest().switchable();
    let rights = modules.iter().flat_map(|module| {
        let owner = of(module.as_ref());
        module.rights().iter().map(move |right| OwnedRight { right, module: owner })
    });
    let rights = rights.collect();
    let items = modules.iter().flat_map(|module| {
        let owner = of(module.as_ref());
        module.menu().iter().map(move |item| MenuEntry { item: *item, module: owner })
    });
    let mut menu: Vec<_> = items.collect();
    menu.sort_by_key(|entry| entry.item.order);
    Ok(App::new(Parts {
        db,
        config,
        texts,
        engines,
        assets,
        matrices: Matrices::new(rights),
        looks: Looks::new(themes),
        modules,
        menu,
        clock: edges.clock,
        mailer: edges.mailer,
        identity: Arc::new(Everybody),
    }))
}

/// The texts of kit, themes and rooms.
pub fn all_texts() -> Vec<Source> {
    texts_of(&modules::all())
}

fn texts_of(modules: &[Box<dyn Module>]) -> Vec<Source> {
    let mut texts = themes::texts_of("kit", &kit::text::files());
    texts.extend(themes::texts());
    for module in modules {
        if let Some(files) = module.files() {
            texts.extend(themes::texts_of(module.manifest().id, &files));
        }
    }
    texts
}

/// The relay and the worker of this process.
pub fn background(app: &App, options: WorkerOptions) -> Result<(Relay, Worker), String> {
    let (mut registry, mut subscriptions) = (Registry::default(), Subscriptions::default());
    let mut schedules: Vec<Schedule> = Vec::new();
    for module in &app.modules {
        let owner = module.manifest().switchable();
        let (mut jobs, mut events) = (Jobs::default(), Events::default());
        module.jobs(&mut jobs);
        module.on(&mut events);
        for (event, kind) in events.subscribers {
            subscriptions.add_of(event, kind, owner);
        }
        for (kind, handler) in jobs.handlers.into_iter().chain(events.handlers) {
            registry.add_of(kind, wrap(app, handler), owner).map_err(|error| error.to_string())?;
        }
        schedules.extend(jobs.schedules.into_iter().map(|schedule| schedule.of_module(owner)));
    }
    let relay = Relay::new(app.db.clone(), subscriptions);
    Ok((relay, Worker::new(app.db.clone(), registry, schedules, options)))
}

/// The provisioner of this process.
pub fn provisioner(app: &App, options: Options) -> Provisioner {
    Provisioner::new(app.clone(), provisioning::steps(), options)
}

/// A room's handler knows the application; tenancy's knows only the job.
fn wrap(app: &App, handler: JobHandler) -> tenancy::Handler {
    let app = app.clone();
    Arc::new(move |job| {
        let (app, handler) = (app.clone(), Arc::clone(&handler));
        Box::pin(async move { handler(app, job).await.map_err(|error| error.to_string()) })
    })
}

/// People of tenants are the accounts' matter, operators the platform's.
struct Everybody;

#[async_trait]
impl Identity for Everybody {
    async fn person(
        &self,
        tx: &mut TenantTx,
        token: &SessionToken,
        now: Timestamp,
    ) -> kit::Result<Option<Person>> {
        accounts::signing_in::find_person(tx, token, now).await
    }

    fn touch(&self, tenant: &Tenant, person: &Person, now: Timestamp) {
        accounts::signing_in::touch_session(tenant, person, now);
    }

    async fn operator(
        &self,
        db: &Database,
        token: &SessionToken,
        now: Timestamp,
    ) -> kit::Result<Option<Operator>> {
        platform::console::operators::find_operator(db, token, now).await
    }
}
