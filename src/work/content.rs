//! From files to the published revision. The first start publishes what passes `check`; later
//! changes on disk become the draft, or are published at once where the settings say so.
//!
//! What the folders held when they were last looked at stands in a row: files that did not change are
//! no news, also when something else was published or put back from a page meanwhile.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::Work;
use crate::acts::publish::{self, Checked, How, Refusal};
use crate::aid::{VOICE_FOLDER, recording};
use crate::dialog::content::{Content, Files, LARGEST_FILE, too_large};
use crate::dialog::conversation::RevisionId;
use crate::dialog::load::Problem;
use crate::dialog::shipped;
use crate::store::content::Made;
use crate::store::draft::{self, Folder, NewDraft, Origin};
use crate::store::{StoreError, Tx, content};

/// What became of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adopted {
    /// They start conversations from now on.
    Published(RevisionId),
    /// They already did, or they are no news and something else is in force.
    Unchanged(RevisionId),
    /// They wait for somebody to publish them; `published` goes on.
    Draft {
        /// The new files.
        draft: RevisionId,
        /// What conversations follow meanwhile.
        published: RevisionId,
    },
    /// They have mistakes; `published` goes on.
    Broken {
        /// What conversations follow meanwhile.
        published: RevisionId,
        /// Every mistake.
        problems: Vec<Problem>,
    },
}

