//! Laws that hold whatever happens, in whatever order.

use proptest::prelude::*;

use super::*;
use crate::dialog::lives_or;
use crate::plan::reminder::SHORT_NOTICE;

/// What may happen next.
#[derive(Clone, Debug)]
enum Happening {
    Reminded { second: bool, moment: usize },
    Says(usize),
    Taps { which: usize },
    Passes { minutes: i64 },
    Undelivered { which: usize },
    Blocked,
    Changed { second: bool, cancelled: bool },
    CheckIn,
    Practice,
    Invited,
    Elsewhere { which: usize },
    Photo,
    TakenOver(bool),
    Wrote,
    TryNow { which: usize, rung: usize },
}

const MOMENTS: [&str; 4] = ["7d", "3d", "1d", "2h"];
const WORDS: [&str; 19] = [
    "stop",
    "start",
    "taal",
    "mens",
    "check-in",
    "1",
    "2",
    "wat is dit",
    "ja",
    "toch niet",
    "toch wel",
    "ik heb me vergist",
    "help, brand!",
    "BSN [BSN weggelaten]",
    "mijn afspraken",
    "mijn gegevens",
    "14:30",
    "3 uur",
    "morgen",
];

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        4 => (any::<bool>(), 0..MOMENTS.len())
            .prop_map(|(second, moment)| Happening::Reminded { second, moment }),
        4 => (0..WORDS.len()).prop_map(Happening::Says),
        5 => any::<usize>().prop_map(|which| Happening::Taps { which }),
        6 => (1..2000_i64).prop_map(|minutes| Happening::Passes { minutes }),
        2 => any::<usize>().prop_map(|which| Happening::Undelivered { which }),
        1 => Just(Happening::Blocked),
        1 => (any::<bool>(), any::<bool>())
            .prop_map(|(second, cancelled)| Happening::Changed { second, cancelled }),
        2 => Just(Happening::CheckIn),
        2 => Just(Happening::Practice),
        1 => Just(Happening::Invited),
        1 => any::<usize>().prop_map(|which| Happening::Elsewhere { which }),
        1 => Just(Happening::Photo),
        1 => any::<bool>().prop_map(Happening::TakenOver),
        1 => Just(Happening::Wrote),
        2 => (any::<usize>(), 0..RungKind::ALL.len())
            .prop_map(|(which, rung)| Happening::TryNow { which, rung }),
    ]
}

/// A talk that remembers every button, question and task there ever was.
struct Life {
    talk: Talk,
    sessions: [About; 2],
    payloads: Vec<String>,
    questions: Vec<QuestionId>,
    /// Every wait there ever was.
    waits: Vec<WaitId>,
    has_task: bool,
}

impl Life {
    fn new(start_hour: u32, known: bool) -> Self {
        let mut talk = Talk::with(&[ChannelKind::Telegram, ChannelKind::Whatsapp]);
        talk.library = super::language::library();
        talk.now = at(2026, 11, 26, start_hour);
        talk.mailbox.known = known;
        let sessions = [session(at(2026, 12, 1, 8)), session(at(2026, 12, 3, 18))];
        let (payloads, questions, waits) = (Vec::new(), Vec::new(), Vec::new());
        Self { talk, sessions, payloads, questions, waits, has_task: false }
    }

    fn goes_on(&mut self, next: &Happening) -> Result<(), TestCaseError> {
        let event = match next {
            Happening::Passes { minutes } => return self.passes(*minutes),
            Happening::TakenOver(true) => {
                Event::TookOver { by: crate::ids::StaffId::fresh(), name: "Fatma".to_owned() }
            }
            Happening::TakenOver(false) => Event::HandedBack { by: None, name: None },
            Happening::Wrote => Event::ColleagueWrote {
                message: crate::ids::StaffMessageId::fresh(),
                by: crate::ids::StaffId::fresh(),
                name: "Fatma".to_owned(),
                written: crate::dialog::event::Written::Words {
                    words: "Tot morgen".to_owned(),
                    language: Language::Nl,
                },
            },
            Happening::Reminded { second, moment } => {
                reminder(MOMENTS[*moment], self.sessions[usize::from(*second)], "onbekend")
            }
            Happening::Says(word) => Event::Said { words: WORDS[*word].to_owned() },
            Happening::Taps { which } => match pick(&self.payloads, *which) {
                Some(payload) => Event::Chose { payload },
                None => Event::Opened,
            },
            Happening::Undelivered { which } => Event::Undelivered {
                question: pick(&self.questions, *which),
                why: "whatsapp:131026".to_owned(),
            },
            Happening::Blocked => Event::Blocked,
            Happening::Changed { second, cancelled } => {
                let about = &mut self.sessions[usize::from(*second)];
                about.starts_at += TimeDelta::hours(30);
                about.ends_at += TimeDelta::hours(30);
                Event::SessionChanged { about: *about, cancelled: *cancelled, facts: Facts::new() }
            }
            Happening::CheckIn => Event::start("check-in", Facts::new()),
            Happening::Practice => Event::start("oefenen", Facts::new()),
            Happening::Invited => {
                Event::Invited { invitation: Invitation::Accepted, facts: Facts::new() }
            }
            Happening::Elsewhere { which } => match pick(&self.questions, *which) {
                Some(question) => {
                    Event::AnsweredElsewhere { question, by: crate::ids::StaffId::fresh() }
                }
                None => Event::Unblocked,
            },
            Happening::TryNow { which, rung } => match pick(&self.questions, *which) {
                Some(question) => Event::TryNow {
                    question,
                    rung: RungKind::ALL[*rung],
                    by: crate::ids::StaffId::fresh(),
                },
                None => Event::Unblocked,
            },
            Happening::Photo => Event::Sent { kind: "photo".to_owned() },
        };
        self.happens(&event)
    }

