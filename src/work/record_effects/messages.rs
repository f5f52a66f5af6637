//! A message becomes rows of the outbox, as many as it has parts on its channel; or, for who wants quiet messages, it
//! is kept and a neutral one goes in its place.

use super::{Gathered, Recording};
use crate::channel::window::{Allowed, allow};
use crate::channel::{limits, render};
use crate::dialog::conversation::RevisionId;
use crate::dialog::covered as neutral;
use crate::dialog::effect::{Effect, Say};
use crate::ids::{AddressId, AttemptId, CoverId, PartId, QuestionId};
use crate::message::{Aid, ChannelKind, Lane, TextId};
use crate::plan::ladder::RungKind;
use crate::store::covered::Covered;
use crate::store::hot::Hex;
use crate::store::hot::effects::{AttemptWrite, PartWrite};
use crate::store::mailboxes::AddressRow;
use crate::store::{StoreError, Tx};
use crate::text::variants;
use crate::work::deliver::Answer;

impl Recording<'_> {
    /// A message, or, to who wants that, a neutral one in its place; gives the row that leaves.
    pub(super) fn say(
        &self,
        tx: &Tx,
        gathered: &mut Gathered,
        say: &Say,
        all: &[Effect],
    ) -> Result<Option<PartId>, StoreError> {
        let revision = self.revision_of(say.conversation, all);
        let question = say.saying.question;
        let part = if self.row.covers && (self.hidden.hides(say) || !neutral::is_answer(say)) {
            self.cover(tx, gathered, (say, revision), all)?
        } else {
            let unread = question.filter(|_| self.hidden.is_unread(question));
            gathered.said.extend(unread.map(|question| (self.row.id, question)));
            self.queue(tx, gathered, (say, &revision), question)?
        };
        if question.is_some() {
            gathered.writes.attempt(AttemptWrite {
                id: AttemptId::fresh(),
                mailbox: self.row.id,
                question,
                route: kind_of(self.address(say.address)?)?.as_str(),
                rung: say.rung.map(RungKind::as_str),
                part,
                task: None,
                at: self.now,
            });
        }
        Ok(part)
    }

    /// Keeps a message until it is asked for; the first of an event queues the neutral one.
    fn cover(
        &self,
        tx: &Tx,
        gathered: &mut Gathered,
        (say, revision): (&Say, RevisionId),
        all: &[Effect],
    ) -> Result<Option<PartId>, StoreError> {
        let id = CoverId::fresh();
        gathered.covered.push(Covered {
            id,
            mailbox: self.row.id,
            conversation: say.conversation,
            revision: revision.0,
            language: say.language.as_str().to_owned(),
            saying: say.saying.clone(),
            expires_at: say.expires_at,
        });
        let to = (self.row.id, say.address);
        if let Some(part) = gathered.covers.get(&to) {
            return Ok(*part);
        }
        // what did not arrive is told of the question that it would have put
        let asks = all.iter().find_map(|effect| match effect {
            Effect::Say(other) if other.address == say.address => other.saying.question,
            _ => None,
        });
        // the content of a conversation that began long ago may lack the neutral words
        let published = self.library.published.revision.clone();
        let part = self.queue(tx, gathered, (&neutral::cover(say, id), &published), asks)?;
        gathered.covers.insert(to, part);
        Ok(part)
    }

    fn address(&self, id: AddressId) -> Result<&AddressRow, StoreError> {
        let found = self.addresses.iter().find(|address| address.id == id);
        found.ok_or_else(|| StoreError::corrupt("address", id, "is not of this mailbox"))
    }

    /// A message becomes as many rows as it has parts on its channel; gives the last. `asks`: the question that it
    /// puts, or stands for.
    pub(in crate::work) fn queue(
        &self,
        tx: &Tx,
        gathered: &mut Gathered,
        (say, revision): (&Say, &RevisionId),
        asks: Option<QuestionId>,
    ) -> Result<Option<PartId>, StoreError> {
        let address = self.address(say.address)?;
        let kind = kind_of(address)?;
        let named;
        let say = match self.names.of(address.id, self.row.id) {
            Some(name) => {
                named = say.clone().to(name);
                &named
            }
            None if address.unproven => {
                named = say.clone().unproven();
                &named
            }
            None => say,
        };
        let second = say
            .saying
            .question
            .and_then(|_| self.second_wording(&say.saying.text, Some(kind), revision));
        let varied;
        let say = match second {
            Some(second) => {
                varied = say.clone().in_words(second);
                &varied
            }
            None => say,
        };
        let words = self.library.get(revision).words.outgoing(say.language, &say.saying);
        let at_once = say.lane == Lane::Reply
            && self.route == Some(say.address)
            && say.saying.template.is_none();
        let mut last = None;
        let parts = render::render(&words, limits::of(kind));
        let count = parts.len();
        for (part_no, part) in parts.into_iter().enumerate() {
            let row = self.part(tx, (say, asks), &address.channel, revision, part_no)?;
            last = Some(row.id);
            if part_no == 0 && at_once {
                gathered.answers.push(Answer { id: row.id, part });
            }
            gathered.writes.queue(row);
        }
        // behind the words, so that nobody waits for a picture to read or to answer
        for (place, aid) in self.aids(say, address, revision).enumerate() {
            let row = self.part(tx, (say, None), &address.channel, revision, count + place)?;
            gathered.writes.queue(PartWrite { aid: Some(aid.to_string()), ..row });
        }
        Ok(last)
    }

    /// What goes along with a message: what there is, what this person wants, and only where the words go
    /// as they are. Behind a template nothing follows.
    fn aids<'a>(
        &'a self,
        say: &'a Say,
        address: &AddressRow,
        revision: &RevisionId,
    ) -> impl Iterator<Item = &'a Aid> {
        let aids = &self.library.get(revision).aids;
        let is_free = say.saying.aids.is_empty()
            || kind_of(address).is_ok_and(|kind| {
                allow(kind, self.now, address.last_inbound_at, false) == Allowed::FreeForm
            });
        let wanted = |aid: &Aid| self.row.hears || !matches!(aid, Aid::Voice { .. });
        say.saying
            .aids
            .iter()
            .filter(move |aid| is_free && wanted(aid) && aids.has(say.language, aid))
    }

    fn part(
        &self,
        tx: &Tx,
        (say, asks): (&Say, Option<QuestionId>),
        channel: &str,
        revision: &RevisionId,
        part_no: usize,
    ) -> Result<PartWrite, StoreError> {
        Ok(PartWrite {
            id: PartId::fresh(),
            gemeente: self.row.gemeente_id,
            mailbox: self.row.id,
            address: say.address,
            channel: channel.to_owned(),
            conversation: say.conversation,
            question: asks,
            lane: say.lane.rank(),
            seq: 0,
            revision: revision.0.clone(),
            language: say.language.as_str(),
            text_id: say.saying.text.0.clone(),
            sealed: Hex(tx.vault().seal_json("outbox.sealed", &say.saying)?),
            part_no: i64::try_from(part_no).unwrap_or(0),
            aid: None,
            created_at: self.now,
            not_before: self.work.clock.machine(),
            expires_at: say.expires_at,
            taken_until: None,
        })
    }

    /// The second wording of a text, if this person gets it: on Telegram, for on WhatsApp a template has
    /// the words that Meta approved.
    pub(super) fn second_wording(
        &self,
        text: &TextId,
        kind: Option<ChannelKind>,
        revision: &RevisionId,
    ) -> Option<TextId> {
        let content = self.library.get(revision);
        let compared = content.policies.compare_texts.contains(&text.0);
        let takes = compared
            && kind == Some(ChannelKind::Telegram)
            && variants::takes_second(self.row.id, text);
        content.words.second(text).filter(|_| takes)
    }
}

fn kind_of(address: &AddressRow) -> Result<ChannelKind, StoreError> {
    ChannelKind::parse(&address.kind)
        .ok_or_else(|| StoreError::corrupt("address", address.id, &address.kind))
}
