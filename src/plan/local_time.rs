//! Between the clock on the wall in the Netherlands and instants in UTC.
//!
//! Promises one answer for every local time, also for the hour that does not exist in spring (the
//! first valid moment after it) and the hour that comes twice in autumn (the first occurrence,
//! unless that is past). Knows no other zone: all municipalities share one.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

/// The zone in which people, sessions and schedules live.
pub const ZONE: Tz = chrono_tz::Europe::Amsterdam;

/// The instant at which the wall clock shows `local`.
///
/// In the gap: the first valid moment after it. In the fold: the first occurrence, unless that lies
/// before `now`; then the second.
///
/// ```
/// use chrono::NaiveDate;
/// use wegwijzer::plan::local_time::resolve;
/// let gap = NaiveDate::from_ymd_opt(2027, 3, 28).unwrap().and_hms_opt(2, 30, 0).unwrap();
/// assert_eq!(resolve(gap, None).to_rfc3339(), "2027-03-28T01:00:00+00:00");
/// ```
pub fn resolve(local: NaiveDateTime, now: Option<DateTime<Utc>>) -> DateTime<Utc> {
    match ZONE.from_local_datetime(&local) {
        chrono::LocalResult::Single(at) => at.to_utc(),
        chrono::LocalResult::Ambiguous(first, second) => match now {
            Some(now) if first < now => second.to_utc(),
            _ => first.to_utc(),
        },
        chrono::LocalResult::None => after_gap(local),
    }
}

fn after_gap(local: NaiveDateTime) -> DateTime<Utc> {
    match GapInfo::new(&local, &ZONE).and_then(|gap| gap.end) {
        Some(end) => end.to_utc(),
        // Unreachable with a zone whose gaps all end; winter time is then the honest guess.
        None => local.and_utc() - TimeDelta::hours(1),
    }
}

/// Every instant at which the wall clock shows `local`: none in the gap, two in the fold.
pub fn occurrences(local: NaiveDateTime) -> impl Iterator<Item = DateTime<Utc>> {
    let found = ZONE.from_local_datetime(&local);
    let first = found.earliest();
    let second = found.latest().filter(|at| Some(*at) != first);
    first.into_iter().chain(second).map(|at| at.to_utc())
}

/// What the wall clock shows at `at`.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&ZONE).naive_local()
}

/// The calendar day at `at`.
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// Whole calendar days from `now` until `at`: 0 today, 1 tomorrow, negative in the past.
pub fn days_between(now: DateTime<Utc>, at: DateTime<Utc>) -> i64 {
    (local_date(at) - local_date(now)).num_days()
}

/// Shared by the tests of this room.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// A local time such as `2026-10-25 02:30`.
    pub(crate) fn wall(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time")
    }

    /// The (first) instant of a local time such as `2026-10-25 02:30`.
    pub(crate) fn at(text: &str) -> DateTime<Utc> {
        resolve(wall(text), None)
    }

    /// An instant in UTC such as `2026-10-25 00:30`.
    pub(crate) fn utc(text: &str) -> DateTime<Utc> {
        wall(text).and_utc()
    }

    /// How the wall clock shows `at`.
    pub(crate) fn shown(at: DateTime<Utc>) -> String {
        local(at).format("%Y-%m-%d %H:%M").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{at, utc, wall};
    use super::*;

    #[test]
    fn both_clock_switches_give_one_instant_for_every_local_time() {
        // local, now (UTC), instant (UTC)
        let table = [
            ("2027-03-28 01:59", None, "2027-03-28 00:59"),
            ("2027-03-28 02:00", None, "2027-03-28 01:00"),
            ("2027-03-28 02:30", None, "2027-03-28 01:00"),
            ("2027-03-28 02:59", None, "2027-03-28 01:00"),
            ("2027-03-28 03:00", None, "2027-03-28 01:00"),
            ("2027-03-28 03:01", None, "2027-03-28 01:01"),
            ("2026-10-25 01:59", None, "2026-10-24 23:59"),
            ("2026-10-25 02:30", None, "2026-10-25 00:30"),
            ("2026-10-25 02:30", Some("2026-10-25 00:30"), "2026-10-25 00:30"),
            ("2026-10-25 02:30", Some("2026-10-25 00:31"), "2026-10-25 01:30"),
            ("2026-10-25 02:30", Some("2026-11-01 12:00"), "2026-10-25 01:30"),
            ("2026-10-25 03:00", None, "2026-10-25 02:00"),
            ("2026-07-01 12:00", None, "2026-07-01 10:00"),
            ("2026-12-01 12:00", None, "2026-12-01 11:00"),
        ];
        for (given, now, expected) in table {
            assert_eq!(resolve(wall(given), now.map(utc)), utc(expected), "{given} at {now:?}");
        }
    }

    #[test]
    fn the_hour_that_is_skipped_never_occurs_and_the_repeated_one_twice() {
        assert_eq!(occurrences(wall("2027-03-28 02:30")).count(), 0);
        let twice: Vec<_> = occurrences(wall("2026-10-25 02:30")).collect();
        assert_eq!(twice, [utc("2026-10-25 00:30"), utc("2026-10-25 01:30")]);
        assert_eq!(occurrences(wall("2026-10-26 02:30")).count(), 1);
    }

    #[test]
    fn days_are_counted_on_the_calendar_not_in_hours() {
        assert_eq!(days_between(at("2026-10-24 23:59"), at("2026-10-25 00:00")), 1);
        assert_eq!(days_between(at("2026-10-24 00:00"), at("2026-10-24 23:59")), 0);
        assert_eq!(days_between(at("2026-10-24 12:00"), at("2026-10-31 09:00")), 7);
        assert_eq!(days_between(at("2027-03-29 00:30"), at("2027-03-27 23:30")), -2);
        // 23:30 in UTC is already tomorrow in the Netherlands
        assert_eq!(days_between(utc("2026-07-01 12:00"), utc("2026-07-01 23:30")), 1);
    }
}
