//! Effects become rows, in the transaction that marks their event handled.

use chrono::{DateTime, Utc};

use super::Work;
use crate::channel::{limits, render};
use crate::dialog::content::Library;
use crate::dialog::effect::{ClosedHow, Effect, Say};
use crate::ids::{AddressId, ConversationId};
use crate::message::ChannelKind;
use crate::plan::ladder::RungKind;
use crate::store::conversations::{self, NewAnswer};
use crate::store::mailboxes::{self, AddressRow, MailboxRow};
use crate::store::outbox::{self, NewPart};
use crate::store::tasks::{self, NewAttempt, NewTask};
use crate::store::{StoreError, Tx, desk, enrolled};
use crate::trade::task::Desk;

/// Whose effects, and where they came from.
pub(super) struct Recording<'a> {
    pub(super) work: &'a Work,
    pub(super) row: &'a MailboxRow,
    pub(super) addresses: &'a [AddressRow],
    pub(super) library: &'a Library,
    /// The address of the event, if it came from outside.
    pub(super) route: Option<AddressId>,
    pub(super) now: DateTime<Utc>,
}

/// Writes all effects, in order.
pub(super) async fn record(
    tx: &mut Tx,
    to: &Recording<'_>,
    effects: &[Effect],
) -> Result<(), StoreError> {
    for effect in effects {
        one(tx, to, effect, effects).await?;
    }
    Ok(())
}

async fn one(
    tx: &mut Tx,
    to: &Recording<'_>,
    effect: &Effect,
    all: &[Effect],
) -> Result<(), StoreError> {
    let (mailbox, now) = (to.row.id, to.now);
    match effect {
        Effect::Say(say) => queue(tx, to, say, all).await,
        Effect::Keep(conversation) => {
            conversations::keep(tx, to.row.gemeente_id, mailbox, conversation, now).await
        }
        Effect::Ask { conversation, question, text } => {
            conversations::ask(tx, *conversation, question, text).await
        }
        Effect::CloseQuestion { question, how } => {
            conversations::close_question(tx, *question, *how, now).await?;
            if matches!(how, ClosedHow::Answered | ClosedHow::Elsewhere) {
                // nobody must call somebody who has answered
                desk::close_calls(tx, (mailbox, *question), None, now).await?;
            }
            outbox::cancel_question(tx, *question, now).await
        }
        Effect::Record { conversation, question, key, value, correction } => {
            let answer = NewAnswer {
                conversation: *conversation,
                question: *question,
                key,
                value,
                route: to.route_word(),
                correction: *correction,
            };
            conversations::record(tx, mailbox, answer, now).await
        }
        Effect::Attend { about, intent, reason } => {
            enrolled::attend(tx, about, *intent, reason.as_deref(), now).await
        }
        Effect::Wait { wait, conversation, due_at } => {
            conversations::wait(tx, mailbox, *wait, *conversation, *due_at).await
        }
        Effect::CancelWait { wait } => conversations::cancel_wait(tx, *wait, now).await,
        Effect::OpenTask { .. } => open_task(tx, to, effect).await,
        Effect::SetLanguage(language) => mailboxes::set_language(tx, mailbox, *language).await,
        Effect::Consent { purpose, given, text } => {
            let Some(person) = to.row.person_id else { return Ok(()) };
            let said = enrolled::NewConsent {
                person,
                purpose,
                given: *given,
                address: to.route,
                text,
                revision: &to.library.published.revision.0,
            };
            enrolled::consent(tx, said, now).await
        }
        Effect::Stop => {
            outbox::cancel_all(tx, mailbox, now).await?;
            mailboxes::set_stopped(tx, mailbox, Some(now)).await
        }
        Effect::Restart => mailboxes::set_stopped(tx, mailbox, None).await,
    }
}

impl Recording<'_> {
    fn route_word(&self) -> &str {
        let from = self.addresses.iter().find(|a| Some(a.id) == self.route);
        from.map_or("dienst", |a| a.channel.as_str())
    }

    fn revision_of(&self, conversation: Option<ConversationId>, all: &[Effect]) -> String {
        let kept = all.iter().find_map(|e| match e {
            Effect::Keep(c) if Some(c.id) == conversation => Some(c.revision.0.clone()),
            _ => None,
        });
        kept.unwrap_or_else(|| self.library.published.revision.0.clone())
    }
}

/// A message becomes as many rows as it has parts on its channel.
async fn queue(
    tx: &mut Tx,
    to: &Recording<'_>,
    say: &Say,
    all: &[Effect],
) -> Result<(), StoreError> {
    let Some(address) = to.addresses.iter().find(|a| a.id == say.address) else {
        return Err(StoreError::corrupt("address", say.address, "is not of this mailbox"));
    };
    let kind = ChannelKind::parse(&address.kind)
        .ok_or_else(|| StoreError::corrupt("address", address.id, &address.kind))?;
    let revision = to.revision_of(say.conversation, all);
    let content =
        to.library.get(&crate::dialog::conversation::RevisionId(revision.clone())).clone();
    let words = content.words.outgoing(say.language, &say.saying);
    let parts = render::render(&words, limits::of(kind)).len();
    let mut last = None;
    for part_no in 0..parts {
        let part = NewPart {
            gemeente: to.row.gemeente_id,
            mailbox: to.row.id,
            address: say.address,
            channel: &address.channel,
            conversation: say.conversation,
            lane: say.lane,
            revision: &revision,
            language: say.language.as_str(),
            saying: &say.saying,
            part_no: i64::try_from(part_no).unwrap_or(0),
            expires_at: say.expires_at,
        };
        last = Some(outbox::queue(tx, part, to.now, to.work.clock.machine()).await?);
    }
    if say.saying.question.is_some() {
        let attempt = NewAttempt {
            mailbox: to.row.id,
            question: say.saying.question,
            route: kind.as_str(),
            rung: say.rung.map(RungKind::as_str),
            part: last,
            task: None,
        };
        tasks::attempt(tx, attempt, to.now).await?;
    }
    Ok(())
}

async fn open_task(tx: &mut Tx, to: &Recording<'_>, effect: &Effect) -> Result<(), StoreError> {
    let Effect::OpenTask { kind, desk, conversation, question, about, reason, cause, rung } =
        effect
    else {
        return Ok(());
    };
    let (desk, assigned_to) = match desk {
        Desk::Coach if to.row.coach_id.is_some() => (Desk::Coach, to.row.coach_id),
        Desk::Coach | Desk::Klantmanager => (Desk::Klantmanager, to.row.klantmanager_id),
        Desk::Beheer => (Desk::Beheer, None),
    };
    let task = NewTask {
        gemeente: to.row.gemeente_id,
        mailbox: to.row.id,
        kind: *kind,
        desk,
        assigned_to,
        conversation: *conversation,
        question: *question,
        session: about.map(|a| a.session),
        reason: reason.as_deref(),
        cause,
    };
    let id = tasks::open(tx, task, to.now).await?;
    if rung.is_some() {
        let attempt = NewAttempt {
            mailbox: to.row.id,
            question: *question,
            route: desk.as_str(),
            rung: rung.map(RungKind::as_str),
            part: None,
            task: Some(id),
        };
        tasks::attempt(tx, attempt, to.now).await?;
    }
    Ok(())
}
