//! Imports enrolments: a file with a mistake stores nothing, and the same file twice changes
//! nothing.
//!
//! A file never ends a place in a course, and never gives back one that ended. A place and the
//! reminders that follow from it are written in one transaction.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use serde_json::json;

use super::enrol;
use super::import::enrolments::EnrolmentRow;
use super::import::nearest::nearest;
use super::import::outcome::{Becomes, Fate, Imported, Refusal};
use super::import::pieces;
use super::import::report::{Remark, Report};
use super::import::sessions::CourseKey;
use super::occasion::Occasion;
use super::plan_reminders::reminders_of;
use crate::ids::{CourseId, EnrolmentId, PersonId};
use crate::store::courses::Course;
use crate::store::hot::courses::{self as hot, EnrolmentWrite};
use crate::store::hot::overlaps::{self, Placed};
use crate::store::{Result as StoreResult, Tx, audit, courses, hot::people, sessions, waiting};
use crate::trade::person::Language;

/// A file of enrolments without mistakes.
pub struct CheckedEnrolments {
    rows: Vec<(EnrolmentRow, PersonId, CourseId)>,
    /// How many rows a place in a course gives.
    weights: HashMap<CourseId, usize>,
}

/// Finds the people and courses that the file names; its warnings so far come beside it.
pub async fn check(
    tx: &mut Tx,
    (rows, mut report): (Vec<EnrolmentRow>, Report),
    on: Occasion<'_>,
) -> Result<(CheckedEnrolments, Report), Refusal> {
    let klantnummers = rows.iter().map(|row| row.klantnummer.as_str());
    let persons: HashMap<String, PersonId> =
        people::ids(tx, on.gemeente, klantnummers).await?.into_iter().collect();
    let courses = courses::all(tx, on.gemeente).await?;
    let by_key: HashMap<CourseKey, CourseId> =
        courses.iter().map(|c| (CourseKey::new(&c.name, &c.group_name), c.id)).collect();
    let (mut found, mut asked) = (Vec::with_capacity(rows.len()), HashSet::new());
    for row in rows {
        let person = persons.get(&row.klantnummer).copied();
        let course = by_key.get(&row.key()).copied();
        if person.is_none() {
            report.mistake(unknown_person(&row));
        }
        if course.is_none() {
            report.mistake(unknown_course(&row, &courses));
        }
        // two klantnummers of one person ask for one place
        found.extend(
            person
                .zip(course)
                .filter(|place| asked.insert(*place))
                .map(|(person, course)| (row, person, course)),
        );
    }
    if !report.is_good() {
        return Err(Refusal::Mistakes(report));
    }
    remark_on_languages(tx, &found, &courses, &mut report).await?;
    let placed: Vec<Placed> = found
        .iter()
        .filter_map(|(row, person, course)| {
            let nr = i64::try_from(row.row).ok()?;
            Some(Placed { nr, person: *person, course: *course, now: on.now })
        })
        .collect();
    for (nr, sessions) in overlaps::of_places(tx, &placed).await? {
        let row = found.iter().find(|(row, ..)| i64::try_from(row.row) == Ok(nr));
        let klantnummer = row.map(|(row, ..)| row.klantnummer.as_str());
        let what = format!("{sessions} bijeenkomst(en) vallen samen met een andere cursus");
        let remark = Remark::on_file(what, "kies een andere groep, of spreek af wat voorgaat");
        report.warning(remark.at(u64::try_from(nr).unwrap_or(0), klantnummer));
    }
    let mut weights = HashMap::new();
    for (_, _, course) in &found {
        if !weights.contains_key(course) {
            let mut weight = 1;
            for session in sessions::upcoming(tx, *course, on.now).await? {
                weight += reminders_of(session.kind()?, on);
            }
            weights.insert(*course, weight);
        }
    }
    Ok((CheckedEnrolments { rows: found, weights }, report))
}

impl CheckedEnrolments {
    /// Where it may be cut.
    pub fn pieces(&self) -> Vec<Range<usize>> {
        let weight = |course| self.weights.get(course).copied().unwrap_or(1);
        pieces::cut(self.rows.iter().map(|(_, _, course)| weight(course)))
    }

