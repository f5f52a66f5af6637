//! Imports enrolments: all rows or none, and the same file twice changes nothing.
//!
//! A file never ends a place in a course, and never gives back one that ended.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::enrol;
use super::import::enrolments::EnrolmentRow;
use super::import::nearest::nearest;
use super::import::outcome::{Imported, Refusal};
use super::import::report::{Remark, Report};
use super::import::sessions::CourseKey;
use super::occasion::Occasion;
use crate::ids::{CourseId, EnrolmentId, PersonId};
use crate::store::courses::{self, Course};
use crate::store::hot::courses::EnrolmentWrite;
use crate::store::{Tx, audit, people};

/// Imports a file of enrolments.
pub async fn import_enrolments(
    tx: &mut Tx,
    (rows, mut report): (Vec<EnrolmentRow>, Report),
    on: Occasion<'_>,
) -> Result<Imported, Refusal> {
    let persons: HashMap<String, PersonId> =
        people::keys(tx, on.gemeente).await?.into_iter().collect();
    let courses = courses::all(tx, on.gemeente).await?;
    let by_key: HashMap<CourseKey, CourseId> =
        courses.iter().map(|c| (CourseKey::new(&c.name, &c.group_name), c.id)).collect();
    let found: Vec<Option<(PersonId, CourseId)>> = rows
        .iter()
        .map(|row| {
            let person = persons.get(&row.klantnummer).copied();
            let course = by_key.get(&row.key()).copied();
            if person.is_none() {
                report.mistake(unknown_person(row));
            }
            if course.is_none() {
                report.mistake(unknown_course(row, &courses));
            }
            person.zip(course)
        })
        .collect();
    if !report.is_good() {
        return Err(Refusal::Mistakes(report));
    }

    let ended: HashMap<(PersonId, CourseId), bool> = courses::places(tx, on.gemeente)
        .await?
        .into_iter()
        .map(|place| ((place.person_id, place.course_id), place.ended))
        .collect();
    let mut new: BTreeMap<CourseId, Vec<EnrolmentWrite>> = BTreeMap::new();
    let mut done = Imported::default();
    for (row, (person, course)) in rows.iter().zip(found.into_iter().flatten()) {
        let Some(ended) = ended.get(&(person, course)) else {
            let place = EnrolmentWrite { id: EnrolmentId::fresh(), person, course };
            new.entry(course).or_default().push(place);
            done.new += 1;
            continue;
        };
        done.unchanged += 1;
        if *ended {
            let remark = Remark::on_file("deze persoon is uitgeschreven", "dat blijft zo");
            report.warning(remark.at(row.row, Some(&row.klantnummer)));
        }
    }
    for (course, places) in &new {
        enrol::carry_out(tx, *course, places, on).await?;
    }
    if done.new > 0 {
        let counts = json!({ "new": done.new });
        audit::note(tx, on.gemeente, on.by, "import_enrolments", None, counts, on.now).await?;
        tx.ring_pages();
    }
    Ok(Imported { report, ..done })
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
