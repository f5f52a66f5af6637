//! Figures about contact: what is counted, and the classes into which it is put.
//!
//! Counts are of no one: a figure of fewer than [`FEW`] people is never shown as it is. Every rule has its own name
//! here, so that a page, a file and a table say the same.

use std::collections::BTreeMap;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::person::words;

/// Counts below this could point at somebody. Source: the usual rule of statistical disclosure control.
pub const FEW: i64 = 5;
/// An answer within this is prompt.
pub const PROMPT: TimeDelta = TimeDelta::hours(48);
/// No answer for longer than this is silence.
pub const SILENT: TimeDelta = TimeDelta::days(5);
/// Days back that are counted again every night: answers come late.
pub const AGAIN: u64 = 14;
/// Days back that are counted at all, where nothing was counted yet.
pub const BACK: u64 = 92;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Questions that were put for the first time.
    Asked,
    /// Of those, answered within [`PROMPT`].
    Prompt,
    /// Of those, answered later.
    Late,
    /// Of those, not answered for longer than [`SILENT`].
    Silent,
    /// Who was at a session.
    Present,
    /// Who was not, and had said so.
    Excused,
    /// Who was not, and had not said so.
    NoShow,
    /// Why people cannot come: `code` is the reason; on the day of the session.
    Barrier,
    /// How soon people were first heard of after they were registered.
    FirstHeard,
    /// How soon the language course began after the PIP.
    StartGap,
    /// How soon the dual track began after the PIP.
    DualTrack,
    /// How many messages one person got in the last seven days.
    Weekly,
}

words!(Measure {
    Asked = "asked",
    Prompt = "prompt",
    Late = "late",
    Silent = "silent",
    Present = "present",
    Excused = "excused",
    NoShow = "no_show",
    Barrier = "barrier",
    FirstHeard = "first_heard",
    StartGap = "start_gap",
    DualTrack = "dual_track",
    Weekly = "weekly",
});

/// By what a count can be told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Of {
    /// `telegram`, `whatsapp`; empty where it does not matter.
    pub channel: String,
    /// Code of the language.
    pub language: String,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: String,
    /// Of which course; nil: of none.
    pub course: Uuid,
}

/// Counts, each by its measure, what it is of, and a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<(Measure, Of, String), i64>);

impl Tally {
    /// One more.
    pub fn add(&mut self, measure: Measure, of: &Of, code: &str) {
        *self.0.entry((measure, of.clone(), code.to_owned())).or_default() += 1;
    }

    /// Everything that was counted.
    pub fn into_counts(self) -> impl Iterator<Item = (Measure, Of, String, i64)> {
        self.0.into_iter().map(|((measure, of, code), count)| (measure, of, code, count))
    }
}

/// A question, as far as it is counted.
#[derive(Clone, Debug)]
pub struct Question {
    /// When it was put first.
    pub asked_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// By the person, or by a colleague who heard the answer?
    pub is_answered: bool,
}

impl Question {
    /// How it went, seen from `now`; None: nothing can be said yet, or it was no longer needed.
    pub fn outcome(&self, now: DateTime<Utc>) -> Option<Measure> {
        let lasted = self.closed_at.unwrap_or(now) - self.asked_at;
        match self.is_answered {
            true if lasted <= PROMPT => Some(Measure::Prompt),
            true => Some(Measure::Late),
            false if lasted > SILENT => Some(Measure::Silent),
            false => None,
        }
    }
}

/// Was somebody there? `said`: what they said about coming, `komt` or `komt-niet`.
pub fn presence(is_present: bool, said: Option<&str>) -> Measure {
    match (is_present, said) {
        (true, _) => Measure::Present,
        (false, Some("komt-niet")) => Measure::Excused,
        (false, _) => Measure::NoShow,
    }
}

/// A person, as far as they are counted.
#[derive(Clone, Debug)]
pub struct Person {
    /// When they were registered here.
    pub since: DateTime<Utc>,
    /// When they first answered or agreed.
    pub heard_at: Option<DateTime<Utc>>,
    /// Day of the PIP.
    pub pip_on: Option<NaiveDate>,
    /// First lesson of the language course.
    pub course_started_on: Option<NaiveDate>,
    /// Language and work side by side.
    pub dual_track_since: Option<NaiveDate>,
    /// The duty is met, or lifted.
    pub finished_on: Option<NaiveDate>,
    /// Messages of the last seven days.
    pub messages: i64,
}

/// Somebody who was registered longer ago tells nothing about how first contact goes now.
const FIRST_CONTACT_OF: TimeDelta = TimeDelta::days(365);

impl Person {
    /// In which classes this person is, seen from `today`. Who is finished is in none.
    pub fn classes(&self, today: NaiveDate, now: DateTime<Utc>) -> Vec<(Measure, &'static str)> {
        if self.finished_on.is_some_and(|on| on <= today) {
            return Vec::new();
        }
        let mut classes = vec![(Measure::Weekly, messages(self.messages))];
        if now - self.since <= FIRST_CONTACT_OF {
            classes.push((Measure::FirstHeard, first_heard(self.since, self.heard_at)));
        }
        if let Some(pip) = self.pip_on.filter(|pip| *pip <= today) {
            classes.push((Measure::StartGap, after_pip(pip, self.course_started_on, today)));
            classes.push((Measure::DualTrack, after_pip(pip, self.dual_track_since, today)));
        }
        classes
    }
}

