//! What a colleague does in a conversation: take over, give back, write, change what is planned.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{ReplyForm, Told, page};
use crate::acts::conversation::reply::{self, Reply};
use crate::acts::conversation::{self, Refusal};
use crate::dialog::event::Written;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::html;
use crate::http::web::when;
use crate::ids::{PersonId, StaffMessageId};
use crate::message::TextId;
use crate::text::by_hand;
use crate::trade::person::Language;

/// What was done, in words.
pub(super) fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "overgenomen" => say!("U hebt dit gesprek. De bot is stil tot u het teruggeeft."),
        "teruggegeven" => say!("De bot heeft het gesprek weer en gaat verder waar hij was."),
        "geschreven" => say!("Uw bericht is onderweg."),
        "nogmaals" => say!("Dit bericht was al ontvangen. Het gaat één keer weg."),
        "gepland" => say!("Uw bericht gaat weg op het moment dat u koos."),
        "veranderd" => say!("Het geplande bericht is veranderd."),
        "teruggenomen" => say!("Dit bericht wordt niet verstuurd."),
        "gevraagd" => say!("Wij vragen deze persoon om terug te schrijven."),
        "notitie" => say!("De notitie staat bij het gesprek. Alleen collega’s lezen haar."),
        "genoemd" => say!("De notitie staat bij het gesprek. Wie u noemde, heeft een taak."),
        "overgedragen" => say!("Deze persoon is overgedragen. Wat gepland is, blijft gepland."),
        "vertaling" => say!("De vraag om een vertaling is gesteld."),
        "vertaald" => say!("De vertaling staat bij het bericht."),
        _ => return None,
    })
}

pub(super) fn in_words(refusal: &Refusal, now: chrono::DateTime<chrono::Utc>) -> String {
    match refusal {
        Refusal::Taken { by, since } => {
            let since = when::moment(*since, now);
            return say!(
                "{by} heeft dit gesprek sinds {since}. Kruis aan dat u het overneemt als u toch wilt schrijven.",
                by = by,
                since = since
            );
        }
        Refusal::Stopped => say!("Deze persoon zei stop en krijgt geen berichten."),
        Refusal::NoAddress => say!("Er is geen werkend adres voor berichten."),
        Refusal::Empty => say!("Schrijf eerst een bericht."),
        Refusal::TooLong => {
            return say!("Dit is te lang: hooguit {n} tekens.", n = by_hand::LONGEST);
        }
        Refusal::Bsn => say!("Er staat een BSN in. Haal het weg: een BSN hoort niet in een bericht."),
        Refusal::QuietHours => {
            say!("Op dat moment laten wij mensen met rust. Kies een ander moment, of kruis aan dat het toch moet.")
        }
        Refusal::NotAhead => say!("Kies een moment dat nog komt, hooguit 60 dagen vooruit."),
        Refusal::TooLate => say!("Dit bericht is al onderweg, of een collega nam het terug."),
        Refusal::NoSuchChoice => say!("Kies uit de lijst."),
        Refusal::Unknown | Refusal::Store(_) => say!("Het lukt nu niet."),
    }
    .to_owned()
}

pub(super) fn back(person: PersonId, word: &str) -> Response {
    Redirect::to(&format!("/inburgeraars/{person}/berichten?gedaan={word}")).into_response()
}

/// Shows the page again, with why not; what was typed stays.
pub(super) async fn refused(
    state: &WebState,
    visitor: &Visitor,
    person: PersonId,
    refusal: Refusal,
    told: Told,
) -> Result<Response, HttpError> {
    let now = state.clock.civil();
    let status = match &refusal {
        Refusal::Unknown => return Err(HttpError::NotFound),
        Refusal::Store(_) => {
            let Refusal::Store(error) = refusal else { return Err(HttpError::NotFound) };
            return Err(error.into());
        }
        Refusal::Taken { .. } | Refusal::TooLate => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let asks_hour = told.asks_hour || matches!(refusal, Refusal::QuietHours);
    let told = Told { problem: Some(in_words(&refusal, now)), asks_hour, ..told };
    let page = html(&page(state, visitor, &person.to_string(), told).await?)?;
    Ok((status, page).into_response())
}

/// The form that takes the conversation over.
#[derive(Deserialize)]
pub struct Taking {
    #[serde(default)]
    zeker: String,
}

/// `POST /inburgeraars/{person}/berichten/overnemen`.
pub async fn take_over(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Taking>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    let sure = form.zeker == "ja";
    match conversation::take_over(&mut tx, id, sure, visitor.viewer(), now).await {
        Ok(()) => tx.commit().await?,
        Err(refusal) => {
            drop(tx);
            return refused(&state, &visitor, id, refusal, Told::nothing(now)).await;
        }
    }
    Ok(back(id, "overgenomen"))
}

/// `POST /inburgeraars/{person}/berichten/teruggeven`.
pub async fn hand_back(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match conversation::hand_back(&mut tx, id, visitor.viewer(), now).await {
        Ok(()) => tx.commit().await?,
        Err(refusal) => {
            drop(tx);
            return refused(&state, &visitor, id, refusal, Told::nothing(now)).await;
        }
    }
    Ok(back(id, "teruggegeven"))
}

/// `POST /inburgeraars/{person}/berichten`.
pub async fn write(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<ReplyForm>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let language = Language::parse(&form.taal).unwrap_or(Language::Nl);
    match reply::words(&form.woorden, language) {
        Ok(written) => send(&state, &visitor, (id, form), (written, "geschreven")).await,
        Err(refusal) => {
            let told = Told { form, ..Told::nothing(state.clock.civil()) };
            refused(&state, &visitor, id, refusal, told).await
        }
    }
}

/// `POST /inburgeraars/{person}/berichten/vraag-terug`.
pub async fn ask_back(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<ReplyForm>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    send(&state, &visitor, (id, form), (reply::write_back(), "gevraagd")).await
}

/// The form of a quick answer.
#[derive(Deserialize)]
pub struct Quick {
    #[serde(default)]
    antwoord: String,
    #[serde(flatten)]
    form: ReplyForm,
}

/// `POST /inburgeraars/{person}/berichten/snel`.
pub async fn quick(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(quick): Form<Quick>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let mut tx = state.db.read().await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::NotFound)?;
    drop(tx);
    let known = content.knowledge.answers.iter().any(|one| one.text == quick.antwoord);
    if !known {
        let told = Told { form: quick.form, ..Told::nothing(state.clock.civil()) };
        return refused(&state, &visitor, id, Refusal::NoSuchChoice, told).await;
    }
    let written = Written::Text { text: TextId::from(quick.antwoord.as_str()), template: None };
    send(&state, &visitor, (id, quick.form), (written, "geschreven")).await
}

