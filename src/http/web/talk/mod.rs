//! `/inburgeraars/{person}/berichten`: the conversation with one person, as both sides saw it, and what a colleague can do
//! in it.
//!
//! Whose page somebody may see is decided in SQL; a coach sees the conversation with own people only.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

pub mod deeds;
pub mod file;
mod lines;
pub mod other_deeds;
pub mod part;

use super::WebState;
use super::page::{Frame, html};
use super::{when, words};
use crate::acts::conversation::transfer::has_people;
use crate::channel::window::{Allowed, MARGIN, WINDOW, allow};
use crate::dialog::content::Content;
use crate::dialog::event::Written;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::{NoteId, PersonId, StaffMessageId};
use crate::message::{ChannelKind, Fact, Facts, TextId};
use crate::plan::local_time::{local, resolve};
use crate::store::staff_messages::{self, Waiting};
use crate::store::trail::{self, Somebody, Way};
use crate::store::{Tx, notes, past, talk, translations};
use crate::text::{by_hand, without_marks};
use crate::trade::letter::first_name;
use crate::trade::person::Language;
use crate::trade::staff::Scope;
use lines::{Found, Line, Reader};

#[derive(Template)]
#[template(path = "talk.html")]
struct TalkPage {
    frame: Frame,
    csrf: String,
    id: String,
    name: String,
    klantnummer: String,
    language: &'static str,
    done: Option<&'static str>,
    problem: Option<String>,
    holder: Holding,
    ways: Vec<WayRow>,
    /// No messages: why not.
    shut: Option<&'static str>,
    /// What is written now waits until the person writes.
    waits: bool,
    lines: Vec<Line>,
    /// Where the older lines are.
    earlier: Option<String>,
    is_newest: bool,
    planned: Vec<PlannedRow>,
    form: ReplyForm,
    languages: Vec<(&'static str, &'static str)>,
    longest: usize,
    asks_hour: bool,
    /// Texts that are sent with one click: id, and words in Dutch.
    quick: Vec<(String, String)>,
    note_id: String,
    note: String,
    /// Who may take over the care: id and name; empty: this visitor may not transfer.
    klantmanagers: Vec<(String, String)>,
    klantmanager: Option<String>,
    promises: Option<Promises>,
}

/// Who has the conversation.
enum Holding {
    Bot,
    Nobody { since: String },
    Me { since: String },
    Other { name: String, since: String },
}

struct WayRow {
    words: String,
    /// `goed` or `mis`.
    class: &'static str,
}

struct PlannedRow {
    id: String,
    by: String,
    /// When it leaves, or until when it waits.
    state: String,
    words: String,
    lang: &'static str,
    /// Words that can be changed.
    changes: bool,
    day: String,
    time: String,
    /// Own words, not a text of the content.
    is_own: bool,
}

/// What a new klantmanager must know.
struct Promises {
    open: Vec<String>,
    preferred: Option<String>,
    tasks: Vec<String>,
}

/// The form for a message, as it was sent or as it begins.
#[derive(Clone, Deserialize)]
pub struct ReplyForm {
    formulier: String,
    #[serde(default)]
    woorden: String,
    #[serde(default)]
    taal: String,
    #[serde(default)]
    wanneer: String,
    #[serde(default)]
    dag: String,
    #[serde(default)]
    tijd: String,
    #[serde(default)]
    stil: String,
    #[serde(default)]
    zeker: String,
}

impl ReplyForm {
    fn empty(now: DateTime<Utc>) -> Self {
        let wall = local(now + TimeDelta::days(1));
        Self {
            formulier: StaffMessageId::fresh().to_string(),
            woorden: String::new(),
            taal: String::new(),
            wanneer: "nu".to_owned(),
            dag: wall.format("%Y-%m-%d").to_string(),
            tijd: "09:00".to_owned(),
            stil: String::new(),
            zeker: String::new(),
        }
    }

    /// When it is to leave; `Err`: the day or the time cannot be read.
    fn at(&self) -> Result<Option<DateTime<Utc>>, ()> {
        if self.wanneer != "later" {
            return Ok(None);
        }
        let day: NaiveDate = self.dag.parse().map_err(|_| ())?;
        let time = NaiveTime::parse_from_str(&self.tijd, "%H:%M").map_err(|_| ())?;
        Ok(Some(resolve(day.and_time(time), None)))
    }
}

/// What stands in the address.
#[derive(Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
    /// Microseconds: lines from before then.
    voor: Option<i64>,
}

/// What is said above the page, and what stands in its forms.
struct Told {
    done: Option<&'static str>,
    problem: Option<String>,
    form: ReplyForm,
    note: String,
    asks_hour: bool,
    before: Option<DateTime<Utc>>,
}

impl Told {
    fn nothing(now: DateTime<Utc>) -> Self {
        Self {
            done: None,
            problem: None,
            form: ReplyForm::empty(now),
            note: String::new(),
            asks_hour: false,
            before: None,
        }
    }
}

