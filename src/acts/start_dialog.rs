//! A colleague lets the bot begin a dialog with somebody: aftercare, the partner, a plan.
//!
//! What the bot says is the dialog's; that it says so now is the colleague's decision, so it is no start
//! of the contact budget. Quiet hours, "stop" and an open question count as for every start.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::dialog::content::Content;
use crate::dialog::definition::Dialog;
use crate::dialog::event::Event;
use crate::ids::PersonId;
use crate::message::{Fact, Facts};
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, inbox, own_plans, practice, trail};

/// Why a dialog does not begin.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// No colleague begins this dialog.
    #[error("no colleague begins this dialog")]
    NoSuchDialog,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The dialogs that a colleague may begin, in the order of their names.
pub fn offered(content: &Content) -> impl Iterator<Item = &Dialog> {
    content.dialogs.values().filter(|dialog| dialog.starts.staff)
}

/// Begins `dialog` with `person`; `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn start_dialog(
    tx: &mut Tx,
    content: &Content,
    (person, dialog): (PersonId, &str),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    let dialog = offered(content)
        .find(|offered| offered.dialog.value == dialog)
        .ok_or(Refusal::NoSuchDialog)?;
    let practised = practice::total(tx, who.mailbox_id).await?;
    let plans = own_plans::of(tx, person).await?;
    let plan = plans.into_iter().find(|plan| plan.is_current).map(|plan| plan.words);
    let facts: Facts = [
        ("totaal".to_owned(), Fact::Hours(practised)),
        ("eigen-plan".to_owned(), Fact::Word(plan.unwrap_or_default())),
    ]
    .into();
    let name = dialog.dialog.value.clone();
    let event = Event::start(&name, facts);
    inbox::append(tx, who.mailbox_id, None, (event.kind(), &event), now).await?;
    let subject = Some(("person", person.0));
    let detail = json!({ "dialog": name });
    audit::note(tx, by.gemeente, Some(by.staff), "start_dialog", subject, detail, now).await?;
    Ok(())
}
