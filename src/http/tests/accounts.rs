//! The own account, and the accounts of colleagues.

use std::time::Duration;

use axum::http::StatusCode;

use super::*;
use crate::acts::add_staff::{self, add_staff};
use crate::acts::second_factor::codes::shown;
use crate::config::SecondFactor;
use crate::ids::StaffId;
use crate::store::second_factor;
use crate::trade::staff::Role;

const PASSWORD: &str = "fiets-boom-lamp-zee";
const EMAIL: &str = "n.bakker@houten.nl";

/// A colleague with a password, logged in.
async fn noor(house: &House) -> (StaffId, String) {
    let mut tx = house.test.db.begin().await.unwrap();
    let input = add_staff::Input {
        gemeente: house.town.gemeente,
        name: "Noor Bakker".to_owned(),
        email: EMAIL.to_owned(),
        role: Role::Klantmanager,
    };
    let done = add_staff(&mut tx, input, None, house.clock.machine()).await.unwrap();
    tx.commit().await.unwrap();
    let form = format!("code={}&password={PASSWORD}&nogmaals={PASSWORD}", done.token);
    let answer = house.post("/inloggen/eerste-keer", None, &form).await;
    (done.staff, answer.cookie())
}

async fn log_in(house: &House, password: &str) -> Answer {
    house.post("/inloggen", None, &format!("email={EMAIL}&password={password}")).await
}

