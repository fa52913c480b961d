//! P6 · The interface of modules: a module of the test's own says no to an order, puts blocks into pages, hears events, and
//! works by itself; where it is off, nothing of it is there.

use std::borrow::Cow;

use kit::checks::Checks;
use kit::module::{Events, Files, Jobs, Manifest, MenuItem, Module, Place, boxed};
use kit::rights::{Realm, Right, Scope};
use kit::slots::{Block, HOME, PRODUCT, SEARCH, SIGN_IN, Slots, TODAY};
use kit::text::Text;
use kit::web::{Flash, Redirect, Routes};
use kit::{Result, refuse};
use tenancy::{JobOutcome, NewJob, Schedule};

use crate::rooms::orders::{paste, place};
use crate::story::{Visitor, World};

/// A module that uses every hook.
struct Probe;

static ALL: &[&Right] = &[&VIEW];
static VIEW: Right = Right { id: "probe.view", realm: Realm::Dealer, grants: &[("buyer", Scope::Company)] };
const MENU: &[MenuItem] = &[MenuItem {
    place: Place::Portal,
    order: 95,
    key: "probe-menu",
    href: "/probe",
    icon: "apps",
    right: Some(&VIEW),
    under: None,
}];
const FILES: &[(&str, &str)] = &[
    ("templates/probe/block.html", "<p>Probe sees {{ subject }} {{ t(key=\"probe-menu\") }}</p>"),
    (
        "locales/en.ftl",
        "probe-module = Probe\nprobe-menu = Probing\nprobe-no = Not on our watch: { $n } lines.\n",
    ),
    (
        "locales/ru.ftl",
        "probe-module = Проба\nprobe-menu = Пробы\nprobe-no = Не в нашу смену: строк { $n }.\n",
    ),
];

impl Module for Probe {
    fn manifest(&self) -> Manifest {
        Manifest { id: "probe", needs: &["orders"], always_on: false, from_start: false, icon: "apps" }
    }

    fn rights(&self) -> &'static [&'static Right] {
        ALL
    }

    fn routes(&self) -> Routes {
        async fn page() -> Redirect {
            Redirect::to("/me").saying(Flash::ok(Text::key("probe-menu")))
        }
        Routes::new().get("/probe", &VIEW, page).post("/probe", &VIEW, page)
    }

    fn menu(&self) -> &'static [MenuItem] {
        MENU
    }

    fn files(&self) -> Option<Files> {
        let get = |name: &str| {
            let text = FILES.iter().find(|(known, _)| *known == name)?.1;
            Some(Cow::Borrowed(text.as_bytes()))
        };
        Some(Files { get, names: || FILES.iter().map(|(name, _)| Cow::Borrowed(*name)).collect() })
    }

    fn slots(&self, slots: &mut Slots) {
        async fn block(subject: &str) -> Result<Option<Block>> {
            Block::new("probe/block.html", &serde_json::json!({ "subject": subject })).map(Some)
        }
        for slot in [HOME, SIGN_IN, SEARCH, PRODUCT, TODAY] {
            slots.add(slot, |_, _, subject| boxed(block(subject)));
        }
    }

    fn checks(&self, checks: &mut Checks) {
        async fn ask(placing: &orders::Placing) -> Result<()> {
            let forbidden = placing.lines.iter().any(|line| line.quantity > 100.into());
            let n = i64::try_from(placing.lines.len()).unwrap();
            if forbidden { refuse("probe-no").with("n", n).err() } else { Ok(()) }
        }
        checks.before::<orders::Placing>(|_, _, placing| boxed(ask(placing)));
    }

    fn on(&self, events: &mut Events) {
        events.after::<orders::Placed>("probe.heard", |_, _, _| boxed(async { Ok(JobOutcome::Done) }));
    }

    fn jobs(&self, jobs: &mut Jobs) {
        jobs.add("probe.work", |_, _| boxed(async { Ok(JobOutcome::Done) }));
        jobs.add("probe.often", |_, _| boxed(async { Ok(JobOutcome::Done) }));
        jobs.schedule(Schedule::every("probe.often", 1));
    }
}

