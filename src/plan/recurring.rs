//! When a recurring job runs next, on the wall clock of the Netherlands.
//!
//! Promises that a job at a fixed hour runs once on every day it names: at the first valid moment
//! after the gap in spring, at the first occurrence in autumn. A job of every hour follows real
//! hours instead: none in the gap, both in the fold. (The `cron` crate alone skips a 02:30 job in
//! spring and runs it twice in autumn.) Knows nothing of quiet hours and of runs that were missed.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use cron::{Schedule, TimeUnitSpec};

use super::local_time::{local, local_date, occurrences, resolve};

/// Why a text is no schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CronError {
    /// Other than six fields.
    #[error(
        "a schedule has six fields (second minute hour day month weekday), `{cron}` has {fields}"
    )]
    Fields {
        /// The text.
        cron: String,
        /// How many it has.
        fields: usize,
    },
    /// Numbered weekdays: Sunday is 1 to one program and 0 or 7 to the next.
    #[error("`{0}` numbers its weekdays: write Mon, Tue, Wed, Thu, Fri, Sat or Sun")]
    NumberedWeekday(String),
    /// A field that cannot be read.
    #[error("`{0}` is no schedule: write for example `0 30 9 * * Mon` for Mondays at 9:30")]
    Unreadable(String),
}

