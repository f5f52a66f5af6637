//! The page of a conversation, and what is done there.

use axum::http::StatusCode;

use super::person::id_of;
use super::*;
use crate::dialog::event::Event;
use crate::dialog::shipped;
use crate::ids::{EventId, GemeenteId, MailboxId, MediaId, PersonId, StaffMessageId};
use crate::store::fixture::{ago, insert, now};
use crate::store::on;
use crate::store::staff::{self, NewStaff};
use crate::trade::staff::Role;

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

async fn page(house: &House, person: PersonId, staff: StaffId) -> Answer {
    let cookie = house.cookie(staff).await;
    house.get(&format!("/inburgeraars/{person}/berichten"), Some(&cookie)).await
}

async fn post(house: &House, staff: StaffId, path: &str, rest: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.post(path, Some(&cookie), &format!("csrf=csrf-{staff}&{rest}")).await
}

pub(super) async fn mailbox_of(house: &House, person: PersonId) -> MailboxId {
    const MAILBOX: &str = "SELECT mailbox_id FROM person WHERE id = $1";
    let mut tx = house.test.db.read().await.unwrap();
    let find = async |tx: &mut crate::store::Tx| -> crate::store::Result<MailboxId> {
        Ok(on!(tx, |conn| sqlx::query_scalar(MAILBOX).bind(person).fetch_one(conn).await?))
    };
    find(&mut tx).await.unwrap()
}

