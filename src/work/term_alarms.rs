//! The alarms of the trajectory clock, looked for every morning: each becomes work for the klantmanager
//! once per person and term. In the same round: with whom nothing moved for months, and who waits long for
//! a place (`trade/progress`). Nothing is told to the inburgeraar.
//!
//! Like a schedule it goes through people by id, some hundreds a transaction; how far it is stands in the
//! row of the job and is committed with what was raised, so that a crash raises nothing twice.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::interpreters;
use crate::acts::plan_schedules::{TERM_ALARMS, TERM_ALARMS_CRON, plan_schedule};
use crate::acts::waiting_list::offer_place;
use crate::ids::{GemeenteId, PersonId, TaskId};
use crate::plan::local_time;
use crate::plan::policies::Policies;
use crate::store::hot::attention::{Whose, moved, waiting};
use crate::store::hot::effects::{self, TaskWrite, Writes};
use crate::store::hot::presence::pvt;
use crate::store::hot::trajectory::{AlarmWrite, raise};
use crate::store::recurring_jobs::{self, Job};
use crate::store::trajectory::{OnTheWay, people_after};
use crate::store::{StoreError, Tx, gemeenten};
use crate::trade::course::{Presence, SessionTime, minutes_together};
use crate::trade::progress::{Attention, Notice, stalled, waits_long};
use crate::trade::task::{Desk, TaskKind};
use crate::trade::trajectory::rules::{What, value};
use crate::trade::trajectory::{Facts, due};

/// The code of the alarm that somebody's PVT is over with too few hours.
const PVT_HOURS: &str = "pvt-uren";
/// By then a trainer has noted who was at a session.
const NOTED_BY: TimeDelta = TimeDelta::days(7);
/// People in one transaction: some milliseconds of SQLite's writer.
const TOGETHER: i64 = 500;

/// Takes the job one step further; gives how many alarms asked for work.
pub(super) async fn run(
    tx: &mut Tx,
    job: &Job,
    policies: &Policies,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let codes = gemeenten::codes(tx).await?;
    let attention = |of: GemeenteId| {
        let code = codes.iter().find(|(id, _)| *id == of).map_or("", |(_, code)| code.as_str());
        policies.attention_of(code)
    };
    let today = local_time::local_date(now);
    let mut opened = 0;
    if job.reached.is_none() {
        // the first step of the morning: what is about sessions and courses, and few
        opened += interpreters::look(tx, now).await?;
        for (gemeente, course) in crate::store::waiting::with_a_list(tx).await? {
            opened += usize::from(offer_place(tx, gemeente, course, now).await?);
        }
    }
    let people = people_after(tx, job.reached, TOGETHER).await?;
    let (mut rows, mut asking) = (Vec::new(), Vec::new());
    for (person, facts) in &people {
        for alarm in due(facts, today) {
            rows.push(AlarmWrite {
                person: person.id,
                about_on: alarm.about,
                alarm: alarm.code(),
                raised_at: now,
            });
            if alarm.is_newest {
                let (code, cause) = (alarm.code(), alarm.family.as_str().to_owned());
                let notice = Notice { code, cause, about: alarm.about };
                asking.push((person.id, TaskKind::Termijn, notice));
            }
        }
    }
    for (person, kind, notice) in unmoved(tx, &people, &attention, today).await? {
        rows.push(AlarmWrite {
            person,
            about_on: notice.about,
            alarm: notice.code.clone(),
            raised_at: now,
        });
        asking.push((person, kind, notice));
    }
    for (person, last) in short_of_hours(tx, &people, today, now).await? {
        let (code, cause) = (PVT_HOURS.to_owned(), PVT_HOURS.to_owned());
        rows.push(AlarmWrite { person, about_on: last, alarm: code.clone(), raised_at: now });
        asking.push((person, TaskKind::Termijn, Notice { about: last, code, cause }));
    }
    let new = raise(tx, &rows).await?;
    let by_id: HashMap<PersonId, &OnTheWay> = people.iter().map(|(p, _)| (p.id, p)).collect();
    let mut writes = Writes::default();
    for (id, kind, notice) in asking {
        let is_new = new.contains(&(id, notice.about, notice.code.clone()));
        let Some(person) = by_id.get(&id).filter(|_| is_new) else { continue };
        writes.open(task(person, kind, notice, now));
        opened += 1;
    }
    effects::write(tx, &mut writes).await?;
    let asked = job.asked + i64::try_from(opened).unwrap_or(i64::MAX);
    match people.last() {
        Some((last, _)) if people.len() as i64 >= TOGETHER => {
            recurring_jobs::reached(tx, TERM_ALARMS, last.id, asked).await?;
        }
        _ => {
            plan_schedule(tx, TERM_ALARMS, TERM_ALARMS_CRON, now).await?;
            let result = format!("{asked} taken over termijnen");
            recurring_jobs::ran(tx, TERM_ALARMS, now, &result).await?;
        }
    }
    Ok(1 + opened)
}