async fn csrf(house: &House, cookie: &str) -> String {
    let page = house.get("/account", Some(cookie)).await;
    let (_, rest) = page.body.split_once("name=\"csrf\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn secret(house: &House, staff: StaffId) -> Vec<u8> {
    let mut tx = house.test.db.read().await.unwrap();
    second_factor::of(&mut tx, staff).await.unwrap().unwrap().secret
}

/// The code that the telephone shows now.
async fn code(house: &House, staff: StaffId) -> String {
    shown(&secret(house, staff).await, house.clock.machine().timestamp())
}

fn later(house: &House, secs: u64) {
    house.clock.advance(Duration::from_secs(secs));
}

/// Switches the second factor on; gives the codes on paper.
async fn with_factor(house: &House, staff: StaffId, cookie: &str) -> Vec<String> {
    let csrf = csrf(house, cookie).await;
    let form = format!("csrf={csrf}&nu={PASSWORD}");
    let begun = house.post("/account/tweede-stap", Some(cookie), &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let page = house.get("/account/tweede-stap", Some(cookie)).await;
    assert!(page.body.contains("<svg") && page.body.contains("class=\"ww-key\""));
    let wrong = format!("csrf={csrf}&code=000000");
    let refused = house.post("/account/tweede-stap/aan", Some(cookie), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("csrf={csrf}&code={}", code(house, staff).await);
    let on = house.post("/account/tweede-stap/aan", Some(cookie), &form).await;
    assert_eq!(on.status, StatusCode::OK, "{}", on.body);
    let codes: Vec<String> = on
        .body
        .split("<li><code>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    // shown once
    let again = house.get("/account/tweede-stap", Some(cookie)).await;
    assert!(!again.body.contains(&codes[0]) && again.body.contains("Codes op papier over: 10"));
    codes
}

/// The second step; gives the answer.
async fn second(house: &House, step: &str, code: &str) -> Answer {
    let request = Request::post("/inloggen/code")
        .header(header::COOKIE, format!("wegwijzer-stap={step}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    house.ask(request.body(Body::from(format!("code={code}&verder=/"))).unwrap()).await
}

#[tokio::test]
async fn sessions_are_listed_with_their_device_and_ended_one_by_one_or_all_others() {
    for house in houses().await {
        let (_, cookie) = noor(&house).await;
        let phone = Request::post("/inloggen")
            .header(
                header::USER_AGENT,
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Version/18.1 Safari/604.1",
            )
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = format!("email={EMAIL}&password={PASSWORD}");
        let phone = house.ask(phone.body(Body::from(form)).unwrap()).await.cookie();
        let third = log_in(&house, PASSWORD).await.cookie();
        let page = house.get("/account", Some(&cookie)).await;
        assert!(page.body.contains("Safari, iPhone") && !page.body.contains("18_1"));
        assert_eq!(page.body.matches("dit apparaat").count(), 1);

        let csrf = csrf(&house, &cookie).await;
        let (_, rest) = page.body.split_once("Safari, iPhone").unwrap();
        let (_, rest) = rest.split_once("name=\"sessie\" value=\"").unwrap();
        let id = rest.split('"').next().unwrap();
        // somebody else's session cannot be ended
        let karin = house.cookie(house.town.karin).await;
        let theirs = format!("csrf=csrf-{}&sessie={id}", house.town.karin);
        house.post("/account/sessies", Some(&karin), &theirs).await;
        assert_eq!(house.get("/", Some(&phone)).await.status, StatusCode::OK);
        let form = format!("csrf={csrf}&sessie={id}");
        assert_eq!(
            house.post("/account/sessies", Some(&cookie), &form).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(house.get("/", Some(&phone)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get("/", Some(&third)).await.status, StatusCode::OK);

        house.post("/account/sessies", Some(&cookie), &format!("csrf={csrf}&sessie=andere")).await;
        assert_eq!(house.get("/", Some(&third)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get("/", Some(&cookie)).await.status, StatusCode::OK);
        assert_eq!(house.get("/", Some(&karin)).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn another_password_needs_the_old_one_and_ends_the_other_sessions() {
    for house in houses().await {
        let (_, cookie) = noor(&house).await;
        let other = log_in(&house, PASSWORD).await.cookie();
        let csrf = csrf(&house, &cookie).await;
        let new = "drie-ganzen-lopen-langs";
        let try_it = async |now: &str, password: &str, again: &str| {
            let form = format!("csrf={csrf}&nu={now}&password={password}&nogmaals={again}");
            house.post("/account/wachtwoord", Some(&cookie), &form).await
        };
        for (now, password, again, at) in [
            ("", new, new, "#nu"),
            ("verkeerd-wachtwoord", new, new, "#nu"),
            (PASSWORD, "kort", "kort", "#password"),
            (PASSWORD, new, "anders", "#nogmaals"),
            (PASSWORD, "wachtwoord1234", "wachtwoord1234", "#password"),
            (PASSWORD, "noor.bakker1", "noor.bakker1", "#password"),
        ] {
            let answer = try_it(now, password, again).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
            assert!(answer.body.contains(&format!("href=\"{at}\"")), "{password} at {at}");
        }
        assert_eq!(house.get("/", Some(&other)).await.status, StatusCode::OK);
        assert_eq!(try_it(PASSWORD, new, new).await.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get("/", Some(&other)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get("/", Some(&cookie)).await.status, StatusCode::OK);
        assert_eq!(log_in(&house, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(log_in(&house, new).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn with_a_second_factor_a_password_alone_opens_nothing() {
    for house in houses().await {
        let (staff, cookie) = noor(&house).await;
        let paper = with_factor(&house, staff, &cookie).await;
        later(&house, 60);
        let first = log_in(&house, PASSWORD).await;
        assert!(first.header(header::LOCATION).starts_with("/inloggen/code"));
        let step = first.cookie();
        assert_eq!(house.get("/", Some(&step)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(second(&house, &step, "000000").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let now = code(&house, staff).await;
        let into = second(&house, &step, &now).await;
        assert_eq!(into.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get("/", Some(&into.cookie())).await.status, StatusCode::OK);
        // neither the step nor the code works twice
        assert_eq!(second(&house, &step, &now).await.status, StatusCode::GONE);
        let step = log_in(&house, PASSWORD).await.cookie();
        assert_eq!(second(&house, &step, &now).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // a code on paper works once, whoever types it as they like
        let into = second(&house, &step, &paper[3].to_uppercase().replace('-', " ")).await;
        assert_eq!(into.header(header::LOCATION), "/account?gedaan=papier");
        let step = log_in(&house, PASSWORD).await.cookie();
        assert_eq!(second(&house, &step, &paper[3]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // five minutes for the code
        later(&house, 301);
        let late = code(&house, staff).await;
        assert_eq!(second(&house, &step, &late).await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn guessing_codes_gets_slower_and_a_link_is_no_way_around_them() {
    for house in houses().await {
        let (staff, cookie) = noor(&house).await;
        with_factor(&house, staff, &cookie).await;
        later(&house, 60);
        let step = log_in(&house, PASSWORD).await.cookie();
        for _ in 0..5 {
            assert_eq!(
                second(&house, &step, "000000").await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        let right = code(&house, staff).await;
        let answer = second(&house, &step, &right).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.header(header::RETRY_AFTER), "5");
        // another first step is no new start
        let step = log_in(&house, PASSWORD).await.cookie();
        assert_eq!(second(&house, &step, &right).await.status, StatusCode::TOO_MANY_REQUESTS);

        let mut tx = house.test.db.begin().await.unwrap();
        let link = add_staff::new_link(&mut tx, staff, None, house.clock.machine()).await.unwrap();
        tx.commit().await.unwrap();
        let form = format!("code={}&password={PASSWORD}&nogmaals={PASSWORD}", link.token);
        let answer = house.post("/inloggen/eerste-keer", None, &form).await;
        assert!(answer.header(header::LOCATION).starts_with("/inloggen/code"));
        assert_eq!(house.get("/", Some(&answer.cookie())).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn switching_it_off_takes_password_and_code_and_a_reset_is_told() {
    for house in houses().await {
        let (staff, cookie) = noor(&house).await;
        let paper = with_factor(&house, staff, &cookie).await;
        let csrf = csrf(&house, &cookie).await;
        for form in [
            format!("csrf={csrf}&nu={PASSWORD}"),
            format!("csrf={csrf}&nu=verkeerd-wachtwoord&code={}", paper[0]),
        ] {
            let answer = house.post("/account/tweede-stap/uit", Some(&cookie), &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let form = format!("csrf={csrf}&nu={PASSWORD}&code={}", paper[1]);
        let codes = house.post("/account/tweede-stap/codes", Some(&cookie), &form).await;
        assert!(codes.body.contains("Uw codes op papier") && !codes.body.contains(&paper[2]));

        // a beheerder takes it away: out everywhere, and the next log-in says so
        let bea = house.cookie(house.town.bea).await;
        let form = format!("csrf=csrf-{}", house.town.bea);
        let path = format!("/collegas/{staff}/tweede-stap");
        let answer = house.post(&path, Some(&bea), &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get("/", Some(&cookie)).await.status, StatusCode::SEE_OTHER);
        let into = log_in(&house, PASSWORD).await;
        assert_eq!(into.header(header::LOCATION), "/account");
        let page = house.get("/account", Some(&into.cookie())).await;
        assert!(page.body.contains("Een beheerder heeft uw tweede stap weggehaald"));
    }
}

#[tokio::test]
async fn where_it_is_required_no_other_page_opens_before_it_is_on() {
    for mut house in houses().await {
        house.sign_in.second_factor = SecondFactor::Required;
        let (staff, cookie) = noor(&house).await;
        for path in ["/", "/naslag", "/cursussen"] {
            let answer = house.get(path, Some(&cookie)).await;
            assert_eq!(answer.header(header::LOCATION), "/account/tweede-stap", "{path}");
        }
        assert_eq!(house.get("/lijst", Some(&cookie)).await.status, StatusCode::UNAUTHORIZED);
        let paper = with_factor(&house, staff, &cookie).await;
        assert_eq!(house.get("/", Some(&cookie)).await.status, StatusCode::OK);
        let form = format!("csrf={}&nu={PASSWORD}&code={}", csrf(&house, &cookie).await, paper[0]);
        house.post("/account/tweede-stap/uit", Some(&cookie), &form).await;
        let mut tx = house.test.db.read().await.unwrap();
        assert!(
            second_factor::of(&mut tx, staff).await.unwrap().is_some(),
            "cannot be switched off"
        );
    }
}

#[tokio::test]
async fn a_colleague_is_added_changed_disabled_and_let_in_again() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let bea = house.cookie(house.town.bea).await;
        let csrf = format!("csrf=csrf-{}", house.town.bea);
        let form = format!("{csrf}&naam=Noor+Bakker&email={EMAIL}&rol=coach");
        let added = house.post("/collegas", Some(&bea), &form).await;
        let (_, rest) = added.body.split_once("/inloggen/eerste-keer?code=").unwrap();
        let token = rest.split('<').next().unwrap();
        let twice = house.post("/collegas", Some(&bea), &form).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = format!("code={token}&password={PASSWORD}&nogmaals={PASSWORD}");
        assert_eq!(
            house.post("/inloggen/eerste-keer", None, &form).await.status,
            StatusCode::SEE_OTHER
        );

        let karin = house.cookie(house.town.karin).await;
        let path = format!("/collegas/{}", house.town.karin);
        let page = house.get(&path, Some(&bea)).await;
        assert!(page.body.contains("Mensen van deze collega") && page.body.contains("K-1001"));
        house.post(&format!("{path}/rol"), Some(&bea), &format!("{csrf}&rol=trainer")).await;
        assert_eq!(house.get("/naslag", Some(&karin)).await.status, StatusCode::FORBIDDEN);
        house.post(&format!("{path}/uit"), Some(&bea), &csrf).await;
        assert_eq!(house.get("/", Some(&karin)).await.header(header::LOCATION), "/inloggen");
        let page = house.get(&path, Some(&bea)).await;
        assert!(page.body.contains("Deze mensen hebben een andere collega nodig"));
        house.post(&format!("{path}/aan"), Some(&bea), &csrf).await;
        let page = house.get(&path, Some(&bea)).await;
        assert!(page.body.contains("Account uitzetten"));

        let list = house.get("/collegas", Some(&bea)).await;
        assert!(list.body.contains("Noor Bakker") && list.body.contains("Tom Visser"));
        let file = house.get("/collegas/lijst.csv", Some(&bea)).await;
        assert!(file.header(header::CONTENT_TYPE).starts_with("text/csv"));
        assert!(
            file.body.starts_with('\u{feff}')
                && file.body.contains("Noor Bakker;n.bakker@houten.nl;coach;")
        );
    }
}

#[tokio::test]
async fn the_last_beheerder_keeps_the_accounts() {
    for house in houses().await {
        let bea = house.cookie(house.town.bea).await;
        let csrf = format!("csrf=csrf-{}", house.town.bea);
        let path = format!("/collegas/{}", house.town.bea);
        let role = format!("{csrf}&rol=coach");
        for (deed, form) in [("uit", &csrf), ("rol", &role)] {
            let answer = house.post(&format!("{path}/{deed}"), Some(&bea), form).await;
            assert_eq!(answer.status, StatusCode::CONFLICT, "{deed}");
            assert!(answer.body.contains("laatste beheerder"));
        }
        let kees = format!("/collegas/{}/rol", house.town.kees);
        house.post(&kees, Some(&bea), &format!("{csrf}&rol=beheerder")).await;
        assert_eq!(
            house.post(&format!("{path}/rol"), Some(&bea), &role).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(house.get("/collegas", Some(&bea)).await.status, StatusCode::FORBIDDEN);
    }
}
