//! The stylesheet, the script and the icon: in the binary, under addresses that hold a hash of
//! their content, so that browsers keep them for a year and never show an old one.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use axum::extract;
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

/// A municipality's own stylesheet, behind ours. One per process, as the others.
static THEME: OnceLock<Asset> = OnceLock::new();

/// A larger one is not a theme, and every page would wait for it. In bytes.
const LARGEST_THEME: u64 = 200_000;

/// Lets every page wear the stylesheet in this file as well; the first one stays.
///
/// # Errors
/// When it cannot be read, or is larger than a theme is.
pub fn wear(path: &Path) -> io::Result<()> {
    let bytes = fs::metadata(path)?.len();
    if bytes > LARGEST_THEME {
        let what = format!("has {bytes} bytes; at most {LARGEST_THEME}");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
    }
    let css = fs::read_to_string(path)?;
    THEME.get_or_init(|| asset("huisstijl", "css", "text/css; charset=utf-8", css.leak()));
    Ok(())
}

/// Where the municipality's own stylesheet is, if it has one.
pub fn theme() -> Option<&'static str> {
    THEME.get().map(|asset| asset.href.as_str())
}

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
pub async fn serve(extract::Path(file): extract::Path<String>) -> Result<Response, HttpError> {
    let asset = [&*CSS, &*LETTER, &*SCRIPT, &*ICON]
        .into_iter()
        .chain(THEME.get())
        .find(|asset| asset.href.strip_prefix("/assets/") == Some(&file))
        .ok_or(HttpError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.body).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_theme_has_an_address_of_its_own_and_a_file_that_is_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huisstijl.css");
        fs::write(&path, "x".repeat(200_001)).unwrap();
        assert!(wear(&path).unwrap_err().to_string().contains("200001 bytes; at most 200000"));
        let css = ":root { --ww-brand: #154273; }";
        fs::write(&path, css).unwrap();
        wear(&path).unwrap();
        let file = theme().unwrap().strip_prefix("/assets/").unwrap().to_owned();
        let answer = serve(extract::Path(file)).await.unwrap();
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(axum::body::to_bytes(answer.into_body(), 1000).await.unwrap(), css);
    }
}
