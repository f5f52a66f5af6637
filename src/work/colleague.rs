//! What falls due between a colleague and a person: a message for later, one that waited in vain, a conversation in
//! which nobody wrote for long.

use chrono::{DateTime, Utc};

use crate::dialog::event::Event;
use crate::ids::{MailboxId, StaffId};
use crate::store::hot::arrivals::{self, NewEvent};
use crate::store::{StoreError, Tx, mailboxes, staff_messages, tasks};
use crate::trade::task::TaskKind;

/// Gives what colleagues wrote for now to its mailboxes, and ends what waited in vain; gives how much.
pub(super) async fn messages(
    tx: &mut Tx,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let due = staff_messages::due(tx, now, limit).await?;
    mailboxes::lock(tx, due.iter().map(|message| message.mailbox)).await?;
    for message in &due {
        staff_messages::give(tx, message, now).await?;
    }
    let expired = staff_messages::expire(tx, now, limit).await?;
    Ok(due.len() + expired.len())
}

/// Conversations in which nobody wrote for long are the bot's again. One that is told so twice changes nothing.
pub(super) async fn hand_back(
    tx: &mut Tx,
    quiet: &[MailboxId],
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    mailboxes::lock(tx, quiet.iter().copied()).await?;
    let event = Event::HandedBack { by: None, name: None };
    let mut events = Vec::with_capacity(quiet.len());
    for mailbox in quiet {
        events.push(NewEvent::ours(tx, *mailbox, (event.kind(), &event))?);
    }
    arrivals::append(tx, events, now).await?;
    Ok(quiet.len())
}

/// A colleague answered, or gave the conversation back: nobody need look at what was written before.
pub(super) async fn has_read(
    tx: &mut Tx,
    mailbox: MailboxId,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let kind = TaskKind::Bericht;
    tasks::close_cause(tx, (mailbox, kind), kind.as_str(), (by, now)).await
}
