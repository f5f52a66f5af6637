//! Everything that is kept about somebody: handed out, corrected, erased.

use axum::http::{StatusCode, header};

use super::*;
use crate::dialog::event::Event;
use crate::ids::{EventId, PersonId};
use crate::store::{hot, media, on};

async fn id_of(house: &House, klantnummer: &str) -> Option<PersonId> {
    let mut tx = house.test.db.read().await.unwrap();
    let found = hot::people::ids(&mut tx, house.town.gemeente, [klantnummer]).await.unwrap();
    found.first().map(|(_, id)| *id)
}

async fn sent_a_voice_note(house: &House, person: PersonId) {
    const SENT: &str = "
        INSERT INTO history (id, mailbox_id, seq, kind, sealed, received_at, handled_at)
        SELECT $1, mailbox_id, 1, 'sent', $2, $3, $3 FROM person WHERE id = $4";
    let (event, now) = (EventId::fresh(), house.clock.civil());
    let mut tx = house.test.db.begin().await.unwrap();
    let sealed = tx.vault().seal_json("inbox.sealed", &Event::Sent { kind: "voice".to_owned() });
    let sealed = sealed.unwrap();
    on!(tx, |conn| sqlx::query(SENT)
        .bind(event)
        .bind(&sealed)
        .bind(now)
        .bind(person)
        .execute(conn)
        .await
        .map(|_| ()))
    .unwrap();
    let gemeente = house.town.gemeente;
    let new = media::NewMedia { event, gemeente, channel: "telegram", kind: "voice", file_id: "f" };
    media::insert(&mut tx, new, (now, now)).await.unwrap();
    let claimed = media::claim(&mut tx, now, now).await.unwrap().unwrap();
    media::fetched(&mut tx, &claimed, (Some("audio/ogg"), b"GESPROKEN"), now).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_overview_is_a_file_for_who_answers_for_data_and_for_nobody_else() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let person = id_of(&house, "K-1001").await.unwrap();
        let path = format!("/inburgeraars/{person}/inzage");
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let page =
            house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}&vorm=pagina")).await;
        assert_eq!(page.status, StatusCode::OK);
        let disposition = page.header(header::CONTENT_DISPOSITION).to_owned();
        assert_eq!(disposition, "attachment; filename=\"inzage-K-1001-2026-11-24.html\"");
        assert!(page.body.contains("Alles wat wij over u bewaren"));
        assert!(page.body.contains("Amina al-Hassan") && !page.body.contains("Yusuf Demir"));
        let json = house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}&vorm=json")).await;
        assert_eq!(json.header(header::CONTENT_TYPE), "application/json");
        let json: serde_json::Value = serde_json::from_str(&json.body).unwrap();
        assert_eq!(json["parts"][0]["rows"][0]["name"], "Amina al-Hassan");
        // the second tells that the first was made
        let audit = json["parts"].as_array().unwrap().iter().find(|part| part["id"] == "audit");
        assert_eq!(audit.unwrap()["rows"].as_array().unwrap().len(), 1);
        // what somebody sent goes along, under a name that says kind and moment
        sent_a_voice_note(&house, person).await;
        let form = format!("csrf=csrf-{karin}&vorm=pagina");
        let along = house.post(&path, Some(&cookie), &form).await;
        assert_eq!(along.header(header::CONTENT_TYPE), "application/zip");
        assert!(along.header(header::CONTENT_DISPOSITION).ends_with("-2026-11-24.zip\""));
        let name = "spraakbericht-2026-11-24-";
        assert!(
            along.body.contains(&format!("bestanden/{name}")) && along.body.contains("GESPROKEN")
        );
        assert!(
            along.body.contains(&format!("<td>{name}")) || along.body.contains(&format!(">{name}"))
        );
        let sami = house.town.sami;
        let coach = house.cookie(sami).await;
        let refused = house.post(&path, Some(&coach), &format!("csrf=csrf-{sami}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let show = house.get(&format!("/inburgeraars/{person}"), Some(&coach)).await;
        assert!(!show.body.contains("/inzage") && !show.body.contains("/wissen"));
    }
}

