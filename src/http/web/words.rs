//! Codes of the database in words for colleagues.

use chrono::{DateTime, Utc};

use super::when;
use crate::store::board::{Silent, Why};
use crate::trade::course::SessionKind;
use crate::trade::person::{Language, Leerroute};
use crate::trade::placement::Place;
use crate::trade::task::TaskKind;
use crate::trade::trajectory::Family;

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
        Some(SessionKind::Pvt) => "PVT, bijeenkomst",
        Some(SessionKind::PvtExcursie) => "PVT, excursie, bijeenkomst",
        Some(SessionKind::PvtOndertekening) => "PVT, ondertekening, bijeenkomst",
        Some(SessionKind::Map) => "MAP, bijeenkomst",
        Some(SessionKind::BredeIntake) => "Brede intake",
        Some(SessionKind::Voortgangsgesprek) => "Voortgangsgesprek",
        Some(SessionKind::Eindgesprek) => "Eindgesprek",
        Some(SessionKind::Checklist) => "Checklistbijeenkomst",
        Some(SessionKind::Taalcafe) => "Taalcafé",
        Some(SessionKind::Examen) => "Examen",
        None => "Bijeenkomst",
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
        "asiel" => "Asielstatus",
        "gezin" => "Gezinsmigrant",
        _ => "Overig",
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
        "coach" => "Taak voor de coach",
        "klantmanager" => "Taak voor de klantmanager",
        "brief" => "Brief",
        "telefoon" => "Telefoon",
        other => return other.to_owned(),
    }
    .to_owned()
}

pub(super) fn rung(word: &str) -> &'static str {
    match word {
        "nudge" => "Vraag wordt herhaald",
        "other_channel" => "Vraag via een ander kanaal",
        "coach" => "Coach neemt contact op",
        "letter" => "Brief sturen",
        "klantmanager" => "Klantmanager belt",
        _ => "Volgende poging",
    }
}

/// Why somebody is silent who has no open question.
pub(super) fn why(word: &str) -> &'static str {
    match word {
        "stopped" => "Wil geen berichten (zei stop)",
        "unreachable" => "Geen enkel adres werkt meer",
        "invitation" => "Uitnodiging nog niet gebruikt",
        _ => "Geen adres voor berichten",
    }
}

/// The same in two or three words, to choose from.
pub(super) fn why_short(why: Why) -> &'static str {
    match why {
        Why::Question => "Vraag staat open",
        Why::Stopped => "Zei stop",
        Why::Unreachable => "Geen adres werkt",
        Why::Invitation => "Uitnodiging niet gebruikt",
        Why::NoAddress => "Geen adres",
    }
}

/// What a colleague must do for a task, in words. The reason is a code of the dialog.
pub(super) fn task(kind: &str, reason: Option<&str>) -> String {
    let words = match TaskKind::parse(kind) {
        Some(TaskKind::Gevaar) => "Gevaar: bel deze persoon nu",
        Some(TaskKind::Coach) => "Neem contact op in de eigen taal",
        Some(TaskKind::Bellen) => "Bel deze persoon",
        Some(TaskKind::GeenAdres) => "Geen werkend adres: stuur een brief",
        Some(TaskKind::Brief) => "Stuur een brief",
        Some(TaskKind::Adres) => "Zoek het goede postadres",
        Some(TaskKind::Bewijs) => "Zoek uit of dit deze persoon is",
        Some(TaskKind::Hulp) => "Wil een mens spreken",
        Some(TaskKind::KanNiet) => "Kan niet komen",
        Some(TaskKind::CheckIn) => "Loopt vast: vraag hoe het gaat",
        Some(TaskKind::Inhalen) => "Wil een gemiste les inhalen: zoek een dag",
        Some(TaskKind::Gemist) => "Miste twee lessen: bel deze persoon",
        Some(TaskKind::Geld) => "Vraag over geld of lenen",
        Some(TaskKind::Verandering) => "Er verandert iets in het leven: kijk wat dit betekent",
        Some(TaskKind::Partner) => "Nodig ook de partner uit, met een eigen brief",
        Some(TaskKind::Spreekuur) => "Wil langskomen: maak een afspraak",
        Some(TaskKind::NietBegrepen) => "Schreef iets dat de bot niet begreep",
        Some(TaskKind::Onbekend) => "Onbekende schreef ons",
        Some(TaskKind::Nummer) => "Controleer het telefoonnummer",
        Some(TaskKind::VoorWie) => "Bericht van een gedeelde telefoon: voor wie?",
        Some(TaskKind::Bestand) => "Een foto of spraakbericht kwam niet aan: vraag het opnieuw",
        Some(TaskKind::Termijn) => "Kijk naar de termijn",
        Some(TaskKind::PlaatsVrij) => "Er is een plaats vrij: bied haar aan",
        Some(TaskKind::Tolk) => "Bevestig de tolk, of zeg hem af",
        Some(TaskKind::Schrijnend) => "Schrijnend: besluit wat er kan",
        Some(TaskKind::Plek) => "Wacht al lang op een plek: zoek mee",
        Some(TaskKind::Bericht) => "Schreef terug: lees en antwoord",
        Some(TaskKind::Genoemd) => "Een collega noemt u in een notitie",
        Some(TaskKind::Overdracht) => "Is aan u overgedragen: lees de overdracht",
        Some(TaskKind::Vertaal) => "Vertaal een bericht voor een collega",
        Some(TaskKind::Storing) => "Storing: kijk bij Storingen",
        None => "Taak",
    };
    let told = match TaskKind::parse(kind) {
        // codes of its own: "werk" means something else there
        Some(TaskKind::Schrijnend) => reason
            .and_then(crate::trade::hardship::Reason::parse)
            .map(|reason| reason.in_dutch().to_owned()),
        _ => reason.map(self::reason),
    };
    match told {
        Some(reason) => format!("{words}: {reason}"),
        None => words.to_owned(),
    }
}

