//! What the law and its practice say in numbers, each from a day on: a change of law is a new row.
//!
//! "Wi2021" is the Wet inburgering 2021 (BWBR0044770), "Besluit" the Besluit inburgering 2021
//! (BWBR0045555); "practice" is no law. What is marked "u" was read in a secondary source and has to be
//! checked before an amount is told to an inburgeraar; staff see the source beside the number.

use chrono::NaiveDate;

/// Something with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Years of the term.
    TermYears,
    /// Weeks in which the PIP is made.
    IntakeWeeks,
    /// Weeks that late data of others adds at most.
    IntakeExtraWeeks,
    /// Hours of the PVT, at least.
    PvtHours,
    /// Hours of practice for the MAP, at least.
    MapHours,
    /// Hours of lessons of the Z-route.
    ZLessonHours,
    /// Hours of participation of the Z-route, for asielstatushouders.
    ZParticipationHours,
    /// Weeks until an exam gives its result, at most.
    ExamResultWeeks,
    /// Weeks between booking an exam and its day, about.
    ExamSlotWeeks,
    /// Months without a course, or without a dual track, that are long.
    GapLongMonths,
    /// Months that are too long.
    GapTooLongMonths,
    /// Weeks before the end at which the last exam should be booked.
    ExamBookedWeeks,
}

/// One number, from a day on.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Of what.
    pub what: What,
    /// From this day on: year, month, day.
    pub from: (i32, u32, u32),
    /// How much, in the unit of `what`.
    pub value: u32,
    /// Where it stands.
    pub source: &'static str,
}

/// Which route asks for what.
pub const ROUTES: &str = "Wi2021, art. 6-9";

const START: (i32, u32, u32) = (2022, 1, 1);

const fn rule(what: What, from: (i32, u32, u32), value: u32, source: &'static str) -> Rule {
    Rule { what, from, value, source }
}

/// Every number, the oldest of each kind first.
pub const RULES: &[Rule] = &[
    rule(What::TermYears, START, 3, "Wi2021, art. 11, lid 1 en 2"),
    rule(What::IntakeWeeks, START, 10, "Wi2021, art. 15; Besluit (u)"),
    rule(What::IntakeExtraWeeks, START, 2, "Besluit (u)"),
    rule(What::PvtHours, START, 12, "Wi2021, art. 6; Besluit (u)"),
    rule(What::MapHours, START, 40, "Wi2021, art. 6; Besluit (u)"),
    rule(What::ZLessonHours, START, 800, "Wi2021, art. 9; Besluit (u)"),
    rule(What::ZParticipationHours, START, 800, "Wi2021, art. 9; Besluit (u)"),
    rule(What::ExamResultWeeks, START, 8, "DUO, uitslag van examens"),
    rule(
        What::ExamResultWeeks,
        (2026, 7, 31),
        16,
        "DUO, bericht van 31 juli 2026: Spreken en Schrijven A2",
    ),
    rule(What::ExamSlotWeeks, START, 7, "praktijk: wachttijd voor een examenplek"),
    rule(What::GapLongMonths, START, 3, "praktijk: duaal traject binnen 3 tot 6 maanden"),
    rule(What::GapTooLongMonths, START, 6, "praktijk: duaal traject binnen 3 tot 6 maanden"),
    rule(What::ExamBookedWeeks, START, 40, "praktijk: laatste examen geboekt"),
];

fn at(what: What, on: NaiveDate) -> Option<&'static Rule> {
    let begun = |rule: &&Rule| {
        let (year, month, day) = rule.from;
        NaiveDate::from_ymd_opt(year, month, day).is_some_and(|from| from <= on)
    };
    RULES.iter().filter(|rule| rule.what == what).filter(begun).max_by_key(|rule| rule.from)
}

/// The number that holds on a day; None before the law.
pub fn value(what: What, on: NaiveDate) -> Option<u32> {
    at(what, on).map(|rule| rule.value)
}

/// Where that number stands.
pub fn source(what: What, on: NaiveDate) -> Option<&'static str> {
    at(what, on).map(|rule| rule.source)
}
