//! The orders of the last three weeks, one by one: every state is there, and the people of the story have open ones.

use super::fate::Fate;

/// An order of the last weeks.
pub struct Recent {
    /// Hours ago.
    pub hours: i64,
    /// The person's e-mail.
    pub who: &'static str,
    pub contract: &'static str,
    pub lines: usize,
    pub fate: Fate,
}

const fn order(hours: i64, who: &'static str, contract: &'static str, lines: usize, fate: Fate) -> Recent {
    Recent { hours, who, contract, lines, fate }
}

use Fate::{
    Closed, ClosedInTwo, Confirmed, Dated, PartlyDated, PartlyReady, Placed, Refused, Shipped, Short,
    TakenBack, Undated,
};

/// From old to new.
pub const VOLTARIKA: &[Recent] = &[
    order(490, "head@kaskad.example", "35-Д", 8, Closed),
    order(466, "head@santeh-ural.example", "25-Д", 11, Closed),
    order(441, "head@montazh.example", "16-Д", 14, ClosedInTwo),
    order(419, "roman@tk.example", "14-Д", 9, Closed),
    order(394, "olga@svet-trade.example", "8-Д", 6, Closed),
    order(370, "head@elug.example", "22-Д", 7, Shipped),
    order(345, "head@lampa.example", "28-Д", 5, Refused),
    order(322, "pavel@svet-trade.example", "8-Д", 12, PartlyDated),
    order(298, "head@sibelektro.example", "31-Д", 10, Closed),
    order(273, "roman@tk.example", "15-В", 8, PartlyReady),
    order(250, "head@ingsys.example", "36-Д", 6, Shipped),
    order(226, "anna@tk.example", "21-Р", 5, Shipped),
    order(203, "head@rozetka-market.example", "37-П", 4, TakenBack),
    order(198, "seller@santeh-ural.example", "26-П", 3, Closed),
    order(172, "olga@svet-trade.example", "11-Д", 8, Dated),
    order(151, "buyer@montazh.example", "17-П", 5, Confirmed),
    order(146, "roman@tk.example", "21-Р", 7, Confirmed),
    order(123, "head@kaskad.example", "35-Д", 9, PartlyReady),
    order(119, "head@tepliy-dom.example", "34-П", 6, Undated),
    order(100, "head@sibelektro.example", "32-В", 8, Confirmed),
    order(96, "head@lampa.example", "29-П", 7, Placed),
    order(75, "pavel@svet-trade.example", "8-Д", 5, Confirmed),
    order(52, "roman@tk.example", "15-В", 6, Placed),
    order(49, "head@santeh-ural.example", "25-Д", 12, Confirmed),
    order(26, "head@elug.example", "22-Д", 8, Placed),
    order(20, "pavel@svet-trade.example", "8-Д", 6, Placed),
    order(9, "head@ingsys.example", "36-Д", 5, Short),
    order(5, "head@montazh.example", "16-Д", 30, Placed),
    order(3, "olga@svet-trade.example", "9-П", 4, Placed),
    order(1, "roman@tk.example", "14-Д", 9, Placed),
];

/// From old to new.
pub const NORTHVALE: &[Recent] = &[
    order(470, "claire@ridgeway.example", "NV-101", 8, Closed),
    order(370, "joost@degraaf.example", "NV-201", 12, PartlyDated),
    order(290, "mark@hollis.example", "NV-102", 5, Refused),
    order(240, "elin@lindqvist.example", "NV-202", 6, Shipped),
    order(150, "claire@ridgeway.example", "NV-101", 9, Dated),
    order(98, "fiona@carrick.example", "NV-103", 5, Confirmed),
    order(30, "joost@degraaf.example", "NV-201", 7, Short),
    order(21, "sam@ridgeway.example", "NV-101", 6, Placed),
    order(2, "mark@hollis.example", "NV-102", 4, Placed),
];
