//! The account of the municipality: code flow with PKCE at a provider that speaks OpenID Connect.
//!
//! What must be remembered between leaving and coming back (state, nonce, verifier) lies sealed in a cookie of ten minutes,
//! so it is bound to the browser, and nobody can fill a table with it. Signature, issuer, audience, nonce and times of the
//! ID token are checked by `openidconnect`; what it says besides is read only after that.
//!
//! The only network of this room: the provider's discovery, keys and token endpoint.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use subtle::ConstantTimeEq;
use tokio::sync::Mutex;

use crate::acts::oidc_sign_in::Claims;
use crate::config;
use crate::ids::{GemeenteId, StaffId};
use crate::store::seal::Vault;
use crate::trade::staff::Role;

/// How long somebody may stay at the provider.
const VISIT: TimeDelta = TimeDelta::minutes(10);
/// How long what the provider says about itself is believed; keys that changed are fetched sooner.
const BELIEVED: TimeDelta = TimeDelta::hours(1);
/// The provider answers within this.
const ANSWERS: Duration = Duration::from_secs(10);
/// Algorithms with a public key: nobody who knows the client's secret can sign.
const SIGNED_WITH: [CoreJwsSigningAlgorithm; 4] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

/// Why it did not work; ids and kinds only.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider cannot be reached, or says something odd about itself.
    #[error("the provider does not answer: {0}")]
    Down(String),
    /// Whoever comes back did not leave from this browser, or too long ago.
    #[error("the visit is not of this browser, or took too long")]
    Stranger,
    /// The provider sent no code: the visitor said no, or may not use this service.
    #[error("the provider gave no code: {0}")]
    Refused(String),
    /// The token is not what it should be.
    #[error("the token was refused: {0}")]
    Token(String),
    /// The settings cannot be used.
    #[error("{0}")]
    Settings(String),
}

/// A provider, as the settings name it.
pub struct Oidc {
    settings: config::Oidc,
    redirect: RedirectUrl,
    http: reqwest::Client,
    known: Mutex<Option<(CoreProviderMetadata, DateTime<Utc>)>>,
    /// Whose colleagues log in so.
    pub gemeente: GemeenteId,
}

/// Somebody is on the way to the provider.
#[derive(Serialize, Deserialize)]
struct Visit {
    state: String,
    nonce: String,
    verifier: String,
    next: String,
    link: Option<StaffId>,
    until: DateTime<Utc>,
}

/// Where to send a browser, and the cookie that it takes along.
pub struct Departure {
    /// At the provider.
    pub url: String,
    /// Sealed.
    pub cookie: String,
}

/// Who came back, and what for.
pub struct Arrival {
    /// What the provider says.
    pub claims: Claims,
    /// The page that was asked for.
    pub next: String,
    /// Set: this colleague links the account.
    pub link: Option<StaffId>,
}

impl Oidc {
    /// With these settings, at `public_url`.
    ///
    /// # Errors
    /// When an address or the file of the certificate authority cannot be used.
    pub fn new(
        settings: config::Oidc,
        public_url: &str,
        gemeente: GemeenteId,
    ) -> Result<Self, OidcError> {
        let wrong = |what: String| OidcError::Settings(what);
        // a redirect could lead into the own network
        let mut http =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(ANSWERS);
        if let Some(path) = &settings.ca_file {
            let pem = std::fs::read(path)
                .map_err(|error| wrong(format!("ca_file: {}: {error}", path.display())))?;
            let authority = reqwest::Certificate::from_pem(&pem)
                .map_err(|error| wrong(format!("ca_file: {}: {error}", path.display())))?;
            http = http.add_root_certificate(authority);
        }
        let http = http.build().map_err(|error| wrong(error.to_string()))?;
        let redirect = RedirectUrl::new(format!("{public_url}/inloggen/terug"))
            .map_err(|error| wrong(format!("public_url: {error}")))?;
        Ok(Self { settings, redirect, http, known: Mutex::new(None), gemeente })
    }

