//! What becomes of a running conversation when another revision is put in force and its publisher wants
//! people to come along: pure, and careful. Whoever has a question in front of them goes on only when
//! that question, its answers and the silence after it mean the same in both revisions; what follows on
//! the answers may differ, that is what a correction is for.
//!
//! *Invariant:* a conversation that is carried over can be answered, and ends; nobody is stranded between
//! two revisions. When in doubt it stays where it is, and finishes there.

use super::content::Content;
use super::conversation::{ClosedQuestion, Conversation, Status};
use super::definition::{Dialog, EndHow, StepDef};
use crate::message::TextId;
use crate::trade::person::Language;

/// What becomes of one conversation.
#[derive(Clone, Debug, PartialEq)]
pub enum Carry {
    /// It finishes with the revision it has.
    Stays {
        /// Because of what.
        why: Why,
    },
    /// It goes on with the new revision.
    Carried {
        /// As it is then.
        conversation: Box<Conversation>,
    },
    /// It has said nothing yet, and never will: what it would say is no longer there.
    Ends {
        /// As it is then.
        conversation: Box<Conversation>,
    },
}

/// Why a conversation stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is over, or follows the new revision already.
    NoNeed,
    /// The new revision has no such dialog.
    NoDialog,
    /// The new dialog needs facts that this conversation was not given.
    OtherFacts,
    /// The step at which it stands is gone, or does something else.
    OtherStep,
    /// The question is put in other words.
    OtherWords,
    /// Other answers are offered, or they mean something else.
    OtherChoices,
    /// Silence on the question leads elsewhere.
    OtherSilence,
    /// An earlier question, to which a late answer may still come, is gone or has other answers.
    EarlierQuestion,
    /// It is on its way between two questions.
    OnItsWay,
}

impl Why {
    /// In words for a colleague.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NoNeed => "volgt deze versie al",
            Self::NoDialog => "dit dialoog bestaat niet meer in de nieuwe versie",
            Self::OtherFacts => "de nieuwe versie heeft gegevens nodig die dit gesprek niet heeft",
            Self::OtherStep => "de stap waar het gesprek staat is weg of doet iets anders",
            Self::OtherWords => "de vraag die openstaat heeft andere woorden",
            Self::OtherChoices => "bij de vraag die openstaat horen andere antwoorden",
            Self::OtherSilence => "zwijgen op deze vraag leidt ergens anders heen",
            Self::EarlierQuestion => {
                "een eerdere vraag, waarop nog een laat antwoord kan komen, is anders"
            }
            Self::OnItsWay => "het gesprek wacht op iets anders dan een antwoord",
        }
    }
}

/// What becomes of `conversation`, which follows `old`, when `new` is put in force. `language` is the one
/// in which it is held, beside Dutch.
pub fn carry(
    old: &Content,
    new: &Content,
    conversation: &Conversation,
    language: Language,
) -> Carry {
    match judge(old, new, conversation, language) {
        Ok(step) => {
            let mut carried = conversation.clone();
            carried.revision = new.revision.clone();
            carried.step = step;
            Carry::Carried { conversation: Box::new(carried) }
        }
        Err(Why::NoDialog) if has_said_nothing(conversation) && is_put_off(conversation) => {
            let mut ended = conversation.clone();
            ended.status = Status::Ended { how: EndHow::Superseded };
            ended.over = None;
            Carry::Ends { conversation: Box::new(ended) }
        }
        Err(why) => Carry::Stays { why },
    }
}

/// The step at which it stands in `new`, if it may go on there.
fn judge(
    old: &Content,
    new: &Content,
    conversation: &Conversation,
    language: Language,
) -> Result<String, Why> {
    if conversation.has_ended() || conversation.revision == new.revision {
        return Err(Why::NoNeed);
    }
    let before = old.dialogs.get(&conversation.dialog).ok_or(Why::OtherStep)?;
    let after = new.dialogs.get(&conversation.dialog).ok_or(Why::NoDialog)?;
    if !knows_enough(before, after) {
        return Err(Why::OtherFacts);
    }
    let both = Both { old, new, before, after, conversation, languages: [Language::Nl, language] };
    // a dialog that holds another one must go on with what that one was when it began
    if !conversation.within.is_empty() {
        return Err(Why::OnItsWay);
    }
    let of_this_dialog = |asked: &ClosedQuestion| {
        asked.back.is_none()
            && asked.dialog.as_ref().is_none_or(|name| *name == conversation.dialog)
            && both.same_answers(&asked.step)
    };
    if !conversation.closed.iter().all(of_this_dialog) {
        return Err(Why::EarlierQuestion);
    }
    match &conversation.question {
        Some(question) => {
            both.same_question(&question.step)?;
            Ok(question.step.clone())
        }
        // it begins at the beginning when its turn comes
        None if has_said_nothing(conversation) || is_lingering(conversation) => {
            Ok(after.first_step().to_owned())
        }
        None => Err(Why::OnItsWay),
    }
}

