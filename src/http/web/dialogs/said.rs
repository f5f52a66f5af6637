//! What the drawing and the rehearsal tell in Dutch, in the language of the page. The Dutch is that of
//! `dialog::graph::words`, which a file on disk needs too.

use crate::dialog::content::Content;
use crate::dialog::definition::{AskKind, Dialog, SessionChange};
use crate::dialog::graph::words::{Way, ways};
pub(in crate::http::web) use crate::http::web::words::language;
use crate::message::Aid;
use crate::plan::ladder::RungKind;
use crate::plan::span::Span;
use crate::trade::course::{Presence, SessionKind};
use crate::trade::task::{Desk, TaskKind};

/// What starts a dialog, in one line each.
pub(super) fn starts(content: &Content, dialog: &Dialog) -> Vec<String> {
    let ways: Vec<String> = ways(content, dialog).into_iter().map(way).collect();
    if ways.is_empty() { vec![say!("Begin").to_owned()] } else { ways }
}

fn way(way: Way<'_>) -> String {
    let words = match way {
        Way::Reminder(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| session(&kind.value)).collect();
            return say!("Herinnering voor {kinds}", kinds = kinds.join(", "));
        }
        Way::Word(word) => {
            return say!("Iemand stuurt het woord {word}", word = word.to_uppercase());
        }
        Way::Schedule(Some(1)) => say!("Elke week, vanzelf"),
        Way::Schedule(Some(weeks)) => return say!("Elke {n} weken, vanzelf", n = weeks),
        Way::Schedule(None) => say!("Vanzelf, op vaste tijden"),
        Way::Session(SessionChange::Moved) => say!("Een les is verplaatst"),
        Way::Session(SessionChange::Cancelled) => say!("Een les gaat niet door"),
        Way::Attendance(Presence::Aanwezig) => say!("Iemand was bij een les"),
        Way::Attendance(Presence::Afwezig) => say!("Iemand miste een les"),
        Way::Keyword(list) => {
            return say!("Iemand schrijft over {list}", list = list.replace('-', " "));
        }
        Way::Dialog => say!("Een ander gesprek begint het"),
        Way::Invitation => say!("Iemand gebruikt de uitnodiging uit de brief"),
        Way::CatchAll => say!("Iemand stuurt iets dat de bot niet begrijpt"),
        Way::Unknown => say!("Iemand die wij niet kennen schrijft"),
        Way::Staff => say!("Een collega begint dit gesprek"),
    };
    words.to_owned()
}

/// A kind of session, as the dialog names it.
fn session(word: &str) -> &str {
    match SessionKind::parse(word) {
        Some(SessionKind::Pvt) => "PVT",
        Some(SessionKind::PvtExcursie) => say!("PVT-excursie"),
        Some(SessionKind::PvtOndertekening) => say!("ondertekening van de PVT"),
        Some(SessionKind::Map) => "MAP",
        Some(SessionKind::BredeIntake) => say!("brede intake"),
        Some(SessionKind::Voortgangsgesprek) => say!("voortgangsgesprek"),
        Some(SessionKind::Eindgesprek) => say!("eindgesprek"),
        Some(SessionKind::Checklist) => say!("checklistbijeenkomst"),
        Some(SessionKind::Taalcafe) => say!("taalcafé"),
        Some(SessionKind::Examen) => say!("examen"),
        None => word,
    }
}

/// For whom a task is.
pub(super) fn desk(desk: Desk) -> &'static str {
    match desk {
        Desk::Coach => say!("coach"),
        Desk::Klantmanager => say!("klantmanager"),
        Desk::Senior => say!("senior"),
        Desk::Beheer => say!("beheerder"),
    }
}

