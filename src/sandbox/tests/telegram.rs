//! The Bot API's shapes and refusals.

use teloxide::types::{Me, Message, Update, UpdateKind, WebhookInfo};

use super::*;

fn keyboard() -> Value {
    json!({ "inline_keyboard": [[
        { "text": "Ik kom", "callback_data": "q1.0" }, { "text": "Nee", "callback_data": "q1.1" },
    ]] })
}

#[tokio::test]
async fn updates_carry_the_secret_and_parse_as_teloxides_own() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Telegram, Behaviour::Visitor);
    assert!(street.sandbox.press_start("samira", Some("WWabc")).await);
    let question = json!({ "chat_id": 4001, "text": "<b>Komt</b> u?", "parse_mode": "HTML",
        "reply_markup": keyboard() });
    let (status, sent) = street.bot("SendMessage", question).await;
    assert_eq!(status, 200);
    let message: Message = serde_json::from_value(sent["result"].clone()).expect("a message");
    assert_eq!(message.text(), Some("Komt u?"));
    let id = message.id.0.to_string();
    assert!(street.sandbox.tap("samira", &id, 1).await);
    assert!(street.sandbox.block("samira").await);
    street.settle().await;

    for (headers, _) in street.house.heard.lock().expect("unpoisoned").iter() {
        assert_eq!(headers["x-telegram-bot-api-secret-token"], "geheim");
    }
    // From the bytes: teloxide loses the kind of an update that is read from a `Value`.
    let updates: Vec<Update> = {
        let heard = street.house.heard.lock().expect("unpoisoned");
        let read = |body| serde_json::from_slice(body).expect("an update");
        heard.iter().map(|(_, body)| read(body)).collect()
    };
    assert!(updates.windows(2).all(|pair| pair[0].id.0 + 1 == pair[1].id.0));
    let UpdateKind::Message(start) = &updates[0].kind else { panic!("not a message") };
    assert_eq!(start.text(), Some("/start WWabc"));
    assert_eq!(start.entities().map(<[_]>::len), Some(1));
    assert_eq!(start.from.as_ref().and_then(|f| f.language_code.as_deref()), Some("ar"));
    let UpdateKind::CallbackQuery(tap) = &updates[1].kind else { panic!("not a tap") };
    assert_eq!(tap.data.as_deref(), Some("q1.1"));
    assert_eq!(tap.message.as_ref().map(|m| m.id()), Some(message.id));
    assert!(matches!(updates[2].kind, UpdateKind::MyChatMember(_)));

    let answer = json!({ "callback_query_id": tap.id.0 });
    assert_eq!(street.bot("AnswerCallbackQuery", answer.clone()).await.0, 200);
    assert_eq!(street.bot("AnswerCallbackQuery", answer).await.0, 400);
}

#[tokio::test]
async fn what_telegram_refuses_is_refused_in_its_words() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Telegram, Behaviour::Visitor);
    street.sandbox.add_phone(PhoneSpec {
        id: "new".into(),
        owner: "Yusuf".into(),
        kind: ChannelKind::Telegram,
        handle: "4002".into(),
        language: Language::Nl,
        behaviour: Behaviour::Visitor,
        started: false,
    });
    let long_data =
        json!({ "inline_keyboard": [[{ "text": "Ja", "callback_data": "x".repeat(65) }]] });
    for (method, params, code, words) in [
        ("sendmessage", json!({ "chat_id": 1, "text": "Dag" }), 400, "chat not found"),
        (
            "sendMessage",
            json!({ "chat_id": 4002, "text": "Dag" }),
            403,
            "can't initiate conversation",
        ),
        ("sendMessage", json!({ "chat_id": 4001, "text": " " }), 400, "text is empty"),
        ("sendMessage", json!({ "chat_id": 4001, "text": "a".repeat(4097) }), 400, "too long"),
        (
            "sendMessage",
            json!({ "chat_id": 4001, "text": "Dag", "reply_markup": long_data }),
            400,
            "BUTTON_DATA_INVALID",
        ),
        ("editMessageReplyMarkup", json!({ "chat_id": 4001, "message_id": 5 }), 400, "not found"),
        ("answerCallbackQuery", json!({ "callback_query_id": "1" }), 400, "query is too old"),
        ("getUpdates", json!({}), 409, "webhook is active"),
        ("dance", json!({}), 404, "Not Found"),
    ] {
        let (status, answer) = street.bot(method, params).await;
        let description = answer["description"].as_str().unwrap_or_default();
        assert_eq!((status, &answer["ok"]), (code, &json!(false)), "{method}");
        assert!(description.contains(words), "{description}");
    }
    let url = format!("{}/botwrong/getMe", street.sandbox.telegram_url());
    let answer = street.http.get(url).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 401);

    street.sandbox.block("samira").await;
    let (status, answer) =
        street.bot("sendMessage", json!({ "chat_id": 4001, "text": "Dag" })).await;
    assert_eq!(
        (status, &answer["description"]),
        (403, &json!("Forbidden: bot was blocked by the user"))
    );
}