/// `GET /inburgeraars/{person}/berichten`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let now = state.clock.civil();
    let told = Told {
        done: asked.gedaan.as_deref().and_then(deeds::done),
        before: asked.voor.and_then(DateTime::from_timestamp_micros),
        ..Told::nothing(now)
    };
    html(&page(&state, &visitor, &person, told).await?)
}

async fn page(
    state: &WebState,
    visitor: &Visitor,
    person: &str,
    told: Told,
) -> Result<TalkPage, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let by = visitor.viewer();
    let mut tx = state.db.read().await?;
    let who = trail::seen_by(&mut tx, id, by).await?.ok_or(HttpError::NotFound)?;
    let content = state.contents.published(&mut tx).await.ok().flatten();
    let holder = staff_messages::holder(&mut tx, who.mailbox_id).await?;
    let ways = trail::ways(&mut tx, id).await?;
    let waiting = staff_messages::waiting(&mut tx, who.mailbox_id).await?;
    // a moment that is still to come shows everything; the database knows microseconds
    let before = told.before.unwrap_or(now + TimeDelta::days(1));
    let (found, earlier) = read(&mut tx, &who, before).await?;
    let transfers = by.role.scope() == Scope::Gemeente;
    let colleagues =
        if transfers { notes::colleagues(&mut tx, by.gemeente).await? } else { Vec::new() };
    let promises = match transfers {
        true => Some(promises(&mut tx, &who, content.as_deref(), now).await?),
        false => None,
    };
    drop(tx);
    let own = Language::parse(&who.language).unwrap_or(Language::Nl);
    let reader =
        Reader { person: id.to_string(), name: &who.name, content: content.as_deref(), now };
    let lines = lines::lines(found, &reader);
    let holder = match holder {
        None => Holding::Bot,
        Some(one) => {
            let since = when::moment(one.since, now);
            match (one.by == Some(by.staff), one.name) {
                (true, _) => Holding::Me { since },
                (false, Some(name)) => Holding::Other { name, since },
                (false, None) => Holding::Nobody { since },
            }
        }
    };
    let works: Vec<&Way> = ways.iter().filter(|way| way.unreachable_at.is_none()).collect();
    let mut languages = vec![("nl", words::language(Language::Nl))];
    if own != Language::Nl {
        languages.push((own.as_str(), words::language(own)));
    }
    Ok(TalkPage {
        frame: Frame::new(state, Some(visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        id: id.to_string(),
        klantnummer: who.klantnummer.clone(),
        language: words::language(own),
        done: told.done,
        problem: told.problem,
        holder,
        shut: match (who.stopped_at, works.is_empty()) {
            (Some(_), _) => Some(say!(
                "Deze persoon zei stop en krijgt geen berichten. Bel, of stuur een brief."
            )),
            (None, true) => {
                Some(say!("Er is geen werkend adres voor berichten. Bel, of stuur een brief."))
            }
            (None, false) => None,
        },
        waits: !works.is_empty() && works.iter().all(|way| !is_open(way, now)),
        ways: ways.iter().map(|way| way_row(way, now)).collect(),
        lines,
        earlier: earlier
            .map(|at| format!("/inburgeraars/{id}/berichten?voor={}", at.timestamp_micros())),
        is_newest: told.before.is_none(),
        planned: waiting.iter().map(|one| planned(one, content.as_deref(), now)).collect(),
        form: told.form,
        languages,
        longest: by_hand::LONGEST,
        asks_hour: told.asks_hour,
        quick: content.as_ref().map(|content| quick(content, visitor.name())).unwrap_or_default(),
        note_id: NoteId::fresh().to_string(),
        note: told.note,
        klantmanagers: colleagues
            .iter()
            .filter(|one| has_people(&one.role))
            .map(|one| (one.id.to_string(), one.name.clone()))
            .collect(),
        klantmanager: who.klantmanager.clone(),
        promises,
        name: who.name,
    })
}

/// The newest lines before a moment, and from where the older ones are.
async fn read(
    tx: &mut Tx,
    who: &Somebody,
    before: DateTime<Utc>,
) -> Result<(Found, Option<DateTime<Utc>>), HttpError> {
    let mailbox = who.mailbox_id;
    let mut ours = talk::ours(tx, mailbox, before).await?;
    let mut theirs = talk::theirs(tx, mailbox, before).await?;
    let mut notes = talk::notes(tx, mailbox, before).await?;
    let mut moments: Vec<DateTime<Utc>> = ours.iter().map(|one| one.created_at).collect();
    moments.extend(theirs.iter().map(|one| one.at));
    moments.extend(notes.iter().map(|one| one.at));
    moments.sort_unstable_by(|a, b| b.cmp(a));
    // everything of the last moment that is shown is shown: nothing falls between two pages
    let first = moments.get(talk::PAGE as usize - 1).copied();
    let from = first.unwrap_or(DateTime::UNIX_EPOCH);
    ours.retain(|one| one.created_at >= from);
    theirs.retain(|one| one.at >= from);
    notes.retain(|one| one.at >= from);
    let between = (from, before);
    let files = talk::files(tx, mailbox, between).await?;
    let behind = talk::behind(tx, mailbox, between).await?;
    let unsent = talk::unsent(tx, mailbox, between).await?;
    let questions: HashMap<_, _> = past::questions(tx, mailbox)
        .await?
        .into_iter()
        .map(|(question, dialog, step)| (question, (dialog, step)))
        .collect();
    let mut opened = Vec::with_capacity(ours.len());
    for one in ours {
        // what does not open any more is told as what it is: not kept
        let saying = one.saying(tx).ok().flatten();
        let words = one.words(tx)?;
        opened.push((one, saying, words));
    }
    let translations = translations::of(tx, mailbox).await?;
    let found =
        Found { ours: opened, theirs, files, behind, unsent, notes, translations, questions };
    Ok((found, first))
}

async fn promises(
    tx: &mut Tx,
    who: &Somebody,
    content: Option<&Content>,
    now: DateTime<Utc>,
) -> Result<Promises, HttpError> {
    let open = trail::open(tx, who.mailbox_id).await?;
    let title = |dialog: &str| {
        let found = content.and_then(|content| content.dialogs.get(dialog));
        found.map_or_else(|| dialog.to_owned(), |dialog| dialog.title.clone())
    };
    let preferred = notes::preferred_minute(tx, who.id).await?;
    let tasks = notes::open_tasks(tx, who.mailbox_id).await?;
    Ok(Promises {
        open: open
            .iter()
            .map(|one| {
                let since = when::moment(one.first_asked_at, now);
                say!("{title}, open sinds {since}", title = title(&one.dialog), since = since)
            })
            .collect(),
        preferred: preferred.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)),
        tasks: tasks.iter().map(|(kind, reason)| words::task(kind, reason.as_deref())).collect(),
    })
}