/// Somebody wrote this; gives the event.
pub(super) async fn said(house: &House, person: PersonId, event: &Event) -> EventId {
    let mailbox = mailbox_of(house, person).await;
    let id = EventId::fresh();
    let mut tx = house.test.db.begin().await.unwrap();
    let sealed = tx.vault().seal_json("inbox.sealed", event).unwrap();
    insert!(tx, "history" (
        id: id, mailbox_id: mailbox, seq: 1_i64, kind: event.kind(), sealed: &sealed,
        received_at: ago(1), handled_at: ago(1)));
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn both_sides_are_told_in_their_order_and_hostile_words_are_shown_and_never_run() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        super::dialogs::publish(&house, &shipped::files()).await;
        let person = id_of(&house, "K-1003").await;
        let words = "<script>alert('x')</script> \u{202e}مرحبا";
        said(&house, person, &Event::Said { words: words.to_owned() }).await;
        let shown = page(&house, person, house.town.karin).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(!shown.body.contains("<script>alert"), "escaped");
        assert!(shown.body.contains("alert(&#39;x&#39;)") || shown.body.contains("&#x27;x&#x27;"));
        assert!(shown.body.contains("WhatsApp: dicht, alleen een vast sjabloon"));
        assert!(shown.body.contains("Neem het gesprek over"));
        assert!(!shown.body.contains("style="), "the policy would refuse it");
        // a voice note is played, for who may hear it, as what it is and nothing else
        let event = said(&house, person, &Event::Sent { kind: "voice".to_owned() }).await;
        let media = MediaId::fresh();
        let mut tx = house.test.db.begin().await.unwrap();
        let sound = tx.vault().seal("media.content_sealed", b"OggS");
        insert!(tx, "media" (
            id: media, event_id: event, gemeente_id: house.town.gemeente, channel: "whatsapp",
            kind: "voice", file_sealed: vec![1_u8], received_at: ago(1), next_at: ago(1),
            fetched_at: ago(1), mime: "audio/ogg; codecs=opus", size: 4_i64, sha256: vec![2_u8],
            content_sealed: &sound));
        tx.commit().await.unwrap();
        let path = format!("/inburgeraars/{person}/bestand/{media}");
        assert!(page(&house, person, house.town.karin).await.body.contains(&path));
        let karin = house.cookie(house.town.karin).await;
        let file = house.get(&path, Some(&karin)).await;
        assert_eq!((file.status, file.body.as_str()), (StatusCode::OK, "OggS"));
        assert_eq!(file.header(header::CONTENT_TYPE), "audio/ogg");
        assert_eq!(file.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(file.header(header::CACHE_CONTROL), "no-store");
        let other = id_of(&house, "K-1001").await;
        let not_theirs = format!("/inburgeraars/{other}/bestand/{media}");
        assert_eq!(house.get(&not_theirs, Some(&karin)).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_coach_sees_own_people_only_and_another_gemeente_nobody() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        super::dialogs::publish(&house, &shipped::files()).await;
        let (theirs, not_theirs) = (id_of(&house, "K-1001").await, id_of(&house, "K-1002").await);
        let sami = house.town.sami;
        let shown = page(&house, theirs, sami).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(!shown.body.contains("Draag over aan"), "a coach does not transfer");
        assert_eq!(page(&house, not_theirs, sami).await.status, StatusCode::NOT_FOUND);
        let mut tx = house.test.db.begin().await.unwrap();
        let gemeente = GemeenteId::fresh();
        insert!(tx, "gemeente" (id: gemeente, code: "GM0344", name: "Utrecht", created_at: now()));
        let new = NewStaff { gemeente, name: "Uma", email: "u@x.nl", role: Role::Klantmanager };
        let uma = staff::insert(&mut tx, new, now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!(page(&house, theirs, uma).await.status, StatusCode::NOT_FOUND);
        let id = StaffMessageId::fresh();
        for (deed, rest) in [
            ("", format!("formulier={id}&woorden=hoi&wanneer=nu")),
            ("/overnemen", String::new()),
            ("/teruggeven", String::new()),
            ("/gepland", format!("bericht={id}&wat=weg")),
            ("/vraag-terug", format!("formulier={id}")),
            ("/snel", format!("formulier={id}&antwoord=snel-bellen")),
            ("/notitie", format!("formulier={id}&notitie=hoi")),
        ] {
            for (staff, person) in [(uma, theirs), (sami, not_theirs)] {
                let path = format!("/inburgeraars/{person}/berichten{deed}");
                let answer = post(&house, staff, &path, &rest).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{deed}");
            }
        }
        let rows = "SELECT CAST(COUNT(*) AS BIGINT) FROM staff_message";
        assert_eq!(count(&house, rows).await, 0);
    }
}

#[tokio::test]
async fn a_message_is_written_once_without_a_bsn_and_not_at_night_unless_it_is_meant() {
    const EVENTS: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE kind = 'colleague_wrote'";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        super::dialogs::publish(&house, &shipped::files()).await;
        let person = id_of(&house, "K-1002").await;
        let karin = house.town.karin;
        let path = format!("/inburgeraars/{person}/berichten");
        let id = StaffMessageId::fresh();
        for (rest, words) in [
            ("woorden=+", "Schrijf eerst een bericht."),
            ("woorden=Uw+BSN+is+111222333", "Er staat een BSN in."),
            ("woorden=hoi&wanneer=later&dag=2026-11-20&tijd=09:00", "Kies een moment dat nog komt"),
            ("woorden=hoi&wanneer=later&dag=2026-11-25&tijd=23:30", "laten wij mensen met rust"),
            ("woorden=hoi&wanneer=later&dag=ooit&tijd=x", "Kies een moment dat nog komt"),
        ] {
            let refused = post(&house, karin, &path, &format!("formulier={id}&{rest}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
            assert!(refused.body.contains(words), "{words}");
            assert!(refused.body.contains(&id.to_string()), "the form keeps its number");
        }
        let form = format!("formulier={id}&woorden=Tot+morgen&taal=nl&wanneer=nu");
        let sent = post(&house, karin, &path, &form).await;
        assert_eq!(sent.header(header::LOCATION), format!("{path}?gedaan=geschreven"));
        let twice = post(&house, karin, &path, &form).await;
        assert_eq!(twice.header(header::LOCATION), format!("{path}?gedaan=nogmaals"));
        assert_eq!(count(&house, EVENTS).await, 1);
        // at night it is asked, and goes when it is meant
        let night = StaffMessageId::fresh();
        let form = format!(
            "formulier={night}&woorden=Nacht&wanneer=later&dag=2026-11-25&tijd=23:30&stil=ja"
        );
        let sent = post(&house, karin, &path, &form).await;
        assert_eq!(sent.header(header::LOCATION), format!("{path}?gedaan=gepland"));
        let shown = page(&house, person, karin).await.body;
        assert!(shown.contains("gaat morgen 23:30") && shown.contains("Nacht"));
        let change =
            format!("bericht={night}&wat=anders&woorden=Middag&taal=nl&dag=2026-11-25&tijd=14:00");
        let changed = post(&house, karin, &format!("{path}/gepland"), &change).await;
        assert_eq!(changed.header(header::LOCATION), format!("{path}?gedaan=veranderd"));
        assert!(page(&house, person, karin).await.body.contains("gaat morgen 14:00"));
        let away = format!("bericht={night}&wat=weg");
        let gone = post(&house, karin, &format!("{path}/gepland"), &away).await;
        assert_eq!(gone.header(header::LOCATION), format!("{path}?gedaan=teruggenomen"));
        let again = post(&house, karin, &format!("{path}/gepland"), &away).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let odd = StaffMessageId::fresh();
        let quick = format!("formulier={odd}&antwoord=stop-bevestigd");
        let refused = post(&house, karin, &format!("{path}/snel"), &quick).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "only what is on the list");
    }
}

#[tokio::test]
async fn a_second_colleague_is_told_who_has_the_conversation_and_may_take_it() {
    const HOLD: &str = "UPDATE mailbox SET taken_over_by = $2, taken_over_at = $3 WHERE id = $1";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        super::dialogs::publish(&house, &shipped::files()).await;
        let person = id_of(&house, "K-1002").await;
        let (karin, kees) = (house.town.karin, house.town.kees);
        let mailbox = mailbox_of(&house, person).await;
        let mut tx = house.test.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(HOLD)
            .bind(mailbox)
            .bind(karin)
            .bind(now())
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
        tx.commit().await.unwrap();
        assert!(page(&house, person, karin).await.body.contains("U, sinds vandaag 10:00."));
        assert!(page(&house, person, kees).await.body.contains("Ja, neem het over"));
        let path = format!("/inburgeraars/{person}/berichten");
        let take = format!("{path}/overnemen");
        let told = post(&house, kees, &take, "").await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert!(told.body.contains("Karin de Boer heeft dit gesprek sinds vandaag 10:00"));
        let sure = post(&house, kees, &take, "zeker=ja").await;
        assert_eq!(sure.header(header::LOCATION), format!("{path}?gedaan=overgenomen"));
        let form = format!("formulier={}&woorden=Hoi&wanneer=nu", StaffMessageId::fresh());
        let write = post(&house, kees, &path, &form).await;
        assert_eq!(write.status, StatusCode::CONFLICT, "until the bot has heard of it");
        let mine = post(&house, kees, &path, &format!("{form}&zeker=ja")).await;
        assert_eq!(mine.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_message_that_nobody_here_can_read_is_translated_by_the_coach_beside_the_original() {
    const OPEN: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM task t JOIN staff s ON s.id = t.assigned_to
        WHERE t.kind = 'vertaal' AND s.name = 'Sami Haddad' AND t.closed_at IS NULL";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        super::dialogs::publish(&house, &shipped::files()).await;
        let person = id_of(&house, "K-1001").await;
        let (karin, sami) = (house.town.karin, house.town.sami);
        let event = said(&house, person, &Event::Said { words: "مرحبا".to_owned() }).await;
        let path = format!("/inburgeraars/{person}/berichten");
        let form = format!("bericht={event}");
        for _ in 0..2 {
            let asked = post(&house, karin, &format!("{path}/vertaal"), &form).await;
            assert_eq!(asked.header(header::LOCATION), format!("{path}?gedaan=vertaling"));
        }
        assert_eq!(count(&house, OPEN).await, 1);
        let other = format!("/inburgeraars/{}/berichten/vertaal", id_of(&house, "K-1002").await);
        let odd = post(&house, karin, &other, &form).await;
        assert_eq!(odd.status, StatusCode::NOT_FOUND, "a message of somebody else");
        let made =
            post(&house, sami, &format!("{path}/vertaling"), &format!("{form}&vertaling=Hallo"))
                .await;
        assert_eq!(made.header(header::LOCATION), format!("{path}?gedaan=vertaald"));
        assert_eq!(count(&house, OPEN).await, 0);
        let shown = page(&house, person, karin).await.body;
        assert!(shown.contains("Vertaling van <bdi>Sami Haddad</bdi>") && shown.contains("مرحبا"));
    }
}

#[tokio::test]
async fn a_note_stays_in_the_house_names_a_colleague_and_a_transfer_is_told_to_who_comes() {
    const NAMED: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM task t JOIN staff s ON s.id = t.assigned_to
        WHERE t.kind = 'genoemd' AND s.name = 'Kees Jansen' AND t.closed_at IS NULL";
    const CARE: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM person p JOIN staff s ON s.id = p.klantmanager_id
        WHERE p.klantnummer = 'K-1002' AND s.name = 'Kees Jansen'";
    const TOLD: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'overdracht' AND closed_at IS NULL";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        super::dialogs::publish(&house, &shipped::files()).await;
        let person = id_of(&house, "K-1002").await;
        let (karin, kees) = (house.town.karin, house.town.kees);
        let path = format!("/inburgeraars/{person}/berichten");
        let form = format!("formulier={}&notitie=@kees+bel+jij", StaffMessageId::fresh());
        let noted = post(&house, karin, &format!("{path}/notitie"), &form).await;
        assert_eq!(noted.header(header::LOCATION), format!("{path}?gedaan=genoemd"));
        post(&house, karin, &format!("{path}/notitie"), &form).await;
        assert_eq!(count(&house, NAMED).await, 1, "once");
        assert!(page(&house, person, kees).await.body.contains("Notitie van"));
        let bsn = format!("formulier={}&notitie=111222333", StaffMessageId::fresh());
        let refused = post(&house, karin, &format!("{path}/notitie"), &bsn).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

        let to = format!("formulier={}&naar={kees}", StaffMessageId::fresh());
        let over = format!("/inburgeraars/{person}/overdragen");
        let done = post(&house, karin, &over, &to).await;
        assert_eq!(done.header(header::LOCATION), format!("{path}?gedaan=overgedragen"));
        assert_eq!((count(&house, CARE).await, count(&house, TOLD).await), (1, 1));
        let shown = page(&house, person, kees).await.body;
        assert!(shown.contains("Overgedragen van Karin de Boer aan Kees Jansen."));
        let coach = format!("formulier={}&naar={}", StaffMessageId::fresh(), house.town.sami);
        let odd = post(&house, karin, &over, &coach).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY, "a coach has no caseload");
    }
}