    /// What stands on the button.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Asks the provider about itself.
    ///
    /// # Errors
    /// When it does not answer, or calls itself otherwise.
    pub async fn discover(&self) -> Result<CoreProviderMetadata, OidcError> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone())
            .map_err(|error| OidcError::Settings(format!("issuer: {error}")))?;
        CoreProviderMetadata::discover_async(issuer, &self.http)
            .await
            .map_err(|error| OidcError::Down(chain(&error)))
    }

    async fn metadata(&self, now: DateTime<Utc>) -> Result<CoreProviderMetadata, OidcError> {
        let mut known = self.known.lock().await;
        if let Some((metadata, at)) = known.as_ref()
            && now - *at < BELIEVED
        {
            return Ok(metadata.clone());
        }
        let metadata = self.discover().await?;
        *known = Some((metadata.clone(), now));
        Ok(metadata)
    }

    /// Sends somebody to the provider.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn depart(
        &self,
        vault: &Vault,
        (next, link): (&str, Option<StaffId>),
        now: DateTime<Utc>,
    ) -> Result<Departure, OidcError> {
        let metadata = self.metadata(now).await?;
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(self.settings.client_id.clone()),
            Some(ClientSecret::new(self.settings.client_secret.reveal().to_owned())),
        )
        .set_redirect_uri(self.redirect.clone());
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge);
        for scope in &self.settings.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (url, state, nonce) = request.url();
        let visit = Visit {
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
            next: next.to_owned(),
            link,
            until: now + VISIT,
        };
        let sealed = vault
            .seal_json("cookie.oidc", &visit)
            .map_err(|error| OidcError::Settings(error.to_string()))?;
        Ok(Departure { url: url.to_string(), cookie: URL_SAFE_NO_PAD.encode(sealed) })
    }

    /// Somebody comes back: `cookie` is the one of [`Departure`].
    ///
    /// # Errors
    /// When they did not leave from here, or the provider or its token is not as it should be.
    pub async fn arrive(
        &self,
        vault: &Vault,
        (cookie, state, code): (&str, &str, &str),
        now: DateTime<Utc>,
    ) -> Result<Arrival, OidcError> {
        let visit = URL_SAFE_NO_PAD.decode(cookie).map_err(|_| OidcError::Stranger)?;
        let visit: Visit =
            vault.open_json("cookie.oidc", &visit).map_err(|_| OidcError::Stranger)?;
        let same: bool = visit.state.as_bytes().ct_eq(state.as_bytes()).into();
        if !same || visit.until <= now {
            return Err(OidcError::Stranger);
        }
        let Visit { nonce, verifier, next, link, .. } = visit;
        let claims = match self.exchange(code, (&nonce, &verifier), now).await {
            // the provider may sign with a key that we do not know yet: look once more
            Err(OidcError::Token(_)) if self.forget(now).await => {
                return Err(OidcError::Token(
                    "it is not believed; the next try asks for new keys".to_owned(),
                ));
            }
            other => other?,
        };
        Ok(Arrival { claims, next, link })
    }

    /// What was believed is asked for anew the next time; false: it was asked just now.
    async fn forget(&self, now: DateTime<Utc>) -> bool {
        let mut known = self.known.lock().await;
        let is_old = known.as_ref().is_some_and(|(_, at)| now - *at > TimeDelta::minutes(1));
        if is_old {
            *known = None;
        }
        is_old
    }

    async fn exchange(
        &self,
        code: &str,
        (nonce, verifier): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<Claims, OidcError> {
        let metadata = self.metadata(now).await?;
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(self.settings.client_id.clone()),
            Some(ClientSecret::new(self.settings.client_secret.reveal().to_owned())),
        )
        .set_redirect_uri(self.redirect.clone());
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| OidcError::Down(chain(&error)))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .request_async(&self.http)
            .await
            .map_err(|error| OidcError::Down(chain(&error)))?;
        let token =
            answer.id_token().ok_or_else(|| OidcError::Token("there is none".to_owned()))?;
        let checks =
            client.id_token_verifier().set_allowed_algs(SIGNED_WITH).set_time_fn(move || now);
        let claims = token
            .claims(&checks, &Nonce::new(nonce.to_owned()))
            .map_err(|error| OidcError::Token(chain(&error)))?;
        let (issuer, subject) = (claims.issuer().to_string(), claims.subject().to_string());
        let said = payload(&token.to_string()).unwrap_or(Value::Null);
        let text = |name: &str| said.get(name).and_then(Value::as_str).map(str::to_owned);
        Ok(Claims {
            issuer,
            subject,
            name: text("name"),
            // Entra ID gives the address of the mailbox as `email` only where it is asked to
            email: text("email").or_else(|| text("preferred_username")),
            roles: roles(&said, &self.settings.role_claim, &self.settings.roles),
        })
    }
}

// Only of a token whose signature was checked.
fn payload(token: &str) -> Option<Value> {
    let body = token.trim_matches('"').split('.').nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()
}

/// The roles that stand at `path` in what the provider says, as ours. What is not known is left out.
fn roles(said: &Value, path: &str, known: &BTreeMap<String, Role>) -> Vec<Role> {
    let found = path.split('.').try_fold(said, |value, name| value.get(name));
    let words: Vec<&str> = match found {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    words.iter().filter_map(|word| known.get(*word).copied()).collect()
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn roles_are_found_where_entra_and_keycloak_put_them() {
        let known = [("WW-Beheer", Role::Beheerder), ("ww-coach", Role::Coach)];
        let known: BTreeMap<String, Role> = known.map(|(a, b)| (a.to_owned(), b)).into();
        let entra = json!({ "roles": ["WW-Beheer", "Anders"] });
        assert_eq!(roles(&entra, "roles", &known), [Role::Beheerder]);
        let keycloak = json!({ "realm_access": { "roles": ["offline_access", "ww-coach"] } });
        assert_eq!(roles(&keycloak, "realm_access.roles", &known), [Role::Coach]);
        for none in
            [json!({}), json!({ "roles": 3 }), json!({ "roles": ["ww-beheer"] }), json!(null)]
        {
            assert!(roles(&none, "roles", &known).is_empty(), "{none}");
        }
    }
}
