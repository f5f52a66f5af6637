//! Teams of colleagues: founded, renamed, led, ended, and who is in which.
//!
//! A team takes no right away and gives none. It is whose people a colleague may look at together, and its
//! lead is told when somebody waits too long for one of them.

use serde_json::{Value, json};

use super::colleagues::{self, By};
use crate::ids::{StaffId, TeamId};
use crate::store::teams as rows;
use crate::store::{StoreError, Tx, audit};

/// The longest name, in characters.
pub const NAME_LENGTH: usize = 60;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such team or colleague here.
    #[error("there is no such team or colleague")]
    Unknown,
    /// A team needs a name.
    #[error("the team has no name")]
    NoName,
    /// Longer than [`NAME_LENGTH`].
    #[error("the name is too long")]
    LongName,
    /// Two teams of one name cannot be told apart.
    #[error("there is a team of this name")]
    NameTaken,
    /// The lead must be in the team.
    #[error("who leads a team is in it")]
    NotAMember,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<colleagues::Refusal> for Refusal {
    fn from(refusal: colleagues::Refusal) -> Self {
        match refusal {
            colleagues::Refusal::Store(error) => error.into(),
            _ => Self::Unknown,
        }
    }
}

/// Founds a team with the id that the form was drawn with; done twice it is done once.
pub async fn found(tx: &mut Tx, id: TeamId, name: &str, by: By) -> Result<(), Refusal> {
    let name = good_name(name)?;
    if rows::insert(tx, (id, by.gemeente), &name, by.now).await? {
        return Ok(note(tx, "found_team", ("team", id.0), json!({}), by).await?);
    }
    match rows::by_name(tx, by.gemeente, &name).await? {
        Some(there) if there == id => Ok(()),
        _ => Err(Refusal::NameTaken),
    }
}

/// Renames a team, and says who leads it.
pub async fn change(
    tx: &mut Tx,
    id: TeamId,
    (name, lead): (&str, Option<StaffId>),
    by: By,
) -> Result<(), Refusal> {
    let name = good_name(name)?;
    let team = (id, by.gemeente);
    let (before, members) = rows::one(tx, team).await?.ok_or(Refusal::Unknown)?;
    if lead.is_some_and(|lead| members.iter().all(|member| member.id != lead)) {
        return Err(Refusal::NotAMember);
    }
    if rows::by_name(tx, by.gemeente, &name).await?.is_some_and(|other| other != id) {
        return Err(Refusal::NameTaken);
    }
    if (&before.name, before.lead_id) == (&name, lead) {
        return Ok(());
    }
    rows::update(tx, team, &name, lead).await?;
    let detail = json!({ "lead": lead, "was": before.lead_id });
    Ok(note(tx, "change_team", ("team", id.0), detail, by).await?)
}

/// Ends a team; ending it twice is ending it once.
pub async fn end(tx: &mut Tx, id: TeamId, by: By) -> Result<(), Refusal> {
    let Some((_, members)) = rows::one(tx, (id, by.gemeente)).await? else { return Ok(()) };
    rows::remove(tx, (id, by.gemeente)).await?;
    let detail = json!({ "members": members.len() });
    Ok(note(tx, "end_team", ("team", id.0), detail, by).await?)
}

/// Puts a colleague in a team, or in none.
pub async fn put(tx: &mut Tx, staff: StaffId, team: Option<TeamId>, by: By) -> Result<(), Refusal> {
    colleagues::find(tx, staff, by).await?;
    if let Some(team) = team {
        rows::one(tx, (team, by.gemeente)).await?.ok_or(Refusal::Unknown)?;
    }
    let before = rows::of(tx, staff).await?;
    if before == team {
        return Ok(());
    }
    rows::put(tx, staff, team).await?;
    let detail = json!({ "team": team, "was": before });
    Ok(note(tx, "join_team", ("staff", staff.0), detail, by).await?)
}

fn good_name(name: &str) -> Result<String, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Refusal::NoName),
        1..=NAME_LENGTH => Ok(name),
        _ => Err(Refusal::LongName),
    }
}

async fn note(
    tx: &mut Tx,
    act: &'static str,
    (kind, id): (&'static str, uuid::Uuid),
    detail: Value,
    by: By,
) -> Result<(), StoreError> {
    audit::note(tx, by.gemeente, by.staff, act, Some((kind, id)), detail, by.now).await
}
