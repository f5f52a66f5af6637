//! The alarms of the trajectory clock, looked for every morning: each becomes work for the klantmanager
//! once per person and term. In the same round: with whom nothing moved for months, and who waits long for
//! a place (`trade/progress`). Nothing is told to the inburgeraar.
//!
//! Like a schedule it goes through people by id, some hundreds a transaction; how far it is stands in the
//! row of the job and is committed with what was raised, so that a crash raises nothing twice.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::acts::plan_schedules::{TERM_ALARMS, TERM_ALARMS_CRON, plan_schedule};
use crate::ids::{PersonId, TaskId};
use crate::plan::local_time;
use crate::store::hot::attention::{Whose, moved, waiting};
use crate::store::hot::effects::{self, TaskWrite, Writes};
use crate::store::hot::trajectory::{AlarmWrite, raise};
use crate::store::recurring_jobs::{self, Job};
use crate::store::trajectory::{OnTheWay, people_after};
use crate::store::{StoreError, Tx};
use crate::trade::progress::{Attention, Notice, stalled, waits_long};
use crate::trade::task::{Desk, TaskKind};
use crate::trade::trajectory::{Facts, due};

/// People in one transaction: some milliseconds of SQLite's writer.
const TOGETHER: i64 = 500;

/// Takes the job one step further; gives how many alarms asked for work.
pub(super) async fn run(
    tx: &mut Tx,
    job: &Job,
    attention: Attention,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let today = local_time::local_date(now);
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
    for (person, kind, notice) in unmoved(tx, &people, attention, today).await? {
        rows.push(AlarmWrite {
            person,
            about_on: notice.about,
            alarm: notice.code.clone(),
            raised_at: now,
        });
        asking.push((person, kind, notice));
    }
    let new = raise(tx, &rows).await?;
    let by_id: HashMap<PersonId, &OnTheWay> = people.iter().map(|(p, _)| (p.id, p)).collect();
    let mut writes = Writes::default();
    let mut opened = 0;
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
    attention: Attention,
    today: NaiveDate,
) -> Result<Vec<(PersonId, TaskKind, Notice)>, StoreError> {
    let mut found = Vec::new();
    let open = || people.iter().filter(|(_, facts)| facts.finished_on.is_none());
    let known = |person: &OnTheWay| local_time::local_date(person.created_at);
    let still =
        open().filter(|(p, facts)| stalled(facts, (known(p), None), attention, today).is_some());
    let whose: Vec<Whose> =
        still.clone().map(|(p, _)| Whose { person: p.id, mailbox: p.mailbox_id }).collect();
    let moved = moved(tx, &whose).await?;
    for (person, facts) in still {
        let moved_on = moved.get(&person.id).copied();
        let notice = stalled(facts, (known(person), moved_on), attention, today);
        found.extend(notice.map(|notice| (person.id, TaskKind::Termijn, notice)));
    }
    for (person, place) in waiting(tx, open().map(|(person, _)| person.id)).await? {
        let notice = waits_long(place, attention, today);
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
    }
}
