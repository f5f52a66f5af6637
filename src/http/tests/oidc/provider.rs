//! A provider of accounts on loopback, that signs real tokens.

use std::sync::{Arc, Mutex};

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

use crate::config;
use crate::config::secret::Secret;
use crate::trade::staff::Role;

pub(super) const CLIENT: &str = "wegwijzer";

/// What the provider does next.
pub(super) struct Next {
    pub(super) token: Option<String>,
    pub(super) challenge: String,
    /// What it signs with.
    pub(super) keys: Arc<EcdsaKeyPair>,
    /// How often it was asked about itself.
    pub(super) asked: usize,
    /// It does not stop talking.
    pub(super) talks: bool,
}

#[derive(Clone)]
pub(super) struct Provider {
    pub(super) url: String,
    pub(super) next: Arc<Mutex<Next>>,
}

pub(super) fn new_keys() -> Arc<EcdsaKeyPair> {
    let random = SystemRandom::new();
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random);
    Arc::new(pair.unwrap())
}

pub(super) fn signed(keys: &EcdsaKeyPair, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text =
        format!("{}.{}", part(&json!({ "alg": "ES256", "kid": "1", "typ": "JWT" })), part(claims));
    let mark = keys.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(mark.as_ref()))
}

impl Provider {
    pub(super) fn at(url: String) -> Self {
        let (token, challenge, keys) = (None, String::new(), new_keys());
        let next = Next { token, challenge, keys, asked: 0, talks: false };
        Self { url, next: Arc::new(Mutex::new(next)) }
    }

    pub(super) async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let provider = Self::at(format!("http://{}", listener.local_addr().unwrap()));
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(about))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        provider
    }

    pub(super) fn settings(&self) -> config::Oidc {
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

    pub(super) fn claims(&self, nonce: &str, at: i64) -> Value {
        json!({
            "iss": self.url, "sub": "a1b2", "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": nonce,
            "name": "Noor Bakker", "email": "N.Bakker@houten.nl",
            "realm_access": { "roles": ["offline_access", "ww-klantmanager"] },
        })
    }

    /// What it gives for the next code.
    pub(super) fn gives(&self, claims: &Value) {
        let mut next = self.next.lock().unwrap();
        next.token = Some(signed(&next.keys, claims));
    }
}

async fn about(State(provider): State<Provider>) -> Json<Value> {
    let mut next = provider.next.lock().unwrap();
    next.asked += 1;
    if next.talks {
        return Json(json!({ "issuer": "x".repeat(600 * 1024) }));
    }
    let at = |path: &str| format!("{}{path}", provider.url);
    Json(json!({
        "issuer": provider.url, "authorization_endpoint": at("/auth"), "token_endpoint": at("/token"),
        "end_session_endpoint": at("/logout"), "jwks_uri": at("/keys"), "response_types_supported": ["code"],
        "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    let keys = provider.next.lock().unwrap().keys.clone();
    let point = keys.public_key().as_ref();
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
