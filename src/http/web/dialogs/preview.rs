//! What a text looks like on a phone while it is written: the bubble as delivery would make it, on both
//! channels, with how much room is left. `POST /dialogen/{dialog}/teksten/voorbeeld` gives it by itself, for
//! a page that follows typing; it changes nothing.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Html;

use super::draft_words;
use super::texts::typed;
use crate::acts::edit_content::{self, Refusal, path_of};
use crate::channel::{limits, render};
use crate::dialog::content::Files;
use crate::dialog::definition::Dialog;
use crate::dialog::play::channel_name;
use crate::dialog::{preview, texts};
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::html;
use crate::message::{ChannelKind, Outgoing, Part};
use crate::text::edit::{self, Message, Unreadable};
use crate::text::{Words, without_marks};
use crate::trade::person::Language;

const CHANNELS: [ChannelKind; 2] = [ChannelKind::Whatsapp, ChannelKind::Telegram];

/// A text on both phones, or why it cannot be shown.
#[derive(Default, Template)]
#[template(path = "text_preview.html")]
pub(super) struct Preview {
    refused: Option<NotShown>,
    phones: Vec<Phone>,
}

/// Why there is nothing to see. It becomes words when the page is written: reading happens beside the
/// request, which knows the language.
enum NotShown {
    File,
    Typed(Unreadable),
}

impl NotShown {
    fn in_words(&self) -> String {
        match self {
            Self::File => say!("Een bestand met teksten kan niet worden gelezen.").to_owned(),
            Self::Typed(unreadable) => draft_words::unreadable(unreadable),
        }
    }
}

struct Phone {
    kind: &'static str,
    channel: &'static str,
    /// Characters, and how many fit.
    length: usize,
    most: usize,
    bubbles: Vec<Bubble>,
}

struct Bubble {
    lines: Vec<String>,
    buttons: Vec<String>,
    /// What opens the list in which the buttons are.
    list: Option<String>,
}

impl Preview {
    /// What stands in the files.
    pub(super) fn of(words: &Words, dialog: &Dialog, id: &str, language: Language) -> Self {
        let out = preview::message(words, dialog, id, language);
        Self { refused: None, phones: CHANNELS.map(|kind| phone(kind, &out)).into() }
    }

    /// What somebody is writing.
    pub(super) fn typed(
        files: &Files,
        dialog: &Dialog,
        (id, language): (&str, Language),
        message: &Message,
    ) -> Self {
        let path = texts::find(files, language, id).map(|(path, _)| path);
        let path = path.unwrap_or_else(|| texts::home(files, language, dialog));
        let mut files = files.clone();
        let file = files.entry(path).or_default();
        match edit::write(file, id, message) {
            Ok(written) => *file = written,
            Err(unreadable) => return Self::not(NotShown::Typed(unreadable)),
        }
        match preview::words_for(&files, language) {
            Some(words) => Self::of(&words, dialog, id, language),
            None => Self::unreadable(),
        }
    }

    /// Some file with words cannot be read.
    pub(super) fn unreadable() -> Self {
        Self::not(NotShown::File)
    }

    fn not(why: NotShown) -> Self {
        Self { refused: Some(why), phones: Vec::new() }
    }
}

fn phone(kind: ChannelKind, out: &Outgoing) -> Phone {
    let parts = render::render(out, limits::of(kind));
    let bubbles = parts.into_iter().filter_map(|part| {
        let (body, choices, list) = match part {
            Part::Text { body } => (body, Vec::new(), None),
            Part::Buttons { body, choices } => (body, choices, None),
            Part::List { body, button, choices } => (body, choices, Some(button)),
            _ => return None,
        };
        let lines = body.lines().map(str::to_owned).collect();
        let buttons = choices.into_iter().map(|choice| choice.label).collect();
        Some(Bubble { lines, buttons, list })
    });
    Phone {
        kind: kind.as_str(),
        channel: channel_name(kind),
        length: without_marks(&out.body).chars().count(),
        most: preview::room(kind, out.choices.len()),
        bubbles: bubbles.collect(),
    }
}

/// `POST /dialogen/{dialog}/teksten/voorbeeld`.
pub async fn show(
    State(state): State<WebState>,
    Path(name): Path<String>,
    Form(asked): Form<BTreeMap<String, String>>,
) -> Result<Html<String>, HttpError> {
    let word = |name: &str| asked.get(name).map_or("", String::as_str);
    let language = Language::parse(word("taal")).ok_or(HttpError::Unreadable)?;
    let mut tx = state.db.read().await?;
    let working = edit_content::working(&mut tx).await.map_err(|refusal| match refusal {
        Refusal::Store(error) => HttpError::from(error),
        _ => HttpError::NotFound,
    })?;
    drop(tx);
    let (id, message) = (word("tekst").to_owned(), typed(&asked));
    let shown = tokio::task::spawn_blocking(move || {
        let body = working.files.get(&path_of(&name))?;
        let dialog: Dialog = serde_saphyr::from_str(body).ok()?;
        Some(Preview::typed(&working.files, &dialog, (&id, language), &message))
    });
    let shown = shown.await.map_err(|_| HttpError::Broken)?.ok_or(HttpError::NotFound)?;
    html(&shown)
}
