//! Random dialogs that `check` accepts, lived through with random people and events: what is
//! proven never fails there. The lives are judged by other code than the proof is.

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::super::super::check::check;
use super::super::super::conversation::Status;
use super::super::super::definition::EndHow;
use super::super::super::effect::Effect;
use super::super::super::play::{ODD_WORDS, Person, Play, Session, Start, tuesday};
use super::super::explore::explore_with;
use super::*;
use crate::dialog::lives_or;
use crate::message::{ChannelKind, Facts, Lane};
use crate::trade::course::SessionKind;
use crate::trade::person::Language;

static SHIPPED: LazyLock<Content> = LazyLock::new(|| shipped_with(&[]));

/// A step of an invented dialog; targets are places, counted round.
#[derive(Clone, Debug)]
enum Invented {
    Asks { targets: [usize; 3], silence: Option<(u32, usize)> },
    Says { target: Option<usize>, task: bool, stop: bool },
    Branches { targets: [usize; 2] },
}

fn invented() -> impl Strategy<Value = Invented> {
    let silence = prop::option::of((prop::sample::select(vec![1_u32, 6, 20, 50, 80]), 0..8_usize));
    prop_oneof![
        4 => (prop::array::uniform3(0..8_usize), silence)
            .prop_map(|(targets, silence)| Invented::Asks { targets, silence }),
        3 => (prop::option::weighted(0.4, 0..8_usize), any::<bool>(), prop::bool::weighted(0.1))
            .prop_map(|(target, task, stop)| Invented::Says { target, task, stop }),
        1 => prop::array::uniform2(0..8_usize).prop_map(|targets| Invented::Branches { targets }),
    ]
}

/// The YAML of steps that can be reached; steps point at each other round the end.
fn yaml(steps: &[Invented], ladder: bool) -> String {
    let name = |n: &usize| format!("s{}", n % steps.len());
    let targets = |step: &Invented| -> Vec<usize> {
        match step {
            Invented::Asks { targets, silence } => {
                targets.iter().copied().chain(silence.map(|(_, to)| to)).collect()
            }
            Invented::Says { target, .. } => target.iter().copied().collect(),
            Invented::Branches { targets } => targets.to_vec(),
        }
    };
    let mut reached = vec![0];
    let mut at = 0;
    while let Some(&n) = reached.get(at) {
        at += 1;
        for to in targets(&steps[n]).into_iter().map(|to| to % steps.len()) {
            if !reached.contains(&to) {
                reached.push(to);
            }
        }
    }
    let mut text = "format: 1\ndialog: proef\ntitle: Proef\nstarts: { staff: true }\n".to_owned();
    text += if ladder { "ladder: check-in\n" } else { "" };
    text += "facts: { soort: word }\nsteps:\n";
    for n in reached {
        text += &format!("  s{n}:\n");
        match &steps[n] {
            Invented::Asks { targets: [a, b, c], silence } => {
                text += "    say: check-in-school\n    choices:\n";
                for (key, to) in [("ja", a), ("nog-niet", b), ("hulp", c)] {
                    text += &format!(
                        "      {key}: {{ goto: {}, set: {{ soort: {key} }} }}\n",
                        name(to)
                    );
                }
                if let Some((hours, to)) = silence {
                    text += &format!("    no_answer: {{ after: {hours}h, goto: {} }}\n", name(to));
                }
            }
            Invented::Says { target, task, stop } => {
                text += "    say: check-in-goed-zo\n";
                text += if *task { "    task: { kind: hulp, desk: klantmanager }\n" } else { "" };
                text += if *stop { "    stop: true\n" } else { "" };
                match target {
                    Some(to) => text += &format!("    goto: {}\n", name(to)),
                    None => {
                        let how = if *stop {
                            "opted_out"
                        } else if *task {
                            "task"
                        } else {
                            "answered"
                        };
                        text += &format!("    end: {how}\n");
                    }
                }
            }
            Invented::Branches { targets: [a, b] } => {
                text += &format!(
                    "    branch:\n      - {{ when: {{ soort: ja }}, goto: {} }}\n      - {{ goto: {} }}\n",
                    name(a),
                    name(b)
                );
            }
        }
    }
    text
}

#[derive(Clone, Debug)]
enum Happening {
    Taps(usize),
    Odd,
    NotDelivered,
    Noted,
    Stop,
    Silence,
    Passes(i64),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0..3_usize).prop_map(Happening::Taps),
        1 => Just(Happening::Odd),
        1 => Just(Happening::NotDelivered),
        1 => Just(Happening::Noted),
        1 => Just(Happening::Stop),
        6 => Just(Happening::Silence),
        2 => (1..200_i64).prop_map(Happening::Passes),
    ]
}

/// What was seen of a life.
struct Life {
    play: Play,
    own: Vec<DateTime<Utc>>,
    last_is_own: bool,
    /// A reply did not arrive, and nothing was sent since.
    in_place_of_a_reply: bool,
    tasks: usize,
    broken: bool,
    lies: bool,
}

