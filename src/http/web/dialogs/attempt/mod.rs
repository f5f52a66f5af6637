//! `/dialogen/{dialog}/proberen`: the conversation played on a phone, or on two beside each other.
//!
//! Nothing is stored and nothing is sent: the address holds everything that was done, and every
//! page plays it again from the beginning, by a clock of its own. A tap is a link; typed words and
//! the clock are forms that are answered with the address of what comes after.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::acts::edit_content;
use crate::dialog::content::Content;
use crate::dialog::definition::Dialog;
use crate::dialog::play::channel_name;
use crate::dialog::play::rehearsal::Gesture;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::dialogs::said;
use crate::http::web::page::{Frame, html};
use crate::http::web::{WebState, when};
use crate::message::ChannelKind;
use crate::trade::course::SessionKind;
use crate::trade::person::Language;

mod asked;
mod phone;
mod told;

pub use asked::Asked;
use asked::{MOST_HOURS, Phone, Wanted};
use phone::{Item, Screen};
use told::Told;

const CHANNELS: [ChannelKind; 2] = [ChannelKind::Whatsapp, ChannelKind::Telegram];

#[derive(Template)]
#[template(path = "dialog_attempt.html")]
struct AttemptPage {
    frame: Frame,
    name: String,
    title: String,
    /// Not what is published.
    draft: bool,
    screens: Vec<Screen>,
    channels: Vec<Tab>,
    languages: Vec<Tab>,
    beside: Vec<Beside>,
    moments: Vec<Tab>,
    reach: Vec<Tab>,
    told: Vec<Told>,
    now: String,
    next: String,
    is_over: bool,
    is_full: bool,
    /// Addresses of what can be done; none: not now.
    hour: Option<String>,
    day: Option<String>,
    until_next: Option<String>,
    fail: Option<String>,
    photo: Option<String>,
    back: Option<String>,
    again: String,
    /// What the forms carry along.
    hidden: Vec<(&'static str, String)>,
    /// The same without the second phone, for the form that chooses it.
    hidden_alone: Vec<(&'static str, String)>,
    most_hours: u32,
}

/// A phone that can stand beside the first.
struct Beside {
    /// As the address carries it; empty: none.
    code: String,
    words: String,
    on: bool,
}

/// A choice that is one link.
struct Tab {
    words: String,
    href: String,
    on: bool,
}

/// `GET /dialogen/{dialog}/proberen`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let content = tried(&state, asked.is_of_the_draft()).await?;
    let dialog = content.dialogs.get(&name).ok_or(HttpError::NotFound)?;
    // whole minutes, and not in the middle of the night
    let now = state.clock.civil();
    let now = now - chrono::TimeDelta::seconds(now.timestamp().rem_euclid(60));
    let (wanted, is_new) = asked.read(content.policies.quiet_hours.next_allowed(now));
    if is_new {
        return Ok(Redirect::to(&wanted.href(&name)).into_response());
    }
    let frame = Frame::new(&state, Some(&visitor), "/dialogen");
    let page = page(frame, &content, dialog, &wanted).ok_or(HttpError::NotFound)?;
    Ok(html(&page)?.into_response())
}

/// What is tried: what is published, or the draft as far as it can be read.
async fn tried(state: &WebState, draft: bool) -> Result<Arc<Content>, HttpError> {
    let mut tx = state.db.read().await?;
    if !draft {
        return state.contents.published(&mut tx).await?.ok_or(HttpError::NotFound);
    }
    let working = edit_content::working(&mut tx).await.map_err(|refusal| match refusal {
        edit_content::Refusal::Store(error) => HttpError::from(error),
        _ => HttpError::NotFound,
    })?;
    drop(tx);
    let read = tokio::task::spawn_blocking(move || Content::load_published(&working.files).ok());
    let read = read.await.map_err(|_| HttpError::Broken)?;
    let what =
        say!("Het concept kan nog niet worden gelezen. Herstel eerst wat er bij Bewerken staat.");
    read.map(Arc::new).ok_or_else(|| HttpError::Conflict { what: what.to_owned() })
}

fn page(
    frame: Frame,
    content: &Arc<Content>,
    dialog: &Dialog,
    wanted: &Wanted,
) -> Option<AttemptPage> {
    let name = dialog.dialog.value.as_str();
    let main = phone::play(content, name, wanted, wanted.phone)?;
    let mut screens = vec![phone::screen(content, name, wanted, wanted.phone, &main)];
    if let Some(other) = wanted.beside {
        let played = phone::play(content, name, wanted, other)?;
        screens.push(phone::screen(content, name, wanted, other, &played));
    }
    let told = main.beats.iter().flatten().map(told::tell);
    let told = told.filter(|t| t.cause.is_some() || !t.lines.is_empty());
    let rehearsal = &main.rehearsal;
    let href = |gesture: Gesture| wanted.after(gesture).map(|next| next.href(name));
    let wait = |hours: i64| href(Gesture::Wait(chrono::TimeDelta::hours(hours)));
    let back = (!wanted.gestures.is_empty()).then(|| {
        let mut before = wanted.clone();
        before.gestures.pop();
        before.href(name)
    });
    let fresh = Wanted { gestures: Vec::new(), ..wanted.clone() };
    Some(AttemptPage {
        frame,
        title: dialog.title.clone(),
        draft: wanted.draft,
        channels: channels(name, wanted),
        languages: languages(name, wanted),
        beside: beside(wanted),
        hidden_alone: hidden(&Wanted { beside: None, ..wanted.clone() }),
        moments: moments(content, dialog, wanted),
        reach: reach(name, wanted),
        told: told.collect(),
        now: when::full(rehearsal.now()),
        next: told::next(rehearsal, rehearsal.now()),
        is_over: rehearsal.is_over(),
        is_full: wanted.gestures.len() >= asked::MOST_GESTURES,
        hour: wait(1),
        day: wait(24),
        until_next: rehearsal.next_at().and_then(|_| href(Gesture::UntilNext)),
        fail: rehearsal.question().and_then(|_| href(Gesture::Fail)),
        photo: href(Gesture::Send("photo".to_owned())),
        back,
        again: fresh.href(name),
        hidden: hidden(wanted),
        most_hours: MOST_HOURS,
        screens,
        name: name.to_owned(),
    })
}

fn hidden(wanted: &Wanted) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("taal", wanted.phone.language.to_string()),
        ("kanaal", wanted.phone.channel.to_string()),
        ("begin", wanted.begin.timestamp().to_string()),
    ];
    fields.extend(wanted.beside.map(|phone| ("naast", phone.code())));
    fields.extend(wanted.on_both.then(|| ("beide", "ja".to_owned())));
    fields.extend(wanted.draft.then(|| ("concept", "ja".to_owned())));
    fields.extend(wanted.moment.clone().map(|moment| ("herinnering", moment)));
    fields.push(("doe", wanted.done()));
    fields
}

