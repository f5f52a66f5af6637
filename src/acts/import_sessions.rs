//! Imports sessions: all rows or none, and the same file twice changes nothing.
//!
//! Course, group and number say which session a row is about. Another time or place moves the
//! session, with everything that follows from it. A session that the file lacks is never taken for
//! cancelled: a file may be a part. Cancelling is an act of its own.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::json;

use super::import::outcome::{Imported, Refusal};
use super::import::report::{Remark, Report};
use super::import::sessions::{CourseKey, SessionRow};
use super::move_session::{carry_out, moves};
use super::occasion::Occasion;
use super::plan_reminders::plan_reminders;
use crate::ids::{CourseId, SessionId};
use crate::store::sessions::{self, Details, Session};
use crate::store::{Result as StoreResult, Tx, audit, courses};

/// Imports a file of sessions.
pub async fn import_sessions(
    tx: &mut Tx,
    (rows, report): (Vec<SessionRow>, Report),
    on: Occasion<'_>,
) -> Result<Imported, Refusal> {
    if !report.is_good() {
        return Err(Refusal::Mistakes(report));
    }
    let mut work = Work::load(tx, report, on).await?;
    for row in &rows {
        work.import(tx, row, on).await?;
    }
    work.plan_new(tx, on).await?;
    work.name_missing(on);
    let Imported { new, changed, .. } = work.done;
    if new + changed > 0 {
        let counts = json!({ "new": new, "changed": changed });
        audit::note(tx, on.gemeente, on.by, "import_sessions", None, counts, on.now).await?;
        tx.ring_pages();
    }
    Ok(work.done)
}

struct Work {
    done: Imported,
    courses: HashMap<CourseKey, CourseId>,
    names: HashMap<CourseId, String>,
    known: HashMap<(CourseId, i64), Session>,
    /// Sessions that the file names, by course.
    named: HashMap<CourseId, HashSet<i64>>,
    /// Sessions that are new, by course.
    new: BTreeMap<CourseId, HashSet<SessionId>>,
}

impl Work {
    async fn load(tx: &mut Tx, report: Report, on: Occasion<'_>) -> StoreResult<Self> {
        let courses = courses::all(tx, on.gemeente).await?;
        let known = sessions::all(tx, on.gemeente).await?;
        Ok(Self {
            done: Imported { report, ..Imported::default() },
            names: courses.iter().map(|c| (c.id, title(&c.name, &c.group_name))).collect(),
            courses: courses
                .iter()
                .map(|c| (CourseKey::new(&c.name, &c.group_name), c.id))
                .collect(),
            known: known.into_iter().map(|s| ((s.course_id, s.number), s)).collect(),
            named: HashMap::new(),
            new: BTreeMap::new(),
        })
    }

    async fn import(&mut self, tx: &mut Tx, row: &SessionRow, on: Occasion<'_>) -> StoreResult<()> {
        let course = self.course(tx, row, on).await?;
        self.named.entry(course).or_default().insert(row.number);
        let Some(known) = self.known.get(&(course, row.number)) else {
            let (online_url, bring) = (row.online_url.over(None), row.bring.over(None));
            let details = details(row, online_url.as_deref(), bring.as_deref());
            let id = sessions::insert(tx, on.gemeente, (course, row.number), details).await?;
            self.new.entry(course).or_default().insert(id);
            self.done.new += 1;
            return Ok(());
        };
        let online_url = row.online_url.over(known.online_url.clone());
        let bring = row.bring.over(known.bring.clone());
        let details = details(row, online_url.as_deref(), bring.as_deref());
        if known.cancelled_at.is_some() {
            let what = "deze bijeenkomst is afgezegd en blijft dat";
            let remark = Remark::on_file(what, "geef een nieuwe bijeenkomst een nieuw nummer");
            self.done.report.warning(remark.at(row.row, None));
            self.done.unchanged += 1;
        } else if moves(known, details) {
            carry_out(tx, known, details, on).await?;
            self.done.changed += 1;
        } else if differs(known, details)? {
            sessions::update(tx, known.id, details, false).await?;
            self.done.changed += 1;
        } else {
            self.done.unchanged += 1;
        }
        Ok(())
    }

    async fn course(
        &mut self,
        tx: &mut Tx,
        row: &SessionRow,
        on: Occasion<'_>,
    ) -> StoreResult<CourseId> {
        if let Some(course) = self.courses.get(&row.key()) {
            return Ok(*course);
        }
        let course = courses::insert(tx, on.gemeente, (&row.course, &row.group), on.now).await?;
        self.courses.insert(row.key(), course);
        self.names.insert(course, title(&row.course, &row.group));
        Ok(course)
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

    fn name_missing(&mut self, on: Occasion<'_>) {
        let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
        for ((course, number), session) in &self.known {
            let to_come = session.cancelled_at.is_none() && session.starts_at > on.now;
            let named = self.named.get(course).is_none_or(|numbers| numbers.contains(number));
            if let Some(name) = self.names.get(course).filter(|_| to_come && !named) {
                *missing.entry(name).or_default() += 1;
            }
        }
        for (name, count) in missing {
            let what = format!("{name}: {count} komende bijeenkomst(en) staan niet in het bestand");
            let mend = "zij blijven staan; afzeggen doet u apart";
            self.done.report.warning(Remark::on_file(what, mend));
        }
    }
}

fn title(course: &str, group: &str) -> String {
    format!("{course}, groep {group}")
}

fn details<'a>(
    row: &'a SessionRow,
    online_url: Option<&'a str>,
    bring: Option<&'a str>,
) -> Details<'a> {
    Details {
        kind: row.kind,
        starts_at: row.time.starts_at,
        ends_at: row.time.ends_at,
        place: &row.place,
        street: &row.street,
        online_url,
        bring,
    }
}

fn differs(known: &Session, to: Details<'_>) -> StoreResult<bool> {
    Ok(known.kind()? != to.kind
        || known.online_url.as_deref() != to.online_url
        || known.bring.as_deref() != to.bring)
}
