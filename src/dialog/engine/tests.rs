//! The step, told as conversations with the shipped dialogs.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use std::sync::Arc;

use super::*;
use crate::dialog::conversation::AddressView;
use crate::dialog::shipped;
use crate::ids::{EnrolmentId, SessionId};
use crate::message::{ChannelKind, Fact};
use crate::trade::course::{Intent, SessionKind};
use crate::trade::person::Language;

/// A mailbox with a clock: events go in, what is said and opened comes out.
struct Talk {
    library: Library,
    mailbox: Mailbox,
    now: DateTime<Utc>,
    from: Option<AddressId>,
    waits: Vec<(DateTime<Utc>, WaitId)>,
    last: Vec<Effect>,
    log: Vec<String>,
}

impl Talk {
    fn with(addresses: &[ChannelKind]) -> Self {
        let content = Content::load(&shipped::files()).unwrap_or_else(|p| {
            panic!("{}", p.iter().map(|p| format!("{p}\n")).collect::<String>())
        });
        let now = at(2026, 11, 24, 17);
        let addresses: Vec<AddressView> = addresses
            .iter()
            .map(|kind| AddressView {
                id: AddressId::fresh(),
                kind: *kind,
                usable: true,
                may_write_first: true,
                last_inbound_at: None,
            })
            .collect();
        Self {
            library: Library::of(Arc::new(content)),
            from: addresses.first().map(|a| a.id),
            mailbox: Mailbox {
                known: true,
                language: Language::En,
                stopped: false,
                taken_over: false,
                addresses,
                has_coach: true,
                conversations: Vec::new(),
                facts: [("naam".to_owned(), Fact::Person("Amina".to_owned()))].into(),
            },
            now,
            waits: Vec::new(),
            last: Vec::new(),
            log: Vec::new(),
        }
    }

    fn telegram() -> Self {
        Self::with(&[ChannelKind::Telegram])
    }

    fn happens(&mut self, event: &Event) -> Vec<String> {
        let context = Context {
            event: EventId::fresh(),
            from: event.is_from_person().then_some(self.from).flatten(),
            now: self.now,
        };
        let step = super::step(&self.library, self.mailbox.clone(), event, context);
        let again = super::step(&self.library, self.mailbox.clone(), event, context);
        assert_eq!(step, again, "a step is deterministic");
        self.mailbox = step.after;
        for effect in &step.effects {
            match effect {
                Effect::Wait { wait, due_at, .. } => self.waits.push((*due_at, *wait)),
                Effect::CancelWait { wait } => self.waits.retain(|(_, w)| w != wait),
                _ => {}
            }
        }
        let lines: Vec<String> = step.effects.iter().filter_map(line).collect();
        self.last = step.effects;
        self.log.extend(lines.clone());
        lines
    }

    /// Lets time pass; every wait that runs out on the way is an event.
    fn passes(&mut self, hours: i64) -> Vec<String> {
        let until = self.now + TimeDelta::hours(hours);
        let mut lines = Vec::new();
        for _ in 0..50 {
            self.waits.sort();
            let Some((due, wait)) = self.waits.first().copied().filter(|(d, _)| *d <= until) else {
                break;
            };
            self.waits.remove(0);
            self.now = due.max(self.now);
            lines.extend(self.happens(&Event::WaitElapsed { wait }));
        }
        self.now = until;
        lines
    }

    fn says(&mut self, words: &str) -> Vec<String> {
        self.happens(&Event::Said { words: words.to_owned() })
    }

    fn reminded(&mut self, moment: &str, about: About) -> Vec<String> {
        let intent = self.intent_of(about);
        self.happens(&reminder(moment, about, intent))
    }

