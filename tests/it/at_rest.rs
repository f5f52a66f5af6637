//! What somebody with a copy of the database, but without its key, can read.

use chrono::TimeDelta;
use wegwijzer::store::testing::sqlite;

use crate::app::App;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_and_addresses_are_not_readable_in_the_database_files() {
    let test = sqlite().await;
    let app = App::on(&test).await.with_people(2).await;
    app.passes(TimeDelta::minutes(6)).await;
    let secret = "mijn buurvrouw past niet op";
    assert!(app.post(&app.typed(0, secret)).await.is_success());
    assert!(app.post(&app.tapped(1, &app.payload(1, 1).unwrap())).await.is_success());
    app.settle().await;
    let said = &app.phone(0)[0].body;
    let greeting: String = said.chars().take(20).collect();

    let path = test.url.trim_start_matches("sqlite://");
    let mut bytes = Vec::new();
    for file in [path.to_owned(), format!("{path}-wal")] {
        bytes.extend(std::fs::read(&file).unwrap_or_default());
    }
    assert!(bytes.len() > 100_000, "the files hold something");
    for word in [secret, &greeting, "7345918000", "7345918001"] {
        assert!(!holds(&bytes, word), "`{word}` is readable: {:?}", near(&bytes, word));
    }
    assert!(holds(&bytes, "Persoon 0"), "names can be searched, so they can be read");
}

fn near(bytes: &[u8], word: &str) -> String {
    let at = bytes.windows(word.len()).position(|w| w == word.as_bytes()).unwrap_or(0);
    let around = &bytes[at.saturating_sub(40)..(at + 40).min(bytes.len())];
    String::from_utf8_lossy(around).into_owned()
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}
