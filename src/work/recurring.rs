//! Schedules of policies.yaml: the `cron` expression says when to look, `every_weeks` how often
//! one person is asked, counted from that person's own start.

use chrono::{DateTime, Utc};

use super::Work;
use crate::dialog::event::Event;
use crate::message::Facts;
use crate::plan::{local_time, recurring};
use crate::store::hot::arrivals::{self, NewEvent};
use crate::store::{StoreError, Tx, mailboxes, recurring_jobs};

/// Brings the jobs in line with the published policies, and runs those that are due.
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
        let people = recurring_jobs::reachable_people(tx).await?;
        mailboxes::lock(tx, people.iter().map(|p| p.mailbox_id)).await?;
        let mut events = Vec::new();
        for person in people {
            let anchor = local_time::local_date(person.created_at);
            if let Some(dialog) = &dialog
                && recurring::due_week(policy.every_weeks, anchor, job.next_at)
            {
                let event = Event::Start { dialog: dialog.clone(), facts: Facts::new() };
                events.push(NewEvent::ours(tx, person.mailbox_id, (event.kind(), &event))?);
            }
        }
        let asked = events.len();
        arrivals::append(tx, events, now).await?;
        plan(tx, &job.name, &policy.cron, now).await?;
        recurring_jobs::ran(tx, &job.name, now, &format!("{asked} gesprekken begonnen")).await?;
        started += 1 + asked;
    }
    Ok(started)
}

/// Every schedule of the published policies has its next moment in a row.
pub async fn plan_all(work: &Work, tx: &mut Tx) -> Result<(), StoreError> {
    let now = work.clock.civil();
    let content = work.library(tx, &[]).await?.published;
    for (name, policy) in &content.policies.schedules {
        if !recurring_jobs::is_planned(tx, name, &policy.cron).await? {
            plan(tx, name, &policy.cron, now).await?;
        }
    }
    Ok(())
}

async fn plan(tx: &mut Tx, name: &str, cron: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let next = recurring::next_run(cron, now)
        .map_err(|e| StoreError::corrupt("recurring_job", name, e))?;
    match next {
        Some(at) => recurring_jobs::plan(tx, name, cron, at).await,
        None => recurring_jobs::remove(tx, name).await,
    }
}
