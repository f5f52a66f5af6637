//! A colleague makes two entries one person: who goes is a person no more, and everything of theirs is of who stays.
//!
//! Which rows are whose, and how they move, stands in `store/merging/owned`. What a merge would do is found out by
//! doing and undoing it, so that the page before it is no guess; what it changed is noted row by row, so that
//! [`split::split`] can undo it. Nothing is sent because of it, and nothing twice after it: of two conversations, places,
//! reminders or tasks about the same, one ends.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::rectify;
use super::share_phone::leave_phone;
use crate::ids::{AddressId, MailboxId, MergeId, PersonId};
use crate::store::board::Viewer;
use crate::store::merging::fields::{self, FIELDS};
use crate::store::merging::{self, Journal, NewMerge, Scope, ending, owned};
use crate::store::personal::erase as rows;
use crate::store::trail::{self, Somebody};
use crate::store::{StoreError, Tx, audit, corrections, duplicates, hot, mailboxes};

pub mod aside;
mod compare;
pub mod split;

pub use compare::{Difference, differences};

/// Why nothing is merged.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// One of them is not among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// This is for who answers for the data of people.
    #[error("this is for klantmanagers")]
    NotYours,
    /// Somebody with themselves.
    #[error("this is the same person")]
    Same,
    /// It was done: by this form, or by this colleague.
    #[error("it was done before")]
    Done {
        /// Who stayed.
        stayed: PersonId,
    },
    /// A colleague was first.
    #[error("a colleague merged one of them")]
    Merged {
        /// Who.
        by: String,
        /// When, civil.
        at: DateTime<Utc>,
        /// Who stayed.
        stayed: PersonId,
    },
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a colleague wants.
pub struct Wanted<'a> {
    /// Made when the form was drawn.
    pub id: MergeId,
    /// Who stays.
    pub stays: PersonId,
    /// Who goes.
    pub goes: PersonId,
    /// Names of the fields that who stays takes over.
    pub takes: &'a [&'a str],
    /// For so many days it can be undone.
    pub undo_days: u16,
}

/// What was done. Deliberately without `Debug`: it is personal data.
pub struct Merged {
    /// Who stays, as they were.
    pub stays: Somebody,
    /// Who goes.
    pub goes: Somebody,
    /// What each field says of either.
    pub differences: Vec<Difference>,
    /// What was changed.
    pub journal: Journal,
    /// Conversations that end, because the same is asked of who stays.
    pub ended: usize,
    /// Until when it can be undone, civil.
    pub undo_until: DateTime<Utc>,
}

/// Makes one person of two. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn merge(
    tx: &mut Tx,
    wanted: Wanted<'_>,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<Merged, Refusal> {
    if !by.role.merges() {
        return Err(Refusal::NotYours);
    }
    if wanted.stays == wanted.goes {
        return Err(Refusal::Same);
    }
    let (stays, goes) = both(tx, &wanted, by).await?;
    let phones = lock(tx, [&stays, &goes]).await?;
    // under the lock: a colleague may have been first
    let (stays, goes) = both(tx, &wanted, by).await?;
    let (from, into) = (goes.mailbox_id, stays.mailbox_id);
    let differences = differences(tx, &stays, &goes).await?;
    let addresses = ending::addresses_of(tx, goes.id).await?;
    let telephones = phones.iter().map(|(address, _)| address.0).collect();
    let scope = Scope::of(tx, [stays.id.0, goes.id.0], [into.0, from.0], telephones).await?;
    let before = scope.look(tx).await?;

    let taken = take_over(tx, &wanted, &differences).await?;
    let mut places = Vec::new();
    for (gone, kept, _) in ending::double_places(tx, goes.id, stays.id).await? {
        ending::change_place(tx, from, (gone, kept)).await?;
        owned::move_place(tx, gone, kept).await?;
        ending::one_place(tx, gone, kept).await?;
        places.push((gone, kept));
    }
    let ended = ending::double_talks(tx, from, into, now).await?;
    ending::double_work(tx, from, into, now).await?;
    ending::one_mailbox(tx, from, into).await?;
    ending::reached_since(tx, goes.id, stays.id).await?;
    for (other, who, at) in duplicates::put_aside_of(tx, goes.id).await? {
        if other != stays.id {
            duplicates::put_aside(tx, (stays.id, other), by.gemeente, (who, at)).await?;
        }
    }
    owned::move_mailbox(tx, from, into).await?;
    for (address, mailbox) in &phones {
        if *mailbox == from && phones.contains(&(*address, into)) {
            merging::wrote_together(tx, *address, (from, into)).await?;
            leave_phone(tx, *address, from, now).await?;
        }
    }
    owned::move_person(tx, goes.id, stays.id).await?;
    merging::take_away(tx, goes.id, (from, into)).await?;
    if stays_reached(tx, &stays).await? {
        mailboxes::is_reached(tx, into, now).await?;
    }
    for field in FIELDS.iter().filter(|field| taken.contains(&field.name)) {
        for column in field.corrects {
            corrections::note(tx, stays.id, column, Some(by.staff), now).await?;
        }
    }
    note_keys(tx, &stays).await?;

    let mut journal = before.changed_to(&scope.look(tx).await?);
    (journal.places, journal.addresses) = (places, addresses);
    let undo_until = now + TimeDelta::days(i64::from(wanted.undo_days));
    let new = NewMerge {
        id: wanted.id,
        stays: stays.id,
        gone: (goes.id, from),
        klantnummer: &goes.klantnummer,
        undo_until,
        journal: &journal,
    };
    merging::note(tx, new, by, now).await?;
    let rows: usize = journal.moved().values().sum();
    for (subject, other) in [(stays.id, goes.id), (goes.id, stays.id)] {
        let detail = json!({ "with": other, "stays": stays.id, "rows": rows });
        let subject = Some(("person", subject.0));
        audit::note(tx, by.gemeente, Some(by.staff), "merge_people", subject, detail, now).await?;
    }
    tx.ring_pages();
    Ok(Merged { stays, goes, differences, journal, ended, undo_until })
}

