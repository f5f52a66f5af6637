//! The alarms of the trajectory clock, looked for every morning: each becomes work for the klantmanager
//! once per person and term. Nothing is told to the inburgeraar.
//!
//! Like a schedule it goes through people by id, some hundreds a transaction; how far it is stands in the
//! row of the job and is committed with what was raised, so that a crash raises nothing twice.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::acts::plan_schedules::{TERM_ALARMS, TERM_ALARMS_CRON, plan_schedule};
use crate::ids::{PersonId, TaskId};
use crate::plan::local_time;
use crate::store::hot::effects::{self, TaskWrite, Writes};
use crate::store::hot::trajectory::{AlarmWrite, raise};
use crate::store::recurring_jobs::{self, Job};
use crate::store::trajectory::{OnTheWay, people_after};
use crate::store::{StoreError, Tx};
use crate::trade::task::{Desk, TaskKind};
use crate::trade::trajectory::{Alarm, due};

/// People in one transaction: some milliseconds of SQLite's writer.
const TOGETHER: i64 = 500;

/// Takes the job one step further; gives how many alarms asked for work.
pub(super) async fn run(tx: &mut Tx, job: &Job, now: DateTime<Utc>) -> Result<usize, StoreError> {
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
                asking.push((person.id, alarm));
            }
        }
    }
    let new = raise(tx, &rows).await?;
    let by_id: HashMap<PersonId, &OnTheWay> = people.iter().map(|(p, _)| (p.id, p)).collect();
    let mut writes = Writes::default();
    let mut opened = 0;
    for (id, alarm) in asking {
        let is_new = new.contains(&(id, alarm.about, alarm.code()));
        let Some(person) = by_id.get(&id).filter(|_| is_new) else { continue };
        writes.open(task(person, &alarm, now));
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

/// One open task per kind of alarm: a newer one joins it and says how far it is now.
fn task(person: &OnTheWay, alarm: &Alarm, now: DateTime<Utc>) -> TaskWrite {
    TaskWrite {
        id: TaskId::fresh(),
        gemeente: person.gemeente_id,
        mailbox: person.mailbox_id,
        conversation: None,
        question: None,
        session: None,
        kind: TaskKind::Termijn.as_str(),
        desk: Desk::Klantmanager.as_str(),
        assigned_to: person.klantmanager_id,
        reason: Some(alarm.code()),
        opened_at: now,
        cause: alarm.family.as_str().to_owned(),
    }
}
