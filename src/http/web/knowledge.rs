//! `/naslag`: exceptions, consequences and activities, searched with words that stand in the address.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;

use super::WebState;
use super::page::{Frame, html};
use crate::dialog::knowledge::{Activity, Consequence, Exception};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    zoek: Option<String>,
}

#[derive(Template)]
#[template(path = "knowledge.html")]
struct KnowledgePage {
    frame: Frame,
    asked: String,
    exceptions: Vec<Exception>,
    consequences: Vec<Consequence>,
    activities: Vec<Activity>,
}

/// `GET /naslag`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let asked: String = asked.zoek.unwrap_or_default().chars().take(100).collect();
    let mut tx = state.db.read().await?;
    let content = state.contents.published(&mut tx).await?;
    drop(tx);
    let mut knowledge = content.map(|content| (*content.knowledge).clone()).unwrap_or_default();
    knowledge.exceptions.retain(|exception| exception.mentions(&asked));
    knowledge.consequences.retain(|consequence| consequence.mentions(&asked));
    knowledge.activities.retain(|activity| activity.mentions(&asked));
    html(&KnowledgePage {
        frame: Frame::new(&state, Some(&visitor), "/naslag"),
        asked,
        exceptions: knowledge.exceptions,
        consequences: knowledge.consequences,
        activities: knowledge.activities,
    })
}
