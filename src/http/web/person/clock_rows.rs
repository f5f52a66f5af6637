//! The trajectory clock in words: one row per thing that is counted, with the rule it rests on.

use super::drawing::day;
use crate::acts::contact_trail::Dossier;
use crate::http::locale::Locale;
use crate::text::hours_in_words;
use crate::trade::person::Language;
use crate::trade::trajectory::rules::{What, source, value};
use crate::trade::trajectory::{Gap, Level, Part};

/// One row of the table.
pub(super) struct ClockRow {
    /// What is counted.
    pub(super) what: String,
    /// How it stands.
    pub(super) stands: String,
    /// `goed`, `let-op`, `te-lang`, or nothing.
    pub(super) level: &'static str,
    /// Which rule says so.
    pub(super) source: &'static str,
}

fn row(what: &str, stands: String, level: &'static str, source: &'static str) -> ClockRow {
    ClockRow { what: what.to_owned(), stands, level, source }
}

/// Everything that is counted for somebody.
pub(super) fn rows(found: &Dossier) -> Vec<ClockRow> {
    let (clock, today) = (&found.clock, found.today);
    let of = |what| source(what, today).unwrap_or_default();
    let mut rows = Vec::new();
    if let Some(on) = found.facts.finished_on {
        rows.push(row(say!("Klaar"), say!("sinds {since}", since = day(on)), "goed", ""));
    }
    match clock.intake {
        Some(intake) => {
            let (stands, level) = match intake.days_left {
                None if intake.was_late => (say!("het PIP kwam later").to_owned(), "let-op"),
                None => (say!("het PIP is op tijd gemaakt").to_owned(), "goed"),
                Some(left) if left < 0 => (say!("{n} dagen te laat", n = -left), "te-lang"),
                Some(left) if left < 14 => (say!("nog {n} dagen", n = left), "let-op"),
                Some(left) => (say!("nog {n} dagen", n = left), ""),
            };
            let stands =
                say!("uiterlijk {day}: {stands}", day = day(intake.until), stands = stands);
            rows.push(row(say!("Brede intake en PIP"), stands, level, of(What::IntakeWeeks)));
        }
        None if clock.term.is_none() => {
            let stands = say!("onbekend: de datum van de DUO-melding ontbreekt").to_owned();
            rows.push(row(say!("Brede intake en PIP"), stands, "let-op", of(What::IntakeWeeks)));
        }
        None => {}
    }
    if let Some(term) = clock.term {
        let level = match term.days_left {
            left if left < 0 => "te-lang",
            left if left < 183 => "let-op",
            _ => "",
        };
        let left = match term.days_left {
            left if left < 0 => say!("voorbij").to_owned(),
            left => say!("nog {n} dagen", n = left),
        };
        let (from, until) = (day(term.from), day(term.until));
        let stands =
            say!("{from} tot en met {until}: {left}", from = from, until = until, left = left);
        rows.push(row(say!("Termijn"), stands, level, of(What::TermYears)));
        for extension in &found.facts.extensions {
            let stands = say!(
                "{n} weken, {ground} ({day})",
                n = extension.weeks,
                ground = extension.ground,
                day = day(extension.granted_on)
            );
            rows.push(row(say!("Verlenging door DUO"), stands, "", "Wi2021, art. 12"));
        }
    }
    if let Some(weeks) = clock.medical_weeks {
        let waits = found.facts.medical_waiting_until.is_none();
        let stands = match waits {
            true => say!("wacht {n} weken; de termijn loopt door", n = weeks),
            false => say!("wachtte {n} weken; de termijn liep door", n = weeks),
        };
        let level = if waits { "let-op" } else { "" };
        rows.push(row(say!("Medische beoordeling"), stands, level, say!("praktijk")));
    }
    rows.extend(gap(say!("Taalcursus"), clock.start_gap, of(What::GapLongMonths)));
    rows.extend(gap(say!("Duaal traject"), clock.dual_track, of(What::GapLongMonths)));
    for duty in &clock.parts {
        let stands = match (duty.part, duty.hours) {
            (Part::Pvt, Some(hours)) => {
                let (stands, level) = pvt(found, i64::from(hours) * 60);
                rows.push(row(part(duty.part), stands, level, duty.source));
                continue;
            }
            (Part::Map, Some(hours)) => {
                let (told, lessons) = (of_hours(found.practice_minutes), found.map_attended);
                let left = (i64::from(hours) * 60 - found.practice_minutes).max(0);
                let left = match left {
                    0 => String::new(),
                    left => say!(", nog {hours}", hours = of_hours(left)),
                };
                say!(
                    "minstens {hours} uur praktijk; verteld {told}{left}; bij lessen {lessons}. \
                     Een mens beslist",
                    hours = hours,
                    told = told,
                    left = left,
                    lessons = of_hours(lessons)
                )
            }
            (_, Some(hours)) => of_hours(i64::from(hours) * 60),
            (_, None) => say!("hoort erbij").to_owned(),
        };
        rows.push(row(part(duty.part), stands, "", duty.source));
    }
    if let (Some(last), Some(book)) = (clock.last_exam_by, clock.book_exam_by) {
        let weeks = value(What::ExamResultWeeks, today).unwrap_or_default();
        let stands = match found.facts.last_exam_on {
            Some(on) if on > last => {
                say!("geboekt op {day}: de uitslag kan na de termijn komen", day = day(on))
            }
            Some(on) => say!("geboekt op {day}", day = day(on)),
            None => say!(
                "uiterlijk {last} (uitslag kan {n} weken duren); boek voor {book}",
                last = day(last),
                n = weeks,
                book = day(book)
            ),
        };
        let late = found.facts.last_exam_on.map_or(book < today, |on| on > last);
        let level = if late { "let-op" } else { "" };
        rows.push(row(say!("Laatste examen"), stands, level, of(What::ExamResultWeeks)));
    }
    rows
}