impl Life {
    fn note(&mut self, at: DateTime<Utc>, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Say(say) => {
                    let is_own = say.lane != Lane::Reply;
                    self.last_is_own = is_own && !self.in_place_of_a_reply;
                    self.in_place_of_a_reply = false;
                    self.own.extend(self.last_is_own.then_some(at));
                }
                Effect::OpenTask { .. } => self.tasks += 1,
                Effect::Keep(c) => {
                    self.broken |= c.status == Status::Ended { how: EndHow::Broken };
                    self.lies |= c.status == Status::Ended { how: EndHow::Task }
                        && self.tasks == 0
                        && !effects.iter().any(|e| matches!(e, Effect::OpenTask { .. }));
                }
                _ => {}
            }
        }
    }

    fn lives(&mut self, happening: &Happening) {
        let needs_an_address =
            !matches!(happening, Happening::Noted | Happening::Silence | Happening::Passes(_));
        if needs_an_address && self.play.mailbox.addresses.is_empty() {
            return;
        }
        let effects = match happening {
            Happening::Taps(index) => {
                let Some(id) = self.play.question().map(|(_, q)| q.id) else { return };
                self.play.taps(id, *index)
            }
            Happening::Odd => self.play.says(ODD_WORDS),
            Happening::NotDelivered if self.play.question().is_some() => {
                return self.is_not_delivered();
            }
            Happening::NotDelivered => return,
            Happening::Noted => self.play.is_noted_by_a_colleague().unwrap_or_default(),
            Happening::Stop => self.play.says("stop"),
            Happening::Silence => self.play.waits_on().unwrap_or_default(),
            Happening::Passes(hours) => {
                for (at, effects) in self.play.passes(TimeDelta::hours(*hours)) {
                    self.note(at, &effects);
                }
                return;
            }
        };
        self.note(self.play.now, &effects);
    }

    /// What did not arrive was no burden; what is sent in its place counts as it did.
    fn is_not_delivered(&mut self) {
        let effects = self.play.is_not_delivered();
        if self.last_is_own {
            self.own.pop();
        }
        self.in_place_of_a_reply = !self.last_is_own;
        self.last_is_own = false;
        self.note(self.play.now, &effects);
    }

    fn busiest_week(&self) -> usize {
        let from = self.own.iter();
        from.map(|start| {
            let until = *start + TimeDelta::days(7);
            self.own.iter().filter(|at| *at >= start && **at < until).count()
        })
        .max()
        .unwrap_or(0)
    }

    fn is_running(&self) -> bool {
        self.play.mailbox.conversations.iter().any(|c| c.is_running())
    }
}

fn people() -> impl Strategy<Value = Person> {
    (0..3_usize, any::<bool>()).prop_map(|(channels, coach)| Person {
        // without a channel it is tried with a coach only
        coach: coach || channels == 0,
        known: true,
        language: Language::Ar,
        channels: [ChannelKind::Telegram, ChannelKind::Whatsapp][..channels].to_vec(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: lives_or(24),
        failure_persistence: None,
        max_global_rejects: 200_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_life_contradicts_a_proof(
        steps in prop::collection::vec(invented(), 1..5),
        ladder in prop::bool::weighted(0.7),
        person in people(),
        happenings in prop::collection::vec(happening(), 0..25),
        hour in 0..168_i64,
    ) {
        let text = yaml(&steps, ladder);
        let mut content = SHIPPED.clone();
        let dialog: Dialog = serde_saphyr::from_str(&text).expect("an invented dialog is YAML");
        Arc::make_mut(&mut content.dialogs).insert("proef".to_owned(), dialog);
        prop_assume!(check(&content).is_empty());
        let alike = |p: &Person| (p.channels.len(), p.coach) == (person.channels.len(), person.coach);
        let proof = explore_with(&content, &[&content.dialogs["proef"]], alike).remove(0);
        prop_assume!(proof.holds());

        let now = tuesday() + TimeDelta::hours(hour);
        let play = Play::new(Arc::new(content), &person, now);
        let mut life = Life {
            play,
            own: Vec::new(),
            last_is_own: false,
            in_place_of_a_reply: false,
            tasks: 0,
            broken: false,
            lies: false,
        };
        let session = Session::at(SessionKind::Pvt, now + TimeDelta::days(30));
        let begin = Start::Begun.event("proef", &session, Facts::new());
        let effects = life.play.happens(&begin);
        life.note(now, &effects);
        for happening in &happenings {
            life.lives(happening);
        }
        let asked = life.play.question().is_some();
        for _ in 0..400 {
            life.lives(&Happening::Silence);
        }
        prop_assert!(!life.broken, "broken\n{text}");
        prop_assert!(!life.lies, "ends as a task without one\n{text}");
        let week = life.busiest_week();
        prop_assert!(
            week <= proof.messages_per_week as usize,
            "{week} messages in a week, proven {}\n{text}", proof.messages_per_week
        );
        let called = life.tasks > 0 || life.play.mailbox.stopped;
        prop_assert!(!life.is_running() || called, "still running in silence\n{text}");
        prop_assert!(!asked || called, "silence that nobody heard of\n{text}");
    }
}
