//! Reads an author's `policies.yaml` and says where it is wrong.
//!
//! The file is first taken as text with places, then checked line by line, so that every complaint
//! points at the value that causes it. Only `Policies::parse` uses this.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::{DateTime, NaiveTime, TimeDelta};
use serde_saphyr::{MessageFormatter, Spanned, UserMessageFormatter};

use super::contact_budget::Budget;
use super::ladder::{Ladder, Rung, RungKind};
use super::meant::meant;
use super::policies::{
    AfterSilence, HighRisk, OwnPolicies, Policies, PolicyProblem, ReminderPolicy, SchedulePolicy,
    WEEKS_BACK,
};
use super::quiet_hours::QuietHours;
use super::recurring::next_run;
use super::reminder::Moment;
use super::span::Span;
use crate::trade::course::SessionKind;
use crate::trade::person::GroupKind;
use crate::trade::progress::Attention;

mod shape;

use shape::{
    AttentionFile, BudgetFile, File, MomentFile, OwnFile, QuietFile, ReminderFile, RiskFile,
    RungFile, ScheduleFile, SilenceFile, Text,
};

/// The only form of the file so far.
const FORMAT: u32 = 1;

/// Without a word about it in the file.
const UNDELIVERED_AFTER: Span = Span(TimeDelta::hours(24));

/// Quiet hours must leave at least this much of an ordinary day, or queues never empty.
const LEAST_ALLOWED: TimeDelta = TimeDelta::hours(1);

type Read<T> = Result<T, PolicyProblem>;

pub(super) fn read(yaml: &str) -> Read<Policies> {
    let file: File = serde_saphyr::from_str(yaml).map_err(|error| unreadable(&error))?;
    if file.format.value != FORMAT {
        let found = file.format.value;
        return Err(wrong(
            &file.format,
            format!("format {found} is not known here, only {FORMAT}"),
        ));
    }
    let reminders = reminders(file.reminders)?;
    let (usual, usual_attention) = (QuietHours::default(), Attention::default());
    let quiet_hours =
        file.quiet_hours.map_or(Ok(usual.clone()), |own| quiet_hours(&own, &usual))?;
    let ladders = ladders(file.ladders)?;
    let attention = file
        .attention
        .map_or_else(|| Ok(Attention::default()), |a| attention(a, usual_attention))?;
    let schedules = schedules(file.schedules)?;
    let common = Common {
        quiet_hours: &quiet_hours,
        reminders: &reminders,
        ladders: &ladders,
        schedules: &schedules,
        attention,
    };
    let gemeenten = file.gemeenten.into_iter().map(|own| self::own(own, common));
    let gemeenten = gemeenten.collect::<Read<_>>()?;
    Ok(Policies {
        budget: file.budget.map_or_else(|| Ok(Budget::default()), budget)?,
        high_risk: file.high_risk.map(|risk| high_risk(risk, reminders.values())).transpose()?,
        attention,
        compare_texts: file.compare_texts,
        gemeenten,
        quiet_hours,
        reminders,
        ladders,
        undelivered_after: match &file.undelivered_after {
            Some(text) => longer_than_nothing(text)?,
            None => UNDELIVERED_AFTER,
        },
        schedules,
    })
}

/// What the file leaves out is as `usual`.
fn quiet_hours(told: &Spanned<QuietFile>, usual: &QuietHours) -> Read<QuietHours> {
    let file = &told.value;
    let or_usual = |text: &Option<Text>, usual| text.as_ref().map_or(Ok(usual), time);
    let hours = QuietHours {
        from: or_usual(&file.from, usual.from)?,
        until: or_usual(&file.until, usual.until)?,
        sundays: file.sundays.unwrap_or(usual.sundays),
        holidays: file.holidays.unwrap_or(usual.holidays),
        short_notice_from: or_usual(&file.short_notice_from, usual.short_notice_from)?,
    };
    let complain = |place: Option<&Text>, what: &str| match place {
        Some(place) => Err(wrong(place, what)),
        None => Err(wrong(told, what)),
    };
    let is_overnight = hours.from > hours.until;
    let spoken_in = match is_overnight {
        true => hours.from - hours.until,
        false => TimeDelta::days(1) - (hours.until - hours.from),
    };
    if spoken_in < LEAST_ALLOWED {
        let place = file.until.as_ref().or(file.from.as_ref());
        return complain(place, "these quiet hours leave less than an hour of the day");
    }
    if is_overnight && hours.short_notice_from > hours.until {
        let place = file.short_notice_from.as_ref().or(file.until.as_ref());
        return complain(place, "short_notice_from is later than `until`: it would never matter");
    }
    Ok(hours)
}

