//! Somebody signs up: the form of the public site, the provisioner at work, the way in.

use std::time::Duration;

use platform::signing_up::{Options, Step};
use tokio::task::JoinHandle;

use super::{PASSWORD, Page, Visitor, World};

impl World {
    /// Somebody at the public site.
    pub fn on_public(&self) -> Visitor {
        self.at_host(&format!("portico.test:{}", self.address.port()))
    }

    /// The provisioner of a server, with its own steps.
    pub fn provisions(&self) -> JoinHandle<()> {
        self.provisions_by(portico::provisioning::steps(), Options::default())
    }

    pub fn provisions_by(&self, steps: Vec<Step>, options: Options) -> JoinHandle<()> {
        let provisioner = platform::signing_up::Provisioner::new(self.app.clone(), steps, options);
        tokio::spawn(provisioner.run(self.stopped()))
    }

    /// The progress page when the request has come to this state.
    pub async fn progress(&self, visitor: &mut Visitor, page: &str, state: &str) -> Page {
        let sign = match state {
            "done" => "form[action$='/enter'], a[href$='/login'].btn-primary",
            "failed" => "form[action$='/retry']",
            _ => "[hx-get]",
        };
        for _ in 0..600 {
            let progress = visitor.get(page).await;
            if progress.is(200).first(sign).is_some() {
                return progress;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let mut control = self.app.db.control().await.unwrap();
        let errors: Option<String> = sqlx::query_scalar(
            "select string_agg(name || ': ' || error, '; ') from control.provisioning_step",
        )
        .fetch_one(control.db())
        .await
        .unwrap();
        panic!("{page} does not come to {state}, {errors:?}: {}", visitor.get(page).await.text());
    }
}

/// Good answers to all questions.
pub fn answers<'a>(key: &'a str, slug: &'a str, email: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("key", key),
        ("company", "Voltarika Works"),
        ("address", slug),
        ("name", "Lev Gromov"),
        ("email", email),
        ("password", PASSWORD),
        ("zone", "Europe/Moscow"),
        ("language", "en"),
        ("samples", "on"),
        ("plan", "trial"),
    ]
}

/// The answers with one of them changed.
pub fn with<'a>(
    mut answers: Vec<(&'static str, &'a str)>,
    field: &str,
    value: &'a str,
) -> Vec<(&'static str, &'a str)> {
    for answer in &mut answers {
        if answer.0 == field {
            answer.1 = value;
        }
    }
    answers
}
