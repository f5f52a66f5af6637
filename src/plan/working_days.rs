//! Which days the office is closed.
//!
//! The holidays of the Algemene termijnenwet, art. 3, with Easter computed. Working days are for
//! promises of the office only: legal terms run in calendar time. Days named by decree (so far the
//! Friday after Ascension) and a municipality's own closing days are not known here.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Is this a day on which the law lets the office be closed?
///
/// Good Friday is treated alike (art. 3, second paragraph). Easter Sunday and Whit Sunday are not
/// in the law, being Sundays, but are a holiday to anyone. King's Day is 26 April if the 27th is a
/// Sunday.
pub fn is_holiday(day: NaiveDate) -> bool {
    is_fixed_holiday(day) || is_kings_day(day) || is_easter_bound_holiday(day)
}

/// Is the office open? Not on Saturdays, Sundays and holidays.
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// The working day that comes `count` working days after `day`. With 0: `day` itself, or the first
/// working day after it.
pub fn add_working_days(day: NaiveDate, count: u32) -> NaiveDate {
    let mut reached = day;
    let mut left = count;
    while left > 0 || !is_working_day(reached) {
        reached = reached + Days::new(1);
        if is_working_day(reached) {
            left = left.saturating_sub(1);
        }
    }
    reached
}

fn is_fixed_holiday(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (1, 1) | (5, 5) | (12, 25) | (12, 26))
}

fn is_kings_day(day: NaiveDate) -> bool {
    match (day.month(), day.day()) {
        (4, 27) => day.weekday() != Weekday::Sun,
        (4, 26) => day.weekday() == Weekday::Sat,
        _ => false,
    }
}

fn is_easter_bound_holiday(day: NaiveDate) -> bool {
    const GOOD_FRIDAY: i64 = -2;
    const EASTER: i64 = 0;
    const EASTER_MONDAY: i64 = 1;
    const ASCENSION: i64 = 39;
    const WHIT_SUNDAY: i64 = 49;
    const WHIT_MONDAY: i64 = 50;
    let holidays = [GOOD_FRIDAY, EASTER, EASTER_MONDAY, ASCENSION, WHIT_SUNDAY, WHIT_MONDAY];
    easter(day.year()).is_some_and(|easter| holidays.contains(&(day - easter).num_days()))
}

/// Easter Sunday in the Gregorian calendar, by the "anonymous" algorithm (Nature, 20 April 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = century - (century + 8) / 25 + 1;
    let epact = (19 * golden + century - century / 4 - correction / 3 + 15).rem_euclid(30);
    let to_sunday =
        (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(days / 31).ok()?,
        u32::try_from(days % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn easter_and_the_days_that_hang_on_it_fall_where_the_calendars_say() {
        // Easter Sunday, Ascension Day, Whit Monday as printed in Dutch calendars
        let table = [
            ("2024-03-31", "2024-05-09", "2024-05-20"),
            ("2025-04-20", "2025-05-29", "2025-06-09"),
            ("2026-04-05", "2026-05-14", "2026-05-25"),
            ("2027-03-28", "2027-05-06", "2027-05-17"),
            ("2028-04-16", "2028-05-25", "2028-06-05"),
            ("2029-04-01", "2029-05-10", "2029-05-21"),
            ("2030-04-21", "2030-05-30", "2030-06-10"),
        ];
        for (sunday, ascension, whit_monday) in table {
            let sunday = day(sunday);
            assert_eq!(easter(sunday.year()), Some(sunday));
            assert!(is_holiday(sunday - Days::new(2)), "Good Friday before {sunday}");
            assert!(!is_holiday(sunday - Days::new(1)), "Saturday before {sunday}");
            assert!(is_holiday(sunday + Days::new(1)), "Easter Monday after {sunday}");
            assert!(is_holiday(day(ascension)), "{ascension}");
            assert!(!is_holiday(day(ascension) + Days::new(1)), "only by decree: {ascension} + 1");
            assert!(is_holiday(day(whit_monday)), "{whit_monday}");
        }
    }

    #[test]
    fn every_year_has_its_fixed_days_and_one_kings_day() {
        for year in 2024..=2030 {
            for fixed in ["01-01", "05-05", "12-25", "12-26"] {
                assert!(is_holiday(day(&format!("{year}-{fixed}"))), "{year}-{fixed}");
            }
        }
        let kings_days = [
            "2024-04-27",
            "2025-04-26",
            "2026-04-27",
            "2027-04-27",
            "2028-04-27",
            "2029-04-27",
            "2030-04-27",
            "2031-04-26",
        ];
        for kings_day in kings_days.map(day) {
            assert!(is_holiday(kings_day), "{kings_day}");
            let other = if kings_day.day() == 27 { 26 } else { 27 };
            assert!(!is_holiday(kings_day.with_day(other).expect("in April")), "{kings_day}");
        }
        assert!(!is_holiday(day("2026-04-30")), "Queen's Day has been gone since 2014");
    }

    /// Another program's calendar: see the head of the file.
    const REFERENCE: &str = include_str!("working_days_reference.txt");

    #[test]
    fn every_day_from_2024_to_2040_is_a_holiday_here_as_it_is_to_python_holidays() {
        let mut theirs = std::collections::BTreeSet::new();
        for line in REFERENCE.lines().filter(|line| !line.starts_with('#')) {
            let (year, days) = line.split_once(' ').expect("a year and its days");
            theirs.extend(days.split(' ').map(|rest| day(&format!("{year}-{rest}"))));
        }
        let mut at = day("2024-01-01");
        while at < day("2041-01-01") {
            assert_eq!(is_holiday(at), theirs.contains(&at), "{at}");
            at = at + Days::new(1);
        }
        assert_eq!(theirs.len(), 17 * 11);
    }

    #[test]
    fn working_days_step_over_weekends_and_holidays() {
        // from, working days, reached
        let table = [
            ("2026-11-02", 0, "2026-11-02"),
            ("2026-11-07", 0, "2026-11-09"),
            ("2026-11-06", 1, "2026-11-09"),
            ("2026-11-07", 1, "2026-11-09"),
            ("2026-11-02", 10, "2026-11-16"),
            ("2026-04-02", 1, "2026-04-07"), // over Good Friday and Easter Monday
            ("2026-12-24", 1, "2026-12-28"),
            ("2027-05-04", 1, "2027-05-07"), // over 5 May and Ascension Day
            ("2027-05-04", 2, "2027-05-10"),
        ];
        for (from, count, reached) in table {
            assert_eq!(add_working_days(day(from), count), day(reached), "{from} + {count}");
        }
    }
}
