//! `wegwijzer courses`: places and the waiting list by command, as a colleague would on the page.

use super::support::town::{Kind, Town};

const PEOPLE: &str = "klantnummer;naam;taal;groep\nK-1;Amina;ar;asiel\nK-2;Yusuf;nl;gezin\n\
                      K-3;Selam;ti;asiel\n";
const SESSIONS: &str = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres;plaatsen\n\
                        PVT;avond;pvt;1;24-06-2037;19:00;21:00;Bibliotheek;Plein 1;1\n";

async fn towns() -> Vec<Town> {
    let mut all = vec![Town::new(Kind::Sqlite).await];
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        all.push(Town::new(Kind::Postgres).await);
    }
    for town in &all {
        town.import("people", PEOPLE).await;
        town.import("sessions", SESSIONS).await;
    }
    all
}

fn parsed(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn places_are_given_waited_for_and_ended_by_command_and_nobody_is_named() {
    for town in towns().await {
        let run = async |args: &[&str]| town.run(&[&["courses"], args].concat()).await;
        let first = run(&["add", "pvt", "Avond", "K-1"]).await.ok();
        assert_eq!(first.trim(), "K-1 has a place in PVT avond; reminders are planned");
        let second = run(&["add", "PVT", "avond", "K-2"]).await.ok();
        assert_eq!(second.trim(), "PVT avond is full: K-2 is number 1 on the waiting list");
        let third = parsed(&run(&["add", "PVT", "avond", "K-3", "--json"]).await.ok());
        assert_eq!(third, serde_json::json!({ "outcome": "waits", "number": 2 }));

        let listed = run(&["list"]).await.ok();
        assert!(listed.starts_with("PVT avond  places 1 of 1 (full), 2 waiting; next 24-06-2037"));
        let shown = run(&["show", "PVT", "avond"]).await.ok();
        assert!(shown.starts_with("PVT avond: places 1 of 1\n  K-1\n2 waiting, the first first\n"));
        assert!(shown.contains("  1. K-2 since ") && shown.contains("  2. K-3 since "), "{shown}");
        let told = parsed(&run(&["show", "PVT", "avond", "--json"]).await.ok());
        assert_eq!(told["taken"], serde_json::json!(["K-1"]));
        assert_eq!(told["waiting"][1]["klantnummer"], "K-3");
        for text in [&listed, &shown] {
            assert!(!text.contains("Amina") && !text.contains("Selam"), "{text}");
        }

        let ended = parsed(&run(&["end", "PVT", "avond", "K-1", "--json"]).await.ok());
        assert_eq!((&ended["outcome"], &ended["offered"]), (&"ended".into(), &true.into()));
        assert_eq!(ended["dropped"], 4);
        // not the first: a colleague decides
        assert!(run(&["place", "PVT", "avond", "K-3"]).await.ok().starts_with("K-3 has a place"));
        let gone = run(&["remove", "PVT", "avond", "K-2"]).await.ok();
        assert_eq!(gone.trim(), "K-2 waits for PVT avond no more");
        let all = parsed(&run(&["list", "--json"]).await.ok());
        assert_eq!((&all[0]["taken"], &all[0]["waiting"]), (&1.into(), &0.into()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_with_what_to_do() {
    let town = Town::new(Kind::Sqlite).await;
    let none = town.run(&["courses", "list"]).await.ok();
    assert!(none.contains("`wegwijzer import sessions` brings them"), "{none}");
    town.import("people", PEOPLE).await;
    town.import("sessions", SESSIONS).await;
    town.run(&["courses", "add", "PVT", "avond", "K-1"]).await.ok();
    town.run(&["courses", "add", "PVT", "avond", "K-2"]).await.ok();
    for (args, words) in [
        (
            vec!["show", "PVT", "avnd"],
            "there is no course PVT avnd in this municipality; did you mean PVT avond?",
        ),
        (vec!["add", "PVT", "avond", "K-9"], "nobody with klantnummer K-9"),
        (vec!["add", "PVT", "avond", "K-1"], "PVT avond: the person is or was enrolled already"),
        (vec!["add", "PVT", "avond", "K-2"], "the person is on the waiting list already"),
        (vec!["place", "PVT", "avond", "K-2"], "the course is full: 1 of 1 places are taken"),
        (vec!["place", "PVT", "avond", "K-1"], "the course is full"),
        (vec!["remove", "PVT", "avond", "K-3"], "K-3 does not wait for PVT avond"),
        (vec!["end", "PVT", "avond", "K-3"], "K-3 has no place in PVT avond"),
    ] {
        let said = town.run(&[vec!["courses"], args.clone()].concat()).await;
        assert_eq!(said.code, 1, "{args:?}: {}{}", said.out, said.err);
        assert!(said.err.contains(words), "{args:?}: {}", said.err);
    }
    let by = town.run(&["courses", "end", "PVT", "avond", "K-1", "--by", "nobody@x.nl"]).await;
    assert!(by.code == 2 && by.err.contains("--by nobody@x.nl: no colleague"), "{}", by.err);
    let other = town.run(&["courses", "list", "--gemeente", "GM0001"]).await;
    assert_eq!(other.code, 2, "{}{}", other.out, other.err);
}
