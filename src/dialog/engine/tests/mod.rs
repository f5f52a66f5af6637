//! The step, told as conversations with the shipped dialogs: `talks` with a person, `turns` among
//! conversations, `laws` for whatever happens in whatever order.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use std::sync::Arc;

use super::*;
use crate::dialog::conversation::AddressView;
use crate::dialog::shipped;
use crate::ids::{EnrolmentId, SessionId};
use crate::message::{ChannelKind, Fact};
use crate::trade::course::{Intent, SessionKind};
use crate::trade::person::Language;

mod colleague;
mod danger;
mod language;
mod laws;
mod talks;
mod turns;
mod unread;

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
                gemeente: String::new(),
                known: true,
                language: Language::En,
                stopped: false,
                taken_over: false,
                addresses,
                has_coach: true,
                conversations: Vec::new(),
                facts: [("naam".to_owned(), Fact::Person("Amina".to_owned()))].into(),
                unread: Vec::new(),
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
        Effect::OwnPlan { letter, words } => format!("plan {letter} {words}"),
        Effect::Practice { minutes, on, .. } => format!("practice {minutes} on {on}"),
        Effect::HandOver => "hand over".to_owned(),
        Effect::TakeOver { .. } => "take over".to_owned(),
        Effect::HandBack { .. } => "hand back".to_owned(),
        Effect::Tell { say, .. } => format!("tell {}", say.saying.text),
        Effect::Unsent { why, .. } => format!("unsent {why:?}"),
        Effect::Stop => "stop".to_owned(),
        Effect::Restart => "restart".to_owned(),
        Effect::CloseQuestion { how, .. } => format!("close {}", how.as_str()),
        Effect::Keep(_) | Effect::Ask { .. } | Effect::Wait { .. } | Effect::CancelWait { .. } => {
            return None;
        }
    })
}

impl Talk {
    fn open_conversations(&self) -> Vec<&Conversation> {
        self.mailbox.conversations.iter().filter(|c| !c.has_ended()).collect()
    }
}
