//! Somebody is away: who sees their people, from which day to which, and who may say so.

use std::time::Duration;

use axum::http::StatusCode;

use super::person::id_of;
use super::*;
use crate::ids::AbsenceId;
use crate::store::fixture::now;
use crate::store::on;
use crate::store::staff::{self, NewStaff};
use crate::trade::staff::Role;

const DAY: Duration = Duration::from_secs(24 * 3600);

fn rows<'a>(page: &'a str, kind: &str) -> Vec<&'a str> {
    page.split(&format!("data-testid=\"{kind}\""))
        .skip(1)
        .filter_map(|row| row.split("data-klantnummer=\"").nth(1)?.split('"').next())
        .collect()
}

async fn page(house: &House, staff: StaffId, path: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.get(path, Some(&cookie)).await
}

async fn post(house: &House, staff: StaffId, path: &str, rest: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.post(path, Some(&cookie), &format!("csrf=csrf-{staff}&{rest}")).await
}

fn form(first: &str, last: &str, deputy: Option<StaffId>) -> String {
    let deputy = deputy.map(|id| id.to_string()).unwrap_or_default();
    format!("formulier={}&van={first}&tot={last}&wie={deputy}&wat=bewaar", AbsenceId::fresh())
}

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

const ABSENCES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM absence";

async fn colleague(house: &House, name: &str, role: Role) -> StaffId {
    let email = format!("{}@houten.nl", name.to_lowercase());
    let new = NewStaff { gemeente: house.town.gemeente, name, email: &email, role };
    let mut tx = house.test.db.begin().await.unwrap();
    let id = staff::insert(&mut tx, new, now()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn who_stands_in_sees_the_people_marked_and_on_the_day_after_it_is_over_by_itself() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (karin, kees) = (house.town.karin, house.town.kees);
        let before = page(&house, kees, "/").await.body;
        assert_eq!(rows(&before, "stil"), ["K-1005", "K-1004", "K-1008", "K-1003"]);
        let noted = form("2026-11-24", "2026-11-25", Some(kees));
        let done = post(&house, karin, "/account/afwezig", &noted).await;
        assert_eq!(done.header(header::LOCATION), "/account?gedaan=afwezig");
        let again = post(&house, karin, "/account/afwezig", &noted).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click is one absence");
        assert_eq!(count(&house, ABSENCES).await, 1);

        let during = page(&house, kees, "/").await.body;
        assert_eq!(rows(&during, "stil").len(), 7, "those of both, and of nobody");
        assert!(during.contains("voor <bdi>Karin de Boer</bdi>, t/m wo 25 nov"));
        assert!(rows(&during, "taak").contains(&"K-1002"));
        let people = page(&house, kees, "/inburgeraars?van=mij").await.body;
        assert_eq!(rows(&people, "inburgeraar").len(), 8);
        let own = page(&house, karin, "/").await.body;
        assert_eq!(rows(&own, "stil").len(), 4, "she sees them too, and they are still hers");
        assert!(!own.contains("data-testid=\"vervangt\""));
        const HERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM person p
            JOIN staff s ON s.id = p.klantmanager_id WHERE s.name = 'Karin de Boer'";
        assert_eq!(count(&house, HERS).await, 5);

        house.clock.advance(2 * DAY);
        let after = page(&house, kees, "/").await.body;
        assert_eq!(rows(&after, "stil"), rows(&before, "stil"));
        assert!(!after.contains("Karin de Boer</bdi>, t/m"));
    }
}

#[tokio::test]
async fn who_stands_in_for_a_coach_may_read_the_conversations_only_as_long_as_it_lasts() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let noor = colleague(&house, "Noor", Role::Coach).await;
        let person = id_of(&house, "K-1001").await;
        let talk = format!("/inburgeraars/{person}/berichten");
        assert_eq!(page(&house, noor, &talk).await.status, StatusCode::NOT_FOUND);
        let tomorrow = form("2026-11-25", "2026-11-25", Some(noor));
        post(&house, house.town.sami, "/account/afwezig", &tomorrow).await;
        assert_eq!(page(&house, noor, &talk).await.status, StatusCode::NOT_FOUND, "not yet");
        house.clock.advance(DAY);
        assert_eq!(page(&house, noor, &talk).await.status, StatusCode::OK);
        assert_eq!(
            page(&house, noor, &format!("/inburgeraars/{person}")).await.status,
            StatusCode::OK
        );
        let found = page(&house, noor, "/inburgeraars").await.body;
        let mut found = rows(&found, "inburgeraar");
        found.sort_unstable();
        assert_eq!(found, ["K-1001", "K-1003"]);
        house.clock.advance(DAY);
        assert_eq!(page(&house, noor, &talk).await.status, StatusCode::NOT_FOUND, "over");
    }
}

