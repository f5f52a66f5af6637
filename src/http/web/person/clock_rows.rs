//! The trajectory clock in words: one row per thing that is counted, with the rule it rests on.

use super::drawing::day;
use crate::acts::contact_trail::Dossier;
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
        rows.push(row("Klaar", format!("sinds {}", day(on)), "goed", ""));
    }
    match clock.intake {
        Some(intake) => {
            let (stands, level) = match intake.days_left {
                None if intake.was_late => ("het PIP kwam later".to_owned(), "let-op"),
                None => ("het PIP is op tijd gemaakt".to_owned(), "goed"),
                Some(left) if left < 0 => (format!("{} dagen te laat", -left), "te-lang"),
                Some(left) if left < 14 => (format!("nog {left} dagen"), "let-op"),
                Some(left) => (format!("nog {left} dagen"), ""),
            };
            let stands = format!("uiterlijk {}: {stands}", day(intake.until));
            rows.push(row("Brede intake en PIP", stands, level, of(What::IntakeWeeks)));
        }
        None if clock.term.is_none() => {
            let stands = "onbekend: de datum van de DUO-melding ontbreekt".to_owned();
            rows.push(row("Brede intake en PIP", stands, "let-op", of(What::IntakeWeeks)));
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
            left if left < 0 => "voorbij".to_owned(),
            left => format!("nog {left} dagen"),
        };
        let stands = format!("{} tot en met {}: {left}", day(term.from), day(term.until));
        rows.push(row("Termijn", stands, level, of(What::TermYears)));
        for extension in &found.facts.extensions {
            let stands = format!(
                "{} weken, {} ({})",
                extension.weeks,
                extension.ground,
                day(extension.granted_on)
            );
            rows.push(row("Verlenging door DUO", stands, "", "Wi2021, art. 12"));
        }
    }
    if let Some(weeks) = clock.medical_weeks {
        let waits = found.facts.medical_waiting_until.is_none();
        let stands = match waits {
            true => format!("wacht {weeks} weken; de termijn loopt door"),
            false => format!("wachtte {weeks} weken; de termijn liep door"),
        };
        let level = if waits { "let-op" } else { "" };
        rows.push(row("Medische beoordeling", stands, level, "praktijk"));
    }
    rows.extend(gap("Taalcursus", clock.start_gap, of(What::GapLongMonths)));
    rows.extend(gap("Duaal traject", clock.dual_track, of(What::GapLongMonths)));
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
                    left => format!(", nog {}", of_hours(left)),
                };
                format!(
                    "minstens {hours} uur praktijk; verteld {told}{left}; bij lessen {}. Een mens \
                     beslist",
                    of_hours(lessons)
                )
            }
            (_, Some(hours)) => format!("{hours} uur"),
            (_, None) => "hoort erbij".to_owned(),
        };
        rows.push(row(part(duty.part), stands, "", duty.source));
    }
    if let (Some(last), Some(book)) = (clock.last_exam_by, clock.book_exam_by) {
        let weeks = value(What::ExamResultWeeks, today).unwrap_or_default();
        let stands = match found.facts.last_exam_on {
            Some(on) if on > last => {
                format!("geboekt op {}: de uitslag kan na de termijn komen", day(on))
            }
            Some(on) => format!("geboekt op {}", day(on)),
            None => format!(
                "uiterlijk {} (uitslag kan {weeks} weken duren); boek voor {}",
                day(last),
                day(book)
            ),
        };
        let late = found.facts.last_exam_on.map_or(book < today, |on| on > last);
        let level = if late { "let-op" } else { "" };
        rows.push(row("Laatste examen", stands, level, of(What::ExamResultWeeks)));
    }
    rows
}

/// How many hours of the PVT somebody was at, what is missing, and whether what is planned is enough. That
/// it is done a colleague says: the signing belongs to it.
fn pvt(found: &Dossier, needed: i64) -> (String, &'static str) {
    let (attended, to_come) = (found.pvt_attended, found.pvt_to_come);
    let mut stands = format!("minstens {}; was bij {}", of_hours(needed), of_hours(attended));
    let missing = (needed - attended).max(0);
    if missing > 0 {
        stands.push_str(&format!(", nog {}", of_hours(missing)));
    }
    stands.push_str(&format!("; nog ingepland {}", of_hours(to_come)));
    let begun = attended + to_come > 0;
    match missing > to_come && begun {
        true => (format!("{stands}: te weinig, zoek een inhaalles"), "let-op"),
        false => (stands, ""),
    }
}

/// Hours as a colleague reads them: `7,5 uur`.
fn of_hours(minutes: i64) -> String {
    format!("{} uur", hours_in_words(Language::Nl, minutes))
}

fn gap(what: &str, gap: Option<Gap>, source: &'static str) -> Option<ClockRow> {
    let gap = gap?;
    let months = match gap.months {
        1 => "1 maand".to_owned(),
        months => format!("{months} maanden"),
    };
    let stands = match gap.is_over {
        true => format!("begonnen, {months} na het PIP"),
        false => format!("nog niet begonnen, {months} na het PIP"),
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
        Part::ZLessons => "Lessen Z-route",
        Part::ZParticipation => "Participatie Z-route",
        Part::Eindgesprek => "Eindgesprek",
        Part::Exams => "Examens B1-route en KNM",
        Part::Taalschakel => "Taalschakeltraject (geen MAP)",
    }
}
