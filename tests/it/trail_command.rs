//! `wegwijzer trail`: the contactdossier of somebody, for people and for programs.

use super::support::town::{Kind, Town};

#[tokio::test(flavor = "multi_thread")]
async fn the_dossier_of_somebody_is_printed_by_klantnummer_and_without_a_name() {
    let town = Town::new(Kind::Sqlite).await;
    let head = "klantnummer;naam;taal;groep;pip_datum";
    town.import("people", &format!("{head}\nK-1;Amina Voorbeeld;nl;asiel;01-02-2026\n")).await;
    let said = town.run(&["trail", "K-1"]).await.ok();
    for words in [
        "Contactdossier K-1",
        "Er is geen adres voor berichten. Stuur een brief met een uitnodiging, of vraag een nummer.",
        "termijn 2026-02-02 tot en met 2029-02-01",
        "Contactspoor\n  geen",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("Amina"), "{said}");
    let json = town.run(&["trail", "K-1", "--json"]).await.ok();
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(told["findings"][0]["finding"], "no-address");
    assert_eq!(told["term"]["until"], "2029-02-01");
    assert!(told["trail"].as_array().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_unknown_is_told_as_such_with_what_to_do() {
    let town = Town::new(Kind::Sqlite).await;
    let said = town.run(&["trail", "K-9"]).await;
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(said.err.contains("nobody with klantnummer K-9") && said.err.contains("import people"));
    let wrong = town.run(&["trail", "K-9", "--gemeente", "GM0001"]).await;
    assert_eq!(wrong.code, 2, "{}{}", wrong.out, wrong.err);
}
