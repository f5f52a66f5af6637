//! Calls to manage message templates: list, get, make, delete. Only commands of operators call here.
//!
//! Meta's paths and bodies are from its OpenAPI file (Cloud API v23) and "Templates" pages. Of
//! 360dialog only what its public pages tell is used (`v1/configs/templates`, pages by `offset`,
//! deleting takes every language of a name); of Turn what public integrations call
//! (`graph/v14.0/<account>/message_templates`, as at Meta). Both are untried against the real ones:
//! whether 360dialog tells categories announced, and whether Turn takes a newer version, is unknown.
//!
//! Nothing is repeated in here. Meta allows 200 management calls an hour per app and account, and
//! 100 new templates an hour: when it says "enough" the caller is told how long to wait.

mod wire;

use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::shell::{auth, is_number};
use super::{Gateway, WhatsAppSettings, errors};
use crate::channel::transport::{Answer, Transport, url_at};
use crate::channel::{Refusal, SendError, SetupError};

pub use wire::{NewTemplate, Template};

/// Templates in one page of a list.
const PAGE: usize = 100;
/// Pages after which a list is taken for endless; a verified account has 6,000 templates at most.
const PAGES: usize = 100;
/// Version in Turn's paths, as public integrations use it.
const TURN_VERSION: &str = "v14.0";

/// Why a management call gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManageError {
    /// The platform said no.
    #[error("refused ({}): {}", .0.code, .0.detail)]
    Refused(Refusal),
    /// Not now: too many calls, or the gateway was not reached or failed.
    #[error("not now ({code}): wait {} minutes", wait.as_secs().div_ceil(60))]
    NotNow {
        /// How long.
        wait: Duration,
        /// For operators: `whatsapp:80007`.
        code: String,
    },
    /// No clear answer came: whether it was done is for the next list to tell.
    #[error("no clear answer ({what})")]
    Unclear {
        /// What happened.
        what: String,
    },
    /// This gateway has no such call.
    #[error("this gateway has no such call: {0}")]
    Unsupported(&'static str),
}

/// The templates of one business account.
pub struct Templates {
    gateway: Gateway,
    list: Url,
    base: String,
    headers: HeaderMap,
    transport: Transport,
}

impl Templates {
    /// The templates of `account` (Meta's id of the business account; 360dialog needs none).
    ///
    /// # Errors
    /// [`SetupError`] when the URL, the token or the account's id cannot be right.
    pub fn new(settings: &WhatsAppSettings, account: Option<&str>) -> Result<Self, SetupError> {
        let WhatsAppSettings { gateway, base_url, api_version, .. } = settings;
        let account = || account.filter(|id| is_number(id)).ok_or(SetupError::BadAccountId);
        let (version, path) = match gateway {
            Gateway::Meta => (api_version.clone(), format!("{}/message_templates", account()?)),
            Gateway::Turn => {
                (format!("graph/{TURN_VERSION}"), format!("{}/message_templates", account()?))
            }
            Gateway::Dialog360 => ("v1".to_owned(), "configs/templates".to_owned()),
        };
        let base = format!("{}/{version}", base_url.trim_end_matches('/'));
        let list = url_at(&base, &path)?;
        let headers = auth(*gateway, &settings.access_token)?;
        let transport = Transport::new("whatsapp", &list, settings.timeouts)?;
        Ok(Self { gateway: *gateway, list, base, headers, transport })
    }

