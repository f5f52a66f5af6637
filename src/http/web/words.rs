//! Codes of the database in words for colleagues.

use chrono::{DateTime, Utc};

mod findings;
mod reach;
mod trade;

use super::when;
use crate::store::board::Why;
use crate::trade::course::SessionKind;
use crate::trade::person::{Language, Leerroute};
use crate::trade::placement::Place;
use crate::trade::task::TaskKind;
use crate::trade::trajectory::Family;
pub(super) use findings::{finding, risk};
pub(super) use reach::{Reach, delivery, not_accepted, with_code};
pub(super) use trade::{
    call_result, erase_why, hardship, hardship_outcome, language, place, stand,
};

/// Puts an open question into Dutch words. The texts themselves belong to a content revision,
/// which this room does not read.
pub trait QuestionWords: Send + Sync {
    /// The question `text_id` of `revision`, in one plain Dutch sentence; None when there is no
    /// such text, and then the page tells what it is about.
    fn words(&self, revision: &str, text_id: &str, about: Option<&About>) -> Option<String>;
}

/// The session that a question is about.
#[derive(Clone, Debug)]
pub struct About {
    /// What kind of session.
    pub kind: SessionKind,
    /// 1 is the first dagdeel.
    pub number: i64,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// The name of its course.
    pub course: String,
}

/// Knows no texts: every question is told by what it is about.
pub struct NoWords;

impl QuestionWords for NoWords {
    fn words(&self, _: &str, _: &str, _: Option<&About>) -> Option<String> {
        None
    }
}

/// `PVT bijeenkomst 2, di 24 nov 14:00`.
pub(super) fn session(about: &About, now: DateTime<Utc>) -> String {
    format!(
        "{}, {}",
        session_name(Some(about.kind), about.number),
        when::moment(about.starts_at, now)
    )
}

/// `PVT, bijeenkomst 2`.
pub(super) fn session_name(kind: Option<SessionKind>, number: i64) -> String {
    let kind = match kind {
        Some(SessionKind::Pvt) => say!("PVT, bijeenkomst"),
        Some(SessionKind::PvtExcursie) => say!("PVT, excursie, bijeenkomst"),
        Some(SessionKind::PvtOndertekening) => say!("PVT, ondertekening, bijeenkomst"),
        Some(SessionKind::Map) => say!("MAP, bijeenkomst"),
        Some(SessionKind::BredeIntake) => say!("Brede intake"),
        Some(SessionKind::Voortgangsgesprek) => say!("Voortgangsgesprek"),
        Some(SessionKind::Eindgesprek) => say!("Eindgesprek"),
        Some(SessionKind::Checklist) => say!("Checklistbijeenkomst"),
        Some(SessionKind::Taalcafe) => say!("Taalcafé"),
        Some(SessionKind::Examen) => say!("Examen"),
        None => say!("Bijeenkomst"),
    };
    format!("{kind} {number}")
}

/// The same, with the name of the course where that tells more than the kind does.
pub(super) fn session_of_course(about: &About, now: DateTime<Utc>) -> String {
    let session = session(about, now);
    if session.starts_with(about.course.as_str()) {
        session
    } else {
        format!("{session} · {}", about.course)
    }
}

pub(super) fn group(word: &str) -> &'static str {
    match word {
        "asiel" => say!("Asielstatus"),
        "gezin" => say!("Gezinsmigrant"),
        _ => say!("Overig"),
    }
}

/// The route as colleagues call it.
pub(super) fn leerroute(route: Leerroute) -> &'static str {
    match route {
        Leerroute::B1 => "B1-route",
        Leerroute::Onderwijs => "onderwijsroute",
        Leerroute::Z => "Z-route",
    }
}

pub(super) fn route(word: &str) -> String {
    match word {
        "telegram" => "Telegram",
        "whatsapp" => "WhatsApp",
        // a rung of the ladder that asked a colleague: what they did is not known here
        "coach" => say!("Taak voor de coach"),
        "klantmanager" => say!("Taak voor de klantmanager"),
        "brief" => say!("Brief"),
        "telefoon" => say!("Telefoon"),
        other => return other.to_owned(),
    }
    .to_owned()
}

pub(super) fn rung(word: &str) -> &'static str {
    match word {
        "nudge" => say!("Vraag wordt herhaald"),
        "other_channel" => say!("Vraag via een ander kanaal"),
        "coach" => say!("Coach neemt contact op"),
        "letter" => say!("Brief sturen"),
        "klantmanager" => say!("Klantmanager belt"),
        _ => say!("Volgende poging"),
    }
}

