//! The working copy of dialogs and words: written, thrown away, or taken from the folders.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::publish::By;
use crate::dialog::content::{Content, Files, too_large};
use crate::dialog::conversation::RevisionId;
use crate::store::content::Made;
use crate::store::draft::{self, Draft, Folder, NewDraft, Origin};
use crate::store::{StoreError, Tx, audit, content};

/// Why the draft is as it was.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Somebody changed it since its author looked.
    #[error("somebody else changed the draft")]
    Overtaken {
        /// The draft as it is now, if there is one.
        now: Option<Box<Draft>>,
    },
    /// It is more than we keep.
    #[error("{0}")]
    TooLarge(String),
    /// There is nothing to take.
    #[error("there is no draft")]
    None,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// All files; they may hold mistakes, a draft is work in hand.
    pub files: &'a Files,
    /// Where it was begun.
    pub origin: Origin,
    /// The version that its author saw; None: there was no draft.
    pub seen: Option<i64>,
}

/// Writes the draft; gives its new version.
pub async fn write_draft(
    tx: &mut Tx,
    written: Written<'_>,
    by: By,
    now: DateTime<Utc>,
) -> Result<i64, Refusal> {
    if let Some(what) = too_large(written.files) {
        return Err(Refusal::TooLarge(what));
    }
    let before = draft::open(tx).await?;
    // a draft keeps the base it was begun from, so that its author sees what happened meanwhile
    let base = match &before {
        Some(open) => open.base.clone(),
        None => content::published(tx).await?,
    };
    let new = NewDraft {
        files: written.files,
        base: base.as_ref(),
        origin: written.origin,
        seen: written.seen,
        by: by.staff,
    };
    let Some(version) = draft::write(tx, new, now).await? else {
        return Err(Refusal::Overtaken { now: draft::open(tx).await?.map(Box::new) });
    };
    let detail = json!({ "version": version, "origin": written.origin.as_str() });
    audit::note(tx, by.gemeente, by.staff, "write_draft", None, detail, now).await?;
    Ok(version)
}

/// Throws the draft away, if it still is the one that was `seen`.
pub async fn discard_draft(
    tx: &mut Tx,
    seen: i64,
    by: By,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let open = draft::open(tx).await?.ok_or(Refusal::None)?;
    // kept as a revision that was never in force: what somebody wrote is not lost by a click
    keep(tx, &open, by, now).await?;
    if !draft::close(tx, seen, by.staff, now).await? {
        return Err(Refusal::Overtaken { now: Some(Box::new(open)) });
    }
    let detail = json!({ "version": seen });
    audit::note(tx, by.gemeente, by.staff, "discard_draft", None, detail, now).await?;
    Ok(())
}

/// The files in the folders take the place of the draft that was `seen`.
pub async fn take_folder(
    tx: &mut Tx,
    seen: Option<i64>,
    by: By,
    now: DateTime<Utc>,
) -> Result<i64, Refusal> {
    let folder = draft::folder(tx).await?;
    let waiting = folder.waiting.clone().map(RevisionId).ok_or(Refusal::None)?;
    let files = content::files(tx, &waiting).await?.ok_or(Refusal::None)?;
    if let Some(open) = draft::open(tx).await? {
        keep(tx, &open, by, now).await?;
        if open.version == seen.unwrap_or_default() {
            draft::close(tx, open.version, by.staff, now).await?;
        } else {
            return Err(Refusal::Overtaken { now: Some(Box::new(open)) });
        }
    }
    let written = Written { files: &files, origin: Origin::Files, seen: None };
    let version = write_draft(tx, written, by, now).await?;
    draft::note_folder(tx, &Folder { waiting: None, ..folder }, now).await?;
    Ok(version)
}

async fn keep(tx: &mut Tx, open: &Draft, by: By, now: DateTime<Utc>) -> Result<(), StoreError> {
    let made = Made { by: by.staff, base: open.base.clone() };
    content::save(tx, &Content::hash(&open.files), &open.files, &made, now).await
}
