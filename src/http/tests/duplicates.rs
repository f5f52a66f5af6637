//! Who is listed twice: seen, put aside, made one, and two again.

use axum::http::StatusCode;

use super::person::id_of;
use super::*;
use crate::ids::{GemeenteId, MailboxId, MergeId, PersonId};
use crate::store::fixture::{hours, insert, now};
use crate::store::{duplicates, on};

async fn post(house: &House, staff: StaffId, path: &str, rest: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.post(path, Some(&cookie), &format!("csrf=csrf-{staff}&{rest}")).await
}

async fn page(house: &House, staff: StaffId, path: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.get(path, Some(&cookie)).await
}

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

/// Yusuf Demir, whom a second file brought with another number; gives both.
async fn double(house: &House) -> (PersonId, PersonId) {
    house.town.settle(&house.test.db).await;
    let mut tx = house.test.db.begin().await.unwrap();
    let twin = ("K-2002", "Demir, Yusuf", "gezin");
    let twin = house.town.person(&mut tx, twin, Some(house.town.kees), None).await;
    tx.commit().await.unwrap();
    (id_of(house, "K-1002").await, twin.person)
}

/// Somebody else, of whom a colleague may say that it is the same person.
pub(super) async fn twin(house: &House, klantnummer: &str) -> PersonId {
    let mut tx = house.test.db.begin().await.unwrap();
    let who = (klantnummer, "Demir, Yusuf", "gezin");
    let twin = house.town.person(&mut tx, who, Some(house.town.karin), None).await;
    tx.commit().await.unwrap();
    twin.person
}

/// Makes these two one, and gives the merge.
pub(super) async fn join(house: &House, (stays, goes): (PersonId, PersonId)) -> String {
    let path = format!("/dubbelen/{stays}/{goes}");
    let karin = house.town.karin;
    let form = form_of(&page(house, karin, &path).await.body);
    let rest = format!("formulier={form}");
    let done = post(house, karin, &format!("{path}/samenvoegen"), &rest).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    form
}

fn form_of(page: &str) -> String {
    let at = page.find("name=\"formulier\" value=\"").unwrap() + 24;
    page[at..at + 36].to_owned()
}

const PEOPLE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM person";
const MERGES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE act = 'merge_people'";

#[tokio::test]
async fn what_would_happen_is_shown_then_done_once_and_a_second_colleague_is_told() {
    for house in houses().await {
        let (karin, kees) = (house.town.karin, house.town.kees);
        let (stays, goes) = double(&house).await;
        let before = count(&house, PEOPLE).await;
        let path = format!("/dubbelen/{stays}/{goes}");
        let shown = page(&house, karin, &path).await;
        for words in ["Yusuf Demir", "Demir, Yusuf", "K-2002", "Karin de Boer", "één plaats"] {
            assert!(shown.body.contains(words), "{words}");
        }
        assert_eq!(count(&house, PEOPLE).await, before, "looking changes nothing");
        let form = form_of(&shown.body);
        let other = form_of(&page(&house, kees, &path).await.body);
        let rest = format!("formulier={form}&keuze-naam=blijft&keuze-klantmanager=ander");
        let join = format!("{path}/samenvoegen");
        let done = format!("/inburgeraars/{stays}?gedaan=samengevoegd");
        for _ in 0..2 {
            let answer = post(&house, karin, &join, &rest).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert_eq!(answer.header(header::LOCATION), done);
        }
        assert_eq!((count(&house, PEOPLE).await, count(&house, MERGES).await), (before - 1, 2));
        let second = post(&house, kees, &join, &format!("formulier={other}")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("Karin de Boer was eerst"), "{}", second.body);
        let kept = page(&house, karin, &format!("/inburgeraars/{stays}")).await.body;
        for words in ["klantmanager Kees Jansen", "Samengevoegd met K-2002", "Maak dit ongedaan"] {
            assert!(kept.contains(words), "{words}");
        }
        // the old address, and the old klantnummer, lead to who stayed
        let old = page(&house, karin, &format!("/inburgeraars/{goes}")).await;
        assert_eq!(old.header(header::LOCATION), format!("/inburgeraars/{stays}"));
        assert_eq!(id_of(&house, "K-2002").await, stays);
    }
}

