//! Whatever is done to what was noted is found; what was noted is there, once, in order.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::chain::{Broken, Ends, Entry, Walk};
use super::search::{Wanted, lately, search};
use super::verify::{Verdict, verify};
use super::{forget, note};
use crate::ids::{AuditId, GemeenteId, StaffId};
use crate::store::fixture::{Town, ago, now};
use crate::store::seal::Vault;
use crate::store::testing::{TestDb, each_database};
use crate::store::{Db, StoreError, on};

const KEY: [u8; 32] = [7; 32];

type Chained = Vec<(Entry, Vec<u8>)>;

fn chained(acts: &[(String, Option<u128>, i64)]) -> (Ends, Chained) {
    let (vault, gemeente_id) = (Vault::new(&KEY), GemeenteId::fresh());
    let mut ends = Ends::new(gemeente_id);
    let mut all = Vec::new();
    for (act, subject, count) in acts {
        let entry = Entry {
            id: AuditId::fresh(),
            gemeente_id,
            seq: ends.last_seq + 1,
            staff_id: Some(StaffId::fresh()),
            act: act.clone(),
            subject: subject.map(|_| "person".to_owned()),
            subject_id: subject.map(Uuid::from_u128),
            at: now(),
            detail: json!({ "rows": count }),
        };
        let hash = entry.link(&vault, &ends.last_hash);
        (ends.last_seq, ends.last_hash) = (entry.seq, hash.clone());
        all.push((entry, hash));
    }
    (ends.with_proof(&vault), all)
}

fn judged(ends: &Ends, all: &Chained, key: &[u8; 32]) -> Result<(), Broken> {
    let vault = Vault::new(key);
    let mut walk = Walk::new(ends.clone(), &vault)?;
    // as a database gives them: by their number
    let mut sorted = all.clone();
    sorted.sort_by_key(|(entry, _)| entry.seq);
    for (entry, hash) in &sorted {
        walk.pass(entry, hash, &vault)?;
    }
    walk.end()
}

#[derive(Clone, Debug)]
enum Deed {
    Act(String),
    Who(bool),
    When(i64),
    About(u128),
    Told(i64),
    Kind,
    Id,
    Hash(u8),
    Remove,
    Swap,
    Double,
    Shorten,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        "[a-z_]{1,12}".prop_map(Deed::Act),
        any::<bool>().prop_map(Deed::Who),
        (1..10_000_000_i64).prop_map(Deed::When),
        any::<u128>().prop_map(Deed::About),
        any::<i64>().prop_map(Deed::Told),
        Just(Deed::Kind),
        Just(Deed::Id),
        any::<u8>().prop_map(Deed::Hash),
        Just(Deed::Remove),
        Just(Deed::Swap),
        Just(Deed::Double),
        Just(Deed::Shorten),
    ]
}

/// Does it; false when it changed nothing.
fn done(deed: Deed, all: &mut Chained, at: usize, to: usize) -> bool {
    let before = all.clone();
    let (entry, hash) = &mut all[at];
    match deed {
        Deed::Act(act) => entry.act = act,
        Deed::Who(gone) => entry.staff_id = (!gone).then(StaffId::fresh),
        Deed::When(micros) => entry.at += TimeDelta::microseconds(micros),
        Deed::About(id) => entry.subject_id = Some(Uuid::from_u128(id)),
        Deed::Told(count) => entry.detail = json!({ "rows": count }),
        Deed::Kind => entry.subject = Some("task".to_owned()),
        Deed::Id => entry.id = AuditId::fresh(),
        Deed::Hash(byte) => hash[usize::from(byte) % 32] ^= byte.max(1),
        Deed::Remove => drop(all.remove(at)),
        Deed::Swap => {
            let (a, b) = (all[at].0.seq, all[to].0.seq);
            (all[at].0.seq, all[to].0.seq) = (b, a);
        }
        Deed::Double => {
            let copy = all[at].clone();
            all.push(copy);
        }
        Deed::Shorten => all.truncate(at),
    }
    *all != before
}

proptest! {
    #[test]
    fn every_change_removal_and_other_order_is_found(
        acts in prop::collection::vec(("[a-z_]{1,12}", any::<Option<u128>>(), any::<i64>()), 1..12),
        deed in deed(),
        at in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let (ends, mut all) = chained(&acts);
        prop_assert_eq!(judged(&ends, &all, &KEY), Ok(()));
        let (at, to) = (at.index(all.len()), to.index(all.len()));
        if done(deed.clone(), &mut all, at, to) {
            prop_assert!(judged(&ends, &all, &KEY).is_err(), "{deed:?} at {at}");
        }
    }

    #[test]
    fn who_has_no_key_cannot_write_a_chain_that_is_believed(
        acts in prop::collection::vec(("[a-z_]{1,12}", any::<Option<u128>>(), any::<i64>()), 0..6),
    ) {
        let (ends, all) = chained(&acts);
        prop_assert_eq!(judged(&ends, &all, &[8; 32]), Err(Broken::Ends));
    }
}

