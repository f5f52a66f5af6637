//! What was sealed, in plain Dutch.

use chrono::{Datelike, Timelike};

use crate::dialog::conversation::Conversation;
use crate::dialog::event::{Event, Invitation};
use crate::message::{Fact, Facts};
use crate::trade::person::PostalAddress;

pub(super) fn postal(address: &PostalAddress) -> String {
    let lines = address.lines();
    let filled: Vec<&str> =
        lines.iter().map(|line| line.trim()).filter(|l| !l.is_empty()).collect();
    filled.join(", ")
}

/// What happened. A code that was typed is not told: whoever has it can use it.
pub(super) fn event(event: &Event) -> String {
    match event {
        Event::Said { words } => format!("U schreef: {words}"),
        Event::Opened => "U opende het gesprek.".to_owned(),
        Event::Chose { .. } => "U koos een antwoord (zie Antwoorden).".to_owned(),
        Event::Sent { kind } => format!("U stuurde een bestand ({}).", file(kind)),
        Event::Token { .. } => "U gebruikte een code.".to_owned(),
        Event::Invited { invitation, .. } => match invitation {
            Invitation::Accepted => "Uw telefoon is met een code aan u gekoppeld.".to_owned(),
            _ => "U gebruikte een code.".to_owned(),
        },
        Event::Reminder { .. } => "Het was tijd voor een herinnering.".to_owned(),
        Event::Start { dialog, .. } => format!("De gemeente begon het gesprek {dialog}."),
        Event::WaitElapsed { .. } => "Er kwam geen antwoord binnen de tijd.".to_owned(),
        Event::Undelivered { .. } => "Een bericht aan u kwam niet aan.".to_owned(),
        Event::SessionChanged { cancelled: true, .. } => {
            "Een bijeenkomst ging niet door.".to_owned()
        }
        Event::SessionChanged { .. } => "Een bijeenkomst is verplaatst.".to_owned(),
        Event::AnsweredElsewhere { .. } => {
            "Een medewerker noteerde uw antwoord na een gesprek.".to_owned()
        }
        Event::TryNow { .. } => {
            "Een medewerker wilde niet wachten op uw antwoord en deed meteen iets.".to_owned()
        }
        Event::LeftAlone { .. } | Event::ToldWhoStops { .. } => {
            "De gemeente zocht uit voor wie een bericht was.".to_owned()
        }
        Event::TookOver { name, .. } => format!("{name} van de gemeente nam het gesprek over."),
        Event::HandedBack { .. } => "Het gesprek ging terug naar de bot.".to_owned(),
        Event::ColleagueWrote { name, .. } => {
            format!("{name} van de gemeente schreef u (zie Wij schreven).")
        }
        Event::Blocked => "U sloot het kanaal.".to_owned(),
        Event::Unblocked => "U opende het kanaal weer.".to_owned(),
        Event::Renamed { .. } => "Het platform gaf uw nummer of naam door.".to_owned(),
    }
}

fn file(kind: &str) -> &str {
    match kind {
        "photo" => "foto",
        "voice" | "audio" => "spraakbericht",
        "document" => "document",
        other => other,
    }
}

/// What a conversation knows, name by name.
pub(super) fn facts(conversation: &Conversation) -> String {
    list(&conversation.facts)
}

fn list(facts: &Facts) -> String {
    let known: Vec<String> =
        facts.iter().filter_map(|(name, fact)| Some(format!("{name}: {}", value(fact)?))).collect();
    known.join("; ")
}

fn value(fact: &Fact) -> Option<String> {
    let words = match fact {
        Fact::Person(text) | Fact::Place(text) | Fact::Link(text) | Fact::Word(text) => {
            text.clone()
        }
        Fact::Date(day) => format!("{}-{}-{}", day.day(), day.month(), day.year()),
        Fact::Time(time) => format!("{}:{:02}", time.hour(), time.minute()),
        Fact::Number(number) => number.to_string(),
        Fact::Hours(minutes) => format!("{minutes} minuten"),
        // lists of texts: each stands among the appointments or courses
        Fact::Lines(_) => return None,
    };
    (!words.is_empty()).then_some(words)
}