/// Both as they are, unless one of them went already.
async fn both(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    by: Viewer,
) -> Result<(Somebody, Somebody), Refusal> {
    if let Some(done) = merging::one(tx, wanted.id, by.gemeente).await? {
        return Err(Refusal::Done { stayed: done.person_id });
    }
    let stays = one(tx, wanted.stays, by).await?;
    let goes = one(tx, wanted.goes, by).await?;
    Ok((stays, goes))
}

async fn one(tx: &mut Tx, person: PersonId, by: Viewer) -> Result<Somebody, Refusal> {
    if let Some(somebody) = trail::seen_by(tx, person, by).await? {
        return Ok(somebody);
    }
    let merge = merging::went(tx, person, by.gemeente).await?.ok_or(Refusal::Unknown)?;
    // whoever took them in must be somebody this colleague may see
    let stayed = merge.person_id;
    trail::seen_by(tx, stayed, by).await?.ok_or(Refusal::Unknown)?;
    Err(match merge.merged_by == by.staff {
        true => Refusal::Done { stayed },
        false => Refusal::Merged { by: merge.by, at: merge.merged_at, stayed },
    })
}

/// Keeps the loops out of their mailboxes; gives the telephones that they use with others, and whose mailbox uses each.
async fn lock(tx: &mut Tx, two: [&Somebody; 2]) -> Result<Vec<(AddressId, MailboxId)>, StoreError> {
    let (mut phones, mut locked) = (Vec::new(), Vec::new());
    for who in two {
        locked.push(who.mailbox_id);
        for (address, mailbox) in rows::phones(tx, who.id).await? {
            locked.push(mailbox);
            phones.push((address, who.mailbox_id));
        }
    }
    rows::lock(tx, &locked).await?;
    Ok(phones)
}

/// What is known of one only is known; what a colleague chose is taken over. Gives what was chosen.
async fn take_over(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    differences: &[Difference],
) -> Result<Vec<&'static str>, StoreError> {
    let mut chosen = Vec::new();
    for difference in differences {
        let is_chosen = difference.asks && wanted.takes.contains(&difference.field.name);
        if is_chosen {
            chosen.push(difference.field.name);
        }
        if is_chosen || !difference.asks {
            fields::take(tx, difference.field, wanted.goes, wanted.stays).await?;
        }
    }
    Ok(chosen)
}

async fn stays_reached(tx: &mut Tx, stays: &Somebody) -> Result<bool, StoreError> {
    Ok(!ending::addresses_of(tx, stays.id).await?.is_empty()
        || !rows::phones(tx, stays.id).await?.is_empty())
}

/// By what somebody is recognised, as they are now.
async fn note_keys(tx: &mut Tx, who: &Somebody) -> Result<(), StoreError> {
    let card = rectify::card(tx, who).await?;
    let write = card.write(tx.vault(), who.klantnummer.clone(), (who.id, who.mailbox_id))?;
    hot::duplicates::note(tx, who.gemeente_id, &[write]).await
}
