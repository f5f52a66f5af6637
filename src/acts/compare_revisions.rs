//! Reads the past of some people, without their names, so that two revisions can be compared on it. Looks
//! only; what it gives lives in memory and holds typed words, so it goes nowhere but into `compare`.

use chrono::{DateTime, TimeDelta, Utc};

use crate::dialog::conversation::AddressView;
use crate::dialog::time_machine::{Happened, MOST_EVENTS, Past, without_names};
use crate::ids::GemeenteId;
use crate::message::ChannelKind;
use crate::store::hot::heads;
use crate::store::mailboxes::{AddressRow, MailboxRow};
use crate::store::{StoreError, Tx, past};
use crate::trade::person::Language;

/// People, at most.
pub const MOST_PEOPLE: u32 = 2000;

/// Whose past is read.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// To whom something happened in this time before now.
    pub since: TimeDelta,
    /// So many people at most, those who came last first; never more than [`MOST_PEOPLE`].
    pub limit: u32,
}

/// The past of these people; `now` is civil.
pub async fn pasts(tx: &mut Tx, whose: Whose, now: DateTime<Utc>) -> Result<Vec<Past>, StoreError> {
    let limit = i64::from(whose.limit.min(MOST_PEOPLE));
    let since = now.checked_sub_signed(whose.since).unwrap_or(DateTime::UNIX_EPOCH);
    let lively = past::lively(tx, whose.gemeente, since, limit).await?;
    let rows = heads::mailboxes(tx, &lively).await?;
    let mut addresses = heads::addresses(tx, &lively).await?;
    let mut all = Vec::with_capacity(lively.len());
    for mailbox in lively {
        let Some(row) = rows.get(&mailbox) else { continue };
        let ways = addresses.remove(&mailbox).unwrap_or_default();
        let events = past::events(tx, mailbox, MOST_EVENTS as i64).await?;
        let questions = past::questions(tx, mailbox).await?;
        all.push(Past {
            gemeente: row.gemeente_code.clone(),
            known: row.person_id.is_some(),
            language: Language::parse(&row.language).unwrap_or(Language::Nl),
            has_coach: row.coach_id.is_some(),
            addresses: ways.iter().filter_map(|way| view(way, row)).collect(),
            events: events
                .into_iter()
                .map(|opened| Happened {
                    id: opened.id,
                    event: without_names(opened.event),
                    from: opened.address,
                    at: opened.at,
                })
                .collect(),
            questions: questions
                .into_iter()
                .map(|(id, dialog, step)| (id, (dialog, step)))
                .collect(),
        });
    }
    Ok(all)
}

/// As if it could always be used: what was shut later was open then.
fn view(address: &AddressRow, row: &MailboxRow) -> Option<AddressView> {
    let kind = ChannelKind::parse(&address.kind)?;
    Some(AddressView {
        id: address.id,
        kind,
        usable: true,
        may_write_first: address.last_inbound_at.is_some()
            || (kind == ChannelKind::Whatsapp && row.whatsapp_consent),
        last_inbound_at: address.last_inbound_at,
    })
}
