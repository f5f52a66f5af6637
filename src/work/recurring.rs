//! Schedules of policies.yaml: the `cron` expression says when to look, `every_weeks` how often
//! one person is asked, counted from that person's own start.
//!
//! A run goes through everybody some hundreds at a time, one transaction each. How far it is stands in
//! the row of the job and is committed with the conversations it began, so that a crash asks nobody
//! twice and leaves nobody out.

use chrono::{DateTime, TimeDelta, Utc};

use super::contact_budget::{Due, weigh};
use super::{Work, term_alarms};
use crate::acts::plan_schedules::{TERM_ALARMS, plan_schedule};
use crate::dialog::event::Event;
use crate::ids::StartId;
use crate::message::{Fact, Facts};
use crate::plan::contact_budget::Verdict;
use crate::plan::policies::{Policies, SchedulePolicy};
use crate::plan::{local_time, recurring};
use crate::store::hot::arrivals::{self, NewEvent};
use crate::store::hot::starts::{self, StartWrite};
use crate::store::recurring_jobs::{self, Candidate};
use crate::store::{StoreError, Tx, mailboxes};
use crate::trade::course;
use crate::trade::person::GroupKind;

/// People in one transaction: some milliseconds of SQLite's writer.
const TOGETHER: i64 = 500;
/// A turn that the contact budget puts off comes within this, or not at all.
const OF_USE_FOR: TimeDelta = TimeDelta::days(6);

/// Brings the jobs in line with the published policies, and takes those that are due one step further:
/// a job stays due until it has been through everybody.
pub(super) async fn run_due(
    work: &Work,
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut started = 0;
    for job in recurring_jobs::due(tx, now).await? {
        if job.name == TERM_ALARMS {
            let content = work.library(tx, &[]).await?.published;
            started += term_alarms::run(tx, &job, &content.policies, now).await?;
            continue;
        }
        let content = work.library(tx, &[]).await?.published;
        let Some(run) = content.policies.runs().find(|run| run.job() == job.name) else {
            recurring_jobs::remove(tx, &job.name).await?;
            continue;
        };
        let policy = run.policy;
        let dialog = content.for_schedule(run.name).map(|d| d.dialog.value.clone());
        let people = recurring_jobs::people_after(
            tx,
            job.reached,
            TOGETHER,
            (policy.enrolled, dialog.as_deref()),
        )
        .await?;
        let turn = |person: &&Candidate| {
            let anchor = local_time::local_date(person.created_at);
            person.reachable
                && content.policies.reaches(run, &person.gemeente)
                && is_for(policy, person)
                && recurring::due_week(policy.weeks(person.unanswered), anchor, job.next_at)
        };
        let mut begun = 0;
        if let Some(dialog) = &dialog {
            let whose: Vec<&Candidate> = people.iter().filter(turn).collect();
            begun = begin(tx, (run.name, dialog), &whose, &content.policies, now).await?;
        }
        let asked = job.asked + i64::try_from(begun).unwrap_or(i64::MAX);
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

/// What a schedule begins; the dialog may mention how much practice there is so far.
pub(super) fn event(dialog: &str, practised: i64) -> Event {
    let facts: Facts = [("totaal".to_owned(), Fact::Hours(practised))].into();
    Event::start(dialog, facts)
}

/// Begins with whoever's contact budget allows it now, and plans or drops it for the others; gives with
/// how many it began.
async fn begin(
    tx: &mut Tx,
    (schedule, dialog): (&str, &str),
    whose: &[&Candidate],
    policies: &Policies,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    mailboxes::lock(tx, whose.iter().map(|person| person.mailbox_id)).await?;
    let useful_until = now + OF_USE_FOR;
    let due: Vec<Due> = whose
        .iter()
        .map(|p| Due::schedule(p.mailbox_id, &p.gemeente, (now, useful_until)))
        .collect();
    let verdicts = weigh(tx, policies, &due, now).await?;
    let (mut events, mut rows) = (Vec::new(), Vec::with_capacity(due.len()));
    for ((one, verdict), person) in due.iter().zip(verdicts).zip(whose) {
        let mut row = StartWrite {
            id: StartId::fresh(),
            mailbox: one.mailbox,
            reminder: None,
            schedule: Some(schedule.to_owned()),
            session: None,
            enrolment: None,
            dialog: Some(dialog.to_owned()),
            due_at: now,
            meant_at: now,
            useful_until,
            begun_at: None,
            dropped_at: None,
            dropped_why: None,
        };
        match verdict {
            Verdict::Goes => {
                row.begun_at = Some(now);
                let event = event(dialog, person.practised);
                events.push(NewEvent::ours(tx, one.mailbox, (event.kind(), &event))?);
            }
            Verdict::Later(at) => row.due_at = at,
            Verdict::Dropped(why) => {
                (row.dropped_at, row.dropped_why) = (Some(now), Some(why.as_str()));
            }
        }
        rows.push(row);
    }
    starts::note(tx, &rows).await?;
    let begun = events.len();
    arrivals::append(tx, events, now).await?;
    Ok(begun)
}
