//! Forms of the sign-up, of arriving, and of the first steps.

use super::{Case, Stage, act, page};
use crate::story::{PASSWORD, answers};

impl Stage {
    /// Letters instead of the count's digits: digits that look alike would make two addresses one.
    fn word(&self) -> String {
        self.count.to_string().bytes().map(|digit| char::from(digit - b'0' + b'm')).collect()
    }

    pub(super) async fn sign_up(&mut self, route: &str, language: &'static str) -> Case {
        let mut nobody = self.world.on_public().speaking(language);
        let word = self.word();
        if route == "/sign-in/forgotten" {
            return page(nobody, route, &[("email", &format!("{word}@nowhere.example"))]);
        }
        let key = nobody.get("/signup").await.value_of("key");
        let (slug, email) = (format!("works-{word}"), format!("{word}@works.example"));
        let answers = answers(&key, &slug, &email);
        if route == "/signup" {
            return page(nobody, route, &answers);
        }
        nobody.post("/signup", &answers).await.is(303);
        let state = if route.ends_with("/retry") { "failed" } else { "done" };
        let tenant = self.world.tenant(self.slug).id().uuid();
        let mut tx = self.world.app.db.control().await.unwrap();
        sqlx::query("update control.provisioning set tenant_id = gen_random_uuid() where tenant_id = $1")
            .bind(tenant)
            .execute(tx.db())
            .await
            .unwrap();
        // As if the stage's own tenant had come of it.
        sqlx::query(
            "update control.provisioning set state = $2, tenant_id = $3, owner_email = $4, finished_at = $5 where slug = $1",
        )
        .bind(&slug)
        .bind(state)
        .bind(tenant)
        .bind(self.email("lev"))
        .bind(jiff_sqlx::Timestamp::from(self.world.app.clock.now()))
        .execute(tx.db())
        .await
        .unwrap();
        tx.commit().await.unwrap();
        act(nobody, &route.replace("{token}", &key), &[])
    }

    pub(super) async fn arrival(&mut self, route: &str) -> Case {
        let (tenant, now) = (self.world.tenant(self.slug), self.world.app.clock.now());
        let link = accounts::signing_in::arrival::arrival(&tenant, &self.email("lev"), now).await.unwrap();
        let nobody = self.world.visitor(self.slug);
        act(nobody, &route.replace("{token}", link.reveal()), &[("next", "/manage/start")])
    }

    pub(super) async fn start(&mut self, route: &str) -> Case {
        let mut lev = self.world.visitor(self.slug).signed_in(&self.email("lev"), PASSWORD).await;
        let sql = match route {
            "/manage/start/samples" => "update start_steps set samples_at = now()",
            "/manage/start/test-dealer" => {
                "with gone as (update person set email = id || '@gone.example' where email like '%+dealer@%')
                 update start_steps set test_dealer = null, test_buyer = null"
            }
            _ => "update start_steps set skipped = '{}', dismissed_at = null",
        };
        let mut tx = self.world.tenant(self.slug).begin(tenancy::Access::Write).await.unwrap();
        sqlx::query(sql).execute(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        match route {
            "/manage/start/skip" => act(lev, route, &[("step", "logo")]),
            "/manage/start/as-dealer" | "/me/back" => {
                lev.post("/manage/start/test-dealer", &[]).await.is(303);
                if route == "/me/back" {
                    lev.post("/manage/start/as-dealer", &[]).await.is(303);
                }
                act(lev, route, &[])
            }
            _ => act(lev, route, &[]),
        }
    }
}
