//! Files that people sent to the bot: asked for by id, then downloaded.

use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;
use serde::Deserialize;

use super::shell::{Telegram, accepted, dead, not_now};
use crate::channel::{MEDIA_MOST, Media, SendError, lenient};

#[derive(serde::Serialize)]
struct GetFile<'a> {
    file_id: &'a str,
}

#[derive(Deserialize)]
struct File {
    #[serde(default, deserialize_with = "lenient::number")]
    file_size: Option<i64>,
    #[serde(default, deserialize_with = "lenient::part")]
    file_path: Option<String>,
}

impl Telegram {
    pub(super) async fn download(&self, file_id: &str) -> Result<Media, SendError> {
        let asked = self.post("getFile", &GetFile { file_id }, Duration::ZERO).await?;
        let file: File = serde_json::from_str(accepted(&asked)?)
            .map_err(|_| not_now("telegram:file_without_path"))?;
        if file.file_size.is_some_and(|size| size > MEDIA_MOST as i64) {
            return Err(dead("telegram:too_large", "the file is larger than we keep"));
        }
        let path = file.file_path.ok_or_else(|| not_now("telegram:file_without_path"))?;
        // documented as https://api.telegram.org/file/bot<token>/<file_path>
        let url = self
            .base
            .rsplit_once("/bot")
            .map(|(root, token)| format!("{root}/file/bot{token}/{path}"))
            .and_then(|url| Url::parse(&url).ok())
            .ok_or_else(|| dead("telegram:url", "the API URL is not valid"))?;
        self.transport.download(url, HeaderMap::new(), MEDIA_MOST).await
    }
}
