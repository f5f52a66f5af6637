//! A klantmanager changes a dialog or its words: always in the draft, never in what is published.

use chrono::{DateTime, Utc};

use super::draft::{self, Written, write_draft};
use super::publish::By;
use crate::dialog::content::Files;
use crate::dialog::definition::Dialog;
use crate::dialog::edit::{self, Edit};
use crate::dialog::texts;
use crate::store::draft::{self as drafts, Origin};
use crate::store::text_reviews::{self, Pair};
use crate::store::{StoreError, Tx, content};
use crate::text::edit::{self as words, Message};
use crate::trade::person::Language;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Nothing is published and there is no draft, or it has no such dialog or text.
    #[error("there is nothing to change")]
    Unknown,
    /// The dialog cannot be changed like that.
    #[error(transparent)]
    Step(#[from] edit::Refused),
    /// The words would not be read back.
    #[error(transparent)]
    Words(#[from] words::Unreadable),
    /// Who wrote a text does not approve it too.
    #[error("somebody else must approve this")]
    OwnWork,
    /// The draft was not written.
    #[error(transparent)]
    Draft(#[from] draft::Refusal),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a colleague works on: the draft, or, while there is none, what is published.
#[derive(Clone, Debug)]
pub struct Working {
    /// All files.
    pub files: Files,
    /// The version of the draft; None: there is none yet.
    pub version: Option<i64>,
}

/// What a colleague works on.
///
/// # Errors
/// [`Refusal::Unknown`] before anything is published.
pub async fn working(tx: &mut Tx) -> Result<Working, Refusal> {
    if let Some(open) = drafts::open(tx).await? {
        return Ok(Working { files: open.files, version: Some(open.version) });
    }
    let published = content::published(tx).await?.ok_or(Refusal::Unknown)?;
    let files = content::files(tx, &published).await?.ok_or(Refusal::Unknown)?;
    Ok(Working { files, version: None })
}

/// Where a dialog stands among the files.
pub fn path_of(dialog: &str) -> String {
    format!("dialogs/{dialog}.yaml")
}

/// Who changes what they saw.
#[derive(Clone, Copy, Debug)]
pub struct Author {
    /// The version of the draft on their screen; None: there was none.
    pub seen: Option<i64>,
    /// Who.
    pub by: By,
}

/// Changes a step of a dialog; gives the new version of the draft.
pub async fn edit_step(
    tx: &mut Tx,
    dialog: &str,
    change: &Edit,
    author: Author,
    now: DateTime<Utc>,
) -> Result<i64, Refusal> {
    let mut files = working(tx).await?.files;
    let file = files.get_mut(&path_of(dialog)).ok_or(Refusal::Unknown)?;
    *file = edit::edit(file, change)?;
    write(tx, &files, author, now).await
}

/// Writes the whole file of a dialog anew, whatever it says: a draft is work in hand.
pub async fn write_file(
    tx: &mut Tx,
    dialog: &str,
    body: String,
    author: Author,
    now: DateTime<Utc>,
) -> Result<i64, Refusal> {
    let mut files = working(tx).await?.files;
    let file = files.get_mut(&path_of(dialog)).ok_or(Refusal::Unknown)?;
    *file = body;
    write(tx, &files, author, now).await
}

/// Writes all files anew, as a translator's table changed them.
pub async fn write_all(
    tx: &mut Tx,
    files: &Files,
    author: Author,
    now: DateTime<Utc>,
) -> Result<i64, Refusal> {
    write(tx, files, author, now).await
}

/// Which text of which dialog.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// The dialog that says it.
    pub dialog: &'a str,
    /// Its name.
    pub id: &'a str,
    /// In which language.
    pub language: Language,
}

/// Writes a text anew; gives the new version of the draft.
pub async fn write_text(
    tx: &mut Tx,
    which: Which<'_>,
    message: &Message,
    author: Author,
    now: DateTime<Utc>,
) -> Result<i64, Refusal> {
    let mut files = working(tx).await?.files;
    let path = match texts::find(&files, which.language, which.id) {
        Some((path, _)) => path,
        None => texts::home(&files, which.language, &parsed(&files, which.dialog)?),
    };
    let file = files.entry(path).or_default();
    *file = words::write(file, which.id, message)?;
    if let Some(by) = author.by.staff {
        text_reviews::written(tx, &pair(&files, which), by, now).await?;
    }
    write(tx, &files, author, now).await
}

/// Somebody who speaks the language read a text and finds it right. What a machine made is not marked
/// as such any more.
pub async fn approve_text(
    tx: &mut Tx,
    which: Which<'_>,
    author: Author,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let mut files = working(tx).await?.files;
    let (path, message) = texts::find(&files, which.language, which.id).ok_or(Refusal::Unknown)?;
    let by = author.by.staff.ok_or(Refusal::OwnWork)?;
    if !text_reviews::approve(tx, &pair(&files, which), by, now).await? {
        return Err(Refusal::OwnWork);
    }
    if message.machine {
        let read = Message { machine: false, ..message };
        let file = files.entry(path).or_default();
        *file = words::write(file, which.id, &read)?;
        write(tx, &files, author, now).await?;
    }
    Ok(())
}

/// The words of a text and the Dutch beside them.
pub fn pair(files: &Files, which: Which<'_>) -> Pair {
    let hash = |language| {
        let found = texts::find(files, language, which.id);
        texts::hash(found.as_ref().map(|(_, message)| message))
    };
    Pair {
        language: which.language,
        text_id: which.id.to_owned(),
        words_hash: hash(which.language),
        dutch_hash: hash(Language::Nl),
    }
}

fn parsed(files: &Files, dialog: &str) -> Result<Dialog, Refusal> {
    let body = files.get(&path_of(dialog)).ok_or(Refusal::Unknown)?;
    serde_saphyr::from_str(body).map_err(|_| Refusal::Unknown)
}

async fn write(
    tx: &mut Tx,
    files: &Files,
    author: Author,
    now: DateTime<Utc>,
) -> Result<i64, Refusal> {
    let written = Written { files, origin: Origin::Page, seen: author.seen };
    Ok(write_draft(tx, written, author.by, now).await?)
}