fn budget(file: BudgetFile) -> Read<Budget> {
    if file.per_day.value == 0 {
        return Err(wrong(&file.per_day, "per_day must be at least 1: else nobody hears anything"));
    }
    if file.per_week.value < file.per_day.value {
        return Err(wrong(&file.per_week, "per_week is less than on one day"));
    }
    Ok(Budget { per_day: file.per_day.value, per_week: file.per_week.value })
}

fn high_risk<'a>(
    file: RiskFile,
    mut known: impl Iterator<Item = &'a ReminderPolicy>,
) -> Read<HighRisk> {
    if file.unanswered.value == 0 {
        return Err(wrong(&file.unanswered, "unanswered must be at least 1"));
    }
    if let Some(missed) = file.missed.as_ref().filter(|missed| missed.value == 0) {
        return Err(wrong(missed, "missed must be at least 1; leave it out to look at no misses"));
    }
    // once is no repetition
    if let Some(same) = file.same_reason.as_ref().filter(|same| same.value < 2) {
        return Err(wrong(
            same,
            "same_reason must be at least 2; leave it out to look at no reasons",
        ));
    }
    if let Some(weeks) = file.weeks.as_ref().filter(|w| !(1..=52).contains(&w.value)) {
        return Err(wrong(weeks, "weeks must be from 1 to 52"));
    }
    let at = file.at.value.clone();
    if !known.any(|policy| policy.moments.iter().any(|moment| moment.key == at)) {
        return Err(wrong(&file.at, format!("no moment `{at}` stands under reminders")));
    }
    let missed = file.missed.map_or(0, |missed| missed.value);
    let same_reason = file.same_reason.map_or(0, |same| same.value);
    let weeks = file.weeks.map_or(WEEKS_BACK, |weeks| weeks.value);
    Ok(HighRisk { unanswered: file.unanswered.value, missed, same_reason, weeks, at })
}

/// Beyond these nobody would ever be told.
const MOST_WEEKS: u32 = 104;
const MOST_MONTHS: u32 = 24;

/// What the file leaves out is as `usual`.
fn attention(file: AttentionFile, usual: Attention) -> Read<Attention> {
    let within = |told: Option<Spanned<u32>>, (usual, most): (u32, u32)| match told {
        None => Ok(usual),
        Some(told) if (1..=most).contains(&told.value) => Ok(told.value),
        Some(told) => Err(wrong(&told, format!("write a number from 1 to {most}"))),
    };
    Ok(Attention {
        waiting_weeks: within(file.waiting_weeks, (usual.waiting_weeks, MOST_WEEKS))?,
        no_progress_months: within(
            file.no_progress_months,
            (usual.no_progress_months, MOST_MONTHS),
        )?,
    })
}

/// What all municipalities have, where one says nothing of its own.
#[derive(Clone, Copy)]
struct Common<'a> {
    quiet_hours: &'a QuietHours,
    reminders: &'a BTreeMap<String, ReminderPolicy>,
    ladders: &'a BTreeMap<String, Ladder>,
    schedules: &'a BTreeMap<String, SchedulePolicy>,
    attention: Attention,
}