/// The first run strictly after `after`; None if there will never be one.
///
/// `cron` has six fields: second, minute, hour, day, month, weekday. A run needs both its day and
/// its weekday to match.
///
/// ```
/// use wegwijzer::plan::recurring::next_run;
/// let after = "2026-11-02T12:00:00Z".parse().unwrap();
/// let next = next_run("0 0 11 * * Tue", after).unwrap().unwrap();
/// assert_eq!(next.to_rfc3339(), "2026-11-03T10:00:00+00:00");
/// ```
pub fn next_run(cron: &str, after: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, CronError> {
    let schedule = parse(cron)?;
    // The crate sees wall time dressed up as UTC, where no hour is missing or double. It begins an
    // hour early: in the fold the wall clock of `after` may be ahead of runs still to come.
    let from = (local(after) - TimeDelta::hours(1)).and_utc();
    let mut walls = schedule.after(&from).map(|wall| wall.naive_utc());
    if !schedule.hours().is_all() {
        return Ok(walls.map(|wall| resolve(wall, None)).find(|at| *at > after));
    }
    let mut next: Option<DateTime<Utc>> = None;
    for wall in &mut walls {
        let mut is_settled = false;
        for (nth, at) in occurrences(wall).enumerate().filter(|(_, at)| *at > after) {
            next = Some(next.map_or(at, |next| next.min(at)));
            // first occurrences follow each other in time, so nothing sooner can come any more
            is_settled |= nth == 0;
        }
        if is_settled {
            break;
        }
    }
    Ok(next)
}

/// Is this the week of somebody who gets something every `every_weeks` weeks?
///
/// Weeks are counted from the person's own start, `anchor`, so that not everybody is asked in the
/// same week. The first is `every_weeks` weeks after it. For jobs that run once a week.
pub fn due_week(every_weeks: u32, anchor: NaiveDate, at: DateTime<Utc>) -> bool {
    let weeks = (local_date(at) - anchor).num_days().div_euclid(7);
    weeks > 0 && weeks % i64::from(every_weeks.max(1)) == 0
}

fn parse(cron: &str) -> Result<Schedule, CronError> {
    let fields: Vec<&str> = cron.split_whitespace().collect();
    let [.., weekday] = fields[..] else {
        return Err(CronError::Fields { cron: cron.to_owned(), fields: 0 });
    };
    if fields.len() != 6 {
        return Err(CronError::Fields { cron: cron.to_owned(), fields: fields.len() });
    }
    if weekday.contains(|c: char| c.is_ascii_digit()) {
        return Err(CronError::NumberedWeekday(cron.to_owned()));
    }
    Schedule::from_str(&fields.join(" ")).map_err(|_| CronError::Unreadable(cron.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::local_time::testing::{at, shown, utc};
    use super::super::quiet_hours::tests::any_moment;
    use super::*;
    use proptest::prelude::*;

    fn runs(cron: &str, after: DateTime<Utc>, count: usize) -> Vec<DateTime<Utc>> {
        let next = |after: &DateTime<Utc>| next_run(cron, *after).expect(cron);
        std::iter::successors(next(&after), next).take(count).collect()
    }

    #[test]
    fn a_job_at_half_past_two_runs_once_on_both_switches() {
        let spring = runs("0 30 2 * * *", at("2027-03-26 12:00"), 3);
        assert_eq!(
            spring.map_shown(),
            ["2027-03-27 02:30", "2027-03-28 03:00", "2027-03-29 02:30"]
        );
        let autumn = runs("0 30 2 * * *", at("2026-10-23 12:00"), 3);
        assert_eq!(
            autumn,
            [utc("2026-10-24 00:30"), utc("2026-10-25 00:30"), utc("2026-10-26 01:30")]
        );
        // asked between both half past twos
        assert_eq!(runs("0 30 2 * * *", utc("2026-10-25 01:10"), 1), [utc("2026-10-26 01:30")]);
    }

    #[test]
    fn several_runs_inside_the_gap_become_one() {
        let spring = runs("0 */15 2,3 * * *", at("2027-03-28 01:00"), 3);
        assert_eq!(
            spring.map_shown(),
            ["2027-03-28 03:00", "2027-03-28 03:15", "2027-03-28 03:30"]
        );
    }

    #[test]
    fn a_job_of_every_hour_follows_real_hours() {
        for (from, wall) in [("2026-10-25 01:10", "autumn"), ("2027-03-28 00:10", "spring")] {
            let found = runs("0 30 * * * *", at(from), 6);
            let steady = found.windows(2).all(|w| w[1] - w[0] == TimeDelta::hours(1));
            assert!(steady, "{wall}: {found:?}");
        }
        let minutes = runs("0 * * * * *", utc("2026-10-25 00:58"), 3);
        assert_eq!(
            minutes,
            [utc("2026-10-25 00:59"), utc("2026-10-25 01:00"), utc("2026-10-25 01:01")]
        );
        // the weekday is that of the wall clock: Monday begins at 23:00 UTC
        assert_eq!(runs("0 0 * * * Mon", at("2026-10-24 12:00"), 1), [utc("2026-10-25 23:00")]);
    }

    #[test]
    fn a_weekly_job_keeps_its_local_time_over_the_switch() {
        let weeks = runs("0 0 11 * * Tue", at("2026-10-19 12:00"), 2);
        assert_eq!(weeks, [utc("2026-10-20 09:00"), utc("2026-10-27 10:00")]);
    }

    #[test]
    fn what_is_no_schedule_says_why() {
        let wrong =
            |cron: &str| next_run(cron, at("2026-11-02 12:00")).expect_err(cron).to_string();
        assert!(wrong("").contains("has 0"));
        assert!(wrong("0 11 * * Tue").contains("has 5"));
        assert!(wrong("@daily").contains("six fields"));
        assert!(wrong("0 0 11 * * 2").contains("numbers its weekdays"));
        assert!(wrong("0 0 25 * * Tue").contains("no schedule"));
        assert!(wrong("0 0 11 * * Dinsdag").contains("no schedule"));
        assert_eq!(next_run("0 0 11 30 2 *", at("2026-11-02 12:00")), Ok(None));
    }

    #[test]
    fn everybody_has_their_own_week() {
        let anchor = |text: &str| text.parse::<NaiveDate>().expect("a date");
        // anchor, day, due every four weeks
        let table = [
            ("2026-11-02", "2026-11-03 11:00", false), // the week of the start
            ("2026-11-02", "2026-11-24 11:00", false),
            ("2026-11-02", "2026-12-01 11:00", true),
            ("2026-11-02", "2026-12-08 11:00", false),
            ("2026-11-02", "2026-12-29 11:00", true),
            ("2026-11-05", "2026-12-01 11:00", false),
            ("2026-11-05", "2026-12-08 11:00", true),
            ("2026-12-31", "2026-12-01 11:00", false), // not begun
        ];
        for (start, day, due) in table {
            assert_eq!(due_week(4, anchor(start), at(day)), due, "{start} on {day}");
        }
        assert!(due_week(1, anchor("2026-11-02"), at("2026-11-10 11:00")));
        assert!(due_week(0, anchor("2026-11-02"), at("2026-11-10 11:00")), "0 is read as 1");
    }

    trait MapShown {
        fn map_shown(&self) -> Vec<String>;
    }

    impl MapShown for Vec<DateTime<Utc>> {
        fn map_shown(&self) -> Vec<String> {
            self.iter().map(|at| shown(*at)).collect()
        }
    }

    proptest! {
        #[test]
        fn a_daily_job_runs_once_on_every_calendar_day(
            after in any_moment(), hour in 0_u32..24, minute in 0_u32..60,
        ) {
            let days: Vec<_> = runs(&format!("0 {minute} {hour} * * *"), after, 5)
                .into_iter()
                .map(local_date)
                .collect();
            prop_assert!(days.windows(2).all(|w| w[1] == w[0] + chrono::Days::new(1)), "{days:?}");
        }

        #[test]
        fn any_text_is_answered(cron in "[0-9*/,?A-Za-z -]{0,24}") {
            let _ = next_run(&cron, at("2026-11-02 12:00"));
        }
    }
}
