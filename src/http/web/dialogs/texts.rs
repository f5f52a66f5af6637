//! `/dialogen/{dialog}/teksten`: the words of a dialog in one language beside the Dutch, changed in the
//! draft, and read by somebody else.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::draft_words::{in_words, problems_of};
use super::preview::Preview;
use super::said;
use crate::acts::edit_content::{self, Author, Refusal, Which, Working, pair, path_of};
use crate::acts::publish::By;
use crate::channel::limits::WHATSAPP;
use crate::dialog::content::Files;
use crate::dialog::definition::Dialog;
use crate::dialog::preview;
use crate::dialog::texts::{self, Text};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::page::{Frame, html};
use crate::http::web::{WebState, when};
use crate::store::text_reviews::{self, Review};
use crate::text::direction;
use crate::text::edit::Message;
use crate::trade::person::Language;

#[derive(Template)]
#[template(path = "dialog_texts.html")]
struct TextsPage {
    frame: Frame,
    csrf: String,
    name: String,
    title: String,
    seen: String,
    language: &'static str,
    language_name: &'static str,
    direction: &'static str,
    is_dutch: bool,
    tabs: Vec<Tab>,
    refused: Option<String>,
    problems: Vec<String>,
    texts: Vec<TextForm>,
    dialog: Dialog,
    files: Files,
}

impl TextsPage {
    /// What somebody typed stays, and is shown: it is not lost because it was wrong, or not saved yet.
    fn keep(&mut self, asked: &BTreeMap<String, String>) {
        let Some(language) = Language::parse(self.language) else { return };
        let id = asked.get("tekst").map_or("", String::as_str);
        let Some(text) = self.texts.iter_mut().find(|text| text.id == id) else { return };
        let message = typed(asked);
        text.preview = Preview::typed(&self.files, &self.dialog, (id, language), &message);
        text.is_kept = true;
        for label in &mut text.labels {
            let typed = asked.get(&format!("label-{}", label.key)).map_or("", String::as_str);
            label.words = typed.trim().to_owned();
        }
        text.words = message.words;
    }
}

struct Tab {
    code: &'static str,
    words: &'static str,
    on: bool,
    /// Texts that nobody approved.
    open: usize,
}

/// A text as a form.
struct TextForm {
    id: String,
    steps: String,
    dutch: String,
    words: String,
    rows: usize,
    labels: Vec<LabelForm>,
    status: String,
    /// For the eye: `good`, `busy`, `bad`.
    tone: &'static str,
    can_approve: bool,
    /// Typed, and not saved.
    is_kept: bool,
    /// On a phone, with the Dutch under it.
    preview: Preview,
}

struct LabelForm {
    key: String,
    dutch: String,
    words: String,
    most: usize,
}

/// What the address asks for.
#[derive(Deserialize)]
pub struct Wanted {
    taal: Option<String>,
}

/// `GET /dialogen/{dialog}/teksten`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(asked): Query<Wanted>,
) -> Result<Html<String>, HttpError> {
    let language = asked.taal.as_deref().and_then(Language::parse).unwrap_or(Language::Nl);
    html(&page(&state, &visitor, (&name, language), None).await?)
}

