//! What every channel must do, tried on each of them against a small gateway on loopback; and
//! the words in which the tests of this room tell what was read.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use proptest::sample::Index;
use serde_json::Value;
use tokio::net::TcpListener;

use super::telegram::{Telegram, TelegramSettings};
use super::transport::Timeouts;
use super::whatsapp::{Gateway, WhatsApp, WhatsAppSettings};
use super::{Channel, Courtesy, Reason, Scope, SendError, limits, render};
use crate::ids::PartId;
use crate::message::{
    Attempt, ChannelKind, Choice, Handle, Incoming, Outgoing, Part, Received, What,
};

pub(crate) const TOKEN: &str = "123456:very-secret_token";

/// The first attempt of a new part.
pub(crate) fn attempt() -> Attempt {
    Attempt { part: PartId::fresh(), number: 1 }
}

/// Everything read from one body, in one line.
pub(crate) fn said_by(received: &[Received]) -> String {
    received.iter().map(summary).collect::<Vec<_>>().join(" | ")
}

/// `handles key @seconds language what`, with `-` for what is absent.
pub(crate) fn summary(received: &Received) -> String {
    match received {
        Received::Notice(notice) => format!("notice {:?}", notice.about),
        Received::Ignored { kind } => format!("ignored {kind}"),
        Received::Status(report) => format!(
            "{} {} {:?} {} @{} {}",
            report.platform_id,
            report.dedupe_key,
            report.progress,
            show(report.attempt.as_ref()),
            show(report.at.map(|at| at.timestamp()).as_ref()),
            show(report.error_code.as_ref()),
        ),
        Received::Incoming(Incoming { from, dedupe_key, at, app_language, what }) => {
            let from: Vec<_> = from.iter().map(|h| format!("{}:{}", h.kind(), h.value())).collect();
            let at = show(at.map(|at| at.timestamp()).as_ref());
            let language = show(app_language.as_ref());
            format!("{} {dedupe_key} @{at} {language} {}", from.join("+"), did(what))
        }
    }
}

fn did(what: &What) -> String {
    match what {
        What::Text { body } => format!("text({body})"),
        What::Start { token } => format!("start({})", show(token.as_ref())),
        What::Tap { payload, label, callback_id, message_id } => format!(
            "tap({payload} {} {} {})",
            show(label.as_ref()),
            show(callback_id.as_ref()),
            show(message_id.as_ref())
        ),
        What::Media { kind, file_id, caption } => {
            format!("media({kind} {file_id} {})", show(caption.as_ref()))
        }
        What::Renamed { to, how } => {
            let to: Vec<_> = to.iter().map(|h| format!("{}:{}", h.kind(), h.value())).collect();
            format!("renamed({how:?} {})", to.join("+"))
        }
        What::Blocked => "blocked".to_owned(),
        What::Unblocked => "unblocked".to_owned(),
        What::Other { kind } => format!("other({kind})"),
    }
}

fn show(value: Option<&impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}

/// A sound body with one thing wrong: a byte changed or missing, or its end cut off.
pub(crate) fn mutated(body: &str, at: Index, byte: u8) -> Vec<u8> {
    let mut body = body.as_bytes().to_vec();
    let at = at.index(body.len());
    match byte % 4 {
        0 => body.truncate(at),
        1 => drop(body.remove(at)),
        2 => body[at] = b"{}[]\",:0nt\\u"[usize::from(byte) % 12],
        _ => body[at] = byte,
    }
    body
}