/// What one municipality does in its own way.
fn own(
    (code, file): (String, Spanned<OwnFile>),
    common: Common<'_>,
) -> Read<(String, OwnPolicies)> {
    let digits = code.strip_prefix("GM").filter(|rest| rest.len() == 4);
    if !digits.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())) {
        let what = format!("`{code}` is no CBS code of a municipality, such as GM0321");
        return Err(wrong(&file, what));
    }
    let file = file.value;
    of_all("ladder", &file.ladders, common.ladders)?;
    // what nobody's dialog waits for would never begin anything
    of_all("schedule", &file.schedules, common.schedules)?;
    let reminders = reminders(file.reminders)?;
    let known = || common.reminders.iter().chain(&reminders).map(|(_, policy)| policy);
    let own = OwnPolicies {
        budget: file.budget.map(budget).transpose()?,
        quiet_hours: file.quiet_hours.map(|q| quiet_hours(&q, common.quiet_hours)).transpose()?,
        ladders: ladders(file.ladders)?,
        high_risk: file.high_risk.map(|risk| high_risk(risk, known())).transpose()?,
        attention: file.attention.map(|own| attention(own, common.attention)).transpose()?,
        schedules: schedules(file.schedules)?,
        reminders,
    };
    Ok((code, own))
}

/// What one municipality has of its own takes the place of what all have.
fn of_all<T, C>(
    what: &str,
    own: &BTreeMap<String, Spanned<T>>,
    common: &BTreeMap<String, C>,
) -> Read<()> {
    let Some((name, place)) = own.iter().find(|(name, _)| !common.contains_key(*name)) else {
        return Ok(());
    };
    let hint = match meant(name, common.keys().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known are {}", common.keys().cloned().collect::<Vec<_>>().join(", ")),
    };
    Err(wrong(place, format!("`{name}` is no {what} that all municipalities have; {hint}")))
}

fn reminders(
    files: BTreeMap<String, Spanned<ReminderFile>>,
) -> Read<BTreeMap<String, ReminderPolicy>> {
    let mut taken: Vec<SessionKind> = vec![];
    let mut policies = BTreeMap::new();
    for (name, file) in files {
        if file.value.kinds.is_empty() {
            return Err(wrong(&file, format!("`{name}` is for no session at all")));
        }
        if file.value.moments.is_empty() {
            return Err(wrong(&file, format!("`{name}` has no moments")));
        }
        let mut kinds = vec![];
        for text in &file.value.kinds {
            let kind = session_kind(text)?;
            if taken.contains(&kind) {
                return Err(wrong(text, format!("`{kind}` already has reminders")));
            }
            taken.push(kind);
            kinds.push(kind);
        }
        let mut moments: Vec<Moment> =
            file.value.moments.into_iter().map(moment).collect::<Read<_>>()?;
        // the longest lead first; on one day the earliest time
        moments.sort_by_key(|m| (std::cmp::Reverse(m.before), m.at));
        policies.insert(name, ReminderPolicy { kinds, moments });
    }
    Ok(policies)
}

fn moment((key, file): (String, MomentFile)) -> Read<Moment> {
    let before = span(&file.before)?;
    let useful_until = span(&file.useful_until)?;
    if useful_until >= before {
        let what = format!(
            "useful_until ({useful_until}) must be nearer to the session than before ({before}), \
             else this reminder is never of use"
        );
        return Err(wrong(&file.useful_until, what));
    }
    let at = file.at.as_ref().map(time).transpose()?;
    if before.0 != TimeDelta::days(before.0.num_days())
        && let Some(text) = &file.at
    {
        let what = format!("a time of day needs whole days before the session, not {before}");
        return Err(wrong(text, what));
    }
    let only_if_unanswered = file.only_if_unanswered;
    Ok(Moment { key, before, at, useful_until, only_if_unanswered })
}

fn ladders(files: BTreeMap<String, Spanned<Vec<RungFile>>>) -> Read<BTreeMap<String, Ladder>> {
    let mut ladders = BTreeMap::new();
    for (name, file) in files {
        let rungs: Vec<Rung> = file.value.iter().map(rung).collect::<Read<_>>()?;
        match (rungs.last(), file.value.last()) {
            (Some(top), Some(text)) if top.rung != RungKind::Klantmanager => {
                // not everybody has a coach, and silence must not end in silence
                let what = format!("ladder `{name}` must end with klantmanager");
                return Err(wrong(&text.rung, what));
            }
            (None, _) => return Err(wrong(&file, format!("ladder `{name}` has no rungs"))),
            _ => ladders.insert(name, Ladder(rungs)),
        };
    }
    Ok(ladders)
}

