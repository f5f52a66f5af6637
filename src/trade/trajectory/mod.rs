//! The trajectory clock of one inburgeraar under the Wet inburgering 2021: which terms run, what has to
//! be done within them, and when somebody must look at it.
//!
//! Days are calendar days in the Netherlands; what the law asks stands as dated data in [`rules`]. Promises
//! that the clock never says that a duty is met: a colleague decides, with a reason (whether work counts
//! for the MAP is judged differently from town to town). Knows no sanctions and says nothing about them.

use chrono::{Days, Months, NaiveDate};

use super::person::{GroupKind, Leerroute, words};

mod alarms;
pub mod rules;
#[cfg(test)]
mod tests;

pub use alarms::{Alarm, Family, due};
use rules::{What, value};

/// What is known of somebody's trajectory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Which part of the law.
    pub group: GroupKind,
    /// The route, once the PIP names one.
    pub leerroute: Option<Leerroute>,
    /// DUO told the municipality.
    pub duo_notice_on: Option<NaiveDate>,
    /// Registered in the municipality (BRP).
    pub brp_on: Option<NaiveDate>,
    /// What others had to send for the PIP came in.
    pub late_facts_on: Option<NaiveDate>,
    /// The date of the first PIP.
    pub pip_on: Option<NaiveDate>,
    /// First lesson of the language course.
    pub course_started_on: Option<NaiveDate>,
    /// Language and work, or volunteering, side by side.
    pub dual_track_since: Option<NaiveDate>,
    /// Waits for a medical assessment.
    pub medical_waiting_since: Option<NaiveDate>,
    /// Was assessed.
    pub medical_waiting_until: Option<NaiveDate>,
    /// The last exam is booked for that day.
    pub last_exam_on: Option<NaiveDate>,
    /// The duty is met, or lifted.
    pub finished_on: Option<NaiveDate>,
    /// Extra time that DUO granted.
    pub extensions: Vec<Extension>,
}

impl Facts {
    /// Of somebody of whom nothing else is known.
    pub fn of(group: GroupKind) -> Self {
        Self {
            group,
            leerroute: None,
            duo_notice_on: None,
            brp_on: None,
            late_facts_on: None,
            pip_on: None,
            course_started_on: None,
            dual_track_since: None,
            medical_waiting_since: None,
            medical_waiting_until: None,
            last_exam_on: None,
            finished_on: None,
            extensions: Vec::new(),
        }
    }
}

/// Extra time that DUO granted; once per ground and period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// How much.
    pub weeks: u32,
    /// A code, such as `alfabetisering`; never a diagnosis.
    pub ground: String,
    /// The date of DUO's decision.
    pub granted_on: NaiveDate,
}

/// How somebody's clock stands on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The weeks in which the municipality makes the PIP; None: no start is known.
    pub intake: Option<Intake>,
    /// The term in which the duty is met; None: there is no PIP yet.
    pub term: Option<Term>,
    /// What has to be done within the term.
    pub parts: Vec<Duty>,
    /// How long the language course took, or takes, to begin.
    pub start_gap: Option<Gap>,
    /// How long it took, or takes, until language and work go side by side.
    pub dual_track: Option<Gap>,
    /// Whole weeks of waiting for a medical assessment so far. The term goes on meanwhile.
    pub medical_weeks: Option<i64>,
    /// The last day on which a last exam still gives its result in time; None: no exams, or no term.
    pub last_exam_by: Option<NaiveDate>,
    /// The last day on which that exam can still be booked, as exams are booked now.
    pub book_exam_by: Option<NaiveDate>,
}

/// The weeks in which the municipality makes the PIP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intake {
    /// From when is counted: DUO's notice, or the registration where that came later.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Days left; negative when it has passed. None: the PIP is there.
    pub days_left: Option<i64>,
    /// The PIP came after the last day.
    pub was_late: bool,
}

/// The term in which the duty is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The day after the date of the first PIP.
    pub from: NaiveDate,
    /// The last day, extra time included.
    pub until: NaiveDate,
    /// The last day without extra time.
    pub until_without_extension: NaiveDate,
    /// Weeks of extra time.
    pub extension_weeks: u32,
    /// Days left; negative when it is over.
    pub days_left: i64,
}

impl Term {
    /// How much of the term has passed, in hundredths, from 0 to 100.
    pub fn percent_at(&self, day: NaiveDate) -> u32 {
        let whole = (self.until - self.from).num_days().max(1);
        let passed = (day - self.from).num_days().clamp(0, whole);
        u32::try_from(passed * 100 / whole).unwrap_or(100)
    }
}

/// A gap that should not last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Whole months from the PIP until it began, or until now.
    pub months: u32,
    /// It has begun.
    pub is_over: bool,
    /// How long it lasts.
    pub level: Level,
}

/// How worrying a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// In order.
    Calm,
    /// Longer than it should be.
    Long,
    /// Much longer.
    TooLong,
}

words!(Level { Calm = "rustig", Long = "lang", TooLong = "te-lang" });

/// Something that has to be done within the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What.
    pub part: Part,
    /// At least so many hours; None: no number in the law.
    pub hours: Option<u32>,
    /// Which rule says so.
    pub source: &'static str,
}

/// A part of the duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Participatieverklaringstraject, the signing included.
    Pvt,
    /// Module Arbeidsmarkt en Participatie: the practice in a place where Dutch is spoken.
    Map,
    /// Lessons of the Z-route, KNM included.
    ZLessons,
    /// Participation of the Z-route: asielstatushouders only.
    ZParticipation,
    /// The talk at the end of the MAP or the Z-route.
    Eindgesprek,
    /// The exams of the B1-route.
    Exams,
    /// The taalschakeltraject of the onderwijsroute.
    Taalschakel,
}

