//! Files that people sent, as a business asks for them: by id, then from the address that is told.
//!
//! Source: Cloud API, "Media", seen November 2026: the address holds for five minutes and wants the
//! token too.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use super::without_token;
use crate::sandbox::files::{FileKind, SentFile};
use crate::sandbox::world::Shared;

/// How long an address holds.
const HOLDS: TimeDelta = TimeDelta::minutes(5);

/// `GET /{version}/{media id}`; nothing when there is no such file. The caller showed the token.
pub(super) fn told(shared: &Shared, id: &str, headers: &HeaderMap) -> Option<Response> {
    let mut world = shared.world();
    let file = world.files.get(id)?;
    if shared.faults.file_fails() {
        return Some(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    }
    let mut about = json!({
        "messaging_product": "whatsapp",
        "id": id,
        "mime_type": file.mime,
        "sha256": file.sha256(),
        "file_size": file.content.len(),
    });
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let now = shared.settings.clock.machine();
    let mid = world.files.address(id, now, HOLDS);
    about["url"] = json!(format!("http://{host}/whatsapp_business/attachments/?mid={mid}"));
    Some(axum::Json(about).into_response())
}

#[derive(Deserialize)]
pub(super) struct Asked {
    mid: String,
}

/// `GET /whatsapp_business/attachments/?mid=...`
pub(super) async fn download(
    State(shared): State<Arc<Shared>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    if let Some(no) = without_token(&shared, &headers) {
        return no;
    }
    if shared.faults.file_fails() {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let now = shared.settings.clock.machine();
    let world = shared.world();
    match world.files.at(&asked.mid, now) {
        Some(file) => {
            ([(header::CONTENT_TYPE, file.mime.clone())], file.content.clone()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The content of a message that carries a file.
pub(in crate::sandbox) fn file_json(id: &str, file: &SentFile) -> Value {
    let mut told = json!({ "id": id, "mime_type": file.mime, "sha256": file.sha256() });
    if !file.caption.is_empty() {
        told["caption"] = json!(file.caption);
    }
    match file.kind {
        FileKind::Voice => {
            told["voice"] = json!(true);
            json!({ "type": "audio", "audio": told })
        }
        FileKind::Photo => json!({ "type": "image", "image": told }),
        FileKind::Document => json!({ "type": "document", "document": told }),
    }
}
