//! What a trial found, or what was done: kept sealed beside the file, because remarks name rows of people.

use serde::{Deserialize, Serialize};

use crate::acts::import::outcome::Fate;
use crate::acts::import::report::Remark;
use crate::acts::import_in_pieces::{Kind, Outcome};
use crate::store::{Result, Tx};

const COLUMN: &str = "import_file.outcome_sealed";

/// Everything that the page of a file tells.
#[derive(Serialize, Deserialize)]
pub(super) struct Found {
    /// The name of the file with who brought it.
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) new: usize,
    pub(super) changed: usize,
    pub(super) unchanged: usize,
    pub(super) moves_many: bool,
    /// The first rows that are new or say something else.
    pub(super) fates: Vec<Fate>,
    pub(super) mistake_count: usize,
    pub(super) mistakes: Vec<Remark>,
    pub(super) warning_count: usize,
    pub(super) warnings: Vec<Remark>,
}

impl Found {
    pub(super) fn of(name: String, outcome: Outcome) -> Self {
        let report = outcome.report;
        Self {
            name,
            kind: outcome.kind,
            new: outcome.new,
            changed: outcome.changed,
            unchanged: outcome.unchanged,
            moves_many: outcome.moves_many,
            fates: outcome.fates,
            mistake_count: report.mistakes.count,
            mistakes: report.mistakes.into_all(),
            warning_count: report.warnings.count,
            warnings: report.warnings.into_all(),
        }
    }

    pub(super) fn open(tx: &Tx, sealed: &[u8]) -> Result<Self> {
        tx.vault().open_json(COLUMN, sealed)
    }

    pub(super) fn seal(&self, tx: &Tx) -> Result<Vec<u8>> {
        tx.vault().seal_json(COLUMN, self)
    }
}
