//! "For whom is this message?": the one question that a shared telephone itself is asked.
//!
//! Its answers are people, so no file of dialogs can hold it. It waits [`PATIENCE`]; then a
//! colleague must find out. Only the words come from the locale files (`voor-wie`).

use chrono::{DateTime, TimeDelta, Utc};

use super::content::Library;
use super::conversation::{ClosedQuestion, Conversation, NextTry, Question, Status};
use super::definition::EndHow;
use super::effect::{ClosedHow, Effect, Say};
use super::engine::Context;
use super::payload;
use crate::ids::{AddressId, ConversationId, MailboxId, QuestionId, WaitId};
use crate::message::{Fact, Facts, Lane, SayChoice, Saying, TextId};
use crate::text::Words;
use crate::text::shared_phone::also_in;
use crate::trade::person::Language;
use crate::trade::task::{Desk, TaskKind};

/// So long the telephone may be silent; then a colleague must find out. Short enough for a working
/// day, long enough for a telephone that lies in a bag during a lesson.
pub const PATIENCE: TimeDelta = TimeDelta::hours(4);

/// The name under which it stands among the conversations.
pub const DIALOG: &str = "voor-wie";

/// A reply is worthless after this.
const REPLY_LIFE: TimeDelta = TimeDelta::hours(24);

/// What it is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Words, a photo, a voice note.
    Words,
    /// The word "stop": the telephone is silent until it is answered.
    Stop,
}

impl About {
    fn step(self) -> &'static str {
        match self {
            Self::Words => "voor-wie",
            Self::Stop => "voor-wie-stop",
        }
    }

    /// The answer that is nobody's name.
    fn last_choice(self) -> &'static str {
        match self {
            Self::Words => "iemand-anders",
            Self::Stop => "iedereen",
        }
    }
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is for this person.
    For(MailboxId),
    /// For all of them.
    Everybody,
    /// For none of them.
    SomebodyElse,
    /// For nobody: a "stop" that was none. No button says so; a colleague does.
    Nobody,
}

/// The telephone that is asked.
#[derive(Clone, Copy, Debug)]
pub struct Phone<'a> {
    /// Where it is asked.
    pub address: AddressId,
    /// Who use it, and what each is called.
    pub users: &'a [(MailboxId, String)],
    /// The languages that they read, each once, the first first.
    pub languages: &'a [Language],
}

impl Phone<'_> {
    /// The language that goes first: Dutch follows in any case.
    pub fn language(&self) -> Language {
        let foreign = self.languages.iter().find(|language| **language != Language::Nl);
        foreign.copied().unwrap_or(Language::Nl)
    }

    /// An answer of the telephone itself, outside any conversation.
    pub fn reply(&self, text: &str, facts: &Facts, now: DateTime<Utc>) -> Effect {
        let mut facts = facts.clone();
        also_in(&mut facts, self.languages);
        let text = TextId::from(text);
        let saying = Saying {
            text,
            facts,
            choices: Vec::new(),
            question: None,
            template: None,
            aids: Vec::new(),
        };
        Effect::Say(self.say(None, saying, now))
    }

    fn say(&self, of: Option<ConversationId>, saying: Saying, now: DateTime<Utc>) -> Say {
        Say {
            conversation: of,
            address: self.address,
            lane: Lane::Reply,
            language: self.language(),
            saying,
            expires_at: now + REPLY_LIFE,
            rung: None,
        }
    }
}

