//! A whole file, imported piece by piece.
//!
//! Promises. Everything is checked before anything is written: a file with a mistake stores nothing.
//! Then it is written in pieces, each in a transaction of its own that holds SQLite's writer for some
//! milliseconds, so that whoever answers people meanwhile can write too. Every piece is whole by
//! itself (a person with an address, a place with its reminders) and compares with what is there in
//! the transaction that writes it, so a piece that was written before changes nothing.
//!
//! Crash between two pieces: what was written stays and is good; the same file again finishes it, cut
//! in the same places, and the end is the same as without the crash.

use std::ops::Range;

use super::import::enrolments::EnrolmentRow;
use super::import::odd_sessions::Moves;
use super::import::outcome::{Imported, Refusal};
use super::import::report::Report;
use super::import::sessions::SessionRow;
use super::import_calendar;
use super::import_enrolments::{self, CheckedEnrolments};
use super::import_people::{self, CheckedPeople, PeopleFile};
use super::import_sessions::{self, CheckedSessions, Left};
use super::occasion::Occasion;
use crate::store::{Result as StoreResult, Tx};

/// A file that was read.
pub enum File<'a> {
    /// Of people.
    People(PeopleFile<'a>),
    /// Of sessions, and what was remarked so far.
    Sessions(Vec<SessionRow>, Report),
    /// Of enrolments, and what was remarked so far.
    Enrolments(Vec<EnrolmentRow>, Report),
    /// A calendar of one group, and what was remarked so far.
    Calendar(Vec<SessionRow>, Report),
}

/// A file without mistakes.
pub enum Checked<'a> {
    /// Of people.
    People(CheckedPeople<'a>),
    /// Of sessions.
    Sessions(CheckedSessions),
    /// Of enrolments.
    Enrolments(CheckedEnrolments),
}

/// Checks a file against what is known, reading only; its warnings so far come beside it.
pub async fn check<'a>(
    tx: &mut Tx,
    file: File<'a>,
    on: Occasion<'_>,
) -> Result<(Checked<'a>, Report), Refusal> {
    Ok(match file {
        File::People(file) => {
            let (file, report) = import_people::check(tx, file).await?;
            (Checked::People(file), report)
        }
        File::Sessions(rows, report) => {
            let (file, report) = import_sessions::check(tx, (rows, report), on).await?;
            (Checked::Sessions(file), report)
        }
        File::Calendar(rows, report) => {
            let rows = import_calendar::number(tx, rows, on).await?;
            let (file, report) = import_sessions::check(tx, (rows, report), on).await?;
            (Checked::Sessions(file), report)
        }
        File::Enrolments(rows, report) => {
            let (file, report) = import_enrolments::check(tx, (rows, report), on).await?;
            (Checked::Enrolments(file), report)
        }
    })
}

impl Checked<'_> {
    /// The pieces, in the order in which they are written.
    pub fn pieces(&self) -> Vec<Range<usize>> {
        match self {
            Self::People(file) => file.pieces(),
            Self::Sessions(file) => file.pieces(),
            Self::Enrolments(file) => file.pieces(),
        }
    }

    /// How many sessions it moves.
    pub fn moves(&self) -> Moves {
        match self {
            Self::Sessions(file) => file.moves(),
            Self::People(_) | Self::Enrolments(_) => Moves::default(),
        }
    }

    /// Writes one piece.
    pub async fn write(
        &mut self,
        tx: &mut Tx,
        piece: Range<usize>,
        on: Occasion<'_>,
    ) -> StoreResult<Imported> {
        match self {
            Self::People(file) => file.write(tx, piece, (on.by, on.now)).await,
            Self::Sessions(file) => file.write(tx, piece, on).await,
            Self::Enrolments(file) => file.write(tx, piece, on).await,
        }
    }

    /// What must still be planned once every piece was written: for a reading transaction.
    pub async fn left(&self, tx: &mut Tx, on: Occasion<'_>) -> StoreResult<Vec<Left>> {
        match self {
            Self::Sessions(file) => file.left(tx, on).await,
            Self::People(_) | Self::Enrolments(_) => Ok(Vec::new()),
        }
    }
}