/// With whom nothing moves, and who waits long. Only who may be told of is looked up: who has a PIP of long
/// enough ago and is not done.
async fn unmoved(
    tx: &mut Tx,
    people: &[(OnTheWay, Facts)],
    attention: impl Fn(GemeenteId) -> Attention,
    today: NaiveDate,
) -> Result<Vec<(PersonId, TaskKind, Notice)>, StoreError> {
    let mut found = Vec::new();
    let open = || people.iter().filter(|(_, facts)| facts.finished_on.is_none());
    let known = |person: &OnTheWay| local_time::local_date(person.created_at);
    let still = open().filter(|(person, facts)| {
        let attention = attention(person.gemeente_id);
        stalled(facts, (known(person), None), attention, today).is_some()
    });
    let whose: Vec<Whose> =
        still.clone().map(|(p, _)| Whose { person: p.id, mailbox: p.mailbox_id }).collect();
    let moved = moved(tx, &whose).await?;
    for (person, facts) in still {
        let moved_on = moved.get(&person.id).copied();
        let attention = attention(person.gemeente_id);
        let notice = stalled(facts, (known(person), moved_on), attention, today);
        found.extend(notice.map(|notice| (person.id, TaskKind::Termijn, notice)));
    }
    let of: HashMap<PersonId, GemeenteId> = open().map(|(p, _)| (p.id, p.gemeente_id)).collect();
    for (person, place) in waiting(tx, open().map(|(person, _)| person.id)).await? {
        let Some(gemeente) = of.get(&person) else { continue };
        let notice = waits_long(place, attention(*gemeente), today);
        found.extend(notice.map(|notice| (person, TaskKind::Plek, notice)));
    }
    Ok(found)
}

/// One open task per cause: a newer alarm of it joins it and says how far it is now.
fn task(person: &OnTheWay, kind: TaskKind, notice: Notice, now: DateTime<Utc>) -> TaskWrite {
    TaskWrite {
        id: TaskId::fresh(),
        gemeente: person.gemeente_id,
        mailbox: person.mailbox_id,
        conversation: None,
        question: None,
        session: None,
        kind: kind.as_str(),
        desk: Desk::Klantmanager.as_str(),
        assigned_to: person.klantmanager_id,
        reason: Some(notice.code),
        opened_at: now,
        cause: notice.cause,
        waits_since: None,
    }
}

/// Whose PVT sessions are all over, with fewer hours attended than the law asks, and the day of the last
/// one: another series has an alarm of its own. A trainer has some days to note who was there.
async fn short_of_hours(
    tx: &mut Tx,
    people: &[(OnTheWay, Facts)],
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<(PersonId, NaiveDate)>, StoreError> {
    let Some(needed) = value(What::PvtHours, today) else { return Ok(Vec::new()) };
    let unfinished = people.iter().filter(|(_, facts)| facts.finished_on.is_none());
    let sessions = pvt(tx, unfinished.map(|(person, _)| person.id)).await?;
    let mut short: Vec<(PersonId, NaiveDate)> = sessions
        .into_iter()
        .filter_map(|(person, sessions)| {
            let last = sessions.iter().map(|session| session.ends_at).max()?;
            let there = Some(Presence::Aanwezig.as_str());
            let attended = sessions.iter().filter(|one| one.presence.as_deref() == there);
            let attended = attended.filter_map(|one| SessionTime::new(one.starts_at, one.ends_at));
            // where nobody ever notes who is there, nothing is known
            let is_known = sessions.iter().any(|session| session.presence.is_some());
            let is_short = is_known && minutes_together(attended) < i64::from(needed) * 60;
            (is_short && last + NOTED_BY <= now).then(|| (person, local_time::local_date(last)))
        })
        .collect();
    short.sort_unstable();
    Ok(short)
}
