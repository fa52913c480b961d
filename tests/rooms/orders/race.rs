//! O8 · Five hundred buyers want the last ten pieces, through two processes, while stock is being imported.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use accounts::companies::adding::add_dealer;
use accounts::contracts::{
    NewContract, Payment, VatMode, add_contract, add_entity, add_price_list, add_warehouse,
};
use accounts::people::adding::{NewPerson, add_member, add_person};
use catalog::pricing::{NewPrice, set_prices};
use catalog::stock::{OnHand, set_on_hand};
use jiff_sqlx::ToSqlx;
use kit::rights::Realm;
use kit::text::Locale;
use kit::web::SessionToken;
use portico::config::ServeArgs;
use portico::serve::{Role, application, run};
use tenancy::{Access, Database, Dealer, TenantTx};
use tokio::net::TcpListener;
use uuid::Uuid;

use super::{figure, review_fields};
use crate::story::{Visitor, World, number};

const BUYERS: usize = 500;
const LAST: &str = "10";

/// The child's part: serves pages until it is told to stop, and says its port.
#[tokio::test(flavor = "multi_thread")]
async fn child_that_serves() {
    let Ok(url) = std::env::var("PORTICO_RACE_DATABASE") else { return };
    let db = Database::connect(&tenancy::Config::new(&url, "test")).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let args = ServeArgs {
        listen: String::new(),
        base_host: "portico.test".into(),
        secure: false,
        smtp_url: None,
        outbox: std::env::temp_dir(),
        sender: "portal@portico.example".into(),
    };
    let app = application(db, &args, port).unwrap();
    let ready = std::env::var("PORTICO_RACE_READY").unwrap();
    run(app, listener, Role::Web, move || std::fs::write(ready, port.to_string()).unwrap()).await.unwrap();
}

