//! Reads, checks and writes a file, piece by piece, with a rest between the pieces: for the command and for the
//! page. It begins and commits the transactions of the pieces itself; each is whole.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::import::calendar::{self, CalendarOf};
use super::import::columns::ColumnMap;
use super::import::decode::{Encoding, Unreadable};
use super::import::outcome::{Fate, Imported, Refusal};
use super::import::report::Report;
use super::import::{enrolments, people, sessions};
use super::import_file::{Checked, File, check};
use super::import_people::PeopleFile;
use super::occasion::Occasion;
use crate::ids::{GemeenteId, StaffId};
use crate::message::ChannelId;
use crate::plan::policies::Policies;
use crate::store::own_fields::{self, Field};
use crate::store::{Db, StoreError};

/// Between two pieces others may write, as long as the piece took and at most this long. SQLite gives
/// its one writer to whoever asks at the right moment: without a rest that would nearly always be us.
const REST: Duration = Duration::from_millis(8);
/// So many rows make another database of it, and then each time twice as many.
const MANY: usize = 500;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// klantnummer;naam;taal;telefoon;email;straat;huisnummer;postcode;plaats;groep;leerroute;
    /// pip_datum;klantmanager;coach;whatsapp_akkoord_op, and if you like geboortejaar, voorkeurstijd, the days of the
    /// trajectory clock and verlengd_weken;verlengd_grond;verlengd_op
    People,
    /// cursus;groep;soort;nummer;datum;begin;einde;plaats;adres;online;meenemen, and if you like tolk;tolk_dagen;
    /// kinderopvang;reistip;plaatsen;taalgroep. Or a calendar (.ics) of one group, with --course, --group and
    /// --kind-of-session
    Sessions,
    /// klantnummer;cursus;groep
    Enrolments,
}

/// Where a file goes.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// The database.
    pub db: &'a Db,
    /// Which municipality.
    pub gemeente: GemeenteId,
    /// Its channel of WhatsApp, if it has one.
    pub whatsapp: Option<&'a ChannelId>,
    /// When we remind.
    pub policies: &'a Policies,
}

/// What became of a file.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// What the rows are.
    pub kind: Kind,
    /// How the file was written.
    pub encoding: Encoding,
    /// What separates its cells.
    pub separator: char,
    /// Only tried.
    pub dry_run: bool,
    /// Was anything stored?
    pub stored: bool,
    /// Rows that were not known yet.
    pub new: usize,
    /// Rows that say something else than what was known.
    pub changed: usize,
    /// Rows that say what was known.
    pub unchanged: usize,
    /// The first rows that are new or say something else.
    #[serde(skip)]
    pub fates: Vec<Fate>,
    /// It moves so many sessions that somebody must say that this is meant.
    #[serde(skip)]
    pub moves_many: bool,
    /// Everything remarked.
    #[serde(flatten)]
    pub report: Report,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// No row of the file could be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The database did not do it; nothing was stored.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database broke off half-way.
    #[error(
        "het inlezen brak af na {} van {} rijen: wat is bewaard, is goed en blijft; verhelp de \
         oorzaak en geef dezelfde opdracht nog eens, dan gaat het verder waar het bleef",
        at.done,
        at.of
    )]
    Stopped {
        /// What was stored, with every warning so far: the next time it is not told again.
        so_far: Box<Outcome>,
        /// How far it was.
        at: Step,
        /// Why.
        #[source]
        problem: StoreError,
    },
}

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

/// Imports `bytes`; with `dry_run` everything is undone. `watch` is told how far it is before the first
/// piece and after each, while nothing is held. `now` is civil.
///
/// # Errors
/// When the file cannot be read, or the database refuses. Mistakes in the file are in the outcome.
pub async fn carry_out(
    bytes: &[u8],
    task: Task<'_>,
    to: Target<'_>,
    (by, now): (Option<StaffId>, DateTime<Utc>),
    mut watch: impl AsyncFnMut(Step),
) -> Result<Outcome, Problem> {
    let Task { kind, dry_run, sure, .. } = task;
    let on = Occasion { gemeente: to.gemeente, by, policies: to.policies, now };
    let fields = match kind {
        Kind::People => own_fields::all(&mut to.db.read().await?, to.gemeente).await?,
        Kind::Sessions | Kind::Enrolments => Vec::new(),
    };
    let (encoding, separator, file) = read(bytes, (task, fields), to, on)?;
    let mut outcome = Outcome {
        kind,
        encoding,
        separator,
        dry_run,
        stored: false,
        new: 0,
        changed: 0,
        unchanged: 0,
        fates: Vec::new(),
        moves_many: false,
        report: Report::default(),
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
            outcome.moves_many = file.moves().are_many();
            let mut all = Imported { report, ..Imported::default() };
            let writing = Writing { db: to.db, dry_run, done: 0, count_at: MANY };
            let done = writing.carry_out(&mut file, &mut all, on, &mut watch).await;
            let Imported { new, changed, unchanged, fates, report } = all;
            outcome =
                Outcome { new, changed, unchanged, fates, report, stored: !dry_run, ..outcome };
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
    (task, fields): (Task<'_>, Vec<Field>),
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
            let (sheet, rows) = people::read_with(bytes, map, &fields)?;
            let (gemeente, whatsapp, report) = (to.gemeente, to.whatsapp, sheet.report);
            let file = PeopleFile { gemeente, whatsapp, rows, fields, report };
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
