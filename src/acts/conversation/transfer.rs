//! Somebody goes to another klantmanager: with a marker in the conversation, a task for who comes, and everything
//! that is planned left as it is.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Refusal, seen};
use crate::ids::{NoteId, PersonId, StaffId};
use crate::store::board::Viewer;
use crate::store::notes::{self, New};
use crate::store::tasks::{self, NewTask};
use crate::store::{Tx, audit};
use crate::trade::staff::Role;
use crate::trade::task::{Desk, TaskKind};

/// May a colleague with this role have people in care?
pub fn has_people(role: &str) -> bool {
    matches!(Role::parse(role), Some(Role::Klantmanager | Role::Consulent | Role::Beheerder))
}

/// Transfers `person`; false when they were in that care already. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn transfer(
    tx: &mut Tx,
    (id, person): (NoteId, PersonId),
    to: StaffId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    let who = seen(tx, person, by).await?;
    let all = notes::colleagues(tx, by.gemeente).await?;
    let new = all.iter().find(|one| one.id == to && has_people(&one.role));
    let new = new.ok_or(Refusal::NoSuchChoice)?;
    let (from, _) = notes::care_of(tx, person).await?;
    if !notes::transfer(tx, person, (from, to), now).await? {
        return Ok(false);
    }
    if let Some(from) = from {
        notes::move_tasks(tx, who.mailbox_id, (from, to)).await?;
    }
    let words = match &who.klantmanager {
        Some(old) => format!("Overgedragen van {old} aan {}.", new.name),
        None => format!("Overgedragen aan {}.", new.name),
    };
    let marker = New { id, mailbox: who.mailbox_id, by: by.staff, kind: "transfer", words: &words };
    notes::insert(tx, marker, now).await?;
    let kind = TaskKind::Overdracht;
    let task = NewTask {
        gemeente: who.gemeente_id,
        mailbox: who.mailbox_id,
        kind,
        desk: Desk::Klantmanager,
        assigned_to: Some(to),
        conversation: None,
        question: None,
        session: None,
        reason: None,
        cause: kind.as_str(),
    };
    if to != by.staff {
        tasks::open(tx, task, now).await?;
    }
    let subject = Some(("person", person.0));
    let detail = json!({ "from": from, "to": to });
    audit::note(tx, by.gemeente, Some(by.staff), "transfer", subject, detail, now).await?;
    Ok(true)
}
