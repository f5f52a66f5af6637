//! What the bot does besides talking, in Dutch for colleagues.

use chrono::{DateTime, Utc};

use crate::dialog::conversation::NextTry;
use crate::dialog::effect::{ClosedHow, Effect};
use crate::dialog::event::Event;
use crate::dialog::graph::words;
use crate::dialog::play::rehearsal::{Beat, Rehearsal};
use crate::http::web::when;
use crate::trade::course::Intent;
use crate::trade::person::Language;

/// A moment, and what happened then.
pub(super) struct Told {
    pub(super) at: String,
    pub(super) cause: Option<String>,
    pub(super) lines: Vec<String>,
}

/// Tells a beat.
pub(super) fn tell(beat: &Beat) -> Told {
    Told {
        at: when::full(beat.at),
        cause: cause(&beat.cause, beat),
        lines: beat.effects.iter().filter(|e| !is_said_twice(e, beat)).filter_map(line).collect(),
    }
}

/// "Komt naar de les" says what the answer says.
fn is_said_twice(effect: &Effect, beat: &Beat) -> bool {
    let Effect::Record { value, .. } = effect else { return false };
    beat.effects
        .iter()
        .any(|e| matches!(e, Effect::Attend { intent, .. } if intent.as_str() == value))
}

fn cause(event: &Event, beat: &Beat) -> Option<String> {
    Some(match event {
        Event::WaitElapsed { .. } => {
            let climbs = |e: &Effect| match e {
                Effect::Say(say) => say.rung,
                Effect::OpenTask { rung, .. } => *rung,
                _ => None,
            };
            match beat.effects.iter().find_map(climbs) {
                Some(rung) => format!("Het bleef stil: {}.", words::try_words(rung)),
                None => "Een wachttijd is voorbij.".to_owned(),
            }
        }
        Event::Reminder { facts, .. } => match facts.get("moment") {
            Some(crate::message::Fact::Word(moment)) => {
                let before = moment.parse().map_or_else(|_| moment.clone(), words::span);
                format!("Herinnering, {before} van tevoren.")
            }
            _ => "Herinnering.".to_owned(),
        },
        Event::Undelivered { .. } => "Het bericht kwam niet aan.".to_owned(),
        Event::Start { .. } => "Het gesprek begint.".to_owned(),
        Event::Invited { .. } => "De uitnodiging is gebruikt.".to_owned(),
        Event::SessionChanged { cancelled: true, .. } => "De les gaat niet door.".to_owned(),
        Event::SessionChanged { .. } => "De les is verplaatst.".to_owned(),
        _ => return None,
    })
}

fn line(effect: &Effect) -> Option<String> {
    Some(match effect {
        Effect::OpenTask { kind, desk, reason, .. } => {
            let why = reason.as_ref().map(|r| format!(" ({})", r.replace('-', " ")));
            let why = why.unwrap_or_default();
            format!("Taak voor de {}: {}{why}.", words::desk(*desk), words::task(*kind))
        }
        Effect::Record { key, value, correction, .. } => {
            let how = if *correction { "Verandert" } else { "Noteert" };
            format!("{how} {}: {}.", key.replace('-', " "), value.replace('-', " "))
        }
        Effect::Attend { intent: Intent::Komt, .. } => "Noteert: komt naar de les.".to_owned(),
        Effect::Attend { intent: Intent::KomtNiet, reason, .. } => match reason {
            Some(reason) => format!("Noteert: komt niet, {}.", reason.replace('-', " ")),
            None => "Noteert: komt niet.".to_owned(),
        },
        Effect::Practice { minutes, on, .. } => {
            let on = crate::text::date_in_words(Language::Nl, *on);
            format!("Noteert {}:{:02} oefenuren, {on}.", minutes / 60, minutes % 60)
        }
        Effect::OwnPlan { letter, .. } => {
            format!("Onthoudt plan {} in de eigen woorden.", letter.capital())
        }
        Effect::HandOver => "Een collega praat vanaf hier; de bot is stil.".to_owned(),
        Effect::SetLanguage(language) => format!("Praat vanaf nu {}.", language.dutch_name()),
        Effect::Consent { given: true, .. } => "Noteert: toestemming gegeven.".to_owned(),
        Effect::Consent { .. } => "Noteert: geen toestemming.".to_owned(),
        Effect::Stop => "Stuurt geen berichten meer.".to_owned(),
        Effect::Restart => "Stuurt weer berichten.".to_owned(),
        Effect::CloseQuestion { how, .. } => match how {
            ClosedHow::NoAnswer => "De vraag sluit zonder antwoord.".to_owned(),
            ClosedHow::Stopped => "De vraag sluit: deze persoon zei stop.".to_owned(),
            _ => return None,
        },
        _ => return None,
    })
}

/// What happens next by itself, in words.
pub(super) fn next(rehearsal: &Rehearsal, now: DateTime<Utc>) -> String {
    let Some(at) = rehearsal.next_at() else {
        return "Er gebeurt niets meer vanzelf.".to_owned();
    };
    let next: Option<&NextTry> = rehearsal.question().and_then(|(_, q)| q.next.as_ref());
    let what = match next.filter(|n| n.at == at) {
        Some(NextTry { again: true, .. }) => "de vraag opnieuw, zoals gevraagd",
        Some(NextTry { rung: Some(rung), .. }) => words::try_words(*rung),
        Some(_) => "het gesprek gaat zonder antwoord verder",
        None => "een herinnering, een pauze die voorbij is, of het einde",
    };
    format!("{} (over {}): {what}.", when::full(at), when::span(at - now))
}
