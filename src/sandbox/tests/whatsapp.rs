//! The Cloud API's shapes, statuses, window and refusals.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::*;

fn text() -> Value {
    json!({ "body": "Tot morgen" })
}

fn buttons() -> Value {
    json!({ "type": "button", "body": { "text": "Komt u?" }, "action": { "buttons": [
        { "type": "reply", "reply": { "id": "q1.0", "title": "Ik kom" } },
        { "type": "reply", "reply": { "id": "q1.1", "title": "Nee" } },
    ] } })
}

fn template() -> Value {
    json!({ "name": "pvt_herinnering", "language": { "code": "nl" }, "components": [
        { "type": "body", "parameters": [{ "type": "text", "text": "dinsdag" }] },
        { "type": "button", "sub_type": "quick_reply", "index": "0",
          "parameters": [{ "type": "payload", "payload": "q1.0" }] },
    ] })
}

fn value(body: &Value) -> &Value {
    &body["entry"][0]["changes"][0]["value"]
}

#[tokio::test]
async fn webhooks_are_signed_over_bytes_that_hold_ascii_only() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Whatsapp, Behaviour::Visitor);
    street.sandbox.type_text("samira", "مرحبا").await;
    street.settle().await;
    let heard = street.house.heard.lock().expect("unpoisoned");
    let (headers, body) = &heard[0];
    assert!(body.is_ascii());
    let signature = headers["x-hub-signature-256"].to_str().expect("ASCII");
    let mut mac = Hmac::<Sha256>::new_from_slice(b"sandbox-app-secret").expect("a key");
    mac.update(body);
    let hex: String = mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(signature, format!("sha256={hex}"));
    let body: Value = serde_json::from_slice(body).expect("JSON");
    assert_eq!(value(&body)["messages"][0]["text"]["body"], "مرحبا");
    assert_eq!(value(&body)["metadata"]["phone_number_id"], "700000000000001");
    assert_eq!(value(&body)["contacts"][0]["wa_id"], "31612345678");
}

#[tokio::test]
async fn the_handshake_is_made_and_checked() {
    let street = Street::new().await;
    assert!(street.sandbox.verify_whatsapp_webhook().await);
    street.sandbox.set_whatsapp_webhook("http://127.0.0.1:9/nothing".into());
    assert!(!street.sandbox.verify_whatsapp_webhook().await);
}

#[tokio::test]
async fn statuses_come_in_order_with_our_own_id_and_read_only_when_read() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Whatsapp, Behaviour::Visitor);
    let (status, answer) = street.meta("template", template()).await;
    assert_eq!(status, 200);
    assert_eq!(answer["messages"][0]["message_status"], "accepted");
    assert_eq!(answer["contacts"][0]["wa_id"], "31612345678");
    street.settle().await;
    assert_eq!(street.house.statuses(), ["sent", "delivered"]);
    street.sandbox.read("samira").await;
    street.settle().await;
    assert_eq!(street.house.statuses(), ["sent", "delivered", "read"]);
    for body in street.house.bodies() {
        let status = &value(&body)["statuses"][0];
        assert_eq!(status["biz_opaque_callback_data"], "part-1");
        assert_eq!(status["id"], answer["messages"][0]["id"]);
    }
}

#[tokio::test]
async fn outside_the_window_only_a_template_arrives_and_a_tap_opens_it() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Whatsapp, Behaviour::Visitor);
    assert_eq!(street.meta("text", text()).await.0, 200);
    street.settle().await;
    let failed = street.house.bodies().remove(0);
    let failed = &value(&failed)["statuses"][0];
    assert_eq!(
        (&failed["status"], &failed["errors"][0]["code"]),
        (&json!("failed"), &json!(131_047))
    );
    assert!(street.shown("samira").is_empty());

    let (_, answer) = street.meta("template", template()).await;
    let wamid = answer["messages"][0]["id"].as_str().expect("an id").to_owned();
    assert!(street.sandbox.tap("samira", &wamid, 0).await);
    assert!(!street.sandbox.tap("samira", &wamid, 1).await, "answered once");
    street.clock.advance(Duration::from_secs(24 * 3600 - 1));
    assert_eq!(street.meta("interactive", buttons()).await.0, 200);
    street.clock.advance(Duration::from_secs(1));
    assert_eq!(street.meta("text", text()).await.0, 200);
    street.settle().await;
    assert_eq!(street.shown("samira"), ["< Komt u dinsdag?", "> Ik kom", "< Komt u?"]);
    let bodies = street.house.bodies();
    let tap = bodies.iter().find_map(|body| value(body)["messages"].get(0)).expect("a tap");
    assert_eq!(tap["button"], json!({ "payload": "q1.0", "text": "Ik kom" }));
    assert_eq!(tap["context"]["id"], json!(wamid));
    assert_eq!(street.house.statuses().last().map(String::as_str), Some("failed"));
}

