use std::time::Duration;

use axum::http::StatusCode;

use super::*;
use crate::acts::add_staff::{self, add_staff, new_link};
use crate::ids::StaffId;
use crate::store::on;
use crate::trade::staff::Role;

const PASSWORD: &str = "fiets-boom-lamp-zee";

async fn newcomer(house: &House) -> (StaffId, String) {
    let mut tx = house.test.db.begin().await.unwrap();
    let input = add_staff::Input {
        gemeente: house.town.gemeente,
        name: "Noor Bakker".to_owned(),
        email: "N.Bakker@Houten.nl".to_owned(),
        role: Role::Klantmanager,
    };
    let done = add_staff(&mut tx, input, Some(house.town.bea), house.clock.machine()).await;
    tx.commit().await.unwrap();
    done.map(|done| (done.staff, done.token)).unwrap()
}

async fn with_password(house: &House) -> StaffId {
    let (staff, token) = newcomer(house).await;
    let form = format!("code={token}&password={PASSWORD}&nogmaals={PASSWORD}");
    let answer = house.post("/inloggen/eerste-keer", None, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    staff
}

async fn log_in(house: &House, email: &str, password: &str) -> Answer {
    house.post("/inloggen", None, &format!("email={email}&password={password}")).await
}

#[tokio::test]
async fn a_link_sets_a_password_once_and_logs_in() {
    for house in houses().await {
        let (_, token) = newcomer(&house).await;
        let path = format!("/inloggen/eerste-keer?code={token}");
        // looking does not use it up
        for _ in 0..2 {
            let page = house.get(&path, None).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.body.contains("Noor Bakker"));
        }
        let short = format!("code={token}&password=kort&nogmaals=kort");
        let refused = house.post("/inloggen/eerste-keer", None, &short).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("href=\"#password\""));
        let unequal = format!("code={token}&password={PASSWORD}&nogmaals={PASSWORD}x");
        let refused = house.post("/inloggen/eerste-keer", None, &unequal).await;
        assert!(refused.body.contains("href=\"#nogmaals\""));

        let form = format!("code={token}&password={PASSWORD}&nogmaals={PASSWORD}");
        let done = house.post("/inloggen/eerste-keer", None, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get("/", Some(&done.cookie())).await.status, StatusCode::OK);
        let again = house.post("/inloggen/eerste-keer", None, &form).await;
        assert_eq!(again.status, StatusCode::GONE);
        assert_eq!(house.get(&path, None).await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn a_link_lasts_a_day_and_a_newer_one_takes_it_back() {
    for house in houses().await {
        let (staff, first) = newcomer(&house).await;
        let mut tx = house.test.db.begin().await.unwrap();
        let second = new_link(&mut tx, staff, None, house.clock.machine()).await.unwrap().token;
        tx.commit().await.unwrap();
        let page = |token: &str| format!("/inloggen/eerste-keer?code={token}");
        assert_eq!(house.get(&page(&first), None).await.status, StatusCode::GONE);
        assert_eq!(house.get(&page(&second), None).await.status, StatusCode::OK);
        house.clock.advance(Duration::from_secs(24 * 3600));
        assert_eq!(house.get(&page(&second), None).await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn logging_in_gives_a_new_session_and_logging_out_ends_it_at_the_server() {
    for mut house in houses().await {
        let staff = with_password(&house).await;
        let old = house.cookie(staff).await;
        let form = format!("email=+N.bakker@HOUTEN.nl&password={PASSWORD}");
        let into = house.post("/inloggen", Some(&old), &form).await;
        assert_eq!((into.status, into.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/"));
        let cookie = into.cookie();
        assert_ne!(cookie, old);
        assert!(cookie.len() >= 43);
        assert_eq!(house.get("/", Some(&old)).await.status, StatusCode::SEE_OTHER);

        let page = house.get("/", Some(&cookie)).await;
        let (_, rest) = page.body.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = rest.split('"').next().unwrap();
        let out = house.post("/uitloggen", Some(&cookie), &format!("csrf={csrf}")).await;
        assert!(out.header(header::SET_COOKIE).contains("Max-Age=0"));
        assert_eq!(house.get("/", Some(&cookie)).await.header(header::LOCATION), "/inloggen");

        let plain = log_in(&house, "n.bakker@houten.nl", PASSWORD).await;
        assert!(plain.header(header::SET_COOKIE).starts_with("wegwijzer="));
        house.public_url = "https://wegwijzer.houten.nl";
        let tls = log_in(&house, "n.bakker@houten.nl", PASSWORD).await;
        let set = tls.header(header::SET_COOKIE);
        assert!(set.starts_with("__Host-wegwijzer="), "{set}");
        assert!(set.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"), "{set}");
    }
}

#[tokio::test]
async fn a_session_ends_when_idle_when_old_and_when_its_colleague_is_disabled() {
    for house in houses().await {
        let minutes = |n: u64| house.clock.advance(Duration::from_secs(n * 60));
        let town = &house.town;
        let idle = house.cookie(town.karin).await;
        // the script's own requests are no sign of life
        minutes(20);
        assert_eq!(house.get("/lijst", Some(&idle)).await.status, StatusCode::OK);
        minutes(11);
        assert_eq!(house.get("/lijst", Some(&idle)).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(house.get("/", Some(&idle)).await.status, StatusCode::SEE_OTHER);

        let busy = house.cookie(town.karin).await;
        for _ in 0..29 {
            minutes(20);
            assert_eq!(house.get("/", Some(&busy)).await.status, StatusCode::OK);
        }
        minutes(20);
        assert_eq!(house.get("/", Some(&busy)).await.status, StatusCode::SEE_OTHER);

        let gone = house.cookie(town.kees).await;
        assert_eq!(house.get("/", Some(&gone)).await.status, StatusCode::OK);
        let mut tx = house.test.db.begin().await.unwrap();
        const DISABLE: &str = "UPDATE staff SET disabled_at = $2 WHERE id = $1";
        on!(tx, |conn| sqlx::query(DISABLE)
            .bind(town.kees)
            .bind(house.clock.machine())
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(house.get("/", Some(&gone)).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_form_without_our_token_or_from_elsewhere_changes_nothing() {
    for house in houses().await {
        let (_, task) = house.town.settle(&house.test.db).await;
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let path = format!("/taken/{task}/klaar");
        for form in ["", "csrf=", "csrf=x", &format!("csrf=csrf-{}", house.town.kees)] {
            let answer = house.post(&path, Some(&cookie), form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
        }
        let from = |name: &'static str, value: &'static str| {
            with_cookie(Request::post(&path), Some(&cookie))
                .header(name, value)
                .header(header::HOST, "127.0.0.1:8080")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(format!("csrf=csrf-{karin}")))
                .unwrap()
        };
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://kwaad.nl"),
            ("origin", "http://127.0.0.1:8081"),
        ] {
            assert_eq!(house.ask(from(name, value)).await.status, StatusCode::FORBIDDEN, "{value}");
        }
        let ours = house.ask(from("origin", "http://127.0.0.1:8080")).await;
        assert_eq!(ours.status, StatusCode::SEE_OTHER);

        // logging in from a stranger's page is refused too
        let request = Request::post("/inloggen").header("sec-fetch-site", "cross-site");
        let answer = house.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn nobody_learns_whether_an_address_has_an_account() {
    for house in houses().await {
        with_password(&house).await;
        let known = log_in(&house, "n.bakker@houten.nl", "verkeerd-wachtwoord").await;
        let stranger = log_in(&house, "n.niemand@houten.nl", "verkeerd-wachtwoord").await;
        // has not used their link yet
        let fresh = log_in(&house, "karin@houten.nl", "verkeerd-wachtwoord").await;
        for (answer, email) in [(&stranger, "n.niemand"), (&fresh, "karin")] {
            assert_eq!(answer.status, known.status);
            assert_eq!(answer.body, known.body.replace("n.bakker", email));
        }
        assert!(known.body.contains("<a href=\"#email\">"));
        assert!(!known.body.contains("verkeerd-wachtwoord"));
    }
}

#[tokio::test]
async fn guessing_gets_slower_for_real_and_unknown_accounts_alike() {
    for house in houses().await {
        with_password(&house).await;
        for email in ["n.bakker@houten.nl", "n.niemand@houten.nl"] {
            for _ in 0..5 {
                let answer = log_in(&house, email, "verkeerd-wachtwoord").await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            }
            // the right password must wait as well
            let answer = log_in(&house, email, PASSWORD).await;
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
            assert_eq!(answer.header(header::RETRY_AFTER), "5");
        }
        house.clock.advance(Duration::from_secs(5));
        let wrong = log_in(&house, "n.bakker@houten.nl", "verkeerd-wachtwoord").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = log_in(&house, "n.bakker@houten.nl", PASSWORD).await;
        assert_eq!(answer.header(header::RETRY_AFTER), "10");
        house.clock.advance(Duration::from_secs(10));
        let right = log_in(&house, "n.bakker@houten.nl", PASSWORD).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        // a success forgets the failures
        let wrong = log_in(&house, "n.bakker@houten.nl", "verkeerd-wachtwoord").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn after_logging_in_one_never_ends_up_at_another_website() {
    for house in houses().await {
        with_password(&house).await;
        let cases = [
            ("/storingen", "/storingen"),
            ("https://kwaad.nl", "/"),
            ("//kwaad.nl", "/"),
            ("/\\kwaad.nl", "/"),
            ("/lijst", "/"),
        ];
        for (asked, to) in cases {
            let form = format!("email=n.bakker@houten.nl&password={PASSWORD}&verder={asked}");
            let answer = house.post("/inloggen", None, &form).await;
            assert_eq!(answer.header(header::LOCATION), to);
        }
    }
}

#[tokio::test]
async fn an_address_belongs_to_one_colleague() {
    for house in houses().await {
        newcomer(&house).await;
        let mut tx = house.test.db.begin().await.unwrap();
        let input = |email: &str| add_staff::Input {
            gemeente: house.town.gemeente,
            name: "Nog een Noor".to_owned(),
            email: email.to_owned(),
            role: Role::Coach,
        };
        let now = house.clock.machine();
        let twice = add_staff(&mut tx, input(" n.BAKKER@houten.nl"), None, now).await;
        assert!(matches!(twice, Err(add_staff::Refusal::EmailTaken)));
        let none = add_staff(&mut tx, input("houten.nl"), None, now).await;
        assert!(matches!(none, Err(add_staff::Refusal::BadEmail)));
    }
}
