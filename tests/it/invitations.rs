//! The code of a letter, typed or pressed on a phone: whom it links, and what everybody else is
//! told.

use wegwijzer::message::ChannelKind::{Telegram, Whatsapp};

use super::support::rows::change;
use super::support::town::{Kind, PEOPLE, Town};
use super::support::until;

#[tokio::test(flavor = "multi_thread")]
async fn a_code_links_one_phone_and_everybody_else_is_refused_kindly() {
    let town = Town::new(Kind::Sqlite).await;
    let people = "K-1;Amina Voorbeeld;nl;;asiel;\nK-2;Yusuf Voorbeeld;nl;;gezin;\n";
    town.import("people", &format!("{PEOPLE}{people}")).await;
    let (code, expired) = (town.invite("K-1").await, town.invite("K-2").await);
    let nobody = town.run(&["invite", "K-3"]).await;
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("there is nobody with this klantnummer"), "{}", nobody.err);
    change(&town.database, LET_THE_SECOND_EXPIRE).await;

    let serve = town.serve().await;
    let amina = town.phone("amina", Telegram, "5550001");
    let other = town.phone("other", Telegram, "5550002");
    let late = town.phone("late", Whatsapp, "31612345678");
    amina.starts(Some(&code)).await;
    assert!(amina.shows("welkom bij de berichten").await.text.contains("Amina Voorbeeld"));
    other.starts(Some(&code)).await;
    other.shows("Iemand anders heeft deze code al gebruikt").await;
    late.starts(Some(&expired)).await;
    late.shows("Deze code werkt niet meer").await;
    amina.starts(Some(&code)).await;
    amina.shows("fijn dat u er weer bent").await;
    // and what was still open is asked again, not begun anew
    until("the question again", async || {
        (amina.times("welkom bij de berichten") == 2).then_some(())
    })
    .await;
    assert_eq!(town.count("SELECT COUNT(*) FROM conversation WHERE dialog = 'welkom'").await, 1);
    assert_eq!(town.count(LINKED).await, 1);
    assert!(serve.terminate().await.0.success());
    // a code is as good as a key: it never stands in a log
    assert!(!serve_log(&town).contains(&code));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_sender_gets_one_kind_answer_and_nothing_personal() {
    let town = Town::new(Kind::Sqlite).await;
    let serve = town.serve().await;
    let kind = "Met deze berichten helpt de gemeente mensen die inburgeren";
    let stranger = town.phone("stranger", Whatsapp, "31699999999");
    stranger.types("Wie bent u?").await;
    stranger.shows(kind).await;
    let guesser = town.phone("guesser", Telegram, "5550009");
    guesser.starts(Some("WWa-guess-that-is-not-a-code")).await;
    guesser.shows(kind).await;
    town.until_count(0, "SELECT COUNT(*) FROM outbox WHERE finished_at IS NULL").await;
    assert_eq!((stranger.received().len(), guesser.received().len()), (1, 1));
    assert_eq!(town.count("SELECT COUNT(*) FROM task WHERE kind = 'onbekend'").await, 2);
    assert!(serve.terminate().await.0.success());
}

fn serve_log(town: &Town) -> String {
    std::fs::read_to_string(town.folder().join("serve.log")).unwrap()
}

const LET_THE_SECOND_EXPIRE: &str = "
    UPDATE invitation
    SET expires_at = created_at
    WHERE person_id = (SELECT id FROM person WHERE klantnummer = 'K-2')";

const LINKED: &str = "SELECT COUNT(*) FROM address WHERE person_id IS NOT NULL";
