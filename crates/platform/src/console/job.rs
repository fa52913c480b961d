//! One job: why it failed, what it was given, each try, and what operators did with it.

use axum::extract::State;
use jiff::Timestamp;
use kit::web::{App, Page, Path, View};
use kit::{Error, Result};
use serde::Serialize;
use serde_json::{Value, json};
use tenancy::{Failure, JobDetail, find_job};
use uuid::Uuid;

use crate::acts::audit::{self, Filter, Row};

/// /jobs/{id} of the console.
#[derive(Serialize)]
pub struct Show {
    job: JobDetail,
    /// What it was queued with, secrets hidden.
    input: String,
    tries: Vec<Try>,
    acts: Vec<Row>,
}

/// A try that failed.
#[derive(Serialize)]
struct Try {
    at: Timestamp,
    attempt: i32,
    error: String,
}

impl Page for Show {
    const TEMPLATE: &'static str = "platform/job.html";
    fn samples() -> Vec<Self> {
        let page = |state: &str, error: Option<&str>| {
            let job = JobDetail {
                row: super::jobs::sample(state, error),
                key: "0192".to_owned(),
                payload: json!({}),
                max_attempts: 8,
                steps_done: 3,
                steps_total: Some(10),
                run_at: Timestamp::UNIX_EPOCH,
                started_at: error.map(|_| Timestamp::UNIX_EPOCH),
                failures: Vec::new(),
            };
            let tried =
                error.map(|error| Try { at: Timestamp::UNIX_EPOCH, attempt: 8, error: error.to_owned() });
            let input = hidden(&json!({ "person": "olga", "token": "abc" })).to_string();
            Self { job, input, tries: tried.into_iter().collect(), acts: Vec::new() }
        };
        vec![
            page("failed", Some("the mail server does not answer")),
            page("queued", None),
            page("done", None),
        ]
    }
}

pub async fn show(State(app): State<App>, Path(id): Path<Uuid>) -> Result<View<Show>> {
    let mut tx = app.db.control().await?;
    let mut job = find_job(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let object = id.to_string();
    let (acts, _) =
        audit::list(&mut tx, Filter { object: Some(&object), ..Filter::default() }, 0, 20).await?;
    let input = serde_json::to_string_pretty(&hidden(&job.payload)).map_err(Error::bug)?;
    let tries = std::mem::take(&mut job.failures).into_iter().rev().map(tried).collect();
    Ok(View::new(Show { job, input, tries, acts }))
}

fn tried(failure: Failure) -> Try {
    let at = Timestamp::from_second(failure.at).unwrap_or(Timestamp::UNIX_EPOCH);
    Try { at, attempt: failure.attempt, error: failure.error }
}

/// Parts of names under which a value is nobody's business, and how a token looks under any other name.
const SECRET: [&str; 8] = ["token", "password", "secret", "key", "hash", "session", "link", "code"];
const LONG: usize = 200;

/// The same value with secrets replaced by dots and long texts cut. An operator needs to see which order or person a job
/// is about, never what opens a door.
pub fn hidden(value: &Value) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(name, value)| {
                let lower = name.to_lowercase();
                let secret = SECRET.iter().any(|part| lower.contains(part));
                (name.clone(), if secret { json!("•••") } else { hidden(value) })
            })
            .collect(),
        Value::Array(list) => list.iter().map(hidden).collect(),
        Value::String(text) if is_token(text) => json!("•••"),
        Value::String(text) if text.chars().count() > LONG => {
            json!(text.chars().take(LONG).chain("…".chars()).collect::<String>())
        }
        other => other.clone(),
    }
}

fn is_token(text: &str) -> bool {
    text.len() >= 40
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        && !text.contains("--")
        && text.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::hidden;
    use serde_json::json;

    #[test]
    fn secrets_are_hidden_wherever_they_stand() {
        let token = "0f".repeat(32);
        let shown = hidden(&json!({
            "person": "0192f7a4-7d3c-7000-8000-000000000001", "Token": "x", "reset_link": "y", "list": [token, "plain"],
            "deep": { "api_key": 7, "number": 12 },
        }));
        let expected = json!({
            "person": "0192f7a4-7d3c-7000-8000-000000000001", "Token": "•••", "reset_link": "•••",
            "list": ["•••", "plain"], "deep": { "api_key": "•••", "number": 12 },
        });
        assert_eq!(shown, expected);
        assert_eq!(hidden(&json!("ж".repeat(300))).as_str().unwrap().chars().count(), 201);
    }
}