pub(super) fn reason(code: &str) -> String {
    match code {
        "nieuw-nummer" => "nieuw nummer volgens WhatsApp",
        "ander-toestel" => "WhatsApp opnieuw ingesteld, misschien door een ander",
        "nummer-van-ander" => "een ander schrijft nu vanaf dit nummer",
        "nummer-van-twee" => "WhatsApp zegt dat twee inburgeraars één account zijn",
        "ziek" => "ziek",
        "kind-ziek" => "kind is ziek",
        "werk" => "moet werken",
        "opvang" => "geen opvang",
        "andere-dag" => "een andere dag helpt",
        "avond" => "liever in de avond",
        "overdag" => "liever overdag",
        "online" => "liever online",
        "tolk" => "een tolk helpt",
        "samen-reizen" => "samen reizen helpt",
        "niets" => "zei niet wat helpt",
        "anders" => "andere reden",
        "retour" => "de brief kwam terug",
        "tweede-telefoon" => "de code van de brief werd op een tweede telefoon gebruikt",
        "brief-bij-ander" => "een ander heeft de code van de brief; maak een nieuwe brief",
        "geen-postadres" => "er is geen straat of plaats bekend",
        "stop" => "iemand zei STOP, en er gaat nu niets naar die telefoon",
        "risico" => "twee keer of vaker geen antwoord, en morgen is de bijeenkomst",
        "risico-gemist" => "miste bijeenkomsten zonder iets te zeggen, en morgen is de volgende",
        "pvt-uren" => "de PVT is voorbij, met minder dan 12 uur gevolgd",
        "vol" => "de gekozen les was net vol",
        "geen-dag" => "geen van de dagen past",
        "pip-0" => "de tien weken voor het PIP zijn voorbij",
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
    let language =
        known.map_or_else(|| (*language).to_owned(), |known| known.dutch_name().to_owned());
    format!("{language}: {come} komen, {stay} komen niet, {silent} zeiden nog niets")
}

/// Nothing moves, or somebody waits: `voortgang-3`, `wacht-school-8`.
fn unmoved(code: &str) -> Option<String> {
    let (cause, mark) = code.rsplit_once('-')?;
    let mark: u32 = mark.parse().ok()?;
    match cause.strip_prefix("wacht-") {
        Some(place) => {
            let place = Place::parse(place)?.in_dutch();
            Some(format!("{place}, al {mark} weken of langer"))
        }
        None if cause == "voortgang" => Some(match mark {
            1 => "al een maand geen voortgang".to_owned(),
            _ => format!("al {mark} maanden geen voortgang"),
        }),
        None => None,
    }
}

/// An alarm of the trajectory clock: `termijn-18`.
fn alarm(code: &str) -> Option<String> {
    let (family, mark) = code.rsplit_once('-')?;
    mark.parse::<u32>().ok()?;
    Some(match Family::parse(family)? {
        Family::Term => format!("nog {mark} maanden tot het einde"),
        Family::Intake => format!("nog {mark} weken voor het PIP"),
        Family::Start => format!("{mark} maanden na het PIP nog geen taalcursus"),
        Family::Dual => format!("{mark} maanden na het PIP nog geen duaal traject"),
        Family::Exam => format!("nog {mark} weken, en er is geen laatste examen geboekt"),
    })
}

/// Whose desk a task is on, where nobody in particular has it.
pub(super) fn desk(word: &str) -> &'static str {
    match word {
        "coach" => "Coach",
        "senior" => "Senior",
        "beheer" => "Beheer",
        _ => "Klantmanager",
    }
}