fn messages(count: i64) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        _ => "4+",
    }
}

fn first_heard(since: DateTime<Utc>, heard_at: Option<DateTime<Utc>>) -> &'static str {
    match heard_at.map(|at| at - since) {
        None => "nog-niet",
        Some(after) if after <= TimeDelta::days(1) => "1-dag",
        Some(after) if after <= TimeDelta::days(7) => "7-dagen",
        Some(after) if after <= TimeDelta::days(30) => "30-dagen",
        Some(_) => "later",
    }
}

fn after_pip(pip: NaiveDate, began: Option<NaiveDate>, today: NaiveDate) -> &'static str {
    let within = |months, on: NaiveDate| {
        pip.checked_add_months(Months::new(months)).is_some_and(|last| on <= last)
    };
    match began.filter(|on| *on <= today) {
        Some(on) if within(3, on) => "3-maanden",
        Some(on) if within(6, on) => "6-maanden",
        Some(_) => "later",
        None if within(3, today) => "nog-op-tijd",
        None => "nog-niet",
    }
}

/// The day that is to be counted next, the newest first; None: all are up to date. `counted`: when each day was
/// counted last. `night`: when this night's counting began.
pub fn next_day(
    yesterday: NaiveDate,
    counted: &BTreeMap<NaiveDate, DateTime<Utc>>,
    night: DateTime<Utc>,
) -> Option<NaiveDate> {
    let days = (0..BACK)
        .filter_map(|back| Some((back, yesterday.checked_sub_days(chrono::Days::new(back))?)));
    let due = |(back, day): &(u64, NaiveDate)| match counted.get(day) {
        None => true,
        Some(at) => *back < AGAIN && *at < night,
    };
    days.filter(due).map(|(_, day)| day).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_question_is_prompt_late_silent_or_not_known_yet() {
        let asked = at("2026-11-02T09:00:00Z");
        let table = [
            (Some("2026-11-04T09:00:00Z"), true, Some(Measure::Prompt)),
            (Some("2026-11-04T09:00:01Z"), true, Some(Measure::Late)),
            (Some("2026-11-03T09:00:00Z"), false, None), // no longer needed
            (Some("2026-11-08T09:00:00Z"), false, Some(Measure::Silent)),
            (None, false, Some(Measure::Silent)),
        ];
        for (closed, is_answered, outcome) in table {
            let question = Question { asked_at: asked, closed_at: closed.map(at), is_answered };
            assert_eq!(question.outcome(at("2026-11-20T09:00:00Z")), outcome, "{closed:?}");
        }
        let open = Question { asked_at: asked, closed_at: None, is_answered: false };
        assert_eq!(open.outcome(at("2026-11-05T09:00:00Z")), None);
    }

    #[test]
    fn who_stays_away_without_a_word_is_told_apart() {
        assert_eq!(presence(true, Some("komt-niet")), Measure::Present);
        assert_eq!(presence(false, Some("komt-niet")), Measure::Excused);
        assert_eq!(presence(false, Some("komt")), Measure::NoShow);
        assert_eq!(presence(false, None), Measure::NoShow);
    }

    #[test]
    fn a_person_is_in_the_classes_of_today() {
        let person = Person {
            since: at("2026-09-01T09:00:00Z"),
            heard_at: Some(at("2026-09-05T09:00:00Z")),
            pip_on: Some(day("2026-03-31")),
            course_started_on: Some(day("2026-06-30")),
            dual_track_since: None,
            finished_on: None,
            messages: 9,
        };
        let (today, now) = (day("2026-11-20"), at("2026-11-20T09:00:00Z"));
        assert_eq!(
            person.classes(today, now),
            [
                (Measure::Weekly, "4+"),
                (Measure::FirstHeard, "7-dagen"),
                (Measure::StartGap, "3-maanden"),
                (Measure::DualTrack, "nog-niet"),
            ]
        );
        let soon =
            Person { pip_on: Some(day("2026-10-01")), course_started_on: None, ..person.clone() };
        assert!(soon.classes(today, now).contains(&(Measure::StartGap, "nog-op-tijd")));
        let over = Person { finished_on: Some(today), ..person };
        assert!(over.classes(today, now).is_empty());
    }

    #[test]
    fn the_last_days_are_counted_every_night_and_older_ones_once() {
        let (yesterday, night) = (day("2026-11-19"), at("2026-11-20T02:10:00Z"));
        let mut counted = BTreeMap::new();
        let mut days = Vec::new();
        while let Some(day) = next_day(yesterday, &counted, night) {
            days.push(day);
            counted.insert(day, night);
        }
        assert_eq!((days.len() as u64, days[0]), (BACK, yesterday));
        let next = day("2026-11-20");
        let mut again = Vec::new();
        let night = at("2026-11-21T02:10:00Z");
        while let Some(day) = next_day(next, &counted, night) {
            again.push(day);
            counted.insert(day, night);
        }
        assert_eq!(again.len() as u64, AGAIN);
    }
}
