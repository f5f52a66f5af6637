//! No room on the disk, or no right to write: nobody is told "received" for what is not stored, and
//! when there is room again the service goes on by itself.
//!
//! Full is played by a limit on the size of files (`prlimit`), which hits the running program in
//! the middle of its work, as a full disk does.

use std::fs::File;
use std::process::Command;
use std::time::Duration;

use serde_json::json;
use wegwijzer::cli::import::Kind as Import;
use wegwijzer::message::ChannelKind::Telegram;

use super::support::found::{bring_in, first_open, link_chats};
use super::support::program::Serve;
use super::support::town::{Kind, PEOPLE, TELEGRAM_SECRET, Town};
use super::support::until;

const STRANGER: i64 = 99_000_001;

/// One webhook of Telegram from a stranger; gives the status and `Retry-After`.
async fn post(town: &Town, n: i64) -> (u16, Option<String>) {
    let who = json!({ "id": STRANGER, "is_bot": false, "first_name": "Iemand" });
    let chat = json!({ "id": STRANGER, "type": "private", "first_name": "Iemand" });
    let body = json!({ "update_id": n, "message": {
        "message_id": n, "date": 1_795_600_800, "text": format!("bericht {n}"),
        "from": who, "chat": chat } });
    let answer = reqwest::Client::new()
        .post(format!("{}/webhooks/telegram", town.url()))
        .header("x-telegram-bot-api-secret-token", TELEGRAM_SECRET)
        .header("content-type", "application/json")
        .body(body.to_string())
        .send()
        .await
        .unwrap();
    let after = answer.headers().get("retry-after").map(|v| v.to_str().unwrap().to_owned());
    (answer.status().as_u16(), after)
}

fn limit_files(serve: &Serve, size: &str) -> bool {
    let limit = format!("--fsize={size}:");
    let id = serve.id().to_string();
    Command::new("prlimit").args(["--pid", &id, &limit]).status().is_ok_and(|s| s.success())
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_nothing_is_acknowledged_and_afterwards_nothing_is_lost() {
    let town = Town::new(Kind::Sqlite).await;
    let db = first_open(&town).await;
    let person = format!("{PEOPLE}T-0;Amina Voorbeeld;nl;;asiel;\n");
    bring_in(&town, &db, Import::People, &person).await;
    link_chats(&town, &db, &[("T-0".to_owned(), "5550000".to_owned())]).await;
    db.close().await;
    let phone = town.phone_in_use("t", Telegram, "5550000");
    // a program that is told of the limit by a signal would die of it; a full disk sends none
    let mut serve = Serve::behind(town.folder(), "trap '' XFSZ; exec \"$@\"");
    serve.is_ready(&town.url()).await;
    assert_eq!(post(&town, 1).await, (200, None));

    assert!(limit_files(&serve, "4096"), "prlimit (util-linux) is needed for this test");
    for n in 2..6 {
        assert_eq!(post(&town, n).await, (503, Some("5".to_owned())), "message {n}");
    }
    phone.types("mens").await;
    assert!(serve.ended().is_none(), "it must not fall over");

    assert!(limit_files(&serve, "unlimited"));
    let mut n = 2;
    until("messages are taken again", async || {
        if post(&town, n).await.0 == 200 {
            n += 1;
        }
        (n == 6).then_some(())
    })
    .await;
    // its own platform repeats by itself, and the loops go on
    town.until_count(1, FROM_AMINA).await;
    town.until_count(5, FROM_STRANGER).await;
    until("the answer", async || (!phone.received().is_empty()).then_some(())).await;
    town.until_count(0, UNFINISHED).await;
    let (ended, took) = serve.terminate().await;
    assert!(ended.success() && took < Duration::from_secs(15), "{ended} {took:?}");
    assert_eq!(town.count(FROM_STRANGER).await, 5);
}

const FROM_AMINA: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM history h
    JOIN person p ON p.mailbox_id = h.mailbox_id
    WHERE h.kind = 'said'";
const FROM_STRANGER: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM history h
    JOIN mailbox m ON m.id = h.mailbox_id
    WHERE h.kind = 'said' AND m.kind = 'address'";
const UNFINISHED: &str = "
    SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE finished_at IS NULL)
         + (SELECT CAST(COUNT(*) AS BIGINT) FROM inbox)";

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_may_not_be_written_is_named_at_the_start() {
    let town = Town::new(Kind::Sqlite).await;
    first_open(&town).await.close().await;
    let path = town.folder().join("data/wegwijzer.db");
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    // root may write everything, unless that right is taken away too
    let is_root = File::options().append(true).open(&path).is_ok();
    let program = env!("CARGO_BIN_EXE_wegwijzer");
    let mut command = match is_root {
        true => Command::new("setpriv"),
        false => Command::new(program),
    };
    if is_root {
        command.args(["--bounding-set=-all", "--", program]);
    }
    let said = command.arg("serve").current_dir(town.folder()).output().unwrap();
    let err = String::from_utf8_lossy(&said.stderr);
    assert_eq!(said.status.code(), Some(2), "{err}");
    assert!(err.contains("wegwijzer.db cannot be written; has this user the right"), "{err}");
}
