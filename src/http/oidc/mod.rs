//! The account of the municipality: code flow with PKCE at a provider that speaks OpenID Connect.
//!
//! What must be remembered between leaving and coming back (state, nonce, verifier) lies sealed in a cookie of ten minutes,
//! so it is bound to the browser, and nobody can fill a table with it. Signature, issuer, audience, nonce and times of the
//! ID token are checked by `openidconnect`; what it says besides is read only after that. What is written down about a
//! failure names nobody: the words of a provider may hold a name.
//!
//! The only network of this room (`wire`): the provider's discovery, keys and token endpoint.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreErrorResponseType, CoreIdToken, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, LogoutRequest, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout,
    RedirectUrl, RequestTokenError, Scope, StandardErrorResponse, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use subtle::ConstantTimeEq;
use tokio::sync::{Mutex, Semaphore};

mod said;
mod wire;

use crate::acts::oidc_sign_in::Claims;
use crate::config;
use crate::ids::{GemeenteId, StaffId};
use crate::store::seal::Vault;
use said::{chain, kind, payload, roles};
use wire::{Wire, WireError};

/// How long somebody may stay at the provider.
const VISIT: TimeDelta = TimeDelta::minutes(10);
/// How long what the provider says about itself is believed.
const BELIEVED: TimeDelta = TimeDelta::hours(1);
/// Keys that are older than this are asked for anew when a signature is not believed: the provider may have changed them.
const KEYS_ARE_NEW: TimeDelta = TimeDelta::minutes(1);
/// A provider that did not answer is asked again after this; until then others are told at once.
const SILENT: TimeDelta = TimeDelta::seconds(10);
/// How far the clock of the provider may be ahead.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);
/// A token is not older than this. Entra ID dates them five minutes back.
const TOKEN_IS_NEW: TimeDelta = TimeDelta::minutes(20);
/// Codes that are exchanged at the same time: coming back with invented ones must not become a load for the provider.
const EXCHANGES: usize = 16;
/// Algorithms with a public key: nobody who knows the client's secret can sign.
const SIGNED_WITH: [CoreJwsSigningAlgorithm; 4] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

type ExchangeError = RequestTokenError<WireError, StandardErrorResponse<CoreErrorResponseType>>;

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
    #[error("the provider gave no code")]
    Refused,
    /// The token, or the code before it, is not what it should be.
    #[error("the log-in was refused: {0}")]
    Token(String),
    /// The settings cannot be used.
    #[error("{0}")]
    Settings(String),
}

/// A provider, as the settings name it.
pub struct Oidc {
    settings: config::Oidc,
    redirect: RedirectUrl,
    after_sign_out: PostLogoutRedirectUrl,
    wire: Wire,
    known: Mutex<Known>,
    exchanges: Semaphore,
    /// Whose colleagues log in so.
    pub gemeente: GemeenteId,
}

/// What is known of the provider, and when it was silent last.
#[derive(Default)]
struct Known {
    metadata: Option<(ProviderMetadataWithLogout, DateTime<Utc>)>,
    silent: Option<(String, DateTime<Utc>)>,
}

/// What somebody goes to the provider for. Without `Debug`: it may hold a log-in link.
#[derive(Clone, Serialize, Deserialize)]
pub enum Purpose {
    /// To come in.
    SignIn,
    /// This colleague, who is in, links the account.
    Link(StaffId),
    /// Somebody with this log-in link begins with the account.
    FirstTime(String),
}

/// Somebody is on the way to the provider.
#[derive(Serialize, Deserialize)]
struct Visit {
    state: String,
    nonce: String,
    verifier: String,
    next: String,
    purpose: Purpose,
    until: DateTime<Utc>,
}

/// Where to send a browser, and the cookie that it takes along.
pub struct Departure {
    /// At the provider.
    pub url: String,
    /// Sealed.
    pub cookie: String,
}

/// What a browser comes back with.
#[derive(Clone, Copy)]
pub struct Return<'a> {
    /// The one of [`Departure`].
    pub cookie: &'a str,
    /// Ours, given back.
    pub state: &'a str,
    /// Who the provider says it is, where it says so (RFC 9207).
    pub issuer: Option<&'a str>,
    /// None: the provider gave none.
    pub code: Option<&'a str>,
}

/// Who came back, and what for.
pub struct Arrival {
    /// What the provider says.
    pub claims: Claims,
    /// The page that was asked for.
    pub next: String,
    /// Why they went.
    pub purpose: Purpose,
}

