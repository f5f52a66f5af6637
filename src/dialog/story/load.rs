//! From files to stories, or to a list of mistakes with their places.

use chrono::NaiveDateTime;
use serde_saphyr::Location;

use super::super::content::Files;
use super::super::load::Problem;
use super::super::play::Start;
use super::definition::{FORMAT, StartDef, StoryDef, StoryFile};
use crate::plan::local_time;

/// The folder of stories among the files.
pub const FOLDER: &str = "dialogs/stories/";

/// How a moment is written in a story, on the Dutch clock.
pub const MOMENT: &str = "%Y-%m-%d %H:%M";

/// A story that can be lived.
#[derive(Clone, Debug)]
pub struct Story {
    /// The file it stands in.
    pub file: String,
    /// Its name in that file.
    pub name: String,
    /// As it is written.
    pub told: StoryDef,
    /// What begins it.
    pub start: Start,
    /// When, if it says so; UTC.
    pub at: Option<chrono::DateTime<chrono::Utc>>,
}

/// Every story of the files; all mistakes at once.
///
/// # Errors
/// The mistakes, with their places.
pub fn load(files: &Files) -> Result<Vec<Story>, Vec<Problem>> {
    let mut stories = Vec::new();
    let mut problems = Vec::new();
    for (path, body) in files.iter().filter(|(path, _)| is_story(path)) {
        match serde_saphyr::from_str::<StoryFile>(body) {
            Ok(file) if file.format != FORMAT => problems.push(Problem::in_file(
                path,
                format!("`format: {}` is not known; write `format: {FORMAT}`", file.format),
            )),
            Ok(file) => {
                for (name, story) in file.stories.0 {
                    match read(path, &name, story.referenced, story.value) {
                        Ok(story) => stories.push(story),
                        Err(problem) => problems.push(problem),
                    }
                }
            }
            Err(error) => problems.push(super::super::load::yaml_problem(path, &error)),
        }
    }
    if problems.is_empty() { Ok(stories) } else { Err(problems) }
}

/// Is this the path of a file of stories?
pub fn is_story(path: &str) -> bool {
    path.starts_with(FOLDER) && path.ends_with(".yaml")
}

fn read(file: &str, name: &str, place: Location, told: StoryDef) -> Result<Story, Problem> {
    let wrong = |place, what: String| Problem::at(file, place, what);
    let start =
        start(&told.start).map_err(|what| wrong(place, format!("story `{name}`: {what}")))?;
    let at = match &told.at {
        None => None,
        Some(at) => match NaiveDateTime::parse_from_str(&at.value, MOMENT) {
            Ok(local) => Some(local_time::resolve(local, None)),
            Err(_) => {
                let what = format!("`{}` is no moment: write 2026-12-01 18:00", at.value);
                return Err(wrong(at.referenced, what));
            }
        },
    };
    Ok(Story { file: file.to_owned(), name: name.to_owned(), told, start, at })
}

fn start(def: &StartDef) -> Result<Start, String> {
    let moment = def.moment.clone().unwrap_or_default();
    let found: Vec<Start> = [
        def.reminder.map(|kind| Start::Reminder { kind, moment }),
        def.word.clone().map(Start::Word),
        def.keyword.clone().map(Start::Keyword),
        def.invitation.then_some(Start::Invitation),
        def.staff.then_some(Start::Begun),
        def.session.map(Start::Session),
        def.words.is_some().then_some(Start::NotUnderstood),
        def.unknown.is_some().then_some(Start::Unknown),
    ]
    .into_iter()
    .flatten()
    .collect();
    match <[Start; 1]>::try_from(found) {
        Ok([start]) => Ok(start),
        Err(found) => Err(format!(
            "`start:` has {} beginnings; give it one of reminder, word, keyword, invitation, staff, session, words, unknown",
            found.len()
        )),
    }
}