/// A `serve` process of its own; it gets SIGTERM when the test is done with it.
struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    async fn start(url: &str) -> Self {
        let ready = std::env::temp_dir().join(format!("portico-race-{}", Uuid::new_v4()));
        let mut command = Command::new(std::env::current_exe().unwrap());
        let command = command
            .args(["--exact", "rooms::orders::race::child_that_serves", "--nocapture"])
            .env("PORTICO_RACE_DATABASE", url)
            .env("PORTICO_RACE_READY", &ready)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut server =
            Self { process: command.spawn().unwrap(), address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        for _ in 0..200 {
            if let Some(port) = std::fs::read_to_string(&ready).ok().and_then(|text| text.parse::<u16>().ok())
            {
                std::fs::remove_file(&ready).unwrap();
                server.address.set_port(port);
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the process does not serve");
    }

    fn stop(mut self) {
        Command::new("kill").arg(self.process.id().to_string()).status().unwrap();
        assert!(self.process.wait().unwrap().success(), "a stop is graceful");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Of a test that failed on the way; one that was stopped is gone already.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// What all contracts of the race share.
struct Market {
    list: Uuid,
    house: Uuid,
    good: Uuid,
    others: Vec<Uuid>,
}

async fn market(world: &World) -> Market {
    let good = world.good("alpha", "LAST", "Последние десять").await;
    let mut others = Vec::new();
    for n in 0..20 {
        others.push(world.good("alpha", &format!("OTHER-{n}"), "Другой").await);
    }
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    let list = add_price_list(&mut tx, "Опт", "RUB".parse().unwrap(), true).await.unwrap();
    let house = add_warehouse(&mut tx, "Тверь", "Tver", "Europe/Moscow", 1).await.unwrap();
    let price = NewPrice { list, product: good, minimum: number("0"), amount: number("100") };
    set_prices(&mut tx, &[price]).await.unwrap();
    let stock = OnHand { product: good, warehouse: house, quantity: number(LAST) };
    set_on_hand(&mut tx, &[stock], world.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    Market { list, house, good, others }
}

/// A dealer with a contract of its own, a buyer who is signed in, and one piece in the cart.
async fn buyer(tx: &mut TenantTx, world: &World, market: &Market, n: usize) -> SessionToken {
    let now = world.app.clock.now();
    let dealer = add_dealer(tx, &format!("Dealer {n}"), None, "active", None, now).await.unwrap();
    let entity = add_entity(tx, dealer, "organisation", &format!("Entity {n}"), None).await.unwrap();
    let contract = NewContract {
        dealer,
        entity,
        number: &format!("C-{n}"),
        currency: "RUB".parse().unwrap(),
        vat_mode: VatMode::Included,
        level: None,
        level_percent: number("0"),
        payment: Payment::Prepaid,
        credit_limit: None,
        minimum_order: number("0"),
        delivery: "Collected",
        price_lock_days: 1,
        valid_from: jiff::civil::date(2026, 1, 1),
        valid_to: None,
        price_lists: &[market.list],
        warehouses: &[market.house],
    };
    let contract = add_contract(tx, &contract, now).await.unwrap();
    let new = NewPerson {
        email: &format!("buyer{n}@alpha.example").parse().unwrap(),
        name: "Buyer",
        realm: Realm::Dealer,
        locale: Locale::RU,
        time_zone: "Europe/Moscow",
        password_hash: None,
    };
    let person = add_person(tx, &new, now).await.unwrap();
    add_member(tx, dealer, person, "buyer", None).await.unwrap();
    let (token, cart) = (SessionToken::fresh(), Uuid::new_v4());
    let later = jiff::Timestamp::from_second(now.as_second() + 86_400).unwrap();
    sqlx::query(
        "with active as (update person set state = 'active' where id = $3),
            session as (insert into session (id, token_hash, person_id, dealer_id, device, address, created_at,
                last_used_at, expires_at) values ($1, $2, $3, $4, '', '', $5, $5, $6)),
            cart as (insert into cart (id, dealer_id, author_id, contract_id, updated_at, lines)
                values ($7, $4, $3, $8, $5, 1))
         insert into cart_line (cart_id, position, article, quantity) values ($7, 1, 'LAST', '1')",
    )
    .bind(Uuid::new_v4())
    .bind(token.hash())
    .bind(person)
    .bind(dealer)
    .bind(now.to_sqlx())
    .bind(later.to_sqlx())
    .bind(cart)
    .bind(contract)
    .execute(tx.db())
    .await
    .unwrap();
    token
}

/// Looks at the review and presses; says what came back.
async fn press(mut buyer: Visitor) -> String {
    let fields = review_fields(buyer.get("/cart").await.is(200));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let answer = buyer.post("/orders", &fields).await;
    match answer.status {
        303 => "sold".to_owned(),
        409 => {
            let codes: Vec<&str> =
                answer.all("[data-code]").iter().filter_map(|stop| stop.value().attr("data-code")).collect();
            format!("refused: {}", codes.join(" "))
        }
        other => format!("{other}: {}", answer.text()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_pieces_are_sold_to_ten_of_five_hundred() {
    let world = World::new().await;
    let market = market(&world).await;
    let mut tx = world.tenant("alpha").begin(Access::Write).await.unwrap();
    tx.narrow(Dealer::All).await.unwrap();
    let mut tokens = Vec::new();
    for n in 0..BUYERS {
        tokens.push(buyer(&mut tx, &world, &market, n).await);
    }
    tx.commit().await.unwrap();
    let url = world.database_url();
    let servers = [Server::start(&url).await, Server::start(&url).await];

    // The accounting system sends its figures all the while: ten of the last good, some of the others.
    let stop = Arc::new(AtomicBool::new(false));
    let importing =
        tokio::spawn(import(world.tenant("alpha"), market, world.app.clock.now(), Arc::clone(&stop)));
    let presses = tokens.into_iter().enumerate().map(|(n, token)| {
        let mut buyer = Visitor::at(servers[n % 2].address, "alpha.portico.test");
        buyer.session = Some(token.reveal().to_owned());
        tokio::spawn(press(buyer))
    });
    let mut answers: BTreeMap<String, usize> = BTreeMap::new();
    for answer in futures::future::join_all(presses).await {
        *answers.entry(answer.unwrap()).or_default() += 1;
    }
    stop.store(true, Ordering::Relaxed);
    assert!(importing.await.unwrap() > 1, "the import ran meanwhile");
    let sold = answers.remove("sold");
    let refused: usize =
        answers.iter().filter(|(answer, _)| answer.starts_with("refused: ")).map(|(_, n)| n).sum();
    assert_eq!((sold, refused), (Some(10), 490), "{answers:?}");
    let typed = ["refused: stock", "refused: lines", "refused: empty", "refused: lines empty"];
    assert!(answers.keys().all(|answer| typed.contains(&answer.as_str())), "{answers:?}");
    assert_eq!(figure(&world, "alpha", "select count(*)::text from sales_order").await, "10");
    let last = "select trim_scale(on_hand) || '/' || trim_scale(reserved) from stock s
                join product p on p.id = s.product_id where p.article = 'LAST'";
    assert_eq!(figure(&world, "alpha", last).await, "10/10");
    for server in servers {
        server.stop();
    }
    world.end().await;
}

async fn import(
    tenant: tenancy::Tenant,
    market: Market,
    now: jiff::Timestamp,
    stop: Arc<AtomicBool>,
) -> usize {
    let mut runs = 0;
    while !stop.load(Ordering::Relaxed) {
        let of =
            |product, quantity: &str| OnHand { product, warehouse: market.house, quantity: number(quantity) };
        let mut figures: Vec<OnHand> = market.others.iter().map(|other| of(*other, "77")).collect();
        figures.push(of(market.good, LAST));
        let mut tx = tenant.begin(Access::Write).await.unwrap();
        set_on_hand(&mut tx, &figures, now).await.unwrap();
        tx.commit().await.unwrap();
        runs += 1;
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    runs
}
