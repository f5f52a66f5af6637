//! A revision of the content: every dialog, the policies and the words, hashed together.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::aids::Aids;
use super::conversation::RevisionId;
use super::definition::{Dialog, SessionChange, StepDef};
use super::knowledge::Knowledge;
use super::load::{self, Problem};
use super::plain_words::HardWord;
use crate::plan::policies::Policies;
use crate::text::Words;
use crate::trade::course::{Presence, SessionKind};

/// Files by their path (`dialogs/stop.yaml`, `locales/nl/pvt.ftl`).
pub type Files = BTreeMap<String, String>;

/// Files in one revision, at most.
pub const MOST_FILES: usize = 1000;
/// Bytes in one file, at most: a dialog of thousands of steps has room.
pub const LARGEST_FILE: usize = 1024 * 1024;
/// Bytes in all files together, at most: a revision is a row, and is shown on a page.
pub const LARGEST_REVISION: usize = 8 * 1024 * 1024;

/// Is this more than we keep in one revision? Then in which respect.
pub fn too_large(files: &Files) -> Option<String> {
    if files.len() > MOST_FILES {
        return Some(format!("there are {} files; at most {MOST_FILES} are read", files.len()));
    }
    if let Some((path, body)) = files.iter().find(|(_, body)| body.len() > LARGEST_FILE) {
        let kib = body.len() / 1024;
        return Some(format!("{path} has {kib} KiB; at most {} are read", LARGEST_FILE / 1024));
    }
    let all: usize = files.values().map(String::len).sum();
    let kib = all / 1024;
    let most = LARGEST_REVISION / 1024;
    (all > LARGEST_REVISION)
        .then(|| format!("all files together have {kib} KiB; at most {most} are read"))
}

/// A loaded revision.
#[derive(Clone)]
pub struct Content {
    /// Its hash.
    pub revision: RevisionId,
    /// By name.
    pub dialogs: Arc<BTreeMap<String, Dialog>>,
    /// Reminders, ladders, quiet hours, schedules.
    pub policies: Policies,
    /// The texts.
    pub words: Arc<Words>,
    /// What colleagues look up.
    pub knowledge: Arc<Knowledge>,
    /// The recordings and pictograms.
    pub aids: Arc<Aids>,
}

impl Content {
    /// Loads and checks; all problems at once, each with its place.
    pub fn load(files: &Files) -> Result<Self, Vec<Problem>> {
        load::load(files)
    }

    /// Texts that languages other than Dutch lack: no mistakes, but their readers should know.
    pub fn gaps(&self) -> Vec<Problem> {
        super::check::gaps(self)
    }

    /// Dutch messages that are harder than they need to be, or say a word of the law that nobody can have
    /// explained: no mistakes, but whoever publishes should know.
    pub fn hard_words(&self) -> Vec<HardWord> {
        super::plain_words::hard_words(self)
    }

    /// Recordings that nobody hears, and messages that are spoken in some languages only: no mistakes, but
    /// whoever publishes should know. One English line each.
    pub fn unspoken(&self) -> Vec<String> {
        super::aids::unspoken(self)
    }

    /// Loads what was checked when it was published: a later version of this program may be
    /// stricter, and still must finish the conversations that follow it.
    pub fn load_published(files: &Files) -> Result<Self, Vec<Problem>> {
        load::load_unchecked(files)
    }

    /// The hash of files: the same bytes are the same revision, on every machine.
    pub fn hash(files: &Files) -> RevisionId {
        let mut hash = Sha256::new();
        for (path, body) in files {
            for part in [path, body] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part.as_bytes());
            }
        }
        RevisionId(hash.finalize().iter().map(|b| format!("{b:02x}")).collect())
    }

    /// The dialog that a reminder for this kind of session starts.
    pub fn for_reminder(&self, kind: SessionKind) -> Option<&Dialog> {
        self.find(|d| d.starts.reminder.iter().any(|k| k.value == kind.as_str()))
    }

    /// The dialog that a global word starts.
    pub fn for_word(&self, word: &str) -> Option<&Dialog> {
        self.find(|d| d.starts.word.as_ref().is_some_and(|w| w.value == word))
    }

    /// The dialog that a word of this list starts.
    pub fn for_keyword(&self, list: &str) -> Option<&Dialog> {
        self.find(|d| d.starts.keyword.as_ref().is_some_and(|w| w.value == list))
    }

    /// The dialog that an accepted invitation starts.
    pub fn for_invitation(&self) -> Option<&Dialog> {
        self.find(|d| d.starts.invitation)
    }

    /// The dialog for what is not understood.
    pub fn catch_all(&self) -> Option<&Dialog> {
        self.find(|d| d.starts.catch_all)
    }

    /// The dialog for an unknown sender.
    pub fn for_unknown(&self) -> Option<&Dialog> {
        self.find(|d| d.starts.unknown)
    }

    /// The dialog that tells what became of a session.
    pub fn for_change(&self, change: SessionChange) -> Option<&Dialog> {
        self.find(|d| d.starts.session == Some(change))
    }

    /// The dialog for who was, or was not, at a session.
    pub fn for_presence(&self, presence: Presence) -> Option<&Dialog> {
        self.find(|d| d.starts.attendance == Some(presence))
    }

    /// The dialog that a schedule starts.
    pub fn for_schedule(&self, schedule: &str) -> Option<&Dialog> {
        self.find(|d| d.starts.schedule.as_ref().is_some_and(|s| s.value == schedule))
    }

    /// The content as the municipality with this CBS code has it; see [`Policies::of`].
    pub fn of_gemeente(&self, code: &str) -> Self {
        let mut content = self.clone();
        content.policies = self.policies.of(code).into_owned();
        content
    }

    /// The ladders that this dialog names, by itself or at one of its steps.
    pub fn ladders_of<'a>(&self, dialog: &'a Dialog) -> impl Iterator<Item = &'a str> {
        let steps = dialog.steps.iter().filter_map(|(_, step)| step.value.ladder.as_ref());
        dialog.ladder.iter().chain(steps).map(|name| name.value.as_str())
    }

    /// A step of a dialog.
    pub fn step(&self, dialog: &str, step: &str) -> Option<&StepDef> {
        self.dialogs.get(dialog)?.steps.get(step).map(|s| &s.value)
    }

    fn find(&self, wanted: impl Fn(&Dialog) -> bool) -> Option<&Dialog> {
        self.dialogs.values().find(|d| wanted(d))
    }
}

impl Dialog {
    /// The step it starts with.
    pub fn first_step(&self) -> &str {
        self.steps.0.first().map_or("", |(name, _)| name)
    }
}

/// The revisions that running conversations need: the published one, and older ones.
#[derive(Clone)]
pub struct Library {
    /// Starts new conversations.
    pub published: Arc<Content>,
    /// Finish theirs.
    pub older: BTreeMap<RevisionId, Arc<Content>>,
}

impl Library {
    /// A library of one revision.
    pub fn of(published: Arc<Content>) -> Self {
        Self { published, older: BTreeMap::new() }
    }

    /// The revision a conversation follows; the published one when it is gone.
    pub fn get(&self, revision: &RevisionId) -> &Arc<Content> {
        self.older.get(revision).unwrap_or(&self.published)
    }
}
