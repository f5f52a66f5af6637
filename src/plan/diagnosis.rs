//! Why somebody does not answer, as far as what happened can tell, with the step that helps.
//!
//! Promises that a finding rests on something that happened, never on who somebody is, and that what a
//! platform does not tell is said to be unknown. A colleague decides; nothing follows by itself.

use chrono::{DateTime, Timelike, Utc};
use serde::Serialize;

use super::local_time::local;
use crate::message::ChannelKind;
use crate::trade::person::Language;

/// Answers that come from here on are evening answers, in hours of the Dutch clock.
const EVENING: u32 = 19;
/// So many moments are needed to see a habit.
const HABIT: usize = 4;

/// How the newest message about the open question went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Went {
    /// The platform took it, and tells no more, or not yet.
    Accepted,
    /// It is on the phone.
    Delivered,
    /// It was read.
    Read,
    /// It did not arrive, with the platform's word for it.
    Failed(
        /// Its code.
        String,
    ),
    /// It waits, or nobody knows.
    Unknown,
}

/// A message that was not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// By which channel.
    pub channel: ChannelKind,
    /// How it went.
    pub went: Went,
}

/// What is known of somebody who is silent.
#[derive(Clone, Debug)]
pub struct Known {
    /// Since when a question is open; None: nothing is asked.
    pub open_since: Option<DateTime<Utc>>,
    /// Said "stop".
    pub stopped: bool,
    /// Channels on which a message can arrive.
    pub works: Vec<ChannelKind>,
    /// Channels on which none can, with the word for why.
    pub shut: Vec<(ChannelKind, String)>,
    /// A number is known, and nobody said that we may write there.
    pub lacks_consent: bool,
    /// Messages since the question was asked, the newest first.
    pub tried: Vec<Tried>,
    /// The question waits behind a neutral message: what is known of that one says nothing of it.
    pub unopened: bool,
    /// When the person wrote or tapped, in the last months.
    pub heard_at: Vec<DateTime<Utc>>,
    /// The language of our messages.
    pub language: Language,
    /// Words that the person typed, the newest first.
    pub typed: Vec<String>,
}

/// Something that may explain a silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum Finding {
    /// Nothing is asked.
    NothingAsked,
    /// Said "stop".
    Stopped,
    /// There is no way to write.
    NoAddress,
    /// A number is known, without a yes to write there.
    NoConsent,
    /// The number belongs to somebody else now.
    NumberChanged {
        /// Where.
        channel: String,
    },
    /// The person blocked us, or has no account there.
    Blocked {
        /// Where.
        channel: String,
    },
    /// The newest message did not arrive.
    NotDelivered {
        /// Where.
        channel: String,
        /// The platform's code.
        code: String,
    },
    /// It is on the phone and was not read.
    DeliveredUnread,
    /// It was read and not answered.
    ReadUnanswered,
    /// A neutral message is on the phone, or on its way, and what it stands for was not asked for.
    NotOpened,
    /// Telegram tells neither.
    NobodyKnows,
    /// WhatsApp has not told yet that it is on the phone.
    NotYetDelivered,
    /// The person writes in another script than that of our messages.
    OtherScript {
        /// Which script.
        script: &'static str,
    },
    /// Answers mostly come in the evening.
    Evenings {
        /// How many of the last answers, in hundredths.
        percent: u32,
    },
}

/// What may explain the silence, the most certain first.
pub fn diagnose(known: &Known) -> Vec<Finding> {
    if known.open_since.is_none() && !known.stopped && !known.works.is_empty() {
        return vec![Finding::NothingAsked];
    }
    let mut found = Vec::new();
    if known.stopped {
        found.push(Finding::Stopped);
    }
    for (channel, code) in &known.shut {
        let channel = channel.as_str().to_owned();
        found.push(match code.as_str() {
            code if code.contains("nummer") => Finding::NumberChanged { channel },
            _ => Finding::Blocked { channel },
        });
    }
    if known.works.is_empty() && !known.stopped {
        let finding = if known.lacks_consent { Finding::NoConsent } else { Finding::NoAddress };
        if known.shut.is_empty() || known.lacks_consent {
            found.push(finding);
        }
    }
    if let Some(newest) = known.tried.first() {
        found.extend(of_message(newest, known.unopened));
    }
    found.extend(script(known));
    found.extend(evenings(&known.heard_at));
    found
}

fn of_message(tried: &Tried, unopened: bool) -> Option<Finding> {
    Some(match (&tried.went, tried.channel) {
        (Went::Read | Went::Delivered | Went::Accepted, _) if unopened => Finding::NotOpened,
        (Went::Read, _) => Finding::ReadUnanswered,
        (Went::Delivered, _) => Finding::DeliveredUnread,
        (Went::Failed(code), channel) => {
            Finding::NotDelivered { channel: channel.as_str().to_owned(), code: code.clone() }
        }
        (Went::Accepted, ChannelKind::Telegram) => Finding::NobodyKnows,
        (Went::Accepted, ChannelKind::Whatsapp) => Finding::NotYetDelivered,
        (Went::Unknown, _) => return None,
    })
}

