//! The addresses on WhatsApp that follow from imported numbers.
//!
//! A number with a day of consent is an address. A number that was replaced is shut at once: it
//! may ring in somebody else's pocket tomorrow. Whoever writes from a shut address opens it again.
//! A number that several people have is a telephone that they share: each of them is reached there.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::import::report::{Remark, Report};
use super::register_address::whatsapp_handle;
use super::share_phone::{Shared, leave_phone, share_phone};
use crate::ids::{AddressId, GemeenteId, MailboxId, PersonId};
use crate::message::{ChannelId, ChannelKind, Handle};
use crate::store::addresses::{self, Found, NO_CONSENT, NewAddress, REPLACED};
use crate::store::hot::Hex;
use crate::store::hot::addresses::{self as hot, AddressWrite, Known};
use crate::store::hot::shares::{Sharer, sharers};
use crate::store::seal::Vault;
use crate::store::shares::{self, User};
use crate::store::{Result, Tx};

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

/// What the whole file says about numbers, by the hash of their handle.
#[derive(Default)]
pub(super) struct Numbers {
    /// Which row had it first, also in earlier pieces.
    taken: HashMap<Vec<u8>, u64>,
    /// Whom the file takes it from, in whatever piece they stand.
    given_up: HashMap<Vec<u8>, Vec<Wish>>,
}

impl Numbers {
    /// Notes it when this wish takes a number from its person.
    pub(super) fn note(&mut self, vault: &Vault, wish: Wish) {
        if let Some(old) = wish.before.as_ref().filter(|old| wish.number.as_ref() != Some(old)) {
            let hash = addresses::hash(vault, &whatsapp_handle(old));
            self.given_up.entry(hash).or_default().push(wish);
        }
    }
}

/// Adds, reopens, shuts and shares addresses; a number that somebody unknown has is only a warning.
pub(super) async fn grant(
    tx: &mut Tx,
    (gemeente, channel): (GemeenteId, &ChannelId),
    wishes: &[Wish],
    (file, report): (&mut Numbers, &mut Report),
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
    let nobodys = known.values().filter(|known| known.person_id.is_none());
    let phones = sharers(tx, nobodys.map(|known| known.address_id)).await?;

    // who gives up a number goes first: somebody in the same file may get it. One whose own row comes
    // in a later piece has no number until then; after a crash the same file again brings that row,
    // and finds that nothing is left to give up
    let mut givers = Vec::new();
    for (wish, [number, before]) in wishes.iter().zip(&keys) {
        if let Some(old) = before.as_ref().filter(|old| number.as_ref() != Some(old)) {
            givers.push((wish, old));
        }
    }
    let late: Vec<(Vec<Wish>, &Vec<u8>)> = keys
        .iter()
        .filter_map(|[number, _]| number.as_ref())
        .filter_map(|number| Some((file.given_up.remove(number)?, number)))
        .collect();
    givers.extend(late.iter().flat_map(|(all, old)| all.iter().map(move |wish| (wish, *old))));
    for (wish, old) in givers {
        let Some(old) = known.get(old) else { continue };
        match phones.get(&old.address_id) {
            Some(users) => leave(tx, wish, (old.address_id, users), now).await?,
            None => shut(tx, wish, old, now).await?,
        }
    }
    let (mut new, mut shared) = (Vec::new(), Vec::new());
    for (wish, [number, _]) in wishes.iter().zip(&keys) {
        let (Some(hash), Some(e164)) = (number, &wish.number) else { continue };
        let first = *file.taken.entry(hash.clone()).or_insert(wish.row);
        match known.get(hash) {
            None if first == wish.row => {
                new.push(write(tx, wish, &whatsapp_handle(e164), hash.clone()));
            }
            None => shared.push((wish, format!("dit nummer staat ook in rij {first}"))),
            Some(known) if known.person_id == Some(wish.person) => {
                if matches!(known.unreachable_code.as_deref(), Some(REPLACED | NO_CONSENT)) {
                    addresses::reopen(tx, known.address_id).await?;
                }
            }
            Some(Known { person_id: Some(_), .. }) => {
                let other = if first == wish.row {
                    "dit nummer hoort ook bij een andere inburgeraar".to_owned()
                } else {
                    format!("dit nummer staat ook in rij {first}")
                };
                shared.push((wish, other));
            }
            Some(known) => match phones.get(&known.address_id) {
                Some(users) if users.iter().any(|user| user.person_id == wish.person) => {}
                Some(_) => {
                    let what = "dit nummer hoort ook bij andere inburgeraars";
                    shared.push((wish, what.to_owned()));
                }
                None => stranger(report, wish),
            },
        }
    }
    hot::insert(tx, gemeente, (channel, ChannelKind::Whatsapp), &new, now).await?;
    for (wish, what) in shared {
        match use_together(tx, (gemeente, channel), wish, now).await? {
            Some(Shared::Together) => together(report, wish, &what),
            Some(Shared::Refused) => refused(report, wish),
            _ => {}
        }
    }
    Ok(())
}

