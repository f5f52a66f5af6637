//! `/inburgeraars/{person}`: how somebody's trajectory stands, why they may be silent, what is planned, and
//! everything that was tried to reach them. Printed it is the contactdossier: the proof of effort.
//!
//! Whose page somebody may see is decided in SQL; a person of another municipality, or of another coach,
//! does not exist here.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;

pub mod aids;
pub mod begin;
mod care;
pub mod care_deeds;
pub mod clock_form;
mod clock_rows;
mod drawing;
pub mod groups;
pub mod number;
pub mod own_fields;
pub mod privacy;
pub mod rectify;
mod trend;

use super::WebState;
use super::duplicates::undo;
use super::page::{Frame, html};
use super::when::{self, dated};
use crate::acts::at_risk::at_risk;
use crate::acts::contact_trail::words::moment as dutch_moment;
use crate::acts::contact_trail::{Coming, Dossier, Line, dossier};
use crate::acts::note_phone_call::{Call, LONGEST_NOTE, Refusal, note_phone_call};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::{PersonId, QuestionId};
use crate::plan::local_time::{local, resolve};
use crate::store::{covered, duplicates, gemeenten, merging, trail, trajectory};
use crate::trade::contact::CallResult;
use crate::trade::person::{Language, Leerroute};
use crate::trade::staff::Scope;
use aids::Along;
use care::Care;
use clock_form::DayField;
use clock_rows::ClockRow;
use groups::Groups;
use own_fields::Own;
use trend::Trend;

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    frame: Frame,
    csrf: String,
    id: String,
    name: String,
    klantnummer: String,
    /// Group, route, language, whose people: each in a few words.
    about: Vec<String>,
    /// What was done just now.
    done: Option<&'static str>,
    /// Why the form was not accepted.
    problem: Option<String>,
    drawing: Option<String>,
    clock: Vec<ClockRow>,
    findings: Vec<(String, &'static str)>,
    /// Why a coach calls before the next session: rules of the policies that hold.
    risks: Vec<String>,
    open: Vec<OpenRow>,
    coming: Vec<ComingRow>,
    lines: Vec<LineRow>,
    /// Dialogs that a colleague may begin: name and title.
    dialogs: Vec<(String, String)>,
    results: Vec<(&'static str, &'static str, bool)>,
    day: String,
    time: String,
    note: String,
    longest: usize,
    made: String,
    tries: usize,
    /// The days as they are known, for who may set them.
    fields: Vec<DayField>,
    /// What was decided about work and the MAP.
    decision: Option<String>,
    /// What may be corrected, for who may; then everything may be handed out too.
    facts: Vec<rectify::Field>,
    /// Since when messages show only after a tap what they say.
    quiet: Option<String>,
    /// What goes along with messages.
    along: Along,
    /// The telephone number, for who may correct it.
    number: Option<number::Form>,
    /// May this person be erased here?
    erases: bool,
    groups: Groups,
    care: Care,
    doubles: Doubles,
    /// The municipality's own fields.
    own: Own,
    /// What was answered to "how does it go?".
    trend: Option<Trend>,
}

/// Whether somebody is there twice, or was.
struct Doubles {
    /// The visitor may make one of two.
    merges: bool,
    /// With so many they may be one.
    pairs: usize,
    rows: Vec<undo::Row>,
}

struct OpenRow {
    id: String,
    since: String,
    times: i64,
    next: Option<String>,
}

struct ComingRow {
    at: String,
    machine: String,
    what: String,
    fate: String,
    comes: bool,
}

struct LineRow {
    at: String,
    machine: String,
    way: String,
    what: String,
    why: String,
    outcome: String,
    note: Option<String>,
    theirs: bool,
}

impl From<Coming> for ComingRow {
    fn from(one: Coming) -> Self {
        Self {
            at: dutch_moment(one.at),
            machine: when::machine(one.at),
            what: one.what,
            fate: one.fate,
            comes: one.comes,
        }
    }
}

impl From<Line> for LineRow {
    fn from(line: Line) -> Self {
        Self {
            at: dutch_moment(line.at),
            machine: when::machine(line.at),
            way: line.way,
            what: line.what,
            why: line.why,
            outcome: line.outcome,
            note: line.note,
            theirs: line.is_theirs,
        }
    }
}

/// What stands in the address.
#[derive(Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
}