    fn intent_of(&self, about: About) -> &'static str {
        let refused = self.log.iter().any(|l| l == "attend komt-niet");
        let coming = self.log.iter().any(|l| l == "attend komt");
        let _ = about;
        if refused {
            "komt-niet"
        } else if coming {
            "komt"
        } else {
            "onbekend"
        }
    }

    /// The payload of a choice of the newest question said.
    fn button(&self, index: usize) -> String {
        let found = self.last.iter().rev().find_map(|e| match e {
            Effect::Say(say) => say.saying.choices.get(index).map(|c| c.payload.clone()),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("no button {index} in the last step"))
    }

    fn taps(&mut self, payload: String) -> Vec<String> {
        self.happens(&Event::Chose { payload })
    }
}

fn at(year: i32, month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|d| d.and_hms_opt(hour, 0, 0))
        .map(|t| t.and_utc())
        .unwrap_or_else(|| panic!("a valid instant"))
}

fn session(starts_at: DateTime<Utc>) -> About {
    About {
        enrolment: EnrolmentId::fresh(),
        session: SessionId::fresh(),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(3),
    }
}

fn reminder(moment: &str, about: About, intent: &str) -> Event {
    let facts = [
        ("soort", Fact::Word("pvt".to_owned())),
        ("nummer", Fact::Number(2)),
        ("dag", Fact::Date(about.starts_at.date_naive())),
        ("tijd", Fact::Time(NaiveTime::MIN)),
        ("eindtijd", Fact::Time(NaiveTime::MIN)),
        ("plaats", Fact::Place("De Weg".to_owned())),
        ("adres", Fact::Place("Markt 1".to_owned())),
        ("meenemen", Fact::Word(String::new())),
        ("dagen", Fact::Number(7)),
        ("moment", Fact::Word(moment.to_owned())),
        ("intentie", Fact::Word(intent.to_owned())),
    ];
    Event::Reminder {
        about,
        kind: SessionKind::Pvt,
        facts: facts.map(|(k, v)| (k.to_owned(), v)).into(),
        useful_until: about.starts_at,
    }
}

fn line(effect: &Effect) -> Option<String> {
    Some(match effect {
        Effect::Say(say) => format!("say {}", say.saying.text),
        Effect::Attend { intent: Intent::Komt, .. } => "attend komt".to_owned(),
        Effect::Attend { intent: Intent::KomtNiet, reason, .. } => match reason {
            Some(reason) => format!("attend komt-niet {reason}"),
            None => "attend komt-niet".to_owned(),
        },
        Effect::OpenTask { kind, desk, .. } => format!("task {kind} {desk}"),
        Effect::Record { key, value, correction, .. } => {
            format!("record {key}={value}{}", if *correction { " (correction)" } else { "" })
        }
        Effect::SetLanguage(language) => format!("language {language}"),
        Effect::Consent { given, .. } => format!("consent {given}"),
        Effect::Stop => "stop".to_owned(),
        Effect::Restart => "restart".to_owned(),
        Effect::CloseQuestion { how, .. } => format!("close {}", how.as_str()),
        Effect::Keep(_) | Effect::Ask { .. } | Effect::Wait { .. } | Effect::CancelWait { .. } => {
            return None;
        }
    })
}

#[test]
fn ik_kom_is_recorded_and_gives_something_back() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    assert_eq!(talk.reminded("7d", about), ["say pvt-vraag"]);
    let yes = talk.button(0);
    assert_eq!(
        talk.taps(yes),
        ["close answered", "record vraag=komt", "attend komt", "say pvt-komt"]
    );
    assert_eq!(talk.passes(24 * 20), Vec::<String>::new(), "an answer ends the ladder");
}

#[test]
fn ik_kan_niet_asks_why_and_a_colleague_looks_for_another_date() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let no = talk.button(1);
    assert_eq!(
        talk.taps(no),
        ["close answered", "record vraag=komt-niet", "attend komt-niet", "say reden-vraag"]
    );
    let care = talk.button(3);
    assert_eq!(
        talk.taps(care),
        [
            "close answered",
            "record reden=opvang",
            "attend komt-niet opvang",
            "task kan-niet klantmanager",
            "say niet-bedankt",
        ]
    );
    assert!(talk.reminded("3d", about).is_empty(), "who cannot come is left in peace");
}