#[tokio::test]
async fn a_tap_can_be_answered_for_thirty_seconds_and_used_buttons_removed_once() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Telegram, Behaviour::Visitor);
    let question = json!({ "chat_id": 4001, "text": "Komt u?", "reply_markup": keyboard() });
    let (_, sent) = street.bot("sendMessage", question).await;
    let id = sent["result"]["message_id"].clone();
    street.sandbox.tap("samira", &id.to_string(), 0).await;
    street.settle().await;
    let query = street.house.bodies()[0]["callback_query"]["id"].clone();
    street.clock.advance(Duration::from_secs(31));
    let late = street.bot("answerCallbackQuery", json!({ "callback_query_id": query })).await;
    assert_eq!(late.0, 400);

    let bare = json!({ "chat_id": 4001, "message_id": id });
    assert_eq!(street.bot("editMessageReplyMarkup", bare.clone()).await.0, 200);
    assert!(!street.sandbox.tap("samira", &id.to_string(), 0).await);
    let (status, again) = street.bot("editMessageReplyMarkup", bare).await;
    assert_eq!(status, 400);
    assert!(again["description"].as_str().is_some_and(|d| d.contains("message is not modified")));
}

#[tokio::test]
async fn a_message_can_be_deleted_for_two_days_and_then_stays_on_the_phone() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Telegram, Behaviour::Visitor);
    let mut ids = Vec::new();
    for text in ["een", "twee"] {
        let sent = street.bot("sendMessage", json!({ "chat_id": 4001, "text": text })).await.1;
        ids.push(sent["result"]["message_id"].as_i64().expect("an id"));
    }
    let shown = || -> Vec<String> {
        let screen = street.sandbox.phone("samira").expect("a phone");
        screen.messages.iter().map(|bubble| bubble.text.clone()).collect()
    };
    let delete = async |id: i64| {
        let params = json!({ "chat_id": 4001, "message_id": id });
        let (status, answer) = street.bot("deleteMessage", params).await;
        (status, answer["description"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(delete(ids[0]).await.0, 200);
    assert_eq!(shown(), ["twee"]);
    assert!(delete(ids[0]).await.1.contains("message to delete not found"));
    assert!(delete(0).await.1.contains("message identifier is not specified"));
    street.clock.advance(std::time::Duration::from_secs(48 * 3600));
    assert!(delete(ids[1]).await.1.contains("message can't be deleted"));
    assert_eq!(shown(), ["twee"]);
}

#[tokio::test]
async fn an_update_that_was_not_taken_comes_again_and_before_the_next() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Telegram, Behaviour::Visitor);
    let moods = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::INTERNAL_SERVER_ERROR];
    street.house.moods.lock().expect("unpoisoned").extend(moods);
    street.sandbox.type_text("samira", "een").await;
    street.sandbox.type_text("samira", "twee").await;
    street.settle().await;
    let texts: Vec<Value> =
        street.house.bodies().iter().map(|body| body["message"]["text"].clone()).collect();
    assert_eq!(texts, ["een", "een", "een", "twee"]);
    let (_, info) = street.bot("getWebhookInfo", json!({})).await;
    let info: WebhookInfo = serde_json::from_value(info["result"].clone()).expect("info");
    assert_eq!(info.pending_update_count, 0);
    let (_, me) = street.bot("getMe", json!({})).await;
    serde_json::from_value::<Me>(me["result"].clone()).expect("a bot");
}

#[tokio::test]
async fn a_poller_gets_an_update_again_until_it_confirms() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Telegram, Behaviour::Visitor);
    street.bot("deleteWebhook", json!({})).await;
    let waiting = street.bot("getUpdates", json!({ "timeout": 20 }));
    let typing = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        street.sandbox.type_text("samira", "hallo").await;
    };
    let ((status, first), ()) = tokio::join!(waiting, typing);
    assert_eq!((status, &first["result"][0]["message"]["text"]), (200, &json!("hallo")));
    let (_, again) = street.bot("getUpdates", json!({})).await;
    assert_eq!(again["result"], first["result"]);
    assert!(!street.sandbox.is_idle());
    let next = first["result"][0]["update_id"].as_i64().expect("a number") + 1;
    let (_, none) = street.bot("getUpdates", json!({ "offset": next })).await;
    assert_eq!(none["result"], json!([]));
    assert!(street.sandbox.is_idle());
    assert!(street.house.bodies().is_empty());
}

#[tokio::test]
async fn faults_on_calls_look_like_telegrams_own() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Telegram, Behaviour::Visitor);
    let send = || street.bot("sendMessage", json!({ "chat_id": 4001, "text": "Dag" }));
    let faults = Faults { too_many: 1.0, retry_after_secs: 7, ..Faults::default() };
    street.sandbox.faults().set(faults);
    let (status, answer) = send().await;
    assert_eq!((status, &answer["parameters"]["retry_after"]), (429, &json!(7)));
    street.sandbox.faults().set(Faults { server_error: 1.0, ..Faults::default() });
    assert_eq!(send().await.0, 502);
    assert_eq!(street.sandbox.accepted_count(), 0);

    street.sandbox.faults().set(Faults { reset: 1.0, ..Faults::default() });
    let token = "7000000001:sandbox-token-guards-nothing";
    let url = format!("{}/bot{token}/sendMessage", street.sandbox.telegram_url());
    let call = street.http.post(url).json(&json!({ "chat_id": 4001, "text": "Dag" }));
    let outcome = match call.send().await {
        Ok(answer) => answer.bytes().await.map(drop),
        Err(broken) => Err(broken),
    };
    assert!(outcome.is_err(), "no answer comes, and yet:");
    assert_eq!(street.shown("samira"), ["< Dag"]);
}
