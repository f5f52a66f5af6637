//! Everything that is kept about one person, for that person: as a page to read and print, and as JSON; with the photos
//! and voice notes that they sent, as files.
//!
//! Source: AVG art. 15. Who made it stands in the audit trail.

use chrono::{DateTime, Datelike, Utc};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::contact_trail::words::moment;
use crate::ids::StaffId;
use crate::store::personal::{self, Cell, Section, Told};
use crate::store::trail::Somebody;
use crate::store::{Result, Tx, audit, media};
use crate::trade::privacy::Kept;

mod files;

pub use files::File;

/// Everything about one person. Deliberately without `Debug`: it is personal data.
pub struct Inzage {
    klantnummer: String,
    name: String,
    gemeente: String,
    made_at: DateTime<Utc>,
    kept: Kept,
    parts: Vec<(&'static Section, Vec<Told>)>,
    files: Vec<File>,
}

/// A part of what is kept, in Dutch. Deliberately without `Debug`.
pub struct Part {
    /// What it is.
    pub title: &'static str,
    /// What it is kept for.
    pub purpose: &'static str,
    /// Where it came from.
    pub source: &'static str,
    /// How long it is kept.
    pub kept: String,
    /// What stands above each column.
    pub labels: Vec<String>,
    /// The rows, a value per label; empty where nothing is known.
    pub rows: Vec<Vec<String>>,
}

/// Gathers everything, and notes who did. `gemeente`: its name; `now` is civil.
pub async fn inzage(
    tx: &mut Tx,
    who: &Somebody,
    (gemeente, kept): (&str, Kept),
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Inzage> {
    let files = files::named(&media::of_person(tx, who.id).await?);
    let mut parts = Vec::new();
    let mut rows = 0;
    for section in personal::sections() {
        let mut told = personal::tell(tx, section, who.id).await?;
        if section.id == MEDIA {
            name_files(&mut told, &files);
        }
        rows += told.len();
        parts.push((section, told));
    }
    let subject = Some(("person", who.id.0));
    let detail = json!({ "rows": rows, "files": files.len() });
    audit::note(tx, who.gemeente_id, by, "inzage", subject, detail, now).await?;
    Ok(Inzage {
        klantnummer: who.klantnummer.clone(),
        name: who.name.clone(),
        gemeente: gemeente.to_owned(),
        made_at: now,
        kept,
        parts,
        files,
    })
}

/// The section that tells of photos and voice notes.
const MEDIA: &str = "media";
/// Its column that says whether a file was fetched.
const FETCHED: &str = "fetched_at";

/// Says of each file that goes along what it is called.
fn name_files(told: &mut [Told], files: &[File]) {
    let is_kept = |row: &&mut Told| {
        row.iter().any(|(name, _, cell)| *name == FETCHED && !matches!(cell, Cell::None))
    };
    for (row, file) in told.iter_mut().filter(is_kept).zip(files) {
        row.push(("file", "Bestand dat erbij zit", Cell::Text(file.name.clone())));
    }
}

impl Inzage {
    /// The municipality's own key of the person.
    pub fn klantnummer(&self) -> &str {
        &self.klantnummer
    }

    /// Whose it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the municipality.
    pub fn gemeente(&self) -> &str {
        &self.gemeente
    }

    /// When it was made, in Dutch.
    pub fn made(&self) -> String {
        moment(self.made_at)
    }

    /// Photos and voice notes that go along; their content is read with [`media::content`].
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The moment at which it was made, by the Dutch clock.
    pub fn made_at(&self) -> chrono::NaiveDateTime {
        crate::plan::local_time::local(self.made_at)
    }

    /// What is kept, part by part, in Dutch.
    pub fn parts(&self) -> Vec<Part> {
        self.parts.iter().map(|(section, told)| self.part(section, told)).collect()
    }

    fn part(&self, section: &Section, told: &[Told]) -> Part {
        let mut labels: Vec<&str> = Vec::new();
        for (_, label, _) in told.iter().flatten() {
            if !labels.contains(label) {
                labels.push(label);
            }
        }
        let value = |row: &Told, wanted: &str| {
            let found = row.iter().find(|(_, label, _)| *label == wanted);
            found.map(|(_, _, cell)| in_dutch(cell)).unwrap_or_default()
        };
        let rows = told.iter().map(|row| labels.iter().map(|label| value(row, label)).collect());
        Part {
            title: section.title,
            purpose: section.purpose,
            source: section.source,
            kept: self.kept.in_dutch(section.kept),
            rows: rows.collect(),
            labels: labels.into_iter().map(str::to_owned).collect(),
        }
    }

    /// For another program: moments in UTC, days in Europe/Amsterdam.
    pub fn json(&self) -> Value {
        let parts: Vec<JsonPart> = self
            .parts
            .iter()
            .map(|(section, told)| JsonPart {
                id: section.id,
                title: section.title,
                purpose: section.purpose,
                source: section.source,
                kept: self.kept.in_dutch(section.kept),
                rows: told.iter().map(object).collect(),
            })
            .collect();
        json!({
            "format": "wegwijzer-inzage-1",
            "klantnummer": self.klantnummer,
            "gemeente": self.gemeente,
            "made_at": self.made_at,
            "ground": GROUND,
            "parts": parts,
        })
    }

    /// A name for the file, without its ending: no name of a person in it.
    pub fn file_name(&self) -> String {
        let safe: String =
            self.klantnummer.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let day = crate::plan::local_time::local_date(self.made_at);
        format!("inzage-{safe}-{day}")
    }
}

const GROUND: &str = "publieke taak: Wet inburgering 2021; AVG artikel 6, lid 1, onder e";

#[derive(Serialize)]
struct JsonPart {
    id: &'static str,
    title: &'static str,
    purpose: &'static str,
    source: &'static str,
    kept: String,
    rows: Vec<Map<String, Value>>,
}

fn object(row: &Told) -> Map<String, Value> {
    row.iter().map(|(name, _, cell)| ((*name).to_owned(), json!(cell))).collect()
}

fn in_dutch(cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Moment(at) => moment(*at),
        Cell::Day(day) => format!("{}-{}-{}", day.day(), day.month(), day.year()),
        Cell::Text(words) => words.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(true) => "ja".to_owned(),
        Cell::Flag(false) => "nee".to_owned(),
    }
}