    /// Every template of the account, in the platform's order. `page` hears how many there are so
    /// far.
    ///
    /// # Errors
    /// [`ManageError`]; a list that breaks off is no list.
    pub async fn list(&self, mut page: impl FnMut(usize)) -> Result<Vec<Template>, ManageError> {
        let mut all: Vec<Template> = Vec::new();
        let mut after = None;
        // a gateway that does not know one of the fields gives its own selection
        let mut with_fields = self.gateway != Gateway::Dialog360;
        for _ in 0..PAGES {
            let url = self.page(after.as_deref(), all.len(), with_fields);
            let answer = match read(&self.call("GET", url, None).await?) {
                Err(ManageError::Refused(refusal))
                    if with_fields && refusal.code == "whatsapp:100" && all.is_empty() =>
                {
                    with_fields = false;
                    continue;
                }
                answer => answer?,
            };
            let found = wire::page(&answer)
                .ok_or_else(|| ManageError::Unclear { what: "whatsapp:list".to_owned() })?;
            let empty = found.templates.is_empty();
            all.extend(found.templates);
            page(all.len());
            let more = match self.gateway {
                Gateway::Dialog360 => found.total.is_some_and(|total| all.len() < total),
                Gateway::Meta | Gateway::Turn => found.after.is_some(),
            };
            if empty || !more {
                return Ok(all);
            }
            after = found.after;
        }
        Err(ManageError::Unclear { what: "whatsapp:endless_list".to_owned() })
    }

    fn page(&self, after: Option<&str>, so_far: usize, with_fields: bool) -> Url {
        let mut url = self.list.clone();
        let mut query = url.query_pairs_mut();
        query.append_pair("limit", &PAGE.to_string());
        if self.gateway == Gateway::Dialog360 {
            query.append_pair("offset", &so_far.to_string());
        }
        if with_fields {
            query.append_pair("fields", wire::FIELDS);
        }
        if let Some(after) = after {
            query.append_pair("after", after);
        }
        drop(query);
        url
    }

    /// One template by the platform's id.
    ///
    /// # Errors
    /// [`ManageError`]; 360dialog has no such call.
    pub async fn get(&self, id: &str) -> Result<Template, ManageError> {
        if self.gateway == Gateway::Dialog360 {
            return Err(ManageError::Unsupported("one template by its id"));
        }
        let unclear = || ManageError::Unclear { what: "whatsapp:template".to_owned() };
        let id = Some(id).filter(|id| is_number(id)).ok_or_else(unclear)?;
        let url = url_at(&self.base, id).map_err(|_| unclear())?;
        wire::one(&read(&self.call("GET", url, None).await?)?).ok_or_else(unclear)
    }

    /// Makes a template; Meta reviews it within a day. Gives its state, as the platform says it.
    ///
    /// # Errors
    /// [`ManageError`]; after [`ManageError::Unclear`] list before trying again.
    pub async fn create(&self, new: &NewTemplate<'_>) -> Result<String, ManageError> {
        let answer = self.call("POST", self.list.clone(), Some(wire::create(new))).await?;
        let answer = read(&answer)?;
        Ok(answer["status"].as_str().unwrap_or("PENDING").to_ascii_uppercase())
    }

    /// Deletes a template: in one language by the platform's id of it, else in every language. Its
    /// name cannot be used again for 30 days.
    ///
    /// # Errors
    /// [`ManageError`]; 360dialog deletes every language only.
    pub async fn delete(&self, name: &str, id: Option<&str>) -> Result<(), ManageError> {
        let mut url = self.list.clone();
        if self.gateway == Gateway::Dialog360 {
            if id.is_some() {
                return Err(ManageError::Unsupported("deleting one language of a template"));
            }
            if let Ok(mut path) = url.path_segments_mut() {
                path.push(name);
            }
        } else {
            let mut query = url.query_pairs_mut();
            query.append_pair("name", name);
            if let Some(id) = id {
                query.append_pair("hsm_id", id);
            }
        }
        read(&self.call("DELETE", url, None).await?).map(|_| ())
    }

    async fn call(
        &self,
        method: &'static str,
        url: Url,
        body: Option<serde_json::Value>,
    ) -> Result<Answer, ManageError> {
        let called = self.transport.call(method, url, self.headers.clone(), body.as_ref());
        called.await.map_err(|error| refused(error, None, None))
    }
}

/// The answer of a call that was done, or why it was not.
fn read(answer: &Answer) -> Result<serde_json::Value, ManageError> {
    let json = serde_json::from_slice::<serde_json::Value>(&answer.body).ok();
    let error = json.as_ref().and_then(wire::error);
    match (json, &error) {
        (Some(json), None) if (200..300).contains(&answer.status) => Ok(json),
        (_, error) => {
            let code = error.as_ref().and_then(|error| error.code);
            let said = error.as_ref().and_then(|error| error.said.clone());
            let wait = answer.usage.as_deref().and_then(wire::regained_in);
            Err(refused(errors::classify(code, answer.status), said, wait))
        }
    }
}