#[test]
fn silence_climbs_the_ladder_to_a_human_being() {
    let mut talk = Talk::with(&[ChannelKind::Telegram, ChannelKind::Whatsapp]);
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let lines = talk.passes(24 * 6);
    assert_eq!(
        lines,
        ["say pvt-vraag", "say pvt-vraag", "task coach coach", "task bellen klantmanager"]
    );
    let lines = talk.passes(48);
    assert_eq!(lines, ["close no_answer"], "after the session nothing is asked any more");
    assert!(talk.open_conversations().is_empty());
}

#[test]
fn who_has_one_channel_and_no_coach_reaches_the_klantmanager_sooner() {
    let mut talk = Talk::telegram();
    talk.mailbox.has_coach = false;
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    assert_eq!(talk.passes(24 * 6), ["say pvt-vraag", "task bellen klantmanager"]);
}

#[test]
fn a_later_reminder_for_the_same_session_repeats_the_question_and_counts_the_silence_on() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let first = talk.mailbox.conversations[0].question.clone();
    talk.passes(24 * 4);
    assert_eq!(talk.reminded("3d", about), ["say pvt-vraag"]);
    let now = talk.mailbox.conversations[0].question.clone();
    let (first, now) = (first.expect("open"), now.expect("open"));
    assert_eq!(first.id, now.id);
    assert_eq!(first.first_asked_at, now.first_asked_at);
    assert!(now.rungs_done > first.rungs_done);
}

#[test]
fn a_late_tap_corrects_and_a_double_tap_changes_nothing() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let (yes, no) = (talk.button(0), talk.button(1));
    talk.taps(yes.clone());
    assert_eq!(talk.taps(yes), ["say al-geregeld"]);
    assert_eq!(
        talk.taps(no.clone()),
        [
            "say correctie",
            "record vraag=komt-niet (correction)",
            "attend komt-niet",
            "say reden-vraag"
        ]
    );
    let made_up = talk.taps("xx.1".to_owned());
    assert_eq!(made_up.last().map(String::as_str), Some("say vangnet-antwoord"));
}

#[test]
fn after_the_session_a_tap_is_too_late() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let (yes, no) = (talk.button(0), talk.button(1));
    talk.taps(yes);
    talk.now = at(2026, 12, 2, 18);
    assert_eq!(talk.taps(no), ["say te-laat"]);
}

#[test]
fn two_misunderstandings_bring_a_colleague_and_stop_the_climbing() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    assert_eq!(talk.says("hmm tja wat zal ik"), ["say niet-begrepen"]);
    assert_eq!(
        talk.says("nog steeds niet duidelijk"),
        ["task niet-begrepen klantmanager", "say vangnet-antwoord"]
    );
    assert_eq!(talk.passes(24 * 5), Vec::<String>::new());
    assert_eq!(talk.says("1")[1], "record vraag=komt", "the question can still be answered");
}

#[test]
fn the_word_stop_ends_everything_and_start_opens_it_again() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let lines = talk.says("STOP");
    assert!(lines.contains(&"stop".to_owned()) && lines.contains(&"close stopped".to_owned()));
    assert_eq!(lines.last().map(String::as_str), Some("say stop-bevestigd"));
    assert_eq!(talk.reminded("3d", about), ["task geen-adres klantmanager"]);
    assert_eq!(talk.says("start"), ["restart", "say start-bevestigd"]);
}

#[test]
fn choosing_a_language_interrupts_and_the_question_comes_back() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    assert_eq!(talk.says("taal"), ["say taal-vraag"]);
    let arabic = talk.button(2);
    assert_eq!(
        talk.taps(arabic),
        ["close answered", "record vraag=ar", "language ar", "say taal-klaar", "say pvt-vraag"]
    );
    assert_eq!(talk.mailbox.language, Language::Ar);
}

