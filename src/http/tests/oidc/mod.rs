//! Logging in with the account of the municipality, at a provider of our own on loopback that signs real tokens.

use std::time::Duration;

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

mod links;
mod provider;

use super::*;
use crate::config::LocalAccounts;
use crate::http::oidc::Oidc;
use crate::store::audit::search::{Wanted, search};
use provider::{CLIENT, Provider, new_keys, signed};

/// A house whose colleagues log in at a provider.
async fn houses_with_provider() -> Vec<(House, Provider)> {
    let mut all = Vec::new();
    for mut house in houses().await {
        let provider = Provider::open().await;
        let oidc = Oidc::new(provider.settings(), house.public_url, house.town.gemeente).unwrap();
        house.oidc = Some(Arc::new(oidc));
        all.push((house, provider));
    }
    all
}

struct Visit {
    state: String,
    nonce: String,
    cookie: String,
}

async fn leave(house: &House, provider: &Provider) -> Visit {
    let answer = house.get("/inloggen/organisatie", None).await;
    let cookie = answer.cookie();
    visit(provider, answer.header(header::LOCATION), cookie)
}

fn visit(provider: &Provider, to: &str, cookie: String) -> Visit {
    assert!(to.starts_with(&format!("{}/auth?", provider.url)), "{to}");
    let (_, query) = to.split_once('?').unwrap();
    let pairs: std::collections::HashMap<String, String> =
        serde_urlencoded::from_str(query).unwrap();
    assert_eq!(pairs["code_challenge_method"], "S256");
    assert_eq!(pairs["redirect_uri"], "http://127.0.0.1:8080/inloggen/terug");
    assert_eq!(pairs["response_type"], "code");
    provider.next.lock().unwrap().challenge = pairs["code_challenge"].clone();
    Visit { state: pairs["state"].clone(), nonce: pairs["nonce"].clone(), cookie }
}

async fn come_back(house: &House, visit: &Visit, session: Option<&str>) -> Answer {
    let path = format!("/inloggen/terug?code=c0de&state={}", visit.state);
    let mut cookies = format!("wegwijzer-bezoek={}", visit.cookie);
    if let Some(session) = session {
        cookies = format!("{cookies}; wegwijzer={session}");
    }
    let request = Request::get(path).header(header::COOKIE, cookies);
    house.ask(request.body(Body::empty()).unwrap()).await
}

/// Leaves and comes back with what `change` makes of a good token.
async fn with(house: &House, provider: &Provider, change: impl FnOnce(&mut Value)) -> Answer {
    let visit = leave(house, provider).await;
    let mut claims = provider.claims(&visit.nonce, house.clock.machine().timestamp());
    change(&mut claims);
    provider.gives(&claims);
    come_back(house, &visit, None).await
}

async fn acts(house: &House) -> Vec<String> {
    let mut tx = house.test.db.read().await.unwrap();
    let wanted = Wanted::default();
    let found = search(&mut tx, house.town.gemeente, &wanted, (house.clock.machine(), 99)).await;
    found.unwrap().into_iter().map(|one| one.act).collect()
}

