//! The page about one person: whose it is, what it tells, and noting a telephone call.

use axum::http::StatusCode;

use super::*;
use crate::ids::{PersonId, QuestionId};
use crate::store::{hot, on};

pub(super) async fn id_of(house: &House, klantnummer: &str) -> PersonId {
    let mut tx = house.test.db.read().await.unwrap();
    let found = hot::people::ids(&mut tx, house.town.gemeente, [klantnummer]).await.unwrap();
    found[0].1
}

async fn open_question(house: &House, person: PersonId) -> QuestionId {
    const OPEN: &str = "SELECT q.id FROM question q JOIN person p ON p.mailbox_id = q.mailbox_id
        WHERE p.id = $1 AND q.closed_at IS NULL";
    let mut tx = house.test.db.read().await.unwrap();
    let find = async |tx: &mut crate::store::Tx| -> crate::store::Result<QuestionId> {
        Ok(on!(tx, |conn| sqlx::query_scalar(OPEN).bind(person).fetch_one(conn).await?))
    };
    find(&mut tx).await.unwrap()
}

#[tokio::test]
async fn a_page_is_there_for_who_has_the_person_in_their_care_and_for_nobody_else() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let of_sami = format!("/inburgeraars/{}", id_of(&house, "K-1001").await);
        let not_of_sami = format!("/inburgeraars/{}", id_of(&house, "K-1002").await);
        for staff in [house.town.bea, house.town.karin, house.town.kees] {
            let cookie = house.cookie(staff).await;
            assert_eq!(house.get(&of_sami, Some(&cookie)).await.status, StatusCode::OK);
            assert_eq!(house.get(&not_of_sami, Some(&cookie)).await.status, StatusCode::OK);
        }
        let sami = house.cookie(house.town.sami).await;
        assert_eq!(house.get(&of_sami, Some(&sami)).await.status, StatusCode::OK);
        assert_eq!(house.get(&not_of_sami, Some(&sami)).await.status, StatusCode::NOT_FOUND);
        let form =
            format!("csrf=csrf-{}&dag=2026-11-24&tijd=09:00&uitkomst=voicemail", house.town.sami);
        let post = house.post(&format!("{not_of_sami}/telefoon"), Some(&sami), &form).await;
        assert_eq!(post.status, StatusCode::NOT_FOUND);
        for path in ["/inburgeraars/onzin", "/inburgeraars/0190b7a0-0000-7000-8000-000000000000"] {
            assert_eq!(house.get(path, Some(&sami)).await.status, StatusCode::NOT_FOUND);
        }
        let home = house.get("/?van=allen", Some(&sami)).await;
        assert!(home.body.contains(&of_sami), "the list leads to the page");
    }
}

#[tokio::test]
async fn a_page_tells_why_somebody_may_be_silent_what_was_tried_and_how_the_clock_stands() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let karin = house.cookie(house.town.karin).await;
        let get = async |klantnummer: &str| {
            let path = format!("/inburgeraars/{}", id_of(&house, klantnummer).await);
            house.get(&path, Some(&karin)).await.body
        };
        let read = get("K-1001").await;
        for words in [
            "Het laatste bericht is gelezen, maar niet beantwoord.",
            "Bel, of laat de coach bellen: de vraag is gezien.",
            "gelezen ma 23 nov 2026 10:00",
            "Er is nog geen PIP",
            "coach Sami Haddad",
            "Dit beantwoordt de vraag van",
        ] {
            assert!(read.contains(words), "{words}");
        }
        let telegram = get("K-1002").await;
        assert!(telegram.contains("Of het is gelezen, vertelt Telegram niet."));
        let refused = get("K-1003").await;
        assert!(refused.contains("is op WhatsApp niet aangekomen"));
        assert!(!refused.contains("<script>alert"), "a name is shown and never run");
        assert!(get("K-1004").await.contains("Op Telegram komt niets meer aan"));
        assert!(get("K-1005").await.contains("Er is geen adres voor berichten."));
        assert!(get("K-1008").await.contains("wil geen berichten (zei stop)"));
        for page in [read, telegram, refused] {
            assert!(!page.contains("style="), "the policy would refuse it");
        }
    }
}

