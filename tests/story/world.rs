//! One server for all tests, one database for each: copied from a template with two empty tenants.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use accounts::companies::adding::add_dealer;
use accounts::contracts::{
    NewContract, Payment, VatMode, add_contract, add_entity, add_price_list, add_warehouse,
};
use accounts::people::adding::{NewPerson, add_member, add_person, add_staff_role};
use cluster::{Cluster, Options, default_data_dir};
use jiff::Timestamp;
use kit::edges::{Clock, FixedClock, MemoryMailer, SystemClock};
use kit::rights::Realm;
use kit::text::Locale;
use kit::values::Email;
use kit::web::{App, Config, router};
use portico::wiring::{self, Edges};
use tenancy::{Access, Database, Dealer, NewTenant, Tenant, WorkerOptions};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::Visitor;

pub const SECRET: &str = "test";
pub const PASSWORD: &str = "correct horse";

/// Everything of one test. Dropped with its database.
pub struct World {
    pub app: App,
    pub mail: MemoryMailer,
    pub clock: Arc<FixedClock>,
    pub address: SocketAddr,
    name: String,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl World {
    /// A world with the tenants alpha (ru) and beta (en), nobody in them, and jobs running.
    pub async fn new() -> Self {
        Self::with(portico::modules::all()).await
    }

    /// A world of these modules; the tables are those of the house.
    pub async fn with(modules: Vec<Box<dyn kit::module::Module>>) -> Self {
        let template = template().await;
        let name = format!("test_{}", Uuid::new_v4().simple());
        tenancy::create_database(&superuser_url(), &name, Some(&template)).await.unwrap();
        let config = config_of(&name);
        tenancy::open_database(&config.url).await.unwrap();
        let db = Database::connect(&config).await.unwrap();
        made_just_now(&db).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (mail, clock) = (MemoryMailer::default(), Arc::new(FixedClock::at(SystemClock.now())));
        let web = Config {
            base_host: "portico.test".into(),
            port: address.port(),
            secure: false,
            theme: "ledger".into(),
        };
        let edges = Edges { clock: Arc::clone(&clock) as Arc<dyn Clock>, mailer: Arc::new(mail.clone()) };
        let app = wiring::build_of(modules, db, web, edges).unwrap();
        let (stop, stopped) = watch::channel(false);
        let (relay, worker) = wiring::background(&app, WorkerOptions::default()).unwrap();
        let service = router(&app).into_make_service_with_connect_info::<SocketAddr>();
        let tasks = vec![
            tokio::spawn(async move { axum::serve(listener, service).await.unwrap() }),
            tokio::spawn(relay.run(stopped.clone())),
            tokio::spawn(worker.run(stopped)),
        ];
        Self { app, mail, clock, address, name, stop, tasks }
    }

    /// Checks what must be true after every story, and drops the database.
    pub async fn end(self) {
        self.wait_for_jobs().await;
        let broken = portico::commands::breaches(&self.app.db).await.unwrap();
        assert!(broken.is_empty(), "{broken:?}");
        self.stop.send_replace(true);
        for task in &self.tasks {
            task.abort();
        }
        self.app.db.close().await;
        tenancy::drop_database(&superuser_url(), &self.name).await.unwrap();
    }

    /// Turns true at the end of the world.
    pub fn stopped(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// From now on jobs are left to other processes.
    pub fn leave_jobs_to_others(&self) {
        self.stop.send_replace(true);
    }

    /// The superuser's URL of this world's database.
    pub fn database_url(&self) -> String {
        config_of(&self.name).url
    }

    /// Switches a module, as its owner's page does, but without the page.
    pub async fn switch(&self, slug: &str, module: &str, on: bool) {
        let built = self.app.modules.iter().find(|built| built.manifest().id == module).unwrap();
        let migrations = kit::module::own_migrations(built.as_ref());
        self.tenant(slug).bring_up(&migrations).await.unwrap();
        let mut tx = self.tenant(slug).begin(Access::Write).await.unwrap();
        tx.switch_module(module, on).await.unwrap();
        kit::rights::sync_policy(&mut tx, built.rights()).await.unwrap();
        sqlx::query("update policy_version set version = version + 1").execute(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        self.app.db.refresh().await.unwrap();
    }

    pub fn tenant(&self, slug: &str) -> Tenant {
        self.app.db.tenant_by_slug(slug).unwrap()
    }

    /// Somebody at a browser, not signed in.
    pub fn visitor(&self, slug: &str) -> Visitor {
        Visitor::at(self.address, &format!("{slug}.portico.test:{}", self.address.port()))
    }

    pub fn on_console(&self) -> Visitor {
        Visitor::at(self.address, &format!("console.portico.test:{}", self.address.port()))
    }

    pub fn at_host(&self, host: &str) -> Visitor {
        Visitor::at(self.address, host)
    }

    /// Time passes.
    pub fn wait_minutes(&self, minutes: i64) {
        let later = Timestamp::from_second(self.clock.now().as_second() + minutes * 60).unwrap();
        self.clock.set(later);
    }

    /// Waits until no job is queued or running and no event waits; fails on a dead letter.
    pub async fn wait_for_jobs(&self) {
        // Not now(): that is when this transaction began, and a job may have been made since.
        for _ in 0..200 {
            let mut tx = self.app.db.control().await.unwrap();
            let (waiting, failed): (i64, Option<String>) = sqlx::query_as(
                "select (select count(*) from cell.job where state in ('queued', 'running') and run_at <= clock_timestamp())
                    + (select count(*) from cell.outbox where relayed_at is null),
                    (select string_agg(kind || ': ' || last_error, '; ') from cell.job
                        where last_error is not null and state <> 'cancelled')",
            )
            .fetch_one(tx.db())
            .await
            .unwrap();
            assert_eq!(failed, None, "a job failed");
            if waiting == 0 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("jobs are left over");
    }

    /// The tenant's portal is in this theme from now on, also for those who are not signed in.
    pub async fn theme(&self, slug: &str, theme: &str) {
        let tenant = self.tenant(slug);
        let mut tx = tenant.begin(Access::Write).await.unwrap();
        accounts::look::set_theme(&mut tx, Some(theme)).await.unwrap();
        tx.commit().await.unwrap();
        self.app.looks.forget(tenant.id());
    }

    /// A member of the staff, signed in.
    pub async fn staff(&self, slug: &str, login: &str, role: &str) -> Visitor {
        let tenant = self.tenant(slug);
        let mut tx = tenant.begin(Access::Write).await.unwrap();
        let email = person_email(login, slug);
        let id = add_person(
            &mut tx,
            &new_person(&tenant, &email, Realm::Staff, Some(&hash().await)),
            self.clock.now(),
        )
        .await
        .unwrap();
        add_staff_role(&mut tx, id, role).await.unwrap();
        tx.commit().await.unwrap();
        self.visitor(slug).signed_in(email.as_str(), PASSWORD).await
    }

    /// A dealer's company with two contracts, all of whose terms differ.
    pub async fn dealer(&self, slug: &str, name: &str) -> Company {
        let tenant = self.tenant(slug);
        let mut tx = tenant.begin(Access::Write).await.unwrap();
        tx.narrow(Dealer::All).await.unwrap();
        let now = self.clock.now();
        let id = add_dealer(&mut tx, name, Some("Тверь"), "active", None, now).await.unwrap();
        let (mut contracts, mut lists, mut houses) = (Vec::new(), Vec::new(), Vec::new());
        for (at, currency) in [(1, "RUB"), (2, "EUR")] {
            let currency = currency.parse().unwrap();
            let first = at == 1;
            let tax_id = if first { "7707083893" } else { "500100732259" };
            let kind = if first { "organisation" } else { "sole_proprietor" };
            let entity =
                add_entity(&mut tx, id, kind, &format!("{name} entity {at}"), Some(tax_id)).await.unwrap();
            let list = add_price_list(&mut tx, &format!("{name} list {at}"), currency, first).await.unwrap();
            let house = add_warehouse(&mut tx, &format!("{name} house {at}"), "House", "Europe/Moscow", at)
                .await
                .unwrap();
            let contract = NewContract {
                dealer: id,
                entity,
                number: &format!("{name}-{at}"),
                currency,
                vat_mode: if first { VatMode::Included } else { VatMode::OnTop },
                level: Some(if first { "Silver" } else { "Gold" }),
                level_percent: (if first { "-9" } else { "-13.5" }).parse().unwrap(),
                payment: if first { Payment::Deferred(30) } else { Payment::Prepaid },
                credit_limit: first.then(|| "1234567.5".parse().unwrap()),
                minimum_order: (if first { "5000" } else { "250" }).parse().unwrap(),
                delivery: if first { "To the door" } else { "Collected" },
                price_lock_days: if first { 3 } else { 1 },
                valid_from: jiff::civil::date(2026, if first { 1 } else { 2 }, 1),
                valid_to: first.then(|| jiff::civil::date(2031, 12, 31)),
                price_lists: &[list],
                warehouses: &[house],
            };
            contracts.push(add_contract(&mut tx, &contract, now).await.unwrap());
            lists.push(list);
            houses.push(house);
        }
        tx.commit().await.unwrap();
        Company { slug: slug.to_owned(), id, contracts, lists, houses }
    }

    /// Somebody who is in the portal already joins one more company.
    pub async fn join(&self, company: &Company, login: &str, role: &str) {
        let mut tx = self.tenant(&company.slug).begin(Access::Write).await.unwrap();
        let email = person_email(login, &company.slug);
        let id: Uuid = sqlx::query_scalar("select id from person where email = $1")
            .bind(email.as_str())
            .fetch_one(tx.db())
            .await
            .unwrap();
        add_member(&mut tx, company.id, id, role, None).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A person of a dealer, signed in.
    pub async fn member(&self, company: &Company, login: &str, role: &str) -> Visitor {
        let tenant = self.tenant(&company.slug);
        let mut tx = tenant.begin(Access::Write).await.unwrap();
        let email = person_email(login, &company.slug);
        let id = add_person(
            &mut tx,
            &new_person(&tenant, &email, Realm::Dealer, Some(&hash().await)),
            self.clock.now(),
        )
        .await
        .unwrap();
        add_member(&mut tx, company.id, id, role, None).await.unwrap();
        tx.commit().await.unwrap();
        self.visitor(&company.slug).signed_in(email.as_str(), PASSWORD).await
    }
}

/// A dealer of a test.
pub struct Company {
    pub slug: String,
    pub id: Uuid,
    pub contracts: Vec<Uuid>,
    /// The price list and the warehouse of each contract.
    pub lists: Vec<Uuid>,
    pub houses: Vec<Uuid>,
}

pub fn person_email(login: &str, slug: &str) -> Email {
    format!("{login}@{slug}.example").parse().unwrap()
}

fn new_person<'a>(
    tenant: &'a Tenant,
    email: &'a Email,
    realm: Realm,
    hash: Option<&'a str>,
) -> NewPerson<'a> {
    NewPerson {
        email,
        name: email.as_str().split('@').next().unwrap(),
        realm,
        locale: Locale::parse(tenant.locale()).unwrap(),
        time_zone: tenant.time_zone(),
        password_hash: hash,
    }
}

/// One hash for everybody: argon2 is meant to be slow.
async fn hash() -> String {
    static HASH: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    HASH.get_or_init(|| async { accounts::signing_in::hash(PASSWORD).await.unwrap() }).await.clone()
}

/// The server of all tests: the one that `cargo xtask test` started, or our own.
pub fn superuser_url() -> String {
    if let Ok(url) = std::env::var("PORTICO_TEST_DATABASE") {
        return url;
    }
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let options =
        Options { data_dir: default_data_dir(checkout, "test"), durable: false, dies_with_us: false };
    Cluster::start(&options).unwrap().url("postgres")
}

pub fn config_of(database: &str) -> tenancy::Config {
    let url = superuser_url().replacen("/postgres?", &format!("/{database}?"), 1);
    tenancy::Config::new(&url, SECRET)
}

/// The template may be of another day, and the jobs of the night would run in the middle of a story.
async fn made_just_now(db: &Database) {
    let mut tx = db.control().await.unwrap();
    sqlx::query("update control.tenant set created_at = now()").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// The database that tests are copied from; made once for each state of the migrations and rights.
async fn template() -> String {
    let mut hasher = DefaultHasher::new();
    for file in portico::modules::migrations() {
        file.sql.hash(&mut hasher);
    }
    for module in portico::modules::all() {
        for right in module.rights() {
            format!("{right:?}").hash(&mut hasher);
        }
    }
    include_str!("../../migrations/control/0001_control.sql").hash(&mut hasher);
    include_str!("../../migrations/control/0002_cell.sql").hash(&mut hasher);
    include_str!("../../migrations/control/0003_modules.sql").hash(&mut hasher);
    include_str!("../../migrations/control/0004_sign_up.sql").hash(&mut hasher);
    include_str!("../../migrations/control/0005_console.sql").hash(&mut hasher);
    let name = format!("template_{:016x}", hasher.finish());
    // Many test processes start at once; the first one makes it.
    let path = std::env::temp_dir().join(format!("portico-{name}.lock"));
    let _lock = tokio::task::spawn_blocking(move || {
        let lock = std::fs::File::create(path).unwrap();
        lock.lock().unwrap();
        lock
    })
    .await
    .unwrap();
    let rows =
        tenancy::superuser_rows(&superuser_url(), "select datname::text from pg_database").await.unwrap();
    if !rows.contains(&name) {
        let building = format!("{name}_new");
        tenancy::drop_database(&superuser_url(), &building).await.unwrap();
        tenancy::create_database(&superuser_url(), &building, None).await.unwrap();
        let config = config_of(&building);
        portico::commands::bring_up_to_date(&config).await.unwrap();
        let db = Database::connect(&config).await.unwrap();
        for (slug, locale) in [("alpha", "ru"), ("beta", "en")] {
            let new = NewTenant {
                slug: slug.into(),
                name: format!("Tenant {slug}"),
                locale: locale.into(),
                time_zone: "Europe/Moscow".into(),
                country: "RU".into(),
            };
            portico::commands::provision(&db, &new).await.unwrap();
        }
        db.close().await;
        tenancy::rename_database(&superuser_url(), &building, &name).await.unwrap();
    }
    name
}