/// The quick answers as their reader will see them in Dutch.
fn quick(content: &Content, name: &str) -> Vec<(String, String)> {
    let name = Fact::Person(first_name(name).to_owned());
    let facts = Facts::from([(by_hand::COLLEAGUE.to_owned(), name)]);
    let words = |text: &str| {
        let text = TextId::from(text);
        without_marks(&content.words.say(Language::Nl, &text, &facts))
    };
    content.knowledge.answers.iter().map(|one| (one.text.clone(), words(&one.text))).collect()
}

fn is_open(way: &Way, now: DateTime<Utc>) -> bool {
    ChannelKind::parse(&way.kind)
        .is_some_and(|kind| allow(kind, now, way.last_inbound_at, false) == Allowed::FreeForm)
}

fn way_row(way: &Way, now: DateTime<Utc>) -> WayRow {
    let name = words::route(&way.kind);
    let shared = if way.is_shared { say!(", telefoon van meer mensen") } else { "" };
    if way.unreachable_at.is_some() {
        return WayRow {
            words: format!("{name}: {}{shared}", say!("er komt niets meer aan")),
            class: "mis",
        };
    }
    let left = way.last_inbound_at.map(|at| at + WINDOW - MARGIN - now);
    match (ChannelKind::parse(&way.kind), left) {
        (Some(ChannelKind::Telegram), _) => {
            WayRow { words: format!("{name}: {}{shared}", say!("open")), class: "goed" }
        }
        (_, Some(left)) if left > TimeDelta::zero() => WayRow {
            words: format!("{name}: {}{shared}", say!("nog {span} open", span = when::span(left))),
            class: "goed",
        },
        _ => WayRow {
            words: format!("{name}: {}{shared}", say!("dicht, alleen een vast sjabloon")),
            class: "mis",
        },
    }
}

fn planned(one: &Waiting, content: Option<&Content>, now: DateTime<Utc>) -> PlannedRow {
    let wall = local(one.send_at);
    let (words, lang, is_own) = match &one.written {
        Written::Words { words, language } => (words.clone(), language.as_str(), true),
        Written::Text { text, .. } => {
            let said = content.map(|content| {
                without_marks(&content.words.say(Language::Nl, text, &Facts::new()))
            });
            (said.unwrap_or_else(|| text.0.clone()), "nl", false)
        }
    };
    PlannedRow {
        id: one.id.to_string(),
        by: one.by_name.clone(),
        state: match one.held_at {
            Some(_) => {
                let until = when::moment(one.expires_at, now);
                say!("wacht tot de persoon schrijft, tot {until}", until = until)
            }
            None if one.send_at <= now => say!("gaat zo weg").to_owned(),
            None => say!("gaat {when}", when = when::moment(one.send_at, now)),
        },
        words,
        lang,
        changes: one.held_at.is_none() && one.send_at > now,
        day: wall.format("%Y-%m-%d").to_string(),
        time: wall.format("%H:%M").to_string(),
        is_own,
    }
}