#[tokio::test]
async fn a_call_is_noted_in_the_trail_without_a_bsn_and_may_answer_the_open_question() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let person = id_of(&house, "K-1001").await;
        let question = open_question(&house, person).await;
        let path = format!("/inburgeraars/{person}/telefoon");
        let call = async |rest: &str| {
            house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}&{rest}")).await
        };
        // what cannot be is told, and what was written stays
        for (rest, words) in [
            (
                "dag=&tijd=09:00&uitkomst=gesproken&notitie=belt+terug",
                "Vul een dag en een tijd in.",
            ),
            (
                "dag=2026-11-24&tijd=09:00&uitkomst=&notitie=belt+terug",
                "Kies wat er van het bellen kwam.",
            ),
            ("dag=2026-11-24&tijd=10:01&uitkomst=gesproken&notitie=belt+terug", "moet nog komen"),
            (
                "dag=2024-11-24&tijd=10:01&uitkomst=gesproken&notitie=belt+terug",
                "langer dan een jaar",
            ),
        ] {
            let refused = call(rest).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
            assert!(refused.body.contains(words) && refused.body.contains("belt terug"), "{rest}");
        }
        let wrong = format!("dag=2026-11-24&tijd=09:00&uitkomst=voicemail&beantwoordt={question}");
        assert_eq!(call(&wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let noted =
            call("dag=2026-11-24&tijd=09:00&uitkomst=geen-gehoor&notitie=bsn+111222333").await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER);
        let to = noted.header(header::LOCATION).to_owned();
        assert_eq!(to, format!("/inburgeraars/{person}?gedaan=gebeld-bsn"));
        let page = house.get(&to, Some(&cookie)).await.body;
        assert!(page.contains("geen gehoor, door Karin de Boer") && !page.contains("111222333"));

        let spoken = format!("dag=2026-11-24&tijd=09:30&uitkomst=gesproken&beantwoordt={question}");
        let done = call(&spoken).await;
        assert_eq!(
            done.header(header::LOCATION),
            format!("/inburgeraars/{person}?gedaan=beantwoord")
        );
        const EVENTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM inbox
            WHERE kind = 'answered_elsewhere'";
        let mut tx = house.test.db.read().await.unwrap();
        let count = async |tx: &mut crate::store::Tx| -> crate::store::Result<i64> {
            Ok(on!(tx, |conn| sqlx::query_scalar(EVENTS).fetch_one(conn).await?))
        };
        assert_eq!(count(&mut tx).await.unwrap(), 1, "the ladder ends by the engine, in order");
    }
}

