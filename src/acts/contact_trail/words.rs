//! The lines of a dossier in Dutch, for a colleague and for whoever reads the file later.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Timelike, Utc};

use super::{Coming, Line};
use crate::dialog::covered::is_neutral;
use crate::plan::local_time::local;
use crate::store::hidden::Hiding;
use crate::store::merging::Merge;
use crate::store::trail::{Answer, Attempt, Heard, Message, Planned, Posted, PutOff};
use crate::trade::contact::CallResult;
use crate::trade::course::SessionKind;

const DAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// `di 24 nov 2026 14:05`, by the Dutch clock.
pub fn moment(at: DateTime<Utc>) -> String {
    let wall = local(at);
    let weekday = DAYS[wall.weekday().num_days_from_monday() as usize];
    let month = MONTHS[wall.month0() as usize];
    let (day, year) = (wall.day(), wall.year());
    format!("{weekday} {day} {month} {year} {:02}:{:02}", wall.hour(), wall.minute())
}

/// `PVT, bijeenkomst 2, di 1 dec 2026 19:00`.
fn session(kind: &str, number: i64, starts_at: DateTime<Utc>) -> String {
    let name = match SessionKind::parse(kind) {
        Some(SessionKind::PvtExcursie) => "PVT-excursie",
        Some(SessionKind::PvtOndertekening) => "PVT-ondertekening",
        Some(SessionKind::Pvt) => "PVT",
        _ if kind == "map" => "MAP",
        _ => kind,
    };
    format!("{name}, bijeenkomst {number}, {}", moment(starts_at))
}

/// How long before its session a reminder comes: `7d`, `2h`.
fn lead(key: &str) -> String {
    let count = |unit: char, one: &str, many: &str| {
        let number: u32 = key.strip_suffix(unit)?.parse().ok()?;
        Some(format!("{number} {}", if number == 1 { one } else { many }))
    };
    count('d', "dag", "dagen")
        .or_else(|| count('h', "uur", "uur"))
        .unwrap_or_else(|| key.replace('-', " "))
}

fn way(word: &str) -> String {
    match word {
        "telegram" => "Telegram",
        "whatsapp" => "WhatsApp",
        "coach" => "Taak voor de coach",
        "klantmanager" => "Taak voor de klantmanager",
        "brief" => "Brief",
        "telefoon" => "Telefoon",
        other => other,
    }
    .to_owned()
}

/// `opened`: when what it covers was read first, as far as that is still known; matters for a quiet message only.
/// `gone_at`: when the person had it taken from the telephone.
pub(super) fn message(
    message: &Message,
    rung: Option<&str>,
    (opened, gone_at): (Option<Option<DateTime<Utc>>>, Option<DateTime<Utc>>),
) -> Line {
    let about = message
        .session_kind
        .as_deref()
        .zip(message.session_number)
        .zip(message.starts_at)
        .map(|((kind, number), at)| session(kind, number, at));
    let what = if message.question_id.is_some() { "Vraag" } else { "Bericht" };
    let dialog = message.dialog.as_deref().unwrap_or_default();
    let why = match rung {
        Some("nudge") => "er kwam geen antwoord: de vraag is herhaald".to_owned(),
        Some("other_channel") => "er kwam geen antwoord: via een ander kanaal".to_owned(),
        _ => match (dialog, about.is_some()) {
            ("les-verplaatst", _) => "de bijeenkomst is verplaatst".to_owned(),
            ("les-afgezegd", _) => "de bijeenkomst gaat niet door".to_owned(),
            (_, true) => "herinnering".to_owned(),
            ("", false) => "eigen bericht van de bot".to_owned(),
            (dialog, false) => format!("gesprek {dialog}"),
        },
    };
    let is_quiet = is_neutral(&message.text_id);
    let why = if is_quiet { why + ", als rustig bericht" } else { why };
    let outcome = match opened.filter(|_| is_quiet) {
        Some(Some(at)) => format!("geopend {}", moment(at)),
        Some(None) if message.sent_at.is_some() => {
            format!("{}; nog niet geopend", outcome(message))
        }
        _ => outcome(message),
    };
    let outcome = match gone_at {
        Some(at) => format!("{outcome}; verborgen op de telefoon {}", moment(at)),
        None => outcome,
    };
    Line {
        at: message.created_at,
        way: way(&message.channel),
        what: about.map_or_else(|| what.to_owned(), |about| format!("{what}: {about}")),
        why,
        outcome,
        note: None,
        is_theirs: false,
        is_mark: false,
    }
}

