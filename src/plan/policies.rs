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
    /// The same reason not to come, so many times within `weeks`; 0: this is not looked at.
    #[serde(default)]
    pub same_reason: u32,
    /// Weeks that are looked back.
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
    /// Its own rule for whom a coach calls.
    #[serde(default)]
    pub high_risk: Option<HighRisk>,
    /// When its own colleagues are asked to look.
    #[serde(default)]
    pub attention: Option<Attention>,
    /// By name, schedules that take the place of the common ones of that name.
    #[serde(default)]
    pub schedules: BTreeMap<String, SchedulePolicy>,
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

/// A schedule as it comes round: of every municipality that has none of its own by that name, or of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// Its name in the file.
    pub name: &'a str,
    /// The CBS code of the one municipality whose it is.
    pub of: Option<&'a str>,
    /// What it does.
    pub policy: &'a SchedulePolicy,
}

impl Run<'_> {
    /// What its row is called: no two runs have the same.
    pub fn job(&self) -> String {
        match self.of {
            Some(code) => format!("{}@{code}", self.name),
            None => self.name.to_owned(),
        }
    }
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
    /// before what is common.
    pub fn of(&self, code: &str) -> Cow<'_, Self> {
        let Some(own) = self.gemeenten.get(code) else { return Cow::Borrowed(self) };
        let mut policies = self.clone();
        policies.budget = self.budget_of(code);
        policies.quiet_hours = self.quiet_hours_of(code).clone();
        let ladders = own.ladders.iter().map(|(name, ladder)| (name.clone(), ladder.clone()));
        policies.ladders.extend(ladders);
        policies.high_risk = self.high_risk_of(code).cloned();
        policies.attention = self.attention_of(code);
        let schedules = own.schedules.iter().map(|(name, own)| (name.clone(), own.clone()));
        policies.schedules.extend(schedules);
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

    /// Whom a coach of the municipality with this CBS code calls; None: nobody.
    pub fn high_risk_of(&self, code: &str) -> Option<&HighRisk> {
        let own = self.gemeenten.get(code).and_then(|own| own.high_risk.as_ref());
        own.or(self.high_risk.as_ref())
    }

    /// When a colleague of the municipality with this CBS code is asked to look.
    pub fn attention_of(&self, code: &str) -> Attention {
        self.gemeenten.get(code).and_then(|own| own.attention).unwrap_or(self.attention)
    }

    /// Every schedule there is, the common ones and those of one municipality.
    pub fn runs(&self) -> impl Iterator<Item = Run<'_>> {
        let common = self.schedules.iter().map(|(name, policy)| Run { name, of: None, policy });
        let own = self.gemeenten.iter().flat_map(|(code, own)| {
            let theirs = own.schedules.iter();
            theirs.map(|(name, policy)| Run { name, of: Some(code), policy })
        });
        common.chain(own)
    }

    /// Does this run reach people of the municipality with this CBS code? Its own takes the place of the common one.
    pub fn reaches(&self, run: Run<'_>, code: &str) -> bool {
        let own = self.gemeenten.get(code).is_some_and(|own| own.schedules.contains_key(run.name));
        run.of.map_or(!own, |of| of == code)
    }

    /// The CBS codes for which there are rules, but no municipality among `known`: nobody is treated by them.
    pub fn of_nobody<'a>(&'a self, known: &[String]) -> Vec<&'a str> {
        let codes = self.gemeenten.keys().map(String::as_str);
        codes.filter(|code| !known.iter().any(|known| known == code)).collect()
    }

    /// When the municipality with this CBS code leaves people alone.
    pub fn quiet_hours_of(&self, code: &str) -> &QuietHours {
        let own = self.gemeenten.get(code).and_then(|own| own.quiet_hours.as_ref());
        own.unwrap_or(&self.quiet_hours)
    }
}

#[cfg(test)]
mod tests;
