//! What a telephone says that several people use: it goes to the one it is for, or that is asked.
//!
//! Everything stays in the transaction that takes the event: passing an event on moves its row, and
//! what must wait for an answer waits in the history of the telephone. Crash before the commit:
//! the event is still the telephone's; after it: it is where it belongs, or is held, and asked.
//!
//! "Stop" works at once, for everybody: who said it is not known, and a person who wants no messages
//! must get none while we ask. What was about to be sent is told to be undelivered, so that
//! a colleague takes over; the telephone speaks again when somebody says who wants to stop.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::record_effects::{self, Gathered, Recording};
use crate::dialog::conversation::{Conversation, Mailbox};
use crate::dialog::definition::EndHow;
use crate::dialog::effect::{ClosedHow, Effect};
use crate::dialog::engine::{self, Context};
use crate::dialog::event::{Event, Invitation};
use crate::dialog::for_whom::{self, About, Phone};
use crate::dialog::payload;
use crate::ids::{AddressId, MailboxId, QuestionId};
use crate::store::hot::heads;
use crate::store::hot::shares::Sharer;
use crate::store::inbox::Head;
use crate::store::{StoreError, Tx, addresses, covered, inbox, shares};
use crate::trade::person::Language;
use crate::trade::shared_phone::{Deed, User, Whose, whose};

mod alone;
mod answer;
mod names;
mod wind_up;

pub(super) use names::Names;
use names::named;

/// Why a part that waited was not sent: somebody said "stop" on the telephone.
const HUSHED: &str = "stop-op-gedeelde-telefoon";

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    /// It is done with, and history.
    Handled,
    /// It waits in another mailbox now.
    PassedOn,
}

/// What happened in the mailbox of a telephone.
pub(super) struct Happened<'a> {
    pub(super) head: &'a Head,
    pub(super) event: &'a Event,
    /// The conversations of the telephone itself, and the one that a tapped question belongs to.
    pub(super) talks: Vec<Conversation>,
    pub(super) from: &'a Recording<'a>,
}

/// Handles one event of a telephone.
pub(super) async fn handle(
    tx: &mut Tx,
    gathered: &mut Gathered,
    happened: Happened<'_>,
) -> Result<Became, StoreError> {
    let Happened { head, event, talks, from } = happened;
    let address = head.address_id.or(from.addresses.first().map(|address| address.id));
    let users = match address {
        Some(address) => shares::of(tx, address).await?,
        None => Vec::new(),
    };
    // tasks about the telephone go to a klantmanager of its people
    let mut row = from.row.clone();
    row.klantmanager_id = users.iter().find_map(|user| user.klantmanager_id);
    let languages = languages(&users);
    let turn = Turn {
        head,
        from: &Recording { row: &row, ..*from },
        users: &users,
        named: &named(&users),
        languages: &languages,
        talks: &talks,
    };
    match (address, event) {
        (_, Event::LeftAlone { with }) => turn.winds_up(tx, gathered, *with).await,
        (Some(address), _) if users.is_empty() => {
            turn.not_shared_any_more(tx, address, event).await
        }
        (Some(address), Event::ToldWhoStops { question, who, .. }) => {
            turn.is_told(tx, gathered, address, (*question, *who)).await
        }
        (_, Event::WaitElapsed { .. } | Event::Undelivered { .. }) | (None, _) => {
            turn.gives_up(tx, gathered, event).await
        }
        (Some(address), Event::Invited { invitation, .. })
            if *invitation != Invitation::UsedBySelf =>
        {
            turn.refuses(tx, gathered, address, event).await
        }
        (Some(address), event) => turn.routes(tx, gathered, address, event).await,
    }
}

/// Each language once, in the order of the people.
fn languages(users: &[Sharer]) -> Vec<Language> {
    let mut all = Vec::new();
    for language in users.iter().filter_map(|user| Language::parse(&user.language)) {
        if !all.contains(&language) {
            all.push(language);
        }
    }
    all
}

/// One event of one telephone, and all that is known of it.
struct Turn<'a> {
    head: &'a Head,
    from: &'a Recording<'a>,
    users: &'a [Sharer],
    named: &'a [(MailboxId, String)],
    languages: &'a [Language],
    talks: &'a [Conversation],
}

