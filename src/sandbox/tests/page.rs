//! The page "Telefoons" and its API.

use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt;

use super::*;

async fn call(street: &Street, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let answer = street.sandbox.router().oneshot(request).await.expect("infallible");
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, headers, String::from_utf8(body.to_vec()).expect("UTF-8"))
}

async fn ask(street: &Street, path: &str) -> (StatusCode, HeaderMap, String) {
    call(street, Request::get(path).body(Body::empty()).expect("a request")).await
}

async fn tell(street: &Street, path: &str, body: Value) -> StatusCode {
    let request = Request::post(path).header("content-type", "application/json");
    call(street, request.body(Body::from(body.to_string())).expect("a request")).await.0
}

#[tokio::test]
async fn the_page_needs_no_inline_script_or_style() {
    let street = Street::new().await;
    let (status, headers, html) = ask(&street, "/telefoons").await;
    assert_eq!(status, 200);
    assert!(!headers["content-security-policy"].to_str().expect("ASCII").contains("unsafe"));
    assert_eq!(headers["cache-control"], "no-store");
    assert!(html.contains("lang=\"nl\"") && !html.contains("style=") && !html.contains("onclick"));
    for (path, kind) in [
        ("phones.css", "text/css"),
        ("phones.js", "text/javascript"),
        ("phones.svg", "image/svg+xml"),
    ] {
        let (status, headers, _) = ask(&street, &format!("/telefoons/{path}")).await;
        assert_eq!(status, 200);
        assert!(headers["content-type"].to_str().expect("ASCII").starts_with(kind));
    }
}

#[tokio::test]
async fn a_visitors_phone_is_used_by_hand_and_the_others_are_only_watched() {
    let street = Street::new().await;
    street.phone("visitor", ChannelKind::Telegram, Behaviour::Visitor);
    street.phone("other", ChannelKind::Whatsapp, Behaviour::Prompt);
    let words = json!({ "text": "hallo" });
    let (own, other) = ("/telefoons/api/visitor", "/telefoons/api/other");
    assert_eq!(tell(&street, &format!("{own}/type"), words.clone()).await, 204);
    assert_eq!(tell(&street, &format!("{other}/type"), words.clone()).await, 403);
    assert_eq!(tell(&street, "/telefoons/api/no-one/type", words).await, 404);
    assert_eq!(tell(&street, &format!("{own}/start"), json!({ "token": "WW-1" })).await, 204);
    assert_eq!(tell(&street, &format!("{own}/start"), json!({ "token": "<b>" })).await, 422);
    assert_eq!(
        tell(&street, &format!("{own}/tap"), json!({ "message": "x", "choice": 0 })).await,
        409
    );
    assert_eq!(tell(&street, &format!("{own}/block"), json!({ "blocked": true })).await, 204);

    let (_, _, state) = ask(&street, "/telefoons/api/state?looking=visitor").await;
    let state: Value = serde_json::from_str(&state).expect("JSON");
    assert_eq!(state["clock"]["civil"], "2026-11-23T09:00:00Z");
    let phones = state["phones"].as_array().expect("phones");
    assert_eq!(phones[0]["messages"][0]["text"], "hallo");
    assert_eq!(phones[0]["messages"][1]["text"], "/start WW-1");
    assert_eq!(phones[0]["blocked"], true);
    assert!(phones[1]["messages"].is_null(), "not watched");
    let (_, _, state) = ask(&street, "/telefoons/api/state?watch=other").await;
    assert!(state.contains("\"habit\":\"antwoordt vlot\",\"id\":\"other\""), "{state}");
}
