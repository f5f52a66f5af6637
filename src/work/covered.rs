//! Messages behind a neutral one: kept in the transaction that covers them, and said when somebody asks to read.

use chrono::{DateTime, TimeDelta, Utc};

use super::record_effects::{Gathered, Recording};
use crate::dialog::conversation::{Conversation, RevisionId, Status, Unread};
use crate::dialog::covered::{LATER, OVER, Reading};
use crate::dialog::effect::Say;
use crate::ids::{AddressId, ConversationId, CoverId, QuestionId};
use crate::message::{Facts, Lane, Saying, TextId};
use crate::store::covered::{self, Covered, Waiting};
use crate::store::mailboxes::MailboxRow;
use crate::store::{StoreError, Tx};
use crate::trade::person::Language;

/// A second tap within this long is a finger that was quick: what it asks for is on its way.
const QUICK: TimeDelta = TimeDelta::minutes(1);
/// An answer is worthless after this.
const REPLY_LIFE: TimeDelta = TimeDelta::hours(24);

/// What stays behind neutral messages in one mailbox, also when it is said in answer to something else.
#[derive(Default)]
pub(super) struct Hidden {
    /// What was covered and not read.
    pub(super) unread: Vec<Unread>,
    /// What waits for its turn: an answer that lets it begin did not ask for it.
    queued: Vec<ConversationId>,
}

impl Hidden {
    /// Of a mailbox with these conversations, before anything happens in it. Asks nothing where nothing is covered.
    pub(super) async fn read(
        tx: &mut Tx,
        row: &MailboxRow,
        talks: &[Conversation],
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let mut hidden = Self::default();
        if row.has_unread {
            hidden.unread = covered::unread(tx, row.id, now).await?;
        }
        if row.covers {
            let queued = talks.iter().filter(|talk| matches!(talk.status, Status::Queued { .. }));
            hidden.queued = queued.map(|talk| talk.id).collect();
        }
        Ok(hidden)
    }

    /// Was this question covered, and not read?
    pub(super) fn is_unread(&self, question: Option<QuestionId>) -> bool {
        question.is_some() && self.unread.iter().any(|one| one.question == question)
    }

    /// Must this stay covered, whatever it is said in answer to?
    pub(super) fn hides(&self, say: &Say) -> bool {
        self.is_unread(say.saying.question)
            || say.conversation.is_some_and(|talk| self.queued.contains(&talk))
    }
}

/// Keeps what was covered; what was put openly is not unread any more. Before this commit the person got nothing,
/// so a crash leaves the event to be handled again.
pub(super) async fn keep(
    tx: &mut Tx,
    gathered: &Gathered,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for one in &gathered.covered {
        covered::keep(tx, one, now).await?;
    }
    for put in &gathered.said {
        covered::said(tx, *put, now).await?;
    }
    Ok(())
}

/// Answers somebody who was asked whether they want to read; false when nothing waits and their words mean
/// something else.
pub(super) async fn answer(
    tx: &mut Tx,
    gathered: &mut Gathered,
    from: &Recording<'_>,
    reading: Reading,
) -> Result<bool, StoreError> {
    let Some(to) = from.route.filter(|id| from.addresses.iter().any(|known| known.id == *id))
    else {
        return Ok(false);
    };
    let all = covered::waiting(tx, from.row.id, from.now).await?;
    match (reading, chosen(&all, reading, from.now)) {
        (_, Chosen::Read(messages)) => {
            let again: Vec<CoverId> = messages.iter().map(|message| message.id).collect();
            let newest = newest(&messages);
            // those of conversations that are over, too
            let of = |message: &&Covered| RevisionId(message.revision.clone());
            let revisions: Vec<RevisionId> = newest.iter().map(of).collect();
            let library = from.work.library(tx, &revisions).await?;
            let from = &Recording { library: &library, ..*from };
            for message in newest {
                say(tx, gathered, from, (to, message))?;
            }
            covered::opened(tx, from.row.id, &again, from.now).await?;
        }
        (_, Chosen::OnItsWay) => {}
        (Reading::NotNow, Chosen::Leave) => alone(tx, gathered, from, (to, LATER))?,
        (_, Chosen::Leave) => return Ok(false),
        (_, Chosen::Over) => alone(tx, gathered, from, (to, OVER))?,
    }
    Ok(true)
}

/// What to do.
enum Chosen<'a> {
    Read(Vec<&'a Covered>),
    /// Asked for a moment ago.
    OnItsWay,
    /// It waits on, or there is nothing that words could mean.
    Leave,
    /// A button of something that does not matter any more.
    Over,
}

fn chosen(all: &[Waiting], reading: Reading, now: DateTime<Utc>) -> Chosen<'_> {
    let mut unread = all.iter().filter(|one| one.opened_at.is_none()).peekable();
    let tapped = match reading {
        Reading::NotNow => return Chosen::Leave,
        Reading::Yes | Reading::Tapped(_) if unread.peek().is_some() => {
            return Chosen::Read(unread.map(|one| &one.message).collect());
        }
        Reading::Yes => return Chosen::Leave,
        Reading::Tapped(id) => id,
    };
    // read before: once more, for who lost it
    match all.iter().find(|one| one.message.id == tapped).map(|one| one.opened_at) {
        Some(Some(at)) if now - at < QUICK => Chosen::OnItsWay,
        Some(at) => {
            let together = all.iter().filter(|one| one.opened_at == at);
            Chosen::Read(together.map(|one| &one.message).collect())
        }
        None => Chosen::Over,
    }
}

/// A question that was covered again and again is put once.
fn newest<'a>(messages: &[&'a Covered]) -> Vec<&'a Covered> {
    let later = |place: usize, one: &Covered| {
        let question = one.saying.question;
        question.is_some() && messages[place + 1..].iter().any(|m| m.saying.question == question)
    };
    let kept = messages.iter().enumerate().filter(|(place, one)| !later(*place, one));
    kept.map(|(_, one)| *one).collect()
}

fn say(
    tx: &Tx,
    gathered: &mut Gathered,
    from: &Recording<'_>,
    (address, message): (AddressId, &Covered),
) -> Result<(), StoreError> {
    // who just wrote is within every window: no template
    let saying = Saying { template: None, ..message.saying.clone() };
    let asks = saying.question;
    let say = Say {
        conversation: message.conversation,
        address,
        lane: Lane::Reply,
        language: Language::parse(&message.language).unwrap_or(Language::Nl),
        saying,
        expires_at: message.expires_at,
        rung: None,
    };
    let revision = RevisionId(message.revision.clone());
    from.queue(tx, gathered, (&say, &revision), asks)?;
    Ok(())
}

fn alone(
    tx: &Tx,
    gathered: &mut Gathered,
    from: &Recording<'_>,
    (address, text): (AddressId, &str),
) -> Result<(), StoreError> {
    let say = Say {
        conversation: None,
        address,
        lane: Lane::Reply,
        language: Language::parse(&from.row.language).unwrap_or(Language::Nl),
        saying: Saying {
            text: TextId::from(text),
            facts: Facts::new(),
            choices: Vec::new(),
            question: None,
            template: None,
            aids: Vec::new(),
        },
        expires_at: from.now + REPLY_LIFE,
        rung: None,
    };
    from.queue(tx, gathered, (&say, &from.library.published.revision), None)?;
    Ok(())
}

#[cfg(test)]
mod tests;
