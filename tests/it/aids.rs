//! Pictograms, progress cards and voice notes, from the folder of the dialogs to two telephones; and that a
//! message never waits for them, nor fails because of them.

use std::time::Duration;

use wegwijzer::cli::import::Kind::People;
use wegwijzer::clock::Clock;
use wegwijzer::message::ChannelKind::{Telegram, Whatsapp};
use wegwijzer::sandbox::Settings;

use super::support::found::{bring_in, first_open, link_chats};
use super::support::indoors::Indoors;
use super::support::town::{Kind, PEOPLE, Phone, Town};
use super::support::until;

const AIDS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE aid IS NOT NULL";
const AIDS_WAITING: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE aid IS NOT NULL AND finished_at IS NULL";
const FAILED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox o
    JOIN delivery d ON d.part_id = o.id WHERE o.aid IS NOT NULL AND d.failed_at IS NOT NULL";
const HEARD_OF: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM history WHERE kind = 'undelivered'";
const SHUT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM address WHERE unreachable_at IS NOT NULL";
const OFF: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM mailbox WHERE voice_off_since IS NOT NULL";

/// An OGG/Opus file as small as one can be: two seconds of silence, made with the bytes of RFC 7845.
fn silence() -> Vec<u8> {
    let mut head = b"OpusHead\x01\x01\x38\x01".to_vec();
    head.extend(48_000_u32.to_le_bytes());
    head.extend([0; 3]);
    let mut file = page(2, 0, 0, &head);
    file.extend(page(0, 0, 1, b"OpusTags\x04\0\0\0test\0\0\0\0"));
    file.extend(page(4, 312 + 96_000, 2, &[0xf8, 0xff, 0xfe]));
    file
}

fn page(kind: u8, granule: u64, number: u32, body: &[u8]) -> Vec<u8> {
    let mut page = b"OggS\0".to_vec();
    page.push(kind);
    page.extend(granule.to_le_bytes());
    page.extend(7_u32.to_le_bytes());
    page.extend(number.to_le_bytes());
    page.extend([0, 0, 0, 0, 1, u8::try_from(body.len()).unwrap()]);
    page.extend(body);
    let sum = page.iter().fold(0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| {
            if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 }
        })
    });
    page[22..26].copy_from_slice(&sum.to_le_bytes());
    page
}

/// A town on a clock that stands still, where "I want a person" is spoken in English; two of its people, on
/// Telegram and on WhatsApp.
async fn town() -> (Town, Indoors, Phone, Phone) {
    let clock = Clock::stepped("2026-11-24T10:00:00Z".parse().unwrap());
    let town = Town::played(Kind::Sqlite, "webhook", Settings::new(clock)).await;
    let dialog = town.folder().join("dialogs/mens.yaml");
    let body = std::fs::read_to_string(&dialog).unwrap();
    let say = "say: mens-komt\n";
    let spoken = body.replace(say, &format!("{say}    voice: mens\n    picture: hulp\n"));
    std::fs::write(&dialog, spoken).unwrap();
    let voice = town.folder().join("dialogs/voice/en");
    std::fs::create_dir_all(&voice).unwrap();
    std::fs::write(voice.join("mens.ogg"), silence()).unwrap();
    let db = first_open(&town).await;
    let people =
        format!("{PEOPLE}K1;Noor Een;en;;gezin;\nK2;Noor Twee;en;0612345678;gezin;2026-11-01\n");
    bring_in(&town, &db, People, &people).await;
    link_chats(&town, &db, &[("K1".to_owned(), "5550000".to_owned())]).await;
    db.close().await;
    let indoors = Indoors::serve(&town, &[]).await;
    let telegram = town.phone_in_use("t", Telegram, "5550000");
    let whatsapp = town.phone("w", Whatsapp, "31612345678");
    (town, indoors, telegram, whatsapp)
}

/// What goes along with the newest messages, once there are so many.
async fn along(phone: &Phone, count: usize) -> Vec<&'static str> {
    until("what goes along", async || {
        let shown: Vec<&str> =
            phone.shown().iter().filter_map(|bubble| Some(bubble.file.as_ref()?.shows)).collect();
        (shown.len() == count).then_some(shown)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_spoken_and_shown_behind_its_words_until_somebody_wants_no_voice() {
    let (town, indoors, telegram, whatsapp) = town().await;
    for phone in [&telegram, &whatsapp] {
        phone.types("help").await;
        assert_eq!(along(phone, 2).await, ["voice", "picture"]);
        let shown = phone.shown();
        let words = shown.iter().position(|bubble| bubble.file.is_none());
        assert_eq!(words, Some(0), "the words come first");

        phone.types("my data").await;
        phone.answers("what we know about you", 4).await;
        phone.shows("will not send a voice").await;
        phone.types("help").await;
        assert_eq!(along(phone, 3).await, ["voice", "picture", "picture"]);
    }
    town.until_count(0, AIDS_WAITING).await;
    assert_eq!((town.count(OFF).await, town.count(HEARD_OF).await), (2, 0));

    // what WhatsApp fetched, anybody can: these files and no others
    let voice = town.sandbox.files_accepted().into_iter().find(|file| file.shows == "voice");
    let voice = voice.unwrap().name;
    let get = async |path: &str| {
        let answer = reqwest::get(format!("{}/media/{path}", town.url())).await.unwrap();
        let of = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        match answer.status().as_u16() {
            200 => {
                assert_eq!(of("x-content-type-options"), "nosniff");
                assert!(of("cache-control").contains("immutable"));
                Ok((of("content-type"), answer.bytes().await.unwrap()))
            }
            status => Err(status),
        }
    };
    let (kind, sound) = get(&voice).await.unwrap();
    assert_eq!((kind.as_str(), sound.as_ref()), ("audio/ogg; codecs=opus", &silence()[..]));
    let (kind, card) = get("voortgang-3-8.png").await.unwrap();
    assert!(kind == "image/png" && card.starts_with(b"\x89PNG"), "{kind}");
    let other = format!("{}.png", "0".repeat(64));
    for path in ["voortgang-9-8.png", &other, &voice.replace(".ogg", ".png"), "geheim", "..%2Fx"] {
        assert_eq!(get(path).await.err(), Some(404), "{path}");
    }
    indoors.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_whatsapp_cannot_fetch_is_noted_and_changes_nothing_else() {
    let (town, indoors, _, whatsapp) = town().await;
    indoors.stop().await;
    let nowhere = [("WEGWIJZER__PUBLIC_URL", "http://127.0.0.1:9")];
    let indoors = Indoors::serve(&town, &nowhere).await;
    whatsapp.types("help").await;
    whatsapp.shows("colleague").await;
    town.until_count(2, AIDS).await;
    // once more, and then not again
    until("both are given up", async || {
        town.played.clock.advance(Duration::from_secs(60));
        let over = town.count(AIDS_WAITING).await == 0 && town.count(FAILED).await == 2;
        over.then_some(())
    })
    .await;
    whatsapp.types("help").await;
    until("the next words", async || (whatsapp.received().len() >= 2).then_some(())).await;
    assert_eq!((town.count(HEARD_OF).await, town.count(SHUT).await), (0, 0));
    assert!(whatsapp.shown().iter().all(|bubble| bubble.file.is_none()));
    indoors.stop().await;
}