/// The same table of codes as for a message, in the words of a command. `wait`: what the platform
/// itself says, which counts for more.
fn refused(error: SendError, said: Option<String>, wait: Option<Duration>) -> ManageError {
    match error {
        SendError::Refused(mut refusal) => {
            if let Some(said) = said {
                refusal.detail = format!("{}; WhatsApp says: {said}", refusal.detail);
            }
            ManageError::Refused(refusal)
        }
        SendError::NotNow { wait: usual, code, .. } => {
            ManageError::NotNow { wait: wait.unwrap_or(usual), code }
        }
        SendError::Unknown { what } => ManageError::Unclear { what },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::Reason;
    use crate::channel::transport::Timeouts;

    fn templates(gateway: Gateway, account: Option<&str>) -> Result<Templates, SetupError> {
        let settings = WhatsAppSettings {
            gateway,
            base_url: "https://gateway.example/".to_owned(),
            api_version: "v26.0".to_owned(),
            phone_number_id: "1".to_owned(),
            access_token: "t".to_owned(),
            timeouts: Timeouts::default(),
        };
        Templates::new(&settings, account)
    }

    #[test]
    fn each_gateway_has_its_own_path() {
        for (gateway, path) in [
            (Gateway::Meta, "https://gateway.example/v26.0/9/message_templates"),
            (Gateway::Turn, "https://gateway.example/graph/v14.0/9/message_templates"),
            (Gateway::Dialog360, "https://gateway.example/v1/configs/templates"),
        ] {
            assert_eq!(templates(gateway, Some("9")).unwrap().list.as_str(), path);
        }
        for account in [None, Some(""), Some("9/messages")] {
            let wrong = templates(Gateway::Meta, account).err();
            assert_eq!(wrong, Some(SetupError::BadAccountId), "{account:?}");
        }
        assert!(templates(Gateway::Dialog360, None).is_ok());
    }

    #[test]
    fn a_page_is_asked_for_in_the_gateways_own_way() {
        let asked = |gateway, after, so_far, fields| {
            let templates = templates(gateway, Some("9")).unwrap();
            templates.page(after, so_far, fields).query().unwrap_or_default().to_owned()
        };
        assert_eq!(asked(Gateway::Meta, Some("MjQ"), 100, false), "limit=100&after=MjQ");
        assert!(asked(Gateway::Meta, None, 0, true).contains("fields=id%2Cname"));
        assert_eq!(asked(Gateway::Dialog360, None, 200, false), "limit=100&offset=200");
    }

    #[test]
    fn the_platforms_no_is_told_with_its_reason_and_its_enough_with_a_time() {
        let answer = |status, body: &str, usage: Option<&str>| Answer {
            status,
            body: body.as_bytes().to_vec(),
            usage: usage.map(str::to_owned),
        };
        let usage = r#"{"9":[{"type":"whatsapp","estimated_time_to_regain_access":19}]}"#;
        let enough = answer(400, r#"{"error":{"code":80007,"message":"x"}}"#, Some(usage));
        let wait = Duration::from_secs(19 * 60);
        let code = "whatsapp:80007".to_owned();
        assert_eq!(read(&enough), Err(ManageError::NotNow { wait, code }));
        let no = answer(
            400,
            r#"{"error":{"code":100,"error_user_msg":"The name is in use.\nChoose another."}}"#,
            None,
        );
        let Err(ManageError::Refused(refusal)) = read(&no) else { panic!("refused") };
        assert_eq!((refusal.code.as_str(), refusal.reason), ("whatsapp:100", Reason::Dead));
        assert!(refusal.detail.ends_with("WhatsApp says: The name is in use. Choose another."));
        assert!(matches!(read(&answer(502, "<html>", None)), Err(ManageError::Unclear { .. })));
        assert!(read(&answer(200, r#"{"success":true}"#, None)).is_ok());
    }
}