/// What a task asks, shortly.
pub(super) fn task(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Gevaar => say!("bel deze persoon nu: gevaar"),
        TaskKind::Coach => say!("neem contact op in de eigen taal"),
        TaskKind::Bellen => say!("bel deze persoon"),
        TaskKind::GeenAdres | TaskKind::Brief => say!("stuur een brief"),
        TaskKind::Adres => say!("zoek het goede postadres"),
        TaskKind::Bewijs => say!("zoek uit of dit deze persoon is"),
        TaskKind::Hulp => say!("wil een mens spreken"),
        TaskKind::KanNiet => say!("kan niet komen"),
        TaskKind::CheckIn => say!("loopt vast, vraag hoe het gaat"),
        TaskKind::Inhalen => say!("wil een les inhalen"),
        TaskKind::Gemist => say!("miste twee lessen"),
        TaskKind::Geld => say!("heeft een vraag over geld"),
        TaskKind::Verandering => say!("er verandert iets: kijk wat dit betekent"),
        TaskKind::Partner => say!("nodig ook de partner uit"),
        TaskKind::Spreekuur => say!("wil langskomen"),
        TaskKind::NietBegrepen => say!("lees wat deze persoon schreef"),
        TaskKind::Onbekend => say!("een onbekende schreef"),
        TaskKind::Nummer => say!("controleer het telefoonnummer"),
        TaskKind::VoorWie => say!("voor wie is dit bericht?"),
        TaskKind::Bestand => say!("vraag de foto of het spraakbericht opnieuw"),
        TaskKind::Termijn => say!("kijk naar de termijn"),
        TaskKind::PlaatsVrij => say!("er is een plaats vrij"),
        TaskKind::Tolk => say!("bevestig de tolk, of zeg hem af"),
        TaskKind::Schrijnend => say!("besluit wat er kan: schrijnend"),
        TaskKind::Plek => say!("zoek mee naar een plek"),
        TaskKind::Bericht => say!("antwoorden"),
        TaskKind::Genoemd => say!("genoemd in een notitie"),
        TaskKind::Overdracht => say!("overdracht"),
        TaskKind::Vertaal => say!("vertalen"),
        TaskKind::Storing => say!("storing"),
    }
}

/// What a try of a ladder is.
pub(super) fn rung(kind: RungKind) -> &'static str {
    match kind {
        RungKind::Nudge => say!("de vraag opnieuw"),
        RungKind::OtherChannel => say!("de vraag via een ander kanaal"),
        RungKind::Coach => say!("de coach neemt contact op"),
        RungKind::Letter => say!("een brief"),
        RungKind::Klantmanager => say!("de klantmanager belt"),
    }
}

/// A length of time: `2 dagen`, `20 uur`, `1 dag en 12 uur`.
pub(super) fn span(span: Span) -> String {
    let seconds = span.0.num_seconds().max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let days = match days {
        0 => None,
        1 => Some(say!("1 dag").to_owned()),
        n => Some(say!("{n} dagen", n = n)),
    };
    let hours = match hours {
        0 => None,
        1 => Some(say!("1 uur").to_owned()),
        n => Some(say!("{n} uur", n = n)),
    };
    let minutes = match minutes {
        0 => None,
        1 => Some(say!("1 minuut").to_owned()),
        n => Some(say!("{n} minuten", n = n)),
    };
    let parts: Vec<String> = [days, hours, minutes].into_iter().flatten().collect();
    if parts.is_empty() {
        say!("{n} seconden", n = seconds)
    } else {
        parts.join(&format!(" {} ", say!("en")))
    }
}

/// What kind of answer a question takes that has no button for it.
pub(super) fn answer(kind: AskKind) -> &'static str {
    match kind {
        AskKind::Date => say!("een dag"),
        AskKind::Time => say!("een tijd"),
        AskKind::Number => say!("een getal"),
        AskKind::Hours => say!("een aantal uren"),
        AskKind::Place => say!("een plaats"),
        AskKind::Words => say!("een antwoord in woorden"),
        AskKind::Photo => say!("een foto"),
        AskKind::Voice => say!("een spraakbericht"),
        AskKind::Contact => say!("een contact"),
    }
}

/// What goes along with a message.
pub(super) fn aid(aid: &Aid) -> String {
    match aid {
        Aid::Voice { name } => say!("spraakbericht {name}", name = name),
        Aid::Picture { name } => say!("pictogram {name}", name = name),
        Aid::Progress { done, of } => {
            say!("voortgangskaart {done} van {of}", done = done, of = of)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::graph::words;
    use crate::dialog::shipped;

    /// Outside of a request the page's words are Dutch: those of the drawing.
    #[test]
    fn in_dutch_the_page_says_what_the_drawing_says() {
        for &kind in TaskKind::ALL {
            assert_eq!(task(kind), words::task(kind));
        }
        for written in ["1d", "20h", "90m", "36h", "5s", "1w"] {
            if let Ok(length) = written.parse::<Span>() {
                assert_eq!(span(length), words::span(length));
            }
        }
        let content = Content::load(&shipped::files()).unwrap_or_else(|p| panic!("{p:?}"));
        for dialog in content.dialogs.values() {
            assert_eq!(starts(&content, dialog).join("\n"), words::start(&content, dialog));
            for (_, step) in dialog.steps.iter() {
                if let Some(ask) = &step.value.ask {
                    assert_eq!(answer(ask.kind), words::answer(ask.kind));
                }
            }
        }
    }
}