/// Why somebody is silent who has no open question.
pub(super) fn why(word: &str) -> &'static str {
    match word {
        "stopped" => say!("Wil geen berichten (zei stop)"),
        "unreachable" => say!("Geen enkel adres werkt meer"),
        "invitation" => say!("Uitnodiging nog niet gebruikt"),
        _ => say!("Geen adres voor berichten"),
    }
}

/// The same in two or three words, to choose from.
pub(super) fn why_short(why: Why) -> &'static str {
    match why {
        Why::Question => say!("Vraag staat open"),
        Why::Stopped => say!("Zei stop"),
        Why::Unreachable => say!("Geen adres werkt"),
        Why::Invitation => say!("Uitnodiging niet gebruikt"),
        Why::NoAddress => say!("Geen adres"),
    }
}

/// What a colleague must do for a task, in words. The reason is a code of the dialog.
pub(super) fn task(kind: &str, reason: Option<&str>) -> String {
    let words = match TaskKind::parse(kind) {
        Some(TaskKind::Gevaar) => say!("Gevaar: bel deze persoon nu"),
        Some(TaskKind::Coach) => say!("Neem contact op in de eigen taal"),
        Some(TaskKind::Bellen) => say!("Bel deze persoon"),
        Some(TaskKind::GeenAdres) => say!("Geen werkend adres: stuur een brief"),
        Some(TaskKind::Brief) => say!("Stuur een brief"),
        Some(TaskKind::Adres) => say!("Zoek het goede postadres"),
        Some(TaskKind::Bewijs) => say!("Zoek uit of dit deze persoon is"),
        Some(TaskKind::Hulp) => say!("Wil een mens spreken"),
        Some(TaskKind::KanNiet) => say!("Kan niet komen"),
        Some(TaskKind::CheckIn) => say!("Loopt vast: vraag hoe het gaat"),
        Some(TaskKind::Inhalen) => say!("Wil een gemiste les inhalen: zoek een dag"),
        Some(TaskKind::Gemist) => say!("Miste twee lessen: bel deze persoon"),
        Some(TaskKind::Geld) => say!("Vraag over geld of lenen"),
        Some(TaskKind::Verandering) => {
            say!("Er verandert iets in het leven: kijk wat dit betekent")
        }
        Some(TaskKind::Partner) => say!("Nodig ook de partner uit, met een eigen brief"),
        Some(TaskKind::Spreekuur) => say!("Wil langskomen: maak een afspraak"),
        Some(TaskKind::NietBegrepen) => say!("Schreef iets dat de bot niet begreep"),
        Some(TaskKind::Onbekend) => say!("Onbekende schreef ons"),
        Some(TaskKind::Nummer) => say!("Controleer het telefoonnummer"),
        Some(TaskKind::VoorWie) => say!("Bericht van een gedeelde telefoon: voor wie?"),
        Some(TaskKind::Bestand) => {
            say!("Een foto of spraakbericht kwam niet aan: vraag het opnieuw")
        }
        Some(TaskKind::Termijn) => say!("Kijk naar de termijn"),
        Some(TaskKind::PlaatsVrij) => say!("Er is een plaats vrij: bied haar aan"),
        Some(TaskKind::Tolk) => say!("Bevestig de tolk, of zeg hem af"),
        Some(TaskKind::Schrijnend) => say!("Schrijnend: besluit wat er kan"),
        Some(TaskKind::Plek) => say!("Wacht al lang op een plek: zoek mee"),
        Some(TaskKind::Bericht) => say!("Schreef terug: lees en antwoord"),
        Some(TaskKind::Genoemd) => say!("Een collega noemt u in een notitie"),
        Some(TaskKind::Overdracht) => say!("Is aan u overgedragen: lees de overdracht"),
        Some(TaskKind::Vertaal) => say!("Vertaal een bericht voor een collega"),
        Some(TaskKind::Storing) => say!("Storing: kijk bij Storingen"),
        None => say!("Taak"),
    };
    let told = match TaskKind::parse(kind) {
        // codes of its own: "werk" means something else there
        Some(TaskKind::Schrijnend) => reason
            .and_then(crate::trade::hardship::Reason::parse)
            .map(|reason| hardship(reason).to_owned()),
        _ => reason.map(self::reason),
    };
    match told {
        Some(reason) => format!("{words}: {reason}"),
        None => words.to_owned(),
    }
}

