//! `wegwijzer doctor` finds what is wrong, says how to mend it, and changes nothing.

use serde_json::Value;

use super::support::rows;
use super::support::town::{Kind, PEOPLE, Town};

async fn towns() -> Vec<Town> {
    let mut all = vec![Town::new(Kind::Sqlite).await];
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        all.push(Town::new(Kind::Postgres).await);
    }
    all
}

/// The exit code, and every line as `verdict about: what`.
async fn lines(town: &Town, more: &[&str]) -> (i32, Vec<String>) {
    let args: Vec<&str> = ["doctor", "--json"].into_iter().chain(more.iter().copied()).collect();
    let said = town.run(&args).await;
    let all: Vec<Value> =
        serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {}{}", said.out, said.err));
    let text = |finding: &Value| {
        let of = |key: &str| finding[key].as_str().unwrap().to_owned();
        assert_eq!(of("verdict") != "ok", finding["mend"].is_string(), "{finding}");
        format!("{} {}: {}", of("verdict"), of("about"), of("what"))
    };
    (said.code, all.iter().map(text).collect())
}

fn has(lines: &[String], wanted: &str) {
    assert!(lines.iter().any(|line| line.contains(wanted)), "{wanted}\n{}", lines.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_healthy_service_nothing_is_wrong_but_what_this_test_is() {
    for town in towns().await {
        close_the_settings(&town);
        let serve = town.serve().await;
        town.until_count(1, "SELECT COUNT(*) FROM heartbeat").await;
        // the webhook is registered in the background
        super::support::until("the doctor sees our webhook", async || {
            let (_, lines) = lines(&town, &[]).await;
            lines.iter().any(|line| line.contains("updates go to our webhook")).then_some(())
        })
        .await;
        let (_, all) = lines(&town, &[]).await;
        for wanted in [
            "ok database: answers; its tables are up to date",
            "ok key_file: opens this database",
            "ok reminders: looked after",
            "ok clock: it is",
            "ok content: ",
            "ok [[channel]] telegram: the token is good",
            "ok [[channel]] whatsapp: the token is good; Meta rates the quality GREEN",
            "ok [[channel]] whatsapp: 1 app(s) get this account's webhooks",
        ] {
            has(&all, wanted);
        }
        let wrong: Vec<&String> = all.iter().filter(|line| line.starts_with("wrong")).collect();
        // the PostgreSQL of the tests does not wait for the disk, and that is found
        let expected = |line: &&&String| !line.contains("PostgreSQL has") && !line.contains("disk");
        assert_eq!(wrong.iter().filter(expected).count(), 0, "{wrong:?}");
        assert!(serve.terminate().await.0.success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_ailment_is_named_and_nothing_is_changed() {
    for town in towns().await {
        close_the_settings(&town);
        let serve = town.serve().await;
        town.until_count(1, "SELECT COUNT(*) FROM heartbeat").await;
        assert!(serve.terminate().await.0.success());
        let (ago, parked) = match town.database.starts_with("sqlite") {
            true => (
                "UPDATE heartbeat SET beat_at = '2026-01-01 00:00:00+00:00'",
                "INSERT INTO unreadable (id, channel, body_hash, sealed, why, received_at)
                 VALUES (x'00000000000000000000000000000001', 'telegram', x'01', x'01', 'odd',
                         '2026-01-01 00:00:00+00:00')",
            ),
            false => (
                "UPDATE heartbeat SET beat_at = '2026-01-01 00:00:00+00:00'",
                "INSERT INTO unreadable (id, channel, body_hash, sealed, why, received_at)
                 VALUES ('00000000-0000-0000-0000-000000000001', 'telegram', '\\x01', '\\x01', 'odd',
                         '2026-01-01 00:00:00+00:00')",
            ),
        };
        rows::change(&town.database, ago).await;
        rows::change(&town.database, parked).await;
        let path = town.folder().join("wegwijzer.toml");
        let settings = std::fs::read_to_string(&path).unwrap();
        let token = format!("token = \"{}\"", town.played.telegram_token);
        let access = format!("access_token = \"{}\"", town.played.whatsapp.access_token);
        let ill = settings
            .replace(&token, "token = \"1:wrong\"")
            .replace(&access, "access_token = \"no\"");
        std::fs::write(&path, ill).unwrap();
        let key = town.folder().join("data/wegwijzer.key");
        open_to_others(&key);
        let (code, all) = lines(&town, &[]).await;
        assert_eq!(code, 2);
        for wanted in [
            "wrong key_file: data/wegwijzer.key may be read by others",
            "wrong reminders: nobody has looked what falls due since 01-01-2026",
            "warning events: 1 bodies could not be read",
            "wrong [[channel]] telegram: the gateway is there and does not know us (HTTP 401)",
            "wrong [[channel]] whatsapp: the gateway is there and does not know us (HTTP 401)",
        ] {
            has(&all, wanted);
        }
        assert!(all.iter().all(|line| !line.contains("1:wrong")), "{all:?}");
        // offline nobody is asked
        let (_, offline) = lines(&town, &["--offline"]).await;
        assert!(offline.iter().all(|line| !line.contains("the gateway")), "{offline:?}");

        std::fs::write(&key, "0".repeat(64)).unwrap();
        let (_, all) = lines(&town, &["--offline"]).await;
        has(&all, "wrong key_file: does not open this database");
        std::fs::write(&path, "colour = 1\n[server]\nlissen = 2\n").unwrap();
        let (code, all) = lines(&town, &[]).await;
        assert_eq!(code, 2);
        has(&all, "colour: is not a setting");
        has(&all, "lissen");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_enrolled_and_has_no_reminder_planned_is_counted_until_the_file_comes_again() {
    const SESSION: &str = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
                           PVT;avond;pvt;1;03-02-2031;19:00;22:00;Buurthuis;Kerkplein 4\n";
    for town in towns().await {
        town.import("people", &format!("{PEOPLE}K-1;A;nl;;asiel;\nK-2;B;nl;;asiel;\n")).await;
        town.import("sessions", SESSION).await;
        let places = "klantnummer;cursus;groep\nK-1;PVT;avond\nK-2;PVT;avond\n";
        town.import("enrolments", places).await;
        let serve = town.serve().await;
        assert!(serve.terminate().await.0.success());
        let planned = "ok reminders: every place in a session to come has them planned";
        has(&lines(&town, &["--offline"]).await.1, planned);
        rows::change(&town.database, "DELETE FROM reminder").await;
        let wanted = "warning reminders: 2 places in sessions to come have none planned at all";
        has(&lines(&town, &["--offline"]).await.1, wanted);
        town.import("sessions", SESSION).await;
        has(&lines(&town, &["--offline"]).await.1, planned);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_first_start_it_makes_nothing() {
    let town = Town::new(Kind::Sqlite).await;
    close_the_settings(&town);
    let (_, all) = lines(&town, &["--offline"]).await;
    has(&all, "warning database: there is none yet");
    has(&all, "warning key_file: data/wegwijzer.key is not there yet");
    assert!(!town.folder().join("data").exists());
}

/// The settings of a town hold secrets.
fn close_the_settings(town: &Town) {
    set_mode(&town.folder().join("wegwijzer.toml"), 0o600);
}

fn open_to_others(path: &std::path::Path) {
    set_mode(path, 0o644);
}

#[cfg(unix)]
fn set_mode(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}
