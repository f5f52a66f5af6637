//! From a row to words: everything that the call needs.

use std::time::Instant;

use super::aids::{self, Source};
use super::{Ended, Outcome};
use crate::channel::window::{Allowed, allow};
use crate::channel::{limits, render};
use crate::dialog::conversation::RevisionId;
use crate::message::{ChannelKind, Facts, Handle, Lane, Part, Saying, TextId};
use crate::store::hot::outbox::Picked;
use crate::store::outbox::{self, Claimed};
use crate::store::{StoreError, Tx, addresses, hidden};
use crate::trade::person::Language;
use crate::trade::template::registry::Registry;
use crate::work::templates::{Carrier, NONE_APPROVED, carrier};
use crate::work::{OpenChannel, Work};

/// A part, ready to be called out.
pub(super) struct Ready {
    pub(super) claimed: Claimed,
    pub(super) channel: OpenChannel,
    pub(super) to: Handle,
    pub(super) part: Part,
    /// If the platform says that the window is shut after all.
    pub(super) fallback: Option<Part>,
    /// When it was taken: its lease runs.
    pub(super) since: Instant,
    /// Where the bytes of a file come from that is handed over.
    pub(super) source: Option<Source>,
}

/// What a claim gives: a call to make, or an end without one.
pub(super) enum Prepared {
    Ready(Box<Ready>),
    Ended(Box<Ended>),
}

/// The words as they will be sent, in the form that is allowed now.
pub(super) async fn prepare(
    work: &Work,
    tx: &mut Tx,
    registry: &Registry,
    picked: Picked,
) -> Result<Prepared, StoreError> {
    let now = work.clock.civil();
    let claimed = picked.part.clone();
    if claimed.expires_at <= now {
        return Ok(Prepared::ended(claimed, Outcome::Expired));
    }
    if claimed.lane == Lane::Bulk.rank() && picked.no_bulk_since.is_some() {
        return Ok(Prepared::impossible(claimed, "geen-mededelingen"));
    }
    let Some(channel) = work.channels.get(&claimed.channel).cloned() else {
        return Ok(Prepared::impossible(claimed, "geen-kanaal"));
    };
    if claimed.part_no > 0
        && channel.of.kind == ChannelKind::Whatsapp
        && outbox::is_carried(tx, claimed.id).await?
    {
        return Ok(Prepared::ended(claimed, Outcome::Carried));
    }
    let Some(to) = handle(tx, &picked).await? else {
        return Ok(Prepared::impossible(claimed, "geen-naam"));
    };
    if claimed.aid.is_some() {
        return aids::prepare(work, tx, picked, (channel, to)).await;
    }
    let saying: Saying = tx.vault().open_json("outbox.sealed", &picked.sealed)?;
    if saying.text.0 == hidden::TAKES_AWAY {
        return takes_away(tx, (claimed, channel, to)).await;
    }
    let content = work.content(tx, &RevisionId(picked.revision.clone())).await?;
    let language = Language::parse(&picked.language).unwrap_or(Language::En);
    let mut words = content.words.outgoing(language, &saying);
    if claimed.doubtful {
        let again = content.words.say(language, &TextId::from("nogmaals"), &Facts::new());
        words.body = format!("{again}\n{}", words.body);
    }
    let reader = (&*content.words, language);
    let carrier = carrier(registry, &channel.of, reader, &saying, work.clock.machine());
    let template = carrier.part();
    let number = usize::try_from(claimed.part_no).unwrap_or(0);
    let free = render::render(&words, limits::of(channel.of.kind)).into_iter().nth(number);
    let last = picked.last_inbound_at.filter(|_| !picked.template_only);
    let (part, fallback) = match allow(channel.of.kind, now, last, template.is_some()) {
        Allowed::FreeForm if number == 0 => (free, template),
        Allowed::FreeForm => (free, None),
        // a template carries the whole message, so only the first part is sent as one; that went as it
        // is, and the window has shut behind it
        Allowed::Template if number == 0 => (template, None),
        Allowed::Template => return Ok(Prepared::impossible(claimed, "venster-dicht")),
        Allowed::Blocked => {
            let Carrier::Barred { name, state, waits } = &carrier else {
                return Ok(Prepared::impossible(claimed, "venster-dicht"));
            };
            work.tell_barred(tx, &channel.of, (name, *state)).await?;
            let never = Outcome::Impossible(NONE_APPROVED);
            return Ok(Prepared::ended(claimed, if *waits { Outcome::Held } else { never }));
        }
    };
    Ok(match part {
        Some(part) => {
            let since = Instant::now();
            Prepared::Ready(Box::new(Ready {
                claimed,
                channel,
                to,
                part,
                fallback,
                since,
                source: None,
            }))
        }
        None => Prepared::impossible(claimed, "leeg"),
    })
}

/// A part without words: it takes away what an earlier one brought, if that arrived.
async fn takes_away(
    tx: &mut Tx,
    (claimed, channel, to): (Claimed, OpenChannel, Handle),
) -> Result<Prepared, StoreError> {
    let Some(message_id) = hidden::taken_by(tx, claimed.id).await? else {
        return Ok(Prepared::ended(claimed, Outcome::Nothing));
    };
    let (part, since) = (Part::Remove { message_id }, Instant::now());
    let ready = Ready { claimed, channel, to, part, fallback: None, since, source: None };
    Ok(Prepared::Ready(Box::new(ready)))
}

/// What the platform is told. A number was picked with the part; which of several user ids is the
/// useful one, only their values tell.
async fn handle(tx: &mut Tx, picked: &Picked) -> Result<Option<Handle>, StoreError> {
    let address = picked.part.address_id;
    match (&picked.handle_kind, &picked.handle_sealed) {
        (Some(kind), _) if kind == "bsuid" => addresses::handle_of(tx, address).await,
        (Some(kind), Some(sealed)) => {
            addresses::open_handle(tx.vault(), address, kind, sealed).map(Some)
        }
        _ => Ok(None),
    }
}
