//! The frame that all pages share.

use askama::Template;
use axum::response::Html;

use super::WebState;
use crate::http::assets;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;

/// What the frame shows around a page.
pub(super) struct Frame {
    pub(super) css: &'static str,
    pub(super) script: &'static str,
    pub(super) icon: &'static str,
    pub(super) gemeente: String,
    pub(super) demo_clock: Option<String>,
    pub(super) who: Option<Who>,
    /// The path of this page, to mark it in the menu.
    pub(super) here: &'static str,
}

/// Who is logged in.
pub(super) struct Who {
    pub(super) name: String,
    pub(super) role: &'static str,
    pub(super) csrf: String,
    pub(super) operates: bool,
    pub(super) sees_dialogs: bool,
    pub(super) sees_letters: bool,
}

impl Frame {
    pub(super) fn new(state: &WebState, visitor: Option<&Visitor>, here: &'static str) -> Self {
        Self {
            css: assets::css(),
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
                sees_letters: visitor.viewer().role.writes_letters(),
            }),
            here,
        }
    }
}

/// A page as an answer.
pub(super) fn html(page: &impl Template) -> Result<Html<String>, HttpError> {
    Ok(Html(page.render()?))
}
