//! What the owner of a phone can do with it, by hand or by plan.
//!
//! Every gesture changes the screen and tells the platform's webhook at once. Each returns
//! whether it was possible: one cannot tap a button that is gone, or write to a blocked bot.

use serde_json::json;

use super::files::SentFile;
use super::people::Behaviour;
use super::phones::{Bubble, BubbleKind, Status};
use super::telegram;
use super::telegram::updates::person_json;
use super::whatsapp;
use super::whatsapp::webhooks::{Word, tap_json};
use super::world::{Gesture, Shared, World};
use crate::message::ChannelKind;

impl Shared {
    /// Types words and sends them; on Telegram this also opens the chat.
    pub(super) fn type_text(&self, phone: &str, words: &str) -> bool {
        let words = words.trim();
        if words.is_empty() {
            return false;
        }
        let mut world = self.world();
        self.write(&mut world, phone, words)
    }

    /// Opens the chat, through a link when there is a `token`. WhatsApp has no such gesture:
    /// there the link puts words into the message box.
    pub(super) fn press_start(&self, phone: &str, token: Option<&str>) -> bool {
        let mut world = self.world();
        let Some(found) = world.phones.get(phone) else { return false };
        let words = match (found.kind, token) {
            (ChannelKind::Telegram, Some(token)) => format!("/start {token}"),
            (ChannelKind::Telegram, None) => "/start".to_owned(),
            (ChannelKind::Whatsapp, Some(token)) => format!("Hallo {token}"),
            (ChannelKind::Whatsapp, None) => "Hallo".to_owned(),
        };
        if found.blocked && found.kind == ChannelKind::Telegram {
            self.set_blocked(&mut world, phone, false);
        }
        self.write(&mut world, phone, &words)
    }

    fn write(&self, world: &mut World, phone: &str, words: &str) -> bool {
        let now = self.settings.clock.civil();
        let World { phones, telegram, whatsapp, .. } = &mut *world;
        let Some(found) = phones.get_mut(phone) else { return false };
        if found.blocked || found.behaviour == Behaviour::NoAccount {
            return false;
        }
        found.started = true;
        found.last_inbound = Some(now);
        let id = match found.kind {
            ChannelKind::Telegram => telegram.message_id(),
            ChannelKind::Whatsapp => whatsapp.wamid(&found.handle),
        };
        let bubble = Bubble::mine(id, words, BubbleKind::Text, now);
        found.show(bubble.clone());
        match found.kind {
            ChannelKind::Telegram => {
                let message = self.message_json(found, &bubble);
                self.update(world, phone, "message", message, Some(bubble.id));
            }
            ChannelKind::Whatsapp => {
                let content = json!({ "type": "text", "text": { "body": words } });
                self.inbound(found, &bubble, content);
            }
        }
        world.note(phone, if words == "/start" { Gesture::Started } else { Gesture::Wrote });
        true
    }

    /// Sends a file; its id on the platform. On Telegram this also opens the chat.
    pub(super) fn send_file(&self, phone: &str, file: SentFile) -> Option<String> {
        let mut world = self.world();
        let now = self.settings.clock.civil();
        let World { phones, telegram: bot, whatsapp: number, files, born, .. } = &mut *world;
        let found = phones.get_mut(phone)?;
        if found.blocked || found.behaviour == Behaviour::NoAccount {
            return None;
        }
        found.started = true;
        found.last_inbound = Some(now);
        let file_id = files.keep(file.clone(), *born);
        let id = match found.kind {
            ChannelKind::Telegram => bot.message_id(),
            ChannelKind::Whatsapp => number.wamid(&found.handle),
        };
        let bubble = Bubble::mine(id, &file.caption, BubbleKind::File, now);
        found.show(bubble.clone());
        match found.kind {
            ChannelKind::Telegram => {
                let mut message = self.message_json(found, &bubble);
                let (field, told) = telegram::files::file_json(&file_id, &file);
                message[field] = told;
                if let Some(message) = message.as_object_mut() {
                    message.remove("text");
                }
                if !file.caption.is_empty() {
                    message["caption"] = json!(file.caption);
                }
                self.update(&mut world, phone, "message", message, Some(bubble.id));
            }
            ChannelKind::Whatsapp => {
                self.inbound(found, &bubble, whatsapp::media::file_json(&file_id, &file));
            }
        }
        world.note(phone, Gesture::Wrote);
        Some(file_id)
    }

