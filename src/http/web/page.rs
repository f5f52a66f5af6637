//! The frame that all pages share.

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::WebState;
use crate::http::assets;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::locale::{self, Locale};
use crate::trade::staff::Scope;

/// What the frame shows around a page.
pub(super) struct Frame {
    pub(super) css: &'static str,
    pub(super) theme: Option<&'static str>,
    pub(super) script: &'static str,
    pub(super) icon: &'static str,
    pub(super) gemeente: String,
    pub(super) demo_clock: Option<String>,
    pub(super) who: Option<Who>,
    /// The path of this page, to mark it in the menu.
    pub(super) here: &'static str,
    pub(super) locale: Locale,
    /// Where to return to in the other language.
    pub(super) back: String,
}

/// Who is logged in.
pub(super) struct Who {
    pub(super) name: String,
    pub(super) role: &'static str,
    pub(super) csrf: String,
    pub(super) operates: bool,
    pub(super) sees_dialogs: bool,
    pub(super) sees_presence: bool,
    pub(super) has_people: bool,
    pub(super) sees_letters: bool,
    pub(super) imports: bool,
    pub(super) keeps_accounts: bool,
}

impl Frame {
    pub(super) fn new(state: &WebState, visitor: Option<&Visitor>, here: &'static str) -> Self {
        Self {
            css: assets::css(),
            theme: assets::theme(),
            script: assets::script(),
            icon: assets::icon(),
            gemeente: state.title.clone(),
            demo_clock: state.demo.as_ref().map(|demo| demo.clock_path.clone()),
            who: visitor.map(|visitor| Who {
                name: visitor.name().to_owned(),
                role: visitor.viewer().role.as_str(),
                csrf: visitor.csrf().to_owned(),
                operates: visitor.viewer().role.operates(),
                sees_dialogs: visitor.viewer().role.works_with_content(),
                has_people: visitor.viewer().role.scope() != Scope::Nobody,
                sees_presence: visitor.viewer().role.notes_presence(),
                sees_letters: visitor.viewer().role.writes_letters(),
                imports: visitor.viewer().role.imports(),
                keeps_accounts: visitor.viewer().role.keeps_accounts(),
            }),
            here,
            locale: Locale::current(),
            back: locale::page(),
        }
    }
}

/// A part of a page, for the script; 304 when it has this one already.
pub(super) fn part(page: &impl Template, headers: &HeaderMap) -> Result<Response, HttpError> {
    let body = page.render()?;
    let digest = Sha256::digest(body.as_bytes());
    let tag: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let known =
        headers.get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes());
    if known {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    Ok(([(header::ETAG, tag)], Html(body)).into_response())
}

/// A page as an answer.
pub(super) fn html(page: &impl Template) -> Result<Html<String>, HttpError> {
    Ok(Html(page.render()?))
}
