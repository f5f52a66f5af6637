//! The code of an invitation or a letter, sent to us: what it is worth, and whom it links.
//!
//! A token of 160 bits cannot be guessed. A code that people type has 44, so that wrong ones are
//! counted, in rows that all processes share: five within an hour from one address, and so many on a
//! channel as a whole that guessing would take longer than the codes live. Who is over is answered
//! kindly, and no code counts, not even a right one: an answer that differs would tell.

use chrono::{DateTime, Utc};

use crate::acts::second_phone::claim_in;
use crate::acts::share_phone::{Shared, share_phone};
use crate::dialog::event::{Event, Invitation};
use crate::ids::{AddressId, ClaimId, MailboxId};
use crate::message::Facts;
use crate::store::code_tries::{self, REMEMBERED};
use crate::store::inbox::Head;
use crate::store::mailboxes::InvitationRow;
use crate::store::shares::{self, User};
use crate::store::{StoreError, Tx, addresses, claims, inbox, letters, mailboxes, proofs};
use crate::trade::short_code::{self, Typed};

/// Stands in an event for a code with a slip in it, which is not worth keeping.
pub(super) const MISTYPED: &str = "-";

/// Wrong codes from one address within [`REMEMBERED`].
const TRIES: i64 = 5;
/// Wrong codes on one channel within [`REMEMBERED`]: of a thousand codes that are good, one is found
/// in some ten million years.
const TRIES_ON_CHANNEL: i64 = 200;

/// Asks, on the first telephone, whether the second is theirs too.
const DIALOG: &str = "tweede-telefoon";

/// What a code was worth.
pub(super) enum Used {
    /// Its address belongs to this mailbox now.
    Linked(MailboxId),
    /// Nothing; why.
    Not(Invitation),
}

