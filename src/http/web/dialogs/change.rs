//! `/dialogen/{dialog}/bewerken`: the steps of a dialog, changed in the draft, beside the drawing in which
//! every step and every arrow leads to its form.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::draft_words::{in_words, problems_of};
use crate::acts::edit_content::{self, Author, Refusal, Working, path_of};
use crate::acts::publish::By;
use crate::dialog::aids::Aids;
use crate::dialog::content::Content;
use crate::dialog::edit::{Edit, Refused, body_of};
use crate::dialog::graph::svg::{self, Place};
use crate::dialog::graph::{Exit, Graph};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::{Frame, html};
use crate::http::web::publish::look::templates_of;
use crate::message::{Facts, TextId};
use crate::text::without_marks;
use crate::trade::person::Language;

#[derive(Template)]
#[template(path = "dialog_change.html")]
struct ChangePage {
    frame: Frame,
    csrf: String,
    name: String,
    title: String,
    seen: String,
    is_draft: bool,
    refused: Option<String>,
    problems: Vec<String>,
    /// What Meta did not approve of the templates of these steps.
    templates: Vec<String>,
    /// What can go along with a step: the key, and the names that it may have.
    aids: Vec<(&'static str, String)>,
    drawing: Option<String>,
    steps: Vec<Step>,
    names: Vec<String>,
    new: NewStep,
    file: String,
    /// Why the steps cannot be shown one by one.
    unreadable: Option<String>,
}

/// A step as a form.
struct Step {
    name: String,
    said: String,
    body: String,
    rows: usize,
    /// The one above the one above: behind it this step moves up.
    up: Option<String>,
    down: Option<String>,
    is_first: bool,
    /// Every way to it, in words.
    ways: Vec<String>,
    /// Where those ways would lead without it: the step that it leads to, if that is one.
    onward: Option<String>,
}

/// A step that is not there yet.
#[derive(Default)]
struct NewStep {
    name: String,
    /// On the way between these two.
    between: Option<(String, String)>,
    /// Before this one, which is the first.
    before: Option<String>,
    body: String,
}

/// Where a new step was asked for.
#[derive(Default, Deserialize)]
pub struct Where {
    van: Option<String>,
    naar: Option<String>,
}

/// What a form asks for.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    instead: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    naar: String,
}

/// `GET /dialogen/{dialog}/bewerken`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(place): Query<Where>,
) -> Result<Html<String>, HttpError> {
    let mut tx = state.db.read().await?;
    let working = edit_content::working(&mut tx).await.map_err(unknown)?;
    drop(tx);
    html(&page(&state, &visitor, &name, &working, (None, place)).await?)
}

