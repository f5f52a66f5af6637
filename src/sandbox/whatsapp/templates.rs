//! Message templates as Meta keeps them: listed, made, reviewed, paused, moved, deleted, and told
//! about by webhook.
//!
//! Played: `GET|POST|DELETE /v<N>/<account>/message_templates` in pages, one template by its id, the
//! review (which takes a moment instead of a day), the limit on calls. Not played: editing, the 30
//! days in which a deleted name stays taken, 100 creations an hour, headers and footers.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::check::Complaint;
use super::{complain, no_such_object, without_token};
use crate::sandbox::settings::TemplateSpec;
use crate::sandbox::world::Shared;

/// How long a review takes here.
const REVIEW: Duration = Duration::from_millis(100);

/// Everything about the account's templates.
pub(in crate::sandbox) struct Shelf {
    templates: Vec<Template>,
    last_id: u64,
    /// New templates are reviewed by nobody until somebody does it by hand.
    pub(in crate::sandbox) reviews_held: bool,
    /// Management calls left; none: no limit.
    pub(in crate::sandbox) calls_left: Option<u32>,
}

struct Template {
    id: u64,
    spec: TemplateSpec,
    components: Value,
    state: String,
    reason: String,
    category: String,
    previous_category: Option<String>,
    correct_category: Option<String>,
}

impl Shelf {
    /// Templates that were approved long ago.
    pub(in crate::sandbox) fn of(approved: &[TemplateSpec]) -> Self {
        let mut shelf =
            Self { templates: Vec::new(), last_id: 900_000, reviews_held: false, calls_left: None };
        for spec in approved {
            let mut components = vec![json!({ "type": "BODY", "text": spec.body })];
            if !spec.buttons.is_empty() {
                let button = |label: &String| json!({ "type": "QUICK_REPLY", "text": label });
                let buttons: Vec<Value> = spec.buttons.iter().map(button).collect();
                components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
            }
            shelf.add(spec.clone(), json!(components), "UTILITY", "APPROVED");
        }
        shelf
    }

    fn add(&mut self, spec: TemplateSpec, components: Value, category: &str, state: &str) -> u64 {
        self.last_id += 1;
        self.templates.push(Template {
            id: self.last_id,
            spec,
            components,
            state: state.to_owned(),
            reason: "NONE".to_owned(),
            category: category.to_owned(),
            previous_category: None,
            correct_category: None,
        });
        self.last_id
    }

    fn find(&mut self, name: &str, language: &str) -> Option<&mut Template> {
        self.templates
            .iter_mut()
            .find(|template| template.spec.name == name && template.spec.language == language)
    }

    /// The template for a send, or Meta's no.
    pub(super) fn usable(&self, name: &str, language: &str) -> Result<&TemplateSpec, Complaint> {
        let found = self
            .templates
            .iter()
            .find(|template| template.spec.name == name && template.spec.language == language);
        let state = found.map_or("", |template| template.state.as_str());
        let no = |http, code, message, why: &str| Complaint {
            http,
            code,
            message,
            details: format!("template name ({name}) {why} {language}"),
        };
        match (found, state) {
            (Some(template), "APPROVED" | "FLAGGED" | "REINSTATED") => Ok(&template.spec),
            (_, "PAUSED") => Err(no(400, 132_015, "(#132015) Template is Paused", "is paused in")),
            (_, "DISABLED") => {
                Err(no(400, 132_016, "(#132016) Template is Disabled", "is disabled in"))
            }
            _ => Err(no(
                404,
                132_001,
                "(#132001) Template name does not exist in the translation",
                "does not exist in",
            )),
        }
    }
}

impl Template {
    fn json(&self) -> Value {
        let mut json = json!({
            "id": self.id.to_string(),
            "name": self.spec.name,
            "language": self.spec.language,
            "status": self.state,
            "category": self.category,
            "rejected_reason": self.reason,
            "quality_score": { "score": "UNKNOWN" },
            "components": self.components,
        });
        if let Some(previous) = &self.previous_category {
            json["previous_category"] = json!(previous);
        }
        if let Some(correct) = &self.correct_category {
            json["correct_category"] = json!(correct);
        }
        json
    }