    /// Taps a choice of a message. On Telegram a button can be tapped again as long as the bot
    /// leaves it there; on WhatsApp a message is answered once.
    pub(super) fn tap(&self, phone: &str, message: &str, choice: usize) -> bool {
        let mut world = self.world();
        let now = self.settings.clock.civil();
        let World { phones, telegram, whatsapp, .. } = &mut *world;
        let Some(found) = phones.get_mut(phone).filter(|phone| !phone.blocked) else {
            return false;
        };
        let kind = found.kind;
        let Some(bubble) = found.bubble_mut(message).filter(|bubble| !bubble.from_me) else {
            return false;
        };
        let answered = kind == ChannelKind::Whatsapp && bubble.choices.iter().any(|b| b.used);
        let Some(button) = bubble.choices.get_mut(choice).filter(|b| b.url.is_none()) else {
            return false;
        };
        if answered {
            return false;
        }
        button.used = true;
        let (label, payload) = (button.label.clone(), button.payload.clone());
        let bubble = bubble.clone();
        found.last_inbound = Some(now);
        match kind {
            ChannelKind::Telegram => {
                // Never the same number as an earlier tap, also after a restart.
                let id = format!("{}{:0>4}", telegram.message_id(), found.handle);
                telegram.ask(id.clone(), self.settings.clock.machine());
                let query = json!({
                    "id": id,
                    "from": person_json(found),
                    "message": self.message_json(found, &bubble),
                    "chat_instance": found.handle,
                    "data": payload,
                });
                self.update(&mut world, phone, "callback_query", query, None);
            }
            ChannelKind::Whatsapp => {
                let id = whatsapp.wamid(&found.handle);
                let mine = Bubble::mine(id, &label, BubbleKind::Tap, now);
                found.show(mine.clone());
                self.inbound(found, &mine, tap_json(&bubble, choice));
            }
        }
        world.note(phone, Gesture::Tapped);
        true
    }

    /// Shuts the door on the bot. Only Telegram tells the bot.
    pub(super) fn block(&self, phone: &str) -> bool {
        self.set_blocked(&mut self.world(), phone, true)
    }

    /// Opens it again.
    pub(super) fn unblock(&self, phone: &str) -> bool {
        self.set_blocked(&mut self.world(), phone, false)
    }

    fn set_blocked(&self, world: &mut World, phone: &str, blocked: bool) -> bool {
        let Some(found) = world.phones.get_mut(phone) else { return false };
        if found.blocked == blocked {
            return false;
        }
        found.blocked = blocked;
        if found.kind == ChannelKind::Telegram && found.started {
            let change = self.membership_json(found, blocked);
            self.update(world, phone, "my_chat_member", change, None);
            world.note(phone, if blocked { Gesture::Blocked } else { Gesture::Unblocked });
        }
        true
    }

    /// Opens the chat: everything in it is read. Only WhatsApp tells the service.
    pub(super) fn read(&self, phone: &str) {
        let mut world = self.world();
        let Some(found) = world.phones.get_mut(phone) else { return };
        let (kind, handle) = (found.kind, found.handle.clone());
        let unread = |bubble: &&mut Bubble| !bubble.from_me && bubble.status != Status::Read;
        for bubble in found.messages.iter_mut().filter(unread) {
            bubble.status = Status::Read;
            if kind == ChannelKind::Whatsapp {
                self.status(&handle, bubble, &Word::Read);
            }
        }
    }

    /// Somebody at the page looks at this phone: a visitor's phone is thereby read.
    pub(super) fn look(&self, phone: &str) {
        let now = self.settings.clock.machine();
        let visitor = {
            let mut world = self.world();
            let found = world.phones.get_mut(phone);
            let found = found.filter(|phone| phone.behaviour == Behaviour::Visitor);
            found.map(|phone| phone.looked_at = Some(now)).is_some()
        };
        if visitor {
            self.read(phone);
        }
    }
}