    fn passes(&mut self, minutes: i64) -> Result<(), TestCaseError> {
        let until = self.talk.now + TimeDelta::minutes(minutes);
        for _ in 0..200 {
            self.talk.waits.sort();
            let next = self.talk.waits.first().copied().filter(|(due, _)| *due <= until);
            let Some((due, wait)) = next else {
                self.talk.now = until;
                return Ok(());
            };
            self.talk.waits.remove(0);
            self.talk.now = due.max(self.talk.now);
            self.happens(&Event::WaitElapsed { wait })?;
        }
        Err(TestCaseError::fail("waits that never end"))
    }

    fn happens(&mut self, event: &Event) -> Result<(), TestCaseError> {
        self.talk.happens(event);
        for effect in &self.talk.last {
            match effect {
                Effect::Say(say) => {
                    self.payloads.extend(say.saying.choices.iter().map(|c| c.payload.clone()));
                }
                Effect::Ask { question, .. } => self.questions.push(question.id),
                Effect::OpenTask { .. } => self.has_task = true,
                Effect::Wait { wait, .. } => self.waits.push(*wait),
                _ => {}
            }
        }
        self.what_is_stored_is_read_back()?;
        self.one_question_has_the_turn()?;
        self.everything_has_a_way_on()?;
        self.nobody_is_woken(event)
    }

    fn what_is_stored_is_read_back(&self) -> Result<(), TestCaseError> {
        for conversation in &self.talk.mailbox.conversations {
            let stored = serde_json::to_string(conversation).unwrap();
            let read: Conversation = serde_json::from_str(&stored).unwrap();
            prop_assert_eq!(&read, conversation);
        }
        Ok(())
    }

    /// Nothing can happen any more to what is over: its waits, its questions by another route.
    fn what_is_over_stays_over(&mut self) -> Result<(), TestCaseError> {
        let pending: Vec<WaitId> = self.talk.waits.iter().map(|(_, wait)| *wait).collect();
        let old = self.waits.iter().filter(|wait| !pending.contains(wait));
        let mut events: Vec<Event> = old.map(|wait| Event::WaitElapsed { wait: *wait }).collect();
        let open: Vec<QuestionId> = self
            .talk
            .mailbox
            .conversations
            .iter()
            .filter_map(|c| c.question.as_ref().map(|q| q.id))
            .collect();
        let closed = self.questions.iter().filter(|question| !open.contains(question));
        let by = crate::ids::StaffId::fresh();
        events.extend(closed.flat_map(|question| {
            let question = *question;
            [
                Event::AnsweredElsewhere { question, by },
                Event::TryNow { question, rung: RungKind::Nudge, by },
                Event::TryNow { question, rung: RungKind::Coach, by },
            ]
        }));
        // other turns may be waiting for any event: only quiet mailboxes tell
        if !self.talk.open_conversations().is_empty() {
            return Ok(());
        }
        for event in events {
            let context = Context { event: EventId::fresh(), from: None, now: self.talk.now };
            let step = step(&self.talk.library, self.talk.mailbox.clone(), &event, context);
            prop_assert!(step.effects.is_empty(), "{event:?}: {:?}", step.effects);
        }
        Ok(())
    }

    fn one_question_has_the_turn(&self) -> Result<(), TestCaseError> {
        let all = &self.talk.mailbox.conversations;
        let open = all.iter().filter(|c| c.has_open_question()).count();
        prop_assert!(open <= 1, "{open} open questions");
        Ok(())
    }

