//! What begins a dialog, as an event with the facts that come with it.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use uuid::Uuid;

use super::super::content::Content;
use super::super::definition::{Dialog, FactType, SessionChange};
use super::super::event::{About, Event, Invitation};
use crate::ids::{EnrolmentId, SessionId};
use crate::message::{Fact, Facts};
use crate::plan::local_time;
use crate::plan::reminder;
use crate::text::bsn;
use crate::trade::course::SessionKind;

/// One way in which a dialog begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// A reminder for a session falls due.
    Reminder {
        /// For what kind of session.
        kind: SessionKind,
        /// Which of the reminders (`7d`).
        moment: String,
    },
    /// The person says a word that always works.
    Word(String),
    /// The person says a word of the municipality's own.
    Keyword(String),
    /// An invitation is accepted.
    Invitation,
    /// A schedule, a colleague or another dialog begins it.
    Begun,
    /// A session has another time, or will not take place.
    Session(SessionChange),
    /// Words that are not understood.
    NotUnderstood,
    /// Somebody we do not know writes.
    Unknown,
}

/// Longer than any answer, so that nothing reads a number or a "yes" into it.
pub const ODD_WORDS: &str = "Ik zag uw bericht en ik heb er lang over gedacht, maar het is bij ons \
                             thuis op dit moment erg ingewikkeld en ik weet nog niet hoe het verder \
                             moet gaan.";

impl Start {
    /// Every way in which this dialog can begin.
    pub fn all_of(dialog: &Dialog, content: &Content) -> Vec<Self> {
        let starts = &dialog.starts;
        let kinds = starts.reminder.iter().filter_map(|kind| SessionKind::parse(&kind.value));
        let reminders = kinds.flat_map(|kind| {
            let moments = content.policies.reminder_for(kind).map_or(&[][..], |(_, all)| all);
            moments.iter().map(move |m| Self::Reminder { kind, moment: m.key.clone() })
        });
        let mut all: Vec<Self> = reminders.collect();
        all.extend(starts.word.iter().map(|word| Self::Word(word.value.clone())));
        let keyword = starts.keyword.as_ref().and_then(|l| content.words.any_keyword(&l.value));
        all.extend(keyword.map(|word| Self::Keyword(word.to_owned())));
        all.extend(starts.invitation.then_some(Self::Invitation));
        // what is only held by other dialogs is walked with them
        let by_dialog = starts.dialog && dialog.takes.is_empty() && dialog.gives.is_empty();
        let by_us =
            starts.schedule.is_some() || starts.attendance.is_some() || starts.staff || by_dialog;
        all.extend(by_us.then_some(Self::Begun));
        all.extend(starts.session.map(Self::Session));
        all.extend(starts.catch_all.then_some(Self::NotUnderstood));
        all.extend(starts.unknown.then_some(Self::Unknown));
        all
    }

    /// Does the person begin, and not we?
    pub fn is_by_person(&self) -> bool {
        matches!(
            self,
            Self::Word(_)
                | Self::Keyword(_)
                | Self::Invitation
                | Self::NotUnderstood
                | Self::Unknown
        )
    }

    /// Do the facts come with what begins it? Else the mailbox has them: the program looks them up.
    pub fn tells_facts(&self) -> bool {
        !matches!(self, Self::Word(_) | Self::Keyword(_) | Self::NotUnderstood | Self::Unknown)
    }

    /// The event. `facts` are what the dialog is given; a session adds what it always tells.
    pub fn event(&self, dialog: &str, session: &Session, facts: Facts) -> Event {
        match self {
            Self::Reminder { .. } => Event::Reminder {
                about: session.about,
                kind: session.kind,
                facts,
                useful_until: session.about.starts_at,
            },
            Self::Word(word) | Self::Keyword(word) => {
                Event::Said { words: spoken(word).to_owned() }
            }
            Self::Invitation => Event::Invited { invitation: Invitation::Accepted, facts },
            Self::Begun => Event::start(dialog, facts),
            Self::Session(change) => Event::SessionChanged {
                about: session.about,
                cancelled: *change == SessionChange::Cancelled,
                facts,
            },
            Self::NotUnderstood | Self::Unknown => Event::Said { words: ODD_WORDS.to_owned() },
        }
    }

    /// What an author calls it.
    pub fn in_dutch(&self) -> String {
        match self {
            Self::Reminder { kind, moment } => {
                format!("De herinnering {moment} voor een bijeenkomst ({kind})")
            }
            Self::Word(word) | Self::Keyword(word) => {
                format!("De persoon stuurt het woord \u{201C}{word}\u{201D}")
            }
            Self::Invitation => "De persoon gebruikt de code uit de brief".to_owned(),
            Self::Begun => "Een rooster of een collega begint het gesprek".to_owned(),
            Self::Session(SessionChange::Moved) => "De bijeenkomst is verplaatst".to_owned(),
            Self::Session(SessionChange::Cancelled) => "De bijeenkomst gaat niet door".to_owned(),
            Self::NotUnderstood => "De persoon schrijft iets dat niemand vroeg".to_owned(),
            Self::Unknown => "Iemand die wij niet kennen schrijft".to_owned(),
        }
    }
}