/// `GET /inburgeraars/{person}`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let done = match asked.gedaan.as_deref() {
        Some("gebeld") => Some(say!("Het gesprek staat in het contactspoor.")),
        Some("gebeld-bsn") => Some(say!(
            "Het gesprek staat in het contactspoor. Het BSN in de notitie is weggelaten."
        )),
        Some("begonnen") => Some(say!("De bot begint dit gesprek op het eerste goede moment.")),
        Some("gegevens") => Some(say!(
            "De gegevens zijn bewaard. Een bestand dat iets anders zegt, verandert ze niet."
        )),
        Some("rustig") => Some(say!("Deze persoon krijgt vanaf nu rustige berichten.")),
        Some("gewoon") => Some(say!("Deze persoon krijgt weer gewone berichten.")),
        Some("voorlezen") => {
            Some(say!("Bij berichten gaat vanaf nu een opname mee, waar die er is."))
        }
        Some("niet-voorlezen") => Some(say!("Bij berichten gaat geen opname meer mee.")),
        Some("samengevoegd") => {
            Some(say!("Samengevoegd. Alles van beide staat nu bij deze persoon."))
        }
        Some("gesplitst") => Some(say!("Ongedaan gemaakt. Dit zijn weer twee mensen.")),
        Some("klok") => Some(say!("De datums zijn bewaard.")),
        Some("map") => Some(say!("Het besluit over de MAP is bewaard.")),
        Some("beantwoord") => Some(say!(
            "Het gesprek staat in het contactspoor. De vraag is beantwoord en vervalt zo."
        )),
        Some(word) => {
            number::done(word).or_else(|| care_deeds::done(word)).or_else(|| groups::done(word))
        }
        None => None,
    };
    let now = state.clock.civil();
    let form = CallForm::empty(now);
    match page(&state, &visitor, &person, form, (done, None)).await {
        Err(HttpError::NotFound) => moved_on(&state, &visitor, &person).await,
        page => Ok(html(&page?)?.into_response()),
    }
}

/// An address of before a merge leads to who stayed.
async fn moved_on(
    state: &WebState,
    visitor: &Visitor,
    person: &str,
) -> Result<Response, HttpError> {
    let (id, by) = (person.parse().map_err(|_| HttpError::NotFound)?, visitor.viewer());
    let mut tx = state.db.read().await?;
    let merge = merging::went(&mut tx, id, by.gemeente).await?.ok_or(HttpError::NotFound)?;
    trail::seen_by(&mut tx, merge.person_id, by).await?.ok_or(HttpError::NotFound)?;
    Ok(Redirect::to(&format!("/inburgeraars/{}", merge.person_id)).into_response())
}

/// The form for a telephone call.
#[derive(Deserialize)]
pub struct CallForm {
    dag: String,
    tijd: String,
    uitkomst: String,
    #[serde(default)]
    notitie: String,
    #[serde(default)]
    beantwoordt: String,
}

impl CallForm {
    fn empty(now: DateTime<Utc>) -> Self {
        let wall = local(now);
        Self {
            dag: wall.format("%Y-%m-%d").to_string(),
            tijd: wall.format("%H:%M").to_string(),
            uitkomst: String::new(),
            notitie: String::new(),
            beantwoordt: String::new(),
        }
    }

    fn at(&self) -> Option<DateTime<Utc>> {
        let day: NaiveDate = self.dag.parse().ok()?;
        let time = NaiveTime::parse_from_str(&self.tijd, "%H:%M").ok()?;
        Some(resolve(day.and_time(time), None))
    }
}

