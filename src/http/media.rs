//! `/media/{file}`: the recordings and pictures that platforms fetch because a message names them.
//!
//! Public on purpose: what is said to everybody, without a name in it. Named by the hash of what it is, or by
//! what it counts, so that it never changes and nothing else can be asked for. Only what was published.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;

use super::error::HttpError;
use crate::aid::{PICTURE_MIME, RECORDING_MIME, card, is_sha256, pictogram};
use crate::store::Db;
use crate::store::content_files::{Kind, content};
use crate::store::revisions::Revisions;

/// What the files are found in.
#[derive(Clone)]
pub struct MediaState {
    /// Where they are stored.
    pub db: Db,
    /// The pictures that were drawn last.
    pub contents: Revisions,
}

/// `GET /media/{hash}.ogg`, `/media/{hash}.png`, `/media/voortgang-3-8.png`.
pub fn router(state: MediaState) -> Router {
    Router::new().route("/media/{file}", get(show)).with_state(state)
}

async fn show(
    State(state): State<MediaState>,
    Path(file): Path<String>,
) -> Result<Response, HttpError> {
    let found = match file.rsplit_once('.') {
        Some((hash, "ogg")) if is_sha256(hash) => {
            let mut tx = state.db.read().await?;
            let sound = content(&mut tx, hash, Kind::Ogg, true).await?;
            sound.map(|sound| (RECORDING_MIME, Bytes::from(sound)))
        }
        Some((name, "png")) => {
            let picture = picture(&state, &file, name).await?;
            picture.map(|picture| (PICTURE_MIME, Bytes::from_owner(picture)))
        }
        _ => None,
    };
    let Some((kind, body)) = found else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let mut answer = body.into_response();
    let headers: [(HeaderName, &'static str); 3] = [
        (header::CONTENT_TYPE, kind),
        // its name is its hash: it never changes
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::CONTENT_DISPOSITION, "inline"),
    ];
    for (name, value) in headers {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}

/// A picture that was drawn before, or is drawn now; none: there is no such drawing.
async fn picture(
    state: &MediaState,
    file: &str,
    name: &str,
) -> Result<Option<Arc<[u8]>>, HttpError> {
    // what waits on the shelf may be of a draft
    let svg = match card::of_file_name(file) {
        Some((done, of)) => card::svg(done, of),
        None if is_sha256(name) => {
            let mut tx = state.db.read().await?;
            let drawing = content(&mut tx, name, Kind::Svg, true).await?;
            match drawing.and_then(|drawing| String::from_utf8(drawing).ok()) {
                Some(svg) => svg,
                None => return Ok(None),
            }
        }
        None => return Ok(None),
    };
    let shelf = state.contents.drawn();
    if let Some(known) = shelf.get(file) {
        return Ok(Some(known));
    }
    let drawn = tokio::task::spawn_blocking(move || pictogram::png(&svg)).await;
    let Ok(Ok(png)) = drawn else { return Ok(None) };
    let png: Arc<[u8]> = png.into();
    shelf.keep(file, png.clone());
    Ok(Some(png))
}
