//! Somebody unknown wrote: who finds out who it is, and what that colleague may read and do.

use axum::http::StatusCode;

use super::person::id_of;
use super::*;
use crate::dialog::event::Event;
use crate::ids::{AddressId, EventId, GemeenteId, MailboxId};
use crate::store::fixture::{ago, insert, now};
use crate::store::on;

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

const WORDS: &str = "ik heet Selam en woon in de Dorpsstraat";
const EVENTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE kind = 'token'";
const READ: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE act = 'read_stranger'";

/// Somebody unknown wrote to this municipality.
pub(super) async fn stranger(house: &House, gemeente: GemeenteId) -> MailboxId {
    let (mailbox, address) = (MailboxId::fresh(), AddressId::fresh());
    let mut tx = house.test.db.begin().await.unwrap();
    insert!(tx, "mailbox" (
        id: mailbox, gemeente_id: gemeente, kind: "address", language: "ti", created_at: ago(3)));
    insert!(tx, "address" (
        id: address, gemeente_id: gemeente, channel: "whatsapp", kind: "whatsapp",
        mailbox_id: mailbox, created_at: ago(3), last_inbound_at: ago(1)));
    let event = Event::Said { words: WORDS.to_owned() };
    let sealed = tx.vault().seal_json("inbox.sealed", &event).unwrap();
    insert!(tx, "history" (
        id: EventId::fresh(), mailbox_id: mailbox, address_id: address, seq: 1_i64,
        kind: event.kind(), sealed: &sealed, received_at: ago(1), handled_at: ago(1)));
    house.town.task(&mut tx, (mailbox, None), ("onbekend", "klantmanager", None), ago(1)).await;
    tx.commit().await.unwrap();
    mailbox
}

#[tokio::test]
async fn the_words_are_for_the_colleague_who_took_it_up_and_a_second_is_told_who_and_when() {
    for house in houses().await {
        let (karin, kees) = (house.town.karin, house.town.kees);
        let mailbox = stranger(&house, house.town.gemeente).await;
        let list = page(&house, karin, "/onbekend").await.body;
        for words in ["data-testid=\"onbekend\"", "WhatsApp", "Tigrinya", "1 bericht", "3 dagen"] {
            assert!(list.contains(words), "{words}");
        }
        assert!(!list.contains("Selam"));
        let one = format!("/onbekend/{mailbox}");
        assert_eq!(page(&house, karin, &one).await.status, StatusCode::CONFLICT, "first taken up");
        assert_eq!(count(&house, READ).await, 0);
        let taken = post(&house, karin, &format!("{one}/oppakken"), "").await;
        assert_eq!(taken.header(header::LOCATION), one);
        let shown = page(&house, karin, &one).await;
        assert!(shown.body.contains(WORDS));
        assert_eq!(count(&house, READ).await, 1, "who reads it is noted");
        for answer in [
            post(&house, kees, &format!("{one}/oppakken"), "").await,
            page(&house, kees, &one).await,
            post(&house, kees, &format!("{one}/sluiten"), "").await,
        ] {
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert!(answer.body.contains("Karin de Boer zoekt dit uit, sinds vandaag 10:00."));
            assert!(!answer.body.contains("Selam"));
        }
        let over = post(&house, kees, &format!("{one}/oppakken"), "zeker=ja").await;
        assert_eq!(over.status, StatusCode::SEE_OTHER, "she is ill: he takes it from her");
        assert_eq!(page(&house, karin, &one).await.status, StatusCode::CONFLICT);
        // nobody else's
        let sami = page(&house, house.town.sami, "/onbekend").await;
        assert_eq!(sami.status, StatusCode::FORBIDDEN);
        let far = GemeenteId::fresh();
        let mut tx = house.test.db.begin().await.unwrap();
        insert!(tx, "gemeente" (id: far, code: "GM0344", name: "Utrecht", created_at: now()));
        tx.commit().await.unwrap();
        let theirs = stranger(&house, far).await;
        let answer = post(&house, kees, &format!("/onbekend/{theirs}/oppakken"), "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let list = page(&house, kees, "/onbekend").await.body;
        assert_eq!(list.matches("data-testid=\"onbekend\"").count(), 1);
    }
}

#[tokio::test]
async fn an_address_is_linked_by_who_spoke_with_the_person_and_twice_is_once() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let karin = house.town.karin;
        let one = format!("/onbekend/{}", stranger(&house, house.town.gemeente).await);
        let person = id_of(&house, "K-1002").await;
        let mut tx = house.test.db.begin().await.unwrap();
        insert!(tx, "person_word" (
            person_id: person, word: b"yusuf".to_vec(), gemeente_id: house.town.gemeente));
        tx.commit().await.unwrap();
        let early = post(
            &house,
            karin,
            &format!("{one}/koppelen"),
            &format!("persoon={person}&gesproken=ja"),
        )
        .await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        post(&house, karin, &format!("{one}/oppakken"), "").await;
        let found = post(&house, karin, &format!("{one}/zoeken"), "zoek=yus").await;
        assert!(found.body.contains("Yusuf Demir") && found.body.contains("K-1002"));
        let nobody = post(&house, karin, &format!("{one}/zoeken"), "zoek=qqq").await;
        assert!(nobody.body.contains("Niemand gevonden"));
        let link = format!("{one}/koppelen");
        let unspoken = post(&house, karin, &link, &format!("persoon={person}&zoek=yus")).await;
        assert_eq!(unspoken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unspoken.body.contains("Vink eerst aan dat u deze persoon sprak"));
        assert_eq!(count(&house, EVENTS).await, 0);
        let wrong =
            post(&house, karin, &link, &format!("persoon={}&gesproken=ja", StaffId::fresh())).await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
        for _ in 0..2 {
            let spoken = format!("persoon={person}&gesproken=ja");
            let done = post(&house, karin, &link, &spoken).await;
            assert_eq!(done.header(header::LOCATION), "/onbekend?gedaan=gekoppeld");
        }
        assert_eq!(count(&house, EVENTS).await, 1);
    }
}

#[tokio::test]
async fn who_does_not_belong_here_is_gone_until_they_write_again() {
    for house in houses().await {
        let karin = house.town.karin;
        let mailbox = stranger(&house, house.town.gemeente).await;
        let one = format!("/onbekend/{mailbox}");
        post(&house, karin, &format!("{one}/oppakken"), "").await;
        let done = post(&house, karin, &format!("{one}/sluiten"), "").await;
        assert_eq!(done.header(header::LOCATION), "/onbekend?gedaan=gesloten");
        const OPEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE closed_at IS NULL";
        assert_eq!(count(&house, OPEN).await, 0);
        let list = page(&house, karin, "/onbekend").await.body;
        assert!(list.contains("Niemand onbekends schreef ons"));
        assert!(list.contains("365 dagen"), "how long it is kept is said");
        assert_eq!(page(&house, karin, &one).await.status, StatusCode::CONFLICT);
        const WRITES: &str = "UPDATE address SET last_inbound_at = $1 WHERE person_id IS NULL";
        let mut tx = house.test.db.begin().await.unwrap();
        let later = now() + fixture::hours(1);
        let write = async |tx: &mut crate::store::Tx| -> crate::store::Result<()> {
            on!(tx, |conn| sqlx::query(WRITES).bind(later).execute(conn).await.map(|_| ()))?;
            Ok(())
        };
        write(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let list = page(&house, karin, "/onbekend").await.body;
        assert!(list.contains("data-testid=\"onbekend\""));
        assert_eq!(
            post(&house, house.town.kees, &format!("{one}/oppakken"), "").await.status,
            StatusCode::SEE_OTHER
        );
    }
}
