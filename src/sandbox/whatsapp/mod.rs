//! The WhatsApp Cloud API, as far as this service uses it.
//!
//! `POST /v<N>/<phone number id>/messages` with the Bearer token. An answer of 200 means accepted;
//! what became of it comes by signed webhooks. The 24-hour window is counted in civil time from
//! what this phone last sent. Templates are managed in `templates`. Not played: groups, media upload,
//! tiers, pair rate (ask for refusals as faults).

mod account;
mod check;
pub(super) mod media;
pub(super) mod templates;
pub(super) mod webhooks;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::TimeDelta;
use serde_json::{Value, json};

use self::check::{Complaint, Recipient, Sendable, check};
use self::webhooks::{
    MEDIA_ERROR, RE_ENGAGEMENT, SOMETHING_WENT_WRONG, UNDELIVERABLE, Word, bsuid,
};
use super::faults::Verdict;
use super::people::Behaviour;
use super::phones::{Bubble, BubbleKind, Status};
use super::shown::{Sent, Taken};
use super::telegram::broken;
use super::world::{AcceptedSend, Shared};
use crate::message::ChannelKind;

/// How long after a person's message anything may be sent. Source: Cloud API, "Customer service
/// windows".
const WINDOW: TimeDelta = TimeDelta::hours(24);

/// How long Meta waits for a file at a link.
const FETCH: std::time::Duration = std::time::Duration::from_secs(10);

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/{version}/{number}/messages", post(messages))
        .route(
            "/{version}/{number}/message_templates",
            get(templates::list).post(templates::create).delete(templates::delete),
        )
        .route("/{version}/{number}/subscribed_apps", get(account::subscribed_apps))
        .route("/{version}/{number}", get(account::object))
        .route("/whatsapp_business/attachments/", get(media::download))
        .fallback(|| async { no_such_object("unknown") })
        .with_state(shared)
}

