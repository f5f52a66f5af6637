//! What proving and the stories say of the draft: every path of the dialogs that change, and every story.
//! Takes longer than a page may, so it is looked at beside the pages, one draft at a time, and what was
//! found is remembered until the draft changes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

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
    /// What is not proven: where, and what. A person could be stranded there.
    pub refuted: Vec<(String, String)>,
    /// Stories that go otherwise than they are written: the story may be what is wrong.
    pub otherwise: Vec<(String, String)>,
}

/// What was found of the draft that was looked at last. Cloning gives another hand on the same.
#[derive(Clone, Default)]
pub struct Trials {
    state: Arc<Mutex<Looking>>,
    done: Arc<Notify>,
}

#[derive(Default)]
struct Looking {
    known: Option<(Key, Arc<Tried>)>,
    /// What is being looked at.
    at: Option<Key>,
}

/// The draft, and the dialogs that are walked.
type Key = (RevisionId, BTreeSet<String>);

impl Trials {
    /// What is known of this content, beside what is in force. None: not yet; then somebody looks,
    /// at this one or first at another.
    pub(super) fn of(
        &self,
        content: &Arc<Content>,
        files: &Files,
        changes: &Changes,
    ) -> Option<Arc<Tried>> {
        let key = (content.revision.clone(), affected(content, changes));
        let mut state = self.lock();
        if let Some((known, tried)) = &state.known
            && *known == key
        {
            return Some(Arc::clone(tried));
        }
        if state.at.is_none() {
            state.at = Some(key.clone());
            let end = End { trials: self.clone(), found: None };
            let (content, files) = (Arc::clone(content), files.clone());
            tokio::task::spawn_blocking(move || {
                let mut end = end;
                end.found = Some(look(&content, &files, &key.1));
            });
        }
        None
    }

    /// Is a draft being looked at?
    pub(super) fn is_looking(&self) -> bool {
        self.lock().at.is_some()
    }

    /// Comes back when no draft is being looked at.
    pub async fn rest(&self) {
        loop {
            let done = self.done.notified();
            tokio::pin!(done);
            // from here on no end is missed
            done.as_mut().enable();
            if !self.is_looking() {
                return;
            }
            done.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Looking> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end of looking, however it comes.
struct End {
    trials: Trials,
    found: Option<Tried>,
}

impl Drop for End {
    fn drop(&mut self) {
        let found = self.found.take().unwrap_or_else(|| {
            let what = "het nalopen is afgebroken; meld dit aan wie de dienst beheert".to_owned();
            Tried { refuted: vec![("dit concept".to_owned(), what)], ..Tried::default() }
        });
        let mut state = self.trials.lock();
        state.known = state.at.take().map(|key| (key, Arc::new(found)));
        drop(state);
        self.trials.done.notify_waiters();
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
    for proof in prove::prove_these(content, |name| wanted.contains(name)).dialogs {
        tried.dialogs += 1;
        if proof.bounded {
            let what = "er zijn te veel paden om ze allemaal na te lopen".to_owned();
            tried.refuted.push((proof.dialog.clone(), what));
        }
        tried.refuted.extend(proof.refuted.into_iter().map(|refuted| {
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
                    tried.otherwise.push((place, what));
                }
            }
        }
        Err(problems) => tried.otherwise.extend(
            problems.into_iter().map(|p| (format!("{}, regel {}", p.file, p.line), p.what)),
        ),
    }
    tried.refuted.truncate(MOST);
    tried.otherwise.truncate(MOST);
    tried
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::changes::changes;
    use crate::dialog::shipped;

    fn draft(title: &str) -> (Arc<Content>, Files, Changes) {
        let mut files = shipped::files();
        let body = files.entry("dialogs/taal.yaml".to_owned()).or_default();
        *body = body.replacen("title: ", &format!("title: {title} "), 1);
        let content = Content::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
        let changes = changes(&shipped::files(), &files);
        (Arc::new(content), files, changes)
    }

    #[tokio::test]
    async fn one_draft_is_looked_at_at_a_time_and_then_it_is_known() {
        let trials = Trials::default();
        let (first, second) = (draft("een"), draft("twee"));
        let of = |(content, files, changes): &(Arc<Content>, Files, Changes)| {
            trials.of(content, files, changes)
        };
        assert_eq!(of(&first), None);
        let being = trials.lock().at.clone();
        assert_eq!(of(&second), None);
        let now = trials.lock().at.clone();
        assert!(now.is_none() || now == being || being.is_none(), "never two at once");
        trials.rest().await;
        assert!(!trials.is_looking());
        // whichever was looked at last is known; the other is looked at again
        for one in [&first, &second] {
            while of(one).is_none() {
                trials.rest().await;
            }
            let tried = of(one).unwrap();
            assert!(tried.dialogs == 1 && tried.stories > 0, "{tried:?}");
            assert!(tried.refuted.is_empty() && tried.otherwise.is_empty(), "{tried:?}");
        }
    }

    #[test]
    fn looking_that_breaks_off_is_known_as_not_good() {
        let trials = Trials::default();
        trials.lock().at = Some((RevisionId("r".to_owned()), BTreeSet::new()));
        drop(End { trials: trials.clone(), found: None });
        assert!(!trials.is_looking());
        let known = trials.lock().known.clone();
        assert_eq!(known.map(|(_, tried)| tried.refuted.len()), Some(1));
    }
}