/// The scripts that are told apart, with the first and last letter of their blocks.
/// Source: Unicode 16, Blocks.txt.
const SCRIPTS: &[(&str, char, char)] = &[
    ("latijns", 'A', '\u{24f}'),
    ("cyrillisch", '\u{400}', '\u{52f}'),
    ("arabisch", '\u{600}', '\u{77f}'),
    ("ethiopisch", '\u{1200}', '\u{139f}'),
    ("chinees", '\u{3400}', '\u{9fff}'),
];

/// The script of most letters; None: no letters.
fn script_of(words: &str) -> Option<&'static str> {
    let count = |(_, first, last): &&(&str, char, char)| {
        words.chars().filter(|c| c.is_alphabetic() && (*first..=*last).contains(c)).count()
    };
    let most = SCRIPTS.iter().max_by_key(count)?;
    (count(&most) > 0).then_some(most.0)
}

fn script_of_language(language: Language) -> &'static str {
    match language.as_str() {
        "ar" | "fa" | "prs" | "ps" | "ur" => "arabisch",
        "ti" | "am" => "ethiopisch",
        "ru" | "uk" => "cyrillisch",
        "zh" => "chinees",
        _ => "latijns",
    }
}

/// Words of somebody who writes in the script of their own language, or in ours, are no reason.
fn script(known: &Known) -> Option<Finding> {
    let theirs = known.typed.iter().find_map(|words| script_of(words))?;
    let ours = script_of_language(known.language);
    (theirs != ours && theirs != "latijns").then_some(Finding::OtherScript { script: theirs })
}

fn evenings(heard: &[DateTime<Utc>]) -> Option<Finding> {
    let late = heard.iter().filter(|at| local(**at).hour() >= EVENING).count();
    let percent = u32::try_from(late * 100 / heard.len().max(1)).unwrap_or(0);
    (heard.len() >= HABIT && percent >= 75).then_some(Finding::Evenings { percent })
}

impl Finding {
    /// What is the matter, for a colleague.
    pub fn in_dutch(&self) -> String {
        let of = |channel: &str| if channel == "telegram" { "Telegram" } else { "WhatsApp" };
        match self {
            Self::NothingAsked => "Er staat geen vraag open.".to_owned(),
            Self::Stopped => "Deze persoon wil geen berichten (zei stop).".to_owned(),
            Self::NoAddress => "Er is geen adres voor berichten.".to_owned(),
            Self::NoConsent => "Er is een nummer, maar geen akkoord voor WhatsApp.".to_owned(),
            Self::NumberChanged { channel } => {
                format!(
                    "Het nummer op {} is waarschijnlijk niet meer van deze persoon.",
                    of(channel)
                )
            }
            Self::Blocked { channel } => {
                format!("Op {} komt niets meer aan: geblokkeerd, of geen account.", of(channel))
            }
            Self::NotDelivered { channel, .. } => {
                format!("Het laatste bericht is op {} niet aangekomen.", of(channel))
            }
            Self::DeliveredUnread => {
                "Het laatste bericht is afgeleverd, maar niet gelezen.".to_owned()
            }
            Self::ReadUnanswered => {
                "Het laatste bericht is gelezen, maar niet beantwoord.".to_owned()
            }
            Self::NotOpened => {
                "De vraag staat achter een rustig bericht, en dat is niet geopend.".to_owned()
            }
            Self::NobodyKnows => {
                "Het laatste bericht is aangenomen. Of het is gelezen, vertelt Telegram niet."
                    .to_owned()
            }
            Self::NotYetDelivered => "WhatsApp meldt nog niet dat het bericht er is.".to_owned(),
            Self::OtherScript { script } => {
                format!("Deze persoon schrijft in {script} schrift; onze berichten zijn dat niet.")
            }
            Self::Evenings { percent } => {
                format!("Antwoorden komen meestal na 19:00 uur ({percent}% van de laatste keren).")
            }
        }
    }

    /// What helps.
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::NothingAsked => "Niets te doen.",
            Self::Stopped => "Bel of stuur een brief. Alleen deze persoon zelf kan weer beginnen.",
            Self::NoAddress => "Stuur een brief met een uitnodiging, of vraag een nummer.",
            Self::NoConsent => "Vraag akkoord bij het volgende gesprek, of stuur een brief.",
            Self::NumberChanged { .. } => "Vraag het goede nummer, en haal dit weg.",
            Self::Blocked { .. } => "Bel, of stuur een brief. Vraag welk kanaal wel mag.",
            Self::NotDelivered { .. } => "Controleer het nummer, of probeer een ander kanaal.",
            Self::DeliveredUnread => "Bel op een ander uur: het scherm wordt niet bekeken.",
            Self::ReadUnanswered => "Bel, of laat de coach bellen: de vraag is gezien.",
            Self::NotOpened => {
                "Bel, en vraag eerst of het schikt: er leest of luistert misschien iemand mee."
            }
            Self::NobodyKnows => "Wacht op de volgende stap van de ladder, of bel.",
            Self::NotYetDelivered => "Wacht een dag: de telefoon staat misschien uit.",
            Self::OtherScript { .. } => "Vraag in welke taal de berichten moeten zijn.",
            Self::Evenings { .. } => "Zet de voorkeurstijd op de avond, en bel dan.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::local_time::testing::at;
    use super::*;

