//! `dialogs/policies.yaml`: when we remind, and who tries next when no answer comes.
//!
//! Promises that whatever [`Policies::parse`] returns can be planned with: no empty ladder, no
//! reminder that is never of use, no schedule that cannot be read. Every mistake has a place in the
//! file. Does not know the dialogs that use these names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::contact_budget::Budget;
use super::ladder::Ladder;
use super::quiet_hours::QuietHours;
use super::reminder::Moment;
use super::span::Span;
use crate::trade::course::SessionKind;
use crate::trade::person::GroupKind;
use crate::trade::progress::Attention;

/// The whole policy of a municipality. Its own serde form is for storing; the author's file is read
/// by [`Policies::parse`] alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policies {
    /// When the bot does not begin to speak.
    pub quiet_hours: QuietHours,
    /// By name, which reminders a kind of session gets.
    pub reminders: BTreeMap<String, ReminderPolicy>,
    /// By name, who is tried after silence.
    pub ladders: BTreeMap<String, Ladder>,
    /// Without a sign of delivery within this time a message counts as not delivered.
    pub undelivered_after: Span,
    /// By name, what begins on its own.
    pub schedules: BTreeMap<String, SchedulePolicy>,
    /// How often the bot begins to speak to one person.
    #[serde(default)]
    pub budget: Budget,
    /// Whom a coach calls before a session; None: nobody.
    #[serde(default)]
    pub high_risk: Option<HighRisk>,
    /// When a colleague is asked to look at somebody with whom nothing moves.
    #[serde(default)]
    pub attention: Attention,
    /// Questions that half of the people get in a second wording, to see which is answered more.
    #[serde(default)]
    pub compare_texts: Vec<String>,
    /// By CBS code, what one municipality does in its own way; see [`Policies::of`].
    #[serde(default)]
    pub gemeenten: BTreeMap<String, OwnPolicies>,
}

/// Who is so likely to miss a session that somebody calls: three visible rules, no black box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighRisk {
    /// So many questions in a row that nobody answered, the newest among them; at least 1.
    pub unanswered: u32,
    /// So many sessions missed without a word within `weeks`; 0: this is not looked at.
    #[serde(default)]
    pub missed: u32,
    /// Weeks that are looked back for missed sessions.
    #[serde(default = "weeks_back")]
    pub weeks: u32,
    /// At which moment of a reminder the coach gets the task.
    pub at: String,
}

/// Weeks that missed sessions count, unless the file says otherwise.
pub const WEEKS_BACK: u32 = 8;

fn weeks_back() -> u32 {
    WEEKS_BACK
}

/// What one municipality does in its own way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPolicies {
    /// Its own budget.
    pub budget: Option<Budget>,
    /// Its own quiet hours.
    #[serde(default)]
    pub quiet_hours: Option<QuietHours>,
    /// By name, ladders that take the place of the common ones of that name.
    #[serde(default)]
    pub ladders: BTreeMap<String, Ladder>,
    /// By name, reminders that take the place of the common ones for their kinds of session.
    pub reminders: BTreeMap<String, ReminderPolicy>,
}

/// The reminders of some kinds of session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderPolicy {
    /// For which sessions. No kind has two policies.
    #[serde(rename = "for")]
    pub kinds: Vec<SessionKind>,
    /// The longest before the session first.
    pub moments: Vec<Moment>,
}

/// What begins on its own, for each person in their own week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchedulePolicy {
    /// Six fields in local time; see [`super::recurring::next_run`].
    pub cron: String,
    /// Every how many weeks per person; see [`super::recurring::due_week`]. At least 1.
    pub every_weeks: u32,
    /// Only for these groups; none named: for all.
    #[serde(default)]
    pub groups: Vec<GroupKind>,
    /// Only for who follows a course with this kind of session.
    #[serde(default)]
    pub enrolled: Option<SessionKind>,
    /// Less often for who does not answer; None: silence changes nothing.
    #[serde(default)]
    pub after_silence: Option<AfterSilence>,
}

