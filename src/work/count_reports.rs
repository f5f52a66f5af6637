//! Counts at night what the pages of figures show. A night that was missed is made up for at the next start; where
//! nothing was counted yet, the first night is waited for.
//!
//! A day is one transaction: what was counted before is replaced, so counting again changes nothing but what
//! became known since. Reading goes on a reading connection, in pieces; nothing waits for it.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::{Stop, Work, report};
use crate::ids::GemeenteId;
use crate::plan::local_time::{local_date, resolve};
use crate::plan::retention::next_night;
use crate::store::reports::source::{self, Somebody, TOGETHER};
use crate::store::reports::{self, Load};
use crate::store::{StoreError, gemeenten};
use crate::trade::report::{self as figures, BACK, Measure, Person, Question, SILENT, Tally};

/// What is counted of a day.
const OF_DAY: [Measure; 8] = [
    Measure::Asked,
    Measure::Prompt,
    Measure::Late,
    Measure::Silent,
    Measure::Present,
    Measure::Excused,
    Measure::NoShow,
    Measure::Barrier,
];
/// What is counted of everybody as they are now.
const OF_PEOPLE: [Measure; 4] =
    [Measure::FirstHeard, Measure::StartGap, Measure::DualTrack, Measure::Weekly];

pub(super) async fn run(work: Work, mut stop: Stop) {
    let mut changes = work.clock.changes();
    let first_night = next_night(work.clock.civil());
    loop {
        match look(&work, first_night).await {
            Ok(true) if !*stop.borrow() => {}
            Ok(_) => {
                let jumped = async { drop(changes.changed().await) };
                if work.rest(jumped, &mut stop).await {
                    return;
                }
            }
            Err(error) => {
                report("counting for the pages of figures", &error).await;
                if *stop.borrow() {
                    return;
                }
            }
        }
    }
}

/// Counts one day of one municipality; false when all are up to date. Where nothing was counted yet, not before
/// `first_night`.
pub(super) async fn look(work: &Work, first_night: DateTime<Utc>) -> Result<bool, StoreError> {
    let now = work.clock.civil();
    // the night that was last, whose day before is over
    let night = next_night(now) - TimeDelta::days(1);
    let Some(yesterday) = local_date(night).checked_sub_days(Days::new(1)) else {
        return Ok(false);
    };
    let since = yesterday.checked_sub_days(Days::new(BACK)).unwrap_or(yesterday);
    let mut tx = work.db.read().await?;
    let mut due = None;
    for (gemeente, _) in gemeenten::codes(&mut tx).await? {
        let counted = reports::counted(&mut tx, gemeente, since).await?;
        if counted.is_empty() && now < first_night {
            continue;
        }
        if let Some(day) = figures::next_day(yesterday, &counted, night) {
            due = Some((gemeente, day));
            break;
        }
    }
    drop(tx);
    let Some((gemeente, day)) = due else { return Ok(false) };
    let tally = of_day(work, gemeente, day, now).await?;
    let people = match day == yesterday {
        true => Some(of_people(work, gemeente, day, now).await?),
        false => None,
    };
    let mut tx = work.db.begin().await?;
    reports::note_day(&mut tx, gemeente, day, now).await?;
    reports::keep(&mut tx, gemeente, day, &OF_DAY, tally).await?;
    if let Some((tally, loads)) = people {
        reports::keep(&mut tx, gemeente, day, &OF_PEOPLE, tally).await?;
        reports::keep_loads(&mut tx, gemeente, &loads).await?;
    }
    // crash before: the day is counted again, with the same end
    crate::crash_point!("reports: a day", tx.commit().await)?;
    Ok(true)
}

async fn of_day(
    work: &Work,
    gemeente: GemeenteId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Tally, StoreError> {
    let midnight = |day: NaiveDate| resolve(day.and_time(chrono::NaiveTime::MIN), None);
    let span = (midnight(day), midnight(day.checked_add_days(Days::new(1)).unwrap_or(day)));
    let mut tally = Tally::default();
    let mut tx = work.db.read().await?;
    for dialog in source::dialogs(&mut tx, gemeente).await? {
        for row in source::questions(&mut tx, (gemeente, &dialog), span).await? {
            let is_answered = matches!(row.closed_how.as_deref(), Some("answered" | "elsewhere"));
            let question =
                Question { asked_at: row.first_asked_at, closed_at: row.closed_at, is_answered };
            let of = reports::of(row.channel, row.language, row.group_kind, row.course_id);
            tally.add(Measure::Asked, &of, "");
            if let Some(outcome) = question.outcome(now) {
                tally.add(outcome, &of, "");
            }
        }
    }
    for row in source::presence(&mut tx, gemeente, span).await? {
        let of = reports::of(None, row.language, row.group_kind, Some(row.course_id));
        if let Some(noted) = row.presence.as_deref() {
            let measure = figures::presence(noted == "aanwezig", row.intent.as_deref());
            tally.add(measure, &of, "");
        }
        if let Some(reason) = row.reason.as_deref() {
            tally.add(Measure::Barrier, &of, reason);
        }
    }
    Ok(tally)
}

/// Everybody as they are now, and what each klantmanager has in hand.
async fn of_people(
    work: &Work,
    gemeente: GemeenteId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(Tally, BTreeMap<Uuid, Load>), StoreError> {
    let (mut tally, mut loads) = (Tally::default(), BTreeMap::new());
    let mut after = None;
    loop {
        let mut tx = work.db.read().await?;
        let people = source::people(&mut tx, gemeente, after, now - TimeDelta::days(7)).await?;
        drop(tx);
        for one in &people {
            let person = person(one);
            let of = reports::of(None, one.language.clone(), one.group_kind.clone(), None);
            for (measure, class) in person.classes(day, now) {
                tally.add(measure, &of, class);
            }
            if person.finished_on.is_none_or(|on| on > day) {
                add_to(loads.entry(reports::staff_key(one.klantmanager_id)).or_default(), one, now);
            }
        }
        match people.last() {
            Some(last) if people.len() == TOGETHER => after = Some(last.id),
            _ => return Ok((tally, loads)),
        }
    }
}

fn person(one: &Somebody) -> Person {
    Person {
        since: one.created_at,
        heard_at: [one.answered_at, one.agreed_at].into_iter().flatten().min(),
        pip_on: one.pip_on,
        course_started_on: one.course_started_on,
        dual_track_since: one.dual_track_since,
        finished_on: one.finished_on,
        messages: one.messages,
    }
}

fn add_to(load: &mut Load, one: &Somebody, now: DateTime<Utc>) {
    load.people += 1;
    let Some(since) = one.silent_since else { return };
    load.asked += 1;
    load.silent += i64::from(now - since > SILENT);
    load.oldest_at = Some(load.oldest_at.map_or(since, |oldest| oldest.min(since)));
}

#[cfg(test)]
mod tests;
