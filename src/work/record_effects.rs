//! Effects become rows, in the transaction that marks their events handled.
//!
//! The effects of many events are gathered in [`Writes`] and written together; the few rare ones
//! that change what somebody is (language, stop, consent) are written at once.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::Work;
use super::catch_up;
use super::clarity;
use super::colleague;
use super::covered::Hidden;
use super::deliver::Answer;
use super::hide;
use super::how_it_goes;
use super::shared_phone::Names;
use crate::acts::note_placement::tell_placement;
use crate::acts::second_phone::allow_second_phone;
use crate::dialog::content::Library;
use crate::dialog::conversation::{Conversation, Question, RevisionId, Status};
use crate::dialog::covered as neutral;
use crate::dialog::effect::Effect;
use crate::ids::{
    AddressId, AnswerId, AttemptId, ConversationId, MailboxId, PartId, QuestionId, StaffMessageId,
    TaskId,
};
use crate::message::{ChannelKind, TextId};
use crate::plan::ladder::RungKind;
use crate::store::covered::Covered;
use crate::store::hot::Hex;
use crate::store::hot::effects::{
    AnswerWrite, AttemptWrite, Attended, CancelledWait, ConversationWrite, QuestionWrite,
    TaskWrite, WaitWrite, Writes,
};
use crate::store::mailboxes::{self, AddressRow, MailboxRow};
use crate::store::{
    StoreError, Tx, claims, covered, enrolled, hearing, outbox, own_plans, practice, staff_messages,
};
use crate::trade::placement;
use crate::trade::task::{Desk, TaskKind};

mod messages;

/// The answer with this key says whether a second telephone is theirs; see
/// `dialogs/tweede-telefoon.yaml`.
const SECOND_PHONE: &str = "tweede-telefoon";

/// The answer with this key says whether recordings go along; see `dialogs/mijn-gegevens.yaml`.
pub(super) const HEARING: &str = "voorlezen";

/// Whose effects, and where they came from.
pub(super) struct Recording<'a> {
    pub(super) work: &'a Work,
    pub(super) row: &'a MailboxRow,
    pub(super) addresses: &'a [AddressRow],
    /// What people are called on telephones that they share.
    pub(super) names: &'a Names,
    pub(super) library: &'a Library,
    /// What stays behind neutral messages.
    pub(super) hidden: &'a Hidden,
    /// The address of the event, if it came from outside.
    pub(super) route: Option<AddressId>,
    pub(super) now: DateTime<Utc>,
}

/// What many events ask for.
#[derive(Default)]
pub(super) struct Gathered {
    /// Rows to be.
    pub(super) writes: Writes,
    /// Answers to those who wrote, in words: they may leave at once.
    pub(super) answers: Vec<Answer>,
    /// Telephones on which "stop" was said just now.
    pub(super) hushed: HashSet<AddressId>,
    /// What waits behind neutral messages from now on.
    pub(super) covered: Vec<Covered>,
    /// The neutral message to each address: one covers everything of an event.
    covers: HashMap<(MailboxId, AddressId), Option<PartId>>,
    /// Questions put openly where something waits unread.
    pub(super) said: Vec<(MailboxId, QuestionId)>,
    /// What colleagues wrote, and the parts that bring it.
    pub(super) told: Vec<(StaffMessageId, Option<PartId>)>,
}

/// Gathers all effects of one event, in order.
pub(super) async fn gather(
    tx: &mut Tx,
    gathered: &mut Gathered,
    from: &Recording<'_>,
    effects: &[Effect],
) -> Result<(), StoreError> {
    let offered = hide::offered(from, effects);
    for (at, effect) in effects.iter().enumerate() {
        catch_up::recorded(tx, from, effect, effects).await?;
        clarity::recorded(tx, from, effect, effects).await?;
        how_it_goes::recorded(tx, from, effect, &mut gathered.writes).await?;
        if !at_once(tx, &mut gathered.writes, from, effect).await? {
            match &offered {
                Some((place, say)) if *place == at => {
                    from.say(tx, gathered, say, effects)?;
                }
                _ => from.put(tx, gathered, effect, effects)?,
            }
        }
    }
    Ok(())
}

