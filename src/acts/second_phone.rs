//! Somebody says whether a second telephone is theirs: on the first one, or to a colleague.
//!
//! A yes is an event in the mailbox of the second telephone, which is linked in the order of that
//! mailbox, as by a code.

use chrono::{DateTime, Utc};

use crate::dialog::event::Event;
use crate::ids::{AddressId, ClaimId, MailboxId, PersonId, StaffId};
use crate::store::{Result, Tx, addresses, claims, inbox};

/// What stands before the id of a yes, where a code would be.
const YES: &str = "yes:";

/// The id of a yes, if this is one and no code.
pub fn claim_in(token: &str) -> Option<ClaimId> {
    token.strip_prefix(YES)?.parse().ok()
}

/// Yes: the telephones that the person was asked about are linked. `by`: the colleague to whom they
/// said so. `now` is civil.
pub async fn allow_second_phone(
    tx: &mut Tx,
    person: PersonId,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<usize> {
    let allowed = claims::allow(tx, person, by, now).await?;
    for (claim, address) in &allowed {
        let Some(found) = addresses::by_id(tx, *address).await? else { continue };
        let event = Event::Token { token: format!("{YES}{claim}") };
        inbox::append(tx, found.mailbox_id, Some(*address), (event.kind(), &event), now).await?;
    }
    Ok(allowed.len())
}

/// A colleague knows that the address of this stranger is the person's: it is linked in the order of the stranger's
/// mailbox, and nothing needs to be proven. Twice is once. `now` is civil.
pub async fn link_known(
    tx: &mut Tx,
    (address, mailbox): (AddressId, MailboxId),
    person: PersonId,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(claim) = claims::know(tx, address, person, by, now).await? else { return Ok(()) };
    let event = Event::Token { token: format!("{YES}{claim}") };
    inbox::append(tx, mailbox, Some(address), (event.kind(), &event), now).await?;
    Ok(())
}
