//! A photo or a voice note, from the phone to the row that staff may open, and away again.
//!
//! That a crash anywhere between changes nothing is tried in `crash`, which lets somebody send one.

use std::time::Duration;

use wegwijzer::channel::MEDIA_MOST;
use wegwijzer::clock::Clock;
use wegwijzer::message::ChannelKind::{Telegram, Whatsapp};
use wegwijzer::sandbox::{Faults, FileKind, SentFile, Settings};
use wegwijzer::store::board::{Choice, OpenTask, Viewer, tasks};
use wegwijzer::store::media;
use wegwijzer::trade::staff::Role;

use super::support::found::gemeente;
use super::support::indoors::Indoors;
use super::support::rows;
use super::support::town::{Kind, Phone, Town};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const ALL: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM media";
const KEPT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE fetched_at IS NOT NULL";
const GIVEN_UP: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE gave_up_at IS NOT NULL";
const HANDLED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM history WHERE kind = 'sent'";

/// A town on each database that is at hand, on a clock that stands still, with a phone on each
/// platform.
async fn towns() -> Vec<(Town, Phone, Phone)> {
    let mut towns = Vec::new();
    let mut kinds = vec![Kind::Sqlite];
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        kinds.push(Kind::Postgres);
    }
    for kind in kinds {
        let clock = Clock::stepped("2026-11-24T10:00:00Z".parse().unwrap());
        let town = Town::played(kind, "webhook", Settings::new(clock)).await;
        let telegram = town.phone_in_use("t", Telegram, "5550000");
        let whatsapp = town.phone("w", Whatsapp, "31612345678");
        towns.push((town, telegram, whatsapp));
    }
    towns
}

async fn contents(town: &Town, indoors: &Indoors) -> Vec<(String, Option<String>, Vec<u8>)> {
    let events = rows::ids(&town.database, "SELECT event_id FROM media ORDER BY received_at, id");
    let mut tx = indoors.db.read().await.unwrap();
    let mut all = Vec::new();
    for event in events.await {
        let kept = media::of_event(&mut tx, wegwijzer::ids::EventId(event)).await.unwrap();
        all.extend(kept.into_iter().map(|kept| (kept.kind, kept.mime, kept.content)));
    }
    all
}

