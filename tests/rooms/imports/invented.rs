//! Invented catalogs in all three forms: every trap is counted, nothing is lost, a second run changes nothing.

use std::fs::File;
use std::path::Path;

use samples::{Format, Plan, Trap, facts, write};

use super::{count, import};
use crate::story::World;

fn make(plan: &Plan, format: Format, changed: Option<u32>, folder: &Path) {
    write(plan, format, changed, &mut |name| Ok(Box::new(File::create(folder.join(name))?))).unwrap();
}

fn trap(facts: &samples::Facts, trap: Trap) -> usize {
    usize::try_from(facts.traps.get(&trap).copied().unwrap_or(0)).unwrap()
}

#[tokio::test]
async fn a_catalog_comes_whole_in_every_form() {
    let plan = Plan::new(400, 1).unwrap();
    let facts = facts(&plan);
    for format in [Format::Cml207, Format::Cml31, Format::Csv] {
        let world = World::new().await;
        let folder = tempfile::tempdir().unwrap();
        make(&plan, format, None, folder.path());
        let report = import(&world, "alpha", folder.path()).await;
        let seen = &report.summary.seen;
        let named = (seen.goods, seen.deleted, seen.barcodes, seen.prices, seen.warehouses, seen.price_types);
        let expected = (400, facts.deleted.into(), facts.barcodes.into(), facts.prices.into(), 5, 4);
        assert_eq!(named, expected, "{format:?}");
        assert_eq!(report.summary.failed_rows, 0, "{:?}", report.problems.first());
        let reasons = |reason| report.problems.iter().filter(|problem| problem.reason == reason).count();
        assert_eq!(reasons("check-digit"), trap(&facts, Trap::BadCheckDigit), "{format:?}");
        assert_eq!(reasons("negative-stock"), trap(&facts, Trap::NegativeStock), "{format:?}");
        // Nothing is lost on the way into the tables.
        let rows = [
            ("select count(*) from product", 400),
            ("select count(*) from product where state = 'deleted'", i64::from(facts.deleted)),
            ("select count(*) from price", i64::from(facts.prices)),
            ("select count(*) from stock", 2_000),
            ("select count(*) from barcode", i64::from(facts.barcodes)),
            ("select count(*) from price_list where is_rrp", 1),
            (
                "select count(*) from product where name like '%<\"особая\" серия & комплект>%'",
                i64::try_from(trap(&facts, Trap::MarkupCharacters)).unwrap(),
            ),
        ];
        for (sql, expected) in rows {
            assert_eq!(count(&world, "alpha", sql).await, expected, "{format:?}: {sql}");
        }
        let packs = count(&world, "alpha", "select count(*) from packaging").await;
        assert_eq!(packs > 0, format != Format::Cml31, "only 3.1 leaves packs out");

        let again = import(&world, "alpha", folder.path()).await;
        for (kind, tally) in &again.summary.tallies {
            assert_eq!((tally.new, tally.changed, tally.failed), (0, 0, 0), "{format:?} {kind}: {tally:?}");
        }
        world.end().await;
    }
}

/// A later exchange of changes touches what it names and nothing else.
#[tokio::test]
async fn changes_touch_only_what_they_name() {
    let plan = Plan::new(300, 1).unwrap();
    let world = World::new().await;
    let (whole, changes) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    make(&plan, Format::Cml207, None, whole.path());
    make(&plan, Format::Cml207, Some(20), changes.path());
    import(&world, "alpha", whole.path()).await;
    let before = count(&world, "alpha", "select count(*) from price").await;
    let report = import(&world, "alpha", changes.path()).await;
    let good = report.summary.tallies["good"];
    assert_eq!((good.new, good.changed, good.unchanged, report.summary.seen.goods), (0, 0, 20, 20));
    let price = report.summary.tallies["price"];
    // Every named price grew by 5 %; one of a kopeck stays one of a kopeck.
    assert!(price.new == 0 && price.unchanged <= 2 && price.changed >= 70, "{price:?}");
    assert!(!report.summary.samples.is_empty());
    assert_eq!(count(&world, "alpha", "select count(*) from price").await, before);
    world.end().await;
}

/// What came from a file is sold like anything else: the dealer finds it, sees its own price and what is there.
#[tokio::test]
async fn a_dealer_finds_what_was_imported() {
    let plan = Plan::new(60, 1).unwrap();
    let good = plan.goods().find(|good| good.traps.is_empty() && good.stock[0] > 0 && !good.deleted).unwrap();
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    make(&plan, Format::Cml31, None, folder.path());
    import(&world, "alpha", folder.path()).await;
    let company = world.dealer("alpha", "Svet").await;
    let mut tx = super::open(&world, "alpha").await;
    for (table, of) in [("contract_price_list", "price_list_id"), ("contract_warehouse", "warehouse_id")] {
        sqlx::query(sqlx::AssertSqlSafe(format!("delete from {table} where contract_id = $1")))
            .bind(company.contracts[0])
            .execute(tx.db())
            .await
            .unwrap();
        let from = if of == "warehouse_id" { "warehouse" } else { "price_list" };
        let name = if of == "warehouse_id" { "Москва, Центральный" } else { "Дилер" };
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "insert into {table} (contract_id, {of}, priority) select $1, id, 1 from {from} where name = $2"
        )))
        .bind(company.contracts[0])
        .bind(name)
        .execute(tx.db())
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let query = kit::web::query(&[("q", good.article.as_str())]);
    let page = olga.get(&format!("/catalog?{query}")).await;
    page.is(200).shows(&good.name);
    world.end().await;
}
