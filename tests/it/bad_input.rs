//! What strangers and platforms may throw at the webhooks, and what exactly happens then.

use std::fmt::Write as _;

use hmac::{Hmac, Mac};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use sha2::Sha256;

use super::support::program::Serve;
use super::support::town::{Kind, TELEGRAM_SECRET, Town};

const TELEGRAM: &str = "X-Telegram-Bot-Api-Secret-Token";
const WHATSAPP: &str = "X-Hub-Signature-256";

/// Everything that a webhook could have stored.
const STORED: &str = "
    SELECT (SELECT COUNT(*) FROM inbox) + (SELECT COUNT(*) FROM history)
         + (SELECT COUNT(*) FROM unreadable) + (SELECT COUNT(*) FROM seen_key)
         + (SELECT COUNT(*) FROM early_status)";
const UNREADABLE: &str = "SELECT COUNT(*) FROM unreadable";

#[tokio::test(flavor = "multi_thread")]
async fn without_proof_it_is_401_with_a_false_one_403_and_nothing_is_stored() {
    let door = Door::open().await;
    let body = message("wamid.forged").to_string();
    let signed_by_a_stranger = sign("not-the-secret", body.as_bytes());
    let other_body = sign(&door.secret(), b"{}");
    for (channel, proof, expected) in [
        ("telegram", None, 401),
        ("telegram", Some((TELEGRAM, "wrong")), 403),
        ("telegram", Some((TELEGRAM, "")), 403),
        ("telegram", Some((WHATSAPP, signed_by_a_stranger.as_str())), 401),
        ("whatsapp", None, 401),
        ("whatsapp", Some((WHATSAPP, signed_by_a_stranger.as_str())), 403),
        ("whatsapp", Some((WHATSAPP, other_body.as_str())), 403),
        ("whatsapp", Some((WHATSAPP, "sha256=zz")), 403),
        ("whatsapp", Some((TELEGRAM, TELEGRAM_SECRET)), 401),
        ("no-such-channel", Some((TELEGRAM, TELEGRAM_SECRET)), 404),
    ] {
        let answer = door.post(channel, proof, body.clone().into_bytes()).await;
        assert_eq!(answer.status().as_u16(), expected, "{channel} {proof:?}");
    }
    assert_eq!(door.town.count(STORED).await, 0);
    let figures = door.get("/metrics").await.text().await.unwrap();
    for line in [
        "wegwijzer_webhooks{channel=\"telegram\",outcome=\"forged\"} 4",
        "wegwijzer_webhooks{channel=\"whatsapp\",outcome=\"forged\"} 5",
    ] {
        assert!(figures.contains(line), "{line}\n{figures}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_over_three_megabytes_is_413() {
    let door = Door::open().await;
    let most = 3 * 1024 * 1024;
    let padded = |length: usize| {
        let mut body = message("wamid.large").to_string().into_bytes();
        body.resize(length, b' ');
        body
    };
    assert_eq!(door.signed(padded(most + 1)).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(door.town.count(STORED).await, 0);
    // one byte less is an ordinary message with much room behind it
    assert_eq!(door.signed(padded(most)).await.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_understood_is_kept_once_and_answered_200() {
    let door = Door::open().await;
    let odd: &[&[u8]] = &[b"not JSON at all", b"{\"object\":", b"[1,2,3]", b"\xff\xfe\x00", b""];
    for body in odd {
        for _ in 0..2 {
            assert_eq!(door.signed(body.to_vec()).await.status(), StatusCode::OK);
        }
    }
    assert_eq!(door.town.count(UNREADABLE).await, odd.len() as i64);
    for _ in 0..2 {
        let answer = door.update(b"not an update".to_vec()).await;
        assert_eq!(answer.status(), StatusCode::OK);
    }
    assert_eq!(door.town.count(UNREADABLE).await, odd.len() as i64 + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_fields_and_kinds_are_200_and_no_trouble() {
    let door = Door::open().await;
    let mut strange = message("wamid.strange");
    strange["entry"][0]["changes"][0]["value"]["messages"][0]["type"] = json!("hologram");
    strange["entry"][0]["changes"][0]["value"]["messages"][0]["hologram"] = json!({ "depth": 3 });
    let mut more = message("wamid.more");
    more["novelty"] = json!({ "since": 2031 });
    more["entry"][0]["changes"][0]["value"]["messages"][0]["mood"] = json!(["fine"]);
    let mut field = message("wamid.field");
    field["entry"][0]["changes"][0]["field"] = json!("account_weather");
    for body in [strange, more, field] {
        let answer = door.signed(body.to_string().into_bytes()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{body}");
    }
    for body in [
        json!({ "update_id": 1, "quantum_message": { "state": "both" } }),
        json!({ "update_id": 2, "message": { "message_id": 1, "date": 1, "novelty": true,
            "chat": { "id": 7, "type": "private" }, "text": "dag" } }),
    ] {
        let answer = door.update(body.to_string().into_bytes()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{body}");
    }
    assert_eq!(door.town.count(UNREADABLE).await, 0);
    assert!(!door.serve.log().contains("ERROR"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_handshake_echoes_for_the_right_token_only() {
    let door = Door::open().await;
    let ask = |token: &str| {
        format!("/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=42")
    };
    let right = door.get(&ask(&door.town.played.whatsapp.verify_token)).await;
    assert_eq!(right.status(), StatusCode::OK);
    assert_eq!(right.text().await.unwrap(), "42");
    assert_eq!(door.get(&ask("wrong")).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(door.get("/webhooks/whatsapp").await.status(), StatusCode::FORBIDDEN);
    assert!(door.get("/webhooks/telegram").await.status().is_client_error());
}

/// A running service, and somebody who knocks.
struct Door {
    serve: Serve,
    town: Town,
    client: Client,
}

impl Door {
    async fn open() -> Self {
        let town = Town::new(Kind::Sqlite).await;
        let serve = town.serve().await;
        Self { serve, town, client: Client::builder().no_proxy().build().unwrap() }
    }

    fn secret(&self) -> String {
        self.town.played.whatsapp.app_secret.clone()
    }

    async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.town.url())).send().await.unwrap()
    }

    async fn post(&self, channel: &str, proof: Option<(&str, &str)>, body: Vec<u8>) -> Response {
        let mut request = self.client.post(format!("{}/webhooks/{channel}", self.town.url()));
        if let Some((header, value)) = proof {
            request = request.header(header, value);
        }
        request.body(body).send().await.unwrap()
    }

    /// As Meta posts it.
    async fn signed(&self, body: Vec<u8>) -> Response {
        let signature = sign(&self.secret(), &body);
        self.post("whatsapp", Some((WHATSAPP, &signature)), body).await
    }

    /// As Telegram posts it.
    async fn update(&self, body: Vec<u8>) -> Response {
        self.post("telegram", Some((TELEGRAM, TELEGRAM_SECRET)), body).await
    }
}

fn sign(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    let mut signature = String::from("sha256=");
    for byte in mac.finalize().into_bytes() {
        write!(signature, "{byte:02x}").unwrap();
    }
    signature
}

/// An ordinary message in Meta's shape.
fn message(id: &str) -> Value {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": "700000000000002", "changes": [{ "field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": {
                "display_phone_number": "31850000000", "phone_number_id": "700000000000001",
            },
            "contacts": [{ "profile": { "name": "Iemand" }, "wa_id": "31612345678" }],
            "messages": [{
                "from": "31612345678", "id": id, "timestamp": "1795600800", "type": "text",
                "text": { "body": "dag" },
            }],
        } }] }],
    })
}
