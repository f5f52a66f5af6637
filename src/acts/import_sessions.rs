//! Imports sessions: a file with a mistake stores nothing, and the same file twice changes nothing.
//!
//! Course, group and number say which session a row is about. Another time or place moves the
//! session, with everything that follows from it. A session that the file lacks is never taken for
//! cancelled: a file may be a part. Cancelling is an act of its own.
//!
//! Whoever is enrolled already is reminded of new sessions too: in the transaction that adds the
//! session, or, where so many are enrolled that it would take too long, in pieces after it
//! ([`CheckedSessions::left`]). A kill in between leaves people without reminders until the same file
//! is imported again, which the command says.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use serde_json::json;

use super::cancel_session::{self, cancel_session};
use super::import::odd_sessions::{Moves, remark_on_days};
use super::import::outcome::{Becomes, Fate, Imported, Refusal};
use super::import::pieces::{self, PIECE};
use super::import::report::{Remark, Report};
use super::import::sessions::{CourseKey, SessionRow};
use super::move_session::{carry_out, moves};
use super::occasion::Occasion;
use super::plan_reminders::{plan_reminders, reminders_of};
use super::waiting_list::offer_place;
use crate::ids::{CourseId, SessionId};
use crate::store::courses::{Enrolled, Terms};
use crate::store::hot::overlaps::{self, Meant};
use crate::store::sessions::{self, Details, Practical, Session};
use crate::store::{Result as StoreResult, Tx, audit, courses};
use crate::trade::person::Language;

/// A file of sessions without mistakes.
pub struct CheckedSessions {
    rows: Vec<SessionRow>,
    /// How many rows each may give.
    weights: Vec<usize>,
    moves: Moves,
}

/// Names what the file lacks; its warnings so far come beside it.
pub async fn check(
    tx: &mut Tx,
    (rows, mut report): (Vec<SessionRow>, Report),
    on: Occasion<'_>,
) -> Result<(CheckedSessions, Report), Refusal> {
    if !report.is_good() {
        return Err(Refusal::Mistakes(report));
    }
    let known = Known::load(tx, &rows, on).await?;
    known.name_missing(&rows, &mut report, on);
    let mut enrolled = HashMap::new();
    for course in known.named(&rows) {
        enrolled.insert(course, courses::enrolled_count(tx, course).await?);
    }
    let weight = |row: &SessionRow| {
        let course = known.courses.get(&row.key());
        let enrolled = course.and_then(|course| enrolled.get(course)).copied().unwrap_or(0);
        1 + enrolled * reminders_of(row.kind, on)
    };
    let weights = rows.iter().map(weight).collect();
    let moves = known.moves(&rows, &enrolled, on);
    if let Some(remark) = moves.remark() {
        report.warning(remark);
    }
    known.name_overlaps(&rows, &mut report, on);
    remark_on_days(&rows, &mut report, on.now);
    let meant: Vec<Meant> = rows.iter().filter_map(|row| known.meant(row, on)).collect();
    for (nr, people) in overlaps::of_sessions(tx, &meant).await? {
        let what = format!("{people} deelnemer(s) zijn dan ook in een andere cursus");
        let row = u64::try_from(nr).unwrap_or(0);
        report.warning(Remark::on_file(what, "klopt dat?").at(row, None).in_column("begin"));
    }
    Ok((CheckedSessions { rows, weights, moves }, report))
}

impl CheckedSessions {
    /// How many sessions move.
    pub fn moves(&self) -> Moves {
        self.moves
    }

    /// Everybody who is enrolled is planned in the transaction that writes a session, however many they are.
    pub fn at_once(mut self) -> Self {
        self.weights.fill(1);
        self
    }

    /// Where it may be cut.
    pub fn pieces(&self) -> Vec<Range<usize>> {
        pieces::cut(self.weights.iter().copied())
    }

    /// Writes one piece. A session that moves takes everybody enrolled in it along at once, however
    /// many they are: half of a course must not hear of another time than the other half.
    pub async fn write(
        &self,
        tx: &mut Tx,
        piece: Range<usize>,
        on: Occasion<'_>,
    ) -> StoreResult<Imported> {
        let mut work = Work::load(tx, &self.rows[piece.clone()], on).await?;
        for at in piece {
            work.import(tx, &self.rows[at], self.weights[at] <= PIECE, on).await?;
        }
        work.plan_new(tx, on).await?;
        let Imported { new, changed, .. } = work.done;
        if new + changed > 0 {
            let counts = json!({ "new": new, "changed": changed });
            audit::note(tx, on.gemeente, on.by, "import_sessions", None, counts, on.now).await?;
            tx.ring_pages();
        }
        Ok(work.done)
    }

