//! The language of the pages: Dutch, as it stands in templates and handlers, or English.
//!
//! Every word for colleagues goes through `say!`, with the Dutch sentence as its key;
//! `english/*.toml` has the same sentence in English. What an inburgeraar reads has twelve languages
//! and plural rules and goes through Fluent (`text`); two languages that count alike need neither.
//! Legal terms (klantmanager, PVT, brede intake) and names of roles stay Dutch in both.
//!
//! The language of a request is what its cookie says, and rides along with its task, because a date
//! deep in a row needs it as much as a heading.

use std::fmt::Display;

use axum::extract::Request as HttpRequest;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;

mod english;

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// As it is written.
    #[default]
    Dutch,
    /// From `english/*.toml`.
    English,
}

struct Request {
    locale: Locale,
    /// Path and query of the page that is being read; `/` while a form is answered.
    page: String,
}

tokio::task_local! {
    static CURRENT: Request;
}

impl Locale {
    /// Of the request that is being answered; Dutch outside of one.
    pub fn current() -> Self {
        CURRENT.try_with(|request| request.locale).unwrap_or_default()
    }

    /// `nl` or `en`, as `lang` and the cookie want it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// The language with this code.
    pub fn of(code: &str) -> Option<Self> {
        [Self::Dutch, Self::English].into_iter().find(|locale| locale.code() == code)
    }

    /// The other one, which a page offers.
    pub fn other(self) -> Self {
        match self {
            Self::Dutch => Self::English,
            Self::English => Self::Dutch,
        }
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Dutch => "Nederlands",
            Self::English => "English",
        }
    }

    fn asked_for(headers: &HeaderMap) -> Self {
        let jar = CookieJar::from_headers(headers);
        COOKIES.iter().find_map(|name| Self::of(jar.get(name)?.value())).unwrap_or_default()
    }
}

/// The cookie over TLS and without. What it holds is no secret and opens nothing.
pub const COOKIES: [&str; 2] = ["__Host-wegwijzer-taal", "wegwijzer-taal"];

/// Answers in the language that the browser asks for.
pub async fn carry(request: HttpRequest, next: Next) -> Response {
    let locale = Locale::asked_for(request.headers());
    let page = match (request.method(), request.uri().path_and_query()) {
        // what a provider of accounts sent along is used once, and stands on no page
        (&Method::GET, Some(page)) if page.path() != "/inloggen/terug" => page.as_str(),
        _ => "/",
    };
    let current = Request { locale, page: page.to_owned() };
    CURRENT.scope(current, next.run(request)).await
}

/// Where to return to when the language has been changed: a path on this server.
pub fn page() -> String {
    CURRENT.try_with(|request| request.page.clone()).unwrap_or_else(|_| "/".to_owned())
}

/// `dutch` in the language of this request. What has no English yet stays Dutch; a test names it.
pub fn words(dutch: &'static str) -> &'static str {
    match Locale::current() {
        Locale::Dutch => dutch,
        Locale::English => english::of(dutch).unwrap_or(dutch),
    }
}

/// Puts each argument where its `{name}` stands.
pub fn fill(words: &str, arguments: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(words.len() + 16);
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, value)) = arguments.iter().find(|(known, _)| *known == name) {
            filled.push_str(&value.to_string());
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// Words for colleagues: `say!("Nog geen bericht")`, or `say!("Nog {n} dagen", n = days)`.
/// Without arguments it is a `&'static str`, with arguments a `String`.
macro_rules! say {
    ($dutch:literal) => {
        $crate::http::locale::words($dutch)
    };
    ($dutch:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::http::locale::fill(
            $crate::http::locale::words($dutch),
            &[$((stringify!($name), &$value as &dyn std::fmt::Display)),+],
        )
    };
}

#[cfg(test)]
mod tests;
