//! Smart groups: questions that are kept by name. Who is in one changes by itself, and somebody else's does not exist.

use axum::http::StatusCode;

use super::fields::{field, fill};
use super::person::id_of;
use super::*;
use crate::ids::SmartGroupId;
use crate::store::on;
use crate::trade::own_field::Kind;

const GROUPS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM smart_group";

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

async fn post(house: &House, staff: StaffId, path: &str, rest: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.post(path, Some(&cookie), &format!("csrf=csrf-{staff}&{rest}")).await
}

async fn get(house: &House, staff: StaffId, path: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.get(path, Some(&cookie)).await
}

async fn keep(house: &House, staff: StaffId, rest: &str) -> (SmartGroupId, String) {
    let id = SmartGroupId::fresh();
    let form = format!("id={id}&{rest}");
    let kept = post(house, staff, "/slimme-groepen", &form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let again = post(house, staff, "/slimme-groepen", &form).await;
    let to = kept.header(header::LOCATION).to_owned();
    assert_eq!(again.header(header::LOCATION), to, "sent twice, kept once");
    (id, to)
}

fn people(page: &str) -> usize {
    page.matches("data-testid=\"stil\"").count()
}

/// What stands behind the name of a group above the list.
fn shown(page: &str, name: &str) -> Option<String> {
    let after = page.split_once(&format!("<bdi>{name}</bdi> <span class=\"ww-count\">"))?.1;
    Some(after.split('<').next()?.to_owned())
}

#[tokio::test]
async fn a_group_is_a_question_and_who_is_in_it_changes_by_itself() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let karin = house.town.karin;
        let transport = field(&house, "Vervoer", Kind::Keuze, true).await;
        fill(&house, id_of(&house, "K-1001").await, transport, "bus").await;
        let rest =
            format!("naam=Met+de+bus&wie=niemand&van=allen&veld={transport}&toets=is&waarde=Bus");
        let (id, to) = keep(&house, karin, &rest).await;
        assert_eq!(to, format!("/?van=allen&slim={id}&gedaan=groep"));
        let list = get(&house, karin, &format!("/?van=allen&slim={id}")).await.body;
        assert_eq!((people(&list), shown(&list, "Met de bus").as_deref()), (1, Some("1")));
        assert!(list.contains("K-1001") && list.contains("data-people=\"1\""), "{list}");
        fill(&house, id_of(&house, "K-1002").await, transport, "bus").await;
        let list = get(&house, karin, &format!("/lijst?van=allen&slim={id}")).await.body;
        assert_eq!((people(&list), shown(&list, "Met de bus").as_deref()), (2, Some("2")));
        let csv = get(&house, karin, &format!("/lijst.csv?van=allen&slim={id}")).await.body;
        assert_eq!(csv.lines().count(), 3, "{csv}");
        // a step with several of it comes back to it
        let person = id_of(&house, "K-1002").await;
        let rest = format!("van=allen&slim={id}&wat=uitstel-7&kies={person}");
        let done = post(&house, karin, "/samen/doen", &rest).await;
        assert!(done.header(header::LOCATION).contains(&format!("slim={id}")), "{}", done.body);

        let all = people(&get(&house, karin, "/?van=allen").await.body);
        let rest =
            format!("naam=Niet+bekend&wie=niemand&van=allen&veld={transport}&toets=leeg&waarde=");
        let (id, _) = keep(&house, karin, &rest).await;
        let unknown = get(&house, karin, &format!("/?van=allen&slim={id}")).await.body;
        assert_eq!(people(&unknown), all - 1, "one of the two is put off");
    }
}

