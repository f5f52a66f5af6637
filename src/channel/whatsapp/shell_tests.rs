//! Which path is called with which key and body, against a gateway on loopback.

use super::*;
use crate::channel::contract::{FakeGateway, Script, TOKEN, attempt, quick};

const TAKEN: &str = r#"{"messages":[{"id":"wamid.1","message_status":"accepted"}]}"#;

fn settings(gateway: Gateway, url: &str) -> WhatsAppSettings {
    WhatsAppSettings {
        gateway,
        base_url: format!("{url}/"),
        api_version: "v26.0".to_owned(),
        phone_number_id: "1055500001".to_owned(),
        access_token: TOKEN.to_owned(),
        timeouts: quick(),
    }
}

fn text() -> Part {
    Part::Text { body: "Dag".into() }
}

fn phone() -> Handle {
    Handle::Phone("31600000001".into())
}

#[tokio::test]
async fn each_gateway_is_called_by_its_own_path_and_key() {
    let rows = [
        (Gateway::Meta, "/v26.0/1055500001/messages", "authorization", format!("Bearer {TOKEN}")),
        (Gateway::Dialog360, "/messages", "d360-api-key", TOKEN.to_owned()),
        (Gateway::Turn, "/v1/messages", "authorization", format!("Bearer {TOKEN}")),
    ];
    for (gateway, path, header, value) in rows {
        let fake = FakeGateway::that(Script::Say(200, TAKEN)).await;
        let whatsapp = WhatsApp::new(&settings(gateway, &fake.url)).unwrap();
        let attempt = attempt();
        let sent = whatsapp.send(&phone(), &text(), attempt).await.unwrap();
        assert_eq!(sent.platform_id.as_deref(), Some("wamid.1"));
        let call = fake.calls().pop().unwrap();
        assert_eq!(call.path, path);
        assert_eq!(call.headers[header], value);
        assert_eq!(call.headers["content-type"], "application/json");
        assert_eq!(call.body["biz_opaque_callback_data"], attempt.to_string());
        assert_eq!(call.body["to"], "+31600000001");
    }
}

#[tokio::test]
async fn a_taken_message_without_an_id_is_still_taken() {
    let fake = FakeGateway::that(Script::Say(201, r#"{"messages":[{"id":7}]}"#)).await;
    let whatsapp = WhatsApp::new(&settings(Gateway::Turn, &fake.url)).unwrap();
    let sent = whatsapp.send(&phone(), &text(), attempt()).await.unwrap();
    assert_eq!(sent.platform_id, None);
}

#[tokio::test]
async fn a_gateways_own_errors_are_understood() {
    let rows = [
        (Script::Say(401, r#"{"meta":{"success":false,"http_code":401}}"#), Reason::Alarm),
        (Script::Say(400, r#"{"errors":[{"code":131047,"title":"x"}]}"#), Reason::WindowClosed),
        (Script::Say(200, r#"{"error":{"code":"132001"}}"#), Reason::TemplateHeld),
        (Script::Say(404, "<html>"), Reason::Alarm),
    ];
    for (script, expected) in rows {
        let fake = FakeGateway::that(script).await;
        let whatsapp = WhatsApp::new(&settings(Gateway::Dialog360, &fake.url)).unwrap();
        let error = whatsapp.send(&phone(), &text(), attempt()).await.unwrap_err();
        let SendError::Refused(refusal) = error else { panic!("{error}") };
        assert_eq!(refusal.reason, expected, "{}", refusal.code);
    }
}

#[tokio::test]
async fn an_answer_being_written_shows_as_a_read_mark() {
    let fake = FakeGateway::that(Script::Say(200, r#"{"success":true}"#)).await;
    let whatsapp = WhatsApp::new(&settings(Gateway::Meta, &fake.url)).unwrap();
    let message_id = Some("wamid.9".to_owned());
    whatsapp.courtesy(Courtesy::Typing { to: phone(), message_id }).await;
    let call = fake.calls().pop().unwrap();
    assert_eq!(call.body["message_id"], "wamid.9");
    assert_eq!(call.body["typing_indicator"]["type"], "text");
    whatsapp.courtesy(Courtesy::Typing { to: phone(), message_id: None }).await;
    assert_eq!(fake.calls().len(), 1);
}

#[test]
fn settings_that_cannot_be_right_are_refused_and_never_shown() {
    let good = settings(Gateway::Meta, "https://graph.facebook.com");
    assert!(!format!("{good:?}").contains("secret"));
    assert!(WhatsApp::new(&good).is_ok());
    let rows = [
        (WhatsAppSettings { base_url: "graph".into(), ..good.clone() }, SetupError::BadUrl),
        (WhatsAppSettings { access_token: String::new(), ..good.clone() }, SetupError::BadToken),
        (WhatsAppSettings { access_token: "a\nb".into(), ..good.clone() }, SetupError::BadToken),
        (
            WhatsAppSettings { phone_number_id: "../1".into(), ..good.clone() },
            SetupError::BadPhoneNumberId,
        ),
    ];
    for (settings, expected) in rows {
        assert_eq!(WhatsApp::new(&settings).err(), Some(expected));
    }
}

#[test]
fn gateways_go_by_the_names_of_the_configuration() {
    assert_eq!(Gateway::parse("meta"), Some(Gateway::Meta));
    assert_eq!(Gateway::parse("360dialog"), Some(Gateway::Dialog360));
    assert_eq!(Gateway::parse("turn"), Some(Gateway::Turn));
    assert_eq!(Gateway::parse("twilio"), None);
}
