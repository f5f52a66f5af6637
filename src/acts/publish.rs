//! A colleague publishes: new conversations follow other dialogs and words from now on.
//!
//! Running conversations finish with what they began with; where the publisher says so, those that can
//! be are carried over afterwards, by `work`. Nothing that waits or comes in is touched: an event that
//! is handled before the commit meets the old content, one after it the new.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::plan_schedules::plan_schedules;
use crate::dialog::content::{Content, Files};
use crate::dialog::conversation::RevisionId;
use crate::dialog::load::Problem;
use crate::ids::{GemeenteId, PublicationId, StaffId};
use crate::store::content::{Made, NewPublication};
use crate::store::content_files::{self, Kind};
use crate::store::{StoreError, Tx, audit, content, draft};

/// Longest note, in characters: a line or two for whoever looks back.
pub const LONGEST_NOTE: usize = 500;

/// Content that was read and found good, before any transaction: checking takes longer than a
/// transaction may.
pub struct Checked {
    files: Files,
    content: Content,
}

impl Checked {
    /// Checks files as an author wrote them.
    ///
    /// # Errors
    /// Every mistake with its place.
    pub fn new(files: Files) -> Result<Self, Vec<Problem>> {
        let content = Content::load(&files)?;
        Ok(Self { files, content })
    }

    /// Files that were in force before: a stricter program must not keep anybody from going back.
    ///
    /// # Errors
    /// When this program cannot even read them.
    pub fn in_force_before(files: Files) -> Result<Self, Vec<Problem>> {
        let content = Content::load_published(&files)?;
        Ok(Self { files, content })
    }

    /// Its name.
    pub fn revision(&self) -> &RevisionId {
        &self.content.revision
    }

    /// What it says.
    pub fn content(&self) -> &Content {
        &self.content
    }
}

/// Who publishes: a colleague, or whoever runs a command for a municipality.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// In whose audit trail it stands.
    pub gemeente: GemeenteId,
    /// None: a command.
    pub staff: Option<StaffId>,
}

/// How to publish.
#[derive(Clone, Copy, Debug, Default)]
pub struct How<'a> {
    /// What the publisher saw in force; None: nothing.
    pub seen: Option<&'a RevisionId>,
    /// Why, for whoever looks back.
    pub note: Option<&'a str>,
    /// Running conversations come along where they can.
    pub carries: bool,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It is in force already.
    #[error("this is in force already")]
    Unchanged,
    /// Something else was published, or the draft was changed, since the publisher looked.
    #[error("somebody else was first: what you saw has changed")]
    Overtaken,
    /// The note is too long.
    #[error("the note has more than {LONGEST_NOTE} characters")]
    LongNote,
    /// The revision names a recording, and its sound never came here.
    #[error(
        "the sound of {0} is not in the database: put the file in the folder of the dialogs, or bring in a package that holds it"
    )]
    NoSound(String),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Publishes content. `by` is None for the service itself, at its first start.
pub async fn publish(
    tx: &mut Tx,
    checked: &Checked,
    how: How<'_>,
    by: Option<By>,
    now: DateTime<Utc>,
) -> Result<PublicationId, Refusal> {
    let revision = checked.revision();
    let note = how.note.map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        return Err(Refusal::LongNote);
    }
    if how.seen == Some(revision) {
        return Err(Refusal::Unchanged);
    }
    let staff = by.and_then(|by| by.staff);
    let made = Made { by: staff, base: how.seen.cloned() };
    content::save(tx, revision, &checked.files, &made, now).await?;
    publish_aids(tx, checked.content(), now).await?;
    let new =
        NewPublication { revision, replaces: how.seen, note, by: staff, carries: how.carries };
    let id = content::publish(tx, new, now).await?.ok_or(Refusal::Overtaken)?;
    plan_schedules(tx, &checked.content.policies, now).await?;
    if let Some(by) = by {
        let detail = json!({ "revision": revision.0, "carries": how.carries });
        let subject = Some(("publication", id.0));
        audit::note(tx, by.gemeente, by.staff, "publish", subject, detail, now).await?;
    }
    Ok(id)
}

/// What goes along with messages can be fetched from now on.
async fn publish_aids(tx: &mut Tx, content: &Content, now: DateTime<Utc>) -> Result<(), Refusal> {
    for picture in content.aids.drawings() {
        let hash = content_files::keep(tx, Kind::Svg, picture.svg.as_bytes(), now).await?;
        content_files::publish(tx, &hash, now).await?;
    }
    for (path, recording) in content.aids.recordings() {
        if !content_files::publish(tx, &recording.sha256, now).await? {
            return Err(Refusal::NoSound(path));
        }
    }
    Ok(())
}

/// Publishes the draft, which is closed by it; `version` is the one that was `checked` and shown.
pub async fn publish_draft(
    tx: &mut Tx,
    checked: &Checked,
    version: i64,
    how: How<'_>,
    by: By,
    now: DateTime<Utc>,
) -> Result<PublicationId, Refusal> {
    if !draft::close(tx, version, by.staff, now).await? {
        return Err(Refusal::Overtaken);
    }
    publish(tx, checked, how, Some(by), now).await
}
