//! The trait of a room: features and plugins bring routes, menu, rights, tables, texts, jobs and events through it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use futures::future::BoxFuture;
use serde::Serialize;
use tenancy::{Event, JobCtx, JobOutcome, Migration, TenantTx};

use crate::checks::Checks;
use crate::error::{Error, Result};
use crate::rights::Right;
use crate::slots::Slots;
use crate::web::{App, Ctx, Page, Routes};

/// A room, as the binary's one list of modules sees it. Every part has an empty default.
pub trait Module: Send + Sync + 'static {
    fn manifest(&self) -> Manifest;
    /// The role matrix, the console, casbin and the tests read this.
    fn rights(&self) -> &'static [&'static Right] {
        &[]
    }
    fn routes(&self) -> Routes {
        Routes::new()
    }
    fn menu(&self) -> &'static [MenuItem] {
        &[]
    }
    /// The tenant's tables, in order. Names are unique over all modules.
    fn migrations(&self) -> Vec<Migration> {
        Vec::new()
    }
    /// Templates, texts and assets, embedded.
    fn files(&self) -> Option<Files> {
        None
    }
    /// Every page with its samples, for the page test.
    fn pages(&self, _pages: &mut Pages) {}
    /// What the room adds to the frame of every page of a signed-in person.
    fn frame(&self) -> Option<FrameSource> {
        None
    }
    fn jobs(&self, _jobs: &mut Jobs) {}
    /// What the room does after somebody else's event.
    fn on(&self, _events: &mut Events) {}
    /// Blocks in named places of other rooms' pages.
    fn slots(&self, _slots: &mut Slots) {}
    /// What the room may refuse before another room does it.
    fn checks(&self, _checks: &mut Checks) {}
    /// What must be true of the room's tables at any time (G3).
    fn invariants(&self) -> &'static [Invariant] {
        &[]
    }
    /// How much a tenant has of the room's things, for the operator; counted once a day.
    fn measures(&self) -> &'static [Measure] {
        &[]
    }
}

/// What a module is called and needs. Its name and a sentence about it are the texts `<id>-module` and
/// `<id>-module-about`; rights, jobs and tables begin with its id.
#[derive(Debug, Clone, Copy)]
pub struct Manifest {
    pub id: &'static str,
    pub needs: &'static [&'static str],
    /// Core rooms cannot be switched off.
    pub always_on: bool,
    /// A new tenant begins with it.
    pub from_start: bool,
    /// A word of the icon set, for the card of a module that can be switched.
    pub icon: &'static str,
}

impl Manifest {
    /// A room that every tenant has.
    pub const fn core(id: &'static str, needs: &'static [&'static str]) -> Self {
        Self { id, needs, always_on: true, from_start: true, icon: "package" }
    }

    /// The id of a module that tenants switch; none for a core room.
    pub fn switchable(&self) -> Option<&'static str> {
        (!self.always_on).then_some(self.id)
    }
}

/// Which menu an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Portal,
    Manage,
    Console,
}

/// A word in a menu: a text key, a path, and the right that makes it appear.
#[derive(Debug, Clone, Copy)]
pub struct MenuItem {
    pub place: Place,
    /// Order within the menu; UX §2 fixes the places.
    pub order: u16,
    pub key: &'static str,
    pub href: &'static str,
    pub icon: &'static str,
    pub right: Option<&'static Right>,
    /// The key of the item this one stands under.
    pub under: Option<&'static str>,
}

/// A menu item and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct MenuEntry {
    pub item: MenuItem,
    /// The switchable module it belongs to.
    pub module: Option<&'static str>,
}

/// The embedded folder of a room (read from disk in debug builds).
#[derive(Clone, Copy)]
pub struct Files {
    pub get: fn(&str) -> Option<Cow<'static, [u8]>>,
    pub names: fn() -> Vec<Cow<'static, str>>,
}

impl Files {
    /// Wraps a `RustEmbed` folder.
    pub fn of<E: rust_embed::RustEmbed>() -> Self {
        Self { get: |name| E::get(name).map(|file| file.data), names: || E::iter().collect() }
    }

    /// The text of a file, when it is there and is UTF-8.
    pub fn text(&self, name: &str) -> Option<String> {
        String::from_utf8((self.get)(name)?.into_owned()).ok()
    }
}

/// A part of the frame: the one query that fills some of its keys, as a JSON object.
#[derive(Clone, Copy)]
pub struct FrameSource {
    pub read: for<'a> fn(&'a mut TenantTx, &'a Ctx) -> BoxFuture<'a, Result<serde_json::Value>>,
}

/// A rule over the tables: the query returns one text row for each breach.
#[derive(Debug, Clone, Copy)]
pub struct Invariant {
    pub name: &'static str,
    pub sql: &'static str,
}

/// A figure about a tenant: the query returns one bigint, or null when there is nothing to say.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    pub name: &'static str,
    pub sql: &'static str,
}

/// Every page of the house with its samples.
#[derive(Default)]
pub struct Pages {
    pub list: Vec<PageSample>,
}

/// One sample of one page, ready to render.
pub struct PageSample {
    pub template: &'static str,
    pub context: serde_json::Value,
}

