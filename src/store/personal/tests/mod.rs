//! Everything is told and everything goes: held against the schema, and lived through on both databases.

use std::collections::BTreeSet;

use super::register::{Erasing, Telling};
use super::*;
use crate::acts::erase::erase;
use crate::acts::inzage::inzage;
use crate::config::Retention;
use crate::ids::MailboxId;
use crate::message::{ChannelId, ChannelKind};
use crate::store::fixture::{Someone, Town, now};
use crate::store::identity;
use crate::store::mailboxes::ChannelRef;
use crate::store::testing::{each_database, sqlite};
use crate::store::trail::{self, Somebody};
use crate::trade::person::Language;
use crate::trade::privacy::EraseWhy;
use life::{Lives, live};
use schema::{Schema, count};

pub(crate) mod life;
pub(crate) mod schema;

async fn who(tx: &mut Tx, town: &Town, of: &Someone) -> Somebody {
    trail::of_gemeente(tx, of.person, town.gemeente).await.unwrap().unwrap()
}

async fn told(tx: &mut Tx, town: &Town, of: &Someone) -> serde_json::Value {
    let who = who(tx, town, of).await;
    let kept = Retention::advised().kept(90);
    inzage(tx, &who, ("Houten", kept), Some(town.karin), now()).await.unwrap().json()
}

#[tokio::test]
async fn every_table_that_leads_to_a_person_is_told_and_erased_or_says_why_not() {
    let test = sqlite().await;
    let mut tx = test.db.read().await.unwrap();
    let schema = Schema::read(&mut tx).await;
    let registered: BTreeSet<&str> = REGISTER.iter().map(|entry| entry.table).collect();
    let missing: Vec<_> = schema.leading().difference(&registered).copied().collect();
    assert!(missing.is_empty(), "not in store/personal/register.rs: {missing:?}");
    let gone: Vec<_> = registered.difference(&schema.tables()).copied().collect();
    assert!(gone.is_empty(), "no such table any more: {gone:?}");
    for entry in REGISTER {
        match entry.telling {
            Telling::In(id) => {
                let section = sections().find(|section| section.id == id);
                let section = section.unwrap_or_else(|| panic!("{}: no section {id}", entry.table));
                let reads = |word: &str| word == entry.table;
                let asked = section.queries.iter().flat_map(|query| query.sql.split_whitespace());
                assert!(asked.clone().any(reads), "section {id} does not read {}", entry.table);
            }
            Telling::Not(why) => assert!(why.len() > 20, "{}: why not?", entry.table),
        }
        if let Erasing::Stays(why) = entry.erasing {
            assert!(why.len() > 20, "{}: why?", entry.table);
        }
    }
}

#[tokio::test]
async fn somebody_is_told_everything_and_nothing_of_who_shares_the_telephone() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let Lives { amina, bilal, .. } = live(&town, &mut tx).await;
        let json = told(&mut tx, &town, &amina).await;
        for part in json["parts"].as_array().unwrap() {
            assert!(!part["rows"].as_array().unwrap().is_empty(), "{} is empty", part["id"]);
        }
        let text = json.to_string();
        for words in [
            "Amina Haddad",
            "+31611111111",
            life::NUMBER,
            life::WORDS,
            life::NOTE,
            "werkt in de zorg",
            "opvang",
            "afwezig",
            "Gemeentehuis",
        ] {
            assert!(text.contains(words), "{words}");
        }
        assert!(text.contains("bevestigd dat een telefoon van u is"), "audit entries in Dutch");
        assert!(text.contains("\"is_shared\":true"));
        for others in [life::OTHER, life::OTHERS_WORDS] {
            assert!(!text.contains(others), "{others} is not hers");
        }
        let json = told(&mut tx, &town, &bilal).await.to_string();
        assert!(json.contains(life::OTHERS_WORDS) && !json.contains(life::WORDS));
        assert!(!json.contains("Amina") && !json.contains(life::NUMBER));
        crate::store::audit::write(&mut tx).await.unwrap();
        let made = "SELECT COUNT(*) FROM audit_entry WHERE act = 'inzage'".to_owned();
        assert_eq!(count(&mut tx, made).await, 2);
    }
}

