//! A bot that asks for its updates, for a machine that the internet cannot reach: what people do
//! while nobody asks is not lost, and asking again doubles nothing.

use wegwijzer::message::ChannelKind::Telegram;

use super::support::town::{Kind, PEOPLE, Town};

#[tokio::test(flavor = "multi_thread")]
async fn polling_loses_and_doubles_nothing_when_it_is_killed_at_every_step() {
    let town = Town::with_updates(Kind::Sqlite, "polling").await;
    town.import("people", &format!("{PEOPLE}K-1;Amina Voorbeeld;nl;;asiel;\n")).await;
    town.import_session().await;
    town.enrol(["K-1".to_owned()]).await;
    let phone = town.phone("t", Telegram, "5550001");

    phone.starts(Some(&town.invite("K-1").await)).await;
    for (question, choice) in [("In welke taal", 0), ("Mag de gemeente", 0)] {
        let serve = town.serve().await;
        phone.shows(question).await;
        // what was under way would be in doubt for a minute: another test
        town.until_count(0, UNFINISHED).await;
        serve.kill_9();
        // nobody asks now; Telegram keeps it
        phone.answers(question, choice).await;
    }
    phone.types("mens").await;
    let serve = town.serve().await;
    phone.shows("Een collega van de gemeente helpt u").await;
    town.until_count(0, UNFINISHED).await;
    serve.kill_9();

    let serve = town.serve().await;
    phone.types("start").await;
    phone.shows("Fijn dat u er bent").await;
    assert!(serve.terminate().await.0.success());
    for words in ["welkom bij de berichten", "Mag de gemeente", "wij sturen u vanaf nu hier"] {
        assert_eq!(phone.times(words), 1, "{words}");
    }
    // the code, two taps, two words
    assert_eq!(town.count(CAME_IN).await, 5);
}

const UNFINISHED: &str = "SELECT COUNT(*) FROM outbox WHERE finished_at IS NULL";
const CAME_IN: &str = "SELECT COUNT(*) FROM history WHERE kind IN ('token', 'chose', 'said')";
