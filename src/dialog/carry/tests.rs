//! Who comes along and who stays, told with the shipped dialogs; and the law that nobody who comes along
//! is stranded.

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::dialog::content::{Files, Library};
use crate::dialog::conversation::{AddressView, Mailbox};
use crate::dialog::effect::Effect;
use crate::dialog::engine::{self, Context};
use crate::dialog::event::{About, Event};
use crate::dialog::payload;
use crate::dialog::shipped;
use crate::ids::{AddressId, EnrolmentId, EventId, SessionId, WaitId};
use crate::message::{ChannelKind, Fact, Facts};
use crate::trade::course::SessionKind;

const PVT: &str = "dialogs/pvt-herinnering.yaml";
const WORDS: &str = "locales/nl/pvt.ftl";

static SHIPPED: LazyLock<Arc<Content>> = LazyLock::new(|| Arc::new(loaded(&shipped::files())));

fn loaded(files: &Files) -> Content {
    Content::load_published(files).unwrap_or_else(|p| panic!("{p:?}"))
}

/// The shipped content with other words in one file.
fn with(path: &str, changes: &[(&str, &str)]) -> Content {
    let mut files = shipped::files();
    let body = files.get_mut(path).unwrap();
    for (from, to) in changes {
        assert!(body.contains(from), "{path} has no {from:?}");
        *body = body.replace(from, to);
    }
    loaded(&files)
}

/// From what to what.
type Edits = &'static [(&'static str, &'static str)];

/// A mailbox that lives through events, with its waits.
struct Life {
    library: Library,
    mailbox: Mailbox,
    now: DateTime<Utc>,
    waits: Vec<(DateTime<Utc>, WaitId)>,
    last: Vec<Effect>,
}

impl Life {
    fn new() -> Self {
        let now = DateTime::from_timestamp(1_795_600_800, 0).unwrap();
        let address = AddressView {
            id: AddressId::fresh(),
            kind: ChannelKind::Telegram,
            usable: true,
            may_write_first: true,
            last_inbound_at: Some(now),
        };
        let mailbox = Mailbox {
            gemeente: String::new(),
            known: true,
            language: Language::Ar,
            stopped: false,
            taken_over: false,
            addresses: vec![address],
            has_coach: true,
            conversations: Vec::new(),
            facts: [("naam".to_owned(), Fact::Person("Amina".to_owned()))].into(),
            unread: Vec::new(),
        };
        let library = Library::of(SHIPPED.clone());
        Self { library, mailbox, now, waits: Vec::new(), last: Vec::new() }
    }

    fn happens(&mut self, event: &Event) {
        let from = event.is_from_person().then_some(self.mailbox.addresses[0].id);
        let context = Context { event: EventId::fresh(), from, now: self.now };
        let step = engine::step(&self.library, self.mailbox.clone(), event, context);
        self.mailbox = step.after;
        for effect in &step.effects {
            match effect {
                Effect::Wait { wait, due_at, .. } => self.waits.push((*due_at, *wait)),
                Effect::CancelWait { wait } => self.waits.retain(|(_, w)| w != wait),
                _ => {}
            }
        }
        self.last = step.effects;
    }

    fn is_reminded(&mut self, days: i64) {
        let starts_at = self.now + TimeDelta::days(days);
        let about = About {
            enrolment: EnrolmentId::fresh(),
            session: SessionId::fresh(),
            starts_at,
            ends_at: starts_at + TimeDelta::hours(3),
        };
        let word = |w: &str| Fact::Word(w.to_owned());
        let facts: Facts = [
            ("soort", word("pvt")),
            ("nummer", Fact::Number(2)),
            ("dag", Fact::Date(starts_at.date_naive())),
            ("tijd", Fact::Time(NaiveTime::MIN)),
            ("eindtijd", Fact::Time(NaiveTime::MIN)),
            ("plaats", Fact::Place("De Weg".to_owned())),
            ("adres", Fact::Place("Markt 1".to_owned())),
            ("meenemen", word("")),
            ("dagen", Fact::Number(days)),
            ("moment", word("3d")),
            ("intentie", word("onbekend")),
        ]
        .map(|(name, fact)| (name.to_owned(), fact))
        .into();
        let useful_until = starts_at;
        self.happens(&Event::Reminder { about, kind: SessionKind::Pvt, facts, useful_until });
    }