/// Asks; gives the question and what must be written down.
pub fn ask(
    phone: Phone<'_>,
    about: About,
    library: &Library,
    context: Context,
) -> (QuestionId, Vec<Effect>) {
    let now = context.now;
    let id = ConversationId::derived(context.event, 1);
    let question = Question {
        id: QuestionId::derived(context.event, 1),
        step: about.step().to_owned(),
        first_asked_at: now,
        last_asked_at: now,
        times_asked: 1,
        rungs_done: 0,
        next: Some(NextTry {
            wait: WaitId::derived(context.event, 1),
            at: now + PATIENCE,
            rung: None,
            index: 0,
            again: false,
        }),
        misunderstood: 0,
        undelivered: None,
        address: Some(phone.address),
        put_off: 0,
    };
    let mut facts = Facts::new();
    for (n, (mailbox, called)) in phone.users.iter().enumerate() {
        facts.insert(name_key(n), Fact::Person(called.clone()));
        facts.insert(mailbox_key(n), Fact::Word(mailbox.to_string()));
    }
    also_in(&mut facts, phone.languages);
    let conversation = Conversation {
        id,
        dialog: DIALOG.to_owned(),
        revision: library.published.revision.clone(),
        status: Status::Live,
        step: about.step().to_owned(),
        facts,
        within: Vec::new(),
        onward: None,
        about: None,
        question: Some(question.clone()),
        closed: Vec::new(),
        started_at: now,
        over: None,
        changed: None,
    };
    let say = phone.say(Some(id), saying(&conversation, question.id), now);
    let wait = WaitId::derived(context.event, 1);
    let text = about.step().to_owned();
    let asked = question.id;
    let effects = vec![
        Effect::Keep(Box::new(conversation)),
        Effect::Ask { conversation: id, question, text },
        Effect::Wait { wait, conversation: id, due_at: now + PATIENCE },
        Effect::Say(say),
    ];
    (asked, effects)
}

fn name_key(n: usize) -> String {
    format!("wie-{n}")
}

fn mailbox_key(n: usize) -> String {
    format!("postvak-{n}")
}

/// How many people were offered.
fn offered(conversation: &Conversation) -> usize {
    (0..).take_while(|n| conversation.facts.contains_key(&mailbox_key(*n))).count()
}

fn saying(conversation: &Conversation, question: QuestionId) -> Saying {
    let about = about(conversation);
    let people = offered(conversation);
    let keys = (0..people).map(name_key).chain([about.last_choice().to_owned()]);
    let choice = |(index, key)| SayChoice {
        key,
        label_text: None,
        payload: payload::encode(question, index),
    };
    Saying {
        text: TextId::from(about.step()),
        facts: conversation.facts.clone(),
        choices: keys.enumerate().map(choice).collect(),
        question: Some(question),
        template: None,
        aids: Vec::new(),
    }
}

/// What stands where the name of somebody stood who is not kept any more.
const NOBODY: &str = "-";

/// Takes the name of the person with this mailbox out of what was asked; false: it was not in it.
pub fn forget(facts: &mut Facts, mailbox: MailboxId) -> bool {
    let theirs = Fact::Word(mailbox.to_string());
    let places = (0..).take_while(|n| facts.contains_key(&mailbox_key(*n)));
    let found: Vec<usize> =
        places.filter(|n| facts.get(&mailbox_key(*n)) == Some(&theirs)).collect();
    for n in &found {
        facts.insert(name_key(*n), Fact::Person(NOBODY.to_owned()));
    }
    !found.is_empty()
}

/// What this conversation asks about.
pub fn about(conversation: &Conversation) -> About {
    if conversation.step == About::Stop.step() { About::Stop } else { About::Words }
}

/// Which answer these words mean: a name, or its number.
pub fn meant(words: &Words, own: Language, asked: &Conversation, typed: &str) -> Option<usize> {
    let question = asked.question.as_ref()?;
    words.choice_meant(own, &saying(asked, question.id), typed)
}

/// What the answer at this place says; none when nothing was offered there.
pub fn answer(asked: &Conversation, index: usize) -> Option<Answer> {
    let people = offered(asked);
    if index == people {
        return Some(match about(asked) {
            About::Words => Answer::SomebodyElse,
            About::Stop => Answer::Everybody,
        });
    }
    match asked.facts.get(&mailbox_key(index)) {
        Some(Fact::Word(mailbox)) => mailbox.parse().ok().map(Answer::For),
        _ => None,
    }
}

/// The question needs no answer any more.
pub fn close(asked: &Conversation, how: ClosedHow, end: EndHow) -> Vec<Effect> {
    let mut asked = asked.clone();
    let Some(question) = asked.question.take() else { return Vec::new() };
    asked.status = Status::Ended { how: end };
    asked.closed.push(ClosedQuestion {
        id: question.id,
        step: question.step,
        choice: None,
        answered_at: None,
        dialog: None,
        back: None,
    });
    let wait = question.next.map(|next| Effect::CancelWait { wait: next.wait });
    [Effect::Keep(Box::new(asked))]
        .into_iter()
        .chain(wait)
        .chain([Effect::CloseQuestion { question: question.id, how }])
        .collect()
}

