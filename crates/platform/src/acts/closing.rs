//! Closing and opening portals: suspended with words for dealers, deleted with a grace time, and back again.

use jiff::{SignedDuration, Timestamp};
use kit::Result;
use serde_json::{Value, json};
use tenancy::{Closure, ControlTx, Database, Move, move_tenant};

use super::audit::{Entry, record};
use super::{Actor, Found};

/// How long a deleted tenant can be restored.
pub const GRACE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Closes the portal in every process within a second or two; its jobs wait. `typed` is its name, typed by hand.
pub async fn suspend(
    db: &Database,
    actor: &Actor,
    now: Timestamp,
    slug: &str,
    typed: &str,
    closure: &Closure,
) -> Result<()> {
    let mut tx = db.control().await?;
    let found = Found::lock(&mut tx, slug).await?;
    found.check_name(typed)?;
    let step = Step { act: "suspend", to: "suspended", words: words_of(closure) };
    step.take(db, tx, actor, now, &found, Move::Suspend(closure)).await
}

pub async fn resume(db: &Database, actor: &Actor, now: Timestamp, slug: &str) -> Result<()> {
    let mut tx = db.control().await?;
    let found = Found::lock(&mut tx, slug).await?;
    Step::plain("resume", "active").take(db, tx, actor, now, &found, Move::Resume).await
}

/// Closes the portal at once and has it erased after the grace time. `typed` is its name, typed by hand.
pub async fn delete(
    db: &Database,
    actor: &Actor,
    now: Timestamp,
    slug: &str,
    typed: &str,
    closure: &Closure,
) -> Result<()> {
    let mut tx = db.control().await?;
    let found = Found::lock(&mut tx, slug).await?;
    found.check_name(typed)?;
    let erase_after = now.saturating_add(GRACE).unwrap_or(Timestamp::MAX);
    let step = Move::Delete { closure, erase_after };
    Step::plain("delete", "deleted").take(db, tx, actor, now, &found, step).await
}

/// Brings a deleted tenant back to what it was before, open or suspended.
pub async fn restore(db: &Database, actor: &Actor, now: Timestamp, slug: &str) -> Result<()> {
    let mut tx = db.control().await?;
    let found = Found::lock(&mut tx, slug).await?;
    let before =
        sqlx::query_scalar!("select state_before from control.tenant where id = $1", found.id.uuid())
            .fetch_one(tx.db())
            .await?;
    let to = if before.as_deref() == Some("suspended") { "suspended" } else { "active" };
    Step::plain("restore", to).take(db, tx, actor, now, &found, Move::Restore).await
}

/// How a step stands in the audit.
struct Step {
    act: &'static str,
    to: &'static str,
    words: Option<String>,
}

impl Step {
    fn plain(act: &'static str, to: &'static str) -> Self {
        Self { act, to, words: None }
    }

    /// The step and its audit, or the refusal of a state that it does not begin in.
    async fn take(
        self,
        db: &Database,
        mut tx: ControlTx,
        actor: &Actor,
        now: Timestamp,
        found: &Found,
        step: Move<'_>,
    ) -> Result<()> {
        if !move_tenant(&mut tx, found.id, step).await? {
            return found.in_another_state().err();
        }
        let entry = Entry {
            old: Some(state(&found.state)),
            new: Some(state(self.to)),
            words: self.words.as_deref(),
            ..Entry::of(self.act).tenant(found)
        };
        record(&mut tx, actor, now, entry).await?;
        tx.commit().await?;
        // This process sees it at once, the others within a second.
        db.refresh().await?;
        Ok(())
    }
}

fn state(word: &str) -> Value {
    json!({ "state": word })
}

fn words_of(closure: &Closure) -> Option<String> {
    let all: Vec<&str> = closure.words.values().map(String::as_str).collect();
    (!all.is_empty()).then(|| all.join(" / "))
}
