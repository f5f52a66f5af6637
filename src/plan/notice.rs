//! When a colleague gets mail that work waits. Inburgeraars never get mail from here.
//!
//! Promises at most one mail an hour, in working hours; words of danger go at once, whatever the hour.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::local_time::local;
use super::working_days::is_working_day;

/// Mails to one colleague are this far apart.
const APART: TimeDelta = TimeDelta::hours(1);
/// First and last minute of a working day, in the Netherlands.
const WORKING_HOURS: (NaiveTime, NaiveTime) = (time(8, 30), time(17, 30));

const fn time(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// What a colleague was not told of yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Open tasks, newer than the last mail, and tasks of other colleagues behind which somebody waits.
    pub tasks: i64,
    /// Of these, words of danger.
    pub urgent: i64,
    /// When the last mail was made.
    pub last_at: Option<DateTime<Utc>>,
}

/// Does a mail go at `now`, civil?
pub fn goes(waiting: Waiting, now: DateTime<Utc>) -> bool {
    if waiting.urgent > 0 {
        return true;
    }
    let wall = local(now);
    let (from, until) = WORKING_HOURS;
    waiting.tasks > 0
        && is_working_day(wall.date())
        && (from..until).contains(&wall.time())
        && waiting.last_at.is_none_or(|last| now - last >= APART)
}

/// Subject and words of the mail about so many tasks, of which so many are urgent, and about so many of other colleagues
/// behind which somebody waits. `home` is where the pages are, without a slash at the end.
pub fn words((tasks, urgent, waits): (i64, i64, i64), home: Option<&str>) -> (String, String) {
    let subject = match (urgent, tasks) {
        (1.., _) => "Wegwijzer: kijk nu, er is een dringende taak".to_owned(),
        (_, 0) => "Wegwijzer: iemand wacht op een collega".to_owned(),
        (_, 1) => "Wegwijzer: 1 taak wacht op u".to_owned(),
        (_, tasks) => format!("Wegwijzer: {tasks} taken wachten op u"),
    };
    let what = match tasks {
        0 => String::new(),
        1 => "Er is 1 nieuwe taak voor u in Wegwijzer.".to_owned(),
        tasks => format!("Er zijn {tasks} nieuwe taken voor u in Wegwijzer."),
    };
    let what = if urgent > 0 { format!("{what} Een daarvan kan niet wachten.") } else { what };
    let others = match waits {
        0 => String::new(),
        1 => "Er wacht iemand op een collega die nog niet keek.".to_owned(),
        waits => format!("Op {waits} plaatsen wacht iemand op een collega die nog niet keek."),
    };
    let what = format!("{what} {others}").trim().to_owned();
    let place = home.map(|home| format!("\n\nBekijk ze hier: {home}/")).unwrap_or_default();
    let body = format!(
        "{what}{place}\n\nIn deze mail staan geen namen. U krijgt hooguit 1 mail per uur, op werkdagen van \
         8.30 tot 17.30 uur. Alleen wat niet kan wachten, komt meteen.\n"
    );
    (subject, body)
}

#[cfg(test)]
mod tests {
    use super::super::local_time::testing::at;
    use super::*;

    #[test]
    fn mail_goes_in_working_hours_an_hour_apart_and_danger_at_once() {
        // now, tasks, urgent, minutes since the last mail, goes?
        let table = [
            ("2026-11-26 10:00", 1, 0, None, true),
            ("2026-11-26 10:00", 0, 0, None, false),
            ("2026-11-26 10:00", 3, 0, Some(59), false),
            ("2026-11-26 10:00", 3, 0, Some(60), true),
            ("2026-11-26 08:29", 1, 0, None, false),
            ("2026-11-26 08:30", 1, 0, None, true),
            ("2026-11-26 17:30", 1, 0, None, false),
            ("2026-11-28 10:00", 1, 0, None, false), // Saturday
            ("2026-12-25 10:00", 1, 0, None, false), // Christmas
            ("2026-11-29 03:00", 1, 1, Some(1), true),
        ];
        for (now, tasks, urgent, since, expected) in table {
            let now = at(now);
            let last_at = since.map(|minutes| now - TimeDelta::minutes(minutes));
            assert_eq!(goes(Waiting { tasks, urgent, last_at }, now), expected, "{now} {tasks}");
        }
    }

    #[test]
    fn the_words_count_and_name_nobody() {
        let (subject, body) = words((2, 0, 0), Some("https://wegwijzer.example"));
        assert_eq!(subject, "Wegwijzer: 2 taken wachten op u");
        assert!(body.contains("https://wegwijzer.example/") && body.contains("2 nieuwe taken"));
        let (subject, body) = words((1, 1, 0), None);
        assert!(subject.contains("dringende") && body.contains("kan niet wachten"));
        let (subject, body) = words((0, 0, 2), None);
        assert_eq!(subject, "Wegwijzer: iemand wacht op een collega");
        assert!(body.starts_with("Op 2 plaatsen wacht iemand"), "{body}");
    }
}