    fn everything_has_a_way_on(&self) -> Result<(), TestCaseError> {
        let all = &self.talk.mailbox.conversations;
        let planned = |wait: &WaitId| self.talk.waits.iter().any(|(_, w)| w == wait);
        let open = all.iter().any(Conversation::has_open_question);
        // several interrupted questions wait for the one whose turn it is
        let returns = all
            .iter()
            .any(|c| matches!(&c.status, Status::Suspended { wait: Some(wait) } if planned(wait)));
        for conversation in all {
            let over = conversation.over.as_ref().is_some_and(planned);
            let goes_on = match &conversation.status {
                Status::Ended { .. } => true,
                Status::Queued { wait, .. }
                | Status::Lingering { wait, .. }
                | Status::Pausing { wait } => planned(wait),
                // after "stop" it waits for "start"
                Status::Suspended { .. } => open || returns || over || self.talk.mailbox.stopped,
                Status::Live => conversation.question.as_ref().is_some_and(|q| {
                    let next = q.next.as_ref().is_some_and(|n| planned(&n.wait));
                    next || over || self.has_task || self.talk.mailbox.stopped
                }),
            };
            prop_assert!(
                goes_on,
                "nothing will happen to {conversation:?} of {:?}",
                all.iter().map(|c| (&c.dialog, &c.status)).collect::<Vec<_>>()
            );
        }
        Ok(())
    }

    fn nobody_is_woken(&self, event: &Event) -> Result<(), TestCaseError> {
        let now = self.talk.now;
        let quiet = &self.talk.library.published.policies.quiet_hours;
        let says = self.talk.last.iter().any(|e| matches!(e, Effect::Say(_)));
        let near = self.sessions.iter().any(|s| s.starts_at - now <= SHORT_NOTICE);
        let allowed = event.is_from_person()
            || matches!(event, Event::SessionChanged { .. })
            || !quiet.is_quiet(now)
            || (near && !quiet.is_quiet_for_short_notice(now));
        prop_assert!(!says || allowed, "said at {now} after {}", event.kind());
        let unasked = self.talk.mailbox.stopped && !event.is_from_person();
        prop_assert!(!says || !unasked, "said after stop, at {}", event.kind());
        Ok(())
    }
}

fn pick<T: Clone>(all: &[T], which: usize) -> Option<T> {
    all.get(which.checked_rem(all.len())?).cloned()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: lives_or(60),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_one_question_is_open_nobody_is_woken_and_everything_goes_on(
        start_hour in 0..24_u32,
        known in prop::bool::weighted(0.9),
        happenings in prop::collection::vec(happening(), 1..60),
    ) {
        let mut life = Life::new(start_hour, known);
        for next in &happenings {
            life.goes_on(next)?;
        }
        // after a quiet half year everything is over, or a colleague has it
        life.talk.mailbox.taken_over = false;
        for _ in 0..180 {
            life.passes(24 * 60)?;
        }
        life.what_is_over_stays_over()?;
        let left = life.talk.open_conversations();
        prop_assert!(
            left.is_empty() || life.has_task || life.talk.mailbox.stopped,
            "still open: {left:#?}"
        );
    }
}

/// Words that nobody types by hand.
fn hostile() -> Vec<String> {
    let marks = "\u{202E}\u{2066}\u{200F}\u{0}\u{7}\u{1B}[2J\u{FEFF}\u{FFFF}";
    vec![
        marks.to_owned(),
        format!("stop{marks}"),
        format!("{marks}1{marks}"),
        "\u{0661}\u{06F2}".repeat(40_000),
        "a".repeat(100_000),
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}".repeat(4_000),
        "{ $naam } { -term } %s \\u0000 <b>&amp;".to_owned(),
        "9".repeat(400),
        "-1e999".to_owned(),
        "\n\n\r\t".repeat(1000),
    ]
}

#[test]
fn hostile_words_are_answered_like_any_other_and_stored_no_longer_than_they_may_be() {
    for start in ["check-in", "oefenen"] {
        for words in hostile() {
            let mut life = Life::new(10, true);
            life.goes_on(&Happening::Passes { minutes: 1 }).unwrap();
            let start = Event::start(start, Facts::new());
            life.happens(&start).unwrap();
            for _ in 0..4 {
                life.happens(&Event::Said { words: words.clone() }).unwrap();
            }
            for conversation in &life.talk.mailbox.conversations {
                let stored = serde_json::to_string(conversation).unwrap();
                assert!(stored.len() < 20_000, "{} bytes", stored.len());
            }
        }
    }
}