#[test]
fn fields_of_objects_are_hashed_in_the_order_of_their_names() {
    let one: Value = serde_json::from_str(r#"{"b":1,"a":{"d":[1,2],"c":"é"}}"#).unwrap();
    let other: Value = serde_json::from_str(r#"{"a":{"c":"\u00e9","d":[1,2]},"b":1}"#).unwrap();
    assert_eq!(one.to_string(), other.to_string());
    assert_eq!(one.to_string(), r#"{"a":{"c":"é","d":[1,2]},"b":1}"#);
}

async fn say(db: &Db, (gemeente, by): (GemeenteId, StaffId), act: &'static str, at: DateTime<Utc>) {
    let mut tx = db.begin().await.unwrap();
    let (subject, detail) = (Some(("staff", by.0)), json!({ "b": 2, "a": "één" }));
    note(&mut tx, gemeente, Some(by), act, subject, detail, at).await.unwrap();
    tx.commit().await.unwrap();
}

async fn change(db: &Db, sql: &str) {
    let mut tx = db.begin().await.unwrap();
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    on!(tx, |conn| sqlx::query(sql).execute(conn).await.map(|_| ())).unwrap();
    tx.commit().await.unwrap();
}

async fn town_with_five() -> Vec<(TestDb, Town)> {
    let mut all = Vec::new();
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        for act in ["sign_in", "enrol", "rectify", "publish", "sign_out"] {
            say(&test.db, (town.gemeente, town.karin), act, now()).await;
        }
        all.push((test, town));
    }
    all
}

#[tokio::test]
async fn what_is_done_to_the_rows_is_found_and_where() {
    for (test, town) in town_with_five().await {
        let look = async || verify(&test.db, town.gemeente).await.unwrap();
        let sound = look().await;
        assert_eq!((sound.sound, sound.broken), (5, None));
        assert!(sound.head.as_ref().unwrap().starts_with("5:"));
        let seq_3 = Broken::Changed { seq: 3 };
        for (there, back) in [
            ("act = 'inzage'", "act = 'rectify'"),
            ("subject = 'task'", "subject = 'staff'"),
            ("detail = '{\"a\":\"een\",\"b\":2}'", "detail = '{\"a\":\"één\",\"b\":2}'"),
        ] {
            change(&test.db, &format!("UPDATE audit_entry SET {there} WHERE seq = 3")).await;
            assert_eq!(
                look().await,
                Verdict { sound: 2, head: None, broken: Some(seq_3) },
                "{there}"
            );
            change(&test.db, &format!("UPDATE audit_entry SET {back} WHERE seq = 3")).await;
            assert_eq!(look().await, sound, "{back}");
        }
        for (from, to) in [(2, 99), (3, 2), (99, 3)] {
            change(&test.db, &format!("UPDATE audit_entry SET seq = {to} WHERE seq = {from}"))
                .await;
        }
        assert_eq!(look().await.broken, Some(Broken::Changed { seq: 2 }));
        for (from, to) in [(2, 99), (3, 2), (99, 3)] {
            change(&test.db, &format!("UPDATE audit_entry SET seq = {to} WHERE seq = {from}"))
                .await;
        }
        assert_eq!(look().await, sound);
        // the newest entry away, and the end of the chain moved to the one before it
        change(&test.db, "DELETE FROM audit_entry WHERE seq = 5").await;
        assert_eq!(look().await.broken, Some(Broken::Missing { seq: 5 }));
        let shorter = "UPDATE audit_chain SET last_seq = 4,
                       last_hash = (SELECT hash FROM audit_entry WHERE seq = 4)";
        change(&test.db, shorter).await;
        assert_eq!(look().await.broken, Some(Broken::Ends));
        change(&test.db, "DELETE FROM audit_chain").await;
        assert_eq!(look().await.broken, Some(Broken::Ends));
    }
}

#[tokio::test]
async fn many_who_note_at_once_make_one_chain_without_gaps() {
    for (test, town) in town_with_five().await {
        let mut all = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (db, gemeente, by) = (test.db.clone(), town.gemeente, town.kees);
            all.spawn(async move {
                for _ in 0..5 {
                    say(&db, (gemeente, by), if n % 2 == 0 { "enrol" } else { "rectify" }, now())
                        .await;
                }
            });
        }
        while let Some(done) = all.join_next().await {
            done.unwrap();
        }
        let verdict = verify(&test.db, town.gemeente).await.unwrap();
        assert_eq!((verdict.sound, verdict.broken), (45, None));
    }
}

#[tokio::test]
async fn what_did_not_happen_is_not_noted() {
    for (test, town) in town_with_five().await {
        let mut tx = test.db.begin().await.unwrap();
        let tried = tx.attempt(async |tx| {
            note(tx, town.gemeente, None, "erase_person", None, json!({}), now()).await?;
            Err::<(), _>(StoreError::corrupt("person", "x", "broken on purpose"))
        });
        assert!(tried.await.unwrap().is_err());
        note(&mut tx, town.gemeente, None, "inzage", None, json!({}), now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = test.db.begin().await.unwrap();
        note(&mut tx, town.gemeente, None, "publish", None, json!({}), now()).await.unwrap();
        drop(tx);
        let mut tx = test.db.read().await.unwrap();
        let found = search(&mut tx, town.gemeente, &Wanted::default(), (now(), 9)).await.unwrap();
        assert_eq!(found.len(), 6);
        assert_eq!((found[0].act.as_str(), found[0].seq), ("inzage", 6));
    }
}

#[tokio::test]
async fn what_was_kept_long_enough_goes_from_the_front_and_the_rest_stays_sound() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        for days in [400, 300, 2, 350, 1] {
            say(&test.db, (town.gemeente, town.karin), "enrol", ago(days)).await;
        }
        let mut tx = test.db.begin().await.unwrap();
        assert_eq!(forget(&mut tx, ago(100), 1).await.unwrap(), (1, true));
        assert_eq!(forget(&mut tx, ago(100), 9).await.unwrap(), (1, false));
        // the fourth is old too, but stands behind one that is not
        assert_eq!(forget(&mut tx, ago(100), 9).await.unwrap(), (0, false));
        tx.commit().await.unwrap();
        let verdict = verify(&test.db, town.gemeente).await.unwrap();
        assert_eq!((verdict.sound, verdict.broken), (3, None));
        say(&test.db, (town.gemeente, town.karin), "enrol", now()).await;
        assert_eq!(verify(&test.db, town.gemeente).await.unwrap().sound, 4);
    }
}