/// Why there is no content at all.
#[derive(Debug, thiserror::Error)]
pub enum NoContent {
    /// The files have mistakes, and nothing was published before.
    #[error("the dialogs and texts have {} mistakes, and nothing was published before", .0.len())]
    Broken(Vec<Problem>),
    /// A file cannot be read.
    #[error("{path}: {what}")]
    File {
        /// Which.
        path: String,
        /// Why not.
        what: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the folders of dialogs and locales; a folder that is not there gives the shipped files.
///
/// # Errors
/// [`NoContent::File`] when a file cannot be read as text, or is more than we keep.
pub fn read_files(dialogs: &Path, locales: &Path) -> Result<Files, NoContent> {
    let shipped = shipped::files();
    let mut files = Files::new();
    for (folder, root) in [(dialogs, "dialogs"), (locales, "locales")] {
        if folder.is_dir() {
            collect(folder, root, &mut files)?;
        } else {
            let prefix = format!("{root}/");
            files.extend(shipped.clone().into_iter().filter(|(path, _)| path.starts_with(&prefix)));
        }
    }
    match too_large(&files) {
        Some(what) => Err(NoContent::File { path: dialogs.display().to_string(), what }),
        None => Ok(files),
    }
}

fn collect(folder: &Path, root: &str, files: &mut Files) -> Result<(), NoContent> {
    let wrong =
        |path: &Path, what: String| NoContent::File { path: path.display().to_string(), what };
    let failed = |path: &Path, e: std::io::Error| wrong(path, e.to_string());
    for entry in std::fs::read_dir(folder).map_err(|e| failed(folder, e))? {
        let path = entry.map_err(|e| failed(folder, e))?.path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()) else { continue };
        let inside = format!("{root}/{name}");
        if path.is_dir() {
            collect(&path, &inside, files)?;
        } else if inside.starts_with(VOICE_FOLDER) && name.ends_with(".ogg") {
            files.insert(inside, recording_at(&path).map_err(|e| failed(&path, e))?);
        } else if name.ends_with(".yaml") || name.ends_with(".ftl") || name.ends_with(".svg") {
            let length = path.metadata().map_err(|e| failed(&path, e))?.len();
            if length > LARGEST_FILE as u64 {
                let most = LARGEST_FILE / 1024;
                let what = format!("has {} KiB; at most {most} are read", length / 1024);
                return Err(wrong(&path, what));
            }
            let body = std::fs::read_to_string(&path).map_err(|e| failed(&path, e))?;
            files.insert(inside, body);
        }
    }
    Ok(())
}

/// What a revision says about a recording; its sound is kept by `recordings::bring`.
fn recording_at(path: &Path) -> std::io::Result<String> {
    let length = path.metadata()?.len();
    if recording::too_large(length).is_some() {
        return Ok(recording::describe_unread(length));
    }
    Ok(recording::describe(&std::fs::read(path)?))
}

/// Takes files into the database, and publishes them if nothing was published or `at_once`.
///
/// # Errors
/// [`NoContent`] when there is nothing that conversations could follow.
pub async fn adopt(work: &Work, files: &Files, at_once: bool) -> Result<Adopted, NoContent> {
    let now = work.clock.civil();
    let revision = Content::hash(files);
    let checked = Checked::new(files.clone());
    let mut tx = work.db.begin().await?;
    let published = content::published(&mut tx).await?;
    let folder = draft::folder(&mut tx).await?;
    let is_news = folder.seen.as_ref() != Some(&revision.0);
    let mut noted = Folder { seen: Some(revision.0.clone()), trouble: None, ..folder };
    let adopted = match (published, checked) {
        (None, Err(problems)) => return Err(NoContent::Broken(problems)),
        (None, Ok(checked)) => put_in_force(work, &mut tx, &checked, None).await?,
        (Some(published), Ok(_)) if published == revision => {
            forget_draft(&mut tx, &mut noted, now).await?;
            Adopted::Unchanged(published)
        }
        (Some(published), Ok(checked)) if at_once && is_news => {
            forget_draft(&mut tx, &mut noted, now).await?;
            put_in_force(work, &mut tx, &checked, Some(&published)).await?
        }
        (Some(published), checked) => {
            if is_news {
                offer(&mut tx, &mut noted, files, &published, now).await?;
            }
            match checked {
                Err(problems) => Adopted::Broken { published, problems },
                Ok(_) if waits(&mut tx, &revision).await? => {
                    Adopted::Draft { draft: revision, published }
                }
                Ok(_) => Adopted::Unchanged(published),
            }
        }
    };
    draft::note_folder(&mut tx, &noted, now).await?;
    // crash before: nothing is published, and the next start begins again
    crate::crash_point!("content: published", tx.commit().await)?;
    Ok(adopted)
}

async fn put_in_force(
    work: &Work,
    tx: &mut Tx,
    checked: &Checked,
    seen: Option<&RevisionId>,
) -> Result<Adopted, NoContent> {
    let now = work.clock.civil();
    let how = How { seen, ..How::default() };
    match publish::publish(tx, checked, how, None, now).await {
        Ok(_) => {
            // the first event after the commit finds the content loaded
            work.contents.keep(checked.content());
            Ok(Adopted::Published(checked.revision().clone()))
        }
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(refusal @ Refusal::NoSound(_)) => {
            Err(NoContent::File { path: "dialogs/voice".to_owned(), what: refusal.to_string() })
        }
        // another process that started beside this one was first
        Err(_) => {
            let other = content::published(tx).await?;
            Ok(Adopted::Unchanged(other.unwrap_or_else(|| checked.revision().clone())))
        }
    }
}

/// Changed files become the draft. One that a colleague wrote is not written over: then they wait
/// beside it, and the page says so.
async fn offer(
    tx: &mut Tx,
    noted: &mut Folder,
    files: &Files,
    published: &RevisionId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let open = draft::open(tx).await?;
    if open.as_ref().is_some_and(|draft| draft.origin != Origin::Files) {
        let revision = Content::hash(files);
        let made = Made { by: None, base: Some(published.clone()) };
        content::save(tx, &revision, files, &made, now).await?;
        noted.waiting = Some(revision.0);
        return Ok(());
    }
    noted.waiting = None;
    let new = NewDraft {
        files,
        base: Some(published),
        origin: Origin::Files,
        seen: open.map(|draft| draft.version),
        by: None,
    };
    draft::write(tx, new, now).await.map(|_| ())
}

/// The folders hold what is in force: a draft that came from them is no draft any more.
async fn forget_draft(
    tx: &mut Tx,
    noted: &mut Folder,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    noted.waiting = None;
    if let Some(open) = draft::open(tx).await?.filter(|draft| draft.origin == Origin::Files) {
        draft::close(tx, open.version, None, now).await?;
    }
    Ok(())
}

async fn waits(tx: &mut Tx, revision: &RevisionId) -> Result<bool, StoreError> {
    let open = draft::open(tx).await?;
    Ok(open.is_some_and(|draft| Content::hash(&draft.files) == *revision))
}
