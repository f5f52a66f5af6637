//! Smart groups: parts of the list of silent people that are kept by name, as questions. Who is in one is found each time.
//!
//! Which groups a colleague may see is decided by the view `sees_smart_group`: the own ones, those of the own team, and
//! those of everybody; a coach sees none that asks after a field that coaches do not see.

use chrono::{DateTime, Utc};

use super::board::{Choice, Length, Viewer, Whose, Why};
use super::own_fields::SEALED;
use super::{Result, StoreError, Tx, on};
use crate::ids::{CourseId, OwnFieldId, SmartGroupId, StaffId};
use crate::trade::own_field::{Shared, Test};
use crate::trade::person::{GroupKind, Language};

/// Groups that one colleague sees above the list at most.
pub const SHOWN: i64 = 30;

/// A group. Deliberately without `Debug`: what it asks may be personal.
#[derive(Clone)]
pub struct Group {
    /// Which.
    pub id: SmartGroupId,
    /// Whose.
    pub owner: StaffId,
    /// Their name.
    pub owner_name: String,
    /// What it is called.
    pub name: String,
    /// Who sees it too.
    pub shared: Shared,
    /// Which part of the list; without the condition.
    pub choice: Choice,
    /// What must hold of a field.
    pub condition: Option<Condition>,
}

/// What must hold of a field.
#[derive(Clone)]
pub struct Condition {
    /// Of which field.
    pub field: OwnFieldId,
    /// What.
    pub test: Test,
    /// With what it is compared: as it is kept, and of free text the words.
    pub wanted: Option<(String, Option<String>)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SmartGroupId,
    owner_id: StaffId,
    owner_name: String,
    name: String,
    shared_with: String,
    whose: String,
    group_kind: Option<String>,
    course_id: Option<CourseId>,
    language: Option<String>,
    why: Option<String>,
    snoozed: bool,
    field_id: Option<OwnFieldId>,
    test: Option<String>,
    wanted: Option<String>,
    wanted_sealed: Option<Vec<u8>>,
}

impl Row {
    fn group(self, tx: &Tx) -> Result<Group> {
        let odd = |what| StoreError::corrupt("smart_group", self.id, what);
        let words = match self.wanted_sealed {
            Some(sealed) => Some(
                String::from_utf8(tx.vault().open(SEALED, &sealed)?)
                    .map_err(|_| odd("is no text"))?,
            ),
            None => None,
        };
        let test =
            self.test.as_deref().map(|test| Test::parse(test).ok_or_else(|| odd("odd test")));
        let condition = match (self.field_id, test.transpose()?) {
            (Some(field), Some(test)) => {
                Some(Condition { field, test, wanted: self.wanted.map(|wanted| (wanted, words)) })
            }
            _ => None,
        };
        Ok(Group {
            shared: Shared::parse(&self.shared_with).ok_or_else(|| odd("odd share"))?,
            choice: Choice {
                whose: Whose::parse(&self.whose).ok_or_else(|| odd("odd circle"))?,
                group: self.group_kind.as_deref().and_then(GroupKind::parse),
                course: self.course_id,
                language: self.language.as_deref().and_then(Language::parse),
                why: self.why.as_deref().and_then(Why::parse),
                snoozed: self.snoozed,
                length: Length::First,
                smart: Some(self.id),
            },
            id: self.id,
            owner: self.owner_id,
            owner_name: self.owner_name,
            name: self.name,
            condition,
        })
    }
}

const SEEN: &str = "
    SELECT g.id, g.owner_id, o.name AS owner_name, g.name, g.shared_with, g.whose, g.group_kind,
           g.course_id, g.language, g.why, g.snoozed, g.field_id, g.test, g.wanted, g.wanted_sealed
    FROM smart_group g
    JOIN staff o ON o.id = g.owner_id
    WHERE g.gemeente_id = $1
      AND EXISTS (SELECT 1 FROM sees_smart_group s WHERE s.staff_id = $2 AND s.group_id = g.id)
    ORDER BY g.name, g.id
    LIMIT $3";

/// The groups that a colleague may see, by name.
pub async fn seen(tx: &mut Tx, by: Viewer) -> Result<Vec<Group>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(SEEN)
        .bind(by.gemeente)
        .bind(by.staff)
        .bind(SHOWN)
        .fetch_all(conn)
        .await?);
    rows.into_iter().map(|row| row.group(tx)).collect()
}

const INSERT: &str = "
    INSERT INTO smart_group (id, gemeente_id, owner_id, name, shared_with, whose, group_kind,
                             course_id, language, why, snoozed, field_id, test, wanted,
                             wanted_sealed, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
    ON CONFLICT DO NOTHING";

/// Keeps a group of the viewer's; sent twice it is one. `now` is machine time.
pub async fn insert(tx: &mut Tx, group: &Group, by: Viewer, now: DateTime<Utc>) -> Result<()> {
    let condition = group.condition.as_ref();
    let wanted = condition.and_then(|condition| condition.wanted.as_ref());
    let words = wanted.and_then(|(_, words)| words.as_deref());
    let sealed = words.map(|words| tx.vault().seal(SEALED, words.as_bytes()));
    let choice = group.choice;
    on!(tx, |conn| sqlx::query(INSERT)
        .bind(group.id)
        .bind(by.gemeente)
        .bind(by.staff)
        .bind(&group.name)
        .bind(group.shared.as_str())
        .bind(choice.whose.as_str())
        .bind(choice.group.map(GroupKind::as_str))
        .bind(choice.course)
        .bind(choice.language.map(Language::as_str))
        .bind(choice.why.map(Why::as_str))
        .bind(choice.snoozed)
        .bind(condition.map(|condition| condition.field))
        .bind(condition.map(|condition| condition.test.as_str()))
        .bind(wanted.map(|(wanted, _)| wanted))
        .bind(sealed)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const CHANGE: &str = "
    UPDATE smart_group
    SET name = $3, shared_with = $4
    WHERE id = $1 AND gemeente_id = $2";

/// Gives a group a name, and says who sees it too.
pub async fn change(
    tx: &mut Tx,
    id: SmartGroupId,
    (name, shared): (&str, Shared),
    by: Viewer,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(CHANGE)
        .bind(id)
        .bind(by.gemeente)
        .bind(name)
        .bind(shared.as_str())
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const REMOVE: &str = "DELETE FROM smart_group WHERE id = $1 AND gemeente_id = $2";

/// Removes a group; nobody in it notices.
pub async fn remove(tx: &mut Tx, id: SmartGroupId, by: Viewer) -> Result<()> {
    on!(tx, |conn| sqlx::query(REMOVE).bind(id).bind(by.gemeente).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const ASKING: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM smart_group
    WHERE field_id = $1";

/// How many groups ask after a field.
pub async fn asking(tx: &mut Tx, field: OwnFieldId) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(ASKING).bind(field).fetch_one(conn).await?))
}

const FORGET: &str = "DELETE FROM smart_group WHERE field_id = $1";

/// Removes every group that asks after a field: it could not be told any more who is in it.
pub async fn forget(tx: &mut Tx, field: OwnFieldId) -> Result<()> {
    on!(tx, |conn| sqlx::query(FORGET).bind(field).execute(conn).await.map(|_| ()))?;
    Ok(())
}
