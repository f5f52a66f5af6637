//! What goes along with messages to somebody: whether recordings do, and which pictures and recordings went.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;
use serde::Deserialize;

use super::super::{WebState, when};
use super::privacy::somebody;
use crate::acts::hear_messages::hear_messages;
use crate::dialog::aids::Aids;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::message::AidKind;
use crate::store::hearing::{self, AidSent};
use crate::store::trail::Somebody;
use crate::store::{StoreError, Tx};
use crate::trade::person::Language;

/// What the page shows of it.
pub(super) struct Along {
    /// Do recordings go along? None: there are none in this language.
    pub(super) hears: Option<bool>,
    /// What went, the newest first.
    pub(super) rows: Vec<AidRow>,
}

/// A picture or recording that went along, or did not.
pub(super) struct AidRow {
    pub(super) at: String,
    pub(super) machine: String,
    pub(super) what: String,
    pub(super) way: String,
    pub(super) outcome: String,
}

pub(super) async fn read(
    tx: &mut Tx,
    who: &Somebody,
    aids: Option<&Aids>,
) -> Result<Along, StoreError> {
    let language = Language::parse(&who.language);
    let speaks = language.zip(aids).is_some_and(|(language, aids)| aids.speaks(language));
    let off = hearing::off_since(tx, who.mailbox_id).await?;
    let went = hearing::went_along(tx, who.mailbox_id).await?;
    let rows = went.iter().map(|one| AidRow {
        at: when::dated(one.created_at),
        machine: when::machine(one.created_at),
        what: what(&one.aid),
        way: match one.channel.as_str() {
            "telegram" => "Telegram".to_owned(),
            "whatsapp" => "WhatsApp".to_owned(),
            other => other.to_owned(),
        },
        outcome: outcome(one),
    });
    let rows = rows.collect();
    Ok(Along { hears: (speaks || off.is_some()).then_some(off.is_none()), rows })
}

/// What went along, from its word in the database.
fn what(word: &str) -> String {
    let name = word.split_once(':').map(|(_, name)| name);
    match (AidKind::of_word(word), name) {
        (Some(AidKind::Voice), Some(name)) => say!("spraakbericht {name}", name = name),
        (Some(AidKind::Picture), Some(name)) => say!("pictogram {name}", name = name),
        (Some(AidKind::Progress), Some(name)) => {
            let (done, all) = name.split_once('-').unwrap_or((name, ""));
            say!("voortgangskaart {done} van {all}", done = done, all = all)
        }
        _ => word.to_owned(),
    }
}

/// How it ended, in words.
fn outcome(one: &AidSent) -> String {
    let code = one.code.as_deref().unwrap_or_default();
    let words = match one.state.as_str() {
        _ if one.failed_at.is_some() => say!("kwam niet aan; het bericht zelf wel"),
        "accepted" if one.read_at.is_some() => say!("gezien of beluisterd"),
        "accepted" if one.delivered_at.is_some() => say!("afgeleverd"),
        "accepted" => say!("verstuurd"),
        "refused" | "expired" => say!("niet verstuurd"),
        "unknown" => say!("onzeker of het aankwam"),
        "cancelled" if code == "venster-dicht" => {
            say!(
                "niet verstuurd: op WhatsApp mag dit alleen binnen 24 uur na een bericht van de persoon"
            )
        }
        "cancelled" if code == "geen-openbaar-adres" => {
            say!(
                "niet verstuurd: deze dienst heeft geen openbaar adres waar WhatsApp het kan halen"
            )
        }
        "cancelled" => say!("niet verstuurd: niet meer nodig"),
        _ => say!("wacht nog"),
    };
    match one.state.as_str() {
        "refused" | "unknown" if !code.is_empty() => format!("{words} ({code})"),
        _ => words.to_owned(),
    }
}

/// The form that sets whether recordings go along.
#[derive(Deserialize)]
pub struct Hearing {
    #[serde(default)]
    voorlezen: String,
}

/// `POST /inburgeraars/{person}/voorlezen`: recordings from now on (`ja`), or not any more.
pub async fn set_hearing(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Hearing>,
) -> Result<Redirect, HttpError> {
    let mut tx = state.db.begin().await?;
    let who = somebody(&mut tx, &person, &visitor).await?;
    let on = form.voorlezen == "ja";
    hear_messages(&mut tx, &who, on, visitor.viewer(), state.clock.civil()).await?;
    tx.commit().await?;
    let word = if on { "voorlezen" } else { "niet-voorlezen" };
    Ok(Redirect::to(&format!("/inburgeraars/{}?gedaan={word}", who.id)))
}