/// Finds out what a code is worth; a good one links the address to its person.
pub(super) async fn use_code(
    tx: &mut Tx,
    head: &Head,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Used, StoreError> {
    let Some(address) = head.address_id else { return Ok(Used::Not(Invitation::Unknown)) };
    if let Some(claim) = claim_in(code) {
        return use_yes(tx, head, address, claim, now).await;
    }
    let invitation = match found(tx, address, code, now).await? {
        Ok(invitation) => invitation,
        Err(worth) => return Ok(Used::Not(worth)),
    };
    match invitation.used_by {
        Some(by) if by == address => return Ok(Used::Not(Invitation::UsedBySelf)),
        Some(_) => return Ok(Used::Not(used_by_other(tx, address, invitation, now).await?)),
        None if invitation.expires_at <= now => return Ok(Used::Not(Invitation::Expired)),
        None => {}
    }
    link(tx, head, address, invitation, now).await
}

async fn found(
    tx: &mut Tx,
    address: AddressId,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Result<InvitationRow, Invitation>, StoreError> {
    if code == MISTYPED {
        return Ok(Err(Invitation::Mistyped));
    }
    // the token of a link is never taken for a code to type: it is three times as long
    let short = match short_code::typed(code) {
        Some(Typed::Code(short)) => short,
        _ => return Ok(mailboxes::invitation(tx, code).await?.ok_or(Invitation::Unknown)),
    };
    let tries = code_tries::count(tx, address, now - REMEMBERED).await?;
    if tries.on_channel >= TRIES_ON_CHANNEL {
        tracing::warn!(
            channel = tries.channel,
            "{} wrong codes of letters came on {} within an hour: \
            for now none counts there",
            tries.on_channel,
            tries.channel
        );
    }
    if tries.own >= TRIES || tries.on_channel >= TRIES_ON_CHANNEL {
        return Ok(Err(Invitation::TooOften));
    }
    match mailboxes::invitation_by_code(tx, &short).await? {
        Some(invitation) => Ok(Ok(invitation)),
        None => {
            code_tries::note(tx, address, now).await?;
            Ok(Err(Invitation::Unknown))
        }
    }
}

async fn link(
    tx: &mut Tx,
    head: &Head,
    address: AddressId,
    invitation: InvitationRow,
    now: DateTime<Utc>,
) -> Result<Used, StoreError> {
    // the code stays good: it may be used from a telephone of its person's own
    if !shares::room_for(tx, address, invitation.person_id).await? {
        return Ok(Used::Not(Invitation::Expired));
    }
    if !mailboxes::use_invitation(tx, invitation.id, address, now).await? {
        return Ok(Used::Not(Invitation::UsedByOther));
    }
    let user = User { person: invitation.person_id, mailbox: invitation.mailbox_id };
    let shared = join(tx, head, address, user, now).await?;
    if invitation.by_letter {
        letters::answered(tx, invitation.id, now).await?;
        // whoever opened the envelope has the code: it does not prove who they are
        if shared != Shared::Own {
            proofs::must_prove(tx, address, now).await?;
        }
    }
    Ok(Used::Linked(user.mailbox))
}

/// The address is this person's from now on, and they are welcomed.
async fn join(
    tx: &mut Tx,
    head: &Head,
    address: AddressId,
    user: User,
    now: DateTime<Utc>,
) -> Result<Shared, StoreError> {
    let to = user.mailbox;
    // an address that belongs to somebody else is not taken away by a letter: both use it then
    let shared = share_phone(tx, address, user, Some(now), now).await?;
    let welcome = Event::Invited { invitation: Invitation::Accepted, facts: Facts::new() };
    inbox::append(tx, to, Some(address), (welcome.kind(), &welcome), now).await?;
    match shared {
        Shared::Nobodys => {
            mailboxes::merge(tx, head.mailbox_id, to, Some(user.person), now).await?;
        }
        _ => mailboxes::is_reached(tx, to, now).await?,
    }
    Ok(shared)
}

/// A second telephone with the code of a letter: the person is asked on the first, once. Who has
/// stopped is not asked, and a colleague has the task.
async fn used_by_other(
    tx: &mut Tx,
    address: AddressId,
    invitation: InvitationRow,
    now: DateTime<Utc>,
) -> Result<Invitation, StoreError> {
    let person = invitation.person_id;
    let of = addresses::by_id(tx, address).await?.and_then(|found| found.person_id);
    if of == Some(person) {
        return Ok(Invitation::UsedBySelf);
    }
    let owner = mailboxes::load(tx, invitation.mailbox_id).await?;
    let may_ask = invitation.by_letter && invitation.expires_at > now && owner.stopped_at.is_none();
    if !may_ask {
        return Ok(Invitation::UsedByOther);
    }
    if claims::ask(tx, address, person, now).await? {
        let event = Event::start(DIALOG, Facts::new());
        inbox::append(tx, invitation.mailbox_id, None, (event.kind(), &event), now).await?;
        return Ok(Invitation::Asked);
    }
    let open = claims::is_open(tx, address, person).await?;
    Ok(if open { Invitation::Asked } else { Invitation::UsedByOther })
}

/// The person said on the first telephone, or a colleague knows, that this one is theirs.
async fn use_yes(
    tx: &mut Tx,
    head: &Head,
    address: AddressId,
    claim: ClaimId,
    now: DateTime<Utc>,
) -> Result<Used, StoreError> {
    let Some(yes) = claims::use_yes(tx, claim, address, now).await? else {
        return Ok(Used::Not(Invitation::Unknown));
    };
    if !shares::room_for(tx, address, yes.person_id).await? {
        return Ok(Used::Not(Invitation::Expired));
    }
    let user = User { person: yes.person_id, mailbox: yes.mailbox_id };
    let shared = join(tx, head, address, user, now).await?;
    if shared != Shared::Own && !yes.by_colleague {
        proofs::must_prove(tx, address, now).await?;
    }
    Ok(Used::Linked(user.mailbox))
}