#[tokio::test]
async fn days_are_before_or_after_and_words_are_found_though_they_are_sealed() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let karin = house.town.karin;
        let day = field(&house, "Paspoort tot", Kind::Datum, true).await;
        let words = field(&house, "Afspraken", Kind::Tekst, false).await;
        let person = id_of(&house, "K-1001").await;
        fill(&house, person, day, "2027-03-01").await;
        fill(&house, person, words, "Komt+later").await;
        for (field, test, value, expected) in [
            (day, "voor", "2-3-2027", 1),
            (day, "voor", "1-3-2027", 0),
            (day, "na", "28-02-2027", 1),
            (day, "is", "2027-03-01", 1),
            (words, "is", "komt+LATER", 1),
            (words, "is", "komt", 0),
        ] {
            let rest =
                format!("naam=Een&wie=niemand&van=allen&veld={field}&toets={test}&waarde={value}");
            let (id, _) = keep(&house, karin, &rest).await;
            let list = get(&house, karin, &format!("/?van=allen&slim={id}")).await.body;
            assert_eq!(people(&list), expected, "{test} {value}");
            post(&house, karin, &format!("/slimme-groepen/{id}/weg"), "").await;
        }
        assert_eq!(count(&house, GROUPS).await, 0);
        for (rest, fault) in [
            (format!("veld={day}&toets=voor&waarde=morgen"), "Dit past niet bij het veld"),
            (format!("veld={words}&toets=voor&waarde=x"), "Dit past niet bij het veld"),
            (format!("veld={words}&toets=is&waarde=111222333"), "Dit past niet bij het veld"),
            ("veld=&toets=is&waarde=&naam2=".to_owned(), "Vul een naam in"),
        ] {
            let name = if rest.contains("naam2") { "" } else { "Een" };
            let id = SmartGroupId::fresh();
            let form = format!("id={id}&naam={name}&wie=niemand&van=allen&{rest}");
            let no = post(&house, karin, "/slimme-groepen", &form).await;
            assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
            assert!(no.body.contains(fault), "{rest}");
        }
    }
}

#[tokio::test]
async fn somebody_elses_own_group_does_not_exist_and_a_shared_one_is_changed_by_whose_it_is() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (karin, kees, bea, sami) =
            (house.town.karin, house.town.kees, house.town.bea, house.town.sami);
        let secret = field(&house, "Afspraken", Kind::Tekst, false).await;
        let (id, _) =
            keep(&house, karin, "naam=Alleen+Karin&wie=niemand&van=allen&groep=asiel").await;
        let list = format!("/?van=allen&slim={id}");
        for other in [kees, bea, sami] {
            for path in [list.clone(), format!("/lijst.csv?van=allen&slim={id}")] {
                assert_eq!(get(&house, other, &path).await.status, StatusCode::NOT_FOUND);
            }
            assert!(!get(&house, other, "/slimme-groepen").await.body.contains("Alleen Karin"));
            for (path, rest) in [("", "naam=Van+mij&wie=gemeente"), ("/weg", "")] {
                let no = post(&house, other, &format!("/slimme-groepen/{id}{path}"), rest).await;
                assert_eq!(no.status, StatusCode::NOT_FOUND);
            }
        }
        let path = format!("/slimme-groepen/{id}");
        post(&house, karin, &path, "naam=Van+ons&wie=gemeente").await;
        assert_eq!(get(&house, kees, &list).await.status, StatusCode::OK);
        assert!(get(&house, kees, "/").await.body.contains("Van ons"), "above the list");
        let no = post(&house, kees, &path, "naam=Van+Kees&wie=gemeente").await;
        assert_eq!(no.status, StatusCode::FORBIDDEN);
        // what asks after a field that coaches do not see is not there for a coach
        let rest =
            format!("naam=Met+afspraken&wie=gemeente&van=allen&veld={secret}&toets=leeg&waarde=");
        let (asks, _) = keep(&house, karin, &rest).await;
        assert_eq!(
            get(&house, sami, &format!("/?slim={asks}")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(get(&house, sami, &format!("/?slim={id}")).await.status, StatusCode::OK);
        // who keeps the field away takes the groups along that ask after it, and reads so first
        let told = get(&house, bea, &format!("/velden/{secret}/weg")).await.body;
        assert!(told.contains("Slimme groepen die naar dit veld vragen gaan ook weg: 1."));
        post(&house, bea, &format!("/velden/{secret}/weg"), "").await;
        assert_eq!(count(&house, GROUPS).await, 1);
        post(&house, bea, &format!("{path}/weg"), "").await;
        assert_eq!(count(&house, GROUPS).await, 0, "a beheerder may, of what everybody sees");
    }
}

#[tokio::test]
async fn a_group_of_the_team_is_there_for_the_team() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (karin, kees, bea) = (house.town.karin, house.town.kees, house.town.bea);
        let (id, _) = keep(&house, karin, "naam=Van+West&wie=team&van=team").await;
        let path = format!("/?van=team&slim={id}");
        assert_eq!(get(&house, kees, &path).await.status, StatusCode::NOT_FOUND);
        let team = crate::ids::TeamId::fresh();
        post(&house, bea, "/collegas/teams", &format!("id={team}&naam=West")).await;
        for staff in [karin, kees] {
            post(&house, bea, &format!("/collegas/{staff}/team"), &format!("team={team}")).await;
        }
        assert_eq!(get(&house, kees, &path).await.status, StatusCode::OK);
        assert_eq!(get(&house, bea, &path).await.status, StatusCode::NOT_FOUND);
    }
}
