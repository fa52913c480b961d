//! CommerceML as 1C writes it, in its versions 2.07 and 3.1.

mod head;
mod rows;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::files::{File, Open, create};
use crate::good::{self, Good};
use crate::mixing::{id_of, mix};
use crate::plan::Plan;

pub const FILES_207: [&str; 2] = ["import0_1.xml", "offers0_1.xml"];
pub const FILES_31: [&str; 4] = ["import___goods.xml", "offers___1.xml", "prices___1.xml", "rests___1.xml"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    V207,
    V31,
}

/// What all files of one exchange say of themselves.
struct Exchange {
    scheme: Scheme,
    catalog: Uuid,
    partial: bool,
}

type Row = fn(&mut File, &Good) -> io::Result<()>;

pub fn write(plan: &Plan, scheme: Scheme, changed: Option<u32>, open: &mut Open<'_>) -> io::Result<()> {
    let catalog = id_of("catalog", &plan.seed.to_string());
    let exchange = Exchange { scheme, catalog, partial: changed.is_some() };
    let chosen = changed.map(|wanted| choose(plan, wanted));
    let (import, packages) = scheme.files();
    let mut import = create(open, import)?;
    head::catalog(&mut import, &exchange)?;
    let mut files = Vec::new();
    for (name, row) in packages {
        let mut file = create(open, name)?;
        head::package(&mut file, &exchange)?;
        files.push((file, row));
    }
    let places = plan.places().filter(|place| chosen.as_ref().is_none_or(|some| some.contains(&place.index)));
    for place in places {
        let mut good = good::make(plan.seed, &place);
        if exchange.partial {
            change(&mut good);
        }
        rows::good(&mut import, scheme, &good)?;
        for (file, row) in &mut files {
            row(file, &good)?;
        }
    }
    head::end_of_catalog(&mut import)?;
    import.flush()?;
    files.iter_mut().try_for_each(|(file, _)| {
        head::end_of_package(file)?;
        file.flush()
    })
}

/// The indexes of the goods that a later exchange is about.
fn choose(plan: &Plan, wanted: u32) -> HashSet<u64> {
    let total = u64::from(plan.total);
    let wanted = usize::try_from(wanted.min(plan.total)).unwrap_or(usize::MAX);
    let mut chosen = HashSet::new();
    for draw in 0.. {
        if chosen.len() >= wanted {
            break;
        }
        chosen.insert(mix(&[plan.seed, draw, 77]) % total);
    }
    chosen
}

fn change(good: &mut Good) {
    for price in &mut good.prices {
        price.amount = good::kopecks(price.amount * Decimal::new(105, 2));
    }
    good.stock = good.stock.map(|units| (units - 1).max(0));
}

impl Scheme {
    /// The file of goods, then those of offers with what each says of a good.
    fn files(self) -> (&'static str, Vec<(&'static str, Row)>) {
        match self {
            Self::V207 => {
                let [import, offers] = FILES_207;
                (import, vec![(offers, rows::whole_offer)])
            }
            Self::V31 => {
                let [import, offers, prices, rests] = FILES_31;
                (import, vec![(offers, rows::offer), (prices, rows::prices_of), (rests, rows::rests)])
            }
        }
    }
}

/// Text between tags.
fn escaped(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '<', '>']) {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into()
    } else {
        text.into()
    }
}