/// How a closed question came to be closed.
pub(super) fn closed(how: &str) -> &'static str {
    match how {
        "answered" => "Deze vraag is al beantwoord",
        "elsewhere" => "Een collega noteerde het antwoord al",
        "stopped" => "Deze persoon zei intussen stop",
        "superseded" => "Deze vraag is intussen vervallen",
        _ => "Deze vraag is al afgesloten",
    }
}

/// How far the last message got, as far as its platform tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Seen, or at least on the phone.
    Arrived,
    /// On its way, or the platform does not tell.
    Unsure,
    /// It did not arrive.
    Failed,
}

/// What became of the last message, in words; None when there was no message. Where the last try
/// was something else, the words say that they are about a message.
pub(super) fn delivery(row: &Silent, now: DateTime<Utc>) -> Option<(Reach, String)> {
    let (reach, words) = outcome(row, now)?;
    let by_message = row.route.is_none() || row.route == row.channel;
    let channel = row.channel.as_deref().filter(|_| !by_message);
    Some(match channel {
        Some(channel) => (reach, format!("{words} ({})", route(channel))),
        None => (reach, words),
    })
}

fn outcome(row: &Silent, now: DateTime<Utc>) -> Option<(Reach, String)> {
    let state = row.state.as_deref()?;
    if state == "accepted" {
        return Some(accepted(row, now));
    }
    Some(not_accepted(state, row.code.as_deref()))
}

/// What is said of a part that its platform has not, or not yet, taken.
pub(super) fn not_accepted(state: &str, code: Option<&str>) -> (Reach, String) {
    match state {
        "queued" | "sending" => (Reach::Unsure, "wordt verstuurd".to_owned()),
        "in_doubt" => {
            (Reach::Unsure, "onduidelijk: wij wachten op bericht van WhatsApp".to_owned())
        }
        "refused" => (Reach::Failed, with_code("geweigerd", code)),
        "unknown" => (Reach::Unsure, "onbekend: het platform gaf geen antwoord".to_owned()),
        "expired" => (Reach::Failed, "niet verstuurd: het moment was voorbij".to_owned()),
        _ => (Reach::Unsure, "niet verstuurd: niet meer nodig".to_owned()),
    }
}

fn accepted(row: &Silent, now: DateTime<Utc>) -> (Reach, String) {
    let told = |word: &str, at| format!("{word} {}", when::moment(at, now));
    if let Some(at) = row.read_at {
        return (Reach::Arrived, told("gelezen", at));
    }
    if let Some(at) = row.delivered_at {
        return (Reach::Arrived, told("afgeleverd", at));
    }
    if row.failed_at.is_some() {
        let code = row.failed_code.map(|code| code.to_string());
        return (Reach::Failed, with_code("niet bezorgd", code.as_deref()));
    }
    if let Some(why) = row.undelivered_why.as_deref() {
        return (Reach::Failed, with_code("niet bezorgd", Some(why)));
    }
    match row.channel.as_deref() {
        Some("telegram") => (Reach::Unsure, "aangenomen; lezen meldt Telegram niet".to_owned()),
        _ => (Reach::Unsure, "aangenomen, nog niet afgeleverd".to_owned()),
    }
}

pub(super) fn with_code(words: &str, code: Option<&str>) -> String {
    match code {
        Some(code) => format!("{words}: {}", cause(code)),
        None => words.to_owned(),
    }
}

/// The causes that a colleague can do something with, in words; the others as their code, which is
/// what the beheerder needs. Codes of platforms: see `channel::whatsapp::errors`.
fn cause(code: &str) -> String {
    let bare = code.split_once(':').map_or(code, |(_, bare)| bare);
    match bare {
        "geblokkeerd" | "403" => "wij zijn geblokkeerd",
        "131026" => "geen WhatsApp, of wij zijn geblokkeerd",
        "131050" => "deze persoon wil dit niet op WhatsApp",
        "131049" | "130472" => "tegengehouden door WhatsApp",
        "131047" | "venster-dicht" => "deze persoon schreef te lang niet",
        "verlopen" => "het moment was voorbij",
        number if number.bytes().all(|b| b.is_ascii_digit()) => return format!("code {number}"),
        other => return other.replace('-', " "),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_cancelled_is_called_not_needed() {
        let states =
            ["queued", "sending", "in_doubt", "refused", "unknown", "expired", "cancelled"];
        for state in states {
            let (_, words) = not_accepted(state, Some("whatsapp:131000"));
            assert_eq!(words.contains("niet meer nodig"), state == "cancelled", "{state}: {words}");
        }
        assert_eq!(not_accepted("in_doubt", None).0, Reach::Unsure);
    }
}