#[tokio::test]
async fn where_nobody_stands_in_the_beheerders_see_the_people_and_are_told() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let town = &house.town;
        post(
            &house,
            town.karin,
            "/account/afwezig",
            &form("2026-11-24", "2026-11-27", Some(town.kees)),
        )
        .await;
        let path = format!("/collegas/{}/afwezig", town.kees);
        let sick = form("2026-11-24", "2026-11-24", None);
        let done = post(&house, town.bea, &path, &sick).await;
        assert_eq!(
            done.header(header::LOCATION),
            format!("/collegas/{}?gedaan=afwezig", town.kees),
            "a beheerder may say it for a colleague"
        );
        let list = page(&house, town.bea, "/collegas").await.body;
        assert!(list.contains("Zonder vervanger"));
        assert!(list.contains("<bdi>Karin de Boer</bdi></a>, di 24 nov"), "today nobody does");
        let home = page(&house, town.bea, "/?van=mij").await.body;
        assert!(home.contains("niemand vervangt <bdi>Karin de Boer</bdi>, t/m di 24 nov"));
        assert_eq!(rows(&home, "stil").len(), 7);
        let nobodys = page(&house, town.bea, "/inburgeraars?van=niemand").await.body;
        assert_eq!(rows(&nobodys, "inburgeraar").len(), 9);
        // when he is disabled nobody stands in on the other days either
        post(&house, town.bea, &format!("/collegas/{}/uit", town.kees), "").await;
        let list = page(&house, town.bea, "/collegas").await.body;
        assert!(list.contains("<bdi>Karin de Boer</bdi></a>, di 24 nov t/m vr 27 nov"));
        // and the standing deputy does from the moment there is one
        let chosen = format!("wie={}", town.bea);
        post(&house, town.karin, "/account/vervanger", &chosen).await;
        let list = page(&house, town.bea, "/collegas").await.body;
        assert!(!list.contains("Zonder vervanger"), "{list}");
    }
}

#[tokio::test]
async fn days_that_make_no_sense_and_colleagues_who_cannot_are_refused_with_what_was_typed() {
    for house in houses().await {
        let town = &house.town;
        let noted = form("2026-12-01", "2026-12-05", Some(town.kees));
        post(&house, town.karin, "/account/afwezig", &noted).await;
        for (form, words) in [
            (form("", "2026-12-05", None), "Vul de eerste dag in."),
            (form("2026-12-20", "2026-12-19", None), "De laatste dag moet na de eerste komen"),
            (form("2026-11-20", "2026-11-23", None), "De laatste dag moet na de eerste komen"),
            (form("2026-12-20", "2028-12-19", None), "De laatste dag moet na de eerste komen"),
            (
                form("2026-12-05", "2026-12-09", None),
                "staat al een afwezigheid: di 1 dec t/m za 5 dec",
            ),
            (form("2026-12-20", "2026-12-21", Some(town.tom)), "Deze collega kan niet vervangen"),
            (form("2026-12-20", "2026-12-21", Some(town.karin)), "Deze collega kan niet vervangen"),
            (form("2026-12-20", "2026-12-21", Some(town.sami)), "Deze collega kan niet vervangen"),
        ] {
            let answer = post(&house, town.karin, "/account/afwezig", &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(answer.body.contains(words), "{words}");
        }
        assert_eq!(count(&house, ABSENCES).await, 1);
        // changed, and taken back
        let longer = noted.replace("2026-12-05", "2026-12-08");
        assert_eq!(
            post(&house, town.karin, "/account/afwezig", &longer).await.status,
            StatusCode::SEE_OTHER
        );
        let account = page(&house, town.karin, "/account").await.body;
        assert!(account.contains("di 1 dec t/m di 8 dec"), "{account}");
        let others =
            post(&house, town.kees, "/account/afwezig", &longer.replace("wat=bewaar", "wat=weg"))
                .await;
        assert_eq!(others.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, ABSENCES).await, 1, "it is not his");
        post(&house, town.karin, "/account/afwezig", &longer.replace("wat=bewaar", "wat=weg"))
            .await;
        assert_eq!(count(&house, ABSENCES).await, 0);
        // not of a colleague, unless one keeps the accounts
        let path = format!("/collegas/{}/afwezig", town.karin);
        let answer = post(&house, town.kees, &path, &noted).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let nobody = format!("/collegas/{}/afwezig", StaffId::fresh());
        assert_eq!(post(&house, town.bea, &nobody, &noted).await.status, StatusCode::NOT_FOUND);
    }
}
