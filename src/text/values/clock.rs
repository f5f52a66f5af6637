//! What time.
//!
//! A clock with twelve hours does not say which half of the day it is. Without a word for it, the
//! reading in working hours counts ([`DAYTIME`]): lessons and talks are by day, and the twelve
//! hours from 7:00 hold every time of the clock exactly once. "7 uur" is the morning then, and who
//! means the evening writes "19:00" or "7 uur 's avonds". What is written with 24 hours (`19:00`,
//! `07:30`) is never moved.

use std::ops::Range;

use chrono::NaiveTime;

use super::lexicon::{Lexicon, PartOfDay, Sense};
use super::tokens::{Item, Run, Token, Written, items};

const HOUR: i64 = 60;
const HALF_DAY: i64 = 12 * HOUR;
const DAY: i64 = 24 * HOUR;

/// Minutes of the day in which a time without a part of the day lies.
const DAYTIME: Range<i64> = 7 * HOUR..19 * HOUR;

/// The minutes of the day that each part of it allows, until but not with the second. Night runs
/// over midnight.
fn minutes_of(part: PartOfDay) -> (i64, i64) {
    match part {
        PartOfDay::BeforeNoon => (0, HALF_DAY),
        PartOfDay::AfterNoon => (HALF_DAY, DAY),
        PartOfDay::Morning => (4 * HOUR, HALF_DAY),
        PartOfDay::Afternoon => (HALF_DAY, 18 * HOUR + 1),
        PartOfDay::Evening => (17 * HOUR, DAY),
        PartOfDay::Night => (21 * HOUR, 6 * HOUR),
    }
}

/// Minutes since midnight, and whether they were written on a clock with 24 hours.
#[derive(Clone, Copy)]
struct Reading {
    minutes: i64,
    exact: bool,
}

/// A time of day, and nothing else.
pub(super) fn time(lexicon: &Lexicon, tokens: &[Token]) -> Option<NaiveTime> {
    let mut items = items(lexicon, tokens, of_the_clock)?;
    let mut part = None;
    let mut parts = 0;
    items.retain(|item| match item {
        Item::Word(Sense::Part(found)) => {
            part = Some(*found);
            parts += 1;
            false
        }
        _ => true,
    });
    if parts > 1 {
        return None;
    }
    let minutes = in_the_day(read(&items)?, part)?;
    let (hour, minute) = (u32::try_from(minutes / HOUR).ok()?, u32::try_from(minutes % HOUR).ok()?);
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn of_the_clock(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Number(_)
            | Sense::ClockHour(_)
            | Sense::Hour
            | Sense::Minute
            | Sense::HalfTo
            | Sense::HalfPast
            | Sense::QuarterPast
            | Sense::QuarterTo
            | Sense::Past
            | Sense::To
            | Sense::AndHalf
            | Sense::AndQuarter
            | Sense::MinusQuarter
            | Sense::AndThird
            | Sense::MinusThird
            | Sense::Part(_)
    )
}

fn in_the_day(read: Reading, part: Option<PartOfDay>) -> Option<i64> {
    let allowed = |minutes: i64| match part {
        Some(part) => match minutes_of(part) {
            (from, until) if from < until => (from..until).contains(&minutes),
            (from, until) => minutes >= from || minutes < until,
        },
        None => read.exact || DAYTIME.contains(&minutes),
    };
    if read.exact {
        return allowed(read.minutes).then_some(read.minutes);
    }
    let first = read.minutes.rem_euclid(HALF_DAY);
    match (allowed(first), allowed(first + HALF_DAY)) {
        (true, false) => Some(first),
        (false, true) => Some(first + HALF_DAY),
        _ => None,
    }
}

fn read(items: &[Item]) -> Option<Reading> {
    if let Some(hour) = hour(items) {
        return Some(hour);
    }
    let moved = |by: i64, rest: &[Item]| {
        let from = hour(rest).filter(|hour| !hour.exact && hour.minutes % HOUR == 0)?;
        Some(Reading { minutes: from.minutes + by, exact: false })
    };
    match items {
        [Item::Written(written)]
        | [Item::Written(written), Item::Word(Sense::Hour)]
        | [Item::Word(Sense::Hour), Item::Written(written)] => written_clock(written),
        [Item::Number(h), Item::Word(Sense::Hour), Item::Number(m)] if m.digits != 1 => {
            hour_and_minute(*h, *m)
        }
        // "15点30分"
        [Item::Number(h), Item::Word(Sense::Hour), Item::Number(m), Item::Word(Sense::Minute)] => {
            hour_and_minute(*h, *m)
        }
        [Item::Word(Sense::HalfTo), rest @ ..] => moved(-30, rest),
        [Item::Word(Sense::HalfPast), rest @ ..] => moved(30, rest),
        [Item::Word(Sense::QuarterPast), rest @ ..] => moved(15, rest),
        [Item::Word(Sense::QuarterTo), rest @ ..] => moved(-15, rest),
        [Item::Number(m), Item::Word(Sense::Minute), rest @ ..] | [Item::Number(m), rest @ ..]
            if m.value < HOUR && matches!(rest, [Item::Word(Sense::Past | Sense::To), ..]) =>
        {
            let sign = if rest.first() == Some(&Item::Word(Sense::Past)) { 1 } else { -1 };
            match &rest[1..] {
                // "tien voor half vier"
                [Item::Word(Sense::HalfTo), hour @ ..] => moved(sign * m.value - 30, hour),
                hour => moved(sign * m.value, hour),
            }
        }
        [rest @ .., Item::Word(Sense::AndHalf)] => moved(30, rest),
        [rest @ .., Item::Word(Sense::AndQuarter)] => moved(15, rest),
        [rest @ .., Item::Word(Sense::MinusQuarter)] => moved(-15, rest),
        [rest @ .., Item::Word(Sense::AndThird)] => moved(20, rest),
        [rest @ .., Item::Word(Sense::MinusThird)] => moved(-20, rest),
        [rest @ .., Item::Number(m), Item::Word(Sense::Minute)] if m.value < HOUR => {
            moved(m.value, rest)
        }
        _ => None,
    }
}

/// A whole hour: "3", "3 uur", "the third hour".
fn hour(items: &[Item]) -> Option<Reading> {
    let (value, zero_first) = match items {
        [Item::Number(run)]
        | [Item::Number(run), Item::Word(Sense::Hour)]
        | [Item::Word(Sense::Hour), Item::Number(run)] => (run.value, run.zero_first),
        [Item::Word(Sense::ClockHour(hour))]
        | [Item::Word(Sense::Hour), Item::Word(Sense::ClockHour(hour))] => (*hour, false),
        _ => return None,
    };
    reading(value, 0, zero_first)
}

fn written_clock(written: &Written) -> Option<Reading> {
    match (written.parts.as_slice(), written.signs.as_slice()) {
        ([h, m], [':' | '.']) if h.digits <= 2 && m.digits == 2 => hour_and_minute(*h, *m),
        _ => None,
    }
}

fn hour_and_minute(hour: Run, minute: Run) -> Option<Reading> {
    reading(hour.value, minute.value, hour.zero_first)
}

fn reading(hour: i64, minute: i64, zero_first: bool) -> Option<Reading> {
    let there = (0..24).contains(&hour) && (0..HOUR).contains(&minute);
    let exact = zero_first || hour == 0 || hour > 12;
    there.then_some(Reading { minutes: hour * HOUR + minute, exact })
}