fn outcome(message: &Message) -> String {
    if let Some(at) = message.read_at {
        return format!("gelezen {}", moment(at));
    }
    if let Some(at) = message.delivered_at {
        return format!("afgeleverd {}, niet gelezen", moment(at));
    }
    if message.failed_at.is_some() {
        return match message.failed_code {
            Some(code) => format!("niet bezorgd (code {code})"),
            None => "niet bezorgd".to_owned(),
        };
    }
    let code = message.code.as_deref().map(|code| format!(" ({code})")).unwrap_or_default();
    match message.state.as_str() {
        "accepted" if message.channel == "telegram" => {
            "aangenomen; of het gelezen is, vertelt Telegram niet".to_owned()
        }
        "accepted" => "aangenomen, nog niet afgeleverd".to_owned(),
        "queued" | "sending" => "wordt verstuurd".to_owned(),
        "in_doubt" | "unknown" => "onbekend of het aankwam".to_owned(),
        "refused" => format!("geweigerd{code}"),
        "expired" => "niet verstuurd: het moment was voorbij".to_owned(),
        _ => "niet verstuurd: niet meer nodig".to_owned(),
    }
}

pub(super) fn attempt(attempt: &Attempt, note: Option<String>, now: DateTime<Utc>) -> Line {
    let by = attempt.by.as_deref().map(|name| format!(", door {name}")).unwrap_or_default();
    let result = attempt.result.as_deref();
    let outcome = match (result.and_then(CallResult::parse), attempt.closed_at) {
        (Some(call), _) => format!("{}{by}", call.in_dutch()),
        (None, Some(at)) => {
            let who = attempt.closed_by.as_deref().unwrap_or("het systeem");
            format!("klaar gemeld {} door {who}", moment(at))
        }
        (None, None) if attempt.rung.is_some() => {
            format!("de taak staat open sinds {} dagen", (now - attempt.at).num_days().max(0))
        }
        (None, None) => {
            result.map(|word| format!("{}{by}", word.replace('-', " "))).unwrap_or_default()
        }
    };
    let why = match attempt.rung.as_deref() {
        Some(_) => "er kwam geen antwoord".to_owned(),
        None => "zelf contact gezocht".to_owned(),
    };
    let what = match attempt.route.as_str() {
        "telefoon" => "Gebeld",
        "brief" => "Brief",
        _ if attempt.rung.as_deref() == Some("letter") => "Een collega stuurt een brief",
        "coach" | "klantmanager" => "Een collega neemt contact op",
        _ => "Poging",
    };
    Line {
        at: attempt.at,
        way: way(&attempt.route),
        what: what.to_owned(),
        why,
        outcome,
        note,
        is_theirs: false,
        is_mark: false,
    }
}

pub(super) fn letter(letter: &Posted, attempt: &Attempt) -> Line {
    let what = match letter.kind.as_str() {
        "uitnodiging" => "Brief met uitnodiging",
        "herinnering" => "Tweede brief",
        _ => "Brief: wij horen niets van u",
    };
    let outcome = match (letter.returned_at, letter.answered_at) {
        (Some(at), _) => format!("kwam terug {}", moment(at)),
        (None, Some(at)) => format!("de code is gebruikt {}", moment(at)),
        (None, None) => "gepost, nog geen reactie".to_owned(),
    };
    Line {
        at: attempt.at,
        way: way("brief"),
        what: what.to_owned(),
        why: match attempt.question_id {
            Some(_) => "er kwam geen antwoord",
            None => "er was geen ander adres, of een collega wilde het zo",
        }
        .to_owned(),
        outcome,
        note: None,
        is_theirs: false,
        is_mark: false,
    }
}

pub(super) fn answer(answer: &Answer) -> Line {
    let by_staff = answer.route == "staff";
    let what = format!("{}: {}", answer.key.replace('-', " "), answer.value.replace('-', " "));
    Line {
        at: answer.at,
        way: if by_staff { "Collega".to_owned() } else { way(&answer.route) },
        what: format!("Antwoord: {what}"),
        why: if by_staff { "genoteerd door een collega" } else { "van de persoon zelf" }.to_owned(),
        outcome: if answer.correction { "in plaats van een eerder antwoord" } else { "" }
            .to_owned(),
        note: None,
        is_theirs: true,
        is_mark: false,
    }
}

/// A tap stands in the trail as its answer.
pub(super) fn heard(heard: &Heard) -> Option<Line> {
    let what = match heard.kind.as_str() {
        "said" => "Schreef ons",
        "sent" => "Stuurde een foto, spraakbericht of bestand",
        "opened" => "Opende de bot",
        _ => return None,
    };
    Some(Line {
        at: heard.at,
        way: "Bericht aan ons".to_owned(),
        what: what.to_owned(),
        why: "van de persoon zelf".to_owned(),
        outcome: String::new(),
        note: None,
        is_theirs: true,
        is_mark: false,
    })
}