#[tokio::test]
async fn the_first_time_makes_a_colleague_and_roles_are_those_of_the_provider() {
    for (house, provider) in houses_with_provider().await {
        assert!(house.get("/inloggen", None).await.body.contains("uw account van Houten"));
        let into = with(&house, &provider, |_| {}).await;
        assert_eq!((into.status, into.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/"));
        let page = house.get("/account", Some(&into.cookie())).await;
        assert!(page.body.contains("Noor Bakker") && page.body.contains("klantmanager"));
        assert!(
            page.body.contains("n.bakker@houten.nl") && !page.body.contains("name=\"nogmaals\"")
        );
        // another name and address, the same subject: the same colleague, with another role
        let into = with(&house, &provider, |claims| {
            claims["email"] = json!("iemand.anders@houten.nl");
            claims["realm_access"]["roles"] = json!(["ww-beheer", "ww-klantmanager"]);
        })
        .await;
        let page = house.get("/collegas", Some(&into.cookie())).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.body.matches("n.bakker@houten.nl").count(), 1);
        assert!(!page.body.contains("iemand.anders"));
        assert_eq!(
            acts(&house).await,
            ["sign_in_oidc", "change_role", "sign_in_oidc", "add_staff"]
        );
    }
}

#[tokio::test]
async fn who_logs_out_is_shown_where_to_log_out_at_the_provider_too() {
    for (house, provider) in houses_with_provider().await {
        let into = with(&house, &provider, |_| {}).await;
        let page = house.get("/account", Some(&into.cookie())).await.body;
        let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0;
        let out = house.post("/uitloggen", Some(&into.cookie()), &format!("csrf={csrf}")).await;
        let page = house.get(out.header(header::LOCATION), None).await.body;
        let to = format!("{}/logout?client_id=", provider.url);
        assert!(page.contains(&format!("href=\"{to}")), "{page}");
        assert!(page.contains("post_logout_redirect_uri=") && page.contains("Log ook uit bij"));
        let before = house.get("/inloggen", None).await.body;
        assert!(!before.contains("/logout"), "only who just logged out here");
    }
}

#[tokio::test]
async fn a_token_that_is_not_as_it_should_be_lets_nobody_in() {
    for (house, provider) in houses_with_provider().await {
        let at = house.clock.machine().timestamp();
        for (what, name, value) in [
            ("nonce", "nonce", json!("een andere")),
            ("audience", "aud", json!("iemand-anders")),
            ("two audiences", "aud", json!([CLIENT, "iemand-anders"])),
            ("made for another", "azp", json!("iemand-anders")),
            ("issuer", "iss", json!("https://kwaad.example")),
            ("expired", "exp", json!(at - 1)),
            ("of the future", "iat", json!(at + 600)),
            ("old", "iat", json!(at - 3600)),
            ("no nonce", "nonce", Value::Null),
        ] {
            let answer = with(&house, &provider, |claims| claims[name] = value).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
            assert!(answer.body.contains("Inloggen is niet gelukt"), "{what}");
        }
        // somebody else's signature, and none
        let visit = leave(&house, &provider).await;
        let claims = provider.claims(&visit.nonce, at);
        provider.next.lock().unwrap().token = Some(signed(&new_keys(), &claims));
        assert_eq!(come_back(&house, &visit, None).await.status, StatusCode::FORBIDDEN);
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let bare = format!("{}.{}.", part(json!({ "alg": "none" })), part(claims));
        provider.next.lock().unwrap().token = Some(bare);
        assert_ne!(come_back(&house, &visit, None).await.status, StatusCode::SEE_OTHER);
        assert!(!acts(&house).await.contains(&"sign_in_oidc".to_owned()));
    }
}

#[tokio::test]
async fn who_comes_back_left_from_the_same_browser_and_not_long_ago() {
    for (house, provider) in houses_with_provider().await {
        let at = house.clock.machine().timestamp();
        let (mine, theirs) = (leave(&house, &provider).await, leave(&house, &provider).await);
        provider.gives(&provider.claims(&theirs.nonce, at));
        let none = String::new;
        let state = || theirs.state.clone();
        let mixed = Visit { state: state(), nonce: none(), cookie: mine.cookie };
        let answer = come_back(&house, &mixed, None).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(answer.header(header::SET_COOKIE), "", "a visit under way is left alone");
        let bare = Visit { state: state(), nonce: none(), cookie: none() };
        assert_eq!(come_back(&house, &bare, None).await.status, StatusCode::FORBIDDEN);
        house.clock.advance(Duration::from_secs(601));
        assert_eq!(come_back(&house, &theirs, None).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn what_comes_back_without_a_code_or_from_another_issuer_is_told_so() {
    for (house, provider) in houses_with_provider().await {
        let visit = leave(&house, &provider).await;
        let ask = async |what: &str| {
            let path = format!("/inloggen/terug?state={}&{what}", visit.state);
            let cookie = format!("wegwijzer-bezoek={}", visit.cookie);
            let request = Request::get(path).header(header::COOKIE, cookie);
            house.ask(request.body(Body::empty()).unwrap()).await
        };
        let said_no = ask("error=access_denied&error_description=Noor").await;
        assert!(said_no.body.contains("gaf geen toestemming") && !said_no.body.contains("Noor"));
        let other = ask("code=c0de&iss=https%3A%2F%2Fkwaad.example").await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
        let unknown = ask("code=een-andere").await;
        assert_eq!(unknown.status, StatusCode::FORBIDDEN);
        let nobody = house.get("/inloggen/terug?error=access_denied&state=x", None).await;
        assert!(!nobody.body.contains("gaf geen toestemming"), "they did not leave from here");
    }
}

#[tokio::test]
async fn keys_that_the_provider_changed_are_asked_for_without_a_second_log_in() {
    for (house, provider) in houses_with_provider().await {
        assert_eq!(with(&house, &provider, |_| {}).await.status, StatusCode::SEE_OTHER);
        provider.next.lock().unwrap().keys = new_keys();
        house.clock.advance(Duration::from_secs(61));
        assert_eq!(with(&house, &provider, |_| {}).await.status, StatusCode::SEE_OTHER);
        assert_eq!(provider.next.lock().unwrap().asked, 2);
    }
}

#[tokio::test]
async fn without_a_known_role_or_with_somebody_elses_address_nobody_comes_in() {
    for (house, provider) in houses_with_provider().await {
        let none =
            with(&house, &provider, |claims| claims["realm_access"]["roles"] = json!(["x"])).await;
        assert!(none.body.contains("U hebt hier geen rol"));
        // an address alone takes no account over
        let taken =
            with(&house, &provider, |claims| claims["email"] = json!("karin@houten.nl")).await;
        assert!(taken.body.contains("Er is al een account met uw e-mailadres"));
        assert_eq!(acts(&house).await, ["sign_in_refused", "sign_in_refused"]);
        // disabled here is out, whatever the provider says
        let into = with(&house, &provider, |_| {}).await;
        let page = house.get("/", Some(&into.cookie())).await;
        assert_eq!(page.status, StatusCode::OK);
        const DISABLE: &str =
            "UPDATE staff SET disabled_at = created_at WHERE email = 'n.bakker@houten.nl'";
        let mut tx = house.test.db.begin().await.unwrap();
        crate::store::on!(tx, |conn| sqlx::query(DISABLE).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(house.get("/", Some(&into.cookie())).await.status, StatusCode::SEE_OTHER);
        let out = with(&house, &provider, |_| {}).await;
        assert!(out.body.contains("Uw account staat uit"));
    }
}

/// Gives this colleague a password; what logging in with it gives.
async fn log_in_with_password(house: &House, (staff, email): (StaffId, &str)) -> Answer {
    const PASSWORD: &str = "fiets-boom-lamp-zee";
    let mut tx = house.test.db.begin().await.unwrap();
    let phc = crate::acts::sign_in::hash_password(PASSWORD).unwrap();
    crate::store::staff::set_password(&mut tx, staff, &phc).await.unwrap();
    tx.commit().await.unwrap();
    house.post("/inloggen", None, &format!("email={email}&password={PASSWORD}")).await
}

#[tokio::test]
async fn while_the_provider_is_down_a_beheerder_still_comes_in_and_others_are_told() {
    for mut house in houses().await {
        let provider = Provider::at("http://127.0.0.1:9".to_owned());
        let oidc = Oidc::new(provider.settings(), house.public_url, house.town.gemeente).unwrap();
        house.oidc = Some(Arc::new(oidc));
        house.sign_in.local_accounts = LocalAccounts::Beheerders;
        let answer = house.get("/inloggen/organisatie", None).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("geeft geen antwoord"));
        let into = log_in_with_password(&house, (house.town.bea, "bea@houten.nl")).await;
        assert_eq!((into.status, into.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/"));
        assert_eq!(house.get("/collegas", Some(&into.cookie())).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_provider_that_says_too_much_is_not_believed_and_not_asked_again_at_once() {
    for (house, provider) in houses_with_provider().await {
        provider.next.lock().unwrap().talks = true;
        for _ in 0..3 {
            let answer = house.get("/inloggen/organisatie", None).await;
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        }
        assert_eq!(provider.next.lock().unwrap().asked, 1);
        provider.next.lock().unwrap().talks = false;
        house.clock.advance(Duration::from_secs(11));
        assert_eq!(with(&house, &provider, |_| {}).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn passwords_may_be_kept_for_beheerders_only() {
    for mut house in houses().await {
        house.sign_in.local_accounts = LocalAccounts::Beheerders;
        for (who, may) in [
            ((house.town.bea, "bea@houten.nl"), true),
            ((house.town.karin, "karin@houten.nl"), false),
        ] {
            let answer = log_in_with_password(&house, who).await;
            assert_eq!(answer.status == StatusCode::SEE_OTHER, may, "{}", who.1);
        }
    }
}
