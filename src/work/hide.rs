//! Quick hide: what we sent disappears from the telephone, after a word (VERBERG) or a tap on the button that is
//! offered to who has quiet messages.
//!
//! Telegram lets a bot delete what it sent in the last 48 hours: a part of the outbox for each message, the newest
//! first, so that order, limits and a crash are as for every part. On WhatsApp nobody can; the dialog says how to do it
//! oneself. Here everything stays, sealed as ever, and the contact trail tells that it was hidden.

use chrono::TimeDelta;

use super::record_effects::{Gathered, Recording};
use crate::dialog::effect::{Effect, Say};
use crate::dialog::event::Event;
use crate::dialog::payload;
use crate::ids::{AddressId, PartId};
use crate::message::{ChannelKind, Fact, Facts, Lane, SayChoice, Saying, TextId};
use crate::store::hidden::{self, TAKES_AWAY};
use crate::store::hot::Hex;
use crate::store::hot::effects::PartWrite;
use crate::store::mailboxes::AddressRow;
use crate::store::{StoreError, Tx};
use crate::text::Words;
use crate::trade::person::Language;

/// The word that always works; its dialog is `dialogs/verbergen.yaml`.
const WORD: &str = "verberg";
/// The fact that tells that dialog what is done.
const DONE: (&str, &str) = ("verbergen", "gedaan");
/// The text whose label stands on the button.
const BUTTON: &str = "verberg-knop";
/// Source: Bot API, deleteMessage: 48 hours. An hour is left for a queue that stands still.
const DELETABLE: TimeDelta = TimeDelta::hours(47);
/// More messages than anybody gets in two days.
const MOST: i64 = 50;
/// By then no platform takes anything away any more.
const LIFE: TimeDelta = TimeDelta::hours(48);

/// A tap on the button is the word. None: it is something else.
pub(super) fn in_words(event: &Event) -> Option<Event> {
    let Event::Chose { payload } = event else { return None };
    payload::asks_to_hide(payload).map(|_| Event::Said { words: WORD.to_owned() })
}

/// Does somebody ask for it?
pub(super) fn asked(words: &Words, event: &Event) -> bool {
    matches!(event, Event::Said { words: typed } if words.global_word(typed) == Some(WORD))
}

/// Queues what takes our messages away from where this came from; gives what the dialog may say of it.
pub(super) async fn take_away(
    tx: &mut Tx,
    gathered: &mut Gathered,
    from: &Recording<'_>,
) -> Result<Facts, StoreError> {
    let Some(here) = telegram(from).filter(|_| from.row.person_id.is_some()) else {
        return Ok(Facts::new());
    };
    let since = from.now - DELETABLE;
    for message in hidden::shown(tx, (from.row.id, here.id), since, MOST).await? {
        let part = part(tx, from, here)?;
        hidden::note(tx, message, part.id, from.now).await?;
        gathered.writes.queue(part);
    }
    let (name, done) = DONE;
    Ok([(name.to_owned(), Fact::Word(done.to_owned()))].into())
}

/// Where this came from, if a bot can delete there.
fn telegram<'a>(from: &Recording<'a>) -> Option<&'a AddressRow> {
    let here = from.addresses.iter().find(|address| Some(address.id) == from.route)?;
    (ChannelKind::parse(&here.kind) == Some(ChannelKind::Telegram)).then_some(here)
}

fn part(tx: &Tx, from: &Recording<'_>, to: &AddressRow) -> Result<PartWrite, StoreError> {
    let saying = Saying {
        text: TextId::from(TAKES_AWAY),
        facts: Facts::new(),
        choices: Vec::new(),
        question: None,
        template: None,
        aids: Vec::new(),
    };
    Ok(PartWrite {
        id: PartId::fresh(),
        gemeente: from.row.gemeente_id,
        mailbox: from.row.id,
        address: to.id,
        channel: to.channel.clone(),
        conversation: None,
        question: None,
        lane: Lane::Reply.rank(),
        seq: 0,
        revision: from.library.published.revision.0.clone(),
        language: Language::Nl.as_str(),
        text_id: TAKES_AWAY.to_owned(),
        sealed: Hex(tx.vault().seal_json("outbox.sealed", &saying)?),
        part_no: 0,
        aid: None,
        created_at: from.now,
        not_before: from.work.clock.machine(),
        expires_at: from.now + LIFE,
        taken_until: None,
    })
}

/// What was said last in answer to somebody with quiet messages, with a button that hides it: where they answered
/// something and nothing is asked any more. None: it is not offered now.
pub(super) fn offered(from: &Recording<'_>, effects: &[Effect]) -> Option<(usize, Say)> {
    let here = telegram(from).filter(|_| from.row.covers)?;
    effects.iter().find(|effect| matches!(effect, Effect::Record { .. }))?;
    let said = |effect: &Effect| match effect {
        Effect::Say(say) => Some(say.clone()),
        _ => None,
    };
    let (at, say) = effects.iter().enumerate().rev().find_map(|(at, e)| Some((at, said(e)?)))?;
    with_button(say, here.id, from).map(|say| (at, say))
}

fn with_button(mut say: Say, here: AddressId, from: &Recording<'_>) -> Option<Say> {
    let ends = say.lane == Lane::Reply && say.saying.choices.is_empty();
    let button = TextId::from(BUTTON);
    let words = &from.library.published.words;
    // content of before lacks the word on it
    if !ends || say.address != here || !words.has_label(Language::Nl, &button, WORD) {
        return None;
    }
    say.saying.choices.push(SayChoice {
        key: WORD.to_owned(),
        label_text: Some(button),
        payload: payload::to_hide(from.row.id),
    });
    Some(say)
}
