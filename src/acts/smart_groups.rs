//! Smart groups: a part of the list is kept by name, for oneself, the team or everybody; renamed, shared, removed.
//!
//! A group gives nobody a right: who looks sees those of it whom they may see anyway.

use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};

use super::import::bsn::looks_like_bsn;
use super::import::own_value;
use crate::ids::{OwnFieldId, SmartGroupId};
use crate::store::board::{Choice, Viewer};
use crate::store::own_fields::{self, Field};
use crate::store::smart_groups::{self as rows, Condition, Group};
use crate::store::{StoreError, Tx, audit};
use crate::trade::own_field::{Kind, Shared, Test};
use crate::trade::staff::{Role, Scope};

/// The longest name, in characters.
pub const NAME_LENGTH: usize = 60;
/// Groups of one colleague.
pub const MOST: usize = 20;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such group for this colleague.
    #[error("there is no such group")]
    Unknown,
    /// The group is somebody else's to change.
    #[error("the group is another colleague's")]
    NotYours,
    /// A group needs a name, of at most [`NAME_LENGTH`] characters.
    #[error("the name does not fit")]
    OddName,
    /// The field cannot be asked that, or the value does not fit it.
    #[error("the condition does not fit the field")]
    OddCondition,
    /// There are [`MOST`].
    #[error("there are enough groups")]
    TooMany,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A group as it is asked for.
pub struct Wished<'a> {
    /// The id that the form was drawn with: sent twice it is one group.
    pub id: SmartGroupId,
    /// What it is called.
    pub name: &'a str,
    /// Who sees it too.
    pub shared: Shared,
    /// Which part of the list.
    pub choice: Choice,
    /// What must hold of which field, compared with what.
    pub condition: Option<(OwnFieldId, Test, &'a str)>,
}

/// Keeps a group. `now` is machine time.
///
/// # Errors
/// See [`Refusal`].
pub async fn keep(
    tx: &mut Tx,
    wished: Wished<'_>,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let name = good_name(wished.name)?;
    let seen = rows::seen(tx, by).await?;
    if seen.iter().any(|group| group.id == wished.id) {
        return Ok(());
    }
    if seen.iter().filter(|group| group.owner == by.staff).count() >= MOST {
        return Err(Refusal::TooMany);
    }
    let condition = match wished.condition {
        Some((field, test, wanted)) => Some(condition(tx, (field, test, wanted), by).await?),
        None => None,
    };
    let group = Group {
        id: wished.id,
        owner: by.staff,
        owner_name: String::new(),
        name,
        shared: wished.shared,
        choice: wished.choice,
        condition,
    };
    rows::insert(tx, &group, by, now).await?;
    let detail = json!({ "shared": wished.shared.as_str() });
    Ok(note(tx, "keep_group", wished.id, detail, by, now).await?)
}

async fn condition(
    tx: &mut Tx,
    (field, test, wanted): (OwnFieldId, Test, &str),
    by: Viewer,
) -> Result<Condition, Refusal> {
    let fields = own_fields::all(tx, by.gemeente).await?;
    let may = |field: &&Field| field.for_coaches || by.role.scope() == Scope::Gemeente;
    let of = fields.iter().filter(may).find(|one| one.id == field).ok_or(Refusal::OddCondition)?;
    if test == Test::Leeg {
        return Ok(Condition { field, test, wanted: None });
    }
    if matches!(test, Test::Voor | Test::Na) && of.shape.kind != Kind::Datum {
        return Err(Refusal::OddCondition);
    }
    let wanted = wanted.trim();
    if wanted.is_empty() || looks_like_bsn(wanted) {
        return Err(Refusal::OddCondition);
    }
    let value = own_value::read(&of.shape, wanted).map_err(|_| Refusal::OddCondition)?;
    let (kept, sealed) = own_fields::kept(tx.vault(), field, &value);
    Ok(Condition { field, test, wanted: Some((kept, sealed.map(|_| value.code()))) })
}

/// A group that this colleague may see.
///
/// # Errors
/// See [`Refusal`].
pub async fn find(tx: &mut Tx, id: SmartGroupId, by: Viewer) -> Result<Group, Refusal> {
    rows::seen(tx, by).await?.into_iter().find(|group| group.id == id).ok_or(Refusal::Unknown)
}

/// May this colleague rename, share and remove it? The own ones; a beheerder also what everybody sees.
pub fn may_change(group: &Group, by: Viewer) -> bool {
    group.owner == by.staff || (by.role == Role::Beheerder && group.shared == Shared::Gemeente)
}

/// Renames a group, and says who sees it too. `now` is machine time.
///
/// # Errors
/// See [`Refusal`].
pub async fn change(
    tx: &mut Tx,
    id: SmartGroupId,
    (name, shared): (&str, Shared),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let group = find(tx, id, by).await?;
    if !may_change(&group, by) {
        return Err(Refusal::NotYours);
    }
    let name = good_name(name)?;
    if (&group.name, group.shared) == (&name, shared) {
        return Ok(());
    }
    rows::change(tx, id, (&name, shared), by).await?;
    let detail = json!({ "shared": shared.as_str(), "was": group.shared.as_str() });
    Ok(note(tx, "change_group", id, detail, by, now).await?)
}

/// Removes a group. `now` is machine time.
///
/// # Errors
/// See [`Refusal`].
pub async fn remove(
    tx: &mut Tx,
    id: SmartGroupId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let group = find(tx, id, by).await?;
    if !may_change(&group, by) {
        return Err(Refusal::NotYours);
    }
    rows::remove(tx, id, by).await?;
    Ok(note(tx, "remove_group", id, json!({}), by, now).await?)
}

fn good_name(name: &str) -> Result<String, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=NAME_LENGTH).contains(&name.chars().count()) && !looks_like_bsn(&name);
    if fits { Ok(name) } else { Err(Refusal::OddName) }
}

async fn note(
    tx: &mut Tx,
    act: &'static str,
    id: SmartGroupId,
    detail: Json,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let subject = Some(("smart_group", id.0));
    audit::note(tx, by.gemeente, Some(by.staff), act, subject, detail, now).await
}
