//! Somebody says for whom it is: what was held goes to that person, or to everybody, or to a
//! colleague.

use super::{Became, Turn};
use crate::dialog::conversation::Conversation;
use crate::dialog::definition::EndHow;
use crate::dialog::effect::ClosedHow;
use crate::dialog::event::Event;
use crate::dialog::for_whom::{self, About, Answer};
use crate::ids::{AddressId, EventId, QuestionId};
use crate::store::hot::effects::Writes;
use crate::store::{StoreError, Tx, shares};

/// Events that wait for an answer.
type Held = Vec<(EventId, Event)>;

impl Turn<'_> {
    /// "Start" by whomever: nobody asks any longer who said "stop".
    pub(super) async fn speaks_again(
        &self,
        tx: &mut Tx,
        writes: &mut Writes,
        address: AddressId,
    ) -> Result<(), StoreError> {
        shares::hush(tx, address, None).await?;
        let Some((asked, question)) = self.open() else { return Ok(()) };
        if for_whom::about(asked) == About::Stop {
            let [stops, others] = self.held(tx, question).await?;
            for (event, _) in stops {
                shares::let_go(tx, event).await?;
            }
            let mut effects = for_whom::close(asked, ClosedHow::Superseded, EndHow::Superseded);
            effects.extend((!others.is_empty()).then(|| for_whom::call_colleague(asked, question)));
            self.write(tx, writes, &effects).await?;
        }
        Ok(())
    }

    /// What is held for a question: the words "stop", and everything else.
    async fn held(&self, tx: &mut Tx, question: QuestionId) -> Result<[Held; 2], StoreError> {
        let mut all = Vec::new();
        for (id, sealed) in shares::held(tx, question).await? {
            all.push((id, tx.vault().open_json::<Event>("inbox.sealed", &sealed)?));
        }
        let words = &self.from.library.published.words;
        let is_stop = |event: &Event| matches!(event, Event::Said { words: typed } if words.global_word(typed) == Some("stop"));
        let (stops, others) = all.into_iter().partition(|(_, event)| is_stop(event));
        Ok([stops, others])
    }

    /// Somebody said for whom it is.
    pub(super) async fn hears(
        &self,
        tx: &mut Tx,
        writes: &mut Writes,
        address: AddressId,
        (question, index): (QuestionId, usize),
    ) -> Result<Became, StoreError> {
        let asks = |talk: &&Conversation| {
            talk.question.as_ref().is_some_and(|q| q.id == question)
                || talk.closed.iter().any(|q| q.id == question)
        };
        let asked = self.talks.iter().find(asks);
        let Some((asked, answer)) = asked.and_then(|a| Some((a, for_whom::answer(a, index)?)))
        else {
            return self.replies(tx, writes, address, "te-laat").await;
        };
        let [stops, others] = self.held(tx, question).await?;
        if stops.is_empty() && others.is_empty() {
            return self.replies(tx, writes, address, "al-geregeld").await;
        }
        let user = |mailbox| self.users.iter().find(|user| user.mailbox_id == mailbox);
        let mut effects = for_whom::close(asked, ClosedHow::Answered, EndHow::Answered);
        let mut reply = None;
        match answer {
            Answer::For(mailbox) if user(mailbox).is_some() => {
                for (event, _) in shares::held(tx, question).await? {
                    shares::release(tx, event, mailbox).await?;
                }
                shares::note_writing(tx, address, mailbox, self.now()).await?;
                shares::hush(tx, address, None).await?;
                shares::close_task(tx, self.from.row.id, question, self.now()).await?;
            }
            Answer::Everybody => {
                for (id, stop) in &stops {
                    self.tells_all(tx, stop).await?;
                    shares::let_go(tx, *id).await?;
                }
                shares::hush(tx, address, None).await?;
                if !others.is_empty() {
                    effects.push(for_whom::call_colleague(asked, question));
                }
            }
            // somebody we do not know, or who uses another telephone now
            Answer::SomebodyElse | Answer::For(_) => {
                effects.push(for_whom::call_colleague(asked, question));
                reply = Some("voor-wie-collega");
            }
        }
        self.write(tx, writes, &effects).await?;
        match reply {
            Some(text) => self.replies(tx, writes, address, text).await,
            None => Ok(Became::Handled),
        }
    }
}
