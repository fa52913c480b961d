//! Passwords: argon2id with 19 MiB, two passes, one lane (OWASP), on blocking threads, two at once (T27).

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use kit::{Error, Result};
use tokio::sync::Semaphore;

/// The shortest password, in characters (NIST SP 800-63B).
pub const SHORTEST: usize = 8;

/// Two at once: more would take the processor from everybody's pages.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
static WAITING: AtomicUsize = AtomicUsize::new(0);
/// Who comes after so many waiting ones is told to come back.
const LONGEST_QUEUE: usize = 40;

/// Compared against when there is no such person, so that the time tells nothing (T24).
static NOBODYS: LazyLock<String> = LazyLock::new(|| make(b"nobody has this password").unwrap_or_default());

/// The PHC text to keep.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    in_turn(move || make(password.as_bytes())).await?
}

/// Whether the password is the one of the hash; a missing hash takes as long and says no.
pub async fn verify(password: &str, kept: Option<&str>) -> Result<bool> {
    let (password, kept) = (password.to_owned(), kept.map(str::to_owned));
    in_turn(move || {
        let real = kept.is_some();
        let text = kept.unwrap_or_else(|| NOBODYS.clone());
        let right = PasswordHash::new(&text)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        real && right
    })
    .await
}

fn make(password: &[u8]) -> Result<String> {
    Argon2::default().hash_password(password).map(|hash| hash.to_string()).map_err(Error::bug)
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let place = Place::last()?;
    let turn = AT_ONCE.acquire().await.map_err(Error::bug)?;
    drop(place);
    // The turn goes with the work: a caller who hangs up does not make room for one more hash beside this one.
    let work = move || {
        let done = work();
        drop(turn);
        done
    };
    tokio::task::spawn_blocking(work).await.map_err(Error::bug)
}

/// A place in the queue, given up when it is dropped: also by a caller who hangs up while waiting.
struct Place;

impl Place {
    fn last() -> Result<Self> {
        let place = Self;
        if WAITING.fetch_add(1, Ordering::Relaxed) >= LONGEST_QUEUE {
            return Err(Error::Limit { retry_after: 5 });
        }
        Ok(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_hangs_up_while_waiting_leaves_the_queue() {
        for _ in 0..4 * LONGEST_QUEUE {
            let waiting = hash("correct horse");
            let _cut = tokio::time::timeout(std::time::Duration::ZERO, waiting).await;
        }
        hash("correct horse").await.unwrap();
    }

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let kept = hash("correct horse").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse", Some(&kept)).await.unwrap());
        assert!(!verify("correct horse ", Some(&kept)).await.unwrap());
        assert!(!verify("nobody has this password", None).await.unwrap());
    }
}
