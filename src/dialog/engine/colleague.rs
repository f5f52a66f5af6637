//! A colleague has the conversation: takes it over, writes, and gives it back.
//!
//! While a colleague talks, the bot begins nothing and climbs no further; a tap still answers its question, and
//! danger, "stop" and the other words that always work still do. What was put off gets its turn afterwards.

use super::super::effect::{Effect, Say, Unsent};
use super::super::event::Written;
use super::{REPLY_LIFE, Route, Run};
use crate::channel::window::{Allowed, allow};
use crate::ids::{AddressId, StaffId, StaffMessageId};
use crate::message::{Fact, Lane, Saying, TextId};
use crate::text::by_hand;
use crate::trade::task::{Desk, TaskKind};

/// What the person hears when a colleague takes the conversation over.
const TAKEN_OVER: &str = "overgenomen";

impl Run<'_> {
    /// The bot says so once, where it may, and is silent from here.
    pub(super) fn took_over(&mut self, by: StaffId, name: &str) {
        let was = std::mem::replace(&mut self.mailbox.taken_over, true);
        self.effects.push(Effect::TakeOver { by });
        let is_night = self.quiet_hours().next_allowed(self.now()) > self.now();
        if was || is_night || self.mailbox.stopped || !self.mailbox.known {
            return;
        }
        if let Some(address) = self.open_address() {
            let text = Written::Text { text: TextId::from(TAKEN_OVER), template: None };
            let say = self.by_colleague(address, name, &text);
            self.effects.push(Effect::Say(say));
        }
    }

    /// The bot goes on where it was: the open question is put again, in the morning if it is night.
    pub(super) fn handed_back(&mut self, by: Option<StaffId>) {
        if !std::mem::replace(&mut self.mailbox.taken_over, false) {
            return;
        }
        self.effects.push(Effect::HandBack { by });
        // without an open question the next in turn comes by itself
        let Some(i) = self.open().filter(|_| !self.mailbox.stopped) else { return };
        let allowed_at = self.may_speak_at(self.mailbox.conversations[i].about);
        if allowed_at > self.now() {
            self.cancel_next(i);
            self.set_next(i, allowed_at, None, 0);
            self.asked_for(i, true);
            self.note_question(i);
        } else {
            self.repeat(i, Route::Preferred, None, None);
        }
    }

    /// What a colleague wrote leaves, or waits, or cannot. Whoever writes has the conversation.
    pub(super) fn wrote(
        &mut self,
        (message, by, name): (StaffMessageId, StaffId, &str),
        written: &Written,
    ) {
        if self.mailbox.stopped {
            return self.effects.push(Effect::Unsent { message, why: Unsent::Stopped });
        }
        self.mailbox.taken_over = true;
        self.effects.push(Effect::TakeOver { by });
        let carried = matches!(written, Written::Text { template: Some(_), .. });
        let any = || self.pick(Route::Preferred);
        let address = self.open_address().or_else(|| any().filter(|_| carried));
        match (address, any()) {
            (Some(address), _) => {
                let say = self.by_colleague(address, name, written);
                self.effects.push(Effect::Tell { message, by, say });
            }
            (None, Some(_)) => {
                self.effects.push(Effect::Unsent { message, why: Unsent::Held });
            }
            (None, None) => {
                self.effects.push(Effect::Unsent { message, why: Unsent::NoAddress });
                let cause = TaskKind::GeenAdres.as_str().to_owned();
                self.open_task(TaskKind::GeenAdres, Desk::Klantmanager, None, cause, None);
            }
        }
    }

    /// Words that only the colleague who has the conversation can answer.
    pub(super) fn for_the_colleague(&mut self) {
        let cause = TaskKind::Bericht.as_str().to_owned();
        self.open_task(TaskKind::Bericht, Desk::Klantmanager, None, cause, None);
    }

    /// Where words may go as they are, the place where the person wrote last first.
    fn open_address(&self) -> Option<AddressId> {
        let now = self.now();
        self.usable()
            .filter(|a| allow(a.kind, now, a.last_inbound_at, false) == Allowed::FreeForm)
            .max_by_key(|a| (a.last_inbound_at, a.id))
            .map(|a| a.id)
    }

    fn by_colleague(&self, address: AddressId, name: &str, written: &Written) -> Say {
        let mut facts = self.mailbox.facts.clone();
        facts.insert(by_hand::COLLEAGUE.to_owned(), Fact::Person(name.to_owned()));
        let (text, language, template) = match written {
            Written::Words { words, language } => {
                facts.insert(by_hand::WORDS.to_owned(), Fact::Word(words.clone()));
                (TextId::from(by_hand::TEXT), *language, None)
            }
            Written::Text { text, template } => {
                (text.clone(), self.mailbox.language, template.clone())
            }
        };
        let saying =
            Saying { text, facts, choices: Vec::new(), question: None, template, aids: Vec::new() };
        Say {
            conversation: None,
            address,
            lane: Lane::Reply,
            language,
            saying,
            expires_at: self.now() + REPLY_LIFE,
            rung: None,
        }
    }
}