words!(Part {
    Pvt = "pvt",
    Map = "map",
    ZLessons = "z-lessen",
    ZParticipation = "z-participatie",
    Eindgesprek = "eindgesprek",
    Exams = "examens",
    Taalschakel = "taalschakeltraject",
});

/// The clock of somebody on a day.
pub fn clock(facts: &Facts, today: NaiveDate) -> Standing {
    let term = term(facts, today);
    let exams = facts.leerroute != Some(Leerroute::Z);
    let last_exam_by = term.filter(|_| exams).and_then(|term| {
        let weeks = value(What::ExamResultWeeks, today)?;
        term.until.checked_sub_days(Days::new(u64::from(weeks) * 7))
    });
    let book_exam_by = last_exam_by.and_then(|last| {
        let weeks = value(What::ExamSlotWeeks, today)?;
        last.checked_sub_days(Days::new(u64::from(weeks) * 7))
    });
    Standing {
        intake: intake(facts, today),
        term,
        parts: duties(facts.group, facts.leerroute, facts.pip_on.unwrap_or(today)),
        start_gap: gap(facts, facts.course_started_on, today),
        dual_track: gap(facts, facts.dual_track_since, today),
        medical_weeks: facts.medical_waiting_since.map(|since| {
            let until = facts.medical_waiting_until.unwrap_or(today);
            (until - since).num_days().max(0) / 7
        }),
        last_exam_by,
        book_exam_by,
    }
}

/// The term: from the day after the first PIP, so many years, and the weeks that DUO added.
fn term(facts: &Facts, today: NaiveDate) -> Option<Term> {
    let pip_on = facts.pip_on?;
    let years = value(What::TermYears, pip_on)?;
    let from = pip_on.checked_add_days(Days::new(1))?;
    // three years that begin the day after the PIP end on the date of the PIP
    let plain = pip_on.checked_add_months(Months::new(years * 12))?;
    let extension_weeks = facts.extensions.iter().map(|extension| extension.weeks).sum();
    let until = plain.checked_add_days(Days::new(u64::from(extension_weeks) * 7))?;
    let days_left = (until - today).num_days();
    Some(Term { from, until, until_without_extension: plain, extension_weeks, days_left })
}

/// The weeks of the intake. What others send late may add two weeks after it came in, and never more
/// than two weeks to the whole.
fn intake(facts: &Facts, today: NaiveDate) -> Option<Intake> {
    let from = facts.duo_notice_on.max(facts.brp_on)?;
    let weeks = |count: u32| Days::new(u64::from(count) * 7);
    let plain = from.checked_add_days(weeks(value(What::IntakeWeeks, from)?))?;
    let extra = weeks(value(What::IntakeExtraWeeks, from)?);
    let until = match facts.late_facts_on.filter(|on| *on > from) {
        Some(on) => on.checked_add_days(extra)?.clamp(plain, plain.checked_add_days(extra)?),
        None => plain,
    };
    let days_left = facts.pip_on.is_none().then(|| (until - today).num_days());
    Some(Intake { from, until, days_left, was_late: facts.pip_on.is_some_and(|pip| pip > until) })
}

fn gap(facts: &Facts, begun_on: Option<NaiveDate>, today: NaiveDate) -> Option<Gap> {
    let since = facts.pip_on.filter(|on| *on <= today)?;
    if facts.finished_on.is_some() && begun_on.is_none() {
        return None;
    }
    let months = whole_months(since, begun_on.unwrap_or(today));
    let level = match months {
        _ if begun_on.is_some() => Level::Calm,
        m if m >= value(What::GapTooLongMonths, today)? => Level::TooLong,
        m if m >= value(What::GapLongMonths, today)? => Level::Long,
        _ => Level::Calm,
    };
    Some(Gap { months, is_over: begun_on.is_some(), level })
}

/// What has to be done, by group and route, as the law was on a day. Without a route only what everybody
/// has to do: the PIP still has to choose.
pub fn duties(group: GroupKind, route: Option<Leerroute>, on: NaiveDate) -> Vec<Duty> {
    let duty = |part, what: Option<What>, source| Duty {
        part,
        hours: what.and_then(|what| value(what, on)),
        source,
    };
    let of = |part, what: What| duty(part, Some(what), rules::source(what, on).unwrap_or_default());
    let mut duties = vec![of(Part::Pvt, What::PvtHours)];
    match route {
        None => {}
        Some(Leerroute::B1) => {
            duties.push(of(Part::Map, What::MapHours));
            duties.push(duty(Part::Exams, None, rules::ROUTES));
        }
        // the one route without a MAP
        Some(Leerroute::Onderwijs) => duties.push(duty(Part::Taalschakel, None, rules::ROUTES)),
        Some(Leerroute::Z) => {
            duties.push(of(Part::Map, What::MapHours));
            duties.push(of(Part::ZLessons, What::ZLessonHours));
            if group == GroupKind::Asiel {
                duties.push(of(Part::ZParticipation, What::ZParticipationHours));
            }
            duties.push(duty(Part::Eindgesprek, None, rules::ROUTES));
        }
    }
    duties
}

/// Whole months from one day to another; 0 when it lies before.
fn whole_months(from: NaiveDate, to: NaiveDate) -> u32 {
    to.years_since(from).map_or(0, |years| {
        let mut months = years * 12;
        while from.checked_add_months(Months::new(months + 1)).is_some_and(|next| next <= to) {
            months += 1;
        }
        months
    })
}
