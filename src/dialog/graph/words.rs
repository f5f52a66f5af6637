//! What stands around the words of a dialog, in Dutch for colleagues.

use std::collections::BTreeMap;

use super::super::content::Content;
use super::super::definition::{
    Ask, AskKind, Condition, Dialog, EndHow, FactType, Name, SessionChange, Test,
};
use crate::message::{Fact, Facts};
use crate::plan::ladder::{Rung, RungKind};
use crate::plan::span::Span;
use crate::trade::course::{Presence, SessionKind};
use crate::trade::task::{Desk, TaskKind};

/// On a box where the bot decides by what it knows.
pub const LOOKS: &str = "De bot kijkt wat hij al weet";
/// On a box after which a colleague talks.
pub const HAND_OVER: &str = "Een collega praat verder, de bot is stil";
/// On the arrow that is left over.
pub const OTHERWISE: &str = "anders";
/// On the arrow to a ladder.
pub const NO_ANSWER: &str = "geen antwoord";

/// Something that starts a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'a> {
    /// The reminder for a session of one of these kinds.
    Reminder(&'a [Name]),
    /// A global word.
    Word(&'a str),
    /// By itself, every so many weeks, as far as that is written down.
    Schedule(Option<u32>),
    /// A session that was moved or cancelled.
    Session(SessionChange),
    /// A session at which somebody was, or was not.
    Attendance(Presence),
    /// Words about something.
    Keyword(&'a str),
    /// Another dialog.
    Dialog,
    /// The invitation of the letter.
    Invitation,
    /// Anything that is not understood.
    CatchAll,
    /// Somebody whom we do not know.
    Unknown,
    /// A colleague.
    Staff,
}

/// Everything that starts a dialog.
pub fn ways<'a>(content: &Content, dialog: &'a Dialog) -> Vec<Way<'a>> {
    let starts = &dialog.starts;
    let every = |name: &Name| content.policies.schedules.get(&name.value).map(|s| s.every_weeks);
    let reminder = Some(starts.reminder.as_slice()).filter(|kinds| !kinds.is_empty());
    let flags = [
        (starts.dialog, Way::Dialog),
        (starts.invitation, Way::Invitation),
        (starts.catch_all, Way::CatchAll),
        (starts.unknown, Way::Unknown),
        (starts.staff, Way::Staff),
    ];
    [
        reminder.map(Way::Reminder),
        starts.word.as_ref().map(|word| Way::Word(&word.value)),
        starts.schedule.as_ref().map(|name| Way::Schedule(every(name))),
        starts.session.map(Way::Session),
        starts.attendance.map(Way::Attendance),
        starts.keyword.as_ref().map(|list| Way::Keyword(&list.value)),
    ]
    .into_iter()
    .flatten()
    .chain(flags.into_iter().filter_map(|(on, way)| on.then_some(way)))
    .collect()
}

/// The same, in one line each.
pub fn start(content: &Content, dialog: &Dialog) -> String {
    let ways: Vec<String> = ways(content, dialog).into_iter().map(way).collect();
    if ways.is_empty() { "Begin".to_owned() } else { ways.join("\n") }
}

fn way(way: Way<'_>) -> String {
    match way {
        Way::Reminder(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| session(&kind.value)).collect();
            format!("Herinnering voor {}", kinds.join(", "))
        }
        Way::Word(word) => format!("Iemand stuurt het woord {}", word.to_uppercase()),
        Way::Schedule(Some(1)) => "Elke week, vanzelf".to_owned(),
        Way::Schedule(Some(weeks)) => format!("Elke {weeks} weken, vanzelf"),
        Way::Schedule(None) => "Vanzelf, op vaste tijden".to_owned(),
        Way::Session(SessionChange::Moved) => "Een les is verplaatst".to_owned(),
        Way::Session(SessionChange::Cancelled) => "Een les gaat niet door".to_owned(),
        Way::Attendance(Presence::Aanwezig) => "Iemand was bij een les".to_owned(),
        Way::Attendance(Presence::Afwezig) => "Iemand miste een les".to_owned(),
        Way::Keyword(list) => format!("Iemand schrijft over {}", list.replace('-', " ")),
        Way::Dialog => "Een ander gesprek begint het".to_owned(),
        Way::Invitation => "Iemand gebruikt de uitnodiging uit de brief".to_owned(),
        Way::CatchAll => "Iemand stuurt iets dat de bot niet begrijpt".to_owned(),
        Way::Unknown => "Iemand die wij niet kennen schrijft".to_owned(),
        Way::Staff => "Een collega begint dit gesprek".to_owned(),
    }
}

