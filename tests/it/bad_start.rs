//! A start that cannot succeed ends at once, with exit code 2 and words that say what to mend.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::support::program::run;
use super::support::rows;
use super::support::town::{Kind, PEOPLE, Town, write_content};

#[tokio::test(flavor = "multi_thread")]
async fn a_port_in_use_is_named() {
    let town = Town::new(Kind::Sqlite).await;
    let _taken = TcpListener::bind(("127.0.0.1", town.port)).unwrap();
    let said = town.run(&["serve"]).await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains(&format!("127.0.0.1:{} cannot be used", town.port)), "{}", said.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_out_of_reach_is_told_soon_and_without_its_password() {
    let before_the_host = "postgres://wegwijzer:geheim@127.0.0.1:9/wegwijzer";
    let behind_the_path = "postgres://wegwijzer@127.0.0.1:9/wegwijzer?password=geheim";
    let [before_the_host, behind_the_path] = [before_the_host, behind_the_path]
        .map(|url| async move { serve_with(&format!("[database]\nurl = \"{url}\"\n")).await });
    let begun = Instant::now();
    let (one, other) = tokio::join!(before_the_host, behind_the_path);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    for (code, err) in [one, other] {
        assert_eq!(code, 2);
        for words in ["database.url: postgres://", "@127.0.0.1:9/wegwijzer", "onnection refused"] {
            assert!(err.contains(words), "{err}");
        }
        assert!(!err.contains("geheim"), "{err}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_folder_that_cannot_be_made_is_named() {
    let (code, err) = serve_with("data_dir = \"wegwijzer.toml/data\"\n").await;
    assert_eq!(code, 2);
    assert!(err.contains("data_dir: the folder wegwijzer.toml/data cannot be made"), "{err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_that_is_not_there_is_named() {
    let (code, err) = serve_with("[server]\ntheme = \"huisstijl.css\"\n").await;
    assert_eq!(code, 2);
    assert!(err.contains("server.theme: huisstijl.css") && err.contains("No such file"), "{err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_serve_on_the_same_embedded_database_is_refused_but_commands_are_not() {
    let town = Town::new(Kind::Sqlite).await;
    let serve = town.serve().await;
    let path = town.folder().join("wegwijzer.toml");
    let settings = std::fs::read_to_string(&path).unwrap();
    let other_port = super::support::ports::free();
    let second = settings.replace(&format!(":{}", town.port), &format!(":{other_port}"));
    town.file("second.toml", &second);
    // a data_dir of its own does not make it another database
    let third = second.replace("data_dir = \"data\"", "data_dir = \"elders\"");
    town.file("third.toml", format!("key_file = \"data/wegwijzer.key\"\n{third}"));
    for config in ["second.toml", "third.toml"] {
        let said = town.run(&["serve", "--config", config]).await;
        assert_eq!(said.code, 2, "{config}");
        assert!(said.err.contains("another `wegwijzer serve` uses this"), "{}", said.err);
    }
    town.import("people", &format!("{PEOPLE}K-1;Amina Voorbeeld;nl;;asiel;\n")).await;
    town.import_session().await;
    town.enrol(["K-1".to_owned()]).await;
    assert_eq!(rows::number(&town.database, "SELECT COUNT(*) FROM enrolment").await, 1);
    assert!(serve.terminate().await.0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_in_the_settings_says_where_it_stands() {
    const BOT: &str = "[[channel]]\nid = \"bot\"\nkind = \"telegram\"\ntoken = \"7:x\"\n";
    for (settings, expected) in [
        ("[server]\nlissen = \"127.0.0.1:8080\"\n".to_owned(), "[server]: unknown field `lissen`"),
        ("colour = \"blue\"\n".to_owned(), "colour: is not a setting; there is: public_url"),
        (BOT.to_owned(), "[[channel]] bot: webhook_secret is missing"),
        (
            format!("{BOT}updates = \"polling\"\ngemeente = \"GM0001\"\n"),
            "[[channel]] bot: there is no [[gemeente]] with code GM0001",
        ),
        ("public_url = \n".to_owned(), "wegwijzer.toml: "),
        ("[database]\nurl = \"mysql://x\"\n".to_owned(), "database.url"),
    ] {
        let (code, err) = serve_with(&settings).await;
        assert_eq!(code, 2, "{settings}");
        assert!(err.contains(expected), "{settings}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
    let nowhere = run(std::path::Path::new("/"), &["serve", "--config", "/nowhere.toml"]).await;
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("/nowhere.toml: "), "{}", nowhere.err);
}

/// The exit code and the complaint of a `serve` that ends by itself.
async fn serve_with(settings: &str) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    write_content(folder.path());
    let port = super::support::ports::free();
    let listen = format!("[server]\nlisten = \"127.0.0.1:{port}\"\n");
    let listen = if settings.contains("[server]") { "" } else { &listen };
    let (top, tables) =
        settings.split_once('[').map_or((settings, ""), |(top, _)| (top, &settings[top.len()..]));
    let text = format!("{top}{listen}{tables}");
    std::fs::write(folder.path().join("wegwijzer.toml"), text).unwrap();
    let said = run(folder.path(), &["serve"]).await;
    (said.code, said.err)
}
