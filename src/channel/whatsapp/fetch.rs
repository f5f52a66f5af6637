//! Files that people sent: asked for by id, then downloaded from an address that holds for five
//! minutes (Cloud API, "Media", seen November 2026).

use std::fmt::Write as _;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::errors;
use super::shell::{Gateway, WhatsApp};
use crate::channel::{MEDIA_MOST, Media, Reason, Refusal, Scope, SendError, lenient};

#[derive(Deserialize)]
struct File {
    #[serde(default, deserialize_with = "lenient::part")]
    url: Option<String>,
    #[serde(default, deserialize_with = "lenient::part")]
    mime_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::part")]
    sha256: Option<String>,
    #[serde(default, deserialize_with = "lenient::number")]
    file_size: Option<i64>,
    #[serde(default, deserialize_with = "lenient::part")]
    error: Option<Failure>,
}

#[derive(Deserialize)]
struct Failure {
    #[serde(default, deserialize_with = "lenient::number")]
    code: Option<i64>,
}

impl WhatsApp {
    pub(super) async fn download(&self, media_id: &str) -> Result<Media, SendError> {
        let fit = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if media_id.is_empty() || !media_id.bytes().all(fit) {
            return Err(dead("whatsapp:media_id", "not an id of a file"));
        }
        let url = Url::parse(&format!("{}/{media_id}", self.media))
            .map_err(|_| dead("whatsapp:url", "the gateway's URL is not valid"))?;
        if self.gateway == Gateway::Turn {
            // Turn answers with the file itself
            return self.transport.download(url, self.auth.clone(), MEDIA_MOST).await;
        }
        let answer = self.transport.call("GET", url.clone(), self.auth.clone(), None).await?;
        let Ok(file) = serde_json::from_slice::<File>(&answer.body) else {
            return Err(errors::classify(None, answer.status));
        };
        if let Some(error) = file.error {
            return Err(errors::classify(error.code, answer.status));
        }
        if file.file_size.is_some_and(|size| size > MEDIA_MOST as i64) {
            return Err(dead("whatsapp:too_large", "the file is larger than we keep"));
        }
        let from = file.url.as_deref().and_then(|at| self.trusted(&url, at));
        let from = from.ok_or_else(|| not_now("whatsapp:media_without_url"))?;
        let mut got = self.transport.download(from, self.auth.clone(), MEDIA_MOST).await?;
        if !file.sha256.as_deref().is_none_or(|told| agrees(told, &got.content)) {
            return Err(not_now("whatsapp:media_damaged"));
        }
        got.mime = file.mime_type.or(got.mime);
        Ok(got)
    }

    /// The token goes to Meta and to our own gateway, and to nobody else.
    fn trusted(&self, gateway: &Url, at: &str) -> Option<Url> {
        let mut url = Url::parse(at).ok()?;
        if self.gateway == Gateway::Dialog360 {
            // 360dialog: the same path, at their own host
            url.set_scheme(gateway.scheme()).ok()?;
            url.set_host(gateway.host_str()).ok()?;
            url.set_port(gateway.port()).ok()?;
            return Some(url);
        }
        let host = url.host_str()?;
        let metas = [".fbsbx.com", ".facebook.com", ".whatsapp.net"];
        let meta = url.scheme() == "https" && metas.iter().any(|end| host.ends_with(end));
        (meta || url.origin() == gateway.origin()).then_some(url)
    }
}

/// Meta tells the hash in base64, some gateways in hexadecimal digits; what has another form cannot
/// be compared.
fn agrees(told: &str, content: &[u8]) -> bool {
    let digest = Sha256::digest(content);
    match told.len() {
        44 => STANDARD.decode(told).is_ok_and(|told| told[..] == digest[..]),
        64 => {
            let mut own = String::with_capacity(64);
            for byte in digest {
                let _ = write!(own, "{byte:02x}");
            }
            told.eq_ignore_ascii_case(&own)
        }
        _ => true,
    }
}

fn dead(code: &str, detail: &str) -> SendError {
    let (code, detail) = (code.to_owned(), detail.to_owned());
    SendError::Refused(Refusal { reason: Reason::Dead, scope: Scope::Message, code, detail })
}

/// A download may be repeated without harm.
fn not_now(code: &str) -> SendError {
    let (wait, scope) = (Duration::from_secs(30), Scope::Message);
    SendError::NotNow { wait, scope, code: code.to_owned() }
}
