//! Somebody says for whom it is, or a colleague found out: what was held goes to that person, to
//! everybody, to nobody, or to a colleague.

use std::collections::HashSet;

use super::{Became, Turn};
use crate::dialog::conversation::Conversation;
use crate::dialog::definition::EndHow;
use crate::dialog::effect::{ClosedHow, Effect};
use crate::dialog::event::Event;
use crate::dialog::for_whom::{self, About, Answer};
use crate::ids::{AddressId, EventId, QuestionId};
use crate::store::{StoreError, Tx, shares};
use crate::trade::shared_phone::Stops;
use crate::work::record_effects::Gathered;

/// An event that waits in the history of the telephone for an answer.
pub(super) struct Waiting {
    pub(super) id: EventId,
    pub(super) question: QuestionId,
    event: Event,
    /// It is the word "stop".
    pub(super) stop: bool,
}

/// An answer to a question of the telephone.
#[derive(Clone, Copy)]
struct Heard<'a> {
    asked: &'a Conversation,
    question: QuestionId,
    answer: Answer,
}

/// What became of what waited for an answer.
enum Given {
    /// Nothing waited for it any more.
    Nothing,
    /// It is where it belongs.
    Away,
    /// It waits on, and a colleague must find out.
    ToColleague,
}

impl Turn<'_> {
    /// "Start" by whomever: nobody asks any longer who said "stop".
    pub(super) async fn speaks_again(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        address: AddressId,
    ) -> Result<(), StoreError> {
        shares::hush(tx, address, None).await?;
        let (stops, others): (Vec<_>, Vec<_>) =
            self.waiting(tx).await?.into_iter().partition(|waiting| waiting.stop);
        let words_wait = |question| others.iter().any(|waiting| waiting.question == question);
        for stop in &stops {
            shares::let_go(tx, stop.id).await?;
            if words_wait(stop.question) {
                shares::only_words(tx, self.from.row.id, stop.question).await?;
            } else {
                shares::close_task(tx, self.from.row.id, stop.question, self.now()).await?;
            }
        }
        let Some((asked, question)) = self.open() else { return Ok(()) };
        if for_whom::about(asked) == About::Stop {
            let mut effects = for_whom::close(asked, ClosedHow::Superseded, EndHow::Superseded);
            if words_wait(question) {
                effects.push(for_whom::call_colleague(asked, question, About::Words));
            }
            self.write(tx, gathered, &effects).await?;
        }
        Ok(())
    }

    /// All that waits on this telephone, in the order in which it came.
    pub(super) async fn waiting(&self, tx: &mut Tx) -> Result<Vec<Waiting>, StoreError> {
        let words = &self.from.library.published.words;
        let mut all = Vec::new();
        for (id, question, sealed) in shares::held(tx, self.from.row.id).await? {
            let event: Event = tx.vault().open_json("inbox.sealed", &sealed)?;
            let stop = matches!(&event, Event::Said { words: typed } if words.global_word(typed) == Some("stop"));
            all.push(Waiting { id, question, event, stop });
        }
        Ok(all)
    }

    /// Somebody said for whom it is.
    pub(super) async fn hears(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        address: AddressId,
        (question, index): (QuestionId, usize),
    ) -> Result<Became, StoreError> {
        let asked = self.asked(question);
        let Some((asked, answer)) = asked.and_then(|a| Some((a, for_whom::answer(a, index)?)))
        else {
            return self.replies(tx, gathered, address, "te-laat").await;
        };
        match self.gives(tx, gathered, address, Heard { asked, question, answer }).await? {
            Given::Nothing => self.replies(tx, gathered, address, "al-geregeld").await,
            Given::ToColleague => self.replies(tx, gathered, address, "voor-wie-collega").await,
            Given::Away => {
                if let Answer::For(mailbox) = answer {
                    shares::note_writing(tx, address, mailbox, self.now()).await?;
                }
                Ok(Became::Handled)
            }
        }
    }

    /// A colleague found out who wants to stop: what follows is what follows on an answer, but nobody
    /// wrote. Where somebody did answer first, nothing waits any more and nothing happens twice.
    pub(super) async fn is_told(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        address: AddressId,
        (question, who): (QuestionId, Stops),
    ) -> Result<Became, StoreError> {
        let asked = self
            .asked(question)
            .ok_or_else(|| StoreError::corrupt("question", question, "its conversation is gone"))?;
        let answer = match who {
            Stops::One(mailbox) => Answer::For(mailbox),
            Stops::Everybody => Answer::Everybody,
            Stops::Nobody => Answer::Nobody,
        };
        self.gives(tx, gathered, address, Heard { asked, question, answer }).await?;
        Ok(Became::Handled)
    }

    /// The conversation that asks, or asked, this question.
    fn asked(&self, question: QuestionId) -> Option<&Conversation> {
        let asks = |talk: &&Conversation| {
            talk.question.as_ref().is_some_and(|q| q.id == question)
                || talk.closed.iter().any(|q| q.id == question)
        };
        self.talks.iter().find(asks)
    }

    /// What waits for this answer goes to whom it is for.
    async fn gives(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        address: AddressId,
        heard: Heard<'_>,
    ) -> Result<Given, StoreError> {
        let Heard { asked, question, answer } = heard;
        // who wants to stop is asked of the whole telephone: the answer is to every "stop" that
        // waits, and to no other words
        let about = for_whom::about(asked);
        let meant = |waiting: &Waiting| match about {
            About::Stop => waiting.stop,
            About::Words => waiting.question == question,
        };
        let (given, rest): (Vec<_>, Vec<_>) = self.waiting(tx).await?.into_iter().partition(meant);
        if given.is_empty() {
            return Ok(Given::Nothing);
        }
        let known = |mailbox| self.users.iter().any(|user| user.mailbox_id == mailbox);
        let mut effects = for_whom::close(asked, ClosedHow::Answered, EndHow::Answered);
        match answer {
            Answer::For(mailbox) if known(mailbox) => {
                for waiting in &given {
                    shares::release(tx, waiting.id, mailbox).await?;
                }
            }
            Answer::Everybody => {
                for waiting in &given {
                    self.tells_all(tx, &waiting.event).await?;
                    shares::let_go(tx, waiting.id).await?;
                }
            }
            Answer::Nobody => {
                for waiting in &given {
                    shares::let_go(tx, waiting.id).await?;
                }
            }
            // somebody we do not know, or who uses another telephone now
            Answer::SomebodyElse | Answer::For(_) => {
                effects.push(for_whom::call_colleague(asked, question, about));
                self.write(tx, gathered, &effects).await?;
                return Ok(Given::ToColleague);
            }
        }
        for waiting in &given {
            shares::close_task(tx, self.from.row.id, waiting.question, self.now()).await?;
        }
        if about == About::Stop {
            shares::hush(tx, address, None).await?;
            effects.extend(self.still_for_whom(tx, address, heard, (&given, &rest)).await?);
        }
        self.write(tx, gathered, &effects).await?;
        Ok(Given::Away)
    }

    /// Who wants to stop is known. For whom the other words are that waited along is not: that is
    /// asked by itself, or found out by a colleague where nobody wants messages any more.
    async fn still_for_whom(
        &self,
        tx: &mut Tx,
        address: AddressId,
        Heard { asked, question, answer }: Heard<'_>,
        (stops, rest): (&[Waiting], &[Waiting]),
    ) -> Result<Vec<Effect>, StoreError> {
        let mut effects = Vec::new();
        let mut answered: HashSet<QuestionId> = stops.iter().map(|stop| stop.question).collect();
        answered.insert(question);
        let mut open = self.open();
        // "stop" was said, and asked about, twice: one answer is enough
        if let Some((twice, id)) = open.filter(|(talk, _)| for_whom::about(talk) == About::Stop) {
            answered.insert(id);
            if id != question {
                effects = for_whom::close(twice, ClosedHow::Superseded, EndHow::Superseded);
            }
            open = None;
        }
        let words: Vec<&Waiting> =
            rest.iter().filter(|waiting| answered.contains(&waiting.question)).collect();
        if words.is_empty() {
            return Ok(effects);
        }
        if answer == Answer::Everybody {
            effects.push(for_whom::call_colleague(asked, question, About::Words));
            return Ok(effects);
        }
        let now = match open {
            Some((_, now)) => now,
            None => {
                let (phone, library) = (self.phone(address), self.from.library);
                let (now, asks) = for_whom::ask(phone, About::Words, library, self.context());
                effects.extend(asks);
                now
            }
        };
        for waiting in words {
            shares::hold(tx, waiting.id, now).await?;
        }
        Ok(effects)
    }
}