    /// Writes one piece.
    pub async fn write(
        &self,
        tx: &mut Tx,
        piece: Range<usize>,
        on: Occasion<'_>,
    ) -> StoreResult<Imported> {
        let rows = &self.rows[piece];
        let ended: HashMap<(PersonId, CourseId), bool> =
            hot::places(tx, rows.iter().map(|(_, person, _)| *person))
                .await?
                .into_iter()
                .map(|place| ((place.person_id, place.course_id), place.ended))
                .collect();
        let mut new: BTreeMap<CourseId, Vec<(&EnrolmentRow, EnrolmentWrite)>> = BTreeMap::new();
        let mut done = Imported::default();
        for (row, person, course) in rows {
            let (person, course) = (*person, *course);
            let Some(ended) = ended.get(&(person, course)) else {
                let place = EnrolmentWrite { id: EnrolmentId::fresh(), person, course };
                new.entry(course).or_default().push((row, place));
                continue;
            };
            done.unchanged += 1;
            if *ended {
                let remark = Remark::on_file("deze persoon is uitgeschreven", "dat blijft zo");
                done.report.warning(remark.at(row.row, Some(&row.klantnummer)));
            }
        }
        for (course, rows) in new {
            self.place(tx, (course, rows), &mut done, on).await?;
        }
        if done.new > 0 {
            let counts = json!({ "new": done.new });
            audit::note(tx, on.gemeente, on.by, "import_enrolments", None, counts, on.now).await?;
            tx.ring_pages();
        }
        Ok(done)
    }
}

impl CheckedEnrolments {
    /// Gives places as far as there are any; whoever comes after that waits, behind those who wait already.
    async fn place(
        &self,
        tx: &mut Tx,
        (course, rows): (CourseId, Vec<(&EnrolmentRow, EnrolmentWrite)>),
        done: &mut Imported,
        on: Occasion<'_>,
    ) -> StoreResult<()> {
        let room = waiting::room(tx, on.gemeente, course).await?;
        let list = match room.waiting {
            0 => Vec::new(),
            _ => waiting::list(tx, on.gemeente, course).await?,
        };
        let mut before = list.len();
        let waits: HashSet<PersonId> = list.into_iter().map(|one| one.person_id).collect();
        let (known, new): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(_, place)| waits.contains(&place.person));
        done.unchanged += known.len();
        let free = room.for_newcomers().map(|free| usize::try_from(free).unwrap_or(0));
        let mut places = Vec::new();
        for (row, place) in new {
            done.new += 1;
            let about = format!("{}: {}, groep {}", row.klantnummer, row.course, row.group);
            let becomes = Becomes::New;
            done.note(Fate { row: row.row, about, becomes, columns: Vec::new() });
            if free.is_none_or(|free| places.len() < free) {
                places.push(place);
                continue;
            }
            waiting::wait(tx, on.gemeente, (course, place.person), on.now).await?;
            before += 1;
            let capacity = room.capacity.unwrap_or_default();
            let what =
                format!("de groep is vol ({capacity} plaatsen): op de wachtlijst, nummer {before}");
            let remark =
                Remark::on_file(what, "er gaan geen herinneringen uit tot er een plaats is");
            done.report.warning(remark.at(row.row, Some(&row.klantnummer)));
        }
        enrol::carry_out(tx, course, &places, on).await?;
        Ok(())
    }
}

/// Warns of people who come into a group that speaks another language.
async fn remark_on_languages(
    tx: &mut Tx,
    found: &[(EnrolmentRow, PersonId, CourseId)],
    courses: &[Course],
    report: &mut Report,
) -> StoreResult<()> {
    let spoken: HashMap<CourseId, Language> =
        courses.iter().filter_map(|course| Some((course.id, course.language()?))).collect();
    let asked = found.iter().filter(|(.., course)| spoken.contains_key(course));
    let theirs = people::languages(tx, asked.clone().map(|(_, person, _)| *person)).await?;
    for (row, person, course) in asked {
        let (Some(group), Some(own)) = (spoken.get(course), theirs.get(person)) else { continue };
        if group != own {
            let (group, own) = (group.dutch_name(), own.dutch_name());
            let what = format!("de groep spreekt {group}, deze persoon {own}");
            let remark = Remark::on_file(what, "klopt dat?").in_column("groep");
            report.warning(remark.at(row.row, Some(&row.klantnummer)));
        }
    }
    Ok(())
}

fn unknown_person(row: &EnrolmentRow) -> Remark {
    let remark = Remark::on_file("dit klantnummer is onbekend", "importeer eerst de personen");
    remark.at(row.row, Some(&row.klantnummer)).in_column("klantnummer")
}

fn unknown_course(row: &EnrolmentRow, courses: &[Course]) -> Remark {
    let titles: Vec<String> =
        courses.iter().map(|c| format!("{} / {}", c.name, c.group_name)).collect();
    let told = format!("{} / {}", row.course, row.group);
    let mend = match nearest(&told, titles.iter().map(String::as_str)) {
        Some(title) => format!("bedoelt u {title}?"),
        None => "importeer eerst de bijeenkomsten van deze cursus".to_owned(),
    };
    let remark = Remark::on_file("deze cursus en groep zijn onbekend", mend);
    remark.at(row.row, Some(&row.klantnummer)).in_column("cursus")
}