    fn silent() -> Known {
        Known {
            open_since: Some(at("2026-11-20 10:00")),
            stopped: false,
            works: vec![ChannelKind::Whatsapp],
            shut: vec![],
            lacks_consent: false,
            tried: vec![],
            unopened: false,
            heard_at: vec![],
            language: Language::Nl,
            typed: vec![],
        }
    }

    fn tried(channel: ChannelKind, went: Went) -> Known {
        Known { tried: vec![Tried { channel, went }], ..silent() }
    }

    #[test]
    fn each_kind_of_silence_has_its_finding() {
        use ChannelKind::{Telegram, Whatsapp};
        let channel = || "whatsapp".to_owned();
        let code = || "131026".to_owned();
        let table = [
            (Known { open_since: None, ..silent() }, vec![Finding::NothingAsked]),
            (tried(Whatsapp, Went::Read), vec![Finding::ReadUnanswered]),
            (tried(Whatsapp, Went::Delivered), vec![Finding::DeliveredUnread]),
            (tried(Whatsapp, Went::Accepted), vec![Finding::NotYetDelivered]),
            (tried(Telegram, Went::Accepted), vec![Finding::NobodyKnows]),
            (
                tried(Whatsapp, Went::Failed(code())),
                vec![Finding::NotDelivered { channel: channel(), code: code() }],
            ),
            (tried(Whatsapp, Went::Unknown), vec![]),
            (Known { unopened: true, ..tried(Whatsapp, Went::Read) }, vec![Finding::NotOpened]),
            (Known { unopened: true, ..tried(Telegram, Went::Accepted) }, vec![Finding::NotOpened]),
            (
                Known { unopened: true, ..tried(Whatsapp, Went::Failed(code())) },
                vec![Finding::NotDelivered { channel: channel(), code: code() }],
            ),
            (Known { works: vec![], ..silent() }, vec![Finding::NoAddress]),
            (Known { works: vec![], lacks_consent: true, ..silent() }, vec![Finding::NoConsent]),
            (Known { stopped: true, works: vec![], ..silent() }, vec![Finding::Stopped]),
            (
                Known { works: vec![], shut: vec![(Whatsapp, code())], ..silent() },
                vec![Finding::Blocked { channel: channel() }],
            ),
            (
                Known { shut: vec![(Whatsapp, "ander-nummer".to_owned())], ..silent() },
                vec![Finding::NumberChanged { channel: channel() }],
            ),
        ];
        for (known, expected) in table {
            assert_eq!(diagnose(&known), expected, "{known:?}");
        }
    }

    #[test]
    fn a_habit_needs_some_evenings_by_the_dutch_clock() {
        let heard = |hours: &[&str]| Known {
            heard_at: hours.iter().map(|hour| at(&format!("2026-07-01 {hour}"))).collect(),
            ..silent()
        };
        let late = Finding::Evenings { percent: 75 };
        assert_eq!(diagnose(&heard(&["19:00", "21:30", "20:10", "09:00"])), [late]);
        assert_eq!(diagnose(&heard(&["19:00", "21:30", "20:10"])), []);
        assert_eq!(diagnose(&heard(&["18:59", "21:30", "20:10", "09:00"])), []);
    }

    #[test]
    fn words_in_another_script_than_ours_are_a_reason_and_latin_ones_never_are() {
        let typed = |language, words: &str| Known {
            language,
            typed: vec!["12 !".to_owned(), words.to_owned()],
            ..silent()
        };
        let script = Finding::OtherScript { script: "arabisch" };
        assert_eq!(diagnose(&typed(Language::Nl, "لا أفهم ok")), [script]);
        assert_eq!(diagnose(&typed(Language::Ar, "لا أفهم")), []);
        assert_eq!(diagnose(&typed(Language::Ar, "ik kom")), []);
        let script = Finding::OtherScript { script: "ethiopisch" };
        assert_eq!(diagnose(&typed(Language::En, "ኣይተረድኣንን")), [script]);
    }

    #[test]
    fn every_finding_says_what_helps_and_never_threatens() {
        let channel = "telegram".to_owned();
        let all = [
            Finding::NothingAsked,
            Finding::Stopped,
            Finding::NoAddress,
            Finding::NoConsent,
            Finding::NumberChanged { channel: channel.clone() },
            Finding::Blocked { channel: channel.clone() },
            Finding::NotDelivered { channel, code: "403".to_owned() },
            Finding::DeliveredUnread,
            Finding::ReadUnanswered,
            Finding::NotOpened,
            Finding::NobodyKnows,
            Finding::NotYetDelivered,
            Finding::OtherScript { script: "arabisch" },
            Finding::Evenings { percent: 80 },
        ];
        for finding in all {
            let words = format!("{} {}", finding.in_dutch(), finding.next_step()).to_lowercase();
            assert!(words.ends_with('.'), "{words}");
            for threat in ["boete", "maatregel", "verplicht", "korting"] {
                assert!(!words.contains(threat), "{words}");
            }
        }
    }
}
