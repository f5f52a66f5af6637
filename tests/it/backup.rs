//! A backup made while people write: nothing from before it is lost, and after a restore the
//! service goes on.

use std::path::Path;

use wegwijzer::message::ChannelKind::Telegram;

use super::support::town::{Kind, PEOPLE, TELEGRAM_SECRET, Town};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_restores_to_a_service_that_goes_on() {
    let town = Town::new(Kind::Sqlite).await;
    town.import("people", &format!("{PEOPLE}K-1;Amina Voorbeeld;nl;;asiel;\n")).await;
    let phone = town.phone("t", Telegram, "5550001");
    let serve = town.serve().await;
    phone.starts(Some(&town.invite("K-1").await)).await;
    phone.answers("In welke taal", 0).await;
    phone.answers("Mag de gemeente", 0).await;
    phone.shows("wij sturen u vanaf nu hier").await;
    assert_eq!(posted(&town).await, 200);
    town.until_count(1, SAID).await;
    town.until_count(0, UNFINISHED).await;
    let before = town.count(ANSWERS).await;

    let writing = async {
        for n in 0..40 {
            phone.types(&format!("bericht {n}")).await;
        }
    };
    let (said, ()) = tokio::join!(town.run(&["backup", "kopie.db"]), writing);
    let said = said.ok();
    assert!(said.contains("The key is NOT in it"), "{said}");
    is_for_its_owner_only(&town.folder().join("kopie.db"));
    assert!(!town.folder().join("kopie.db.unfinished").exists());
    // serve went on: all forty came in
    town.until_count(41, SAID).await;

    // not while it runs, and not over another file
    let refused = town.run(&["restore", "kopie.db"]).await;
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("stop it first"), "{}", refused.err);
    let refused = town.run(&["backup", "kopie.db"]).await;
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("choose another name"), "{}", refused.err);
    assert!(serve.terminate().await.0.success());

    let restored = town.run(&["restore", "kopie.db"]).await.ok();
    assert!(restored.contains(".before-restore-"), "{restored}");
    assert_eq!(town.count(ANSWERS).await, before, "what was there before the backup");
    assert!((1..=41).contains(&town.count(SAID).await));

    let serve = town.serve().await;
    let times = phone.times("Een collega van de gemeente helpt u");
    phone.types("mens").await;
    super::support::until("the service goes on", async || {
        (phone.times("Een collega van de gemeente helpt u") > times).then_some(())
    })
    .await;
    // what the platform repeats from before the backup is known
    town.until_count(0, UNFINISHED).await;
    let known = town.count(SAID).await;
    assert_eq!(posted(&town).await, 200);
    assert_eq!(town.count(SAID).await, known);
    assert!(serve.terminate().await.0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn with_another_key_a_backup_is_refused_and_the_database_stays() {
    let town = Town::new(Kind::Sqlite).await;
    town.import("people", &format!("{PEOPLE}K-1;Amina Voorbeeld;nl;;asiel;\n")).await;
    town.run(&["backup", "kopie.db"]).await.ok();
    town.import("people", &format!("{PEOPLE}K-2;Yusuf Voorbeeld;nl;;gezin;\n")).await;
    let key = town.folder().join("data/wegwijzer.key");
    let right = std::fs::read(&key).unwrap();
    std::fs::write(&key, "0".repeat(64)).unwrap();
    let refused = town.run(&["restore", "kopie.db"]).await;
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("another key"), "{}", refused.err);
    std::fs::write(&key, &right).unwrap();
    assert_eq!(town.count("SELECT COUNT(*) FROM person").await, 2);

    std::fs::remove_file(&key).unwrap();
    let refused = town.run(&["backup", "tweede.db"]).await;
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("put it back first"), "{}", refused.err);
    assert!(!key.exists(), "no command makes a key that opens nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgresql_the_database_has_its_own_way() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_none() {
        return;
    }
    let town = Town::new(Kind::Postgres).await;
    let said = town.run(&["backup", "kopie.db"]).await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains("pg_dump"), "{}", said.err);
}

/// Posts one and the same update, as Telegram does when it missed our answer.
async fn posted(town: &Town) -> u16 {
    let body = r#"{"update_id":900001,"message":{"message_id":77,"date":1795600800,
        "from":{"id":5550009,"is_bot":false,"first_name":"Iemand","language_code":"nl"},
        "chat":{"id":5550009,"type":"private"},"text":"goedemorgen"}}"#;
    let request = reqwest::Client::new()
        .post(format!("{}/webhooks/telegram", town.url()))
        .header("x-telegram-bot-api-secret-token", TELEGRAM_SECRET)
        .body(body);
    request.send().await.unwrap().status().as_u16()
}

fn is_for_its_owner_only(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

const UNFINISHED: &str = "
    SELECT (SELECT COUNT(*) FROM outbox WHERE finished_at IS NULL) + (SELECT COUNT(*) FROM inbox)";
const ANSWERS: &str = "SELECT COUNT(*) FROM answer";
const SAID: &str = "
    SELECT (SELECT COUNT(*) FROM history WHERE kind = 'said')
         + (SELECT COUNT(*) FROM inbox WHERE kind = 'said')";
