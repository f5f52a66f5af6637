//! Which day.
//!
//! `3/4` is 3 April, in every language: it is what stands on Dutch letters, and the month is never
//! put first to make a date possible. A day that can be read in two ways is not understood: a
//! weekday on that very weekday, "next Wednesday", and a date without a year that has just passed.

use chrono::{Datelike, Days, NaiveDate};

use super::lexicon::{Lexicon, Sense};
use super::tokens::{Item, Run, Token, Written, items};

/// Who names a day without a year that passed this recently may mean that one.
const JUST_PASSED: i64 = 92;
/// "In 60 weeks" is no answer.
const FURTHEST: i64 = 366;
/// Two digits are the year that lies at most so many years ahead; the rest has been.
const YEARS_AHEAD: i64 = 10;

/// A day, and nothing else.
pub(super) fn date(lexicon: &Lexicon, tokens: &[Token], today: NaiveDate) -> Option<NaiveDate> {
    let items = items(lexicon, tokens, of_a_calendar)?;
    let items = match items.as_slice() {
        // "the day of Wednesday", as Arabic has it
        [Item::Word(Sense::Days), rest @ ..] => rest,
        all => all,
    };
    match items {
        [Item::Word(Sense::Weekday(day)), rest @ ..]
        | [rest @ .., Item::Word(Sense::Weekday(day))] => on_weekday(*day, rest, today),
        items => day(items, today),
    }
}

fn of_a_calendar(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Weekday(_)
            | Sense::Month(_)
            | Sense::Number(_)
            | Sense::Today
            | Sense::Tomorrow
            | Sense::DayAfterTomorrow
            | Sense::Yesterday
            | Sense::Coming
            | Sense::ThisWeek
            | Sense::NextWeek
            | Sense::In
            | Sense::Days
            | Sense::Weeks
            | Sense::MonthSign
            | Sense::DaySign
    )
}

fn on_weekday(weekday: i64, rest: &[Item], today: NaiveDate) -> Option<NaiveDate> {
    let now = i64::from(today.weekday().num_days_from_monday());
    let ahead = (weekday - now).rem_euclid(7);
    match rest {
        // today, or in a week?
        [] => (ahead != 0).then(|| later(today, ahead))?,
        [Item::Word(Sense::Coming)] => later(today, if ahead == 0 { 7 } else { ahead }),
        [Item::Word(Sense::ThisWeek)] => (weekday >= now).then(|| later(today, ahead))?,
        [Item::Word(Sense::NextWeek)] => later(today, weekday - now + 7),
        rest => named(rest)
            .map_or_else(|| day(rest, today), |named| year_of(named, Some(weekday), today))
            .filter(|day| falls_on(*day, weekday)),
    }
}

fn day(items: &[Item], today: NaiveDate) -> Option<NaiveDate> {
    match items {
        [Item::Word(Sense::Today)] => Some(today),
        [Item::Word(Sense::Tomorrow)] => later(today, 1),
        [Item::Word(Sense::DayAfterTomorrow)] => later(today, 2),
        [Item::Word(Sense::Yesterday)] => today.pred_opt(),
        [Item::Word(Sense::In), Item::Word(unit)] => in_a_while(1, *unit, today),
        [Item::Word(Sense::In), Item::Number(n), Item::Word(unit)] => {
            in_a_while(n.value, *unit, today)
        }
        // "3 gün sonra", "3天后"
        [Item::Word(unit), Item::Word(Sense::In)] => in_a_while(1, *unit, today),
        [Item::Number(n), Item::Word(unit), Item::Word(Sense::In)] => {
            in_a_while(n.value, *unit, today)
        }
        items => year_of(named(items)?, None, today),
    }
}

fn later(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    today.checked_add_days(Days::new(u64::try_from(days).ok()?))
}

fn in_a_while(count: i64, unit: Sense, today: NaiveDate) -> Option<NaiveDate> {
    let days = match unit {
        Sense::Days => count,
        Sense::Weeks => count.checked_mul(7)?,
        _ => return None,
    };
    (0..=FURTHEST).contains(&days).then(|| later(today, days))?
}

/// A day of the calendar; its year may be left out.
struct Named {
    day: i64,
    month: i64,
    year: Option<i64>,
}

fn named(items: &[Item]) -> Option<Named> {
    let (day, month, year) = match items {
        [Item::Number(day), Item::Word(Sense::Month(month))]
        | [Item::Word(Sense::Month(month)), Item::Number(day)] => (day.value, *month, None),
        [Item::Number(day), Item::Word(Sense::Month(month)), Item::Number(year)]
        | [Item::Word(Sense::Month(month)), Item::Number(day), Item::Number(year)]
            if year.digits == 4 =>
        {
            (day.value, *month, Some(year.value))
        }
        // "12月3日"
        [Item::Number(month), Item::Word(Sense::MonthSign), Item::Number(day)]
        | [
            Item::Number(month),
            Item::Word(Sense::MonthSign),
            Item::Number(day),
            Item::Word(Sense::DaySign),
        ] => (day.value, month.value, None),
        // "十二月三日"
        [Item::Word(Sense::Month(month)), Item::Number(day), Item::Word(Sense::DaySign)] => {
            (day.value, *month, None)
        }
        [Item::Written(written)] => return numeric(written),
        _ => return None,
    };
    Some(Named { day, month, year })
}

/// `3/12`, `03-12-2026`, `3.12.26`, `2026-12-03`.
fn numeric(written: &Written) -> Option<Named> {
    let first = *written.signs.first()?;
    if !"/-.".contains(first) || written.signs.iter().any(|sign| *sign != first) {
        return None;
    }
    let short = |run: &Run| run.digits <= 2;
    match written.parts.as_slice() {
        [d, m] if short(d) && short(m) => Some(Named { day: d.value, month: m.value, year: None }),
        [y, m, d] if y.digits == 4 && short(m) && short(d) => {
            Some(Named { day: d.value, month: m.value, year: Some(y.value) })
        }
        [d, m, y] if short(d) && short(m) && (y.digits == 4 || y.digits == 2) => {
            Some(Named { day: d.value, month: m.value, year: Some(y.value) })
        }
        _ => None,
    }
}

/// The day that is meant. Without a year it is the coming one; where that day has just passed, only
/// its weekday can tell which of the two.
fn year_of(named: Named, weekday: Option<i64>, today: NaiveDate) -> Option<NaiveDate> {
    let on = |year: i64| {
        let (month, day) = (u32::try_from(named.month).ok()?, u32::try_from(named.day).ok()?);
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    };
    let this = i64::from(today.year());
    if let Some(year) = named.year {
        let century = this - this % 100;
        return on(match year {
            0..100 if century + year > this + YEARS_AHEAD => century - 100 + year,
            0..100 => century + year,
            year => year,
        });
    }
    let mut near = (this - 1..=this + 8).filter_map(on);
    let days_ago = |day: &NaiveDate| (today - *day).num_days();
    let passed = near.clone().find(|day| (1..JUST_PASSED).contains(&days_ago(day)));
    let coming = near.find(|day| days_ago(day) <= 0);
    match weekday {
        Some(weekday) => [coming, passed].into_iter().flatten().find(|day| falls_on(*day, weekday)),
        None => coming.filter(|_| passed.is_none()),
    }
}

fn falls_on(day: NaiveDate, weekday: i64) -> bool {
    i64::from(day.weekday().num_days_from_monday()) == weekday
}
