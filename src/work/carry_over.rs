//! Running conversations come along to the revision that was put in force, where its publisher asked for
//! that: some mailboxes at a time, each under its lock, so that no event meets a conversation halfway.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::Work;
use crate::dialog::carry::{Carry, carry};
use crate::dialog::content::Library;
use crate::dialog::conversation::{Conversation, RevisionId};
use crate::store::carrying::{self, Carrying, Counts};
use crate::store::hot::heads;
use crate::store::mailboxes::MailboxRow;
use crate::store::tasks::{self, NewTask};
use crate::store::{StoreError, Tx, content, mailboxes};
use crate::trade::person::Language;
use crate::trade::task::{Desk, TaskKind};

/// Mailboxes in one transaction: some milliseconds of SQLite's writer.
const TOGETHER: i64 = 100;

/// Takes some more people along; gives how many mailboxes were looked at, and one more at the end.
pub(super) async fn carry_some(work: &Work) -> Result<usize, StoreError> {
    let now = work.clock.civil();
    let mut tx = work.db.begin().await?;
    let Some(publication) = carrying::take_carrying(&mut tx).await? else { return Ok(0) };
    let running = content::running_after(&mut tx, publication.carry_at, TOGETHER).await?;
    mailboxes::lock(&mut tx, running.iter().copied()).await?;
    let rows = heads::mailboxes(&mut tx, &running).await?;
    // read under the lock: what was handled meanwhile is seen
    let talks = heads::conversations(&mut tx, &running, []).await?;
    let followed: BTreeSet<RevisionId> =
        talks.values().flatten().map(|talk| talk.revision.clone()).collect();
    let library = work.library(&mut tx, &followed.into_iter().collect::<Vec<_>>()).await?;
    let mut counts = Counts::default();
    for mailbox in &running {
        let Some(row) = rows.get(mailbox) else { continue };
        for talk in talks.get(mailbox).into_iter().flatten() {
            take_along(&mut tx, &library, row, talk, &mut counts, now).await?;
        }
    }
    let done_at = ((running.len() as i64) < TOGETHER).then_some(now);
    carrying::reached(&mut tx, &publication, running.last().copied(), counts, done_at).await?;
    // crash before: these people are looked at again. Crash after: the next look goes on behind them
    crate::crash_point!("carry_over: taken along", tx.commit().await)?;
    tell(&publication, done_at);
    Ok(running.len() + 1)
}

async fn take_along(
    tx: &mut Tx,
    library: &Library,
    row: &MailboxRow,
    talk: &Conversation,
    counts: &mut Counts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if talk.revision == library.published.revision {
        return Ok(());
    }
    let language = Language::parse(&row.language)
        .ok_or_else(|| StoreError::corrupt("mailbox", row.id, &row.language))?;
    match carry(library.get(&talk.revision), &library.published, talk, language) {
        Carry::Stays { .. } => counts.stayed += 1,
        Carry::Carried { conversation } => {
            counts.carried += 1;
            carrying::keep(tx, &conversation, now).await?;
        }
        Carry::Ends { conversation } => {
            counts.ended += 1;
            carrying::keep(tx, &conversation, now).await?;
            carrying::cancel_waits(tx, row.id, talk.id, now).await?;
            // what we were about to say is not said: a colleague decides whether that matters
            let cause = talk.id.to_string();
            let task = NewTask {
                gemeente: row.gemeente_id,
                mailbox: row.id,
                kind: TaskKind::Storing,
                desk: Desk::Klantmanager,
                assigned_to: row.klantmanager_id,
                conversation: Some(talk.id),
                question: None,
                session: talk.about.map(|about| about.session),
                reason: None,
                cause: &cause,
            };
            tasks::open(tx, task, now).await?;
        }
    }
    Ok(())
}

fn tell(publication: &Carrying, done_at: Option<DateTime<Utc>>) {
    if done_at.is_some() {
        let id = publication.id;
        tracing::info!(publication.id = %id, "everybody was looked at to come along to {id}");
    }
}
