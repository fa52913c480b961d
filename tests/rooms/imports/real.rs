//! The sets of real exports beside the project, with the counts of their table. Where they are absent, the tests say so.

use std::path::PathBuf;

use catalog::imports::Seen;

use super::{count, import, import_files};
use crate::story::World;

/// The folder of a set, when a copy of the sets lies beside the project.
fn set(name: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/commerceml").join(name);
    if !folder.is_dir() {
        eprintln!("skipped: the set {name} of real files is not here");
        return None;
    }
    Some(folder)
}

fn files(name: &str, wanted: &[&str]) -> Option<Vec<(String, PathBuf)>> {
    let folder = set(name)?;
    Some(wanted.iter().map(|file| ((*file).to_owned(), folder.join(file))).collect())
}

#[tokio::test]
async fn carono_brings_dictionaries_pictures_and_variants() {
    let Some(folder) = set("carono") else { return };
    let world = World::new().await;
    let report = import(&world, "alpha", &folder).await;
    let expected = Seen {
        goods: 2,
        sections: 22,
        properties: 10,
        barcodes: 2,
        pictures: 3,
        offers: 5,
        prices: 5,
        price_types_used: 1,
        price_types: 1,
        warehouses: 5,
        documents: 2,
        ..Seen::default()
    };
    assert_eq!(report.summary.seen, expected);
    let variants = count(&world, "alpha", "select count(*) from product where master_id is not null").await;
    let masters = count(&world, "alpha", "select count(*) from product where state = 'master'").await;
    assert!(variants > 0 && masters > 0 && masters <= 2, "{variants} variants of {masters} goods");
    // A dictionary's value is its text, not its id.
    let ids = "select count(*) from product_attribute where text_value ~ '^[0-9a-f]{8}-'";
    assert_eq!(count(&world, "alpha", ids).await, 0);
    world.end().await;
}

#[tokio::test]
async fn argentcrusade_names_what_is_not_read_and_loses_no_offer() {
    let Some(folder) = set("argentcrusade") else { return };
    let world = World::new().await;
    let report = import(&world, "alpha", &folder).await;
    let expected = Seen {
        goods: 1,
        sections: 12,
        pictures: 5,
        offers: 5,
        unknown_offers: 5,
        prices: 3,
        price_types_used: 1,
        warehouses: 8,
        counterparties: 4,
        documents: 2,
        ..Seen::default()
    };
    assert_eq!(report.summary.seen, expected);
    let unknown = report.problems.iter().filter(|problem| problem.reason == "unknown-good").count();
    assert!(unknown >= 5, "{unknown} rows are said to be of unknown goods");
    world.end().await;
}

#[tokio::test]
async fn wagood_comes_in_five_files_without_ids_and_warehouses() {
    let Some(folder) = set("wagood") else { return };
    let world = World::new().await;
    let report = import(&world, "alpha", &folder).await;
    let expected = Seen {
        goods: 1,
        sections: 1,
        offers: 2,
        prices: 2,
        price_types_used: 1,
        price_types: 1,
        ..Seen::default()
    };
    assert_eq!(report.summary.seen, expected);
    world.end().await;
}

#[tokio::test]
async fn gillbeits_has_prices_and_stock_of_goods_that_never_came() {
    let Some(folder) = set("gillbeits") else { return };
    let world = World::new().await;
    let report = import(&world, "alpha", &folder).await;
    let expected = Seen {
        sections: 97,
        properties: 1_908,
        offers: 978,
        unknown_offers: 978,
        prices: 978,
        price_types_used: 1,
        price_types: 1,
        warehouses: 1,
        ..Seen::default()
    };
    assert_eq!(report.summary.seen, expected);
    assert!(report.summary.failed_rows >= 978 * 3, "each row of an unknown good has failed");
    world.end().await;
}

#[tokio::test]
async fn dobromyslov_is_a_shops_real_catalog_and_a_second_run_changes_nothing() {
    let Some(files) = files("dobromyslov", &["import0_1.xml", "offers0_1.xml"]) else { return };
    let world = World::new().await;
    let report = import_files(&world, "alpha", files.clone()).await;
    let expected = Seen {
        goods: 36,
        deleted: 1,
        sections: 1,
        properties: 12,
        barcodes: 22,
        offers: 44,
        unknown_offers: 8,
        prices: 44,
        price_types_used: 1,
        price_types: 1,
        warehouses: 3,
        ..Seen::default()
    };
    assert_eq!(report.summary.seen, expected);
    assert_eq!(count(&world, "alpha", "select count(*) from price").await, 36);
    let again = import_files(&world, "alpha", files).await;
    for (kind, tally) in &again.summary.tallies {
        assert_eq!((tally.new, tally.changed), (0, 0), "{kind}: {tally:?}");
    }
    world.end().await;
}

#[tokio::test]
async fn dobromyslovs_whole_catalog_has_283_goods_in_13_groups() {
    let Some(files) = files("dobromyslov", &["import0_1_with_nested_groups.xml"]) else { return };
    let world = World::new().await;
    let report = import_files(&world, "alpha", files).await;
    let expected = Seen { goods: 283, sections: 13, properties: 20, barcodes: 242, ..Seen::default() };
    assert_eq!(report.summary.seen, expected);
    assert_eq!(count(&world, "alpha", "select count(*) from product").await, 283);
    world.end().await;
}
