//! What one event may not do, and what a question must allow.

use super::super::conversation::{Conversation, Question};
use super::super::definition::{Dialog, EndHow};
use super::super::effect::Effect;
use super::super::play::Start;
use super::Property;
use super::act::Act;
use super::scene::Scene;
use super::state::State;
use crate::ids::QuestionId;

/// A property that does not hold.
pub(super) struct Broken {
    pub(super) property: Property,
    pub(super) what: String,
    /// Dialog and step; none: the place of the path's end.
    pub(super) place: Option<(String, String)>,
}

/// One event with what came of it.
pub(super) struct Happened<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) start: &'a Start,
    /// None: the beginning.
    pub(super) act: Option<Act>,
    pub(super) before: &'a State,
    pub(super) after: &'a State,
    pub(super) effects: &'a [Effect],
}

/// Everything that this event breaks.
pub(super) fn broken(happened: &Happened<'_>) -> Vec<Broken> {
    let mut broken: Vec<Broken> =
        happened.ended().filter_map(|c| happened.ended_badly(c)).collect();
    broken.extend(happened.speaks_after_the_end());
    broken
}

impl Happened<'_> {
    /// Conversations that end with this event.
    fn ended(&self) -> impl Iterator<Item = (&Conversation, EndHow)> {
        self.effects.iter().filter_map(|effect| match effect {
            Effect::Keep(c) => match c.status {
                super::super::conversation::Status::Ended { how } => Some((&**c, how)),
                super::super::conversation::Status::Lingering { times: 1, how, .. } => {
                    Some((&**c, how))
                }
                _ => None,
            },
            _ => None,
        })
    }

    fn ended_badly(&self, (conversation, how): (&Conversation, EndHow)) -> Option<Broken> {
        let step = &conversation.step;
        let say = |property, what: String| {
            let place = Some((conversation.dialog.clone(), step.clone()));
            Some(Broken { property, what, place })
        };
        let stopped = self.after.play.mailbox.stopped;
        match how {
            EndHow::Broken if self.runs_round(conversation) => {
                return say(
                    Property::NoLoop,
                    format!("step `{step}` comes back to itself without asking or waiting"),
                );
            }
            EndHow::Broken => {
                return say(
                    Property::NeverBroken,
                    format!("step `{step}` leads nowhere: the program must call a colleague"),
                );
            }
            EndHow::Task if !self.after.ever_called => {
                return say(
                    Property::Ends,
                    format!(
                        "step `{step}` ends with `end: task`, but no task was opened: add `task:`"
                    ),
                );
            }
            EndHow::OptedOut if !stopped => {
                return say(
                    Property::Ends,
                    format!(
                        "step `{step}` ends with `end: opted_out`, but messages go on: add `stop: true`"
                    ),
                );
            }
            _ => {}
        }
        let by_person = self.start.is_by_person() && !matches!(self.start, Start::Invitation);
        if by_person || self.after.began_beside(conversation.id) {
            // nobody waits for an answer to what a person asked themselves
            return None;
        }
        let nobody = self.scene.person.channels.is_empty()
            && !self.after.ever_called
            && self.act != Some(Act::Noted)
            && !self.asked(conversation).any(|question| self.is_optional(conversation, question));
        if nobody {
            return say(
                Property::Ends,
                format!(
                    "ends at step `{step}`, but there was no address to say anything to, and no colleague hears of it: ask something, or open a task"
                ),
            );
        }
        let unanswered = self.act == Some(Act::Silence) && self.was_asked(conversation);
        let over = conversation.about.is_some_and(|a| a.ends_at <= self.after.play.now);
        let ends_unheard = unanswered || how == EndHow::NoAnswer;
        let called = self.after.called || self.calls_about(conversation);
        if ends_unheard && !over && !called && !stopped {
            return say(
                Property::Ends,
                format!(
                    "ends at step `{step}` although nobody answered, and no colleague hears of it: open a task on the way"
                ),
            );
        }
        None
    }

    /// Does this event open a task about it? Another question may have the turn already.
    fn calls_about(&self, conversation: &Conversation) -> bool {
        let about = Some(conversation.id);
        let opens = |e: &Effect| matches!(e, Effect::OpenTask { conversation, .. } if *conversation == about);
        self.effects.iter().any(opens)
    }

    fn was_asked(&self, conversation: &Conversation) -> bool {
        self.asked(conversation).any(|question| !self.is_optional(conversation, question))
    }

    /// The question that it had put before this event.
    fn asked(&self, conversation: &Conversation) -> impl Iterator<Item = &Question> {
        let before = self.before.play.mailbox.conversations.iter();
        before.filter(move |c| c.id == conversation.id).filter_map(|c| c.question.as_ref())
    }

    /// Did its author say that nobody needs to answer?
    fn is_optional(&self, conversation: &Conversation, question: &Question) -> bool {
        let step = self.scene.content.step(&conversation.dialog, &question.step);
        step.and_then(|step| step.no_answer.as_ref()).is_some_and(|silence| silence.optional)
    }

    /// Did it stop because its steps go round?
    fn runs_round(&self, conversation: &Conversation) -> bool {
        let dialog = self.scene.content.dialogs.get(&conversation.dialog);
        dialog.is_some_and(|dialog| goes_round(dialog, &conversation.step))
    }

    /// Who said "stop", or with whom nothing runs any more, hears nothing that we begin.
    fn speaks_after_the_end(&self) -> Option<Broken> {
        let is_ours = matches!(self.act, Some(Act::Silence | Act::Reminder | Act::Interrupt));
        let over = self.act == Some(Act::Silence) && !self.before.is_running();
        if !is_ours || !(over || self.before.play.mailbox.stopped) {
            return None;
        }
        let said = self.effects.iter().find_map(|effect| match effect {
            Effect::Say(say) => Some(say.saying.text.to_string()),
            _ => None,
        })?;
        let after = if over { "the end" } else { "\u{201C}stop\u{201D}" };
        let what = format!("says `{said}` after {after}");
        Some(Broken { property: Property::QuietAfterEnd, what, place: None })
    }
}

