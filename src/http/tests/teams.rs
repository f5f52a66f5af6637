//! Teams: made by a beheerder, chosen on the home page, and told by nobody what they may do.

use axum::http::StatusCode;

use super::*;
use crate::ids::TeamId;
use crate::store::on;

async fn page(house: &House, staff: StaffId, path: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.get(path, Some(&cookie)).await
}

async fn post(house: &House, path: &str, rest: &str) -> Answer {
    let bea = house.town.bea;
    let cookie = house.cookie(bea).await;
    house.post(path, Some(&cookie), &format!("csrf=csrf-{bea}&{rest}")).await
}

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

const TEAMS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM team";
const IN_TEAMS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM staff WHERE team_id IS NOT NULL";
const LEADS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM team WHERE lead_id IS NOT NULL";

/// A team of Karin and Kees.
async fn team(house: &House) -> TeamId {
    let id = TeamId::fresh();
    let made = post(house, "/collegas/teams", &format!("id={id}&naam=Team+West")).await;
    assert_eq!(made.header("location"), "/collegas/teams?gedaan=team");
    for staff in [house.town.karin, house.town.kees] {
        let put = post(house, &format!("/collegas/{staff}/team"), &format!("team={id}")).await;
        assert_eq!(put.header("location"), format!("/collegas/{staff}?gedaan=team"));
    }
    id
}

fn people(page: &str) -> usize {
    page.matches("data-testid=\"stil\"").count()
}

#[tokio::test]
async fn the_people_of_the_team_are_one_choice_of_the_home_page() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let kees = house.town.kees;
        let before = page(&house, kees, "/").await.body;
        assert!(!before.contains("van=team"), "no team, no choice");
        let id = team(&house).await;
        let own = page(&house, kees, "/?van=mij").await.body;
        let with_karins = page(&house, kees, "/?van=team").await.body;
        let all = page(&house, kees, "/?van=allen").await.body;
        assert!(own.contains("Mijn team"));
        assert!(people(&own) < people(&with_karins), "{} {}", people(&own), people(&with_karins));
        assert!(people(&with_karins) <= people(&all));
        for number in ["K-1001", "K-1002", "K-1007"] {
            assert!(with_karins.contains(number), "Karin's {number}");
        }
        // the sum above the list is that of the tab
        assert!(with_karins.contains(&format!("data-people=\"{}\"", people(&with_karins))));
        let tasks = |page: &str| page.matches("data-testid=\"taak\"").count();
        assert!(tasks(&own) < tasks(&with_karins));

        post(&house, &format!("/collegas/teams/{id}/weg"), "").await;
        assert_eq!((count(&house, TEAMS).await, count(&house, IN_TEAMS).await), (0, 0));
        assert!(!page(&house, kees, "/").await.body.contains("van=team"));
    }
}

#[tokio::test]
async fn a_team_has_a_name_of_its_own_and_a_lead_who_is_in_it() {
    for house in houses().await {
        let (id, kees) = (team(&house).await, house.town.kees);
        let again = post(&house, "/collegas/teams", &format!("id={id}&naam=Team+West")).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "sent twice, made once");
        let other = TeamId::fresh();
        for (name, fault) in [
            ("Team++West", "Er is al een team met deze naam."),
            ("+", "Vul een naam in."),
            (&"x".repeat(61), "Deze naam is te lang."),
        ] {
            let no = post(&house, "/collegas/teams", &format!("id={other}&naam={name}")).await;
            assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(no.body.contains(fault), "{name}");
        }
        assert_eq!(count(&house, TEAMS).await, 1);

        let change = format!("/collegas/teams/{id}");
        let sami = house.town.sami;
        let stranger = post(&house, &change, &format!("naam=Team+West&leider={sami}")).await;
        assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&house, LEADS).await, 0);
        post(&house, &change, &format!("naam=West&leider={kees}")).await;
        assert_eq!(count(&house, LEADS).await, 1);
        let shown = page(&house, house.town.bea, "/collegas/teams").await.body;
        assert!(shown.contains("<bdi>West</bdi>") && shown.contains("leidt het team"));

        // who leaves leads it no more
        post(&house, &format!("/collegas/{kees}/team"), "team=").await;
        assert_eq!((count(&house, LEADS).await, count(&house, IN_TEAMS).await), (0, 1));
    }
}

#[tokio::test]
async fn what_is_not_of_this_municipality_is_not_there() {
    for house in houses().await {
        team(&house).await;
        let (karin, nowhere) = (house.town.karin, TeamId::fresh());
        let put =
            post(&house, &format!("/collegas/{karin}/team"), &format!("team={nowhere}")).await;
        assert_eq!(put.status, StatusCode::NOT_FOUND);
        let nobody = StaffId::fresh();
        let put = post(&house, &format!("/collegas/{nobody}/team"), "team=").await;
        assert_eq!(put.status, StatusCode::NOT_FOUND);
        let change = post(&house, &format!("/collegas/teams/{nowhere}"), "naam=Elders").await;
        assert_eq!(change.status, StatusCode::NOT_FOUND);
        assert_eq!(count(&house, IN_TEAMS).await, 2);
    }
}
