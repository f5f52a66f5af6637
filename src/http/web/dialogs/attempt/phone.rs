//! What somebody sees on their phone: bubbles and buttons, cut to the channel's measure exactly as
//! they will leave the house.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::asked::{Phone, Wanted};
use crate::channel::window::{Allowed, allow};
use crate::channel::{limits, render};
use crate::dialog::content::Content;
use crate::dialog::conversation::Mailbox;
use crate::dialog::effect::{Effect, Say};
use crate::dialog::play::channel_name;
use crate::dialog::play::rehearsal::{Beat, Gesture, Rehearsal, Scene};
use crate::http::web::dialogs::said;
use crate::http::web::when;
use crate::ids::AddressId;
use crate::message::{ChannelKind, Choice, Part};
use crate::trade::person::Language;

/// Bubbles shown on one phone, the newest.
const MOST_ITEMS: usize = 120;

/// A phone with everything on it.
pub(super) struct Screen {
    pub(super) channel: &'static str,
    pub(super) kind: &'static str,
    pub(super) language: &'static str,
    pub(super) items: Vec<Item>,
}

/// One thing on a screen.
pub(super) enum Item {
    /// The clock, where time passed.
    Moment(String),
    /// What the bot says.
    Bot {
        /// One paragraph a line.
        lines: Vec<String>,
        buttons: Vec<Button>,
        /// What opens the list in which the buttons are.
        list: Option<String>,
        /// Not free words, but a template.
        template: Option<String>,
    },
    /// What the person does.
    Me(String),
    /// What does not come through.
    Not(String),
}

/// A button to tap.
pub(super) struct Button {
    pub(super) label: String,
    pub(super) href: Option<String>,
}

/// A rehearsal played to its end.
pub(super) struct Played {
    pub(super) rehearsal: Rehearsal,
    /// Per gesture, the opening first.
    pub(super) beats: Vec<Vec<Beat>>,
}

/// Plays everything that was done, on a phone.
pub(super) fn play(
    content: &Arc<Content>,
    dialog: &str,
    wanted: &Wanted,
    phone: Phone,
) -> Option<Played> {
    let mut scene = Scene::new(dialog, phone.language, phone.channel, wanted.begin);
    scene.moment.clone_from(&wanted.moment);
    if wanted.on_both {
        scene.channels.push(other(phone.channel));
    }
    let (mut rehearsal, opening) = Rehearsal::open(content, &scene)?;
    let mut beats = vec![opening];
    for gesture in &wanted.gestures {
        beats.push(rehearsal.act(gesture));
    }
    Some(Played { rehearsal, beats })
}

/// What stands on the phone then.
pub(super) fn screen(
    content: &Content,
    dialog: &str,
    wanted: &Wanted,
    phone: Phone,
    played: &Played,
) -> Screen {
    let mut writing = Writing {
        content,
        dialog,
        wanted,
        phone,
        mailbox: played.rehearsal.mailbox(),
        last_inbound: BTreeMap::new(),
        labels: BTreeMap::new(),
        shown_at: None,
        items: Vec::new(),
    };
    for (n, beats) in played.beats.iter().enumerate() {
        if let Some(gesture) = n.checked_sub(1).and_then(|n| wanted.gestures.get(n)) {
            writing.gesture(gesture, beats);
        }
        for beat in beats {
            if let Some(from) = beat.from {
                writing.last_inbound.insert(from, beat.at);
            }
            let says = beat.effects.iter().filter_map(|effect| match effect {
                Effect::Say(say) => Some(say),
                _ => None,
            });
            for say in says {
                writing.say(say, beat.at);
            }
        }
    }
    let skipped = writing.items.len().saturating_sub(MOST_ITEMS);
    // whoever changes the language in the middle goes on in the other
    let language = played.rehearsal.mailbox().language;
    Screen {
        channel: channel_name(phone.channel),
        kind: phone.channel.as_str(),
        language: language.as_str(),
        items: writing.items.split_off(skipped),
    }
}

fn other(channel: ChannelKind) -> ChannelKind {
    match channel {
        ChannelKind::Telegram => ChannelKind::Whatsapp,
        ChannelKind::Whatsapp => ChannelKind::Telegram,
    }
}

struct Writing<'a> {
    content: &'a Content,
    dialog: &'a str,
    wanted: &'a Wanted,
    phone: Phone,
    mailbox: &'a Mailbox,
    /// When the person last did something, by where they did it.
    last_inbound: BTreeMap<AddressId, DateTime<Utc>>,
    /// What the buttons say that were shown so far, by what they carry.
    labels: BTreeMap<String, String>,
    shown_at: Option<DateTime<Utc>>,
    items: Vec<Item>,
}