    fn starts(&mut self, dialog: &str) {
        self.happens(&Event::start(dialog, Facts::new()));
    }

    fn answers(&mut self, index: usize) {
        if let Some(question) = self
            .mailbox
            .conversations
            .iter()
            .find_map(|c| c.question.as_ref().filter(|_| c.has_open_question()).map(|q| q.id))
        {
            self.happens(&Event::Chose { payload: payload::encode(question, index) });
        }
    }

    /// The next wait runs out; false when there is none.
    fn waits_on(&mut self) -> bool {
        self.waits.sort();
        let Some((due, wait)) = self.waits.first().copied() else { return false };
        self.waits.remove(0);
        self.now = due.max(self.now);
        self.happens(&Event::WaitElapsed { wait });
        true
    }

    /// Puts `new` in force; gives what became of each running conversation.
    fn carried_to(&mut self, new: Content) -> Vec<Carry> {
        let new = Arc::new(new);
        let language = self.mailbox.language;
        let mut all = Vec::new();
        for conversation in self.mailbox.conversations.iter_mut().filter(|c| !c.has_ended()) {
            let carry = carry(&SHIPPED, &new, conversation, language);
            if let Carry::Carried { conversation: now } | Carry::Ends { conversation: now } = &carry
            {
                *conversation = (**now).clone();
            }
            all.push(carry);
        }
        self.library = Library::of(new);
        self.library.older.insert(SHIPPED.revision.clone(), SHIPPED.clone());
        all
    }

    fn has_broken(&self) -> bool {
        let broken = Status::Ended { how: EndHow::Broken };
        self.mailbox.conversations.iter().any(|c| c.status == broken)
    }
}

fn becomes(new: Content) -> Carry {
    let mut life = Life::new();
    life.is_reminded(3);
    life.carried_to(new).remove(0)
}

#[test]
fn who_has_an_open_question_comes_along_when_only_what_follows_has_changed() {
    let new = with(
        PVT,
        &[(
            "komt:      { attend: komt, goto: komt }",
            "komt:      { attend: komt, goto: herhaling }",
        )],
    );
    let mut life = Life::new();
    life.is_reminded(3);
    let before = life.mailbox.conversations[0].clone();
    let Carry::Carried { conversation } = life.carried_to(new).remove(0) else { panic!("stays") };
    assert_eq!(conversation.question, before.question);
    assert_ne!(conversation.revision, before.revision);
    life.answers(0);
    let said = life.last.iter().filter_map(|e| match e {
        Effect::Say(say) => Some(say.saying.text.0.as_str()),
        _ => None,
    });
    let said: Vec<_> = said.collect();
    assert_eq!(said, ["pvt-herhaling"], "the correction counts for who was asked before it");
}

#[test]
fn who_has_an_open_question_stays_when_it_would_mean_something_else() {
    let table: &[(&str, Edits, Why)] = &[
        (PVT, &[("hulp:      { goto: mens }", "mens:      { goto: mens }")], Why::OtherChoices),
        (
            PVT,
            &[(
                "komt:      { attend: komt, goto: komt }",
                "komt:      { attend: komt-niet, goto: komt }",
            )],
            Why::OtherChoices,
        ),
        (
            PVT,
            &[("  vraag:\n", "  vraag-een:\n"), ("goto: vraag }", "goto: vraag-een }")],
            Why::OtherStep,
        ),
        (PVT, &[("say: pvt-vraag\n", "say: pvt-excursie\n")], Why::OtherWords),
        (PVT, &[("  intentie: word ", "  hoogte: number\n  intentie: word ")], Why::OtherFacts),
        (PVT, &[("ladder: bijeenkomst\n", "")], Why::OtherSilence),
        (WORDS, &[("Komt u?", "Wilt u komen?")], Why::OtherWords),
    ];
    for (path, changes, why) in table {
        assert_eq!(becomes(with(path, changes)), Carry::Stays { why: *why }, "{changes:?}");
    }
}

#[test]
fn punctuation_and_capitals_keep_nobody_back() {
    let new = with(WORDS, &[("Komt u?", "KOMT U ?")]);
    assert!(matches!(becomes(new), Carry::Carried { .. }));
}

