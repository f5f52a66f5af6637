//! What the bot does besides talking, for colleagues.

use chrono::{DateTime, Utc};

use crate::dialog::conversation::NextTry;
use crate::dialog::effect::{ClosedHow, Effect};
use crate::dialog::event::Event;
use crate::dialog::play::rehearsal::{Beat, Rehearsal};
use crate::http::locale::Locale;
use crate::http::web::dialogs::said;
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
                Some(rung) => say!("Het bleef stil: {what}.", what = said::rung(rung)),
                None => say!("Een wachttijd is voorbij.").to_owned(),
            }
        }
        Event::Reminder { facts, .. } => match facts.get("moment") {
            Some(crate::message::Fact::Word(moment)) => {
                let before = moment.parse().map_or_else(|_| moment.clone(), said::span);
                say!("Herinnering, {before} van tevoren.", before = before)
            }
            _ => say!("Herinnering.").to_owned(),
        },
        Event::Undelivered { .. } => say!("Het bericht kwam niet aan.").to_owned(),
        Event::Start { .. } => say!("Het gesprek begint.").to_owned(),
        Event::Invited { .. } => say!("De uitnodiging is gebruikt.").to_owned(),
        Event::SessionChanged { cancelled: true, .. } => say!("De les gaat niet door.").to_owned(),
        Event::SessionChanged { .. } => say!("De les is verplaatst.").to_owned(),
        _ => return None,
    })
}

fn line(effect: &Effect) -> Option<String> {
    Some(match effect {
        Effect::OpenTask { kind, desk, reason, .. } => {
            let why = reason.as_ref().map(|r| format!(" ({})", r.replace('-', " ")));
            let why = why.unwrap_or_default();
            let (desk, task) = (said::desk(*desk), said::task(*kind));
            say!("Taak voor de {desk}: {task}{why}.", desk = desk, task = task, why = why)
        }
        Effect::Record { key, value, correction, .. } => {
            let (key, value) = (key.replace('-', " "), value.replace('-', " "));
            if *correction {
                say!("Verandert {key}: {value}.", key = key, value = value)
            } else {
                say!("Noteert {key}: {value}.", key = key, value = value)
            }
        }
        Effect::Attend { intent: Intent::Komt, .. } => {
            say!("Noteert: komt naar de les.").to_owned()
        }
        Effect::Attend { intent: Intent::KomtNiet, reason, .. } => match reason {
            Some(reason) => {
                say!("Noteert: komt niet, {reason}.", reason = reason.replace('-', " "))
            }
            None => say!("Noteert: komt niet.").to_owned(),
        },
        Effect::Practice { minutes, on, .. } => {
            let language = match Locale::current() {
                Locale::Dutch => Language::Nl,
                Locale::English => Language::En,
            };
            let on = crate::text::date_in_words(language, *on);
            let hours = format!("{}:{:02}", minutes / 60, minutes % 60);
            say!("Noteert {hours} oefenuren, {on}.", hours = hours, on = on)
        }
        Effect::OwnPlan { letter, .. } => {
            say!("Onthoudt plan {letter} in de eigen woorden.", letter = letter.capital())
        }
        Effect::HandOver => say!("Een collega praat vanaf hier; de bot is stil.").to_owned(),
        Effect::SetLanguage(language) => {
            say!("Praat vanaf nu {language}.", language = said::language(*language))
        }
        Effect::Consent { given: true, .. } => say!("Noteert: toestemming gegeven.").to_owned(),
        Effect::Consent { .. } => say!("Noteert: geen toestemming.").to_owned(),
        Effect::Stop => say!("Stuurt geen berichten meer.").to_owned(),
        Effect::Restart => say!("Stuurt weer berichten.").to_owned(),
        Effect::CloseQuestion { how, .. } => match how {
            ClosedHow::NoAnswer => say!("De vraag sluit zonder antwoord.").to_owned(),
            ClosedHow::Stopped => say!("De vraag sluit: deze persoon zei stop.").to_owned(),
            _ => return None,
        },
        _ => return None,
    })
}

/// What happens next by itself, in words.
pub(super) fn next(rehearsal: &Rehearsal, now: DateTime<Utc>) -> String {
    let Some(at) = rehearsal.next_at() else {
        return say!("Er gebeurt niets meer vanzelf.").to_owned();
    };
    let next: Option<&NextTry> = rehearsal.question().and_then(|(_, q)| q.next.as_ref());
    let what = match next.filter(|n| n.at == at) {
        Some(NextTry { again: true, .. }) => say!("de vraag opnieuw, zoals gevraagd"),
        Some(NextTry { rung: Some(rung), .. }) => said::rung(*rung),
        Some(_) => say!("het gesprek gaat zonder antwoord verder"),
        None => say!("een herinnering, een pauze die voorbij is, of het einde"),
    };
    say!(
        "{at} (over {wait}): {what}.",
        at = when::full(at),
        wait = when::span(at - now),
        what = what
    )
}