    /// What every webhook about a template says.
    fn told(&self) -> Value {
        json!({
            "message_template_id": self.id,
            "message_template_name": self.spec.name,
            // webhooks write a hyphen where the API writes an underscore
            "message_template_language": self.spec.language.replace('_', "-"),
        })
    }
}

/// The answer to a call that is not taken: no token, another account, or too many. Counts the call.
fn refused(shared: &Shared, path: &(String, String), headers: &HeaderMap) -> Option<Response> {
    if let Some(no) = without_token(shared, headers) {
        return Some(no);
    }
    let account = path.1.as_str();
    if account != shared.settings.whatsapp.business_account_id {
        return Some(no_such_object(account));
    }
    let mut world = shared.world();
    let left = world.templates.calls_left.as_mut()?;
    if *left > 0 {
        *left -= 1;
        return None;
    }
    let mut no = complain(&Complaint {
        http: 400,
        code: 80_007,
        message: "(#80007) There have been too many calls to this WhatsApp Business account",
        details: "Rate limit issues".to_owned(),
    });
    let usage = json!({ account: [{
        "type": "whatsapp", "call_count": 100, "estimated_time_to_regain_access": 19,
    }] });
    if let Ok(usage) = usage.to_string().parse() {
        no.headers_mut().insert("x-business-use-case-usage", usage);
    }
    Some(no)
}

pub(super) async fn list(
    State(shared): State<Arc<Shared>>,
    Path(path): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    if let Some(no) = refused(&shared, &path, &headers) {
        return no;
    }
    let number = |key: &str| query.get(key).and_then(|value| value.parse::<usize>().ok());
    let (limit, from) = (number("limit").unwrap_or(25).clamp(1, 100), number("after").unwrap_or(0));
    let world = shared.world();
    let all = &world.templates.templates;
    let wanted: Vec<Value> = all
        .iter()
        .filter(|template| query.get("name").is_none_or(|name| *name == template.spec.name))
        .map(Template::json)
        .collect();
    let page: Vec<&Value> = wanted.iter().skip(from).take(limit).collect();
    let end = from + page.len();
    let mut paging = json!({ "cursors": { "before": from.to_string(), "after": end.to_string() } });
    if end < wanted.len() {
        paging["next"] = json!("https://graph.facebook.com/next-page");
    }
    axum::Json(json!({ "data": page, "paging": paging })).into_response()
}

pub(super) async fn one(
    State(shared): State<Arc<Shared>>,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    if let Some(no) = without_token(&shared, &headers) {
        return no;
    }
    let world = shared.world();
    let found = world.templates.templates.iter().find(|t| t.id.to_string() == path.1);
    match found {
        Some(template) => axum::Json(template.json()).into_response(),
        None => no_such_object(&path.1),
    }
}