    /// Who is enrolled and not yet planned for a session that the file names: for a reading
    /// transaction, after every piece was written.
    pub async fn left(&self, tx: &mut Tx, on: Occasion<'_>) -> StoreResult<Vec<Left>> {
        let known = Known::load(tx, &self.rows, on).await?;
        let named = known.numbers(&self.rows);
        let mut all = Vec::new();
        for course in known.named(&self.rows) {
            for session in sessions::upcoming(tx, course, on.now).await? {
                let each = reminders_of(session.kind()?, on);
                if each == 0 || !named.contains(&(course, session.number)) {
                    continue;
                }
                let who = courses::unplanned(tx, &session).await?;
                for who in who.chunks((PIECE / each).max(1)) {
                    all.push(Left { session: session.clone(), who: who.to_vec() });
                }
            }
        }
        Ok(all)
    }
}

/// People who must still be planned for a session.
pub struct Left {
    session: Session,
    who: Vec<Enrolled>,
}

impl Left {
    /// Plans their reminders; nothing when the session moved or was cancelled since: whoever did that
    /// planned for everybody.
    pub async fn write(&self, tx: &mut Tx, on: Occasion<'_>) -> StoreResult<()> {
        let now = sessions::one(tx, self.session.id).await?;
        let same =
            now.filter(|now| now.version == self.session.version && now.cancelled_at.is_none());
        if let Some(session) = same {
            plan_reminders(tx, &[session], &self.who, on).await?;
        }
        Ok(())
    }
}

/// The courses that rows name, and their sessions.
struct Known {
    courses: HashMap<CourseKey, CourseId>,
    terms: HashMap<CourseId, Terms>,
    names: HashMap<CourseId, String>,
    sessions: HashMap<(CourseId, i64), Session>,
}

impl Known {
    async fn load(tx: &mut Tx, rows: &[SessionRow], on: Occasion<'_>) -> StoreResult<Self> {
        let courses = courses::all(tx, on.gemeente).await?;
        let mut known = Self {
            names: courses.iter().map(|c| (c.id, title(&c.name, &c.group_name))).collect(),
            courses: courses
                .iter()
                .map(|c| (CourseKey::new(&c.name, &c.group_name), c.id))
                .collect(),
            terms: courses.iter().map(|c| (c.id, c.terms())).collect(),
            sessions: HashMap::new(),
        };
        for course in known.named(rows) {
            let of = sessions::of_course(tx, course).await?;
            known.sessions.extend(of.into_iter().map(|s| ((course, s.number), s)));
        }
        Ok(known)
    }

    /// The courses of these rows that are there, each once.
    fn named(&self, rows: &[SessionRow]) -> Vec<CourseId> {
        let mut seen = HashSet::new();
        let courses = rows.iter().filter_map(|row| self.courses.get(&row.key()).copied());
        courses.filter(|course| seen.insert(*course)).collect()
    }

    /// Course and number of the sessions that these rows name.
    fn numbers(&self, rows: &[SessionRow]) -> HashSet<(CourseId, i64)> {
        let of = |row: &SessionRow| Some((self.courses.get(&row.key()).copied()?, row.number));
        rows.iter().filter_map(of).collect()
    }

    /// What moves when these rows are believed.
    fn moves(
        &self,
        rows: &[SessionRow],
        enrolled: &HashMap<CourseId, usize>,
        on: Occasion<'_>,
    ) -> Moves {
        let mut found = Moves::default();
        for row in rows {
            let Some(course) = self.courses.get(&row.key()) else { continue };
            let Some(known) = self.sessions.get(&(*course, row.number)) else { continue };
            let kept = Kept::of(row, Some(known));
            let to = details(row, &kept);
            let to_come = known.cancelled_at.is_none() && row.time.starts_at > on.now;
            if to_come && (row.cancelled || moves(known, to)) {
                found.sessions += 1;
                found.places += enrolled.get(course).copied().unwrap_or(0);
            }
        }
        found
    }

