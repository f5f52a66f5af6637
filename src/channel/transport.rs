//! The HTTP client both platforms are called with, and what can go wrong before they answer.
//!
//! Promises to tell three cases apart: certainly not sent, answered, and *unknown* (the request
//! left, no answer came). Never repeats a call, follows no redirect (it would carry the token
//! elsewhere), and never lets a URL into an error: Telegram's holds the token.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::multipart::Form;
use reqwest::{Client, Url};

use crate::channel::{Media, Reason, Refusal, Scope, SendError, SetupError};

/// How long a call may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// To reach the platform.
    pub connect: Duration,
    /// From start to the end of the answer.
    pub total: Duration,
}

impl Default for Timeouts {
    /// teloxide's own values: a platform that takes longer is not going to answer.
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), total: Duration::from_secs(17) }
    }
}

/// Waiting time when the platform could not be reached.
const UNREACHED: Duration = Duration::from_secs(5);

/// A download of twenty megabytes over a slow line.
const DOWNLOAD: Duration = Duration::from_secs(120);

pub(crate) struct Transport {
    client: Client,
    platform: &'static str,
    timeouts: Timeouts,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// Meta's header `X-Business-Use-Case-Usage`: how much of a limit is used.
    pub(crate) usage: Option<String>,
}

impl Transport {
    /// A client for the gateway at `base`.
    pub(crate) fn new(
        platform: &'static str,
        base: &Url,
        timeouts: Timeouts,
    ) -> Result<Self, SetupError> {
        // A proxy from the environment is for the world, not for a stand-in on this machine.
        let at_home = matches!(base.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        let builder = if at_home { Client::builder().no_proxy() } else { Client::builder() };
        let client = builder
            .connect_timeout(timeouts.connect)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("wegwijzer/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| SetupError::NoClient)?;
        Ok(Self { client, platform, timeouts })
    }

    /// POSTs `body`; `patience` is added to the time the answer may take (a long poll waits).
    pub(crate) async fn post(
        &self,
        url: Url,
        headers: HeaderMap,
        body: &impl serde::Serialize,
        patience: Duration,
    ) -> Result<Answer, SendError> {
        let Ok(body) = serde_json::to_vec(body) else { return Err(self.impossible()) };
        let request = self
            .client
            .post(url)
            .headers(headers)
            .header(CONTENT_TYPE, "application/json")
            .timeout(self.timeouts.total + patience)
            .body(body);
        self.answer(request).await
    }

    /// POSTs fields and files, as `multipart/form-data` (RFC 7578).
    pub(crate) async fn post_form(&self, url: Url, form: Form) -> Result<Answer, SendError> {
        let request = self.client.post(url).timeout(self.timeouts.total).multipart(form);
        self.answer(request).await
    }

    /// Calls with any method (`GET`, `POST`, `DELETE`), with or without a body.
    pub(crate) async fn call(
        &self,
        method: &'static str,
        url: Url,
        headers: HeaderMap,
        body: Option<&serde_json::Value>,
    ) -> Result<Answer, SendError> {
        let Ok(method) = reqwest::Method::from_bytes(method.as_bytes()) else {
            return Err(self.impossible());
        };
        let request =
            self.client.request(method, url).headers(headers).timeout(self.timeouts.total);
        self.answer(match body {
            Some(body) => request.json(body),
            None => request,
        })
        .await
    }

    /// GETs a file of at most `most` bytes; nothing larger is held in memory.
    pub(crate) async fn download(
        &self,
        url: Url,
        headers: HeaderMap,
        most: usize,
    ) -> Result<Media, SendError> {
        let platform = self.platform;
        let request = self.client.get(url).headers(headers).timeout(DOWNLOAD);
        let mut response = request.send().await.map_err(|error| self.failed(&error))?;
        let status = response.status().as_u16();
        if status != 200 {
            // an address that ran out is asked for anew with the next try
            let code = format!("{platform}:file_{status}");
            return Err(SendError::NotNow { wait: UNREACHED, scope: Scope::Message, code });
        }
        let mime = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let mime = mime.map(str::to_owned);
        let mut content = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.failed(&error))? {
            if content.len() + chunk.len() > most {
                return Err(SendError::Refused(Refusal {
                    reason: Reason::Dead,
                    scope: Scope::Message,
                    code: format!("{platform}:too_large"),
                    detail: "the file is larger than we keep".to_owned(),
                }));
            }
            content.extend_from_slice(&chunk);
        }
        Ok(Media { mime, content })
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Result<Answer, SendError> {
        let response = request.send().await.map_err(|error| self.failed(&error))?;
        let status = response.status().as_u16();
        let usage = response.headers().get("x-business-use-case-usage");
        let usage = usage.and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = response.bytes().await.map_err(|error| self.failed(&error))?;
        Ok(Answer { status, body: body.to_vec(), usage })
    }

    // The error itself is dropped: its text names the URL, and the kind is all we act on.
    fn failed(&self, error: &reqwest::Error) -> SendError {
        let platform = self.platform;
        if error.is_builder() {
            self.impossible()
        } else if error.is_connect() {
            let code = format!("{platform}:not_reached");
            SendError::NotNow { wait: UNREACHED, scope: Scope::Channel, code }
        } else if error.is_timeout() {
            SendError::Unknown { what: format!("{platform}:timeout") }
        } else {
            SendError::Unknown { what: format!("{platform}:connection_lost") }
        }
    }

    fn impossible(&self) -> SendError {
        SendError::Refused(Refusal {
            reason: Reason::Dead,
            scope: Scope::Message,
            code: format!("{}:request", self.platform),
            detail: "the request could not be written".to_owned(),
        })
    }
}

/// A gateway's base URL with a path behind it.
pub(crate) fn url_at(base: &str, path: &str) -> Result<Url, SetupError> {
    let url = Url::parse(&format!("{}/{path}", base.trim_end_matches('/')));
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    url.ok().filter(is_web).ok_or(SetupError::BadUrl)
}
