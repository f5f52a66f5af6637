//! Reads, checks and writes a file, piece by piece, with a rest between the pieces.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::{Kind, Outcome, Problem, Target};
use crate::acts::import::calendar::{self, CalendarOf};
use crate::acts::import::columns::ColumnMap;
use crate::acts::import::decode::{Encoding, Unreadable};
use crate::acts::import::outcome::{Imported, Refusal};
use crate::acts::import::{enrolments, people, sessions};
use crate::acts::import_file::{Checked, File, check};
use crate::acts::import_people::PeopleFile;
use crate::acts::occasion::Occasion;
use crate::clock::Clock;
use crate::store::{Db, StoreError};

/// Between two pieces others may write, as long as the piece took and at most this long. SQLite gives
/// its one writer to whoever asks at the right moment: without a rest that would nearly always be us.
const REST: Duration = Duration::from_millis(8);
/// So many rows make another database of it, and then each time twice as many.
const MANY: usize = 500;

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    /// What the rows are.
    pub kind: Kind,
    /// What the columns are called.
    pub map: &'a ColumnMap,
    /// Only try it: every piece is undone.
    pub dry_run: bool,
    /// Somebody said that moving very many sessions is meant.
    pub sure: bool,
    /// Of which group it is, when the file is a calendar.
    pub calendar: Option<&'a CalendarOf>,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Rows that are stored, or tried.
    pub done: usize,
    /// Rows in all.
    pub of: usize,
}

/// Imports `bytes`; with `dry_run` everything is undone.
///
/// # Errors
/// When the file cannot be read, or the database refuses. Mistakes in the file are in the outcome.
pub async fn import(
    bytes: &[u8],
    kind: Kind,
    map: &ColumnMap,
    dry_run: bool,
    to: Target<'_>,
    clock: &Clock,
) -> Result<Outcome, Problem> {
    let task = Task { kind, map, dry_run, sure: false, calendar: None };
    import_watched(bytes, task, to, clock, async |_| {}).await
}

/// As [`import`]; `watch` is told how far it is before the first piece and after each, while nothing
/// is held.
///
/// # Errors
/// As [`import`].
pub async fn import_watched(
    bytes: &[u8],
    task: Task<'_>,
    to: Target<'_>,
    clock: &Clock,
    mut watch: impl AsyncFnMut(Step),
) -> Result<Outcome, Problem> {
    let Task { kind, dry_run, sure, .. } = task;
    let now = clock.civil();
    let on = Occasion { gemeente: to.gemeente, by: None, policies: to.policies, now };
    let (encoding, separator, file) = read(bytes, task, to, on)?;
    let mut outcome = Outcome {
        kind,
        encoding,
        separator,
        dry_run,
        stored: false,
        new: 0,
        changed: 0,
        unchanged: 0,
        report: Default::default(),
    };
    let mut tx = to.db.read().await?;
    let checked = check(&mut tx, file, on).await;
    drop(tx);
    match checked {
        Err(Refusal::Mistakes(report)) => outcome.report = report,
        Err(Refusal::Store(problem)) => return Err(problem.into()),
        Ok((file, mut report)) if !sure && !dry_run && file.moves().are_many() => {
            report.mistake(file.moves().unsure());
            outcome.report = report;
        }
        Ok((mut file, report)) => {
            let mut all = Imported { report, ..Imported::default() };
            let writing = Writing { db: to.db, dry_run, done: 0, count_at: MANY };
            let done = writing.carry_out(&mut file, &mut all, on, &mut watch).await;
            let Imported { new, changed, unchanged, report } = all;
            outcome = Outcome { new, changed, unchanged, report, stored: !dry_run, ..outcome };
            if let Err((at, problem)) = done {
                // what was only tried, or is not stored, is told in full the next time
                return Err(match at.done {
                    0 => Problem::Store(problem),
                    _ if dry_run => Problem::Store(problem),
                    _ => Problem::Stopped { so_far: Box::new(outcome), at, problem },
                });
            }
        }
    }
    Ok(outcome)
}

