//! A letter from the task that asks for it to the telephone that it links, by command and by page.

use serde_json::Value;
use wegwijzer::message::ChannelKind::{Telegram, Whatsapp};

use super::support::rows::change;
use super::support::town::{Kind, Town};
use super::support::until;

const HEAD: &str = "klantnummer;naam;taal;groep;straat;huisnummer;postcode;plaats;geboortejaar\n";
const AMINA: &str = "K-1;Amina Voorbeeld;nl;asiel;Kerkstraat;1;1234AB;Houten;1990\n";
const YUSUF: &str = "K-2;Yusuf Voorbeeld;ar;gezin;Kerkstraat;2;1234AB;Houten;1985\n";

/// The codes that stand in a page with letters, by klantnummer: to type, and in the link to WhatsApp.
fn codes(page: &str) -> Vec<(String, String)> {
    page.split("<article")
        .skip(1)
        .map(|letter| {
            let (_, code) = letter.split_once("brief-code__tekens\">").unwrap();
            let name = letter.split_once("Ons kenmerk: <bdi>").unwrap().1;
            (name.split('<').next().unwrap().to_owned(), code.split('<').next().unwrap().to_owned())
        })
        .collect()
}

async fn printed(town: &Town) -> Vec<(String, String)> {
    let made = town.run(&["letters", "make", "--json"]).await.ok();
    let made: Value = serde_json::from_str(&made).unwrap();
    assert_eq!(made["made"].as_array().unwrap().len(), 2, "{made}");
    let said = town.run(&["letters", "print", "--out", "post", "--json"]).await.ok();
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["printed"], 2);
    let file = town.folder().join(said["file"].as_str().unwrap());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    codes(&std::fs::read_to_string(file).unwrap())
}

async fn town_with_letters() -> (Town, Vec<(String, String)>) {
    let town = Town::new(Kind::Sqlite).await;
    town.import("people", &format!("{HEAD}{AMINA}{YUSUF}")).await;
    town.import_session().await;
    town.enrol(["K-1".to_owned(), "K-2".to_owned()]).await;
    // the dialogs are published at the first start
    let serve = town.serve().await;
    assert!(serve.terminate().await.0.success());
    let codes = printed(&town).await;
    (town, codes)
}

