//! What can go wrong behind a door, and the page that says so.
//!
//! The visitor reads what happened and what to do; the log gets the chain of causes once, without
//! anything a person wrote or is called.

use std::error::Error as _;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::assets;
use super::locale::Locale;
use crate::store::StoreError;

/// Why there is no ordinary answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// Nothing lives here, or not for this visitor.
    #[error("there is nothing here")]
    NotFound,
    /// This visitor may not do this.
    #[error("not allowed")]
    Forbidden,
    /// The form is not one of ours, or of an ended session.
    #[error("the form was refused: {0}")]
    Forged(&'static str),
    /// There is no session any more; asked for by the script, which shows it.
    #[error("not signed in")]
    SignedOut,
    /// The form is too large or cannot be read.
    #[error("the form cannot be read")]
    Unreadable,
    /// Somebody else was first.
    #[error("somebody else was first")]
    Conflict {
        /// What happened, in words for the page.
        what: String,
    },
    /// As much is going on as we can do at once.
    #[error("too much at once")]
    Busy,
    /// A bug of ours.
    #[error("a handler broke")]
    Broken,
    /// The database did not do it.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// A page could not be written.
    #[error("a page could not be written")]
    Page(#[from] askama::Error),
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    language: &'static str,
    css: &'static str,
    theme: Option<&'static str>,
    icon: &'static str,
    code: u16,
    title: &'a str,
    what: &'a str,
}

impl HttpError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Forged(_) => StatusCode::FORBIDDEN,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::Store(_) | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken | Self::Page(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(&self) -> (&str, &str) {
        match self {
            Self::NotFound => (
                say!("Deze pagina is er niet"),
                say!("Misschien is het adres niet goed overgenomen, of is het al afgehandeld."),
            ),
            Self::Forbidden => (
                say!("Dit mag u niet zien"),
                say!(
                    "Uw rol geeft hier geen toegang. Denkt u dat dat niet klopt? Vraag het de beheerder."
                ),
            ),
            Self::Forged(_) => (
                say!("Dit formulier is niet verwerkt"),
                say!(
                    "Het is verlopen, of het kwam niet van deze website. Ga terug, ververs de pagina \
                 en probeer het opnieuw. Er is niets veranderd."
                ),
            ),
            Self::SignedOut => {
                (say!("U bent uitgelogd"), say!("Log opnieuw in om verder te gaan."))
            }
            Self::Unreadable => (
                say!("Dit formulier is niet te lezen"),
                say!("Ga terug en probeer het opnieuw. Er is niets veranderd."),
            ),
            Self::Conflict { what } => (say!("Een collega was u voor"), what),
            Self::Store(_) => (
                say!("Het lukt nu even niet"),
                say!(
                    "De gegevens zijn even niet bereikbaar. Er is niets veranderd. Probeer het over \
                 een minuut opnieuw."
                ),
            ),
            Self::Busy => (say!("Het is nu te druk"), say!("Probeer het over een minuut opnieuw.")),
            Self::Broken | Self::Page(_) => (
                say!("Er ging iets mis"),
                say!(
                    "Dat ligt aan ons. De beheerder kan in het logboek zien wat er is gebeurd. Er is \
                 niets veranderd."
                ),
            ),
        }
    }

    fn log(&self) {
        match self {
            Self::Store(_) | Self::Page(_) => {
                let mut chain = self.to_string();
                let mut next = self.source();
                while let Some(cause) = next {
                    chain.push_str(": ");
                    chain.push_str(&cause.to_string());
                    next = cause.source();
                }
                tracing::error!(%chain, "a page failed: {chain}");
            }
            Self::Broken => tracing::error!("a page failed: its handler panicked"),
            Self::Forged(why) => tracing::warn!(why, "a form was refused: {why}"),
            _ => {}
        }
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        self.log();
        let status = self.status();
        let (title, what) = self.words();
        let page = FailurePage {
            language: Locale::current().code(),
            css: assets::css(),
            theme: assets::theme(),
            icon: assets::icon(),
            code: status.as_u16(),
            title,
            what,
        };
        let body = page.render().unwrap_or_else(|_| title.to_owned());
        let mut response = (status, Html(body)).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            let minute = header::HeaderValue::from_static("60");
            response.headers_mut().insert(header::RETRY_AFTER, minute);
        }
        response
    }
}
