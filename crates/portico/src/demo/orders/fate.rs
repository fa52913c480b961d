//! What becomes of an order, as steps on its way.

/// How an order of the demo ends, or how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Placed,
    /// Placed; then the source says that less is there than is promised.
    Short,
    Confirmed,
    /// A quarter of the lines comes later, on a day that is known.
    Dated,
    /// Three quarters are confirmed and have left, nobody knows when the rest comes.
    Undated,
    /// All is confirmed, three quarters have left.
    PartlyReady,
    /// Three quarters are confirmed and have left, the rest has a day.
    PartlyDated,
    Shipped,
    Closed,
    /// Closed after two shipments.
    ClosedInTwo,
    /// Closed; a quarter never came.
    ClosedWithout,
    /// The buyer took it back.
    TakenBack,
    /// The manufacturer could not deliver.
    Refused,
}

/// Whether an act means all lines, or three quarters of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Much {
    All,
    Most,
}

/// One act.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    TakeBack,
    Confirm(Much),
    /// Three quarters, with the day of the rest.
    ConfirmWithDate,
    Ship(Much),
    CancelRest,
    Close,
}

use Much::{All, Most};
use Step::{CancelRest, Close, Confirm, ConfirmWithDate, Ship, TakeBack};

impl Fate {
    /// The acts, each at so many percent of the order's way.
    pub fn steps(self) -> &'static [(i64, Step)] {
        match self {
            Self::Placed | Self::Short => &[],
            Self::Confirmed => &[(30, Confirm(All))],
            Self::Dated => &[(30, ConfirmWithDate)],
            Self::Undated => &[(20, Confirm(Most)), (60, Ship(All))],
            Self::PartlyReady => &[(20, Confirm(All)), (60, Ship(Most))],
            Self::PartlyDated => &[(20, ConfirmWithDate), (60, Ship(All))],
            Self::Shipped => &[(20, Confirm(All)), (60, Ship(All))],
            Self::Closed => &[(15, Confirm(All)), (45, Ship(All)), (90, Close)],
            Self::ClosedInTwo => &[(15, Confirm(All)), (35, Ship(Most)), (65, Ship(All)), (90, Close)],
            Self::ClosedWithout => &[(15, ConfirmWithDate), (35, Ship(All)), (70, CancelRest), (90, Close)],
            Self::TakenBack => &[(8, TakeBack)],
            Self::Refused => &[(25, CancelRest)],
        }
    }

    /// What became of the order number `at` of the past: of a hundred, two cancelled, five in two parts.
    pub fn of_old(at: usize) -> Self {
        match at * 37 % 100 {
            0 => Self::TakenBack,
            1 => Self::Refused,
            2..=6 => Self::ClosedInTwo,
            7..=9 => Self::ClosedWithout,
            _ => Self::Closed,
        }
    }

    /// The same for an order that is too small to be parted.
    pub fn whole(self) -> Self {
        match self {
            Self::ClosedInTwo | Self::ClosedWithout => Self::Closed,
            other => other,
        }
    }
}