    /// Sessions of the same course that are at the same time and that the file does not name; those it
    /// names were compared while it was read.
    fn name_overlaps(&self, rows: &[SessionRow], report: &mut Report, on: Occasion<'_>) {
        let named = self.numbers(rows);
        for row in rows.iter().filter(|row| row.time.starts_at > on.now && !row.cancelled) {
            let Some(course) = self.courses.get(&row.key()) else { continue };
            let same_time = self.sessions.iter().find(|((of, number), session)| {
                of == course
                    && !named.contains(&(*of, *number))
                    && session.cancelled_at.is_none()
                    && session.starts_at < row.time.ends_at
                    && row.time.starts_at < session.ends_at
            });
            if let Some(((_, number), _)) = same_time {
                let what =
                    format!("deze bijeenkomst valt samen met nummer {number} van deze cursus");
                let remark = Remark::on_file(what, "klopt dat?");
                report.warning(remark.at(row.row, None).in_column("begin"));
            }
        }
    }

    /// The row as it is compared with sessions of other courses; None: nobody is in its course yet.
    fn meant(&self, row: &SessionRow, on: Occasion<'_>) -> Option<Meant> {
        let course = *self.courses.get(&row.key())?;
        let (starts_at, ends_at) = (row.time.starts_at, row.time.ends_at);
        let nr = i64::try_from(row.row).ok()?;
        (starts_at > on.now && !row.cancelled).then_some(Meant { nr, course, starts_at, ends_at })
    }

    fn name_missing(&self, rows: &[SessionRow], report: &mut Report, on: Occasion<'_>) {
        let named = self.numbers(rows);
        let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
        for ((course, number), session) in &self.sessions {
            let to_come = session.cancelled_at.is_none() && session.starts_at > on.now;
            let lacks = to_come && !named.contains(&(*course, *number));
            if let Some(name) = self.names.get(course).filter(|_| lacks) {
                *missing.entry(name).or_default() += 1;
            }
        }
        for (name, count) in missing {
            let what = format!("{name}: {count} komende bijeenkomst(en) staan niet in het bestand");
            let mend = "zij blijven staan; afzeggen doet u apart";
            report.warning(Remark::on_file(what, mend));
        }
    }
}

struct Work {
    done: Imported,
    known: Known,
    /// Sessions that are new and planned at once, by course.
    new: BTreeMap<CourseId, HashSet<SessionId>>,
}

impl Work {
    async fn load(tx: &mut Tx, rows: &[SessionRow], on: Occasion<'_>) -> StoreResult<Self> {
        let known = Known::load(tx, rows, on).await?;
        Ok(Self { done: Imported::default(), known, new: BTreeMap::new() })
    }

    async fn import(
        &mut self,
        tx: &mut Tx,
        row: &SessionRow,
        at_once: bool,
        on: Occasion<'_>,
    ) -> StoreResult<()> {
        let course = self.course(tx, row, on).await?;
        let other_terms = self.set_terms(tx, (course, row), on).await?;
        let Some(known) = self.known.sessions.get(&(course, row.number)) else {
            let kept = Kept::of(row, None);
            let details = details(row, &kept);
            let id = sessions::insert(tx, on.gemeente, (course, row.number), details).await?;
            if at_once {
                self.new.entry(course).or_default().insert(id);
            }
            self.done.new += 1;
            self.done.note(fate(row, Becomes::New));
            return Ok(());
        };
        let kept = Kept::of(row, Some(known));
        let details = details(row, &kept);
        if known.cancelled_at.is_some() {
            let what = "deze bijeenkomst is afgezegd en blijft dat";
            let remark = Remark::on_file(what, "geef een nieuwe bijeenkomst een nieuw nummer");
            if !row.cancelled {
                self.done.report.warning(remark.at(row.row, None));
            }
            self.done.unchanged += 1;
        } else if row.cancelled {
            match cancel_session(tx, known.id, on).await {
                Ok(_) => self.changed(row, Becomes::Cancelled),
                Err(cancel_session::Refusal::Store(problem)) => return Err(problem),
                // it is over, or somebody was quicker
                Err(_) => self.done.unchanged += 1,
            }
        } else if moves(known, details) {
            carry_out(tx, known, details, on).await?;
            self.changed(row, Becomes::Moved);
        } else if differs(known, details)? {
            sessions::update(tx, known.id, details, false).await?;
            self.changed(row, Becomes::Changed);
        } else if other_terms {
            self.changed(row, Becomes::Changed);
        } else {
            self.done.unchanged += 1;
        }
        Ok(())
    }

