//! A colleague writes down what somebody means to do, in the person's own words, and says which plan is
//! the plan of now. When plan A fails one tap takes up plan B, and the bot asks after it in those words.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::dialog::content::Content;
use crate::ids::PersonId;
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, own_plans, trail};
use crate::text::bsn;
use crate::trade::own_plan::{LONGEST, Letter};

use super::start_dialog::{self, start_dialog};

/// The dialog that asks after the plan of now.
pub const ASKS: &str = "plan-nu";

/// Why nothing is kept.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see, or no such plan.
    #[error("there is no such person or plan")]
    Unknown,
    /// A plan has words.
    #[error("a plan has words")]
    NoWords,
    /// The words are too many.
    #[error("the plan has more than {LONGEST} characters")]
    TooLong,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes a plan down. True: a BSN was left out. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn write(
    tx: &mut Tx,
    person: PersonId,
    (letter, words): (Letter, &str),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::NoWords);
    }
    if words.chars().count() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let kept = bsn::without_bsn(words);
    own_plans::tell(tx, person, (letter, &kept), Some(by.staff), now).await?;
    let subject = Some(("person", person.0));
    let detail = json!({ "plan": letter.as_str() });
    audit::note(tx, by.gemeente, Some(by.staff), "write_plan", subject, detail, now).await?;
    Ok(kept != words)
}

/// Takes a plan up. True: the bot asks after it; false: the content has no dialog that does.
///
/// # Errors
/// See [`Refusal`].
pub async fn choose(
    tx: &mut Tx,
    content: Option<&Content>,
    (person, letter): (PersonId, Letter),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    if !own_plans::choose(tx, person, letter).await? {
        return Err(Refusal::Unknown);
    }
    let subject = Some(("person", person.0));
    let detail = json!({ "plan": letter.as_str() });
    audit::note(tx, by.gemeente, Some(by.staff), "choose_plan", subject, detail, now).await?;
    let Some(content) = content else { return Ok(false) };
    match start_dialog(tx, content, (person, ASKS), by, now).await {
        Ok(()) => Ok(true),
        Err(start_dialog::Refusal::NoSuchDialog) => Ok(false),
        Err(start_dialog::Refusal::Unknown) => Err(Refusal::Unknown),
        Err(start_dialog::Refusal::Store(error)) => Err(error.into()),
    }
}