impl Turn<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.from.now
    }

    fn phone(&self, address: AddressId) -> Phone<'_> {
        Phone { address, users: self.named, languages: self.languages }
    }

    fn context(&self) -> Context {
        Context { event: self.head.id, from: self.head.address_id, now: self.now() }
    }

    /// The question that waits for an answer, if one does.
    fn open(&self) -> Option<(&Conversation, QuestionId)> {
        let asks =
            |talk: &&Conversation| talk.dialog == for_whom::DIALOG && talk.question.is_some();
        let talk = self.talks.iter().find(asks)?;
        Some((talk, talk.question.as_ref()?.id))
    }

    async fn write(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        effects: &[Effect],
    ) -> Result<(), StoreError> {
        record_effects::gather(tx, gathered, self.from, effects).await
    }

    async fn replies(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        address: AddressId,
        text: &str,
    ) -> Result<Became, StoreError> {
        let facts = super::handle_inbox::facts_of(self.from.row);
        let reply = self.phone(address).reply(text, &facts, self.now());
        self.write(tx, gathered, &[reply]).await?;
        Ok(Became::Handled)
    }

    /// Somebody has the address to themselves since this came in, and says what comes from it.
    async fn not_shared_any_more(
        &self,
        tx: &mut Tx,
        address: AddressId,
        event: &Event,
    ) -> Result<Became, StoreError> {
        match addresses::by_id(tx, address).await? {
            // about a question of the telephone, which is wound up
            _ if matches!(
                event,
                Event::WaitElapsed { .. } | Event::Undelivered { .. } | Event::ToldWhoStops { .. }
            ) =>
            {
                Ok(Became::Handled)
            }
            Some(now) if now.mailbox_id != self.from.row.id => {
                shares::pass_on(tx, self.head.id, now.mailbox_id).await?;
                Ok(Became::PassedOn)
            }
            _ => Ok(Became::Handled),
        }
    }

    /// Nobody said for whom it is, or nobody could be asked: a colleague must.
    async fn gives_up(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        event: &Event,
    ) -> Result<Became, StoreError> {
        if !self.own_talks().is_empty() {
            self.steps_alone(tx, gathered, event).await?;
        }
        let Some((talk, question)) = self.open() else { return Ok(Became::Handled) };
        let current = match event {
            Event::WaitElapsed { wait } => {
                talk.question.as_ref().and_then(|q| q.next.as_ref()).map(|next| next.wait)
                    == Some(*wait)
            }
            Event::Undelivered { question: of, .. } => *of == Some(question),
            _ => false,
        };
        if current {
            let how = match event {
                Event::Undelivered { .. } => ClosedHow::Superseded,
                _ => ClosedHow::NoAnswer,
            };
            let mut effects = for_whom::close(talk, how, EndHow::Task);
            effects.push(for_whom::call_colleague(talk, question, for_whom::about(talk)));
            self.write(tx, gathered, &effects).await?;
        }
        Ok(Became::Handled)
    }

    /// A letter's code that does not work: the same kind answer as for a stranger, and the same task.
    async fn refuses(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        address: AddressId,
        event: &Event,
    ) -> Result<Became, StoreError> {
        if matches!(event, Event::Invited { invitation: Invitation::Unknown, .. }) {
            return self.routes(tx, gathered, address, &Event::Opened).await;
        }
        let phone = super::handle_inbox::snapshot(self.from.row, self.from.addresses, Vec::new())?;
        let phone = Mailbox {
            language: self.languages.first().copied().unwrap_or(phone.language),
            ..phone
        };
        let step = engine::step(self.from.library, phone, event, self.context());
        self.write(tx, gathered, &step.effects).await?;
        Ok(Became::Handled)
    }

    async fn routes(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        address: AddressId,
        event: &Event,
    ) -> Result<Became, StoreError> {
        if self.speaks_of_danger(event) {
            return self.steps_alone(tx, gathered, event).await;
        }
        let words = &self.from.library.published.words;
        let deed = match event {
            Event::Said { words: typed } => match (words.global_word(typed), self.open()) {
                (Some("stop"), _) => Deed::Stop,
                (Some("start"), _) => Deed::Start,
                (None, Some((asked, question))) => {
                    let own = self.phone(address).language();
                    // a number answers what was asked last; a name can only be an answer to this
                    let meant = for_whom::meant(words, own, asked, typed);
                    if let Some(index) = meant
                        && (typed.chars().any(char::is_alphabetic)
                            || !self.asked_since(tx, address, asked).await?)
                    {
                        return self.hears(tx, gathered, address, (question, index)).await;
                    }
                    Deed::Said
                }
                _ => Deed::Said,
            },
            Event::Sent { .. } => Deed::Said,
            Event::Chose { payload } => match payload::decode(payload) {
                None => match payload::asks_to_read(payload) {
                    Some(cover) => Deed::Tapped(covered::whose(tx, cover).await?),
                    None => Deed::Tapped(payload::asks_to_hide(payload)),
                },
                Some((question, index)) => {
                    let of = shares::whose_question(tx, question).await?;
                    if of == Some(self.from.row.id) {
                        return self.hears(tx, gathered, address, (question, index)).await;
                    }
                    Deed::Tapped(of)
                }
            },
            Event::Opened | Event::Token { .. } | Event::Invited { .. } => Deed::Opened,
            Event::Blocked | Event::Renamed { .. } => Deed::News,
            // nothing of ours is for a telephone, and an opened channel needs no answer
            _ => return Ok(Became::Handled),
        };
        if deed == Deed::Start {
            self.speaks_again(tx, gathered, address).await?;
        }
        match whose(deed, &self.state(tx, address).await?) {
            Whose::Of(mailbox) => self.passes_on(tx, address, event, mailbox).await,
            Whose::Everybody => self.tells_all(tx, event).await,
            Whose::Ask => self.asks(tx, gathered, address, deed).await,
            Whose::Nobody => {
                let text = match deed {
                    Deed::Tapped(_) => "te-laat",
                    Deed::Start => "start-bevestigd",
                    _ => "hallo-weer",
                };
                self.replies(tx, gathered, address, text).await
            }
        }
    }

    /// Was somebody asked something here after this was asked?
    async fn asked_since(
        &self,
        tx: &mut Tx,
        address: AddressId,
        asked: &Conversation,
    ) -> Result<bool, StoreError> {
        let at = asked.question.as_ref().map(|question| question.last_asked_at);
        Ok(self.asked_here(tx, address).await?.values().any(|later| Some(*later) > at))
    }

    /// Who was asked something here, and was not heard yet; and when last.
    async fn asked_here(
        &self,
        tx: &mut Tx,
        address: AddressId,
    ) -> Result<HashMap<MailboxId, DateTime<Utc>>, StoreError> {
        let mailboxes: Vec<MailboxId> = self.users.iter().map(|user| user.mailbox_id).collect();
        let talks = heads::conversations(tx, &mailboxes, []).await?;
        let here = |talk: &Conversation| {
            let question = talk.question.as_ref().filter(|_| talk.has_open_question());
            question.filter(|asked| asked.address == Some(address)).map(|asked| asked.last_asked_at)
        };
        let last = |(mailbox, all): (MailboxId, Vec<Conversation>)| {
            Some((mailbox, all.iter().filter_map(here).max()?))
        };
        Ok(talks.into_iter().filter_map(last).collect())
    }

    async fn state(&self, tx: &mut Tx, address: AddressId) -> Result<Vec<User>, StoreError> {
        let asked = self.asked_here(tx, address).await?;
        let user = |user: &Sharer| User {
            mailbox: user.mailbox_id,
            asked: asked.contains_key(&user.mailbox_id),
            stopped: user.stopped_at.is_some(),
        };
        Ok(self.users.iter().map(user).collect())
    }

    async fn passes_on(
        &self,
        tx: &mut Tx,
        address: AddressId,
        event: &Event,
        to: MailboxId,
    ) -> Result<Became, StoreError> {
        if event.is_from_person() {
            shares::note_writing(tx, address, to, self.head.received_at).await?;
        }
        shares::pass_on(tx, self.head.id, to).await?;
        Ok(Became::PassedOn)
    }

    async fn tells_all(&self, tx: &mut Tx, event: &Event) -> Result<Became, StoreError> {
        let told = (event.kind(), event);
        for user in self.users {
            inbox::append(tx, user.mailbox_id, self.head.address_id, told, self.now()).await?;
        }
        Ok(Became::Handled)
    }

    /// Holds what was said, and asks for whom it is, unless that is being asked already.
    async fn asks(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        address: AddressId,
        deed: Deed,
    ) -> Result<Became, StoreError> {
        let about = if deed == Deed::Stop { About::Stop } else { About::Words };
        if about == About::Stop {
            self.falls_silent(tx, address).await?;
            gathered.hushed.insert(address);
        }
        // who says "start" has just closed the question who wants to stop
        let open = self
            .open()
            .filter(|(asked, _)| deed != Deed::Start || for_whom::about(asked) != About::Stop);
        let question = match open {
            // who must choose for "stop" chooses for the other words along with it
            Some((asked, question)) if for_whom::about(asked) == about || about == About::Words => {
                question
            }
            _ => {
                let (phone, library) = (self.phone(address), self.from.library);
                let (question, asked) = for_whom::ask(phone, about, library, self.context());
                if let Some((before, old)) = open {
                    shares::hold_on(tx, old, question).await?;
                    let gone = for_whom::close(before, ClosedHow::Superseded, EndHow::Superseded);
                    self.write(tx, gathered, &gone).await?;
                }
                self.write(tx, gathered, &asked).await?;
                question
            }
        };
        shares::hold(tx, self.head.id, question).await?;
        Ok(Became::Handled)
    }

    /// Nothing of our own begins here from now on; what waited goes by another way.
    async fn falls_silent(&self, tx: &mut Tx, address: AddressId) -> Result<(), StoreError> {
        shares::hush(tx, address, Some(self.now())).await?;
        for (mailbox, question) in shares::cancel(tx, address, None, self.now()).await? {
            unsent(tx, mailbox, address, question, self.now()).await?;
        }
        Ok(())
    }
}

/// "Stop" was said on the telephone before this left: it goes by another way.
pub(super) async fn unsent(
    tx: &mut Tx,
    mailbox: MailboxId,
    address: AddressId,
    question: Option<QuestionId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let event = Event::Undelivered { question, why: HUSHED.to_owned() };
    inbox::append(tx, mailbox, Some(address), (event.kind(), &event), now).await?;
    Ok(())
}