pub(super) async fn create(
    State(shared): State<Arc<Shared>>,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(no) = refused(&shared, &path, &headers) {
        return no;
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let spec = match wanted(&body) {
        Ok(spec) => spec,
        Err(why) => return refuse(&why),
    };
    let category = body["category"].as_str().unwrap_or_default().to_owned();
    let mut world = shared.world();
    let shelf = &mut world.templates;
    if shelf.find(&spec.name, &spec.language).is_some() {
        return refuse("Content in this language already exists for this template");
    }
    let (name, language) = (spec.name.clone(), spec.language.clone());
    let id = shelf.add(spec, body["components"].clone(), &category, "PENDING");
    if !shelf.reviews_held {
        let reviewer = shared.clone();
        tokio::spawn(async move {
            tokio::time::sleep(REVIEW).await;
            reviewer.set_template(&name, &language, "APPROVED", "NONE");
        });
    }
    drop(world);
    axum::Json(json!({ "id": id.to_string(), "status": "PENDING", "category": category }))
        .into_response()
}

pub(super) async fn delete(
    State(shared): State<Arc<Shared>>,
    Path(path): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    if let Some(no) = refused(&shared, &path, &headers) {
        return no;
    }
    let Some(name) = query.get("name") else { return refuse("name is required") };
    let mut world = shared.world();
    let before = world.templates.templates.len();
    let id = query.get("hsm_id");
    world.templates.templates.retain(|template| {
        template.spec.name != *name || id.is_some_and(|id| template.id.to_string() != *id)
    });
    if world.templates.templates.len() == before {
        return refuse("Message template is not found");
    }
    axum::Json(json!({ "success": true })).into_response()
}

fn refuse(why: &str) -> Response {
    let mut error = json!({
        "message": "Invalid parameter", "type": "OAuthException", "code": 100,
        "error_user_title": "Message template", "error_user_msg": why,
    });
    error["fbtrace_id"] = json!("AsandboxTraceId");
    let status = axum::http::StatusCode::BAD_REQUEST;
    (status, axum::Json(json!({ "error": error }))).into_response()
}

/// Reads a template as strictly as Meta does. Source: Cloud API, "Template components", 2026.
fn wanted(body: &Value) -> Result<TemplateSpec, String> {
    let name = body["name"].as_str().unwrap_or_default();
    let fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || name.len() > 512 || !name.chars().all(fit) {
        return Err("name may hold a-z, 0-9 and _ only".to_owned());
    }
    let language = body["language"].as_str().unwrap_or_default();
    if ["", "ti", "so", "am", "ku", "pt", "zh"].contains(&language) || language.contains('-') {
        return Err(format!("language {language:?} is not supported"));
    }
    if !["UTILITY", "MARKETING", "AUTHENTICATION"]
        .contains(&body["category"].as_str().unwrap_or(""))
    {
        return Err("category must be UTILITY, MARKETING or AUTHENTICATION".to_owned());
    }
    let components = body["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let of = |kind: &str| components.iter().find(|c| c["type"] == kind);
    let text = of("BODY").and_then(|c| c["text"].as_str()).unwrap_or_default();
    if text.trim().is_empty() || text.chars().count() > 1024 {
        return Err("the body must have 1 to 1024 characters".to_owned());
    }
    if text.starts_with("{{") || text.ends_with("}}") {
        return Err("Variables can't be at the start or end of the template".to_owned());
    }
    let mut parameters = 0;
    while text.contains(&format!("{{{{{}}}}}", parameters + 1)) {
        parameters += 1;
    }
    let examples = of("BODY").map(|c| &c["example"]["body_text"][0]);
    if examples.and_then(Value::as_array).map_or(0, Vec::len) != parameters {
        return Err("an example is required for every variable".to_owned());
    }
    let mut labels = Vec::new();
    for button in of("BUTTONS").and_then(|c| c["buttons"].as_array()).into_iter().flatten() {
        let label = button["text"].as_str().unwrap_or_default();
        if button["type"] != "QUICK_REPLY" || !(1..=25).contains(&label.chars().count()) {
            return Err("a quick reply must have 1 to 25 characters".to_owned());
        }
        labels.push(label);
    }
    Ok(TemplateSpec::new(name, language, parameters).with_body(text).with_buttons(&labels))
}

impl Shared {
    /// Meta decides about a template, and tells. False: there is none of this name.
    pub(in crate::sandbox) fn set_template(
        &self,
        name: &str,
        language: &str,
        state: &str,
        reason: &str,
    ) -> bool {
        let mut world = self.world();
        let Some(template) = world.templates.find(name, language) else { return false };
        state.clone_into(&mut template.state);
        reason.clone_into(&mut template.reason);
        let mut value = template.told();
        value["event"] = json!(state);
        value["reason"] = json!(reason);
        value["message_template_category"] = json!(template.category);
        self.post_about_account("message_template_status_update", value);
        true
    }

    /// Meta announces another category (a day before), or changes it, and tells.
    pub(in crate::sandbox) fn recategorise(
        &self,
        name: &str,
        language: &str,
        category: &str,
        at_once: bool,
    ) -> bool {
        let mut world = self.world();
        let Some(template) = world.templates.find(name, language) else { return false };
        let mut value = template.told();
        if at_once {
            let previous = std::mem::replace(&mut template.category, category.to_owned());
            value["previous_category"] = json!(previous);
            value["new_category"] = json!(category);
            template.previous_category = Some(previous);
            template.correct_category = None;
        } else {
            value["new_category"] = json!(template.category);
            value["correct_category"] = json!(category);
            template.correct_category = Some(category.to_owned());
        }
        self.post_about_account("template_category_update", value);
        true
    }
}
