//! What a colleague says became of letters: posted, come back, not needed.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{By, Refusal, in_order, take};
use crate::ids::LetterId;
use crate::store::tasks::{self, NewTask};
use crate::store::{Tx, audit, letters, people};
use crate::trade::task::{Desk, TaskKind};

/// These letters were posted: each is a try to reach somebody, and the tasks to write are done. One that
/// was posted before is left as it is. Says how many were posted now; `now` is civil.
pub async fn mark_posted(
    tx: &mut Tx,
    asked: &[LetterId],
    by: By,
    now: DateTime<Utc>,
) -> Result<usize, Refusal> {
    let mut posted = Vec::new();
    for letter in in_order(asked) {
        let row = take(tx, letter, by).await?;
        if row.posted_at.is_some() {
            continue;
        }
        if row.printed_at.is_none() {
            return Err(Refusal::NotNow("it was not printed yet"));
        }
        letters::posted(tx, &row, (by.staff, now)).await?;
        letters::close_tasks(tx, row.mailbox_id, (by.staff, now)).await?;
        posted.push(letter);
    }
    note(tx, "post_letters", &posted, by, now).await?;
    Ok(posted.len())
}

/// These letters came back: their codes are worth nothing, and a klantmanager gets the task to find the
/// right address. One that came back before is left as it is.
pub async fn mark_returned(
    tx: &mut Tx,
    asked: &[LetterId],
    by: By,
    now: DateTime<Utc>,
) -> Result<usize, Refusal> {
    let mut returned = Vec::new();
    for letter in in_order(asked) {
        let row = take(tx, letter, by).await?;
        if row.returned_at.is_some() {
            continue;
        }
        if row.posted_at.is_none() {
            return Err(Refusal::NotNow("it was not posted yet"));
        }
        letters::returned(tx, &row, (by.staff, now)).await?;
        if let Some(invitation) = row.invitation_id {
            people::withdraw_invitation(tx, invitation, now).await?;
        }
        let to = letters::addressee(tx, row.person_id).await?;
        let task = NewTask {
            gemeente: by.gemeente,
            mailbox: row.mailbox_id,
            kind: TaskKind::Adres,
            desk: Desk::Klantmanager,
            assigned_to: to.klantmanager_id,
            conversation: None,
            question: None,
            session: None,
            reason: Some("retour"),
            cause: "postadres",
        };
        tasks::open(tx, task, now).await?;
        returned.push(letter);
    }
    note(tx, "letters_returned", &returned, by, now).await?;
    Ok(returned.len())
}

/// These letters are not needed after all; whatever was printed of them is worth nothing. A posted one
/// cannot be called back.
pub async fn drop_letters(
    tx: &mut Tx,
    asked: &[LetterId],
    by: By,
    now: DateTime<Utc>,
) -> Result<usize, Refusal> {
    let all = in_order(asked);
    for letter in &all {
        let row = take(tx, *letter, by).await?;
        if row.posted_at.is_some() {
            return Err(Refusal::NotNow("it was posted"));
        }
        if let Some(invitation) = row.invitation_id {
            people::withdraw_invitation(tx, invitation, now).await?;
        }
        letters::dropped(tx, *letter, (by.staff, now)).await?;
    }
    note(tx, "drop_letters", &all, by, now).await?;
    Ok(all.len())
}

async fn note(
    tx: &mut Tx,
    act: &'static str,
    letters: &[LetterId],
    by: By,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if !letters.is_empty() {
        let detail = json!({ "letters": letters });
        audit::note(tx, by.gemeente, by.staff, act, None, detail, now).await?;
    }
    Ok(())
}