impl Oidc {
    /// With these settings, at `public_url`. Asks the provider nothing yet.
    ///
    /// # Errors
    /// When an address or the file of the certificate authority cannot be used.
    pub fn new(
        settings: config::Oidc,
        public_url: &str,
        gemeente: GemeenteId,
    ) -> Result<Self, OidcError> {
        let wire = Wire::new(&settings)?;
        let redirect = RedirectUrl::new(format!("{public_url}/inloggen/terug"))
            .map_err(|error| OidcError::Settings(format!("public_url: {error}")))?;
        let after_sign_out = PostLogoutRedirectUrl::new(format!("{public_url}/inloggen"))
            .map_err(|error| OidcError::Settings(format!("public_url: {error}")))?;
        let (known, exchanges) = (Mutex::default(), Semaphore::new(EXCHANGES));
        Ok(Self { settings, redirect, after_sign_out, wire, known, exchanges, gemeente })
    }

    /// What stands on the button.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Asks the provider about itself.
    ///
    /// # Errors
    /// When it does not answer, calls itself otherwise, or sends people over an open line.
    pub async fn discover(&self) -> Result<ProviderMetadataWithLogout, OidcError> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone())
            .map_err(|error| OidcError::Settings(format!("issuer: {error}")))?;
        let metadata = ProviderMetadataWithLogout::discover_async(issuer, &self.wire)
            .await
            .map_err(|error| OidcError::Down(chain(&error)))?;
        if !self.wire.allows(metadata.authorization_endpoint().as_str()) {
            return Err(OidcError::Down(WireError::Open.to_string()));
        }
        Ok(metadata)
    }

    // Who asks at the same moment waits for one answer; who asks while the provider is silent is told at once.
    async fn metadata(
        &self,
        no_older_than: TimeDelta,
        now: DateTime<Utc>,
    ) -> Result<ProviderMetadataWithLogout, OidcError> {
        let mut known = self.known.lock().await;
        if let Some((metadata, at)) = &known.metadata
            && now - *at < no_older_than
        {
            return Ok(metadata.clone());
        }
        if let Some((why, at)) = &known.silent
            && now - *at < SILENT
        {
            return Err(OidcError::Down(why.clone()));
        }
        match self.discover().await {
            Ok(metadata) => {
                *known = Known { metadata: Some((metadata.clone(), now)), silent: None };
                Ok(metadata)
            }
            Err(OidcError::Down(why)) => {
                known.silent = Some((why.clone(), now));
                Err(OidcError::Down(why))
            }
            Err(error) => Err(error),
        }
    }

    /// Where somebody logs out at the provider too (OpenID Connect RP-Initiated Logout 1.0). None: it tells no such
    /// page, or was not asked about itself yet; nobody waits for it here.
    pub fn sign_out_page(&self) -> Option<String> {
        let known = self.known.try_lock().ok()?;
        let (metadata, _) = known.metadata.as_ref()?;
        let page = metadata.additional_metadata().end_session_endpoint.clone()?;
        self.wire.allows(page.as_str()).then(|| {
            LogoutRequest::from(page)
                .set_client_id(ClientId::new(self.settings.client_id.clone()))
                .set_post_logout_redirect_uri(self.after_sign_out.clone())
                .http_get_url()
                .to_string()
        })
    }

    fn client(&self, metadata: ProviderMetadataWithLogout) -> Client {
        let secret = ClientSecret::new(self.settings.client_secret.reveal().to_owned());
        let id = ClientId::new(self.settings.client_id.clone());
        CoreClient::from_provider_metadata(metadata, id, Some(secret))
            .set_redirect_uri(self.redirect.clone())
    }

    /// Sends somebody to the provider; afterwards `next` is shown, a page of ours.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn depart(
        &self,
        vault: &Vault,
        (next, purpose): (&str, Purpose),
        now: DateTime<Utc>,
    ) -> Result<Departure, OidcError> {
        let client = self.client(self.metadata(BELIEVED, now).await?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
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
            purpose,
            until: now + VISIT,
        };
        let sealed = vault
            .seal_json("cookie.oidc", &visit)
            .map_err(|error| OidcError::Settings(error.to_string()))?;
        Ok(Departure { url: url.to_string(), cookie: URL_SAFE_NO_PAD.encode(sealed) })
    }

    /// Somebody comes back.
    ///
    /// # Errors
    /// When they did not leave from here, or the provider or its token is not as it should be.
    pub async fn arrive(
        &self,
        vault: &Vault,
        back: Return<'_>,
        now: DateTime<Utc>,
    ) -> Result<Arrival, OidcError> {
        let visit = URL_SAFE_NO_PAD.decode(back.cookie).map_err(|_| OidcError::Stranger)?;
        let visit: Visit =
            vault.open_json("cookie.oidc", &visit).map_err(|_| OidcError::Stranger)?;
        let same: bool = visit.state.as_bytes().ct_eq(back.state.as_bytes()).into();
        if !same || visit.until <= now {
            return Err(OidcError::Stranger);
        }
        if back.issuer.is_some_and(|issuer| issuer != self.settings.issuer) {
            return Err(OidcError::Token("the answer is of another issuer".to_owned()));
        }
        let code = back.code.ok_or(OidcError::Refused)?;
        let claims = self.exchange(code, (&visit.nonce, visit.verifier), now).await?;
        Ok(Arrival { claims, next: visit.next, purpose: visit.purpose })
    }

    async fn exchange(
        &self,
        code: &str,
        (nonce, verifier): (&str, String),
        now: DateTime<Utc>,
    ) -> Result<Claims, OidcError> {
        let busy = |_| OidcError::Down("too many log-ins at once".to_owned());
        let _turn = self.exchanges.try_acquire().map_err(busy)?;
        let metadata = self.metadata(BELIEVED, now).await?;
        let answer = self
            .client(metadata.clone())
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| OidcError::Down(chain(&error)))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .request_async(&self.wire)
            .await
            .map_err(refused)?;
        let token =
            answer.id_token().ok_or_else(|| OidcError::Token("there is no token".to_owned()))?;
        let nonce = Nonce::new(nonce.to_owned());
        let who = match self.who(metadata, (token, &nonce), now) {
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let fresh = self.metadata(KEYS_ARE_NEW, now).await?;
                self.who(fresh, (token, &nonce), now)
            }
            other => other,
        };
        let (issuer, subject) = who.map_err(|error| OidcError::Token(kind(&error).to_owned()))?;
        let said = payload(&token.to_string()).unwrap_or(Value::Null);
        let text = |name: &str| said.get(name).and_then(Value::as_str).map(str::to_owned);
        // the library leaves this one to us
        if text("azp").is_some_and(|party| party != self.settings.client_id) {
            return Err(OidcError::Token("it was made for another service".to_owned()));
        }
        Ok(Claims {
            issuer,
            subject,
            name: text("name"),
            // Entra ID gives the address of the mailbox as `email` only where it is asked to
            email: text("email").or_else(|| text("preferred_username")),
            roles: roles(&said, &self.settings.role_claim, &self.settings.roles),
        })
    }

    /// Issuer and subject of a token, if it can be believed.
    fn who(
        &self,
        metadata: ProviderMetadataWithLogout,
        (token, nonce): (&CoreIdToken, &Nonce),
        now: DateTime<Utc>,
    ) -> Result<(String, String), ClaimsVerificationError> {
        let client = self.client(metadata);
        let is_of_now = move |made: DateTime<Utc>| match made - now {
            ahead if ahead > CLOCKS_DIFFER => Err("it is of the future".to_owned()),
            ahead if -ahead > TOKEN_IS_NEW => Err("it is old".to_owned()),
            _ => Ok(()),
        };
        let checks = client
            .id_token_verifier()
            .set_allowed_algs(SIGNED_WITH)
            .set_time_fn(move || now)
            .set_issue_time_verifier_fn(is_of_now);
        let claims = token.claims(&checks, nonce)?;
        Ok((claims.issuer().to_string(), claims.subject().to_string()))
    }
}

// Only its code is told: what a provider describes may hold an e-mail address.
fn refused(error: ExchangeError) -> OidcError {
    match error {
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
                OidcError::Settings("the provider refuses client_id or client_secret".to_owned())
            }
            CoreErrorResponseType::InvalidGrant => {
                OidcError::Token("the provider does not know the code".to_owned())
            }
            _ => OidcError::Token("the provider refuses the code".to_owned()),
        },
        RequestTokenError::Request(error) => OidcError::Down(chain(&error)),
        RequestTokenError::Parse(..) => OidcError::Token("it cannot be read".to_owned()),
        RequestTokenError::Other(_) => OidcError::Down("its answer is odd".to_owned()),
    }
}