/// A kind of session.
fn session(word: &str) -> &str {
    match SessionKind::parse(word) {
        Some(SessionKind::Pvt) => "PVT",
        Some(SessionKind::PvtExcursie) => "PVT-excursie",
        Some(SessionKind::PvtOndertekening) => "ondertekening van de PVT",
        Some(SessionKind::Map) => "MAP",
        Some(SessionKind::BredeIntake) => "brede intake",
        Some(SessionKind::Voortgangsgesprek) => "voortgangsgesprek",
        Some(SessionKind::Eindgesprek) => "eindgesprek",
        Some(SessionKind::Checklist) => "checklistbijeenkomst",
        Some(SessionKind::Taalcafe) => "taalcafé",
        Some(SessionKind::Examen) => "examen",
        None => word,
    }
}

/// For whom a task is.
pub fn desk(desk: Desk) -> &'static str {
    match desk {
        Desk::Coach => "coach",
        Desk::Klantmanager => "klantmanager",
        Desk::Senior => "senior",
        Desk::Beheer => "beheerder",
    }
}

/// What a task asks, shortly.
pub fn task(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Gevaar => "bel deze persoon nu: gevaar",
        TaskKind::Coach => "neem contact op in de eigen taal",
        TaskKind::Bellen => "bel deze persoon",
        TaskKind::GeenAdres | TaskKind::Brief => "stuur een brief",
        TaskKind::Adres => "zoek het goede postadres",
        TaskKind::Bewijs => "zoek uit of dit deze persoon is",
        TaskKind::Hulp => "wil een mens spreken",
        TaskKind::KanNiet => "kan niet komen",
        TaskKind::CheckIn => "loopt vast, vraag hoe het gaat",
        TaskKind::Inhalen => "wil een les inhalen",
        TaskKind::Gemist => "miste twee lessen",
        TaskKind::Geld => "heeft een vraag over geld",
        TaskKind::Verandering => "er verandert iets: kijk wat dit betekent",
        TaskKind::Partner => "nodig ook de partner uit",
        TaskKind::Spreekuur => "wil langskomen",
        TaskKind::NietBegrepen => "lees wat deze persoon schreef",
        TaskKind::Onbekend => "een onbekende schreef",
        TaskKind::Nummer => "controleer het telefoonnummer",
        TaskKind::VoorWie => "voor wie is dit bericht?",
        TaskKind::Bestand => "vraag de foto of het spraakbericht opnieuw",
        TaskKind::Termijn => "kijk naar de termijn",
        TaskKind::PlaatsVrij => "er is een plaats vrij",
        TaskKind::Tolk => "bevestig de tolk, of zeg hem af",
        TaskKind::Schrijnend => "besluit wat er kan: schrijnend",
        TaskKind::Plek => "zoek mee naar een plek",
        TaskKind::Bericht => "antwoorden",
        TaskKind::Genoemd => "genoemd in een notitie",
        TaskKind::Overdracht => "overdracht",
        TaskKind::Vertaal => "vertalen",
        TaskKind::Storing => "storing",
    }
}

/// How a conversation ends.
pub fn end(how: EndHow) -> &'static str {
    match how {
        EndHow::Answered => "Einde: wij weten genoeg",
        EndHow::Task => "Einde: een collega neemt het over",
        EndHow::OptedOut => "Einde: wil geen berichten",
        EndHow::NoAnswer => "Einde: geen antwoord",
        EndHow::Superseded => "Einde: iets nieuwers kwam ervoor in de plaats",
        EndHow::Broken => "Einde: storing",
    }
}

/// One try of a ladder.
pub fn rung(rung: Rung) -> String {
    format!("na {}: {}", span(rung.after), try_words(rung.rung))
}

/// What a try of a ladder is.
pub fn try_words(kind: RungKind) -> &'static str {
    match kind {
        RungKind::Nudge => "de vraag opnieuw",
        RungKind::OtherChannel => "de vraag via een ander kanaal",
        RungKind::Coach => "de coach neemt contact op",
        RungKind::Letter => "een brief",
        RungKind::Klantmanager => "de klantmanager belt",
    }
}