/// Writes what is rare and changes what somebody is; false when the effect is of another kind.
async fn at_once(
    tx: &mut Tx,
    writes: &mut Writes,
    from: &Recording<'_>,
    effect: &Effect,
) -> Result<bool, StoreError> {
    let (mailbox, now) = (from.row.id, from.now);
    match effect {
        Effect::SetLanguage(language) => mailboxes::set_language(tx, mailbox, *language).await?,
        Effect::Consent { purpose, given, text } => {
            let Some(person) = from.row.person_id else { return Ok(true) };
            let said = enrolled::NewConsent {
                person,
                purpose,
                given: *given,
                address: from.route,
                text,
                revision: &from.library.published.revision.0,
            };
            enrolled::consent(tx, said, now).await?;
        }
        Effect::Stop => {
            writes.unsay_all(mailbox);
            outbox::cancel_all(tx, mailbox, now).await?;
            mailboxes::set_stopped(tx, mailbox, Some(now)).await?;
        }
        Effect::Restart => mailboxes::set_stopped(tx, mailbox, None).await?,
        Effect::Record { key, value, .. } if key == SECOND_PHONE => {
            if let Some(person) = from.row.person_id {
                match value.as_str() {
                    "ja" => {
                        allow_second_phone(tx, person, None, now).await?;
                    }
                    _ => claims::refuse(tx, person, now).await?,
                }
            }
            return Ok(false);
        }
        Effect::Record { key, value, .. } if key == neutral::WANTED => {
            if from.row.person_id.is_some() {
                covered::set(tx, mailbox, (value == "ja").then_some(now)).await?;
            }
            return Ok(false);
        }
        Effect::Record { key, value, .. } if key == HEARING => {
            if from.row.person_id.is_some() {
                hearing::set(tx, mailbox, value != "nee", now).await?;
            }
            return Ok(false);
        }
        Effect::OwnPlan { letter, words } => {
            if let Some(person) = from.row.person_id {
                own_plans::tell(tx, person, (*letter, words), None, now).await?;
            }
        }
        Effect::Record { key, value, .. } if placement::told(key, value).is_some() => {
            if let (Some(person), Some(told)) = (from.row.person_id, placement::told(key, value)) {
                tell_placement(tx, person, told, now).await?;
            }
            return Ok(false);
        }
        Effect::HandOver => mailboxes::hand_over(tx, mailbox, now).await?,
        Effect::TakeOver { by } => mailboxes::take_over(tx, mailbox, *by, now).await?,
        Effect::HandBack { by } => {
            mailboxes::hand_back(tx, mailbox).await?;
            if by.is_some() {
                colleague::has_read(tx, mailbox, *by, now).await?;
            }
        }
        Effect::Unsent { message, why } => {
            staff_messages::unsent(tx, *message, *why, now).await?;
        }
        Effect::Tell { by, .. } => {
            colleague::has_read(tx, mailbox, Some(*by), now).await?;
            return Ok(false);
        }
        Effect::Practice { conversation, about, minutes, on } => {
            let told = practice::Told {
                conversation: *conversation,
                enrolment: about.map(|about| about.enrolment),
                minutes: *minutes,
                on_day: *on,
            };
            practice::note(tx, mailbox, told, now).await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

impl Recording<'_> {
    fn put(
        &self,
        tx: &Tx,
        gathered: &mut Gathered,
        effect: &Effect,
        all: &[Effect],
    ) -> Result<(), StoreError> {
        let (mailbox, now) = (self.row.id, self.now);
        match effect {
            Effect::Say(say) => return self.say(tx, gathered, say, all).map(|_| ()),
            Effect::Tell { message, say, .. } => {
                let part = self.say(tx, gathered, say, all)?;
                gathered.told.push((*message, part));
                return Ok(());
            }
            _ => {}
        }
        let writes = &mut gathered.writes;
        match effect {
            Effect::Keep(conversation) => {
                writes.conversations.push(self.conversation(tx, conversation)?);
            }
            Effect::Ask { conversation, question, text } => {
                let kind = question.address.and_then(|at| self.kind_of(at));
                let text = TextId::from(text.as_str());
                let revision = self.revision_of(Some(*conversation), all);
                let said = self.second_wording(&text, kind, &revision).unwrap_or(text);
                writes.ask(asked(*conversation, question, &said.0));
            }
            Effect::CloseQuestion { question, how } => {
                writes.close_question((mailbox, *question), *how, now);
            }
            Effect::Record { conversation, question, key, value, correction } => {
                writes.for_pages = true;
                writes.answers.push(AnswerWrite {
                    id: AnswerId::fresh(),
                    mailbox,
                    conversation: *conversation,
                    question: *question,
                    key: key.clone(),
                    value: value.clone(),
                    route: self.route_word().to_owned(),
                    correction: *correction,
                    at: now,
                });
            }
            Effect::Attend { about, intent, reason } => writes.attend(Attended {
                enrolment: about.enrolment,
                session: about.session,
                starts_at: about.starts_at,
                intent: intent.as_str(),
                reason: reason.clone(),
                said_at: now,
            }),
            Effect::Wait { wait, conversation, due_at } => writes.waits.push(WaitWrite {
                id: *wait,
                mailbox,
                conversation: *conversation,
                due_at: *due_at,
            }),
            Effect::CancelWait { wait } => {
                writes.cancelled_waits.push(CancelledWait { id: *wait, at: now });
            }
            Effect::OpenTask { .. } => self.open_task(writes, effect),
            // written above, or by `at_once`
            Effect::Say(_)
            | Effect::Tell { .. }
            | Effect::TakeOver { .. }
            | Effect::HandBack { .. }
            | Effect::Unsent { .. }
            | Effect::SetLanguage(_)
            | Effect::Consent { .. }
            | Effect::Stop
            | Effect::Restart
            | Effect::HandOver
            | Effect::OwnPlan { .. }
            | Effect::Practice { .. } => {}
        }
        Ok(())
    }

    fn kind_of(&self, address: AddressId) -> Option<ChannelKind> {
        let found = self.addresses.iter().find(|known| known.id == address)?;
        ChannelKind::parse(&found.kind)
    }

    fn route_word(&self) -> &str {
        let from = self.addresses.iter().find(|a| Some(a.id) == self.route);
        from.map_or("dienst", |a| a.channel.as_str())
    }

    fn revision_of(&self, conversation: Option<ConversationId>, all: &[Effect]) -> RevisionId {
        let kept = all.iter().find_map(|e| match e {
            Effect::Keep(c) if Some(c.id) == conversation => Some(c.revision.clone()),
            _ => None,
        });
        kept.unwrap_or_else(|| self.library.published.revision.clone())
    }

    fn conversation(&self, tx: &Tx, now: &Conversation) -> Result<ConversationWrite, StoreError> {
        let ended_how = match now.status {
            Status::Ended { how } => Some(how.as_str()),
            _ => None,
        };
        Ok(ConversationWrite {
            id: now.id,
            gemeente: self.row.gemeente_id,
            mailbox: self.row.id,
            dialog: now.dialog.clone(),
            revision: now.revision.0.clone(),
            step: now.step.clone(),
            enrolment: now.about.map(|a| a.enrolment),
            session: now.about.map(|a| a.session),
            sealed: Hex(tx.vault().seal_json("conversation.sealed", now)?),
            started_at: now.started_at,
            ended_at: ended_how.map(|_| self.now),
            ended_how,
        })
    }

    fn open_task(&self, writes: &mut Writes, effect: &Effect) {
        let Effect::OpenTask { kind, desk, conversation, question, about, reason, cause, rung } =
            effect
        else {
            return;
        };
        let (desk, assigned_to) = match desk {
            Desk::Coach if self.row.coach_id.is_some() => (Desk::Coach, self.row.coach_id),
            Desk::Coach | Desk::Klantmanager => (Desk::Klantmanager, self.row.klantmanager_id),
            Desk::Senior => (Desk::Senior, None),
            Desk::Beheer => (Desk::Beheer, None),
        };
        // who has the conversation reads what the person writes in it
        let assigned_to = match kind {
            TaskKind::Bericht => self.row.taken_over_by.or(assigned_to),
            _ => assigned_to,
        };
        let task = writes.open(TaskWrite {
            id: TaskId::fresh(),
            gemeente: self.row.gemeente_id,
            mailbox: self.row.id,
            conversation: *conversation,
            question: *question,
            session: about.map(|a| a.session),
            kind: kind.as_str(),
            desk: desk.as_str(),
            assigned_to,
            reason: reason.clone(),
            opened_at: self.now,
            cause: cause.clone(),
            waits_since: kind.somebody_waits().then_some(self.now),
        });
        if rung.is_some() {
            writes.attempt(AttemptWrite {
                id: AttemptId::fresh(),
                mailbox: self.row.id,
                question: *question,
                route: desk.as_str(),
                rung: rung.map(RungKind::as_str),
                part: None,
                task: Some(task),
                at: self.now,
            });
        }
    }
}

fn asked(conversation: ConversationId, question: &Question, text: &str) -> QuestionWrite {
    let next = question.next.as_ref();
    QuestionWrite {
        id: question.id,
        conversation,
        step: question.step.clone(),
        text_id: text.to_owned(),
        first_asked_at: question.first_asked_at,
        last_asked_at: question.last_asked_at,
        times_asked: i64::from(question.times_asked),
        rungs_done: i64::try_from(question.rungs_done).unwrap_or(i64::MAX),
        // a silence that the dialog handles itself is no rung; it still has a moment
        next_rung: next.map(|n| n.rung.map_or("dialoog", |r| r.as_str())),
        next_rung_at: next.map(|n| n.at),
        undelivered_why: question.undelivered.clone(),
    }
}