/// A colleague must find out for whom it is, or who said "stop".
pub fn call_colleague(asked: &Conversation, question: QuestionId, about: About) -> Effect {
    Effect::OpenTask {
        kind: TaskKind::VoorWie,
        desk: Desk::Klantmanager,
        conversation: Some(asked.id),
        question: Some(question),
        about: None,
        reason: (about == About::Stop).then(|| "stop".to_owned()),
        cause: question.to_string(),
        rung: None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::dialog::content::Content;
    use crate::dialog::shipped;
    use crate::ids::EventId;

    fn asked(about: About) -> (Library, Conversation, Vec<Effect>) {
        let library = Library::of(Content::load(&shipped::files()).unwrap().into());
        let users = [
            (MailboxId(Uuid::from_u128(1)), "Amina".to_owned()),
            (MailboxId(Uuid::from_u128(2)), "Yusuf".to_owned()),
        ];
        let phone = Phone {
            address: AddressId(Uuid::from_u128(3)),
            users: &users,
            languages: &[Language::Nl, Language::Ar],
        };
        let now = DateTime::from_timestamp(1_795_600_800, 0).unwrap();
        let context = Context { event: EventId(Uuid::from_u128(4)), from: None, now };
        let (_, effects) = ask(phone, about, &library, context);
        let Effect::Keep(conversation) = &effects[0] else { panic!("{effects:?}") };
        let conversation = (**conversation).clone();
        (library, conversation, effects)
    }

    #[test]
    fn every_person_is_one_button_and_the_last_is_nobodys_name() {
        for (about, last) in
            [(About::Words, Answer::SomebodyElse), (About::Stop, Answer::Everybody)]
        {
            let (library, conversation, effects) = asked(about);
            let Some(Effect::Say(say)) = effects.last() else { panic!("{effects:?}") };
            let said = library.published.words.outgoing(say.language, &say.saying);
            assert_eq!(said.choices.len(), 3);
            assert_eq!((said.choices[0].label.as_str(), say.language), ("Amina", Language::Ar));
            let question = conversation.question.as_ref().unwrap().id;
            for (index, expected) in [
                (0, Answer::For(MailboxId(Uuid::from_u128(1)))),
                (1, Answer::For(MailboxId(Uuid::from_u128(2)))),
                (2, last),
            ] {
                let tapped = payload::decode(&said.choices[index].payload).unwrap();
                assert_eq!(tapped, (question, index));
                assert_eq!(answer(&conversation, index), Some(expected));
            }
            assert_eq!(answer(&conversation, 3), None);
        }
    }

    #[test]
    fn a_typed_name_is_an_answer_and_other_words_are_not() {
        let (library, conversation, _) = asked(About::Words);
        let words = &library.published.words;
        for (typed, expected) in
            [("Yusuf", Some(1)), ("amina!", Some(0)), ("2", Some(1)), ("ik kom niet", None)]
        {
            assert_eq!(meant(words, Language::Ar, &conversation, typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_name_is_taken_out_and_the_places_of_the_others_stay() {
        let (_, mut conversation, _) = asked(About::Words);
        let gone = MailboxId(Uuid::from_u128(1));
        assert!(forget(&mut conversation.facts, gone));
        assert!(!forget(&mut conversation.facts, MailboxId(Uuid::from_u128(9))));
        let facts = format!("{:?}", conversation.facts);
        assert!(!facts.contains("Amina") && facts.contains("Yusuf"));
        let yusuf = Answer::For(MailboxId(Uuid::from_u128(2)));
        assert_eq!(answer(&conversation, 1), Some(yusuf));
    }

    #[test]
    fn what_is_closed_can_still_be_answered_late() {
        let (_, conversation, _) = asked(About::Stop);
        let effects = close(&conversation, ClosedHow::NoAnswer, EndHow::NoAnswer);
        let Effect::Keep(closed) = &effects[0] else { panic!("{effects:?}") };
        assert!(closed.has_ended() && closed.question.is_none());
        assert_eq!(answer(closed, 2), Some(Answer::Everybody));
        assert!(close(closed, ClosedHow::NoAnswer, EndHow::NoAnswer).is_empty(), "closed once");
    }
}
