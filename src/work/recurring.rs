//! Schedules of policies.yaml: the `cron` expression says when to look, `every_weeks` how often
//! one person is asked, counted from that person's own start.
//!
//! A run goes through everybody some hundreds at a time, one transaction each. How far it is stands in
//! the row of the job and is committed with the conversations it began, so that a crash asks nobody
//! twice and leaves nobody out.

use chrono::{DateTime, Utc};

use super::Work;
use crate::acts::plan_schedules::plan_schedule;
use crate::dialog::event::Event;
use crate::message::{Fact, Facts};
use crate::plan::policies::SchedulePolicy;
use crate::plan::{local_time, recurring};
use crate::store::hot::arrivals::{self, NewEvent};
use crate::store::recurring_jobs::{self, Candidate};
use crate::store::{StoreError, Tx, mailboxes};
use crate::trade::course;
use crate::trade::person::GroupKind;

/// People in one transaction: some milliseconds of SQLite's writer.
const TOGETHER: i64 = 500;

/// Brings the jobs in line with the published policies, and takes those that are due one step further:
/// a job stays due until it has been through everybody.
pub(super) async fn run_due(
    work: &Work,
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut started = 0;
    for job in recurring_jobs::due(tx, now).await? {
        let content = work.library(tx, &[]).await?.published;
        let Some(policy) = content.policies.schedules.get(&job.name) else {
            recurring_jobs::remove(tx, &job.name).await?;
            continue;
        };
        let dialog = content.for_schedule(&job.name).map(|d| d.dialog.value.clone());
        let people =
            recurring_jobs::people_after(tx, job.reached, TOGETHER, policy.enrolled).await?;
        let turn = |person: &&Candidate| {
            let anchor = local_time::local_date(person.created_at);
            person.reachable
                && is_for(policy, person)
                && recurring::due_week(policy.every_weeks, anchor, job.next_at)
        };
        let mut events = Vec::new();
        if let Some(dialog) = &dialog {
            let whose: Vec<_> = people.iter().filter(turn).collect();
            mailboxes::lock(tx, whose.iter().map(|person| person.mailbox_id)).await?;
            for person in whose {
                let event = Event::Start { dialog: dialog.clone(), facts: facts(policy, person) };
                events.push(NewEvent::ours(tx, person.mailbox_id, (event.kind(), &event))?);
            }
        }
        let begun = events.len();
        let asked = job.asked + i64::try_from(begun).unwrap_or(i64::MAX);
        arrivals::append(tx, events, now).await?;
        match people.last() {
            Some(last) if people.len() as i64 >= TOGETHER => {
                recurring_jobs::reached(tx, &job.name, last.id, asked).await?;
            }
            _ => {
                plan_schedule(tx, &job.name, &policy.cron, now).await?;
                let result = format!("{asked} gesprekken begonnen");
                recurring_jobs::ran(tx, &job.name, now, &result).await?;
            }
        }
        started += 1 + begun;
    }
    Ok(started)
}

/// Is this schedule for this person at all? Who has told of all hours of practice is left in peace.
fn is_for(policy: &SchedulePolicy, person: &Candidate) -> bool {
    let group = GroupKind::parse(&person.group_kind);
    let follows = policy.enrolled.is_none()
        || (person.enrolled && person.practised < course::MAP_PRACTICE_MINUTES);
    group.is_some_and(|group| policy.is_for(group)) && follows
}

/// What the dialog may mention: for a course with practice, how much of it there is so far.
fn facts(policy: &SchedulePolicy, person: &Candidate) -> Facts {
    match policy.enrolled {
        Some(_) => [("totaal".to_owned(), Fact::Hours(person.practised))].into(),
        None => Facts::new(),
    }
}
