//! Handles what comes in along with its storing, so that a tap and its answer wait for the disk once.
//!
//! A savepoint holds it: what fails is undone, and left to the loop in `handle_inbox`, which finds
//! out what is wrong with it.

use std::collections::HashMap;

use super::Work;
use super::deliver::{Calls, Taken};
use super::handle_inbox::{TOGETHER, handle};
use crate::ids::MailboxId;
use crate::store::hot::arrivals::{self, Placed};
use crate::store::hot::heads;
use crate::store::inbox::Head;
use crate::store::{StoreError, Tx};

/// What was handled along with its coming in.
#[derive(Default)]
pub(super) struct Along {
    /// So many events.
    pub(super) events: usize,
    /// Answers that may be sent after the commit.
    pub(super) answers: Vec<Taken>,
}

/// Handles what comes in, in the transaction that takes it in, so that both share a commit: of
/// each of these mailboxes, which are locked, the first event, if nothing waits before it. The rest,
/// and everything when this fails, is put in the inbox, for the loop.
pub(super) async fn handle_along(
    work: &Work,
    tx: &mut Tx,
    calls: Option<&Calls>,
    came: Vec<Placed>,
) -> Result<Along, StoreError> {
    let busy = heads::busy(tx, came.iter().map(|event| event.mailbox)).await?;
    let mut lowest: HashMap<MailboxId, i64> = HashMap::new();
    for event in &came {
        let seq = lowest.entry(event.mailbox).or_insert(event.seq);
        *seq = (*seq).min(event.seq);
    }
    // an invitation locks a second mailbox, so it is left to the loop, which holds nothing else
    let (mut first, mut rest): (Vec<Placed>, Vec<Placed>) = came.into_iter().partition(|event| {
        let is_next = lowest.get(&event.mailbox) == Some(&event.seq);
        is_next && !busy.contains(&event.mailbox) && event.kind != "token"
    });
    rest.extend(first.split_off(first.len().min(TOGETHER)));
    let mut along = Along::default();
    if !first.is_empty() {
        match tx.attempt(async |tx| first_events(work, tx, calls, &first).await).await? {
            Ok(answers) => along = Along { events: first.len(), answers },
            Err(error) => {
                if !error.is_conflict() {
                    let cause = std::error::Error::source(&error).map(ToString::to_string);
                    tracing::warn!(%error, cause, "events are left to the loop that handles them");
                    metrics::counter!("wegwijzer_along_failures").increment(1);
                }
                rest.extend(first);
            }
        }
    }
    arrivals::put(tx, &rest).await?;
    Ok(along)
}

async fn first_events(
    work: &Work,
    tx: &mut Tx,
    calls: Option<&Calls>,
    events: &[Placed],
) -> Result<Vec<Taken>, StoreError> {
    let heads: Vec<Head> = events.iter().map(Head::from).collect();
    let done = handle(work, tx, calls, &heads).await?;
    heads::remember(tx, events, done.at).await?;
    Ok(done.taken)
}

impl From<&Placed> for Head {
    fn from(event: &Placed) -> Self {
        Self {
            id: event.id,
            mailbox_id: event.mailbox,
            seq: event.seq,
            address_id: event.address,
            kind: event.kind.to_owned(),
            sealed: event.sealed.0.clone(),
            received_at: event.received_at,
            tries: 0,
        }
    }
}
