//! What is wrong with a tenant, in words, each with its one way out.

use kit::text::Text;
use serde::Serialize;

/// One trouble.
#[derive(Debug, Clone, Serialize)]
pub struct Trouble {
    pub tone: &'static str,
    pub text: Text,
    /// The reason as the database or a job said it.
    pub detail: Option<String>,
    pub fix: Fix,
}

/// A link, or a button that acts at once.
#[derive(Debug, Clone, Serialize)]
pub struct Fix {
    pub key: &'static str,
    pub href: String,
    pub press: bool,
}

/// A row of `control.tenant_health`.
#[derive(Debug, Clone, Default)]
pub struct Health {
    pub slug: String,
    pub state: String,
    pub migration_problem: Option<String>,
    pub provisioning_stuck: bool,
    pub failed_jobs: i64,
    pub stuck_events: i64,
    pub lifeless: bool,
}

impl Health {
    /// All troubles, the worst first.
    pub fn troubles(&self) -> Vec<Trouble> {
        let mut found = Vec::new();
        if let Some(problem) = &self.migration_problem {
            let fix = self.press("platform-run-again", "migrate");
            found.push(Trouble {
                detail: Some(problem.clone()),
                ..trouble("bad", Text::key("platform-trouble-migration"), fix)
            });
        }
        if self.provisioning_stuck {
            found.push(trouble("bad", Text::key("platform-trouble-provisioning"), self.show()));
        }
        if self.failed_jobs > 0 {
            let text = Text::key("platform-failed-jobs").with("n", self.failed_jobs);
            let href = format!("/jobs?state=failed&tenant={}", self.slug);
            found.push(trouble("bad", text, Fix { key: "platform-see-jobs", href, press: false }));
        }
        if self.stuck_events > 0 {
            let text = Text::key("platform-trouble-events").with("n", self.stuck_events);
            let href = format!("/tenants/{}#events", self.slug);
            found.push(trouble("warn", text, Fix { key: "platform-see-events", href, press: false }));
        }
        match self.state.as_str() {
            "suspended" => {
                let fix = self.press("platform-resume", "resume");
                found.push(trouble("warn", Text::key("platform-trouble-suspended"), fix));
            }
            "deleted" => {
                let fix = self.press("platform-restore", "restore");
                found.push(trouble("warn", Text::key("platform-trouble-deleted"), fix));
            }
            "erasing" => found.push(trouble("info", Text::key("platform-trouble-erasing"), self.show())),
            _ => {}
        }
        if self.lifeless {
            found.push(trouble("warn", Text::key("platform-trouble-lifeless"), self.show()));
        }
        found
    }

    fn press(&self, key: &'static str, act: &str) -> Fix {
        Fix { key, href: format!("/tenants/{}/{act}", self.slug), press: true }
    }

    fn show(&self) -> Fix {
        Fix { key: "platform-show-tenant", href: format!("/tenants/{}", self.slug), press: false }
    }
}

fn trouble(tone: &'static str, text: Text, fix: Fix) -> Trouble {
    Trouble { tone, text, detail: None, fix }
}