#[test]
fn a_late_answer_to_an_earlier_question_keeps_its_meaning() {
    let new = with(PVT, &[("hulp:      { goto: mens }", "mens:      { goto: mens }")]);
    let mut life = Life::new();
    life.is_reminded(3);
    life.answers(1);
    assert_eq!(life.mailbox.conversations[0].step, "reden");
    assert_eq!(life.carried_to(new), [Carry::Stays { why: Why::EarlierQuestion }]);
}

#[test]
fn what_has_not_begun_to_speak_comes_along_or_ends_when_its_dialog_is_gone() {
    let mut life = Life::new();
    life.is_reminded(3);
    life.starts("check-in");
    let queued = life.mailbox.conversations[1].clone();
    assert!(matches!(queued.status, Status::Queued { .. }));
    let new = with("dialogs/check-in.yaml", &[("title: ", "title: Nieuw ")]);
    let carry_one = |new: &Content| carry(&SHIPPED, new, &queued, Language::Ar);
    let Carry::Carried { conversation } = carry_one(&new) else { panic!("stays") };
    assert_eq!(conversation.step, new.dialogs["check-in"].first_step());
    let mut gone = (**SHIPPED).clone();
    Arc::make_mut(&mut gone.dialogs).remove("check-in");
    gone.revision = crate::dialog::conversation::RevisionId("other".to_owned());
    let Carry::Ends { conversation } = carry_one(&gone) else { panic!("goes on") };
    assert_eq!(conversation.status, Status::Ended { how: EndHow::Superseded });
}

#[test]
fn what_is_over_or_there_already_is_left_alone() {
    let mut life = Life::new();
    life.is_reminded(3);
    life.answers(0);
    let over = &life.mailbox.conversations[0];
    assert!(over.has_ended());
    let new = with(PVT, &[("title: ", "title: Nieuw ")]);
    let stays = Carry::Stays { why: Why::NoNeed };
    assert_eq!(carry(&SHIPPED, &new, over, Language::Nl), stays);
}

/// An author who moves, drops or doubles a line, in a dialog or in the words.
fn edited(path: usize, at: usize, what: usize) -> Option<Content> {
    let mut files = shipped::files();
    let names = [PVT, "dialogs/check-in.yaml", "dialogs/policies.yaml", WORDS];
    let body = files.get_mut(names[path % names.len()])?;
    let mut lines: Vec<&str> = body.lines().collect();
    let at = at % (lines.len() - 1);
    match what % 3 {
        0 => drop(lines.remove(at)),
        1 => lines.swap(at, at + 1),
        _ => lines.insert(at, lines[at]),
    }
    *body = lines.join("\n") + "\n";
    Content::load(&files).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn who_comes_along_can_answer_everything_and_comes_to_an_end(
        edits in prop::collection::vec((0..4_usize, 0..200_usize, 0..3_usize), 1..3),
        path in prop::collection::vec(0..4_usize, 0..4),
        choice in 0..5_usize,
    ) {
        // what does not pass `check` is never put in force
        let new = edits.iter().find_map(|(path, at, what)| edited(*path, *at, *what));
        let Some(new) = new else { return Ok(()) };
        let mut life = Life::new();
        life.is_reminded(3);
        for move_on in path {
            match move_on {
                0 => { life.waits_on(); }
                1 => life.starts("check-in"),
                n => life.answers(n - 2),
            }
        }
        let had_broken = life.has_broken();
        let all = life.carried_to(new);
        let carried = all.iter().any(|c| matches!(c, Carry::Carried { .. }));
        prop_assume!(carried && !had_broken);
        // the open question takes every answer that it offered
        let open = life.mailbox.conversations.iter().find(|c| c.has_open_question()).cloned();
        if let Some(open) = open {
            let content = life.library.get(&open.revision).clone();
            let step = content.step(&open.dialog, &open.step).expect("its step is there");
            let index = choice % step.choices.0.len().max(1);
            life.answers(index);
            let recorded = life.last.iter().any(|e| matches!(e, Effect::Record { .. }));
            prop_assert!(recorded, "an answer that nobody hears");
        }
        // and silence ends it
        for _ in 0..200 {
            if !life.waits_on() {
                break;
            }
        }
        prop_assert!(!life.has_broken(), "{:?}", life.mailbox.conversations);
        for conversation in &life.mailbox.conversations {
            let over = conversation.has_ended() || conversation.question.is_some();
            prop_assert!(over, "left in the middle: {conversation:?}");
        }
    }
}
