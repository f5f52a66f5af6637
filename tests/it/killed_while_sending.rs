//! `kill -9` in the middle of sending to many people: nobody is lost, and nobody gets a message
//! twice except where the platform left us in doubt, and then the second one says so.

use std::time::{Duration, Instant};

use wegwijzer::acts::register_address::register_address;
use wegwijzer::message::ChannelKind::{self, Telegram, Whatsapp};
use wegwijzer::message::{ChannelId, Handle};
use wegwijzer::sandbox::Faults;
use wegwijzer::store::{addresses, gemeenten, people};

use super::support::rows::change;
use super::support::town::{Kind, PEOPLE, Phone, Town};
use super::support::until;

/// On each platform. Together more than the service sends at once.
const PEOPLE_EACH: usize = 40;
const QUESTION: &str = "u hebt PVT-les";
const AGAIN: &str = "Wij sturen dit nog een keer";

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_while_sending_loses_nobody_and_doubles_only_what_is_marked() {
    kill_while_sending(Town::new(Kind::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_while_sending_loses_nobody_and_doubles_only_what_is_marked_on_postgresql() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        kill_while_sending(Town::new(Kind::Postgres).await).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_that_came_before_the_kill_leaves_no_doubt() {
    let town = Town::new(Kind::Sqlite).await;
    let phones: Vec<Phone> = (0..3).map(|n| phone(&town, Whatsapp, n)).collect();
    found(&town, &[0, 1, 2]).await;
    let hang_for = Duration::from_secs(300);
    town.sandbox.faults().set(Faults { hang: 1.0, hang_for, ..Faults::default() });
    let serve = town.serve().await;
    town.until_count(3, DELIVERED).await;
    serve.kill_9();
    town.sandbox.faults().clear();
    change(&town.database, LET_LEASES_RUN_OUT).await;
    let serve = town.serve().await;
    town.until_count(0, "SELECT COUNT(*) FROM outbox WHERE state = 'sending'").await;
    assert!(serve.terminate().await.0.success());
    assert_eq!(town.count(UNKNOWN).await, 0);
    assert!(phones.iter().all(|phone| phone.times(QUESTION) == 1));
}

async fn kill_while_sending(town: Town) {
    let numbers: Vec<usize> = (0..PEOPLE_EACH).collect();
    let whatsapp: Vec<Phone> = numbers.iter().map(|n| phone(&town, Whatsapp, *n)).collect();
    let telegram: Vec<Phone> = numbers.iter().map(|n| phone(&town, Telegram, *n)).collect();
    found(&town, &numbers).await;

    // most answers come much too late: the messages are on the phones, and nobody has been told
    let hang_for = Duration::from_secs(300);
    town.sandbox.faults().set(Faults { hang: 0.85, hang_for, ..Faults::default() });
    let serve = town.serve().await;
    let begun = Instant::now();
    while town.sandbox.accepted_count() < PEOPLE_EACH / 2 {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is sent");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    serve.kill_9();
    town.sandbox.faults().clear();
    let in_hand = change(&town.database, LET_LEASES_RUN_OUT).await;
    assert!(in_hand > 0, "nothing was under way: this run proves nothing");

    let serve = town.serve().await;
    until("everything in hand has an end", async || {
        change(&town.database, LET_PAUSES_PASS).await;
        change(&town.database, LET_DOUBT_PASS).await;
        (town.count(UNFINISHED).await == 0 && town.sandbox.is_idle()).then_some(())
    })
    .await;
    assert!(serve.terminate().await.0.success());

    for phone in &telegram {
        let got: Vec<String> = phone.received().into_iter().map(|b| b.text).collect();
        let repeats = got.iter().filter(|text| text.contains(AGAIN)).count();
        assert!(got.iter().all(|text| text.contains(QUESTION)) && !got.is_empty());
        assert!(got.len() == 1 || (got.len() == 2 && repeats == 1 && got[1].contains(AGAIN)));
    }
    let times: Vec<usize> = whatsapp.iter().map(|phone| phone.times(QUESTION)).collect();
    assert!(times.iter().all(|n| *n <= 1), "{times:?}");
    // in doubt stays only what nobody saw arrive, and that stands before the eyes of staff
    let without = times.iter().filter(|n| **n == 0).count() as i64;
    assert_eq!(town.count(UNKNOWN).await, without);
    assert_eq!(town.count(ACCEPTED).await, 2 * PEOPLE_EACH as i64 - without);
}

fn phone(town: &Town, kind: ChannelKind, n: usize) -> Phone {
    let handle = match kind {
        Telegram => chat(n),
        Whatsapp => format!("31612345{n:03}"),
    };
    town.phone_in_use(&format!("{kind}-{n}"), kind, &handle)
}

fn chat(n: usize) -> String {
    (5_550_000 + n).to_string()
}

/// People on both platforms, who are all to be reminded as soon as the service runs.
async fn found(town: &Town, numbers: &[usize]) {
    let mut rows = String::from(PEOPLE);
    for n in numbers {
        rows.push_str(&format!("W-{n};Amina Voorbeeld;nl;0612345{n:03};asiel;01-02-2026\n"));
        rows.push_str(&format!("T-{n};Yusuf Voorbeeld;nl;;gezin;\n"));
    }
    town.import("people", &rows).await;
    link_chats(town).await;
    town.import_session().await;
    town.enrol(numbers.iter().flat_map(|n| [format!("W-{n}"), format!("T-{n}")])).await;
}

/// They opened the chat long ago.
async fn link_chats(town: &Town) {
    let now = town.played.clock.civil();
    let channel = ChannelId("telegram".to_owned());
    let db = town.db().await;
    let mut tx = db.begin().await.unwrap();
    let gemeente = gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", now).await.unwrap();
    for (klantnummer, person) in people::keys(&mut tx, gemeente).await.unwrap() {
        let Some(n) = klantnummer.strip_prefix("T-") else { continue };
        let handle = Handle::TelegramChat(chat(n.parse().unwrap()));
        register_address(&mut tx, person, (&channel, Telegram), &handle, now).await.unwrap();
        let found = addresses::find(&mut tx, &channel, &handle).await.unwrap().unwrap();
        addresses::note_writing(&mut tx, found.address_id, now).await.unwrap();
    }
    tx.commit().await.unwrap();
    db.close().await;
}

const DELIVERED: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM delivery WHERE delivered_at IS NOT NULL";
const UNKNOWN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'unknown'";
const ACCEPTED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'accepted'";
const UNFINISHED: &str = "
    SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE finished_at IS NULL)
         + (SELECT CAST(COUNT(*) AS BIGINT) FROM inbox)";
const LET_LEASES_RUN_OUT: &str = "
    UPDATE outbox SET leased_until = created_at WHERE state IN ('sending', 'in_doubt')";
const LET_PAUSES_PASS: &str = "
    UPDATE outbox SET not_before = created_at WHERE state = 'queued' AND doubtful";
const LET_DOUBT_PASS: &str = "
    UPDATE outbox SET leased_until = created_at WHERE state = 'in_doubt'";
