//! Whether a text was clear is asked by a dialog of its own ([`DIALOG`]). Here stands whether it may be asked now,
//! which is told to the dialogs as a fact, and that it was asked.

use chrono::{DateTime, TimeDelta, Utc};

use super::record_effects::Recording;
use crate::dialog::conversation::{AddressView, Mailbox};
use crate::dialog::effect::Effect;
use crate::message::{ChannelKind, Fact};
use crate::store::mailboxes::MailboxRow;
use crate::store::{StoreError, Tx, clarity};
use crate::trade::clarity::may_ask;

/// The dialog that asks; see `dialogs/duidelijk.yaml`.
const DIALOG: &str = "duidelijk";
/// Its fact: the text that it is about.
const ABOUT: &str = "over";
/// Tells every dialog whether it may be asked: `ja`, or `nee`.
const MAY: &str = "duidelijk-vragen";

/// WhatsApp takes free messages for 24 hours after somebody wrote; one hour is kept for what comes before.
const WINDOW: TimeDelta = TimeDelta::hours(23);

/// Tells the dialogs of a mailbox whether they may ask.
pub(super) fn tell(mailbox: &mut Mailbox, row: &MailboxRow, now: DateTime<Utc>) {
    let may = mailbox.known && may_ask(row.clear_asked_at, now) && is_open(&mailbox.addresses, now);
    let word = if may { "ja" } else { "nee" };
    mailbox.facts.insert(MAY.to_owned(), Fact::Word(word.to_owned()));
}

/// Can it be asked without a template? It is not worth one.
fn is_open(addresses: &[AddressView], now: DateTime<Utc>) -> bool {
    let usable = addresses.iter().filter(|address| address.usable);
    let preferred = usable.max_by_key(|address| (address.last_inbound_at, address.id));
    preferred.is_some_and(|address| match address.kind {
        ChannelKind::Whatsapp => address.last_inbound_at.is_some_and(|at| now - at < WINDOW),
        _ => true,
    })
}

/// Notes what was asked, if this effect asks it.
pub(super) async fn recorded(
    tx: &mut Tx,
    from: &Recording<'_>,
    effect: &Effect,
    all: &[Effect],
) -> Result<(), StoreError> {
    let Effect::Ask { conversation, question, .. } = effect else { return Ok(()) };
    let about = all.iter().find_map(|effect| match effect {
        Effect::Keep(kept) if kept.id == *conversation && kept.dialog == DIALOG => {
            kept.facts.get(ABOUT)
        }
        _ => None,
    });
    let Some(Fact::Word(text)) = about else { return Ok(()) };
    let whose = (from.row.gemeente_id, from.row.id);
    clarity::note(tx, whose, question.id, (text, &from.row.language), from.now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::AddressId;

    #[test]
    fn it_is_asked_where_no_template_is_needed() {
        let now: DateTime<Utc> = "2026-11-24T10:00:00Z".parse().unwrap();
        let address = |kind, usable, hours: Option<i64>| AddressView {
            id: AddressId::fresh(),
            kind,
            usable,
            may_write_first: true,
            last_inbound_at: hours.map(|hours| now - TimeDelta::hours(hours)),
        };
        let whatsapp = |hours| address(ChannelKind::Whatsapp, true, hours);
        let telegram = |hours| address(ChannelKind::Telegram, true, hours);
        let shut = address(ChannelKind::Telegram, false, Some(1));
        for (addresses, open) in [
            (vec![], false),
            (vec![telegram(None)], true),
            (vec![telegram(Some(900))], true),
            (vec![whatsapp(Some(2))], true),
            (vec![whatsapp(Some(23))], false),
            (vec![whatsapp(None)], false),
            // where they wrote last is where we write
            (vec![whatsapp(Some(30)), telegram(Some(40))], false),
            (vec![whatsapp(Some(30)), telegram(Some(20))], true),
            (vec![shut, whatsapp(Some(30))], false),
        ] {
            assert_eq!(is_open(&addresses, now), open, "{addresses:?}");
        }
    }
}