#[tokio::test]
async fn entries_are_found_by_who_what_whom_and_when_and_page_by_page() {
    for (test, town) in town_with_five().await {
        let mut tx = test.db.begin().await.unwrap();
        let amina = town.person(&mut tx, ("K-1", "Amina", "asiel"), None, None).await;
        let task =
            town.task(&mut tx, (amina.mailbox, None), ("hulp", "klantmanager", None), now()).await;
        for (by, act, subject) in [
            (town.kees, "rectify", ("person", amina.person.0)),
            (town.kees, "close_task", ("task", task.0)),
        ] {
            note(&mut tx, town.gemeente, Some(by), act, Some(subject), json!({}), ago(3))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = test.db.read().await.unwrap();
        let mut count = async |wanted: Wanted| {
            let found = search(&mut tx, town.gemeente, &wanted, (now(), 99)).await.unwrap();
            found.iter().map(|one| one.act.clone()).collect::<Vec<_>>()
        };
        let all = Wanted::default;
        assert_eq!(
            count(Wanted { staff: Some(town.kees), ..all() }).await,
            ["close_task", "rectify"]
        );
        assert_eq!(count(Wanted { act: Some("enrol".to_owned()), ..all() }).await, ["enrol"]);
        let person = Some(amina.person);
        assert_eq!(count(Wanted { person, ..all() }).await, ["close_task", "rectify"]);
        let act = Some("rectify".to_owned());
        assert_eq!(
            count(Wanted { person, act, staff: Some(town.kees), ..all() }).await,
            ["rectify"]
        );
        assert!(count(Wanted { person, staff: Some(town.karin), ..all() }).await.is_empty());
        assert_eq!(count(Wanted { until: Some(ago(1)), ..all() }).await.len(), 2);
        assert_eq!(count(Wanted { from: Some(ago(1)), ..all() }).await.len(), 5);
        let (mut seen, mut older_than) = (Vec::new(), None);
        loop {
            let page =
                search(&mut tx, town.gemeente, &Wanted { older_than, ..all() }, (now(), 2)).await;
            let page = page.unwrap();
            let Some(last) = page.last() else { break };
            older_than = Some((last.at, last.seq));
            seen.extend(page.iter().map(|one| one.seq));
        }
        assert_eq!(seen, [5, 4, 3, 2, 1, 7, 6]);
        let looked = (town.kees, "rectify", amina.person.0);
        assert!(lately(&mut tx, looked, ago(4)).await.unwrap());
        assert!(!lately(&mut tx, looked, ago(2)).await.unwrap());
        let elsewhere = search(&mut tx, GemeenteId::fresh(), &all(), (now(), 9)).await.unwrap();
        assert!(elsewhere.is_empty());
    }
}
