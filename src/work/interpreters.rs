//! Some days before a session with an interpreter somebody decides whether one is needed: the agency wants
//! to know. The task tells how many people of that language come, do not come, and said nothing.

use chrono::{DateTime, TimeDelta, Utc};

use crate::store::interpreters::{self, Booked};
use crate::store::tasks::{self, NewTask};
use crate::store::{StoreError, Tx, mailboxes};
use crate::trade::task::{Desk, TaskKind};

/// Days before the session, unless the import says otherwise.
const USUAL_DAYS: i64 = 3;
/// No import may say more.
const MOST_DAYS: i64 = 60;

/// Opens the tasks whose day has come, once per time and place of a session; gives how many.
pub(super) async fn look(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let mut opened = 0;
    for booked in interpreters::booked(tx, (now, now + TimeDelta::days(MOST_DAYS))).await? {
        let days = booked.interpreter_days.unwrap_or(USUAL_DAYS);
        if booked.starts_at - TimeDelta::days(days) > now {
            continue;
        }
        ask(tx, &booked, now).await?;
        opened += 1;
    }
    Ok(opened)
}

async fn ask(tx: &mut Tx, booked: &Booked, now: DateTime<Utc>) -> Result<(), StoreError> {
    let (come, stay, silent) = interpreters::who_comes(tx, booked).await?;
    // it is about nobody in particular
    let mailbox = mailboxes::operators(tx, booked.gemeente_id, now).await?;
    let reason = format!("tolk-{}-{come}-{stay}-{silent}", booked.interpreter);
    let cause = format!("tolk:{}", booked.id);
    let task = NewTask {
        gemeente: booked.gemeente_id,
        mailbox,
        kind: TaskKind::Tolk,
        desk: Desk::Klantmanager,
        assigned_to: None,
        conversation: None,
        question: None,
        session: Some(booked.id),
        reason: Some(&reason),
        cause: &cause,
    };
    tasks::open(tx, task, now).await?;
    interpreters::asked(tx, booked.id, now).await
}