/// What somebody says so that this word is heard. Two of them are no words that anybody says, but
/// what the program finds in others.
fn spoken(word: &str) -> &str {
    match word {
        "bsn" => bsn::LEFT_OUT,
        "gevaar" => "brand",
        word => word,
    }
}

/// An invented session.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// What kind.
    pub kind: SessionKind,
    /// When, and whose.
    pub about: About,
}

impl Session {
    /// Three hours, from `starts_at`.
    pub fn at(kind: SessionKind, starts_at: DateTime<Utc>) -> Self {
        let about = About {
            enrolment: EnrolmentId(Uuid::from_u128(1)),
            session: SessionId(Uuid::from_u128(1)),
            starts_at,
            ends_at: starts_at + TimeDelta::hours(3),
        };
        Self { kind, about }
    }

    /// Such that its reminder of this name goes out at this moment. Without a moment: two weeks after
    /// [`tuesday`]; without a name, or with one that no policy has: the first reminder.
    pub fn reminded(
        kind: SessionKind,
        content: &Content,
        moment: &str,
        at: Option<DateTime<Utc>>,
    ) -> Self {
        let usual = Self::at(kind, tuesday_in_two_weeks());
        let reminders = usual.reminders(content);
        let named = reminders.iter().find(|(_, name)| name == moment).or(reminders.first());
        match (at, named) {
            (Some(at), Some((due, _))) => Self::at(kind, usual.about.starts_at + (at - *due)),
            _ => usual,
        }
    }

    /// What a reminder tells of it.
    pub fn facts(&self, now: DateTime<Utc>, moment: &str, intent: &str) -> Facts {
        let (start, end) =
            (local_time::local(self.about.starts_at), local_time::local(self.about.ends_at));
        let word = |word: &str| Fact::Word(word.to_owned());
        [
            ("soort", word(self.kind.as_str())),
            ("nummer", Fact::Number(2)),
            ("dag", Fact::Date(start.date())),
            ("tijd", Fact::Time(start.time())),
            ("eindtijd", Fact::Time(end.time())),
            ("plaats", Fact::Place("De Brug".to_owned())),
            ("adres", Fact::Place("Markt 1, Houten".to_owned())),
            ("meenemen", word("")),
            ("praktisch", word("")),
            ("dagen", Fact::Number(local_time::days_between(now, self.about.starts_at))),
            ("moment", word(moment)),
            ("intentie", word(intent)),
        ]
        .map(|(name, fact)| (name.to_owned(), fact))
        .into()
    }

    /// When each reminder for it goes out, with its name; in the order in which they do.
    pub fn reminders(&self, content: &Content) -> Vec<(DateTime<Utc>, String)> {
        let long_ago = self.about.starts_at - TimeDelta::days(366);
        self.plan(content, long_ago)
            .into_iter()
            .filter(|planned| planned.fate.goes_out())
            .map(|planned| (planned.due_at, planned.key))
            .collect()
    }

    /// Every reminder of the policy as it is planned at this moment; in the order of the policy.
    pub fn plan(&self, content: &Content, now: DateTime<Utc>) -> Vec<reminder::Planned> {
        let moments = content.policies.reminder_for(self.kind).map_or(&[][..], |(_, all)| all);
        reminder::plan(moments, self.about.starts_at, &content.policies.quiet_hours, now)
    }
}

/// A likely value of every fact that a dialog declares and nobody gave it.
pub fn example_facts(dialog: &Dialog, now: DateTime<Utc>) -> Facts {
    let local = local_time::local(now);
    let example = |kind: &FactType| match kind {
        FactType::Person => Fact::Person("Amina".to_owned()),
        FactType::Date => Fact::Date(local.date()),
        FactType::Time => Fact::Time(local.time()),
        FactType::Place => Fact::Place("De Brug".to_owned()),
        FactType::Link => Fact::Link("https://voorbeeld.nl".to_owned()),
        FactType::Number => Fact::Number(3),
        FactType::Hours => Fact::Hours(180),
        FactType::Word => Fact::Word(String::new()),
    };
    dialog.facts.iter().map(|(name, kind)| (name.clone(), example(kind))).collect()
}

/// A written value as a fact of this kind; none when it is none.
pub fn fact_of(kind: FactType, value: &str) -> Option<Fact> {
    let words = value.to_owned();
    Some(match kind {
        FactType::Word => Fact::Word(words),
        FactType::Person => Fact::Person(words),
        FactType::Place => Fact::Place(words),
        FactType::Link => Fact::Link(words),
        FactType::Number => Fact::Number(value.parse().ok()?),
        FactType::Hours => Fact::Hours(value.parse::<i64>().ok()?.checked_mul(60)?),
        FactType::Date => Fact::Date(NaiveDate::parse_from_str(value, "%Y-%m-%d").ok()?),
        FactType::Time => Fact::Time(NaiveTime::parse_from_str(value, "%H:%M").ok()?),
    })
}

/// A Tuesday morning in an ordinary week, for what does not say when it happens.
pub fn tuesday() -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
    local_time::resolve(day.and_hms_opt(10, 0, 0).unwrap_or_default(), None)
}

/// Two weeks after [`tuesday`], in the afternoon: when sessions begin that nobody gave a moment.
pub fn tuesday_in_two_weeks() -> DateTime<Utc> {
    tuesday() + TimeDelta::days(14) + TimeDelta::hours(4)
}
