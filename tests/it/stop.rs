//! SIGTERM: what is in hand is finished, nothing stays leased, and it takes seconds.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use wegwijzer::message::ChannelKind::Whatsapp;
use wegwijzer::sandbox::Faults;

use super::support::town::{Kind, PEOPLE, Town};

/// More than the five seconds that an open browser gets, and enough for a busy machine.
const SECONDS: Duration = Duration::from_secs(15);

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_waits_for_the_answers_under_way_and_leaves_nothing_leased() {
    let town = Town::new(Kind::Sqlite).await;
    let people = "K-1;Amina Voorbeeld;nl;0612345678;asiel;01-02-2026\n\
                  K-2;Yusuf Voorbeeld;nl;0612345679;asiel;01-02-2026\n";
    town.import("people", &format!("{PEOPLE}{people}")).await;
    town.import_session().await;
    town.enrol(["K-1", "K-2"].map(str::to_owned)).await;
    town.phone("a", Whatsapp, "31612345678");
    town.phone("b", Whatsapp, "31612345679");
    let hang_for = Duration::from_secs(3);
    town.sandbox.faults().set(Faults { hang: 1.0, hang_for, ..Faults::default() });

    let serve = town.serve().await;
    // a browser that keeps its connection open must not keep the service alive
    let mut browser = TcpStream::connect(("127.0.0.1", town.port)).unwrap();
    browser.write_all(b"GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    assert!(browser.read(&mut [0; 512]).unwrap() > 0);
    town.until_count(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sending'").await;

    let (ended, took) = serve.terminate().await;
    assert!(ended.success(), "{ended}");
    assert!(took < SECONDS, "{took:?}");
    assert_eq!(town.count("SELECT COUNT(*) FROM outbox WHERE state = 'sending'").await, 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM outbox WHERE state = 'accepted'").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_is_also_obeyed_while_telegram_cannot_be_reached() {
    for updates in ["webhook", "polling"] {
        let town = Town::with_updates(Kind::Sqlite, updates).await;
        let path = town.folder().join("wegwijzer.toml");
        let settings = std::fs::read_to_string(&path).unwrap();
        // nobody listens on port 9: refused at once, tried again after growing pauses
        let settings = settings.replace(&town.sandbox.telegram_url(), "http://127.0.0.1:9");
        std::fs::write(&path, settings).unwrap();
        let serve = town.serve().await;
        super::support::until("Telegram was tried twice", async || {
            (serve.log().matches("Telegram").count() >= 3).then_some(())
        })
        .await;
        let (ended, took) = serve.terminate().await;
        assert!(ended.success(), "{updates}: {ended}");
        assert!(took < SECONDS, "{updates}: {took:?}");
    }
}