pub(super) fn reason(code: &str) -> String {
    match code {
        "nieuw-nummer" => say!("nieuw nummer volgens WhatsApp"),
        "ander-toestel" => say!("WhatsApp opnieuw ingesteld, misschien door een ander"),
        "nummer-van-ander" => say!("een ander schrijft nu vanaf dit nummer"),
        "nummer-van-twee" => say!("WhatsApp zegt dat twee inburgeraars één account zijn"),
        "ziek" => say!("ziek"),
        "kind-ziek" => say!("kind is ziek"),
        "werk" => say!("moet werken"),
        "opvang" => say!("geen opvang"),
        "andere-dag" => say!("een andere dag helpt"),
        "avond" => say!("liever in de avond"),
        "overdag" => say!("liever overdag"),
        "online" => say!("liever online"),
        "tolk" => say!("een tolk helpt"),
        "samen-reizen" => say!("samen reizen helpt"),
        "niets" => say!("zei niet wat helpt"),
        "anders" => say!("andere reden"),
        "retour" => say!("de brief kwam terug"),
        "tweede-telefoon" => say!("de code van de brief werd op een tweede telefoon gebruikt"),
        "brief-bij-ander" => say!("een ander heeft de code van de brief; maak een nieuwe brief"),
        "geen-postadres" => say!("er is geen straat of plaats bekend"),
        "stop" => say!("iemand zei STOP, en er gaat nu niets naar die telefoon"),
        "risico" => say!("twee keer of vaker geen antwoord, en morgen is de bijeenkomst"),
        "risico-gemist" => {
            say!("miste bijeenkomsten zonder iets te zeggen, en morgen is de volgende")
        }
        "risico-reden" => {
            say!("gaf vaker dezelfde reden om niet te komen, en morgen is de bijeenkomst")
        }
        "pvt-uren" => say!("de PVT is voorbij, met minder dan 12 uur gevolgd"),
        "vol" => say!("de gekozen les was net vol"),
        "geen-dag" => say!("geen van de dagen past"),
        "gaat-achteruit" => say!("twee stappen of meer lager dan de vorige keer"),
        "twee-keer-slecht" => say!("twee keer achter elkaar slecht"),
        "pip-0" => say!("de tien weken voor het PIP zijn voorbij"),
        other if other.starts_with("tolk-") => return interpreter(other),
        other => {
            return unmoved(other)
                .or_else(|| alarm(other))
                .unwrap_or_else(|| other.replace('-', " "));
        }
    }
    .to_owned()
}

/// Who would use an interpreter: `tolk-ar-3-1-2`.
fn interpreter(code: &str) -> String {
    let parts: Vec<&str> = code.split('-').collect();
    let [_, language, come, stay, silent] = parts.as_slice() else { return code.to_owned() };
    let known = Language::parse(language);
    let language = known.map_or(*language, |known| self::language(known));
    say!(
        "{language}: {come} komen, {stay} komen niet, {silent} zeiden nog niets",
        language = language,
        come = come,
        stay = stay,
        silent = silent
    )
}

/// Nothing moves, or somebody waits: `voortgang-3`, `wacht-school-8`.
fn unmoved(code: &str) -> Option<String> {
    let (cause, mark) = code.rsplit_once('-')?;
    let mark: u32 = mark.parse().ok()?;
    match cause.strip_prefix("wacht-") {
        Some(place) => {
            let place = self::place(Place::parse(place)?);
            Some(say!("{place}, al {n} weken of langer", place = place, n = mark))
        }
        None if cause == "voortgang" => Some(match mark {
            1 => say!("al een maand geen voortgang").to_owned(),
            _ => say!("al {n} maanden geen voortgang", n = mark),
        }),
        None => None,
    }
}

/// An alarm of the trajectory clock: `termijn-18`.
fn alarm(code: &str) -> Option<String> {
    let (family, mark) = code.rsplit_once('-')?;
    mark.parse::<u32>().ok()?;
    Some(match Family::parse(family)? {
        Family::Term => say!("nog {n} maanden tot het einde", n = mark),
        Family::Intake => say!("nog {n} weken voor het PIP", n = mark),
        Family::Start => say!("{n} maanden na het PIP nog geen taalcursus", n = mark),
        Family::Dual => say!("{n} maanden na het PIP nog geen duaal traject", n = mark),
        Family::Exam => say!("nog {n} weken, en er is geen laatste examen geboekt", n = mark),
    })
}

/// Whose desk a task is on, where nobody in particular has it.
pub(super) fn desk(word: &str) -> &'static str {
    match word {
        "coach" => say!("Coach"),
        "senior" => say!("Senior"),
        "beheer" => say!("Beheer"),
        _ => say!("Klantmanager"),
    }
}

/// How a closed question came to be closed.
pub(super) fn closed(how: &str) -> &'static str {
    match how {
        "answered" => say!("Deze vraag is al beantwoord"),
        "elsewhere" => say!("Een collega noteerde het antwoord al"),
        "stopped" => say!("Deze persoon zei intussen stop"),
        "superseded" => say!("Deze vraag is intussen vervallen"),
        _ => say!("Deze vraag is al afgesloten"),
    }
}