/// `POST /inburgeraars/{person}/telefoon`.
pub async fn call(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<CallForm>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let refuse = async |form, problem: &str| {
        let told = (None, Some(problem.to_owned()));
        let page = html(&page(&state, &visitor, &person, form, told).await?)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let Some(at) = form.at() else {
        return refuse(form, say!("Vul een dag en een tijd in.")).await;
    };
    let Some(result) = CallResult::parse(&form.uitkomst) else {
        return refuse(form, say!("Kies wat er van het bellen kwam.")).await;
    };
    let answers: Option<QuestionId> = match form.beantwoordt.as_str() {
        "" => None,
        question => Some(question.parse().map_err(|_| HttpError::NotFound)?),
    };
    let mut tx = state.db.begin().await?;
    let told = Call { person: id, at, result, note: &form.notitie, answers };
    let done = match note_phone_call(&mut tx, told, visitor.viewer(), now).await {
        Ok(done) => done,
        Err(Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(refusal) => {
            drop(tx);
            return refuse(form, in_dutch(&refusal)).await;
        }
    };
    tx.commit().await?;
    let word = match (done.answered, done.bsn_left_out) {
        (_, true) => "gebeld-bsn",
        (true, false) => "beantwoord",
        (false, false) => "gebeld",
    };
    Ok(Redirect::to(&format!("/inburgeraars/{id}?gedaan={word}")).into_response())
}

fn in_dutch(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Ahead => say!("Dit moment moet nog komen. Vul in wanneer u belde."),
        Refusal::TooOld => say!("Dit is langer dan een jaar geleden. Klopt de datum?"),
        Refusal::TooLong => say!("De notitie is te lang: hooguit 500 tekens."),
        Refusal::NotSpoken => {
            say!("U koos dat u deze persoon niet sprak. Dan kan de vraag niet beantwoord zijn.")
        }
        Refusal::AlreadyClosed => {
            say!("De vraag was al afgesloten. Het gesprek is niet genoteerd.")
        }
        Refusal::Unknown | Refusal::Store(_) => say!("Het lukt nu niet."),
    }
}

async fn page(
    state: &WebState,
    visitor: &Visitor,
    person: &str,
    form: CallForm,
    (done, problem): (Option<&'static str>, Option<String>),
) -> Result<PersonPage, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.read().await?;
    let who = trail::seen_by(&mut tx, id, visitor.viewer()).await?.ok_or(HttpError::NotFound)?;
    let (facts, number) = match visitor.viewer().role.answers_for_data() {
        true => {
            let number = crate::acts::correct_number::known(&mut tx, &who).await?;
            let facts = crate::acts::rectify::known(&mut tx, &who).await?;
            (facts, Some(number::Form::known(number)))
        }
        false => (Vec::new(), None),
    };
    let quiet = covered::since(&mut tx, who.mailbox_id).await?;
    let found = dossier(&mut tx, who, now).await?;
    let decision = trajectory::map_decision(&mut tx, id).await?;
    let role = visitor.viewer().role;
    let sets = role.scope() == Scope::Gemeente;
    let known = if sets { trajectory::days(&mut tx, id).await? } else { None };
    // without content there is nothing to begin, and everything else still stands
    let content = state.contents.published(&mut tx).await.ok().flatten();
    let mailbox = HashSet::from([found.who.mailbox_id]);
    let code = gemeenten::code(&mut tx, visitor.viewer().gemeente).await?;
    let rule = content.as_ref().and_then(|content| content.policies.high_risk_of(&code));
    let risks = match rule {
        Some(rule) => at_risk(&mut tx, rule, &mailbox, now).await?,
        None => HashMap::new(),
    };
    let aids = content.as_ref().map(|content| &*content.aids);
    let along = aids::read(&mut tx, &found.who, aids).await?;
    let by = visitor.viewer();
    let care = care::read(&mut tx, &found.who, by, content.as_deref(), found.today).await?;
    let groups = groups::read(&mut tx, id, by, now).await?;
    let merges = role.merges();
    let pairs = match merges {
        true => duplicates::of(&mut tx, id, by.gemeente).await?.len(),
        false => 0,
    };
    let doubles = Doubles { merges, pairs, rows: undo::rows(&mut tx, id, by, now).await? };
    let own = own_fields::read(&mut tx, id, by).await?;
    let trend = trend::read(&mut tx, found.who.mailbox_id).await?;
    drop(tx);
    let drawing = drawing::draw(&found.facts, &found.clock, found.today);
    let clock = clock_rows::rows(&found);
    let about = about(&found);
    let open = found.open.iter().map(|question| OpenRow {
        id: question.id.to_string(),
        since: dated(question.first_asked_at),
        times: question.times_asked,
        next: question
            .next_rung
            .as_deref()
            .zip(question.next_rung_at)
            .map(|(rung, at)| format!("{} {}", super::words::rung(rung), dated(at))),
    });
    let result = |result: &CallResult| {
        (result.as_str(), super::words::call_result(*result), result.as_str() == form.uitkomst)
    };
    Ok(PersonPage {
        frame: Frame::new(state, Some(visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        id: id.to_string(),
        name: found.who.name.clone(),
        klantnummer: found.who.klantnummer.clone(),
        about,
        done,
        problem,
        drawing,
        clock,
        findings: found.findings.iter().map(super::words::finding).collect(),
        risks: risks.into_values().flatten().map(super::words::risk).collect(),
        open: open.collect(),
        tries: found.lines.iter().filter(|line| !line.is_theirs && !line.is_mark).count(),
        coming: found.coming.into_iter().map(ComingRow::from).collect(),
        lines: found.lines.into_iter().map(LineRow::from).collect(),
        dialogs: content.map(|content| begin::choices(&content)).unwrap_or_default(),
        results: CallResult::ALL.iter().map(result).collect(),
        day: form.dag,
        time: form.tijd,
        note: form.notitie,
        longest: LONGEST_NOTE,
        made: dated(now),
        facts: rectify::fields(facts),
        quiet: quiet.map(dated),
        along,
        number,
        erases: role.erases(),
        groups,
        care,
        doubles,
        own,
        trend,
        fields: known.map(clock_form::fields).unwrap_or_default(),
        decision: decision.map(|decision| {
            let (by, at, why) = (decision.by, dated(decision.at), decision.reason);
            match decision.counts {
                true => say!(
                    "Werk telt mee voor de MAP, besloten door {by} op {at}: {why}",
                    by = by,
                    at = at,
                    why = why
                ),
                false => say!(
                    "Werk telt niet mee voor de MAP, besloten door {by} op {at}: {why}",
                    by = by,
                    at = at,
                    why = why
                ),
            }
        }),
    })
}

fn about(found: &Dossier) -> Vec<String> {
    let who = &found.who;
    let mut about = vec![super::words::group(&who.group_kind).to_owned()];
    let route = who.leerroute.as_deref().and_then(Leerroute::parse).map(super::words::leerroute);
    about.push(route.unwrap_or_else(|| say!("nog geen leerroute")).to_owned());
    let language = Language::parse(&who.language).map(super::words::language);
    let language = language.unwrap_or(who.language.as_str());
    about.push(say!("taal: {language}", language = language));
    about.push(match &who.klantmanager {
        Some(name) => say!("klantmanager {name}", name = name),
        None => say!("nog geen klantmanager").to_owned(),
    });
    about.extend(who.coach.as_ref().map(|name| say!("coach {name}", name = name)));
    about
}