/// Who does not answer is not asked the same thing over and over: by then a person knows, and calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterSilence {
    /// So many questions of this kind in a row that nobody answered; at least 1.
    pub times: u32,
    /// Every how many weeks from then on, until an answer comes.
    pub every_weeks: u32,
}

impl SchedulePolicy {
    /// Every how many weeks somebody is asked who left the last `unanswered` questions open.
    pub fn weeks(&self, unanswered: i64) -> u32 {
        match &self.after_silence {
            Some(rest) if unanswered >= i64::from(rest.times) => rest.every_weeks,
            _ => self.every_weeks,
        }
    }

    /// Is it for this group?
    pub fn is_for(&self, group: GroupKind) -> bool {
        self.groups.is_empty() || self.groups.contains(&group)
    }
}

/// The first mistake in the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct PolicyProblem {
    /// Counted from 1; 0 if unknown.
    pub line: u64,
    /// Counted from 1; 0 if unknown.
    pub column: u64,
    /// What is wrong, and what was probably meant.
    pub what: String,
}

impl Policies {
    /// Reads and checks an author's file.
    pub fn parse(yaml: &str) -> Result<Self, PolicyProblem> {
        super::policy_file::read(yaml)
    }

    /// The policies as the municipality with this CBS code has them: what it does in its own way goes
    /// before what is common. Schedules are everybody's.
    pub fn of(&self, code: &str) -> Cow<'_, Self> {
        let Some(own) = self.gemeenten.get(code) else { return Cow::Borrowed(self) };
        let mut policies = self.clone();
        policies.budget = self.budget_of(code);
        policies.quiet_hours = self.quiet_hours_of(code).clone();
        let ladders = own.ladders.iter().map(|(name, ladder)| (name.clone(), ladder.clone()));
        policies.ladders.extend(ladders);
        for (name, theirs) in &own.reminders {
            for common in policies.reminders.values_mut() {
                common.kinds.retain(|kind| !theirs.kinds.contains(kind));
            }
            policies.reminders.insert(name.clone(), theirs.clone());
        }
        policies.reminders.retain(|_, policy| !policy.kinds.is_empty());
        Cow::Owned(policies)
    }

    /// The name and the moments of the reminders for this kind of session, if it has any.
    pub fn reminder_for(&self, kind: SessionKind) -> Option<(&str, &[Moment])> {
        self.reminders
            .iter()
            .find(|(_, policy)| policy.kinds.contains(&kind))
            .map(|(name, policy)| (name.as_str(), policy.moments.as_slice()))
    }

    /// The ladder of this name, as everybody has it who has none of their own.
    pub fn ladder(&self, name: &str) -> Option<&Ladder> {
        self.ladders.get(name)
    }

    /// The ladder of this name in the municipality with this CBS code.
    pub fn ladder_of(&self, code: &str, name: &str) -> Option<&Ladder> {
        let own = self.gemeenten.get(code).and_then(|own| own.ladders.get(name));
        own.or_else(|| self.ladder(name))
    }

    /// How often the bot of the municipality with this CBS code begins.
    pub fn budget_of(&self, code: &str) -> Budget {
        self.gemeenten.get(code).and_then(|own| own.budget).unwrap_or(self.budget)
    }

    /// When the municipality with this CBS code leaves people alone.
    pub fn quiet_hours_of(&self, code: &str) -> &QuietHours {
        let own = self.gemeenten.get(code).and_then(|own| own.quiet_hours.as_ref());
        own.unwrap_or(&self.quiet_hours)
    }
}

#[cfg(test)]
mod tests {
    use super::super::ladder::RungKind;
    use super::*;

    const REAL: &str = include_str!("../../dialogs/policies.yaml");