async fn messages(
    State(shared): State<Arc<Shared>>,
    Path((version, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(no) = without_token(&shared, &headers) {
        return no;
    }
    let versioned = version.strip_prefix('v').is_some_and(|n| n.parse::<f32>().is_ok());
    if !versioned || number != shared.settings.whatsapp.phone_number_id {
        return no_such_object(&number);
    }
    let Ok(body) = serde_json::from_slice::<Value>(&body) else {
        let why = "(#100) The request body is not valid JSON";
        return refuse(400, json!({ "message": why, "type": "OAuthException", "code": 100 }));
    };
    if body["status"] == "read" {
        return shared.mark_read(&body);
    }
    let fetched = shared.fetch_link(&body).await;
    match shared.faults.verdict() {
        Verdict::TooMany(_) => refuse(
            429,
            json!({
                "message": "(#130429) Rate limit hit", "type": "OAuthException", "code": 130_429,
                "error_data": {
                    "messaging_product": "whatsapp",
                    "details": "Message failed to send because there were too many messages sent \
                                from this phone number in a short period of time",
                },
            }),
        ),
        Verdict::ServerError => refuse(
            500,
            json!({
                "message": "(#131000) Something went wrong", "type": "OAuthException",
                "code": 131_000, "is_transient": true,
            }),
        ),
        Verdict::Fine => shared.send_whatsapp(&body, fetched),
        Verdict::Hang(long) => {
            let late = shared.send_whatsapp(&body, fetched);
            tokio::time::sleep(shared.settings.clock.on_the_wall(long)).await;
            late
        }
        Verdict::Reset => {
            drop(shared.send_whatsapp(&body, fetched));
            broken()
        }
    }
}

/// The answer to a call that does not carry the account's token.
fn without_token(shared: &Shared, headers: &HeaderMap) -> Option<Response> {
    let token = headers.get("authorization").and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer "));
    let why = "Invalid OAuth access token - Cannot parse access token";
    let no = json!({ "message": why, "type": "OAuthException", "code": 190 });
    (token != Some(shared.settings.whatsapp.access_token.as_str())).then(|| refuse(401, no))
}

fn refuse(http: u16, mut error: Value) -> Response {
    error["fbtrace_id"] = json!("AsandboxTraceId");
    let status = StatusCode::from_u16(http).unwrap_or(StatusCode::BAD_REQUEST);
    (status, axum::Json(json!({ "error": error }))).into_response()
}

fn no_such_object(id: &str) -> Response {
    let why = format!(
        "Unsupported post request. Object with ID '{id}' does not exist, cannot be loaded due to \
         missing permissions, or does not support this operation."
    );
    let kind = "GraphMethodException";
    refuse(400, json!({ "message": why, "type": kind, "code": 100, "error_subcode": 33 }))
}

fn complain(complaint: &Complaint) -> Response {
    refuse(
        complaint.http,
        json!({
            "message": complaint.message,
            "type": "OAuthException",
            "code": complaint.code,
            "error_data": { "messaging_product": "whatsapp", "details": complaint.details },
        }),
    )
}

impl Shared {
    /// The file behind the link of a picture or voice note, as Meta fetches it: at once, of the right kind and
    /// size. None: no link in it. `Err`: what is there cannot be shown.
    async fn fetch_link(&self, body: &Value) -> Option<Result<Taken, ()>> {
        let (sent, content) = match body["type"].as_str()? {
            "image" => (Sent::Photo, &body["image"]),
            // without `voice` it is music, which this service never sends
            "audio" if body["audio"]["voice"] == true => (Sent::Voice, &body["audio"]),
            _ => return None,
        };
        let link = content["link"].as_str()?.to_owned();
        let caption = content["caption"].as_str().unwrap_or_default().to_owned();
        let name = link.rsplit('/').next().unwrap_or_default().to_owned();
        Some(match self.fetch_file(&link, sent).await {
            Some(content) => Ok(Taken { sent, name, content, caption }),
            None => Err(()),
        })
    }

    async fn fetch_file(&self, link: &str, sent: Sent) -> Option<Vec<u8>> {
        let answer = self.http.get(link).timeout(FETCH).send().await.ok()?;
        let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        if answer.status() != 200 || !kind.is_some_and(|kind| sent.is_called(kind)) {
            return None;
        }
        let content = answer.bytes().await.ok()?;
        sent.fits(&content).then(|| content.to_vec())
    }

    fn send_whatsapp(&self, body: &Value, fetched: Option<Result<Taken, ()>>) -> Response {
        let mut world = self.world();
        let sendable = match check(body, &world.templates) {
            Ok(sendable) => sendable,
            Err(complaint) => return complain(&complaint),
        };
        let handle = match &sendable.to {
            Recipient::Phone(digits) => digits.clone(),
            Recipient::Bsuid(id) => {
                let whose = world.phones.iter().find(|phone| {
                    phone.kind == ChannelKind::Whatsapp && bsuid(&phone.handle) == *id
                });
                whose.map(|phone| phone.handle.clone()).unwrap_or_default()
            }
        };
        let phone = world.phones.at(ChannelKind::Whatsapp, &handle);
        let exists = phone.is_some_and(|phone| phone.behaviour != Behaviour::NoAccount);
        if !exists && phone.is_some_and(|phone| phone.refuses_at_once) {
            return complain(&Complaint {
                http: 400,
                code: UNDELIVERABLE.0,
                message: "(#131026) Message undeliverable",
                details: "Message Undeliverable.".to_owned(),
            });
        }
        let now = self.settings.clock.civil();
        let free = exists && sendable.kind != BubbleKind::Template;
        let shut = free.then(|| self.faults.shut_window()).flatten();
        if shut == Some(true) {
            return complain(&Complaint {
                http: 400,
                code: RE_ENGAGEMENT.0,
                message: "(#131047) Re-engagement message",
                details: "More than 24 hours have passed since the recipient last replied to the \
                          sender number"
                    .to_owned(),
            });
        }
        let open = phone.and_then(|phone| phone.last_inbound).is_some_and(|at| now - at < WINDOW);
        let open = open && shut.is_none();
        let reachable = phone.filter(|phone| !phone.blocked).map(|phone| phone.id.clone());
        let wamid = world.whatsapp.wamid(&handle);
        let answer = accepted(body, &handle, &wamid, sendable.kind);
        let callback_data = sendable.callback_data.clone();
        let (is_file, unusable) = (fetched.is_some(), matches!(fetched, Some(Err(()))));
        let bubble = match fetched {
            Some(Ok(taken)) => Bubble { callback_data, ..self.showing(&mut world, wamid, taken) },
            _ => bubble(sendable, wamid, now),
        };
        if is_file {
            world.took(ChannelKind::Whatsapp, &handle, &bubble);
        } else {
            world.accepted.push(AcceptedSend {
                kind: ChannelKind::Whatsapp,
                handle: handle.clone(),
                text: bubble.text.clone(),
                callback_data: bubble.callback_data.clone(),
                message_id: bubble.id.clone(),
                at: now,
            });
        }
        if !exists {
            self.status(&handle, &bubble, &Word::Failed(UNDELIVERABLE.0, UNDELIVERABLE.1));
        } else if !open && bubble.kind != BubbleKind::Template {
            self.status(&handle, &bubble, &Word::Failed(RE_ENGAGEMENT.0, RE_ENGAGEMENT.1));
        } else if unusable {
            self.status(&handle, &bubble, &Word::Failed(MEDIA_ERROR.0, MEDIA_ERROR.1));
        } else if self.faults.fails_later() {
            self.status(&handle, &bubble, &Word::Sent);
            let (code, title) = SOMETHING_WENT_WRONG;
            self.status(&handle, &bubble, &Word::Failed(code, title));
        } else {
            self.status(&handle, &bubble, &Word::Sent);
            // Who blocked the number gets nothing, and Meta tells nothing: one grey tick for ever.
            if let Some(phone) = reachable {
                self.status(&handle, &bubble, &Word::Delivered);
                match is_file {
                    true => self.show(&mut world, &phone, bubble),
                    false => self.arrive(&mut world, &phone, bubble),
                }
            }
        }
        answer
    }

    /// The service saw a person's message; perhaps it is also typing.
    fn mark_read(&self, body: &Value) -> Response {
        let id = body["message_id"].as_str().unwrap_or_default();
        let typing = body["typing_indicator"].is_object();
        let until = self.settings.clock.machine() + TimeDelta::seconds(25);
        let mut world = self.world();
        let whose = webhooks::handle_in(id).unwrap_or_default();
        let phone = world.phones.at_mut(ChannelKind::Whatsapp, &whose);
        let Some(phone) = phone.filter(|phone| phone.bubble(id).is_some_and(|b| b.from_me)) else {
            return complain(&Complaint {
                http: 400,
                code: 131_009,
                message: "(#131009) Parameter value is not valid",
                details: "message_id is unknown".to_owned(),
            });
        };
        if typing {
            phone.typing_until = Some(until);
        }
        for mine in phone.messages.iter_mut().filter(|bubble| bubble.from_me) {
            mine.status = Status::Read;
        }
        axum::Json(json!({ "success": true })).into_response()
    }
}

fn bubble(sendable: Sendable, wamid: String, at: chrono::DateTime<chrono::Utc>) -> Bubble {
    Bubble {
        id: wamid,
        from_me: false,
        text: sendable.text,
        choices: sendable.choices,
        layout: sendable.layout,
        at,
        status: Status::Delivered,
        kind: sendable.kind,
        file: None,
        callback_data: sendable.callback_data,
    }
}

fn accepted(body: &Value, handle: &str, wamid: &str, kind: BubbleKind) -> Response {
    let mut contact = match body["to"].as_str() {
        Some(to) => json!({ "input": to, "wa_id": handle }),
        None => json!({ "input": body["recipient"] }),
    };
    if body["to"].is_null() {
        contact["user_id"] = body["recipient"].clone();
    }
    let mut message = json!({ "id": wamid });
    if kind == BubbleKind::Template {
        message["message_status"] = json!("accepted");
    }
    axum::Json(json!({
        "messaging_product": "whatsapp",
        "contacts": [contact],
        "messages": [message],
    }))
    .into_response()
}