#[tokio::test]
async fn a_klantmanager_sets_the_days_of_the_clock_and_decides_about_work_with_a_reason() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (karin, sami) = (house.town.karin, house.town.sami);
        let cookie = house.cookie(karin).await;
        let person = id_of(&house, "K-1001").await;
        let page = format!("/inburgeraars/{person}");
        let post = async |what: &str, rest: &str| {
            let form = format!("csrf=csrf-{karin}&{rest}");
            house.post(&format!("{page}/{what}"), Some(&cookie), &form).await
        };
        let days = "duo_melding_op=2026-10-20&medisch_wacht_sinds=2026-09-01";
        let set = post("klok", days).await;
        assert_eq!(set.header(header::LOCATION), format!("{page}?gedaan=klok"));
        let shown = house.get(&page, Some(&cookie)).await.body;
        for words in ["uiterlijk 29-12-2026: nog 35 dagen", "wacht 12 weken; de termijn loopt door"]
        {
            assert!(shown.contains(words), "{words}");
        }
        for (rest, words) in [
            ("klaar_op=2027-01-01", "Klaar met inburgeren: deze datum kan niet."),
            ("brp_op=gisteren", "Ingeschreven in de BRP: dit is geen datum."),
            (
                "medisch_wacht_sinds=2026-09-01&medisch_beoordeeld_op=2026-08-01",
                "ligt voor het begin van het wachten",
            ),
        ] {
            let refused = post("klok", rest).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
            assert!(refused.body.contains(words), "{words}");
        }
        let same = house.get(&page, Some(&cookie)).await.body;
        assert!(same.contains("nog 35 dagen"), "what was refused changed nothing");

        let none = post("map", "telt=ja&reden=+").await;
        assert!(none.body.contains("Schrijf waarom u dit besluit."));
        let decided = post("map", "telt=ja&reden=Werkt+20+uur+in+het+Nederlands+111222333").await;
        assert_eq!(decided.header(header::LOCATION), format!("{page}?gedaan=map"));
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(
            shown.contains("Werk telt mee voor de MAP, besloten door Karin de Boer op di 24 nov")
        );
        assert!(shown.contains("Werkt 20 uur in het Nederlands") && !shown.contains("111222333"));

        let coach = house.cookie(sami).await;
        let seen = house.get(&page, Some(&coach)).await.body;
        assert!(seen.contains("Werk telt mee") && !seen.contains("Datums en MAP-besluit"));
        let form = format!("csrf=csrf-{sami}&telt=nee&reden=x");
        let refused = house.post(&format!("{page}/map"), Some(&coach), &form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn what_a_schedule_put_off_or_dropped_is_told_with_its_reason() {
    const PUT_OFF: &str = "
        INSERT INTO bot_start (id, mailbox_id, schedule, dialog, due_at, meant_at, useful_until,
                               dropped_at, dropped_why)
        SELECT $1, mailbox_id, 'check-in', 'check-in', $2, $3, $2, $4, $5
        FROM person
        WHERE id = $6";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let person = id_of(&house, "K-1001").await;
        let now = house.clock.civil();
        let later = now + chrono::TimeDelta::days(2);
        let mut tx = house.test.db.begin().await.unwrap();
        let put =
            async |tx: &mut crate::store::Tx, why: Option<&str>| -> crate::store::Result<()> {
                on!(tx, |conn| sqlx::query(PUT_OFF)
                    .bind(crate::ids::StartId::fresh())
                    .bind(later)
                    .bind(now)
                    .bind(why.map(|_| now))
                    .bind(why)
                    .bind(person)
                    .execute(conn)
                    .await
                    .map(|_| ()))?;
                Ok(())
            };
        put(&mut tx, None).await.unwrap();
        put(&mut tx, Some("contactbudget")).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get(&format!("/inburgeraars/{person}"), Some(&cookie)).await.body;
        let why = "deze persoon hoort die dagen al genoeg van ons";
        assert!(page.contains(&format!("later dan di 24 nov 2026 10:00: {why}")), "put off");
        assert!(page.contains(&format!("komt niet: {why}")), "dropped");
    }
}

#[tokio::test]
async fn a_colleague_lets_the_bot_begin_a_dialog_and_only_one_that_colleagues_begin() {
    const STARTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE kind = 'start'";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        crate::http::tests::dialogs::publish(&house, &crate::dialog::shipped::files()).await;
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let person = id_of(&house, "K-1001").await;
        let page = house.get(&format!("/inburgeraars/{person}"), Some(&cookie)).await;
        assert!(page.body.contains("<option value=\"nazorg\">Nazorg</option>"), "{}", page.body);
        let path = format!("/inburgeraars/{person}/gesprek");
        let begin = async |dialog: &str| {
            house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}&dialoog={dialog}")).await
        };
        assert_eq!(begin("stop").await.status, StatusCode::NOT_FOUND);
        let begun = begin("nazorg").await;
        assert_eq!(
            begun.header(header::LOCATION),
            format!("/inburgeraars/{person}?gedaan=begonnen")
        );
        let mut tx = house.test.db.read().await.unwrap();
        let starts: i64 = on!(tx, |conn| sqlx::query_scalar(STARTS).fetch_one(conn).await).unwrap();
        assert_eq!(starts, 1);
    }
}
