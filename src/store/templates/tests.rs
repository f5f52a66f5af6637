//! The registry on both databases: lists, news, pauses.

use std::sync::Arc;

use super::*;
use crate::store::testing::each_database;
use crate::trade::person::Language::{Ar, Nl};
use crate::trade::template::State;
use crate::trade::template::registry::Choice;

fn at(minute: u32) -> DateTime<Utc> {
    format!("2026-11-26T09:{minute:02}:00Z").parse().unwrap()
}

fn listed(language: &str, state: &str) -> Listed {
    Listed {
        name: "pvt".to_owned(),
        language: language.to_owned(),
        platform_id: Some("1".to_owned()),
        state: state.to_owned(),
        reason: None,
        category: Some("UTILITY".to_owned()),
        previous_category: None,
        correct_category: None,
        quality: None,
        body_hash: "00".to_owned(),
        parameters: 2,
    }
}

async fn with_pauses(tx: &mut Tx) -> Arc<Registry> {
    let mut known = Arc::new(registry(tx).await.unwrap());
    add_pauses(tx, &mut known).await.unwrap();
    known
}

fn which(language: &str) -> Which<'_> {
    Which { channel: "wa", name: "pvt", language }
}

fn state(word: &str) -> TemplateChange {
    TemplateChange::State { word: word.to_owned(), reason: None }
}

#[tokio::test]
async fn a_listing_replaces_what_was_known_and_every_change_raises_the_version() {
    for test in each_database().await {
        let mut tx = test.db.begin().await.unwrap();
        assert_eq!(version(&mut tx).await.unwrap(), 0);
        assert_eq!(registry(&mut tx).await.unwrap(), Registry::default());
        let both = [listed("nl", "APPROVED"), listed("ar", "PENDING")];
        save_listing(&mut tx, "wa", &both, at(0), at(1)).await.unwrap();
        assert_eq!(version(&mut tx).await.unwrap(), 1);
        let choose = |registry: &Registry| registry.choose("wa", "pvt", &[Ar, Nl], at(0));
        assert_eq!(choose(&registry(&mut tx).await.unwrap()), Choice::Use(Nl, "nl"));
        save_listing(&mut tx, "wa", &both[1..], at(2), at(3)).await.unwrap();
        let known = registry(&mut tx).await.unwrap();
        assert_eq!(choose(&known), Choice::Held(State::Pending), "nl is gone");
        assert_eq!(version(&mut tx).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn older_news_changes_nothing_and_what_is_told_during_a_fetch_stays() {
    for test in each_database().await {
        let mut tx = test.db.begin().await.unwrap();
        save_listing(&mut tx, "wa", &[listed("nl", "APPROVED")], at(0), at(1)).await.unwrap();
        let first = tell(&mut tx, which("nl"), &state("PAUSED"), at(5), at(6)).await.unwrap();
        let late = tell(&mut tx, which("nl"), &state("APPROVED"), at(4), at(7)).await.unwrap();
        assert_eq!((first, late), (true, false));
        // the list was asked for before the pause, and came after it
        save_listing(&mut tx, "wa", &[listed("nl", "APPROVED")], at(5), at(8)).await.unwrap();
        let row = known(&mut tx, "wa").await.unwrap().remove(0);
        assert_eq!((row.state.as_str(), row.changed_at), ("PAUSED", at(6)));
        save_listing(&mut tx, "wa", &[listed("nl", "APPROVED")], at(9), at(10)).await.unwrap();
        let row = known(&mut tx, "wa").await.unwrap().remove(0);
        assert_eq!((row.state.as_str(), row.changed_at), ("APPROVED", at(10)));
    }
}

#[tokio::test]
async fn what_was_refused_rests_until_it_is_released_or_listed_anew() {
    for test in each_database().await {
        let mut tx = test.db.begin().await.unwrap();
        let choose = |registry: &Registry| registry.choose("wa", "pvt", &[Ar, Nl], at(0));
        let again = [listed("ar", "APPROVED")];
        for release_it in [true, false] {
            pause(&mut tx, which("ar"), at(9), "whatsapp:132015").await.unwrap();
            let held = choose(&*with_pauses(&mut tx).await);
            assert_ne!(held, Choice::Use(Ar, "ar"));
            match release_it {
                true => release(&mut tx, which("ar"), at(1)).await.unwrap(),
                false => save_listing(&mut tx, "wa", &again, at(1), at(2)).await.unwrap(),
            }
            let free = choose(&*with_pauses(&mut tx).await);
            assert_eq!(free, Choice::Use(Ar, "ar"));
        }
    }
}

#[tokio::test]
async fn quality_category_and_words_are_noted_beside_the_state() {
    for test in each_database().await {
        let mut tx = test.db.begin().await.unwrap();
        save_listing(&mut tx, "wa", &[listed("nl", "APPROVED")], at(0), at(1)).await.unwrap();
        let some = |word: &str| Some(word.to_owned());
        for change in [
            TemplateChange::Quality { word: "RED".to_owned() },
            TemplateChange::Category { now: None, previous: None, announced: some("MARKETING") },
            TemplateChange::Words,
        ] {
            assert!(tell(&mut tx, which("nl"), &change, at(2), at(2)).await.unwrap());
        }
        let row = known(&mut tx, "wa").await.unwrap().remove(0);
        assert_eq!((row.quality, row.correct_category), (some("RED"), some("MARKETING")));
        assert_eq!((row.category, row.parameters), (some("UTILITY"), None));
        assert_eq!(row.state, "APPROVED");
    }
}

#[tokio::test]
async fn whoever_checks_gets_the_state_and_the_words_of_every_template() {
    for test in each_database().await {
        let mut tx = test.db.begin().await.unwrap();
        assert_eq!(registered(&mut tx).await.unwrap(), Registered::default());
        let both = [listed("nl", "APPROVED"), listed("ar", "REJECTED")];
        save_listing(&mut tx, "wa", &both, at(0), at(1)).await.unwrap();
        tell(&mut tx, which("nl"), &TemplateChange::Words, at(2), at(3)).await.unwrap();
        let known = registered(&mut tx).await.unwrap();
        assert_eq!(known.listed, ["wa".to_owned()].into());
        let entry = |language: &str| {
            known.templates[&("wa".to_owned(), "pvt".to_owned(), language.to_owned())].clone()
        };
        assert_eq!(entry("ar"), Entry { state: "REJECTED".into(), words_hash: Some("00".into()) });
        assert_eq!(entry("nl"), Entry { state: "APPROVED".into(), words_hash: None });
    }
}