/// `POST /dialogen/{dialog}/teksten`. Labels come as `label-KEY`.
pub async fn change(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(name): Path<String>,
    Form(asked): Form<BTreeMap<String, String>>,
) -> Result<Response, HttpError> {
    let word = |name: &str| asked.get(name).map_or("", String::as_str);
    let language = Language::parse(word("taal")).ok_or(HttpError::Unreadable)?;
    let which = Which { dialog: &name, id: word("tekst"), language };
    let viewer = visitor.viewer();
    let by = By { gemeente: viewer.gemeente, staff: Some(viewer.staff) };
    let author = Author { seen: word("seen").parse().ok(), by };
    if word("what") == "voorbeeld" {
        let mut page = page(&state, &visitor, (&name, language), None).await?;
        page.keep(&asked);
        return Ok(html(&page)?.into_response());
    }
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    let done = match word("what") {
        "bewaar" => {
            edit_content::write_text(&mut tx, which, &typed(&asked), author, now).await.map(|_| ())
        }
        "goedkeuren" => edit_content::approve_text(&mut tx, which, author, now).await,
        _ => return Err(HttpError::Unreadable),
    };
    match done {
        Ok(()) => {
            tx.commit().await?;
            let to = format!("/dialogen/{name}/teksten?taal={language}#tekst-{}", which.id);
            Ok(Redirect::to(&to).into_response())
        }
        Err(Refusal::Unknown) => Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(refusal) => {
            drop(tx);
            let told = Some(in_words(&refusal));
            let mut page = page(&state, &visitor, (&name, language), told).await?;
            if word("what") == "bewaar" {
                page.keep(&asked);
            }
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
    }
}

/// What somebody typed.
pub(super) fn typed(asked: &BTreeMap<String, String>) -> Message {
    let word = |name: &str| asked.get(name).map_or("", String::as_str);
    Message {
        words: word("woorden").replace("\r\n", "\n"),
        labels: labels_in(asked, word("volgorde")),
        machine: false,
    }
}

fn labels_in(asked: &BTreeMap<String, String>, order: &str) -> Vec<(String, String)> {
    let keys = order.split(' ').filter(|key| !key.is_empty());
    keys.filter_map(|key| {
        let label = asked.get(&format!("label-{key}"))?.trim();
        (!label.is_empty()).then(|| (key.to_owned(), label.to_owned()))
    })
    .collect()
}

async fn page(
    state: &WebState,
    visitor: &Visitor,
    (name, language): (&str, Language),
    refused: Option<String>,
) -> Result<TextsPage, HttpError> {
    let mut tx = state.db.read().await?;
    let working = edit_content::working(&mut tx).await.map_err(|refusal| match refusal {
        Refusal::Store(error) => HttpError::from(error),
        _ => HttpError::NotFound,
    })?;
    let mut reviews = BTreeMap::new();
    for &language in Language::ALL {
        reviews.insert(language, text_reviews::of_language(&mut tx, language).await?);
    }
    drop(tx);
    let body = working.files.get(&path_of(name)).ok_or(HttpError::NotFound)?;
    // a broken file is mended on the page of its steps
    let dialog: Dialog = serde_saphyr::from_str(body).map_err(|_| HttpError::NotFound)?;
    let all = texts::texts_of(&dialog);
    let now = state.clock.civil();
    let words = preview::words_for(&working.files, language);
    let reader = Reader { working: &working, dialog: &dialog, me: visitor.viewer().staff };
    let tab = |l: &Language| {
        let open = |text: &&Text| reader.status(text, *l, &reviews[l]).tone != "good";
        Tab {
            code: l.as_str(),
            words: said::language(*l),
            on: *l == language,
            open: if *l == Language::Nl { 0 } else { all.iter().filter(open).count() },
        }
    };
    let form = |text: &Text| {
        let status = reader.status(text, language, &reviews[&language]);
        let shown = words.as_ref().map(|words| Preview::of(words, &dialog, &text.id, language));
        let preview = shown.unwrap_or_else(Preview::unreadable);
        TextForm { preview, ..reader.form(text, language, status.told(now)) }
    };
    let forms = all.iter().map(form).collect();
    Ok(TextsPage {
        frame: Frame::new(state, Some(visitor), "/dialogen"),
        csrf: visitor.csrf().to_owned(),
        title: dialog.title.clone(),
        name: name.to_owned(),
        seen: working.version.map(|version| version.to_string()).unwrap_or_default(),
        language: language.as_str(),
        language_name: said::language(language),
        direction: direction(language).as_str(),
        is_dutch: language == Language::Nl,
        tabs: Language::ALL.iter().map(tab).collect(),
        refused,
        problems: problems_of(&working.files, None),
        texts: forms,
        dialog,
        files: working.files.clone(),
    })
}

/// How far along a text is.
struct Status {
    tone: &'static str,
    words: &'static str,
    approved: Option<(String, chrono::DateTime<chrono::Utc>)>,
    can_approve: bool,
}

impl Status {
    fn told(self, now: chrono::DateTime<chrono::Utc>) -> (String, &'static str, bool) {
        let words = match self.approved {
            Some((by, at)) => {
                say!("goedgekeurd door {by}, {at}", by = by, at = when::moment(at, now))
            }
            None => self.words.to_owned(),
        };
        (words, self.tone, self.can_approve)
    }
}

struct Reader<'a> {
    working: &'a Working,
    dialog: &'a Dialog,
    me: crate::ids::StaffId,
}

