//! How many people each klantmanager has in care, and who they are: for whoever divides the work anew.

use super::{Result, Tx, on};
use crate::ids::{CourseId, GemeenteId, PersonId, StaffId};
use crate::trade::person::{GroupKind, Language};

/// A colleague with the people in their care whose trajectory is not over.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Load {
    /// Who.
    pub id: StaffId,
    /// What they are called.
    pub name: String,
    /// Can they log in?
    pub works: bool,
    /// People.
    pub people: i64,
}

// A municipality has tens of colleagues; who cannot log in any more may still have people.
const LOADS: &str = "
    SELECT s.id, s.name, s.disabled_at IS NULL AS works,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM person p
            WHERE p.klantmanager_id = s.id AND p.finished_on IS NULL) AS people
    FROM staff s
    WHERE s.gemeente_id = $1 AND s.role IN ('beheerder', 'klantmanager', 'consulent')
    ORDER BY s.name, s.id";

/// Everybody who works, and who has people though they do not.
pub async fn loads(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Load>> {
    let mut all: Vec<Load> =
        on!(tx, |conn| sqlx::query_as(LOADS).bind(gemeente).fetch_all(conn).await?);
    all.retain(|load| load.works || load.people > 0);
    Ok(all)
}

const OF_NOBODY: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM person
    WHERE gemeente_id = $1 AND klantmanager_id IS NULL AND finished_on IS NULL";

/// How many people have no klantmanager.
pub async fn of_nobody(tx: &mut Tx, gemeente: GemeenteId) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(OF_NOBODY).bind(gemeente).fetch_one(conn).await?))
}

/// Which of somebody's people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this group.
    pub group: Option<GroupKind>,
    /// Who read this language.
    pub language: Option<Language>,
    /// Who have a place in this course.
    pub course: Option<CourseId>,
}

/// Somebody in care.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct InCare {
    /// Who.
    pub id: PersonId,
    /// Their name, as imported: not to be trusted as HTML.
    pub name: String,
    /// The municipality's own key.
    pub klantnummer: String,
}

macro_rules! people {
    ($whose:literal) => {
        concat!(
            "
    SELECT p.id, p.name, p.klantnummer
    FROM person p
    JOIN mailbox m ON m.id = p.mailbox_id
    WHERE ",
            $whose,
            "
      AND p.finished_on IS NULL
      AND ($3 IS NULL OR p.group_kind = $3)
      AND ($4 IS NULL OR m.language = $4)
      AND ($5 IS NULL OR EXISTS (
              SELECT 1 FROM enrolment e
              WHERE e.person_id = p.id AND e.course_id = $5 AND e.ended_at IS NULL))
    ORDER BY p.name, p.id
    LIMIT $6"
        )
    };
}

// The gemeente is that of the klantmanager: asked of the person, SQLite would read everybody of it by name.
const OF_ONE: &str = people!(
    "p.klantmanager_id = $1
      AND EXISTS (SELECT 1 FROM staff s WHERE s.id = $1 AND s.gemeente_id = $2)"
);
const WITHOUT: &str = people!("$1 IS NULL AND p.klantmanager_id IS NULL AND p.gemeente_id = $2");

/// People of a klantmanager, or of nobody, by name.
pub async fn people(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (whose, filter): (Option<StaffId>, Filter),
    most: i64,
) -> Result<Vec<InCare>> {
    let sql = if whose.is_some() { OF_ONE } else { WITHOUT };
    Ok(on!(tx, |conn| sqlx::query_as(sql)
        .bind(whose)
        .bind(gemeente)
        .bind(filter.group.map(GroupKind::as_str))
        .bind(filter.language.map(Language::as_str))
        .bind(filter.course)
        .bind(most)
        .fetch_all(conn)
        .await?))
}
