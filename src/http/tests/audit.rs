//! What the audit trail learns at the door, and the page that shows it.

use std::time::Duration;

use axum::http::StatusCode;

use super::*;
use crate::ids::{GemeenteId, PersonId};
use crate::store::audit::search::{Wanted, search};
use crate::store::audit::verify::verify;
use crate::store::fixture::insert;
use crate::store::on;

async fn acts(house: &House) -> Vec<String> {
    let mut tx = house.test.db.read().await.unwrap();
    let wanted = Wanted::default();
    let found = search(&mut tx, house.town.gemeente, &wanted, (house.clock.machine(), 99)).await;
    found.unwrap().into_iter().map(|one| one.act).collect()
}

async fn amina(house: &House) -> PersonId {
    let mut tx = house.test.db.begin().await.unwrap();
    let amina = house.town.person(&mut tx, ("K-1", "Amina", "asiel"), None, None).await;
    tx.commit().await.unwrap();
    amina.person
}

#[tokio::test]
async fn who_looks_at_somebody_is_noted_once_an_hour() {
    for house in houses().await {
        let person = amina(&house).await;
        let karin = house.cookie(house.town.karin).await;
        let path = format!("/inburgeraars/{person}");
        for _ in 0..3 {
            assert_eq!(house.get(&path, Some(&karin)).await.status, StatusCode::OK);
        }
        assert_eq!(acts(&house).await, ["read_person"]);
        house.clock.advance(Duration::from_secs(3_601));
        let karin = house.cookie(house.town.karin).await;
        house.get(&path, Some(&karin)).await;
        let kees = house.cookie(house.town.kees).await;
        house.get(&path, Some(&kees)).await;
        assert_eq!(acts(&house).await, ["read_person"; 3]);
        assert_eq!(verify(&house.test.db, house.town.gemeente).await.unwrap().sound, 3);
    }
}

#[tokio::test]
async fn whoever_is_refused_is_noted() {
    for house in houses().await {
        let person = amina(&house).await;
        // of another municipality
        let mut tx = house.test.db.begin().await.unwrap();
        let other = GemeenteId::fresh();
        insert!(tx, "gemeente" (id: other, code: "GM0344", name: "Utrecht", created_at: fixture::now()));
        const MOVE: &str = "UPDATE person SET gemeente_id = $2 WHERE id = $1";
        on!(tx, |conn| sqlx::query(MOVE).bind(person).bind(other).execute(conn).await.map(|_| ()))
            .unwrap();
        tx.commit().await.unwrap();
        let karin = house.cookie(house.town.karin).await;
        let path = format!("/inburgeraars/{person}");
        for _ in 0..2 {
            assert_eq!(house.get(&path, Some(&karin)).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(acts(&house).await, ["refused_unknown"]);
        let tom = house.cookie(house.town.tom).await;
        assert_eq!(house.get(&path, Some(&tom)).await.status, StatusCode::FORBIDDEN);
        assert_eq!(house.get("/audit", Some(&tom)).await.status, StatusCode::FORBIDDEN);
        assert_eq!(acts(&house).await, ["refused", "refused", "refused_unknown"]);
        // a wrong password, also of nobody
        for email in ["karin@houten.nl", "niemand@houten.nl"] {
            house
                .post("/inloggen", None, &format!("email={email}&password=verkeerd-wachtwoord"))
                .await;
        }
        assert_eq!(acts(&house).await[..2], ["sign_in_refused", "sign_in_refused"]);
    }
}

#[tokio::test]
async fn a_beheerder_searches_the_trail_and_takes_it_along_as_a_file() {
    for house in houses().await {
        let person = amina(&house).await;
        let karin = house.cookie(house.town.karin).await;
        house.get(&format!("/inburgeraars/{person}"), Some(&karin)).await;
        let bea = house.cookie(house.town.bea).await;
        let page = house.get("/audit", Some(&bea)).await;
        assert!(
            page.body.contains("pagina van persoon bekeken")
                && page.body.contains("klantnummer K-1")
        );
        assert!(page.body.contains("Karin de Boer") && !page.body.contains("Amina"));
        let query = format!(
            "?collega={}&wat=read_person&klantnummer=K-1&van=2026-11-24&tot=2026-11-24",
            house.town.karin
        );
        let page = house.get(&format!("/audit{query}"), Some(&bea)).await;
        assert!(page.body.contains("klantnummer K-1"));
        for none in ["?klantnummer=K-999", "?wat=publish", "?van=2026-11-25", "?tot=2026-11-23"] {
            let page = house.get(&format!("/audit{none}"), Some(&bea)).await;
            assert!(page.body.contains("Geen regels gevonden"), "{none}");
        }
        let file = house.get(&format!("/audit/lijst.csv{query}"), Some(&bea)).await;
        assert!(file.body.starts_with('\u{feff}') && file.body.contains(";read_person;"));
        assert_eq!(acts(&house).await, ["export_audit", "read_person"]);
    }
}
