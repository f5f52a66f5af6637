//! The addresses on WhatsApp that follow from imported numbers.
//!
//! A number with a day of consent is an address. A number that was replaced is shut at once: it
//! may ring in somebody else's pocket tomorrow. Whoever writes from a shut address opens it again.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::import::report::{Remark, Report};
use super::register_address::whatsapp_handle;
use crate::ids::{AddressId, GemeenteId, MailboxId, PersonId};
use crate::message::{ChannelId, ChannelKind, Handle};
use crate::store::addresses;
use crate::store::hot::Hex;
use crate::store::hot::addresses::{self as hot, AddressWrite, Known};
use crate::store::{Result, Tx};

/// Why an address is shut: the municipality knows another number now.
pub const REPLACED: &str = "nummer-vervangen";
/// Why an address is shut: there is no consent any more, and the person never wrote.
pub const NO_CONSENT: &str = "geen-akkoord";

/// What a row says about somebody's number.
pub(super) struct Wish {
    pub(super) row: u64,
    pub(super) klantnummer: String,
    pub(super) person: PersonId,
    pub(super) mailbox: MailboxId,
    /// The number that may be messaged from now on, E.164.
    pub(super) number: Option<String>,
    /// The number that might be messaged until now.
    pub(super) before: Option<String>,
    /// The number of before is still the person's, but consent is gone.
    pub(super) withdrawn: bool,
}

/// Adds, reopens and shuts addresses; a number that somebody else has is only a warning. `taken` says
/// which row of the file had a number first, also in earlier pieces.
pub(super) async fn grant(
    tx: &mut Tx,
    (gemeente, channel): (GemeenteId, &ChannelId),
    wishes: &[Wish],
    (taken, report): (&mut HashMap<Vec<u8>, u64>, &mut Report),
    now: DateTime<Utc>,
) -> Result<()> {
    let hash = |tx: &Tx, number: &Option<String>| {
        let handle = number.as_deref().map(whatsapp_handle)?;
        Some(addresses::hash(tx.vault(), &handle))
    };
    let keys: Vec<[Option<Vec<u8>>; 2]> =
        wishes.iter().map(|wish| [hash(tx, &wish.number), hash(tx, &wish.before)]).collect();
    let hashes: Vec<Hex> = keys.iter().flatten().flatten().cloned().map(Hex).collect();
    let known: HashMap<Vec<u8>, Known> = hot::known(tx, channel, &hashes)
        .await?
        .into_iter()
        .map(|known| (known.handle_hash.clone(), known))
        .collect();

    let mut new = Vec::new();
    for (wish, [number, before]) in wishes.iter().zip(keys) {
        if let Some(old) = before.filter(|old| number.as_ref() != Some(old)) {
            shut(tx, wish, known.get(&old), now).await?;
        }
        let (Some(hash), Some(e164)) = (number, &wish.number) else { continue };
        let first = *taken.entry(hash.clone()).or_insert(wish.row);
        if first != wish.row {
            warn(report, wish, &format!("dit nummer staat ook in rij {first}"));
            continue;
        }
        match known.get(&hash) {
            None => new.push(write(tx, wish, &whatsapp_handle(e164), hash)),
            Some(known) if known.person_id == Some(wish.person) => {
                if matches!(known.unreachable_code.as_deref(), Some(REPLACED | NO_CONSENT)) {
                    addresses::reopen(tx, known.address_id).await?;
                }
            }
            Some(Known { person_id: Some(_), .. }) => {
                warn(report, wish, "dit nummer hoort al bij een andere inburgeraar");
            }
            Some(_) => warn(report, wish, "vanaf dit nummer schreef al iemand die onbekend is"),
        }
    }
    hot::insert(tx, gemeente, (channel, ChannelKind::Whatsapp), &new, now).await
}

async fn shut(tx: &mut Tx, wish: &Wish, old: Option<&Known>, now: DateTime<Utc>) -> Result<()> {
    let Some(old) = old.filter(|old| old.person_id == Some(wish.person)) else { return Ok(()) };
    // who wrote to us opened the conversation; only a new number then speaks against it
    match (wish.withdrawn, old.wrote) {
        (true, true) => Ok(()),
        (true, false) => addresses::shut(tx, old.address_id, NO_CONSENT, now).await,
        (false, _) => addresses::shut(tx, old.address_id, REPLACED, now).await,
    }
}

fn write(tx: &Tx, wish: &Wish, handle: &Handle, hash: Vec<u8>) -> AddressWrite {
    AddressWrite {
        id: AddressId::fresh(),
        mailbox: wish.mailbox,
        person: wish.person,
        kind: handle.kind(),
        hash: Hex(hash),
        sealed: Hex(addresses::seal(tx.vault(), handle)),
    }
}

fn warn(report: &mut Report, wish: &Wish, what: &str) {
    let mend = "er is geen tweede WhatsApp-adres gemaakt; nodig deze persoon uit met een brief";
    let remark = Remark::on_file(what, mend).at(wish.row, Some(&wish.klantnummer));
    report.warning(remark.in_column("telefoon"));
}