/// How many hours of the PVT somebody was at, what is missing, and whether what is planned is enough. That
/// it is done a colleague says: the signing belongs to it.
fn pvt(found: &Dossier, needed: i64) -> (String, &'static str) {
    let (attended, to_come) = (found.pvt_attended, found.pvt_to_come);
    let (needs, was) = (of_hours(needed), of_hours(attended));
    let mut stands = say!("minstens {needs}; was bij {was}", needs = needs, was = was);
    let missing = (needed - attended).max(0);
    if missing > 0 {
        stands.push_str(&say!(", nog {hours}", hours = of_hours(missing)));
    }
    stands.push_str(&say!("; nog ingepland {hours}", hours = of_hours(to_come)));
    let begun = attended + to_come > 0;
    match missing > to_come && begun {
        true => (say!("{stands}: te weinig, zoek een inhaalles", stands = stands), "let-op"),
        false => (stands, ""),
    }
}

/// Hours as a colleague reads them: `7,5 uur`.
fn of_hours(minutes: i64) -> String {
    let language = match Locale::current() {
        Locale::Dutch => Language::Nl,
        Locale::English => Language::En,
    };
    say!("{n} uur", n = hours_in_words(language, minutes))
}

fn gap(what: &str, gap: Option<Gap>, source: &'static str) -> Option<ClockRow> {
    let gap = gap?;
    let months = match gap.months {
        1 => say!("1 maand").to_owned(),
        months => say!("{n} maanden", n = months),
    };
    let stands = match gap.is_over {
        true => say!("begonnen, {months} na het PIP", months = months),
        false => say!("nog niet begonnen, {months} na het PIP", months = months),
    };
    let level = match gap.level {
        Level::Calm if gap.is_over => "goed",
        Level::Calm => "",
        Level::Long => "let-op",
        Level::TooLong => "te-lang",
    };
    Some(row(what, stands, level, source))
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Pvt => "PVT",
        Part::Map => "MAP",
        Part::ZLessons => say!("Lessen Z-route"),
        Part::ZParticipation => say!("Participatie Z-route"),
        Part::Eindgesprek => say!("Eindgesprek"),
        Part::Exams => say!("Examens B1-route en KNM"),
        Part::Taalschakel => say!("Taalschakeltraject (geen MAP)"),
    }
}
