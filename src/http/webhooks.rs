//! Webhooks: verify the raw bytes, store, and only then say 200.
//!
//! A forged or missing proof is 401 or 403, counted, and nothing is stored. A body that is too
//! large is 413. What cannot be understood is kept as it came, and answered 200: the platform
//! would only send the same again. When it cannot be stored, or too much is in hand already, 503
//! asks the platform to come back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use super::room::Room;
use crate::acts::receive::{Delivery, Intake};
use crate::channel::telegram::{parse as telegram_body, verify as telegram_proof};
use crate::channel::whatsapp::verify::Signature;
use crate::channel::whatsapp::{parse as whatsapp_body, verify as whatsapp_proof};
use crate::message::Received;
use crate::store::mailboxes::ChannelRef;
use crate::store::set_aside::PARTLY_READ;

/// Largest body, in bytes. Source: Meta, webhooks, "payload size": 3 MB.
pub const LARGEST_BODY: usize = 3 * 1024 * 1024;

/// How one channel proves itself.
#[derive(Clone, Debug)]
pub enum Proof {
    /// Telegram's secret header.
    Telegram {
        /// Accepted secrets; two while rotating.
        secrets: Vec<String>,
    },
    /// A WhatsApp gateway's signature.
    Whatsapp {
        /// Which kind.
        signature: Signature,
        /// Accepted secrets; two while rotating.
        secrets: Vec<String>,
        /// For Meta's handshake.
        verify_token: String,
        /// Only events of this number are ours.
        phone_number_id: String,
        /// And news of this account, if it is known.
        business_account_id: Option<String>,
    },
}

/// The door of one channel.
#[derive(Clone, Debug)]
pub struct Door {
    /// Whose.
    pub channel: ChannelRef,
    /// How it proves itself.
    pub proof: Proof,
}

/// All doors, and where deliveries go.
#[derive(Clone)]
pub struct Doors {
    by_id: Arc<BTreeMap<String, Door>>,
    intake: Intake,
    room: Room,
}

impl Doors {
    /// Doors that lead to `intake`.
    pub fn new(doors: impl IntoIterator<Item = Door>, intake: Intake) -> Self {
        let by_id = doors.into_iter().map(|d| (d.channel.id.0.clone(), d)).collect();
        Self { by_id: Arc::new(by_id), intake, room: Room::default() }
    }

    /// The same with other room.
    #[must_use]
    pub fn with_room(self, room: Room) -> Self {
        Self { room, ..self }
    }
}

/// `GET` and `POST /webhooks/{channel}`.
pub fn router(doors: Doors) -> Router {
    Router::new().route("/webhooks/{channel}", get(handshake).post(deliver)).with_state(doors)
}

#[derive(Deserialize)]
struct Handshake {
    #[serde(rename = "hub.mode")]
    mode: Option<String>,
    #[serde(rename = "hub.verify_token")]
    token: Option<String>,
    #[serde(rename = "hub.challenge")]
    challenge: Option<String>,
}

/// Meta asks once whether the webhook is ours.
async fn handshake(
    State(doors): State<Doors>,
    Path(id): Path<String>,
    Query(asked): Query<Handshake>,
) -> Response {
    let Some(Door { proof: Proof::Whatsapp { verify_token, .. }, .. }) = doors.by_id.get(&id)
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let answer = whatsapp_proof::handshake(
        asked.mode.as_deref(),
        asked.token.as_deref(),
        asked.challenge.as_deref(),
        &[verify_token],
    );
    match answer {
        Some(challenge) => {
            ([(header::CONTENT_TYPE, "text/plain")], challenge.to_owned()).into_response()
        }
        None => refuse(&id, StatusCode::FORBIDDEN, "handshake"),
    }
}

async fn deliver(
    State(doors): State<Doors>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let begun = Instant::now();
    let Some(door) = doors.by_id.get(&id) else { return StatusCode::NOT_FOUND.into_response() };
    // who shows no proof at all gets no room
    let Some(given) = headers.get(door.proof.header()) else {
        return refuse(&id, StatusCode::UNAUTHORIZED, "forged");
    };
    let in_hand = match doors.room.read(body, LARGEST_BODY).await {
        Ok(in_hand) => in_hand,
        Err(StatusCode::SERVICE_UNAVAILABLE) => return come_back(&id),
        Err(status) => return refuse(&id, status, "unread"),
    };
    if !door.proof.holds(given.as_bytes(), &in_hand.body) {
        return refuse(&id, StatusCode::FORBIDDEN, "forged");
    }
    let (received, unreadable) = read(&door.proof, &in_hand.body);
    for kind in received.iter().filter_map(ignored) {
        metrics::counter!("wegwijzer_webhook_ignored", "channel" => id.clone(), "kind" => kind)
            .increment(1);
    }
    let delivery = Delivery {
        channel: door.channel.clone(),
        received,
        unreadable: unreadable.map(|why| (in_hand.body.to_vec(), why)),
    };
    // the room is kept until the commit: what was read out of the body is as large as the body
    if doors.intake.store(delivery).await.is_err() {
        return come_back(&id);
    }
    drop(in_hand);
    count(&id, "stored");
    metrics::histogram!("wegwijzer_webhook_seconds", "channel" => id)
        .record(begun.elapsed().as_secs_f64());
    StatusCode::OK.into_response()
}

/// Seconds after which a platform may try again. Both repeat by themselves, with growing pauses.
const RETRY_AFTER: &str = "5";

fn come_back(id: &str) -> Response {
    count(id, "busy");
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, RETRY_AFTER)]).into_response()
}

impl Proof {
    /// The header that carries it.
    fn header(&self) -> &str {
        match self {
            Self::Telegram { .. } => telegram_proof::SECRET_HEADER,
            Self::Whatsapp { signature, .. } => signature.header(),
        }
    }

    /// Does `given` prove that `body` comes from the platform?
    fn holds(&self, given: &[u8], body: &[u8]) -> bool {
        match self {
            Self::Telegram { secrets } => telegram_proof::verify(Some(given), secrets),
            Self::Whatsapp { signature, secrets, .. } => {
                whatsapp_proof::verify(signature, Some(given), body, secrets)
            }
        }
    }
}

/// What is in a body, and why not all of it, if so.
pub fn read(proof: &Proof, body: &[u8]) -> (Vec<Received>, Option<&'static str>) {
    match proof {
        Proof::Telegram { .. } => match telegram_body::parse(body) {
            Ok(received) => (received, None),
            Err(why) => (Vec::new(), Some(why.0)),
        },
        Proof::Whatsapp { phone_number_id, business_account_id, .. } => {
            match whatsapp_body::parse_of(body, phone_number_id, business_account_id.as_deref()) {
                Ok(parsed) if parsed.leftovers > 0 => (parsed.received, Some(PARTLY_READ)),
                Ok(parsed) => (parsed.received, None),
                Err(why) => (Vec::new(), Some(why.0)),
            }
        }
    }
}

fn ignored(received: &Received) -> Option<String> {
    match received {
        Received::Ignored { kind } => Some(kind.chars().take(40).collect()),
        _ => None,
    }
}

fn refuse(id: &str, status: StatusCode, why: &'static str) -> Response {
    tracing::warn!(channel = id, status = status.as_u16(), why, "a webhook call was refused");
    count(id, why);
    status.into_response()
}

fn count(id: &str, outcome: &'static str) {
    metrics::counter!("wegwijzer_webhooks", "channel" => id.to_owned(), "outcome" => outcome)
        .increment(1);
}
