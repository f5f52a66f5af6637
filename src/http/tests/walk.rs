//! Every door, tried by everybody.

use axum::http::StatusCode;
use axum::routing::get;
use tower::ServiceExt;

use super::*;
use crate::http::guard::{Access, ROUTES, Rule, Verb};
use crate::http::{assets, closed};

fn concrete(path: &str) -> String {
    path.replace("{file}", assets::css().trim_start_matches("/assets/"))
        .replace("{dialog}", "stop")
        .replace("{course}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{session}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{task}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{person}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{other}", "0190b7a0-0000-7000-8000-000000000001")
        .replace("{merge}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{mailbox}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{staff}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{group}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{field}", "0190b7a0-0000-7000-8000-000000000000")
        .replace("{question}", "0190b7a0-0000-7000-8000-000000000000")
}

async fn knock(house: &House, rule: &Rule, cookie: Option<&str>, csrf: &str) -> Answer {
    let path = concrete(rule.path);
    match rule.verb {
        Verb::Read => house.get(&path, cookie).await,
        Verb::Post => house.post(&path, cookie, &format!("csrf={csrf}")).await,
    }
}

fn turned_away(answer: &Answer) -> bool {
    matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED)
        || answer.header(header::LOCATION).starts_with("/inloggen?verder=")
        || answer.header(header::LOCATION) == "/inloggen"
}

#[tokio::test]
async fn every_route_lets_in_whom_the_table_names_and_nobody_else() {
    for house in houses().await {
        for rule in ROUTES {
            let stranger = knock(&house, rule, None, "x").await;
            let open = matches!(rule.access, Access::Anyone | Access::Machine);
            assert_eq!(turned_away(&stranger), !open, "stranger at {rule:?}");
            for (staff, role) in house.town.everybody() {
                let cookie = house.cookie(staff).await;
                let answer = knock(&house, rule, Some(&cookie), &format!("csrf-{staff}")).await;
                let may = rule.access.allows(role);
                assert_eq!(turned_away(&answer), !may, "{role} at {rule:?}: {}", answer.status);
            }
        }
    }
}

#[tokio::test]
async fn a_route_that_is_mounted_but_not_in_the_table_does_not_exist() {
    for house in houses().await {
        let routes = axum::Router::new().route("/vergeten", get(async || "geheim"));
        let app = closed(routes, house.state().gate());
        let cookie = house.cookie(house.town.bea).await;
        let request = with_cookie(Request::get("/vergeten"), Some(&cookie));
        let answer = read(app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!answer.body.contains("geheim"));
        for path in ["/onzin", "/.env", "/taken"] {
            assert_eq!(house.get(path, Some(&cookie)).await.status, StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    for mut house in houses().await {
        for public_url in ["http://127.0.0.1:8080", "https://wegwijzer.houten.nl"] {
            house.public_url = public_url;
            let mut answers = vec![house.get("/onzin", None).await];
            for rule in ROUTES {
                answers.push(knock(&house, rule, None, "x").await);
            }
            for answer in answers {
                let policy = answer.header(header::CONTENT_SECURITY_POLICY);
                assert!(policy.starts_with("default-src 'none'; style-src 'self'"));
                assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
                assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
                assert_eq!(answer.header(header::REFERRER_POLICY), "no-referrer");
                assert_eq!(answer.header(header::X_FRAME_OPTIONS), "DENY");
                let hsts = answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY);
                assert_eq!(hsts, public_url.starts_with("https"));
                assert!(!answer.header(header::CACHE_CONTROL).is_empty());
            }
        }
    }
}

#[tokio::test]
async fn assets_stay_in_the_browser_for_a_year_and_an_old_address_is_gone() {
    for house in houses().await {
        let css = house.get(assets::css(), None).await;
        assert_eq!(css.status, StatusCode::OK);
        assert!(css.header(header::CACHE_CONTROL).contains("immutable"));
        let old = house.get("/assets/wegwijzer.0000000000000000.css", None).await;
        assert_eq!(old.status, StatusCode::NOT_FOUND);
        assert_eq!(old.header(header::CACHE_CONTROL), "no-store");
    }
}

/// What a browser that was never here loads for the home page, as it travels, with as many people on it as
/// are shown at first.
#[tokio::test]
async fn the_first_page_weighs_no_more_than_100_kb() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let mut tx = house.test.db.begin().await.unwrap();
        house.town.tasks(&mut tx, 60).await;
        tx.commit().await.unwrap();
        let cookie = house.cookie(house.town.bea).await;
        let mut bytes = 0;
        for path in ["/?van=allen", assets::css(), assets::script(), assets::icon()] {
            let request = with_cookie(Request::get(path), Some(&cookie))
                .header(header::ACCEPT_ENCODING, "gzip, deflate, br");
            let app = router(house.state());
            let answer = app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            bytes += to_bytes(answer.into_body(), 1_000_000).await.unwrap().len();
        }
        assert!(bytes <= 100_000, "{bytes}");
        let plain = house.get("/?van=allen", Some(&cookie)).await;
        assert!(plain.body.len() > 30_000, "{} bytes are not many people", plain.body.len());
        assert!(!plain.headers.contains_key(header::CONTENT_ENCODING));
    }
}

#[tokio::test]
async fn a_broken_handler_shows_a_page_and_no_details() {
    for house in houses().await {
        let broken = axum::Router::new().route("/", get(async || -> String { panic!("K-1001") }));
        let app = closed(broken, house.state().gate());
        let cookie = house.cookie(house.town.bea).await;
        let request = with_cookie(Request::get("/"), Some(&cookie));
        let answer = read(app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.body.contains("Er ging iets mis") && !answer.body.contains("K-1001"));
        assert_eq!(answer.header(header::X_FRAME_OPTIONS), "DENY");
    }
}
