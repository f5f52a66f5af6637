//! Which method is called with which body, against a gateway on loopback.

use serde_json::{Value, json};

use super::*;
use crate::channel::contract::{FakeGateway, Script, TOKEN, attempt, quick};

fn settings(url: &str) -> TelegramSettings {
    TelegramSettings { api_url: url.to_owned(), token: TOKEN.to_owned(), timeouts: quick() }
}

/// A bot, and the gateway that says `text` to whatever it asks.
async fn bot(text: &'static str) -> (Telegram, FakeGateway) {
    let gateway = FakeGateway::that(Script::Say(200, text)).await;
    (Telegram::new(&settings(&format!("{}/", gateway.url))).unwrap(), gateway)
}

/// The last call, its path without the token.
fn asked(gateway: &FakeGateway) -> (String, Value) {
    let call = gateway.calls().pop().unwrap();
    (call.path.replace(&format!("/bot{TOKEN}/"), ""), call.body)
}

fn chat() -> Handle {
    Handle::TelegramChat("9".into())
}

#[tokio::test]
async fn each_part_becomes_its_method() {
    let (bot, gateway) = bot(r#"{"ok":true,"result":{"message_id":42}}"#).await;
    let choices: Vec<_> = ["Ja", "Nee"]
        .map(|label| Choice { label: label.into(), payload: format!("q.{label}") })
        .into();
    let rows = [
        (
            Part::Text { body: "1 < 2 & *dag*".into() },
            ("sendMessage", json!({ "chat_id": 9, "text": "1 < 2 & *dag*" })),
        ),
        (
            Part::Buttons { body: "Komt u?".into(), choices },
            (
                "sendMessage",
                json!({ "chat_id": 9, "text": "Komt u?", "reply_markup": { "inline_keyboard": [
                    [{ "text": "Ja", "callback_data": "q.Ja" }],
                    [{ "text": "Nee", "callback_data": "q.Nee" }],
                ] } }),
            ),
        ),
        (
            Part::RemoveButtons { message_id: "42".into() },
            (
                "editMessageReplyMarkup",
                json!({ "chat_id": 9, "message_id": 42,
                        "reply_markup": { "inline_keyboard": [] } }),
            ),
        ),
        (
            Part::Remove { message_id: "42".into() },
            ("deleteMessage", json!({ "chat_id": 9, "message_id": 42 })),
        ),
    ];
    for (part, (method, body)) in rows {
        let sent = bot.send(&chat(), &part, attempt()).await.unwrap();
        assert_eq!(sent.platform_id.as_deref(), Some("42"));
        assert_eq!(asked(&gateway), (method.to_owned(), body));
    }
}

#[tokio::test]
async fn buttons_that_are_already_gone_count_as_removed() {
    let edit = Part::RemoveButtons { message_id: "42".into() };
    let rows = [
        (
            Script::Say(
                400,
                r#"{"ok":false,"error_code":400,"description":"Bad Request: message is not modified"}"#,
            ),
            true,
        ),
        (
            Script::Say(
                400,
                r#"{"ok":false,"error_code":400,"description":"Bad Request: message to edit not found"}"#,
            ),
            true,
        ),
        (Script::Hang, false),
    ];
    for (script, done) in rows {
        let gateway = FakeGateway::that(script).await;
        let bot = Telegram::new(&settings(&gateway.url)).unwrap();
        match bot.send(&chat(), &edit, attempt()).await {
            Ok(_) => assert!(done),
            // An edit may be repeated: no doubt is left behind.
            Err(error) => assert!(!done && matches!(error, SendError::NotNow { .. }), "{error}"),
        }
    }
}

#[tokio::test]
async fn a_message_that_is_gone_gives_its_id_back_and_one_that_stays_is_no_reason_to_call_somebody()
{
    let remove = Part::Remove { message_id: "42".into() };
    let refused = |code: u16, words: &str| {
        let body = json!({ "ok": false, "error_code": code, "description": words }).to_string();
        Script::Say(code, Box::leak(body.into_boxed_str()))
    };
    let rows = [
        (refused(400, "Bad Request: message to delete not found"), Some(Some("42"))),
        (refused(400, "Bad Request: message can't be deleted for everyone"), Some(None)),
        (refused(400, "Bad Request: something new"), Some(None)),
        (refused(403, "Forbidden: bot was blocked by the user"), None),
        (Script::Hang, None),
    ];
    for (script, wanted) in rows {
        let gateway = FakeGateway::that(script).await;
        let bot = Telegram::new(&settings(&gateway.url)).unwrap();
        let sent = bot.send(&chat(), &remove, attempt()).await;
        // deleted twice is deleted once: no doubt is left behind
        assert!(!matches!(sent, Err(SendError::Unknown { .. })), "{sent:?}");
        let id = sent.ok().map(|accepted| accepted.platform_id);
        assert_eq!(id.as_ref().map(Option::as_deref), wanted);
    }
}

#[tokio::test]
async fn courtesies_are_answered_briefly() {
    let (bot, gateway) = bot(r#"{"ok":true,"result":true}"#).await;
    let text = Some("x".repeat(300));
    bot.courtesy(Courtesy::CallbackAnswer { callback_id: "77".into(), text }).await;
    let (method, body) = asked(&gateway);
    assert_eq!(
        (method.as_str(), &body["callback_query_id"]),
        ("answerCallbackQuery", &json!("77"))
    );
    assert_eq!(body["text"].as_str().unwrap().len(), CALLBACK_TEXT);
    bot.courtesy(Courtesy::Typing { to: chat(), message_id: None }).await;
    let typing = json!({ "chat_id": 9, "action": "typing" });
    assert_eq!(asked(&gateway), ("sendChatAction".to_owned(), typing));
}

#[tokio::test]
async fn operators_can_set_up_the_bot() {
    let (bot, gateway) = bot(r#"{"ok":true,"result":true}"#).await;
    bot.set_webhook("https://weg.example.nl/webhooks/telegram", "s3cret").await.unwrap();
    let (method, body) = asked(&gateway);
    assert_eq!(method, "setWebhook");
    assert_eq!(body["url"], "https://weg.example.nl/webhooks/telegram");
    assert_eq!(body["secret_token"], "s3cret");
    assert_eq!(
        body["allowed_updates"],
        json!(["message", "edited_message", "callback_query", "my_chat_member"])
    );
    assert!(bot.set_webhook("not a url", "s3cret").await.is_err());
    bot.delete_webhook().await.unwrap();
    assert_eq!(asked(&gateway), ("deleteWebhook".to_owned(), json!({})));
    bot.set_my_commands(Some("nl"), &[("stop".into(), "Geen berichten meer".into())])
        .await
        .unwrap();
    let menu = json!({ "commands": [{ "command": "stop", "description": "Geen berichten meer" }],
                       "language_code": "nl" });
    assert_eq!(asked(&gateway), ("setMyCommands".to_owned(), menu));
}

#[tokio::test]
async fn polling_gives_each_update_with_its_id() {
    let (bot, gateway) =
        bot(r#"{"ok":true,"result":[{"update_id":7,"poll":{}},{"update_id":8}]}"#).await;
    let updates = bot.get_updates(Some(7), Duration::from_secs(1)).await.unwrap();
    let seen: Vec<_> = updates.iter().map(|(id, raw)| (*id, raw.get())).collect();
    assert_eq!(seen, [(7, r#"{"update_id":7,"poll":{}}"#), (8, r#"{"update_id":8}"#)]);
    let (method, body) = asked(&gateway);
    assert_eq!(
        (method.as_str(), &body["offset"], &body["timeout"]),
        ("getUpdates", &json!(7), &json!(1))
    );
}

#[tokio::test]
async fn the_bot_knows_its_own_name() {
    let text = r#"{"ok":true,"result":{"id":1,"is_bot":true,"username":"wegwijzer_bot"}}"#;
    let (bot, _gateway) = bot(text).await;
    assert_eq!(bot.get_me().await.unwrap().username, "wegwijzer_bot");
}

#[test]
fn settings_that_cannot_be_right_are_refused_and_never_shown() {
    let with = |url: &str, token: &str| {
        let settings = TelegramSettings { token: token.to_owned(), ..settings(url) };
        assert!(!format!("{settings:?}").contains("secret"));
        Telegram::new(&settings).err()
    };
    assert_eq!(with("https://api.telegram.org", TOKEN), None);
    assert_eq!(with("api.telegram.org", TOKEN), Some(SetupError::BadUrl));
    assert_eq!(with("file:///tmp", TOKEN), Some(SetupError::BadUrl));
    assert_eq!(with("https://api.telegram.org", ""), Some(SetupError::BadToken));
    assert_eq!(with("https://api.telegram.org", "1:a/../b"), Some(SetupError::BadToken));
}

#[tokio::test]
async fn a_file_is_handed_over_as_a_form() {
    let file = |name: &str, mime: &str, content: &[u8]| Attached {
        what: "pictogram klok".into(),
        name: name.into(),
        mime: mime.into(),
        link: None,
        content: content.into(),
    };
    let picture = file("a.png", "image/png", b"\x89PNG\r\n");
    let voice = file("a.ogg", "audio/ogg; codecs=opus", b"OggS");
    let rows = [
        (Part::Picture { file: picture, caption: "3 / 8".into() }, "sendPhoto", "photo", true),
        (Part::Voice { file: voice }, "sendVoice", "voice", false),
    ];
    for (part, method, field, has_caption) in rows {
        let (listener, url) = {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}", listener.local_addr().unwrap());
            (listener, url)
        };
        let (tell, mut told) = tokio::sync::mpsc::channel(1);
        let path = format!("/bot{TOKEN}/{method}");
        let answer = move |headers: axum::http::HeaderMap, body: bytes::Bytes| async move {
            let _ = tell.send((headers["content-type"].to_str().unwrap().to_owned(), body)).await;
            r#"{"ok":true,"result":{"message_id":42}}"#
        };
        let app = axum::Router::new().route(&path, axum::routing::post(answer));
        tokio::spawn(async move { axum::serve(listener, app).await });
        let bot = Telegram::new(&settings(&url)).unwrap();
        let sent = bot.send(&chat(), &part, attempt()).await.unwrap();
        assert_eq!(sent.platform_id.as_deref(), Some("42"));
        let (kind, body) = told.recv().await.unwrap();
        assert!(kind.starts_with("multipart/form-data; boundary="), "{kind}");
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains("name=\"chat_id\"\r\n\r\n9\r\n"), "{body}");
        assert!(body.contains(&format!("name=\"{field}\"; filename=\"a.")), "{body}");
        assert!(body.contains("name=\"disable_notification\"\r\n\r\ntrue"), "{body}");
        assert_eq!(body.contains("3 / 8"), has_caption);
    }
}
