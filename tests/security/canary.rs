//! G12 · A word in every text column of a dealer and of its tenant is on no page, in no letter, event or log of another
//! tenant, and the dealer's is on none of another dealer.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Arc, Mutex};

use kit::web::Site;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection};

use crate::rooms::orders::{paste, place};
use crate::story::{Company, Visitor, World};

/// Of the dealer; names that are copied into orders begin with it from the start.
const OF_SVET: &str = "svetcanary";
const OF_ALPHA: &str = "alphacanary";

/// Columns whose words are the program's own, keys of other rows, or addresses that the walk itself needs.
const CODES: &str = "role|right_id|scope|state|kind|locale|time_zone|mode|density|realm|password_hash|unit|base_unit|\
                     article_key|purpose|act|object|vat_mode|payment|brand|accent|logo_kind|logo_hash|outcome|reason|\
                     step|theme|source|audience|module|name_key|picture_kind";

/// Writes the words behind what stands in each text column; tells what it wrote as `table.column`. What a constraint
/// forbids stays as it is.
const MARK: &str = "
do $$ declare c record; whose text; word text; changed bigint; begin
    create table keep.marked (place text);
    for c in select table_name as t, column_name as name, exists (select from information_schema.columns d
                where d.table_schema = '{schema}' and d.table_name = columns.table_name and d.column_name = 'dealer_id') as owned
        from information_schema.columns join pg_tables on tablename = table_name and schemaname = table_schema
        where table_schema = '{schema}' and data_type = 'text' and is_generated = 'NEVER'
            and table_name not in ('schema_version', 'policy', 'known_right', 'document_number', 'unit')
            and column_name !~ '^({codes})$' and (table_name, column_name) not in (('sales_order', 'number'), ('shipment', 'number'))
    loop
        whose := case
            when c.owned then 'dealer_id = ''{svet}'''
            when c.t = 'dealer' then 'id = ''{svet}'''
            when c.t = 'cart_line' then 'cart_id in (select id from {schema}.cart where dealer_id = ''{svet}'')'
            when c.t = 'person' then 'id in (select person_id from {schema}.membership where dealer_id = ''{svet}'')'
            when c.t = 'one_time_link' then 'person_id in (select person_id from {schema}.membership where dealer_id = ''{svet}'')'
            when c.t = 'sign_in_attempt' then 'email ~ ''olga|sasha'''
            when c.t = 'price_list' then 'name like ''{of_svet}%'''
            when c.t = 'warehouse' then 'name like ''{of_svet}%'''
            else 'false' end;
        word := format('(case when %s then ''{of_svet}'' else ''{of_alpha}'' end)', whose);
        begin
            execute format('update {schema}.%I set %I = %s', c.t, c.name, case
                when c.name = 'email' then format('%s || %I', word, c.name)
                when c.name in ('slug', 'path') then format('%I || ''-'' || %s', c.name, word)
                else format('coalesce(%I, '''') || '' '' || %s', c.name, word) end);
            get diagnostics changed = row_count;
            if changed > 0 then insert into keep.marked values (c.t || '.' || c.name); end if;
        exception when integrity_constraint_violation then null;
        end;
    end loop;
end $$";

/// Everything that is said at any level while it is held.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Two dealers of alpha with a whole life behind them, and staff.
struct Life {
    world: World,
    svet: Company,
    olga: Visitor,
    roman: Visitor,
    irina: Visitor,
}

impl Life {
    async fn new() -> Self {
        let world = World::new().await;
        let (svet, tk) = (world.dealer("alpha", OF_SVET).await, world.dealer("alpha", "TK").await);
        world.section("alpha", "Cables").await;
        world.attribute("alpha", "Ток", "Current", "А").await;
        for company in [&svet, &tk] {
            let good = world.good("alpha", &format!("{}-1", company.id.simple()), "Good").await;
            world.price(company, 0, good, &[("0", "1000")]).await;
            world.on_hand(company, 0, good, "1000").await;
            world.arriving(company, 0, good, "50", world.today()).await;
        }
        let olga = world.member(&svet, "olga", "dealer_head").await;
        world.member(&svet, "sasha", "seller").await;
        let roman = world.member(&tk, "roman", "dealer_head").await;
        let irina = world.staff("alpha", "irina", "owner").await;
        let mut life = Self { world, svet, olga, roman, irina };
        life.live(&[life.svet.id, tk.id]).await;
        life
    }

    /// Orders in every state, an import with failures, a look, an invitation, a letter.
    async fn live(&mut self, dealers: &[uuid::Uuid; 2]) {
        for (at, dealer) in dealers.iter().enumerate() {
            let mut head = if at == 0 { self.olga.clone() } else { self.roman.clone() };
            let line = format!("{}-1 10", dealer.simple());
            for act in ["confirm", "ship", "cancel", ""] {
                paste(&mut head, &line).await;
                let fields = [
                    ("address", "Tver, 1"),
                    ("buyer_number", "PO"),
                    ("comment", "Call"),
                    ("wanted_on", "12.03.2031"),
                ];
                let order = place(&mut head, &fields).await.is(303).location().to_owned();
                match act {
                    "ship" => {
                        self.irina.post(&format!("/manage{order}/confirm"), &[]).await.is(303);
                        self.irina.post(&format!("/manage{order}/ship"), &[]).await.is(303);
                    }
                    "confirm" => {
                        self.irina.post(&format!("/manage{order}/confirm"), &[]).await.is(303);
                    }
                    "cancel" => {
                        head.post(&format!("{order}/cancel"), &[("why", "Not needed")]).await.is(303);
                    }
                    _ => paste(&mut head, &line).await,
                }
            }
            let fields = [
                ("name", "New"),
                ("email", &*format!("new{at}@alpha.example")),
                ("role", "buyer"),
                ("limit", ""),
            ];
            head.post("/company/people", &fields).await.is(303);
        }
        let key = self.irina.get("/manage/imports").await.value_of("key");
        let table =
            "id;article;name;attributes;barcode\n1;I-1;Washer;Ток=16 А;4600000000017\n;;Nut;;\n".as_bytes();
        let sent = self.irina.upload("/manage/imports", &[("key", &key)], &[("a.csv", table)]).await;
        let path = sent.is(303).location().to_owned();
        self.world.wait_for_jobs().await;
        self.irina.post(&format!("{path}/run"), &[]).await.is(303);
        self.world.visitor("alpha").post("/reset", &[("email", "olga@alpha.example")]).await.is(200);
        self.world.wait_for_jobs().await;
        let sql = "insert into delivery_address (id, dealer_id, name, address) select gen_random_uuid(), id, 'Gate', 'Tver' from dealer";
        let mut tx = self.world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
        tx.narrow(tenancy::Dealer::All).await.unwrap();
        sqlx::query(sql).execute(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Beta gets the same rows under the same ids; then every text of alpha gets its word. Returns the marked columns.
    async fn mark(&self) -> Vec<String> {
        self.world.twin("alpha", "beta", &[OF_SVET]).await;
        let mark = MARK
            .replace("{schema}", &format!("t_{}", self.world.tenant("alpha").id().uuid().simple()))
            .replace("{codes}", CODES)
            .replace("{svet}", &self.svet.id.to_string())
            .replace("{of_svet}", OF_SVET)
            .replace("{of_alpha}", OF_ALPHA);
        let mut superuser = PgConnection::connect(&self.world.database_url()).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(mark)).execute(&mut superuser).await.unwrap();
        let marked = sqlx::query_scalar("select place from keep.marked order by 1")
            .fetch_all(&mut superuser)
            .await
            .unwrap();
        superuser.close().await.unwrap();
        marked
    }

    fn in_beta(&self, visitor: &Visitor) -> Visitor {
        visitor.moved_to(&format!("beta.portico.test:{}", self.world.address.port()))
    }
}

/// Every page that the person can come to by links from the routes without ids, and the others' paths besides.
async fn walk(
    world: &World,
    person: &Visitor,
    more: &BTreeSet<String>,
    forbidden: &[&str],
) -> BTreeSet<String> {
    let routes = world.app.routes();
    let readable = routes.iter().filter(|route| route.site == Site::Tenant && route.method == "GET");
    let mut waiting: Vec<String> =
        readable.map(|route| route.path).filter(|path| !path.contains('{')).map(str::to_owned).collect();
    waiting.extend(more.iter().cloned());
    waiting.extend(
        ["/catalog?q=canary", "/orders?q=canary", "/catalog?q=alpha", "/manage/orders?q=canary"]
            .map(str::to_owned),
    );
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if seen.len() >= 250 || !seen.insert(path.clone()) {
            continue;
        }
        let page = person.clone().get(&path).await;
        assert!(page.status < 500, "{path}: {}", page.text());
        let head: String = page.headers.values().filter_map(|value| value.to_str().ok()).collect();
        let whole = format!("{head}{}", page.body).to_lowercase();
        for word in forbidden {
            assert!(!whole.contains(word), "{word} is at {path}");
        }
        for link in page.all("a[href^='/'], [hx-get^='/']") {
            let href = link.value().attr("href").or(link.value().attr("hx-get")).unwrap();
            waiting.push(href.split('#').next().unwrap().to_owned());
        }
    }
    seen
}

#[tokio::test]
async fn no_word_of_a_tenant_or_dealer_is_anywhere_else() {
    let life = Life::new().await;
    let marked = life.mark().await;
    let tables: BTreeSet<&str> = marked.iter().map(|place| place.split('.').next().unwrap()).collect();
    println!("{} columns of {} tables are marked", marked.len(), tables.len());
    assert!(tables.len() >= 24 && marked.len() >= 60, "{tables:?}");
    // The owners see their words, so they are there to be seen.
    let of_owner = walk(&life.world, &life.olga, &BTreeSet::new(), &[]).await;
    let of_staff = walk(&life.world, &life.irina, &BTreeSet::new(), &[]).await;
    for (person, path, word) in
        [(&life.olga, "/company", OF_SVET), (&life.irina, "/manage/products", OF_ALPHA)]
    {
        assert!(person.clone().get(path).await.body.contains(word), "{path}");
    }
    let log = Log::default();
    let writer = log.clone();
    let logging = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
    let _first = logging.with_ansi(false).with_writer(move || writer.clone()).try_init();
    let letters = life.world.mail.letters().len();
    let more: BTreeSet<String> =
        of_owner.union(&of_staff).filter(|path| !path.contains("canary")).cloned().collect();
    let mut pages = 0;
    pages += walk(&life.world, &life.roman, &more, &[OF_SVET]).await.len();
    for person in [&life.olga, &life.roman, &life.irina, &life.world.visitor("alpha")] {
        let twin = life.in_beta(person);
        pages += walk(&life.world, &twin, &more, &[OF_SVET, OF_ALPHA]).await.len();
    }
    println!("{pages} pages of strangers walked");
    assert!(pages >= 250, "{pages}");
    acts_of_strangers(&life).await;
    for letter in &life.world.mail.letters()[letters..] {
        let whole =
            format!("{} {} {} {} {}", letter.to, letter.to_name, letter.subject, letter.text, letter.html);
        assert!(!whole.to_lowercase().contains(OF_SVET), "{whole}");
        assert!(!letter.text.contains("//beta.") || !whole.contains(OF_ALPHA), "{whole}");
    }
    assert!(life.world.mail.letters().len() > letters);
    events_of_beta(&life).await;
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).to_lowercase();
    assert!(log.len() > 1_000, "the log was listened to");
    assert!(!log.contains(OF_SVET), "the dealer's word is in the log of others");
    life.world.end().await;
}

/// The other dealer, and beta's people, order and write letters.
async fn acts_of_strangers(life: &Life) {
    for mut person in [life.roman.clone(), life.in_beta(&life.olga)] {
        let page = person.get("/catalog").await;
        assert_eq!(page.status, 200);
        let order = person.get("/orders").await;
        let order = order.first("a[href^='/orders/2']").unwrap().value().attr("href").unwrap().to_owned();
        person.post(&format!("{order}/repeat"), &[]).await.is(303);
        place(&mut person, &[("comment", "Again")]).await;
        let fields = [("name", "More"), ("email", "more@more.example"), ("role", "buyer"), ("limit", "")];
        person.post("/company/people", &fields).await.is(303);
    }
    life.world.wait_for_jobs().await;
}

async fn events_of_beta(life: &Life) {
    let mut control = life.world.app.db.control().await.unwrap();
    let told: Vec<String> = sqlx::query_scalar(
        "select o.payload::text from cell.outbox o where tenant_id = $1
         union all select j.payload::text || coalesce(j.last_error, '') || j.key from cell.job j where tenant_id = $1",
    )
    .bind(life.world.tenant("beta").id().uuid())
    .fetch_all(control.db())
    .await
    .unwrap();
    assert!(!told.is_empty());
    for event in told {
        assert!(!event.contains(OF_SVET) && !event.contains(OF_ALPHA), "{event}");
    }
}
