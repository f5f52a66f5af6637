//! Packages of dialogs between municipalities, and the time machine, as somebody at a prompt uses them.

use std::path::Path;

use serde_json::Value;
use wegwijzer::message::ChannelKind::Telegram;

use super::support::rows::number;
use super::support::town::{Kind, PEOPLE, Town};

const DRAFTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM content_draft WHERE files IS NOT NULL";
const PUBLICATIONS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM publication";

async fn publishes(town: &Town) {
    let said = town.run(&["publish"]).await;
    assert_eq!(said.code, 0, "{} {}", said.out, said.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_goes_from_one_municipality_to_another_and_waits_there_as_a_draft() {
    let (from, to) = (Town::new(Kind::Sqlite).await, Town::new(Kind::Sqlite).await);
    publishes(&from).await;
    let package = from.folder().join("check-in.dialogen.json");
    let path = package.display().to_string();
    let said = from.run(&["export", "dialogs", &path, "--dialog", "check-in", "--json"]).await;
    assert_eq!(said.code, 0, "{}", said.err);
    let told: Value = serde_json::from_str(&said.out).unwrap();
    let key = told["key"].as_str().unwrap().to_owned();
    assert_private(&from.folder().join("data/dialogs-signing.key"));
    let again = from.run(&["export", "dialogs", &path]).await;
    assert_eq!(again.code, 2, "a file that is there is not written over");

    // a town that has other words for one of its texts
    let words = to.folder().join("locales/nl/check-in.ftl");
    let own = std::fs::read_to_string(&words).unwrap();
    let other = own.replacen("    Dag { $naam }", "    Bij ons anders: dag { $naam }", 1);
    assert_ne!(own, other);
    std::fs::write(&words, other).unwrap();
    publishes(&to).await;
    let said = to.run(&["import", "dialogs", &path, "--trust", "bm9ib2R5"]).await;
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.err.contains("was signed with the key"), "{}", said.err);
    let damaged = std::fs::read_to_string(&package).unwrap().replace("answered", "answerd");
    let other = from.folder().join("damaged.json");
    std::fs::write(&other, damaged).unwrap();
    let said = to.run(&["import", "dialogs", &other.display().to_string()]).await;
    assert_eq!(said.code, 1);
    assert!(said.err.contains("not the file that was signed"), "{}", said.err);
    assert_eq!(number(&to.database, DRAFTS).await, 0);

    let said = to.run(&["import", "dialogs", &path, "--trust", &key, "--dry-run"]).await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("1 texts are new or different (nl)"), "{}", said.out);
    assert_eq!(number(&to.database, DRAFTS).await, 0, "only looked");
    let said = to.run(&["import", "dialogs", &path]).await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("nobody vouches for this key yet"), "{}", said.out);
    assert_eq!(number(&to.database, DRAFTS).await, 1);
    assert_eq!(number(&to.database, PUBLICATIONS).await, 1, "never published by an import");
    let said = to.run(&["import", "dialogs", &path]).await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains("there is a draft already"), "{}", said.err);

    let said = to.run(&["publish", "--draft", "--note", "van de buren"]).await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(number(&to.database, DRAFTS).await, 0);
    let said = to.run(&["publish", "--list", "--json"]).await;
    let book: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(book[0]["note"], "van de buren");
    assert_eq!((&book[0]["in_force"], &book[1]["in_force"]), (&true.into(), &false.into()));
    let said = to.run(&["import", "dialogs", &path]).await;
    assert!(said.out.contains("it brings nothing that is not there already"), "{}", said.out);
}

#[cfg(unix)]
fn assert_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{}", path.display());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_machine_tells_who_would_have_got_another_message_and_no_words() {
    let mut kinds = vec![Kind::Sqlite];
    kinds.extend(std::env::var_os("WEGWIJZER_TEST_POSTGRES").map(|_| Kind::Postgres));
    for kind in kinds {
        let town = Town::new(kind).await;
        town.import("people", &format!("{PEOPLE}K-1;Amina Voorbeeld;nl;;asiel;\n")).await;
        let phone = town.phone("t", Telegram, "5550001");
        let serve = town.serve().await;
        phone.starts(Some(&town.invite("K-1").await)).await;
        phone.answers("In welke taal", 0).await;
        phone.answers("Mag de gemeente", 0).await;
        phone.shows("wij sturen u vanaf nu hier").await;
        assert!(serve.terminate().await.0.success());
        let said = town.run(&["replay"]).await;
        assert_eq!(said.code, 2);
        assert!(said.err.contains("there is no draft"), "{}", said.err);

        // other words for the last thing that was said, published and put back
        let path = town.folder().join("locales/nl/welkom.ftl");
        let words = std::fs::read_to_string(&path).unwrap();
        assert!(words.contains("wij sturen u vanaf nu hier"));
        let other = words.replace("wij sturen u vanaf nu hier", "wij schrijven u voortaan hier");
        std::fs::write(&path, other).unwrap();
        let before = book(&town).await[0]["revision"].as_str().unwrap().to_owned();
        publishes(&town).await;
        let changed = book(&town).await[0]["revision"].as_str().unwrap().to_owned();
        let said = town.run(&["publish", "--back", &before[..10]]).await;
        assert_eq!(said.code, 0, "{}", said.err);
        let said = town.run(&["replay", "--against", &changed[..10], "--json"]).await;
        assert_eq!(said.code, 0, "{}", said.err);
        let report: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!((&report["people"], &report["different"]), (&1.into(), &1.into()), "{report}");
        assert_eq!(report["groups"][0]["differs"], "words");
        assert_eq!(report["groups"][0]["dialog"], "welkom");
        for private in ["Amina", "K-1", "5550001", "schrijven"] {
            assert!(!said.out.contains(private) && !said.err.contains(private), "{private}");
        }
        let same = town.run(&["replay", "--against", &before[..10]]).await;
        assert!(same.out.contains("0 people would have got something else"), "{}", same.out);
    }
}

async fn book(town: &Town) -> Value {
    let said = town.run(&["publish", "--list", "--json"]).await;
    serde_json::from_str(&said.out).unwrap()
}