/// A message of the form leaves, or is planned; `word` says so.
pub(super) async fn send(
    state: &WebState,
    visitor: &Visitor,
    (id, form): (PersonId, ReplyForm),
    (written, word): (Written, &str),
) -> Result<Response, HttpError> {
    let now = state.clock.civil();
    let by = visitor.viewer();
    let message: StaffMessageId = form.formulier.parse().map_err(|_| HttpError::NotFound)?;
    let Ok(at) = form.at() else {
        let told = Told { form, ..Told::nothing(now) };
        return refused(state, visitor, id, Refusal::NotAhead, told).await;
    };
    let mut tx = state.db.begin().await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::NotFound)?;
    let wanted = Reply {
        id: message,
        person: id,
        written,
        at,
        although_quiet: form.stil == "ja",
        although_taken: form.zeker == "ja",
    };
    match reply::reply(&mut tx, &content, wanted, by, now).await {
        Ok(is_new) => {
            tx.commit().await?;
            let word = match (is_new, at) {
                (false, _) => "nogmaals",
                (true, Some(_)) => "gepland",
                (true, None) => word,
            };
            Ok(back(id, word))
        }
        Err(refusal) => {
            drop(tx);
            let told = Told { form, ..Told::nothing(now) };
            refused(state, visitor, id, refusal, told).await
        }
    }
}

/// The form of a message that is planned.
#[derive(Deserialize)]
pub struct Planned {
    bericht: String,
    wat: String,
    #[serde(default)]
    woorden: String,
    #[serde(default)]
    taal: String,
    #[serde(default)]
    tekst: String,
    #[serde(default)]
    dag: String,
    #[serde(default)]
    tijd: String,
    #[serde(default)]
    stil: String,
}

/// `POST /inburgeraars/{person}/berichten/gepland`.
pub async fn change(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Planned>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let message: StaffMessageId = form.bericht.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let by = visitor.viewer();
    let mut tx = state.db.begin().await?;
    let done = if form.wat == "weg" {
        reply::take_back(&mut tx, (id, message), by, now).await.map(|()| "teruggenomen")
    } else {
        let content = state.contents.published(&mut tx).await?.ok_or(HttpError::NotFound)?;
        match changed(&form, (id, message)) {
            Ok(wanted) => {
                reply::change(&mut tx, &content, wanted, by, now).await.map(|()| "veranderd")
            }
            Err(refusal) => Err(refusal),
        }
    };
    match done {
        Ok(word) => {
            tx.commit().await?;
            Ok(back(id, word))
        }
        Err(refusal) => {
            drop(tx);
            refused(&state, &visitor, id, refusal, Told::nothing(now)).await
        }
    }
}

fn changed(form: &Planned, (person, id): (PersonId, StaffMessageId)) -> Result<Reply, Refusal> {
    let language = Language::parse(&form.taal).unwrap_or(Language::Nl);
    let written = match form.tekst.as_str() {
        "" => reply::words(&form.woorden, language)?,
        text => Written::Text { text: TextId::from(text), template: None },
    };
    let moment = ReplyForm {
        wanneer: "later".to_owned(),
        dag: form.dag.clone(),
        tijd: form.tijd.clone(),
        ..ReplyForm::empty(chrono::DateTime::UNIX_EPOCH)
    };
    let at = moment.at().map_err(|()| Refusal::NotAhead)?;
    let although_quiet = form.stil == "ja";
    Ok(Reply { id, person, written, at, although_quiet, although_taken: true })
}