fn channels(name: &str, wanted: &Wanted) -> Vec<Tab> {
    let tab = |channel: ChannelKind| Tab {
        words: channel_name(channel).to_owned(),
        href: Wanted { phone: Phone { channel, ..wanted.phone }, ..wanted.clone() }.href(name),
        on: channel == wanted.phone.channel,
    };
    CHANNELS.map(tab).into()
}

fn languages(name: &str, wanted: &Wanted) -> Vec<Tab> {
    let tab = |language: &Language| {
        let phone = Phone { language: *language, ..wanted.phone };
        Tab {
            words: said::language(*language).to_owned(),
            href: Wanted { phone, ..wanted.clone() }.href(name),
            on: *language == wanted.phone.language,
        }
    };
    Language::ALL.iter().map(tab).collect()
}

/// On how many channels the person can be reached: with two, a ladder has more rungs.
fn reach(name: &str, wanted: &Wanted) -> Vec<Tab> {
    [(false, say!("Alleen hier")), (true, say!("Op beide kanalen"))]
        .map(|(on_both, words)| Tab {
            words: words.to_owned(),
            href: Wanted { on_both, ..wanted.clone() }.href(name),
            on: on_both == wanted.on_both,
        })
        .into()
}

/// Every other phone that can stand beside the first, and none.
fn beside(wanted: &Wanted) -> Vec<Beside> {
    let row = |beside: Option<Phone>| Beside {
        code: beside.map(Phone::code).unwrap_or_default(),
        words: beside.map_or_else(
            || say!("Geen").to_owned(),
            |p| format!("{}, {}", channel_name(p.channel), said::language(p.language)),
        ),
        on: beside == wanted.beside,
    };
    let all = CHANNELS
        .into_iter()
        .flat_map(|channel| Language::ALL.iter().map(move |l| Phone { channel, language: *l }));
    let others = all.filter(|phone| *phone != wanted.phone);
    std::iter::once(None).chain(others.map(Some)).map(row).collect()
}

/// With which reminder it begins, where it is a reminder.
fn moments(content: &Content, dialog: &Dialog, wanted: &Wanted) -> Vec<Tab> {
    let kind = dialog.starts.reminder.iter().find_map(|k| SessionKind::parse(&k.value));
    let Some((_, moments)) = kind.and_then(|kind| content.policies.reminder_for(kind)) else {
        return Vec::new();
    };
    let tab = |(place, moment): (usize, &crate::plan::reminder::Moment)| {
        let chosen =
            Wanted { moment: Some(moment.key.clone()), gestures: Vec::new(), ..wanted.clone() };
        Tab {
            words: say!("{span} van tevoren", span = said::span(moment.before)),
            href: chosen.href(&dialog.dialog.value),
            on: match &wanted.moment {
                Some(key) => *key == moment.key,
                None => place == 0,
            },
        }
    };
    moments.iter().enumerate().map(tab).collect()
}
