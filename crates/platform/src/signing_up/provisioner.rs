//! The provisioner: takes requests off the queue and makes portals step by step. A silent one's work is taken over.

use std::sync::Arc;
use std::time::Duration;

use kit::values::Id;
use kit::web::App;
use tokio::sync::watch;
use uuid::Uuid;

use super::step::{Portal, Step, Stopped};
use super::{letters, rows};

/// How the provisioner works.
#[derive(Clone)]
pub struct Options {
    /// A request whose provisioner is silent for so long is taken over.
    pub lease: Duration,
    /// How often the queue is looked at when it was empty.
    pub pause: Duration,
    /// The longest time for one step.
    pub longest_step: Duration,
    /// For drills: hears of each step, once when its work is done and once when that is written down.
    pub hook: Option<Hook>,
}

/// `hook(step, written)`.
pub type Hook = Arc<dyn Fn(&str, bool) + Send + Sync>;

/// Makes portals until it is told to stop.
pub struct Provisioner {
    id: Uuid,
    app: App,
    steps: Vec<Step>,
    options: Options,
}

/// A request that killed so many processes kills no more.
const MOST_ATTEMPTS: i32 = 5;

impl Default for Options {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(6),
            pause: Duration::from_millis(200),
            longest_step: Duration::from_mins(1),
            hook: None,
        }
    }
}

impl Provisioner {
    pub fn new(app: App, steps: Vec<Step>, options: Options) -> Self {
        Self { id: Id::<Self>::new().uuid(), app, steps, options }
    }

    /// Runs until `stop` turns true; what it has begun by then it finishes.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let busy = match self.turn().await {
                Ok(busy) => busy,
                Err(stopped) => {
                    tracing::warn!(words = stopped.words, "The queue of sign-ups could not be read.");
                    false
                }
            };
            if !busy {
                tokio::select! {
                    _ = stop.changed() => {}
                    () = tokio::time::sleep(self.options.pause) => {}
                }
            }
        }
    }

    /// One portal, or one letter. False: there was nothing to do.
    async fn turn(&self) -> Result<bool, Stopped> {
        let db = &self.app.db;
        if let Some(claimed) = rows::claim(db, self.id, self.options.lease).await? {
            self.make(claimed).await;
            return Ok(true);
        }
        letters::send_one(&self.app).await
    }

    async fn make(&self, claimed: rows::Claimed) {
        let portal = claimed.portal;
        let beat = tokio::spawn(keep_alive(self.app.clone(), portal.id, self.id, self.options.lease));
        let made = if claimed.attempts > MOST_ATTEMPTS {
            Err(("address", Stopped::other("the process that made it stopped again and again")))
        } else {
            self.walk(&portal).await
        };
        beat.abort();
        let Err((step, stopped)) = made else { return };
        tracing::warn!(portal.slug = portal.new.slug, step, words = stopped.words, "A portal was not made.");
        if let Err(silent) = rows::fail(&self.app.db, self.id, portal.id, step, &stopped).await {
            tracing::warn!(words = silent.words, "It is taken up again when its lease ends.");
        }
    }

    /// The steps that are not done yet, then the door is opened.
    async fn walk(&self, portal: &Portal) -> Result<(), (&'static str, Stopped)> {
        let db = &self.app.db;
        let done = rows::done(db, portal.id).await.map_err(|stopped| ("address", stopped))?;
        for step in self.steps.iter().filter(|step| !done.iter().any(|name| name == step.name)) {
            self.step(step, portal).await.map_err(|stopped| (step.name, stopped))?;
        }
        let last = self.steps.last().map_or("owner", |step| step.name);
        rows::finish(&self.app, self.id, portal).await.map_err(|stopped| (last, stopped))
    }

    async fn step(&self, step: &Step, portal: &Portal) -> Result<(), Stopped> {
        let (db, clock) = (&self.app.db, &self.app.clock);
        if step.name == "samples" && !portal.samples {
            return rows::end_step(db, self.id, portal.id, (step.name, "skipped"), clock.now()).await;
        }
        rows::begin_step(db, self.id, portal.id, step.name, clock.now()).await?;
        // In a task of its own: a step that panics must not take the provisioner with it.
        let (app, work, of) = (self.app.clone(), Arc::clone(&step.work), portal.clone());
        let task = tokio::spawn(async move { work(&app, &of).await });
        match tokio::time::timeout(self.options.longest_step, task).await {
            Ok(Ok(worked)) => worked?,
            Ok(Err(panic)) => return Err(Stopped::other(format!("the step stopped: {panic}"))),
            Err(_) => return Err(Stopped::silent("the step took too long")),
        }
        self.hear(step.name, false);
        rows::end_step(db, self.id, portal.id, (step.name, "done"), clock.now()).await?;
        self.hear(step.name, true);
        Ok(())
    }

    fn hear(&self, step: &str, written: bool) {
        if let Some(hook) = &self.options.hook {
            hook(step, written);
        }
    }
}

/// Extends the lease while the work goes on.
async fn keep_alive(app: App, portal: Uuid, worker: Uuid, lease: Duration) {
    loop {
        tokio::time::sleep(lease / 4).await;
        if let Err(silent) = rows::beat(&app.db, portal, worker, lease).await {
            tracing::warn!(words = silent.words, "The lease of a portal could not be extended.");
        }
    }
}