    fn changed(&mut self, row: &SessionRow, becomes: Becomes) {
        self.done.changed += 1;
        self.done.note(fate(row, becomes));
    }

    async fn course(
        &mut self,
        tx: &mut Tx,
        row: &SessionRow,
        on: Occasion<'_>,
    ) -> StoreResult<CourseId> {
        if let Some(course) = self.known.courses.get(&row.key()) {
            return Ok(*course);
        }
        let course = courses::insert(tx, on.gemeente, (&row.course, &row.group), on.now).await?;
        self.known.courses.insert(row.key(), course);
        Ok(course)
    }

    /// Places and language of the group, as the row says them; true when they are others than before.
    /// More places may be good news for who waits.
    async fn set_terms(
        &mut self,
        tx: &mut Tx,
        (course, row): (CourseId, &SessionRow),
        on: Occasion<'_>,
    ) -> StoreResult<bool> {
        let was = self.known.terms.get(&course).copied().unwrap_or_default();
        let terms = Terms {
            capacity: row.capacity.over(was.capacity),
            language: row.group_language.over(was.language),
        };
        if terms == was {
            return Ok(false);
        }
        courses::set_terms(tx, course, terms).await?;
        self.known.terms.insert(course, terms);
        offer_place(tx, on.gemeente, course, on.now).await?;
        Ok(true)
    }

    /// Whoever is enrolled already is reminded of new sessions too.
    async fn plan_new(&self, tx: &mut Tx, on: Occasion<'_>) -> StoreResult<()> {
        for (course, new) in &self.new {
            let mut upcoming = sessions::upcoming(tx, *course, on.now).await?;
            upcoming.retain(|session| new.contains(&session.id));
            let who = courses::enrolled(tx, *course).await?;
            plan_reminders(tx, &upcoming, &who, on).await?;
        }
        Ok(())
    }
}

fn fate(row: &SessionRow, becomes: Becomes) -> Fate {
    let about = format!("{}, {}", title(&row.course, &row.group), row.number);
    Fate { row: row.row, about, becomes, columns: Vec::new() }
}

fn title(course: &str, group: &str) -> String {
    format!("{course}, groep {group}")
}

/// What is practical, as the file says it over what was known.
struct Kept {
    online_url: Option<String>,
    bring: Option<String>,
    interpreter: Option<Language>,
    interpreter_days: Option<i64>,
    childcare: bool,
    travel_hint: Option<String>,
    calendar_uid: Option<String>,
}

impl Kept {
    fn of(row: &SessionRow, known: Option<&Session>) -> Self {
        let was = |read: fn(&Session) -> &Option<String>| known.and_then(|k| read(k).clone());
        Self {
            online_url: row.online_url.over(was(|known| &known.online_url)),
            bring: row.bring.over(was(|known| &known.bring)),
            interpreter: row.interpreter.over(known.and_then(Session::interpreter)),
            interpreter_days: row.interpreter_days.over(known.and_then(|k| k.interpreter_days)),
            childcare: row.childcare.over(known.map(|k| k.childcare)).unwrap_or_default(),
            travel_hint: row.travel_hint.over(was(|known| &known.travel_hint)),
            calendar_uid: row.calendar_uid.over(was(|known| &known.calendar_uid)),
        }
    }
}

fn details<'a>(row: &'a SessionRow, kept: &'a Kept) -> Details<'a> {
    Details {
        kind: row.kind,
        starts_at: row.time.starts_at,
        ends_at: row.time.ends_at,
        place: &row.place,
        street: &row.street,
        practical: Practical {
            online_url: kept.online_url.as_deref(),
            bring: kept.bring.as_deref(),
            interpreter: kept.interpreter,
            interpreter_days: kept.interpreter_days,
            childcare: kept.childcare,
            travel_hint: kept.travel_hint.as_deref(),
            calendar_uid: kept.calendar_uid.as_deref(),
        },
    }
}

fn differs(known: &Session, to: Details<'_>) -> StoreResult<bool> {
    Ok(known.kind()? != to.kind || known.practical() != to.practical)
}
