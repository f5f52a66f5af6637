//! What an import brought about, or why it did not happen.

use serde::{Deserialize, Serialize};

use super::report::{Report, SHOWN};
use crate::store::StoreError;

/// An import that was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Rows that were not known yet.
    pub new: usize,
    /// Rows that say something else than what was known.
    pub changed: usize,
    /// Rows that say what was known.
    pub unchanged: usize,
    /// The first rows that are new or say something else, for whoever looks before it is done.
    pub fates: Vec<Fate>,
    /// What else is worth knowing; without mistakes.
    pub report: Report,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Becomes {
    /// It was not known yet.
    New,
    /// It says something else than what was known.
    Changed,
    /// A session gets another time or place.
    Moved,
    /// A session will not take place.
    Cancelled,
}

/// One row, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    /// The row as the spreadsheet shows it.
    pub row: u64,
    /// Who or what it is about: a klantnummer, a course.
    pub about: String,
    /// What becomes of it.
    pub becomes: Becomes,
    /// The columns that say something else.
    pub columns: Vec<String>,
}

impl Imported {
    /// Adds what another piece of the same file brought about.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        other.fates.into_iter().for_each(|fate| self.note(fate));
        self.report.add(other.report);
    }

    /// Keeps what becomes of a row, if it is among the first.
    pub fn note(&mut self, fate: Fate) {
        if self.fates.len() < SHOWN {
            self.fates.push(fate);
        }
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file has mistakes; all of them are in the report.
    #[error("the file has mistakes")]
    Mistakes(Report),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}
