//! Looks at the folders of dialogs and texts while the service runs: what changes there becomes the
//! draft, or is published at once where the settings say so.
//!
//! By looking, not by being told: folders on a network or in a container tell nothing. Broken files take
//! nothing down: what is in force goes on, the page shows each mistake with its place, and the log says
//! it once.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::content::{Adopted, NoContent, adopt, read_files};
use super::{Stop, Work, recordings, report, rest};
use crate::store::StoreError;
use crate::store::draft::{self, Folder};

/// How often the folders are looked at: soon enough for somebody who saved a file and looks at the page.
const EVERY: Duration = Duration::from_secs(2);
/// So many files are looked at; more are refused when they are read.
const MOST: usize = 4000;

/// The folders, and what was seen in them.
#[derive(Debug)]
pub struct Watch {
    dialogs: PathBuf,
    locales: PathBuf,
    at_once: bool,
    /// What was there at the last look.
    seen: Seen,
    /// What was there when it was last read.
    read: Option<Seen>,
    /// What was last told of it.
    told: Option<String>,
}

/// Path, length and time of change of every file.
type Seen = Vec<(PathBuf, u64, Option<SystemTime>)>;

impl Watch {
    /// Watches these folders, which were adopted a moment ago.
    pub fn new(dialogs: &Path, locales: &Path, at_once: bool) -> Self {
        let seen = look(dialogs, locales);
        let read = Some(seen.clone());
        let (dialogs, locales) = (dialogs.to_owned(), locales.to_owned());
        Self { dialogs, locales, at_once, seen, read, told: None }
    }

    /// Looks once. What changed is read at the second look that finds it alike: an editor that saves ten
    /// files is not caught halfway.
    ///
    /// # Errors
    /// When the database refuses; the next look tries again.
    pub async fn look(&mut self, work: &Work) -> Result<Option<Adopted>, StoreError> {
        let (dialogs, locales) = (self.dialogs.clone(), self.locales.clone());
        let Ok(now) = tokio::task::spawn_blocking(move || look(&dialogs, &locales)).await else {
            return Ok(None);
        };
        let is_calm = now == self.seen;
        self.seen = now;
        if !is_calm || self.read.as_ref() == Some(&self.seen) {
            return Ok(None);
        }
        let (dialogs, locales) = (self.dialogs.clone(), self.locales.clone());
        let files = tokio::task::spawn_blocking(move || read_files(&dialogs, &locales)).await;
        let adopted = match files {
            Err(_) => return Ok(None),
            Ok(Err(unread)) => Err(unread),
            Ok(Ok(files)) => {
                recordings::bring(&work.db, &self.dialogs, &files, work.clock.civil()).await?;
                adopt(work, &files, self.at_once).await
            }
        };
        let outcome = match adopted {
            Ok(adopted) => {
                self.tell(&adopted);
                Some(adopted)
            }
            Err(NoContent::Store(error)) => return Err(error),
            Err(unread) => {
                self.trouble(work, &unread.to_string()).await?;
                None
            }
        };
        self.read = Some(self.seen.clone());
        Ok(outcome)
    }

    fn tell(&mut self, adopted: &Adopted) {
        let words = in_words(adopted);
        if self.told.as_ref() != Some(&words) {
            match adopted {
                Adopted::Broken { problems, .. } => {
                    for problem in problems {
                        tracing::error!("{problem}");
                    }
                    tracing::error!("{words}");
                }
                Adopted::Draft { .. } => tracing::warn!("{words}"),
                _ => tracing::info!("{words}"),
            }
            self.told = Some(words);
        }
    }

    async fn trouble(&mut self, work: &Work, what: &str) -> Result<(), StoreError> {
        if self.told.as_deref() != Some(what) {
            tracing::error!("{what}; what is published goes on");
            self.told = Some(what.to_owned());
        }
        let mut tx = work.db.begin().await?;
        let folder = draft::folder(&mut tx).await?;
        let noted = Folder { trouble: Some(what.to_owned()), ..folder };
        draft::note_folder(&mut tx, &noted, work.clock.civil()).await?;
        // crash before: the page does not say it until the files change again, or at the next start
        crate::crash_point!("watch_files: trouble noted", tx.commit().await)
    }
}

/// What became of changed files, for the log.
pub fn in_words(adopted: &Adopted) -> String {
    match adopted {
        Adopted::Published(revision) => format!("dialogs and texts are published: {}", revision.0),
        Adopted::Unchanged(_) => "the dialogs on disk are no news".to_owned(),
        Adopted::Draft { draft, .. } => format!(
            "the dialogs on disk have changed and wait as a draft ({}); the published ones go on",
            draft.0
        ),
        Adopted::Broken { problems, .. } => format!(
            "the dialogs on disk have {} mistakes; the published ones go on",
            problems.len()
        ),
    }
}

/// Looks until the service stops.
pub async fn run(work: Work, mut watch: Watch, mut stop: Stop) {
    while !rest(EVERY, std::future::pending(), &mut stop).await {
        if let Err(error) = watch.look(&work).await {
            report("taking changed dialogs from disk", &error).await;
        }
        // what another process published is loaded here, and not while an event waits for it
        if let Err(error) = load_published(&work).await {
            report("loading what is published", &error).await;
        }
    }
}

async fn load_published(work: &Work) -> Result<(), StoreError> {
    let mut tx = work.db.read().await?;
    work.contents.published(&mut tx).await.map(|_| ())
}

fn look(dialogs: &Path, locales: &Path) -> Seen {
    let mut seen = Seen::new();
    for folder in [dialogs, locales] {
        gather(folder, &mut seen);
    }
    seen.sort();
    seen
}

fn gather(folder: &Path, seen: &mut Seen) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if seen.len() >= MOST {
            return;
        }
        let Ok(about) = path.metadata() else { continue };
        if about.is_dir() {
            gather(&path, seen);
        } else {
            seen.push((path, about.len(), about.modified().ok()));
        }
    }
}