impl Pages {
    /// Adds all samples of a page.
    pub fn add<P: Page>(&mut self) {
        for sample in P::samples() {
            let context = serde_json::to_value(&sample).unwrap_or_default();
            self.list.push(PageSample { template: sample.template(), context });
        }
    }

    /// Adds a sample of a slot's block.
    pub fn add_block<T: Serialize>(&mut self, template: &'static str, sample: &T) {
        let context = serde_json::to_value(sample).unwrap_or_default();
        self.list.push(PageSample { template, context });
    }
}

/// The jobs of a room: handlers by kind, and when some run by themselves.
#[derive(Default)]
pub struct Jobs {
    pub handlers: Vec<(&'static str, JobHandler)>,
    pub schedules: Vec<tenancy::Schedule>,
}

/// What runs when a job's turn comes.
pub type JobHandler =
    Arc<dyn for<'a> Fn(App, &'a mut JobCtx) -> BoxFuture<'a, Result<JobOutcome>> + Send + Sync>;

impl Jobs {
    /// A handler for a kind of job. It works in the job's own transaction; the worker commits.
    pub fn add<F>(&mut self, kind: &'static str, handler: F)
    where
        F: for<'a> Fn(App, &'a mut JobCtx) -> BoxFuture<'a, Result<JobOutcome>> + Send + Sync + 'static,
    {
        self.handlers.push((kind, Arc::new(handler)));
    }

    /// The job of this kind runs once by this schedule in each tenant.
    pub fn schedule(&mut self, schedule: tenancy::Schedule) {
        self.schedules.push(schedule);
    }
}

/// Who listens to which event.
#[derive(Default)]
pub struct Events {
    /// (event name, subscriber's job kind)
    pub subscribers: Vec<(&'static str, &'static str)>,
    pub handlers: Vec<(&'static str, JobHandler)>,
}

impl Events {
    /// After the event, as a job of its own, at least once: `kind` names the subscriber (`orders.letters`).
    pub fn after<E: Event>(
        &mut self,
        kind: &'static str,
        handler: impl for<'a> Fn(App, &'a mut JobCtx, E) -> BoxFuture<'a, Result<JobOutcome>>
        + Send
        + Sync
        + 'static,
    ) {
        let handler = Arc::new(handler);
        self.subscribers.push((E::NAME, kind));
        self.handlers.push((
            kind,
            Arc::new(move |app, job: &mut JobCtx| {
                let handler = Arc::clone(&handler);
                Box::pin(async move {
                    let event: E = serde_json::from_value(job.payload.clone()).map_err(Error::bug)?;
                    handler(app, job, event).await
                })
            }),
        ));
    }
}

/// Checks that no two modules claim the same name, that what they need is there and comes first, and that the names of a
/// switchable module begin with its id. Errors name both.
pub fn check(modules: &[Box<dyn Module>]) -> std::result::Result<(), String> {
    let mut owners: BTreeMap<String, &'static str> = BTreeMap::new();
    let mut before: Vec<&str> = Vec::new();
    for module in modules {
        let manifest = module.manifest();
        if let Some(missing) = manifest.needs.iter().find(|need| !before.contains(need)) {
            return Err(format!("module {} needs {missing}, which does not stand before it", manifest.id));
        }
        before.push(manifest.id);
        for (what, name) in names_of(module.as_ref()) {
            let own = name.strip_prefix(manifest.id).is_some_and(|rest| rest.starts_with(['.', '_', '-']));
            if !manifest.always_on && !own {
                return Err(format!("{what} {name} of module {} has to begin with its id", manifest.id));
            }
            if let Some(other) = owners.insert(format!("{what} {name}"), manifest.id) {
                return Err(format!("{what} {name} is claimed by {other} and by {}", manifest.id));
            }
        }
    }
    Ok(())
}

fn names_of(module: &dyn Module) -> Vec<(&'static str, String)> {
    let mut names: Vec<(&'static str, String)> = Vec::new();
    names.extend(module.rights().iter().map(|right| ("right", right.id.to_owned())));
    names.extend(module.migrations().iter().map(|migration| ("migration", migration.name.to_string())));
    let (mut jobs, mut events) = (Jobs::default(), Events::default());
    module.jobs(&mut jobs);
    module.on(&mut events);
    names.extend(jobs.handlers.iter().chain(&events.handlers).map(|(kind, _)| ("job", (*kind).to_owned())));
    names
}

/// The migrations of a module, marked with whose they are when it can be switched.
pub fn own_migrations(module: &dyn Module) -> Vec<Migration> {
    let files = module.migrations();
    match module.manifest().switchable() {
        None => files,
        Some(id) => files.into_iter().map(|file| file.of_module(id)).collect(),
    }
}

/// Data that a job's payload or a frame part is made of.
pub fn json<T: Serialize>(value: &T) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(Error::bug)
}

/// Boxes a future, so that an async function can stand where a handler is asked for.
pub fn boxed<'a, T>(future: impl Future<Output = T> + Send + 'a) -> BoxFuture<'a, T> {
    Box::pin(future)
}