/// Does the new dialog need nothing but what the old one was started with?
fn knows_enough(before: &Dialog, after: &Dialog) -> bool {
    after.facts.iter().all(|(name, kind)| before.facts.get(name) == Some(kind))
}

fn has_said_nothing(conversation: &Conversation) -> bool {
    conversation.question.is_none()
        && conversation.closed.is_empty()
        && conversation.onward.is_none()
        && conversation.within.is_empty()
        && (is_put_off(conversation) || matches!(conversation.status, Status::Suspended { .. }))
}

fn is_put_off(conversation: &Conversation) -> bool {
    matches!(conversation.status, Status::Queued { .. } | Status::Pausing { .. })
}

fn is_lingering(conversation: &Conversation) -> bool {
    matches!(conversation.status, Status::Lingering { .. })
}

struct Both<'a> {
    old: &'a Content,
    new: &'a Content,
    before: &'a Dialog,
    after: &'a Dialog,
    conversation: &'a Conversation,
    languages: [Language; 2],
}

impl Both<'_> {
    fn steps(&self, name: &str) -> Option<(&StepDef, &StepDef)> {
        let (before, after) = (self.before.steps.get(name)?, self.after.steps.get(name)?);
        Some((&before.value, &after.value))
    }

    fn same_question(&self, name: &str) -> Result<(), Why> {
        let (before, after) = self.steps(name).ok_or(Why::OtherStep)?;
        let text = |step: &StepDef| step.say.as_ref().map(|s| s.value.clone());
        if text(before) != text(after) {
            return Err(Why::OtherWords);
        }
        if !self.same_answers(name) {
            return Err(Why::OtherChoices);
        }
        let Some(text) = text(after).map(TextId) else { return Err(Why::OtherWords) };
        let said = |content: &Content, language| {
            plain(&content.words.say(language, &text, &self.conversation.facts))
        };
        if self.languages.iter().any(|l| said(self.old, *l) != said(self.new, *l)) {
            return Err(Why::OtherWords);
        }
        // the moment that is planned belongs to a rung, or to the dialog's own answer to silence
        let by_itself = |step: &StepDef| step.no_answer.is_some();
        let climbs =
            |dialog: &Dialog, step: &StepDef| step.ladder.is_some() || dialog.ladder.is_some();
        let same_silence = by_itself(before) == by_itself(after)
            && climbs(self.before, before) == climbs(self.after, after);
        if same_silence { Ok(()) } else { Err(Why::OtherSilence) }
    }

    /// A button carries its place: the answers must stand in the same order, and mean the same.
    fn same_answers(&self, name: &str) -> bool {
        let Some((before, after)) = self.steps(name) else { return false };
        let text = |step: &StepDef| step.say.as_ref().map(|s| TextId(s.value.clone()));
        let labels = |content: &Content, step: &StepDef, key: &str| {
            let text = text(step).unwrap_or_else(|| TextId(String::new()));
            self.languages.map(|l| plain(&content.words.label(l, &text, key)))
        };
        let asks = |step: &StepDef| {
            step.ask.as_ref().map(|ask| (ask.fact.value.clone(), ask.kind, ask.from, ask.to))
        };
        asks(before) == asks(after)
            && before.choices.0.len() == after.choices.0.len()
            && before.choices.iter().zip(after.choices.iter()).all(|((key, b), (other, a))| {
                let consent = |c: &super::definition::ChoiceDef| {
                    c.consent.as_ref().map(|c| (c.purpose.clone(), c.given))
                };
                key == other
                    && b.set == a.set
                    && b.attend == a.attend
                    && b.language == a.language
                    && b.again == a.again
                    && consent(b) == consent(a)
                    && labels(self.old, before, key) == labels(self.new, after, key)
            })
    }
}

/// Words without what only looks different: capitals, spaces and punctuation.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