#[tokio::test]
async fn a_message_may_be_taken_and_fail_by_a_fault_of_metas_own() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Whatsapp, Behaviour::Visitor);
    street.sandbox.faults().set(Faults { fails_later: 1.0, ..Faults::default() });
    assert_eq!(street.meta("template", template()).await.0, 200);
    street.settle().await;
    assert_eq!(street.house.statuses(), ["sent", "failed"]);
    let failed = street.house.bodies().remove(1);
    assert_eq!(value(&failed)["statuses"][0]["errors"][0]["code"], json!(131_000));
    assert!(street.shown("samira").is_empty());
}

#[tokio::test]
async fn taps_on_buttons_and_rows_have_their_own_shapes() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Whatsapp, Behaviour::Visitor);
    street.sandbox.type_text("samira", "hoi").await;
    let list = json!({ "type": "list", "body": { "text": "Waarom?" }, "action": {
        "button": "Kies", "sections": [{ "rows": [{ "id": "r.0", "title": "Ziek" }] }] } });
    for content in [buttons(), list] {
        let (_, answer) = street.meta("interactive", content).await;
        let wamid = answer["messages"][0]["id"].as_str().expect("an id").to_owned();
        assert!(street.sandbox.tap("samira", &wamid, 0).await);
    }
    street.settle().await;
    let taps: Vec<Value> = street
        .house
        .bodies()
        .iter()
        .filter_map(|body| value(body)["messages"].get(0).map(|m| m["interactive"].clone()))
        .filter(Value::is_object)
        .collect();
    assert_eq!(
        taps,
        [
            json!({ "type": "button_reply", "button_reply": { "id": "q1.0", "title": "Ik kom" } }),
            json!({ "type": "list_reply", "list_reply": { "id": "r.0", "title": "Ziek" } }),
        ]
    );
}

#[tokio::test]
async fn a_number_without_whatsapp_is_refused_now_or_later_and_a_blocked_one_stays_silent() {
    let street = Street::new().await;
    street.phone("nobody", ChannelKind::Whatsapp, Behaviour::NoAccount);
    assert_eq!(street.meta("template", template()).await.0, 200);
    street.settle().await;
    let failed = street.house.bodies().remove(0);
    assert_eq!(value(&failed)["statuses"][0]["errors"][0]["code"], 131_026);
    street.sandbox.refuse_at_once("nobody", true);
    let (status, answer) = street.meta("template", template()).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_026)));

    street.phone("samira", ChannelKind::Whatsapp, Behaviour::Visitor);
    street.sandbox.block("samira").await;
    assert_eq!(street.meta("template", template()).await.0, 200);
    street.settle().await;
    assert_eq!(street.house.statuses(), ["failed", "sent"]);
}

#[tokio::test]
async fn without_the_right_token_or_number_nothing_is_taken() {
    let street = Street::new().await;
    let base = street.sandbox.whatsapp_url();
    for (path, token, status, code) in [
        ("v26.0/700000000000001", "wrong", 401, 190),
        ("v26.0/123", "sandbox-access-token", 400, 100),
    ] {
        let call = street.http.post(format!("{base}/{path}/messages")).bearer_auth(token);
        let answer = call.json(&json!({})).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), status);
        let answer: Value = answer.json().await.expect("JSON");
        assert_eq!(answer["error"]["code"], code);
    }
}

#[tokio::test]
async fn duplicates_and_disorder_come_when_asked_for() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Whatsapp, Behaviour::Visitor);
    let faults = Faults { copies: 3, shuffle_window: 8, seed: 4, ..Faults::default() };
    street.sandbox.faults().set(faults);
    street.meta("template", template()).await;
    street.settle().await;
    let statuses = street.house.statuses();
    let count = |word: &str| statuses.iter().filter(|status| *status == word).count();
    assert_eq!((count("sent"), count("delivered")), (3, 3));
    let in_order = ["sent", "sent", "sent", "delivered", "delivered", "delivered"];
    assert_ne!(statuses, in_order);
}