/// What the gateway says to every call.
#[derive(Clone)]
pub(crate) enum Script {
    Say(u16, &'static str),
    Hang,
    Redirect(String),
}

/// One call that reached the gateway.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

/// A gateway on loopback that keeps what it was asked.
pub(crate) struct FakeGateway {
    pub(crate) url: String,
    calls: Arc<Mutex<Vec<Call>>>,
}

impl FakeGateway {
    pub(crate) async fn that(script: Script) -> Self {
        let calls = Arc::new(Mutex::new(Vec::new()));
        let app = axum::Router::new().fallback(answer).with_state((script, Arc::clone(&calls)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { url, calls }
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

type Shared = (Script, Arc<Mutex<Vec<Call>>>);

async fn answer(
    State((script, calls)): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let body = serde_json::from_slice(&body).unwrap_or_default();
    calls.lock().unwrap().push(Call { path: uri.path().to_owned(), headers, body });
    match script {
        Script::Say(status, text) => (StatusCode::from_u16(status).unwrap(), text).into_response(),
        Script::Hang => std::future::pending().await,
        Script::Redirect(to) => (StatusCode::FOUND, [("location", to)]).into_response(),
    }
}

pub(crate) fn quick() -> Timeouts {
    Timeouts { connect: Duration::from_secs(2), total: Duration::from_millis(400) }
}

/// A platform in the suite: how to make it, and what it says in each situation.
struct Platform {
    kind: ChannelKind,
    to: Handle,
    stranger: Handle,
    accepted: Script,
    busy: Script,
    gone: Script,
    no_token: Script,
}

fn platforms() -> [Platform; 2] {
    [
        Platform {
            kind: ChannelKind::Telegram,
            to: Handle::TelegramChat("8123456789".into()),
            stranger: Handle::Phone("31600000001".into()),
            accepted: Script::Say(200, r#"{"ok":true,"result":{"message_id":42,"date":1}}"#),
            busy: Script::Say(
                429,
                r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 37",
                "parameters":{"retry_after":37}}"#,
            ),
            gone: Script::Say(
                403,
                r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#,
            ),
            no_token: Script::Say(
                401,
                r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#,
            ),
        },
        Platform {
            kind: ChannelKind::Whatsapp,
            to: Handle::Phone("31600000001".into()),
            stranger: Handle::TelegramChat("8123456789".into()),
            accepted: Script::Say(
                200,
                r#"{"messaging_product":"whatsapp","contacts":[{"input":"+31600000001"}],
                "messages":[{"id":"42"}]}"#,
            ),
            busy: Script::Say(429, r#"{"error":{"message":"Rate limit hit","code":131056}}"#),
            gone: Script::Say(400, r#"{"error":{"message":"undeliverable","code":131026}}"#),
            no_token: Script::Say(401, r#"{"error":{"message":"expired","code":190}}"#),
        },
    ]
}

impl Platform {
    fn at(&self, url: &str) -> Box<dyn Channel> {
        match self.kind {
            ChannelKind::Telegram => Box::new(
                Telegram::new(&TelegramSettings {
                    api_url: url.to_owned(),
                    token: TOKEN.to_owned(),
                    timeouts: quick(),
                })
                .unwrap(),
            ),
            ChannelKind::Whatsapp => Box::new(
                WhatsApp::new(&WhatsAppSettings {
                    gateway: Gateway::Meta,
                    base_url: url.to_owned(),
                    api_version: "v26.0".to_owned(),
                    phone_number_id: "1055500001".to_owned(),
                    access_token: TOKEN.to_owned(),
                    timeouts: quick(),
                })
                .unwrap(),
            ),
        }
    }

    async fn told(&self, script: Script) -> SendError {
        let gateway = FakeGateway::that(script).await;
        self.failed_at(&gateway.url).await
    }

    async fn failed_at(&self, url: &str) -> SendError {
        let text = Part::Text { body: "Tot morgen".into() };
        let error = self.at(url).send(&self.to, &text, attempt()).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("very-secret"), "the token shows: {shown}");
        assert!(!shown.contains(self.to.value()), "the address shows");
        assert!(shown.contains(self.kind.as_str()), "no code to look up: {shown}");
        error
    }
}

fn reason(error: SendError) -> Reason {
    let SendError::Refused(refusal) = error else { panic!("{error}") };
    refusal.reason
}

#[tokio::test]
async fn an_accepted_part_has_the_platforms_id() {
    for platform in platforms() {
        let gateway = FakeGateway::that(platform.accepted.clone()).await;
        let channel = platform.at(&gateway.url);
        assert_eq!(channel.kind(), platform.kind);
        assert_eq!(channel.limits(), limits::of(platform.kind));
        let labels = ["Ik kom", "Ik kan niet", "Ik wil hulp", "Later"];
        let out = Outgoing {
            body: "Komt u?".into(),
            choices: labels.map(|l| Choice { label: l.into(), payload: l.into() }).into(),
            list_button: "Kies".into(),
            template: None,
        };
        for part in render::render(&out, channel.limits()) {
            let sent = channel.send(&platform.to, &part, attempt()).await.unwrap();
            assert_eq!(sent.platform_id.as_deref(), Some("42"));
        }
        let edit = Part::RemoveButtons { message_id: "42".into() };
        channel.send(&platform.to, &edit, attempt()).await.unwrap();
        let asked = gateway.calls()[0].body.to_string();
        assert!(labels.iter().all(|label| asked.contains(label)), "{asked}");
    }
}

#[tokio::test]
async fn each_refusal_is_told_by_its_reason() {
    for platform in platforms() {
        let busy = platform.told(platform.busy.clone()).await;
        assert!(matches!(busy, SendError::NotNow { scope: Scope::Chat | Scope::Pair, wait, .. }
            if wait >= Duration::from_secs(4)));
        assert_eq!(reason(platform.told(platform.gone.clone()).await), Reason::Unreachable);
        assert_eq!(reason(platform.told(platform.no_token.clone()).await), Reason::Alarm);
    }
}

#[tokio::test]
async fn doubt_is_told_as_doubt() {
    let scripts = [
        Script::Hang,
        Script::Say(502, "<html>Bad Gateway</html>"),
        Script::Say(200, "<html>Welkom op onze wifi</html>"),
        Script::Say(200, "{}"),
    ];
    for platform in platforms() {
        for script in scripts.clone() {
            let error = platform.told(script).await;
            assert!(matches!(error, SendError::Unknown { .. }), "{error}");
        }
        // The line goes dead after the request was taken.
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            stream.readable().await.unwrap();
            let _ = stream.try_read(&mut [0; 65_536]);
        });
        let error = platform.failed_at(&url).await;
        assert!(matches!(error, SendError::Unknown { .. }), "{error}");
    }
}

#[tokio::test]
async fn what_never_left_may_go_again() {
    for platform in platforms() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let error = platform.failed_at(&url).await;
        assert!(matches!(error, SendError::NotNow { scope: Scope::Channel, .. }), "{error}");
        // And a courtesy that fails is nobody's business.
        let channel = platform.at(&url);
        let message_id = "wamid.1".to_owned();
        channel.courtesy(Courtesy::MarkRead { message_id: message_id.clone() }).await;
        let (to, message_id) = (platform.to.clone(), Some(message_id));
        channel.courtesy(Courtesy::Typing { to, message_id }).await;
        channel.courtesy(Courtesy::CallbackAnswer { callback_id: "1".into(), text: None }).await;
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_token() {
    for platform in platforms() {
        let elsewhere = FakeGateway::that(platform.accepted.clone()).await;
        let error = platform.told(Script::Redirect(elsewhere.url.clone())).await;
        assert!(!matches!(error, SendError::Unknown { .. }), "{error}");
        assert!(elsewhere.calls().is_empty());
    }
}

#[tokio::test]
async fn a_strange_handle_is_refused_before_any_call() {
    for platform in platforms() {
        let gateway = FakeGateway::that(platform.accepted.clone()).await;
        let channel = platform.at(&gateway.url);
        let part = Part::Text { body: "Dag".into() };
        let error = channel.send(&platform.stranger, &part, attempt()).await.unwrap_err();
        assert_eq!(reason(error), Reason::Dead);
        assert!(gateway.calls().is_empty());
    }
}
