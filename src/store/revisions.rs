//! Content revisions, loaded once per process and shared by everybody who needs them: the loops
//! that hold conversations, and the pages that show them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Result, StoreError, Tx, content};
use crate::aid::shelf::Shelf;
use crate::dialog::content::Content;
use crate::dialog::conversation::RevisionId;

/// Revisions in memory. Cloning gives another hand on the same ones.
#[derive(Clone, Default)]
pub struct Revisions {
    loaded: Arc<Mutex<BTreeMap<RevisionId, Arc<Content>>>>,
    drawn: Shelf,
}

impl Revisions {
    /// The revision that starts conversations; none before anything is published.
    ///
    /// # Errors
    /// When the database fails, or holds what cannot be read.
    pub async fn published(&self, tx: &mut Tx) -> Result<Option<Arc<Content>>> {
        match content::published(tx).await? {
            Some(revision) => self.get(tx, &revision).await.map(Some),
            None => Ok(None),
        }
    }

    /// A revision.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub async fn get(&self, tx: &mut Tx, revision: &RevisionId) -> Result<Arc<Content>> {
        if let Some(known) = self.known(revision) {
            return Ok(known);
        }
        let files = content::files(tx, revision)
            .await?
            .ok_or_else(|| StoreError::corrupt("content_revision", &revision.0, "is missing"))?;
        let content = Content::load_published(&files).map_err(|problems| {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            StoreError::corrupt("content_revision", &revision.0, first)
        })?;
        let content = Arc::new(content);
        self.lock().insert(revision.clone(), content.clone());
        Ok(content)
    }

    /// Keeps a revision that was loaded already, so that the first event after its publication does not
    /// wait for it.
    pub fn keep(&self, content: &Content) {
        self.lock().entry(content.revision.clone()).or_insert_with(|| Arc::new(content.clone()));
    }

    /// A revision that was needed before in this process.
    pub fn known(&self, revision: &RevisionId) -> Option<Arc<Content>> {
        self.lock().get(revision).cloned()
    }

    /// The pictures that were drawn last.
    pub fn drawn(&self) -> &Shelf {
        &self.drawn
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<RevisionId, Arc<Content>>> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
