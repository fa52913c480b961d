//! T31 · Files that should never have been sent: each gets its words in the reader's language, and nothing is half-done.

use std::fmt::Write as _;
use std::io::Write;

use super::browser_way::bring;
use super::count;
use crate::story::World;

const GOOD: &str = "<КоммерческаяИнформация><Каталог><Товары><Товар><Ид>1</Ид><Наименование>Гайка</Наименование>\
    </Товар></Товары></Каталог></КоммерческаяИнформация>";

fn cp1251(text: &str) -> Vec<u8> {
    let letter = |c: char| match c {
        'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xC0).unwrap(),
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(letter).collect()
}

fn deep() -> String {
    let mut text = String::from("<КоммерческаяИнформация>");
    for _ in 0..100_000 {
        text.push_str("<Группы>");
    }
    text
}

fn laughs() -> String {
    let mut text = String::from("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a0 \"ha\">");
    for n in 1..30 {
        write!(text, "<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1).unwrap();
    }
    text.push_str("]><КоммерческаяИнформация>&a29;</КоммерческаяИнформация>");
    text
}

/// A zip of more files than anybody exports.
fn swarm() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for n in 0..2_001 {
        zip.start_file(format!("{n}.csv"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(b"id;name\n").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What a reader sees of a file that cannot be read.
async fn refused(world: &World, name: &str, bytes: &[u8], russian: &str, english: &str) {
    for (slug, words) in [("alpha", russian), ("beta", english)] {
        let mut igor = crate::rooms::imports::bad::manager(world, slug).await;
        let page = bring(&mut igor, &[(name, bytes)]).await;
        if page.status == 422 {
            page.shows(words);
        } else {
            let path = page.is(303).location().to_owned();
            world.wait_for_jobs().await;
            let page = igor.get(&path).await;
            page.is(200).shows(words);
            // A zip without anything to read is named by what should be in it.
            if !words.starts_with("Читать нечего") && !words.starts_with("nothing to read") {
                page.shows(name);
            }
        }
        for table in [
            "select count(*) from product",
            "select count(*) from section",
            "select count(*) from attribute",
            "select count(*) from warehouse where foreign_id is not null",
        ] {
            assert_eq!(count(world, slug, table).await, 0, "{name}: {table}");
        }
    }
}

async fn manager(world: &World, slug: &str) -> crate::story::Visitor {
    let mut igor = world.visitor(slug);
    let email = format!("igor@{slug}.example");
    let known = igor.post("/login", &[("email", &email), ("password", crate::story::PASSWORD)]).await;
    if known.status == 303 { igor } else { world.staff(slug, "igor", "catalog_manager").await }
}

#[tokio::test]
async fn hostile_and_broken_files_are_refused_in_words() {
    let world = World::new().await;
    let xxe = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\
        <КоммерческаяИнформация>&e;</КоммерческаяИнформация>";
    let cut = &GOOD.as_bytes()[..GOOD.len() / 2];
    let long = format!("id;name\n1;{}\n", "x".repeat(1 << 20));
    let (deep, laughs, swarm) = (deep(), laughs(), swarm());
    let pictures = super::browser_way::zip(&[("a/b.jpg", "not for us")]);
    let cases: [(&str, &[u8], &str, &str); 14] = [
        ("xxe.xml", xxe.as_bytes(), "DOCTYPE не принимается", "a DOCTYPE is refused"),
        ("laughs.xml", laughs.as_bytes(), "DOCTYPE не принимается", "a DOCTYPE is refused"),
        ("deep.xml", deep.as_bytes(), "слишком глубокая вложенность", "nested too deep"),
        ("cut.xml", cut, "обрывается", "ends too early"),
        ("page.xml", b"<html><body>no</body></html>", "не CommerceML", "is not CommerceML"),
        ("mixed.xml", b"<\xD0\xD1\xD2>", "это не XML", "this is not XML"),
        ("empty.csv", b"", "пуст", "is empty"),
        ("blank.csv", b"\n\n;;\n", "пуст", "is empty"),
        ("letter.csv", b"dear;sir\n1;2\n", "колонки неизвестны", "the columns are not known"),
        ("long.csv", long.as_bytes(), "слишком длинная", "too long"),
        ("prices.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "не читается", "cannot be read"),
        ("swarm.zip", &swarm, "слишком много данных", "unpacks to too much"),
        ("pictures.zip", &pictures, "Читать нечего", "nothing to read"),
        ("broken.zip", b"PK\x03\x04not a zip", "повреждённый zip", "a broken zip"),
    ];
    for (name, bytes, russian, english) in cases {
        refused(&world, name, bytes, russian, english).await;
    }
    world.end().await;
}

#[tokio::test]
async fn old_encodings_and_marks_are_read() {
    let world = World::new().await;
    let mut igor = manager(&world, "alpha").await;
    let table = "id;название\n7;Шайба\n";
    let declared = format!("<?xml version=\"1.0\" encoding=\"windows-1251\"?>{GOOD}");
    let marked = format!("\u{feff}{}", GOOD.replace("<Ид>1<", "<Ид>2<"));
    let files: [(&str, Vec<u8>); 3] =
        [("a.xml", cp1251(&declared)), ("b.xml", marked.into_bytes()), ("c.csv", cp1251(table))];
    for (name, bytes) in &files {
        let path = bring(&mut igor, &[(name, bytes)]).await.is(303).location().to_owned();
        world.wait_for_jobs().await;
        igor.post(&format!("{path}/run"), &[]).await.leads_to(&path);
        world.wait_for_jobs().await;
        igor.get(&path).await.shows("Загружены все строки");
    }
    assert_eq!(count(&world, "alpha", "select count(*) from product where name = 'Гайка'").await, 2);
    assert_eq!(count(&world, "alpha", "select count(*) from product where name = 'Шайба'").await, 1);
    world.end().await;
}

/// Another tenant's id in the files is only a text: it reaches nothing.
#[tokio::test]
async fn ids_of_another_tenant_reach_nothing() {
    let world = World::new().await;
    let good = world.good("beta", "B-1", "Чужой товар").await;
    let mut igor = manager(&world, "alpha").await;
    let table = format!("id;warehouse;quantity\n{good};Тверь;5\n");
    let path = bring(&mut igor, &[("stock.csv", table.as_bytes())]).await.is(303).location().to_owned();
    world.wait_for_jobs().await;
    igor.get(&path).await.shows("нет ни в файлах набора, ни в каталоге").hides("Чужой товар");
    assert_eq!(count(&world, "beta", "select count(*) from stock").await, 0);
    world.end().await;
}

/// No row ends without a word, whatever stands where its figure or its id should be, and the others are placed.
#[tokio::test]
async fn what_no_table_can_hold_is_said_row_by_row() {
    let world = World::new().await;
    let mut igor = manager(&world, "alpha").await;
    let long = "9".repeat(300);
    let goods = format!(
        "id;name;packs;vat\n1;Гайка;box=0, pallet=480;-20\n{long};Болт;;20\n2;{};;20\n",
        "я".repeat(2_000)
    );
    let prices = "id;price type;currency;price\n1;Опт;RUB;-5\n1;Опт;RUB;\n1;Опт;RUB;много\n\
        1;Опт;RUB;1000000000000000\n;Опт;RUB;5\n1;Опт;RUB;7\n";
    let stock = "id;warehouse;quantity\n1;Тверь;99999999999999\n1;Москва;5\n";
    let files: [(&str, &[u8]); 3] =
        [("a.csv", goods.as_bytes()), ("b.csv", prices.as_bytes()), ("c.csv", stock.as_bytes())];
    let path = bring(&mut igor, &files).await.is(303).location().to_owned();
    world.wait_for_jobs().await;
    igor.post(&format!("{path}/run"), &[]).await.leads_to(&path);
    world.wait_for_jobs().await;
    igor.get(&path).await.is(200).shows("«-5» меньше нуля").shows("текст слишком длинный");
    let said = "select string_agg(line || ' ' || reason, ', ' order by file, line, reason) from import_problem where file = ";
    let of = |file: &str| format!("{said}{file}");
    for (file, reasons) in [
        ("0", "2 negative, 2 no-article, 2 no-unit, 2 not-positive, 3 too-long, 4 too-long"),
        ("1", "2 negative, 3 missing, 4 not-a-number, 5 too-much, 6 missing"),
        ("2", "2 too-much"),
    ] {
        let mut tx = super::open(&world, "alpha").await;
        let (told,): (String,) =
            sqlx::query_as(sqlx::AssertSqlSafe(of(file))).fetch_one(tx.db()).await.unwrap();
        assert_eq!(told, reasons, "file {file}");
    }
    assert_eq!(count(&world, "alpha", "select count(*) from product").await, 1);
    assert_eq!(count(&world, "alpha", "select sum(amount)::bigint from price").await, 7);
    assert_eq!(count(&world, "alpha", "select sum(on_hand)::bigint from stock").await, 5);
    world.end().await;
}
