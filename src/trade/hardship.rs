//! "Schrijnend": the rules press too hard on somebody, and a senior decides what can be done.
//!
//! Why is a code, so that no health detail and no religion is ever written down here.

use super::person::words;

/// Why a case is hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The term ends, and the person could not help it.
    Termijn,
    /// Waiting for a decision of somebody else.
    Wachten,
    /// Two rules contradict each other.
    RegelsBotsen,
    /// No money for lessons or exams.
    Geld,
    /// No home, or soon none.
    Wonen,
    /// Alone with children, or parted from the family.
    Gezin,
    /// Not safe.
    Veiligheid,
    /// Something else: call the colleague.
    Anders,
}

words!(Reason {
    Termijn = "termijn",
    Wachten = "wachten",
    RegelsBotsen = "regels-botsen",
    Geld = "geld",
    Wonen = "wonen",
    Gezin = "gezin",
    Veiligheid = "veiligheid",
    Anders = "anders",
});

/// What a senior decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The municipality makes an arrangement of its own.
    Maatwerk,
    /// An exception is asked for where it is decided.
    Uitzondering,
    /// Somebody else takes it on.
    Overgedragen,
    /// The rule holds.
    RegelGeldt,
}

words!(Outcome {
    Maatwerk = "maatwerk",
    Uitzondering = "uitzondering",
    Overgedragen = "overgedragen",
    RegelGeldt = "regel-geldt",
});