#[tokio::test]
async fn a_merge_can_be_undone_for_so_many_days_and_then_it_says_why_not() {
    for house in houses().await {
        let karin = house.town.karin;
        let (stays, goes) = double(&house).await;
        let path = format!("/dubbelen/{stays}/{goes}");
        let form = form_of(&page(&house, karin, &path).await.body);
        post(&house, karin, &format!("{path}/samenvoegen"), &format!("formulier={form}")).await;
        let undo = format!("/inburgeraars/{stays}/splitsen/{form}");
        let asked = page(&house, karin, &undo).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(asked.body.contains("blijft bij wie bleef"));
        for _ in 0..2 {
            let answer = post(&house, karin, &undo, "").await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(id_of(&house, "K-2002").await, goes);
        let both = [(stays, "K-2002"), (goes, "K-1002")];
        for (person, other) in both {
            let body = page(&house, karin, &format!("/inburgeraars/{person}")).await.body;
            assert!(body.contains(&format!("Samengevoegd met {other}")), "{other}");
            assert!(body.contains(&format!("Weer gesplitst van {other}")), "{other}");
        }
        let again = form_of(&page(&house, karin, &path).await.body);
        post(&house, karin, &format!("{path}/samenvoegen"), &format!("formulier={again}")).await;
        const OLD: &str = "UPDATE person_merge SET undo_until = $1 WHERE undone_at IS NULL";
        let mut tx = house.test.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(OLD).bind(now() - hours(1)).execute(conn).await.map(|_| ()))
            .unwrap();
        tx.commit().await.unwrap();
        let late =
            post(&house, karin, &format!("/inburgeraars/{stays}/splitsen/{again}"), "").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("Dit kan niet meer ongedaan"));
        let body = page(&house, karin, &format!("/inburgeraars/{stays}")).await.body;
        assert!(body.contains("Dit kan niet meer ongedaan") && !body.contains("Maak dit ongedaan"));
    }
}

#[tokio::test]
async fn a_pair_is_put_aside_stays_aside_and_can_come_back() {
    for house in houses().await {
        let karin = house.town.karin;
        let (stays, goes) = double(&house).await;
        let mut tx = house.test.db.begin().await.unwrap();
        let twins = (stays, goes);
        duplicates::put_aside(&mut tx, twins, house.town.gemeente, (karin, now())).await.unwrap();
        duplicates::take_back(&mut tx, stays, goes).await.unwrap();
        const FACT: &str = "INSERT INTO person_key (person_id, kind, gemeente_id, key_hash) VALUES ($1, $2, $3, $4)";
        for (person, kind) in [(stays, "name"), (goes, "name"), (stays, "phone"), (goes, "phone")] {
            on!(tx, |conn| sqlx::query(FACT)
                .bind(person)
                .bind(kind)
                .bind(house.town.gemeente)
                .bind(vec![1_u8; 32])
                .execute(conn)
                .await
                .map(|_| ()))
            .unwrap();
        }
        tx.commit().await.unwrap();
        let shown = async || page(&house, karin, "/dubbelen").await.body;
        let body = shown().await;
        for words in ["hetzelfde telefoonnummer", "dezelfde naam", "waarschijnlijk", "K-2002"] {
            assert!(body.contains(words), "{words}");
        }
        let aside = post(&house, karin, &format!("/dubbelen/{stays}/{goes}/twee"), "").await;
        assert_eq!(aside.header(header::LOCATION), "/dubbelen?gedaan=twee");
        let body = shown().await;
        assert!(!body.contains("data-testid=\"paar\"") && body.contains("data-testid=\"opzij\""));
        post(&house, karin, &format!("/dubbelen/{stays}/{goes}/toch"), "").await;
        assert!(shown().await.contains("data-testid=\"paar\""));
        // by klantnummer, where nothing was found
        let search = format!("/dubbelen/{stays}/zoeken");
        let found = post(&house, karin, &search, "klantnummer=K-1001").await;
        let other = id_of(&house, "K-1001").await;
        assert_eq!(found.header(header::LOCATION), format!("/dubbelen/{stays}/{other}"));
        let none = post(&house, karin, &search, "klantnummer=K-9").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn people_of_another_municipality_do_not_exist_here() {
    for house in houses().await {
        let karin = house.town.karin;
        let (stays, _) = double(&house).await;
        let (far, mailbox, elsewhere) =
            (GemeenteId::fresh(), MailboxId::fresh(), PersonId::fresh());
        let mut tx = house.test.db.begin().await.unwrap();
        insert!(tx, "gemeente" (id: far, code: "GM0344", name: "Utrecht", created_at: now()));
        insert!(tx, "mailbox" (
            id: mailbox, gemeente_id: far, kind: "person", language: "nl", created_at: now()));
        insert!(tx, "person" (
            id: elsewhere, gemeente_id: far, mailbox_id: mailbox, klantnummer: "U-1", name: "Yusuf Demir",
            group_kind: "gezin", created_at: now(), updated_at: now()));
        tx.commit().await.unwrap();
        for (one, other) in [(stays, elsewhere), (elsewhere, stays)] {
            let path = format!("/dubbelen/{one}/{other}");
            assert_eq!(page(&house, karin, &path).await.status, StatusCode::NOT_FOUND);
            for deed in ["samenvoegen", "twee", "toch"] {
                let form = format!("formulier={}", MergeId::fresh());
                let answer = post(&house, karin, &format!("{path}/{deed}"), &form).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{deed}");
            }
        }
    }
}