    #[test]
    fn the_policies_of_this_repository_are_read_whole() {
        let policies = Policies::parse(REAL).expect("dialogs/policies.yaml");
        assert_eq!(policies.quiet_hours, QuietHours::default());
        for kind in SessionKind::ALL {
            assert!(policies.reminder_for(*kind).is_some(), "{kind}");
        }
        for kind in [SessionKind::Pvt, SessionKind::Map, SessionKind::BredeIntake] {
            let (name, moments) = policies.reminder_for(kind).expect("reminders");
            assert_eq!(name, "bijeenkomst");
            let keys: Vec<&str> = moments.iter().map(|m| m.key.as_str()).collect();
            assert_eq!(keys, ["7d", "3d", "1d", "2h"]);
        }
        let kinds: Vec<RungKind> =
            policies.ladder("check-in").expect("a ladder").0.iter().map(|r| r.rung).collect();
        // a letter is a rung that a municipality may add
        let shipped = RungKind::ALL.iter().copied().filter(|kind| *kind != RungKind::Letter);
        assert_eq!(kinds, shipped.collect::<Vec<_>>());
        assert_eq!(policies.ladder("bijeenkomst").map(|l| l.0.len()), Some(4));
        assert_eq!(policies.ladder("onbekend"), None);
        assert_eq!(policies.budget, Budget { per_day: 1, per_week: 3 });
        assert_eq!(policies.undelivered_after.to_string(), "1d");
        assert_eq!(policies.schedules["check-in"].every_weeks, 4);
        let stored = serde_json::to_string(&policies).expect("storable");
        assert_eq!(serde_json::from_str::<Policies>(&stored).expect("readable"), policies);
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_what_was_meant() {
        // what stands in the file, what an author makes of it, the complaint
        let table = [
            ("format: 1", "format: 2", "format 2"),
            ("format: 1\n", "", "format"),
            ("undelivered_after: 24h", "undelivered_after: 24", "lacks a unit"),
            ("undelivered_after: 24h", "undelivered_after: 0h", "longer than nothing"),
            ("undelivered_after: 24h", "undeliverd_after: 24h", "undeliverd_after"),
            ("from: \"20:30\"", "from: \"25:30\"", "`25:30` is no time of day"),
            ("until: \"08:30\"", "until: \"20:15\"", "less than an hour"),
            ("short_notice_from: \"07:30\"", "short_notice_from: \"09:30\"", "later than `until`"),
            ("[pvt, pvt-excursie,", "[pvt, pvt-exursie,", "did you mean `pvt-excursie`?"),
            ("[pvt, pvt-excursie,", "[pvt, zwemles,", "known are pvt, pvt-excursie"),
            ("[pvt, pvt-excursie,", "[pvt, pvt,", "`pvt` already has reminders"),
            ("at: \"16:00\", useful_until: 3h", "at: \"16:00\", useful_until: 1d", "useful_until"),
            ("{ before: 2h,", "{ before: 2h, at: \"09:00\",", "whole days"),
            ("{ before: 2h,", "{ befor: 2h,", "befor"),
            ("- { rung: coach,         after: 4d }", "- { rung: couch, after: 4d }", "`coach`?"),
            ("    - { rung: klantmanager,  after: 48h }\n", "", "must end with klantmanager"),
            ("cron: \"0 0 11 * * Tue\"", "cron: \"0 11 * * Tue\"", "six fields"),
            ("cron: \"0 0 11 * * Tue\"", "cron: \"0 0 11 30 2 *\"", "never comes"),
            ("every_weeks: 4", "every_weeks: 0", "at least 1"),
            ("times: 2", "times: 0", "at least 1"),
            ("times: 2, every_weeks: 4", "times: 2, every_weeks: 1", "not less often"),
            ("  kennismaking:\n", "  bijeenkomst:\n", "bijeenkomst"),
            ("per_day: 1, per_week: 3", "per_day: 0, per_week: 3", "at least 1"),
            ("per_day: 1, per_week: 3", "per_day: 4, per_week: 3", "less than on one day"),
            ("at: 1d }", "at: 9d }", "no moment `9d`"),
            ("unanswered: 2", "unanswered: 0", "at least 1"),
            ("format: 1\n", "format: 1\ngemeenten: { GM32: {} }\n", "`GM32` is no CBS code"),
            ("format: 1", "format: [1", ""),
        ];
        for (given, written, complaint) in table {
            assert!(REAL.contains(given), "the file has no {given:?}");
            let yaml = REAL.replacen(given, written, 1);
            let problem = Policies::parse(&yaml).expect_err(written);
            assert!(problem.what.contains(complaint), "{written:?} gave {problem}");
            assert!(!problem.what.contains(" at line"), "the place is told twice: {problem}");
            assert!(problem.line > 0 && problem.column > 0, "{written:?} has no place: {problem}");
        }
    }

    #[test]
    fn the_place_of_a_mistake_is_that_of_the_value() {
        let yaml = REAL.replacen("useful_until: 3h", "useful_until: 30", 1);
        let problem = Policies::parse(&yaml).expect_err("no unit");
        let line = 1 + yaml.lines().position(|l| l.contains("useful_until: 30 ")).expect("there");
        let column = yaml.lines().nth(line - 1).and_then(|l| l.find("30 }")).expect("there") + 1;
        assert_eq!((problem.line, problem.column), (line as u64, column as u64), "{problem}");
    }

    #[test]
    fn an_empty_ladder_or_reminder_is_refused() {
        let wrong = |yaml: &str| Policies::parse(yaml).expect_err(yaml).to_string();
        assert!(wrong("format: 1\nladders: { stil: [] }").contains("`stil` has no rungs"));
        let reminder = "format: 1\nreminders: { r: { for: [map], moments: {} } }";
        assert!(wrong(reminder).contains("`r` has no moments"));
        let reminder = "format: 1\nreminders: { r: { for: [], moments: { a: { before: 1d, useful_until: 1h } } } }";
        assert!(wrong(reminder).contains("`r` is for no session"));
    }

    #[test]
    fn what_is_left_out_has_its_usual_value() {
        let policies = Policies::parse("format: 1").expect("nothing else is needed");
        assert_eq!(policies.quiet_hours, QuietHours::default());
        assert_eq!(policies.undelivered_after.to_string(), "1d");
    }

    #[test]
    fn a_municipality_has_its_own_moments_and_budget_where_it_says_so() {
        let own = "format: 1\ngemeenten:\n  GM0321:\n    budget: { per_day: 1, per_week: 2 }\n    \
                   reminders:\n      eigen:\n        for: [map]\n        moments:\n          \
                   2d: { before: 2d, at: \"12:00\", useful_until: 3h, only_if_unanswered: true }\n";
        let yaml = REAL.replacen("format: 1\n", own, 1);
        let policies = Policies::parse(&yaml).expect("valid");
        let keys = |policies: &Policies, kind| {
            let (_, moments) = policies.reminder_for(kind).expect("reminders");
            moments.iter().map(|m| m.key.clone()).collect::<Vec<_>>()
        };
        let theirs = policies.of("GM0321");
        assert_eq!(theirs.budget, Budget { per_day: 1, per_week: 2 });
        assert_eq!(keys(&theirs, SessionKind::Map), ["2d"]);
        assert_eq!(keys(&theirs, SessionKind::Pvt), ["7d", "3d", "1d", "2h"]);
        let (_, moments) = theirs.reminder_for(SessionKind::Map).expect("reminders");
        assert!(moments[0].only_if_unanswered);
        let others = policies.of("GM9999");
        assert_eq!(others.budget, Budget::default());
        assert_eq!(keys(&others, SessionKind::Map), ["7d", "3d", "1d", "2h"]);
        let twice = yaml.replacen("for: [map]\n", "for: [map, map]\n", 1);
        assert!(Policies::parse(&twice).expect_err("twice").what.contains("already has reminders"));
    }

    /// The shipped file with this for one municipality.
    fn with_own(own: &str) -> String {
        let own = format!("format: 1\ngemeenten:\n  GM0321:\n    {own}\n");
        REAL.replacen("format: 1\n", &own, 1)
    }

    #[test]
    fn a_municipality_has_its_own_quiet_hours_and_ladders_where_it_says_so() {
        let yaml = with_own(
            "quiet_hours: { from: \"20:00\", sundays: false }\n    ladders: { bijeenkomst: \
             [{ rung: nudge, after: 10h }, { rung: klantmanager, after: 1d }] }",
        );
        let policies = Policies::parse(&yaml).expect("valid");
        // what it does not say is as everybody has it
        let common = &policies.quiet_hours;
        let from = chrono::NaiveTime::from_hms_opt(20, 0, 0).expect("a time");
        let theirs = QuietHours { from, sundays: false, ..common.clone() };
        assert_eq!(policies.quiet_hours_of("GM0321"), &theirs);
        assert_eq!(policies.of("GM0321").quiet_hours, theirs);
        assert_eq!(policies.quiet_hours_of("GM9999"), common);
        assert_eq!(policies.of("GM9999").quiet_hours, *common);
        let rungs = |ladder: Option<&Ladder>| ladder.expect("a ladder").0.len();
        assert_eq!(rungs(policies.ladder_of("GM0321", "bijeenkomst")), 2);
        assert_eq!(rungs(policies.of("GM0321").ladder("bijeenkomst")), 2);
        assert_eq!(rungs(policies.ladder_of("GM9999", "bijeenkomst")), 4);
        assert_eq!(rungs(policies.ladder_of("GM0321", "check-in")), 4, "the others stay");
        assert_eq!(policies.ladder_of("GM0321", "onbekend"), None);
        let stored = serde_json::to_string(&policies).expect("storable");
        assert_eq!(serde_json::from_str::<Policies>(&stored).expect("readable"), policies);
    }

    #[test]
    fn what_a_municipality_gets_wrong_is_told_with_its_place() {
        let table = [
            ("quiet_hours: { from: \"20:70\" }", "`20:70` is no time of day"),
            // with the hour at which everybody's quiet hours end
            ("quiet_hours: { from: \"09:00\" }", "less than an hour"),
            ("quiet_hours: { from: \"00:00\", until: \"23:45\" }", "less than an hour"),
            ("quiet_hours: { until: \"07:00\" }", "later than `until`"),
            ("quiet_hours: { form: \"20:00\" }", "form"),
            ("ladders: { bijeenkomst: [] }", "has no rungs"),
            (
                "ladders: { bijeenkomst: [{ rung: nudge, after: 1d }] }",
                "must end with klantmanager",
            ),
            (
                "ladders: { bijeenkomst: [{ rung: coach, after: 1d }] }",
                "must end with klantmanager",
            ),
            ("ladders: { bijenkomst: [{ rung: klantmanager, after: 1d }] }", "`bijeenkomst`?"),
            ("ladder: { }", "ladder"),
        ];
        for (own, complaint) in table {
            let yaml = with_own(own);
            let problem = Policies::parse(&yaml).expect_err(own);
            assert!(problem.what.contains(complaint), "{own:?} gave {problem}");
            let line = 1 + yaml.lines().position(|line| line.contains(own)).expect("there");
            assert!(problem.line == line as u64 && problem.column > 0, "{own:?}: {problem}");
        }
    }

    #[test]
    fn moments_are_ordered_by_their_lead_however_they_are_written() {
        let yaml = "format: 1\nreminders: { r: { for: [map], moments: {\
            a: { before: 2h, useful_until: 1h }, b: { before: 9d, useful_until: 1h },\
            d: { before: 1d, at: '18:00', useful_until: 1h },\
            c: { before: 1d, at: '09:00', useful_until: 1h } } } }";
        let policies = Policies::parse(yaml).expect("valid");
        let (_, moments) = policies.reminder_for(SessionKind::Map).expect("reminders");
        let keys: String = moments.iter().map(|m| m.key.as_str()).collect();
        assert_eq!(keys, "bcda");
    }
}
