//! A colleague notes, corrects or removes the telephone number of somebody. Source: AVG art. 16.
//!
//! It does what an import of that number does: it is read and normalised alike, becomes an address on WhatsApp
//! only with a day of consent, and the number of before is shut but stays in the history. What waited there is
//! told to be undelivered, so that it goes on at the new number. As with every correction, a file that says
//! otherwise changes nothing from then on, and says so.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::import::cell::Wrong;
use super::import::report::Report;
use super::person_card::Card;
use super::rectify::{self, card};
use super::register_address::whatsapp_handle;
use super::whatsapp_addresses::{Numbers, Wish, grant};
use crate::dialog::event::Event;
use crate::message::ChannelId;
use crate::plan::local_time::local_date;
use crate::store::addresses::{self, REPLACED};
use crate::store::board::Viewer;
use crate::store::hot::people as hot;
use crate::store::trail::Somebody;
use crate::store::{StoreError, Tx, audit, corrections, inbox, shares};
use crate::text::bsn;

/// The names of their columns in an import.
pub const FIELDS: [&str; 2] = ["telefoon", "whatsapp_akkoord_op"];

/// Digits of a citizen service number.
const BSN_DIGITS: usize = 9;

/// What a colleague fills in.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The number as people write it; empty: there is none any more.
    pub number: &'a str,
    /// The day on which the person agreed to be written to on WhatsApp; empty: they did not. Without a
    /// number it says nothing, and goes.
    pub agreed_on: &'a str,
    /// The colleague saw what [`Refusal::NotSure`] said, and means it.
    pub sure: bool,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It was so already.
    Unchanged,
    /// There is no number any more.
    Removed,
    /// Messages go there from now on.
    Reachable,
    /// It is kept; the bot does not begin there without a day of consent, or without a channel of WhatsApp.
    Kept,
    /// It is kept, and was meant although something is odd about it: shared, or not reachable.
    KeptThough,
}

/// Why nothing is changed. The transaction is to be let go.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// For a reason for which anything about somebody may not be corrected.
    #[error(transparent)]
    Any(#[from] rectify::Refusal),
    /// Somebody else has this number, or a stranger wrote from it: it can be done, if it is meant.
    #[error("{what}; {mend}")]
    NotSure {
        /// What is odd, in the words of an import.
        what: String,
        /// What would become of it, in the words of an import.
        mend: String,
    },
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Any(error.into())
    }
}

/// The number and the day of consent as they are known, in the order of [`FIELDS`]; empty: not known.
pub async fn known(tx: &mut Tx, who: &Somebody) -> Result<[String; 2], StoreError> {
    let card = card(tx, who).await?;
    Ok(FIELDS.map(|field| card.text(field)))
}

/// Keeps what was told about the number of `who`. `whatsapp`: the channel on which the municipality writes to
/// people, if it has one; `now` is civil.
///
/// # Errors
/// When it cannot be, or is odd and nobody said that it is meant: then `tx` must not be committed.
pub async fn correct_number(
    tx: &mut Tx,
    who: &Somebody,
    told: Told<'_>,
    (by, whatsapp): (Viewer, Option<&ChannelId>),
    now: DateTime<Utc>,
) -> Result<Became, Refusal> {
    if !by.role.answers_for_data() {
        return Err(rectify::Refusal::NotYours.into());
    }
    let before = card(tx, who).await?;
    let after = believed(&before, told, now)?;
    let changed: Vec<&'static str> =
        FIELDS.into_iter().filter(|field| before.text(field) != after.text(field)).collect();
    if changed.is_empty() {
        return Ok(Became::Unchanged);
    }
    let write = after.write(tx.vault(), who.klantnummer.clone(), (who.id, who.mailbox_id))?;
    hot::update(tx, who.gemeente_id, &[write], now).await?;
    let mut report = Report::default();
    if let Some(channel) = whatsapp {
        let wish = Wish {
            row: 0,
            klantnummer: who.klantnummer.clone(),
            person: who.id,
            mailbox: who.mailbox_id,
            number: after.whatsapp().map(str::to_owned),
            before: before.whatsapp().map(str::to_owned),
            withdrawn: before.phone() == after.phone(),
        };
        let seen = (&mut Numbers::default(), &mut report);
        grant(tx, (who.gemeente_id, channel), &[wish], seen, now).await?;
        goes_on(tx, who, channel, before.whatsapp(), now).await?;
    }
    let odd = report.warnings.shown.into_iter().next();
    if let Some(odd) = odd.as_ref().filter(|_| !told.sure) {
        let (what, mend) = (odd.what.clone(), odd.mend.clone());
        return Err(Refusal::NotSure { what, mend });
    }
    for field in &changed {
        corrections::note(tx, who.id, field, Some(by.staff), now).await?;
    }
    let subject = Some(("person", who.id.0));
    let detail = json!({ "fields": changed });
    audit::note(tx, by.gemeente, Some(by.staff), "rectify", subject, detail, now).await?;
    tx.ring_pages();
    Ok(match (odd, after.phone(), after.whatsapp().and(whatsapp)) {
        (Some(_), ..) => Became::KeptThough,
        (None, None, _) => Became::Removed,
        (None, Some(_), Some(_)) => Became::Reachable,
        (None, Some(_), None) => Became::Kept,
    })
}

/// The card with what was told.
fn believed(before: &Card, told: Told<'_>, now: DateTime<Utc>) -> Result<Card, Refusal> {
    let wrong = |field| move |Wrong { what, mend }| rectify::Refusal::Wrong { field, what, mend };
    let [number, day] = FIELDS;
    let digits = told.number.chars().filter(char::is_ascii_digit).count();
    if digits == BSN_DIGITS && bsn::without_bsn(told.number) != told.number {
        return Err(wrong(number)(Wrong::new("dit lijkt op een BSN", "haal het weg")).into());
    }
    let mut after = before.clone();
    after.set(number, told.number).map_err(wrong(number))?;
    // who has no number agreed to nothing there; a number of later is agreed to anew
    let agreed_on = if after.phone().is_some() { told.agreed_on } else { "" };
    after.set(day, agreed_on).map_err(wrong(day))?;
    if after.agreed_on().is_some_and(|day| day > local_date(now)) {
        let mend = "schrijf de dag waarop de inburgeraar akkoord gaf, of laat leeg";
        return Err(wrong(day)(Wrong::new("deze dag moet nog komen", mend)).into());
    }
    Ok(after)
}

/// What waits to leave for a number that is shut by now is told to be undelivered.
async fn goes_on(
    tx: &mut Tx,
    who: &Somebody,
    channel: &ChannelId,
    before: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(old) = before.map(whatsapp_handle) else { return Ok(()) };
    let Some(found) = addresses::find(tx, channel, &old).await? else { return Ok(()) };
    let is_shut = addresses::why_shut(tx, found.address_id).await?.as_deref() == Some(REPLACED);
    if found.person_id != Some(who.id) || !is_shut {
        return Ok(());
    }
    for (mailbox, question) in
        shares::cancel(tx, found.address_id, Some(who.mailbox_id), now).await?
    {
        let event = Event::Undelivered { question, why: REPLACED.to_owned() };
        inbox::append(tx, mailbox, Some(found.address_id), (event.kind(), &event), now).await?;
    }
    Ok(())
}
