//! What proving and the stories say of the draft: every path of the dialogs that change, and every story.
//! Takes longer than a page may, so what was found of a draft is remembered until it changes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::dialog::changes::Changes;
use crate::dialog::content::{Content, Files};
use crate::dialog::conversation::RevisionId;
use crate::dialog::{prove, story};

/// What is told of what does not hold, at most.
const MOST: usize = 30;

/// What was found of one draft.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// Dialogs of which every path was walked.
    pub dialogs: usize,
    /// Stories that were lived, each language for itself.
    pub stories: usize,
    /// What does not hold: where, and what.
    pub failures: Vec<(String, String)>,
}

/// What was found of the draft that was looked at last. Cloning gives another hand on the same.
#[derive(Clone, Default)]
pub struct Trials {
    last: Arc<Mutex<Remembered>>,
}

/// What was found, and of what.
type Remembered = Option<(Key, Arc<Tried>)>;

/// The draft, and the dialogs that were walked.
type Key = (RevisionId, BTreeSet<String>);

impl Trials {
    /// What is found of this content, beside what is in force. Blocks while it looks.
    pub(super) fn of(
        &self,
        content: &Arc<Content>,
        files: &Files,
        changes: &Changes,
    ) -> Arc<Tried> {
        let wanted = affected(content, changes);
        let key = (content.revision.clone(), wanted);
        let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, tried)) = last().as_ref()
            && *known == key
        {
            return tried.clone();
        }
        // not under the lock: two who look at once may both do the work
        let tried = Arc::new(look(content, files, &key.1));
        *last() = Some((key, tried.clone()));
        tried
    }
}

/// Other words change no path; another rule may change all of them.
fn affected(content: &Content, changes: &Changes) -> BTreeSet<String> {
    if !changes.policies.is_empty() {
        return content.dialogs.keys().cloned().collect();
    }
    changes.dialogs.iter().map(|dialog| dialog.name.clone()).collect()
}

fn look(content: &Arc<Content>, files: &Files, wanted: &BTreeSet<String>) -> Tried {
    let mut tried = Tried::default();
    for dialog in content.dialogs.values().filter(|d| wanted.contains(&d.dialog.value)) {
        let proof = prove::prove_one(content, dialog);
        tried.dialogs += 1;
        if proof.bounded {
            let what = "er zijn te veel paden om ze allemaal na te lopen".to_owned();
            tried.failures.push((proof.dialog.clone(), what));
        }
        tried.failures.extend(proof.refuted.into_iter().map(|refuted| {
            let place = format!("{}, regel {}", refuted.file, refuted.line);
            (place, format!("{} {}", refuted.property.in_dutch(), refuted.what))
        }));
    }
    match story::load(files) {
        Ok(stories) => {
            for outcome in stories.iter().flat_map(|told| story::run(content, told)) {
                tried.stories += 1;
                if let Some(failure) = outcome.failure {
                    let place = format!("{}, regel {}", outcome.file, failure.line);
                    let what =
                        format!("“{}” ({}): {}", outcome.story, outcome.language, failure.what);
                    tried.failures.push((place, what));
                }
            }
        }
        Err(problems) => tried.failures.extend(
            problems.into_iter().map(|p| (format!("{}, regel {}", p.file, p.line), p.what)),
        ),
    }
    tried.failures.truncate(MOST);
    tried
}