/// Two tenants, a buyer and staff of alpha, and goods to order.
async fn world() -> (World, Visitor, Visitor) {
    let mut modules = portico::modules::all();
    modules.push(Box::new(Probe));
    let world = World::with(modules).await;
    let svet = world.dealer("alpha", "Svet").await;
    let good = world.good("alpha", "A-1", "Good").await;
    world.price(&svet, 0, good, &[("0", "1000")]).await;
    world.on_hand(&svet, 0, good, "1000").await;
    let pavel = world.member(&svet, "pavel", "buyer").await;
    let lev = world.staff("alpha", "lev", "owner").await;
    (world, pavel, lev)
}

async fn jobs_of(world: &World, kind: &str) -> Vec<String> {
    let mut tx = world.app.db.control().await.unwrap();
    let sql = "select state from cell.job where kind = $1 order by created_at, id";
    sqlx::query_scalar(sql).bind(kind).fetch_all(tx.db()).await.unwrap()
}

async fn work(world: &World, key: &str) {
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    let payload = serde_json::json!({});
    tx.enqueue(NewJob { kind: "probe.work", key: key.into(), payload, run_at: None }).await.unwrap();
    tx.commit().await.unwrap();
    world.wait_for_jobs().await;
}

#[tokio::test]
async fn a_module_takes_part_by_slots_checks_events_and_jobs() {
    let (world, mut pavel, mut lev) = world().await;
    world.switch("alpha", "probe", true).await;
    pavel.get("/probe").await.leads_to("/me");
    for (path, subject) in [("/home", ""), ("/catalog?q=A-1", "A-1"), ("/p/?article=A-1", "")] {
        let page = pavel.get(path).await;
        let page = if page.status == 303 { pavel.get(page.location()).await } else { page };
        page.is(200).shows(&format!("Probe sees {subject}")).shows("Пробы");
    }
    lev.get("/manage/today").await.is(200).shows("Probe sees");
    world.visitor("alpha").get("/login").await.is(200).shows("Probe sees");

    paste(&mut pavel, "A-1 100").await;
    place(&mut pavel, &[]).await.is(303);
    paste(&mut pavel, "A-1 101").await;
    let refused = place(&mut pavel, &[("address", "Tver"), ("comment", "Call first")]).await;
    refused.is(409).shows("Не в нашу смену: строк 1.");
    assert_eq!(refused.value_of("address"), "Tver", "nothing typed is lost");
    work(&world, "on").await;
    assert_eq!(jobs_of(&world, "probe.work").await, ["done"]);
    assert_eq!(jobs_of(&world, "probe.heard").await, ["done"], "the refused order was announced to nobody");
    world.end().await;
}

#[tokio::test]
async fn what_is_off_is_nowhere() {
    let (world, mut pavel, mut lev) = world().await;
    pavel.get("/probe").await.is(404);
    pavel.post("/probe", &[]).await.is(404);
    pavel.get("/home").await.is(200).hides("Probe").hides("Пробы");
    lev.get("/manage/settings/roles").await.is(200).hides("probe");
    world.visitor("alpha").get("/login").await.is(200).hides("Probe");
    paste(&mut pavel, "A-1 101").await;
    place(&mut pavel, &[]).await.is(303);
    work(&world, "off").await;
    assert_eq!(jobs_of(&world, "probe.work").await, ["cancelled"]);
    assert!(jobs_of(&world, "probe.heard").await.is_empty(), "events are told to modules that are on");
    assert!(jobs_of(&world, "probe.often").await.is_empty(), "nothing is planned for it");
    world.end().await;
}

#[test]
fn two_modules_of_one_name_do_not_start() {
    let mut modules = portico::modules::all();
    modules.push(Box::new(Probe));
    assert_eq!(kit::module::check(&modules), Ok(()));
    modules.push(Box::new(Probe));
    let words = kit::module::check(&modules).unwrap_err();
    assert!(words.contains("claimed by probe and by probe"), "{words}");
}