impl Writing<'_> {
    fn gesture(&mut self, gesture: &Gesture, beats: &[Beat]) {
        let words = match gesture {
            Gesture::Type(words) => words.clone(),
            Gesture::Tap(payload) => {
                self.labels.get(payload).cloned().unwrap_or_else(|| say!("(een knop)").to_owned())
            }
            Gesture::Choose(key) => self.label_of(key, beats),
            Gesture::Send(kind) if kind == "voice" => say!("🎤 (spraakbericht)").to_owned(),
            Gesture::Send(_) => say!("📷 (foto)").to_owned(),
            Gesture::Fail => {
                self.items.push(Item::Not(say!("Dit bericht komt niet aan.").to_owned()));
                return;
            }
            Gesture::Wait(_) | Gesture::UntilNext => return,
        };
        if let Some(beat) = beats.first() {
            self.clock(beat.at);
        }
        self.items.push(Item::Me(words));
    }

    fn label_of(&self, key: &str, beats: &[Beat]) -> String {
        let tapped = beats.iter().find_map(|beat| match &beat.cause {
            crate::dialog::event::Event::Chose { payload } => self.labels.get(payload),
            _ => None,
        });
        tapped.cloned().unwrap_or_else(|| key.replace('-', " "))
    }

    fn clock(&mut self, at: DateTime<Utc>) {
        if self.shown_at != Some(at) {
            self.shown_at = Some(at);
            self.items.push(Item::Moment(when::full(at)));
        }
    }

    fn say(&mut self, say: &Say, at: DateTime<Utc>) {
        self.clock(at);
        let out = self.content.words.outgoing(say.language, &say.saying);
        let address = self.mailbox.addresses.iter().find(|a| a.id == say.address);
        let channel = address.map_or(self.phone.channel, |a| a.kind);
        if channel != self.phone.channel {
            let moment = say!("Op {channel}:", channel = channel_name(channel));
            self.items.push(Item::Moment(moment));
        }
        let last_inbound = self.last_inbound.get(&say.address).copied();
        match allow(channel, at, last_inbound, out.template.is_some()) {
            Allowed::FreeForm => {
                for part in render::render(&out, limits::of(channel)) {
                    self.part(part);
                }
                let aids = &self.content.aids;
                for aid in say.saying.aids.iter().filter(|aid| aids.has(say.language, aid)) {
                    let along = say!("Er gaat een {aid} mee.", aid = said::aid(aid));
                    self.items.push(Item::Moment(along));
                }
            }
            Allowed::Template => self.template(say, &out.choices),
            Allowed::Blocked => {
                let why = say!(
                    "WhatsApp laat dit bericht nu niet door: deze persoon schreef langer dan 24 uur niet, en dit bericht heeft geen sjabloon."
                );
                self.items.push(Item::Not(why.to_owned()));
            }
        }
    }

    fn part(&mut self, part: Part) {
        let (body, choices, list) = match part {
            Part::Text { body } => (body, Vec::new(), None),
            Part::Buttons { body, choices } => (body, choices, None),
            Part::List { body, button, choices } => (body, choices, Some(button)),
            _ => return,
        };
        let buttons = self.buttons(&choices);
        self.items.push(Item::Bot { lines: lines(&body), buttons, list, template: None });
    }

    /// Outside the window: the words as they are registered, in one language.
    fn template(&mut self, say: &Say, choices: &[Choice]) {
        let words = &self.content.words;
        let language = words.template_languages(say.language, &say.saying).into_iter().next();
        let language = language.unwrap_or(Language::Nl);
        let text = words.template_text(language, &say.saying.text);
        let body = words.say(language, &text, &say.saying.facts);
        let buttons = self.buttons(choices);
        let template = say.saying.template.clone();
        self.items.push(Item::Bot { lines: lines(&body), buttons, list: None, template });
    }

    fn buttons(&mut self, choices: &[Choice]) -> Vec<Button> {
        let button = |choice: &Choice| {
            let tap = Gesture::Tap(choice.payload.clone());
            Button {
                label: choice.label.clone(),
                href: self.wanted.after(tap).map(|next| next.href(self.dialog)),
            }
        };
        let buttons = choices.iter().map(button).collect();
        self.labels.extend(choices.iter().map(|c| (c.payload.clone(), c.label.clone())));
        buttons
    }
}

fn lines(body: &str) -> Vec<String> {
    body.lines().map(str::to_owned).collect()
}