impl Reader<'_> {
    fn status(&self, text: &Text, language: Language, reviews: &[Review]) -> Status {
        let of = |tone, words, can_approve| Status { tone, words, approved: None, can_approve };
        if language == Language::Nl {
            return of("good", say!("de bron"), false);
        }
        let Some((_, message)) = texts::find(&self.working.files, language, &text.id) else {
            return of("bad", say!("ontbreekt"), false);
        };
        let which = Which { dialog: &self.dialog.dialog.value, id: &text.id, language };
        let pair = pair(&self.working.files, which);
        let known = reviews.iter().find(|review| {
            (review.text_id.as_str(), &review.words_hash, &review.dutch_hash)
                == (pair.text_id.as_str(), &pair.words_hash, &pair.dutch_hash)
        });
        if let Some(Review { approved_by: Some(by), approved_at: Some(at), .. }) = known {
            return Status {
                approved: Some((by.clone(), *at)),
                ..of("good", say!("goedgekeurd"), false)
            };
        }
        let mine = known.is_some_and(|review| review.written_by == Some(self.me));
        let for_other_dutch = reviews.iter().any(|review| {
            review.text_id == text.id
                && review.words_hash == pair.words_hash
                && review.approved_by.is_some()
        });
        match (message.machine, for_other_dutch) {
            (_, true) => {
                of("busy", say!("het Nederlands is veranderd sinds dit werd goedgekeurd"), !mine)
            }
            (true, _) => {
                of("busy", say!("vertaald door een machine, nog door niemand gelezen"), !mine)
            }
            (false, _) => of("busy", say!("concept, nog niet goedgekeurd"), !mine),
        }
    }

    fn form(
        &self,
        text: &Text,
        language: Language,
        (status, tone, can_approve): (String, &'static str, bool),
    ) -> TextForm {
        let in_language = |language| {
            let found = texts::find(&self.working.files, language, &text.id);
            found.map(|(_, message)| message).unwrap_or_default()
        };
        let (dutch, own) = (in_language(Language::Nl), in_language(language));
        let label = |message: &Message, key: &str| {
            let found = message.labels.iter().find(|(k, _)| k == key);
            found.map(|(_, words)| words.clone()).unwrap_or_default()
        };
        // labels that no step asks for stay, at the end: they may belong to another dialog
        let more = own.labels.iter().map(|(key, _)| key).filter(|key| !text.labels.contains(key));
        let keys: Vec<String> = text.labels.iter().chain(more).cloned().collect();
        let on_list = text.labels.len() > WHATSAPP.buttons;
        let longest = if on_list { WHATSAPP.row_label } else { WHATSAPP.button_label };
        TextForm {
            id: text.id.clone(),
            steps: text.steps.join(", "),
            rows: own.words.lines().count().max(dutch.words.lines().count()).clamp(2, 10) + 1,
            labels: keys
                .into_iter()
                .map(|key| LabelForm {
                    dutch: label(&dutch, &key),
                    words: label(&own, &key),
                    most: longest,
                    key,
                })
                .collect(),
            status,
            tone,
            can_approve,
            is_kept: false,
            preview: Preview::default(),
            dutch: dutch.words,
            words: own.words,
        }
    }
}

impl TextForm {
    fn order(&self) -> String {
        let keys: Vec<&str> = self.labels.iter().map(|label| label.key.as_str()).collect();
        keys.join(" ")
    }
}
