//! `/inburgeraars/{person}/bestand/{media}`: a photo or a voice note that somebody sent, for who may see them.
//!
//! What it is, is taken from a short list, never from the file itself; everything else is saved, not shown. No
//! browser and no proxy keeps it: the headers of every answer say so.

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::ids::{MediaId, PersonId};
use crate::store::{talk, trail};

/// How a page shows a file of this kind (`image`, `audio`, `video`, or nothing: it is saved), and what it is sent as.
pub(super) fn form(mime: Option<&str>) -> (&'static str, &'static str) {
    let bare = mime.and_then(|mime| mime.split(';').next()).unwrap_or_default().trim();
    match bare {
        "image/jpeg" => ("image", "image/jpeg"),
        "image/png" => ("image", "image/png"),
        "image/webp" => ("image", "image/webp"),
        "audio/ogg" | "audio/opus" => ("audio", "audio/ogg"),
        "audio/mpeg" => ("audio", "audio/mpeg"),
        "audio/mp4" | "audio/aac" => ("audio", "audio/mp4"),
        "video/mp4" => ("video", "video/mp4"),
        _ => ("", "application/octet-stream"),
    }
}

/// `GET /inburgeraars/{person}/bestand/{media}`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((person, media)): Path<(String, String)>,
) -> Result<Response, HttpError> {
    let person: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let media: MediaId = media.parse().map_err(|_| HttpError::NotFound)?;
    let mut tx = state.db.read().await?;
    let who = trail::seen_by(&mut tx, person, visitor.viewer()).await?;
    let who = who.ok_or(HttpError::NotFound)?;
    let found = talk::file(&mut tx, media, who.id).await?;
    let (mime, content) = found.ok_or(HttpError::NotFound)?;
    let (shown_as, kind) = form(mime.as_deref());
    let disposition = if shown_as.is_empty() { "attachment" } else { "inline" };
    let mut answer = content.into_response();
    let headers: [(HeaderName, &'static str); 2] =
        [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)];
    for (name, value) in headers {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_to_be_harmless_is_shown() {
        for (mime, shown, kind) in [
            (Some("image/jpeg"), "image", "image/jpeg"),
            (Some("audio/ogg; codecs=opus"), "audio", "audio/ogg"),
            (Some("image/svg+xml"), "", "application/octet-stream"),
            (Some("text/html"), "", "application/octet-stream"),
            (None, "", "application/octet-stream"),
        ] {
            assert_eq!(form(mime), (shown, kind), "{mime:?}");
        }
    }
}
