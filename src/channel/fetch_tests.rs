//! Files are fetched from both platforms, tried against small gateways on loopback.

use axum::Router;
use axum::routing::{get, post};
use tokio::net::TcpListener;

use super::contract::{TOKEN, quick};
use super::telegram::{Telegram, TelegramSettings};
use super::whatsapp::{Gateway, WhatsApp, WhatsAppSettings};
use super::{Channel, MEDIA_MOST, Reason, SendError};

async fn serve(app: impl FnOnce(String) -> Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let app = app(url.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

fn telegram(url: &str) -> Telegram {
    let (api_url, token) = (url.to_owned(), TOKEN.to_owned());
    Telegram::new(&TelegramSettings { api_url, token, timeouts: quick() }).unwrap()
}

fn whatsapp(url: &str) -> WhatsApp {
    WhatsApp::new(&WhatsAppSettings {
        gateway: Gateway::Meta,
        base_url: url.to_owned(),
        api_version: "v26.0".to_owned(),
        phone_number_id: "1055500001".to_owned(),
        access_token: TOKEN.to_owned(),
        timeouts: quick(),
    })
    .unwrap()
}

/// Meta's answer about file 9, with `content` behind its address.
async fn meta(told: &'static str, content: Vec<u8>, elsewhere: Option<&'static str>) -> String {
    serve(move |url| {
        let at = elsewhere.map_or_else(|| format!("{url}/file"), str::to_owned);
        let about = format!(r#"{{"url":"{at}","mime_type":"audio/ogg"{told}}}"#);
        Router::new()
            .route("/v26.0/9", get(move || async move { about }))
            .route("/file", get(move || async move { content }))
    })
    .await
}

#[tokio::test]
async fn a_voice_note_is_fetched_from_telegram() {
    let url = serve(|_| {
        let about = r#"{"ok":true,"result":{"file_id":"f","file_size":3,"file_path":"voice/1"}}"#;
        Router::new()
            .route(&format!("/bot{TOKEN}/getFile"), post(move || async move { about }))
            .route(&format!("/file/bot{TOKEN}/voice/1"), get(|| async { "dag" }))
    })
    .await;
    assert_eq!(telegram(&url).fetch("f").await.unwrap().content, b"dag");
}

#[tokio::test]
async fn a_voice_note_is_fetched_from_whatsapp() {
    let url = meta("", b"dag".to_vec(), None).await;
    let got = whatsapp(&url).fetch("9").await.unwrap();
    assert_eq!((got.mime.as_deref(), &got.content[..]), (Some("audio/ogg"), &b"dag"[..]));
}

#[tokio::test]
async fn a_file_that_is_not_what_was_told_is_asked_for_again() {
    const TOLD: &str =
        r#","sha256":"0000000000000000000000000000000000000000000000000000000000000000""#;
    let url = meta(TOLD, b"dag".to_vec(), None).await;
    let error = whatsapp(&url).fetch("9").await.unwrap_err();
    assert!(matches!(error, SendError::NotNow { .. }), "{error}");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_while_it_streams() {
    let url = meta("", vec![0; MEDIA_MOST + 1], None).await;
    let error = whatsapp(&url).fetch("9").await.unwrap_err();
    let SendError::Refused(refusal) = error else { panic!("{error}") };
    assert_eq!((refusal.reason, refusal.code.as_str()), (Reason::Dead, "whatsapp:too_large"));
}

#[tokio::test]
async fn the_token_is_not_taken_to_a_strange_host() {
    let url = meta("", Vec::new(), Some("http://127.0.0.2:1/file")).await;
    let error = whatsapp(&url).fetch("9").await.unwrap_err();
    let told = format!("{error:?}");
    assert!(told.contains("media_without_url"), "{told}");
}
