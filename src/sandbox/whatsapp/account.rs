//! What Meta tells about the number and the account, to whoever asks with the token.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{media, no_such_object, templates, without_token};
use crate::sandbox::world::Shared;

/// `GET /{version}/{id}`: the number, a file that somebody sent, or else a template.
pub(super) async fn object(
    State(shared): State<Arc<Shared>>,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    if let Some(no) = without_token(&shared, &headers) {
        return no;
    }
    if path.1 != shared.settings.whatsapp.phone_number_id {
        if let Some(told) = media::told(&shared, &path.1, &headers) {
            return told;
        }
        return templates::one(State(shared), Path(path), headers).await;
    }
    axum::Json(json!({
        "id": path.1,
        "display_phone_number": "+31 85 000 0000",
        "quality_rating": "GREEN",
        "platform_type": "CLOUD_API",
    }))
    .into_response()
}

/// `GET /{version}/{account}/subscribed_apps`: who gets its webhooks.
pub(super) async fn subscribed_apps(
    State(shared): State<Arc<Shared>>,
    Path((_, account)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    if let Some(no) = without_token(&shared, &headers) {
        return no;
    }
    if account != shared.settings.whatsapp.business_account_id {
        return no_such_object(&account);
    }
    let app = json!({ "whatsapp_business_api_data": { "id": "1", "name": "Wegwijzer" } });
    axum::Json(json!({ "data": [app] })).into_response()
}