/// The number is in use by others: from now on by this person too. None when nobody uses it any
/// more, and this person has it alone.
async fn use_together(
    tx: &mut Tx,
    (gemeente, channel): (GemeenteId, &ChannelId),
    wish: &Wish,
    now: DateTime<Utc>,
) -> Result<Option<Shared>> {
    let Some(handle) = wish.number.as_deref().map(whatsapp_handle) else { return Ok(None) };
    let Some(found) = addresses::find(tx, channel, &handle).await? else {
        // only a trial finds nobody: the piece with the other row was undone, and would not have been
        return Ok(Some(Shared::Together));
    };
    let user = User { person: wish.person, mailbox: wish.mailbox };
    let why = addresses::why_shut(tx, found.address_id).await?;
    if matches!(why.as_deref(), Some(REPLACED | NO_CONSENT)) && found.person_id.is_some() {
        // who had it has another number now, or wants nothing there: it is this person's alone
        addresses::remove_handle(tx, channel, &handle).await?;
        let new = NewAddress {
            gemeente,
            channel,
            kind: ChannelKind::Whatsapp,
            mailbox: wish.mailbox,
            person: Some(wish.person),
        };
        addresses::insert(tx, new, &[handle], now).await?;
        return Ok(None);
    }
    share_phone(tx, found.address_id, user, None, now).await.map(Some)
}

async fn leave(
    tx: &mut Tx,
    wish: &Wish,
    (phone, users): (AddressId, &[Sharer]),
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(user) = users.iter().find(|user| user.person_id == wish.person) else {
        return Ok(());
    };
    // the same rule as below, for what this very person wrote
    let wrote = user.wrote_at.is_some();
    if (wish.withdrawn && wrote) || leave_phone(tx, phone, wish.mailbox, now).await? {
        return Ok(());
    }
    // all others left in this very piece of the file: by now it is this person's alone
    match addresses::by_id(tx, phone).await? {
        Some(Found { person_id, .. }) if person_id == Some(wish.person) => {
            // what was said there went to this person; the number is somebody else's tomorrow
            let why = if wish.withdrawn { NO_CONSENT } else { REPLACED };
            addresses::shut(tx, phone, why, now).await
        }
        _ => Ok(()),
    }
}

async fn shut(tx: &mut Tx, wish: &Wish, old: &Known, now: DateTime<Utc>) -> Result<()> {
    if old.person_id != Some(wish.person) {
        return Ok(());
    }
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

fn together(report: &mut Report, wish: &Wish, what: &str) {
    let mend = "zij krijgen hun berichten op dezelfde telefoon, elk met de voornaam erboven; \
                klopt dat niet, verbeter dan het nummer";
    warn(report, wish, what, mend);
}

fn stranger(report: &mut Report, wish: &Wish) {
    let mend = "er is geen tweede WhatsApp-adres gemaakt; nodig deze persoon uit met een brief";
    warn(report, wish, "vanaf dit nummer schreef al iemand die onbekend is", mend);
}

fn refused(report: &mut Report, wish: &Wish) {
    let what = format!(
        "dit nummer hoort al bij {} anderen, of bij iemand van een andere gemeente",
        shares::MOST_USERS
    );
    let mend = "er is geen WhatsApp-adres gemaakt; verbeter het nummer, of nodig deze persoon uit \
                met een brief";
    warn(report, wish, &what, mend);
}

fn warn(report: &mut Report, wish: &Wish, what: &str, mend: &str) {
    let remark = Remark::on_file(what, mend).at(wish.row, Some(&wish.klantnummer));
    report.warning(remark.in_column("telefoon"));
}
