//! `kill -9` between a reminder and its answer: the phones answer while nobody is there, and the
//! next start goes on as if nothing had happened.

use wegwijzer::message::ChannelKind::{Telegram, Whatsapp};
use wegwijzer::sandbox::BubbleKind;

use super::support::town::{Kind, PEOPLE, Town};

/// Words of the texts in plain Dutch that both phones read.
const QUESTION: &str = "u hebt PVT-les";
const REASON: &str = "Wat is de reden?";
const THANKS: &str = "Dank u, nu weten wij het";

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_between_reminder_and_answer_loses_and_doubles_nothing() {
    answer_while_dead(Town::new(Kind::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_between_reminder_and_answer_loses_and_doubles_nothing_on_postgresql() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        answer_while_dead(Town::new(Kind::Postgres).await).await;
    }
}

async fn answer_while_dead(town: Town) {
    let link = town.run(STAFF_ADD).await.ok();
    assert!(link.contains("/inloggen/eerste-keer?code="), "{link}");
    let people = "K-1;Amina Voorbeeld;nl;0612345678;asiel;01-02-2026\n\
                  K-2;Yusuf Voorbeeld;nl;;gezin;\n";
    town.import("people", &format!("{PEOPLE}{people}")).await;
    town.import_session().await;

    let serve = town.serve().await;
    assert!(town.sandbox.verify_whatsapp_webhook().await);
    let whatsapp = town.phone("w", Whatsapp, "31612345678");
    let telegram = town.phone("t", Telegram, "5550001");
    telegram.starts(Some(&town.invite("K-2").await)).await;
    telegram.shows("welkom bij de berichten").await;
    // the reminder meets an open question on Telegram, and waits for its answer
    town.enrol(["K-1", "K-2"].map(str::to_owned)).await;
    assert_eq!(whatsapp.shows(QUESTION).await.kind, BubbleKind::Template);
    assert_eq!(telegram.times(QUESTION), 0);
    telegram.answers("In welke taal", 0).await;
    telegram.answers("Mag de gemeente", 0).await;
    telegram.shows(QUESTION).await;
    town.until_count(0, UNFINISHED).await;

    serve.kill_9();
    whatsapp.answers(QUESTION, 1).await;
    telegram.answers(QUESTION, 1).await;

    let serve = town.serve().await;
    for phone in [&whatsapp, &telegram] {
        phone.answers(REASON, 3).await;
        phone.shows(THANKS).await;
    }
    let (ended, _) = serve.terminate().await;
    assert!(ended.success());
    for phone in [&whatsapp, &telegram] {
        for words in [QUESTION, REASON, THANKS] {
            assert_eq!(phone.times(words), 1, "{words}");
        }
    }
    assert_eq!(town.count(KNOWN_REASONS).await, 2);
    // welcome: language and consent; both: the question and its reason
    assert_eq!(town.count("SELECT CAST(COUNT(*) AS BIGINT) FROM answer").await, 6);
    assert_eq!(town.count(UNFINISHED).await, 0);
    assert_eq!(town.sandbox.webhooks_given_up(), 0);
}

const STAFF_ADD: &[&str] =
    &["staff", "add", "--role", "klantmanager", "--name", "Marieke", "--email", "m@example.nl"];

const UNFINISHED: &str = "
    SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE finished_at IS NULL)
         + (SELECT CAST(COUNT(*) AS BIGINT) FROM inbox)";

const KNOWN_REASONS: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM attendance
    WHERE intent = 'komt-niet' AND reason = 'opvang'";
