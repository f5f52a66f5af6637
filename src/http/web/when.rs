//! Moments in words for colleagues, in Europe/Amsterdam.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::http::locale::Locale;

type Names = ([&'static str; 7], [&'static str; 12]);

const DUTCH: Names = (
    ["ma", "di", "wo", "do", "vr", "za", "zo"],
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
);
const ENGLISH: Names = (
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
);

/// `di 24 nov`, with the year where it is not this year's.
pub(super) fn day(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let on = |at: DateTime<Utc>| at.with_timezone(&Amsterdam).date_naive();
    date(on(at), on(now))
}

/// `di 24 nov`, of a day on the calendar.
pub(super) fn date(day: NaiveDate, today: NaiveDate) -> String {
    let (days, months) = match Locale::current() {
        Locale::Dutch => DUTCH,
        Locale::English => ENGLISH,
    };
    let (weekday, month) =
        (days[day.weekday().num_days_from_monday() as usize], months[day.month0() as usize]);
    if day.year() == today.year() {
        format!("{weekday} {} {month}", day.day())
    } else {
        format!("{weekday} {} {month} {}", day.day(), day.year())
    }
}

/// `di 24 nov t/m vr 27 nov`, or one day.
pub(super) fn days((first, last): (NaiveDate, NaiveDate), today: NaiveDate) -> String {
    if first == last {
        return date(first, today);
    }
    say!("{first} t/m {last}", first = date(first, today), last = date(last, today))
}

/// `di 24 nov 14:05`; `vandaag`, `gisteren` and `morgen` where that is it.
pub(super) fn moment(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Amsterdam);
    let apart = (local.date_naive() - now.with_timezone(&Amsterdam).date_naive()).num_days();
    let date = match apart {
        -1 => say!("gisteren").to_owned(),
        0 => say!("vandaag").to_owned(),
        1 => say!("morgen").to_owned(),
        _ => day(at, now),
    };
    format!("{date} {:02}:{:02}", local.hour(), local.minute())
}

/// `di 24 nov 14:05`: of a clock that is not ours, so never `vandaag`.
pub(super) fn full(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Amsterdam);
    format!("{} {:02}:{:02}", day(at, at), local.hour(), local.minute())
}

/// `di 24 nov 2026 14:05`, always with the year.
pub(super) fn dated(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Amsterdam);
    let date = date(local.date_naive(), NaiveDate::MIN);
    format!("{date} {:02}:{:02}", local.hour(), local.minute())
}

/// How long something lasted, in one measure, rounded down: `3 dagen`, `2 uur`, `1 minuut`.
pub(super) fn span(lasted: TimeDelta) -> String {
    match (lasted.num_days(), lasted.num_hours(), lasted.num_minutes()) {
        (1, ..) => say!("1 dag").to_owned(),
        (n @ 2.., ..) => say!("{n} dagen", n = n),
        (_, 1, _) => say!("1 uur").to_owned(),
        (_, n @ 2.., _) => say!("{n} uur", n = n),
        (.., 1) => say!("1 minuut").to_owned(),
        (.., n @ 2..) => say!("{n} minuten", n = n),
        _ => say!("nog geen minuut").to_owned(),
    }
}

/// How long to wait, rounded up so that coming back then is never too early.
pub(super) fn at_least_a_minute(wait: TimeDelta) -> String {
    span(TimeDelta::minutes(wait.num_seconds().max(1).div_euclid(60) + 1))
}

/// For `<time datetime>`.
pub(super) fn machine(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn moments_are_told_by_the_dutch_clock() {
        let now = at("2026-11-23T23:30:00Z"); // it is Tuesday already
        let told = [
            ("2026-11-24T13:05:00Z", "vandaag 14:05"),
            ("2026-11-23T22:30:00Z", "gisteren 23:30"),
            ("2026-11-25T08:00:00Z", "morgen 09:00"),
            ("2026-07-01T08:00:00Z", "wo 1 jul 10:00"),
            ("2027-01-04T08:00:00Z", "ma 4 jan 2027 09:00"),
        ];
        for (instant, words) in told {
            assert_eq!(moment(at(instant), now), words);
        }
    }

    #[test]
    fn a_span_has_one_measure() {
        let told = [(30, "nog geen minuut"), (60, "1 minuut"), (7_260, "2 uur"), (90_000, "1 dag")];
        for (secs, words) in told {
            assert_eq!(span(TimeDelta::seconds(secs)), words);
        }
    }
}