#[test]
fn a_second_question_waits_its_turn_but_a_near_session_goes_first() {
    let mut talk = Talk::telegram();
    talk.happens(&Event::Start { dialog: "check-in".to_owned(), facts: Facts::new() });
    let far = session(at(2026, 12, 1, 18));
    assert_eq!(talk.reminded("7d", far), Vec::<String>::new(), "waits politely");
    let near = session(talk.now + TimeDelta::hours(20));
    assert_eq!(talk.reminded("1d", near), ["say pvt-vraag"], "interrupts");
    let yes = talk.button(0);
    let lines = talk.taps(yes);
    assert_eq!(lines.last().map(String::as_str), Some("say check-in-school"), "{lines:?}");
    let asking: Vec<_> =
        talk.mailbox.conversations.iter().filter(|c| c.has_open_question()).collect();
    assert_eq!(asking.len(), 1, "one open question");
}

#[test]
fn a_message_that_does_not_arrive_goes_to_the_other_channel_or_a_human_being() {
    let mut talk = Talk::with(&[ChannelKind::Whatsapp, ChannelKind::Telegram]);
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let question = talk.mailbox.conversations[0].question.clone().expect("open");
    let failed = question.address.expect("sent somewhere");
    for address in &mut talk.mailbox.addresses {
        address.usable = address.id != failed;
    }
    let why = "whatsapp:131026".to_owned();
    talk.happens(&Event::Undelivered { question: Some(question.id), why });
    assert_eq!(talk.passes(12), ["say pvt-vraag"]);
    let second = talk.mailbox.conversations[0].question.clone().expect("open").address;
    assert_ne!(second, Some(failed));
    for address in &mut talk.mailbox.addresses {
        address.usable = false;
    }
    let lines = talk.happens(&Event::Blocked);
    assert_eq!(lines, ["task geen-adres klantmanager"]);
    assert!(talk.passes(48).contains(&"task coach coach".to_owned()));
}

#[test]
fn an_unknown_sender_gets_one_kind_answer_and_nothing_personal() {
    let mut talk = Talk::telegram();
    talk.mailbox.known = false;
    assert_eq!(talk.says("hallo?"), ["task onbekend klantmanager", "say onbekend-antwoord"]);
    let invited = Event::Invited { invitation: Invitation::UsedByOther, facts: Facts::new() };
    assert_eq!(talk.happens(&invited), ["say uitnodiging-gebruikt", "task onbekend klantmanager"]);
}

#[test]
fn an_invitation_leads_to_language_and_consent() {
    let mut talk = Talk::telegram();
    let invited = Event::Invited { invitation: Invitation::Accepted, facts: Facts::new() };
    assert_eq!(talk.happens(&invited), ["say welkom-taal"]);
    let arabic = talk.button(2);
    assert_eq!(talk.taps(arabic).last().map(String::as_str), Some("say welkom-toestemming"));
    let yes = talk.button(0);
    let lines = talk.taps(yes);
    assert!(lines.contains(&"consent true".to_owned()), "{lines:?}");
    let again = Event::Invited { invitation: Invitation::UsedBySelf, facts: Facts::new() };
    assert_eq!(talk.happens(&again), ["say hallo-weer"]);
}

#[test]
fn a_moved_session_closes_its_question_and_tells_the_new_time() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let moved = Event::SessionChanged { about, cancelled: false, facts: Facts::new() };
    assert_eq!(talk.happens(&moved), ["close superseded", "say verplaatst"]);
    assert!(talk.passes(24 * 9).is_empty());
}

#[test]
fn an_answer_by_telephone_ends_the_ladder() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let question = talk.mailbox.conversations[0].question.clone().expect("open").id;
    let by = crate::ids::StaffId::fresh();
    assert_eq!(talk.happens(&Event::AnsweredElsewhere { question, by }), ["close elsewhere"]);
    assert!(talk.passes(24 * 9).is_empty());
}

impl Talk {
    fn open_conversations(&self) -> Vec<&Conversation> {
        self.mailbox.conversations.iter().filter(|c| !c.has_ended()).collect()
    }
}
