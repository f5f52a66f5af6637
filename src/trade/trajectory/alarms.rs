//! The days on which a klantmanager should look at somebody's trajectory.
//!
//! Promises that an alarm whose day has come is in the answer on every later day too: whoever raises
//! them remembers which were raised. Of one family only the newest asks for work.

use chrono::{Days, Months, NaiveDate};

use super::rules::{What, value};
use super::{Facts, clock};
use crate::trade::person::{Leerroute, words};

/// What kind of alarm; of one kind a newer one takes the place of an older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The end of the term comes near.
    Term,
    /// The weeks for the PIP run out.
    Intake,
    /// The language course has not begun.
    Start,
    /// Language and work are not side by side.
    Dual,
    /// No last exam is booked.
    Exam,
}

words!(Family {
    Term = "termijn",
    Intake = "pip",
    Start = "start",
    Dual = "duaal",
    Exam = "examen",
});

/// Months before the end of the term at which somebody looks. Source: domain reference, section 2.
const TERM_MONTHS: [u32; 5] = [18, 12, 9, 6, 3];
/// Weeks before the end of the intake at which somebody looks.
const INTAKE_WEEKS: [u32; 3] = [4, 2, 0];

/// Something to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// What kind.
    pub family: Family,
    /// How far: months or weeks, by its family.
    pub mark: u32,
    /// The day that it counts to, or from: another such day has alarms of its own.
    pub about: NaiveDate,
    /// Its day.
    pub due_on: NaiveDate,
    /// The newest of its family so far: the others were overtaken.
    pub is_newest: bool,
}

impl Alarm {
    /// A code for the database and for tasks: `termijn-18`.
    pub fn code(&self) -> String {
        format!("{}-{}", self.family, self.mark)
    }
}

/// Every alarm whose day has come by `today`, by family and day. Nobody who is done has any, and what has
/// passed for good (the PIP is there, the course began) has none either.
pub fn due(facts: &Facts, today: NaiveDate) -> Vec<Alarm> {
    if facts.finished_on.is_some() {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut add = |family, mark, about, due_on: Option<NaiveDate>| {
        if let Some(due_on) = due_on.filter(|on| *on <= today) {
            all.push(Alarm { family, mark, about, due_on, is_newest: false });
        }
    };
    let clock = clock(facts, today);
    if let Some(intake) = clock.intake.filter(|_| facts.pip_on.is_none()) {
        for weeks in INTAKE_WEEKS {
            let on = intake.until.checked_sub_days(Days::new(u64::from(weeks) * 7));
            add(Family::Intake, weeks, intake.until, on);
        }
    }
    if let (Some(term), Some(pip_on)) = (clock.term, facts.pip_on) {
        for months in TERM_MONTHS {
            let on = term.until.checked_sub_months(Months::new(months));
            add(Family::Term, months, term.until, on);
        }
        let gaps =
            [(Family::Start, facts.course_started_on), (Family::Dual, facts.dual_track_since)];
        for (family, _) in gaps.into_iter().filter(|(_, begun_on)| begun_on.is_none()) {
            for what in [What::GapLongMonths, What::GapTooLongMonths] {
                let Some(months) = value(what, today) else { continue };
                add(family, months, pip_on, pip_on.checked_add_months(Months::new(months)));
            }
        }
        let has_exams = matches!(facts.leerroute, Some(Leerroute::B1 | Leerroute::Onderwijs));
        if has_exams && facts.last_exam_on.is_none() {
            let weeks = value(What::ExamBookedWeeks, today).unwrap_or_default();
            let on = term.until.checked_sub_days(Days::new(u64::from(weeks) * 7));
            add(Family::Exam, weeks, term.until, on);
        }
    }
    all.sort_by_key(|alarm| (alarm.family, alarm.due_on, std::cmp::Reverse(alarm.mark)));
    let families: Vec<Family> = all.iter().map(|alarm| alarm.family).collect();
    for (i, alarm) in all.iter_mut().enumerate() {
        alarm.is_newest = families.get(i + 1) != Some(&alarm.family);
    }
    all
}
