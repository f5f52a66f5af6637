//! Undoes a merge: who went is a person again, and what was theirs goes back. What came after it stays with who stayed;
//! but a conversation goes back whole, with what came of it since.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{lock, note_keys};
use crate::dialog::event::Event;
use crate::ids::{MergeId, PersonId};
use crate::store::board::Viewer;
use crate::store::hot::people;
use crate::store::merging::{self, Merge, ending, journal};
use crate::store::personal::erase as rows;
use crate::store::trail;
use crate::store::{StoreError, Tx, audit, duplicates, inbox, shares};

/// Why nothing is undone.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such merge of somebody this colleague may see.
    #[error("there is no such merge")]
    Unknown,
    /// This is for who answers for the data of people.
    #[error("this is for klantmanagers")]
    NotYours,
    /// The days are over.
    #[error("it cannot be undone any more")]
    TooLate {
        /// Until when it could, civil.
        until: DateTime<Utc>,
    },
    /// A later merge must be undone first.
    #[error("a later merge must be undone first")]
    NotLast {
        /// The klantnummer of who went in it.
        klantnummer: String,
    },
    /// It was undone.
    #[error("it was undone before")]
    Undone {
        /// Who did it.
        by: String,
        /// When, civil.
        at: DateTime<Utc>,
        /// It was this colleague.
        mine: bool,
    },
    /// The klantnummer of who went is another's by now.
    #[error("the klantnummer is another's")]
    NumberTaken,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a merge cannot be undone now, if it cannot; `all`: those of who stayed, the last first.
pub fn bars(merge: &Merge, all: &[Merge], now: DateTime<Utc>) -> Option<Refusal> {
    let until = merge.undo_until;
    if !merge.has_journal || now > until {
        return Some(Refusal::TooLate { until });
    }
    let last = all.iter().find(|one| one.undone_at.is_none());
    let later = last.filter(|last| last.id != merge.id)?;
    Some(Refusal::NotLast { klantnummer: later.klantnummer.clone() })
}

/// Undoes a merge; gives who is a person again, and how many rows went back. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn split(
    tx: &mut Tx,
    id: MergeId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(PersonId, usize), Refusal> {
    if !by.role.merges() {
        return Err(Refusal::NotYours);
    }
    let merge = held(tx, id, by, now).await?;
    let who = trail::seen_by(tx, merge.person_id, by).await?.ok_or(Refusal::Unknown)?;
    let (kept, back) = (who.mailbox_id, merge.gone_mailbox_id);
    rows::lock(tx, &[kept, back]).await?;
    lock(tx, [&who, &who]).await?;
    // under the lock: a colleague may have been first
    let merge = held(tx, id, by, now).await?;
    let taken = people::ids(tx, by.gemeente, [merge.klantnummer.as_str()]).await?;
    if taken.iter().any(|(_, person)| *person != merge.person_id) {
        return Err(Refusal::NumberTaken);
    }
    let until = merge.undo_until;
    let journal = merging::journal_of(tx, id).await?.ok_or(Refusal::TooLate { until })?;
    let rows = journal::write_back(tx, &journal).await?;
    ending::open_again(tx, kept, back).await?;
    ending::wished_since(tx, (kept, back), merge.merged_at).await?;
    ending::follow(tx, (kept, back), &journal.addresses).await?;
    for (gone, stayed) in &journal.places {
        ending::change_place(tx, back, (*stayed, *gone)).await?;
    }
    // nobody gets what is another's: what was to leave there goes another way
    let own = ending::addresses_of(tx, who.id).await?;
    let theirs = journal.addresses.iter().map(|address| (*address, kept));
    for (address, of) in theirs.chain(own.into_iter().map(|address| (address, back))) {
        for (mailbox, question) in shares::cancel(tx, address, Some(of), now).await? {
            let event = Event::Undelivered { question, why: "gesplitst".to_owned() };
            inbox::append(tx, mailbox, Some(address), (event.kind(), &event), now).await?;
        }
    }
    let again = trail::seen_by(tx, merge.gone_id, by).await?.ok_or(Refusal::Unknown)?;
    for one in [&who, &again] {
        note_keys(tx, one).await?;
    }
    duplicates::put_aside(tx, (who.id, again.id), by.gemeente, (by.staff, now)).await?;
    merging::undone(tx, id, by.staff, now).await?;
    for (subject, other) in [(who.id, again.id), (again.id, who.id)] {
        let detail = json!({ "from": other, "rows": rows });
        let subject = Some(("person", subject.0));
        audit::note(tx, by.gemeente, Some(by.staff), "split_people", subject, detail, now).await?;
    }
    tx.ring_pages();
    Ok((again.id, rows))
}

/// The merge, if it can be undone.
async fn held(tx: &mut Tx, id: MergeId, by: Viewer, now: DateTime<Utc>) -> Result<Merge, Refusal> {
    let merge = merging::one(tx, id, by.gemeente).await?.ok_or(Refusal::Unknown)?;
    trail::seen_by(tx, merge.person_id, by).await?.ok_or(Refusal::Unknown)?;
    if let (Some(at), Some(name)) = (merge.undone_at, &merge.undone_by) {
        let mine = merge.undone_by_id == Some(by.staff);
        return Err(Refusal::Undone { by: name.clone(), at, mine });
    }
    let all = merging::of(tx, merge.person_id).await?;
    match bars(&merge, &all, now) {
        Some(refusal) => Err(refusal),
        None => Ok(merge),
    }
}
