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

/// The caller may hang up at any moment: its place in the queue is given back then, while a hash that has begun keeps its
/// turn to its end.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let place = Place::take()?;
    let turn = AT_ONCE.acquire().await.map_err(Error::bug)?;
    drop(place);
    let work = move || {
        let done = work();
        drop(turn);
        done
    };
    tokio::task::spawn_blocking(work).await.map_err(Error::bug)
}

/// A place in the queue.
struct Place;

impl Place {
    fn take() -> Result<Self> {
        let place = Self;
        if WAITING.fetch_add(1, Ordering::Relaxed) >= LONGEST_QUEUE {
            drop(place);
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

    /// One queue for the whole process: the test that fills it leaves no place for the other.
    static APART: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

    #[tokio::test]
    async fn who_hangs_up_while_waiting_leaves_the_queue() {
        let _alone = APART.lock().await;
        for _ in 0..4 * LONGEST_QUEUE {
            let waiting = hash("correct horse");
            let _cut = tokio::time::timeout(std::time::Duration::ZERO, waiting).await;
        }
        hash("correct horse").await.unwrap();
    }

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let _alone = APART.lock().await;
        let kept = hash("correct horse").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse", Some(&kept)).await.unwrap());
        assert!(!verify("correct horse ", Some(&kept)).await.unwrap());
        assert!(!verify("nobody has this password", None).await.unwrap());
    }

    /// T27 · Two hashes at once whatever callers do, and no place in the queue is lost by those who hang up.
    #[tokio::test(flavor = "multi_thread")]
    async fn two_at_once_however_many_hang_up() {
        static RUNNING: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let _alone = APART.lock().await;
        let work = || {
            MOST.fetch_max(RUNNING.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(std::time::Duration::from_millis(5));
            RUNNING.fetch_sub(1, Ordering::SeqCst);
        };
        for _ in 0..10 {
            let callers: Vec<_> = (0..200).map(|_| tokio::spawn(in_turn(work))).collect();
            tokio::time::sleep(std::time::Duration::from_millis(7)).await;
            for caller in &callers {
                caller.abort();
            }
            for caller in callers {
                let _hung_up = caller.await;
            }
        }
        assert!(MOST.load(Ordering::SeqCst) <= 2, "{MOST:?}");
        for _ in 0..LONGEST_QUEUE {
            in_turn(work).await.unwrap();
        }
        let callers: Vec<_> = (0..200).map(|_| tokio::spawn(in_turn(work))).collect();
        let mut turned_away = 0;
        for caller in callers {
            turned_away += usize::from(caller.await.unwrap().is_err());
        }
        assert!((1..200 - LONGEST_QUEUE + 1).contains(&turned_away), "{turned_away}");
    }
}
