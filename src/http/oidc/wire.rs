//! Asking the provider: over TLS, within a time, and never more of an answer than fits.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::http;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use super::OidcError;
use crate::config;

/// The provider answers within this.
const ANSWERS: Duration = Duration::from_secs(10);
/// And is connected with within this.
const CONNECTS: Duration = Duration::from_secs(5);
/// Largest answer, in bytes. Keys of a large provider are some tens of kilobytes.
pub(super) const LARGEST: usize = 512 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// Not over TLS, and not on this machine either.
    #[error("the provider names an address that is not https")]
    Open,
    /// It does not answer.
    #[error("the request failed")]
    Request(#[source] reqwest::Error),
    /// It does not stop answering.
    #[error("the answer is larger than {LARGEST} bytes")]
    TooLarge,
    /// It cannot be understood.
    #[error("the answer cannot be read")]
    Odd(#[from] http::Error),
}

/// The way to the provider.
pub(super) struct Wire {
    http: reqwest::Client,
    /// The settings name a provider on this machine.
    is_local: bool,
}

impl Wire {
    /// For the provider of these settings.
    ///
    /// # Errors
    /// When the file of the certificate authority cannot be used.
    pub(super) fn new(settings: &config::Oidc) -> Result<Self, OidcError> {
        let wrong = |what: String| OidcError::Settings(what);
        // a redirect could lead into the own network
        let mut http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECTS)
            .timeout(ANSWERS);
        if let Some(path) = &settings.ca_file {
            let pem = std::fs::read(path)
                .map_err(|error| wrong(format!("ca_file: {}: {error}", path.display())))?;
            let authority = reqwest::Certificate::from_pem(&pem)
                .map_err(|error| wrong(format!("ca_file: {}: {error}", path.display())))?;
            http = http.add_root_certificate(authority);
        }
        let http = http.build().map_err(|error| wrong(error.to_string()))?;
        Ok(Self { http, is_local: config::Oidc::is_local(&settings.issuer) })
    }

    /// May a browser or this program be sent there?
    pub(super) fn allows(&self, url: &str) -> bool {
        url.starts_with("https://") || (self.is_local && config::Oidc::is_local(url))
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, WireError> {
        if !self.allows(&request.uri().to_string()) {
            return Err(WireError::Open);
        }
        // an address may hold what nobody should read
        let failed = |error: reqwest::Error| WireError::Request(error.without_url());
        let request = reqwest::Request::try_from(request).map_err(failed)?;
        let mut response = self.http.execute(request).await.map_err(failed)?;
        let mut answer = http::Response::builder().status(response.status());
        for (name, value) in response.headers() {
            answer = answer.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > LARGEST {
                return Err(WireError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(answer.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Wire {
    type Error = WireError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, WireError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}
