//! `/dialogen`: the dialogs as they are published, for everybody who works with them.
//!
//! One dialog as a drawing with what people did with it (`one`, `counts`), its words, and a phone
//! to try it on (`attempt`). What colleagues change, they change in the draft: `change` and `texts`, with
//! what will be seen of it (`preview`).

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::page::{Frame, html};
use super::{WebState, when};
use crate::dialog::content::Content;
use crate::dialog::definition::Dialog;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::message::TextId;
use crate::store::traffic;
use crate::trade::person::Language;

pub mod attempt;
pub mod change;
mod clear;
mod compared;
mod counts;
mod draft_words;
pub mod one;
pub mod preview;
pub(super) mod said;
pub mod texts;

#[derive(Template)]
#[template(path = "dialogs.html")]
struct ListPage {
    frame: Frame,
    published: Option<String>,
    languages: Vec<&'static str>,
    rows: Vec<Row>,
}

/// One dialog of the list.
struct Row {
    name: String,
    title: String,
    owner: String,
    starts: Vec<String>,
    inside: i64,
    /// Per language, how many words it lacks.
    missing: Vec<usize>,
}

/// `GET /dialogen`.
pub async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, HttpError> {
    let now = state.clock.civil();
    let mut tx = state.db.read().await?;
    let content = state.contents.published(&mut tx).await?;
    let inside = traffic::inside(&mut tx, visitor.viewer().gemeente).await?;
    let published = traffic::published_at(&mut tx).await?;
    drop(tx);
    let row = |content: &Content, name: &String, dialog: &Dialog| Row {
        name: name.clone(),
        title: dialog.title.clone(),
        owner: dialog.owner.clone(),
        starts: said::starts(content, dialog),
        inside: inside.iter().find(|(of, _)| of == name).map_or(0, |(_, count)| *count),
        missing: Language::ALL.iter().map(|l| missing(content, dialog, *l)).collect(),
    };
    let rows = content.iter().flat_map(|content| {
        content.dialogs.iter().map(|(name, dialog)| row(content, name, dialog))
    });
    html(&ListPage {
        frame: Frame::new(&state, Some(&visitor), "/dialogen"),
        published: published.map(|at| when::moment(at, now)),
        languages: Language::ALL.iter().map(|l| said::language(*l)).collect(),
        rows: rows.collect(),
    })
}

/// How many texts and button words of a dialog are not there in a language.
fn missing(content: &Content, dialog: &Dialog, language: Language) -> usize {
    let of_step = |step: &crate::dialog::definition::StepDef| {
        let Some(say) = &step.say else { return 0 };
        let text = TextId::from(say.value.as_str());
        let lacks = |(key, _): &(&str, _)| !content.words.has_label(language, &text, key);
        let labels = step.choices.iter().filter(lacks).count();
        usize::from(!content.words.has(language, &text)) + labels
    };
    dialog.steps.iter().map(|(_, step)| of_step(&step.value)).sum()
}
