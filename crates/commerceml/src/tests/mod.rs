//! The rules of the format, each by a small file written here.

mod encodings;
mod goods;
mod hostile;
mod lists;
mod mutations;
mod offers;

use crate::{Error, Good, Head, Limits, Offer, Record, read};

fn records(xml: &[u8]) -> Result<(Head, Vec<Record>), Error> {
    let mut records = Vec::new();
    let head = read(xml, &Limits::default(), &mut |record| {
        records.push(record);
        Ok(())
    })?;
    Ok((head, records))
}

/// The records of what stands inside a root.
fn inside(xml: &str) -> Vec<Record> {
    records(rooted(xml).as_bytes()).unwrap().1
}

fn rooted(xml: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<КоммерческаяИнформация ВерсияСхемы=\"2.07\">{xml}</КоммерческаяИнформация>"
    )
}

/// One good and the problems with it.
fn good(xml: &str) -> (Good, Vec<crate::Problem>) {
    let records = inside(&format!("<Каталог><Товары><Товар>{xml}</Товар></Товары></Каталог>"));
    let found = records.iter().find_map(|record| match record {
        Record::Good(good) => Some((**good).clone()),
        _ => None,
    });
    (found.unwrap(), problems(records))
}

/// One offer and the problems with it.
fn offer(xml: &str) -> (Offer, Vec<crate::Problem>) {
    let list = format!("<Предложения><Предложение>{xml}</Предложение></Предложения>");
    let records = inside(&format!("<ПакетПредложений>{list}</ПакетПредложений>"));
    let found = records.iter().find_map(|record| match record {
        Record::Offer(offer) => Some((**offer).clone()),
        _ => None,
    });
    (found.unwrap(), problems(records))
}

fn problems(records: Vec<Record>) -> Vec<crate::Problem> {
    let problem = |record| if let Record::Problem(problem) = record { Some(problem) } else { None };
    records.into_iter().filter_map(problem).collect()
}