#[tokio::test]
async fn somebody_is_erased_only_with_a_reason_and_their_own_klantnummer() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let person = id_of(&house, "K-1001").await.unwrap();
        let path = format!("/inburgeraars/{person}/wissen");
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let look = house.get(&path, Some(&cookie)).await;
        assert!(look.body.contains("Wat er weggaat") && look.body.contains("<code>outbox</code>"));
        let post = async |rest: &str| {
            house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}&{rest}")).await
        };
        for (rest, words) in [
            ("klantnummer=K-1001&waarom=", "Kies waarom u wist."),
            ("klantnummer=K-1002&waarom=verzoek", "Het klantnummer klopt niet."),
        ] {
            let refused = post(rest).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains(words), "{rest}");
            assert!(id_of(&house, "K-1001").await.is_some(), "looking and slipping erase nobody");
        }
        let sami = house.town.sami;
        let coach = house.cookie(sami).await;
        assert_eq!(house.get(&path, Some(&coach)).await.status, StatusCode::FORBIDDEN);
        let done = post("klantnummer=K-1001&waarom=verzoek").await;
        assert_eq!(done.status, StatusCode::OK);
        assert!(done.body.contains("is gewist") && done.body.contains("reservekopieën"));
        assert!(!done.body.contains("Amina"), "the report is about a number");
        assert!(id_of(&house, "K-1001").await.is_none());
        assert_eq!(house.get(&path, Some(&cookie)).await.status, StatusCode::NOT_FOUND);
        let home = house.get("/?van=allen", Some(&cookie)).await;
        assert_eq!(home.status, StatusCode::OK);
        assert!(!home.body.contains("Amina al-Hassan") && home.body.contains("Yusuf Demir"));
    }
}

#[tokio::test]
async fn a_correction_is_kept_with_who_made_it_and_what_cannot_be_is_refused() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let person = id_of(&house, "K-1001").await.unwrap();
        let show = format!("/inburgeraars/{person}");
        let path = format!("{show}/gegevens");
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let post = async |rest: &str| {
            house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}&{rest}")).await
        };
        for (rest, words) in [
            ("naam=", "Naam: dit veld is leeg"),
            ("naam=Amina+111222333", "Naam: dit lijkt op een BSN"),
            ("geboortejaar=1870", "Geboortejaar: "),
            ("leerroute=b7", "Leerroute: dit woord is onbekend"),
        ] {
            let refused = post(&format!("{rest}&plaats=Utrecht")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
            assert!(refused.body.contains(words), "{rest}");
        }
        let page = house.get(&show, Some(&cookie)).await.body;
        assert!(page.contains("Amina al-Hassan") && !page.contains("Utrecht"));
        let done =
            post("naam=Amina+Haddad&taal=ti&leerroute=z&huisnummer=12a&geboortejaar=1990").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let page = house.get(&format!("{show}?gedaan=gegevens"), Some(&cookie)).await.body;
        for words in
            ["Amina Haddad", "taal: Tigrinya", "Z-route", "value=\"12a\"", "value=\"1990\""]
        {
            assert!(page.contains(words), "{words}");
        }
        let sami = house.town.sami;
        let coach = house.cookie(sami).await;
        let refused = house.post(&path, Some(&coach), &format!("csrf=csrf-{sami}&naam=X")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_number_is_corrected_on_the_page_and_that_of_somebody_else_is_asked_about_first() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let person = id_of(&house, "K-1005").await.unwrap();
        let show = format!("/inburgeraars/{person}");
        let path = format!("{show}/nummer");
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let post = async |rest: &str| {
            house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}&{rest}")).await
        };
        let refused = post("telefoon=06-123&akkoord=").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Telefoon: dit telefoonnummer kan niet bestaan"));
        assert!(!refused.body.contains("Toch zo bewaren"), "it cannot be meant");
        let done = post("telefoon=06-87654321&akkoord=2026-11-20").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let to = done.header(header::LOCATION).to_owned();
        assert!(to.ends_with("?gedaan=nummer-bereikbaar"), "{to}");
        let page = house.get(&to, Some(&cookie)).await.body;
        assert!(page.contains("value=\"+31687654321\"") && page.contains("value=\"2026-11-20\""));
        assert!(page.contains("Berichten op WhatsApp gaan voortaan hierheen."));

        let other = id_of(&house, "K-1001").await.unwrap();
        let path = format!("/inburgeraars/{other}/nummer");
        let form = format!("csrf=csrf-{karin}&telefoon=0687654321&akkoord=2026-11-20");
        let asked = house.post(&path, Some(&cookie), &form).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.body.contains("dit nummer hoort ook bij een andere inburgeraar"));
        assert!(asked.body.contains("Toch zo bewaren") && asked.body.contains("0687654321"));
        let meant = house.post(&path, Some(&cookie), &format!("{form}&toch=ja")).await;
        assert!(meant.header(header::LOCATION).ends_with("?gedaan=nummer-toch"));
        let sami = house.town.sami;
        let coach = house.cookie(sami).await;
        let form = format!("csrf=csrf-{sami}&telefoon=0611111111");
        let refused = house.post(&path, Some(&coach), &form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let show = house.get(&format!("/inburgeraars/{other}"), Some(&coach)).await;
        assert!(!show.body.contains("0687654321") && !show.body.contains("/nummer"));
    }
}