fn rung(file: &RungFile) -> Read<Rung> {
    let known = || RungKind::ALL.iter().map(|kind| kind.as_str());
    let rung = RungKind::parse(&file.rung.value)
        .ok_or_else(|| unknown(&file.rung, "kind of rung", known().collect()))?;
    Ok(Rung { rung, after: span(&file.after)? })
}

fn schedules(
    files: BTreeMap<String, Spanned<ScheduleFile>>,
) -> Read<BTreeMap<String, SchedulePolicy>> {
    files.into_iter().map(|(name, file)| Ok((name, schedule(file.value)?))).collect()
}

fn schedule(file: ScheduleFile) -> Read<SchedulePolicy> {
    let first = next_run(&file.cron.value, DateTime::UNIX_EPOCH);
    if first.map_err(|error| wrong(&file.cron, error))?.is_none() {
        return Err(wrong(&file.cron, format!("`{}` never comes", file.cron.value)));
    }
    let every_weeks = match file.every_weeks {
        Some(weeks) if weeks.value == 0 => {
            return Err(wrong(&weeks, "every_weeks must be at least 1"));
        }
        Some(weeks) => weeks.value,
        None => 1,
    };
    let groups = file.groups.iter().map(group).collect::<Read<_>>()?;
    let enrolled = file.enrolled.as_ref().map(session_kind).transpose()?;
    let silence = |file| after_silence(file, every_weeks);
    let after_silence = file.after_silence.map(silence).transpose()?;
    Ok(SchedulePolicy { cron: file.cron.value, every_weeks, groups, enrolled, after_silence })
}

fn after_silence(file: SilenceFile, usual: u32) -> Read<AfterSilence> {
    let (times, every_weeks) = (file.times.value, file.every_weeks.value);
    if times == 0 {
        return Err(wrong(&file.times, "times must be at least 1"));
    }
    if every_weeks <= usual {
        let what = format!("every_weeks: {every_weeks} is not less often than {usual}");
        return Err(wrong(&file.every_weeks, what));
    }
    Ok(AfterSilence { times, every_weeks })
}

fn group(text: &Text) -> Read<GroupKind> {
    let known = || GroupKind::ALL.iter().map(|kind| kind.as_str());
    GroupKind::parse(&text.value).ok_or_else(|| unknown(text, "group", known().collect()))
}

fn session_kind(text: &Text) -> Read<SessionKind> {
    let known = || SessionKind::ALL.iter().map(|kind| kind.as_str());
    SessionKind::parse(&text.value)
        .ok_or_else(|| unknown(text, "kind of session", known().collect()))
}

fn span(text: &Text) -> Read<Span> {
    text.value.parse().map_err(|error: super::span::SpanError| wrong(text, error))
}

fn longer_than_nothing(text: &Text) -> Read<Span> {
    let span = span(text)?;
    if span.0.is_zero() {
        return Err(wrong(text, "must be longer than nothing"));
    }
    Ok(span)
}

fn time(text: &Text) -> Read<NaiveTime> {
    NaiveTime::parse_from_str(&text.value, "%H:%M").map_err(|_| {
        wrong(text, format!("`{}` is no time of day: write for example \"16:00\"", text.value))
    })
}

fn unknown(text: &Text, sort: &str, known: Vec<&str>) -> PolicyProblem {
    let word = &text.value;
    let hint = match meant(word, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known are {}", known.join(", ")),
    };
    wrong(text, format!("`{word}` is no {sort}; {hint}"))
}

fn wrong<T>(place: &Spanned<T>, what: impl Display) -> PolicyProblem {
    let at = place.referenced;
    PolicyProblem { line: at.line(), column: at.column(), what: what.to_string() }
}

fn unreadable(error: &serde_saphyr::Error) -> PolicyProblem {
    let at = error.location();
    PolicyProblem {
        line: at.map_or(0, |at| at.line()),
        column: at.map_or(0, |at| at.column()),
        // the place is told apart; a stray control character of the file stays out of terminals
        what: UserMessageFormatter
            .format_message(error.without_snippet())
            .replace(char::is_control, " "),
    }
}
