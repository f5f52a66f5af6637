//! From files to the published revision. The first start publishes what passes `check`; later
//! changes on disk become a draft, or are published at once where the settings say so.

use std::path::Path;

use super::Work;
use crate::dialog::content::{Content, Files};
use crate::dialog::conversation::RevisionId;
use crate::dialog::load::Problem;
use crate::dialog::shipped;
use crate::store::{StoreError, content};

/// What became of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adopted {
    /// They start conversations from now on.
    Published(RevisionId),
    /// They already did.
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
/// [`NoContent::File`] when a file cannot be read as text.
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
    Ok(files)
}

fn collect(folder: &Path, root: &str, files: &mut Files) -> Result<(), NoContent> {
    let wrong = |path: &Path, e: std::io::Error| NoContent::File {
        path: path.display().to_string(),
        what: e.to_string(),
    };
    for entry in std::fs::read_dir(folder).map_err(|e| wrong(folder, e))? {
        let path = entry.map_err(|e| wrong(folder, e))?.path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()) else { continue };
        let inside = format!("{root}/{name}");
        if path.is_dir() {
            collect(&path, &inside, files)?;
        } else if name.ends_with(".yaml") || name.ends_with(".ftl") {
            let body = std::fs::read_to_string(&path).map_err(|e| wrong(&path, e))?;
            files.insert(inside, body);
        }
    }
    Ok(())
}

/// Takes files into the database, and publishes them if nothing was published or `at_once`.
///
/// # Errors
/// [`NoContent`] when there is nothing that conversations could follow.
pub async fn adopt(work: &Work, files: &Files, at_once: bool) -> Result<Adopted, NoContent> {
    let now = work.clock.civil();
    let revision = Content::hash(files);
    let loaded = Content::load(files);
    let mut tx = work.db.begin().await?;
    let published = content::published(&mut tx).await?;
    let adopted = match (loaded, published) {
        (Err(problems), None) => return Err(NoContent::Broken(problems)),
        (Err(problems), Some(published)) => Adopted::Broken { published, problems },
        (Ok(_), Some(published)) if published == revision => Adopted::Unchanged(published),
        (Ok(_), Some(published)) if !at_once => {
            content::save(&mut tx, &revision, files, now).await?;
            Adopted::Draft { draft: revision, published }
        }
        (Ok(_), _) => {
            content::save(&mut tx, &revision, files, now).await?;
            content::publish(&mut tx, &revision, None, now).await?;
            Adopted::Published(revision)
        }
    };
    super::recurring::plan_all(work, &mut tx).await?;
    // crash before: nothing is published, and the next start begins again
    crate::crash_point!("content: published", tx.commit().await)?;
    Ok(adopted)
}