/// A line for each time that somebody wanted our messages gone.
pub(super) fn hidings<'a>(all: impl Iterator<Item = &'a Hiding>) -> Vec<Line> {
    let mut times: BTreeMap<DateTime<Utc>, (usize, usize)> = BTreeMap::new();
    for hiding in all {
        let (asked, gone) = times.entry(hiding.asked_at).or_default();
        *asked += 1;
        *gone += usize::from(hiding.gone_at.is_some());
    }
    let line = |(at, (asked, gone))| Line {
        at,
        way: "Bericht aan ons".to_owned(),
        what: "Liet onze berichten verbergen".to_owned(),
        why: "van de persoon zelf; hier blijft alles bewaard".to_owned(),
        outcome: format!("{gone} van {asked} weg van de telefoon"),
        note: None,
        is_theirs: true,
        is_mark: false,
    };
    times.into_iter().map(line).collect()
}

/// Two entries became one person here, and perhaps two again.
pub(super) fn merged(merge: &Merge, stayed: bool) -> Vec<Line> {
    let other = if stayed { &merge.klantnummer } else { &merge.stayed };
    let line = |at, what: String, why: &str, by: &str| Line {
        at,
        way: "Dubbel".to_owned(),
        what,
        why: why.to_owned(),
        outcome: format!("door {by}"),
        note: None,
        is_theirs: false,
        is_mark: true,
    };
    let why = "stond er dubbel; wat van beide was, staat hier samen";
    let mut lines =
        vec![line(merge.merged_at, format!("Samengevoegd met {other}"), why, &merge.by)];
    if let (Some(at), Some(by)) = (merge.undone_at, &merge.undone_by) {
        let why = "het bleken toch twee mensen";
        lines.push(line(at, format!("Weer gesplitst van {other}"), why, by));
    }
    lines
}

pub(super) fn coming(planned: &Planned, now: DateTime<Utc>) -> Coming {
    let about = session(&planned.kind, planned.number, planned.starts_at);
    let moved = planned.moved_from.map(|from| {
        let why = planned.moved_why.as_deref().map(rule).unwrap_or_default();
        format!("later dan {}: {why}", moment(from))
    });
    let fate = match (&planned.fired_at, &planned.dropped_why) {
        (Some(at), _) => format!("aan de beurt geweest {}: zie het contactspoor", moment(*at)),
        (None, Some(why)) => format!("komt niet: {}", rule(why)),
        (None, None) => moved.unwrap_or_else(|| "gepland".to_owned()),
    };
    let comes = planned.fired_at.is_none() && planned.dropped_why.is_none() && planned.due_at > now;
    Coming {
        at: planned.due_at,
        what: format!("{} van tevoren: {about}", lead(&planned.moment)),
        fate,
        comes,
    }
}

/// A schedule, or a word after a lesson, that makes way for what is weightier.
pub(super) fn put_off(start: &PutOff) -> Coming {
    let fate = match &start.dropped_why {
        Some(why) => format!("komt niet: {}", rule(why)),
        None if start.due_at == start.meant_at => "gepland".to_owned(),
        None => format!("later dan {}: {}", moment(start.meant_at), rule("contactbudget")),
    };
    Coming {
        at: start.due_at,
        what: start.schedule.as_ref().map_or_else(
            || "bericht na een bijeenkomst".to_owned(),
            |schedule| format!("rooster {schedule}"),
        ),
        fate,
        comes: start.dropped_why.is_none(),
    }
}

/// The rule by which a reminder does not come, or comes later.
pub fn rule(code: &str) -> String {
    match code {
        "contactbudget" => "deze persoon hoort die dagen al genoeg van ons",
        "samengevoegd" => "een latere herinnering zegt hetzelfde, en er komt al genoeg",
        "dubbel" => "deze persoon stond er dubbel, en krijgt dit al",
        "beantwoord" => "deze persoon heeft al geantwoord",
        "te-laat" | "expired" => "het moment was voorbij",
        "verplaatst" => "de bijeenkomst is verplaatst",
        "vervallen" => "de bijeenkomst of de plek is vervallen",
        "afgezegd" => "de bijeenkomst gaat niet door",
        "uitgeschreven" => "niet meer ingeschreven",
        "session-over" => "de bijeenkomst was al begonnen",
        "quiet" => "er was geen moment buiten de stille uren",
        "superseded" => "een andere herinnering komt in plaats hiervan",
        "covered" => "een eerdere herinnering zegt het al",
        other => return other.replace('-', " "),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_and_leads_are_told_as_people_say_them() {
        assert_eq!(moment("2026-11-24T13:05:00Z".parse().unwrap()), "di 24 nov 2026 14:05");
        assert_eq!(lead("7d"), "7 dagen");
        assert_eq!(lead("1d"), "1 dag");
        assert_eq!(lead("2h"), "2 uur");
        assert_eq!(lead("de-ochtend"), "de ochtend");
    }
}