/// Reading takes longer than writing, and is done before anything is held.
fn read<'a>(
    bytes: &[u8],
    task: Task<'_>,
    to: Target<'a>,
    on: Occasion<'_>,
) -> Result<(Encoding, char, File<'a>), Unreadable> {
    let map = task.map;
    if let (Kind::Sessions, Some(of)) = (task.kind, task.calendar) {
        let (encoding, rows, report) = calendar::read(bytes, of, on.now)?;
        // a calendar has lines, and nothing that separates cells
        return Ok((encoding, ':', File::Calendar(rows, report)));
    }
    Ok(match task.kind {
        Kind::People => {
            let (sheet, rows) = people::read(bytes, map)?;
            let (gemeente, whatsapp, report) = (to.gemeente, to.whatsapp, sheet.report);
            let file = PeopleFile { gemeente, whatsapp, rows, report };
            (sheet.encoding, sheet.separator, File::People(file))
        }
        Kind::Sessions => {
            let (sheet, rows) = sessions::read(bytes, map, on.now)?;
            (sheet.encoding, sheet.separator, File::Sessions(rows, sheet.report))
        }
        Kind::Enrolments => {
            let (sheet, rows) = enrolments::read(bytes, map)?;
            (sheet.encoding, sheet.separator, File::Enrolments(rows, sheet.report))
        }
    })
}

struct Writing<'a> {
    db: &'a Db,
    dry_run: bool,
    done: usize,
    /// After so many rows the database counts what it has.
    count_at: usize,
}

impl Writing<'_> {
    /// Writes everything, and adds it up in `all`; when it breaks off, how far it was.
    async fn carry_out(
        mut self,
        file: &mut Checked<'_>,
        all: &mut Imported,
        on: Occasion<'_>,
        watch: &mut impl AsyncFnMut(Step),
    ) -> Result<(), (Step, StoreError)> {
        let pieces = file.pieces();
        let of = pieces.last().map_or(0, |piece| piece.end);
        watch(Step { done: 0, of }).await;
        for piece in pieces {
            let (end, begun) = (piece.end, Instant::now());
            let wrote = self.piece(file, piece, on).await;
            all.add(wrote.map_err(|problem| (Step { done: self.done, of }, problem))?);
            self.done = end;
            self.rest(begun).await;
            let counted = self.count_when_doubled().await;
            counted.map_err(|problem| (Step { done: end, of }, problem))?;
            watch(Step { done: end, of }).await;
        }
        if self.dry_run {
            return Ok(());
        }
        self.plan_left(file, on).await.map_err(|problem| (Step { done: of, of }, problem))
    }

    /// The plans of the first piece are made for tables that may have been empty: looking up a
    /// thousandth name in them as the first was is slow.
    async fn count_when_doubled(&mut self) -> Result<(), StoreError> {
        if self.dry_run || self.done < self.count_at {
            return Ok(());
        }
        self.count_at = self.done * 2;
        self.db.count_anew().await
    }

    /// Crash before the commit: this piece did not happen. Crash after it: it did, and the same file
    /// again finds it done and goes on with the next.
    async fn piece(
        &self,
        file: &mut Checked<'_>,
        piece: std::ops::Range<usize>,
        on: Occasion<'_>,
    ) -> Result<Imported, StoreError> {
        let mut tx = self.db.begin().await?;
        let done = file.write(&mut tx, piece, on).await?;
        if !self.dry_run {
            crate::crash_point!("import: a piece", tx.commit().await)?;
        }
        Ok(done)
    }

    /// Crash here: people without reminders for a new session; the same file again finds them.
    async fn plan_left(&self, file: &Checked<'_>, on: Occasion<'_>) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        let left = file.left(&mut tx, on).await?;
        drop(tx);
        for left in left {
            let begun = Instant::now();
            let mut tx = self.db.begin().await?;
            left.write(&mut tx, on).await?;
            crate::crash_point!("import: what was left", tx.commit().await)?;
            self.rest(begun).await;
        }
        Ok(())
    }

    async fn rest(&self, begun: Instant) {
        if self.db.is_sqlite() {
            tokio::time::sleep(begun.elapsed().min(REST)).await;
        }
    }
}
