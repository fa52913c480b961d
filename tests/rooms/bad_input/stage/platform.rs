//! Forms of the public site and of the console.

use kit::text::Locale;
use kit::web::Site;

use super::{Case, Stage, act, page};
use crate::story::PASSWORD;

impl Stage {
    pub(super) async fn platform(&mut self, site: Site, route: &str) -> Case {
        let port = self.world.address.port();
        let language = if self.slug == "alpha" { "ru" } else { "en" };
        if (site, route) == (Site::Public, "/portal") {
            let nobody = self.world.at_host(&format!("portico.test:{port}")).speaking(language);
            return page(nobody, route, &[("portal", "alpha")]);
        }
        if site == Site::Public {
            return self.sign_up(route, language).await;
        }
        let hash = accounts::signing_in::hash(PASSWORD).await.unwrap();
        let (email, locale) = ("ada@portico.example", Locale::parse(language).unwrap());
        let known = email.parse().unwrap();
        let db = &self.world.app.db;
        platform::console::operators::put_operator(db, &known, "Ada", &hash, locale).await.unwrap();
        let nobody = self.world.on_console().speaking(language);
        if route.contains("/{slug}/") || route == "/migrations/run" {
            let ada = nobody.signed_in(email, PASSWORD).await;
            return self.tenant_act(route, ada).await;
        }
        match route {
            "/login" => page(nobody, route, &[("email", email), ("password", PASSWORD)]),
            "/logout" => act(nobody.signed_in(email, PASSWORD).await, route, &[]),
            "/jobs/{id}/retry" | "/jobs/{id}/cancel" => {
                let id = self.job().await;
                let ada = nobody.signed_in(email, PASSWORD).await;
                let mut case = act(ada, &route.replace("{id}", &id), &[]);
                if route.ends_with("retry") {
                    // Only what has ended can be tried again.
                    case.who.post(&format!("/jobs/{id}/cancel"), &[]).await.is(303);
                }
                case
            }
            "/provision" => {
                let address = format!("works-{}", self.count);
                let fields = [
                    ("key", format!("{:064}", self.count)),
                    ("company", "Works".to_owned()),
                    ("address", address),
                    ("name", "Kim".to_owned()),
                    ("email", "kim@works.example".to_owned()),
                    ("language", "en".to_owned()),
                    ("zone", "Europe/London".to_owned()),
                ];
                let fields: Vec<(&str, &str)> =
                    fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                page(nobody.signed_in(email, PASSWORD).await, route, &fields)
            }
            "/provisionings/{id}/retry" => {
                let mut ada = nobody.signed_in(email, PASSWORD).await;
                let id = self.failed_request(&mut ada).await;
                act(ada, &route.replace("{id}", &id), &[])
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }

    /// A portal that was asked for and stopped at its first step.
    async fn failed_request(&self, ada: &mut crate::story::Visitor) -> String {
        let (key, address) = (format!("{:064}", self.count), format!("stopped-{}", self.count));
        let fields = [
            ("key", key.as_str()),
            ("company", "Stopped"),
            ("address", address.as_str()),
            ("name", "Kim"),
            ("email", "kim@stopped.example"),
            ("language", "en"),
            ("zone", "UTC"),
        ];
        let asked = ada.post("/provision", &fields).await;
        let id = asked.is(303).location().rsplit('/').next().unwrap().to_owned();
        let mut tx = self.world.app.db.control().await.unwrap();
        sqlx::query("update control.provisioning set state = 'failed' where id = $1::uuid")
            .bind(&id)
            .execute(tx.db())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// An act on a third tenant, which is in the state that the act begins in.
    async fn tenant_act(&mut self, route: &str, ada: crate::story::Visitor) -> Case {
        let db = &self.world.app.db;
        if db.tenant_by_slug("gamma").is_none() {
            let new = tenancy::NewTenant {
                slug: "gamma".into(),
                name: "Gamma Works".into(),
                locale: "en".into(),
                time_zone: "UTC".into(),
                country: "GB".into(),
            };
            portico::commands::provision(db, &new).await.unwrap();
        }
        let act = route.rsplit('/').next().unwrap();
        let state = match act {
            "resume" => "suspended",
            "restore" => "deleted",
            _ => "active",
        };
        let mut tx = db.control().await.unwrap();
        sqlx::query(
            "update control.tenant set state = $1, closure = null, erase_after = now() + interval '100 years',
                state_before = 'active' where slug = 'gamma'",
        )
        .bind(state)
        .execute(tx.db())
        .await
        .unwrap();
        for statement in [
            "update control.placement set files = 0 where tenant_id = (select id from control.tenant where slug = 'gamma')",
            "update control.placement_version set version = version + 1",
        ] {
            sqlx::query(statement).execute(tx.db()).await.unwrap();
        }
        tx.commit().await.unwrap();
        db.refresh().await.unwrap();
        let path = route.replace("{slug}", "gamma");
        if ["suspend", "delete"].contains(&act) {
            let fields = [
                ("words_en", "Back soon."),
                ("words_ru", "Скоро откроемся."),
                ("contact", "Kim"),
                ("ask", "ada@portico.example"),
                ("confirm", "Gamma Works"),
            ];
            return page(ada, &path, &fields);
        }
        super::act(ada, &path, &[])
    }

    /// A letter that waits for a day that does not come in a test.
    pub(super) async fn job(&self) -> String {
        let mut tx = self.world.tenant(self.slug).begin(tenancy::Access::Write).await.unwrap();
        let run_at = Some(self.world.app.clock.now() + jiff::SignedDuration::from_hours(24 * 3650));
        let petr: String = sqlx::query_scalar("select id::text from person where email like 'petr@%'")
            .fetch_one(tx.db())
            .await
            .unwrap();
        let payload = serde_json::json!({ "person": petr });
        let key = format!("bad input {}", self.count);
        tx.enqueue(tenancy::NewJob { kind: "accounts.reset-letter", key, payload, run_at }).await.unwrap();
        tx.commit().await.unwrap();
        let mut control = self.world.app.db.control().await.unwrap();
        sqlx::query_scalar("select id::text from cell.job where key = $1")
            .bind(format!("bad input {}", self.count))
            .fetch_one(control.db())
            .await
            .unwrap()
    }
}
