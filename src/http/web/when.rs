//! Moments in Dutch words for colleagues, in Europe/Amsterdam.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Europe::Amsterdam;

const DAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// `di 24 nov`, with the year where it is not this year's.
pub(super) fn day(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let on = |at: DateTime<Utc>| at.with_timezone(&Amsterdam).date_naive();
    date(on(at), on(now))
}

/// `di 24 nov`, of a day on the calendar.
pub(super) fn date(day: NaiveDate, today: NaiveDate) -> String {
    let (weekday, month) =
        (DAYS[day.weekday().num_days_from_monday() as usize], MONTHS[day.month0() as usize]);
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
    format!("{} t/m {}", date(first, today), date(last, today))
}

/// `di 24 nov 14:05`; `vandaag`, `gisteren` and `morgen` where that is it.
pub(super) fn moment(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Amsterdam);
    let apart = (local.date_naive() - now.with_timezone(&Amsterdam).date_naive()).num_days();
    let date = match apart {
        -1 => "gisteren".to_owned(),
        0 => "vandaag".to_owned(),
        1 => "morgen".to_owned(),
        _ => day(at, now),
    };
    format!("{date} {:02}:{:02}", local.hour(), local.minute())
}

/// `di 24 nov 14:05`: of a clock that is not ours, so never `vandaag`.
pub(super) fn full(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Amsterdam);
    format!("{} {:02}:{:02}", day(at, at), local.hour(), local.minute())
}

/// How long something lasted, in one measure, rounded down: `3 dagen`, `2 uur`, `1 minuut`.
pub(super) fn span(lasted: TimeDelta) -> String {
    let count = |n: i64, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    match lasted {
        d if d >= TimeDelta::days(1) => count(d.num_days(), "dag", "dagen"),
        d if d >= TimeDelta::hours(1) => count(d.num_hours(), "uur", "uur"),
        d if d >= TimeDelta::minutes(1) => count(d.num_minutes(), "minuut", "minuten"),
        _ => "nog geen minuut".to_owned(),
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
