//! `POST /taal`: the language of the pages, for this browser.

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::WebState;
use crate::http::error::HttpError;
use crate::http::locale::Locale;

/// The button under every page.
#[derive(Deserialize)]
pub struct Choice {
    taal: String,
    terug: String,
}

/// Remembers the language for a year and goes back to the page.
pub async fn choose(
    State(state): State<WebState>,
    Form(choice): Form<Choice>,
) -> Result<Response, HttpError> {
    let locale = Locale::of(&choice.taal).ok_or(HttpError::Unreadable)?;
    let back = if is_own(&choice.terug) { choice.terug.as_str() } else { "/" };
    let mut headers = HeaderMap::new();
    if let Some(cookie) = state.gate().remember_locale(locale) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    Ok((headers, Redirect::to(back)).into_response())
}

// `//elsewhere` and `/\elsewhere` are other websites to a browser.
fn is_own(path: &str) -> bool {
    path.starts_with('/') && !path[1..].starts_with(['/', '\\']) && path.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn back_is_a_page_of_this_server() {
        assert!(is_own("/"));
        assert!(is_own("/inburgeraars?toon=meer&p=2"));
        for elsewhere in
            ["", "//elders.nl", "/\\elders.nl", "https://elders.nl", "javascript:1", "/é"]
        {
            assert!(!is_own(elsewhere), "{elsewhere}");
        }
    }
}
