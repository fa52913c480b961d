//! A bare platform for drills: control tables and tenants with one small table, no application.

use std::borrow::Cow;

use tenancy::{Config, Database, Migration, NewTenant, Tenant};
use uuid::Uuid;

use crate::story::{config_of, superuser_url};

pub struct Platform {
    pub db: Database,
    pub config: Config,
    pub name: String,
}

/// A table of words, in every drill's tenants.
pub const WORDS: Migration = Migration::new(
    "0001_words",
    "create table word (id bigint generated always as identity primary key, text text not null);",
);

impl Platform {
    /// `shape` changes the pools.
    pub async fn new(shape: impl FnOnce(&mut Config)) -> Self {
        let name = format!("drill_{}", Uuid::new_v4().simple());
        tenancy::create_database(&superuser_url(), &name, None).await.unwrap();
        let mut config = config_of(&name);
        shape(&mut config);
        setup(&config).await;
        tenancy::migrate_control(&config).await.unwrap();
        let db = Database::connect(&config).await.unwrap();
        Self { db, config, name }
    }

    pub async fn tenant(&self, slug: &str) -> Tenant {
        self.tenant_with(slug, &[WORDS]).await
    }

    pub async fn tenant_with(&self, slug: &str, migrations: &[Migration]) -> Tenant {
        tenancy::provision(&self.db, &new_tenant(slug), migrations).await.unwrap()
    }

    pub async fn end(self) {
        self.db.close().await;
        tenancy::drop_database(&superuser_url(), &self.name).await.unwrap();
    }
}

pub fn new_tenant(slug: &str) -> NewTenant {
    NewTenant {
        slug: slug.into(),
        name: slug.into(),
        locale: "en".into(),
        time_zone: "Europe/London".into(),
        country: "GB".into(),
    }
}

pub fn migration(name: &'static str, sql: impl Into<Cow<'static, str>>) -> Migration {
    Migration { name: name.into(), sql: sql.into(), module: None }
}

/// The logins are the whole server's, so drills set them up one after the other.
async fn setup(config: &Config) {
    let _turn = tokio::task::spawn_blocking(|| {
        let lock = std::fs::File::create(std::env::temp_dir().join("portico-drill.lock")).unwrap();
        lock.lock().unwrap();
        lock
    })
    .await
    .unwrap();
    tenancy::setup(&config.url, &config.secret).await.unwrap();
}
