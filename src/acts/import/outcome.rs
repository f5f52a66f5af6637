//! What an import brought about, or why it did not happen.

use serde::Serialize;

use super::report::Report;
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
    /// What else is worth knowing; without mistakes.
    pub report: Report,
}

impl Imported {
    /// Adds what another piece of the same file brought about.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.report.add(other.report);
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
