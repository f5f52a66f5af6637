//! The stylesheet, the script and the icon: in the binary, under addresses that hold a hash of
//! their content, so that browsers keep them for a year and never show an old one.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::error::HttpError;

struct Asset {
    href: String,
    media_type: &'static str,
    body: &'static str,
}

fn asset(stem: &str, extension: &str, media_type: &'static str, body: &'static str) -> Asset {
    let digest = Sha256::digest(body.as_bytes());
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Asset { href: format!("/assets/{stem}.{hash}.{extension}"), media_type, body }
}

static CSS: LazyLock<Asset> = LazyLock::new(|| {
    let body = concat!(
        include_str!("web/assets/wegwijzer.css"),
        include_str!("../dialog/graph/svg/tree.css"),
        include_str!("web/assets/dialogen.css")
    );
    asset("wegwijzer", "css", "text/css; charset=utf-8", body)
});
static LETTER: LazyLock<Asset> =
    LazyLock::new(|| asset("brief", "css", "text/css; charset=utf-8", crate::letter::page::STYLE));
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let body = include_str!("web/assets/wegwijzer.js");
    asset("wegwijzer", "js", "text/javascript; charset=utf-8", body)
});
static ICON: LazyLock<Asset> = LazyLock::new(|| {
    asset("wegwijzer", "svg", "image/svg+xml", include_str!("web/assets/wegwijzer.svg"))
});

/// Where the stylesheet is.
pub fn css() -> &'static str {
    &CSS.href
}

/// Where the stylesheet of letters is.
pub fn letter_css() -> &'static str {
    &LETTER.href
}

/// Where the script is.
pub fn script() -> &'static str {
    &SCRIPT.href
}

/// Where the icon is.
pub fn icon() -> &'static str {
    &ICON.href
}

/// `GET /assets/{file}`.
pub async fn serve(Path(file): Path<String>) -> Result<Response, HttpError> {
    let asset = [&*CSS, &*LETTER, &*SCRIPT, &*ICON]
        .into_iter()
        .find(|asset| asset.href.strip_prefix("/assets/") == Some(&file))
        .ok_or(HttpError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.body).into_response())
}