/// The open tasks that tell of a file that did not come.
async fn told(town: &Town, indoors: &Indoors) -> usize {
    let gemeente = gemeente(town, &indoors.db).await;
    let viewer = Viewer {
        gemeente,
        staff: wegwijzer::ids::StaffId::fresh(),
        role: Role::Beheerder,
        today: chrono::NaiveDate::default(),
    };
    let mut tx = indoors.db.read().await.unwrap();
    let open: Vec<OpenTask> = tasks(&mut tx, viewer, Choice::default()).await.unwrap();
    open.iter().filter(|task| task.kind == "bestand").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_send_is_fetched_kept_sealed_and_gone_after_its_days() {
    for (town, telegram, whatsapp) in towns().await {
        let indoors = Indoors::serve(&town, &[("WEGWIJZER__CONTENT__MEDIA_DAYS", "30")]).await;
        telegram.sends(SentFile::voice("gesproken woorden")).await;
        town.until_count(1, KEPT).await;
        whatsapp.sends(SentFile { caption: "mijn brief".into(), ..SentFile::photo("foto") }).await;
        town.until_count(2, KEPT).await;
        town.played.clock.advance(DAY * 10);
        let mime = "application/pdf".to_owned();
        let document = SentFile { kind: FileKind::Document, mime, ..SentFile::photo("brief") };
        whatsapp.sends(document).await;
        town.until_count(3, KEPT).await;
        let own = |kind: &str, mime: &str, content: &[u8]| {
            (kind.to_owned(), Some(mime.to_owned()), content.to_vec())
        };
        let mut kept = contents(&town, &indoors).await;
        kept.sort();
        assert_eq!(
            kept,
            [
                own("document", "application/pdf", b"brief"),
                own("photo", "image/jpeg", b"foto"),
                own("voice", "application/octet-stream", b"gesproken woorden"),
            ]
        );
        if let Some(path) = town.database.strip_prefix("sqlite://") {
            let mut bytes = std::fs::read(path).unwrap();
            bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
            let word = b"gesproken woorden";
            assert!(!bytes.windows(word.len()).any(|window| window == word), "readable");
        }
        // what came ten days later stays ten days longer
        town.played.clock.advance(DAY * 21);
        town.until_count(1, ALL).await;
        assert_eq!(contents(&town, &indoors).await, [own("document", "application/pdf", b"brief")]);
        town.played.clock.advance(DAY * 10);
        town.until_count(0, ALL).await;
        indoors.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_fails_is_tried_again_and_in_the_end_a_task_tells_of_it() {
    for (town, telegram, whatsapp) in towns().await {
        let indoors = Indoors::serve(&town, &[]).await;
        town.sandbox.faults().set(Faults { file_error: 1.0, ..Faults::default() });
        telegram.sends(SentFile::voice("een")).await;
        for (tries, sql) in [
            (1, "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE attempt >= 1"),
            (1, "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE attempt >= 2"),
            (1, "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE attempt >= 3"),
        ] {
            town.until_count(tries, sql).await;
            assert_eq!(town.count(KEPT).await, 0);
            town.played.clock.advance(Duration::from_secs(15 * 60));
        }
        town.sandbox.faults().clear();
        town.played.clock.advance(Duration::from_secs(15 * 60));
        town.until_count(1, KEPT).await;
        assert_eq!(told(&town, &indoors).await, 0, "it came after all");

        // and one that goes on failing until WhatsApp has thrown it away
        town.sandbox.faults().set(Faults { file_error: 1.0, ..Faults::default() });
        whatsapp.sends(SentFile::voice("twee")).await;
        town.until_count(
            1,
            "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE attempt >= 1 AND fetched_at IS NULL",
        )
        .await;
        town.played.clock.advance(DAY * 7);
        town.until_count(
            1,
            "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE gave_up_why = 'expired'",
        )
        .await;
        assert_eq!(told(&town, &indoors).await, 1);
        indoors.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_too_large_or_no_longer_there_is_given_up_at_once() {
    for (town, telegram, whatsapp) in towns().await {
        let indoors = Indoors::serve(&town, &[]).await;
        for phone in [&telegram, &whatsapp] {
            phone.sends(SentFile::photo(vec![7; MEDIA_MOST + 1])).await;
        }
        town.until_count(2, GIVEN_UP).await;
        town.sandbox.faults().set(Faults { file_error: 1.0, ..Faults::default() });
        let id = whatsapp.sends(SentFile::voice("te laat")).await;
        town.until_count(3, "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE attempt >= 1").await;
        assert!(town.sandbox.forget_file(&id));
        town.sandbox.faults().clear();
        town.played.clock.advance(Duration::from_secs(15 * 60));
        town.until_count(3, GIVEN_UP).await;
        assert_eq!(town.count(KEPT).await, 0);
        assert_eq!(told(&town, &indoors).await, 3);
        indoors.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_may_be_kept_nothing_is_fetched_and_what_there_was_goes() {
    for (town, telegram, whatsapp) in towns().await {
        let indoors = Indoors::serve(&town, &[]).await;
        telegram.sends(SentFile::voice("een")).await;
        town.until_count(1, KEPT).await;
        indoors.stop().await;
        let indoors = Indoors::serve(&town, &[("WEGWIJZER__CONTENT__MEDIA_DAYS", "0")]).await;
        town.until_count(0, ALL).await;
        whatsapp.sends(SentFile::voice("twee")).await;
        town.until_count(2, HANDLED).await;
        assert_eq!(
            town.count(ALL).await,
            0,
            "the event is stored and handled, and no file asked for"
        );
        indoors.stop().await;
    }
}
