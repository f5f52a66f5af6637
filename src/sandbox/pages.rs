//! The page "Telefoons": the phones side by side in a browser, and the clock above them.
//!
//! A visitor's phones can be used; the others are looked at only. The page asks for the state
//! twice a second and tells with it which phones are on the screen. It works under the strictest
//! content policy: no inline script or style. The clock's buttons post to `/demo/clock`, which is
//! not served here; without it the page hides them.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::people::Behaviour;
use super::phones::Phone;
use super::{Bubble, Sandbox};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// How many messages of one phone a page gets.
const SHOWN: usize = 120;

pub(super) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/telefoons", get(page))
        .route("/telefoons/phones.css", get(stylesheet))
        .route("/telefoons/phones.js", get(script))
        .route("/telefoons/phones.svg", get(icon))
        .route("/telefoons/api/state", get(state))
        .route("/telefoons/bestand/{at}", get(shown))
        .route("/telefoons/api/{phone}/tap", post(tap))
        .route("/telefoons/api/{phone}/type", post(type_text))
        .route("/telefoons/api/{phone}/start", post(press_start))
        .route("/telefoons/api/{phone}/block", post(block))
        .with_state(sandbox)
}

async fn page() -> Response {
    let mut page = file("text/html; charset=utf-8", include_str!("page/phones.html"));
    page.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page
}

async fn stylesheet() -> Response {
    file("text/css; charset=utf-8", include_str!("page/phones.css"))
}

async fn script() -> Response {
    file("text/javascript; charset=utf-8", include_str!("page/phones.js"))
}

async fn icon() -> Response {
    file("image/svg+xml", include_str!("page/phones.svg"))
}

/// What a message shows or plays.
async fn shown(State(sandbox): State<Sandbox>, Path(at): Path<String>) -> Response {
    let Some(kept) = sandbox.shared.kept(&at) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, kept.mime),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "max-age=86400, immutable"),
    ];
    (headers, kept.content).into_response()
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, text).into_response()
}

#[derive(Deserialize)]
struct Seen {
    /// Names of the phones on the screen, with commas.
    #[serde(default)]
    looking: String,
    /// The other phone that is looked at.
    #[serde(default)]
    watch: String,
}

async fn state(State(sandbox): State<Sandbox>, Query(seen): Query<Seen>) -> Response {
    for phone in seen.looking.split(',').filter(|phone| !phone.is_empty()) {
        sandbox.shared.look(phone);
    }
    let settings = &sandbox.shared.settings;
    let now = settings.clock.machine();
    let waiting = sandbox.visitor_waiting();
    let world = sandbox.shared.world();
    let phones: Vec<Value> = world
        .phones
        .iter()
        .map(|phone| {
            let visitor = phone.behaviour == Behaviour::Visitor;
            let typing = phone.typing_until.is_some_and(|until| now < until);
            let mut json = json!({
                "id": phone.id,
                "owner": phone.owner,
                "kind": phone.kind,
                "language": phone.language,
                "visitor": visitor,
                "habit": habit(phone.behaviour),
                "started": phone.started,
                "blocked": phone.blocked,
                "typing": typing,
                "unread": unread(phone),
            });
            if visitor || phone.id == seen.watch {
                let skip = phone.messages.len().saturating_sub(SHOWN);
                let shown: Vec<&Bubble> = phone.messages.iter().skip(skip).collect();
                json["messages"] = json!(shown);
            }
            json
        })
        .collect();
    drop(world);
    let body = json!({
        "clock": {
            "civil": settings.clock.civil(),
            "speed": settings.clock.speed(),
            "paused": settings.clock.is_paused(),
            "waiting": waiting,
        },
        "sender": settings.display_name,
        "phones": phones,
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

fn unread(phone: &Phone) -> usize {
    let unread = |bubble: &&Bubble| !bubble.from_me && bubble.status != super::Status::Read;
    phone.messages.iter().filter(unread).count()
}

/// What a watcher is told about somebody.
fn habit(behaviour: Behaviour) -> &'static str {
    match behaviour {
        Behaviour::Visitor => "deze telefoon is van u",
        Behaviour::Prompt => "antwoordt vlot",
        Behaviour::Refuses => "zegt vaak af",
        Behaviour::Asks => "stelt vragen",
        Behaviour::Types => "typt het nummer",
        Behaviour::Blocks => "blokkeert de afzender",
        Behaviour::Silent => "antwoordt nooit",
        Behaviour::SilentThenAnswers(_) => "antwoordt laat",
        Behaviour::NoAccount => "heeft geen account",
    }
}

#[derive(Deserialize)]
struct Tap {
    message: String,
    choice: usize,
}

async fn tap(
    State(sandbox): State<Sandbox>,
    Path(phone): Path<String>,
    Json(tap): Json<Tap>,
) -> StatusCode {
    by_hand(&sandbox, &phone, |s| s.shared.tap(&phone, &tap.message, tap.choice))
}

async fn type_text(
    State(sandbox): State<Sandbox>,
    Path(phone): Path<String>,
    Json(body): Json<HashMap<String, String>>,
) -> StatusCode {
    let words = body.get("text").map(String::as_str).unwrap_or_default();
    // Longer than either app lets one type.
    if words.chars().count() > 4096 {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    by_hand(&sandbox, &phone, |s| s.shared.type_text(&phone, words))
}

async fn press_start(
    State(sandbox): State<Sandbox>,
    Path(phone): Path<String>,
    Json(body): Json<HashMap<String, Option<String>>>,
) -> StatusCode {
    let token = body.get("token").and_then(Option::as_deref).map(str::trim);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let token = token.filter(|token| !token.is_empty());
    // Source: Telegram deep links, 64 of [A-Za-z0-9_-].
    if token.is_some_and(|token| token.len() > 64 || !token.chars().all(plain)) {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    by_hand(&sandbox, &phone, |s| s.shared.press_start(&phone, token))
}

#[derive(Deserialize)]
struct Block {
    blocked: bool,
}

async fn block(
    State(sandbox): State<Sandbox>,
    Path(phone): Path<String>,
    Json(block): Json<Block>,
) -> StatusCode {
    by_hand(&sandbox, &phone, |s| match block.blocked {
        true => s.shared.block(&phone),
        false => s.shared.unblock(&phone),
    })
}

/// Hands are allowed on a visitor's phone only; the others live by their seed.
fn by_hand(sandbox: &Sandbox, phone: &str, gesture: impl FnOnce(&Sandbox) -> bool) -> StatusCode {
    let behaviour = sandbox.shared.world().phones.get(phone).map(|phone| phone.behaviour);
    match behaviour {
        None => StatusCode::NOT_FOUND,
        Some(Behaviour::Visitor) if gesture(sandbox) => StatusCode::NO_CONTENT,
        Some(Behaviour::Visitor) => StatusCode::CONFLICT,
        Some(_) => StatusCode::FORBIDDEN,
    }
}