fn code_of<'a>(codes: &'a [(String, String)], klantnummer: &str) -> &'a str {
    &codes.iter().find(|(number, _)| number == klantnummer).unwrap().1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_copied_by_hand_links_a_telephone_and_only_the_first_name_shows() {
    let (town, codes) = town_with_letters().await;
    let posted = town.run(&["letters", "posted", "--printed"]).await.ok();
    assert!(posted.contains("2 letters posted"), "{posted}");
    assert_eq!(town.count("SELECT COUNT(*) FROM contact_attempt WHERE route = 'brief'").await, 2);
    let serve = town.serve().await;
    let amina = town.phone("amina", Whatsapp, "31612345678");
    let by_hand = code_of(&codes, "K-1").to_lowercase().replace('-', " ").replace('0', "o");
    amina.types(&format!("Hallo, mijn code is {by_hand}")).await;
    let welcome = amina.shows("welkom bij de berichten").await.text;
    assert!(welcome.contains("Amina") && !welcome.contains("Voorbeeld,"), "{welcome}");
    amina.answers("welkom bij de berichten", 0).await;
    amina.answers("Mag de gemeente", 0).await;
    amina.shows("wij sturen u vanaf nu hier berichten").await;
    // a code is for one telephone: the first one is asked about the second, and says no
    let other = town.phone("other", Telegram, "5550002");
    other.types(code_of(&codes, "K-1")).await;
    other.shows("Wij vragen daar eerst of u dat bent").await;
    amina.answers("Bent u dat?", 1).await;
    amina.shows("De andere telefoon krijgt geen berichten").await;
    other.types(code_of(&codes, "K-1")).await;
    other.shows("Iemand anders heeft deze code al gebruikt").await;
    assert_eq!(town.count("SELECT COUNT(*) FROM address WHERE person_id IS NOT NULL").await, 1);
    let linked = "SELECT COUNT(*) FROM letter WHERE answered_at IS NOT NULL";
    assert_eq!(town.count(linked).await, 1);
    let list = town.run(&["letters", "list", "--state", "gekoppeld"]).await.ok();
    assert!(list.contains("K-1") && !list.contains("K-2"), "{list}");
    let log = std::fs::read_to_string(town.folder().join("serve.log")).unwrap();
    assert!(serve.terminate().await.0.success());
    assert!(!log.contains(code_of(&codes, "K-1")), "a code is as good as a key");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_wrong_codes_no_code_counts_for_an_hour_not_even_a_right_one() {
    let (town, codes) = town_with_letters().await;
    let serve = town.serve().await;
    let guesser = town.phone("guesser", Telegram, "5550009");
    let slip = format!("{}{}", &code_of(&codes, "K-2")[..10], "A");
    let slip = if slip == code_of(&codes, "K-2") { slip[..10].to_owned() + "B" } else { slip };
    guesser.types(&slip).await;
    guesser.shows("Deze code klopt niet helemaal").await;
    // each is sound by itself; nobody was given them
    for wrong in wrong_codes(5) {
        guesser.types(&wrong).await;
    }
    town.until_count(5, "SELECT COUNT(*) FROM code_try").await;
    guesser.types(code_of(&codes, "K-2")).await;
    guesser.shows("U hebt vaak een code gestuurd die niet klopt").await;
    assert_eq!(town.count("SELECT COUNT(*) FROM address WHERE person_id IS NOT NULL").await, 0);
    change(&town.database, AN_HOUR_LATER).await;
    guesser.types(code_of(&codes, "K-2")).await;
    guesser.shows("أهلاً").await;
    assert!(serve.terminate().await.0.success());
}

const AN_HOUR_LATER: &str = "UPDATE code_try SET at = '2020-01-01 00:00:00+00:00'";

fn wrong_codes(count: u8) -> Vec<String> {
    use wegwijzer::trade::short_code::{draw, grouped};
    let draws = (0..=u8::MAX).filter_map(|n| draw(&[n, 30, 2, 25, 8, 29, 4, 21, 3]));
    draws.take(usize::from(count)).map(|code| grouped(&code)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_says_what_is_wrong_and_how_to_mend_it() {
    let town = Town::new(Kind::Sqlite).await;
    let unknown = town.run(&["letters", "list", "--state", "weg"]).await;
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("choose one of gemaakt, geprint"), "{}", unknown.err);
    let nothing = town.run(&["letters", "print", "--out", "post"]).await;
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("nothing is published yet"), "{}", nothing.err);
    let nobody = town.run(&["letters", "returned", "0190b7a0-0000-7000-8000-000000000000"]).await;
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("there is no such letter"), "{}", nobody.err);
    let empty = town.run(&["letters", "list"]).await.ok();
    assert!(empty.contains("0 letters; 0 people wait for one"), "{empty}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_letter_what_we_know_is_told_only_to_who_proves_who_they_are() {
    let (town, codes) = town_with_letters().await;
    let serve = town.serve().await;
    let amina = town.phone("amina", Telegram, "5550001");
    amina.types(code_of(&codes, "K-1")).await;
    amina.answers("welkom bij de berichten", 0).await;
    amina.answers("Mag de gemeente", 0).await;
    amina.shows("wij sturen u vanaf nu hier berichten").await;
    // when the lesson is, a reminder says anyhow
    amina.types("mijn afspraken").await;
    amina.shows("Dit zijn uw afspraken").await;
    amina.types("mijn gegevens").await;
    amina.shows("Wij willen zeker weten dat u het bent").await;
    amina.types("2 1990").await;
    amina.shows("Dat klopt niet met wat wij weten").await;
    assert_eq!(town.count("SELECT wrong_proofs FROM address WHERE person_id IS NOT NULL").await, 1);
    amina.types("1 1990").await;
    amina.shows("nu weten wij dat u het bent").await;
    assert_eq!(amina.times("Naam: "), 0, "nothing was told until now");
    amina.types("mijn gegevens").await;
    assert!(amina.shows("Dit weten wij van u").await.text.contains("Amina Voorbeeld"));

    let guesser = town.phone("guesser", Telegram, "5550002");
    guesser.types(code_of(&codes, "K-2")).await;
    guesser.shows("أهلاً").await;
    guesser.types("mijn gegevens").await;
    guesser.shows("Wij willen zeker weten dat u het bent").await;
    for wrong in ["7 1990", "8 1990"] {
        let before = guesser.times("Dat klopt niet met wat wij weten");
        guesser.types(wrong).await;
        until("another try", async || {
            (guesser.times("Dat klopt niet met wat wij weten") > before).then_some(())
        })
        .await;
    }
    guesser.types("9 1990").await;
    guesser.shows("daarna ziet u uw gegevens").await;
    // the right answer comes too late
    guesser.types("mijn gegevens").await;
    until("the same answer", async || {
        (guesser.times("daarna ziet u uw gegevens") == 2).then_some(())
    })
    .await;
    let open = "SELECT COUNT(*) FROM task WHERE kind = 'bewijs' AND closed_at IS NULL";
    assert!(town.count(open).await >= 1);
    assert_eq!(guesser.times("Naam: "), 0);
    // what was typed stands in no answer
    let typed = "SELECT COUNT(*) FROM answer WHERE value LIKE '%1990%'";
    assert_eq!(town.count(typed).await, 0);
    assert!(serve.terminate().await.0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_telephone_is_linked_after_a_yes_on_the_first() {
    let (town, codes) = town_with_letters().await;
    let serve = town.serve().await;
    let first = town.phone("first", Telegram, "5550001");
    first.types(code_of(&codes, "K-1")).await;
    first.answers("welkom bij de berichten", 0).await;
    first.answers("Mag de gemeente", 0).await;
    first.shows("wij sturen u vanaf nu hier berichten").await;
    let second = town.phone("second", Whatsapp, "31612345678");
    second.types(code_of(&codes, "K-1")).await;
    second.shows("Wij vragen daar eerst of u dat bent").await;
    // nobody forges a yes
    second.types("yes:0190b7a0-0000-7000-8000-000000000000").await;
    first.answers("Bent u dat?", 0).await;
    first.shows("U krijgt nu ook berichten op de andere telefoon").await;
    second.shows("welkom bij de berichten").await;
    let linked = "SELECT COUNT(*) FROM address WHERE person_id IS NOT NULL";
    town.until_count(2, linked).await;
    let unproven = "SELECT COUNT(*) FROM address WHERE unproven_since IS NOT NULL";
    assert_eq!(town.count(unproven).await, 2, "both came by letter");
    assert!(serve.terminate().await.0.success());
}
