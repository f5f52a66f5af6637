//! Logging in with the account of the municipality, at a provider of our own on loopback that signs real tokens.

use std::sync::Mutex;

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::*;
use crate::config::secret::Secret;
use crate::config::{self, LocalAccounts};
use crate::http::oidc::Oidc;
use crate::store::audit::search::{Wanted, search};
use crate::trade::staff::Role;

const CLIENT: &str = "wegwijzer";

/// What the provider does next.
#[derive(Default)]
struct Next {
    token: Option<String>,
    challenge: String,
}

#[derive(Clone)]
struct Provider {
    url: String,
    keys: Arc<EcdsaKeyPair>,
    next: Arc<Mutex<Next>>,
}

fn new_keys() -> Arc<EcdsaKeyPair> {
    let random = SystemRandom::new();
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random);
    Arc::new(pair.unwrap())
}

fn signed(keys: &EcdsaKeyPair, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text =
        format!("{}.{}", part(&json!({ "alg": "ES256", "kid": "1", "typ": "JWT" })), part(claims));
    let mark = keys.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(mark.as_ref()))
}

impl Provider {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let provider = Self { url, keys: new_keys(), next: Arc::default() };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(about))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        provider
    }

    fn settings(&self) -> config::Oidc {
        let roles = [("ww-klantmanager", Role::Klantmanager), ("ww-beheer", Role::Beheerder)];
        config::Oidc {
            issuer: self.url.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: Secret::new("geheim"),
            scopes: vec!["email".to_owned()],
            role_claim: "realm_access.roles".to_owned(),
            roles: roles.map(|(name, role)| (name.to_owned(), role)).into(),
            gemeente: None,
            ca_file: None,
            name: "uw account van Houten".to_owned(),
        }
    }

    fn claims(&self, nonce: &str, at: i64) -> Value {
        json!({
            "iss": self.url, "sub": "a1b2", "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": nonce,
            "name": "Noor Bakker", "email": "N.Bakker@houten.nl",
            "realm_access": { "roles": ["offline_access", "ww-klantmanager"] },
        })
    }
}

async fn about(State(provider): State<Provider>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", provider.url);
    Json(json!({
        "issuer": provider.url, "authorization_endpoint": at("/auth"), "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"), "response_types_supported": ["code"],
        "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    let point = provider.keys.public_key().as_ref();
    let (x, y) = point[1..].split_at(32);
    let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
    Json(json!({ "keys": [
        { "kty": "EC", "use": "sig", "kid": "1", "alg": "ES256", "crv": "P-256", "x": x, "y": y }
    ] }))
}

async fn token(
    State(provider): State<Provider>,
    Form(form): Form<std::collections::HashMap<String, String>>,
) -> Result<Json<Value>, (StatusCode, Json<Value>)> {
    let next = provider.next.lock().unwrap();
    let hash = Sha256::digest(form.get("code_verifier").map_or("", String::as_str));
    if URL_SAFE_NO_PAD.encode(hash) != next.challenge || form["code"] != "c0de" {
        return Err((StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))));
    }
    let token = next.token.clone();
    Ok(Json(
        json!({ "access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token }),
    ))
}

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
    provider.next.lock().unwrap().token = Some(signed(&provider.keys, &claims));
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
async fn a_token_that_is_not_as_it_should_be_lets_nobody_in() {
    for (house, provider) in houses_with_provider().await {
        let at = house.clock.machine().timestamp();
        for (what, name, value) in [
            ("nonce", "nonce", json!("een andere")),
            ("audience", "aud", json!("iemand-anders")),
            ("two audiences", "aud", json!([CLIENT, "iemand-anders"])),
            ("issuer", "iss", json!("https://kwaad.example")),
            ("expired", "exp", json!(at - 1)),
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
        provider.next.lock().unwrap().token =
            Some(signed(&provider.keys, &provider.claims(&theirs.nonce, at)));
        let mixed =
            Visit { state: theirs.state.clone(), nonce: String::new(), cookie: mine.cookie };
        assert_eq!(come_back(&house, &mixed, None).await.status, StatusCode::FORBIDDEN);
        let none =
            Visit { state: theirs.state.clone(), nonce: String::new(), cookie: String::new() };
        assert_eq!(come_back(&house, &none, None).await.status, StatusCode::FORBIDDEN);
        house.clock.advance(std::time::Duration::from_secs(601));
        assert_eq!(come_back(&house, &theirs, None).await.status, StatusCode::FORBIDDEN);
        let said_no = house.get("/inloggen/terug?error=access_denied&state=x", None).await;
        assert!(said_no.body.contains("gaf geen toestemming"));
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

#[tokio::test]
async fn while_the_provider_is_down_a_password_still_works_and_others_are_told() {
    for mut house in houses().await {
        let provider = Provider {
            url: "http://127.0.0.1:9".to_owned(),
            keys: new_keys(),
            next: Arc::default(),
        };
        let oidc = Oidc::new(provider.settings(), house.public_url, house.town.gemeente).unwrap();
        house.oidc = Some(Arc::new(oidc));
        let answer = house.get("/inloggen/organisatie", None).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("geeft geen antwoord"));
        assert_eq!(house.get("/inloggen", None).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn passwords_may_be_kept_for_beheerders_only() {
    for mut house in houses().await {
        const PASSWORD: &str = "fiets-boom-lamp-zee";
        house.sign_in.local_accounts = LocalAccounts::Beheerders;
        for (staff, email, may) in
            [(house.town.bea, "bea@houten.nl", true), (house.town.karin, "karin@houten.nl", false)]
        {
            let mut tx = house.test.db.begin().await.unwrap();
            let phc = crate::acts::sign_in::hash_password(PASSWORD).unwrap();
            crate::store::staff::set_password(&mut tx, staff, &phc).await.unwrap();
            tx.commit().await.unwrap();
            let form = format!("email={email}&password={PASSWORD}");
            let answer = house.post("/inloggen", None, &form).await;
            assert_eq!(answer.status == StatusCode::SEE_OTHER, may, "{email}");
        }
    }
}