/// A length of time: `2 dagen`, `20 uur`, `1 dag en 12 uur`.
pub fn span(span: Span) -> String {
    let seconds = span.0.num_seconds().max(0);
    let units = [(86_400, "dag", "dagen"), (3_600, "uur", "uur"), (60, "minuut", "minuten")];
    let mut left = seconds;
    let mut parts = Vec::new();
    for (length, one, many) in units {
        let count = left / length;
        left %= length;
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    if parts.is_empty() { format!("{seconds} seconden") } else { parts.join(" en ") }
}

/// What a text mentions, as a reader sees a gap: `[naam]`. A count is a count, so that plurals can
/// choose their form.
pub fn gaps(dialog: &Dialog, variables: Vec<String>) -> Facts {
    let gap = |name: String| {
        let value = match dialog.facts.get(&name) {
            Some(FactType::Number) => Fact::Number(3),
            Some(FactType::Hours) => Fact::Hours(180),
            _ => Fact::Word(format!("[{name}]")),
        };
        (name, value)
    };
    variables.into_iter().map(gap).collect()
}

/// What kind of answer a question takes that has no button for it.
pub fn answer(kind: AskKind) -> &'static str {
    match kind {
        AskKind::Date => "een dag",
        AskKind::Time => "een tijd",
        AskKind::Number => "een getal",
        AskKind::Hours => "een aantal uren",
        AskKind::Place => "een plaats",
        AskKind::Words => "een antwoord in woorden",
        AskKind::Photo => "een foto",
        AskKind::Voice => "een spraakbericht",
        AskKind::Contact => "een contact",
    }
}

/// The answer that is wanted, with its bounds.
pub fn wanted(ask: &Ask) -> String {
    let unit = match ask.kind {
        AskKind::Date => " dagen vanaf vandaag",
        AskKind::Hours => " uur",
        _ => "",
    };
    let bounds = match (ask.from, ask.to) {
        (Some(from), Some(to)) => format!(", van {from} tot en met {to}{unit}"),
        (Some(from), None) => format!(", minstens {from}{unit}"),
        (None, Some(to)) => format!(", hooguit {to}{unit}"),
        (None, None) => String::new(),
    };
    format!("Antwoord: {}{bounds}", answer(ask.kind))
}

/// A condition of a branch: `zei al: ik kom`, `2 uur van tevoren`.
pub fn condition(when: &BTreeMap<String, Condition>, follows: bool) -> String {
    if when.is_empty() {
        return if follows { OTHERWISE } else { "altijd" }.to_owned();
    }
    let all: Vec<String> = when
        .iter()
        .map(|(name, condition)| match condition {
            Condition::Is(value) => equals(name, value),
            Condition::Test(test) => tested(name, test),
        })
        .collect();
    all.join(" en ")
}

fn equals(name: &str, value: &str) -> String {
    match (name, value) {
        ("intentie", "komt") => "zei al: ik kom".to_owned(),
        ("intentie", "komt-niet") => "zei al: ik kan niet".to_owned(),
        ("intentie", "onbekend") => "zei nog niets".to_owned(),
        ("soort", kind) if SessionKind::parse(kind).is_some() => {
            format!("het is {}", session(kind))
        }
        ("moment", moment) => match moment.parse::<Span>() {
            Ok(length) => format!("{} van tevoren", span(length)),
            Err(_) => format!("moment is {moment}"),
        },
        (name, "") => format!("geen {}", plain(name)),
        (name, value) => format!("{} is {value}", plain(name)),
    }
}

fn tested(name: &str, test: &Test) -> String {
    let name = plain(name);
    let mut all = Vec::new();
    if let Some(not) = &test.not {
        all.push(format!("{name} is niet {not}"));
    }
    if !test.any.is_empty() {
        all.push(format!("{name} is {}", test.any.join(" of ")));
    }
    match (test.from, test.to) {
        (Some(from), Some(to)) => all.push(format!("{name} is {from} tot en met {to}")),
        (Some(from), None) => all.push(format!("{name} is minstens {from}")),
        (None, Some(to)) => all.push(format!("{name} is hooguit {to}")),
        (None, None) => {}
    }
    match test.known {
        Some(true) => all.push(format!("{name} is bekend")),
        Some(false) => all.push(format!("{name} is niet bekend")),
        None => {}
    }
    if all.is_empty() { "altijd".to_owned() } else { all.join(" en ") }
}

fn plain(name: &str) -> String {
    name.replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_and_lengths_are_dutch() {
        let when = |pairs: &[(&str, &str)]| {
            let is = |v: &str| Condition::Is(v.to_owned());
            let all = pairs.iter().map(|(k, v)| ((*k).to_owned(), is(v))).collect();
            condition(&all, true)
        };
        assert_eq!(when(&[]), "anders");
        assert_eq!(
            when(&[("intentie", "komt"), ("moment", "2h")]),
            "zei al: ik kom en 2 uur van tevoren"
        );
        assert_eq!(when(&[("meenemen", "")]), "geen meenemen");
        assert_eq!(when(&[("soort", "pvt-excursie")]), "het is PVT-excursie");
        assert_eq!(when(&[("map-uren", "1-10")]), "map uren is 1-10");
        for (written, words) in [
            ("1d", "1 dag"),
            ("20h", "20 uur"),
            ("90m", "1 uur en 30 minuten"),
            ("5s", "5 seconden"),
        ] {
            let length: Span = written.parse().expect("a span");
            assert_eq!(span(length), words);
        }
    }
}
