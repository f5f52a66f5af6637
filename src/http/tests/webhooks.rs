//! Webhooks of every kind of proof, and what happens when there is no room.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use tokio::sync::mpsc;
use tower::ServiceExt;

use super::{Answer, read};
use crate::acts::receive::{Intake, Waiting};
use crate::channel::whatsapp::verify::Signature;
use crate::http::room::Room;
use crate::http::webhooks::{Door, Doors, Proof, router};
use crate::ids::GemeenteId;
use crate::message::{ChannelId, ChannelKind};
use crate::store::mailboxes::ChannelRef;

/// Makes a proof of a secret.
type Prove<'a> = &'a dyn Fn(&str) -> String;

const BODY: &str = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}";

fn proof(signature: Signature) -> Proof {
    Proof::Whatsapp {
        signature,
        secrets: ["new", "old"].map(str::to_owned).into(),
        verify_token: "t".to_owned(),
        phone_number_id: "1".to_owned(),
        business_account_id: None,
    }
}

fn shared() -> Signature {
    Signature::SharedHeader { name: "x-wegwijzer-secret".to_owned() }
}

fn doors(proof: Proof) -> (Doors, mpsc::Receiver<Waiting>) {
    let (intake, lines) = Intake::new();
    let channel = ChannelRef {
        id: ChannelId("x".to_owned()),
        kind: ChannelKind::Whatsapp,
        gemeente: GemeenteId::fresh(),
    };
    (Doors::new([Door { channel, proof }], intake), lines.deeds)
}

async fn post(doors: &Doors, header: &str, value: &str) -> Answer {
    let request = Request::post("/webhooks/x").header(header, value);
    let request = request.body(Body::from(BODY)).unwrap();
    read(router(doors.clone()).oneshot(request).await.unwrap()).await
}

fn mac(secret: &str) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.chain_update(BODY).finalize().into_bytes().to_vec()
}

fn meta(secret: &str) -> String {
    format!("sha256={}", mac(secret).iter().map(|b| format!("{b:02x}")).collect::<String>())
}

/// Says "stored" to everybody in line.
fn store_all(mut line: mpsc::Receiver<Waiting>) {
    tokio::spawn(async move {
        while let Some(waiting) = line.recv().await {
            let _ = waiting.stored.send(true);
        }
    });
}

#[tokio::test]
async fn every_kind_of_proof_passes_with_the_new_and_the_old_secret_and_no_other() {
    let turn = |secret: &str| STANDARD.encode(mac(secret));
    let same = str::to_owned;
    let telegram = Proof::Telegram { secrets: ["new", "old"].map(str::to_owned).into() };
    let rows: [(Proof, &str, Prove<'_>); 4] = [
        (proof(Signature::MetaHex), "x-hub-signature-256", &meta),
        (proof(Signature::TurnBase64), "x-turn-hook-signature", &turn),
        (proof(shared()), "x-wegwijzer-secret", &same),
        (telegram, "x-telegram-bot-api-secret-token", &same),
    ];
    for (proof, name, prove) in rows {
        let (doors, line) = doors(proof);
        store_all(line);
        for (secret, expected) in [("new", 200), ("old", 200), ("older", 403), ("", 403)] {
            let answer = post(&doors, name, &prove(secret)).await;
            assert_eq!(answer.status.as_u16(), expected, "{name} {secret}");
        }
        assert_eq!(post(&doors, "x-other", &prove("new")).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn without_room_the_sender_is_told_to_come_back_and_with_room_again_is_let_in() {
    let (doors, mut line) = doors(proof(Signature::MetaHex));
    let doors = doors.with_room(Room::of(2, 1024 * 1024, Duration::from_secs(10)));
    let right = meta("new");
    let both = async {
        tokio::join!(
            post(&doors, "x-hub-signature-256", &right),
            post(&doors, "x-hub-signature-256", &right),
        )
    };
    let third = async {
        // both wait for their commit
        let (first, second) = (line.recv().await.unwrap(), line.recv().await.unwrap());
        let third = post(&doors, "x-hub-signature-256", &right).await;
        first.stored.send(true).unwrap();
        second.stored.send(true).unwrap();
        third
    };
    let ((first, second), third) = tokio::join!(both, third);
    assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
    assert_eq!(third.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(third.header(header::RETRY_AFTER), "5");
    store_all(line);
    assert_eq!(post(&doors, "x-hub-signature-256", &right).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_line_that_is_full_or_gone_is_told_the_same_way() {
    let (doors, line) = doors(proof(Signature::MetaHex));
    drop(line);
    let answer = post(&doors, "x-hub-signature-256", &meta("new")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header(header::RETRY_AFTER), "5");
}
