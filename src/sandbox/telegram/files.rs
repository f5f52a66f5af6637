//! Files that people sent, as a bot asks for them: `getFile`, then a download.
//!
//! Source: Bot API, "getFile", seen November 2026: at most 20 MB, and an address that holds for an hour.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Answer, Params, Refusal};
use crate::sandbox::files::{FileKind, SentFile};
use crate::sandbox::world::Shared;

/// The largest file that a bot may download, in bytes.
const MOST: usize = 20 * 1024 * 1024;
/// How long an address holds.
const HOLDS: TimeDelta = TimeDelta::hours(1);

impl Shared {
    pub(super) fn get_file(&self, params: &Params) -> Answer {
        let id = params.text("file_id").unwrap_or_default();
        let now = self.settings.clock.machine();
        let files = &mut self.world().files;
        let Some(file) = files.get(id) else {
            return Err(Refusal::bad("wrong file_id or the file is temporarily unavailable"));
        };
        let size = file.content.len();
        if size > MOST {
            return Err(Refusal::bad("file is too big"));
        }
        let folder = match file.kind {
            FileKind::Voice => "voice",
            FileKind::Photo => "photos",
            FileKind::Document => "documents",
        };
        let path = format!("{folder}/{}", files.address(id, now, HOLDS));
        Ok(json!({
            "file_id": id, "file_unique_id": unique(id), "file_size": size, "file_path": path,
        }))
    }
}

/// `GET /file/bot<token>/<folder>/<name>`
pub(super) async fn download(
    State(shared): State<Arc<Shared>>,
    Path((bot, _, name)): Path<(String, String, String)>,
) -> Response {
    if shared.faults.file_fails() {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let ours = bot.strip_prefix("bot") == Some(shared.settings.telegram_token.as_str());
    let now = shared.settings.clock.machine();
    let world = shared.world();
    match world.files.at(&name, now).filter(|_| ours) {
        // Telegram calls everything this
        Some(file) => {
            let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
            (kind, file.content.clone()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The part of a message that tells of a file: the field, and what is in it.
pub(in crate::sandbox) fn file_json(id: &str, file: &SentFile) -> (&'static str, Value) {
    let mut told = json!({
        "file_id": id, "file_unique_id": unique(id), "file_size": file.content.len(),
    });
    match file.kind {
        FileKind::Photo => {
            told["width"] = json!(1280);
            told["height"] = json!(960);
            ("photo", json!([told]))
        }
        FileKind::Voice => {
            told["duration"] = json!(4);
            told["mime_type"] = json!(file.mime);
            ("voice", told)
        }
        FileKind::Document => {
            told["mime_type"] = json!(file.mime);
            ("document", told)
        }
    }
}

fn unique(id: &str) -> String {
    format!("u{id}")
}
