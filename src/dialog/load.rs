//! From files to a revision, or to a list of mistakes with their places.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde_saphyr::Location;

use super::content::{Content, Files};
use super::conversation::RevisionId;
use super::definition::Dialog;
use super::knowledge;
use super::limits::{MAX_FILE_BYTES, MAX_FILES};
use super::{aids, check};
use crate::plan::policies::Policies;
use crate::text::{Source, Words};
use crate::trade::person::Language;

/// A mistake in the content: where it is, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as its author knows it.
    pub file: String,
    /// From 1; 0 when the place is not known.
    pub line: usize,
    /// From 1; 0 when the place is not known.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.what)
    }
}

impl Problem {
    pub(super) fn at(file: &str, place: Location, what: impl Into<String>) -> Self {
        let number = |n: u64| usize::try_from(n).unwrap_or(0);
        Self {
            file: file.to_owned(),
            line: number(place.line()),
            column: number(place.column()),
            what: what.into(),
        }
    }

    pub(super) fn in_file(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: 0, column: 0, what: what.into() }
    }
}

const POLICIES: &str = "dialogs/policies.yaml";

/// What was loaded last. The same bytes are the same content, and reading and checking them anew would be
/// most of what a look at a dialog, a start and a test cost.
static LAST: Mutex<Option<Loaded>> = Mutex::new(None);

struct Loaded {
    content: Content,
    checked: bool,
}

/// Loads every file; gives all mistakes at once.
pub(super) fn load(files: &Files) -> Result<Content, Vec<Problem>> {
    remembered(files, true)
}

/// Loads every file that can be read, whatever it says.
pub(super) fn load_unchecked(files: &Files) -> Result<Content, Vec<Problem>> {
    remembered(files, false)
}

fn remembered(files: &Files, checked: bool) -> Result<Content, Vec<Problem>> {
    let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let revision = Content::hash(files);
    let known = last()
        .as_ref()
        .filter(|last| last.content.revision == revision && last.checked >= checked)
        .map(|last| last.content.clone());
    if let Some(content) = known {
        return Ok(content);
    }
    let content = read(files, revision, checked)?;
    *last() = Some(Loaded { content: content.clone(), checked });
    Ok(content)
}

fn read(files: &Files, revision: RevisionId, checked: bool) -> Result<Content, Vec<Problem>> {
    let mut problems = too_large(files);
    if !problems.is_empty() {
        return Err(problems);
    }
    let dialogs = Arc::new(load_dialogs(files, &mut problems));
    let policies = load_policies(files, &mut problems);
    let words = load_words(files, &mut problems);
    let knowledge = Arc::new(knowledge::load(files, &mut problems));
    let aids = Arc::new(aids::load(files, &mut problems));
    if let (Some(policies), Some(words)) = (policies, words) {
        let words = Arc::new(words);
        let content = Content { revision, dialogs, policies, words, knowledge, aids };
        if checked {
            problems.extend(check::check(&content));
        }
        if problems.is_empty() {
            return Ok(content);
        }
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// What no author writes by hand is not even read.
fn too_large(files: &Files) -> Vec<Problem> {
    let mut problems = Vec::new();
    if files.len() > MAX_FILES {
        let what = format!("{} files; at most {MAX_FILES} are read", files.len());
        problems.push(Problem::in_file("dialogs", what));
    }
    for (path, body) in files.iter().filter(|(_, body)| body.len() > MAX_FILE_BYTES) {
        let what = format!(
            "has {} bytes; at most {MAX_FILE_BYTES} are read: make several dialogs of it",
            body.len()
        );
        problems.push(Problem::in_file(path, what));
    }
    problems
}

fn load_dialogs(files: &Files, problems: &mut Vec<Problem>) -> BTreeMap<String, Dialog> {
    let mut dialogs: BTreeMap<String, Dialog> = BTreeMap::new();
    for (path, body) in files {
        let Some(stem) = dialog_name(path) else { continue };
        match serde_saphyr::from_str::<Dialog>(body) {
            Ok(dialog) if dialog.dialog.value != stem => problems.push(Problem::at(
                path,
                dialog.dialog.referenced,
                format!(
                    "this file is called {stem}.yaml, so write `dialog: {stem}` \
                     (or rename the file to {}.yaml)",
                    dialog.dialog.value
                ),
            )),
            Ok(dialog) => {
                dialogs.insert(stem.to_owned(), dialog);
            }
            Err(error) => problems.push(yaml_problem(path, &error)),
        }
    }
    dialogs
}

fn dialog_name(path: &str) -> Option<&str> {
    let stem = path.strip_prefix("dialogs/")?.strip_suffix(".yaml")?;
    (path != POLICIES && !stem.contains('/')).then_some(stem)
}

pub(super) fn yaml_problem(path: &str, error: &serde_saphyr::Error) -> Problem {
    let place = error.location().unwrap_or(Location::UNKNOWN);
    // the library prints the place, a snippet and its own advice: the first line says what it is
    let text = error.to_string();
    let first = text.lines().next().unwrap_or("is not valid YAML").trim();
    let what = first.strip_prefix("error: ").unwrap_or(first);
    Problem::at(path, place, what)
}

fn load_policies(files: &Files, problems: &mut Vec<Problem>) -> Option<Policies> {
    let Some(body) = files.get(POLICIES) else {
        problems.push(Problem::in_file(POLICIES, "is missing: reminders and ladders stand there"));
        return None;
    };
    match Policies::parse(body) {
        Ok(policies) => Some(policies),
        Err(problem) => {
            problems.push(Problem {
                file: POLICIES.to_owned(),
                line: usize::try_from(problem.line).unwrap_or(0),
                column: usize::try_from(problem.column).unwrap_or(0),
                what: problem.what,
            });
            None
        }
    }
}

fn load_words(files: &Files, problems: &mut Vec<Problem>) -> Option<Words> {
    let mut sources = Vec::new();
    for (path, body) in files {
        let Some(rest) = path.strip_prefix("locales/") else { continue };
        let Some((folder, _)) = rest.split_once('/') else { continue };
        match Language::parse(folder) {
            Some(language) => {
                sources.push(Source { language, file: rest.to_owned(), body: body.clone() })
            }
            None => problems.push(Problem::in_file(
                path,
                format!("`{folder}` is not a language of this version; use nl, en, ar, tr, ti, fa, so, es, pt, ru, fr or zh"),
            )),
        }
    }
    match Words::load(&sources) {
        Ok(words) => Some(words),
        Err(found) => {
            problems.extend(found.into_iter().map(|p| Problem {
                file: format!("locales/{}", p.file),
                line: p.line,
                column: p.column,
                what: p.what,
            }));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::shipped;

    #[test]
    fn what_was_read_without_a_look_at_it_is_looked_at_when_that_is_asked() {
        let mut files = shipped::files();
        let dialog = files.get_mut("dialogs/check-in.yaml").unwrap();
        *dialog = dialog.replace("goto: wat-houdt-tegen", "goto: nergens");
        assert!(load_unchecked(&files).is_ok());
        let problems = load(&files).err().unwrap_or_default();
        assert!(problems.iter().any(|problem| problem.what.contains("nergens")), "{problems:?}");
        assert!(load_unchecked(&files).is_ok());
        let good = load(&shipped::files()).map(|content| content.revision);
        assert_eq!(good.ok(), Some(Content::hash(&shipped::files())));
    }
}
