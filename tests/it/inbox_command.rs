//! What was set aside gets another try by command, and nothing of it is shown.

use wegwijzer::message::ChannelKind::Telegram;
use wegwijzer::store::inbox;

use super::support::rows;
use super::support::town::{Kind, PEOPLE, Town};

/// An update as Telegram sends it, from the phone that `towns` gives a chat.
const BODY: &str = r#"{"update_id":900001,"message":{"message_id":77,"date":1795600800,
    "from":{"id":5550001,"is_bot":false,"first_name":"Geheime Naam","language_code":"nl"},
    "chat":{"id":5550001,"type":"private","first_name":"Geheime Naam"},"text":"mens"}}"#;

async fn towns() -> Vec<Town> {
    let mut all = vec![Town::new(Kind::Sqlite).await];
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        all.push(Town::new(Kind::Postgres).await);
    }
    for town in &all {
        town.import("people", &format!("{PEOPLE}K-1;Amina Voorbeeld;nl;;asiel;\n")).await;
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreadable_body_that_is_understood_by_now_happens_once() {
    for town in towns().await {
        // as an older version left them: one that we understand, one that nobody does
        let db = town.db().await;
        let mut tx = db.begin().await.unwrap();
        let now = town.played.clock.civil();
        for body in [BODY, "not an update"] {
            inbox::unreadable(&mut tx, "telegram", body.as_bytes(), "old words", now)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        db.close().await;

        let listed = town.run(&["inbox", "list"]).await.ok();
        assert!(listed.contains("2 unreadable on telegram"), "{listed}");
        let said = town.run(&["inbox", "replay", "--json"]).await;
        assert_eq!(said.code, 1, "{}{}", said.out, said.err);
        let counts: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(counts["understood"], 1, "{counts}");
        assert_eq!(counts["stillUnreadable"], 1, "{counts}");
        for text in [&listed, &said.out, &said.err] {
            assert!(!text.contains("Geheime") && !text.contains("5550001"), "{text}");
        }
        assert_eq!(town.count(EVENTS).await, 1);

        // killed before the mark was written: offered again, and known by its key
        let unmark = "UPDATE unreadable SET replayed_at = NULL";
        assert_eq!(rows::change(&town.database, unmark).await, 2);
        assert_eq!(town.run(&["inbox", "replay"]).await.code, 1);
        assert_eq!(town.count(EVENTS).await, 1);

        let phone = town.phone_in_use("t", Telegram, "5550001");
        let serve = town.serve().await;
        super::support::until("the stranger gets an answer", async || {
            (!phone.received().is_empty()).then_some(())
        })
        .await;
        assert!(serve.terminate().await.0.success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parked_event_that_is_released_is_handled() {
    for town in towns().await {
        let phone = town.phone("t", Telegram, "5550001");
        let serve = town.serve().await;
        phone.starts(Some(&town.invite("K-1").await)).await;
        phone.shows("In welke taal").await;
        town.until_count(0, "SELECT COUNT(*) FROM inbox").await;
        assert!(serve.terminate().await.0.success());

        // what a mistake in the program would have left
        let db = town.db().await;
        let mut tx = db.begin().await.unwrap();
        inbox::unreadable(
            &mut tx,
            "telegram",
            BODY.as_bytes(),
            "old words",
            town.played.clock.civil(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        db.close().await;
        town.run(&["inbox", "replay"]).await.ok();
        let park = "UPDATE inbox SET parked_at = received_at, parked_why = 'its step broke off', tries = 5";
        assert_eq!(rows::change(&town.database, park).await, 1);

        let serve = town.serve().await;
        let listed = town.run(&["inbox", "parked", "--json"]).await.ok();
        let parked: serde_json::Value = serde_json::from_str(&listed).unwrap();
        assert_eq!(parked[0]["tries"], 5, "{listed}");
        assert_eq!(parked[0]["why"], "its step broke off", "{listed}");
        let none = town.run(&["inbox", "parked", "--release", "no-id"]).await;
        assert_eq!(none.code, 2);
        let id = parked[0]["id"].as_str().unwrap();
        town.run(&["inbox", "parked", "--release", id]).await.ok();
        phone.shows("Een collega van de gemeente helpt u").await;
        town.until_count(0, "SELECT COUNT(*) FROM inbox").await;
        // a second time there is nothing to release
        assert_eq!(town.run(&["inbox", "parked", "--release", id]).await.code, 2);
        assert!(serve.terminate().await.0.success());
    }
}

const EVENTS: &str = "
    SELECT (SELECT COUNT(*) FROM inbox) + (SELECT COUNT(*) FROM history)";