#[tokio::test]
async fn who_is_erased_is_gone_from_every_table_and_who_shared_the_telephone_is_not() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let Lives { amina, bilal, phone } = live(&town, &mut tx).await;
        tx.commit().await.unwrap();
        let mut tx = test.db.begin().await.unwrap();
        let schema = Schema::read(&mut tx).await;
        let ids = schema.everything_of(&mut tx, &[amina.person.0, amina.mailbox.0]).await;
        let before = schema.rows_with(&mut tx, &ids).await;
        // by ids alone these are not found: by a hash, by a text, or they hold nobody's id
        let hashed = [
            "early_status",
            "held_event",
            "rate_bucket",
            "seen_key",
            "unreadable",
            "retention_run",
        ];
        let elsewhere = ["recurring_job", "publication", "reached", "address_handle", "code_try"];
        for entry in REGISTER {
            let by_id = !hashed.contains(&entry.table) && !elsewhere.contains(&entry.table);
            assert!(!by_id || before.contains_key(entry.table), "{}: no row of hers", entry.table);
        }
        let theirs = told(&mut tx, &town, &bilal).await["parts"].to_string();

        // a try that is not committed changes nothing
        let somebody = who(&mut tx, &town, &amina).await;
        drop(tx);
        let mut tx = test.db.begin().await.unwrap();
        let tried =
            erase(&mut tx, &somebody, EraseWhy::Verzoek, Some(town.bea), now()).await.unwrap();
        drop(tx);
        let mut tx = test.db.begin().await.unwrap();
        assert_eq!(schema.rows_with(&mut tx, &ids).await, before);

        let done =
            erase(&mut tx, &somebody, EraseWhy::Verzoek, Some(town.bea), now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(done, tried, "what would go is what goes");
        assert_eq!((done.cancelled, done.on_its_way), (1, 1));
        let mut tx = test.db.begin().await.unwrap();
        let after = schema.rows_with(&mut tx, &ids).await;
        for (table, rows) in &after {
            let entry = REGISTER.iter().find(|entry| entry.table == table).unwrap();
            let stays = matches!(entry.erasing, Erasing::Stays(_));
            assert!(stays, "{rows} rows of {table} are left");
        }
        for (table, what) in [
            ("address_handle", "1 = 1"),
            ("early_status", "1 = 1"),
            ("code_try", "1 = 1"),
            ("address", "person_id IS NOT NULL AND joined_into IS NOT NULL"),
        ] {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE {what}");
            assert_eq!(count(&mut tx, sql).await, 0, "{table}");
        }
        let entry = "SELECT COUNT(*) FROM audit_entry WHERE act = 'erase_person'".to_owned();
        assert_eq!(count(&mut tx, entry).await, 1);

        // Bilal has the telephone to himself now, and everything of his is there
        let left = told(&mut tx, &town, &bilal).await["parts"].to_string();
        assert!(left.contains(life::OTHERS_WORDS) && theirs.contains(life::OTHERS_WORDS));
        assert!(trail::ways(&mut tx, bilal.person).await.unwrap().iter().all(|way| !way.is_shared));
        assert_eq!(names_on(&mut tx, phone).await, (0, 1), "her name is gone, his is not");
    }
}

/// How often Amina and Bilal are called by name in what their telephone was asked.
async fn names_on(tx: &mut Tx, phone: MailboxId) -> (usize, usize) {
    const TALKS: &str = "SELECT sealed FROM conversation WHERE mailbox_id = $1";
    const SAID: &str = "SELECT sealed, words_sealed FROM outbox WHERE mailbox_id = $1";
    let talks = async |tx: &mut Tx| -> Result<Vec<Vec<u8>>> {
        Ok(on!(tx, |conn| sqlx::query_scalar(TALKS).bind(phone).fetch_all(conn).await?))
    };
    type Sealed = Vec<u8>;
    let said = async |tx: &mut Tx| -> Result<Vec<(Sealed, Option<Sealed>)>> {
        Ok(on!(tx, |conn| sqlx::query_as(SAID).bind(phone).fetch_all(conn).await?))
    };
    let talks = talks(tx).await.unwrap();
    let said = said(tx).await.unwrap();
    assert_eq!((talks.len(), said.len()), (1, 1));
    assert!(said[0].1.is_none(), "the words as sent named her");
    let open = |column, sealed: &[u8]| {
        String::from_utf8(tx.vault().open(column, sealed).unwrap()).unwrap()
    };
    let (talk, saying) =
        (open("conversation.sealed", &talks[0]), open("outbox.sealed", &said[0].0));
    assert!(!saying.contains("Amina"));
    (talk.matches("\"Amina\"").count(), talk.matches("\"Bilal\"").count())
}

#[tokio::test]
async fn who_writes_from_the_telephone_of_somebody_erased_is_a_stranger() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let Lives { amina, .. } = live(&town, &mut tx).await;
        let id = ChannelId("whatsapp".to_owned());
        let channel = ChannelRef { id, kind: ChannelKind::Whatsapp, gemeente: town.gemeente };
        let from = [life::handle()];
        let arrive = async |tx: &mut Tx| {
            identity::arrive(tx, &channel, &from, Language::Ar, now()).await.unwrap()
        };
        let known = arrive(&mut tx).await;
        assert_eq!(known.mailbox_id, amina.mailbox);
        let somebody = who(&mut tx, &town, &amina).await;
        erase(&mut tx, &somebody, EraseWhy::Verzoek, None, now()).await.unwrap();
        let stranger = arrive(&mut tx).await;
        assert_ne!(stranger.mailbox_id, amina.mailbox);
        assert_ne!(stranger.address_id, known.address_id);
        let row = crate::store::mailboxes::load(&mut tx, stranger.mailbox_id).await.unwrap();
        assert_eq!(row.person_id, None);
        // the same klantnummer is a new person
        let again = town.person(&mut tx, ("K-9001", "Amina Haddad", "asiel"), None, None).await;
        assert_ne!(again.person, amina.person);
        tx.commit().await.unwrap();
    }
}