/// Can a step come back to itself through steps that ask nothing?
fn goes_round(dialog: &Dialog, start: &str) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut next = vec![start];
    while let Some(name) = next.pop() {
        let Some(step) = dialog.steps.get(name).map(|s| &s.value) else { continue };
        if step.is_question() || step.wait.is_some() {
            continue;
        }
        for goto in step.goto.iter().chain(step.branch.iter().map(|case| &case.goto)) {
            if goto.value == start {
                return true;
            }
            if seen.insert(goto.value.as_str()) {
                next.push(&goto.value);
            }
        }
    }
    false
}

/// The three exits of the question that is open in a state.
pub(super) struct Exits {
    open: Option<(QuestionId, String, String)>,
    answered: bool,
    silent: bool,
    undelivered: bool,
}

impl Exits {
    pub(super) fn of(state: &State) -> Self {
        let stopped = state.play.mailbox.stopped;
        let open = state.play.question().filter(|_| !stopped);
        let silent = open.is_none_or(|(c, q)| has_a_way_on(c, q) || state.called);
        // what has no address, or did not arrive just now, was judged when that happened
        let undelivered = open.is_none_or(|(c, q)| {
            // the same question was tried before something came beside it
            !state.play.mailbox.known
                || state.beside.is_some()
                || q.undelivered.is_some() && (has_a_way_on(c, q) || state.called)
        });
        Self {
            open: open.map(|(c, q)| (q.id, c.dialog.clone(), q.step.clone())),
            // who has no address cannot answer
            answered: open.is_none() || state.play.mailbox.addresses.is_empty(),
            silent,
            undelivered,
        }
    }

    /// Takes note of what an event did to the question.
    pub(super) fn try_out(&mut self, act: Act, after: &State, effects: &[Effect]) {
        let Some((id, ..)) = &self.open else { return };
        let now = after.play.question().filter(|(_, q)| q.id == *id);
        match act {
            Act::Tap(_) | Act::Value(_) => self.answered |= now.is_none(),
            Act::NotDelivered => {
                let called =
                    after.called || effects.iter().any(|e| matches!(e, Effect::OpenTask { .. }));
                self.undelivered |= called || now.is_none_or(|(c, q)| has_a_way_on(c, q));
            }
            _ => {}
        }
    }

    /// The exit that is not there.
    pub(super) fn missing(self) -> Option<Broken> {
        let (_, dialog, step) = self.open?;
        let what = if !self.answered {
            format!("question `{step}` has no answer that closes it")
        } else if !self.silent {
            format!("nothing happens when nobody answers `{step}`: add `ladder:` or `no_answer:`")
        } else if !self.undelivered {
            format!("nothing happens when `{step}` does not arrive: add `ladder:` or `no_answer:`")
        } else {
            return None;
        };
        Some(Broken { property: Property::ThreeExits, what, place: Some((dialog, step)) })
    }
}

fn has_a_way_on(conversation: &Conversation, question: &Question) -> bool {
    question.next.is_some() || conversation.over.is_some()
}
