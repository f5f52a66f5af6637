//! The sound of recordings, from the folder of the dialogs into the database.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::aid::recording::{self, Recording};
use crate::aid::{VOICE_FOLDER, sha256};
use crate::dialog::aids::voice_of;
use crate::dialog::content::Files;
use crate::store::content_files::{self, Kind};
use crate::store::{Db, StoreError};

/// Keeps the sound of every recording that these files name and that lies in the folder of the dialogs.
/// What is there already is not read again. One that changed since the files were read is left: the next
/// look at the folder brings it, and nothing is published without it.
///
/// # Errors
/// When the database refuses. A file that cannot be read is left out.
pub async fn bring(
    db: &Db,
    dialogs: &Path,
    files: &Files,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut missing: Vec<(PathBuf, Recording)> = Vec::new();
    let mut look = db.read().await?;
    for (path, lines) in files {
        let Some((language, name)) = voice_of(path) else { continue };
        let Ok(recording) = recording::read(lines) else { continue };
        if !content_files::has(&mut look, &recording.sha256).await? {
            missing.push((file_of(dialogs, language, name), recording));
        }
    }
    drop(look);
    for (path, recording) in missing {
        let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
        let Ok(Ok(content)) = read else { continue };
        if sha256(&content) != recording.sha256 {
            continue;
        }
        let mut tx = db.begin().await?;
        content_files::keep(&mut tx, Kind::Ogg, &content, now).await?;
        // crash before: the next look at the folder brings it
        crate::crash_point!("recordings: kept", tx.commit().await)?;
    }
    Ok(())
}

fn file_of(dialogs: &Path, language: &str, name: &str) -> PathBuf {
    let folder = VOICE_FOLDER.trim_start_matches("dialogs/");
    dialogs.join(folder).join(language).join(format!("{name}.ogg"))
}
