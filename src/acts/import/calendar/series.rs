//! The rule of a series, written out in days. Source: RFC 5545, section 3.3.10.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

use super::{Zone, written};

/// Sessions of one series, at most.
const LONGEST_SERIES: usize = 200;

/// The rules that we write out.
pub(super) struct Rule {
    weekly: bool,
    interval: u64,
    count: Option<usize>,
    until: Option<NaiveDateTime>,
    weekdays: Vec<Weekday>,
}

impl Rule {
    /// None when it is none of ours.
    pub(super) fn read(text: &str, zone: Zone, start: NaiveDateTime) -> Option<Self> {
        let mut rule =
            Self { weekly: true, interval: 1, count: None, until: None, weekdays: Vec::new() };
        let mut frequency = None;
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => frequency = Some(value.to_ascii_uppercase()),
                "INTERVAL" => {
                    rule.interval = value.parse().ok().filter(|n| (1..=52).contains(n))?
                }
                "COUNT" => rule.count = Some(value.parse().ok().filter(|n| *n > 0)?),
                "UNTIL" => rule.until = Some(until(value, zone)?),
                "BYDAY" => rule.weekdays = value.split(',').map(weekday).collect::<Option<_>>()?,
                // which day a week begins on matters only for every second week of several days
                "WKST" => {}
                _ => return None,
            }
        }
        match frequency?.as_str() {
            "WEEKLY" => {}
            "DAILY" if rule.weekdays.is_empty() => rule.weekly = false,
            _ => return None,
        }
        if rule.weekdays.is_empty() {
            rule.weekdays.push(start.weekday());
        }
        // a series that never ends is no series of lessons
        (rule.count.is_some() || rule.until.is_some()).then_some(rule)
    }

    /// The days on the wall clock of `start`; None when there are too many, or none.
    pub(super) fn days(&self, start: NaiveDateTime) -> Option<Vec<NaiveDateTime>> {
        let monday = start
            .date()
            .checked_sub_days(Days::new(u64::from(start.weekday().num_days_from_monday())))?;
        let mut all = Vec::new();
        for n in 0..LONGEST_SERIES as u64 + 1 {
            let mut some: Vec<NaiveDate> = if self.weekly {
                let week = monday.checked_add_days(Days::new(n * self.interval * 7))?;
                let day = |of: &Weekday| {
                    week.checked_add_days(Days::new(u64::from(of.num_days_from_monday())))
                };
                self.weekdays.iter().filter_map(day).collect()
            } else {
                vec![start.date().checked_add_days(Days::new(n * self.interval))?]
            };
            some.sort_unstable();
            for day in some {
                let at = day.and_time(start.time());
                let is_over = self.until.is_some_and(|until| at > until);
                if is_over || self.count == Some(all.len()) {
                    return (!all.is_empty()).then_some(all);
                }
                if at >= start {
                    all.push(at);
                }
            }
            if all.len() > LONGEST_SERIES {
                return None;
            }
        }
        None
    }
}

/// The end of a series on the wall clock of its start; a day alone counts whole.
fn until(text: &str, zone: Zone) -> Option<NaiveDateTime> {
    if let Ok(day) = NaiveDate::parse_from_str(text.trim(), "%Y%m%d") {
        return day.and_hms_opt(23, 59, 59);
    }
    let (wall, is_utc) = written(text)?;
    match zone {
        Zone::Named(zone) if is_utc => Some(wall.and_utc().with_timezone(&zone).naive_local()),
        _ => Some(wall),
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim().to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}