/// `POST /dialogen/{dialog}/bewerken`.
pub async fn change(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(name): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Response, HttpError> {
    let viewer = visitor.viewer();
    let by = By { gemeente: viewer.gemeente, staff: Some(viewer.staff) };
    let author = Author { seen: asked.seen.parse().ok(), by };
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    let done = match wanted(&asked) {
        Some(change) => edit_content::edit_step(&mut tx, &name, &change, author, now).await,
        None if asked.what == "bestand" => {
            let body = asked.body.replace("\r\n", "\n");
            edit_content::write_file(&mut tx, &name, body, author, now).await
        }
        None => return Err(HttpError::Unreadable),
    };
    match done {
        Ok(_) => {
            tx.commit().await?;
            let step = if asked.to.is_empty() { &asked.step } else { &asked.to };
            Ok(Redirect::to(&format!("/dialogen/{name}/bewerken#stap-{step}")).into_response())
        }
        Err(Refusal::Unknown) => Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(refusal) => {
            drop(tx);
            let mut tx = state.db.read().await?;
            let working = edit_content::working(&mut tx).await.map_err(unknown)?;
            drop(tx);
            let told = Some(in_words(&refusal));
            let some = |word: &String| (!word.is_empty()).then(|| word.clone());
            let place = Where { van: some(&asked.van), naar: some(&asked.naar) };
            let mut page = page(&state, &visitor, &name, &working, (told, place)).await?;
            // what somebody typed is not lost because it was wrong
            match page.steps.iter_mut().find(|step| step.name == asked.step) {
                Some(step) if asked.what == "schrijf" => step.body = asked.body,
                _ if asked.what == "bestand" => page.file = asked.body,
                _ if asked.what == "nieuw" => {
                    page.new.name = asked.step;
                    page.new.body = asked.body;
                }
                _ => {}
            }
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
    }
}

fn wanted(asked: &Asked) -> Option<Edit> {
    let (name, body) = (asked.step.clone(), asked.body.replace("\r\n", "\n"));
    let some = |word: &str| (!word.is_empty()).then(|| word.to_owned());
    let after = some(&asked.after);
    Some(match asked.what.as_str() {
        "nieuw" if !asked.van.is_empty() => {
            Edit::Between { name, from: asked.van.clone(), to: asked.naar.clone(), body }
        }
        "nieuw" => Edit::Add { name, after, body },
        "verplaats" => Edit::Move { name, after },
        "verwijder" => Edit::Remove { name, instead: some(&asked.instead) },
        "hernoem" => Edit::Rename { name, to: asked.to.clone() },
        "schrijf" => Edit::Write { name, body },
        _ => return None,
    })
}

fn unknown(refusal: Refusal) -> HttpError {
    match refusal {
        Refusal::Store(error) => error.into(),
        _ => HttpError::NotFound,
    }
}

async fn page(
    state: &WebState,
    visitor: &Visitor,
    name: &str,
    working: &Working,
    (refused, place): (Option<String>, Where),
) -> Result<ChangePage, HttpError> {
    let file = working.files.get(&path_of(name)).ok_or(HttpError::NotFound)?;
    // a draft may be broken: whatever can still be read is shown
    let content = Content::load_published(&working.files).ok();
    let dialog = content.as_ref().and_then(|content| content.dialogs.get(name));
    let names: Vec<String> = dialog
        .map(|dialog| dialog.steps.iter().map(|(step, _)| step.to_owned()).collect())
        .unwrap_or_default();
    let graph = content.as_ref().and_then(|content| Graph::of(content, name, Language::Nl));
    let steps = names.iter().enumerate().map(|(place, step)| {
        let text = dialog.and_then(|d| d.steps.get(step)?.value.say.as_ref());
        let said = match (&content, text) {
            (Some(content), Some(text)) => {
                let id = TextId::from(text.value.as_str());
                without_marks(&content.words.say(Language::Nl, &id, &Facts::new()))
            }
            _ => String::new(),
        };
        let body = body_of(file, step)?;
        Ok(Step {
            name: step.clone(),
            said,
            rows: body.lines().count().clamp(2, 18) + 1,
            body,
            up: place.checked_sub(2).map(|above| names[above].clone()),
            down: names.get(place + 1).cloned(),
            is_first: place == 0,
            ways: graph.as_ref().map(|graph| ways_to(graph, step)).unwrap_or_default(),
            onward: graph.as_ref().and_then(|graph| onward(graph, step)),
        })
    });
    let steps: Result<Vec<Step>, Refused> = steps.collect();
    let unreadable = match (&steps, dialog) {
        (Err(refused), _) => Some(refused.to_string()),
        (_, None) => {
            Some(say!("het bestand is geen dialoog meer; herstel het hieronder").to_owned())
        }
        _ => None,
    };
    let mut templates = Vec::new();
    if let Some(content) = &content {
        let found = templates_of(state, content).await?.warnings.into_iter();
        let of_this = found.filter(|warning| warning.file == path_of(name));
        templates.extend(of_this.map(|w| format!("regel {}: {}", w.line, w.in_dutch())));
    }
    let aids = content.as_ref().map(|content| names_of(&content.aids)).unwrap_or_default();
    let drawing = graph.map(|mut graph| {
        for node in &mut graph.nodes {
            node.counted = node.step.as_ref().map(|step| format!("stap {step}"));
        }
        svg::write(&graph, Place::Editor)
    });
    Ok(ChangePage {
        frame: Frame::new(state, Some(visitor), "/dialogen"),
        csrf: visitor.csrf().to_owned(),
        title: dialog.map_or_else(|| name.to_owned(), |dialog| dialog.title.clone()),
        name: name.to_owned(),
        seen: working.version.map(|version| version.to_string()).unwrap_or_default(),
        is_draft: working.version.is_some(),
        refused,
        problems: problems_of(&working.files, Some(&path_of(name))),
        templates,
        aids,
        drawing,
        new: new_step(name, &names, place),
        steps: steps.unwrap_or_default(),
        names,
        file: file.clone(),
        unreadable,
    })
}

fn names_of(aids: &Aids) -> Vec<(&'static str, String)> {
    let joined = |names: Vec<&str>| names.join(", ");
    [("picture", joined(aids.pictures().collect())), ("voice", joined(aids.voices().collect()))]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .collect()
}

/// A form for the step that was asked for, on an arrow or anywhere.
fn new_step(dialog: &str, names: &[String], place: Where) -> NewStep {
    let is_step = |name: &String| names.contains(name);
    let (van, naar) = (place.van.filter(is_step), place.naar.filter(is_step));
    let say = format!("say: {dialog}-nieuw");
    match (van, naar) {
        (Some(from), Some(to)) => NewStep {
            body: format!("{say}\ngoto: {to}"),
            between: Some((from, to)),
            ..NewStep::default()
        },
        (None, Some(to)) if names.first() == Some(&to) => {
            NewStep { body: format!("{say}\ngoto: {to}"), before: Some(to), ..NewStep::default() }
        }
        _ => {
            let name = |name: Option<&String>| name.map_or("", String::as_str).to_owned();
            let (first, last) = (name(names.first()), name(names.last()));
            let body =
                format!("{say}\nchoices:\n  ja:  {{ goto: {first} }}\n  nee: {{ goto: {last} }}");
            NewStep { body, ..NewStep::default() }
        }
    }
}

/// Every way to a step, in words: from where, and by which answer.
fn ways_to(graph: &Graph, step: &str) -> Vec<String> {
    let Some(to) = graph.place_of(step) else { return Vec::new() };
    let ways = graph.edges.iter().filter(|edge| edge.to == to && edge.from != to);
    ways.filter_map(|edge| {
        let from = graph.nodes[edge.from].step.as_ref()?;
        let label = without_marks(&edge.label);
        Some(match &edge.exit {
            Exit::Choice(_) => {
                say!("van {from}, met de knop “{label}”", from = from, label = label)
            }
            Exit::Answer => say!("van {from}, met een antwoord", from = from),
            Exit::Silence => say!("van {from}, als er geen antwoord komt", from = from),
            Exit::Case(_) => say!("van {from}, {label}", from = from, label = label),
            Exit::On | Exit::Begin => say!("van {from}", from = from),
        })
    })
    .collect()
}

/// The step that a step leads to, if it leads to one only.
fn onward(graph: &Graph, step: &str) -> Option<String> {
    let from = graph.place_of(step)?;
    let ways = graph.edges.iter().filter(|edge| edge.from == from && edge.to != from);
    let mut steps: Vec<&String> =
        ways.filter_map(|edge| graph.nodes[edge.to].step.as_ref()).collect();
    steps.dedup();
    match steps.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}
