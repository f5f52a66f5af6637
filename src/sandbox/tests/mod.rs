//! The sandbox on the wire: a service stands in, calls both platforms and gets their webhooks.

mod page;
mod people;
mod telegram;
mod whatsapp;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use serde_json::{Value, json};

use super::*;
use crate::clock::Clock;
use crate::message::ChannelKind;
use crate::trade::person::Language;

/// A service that only remembers what it was told.
#[derive(Clone, Default)]
struct House {
    heard: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    /// Answers to give first, before 200.
    moods: Arc<Mutex<VecDeque<StatusCode>>>,
    url: String,
}

impl House {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/webhook", listener.local_addr().expect("an address"));
        let house = Self { url, ..Self::default() };
        let router =
            Router::new().route("/webhook", get(echo).post(hear)).with_state(house.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        house
    }

    fn bodies(&self) -> Vec<Value> {
        let heard = self.heard.lock().expect("unpoisoned");
        heard.iter().map(|(_, body)| serde_json::from_slice(body).expect("JSON")).collect()
    }

    /// The `status` words of WhatsApp's webhooks, in the order of arrival.
    fn statuses(&self) -> Vec<String> {
        let status = |body: &Value| {
            let status = &body["entry"][0]["changes"][0]["value"]["statuses"][0]["status"];
            status.as_str().map(str::to_owned)
        };
        self.bodies().iter().filter_map(status).collect()
    }
}

async fn hear(State(house): State<House>, headers: HeaderMap, body: Bytes) -> StatusCode {
    house.heard.lock().expect("unpoisoned").push((headers, body));
    house.moods.lock().expect("unpoisoned").pop_front().unwrap_or(StatusCode::OK)
}

async fn echo(Query(query): Query<std::collections::HashMap<String, String>>) -> String {
    match query["hub.verify_token"].as_str() {
        "sandbox-verify-token" => query["hub.challenge"].clone(),
        _ => String::new(),
    }
}

/// A sandbox, a house that both platforms know, and the clock.
struct Street {
    sandbox: Sandbox,
    house: House,
    clock: Clock,
    http: reqwest::Client,
}

impl Street {
    async fn new() -> Self {
        Self::with_seed(1).await
    }

    async fn with_seed(seed: u64) -> Self {
        let clock = Clock::stepped("2026-11-23T09:00:00Z".parse().expect("an instant"));
        let mut settings = Settings::new(clock.clone());
        settings.seed = seed;
        settings.whatsapp.templates = vec![
            TemplateSpec::new("pvt_herinnering", "nl", 1)
                .with_body("Komt u {{1}}?")
                .with_buttons(&["Ik kom", "Ik kan niet"]),
        ];
        let sandbox = Sandbox::start(settings).await.expect("two ports");
        let house = House::open().await;
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        sandbox.set_whatsapp_webhook(house.url.clone());
        let street = Self { sandbox, house, clock, http };
        let hook = json!({ "url": street.house.url, "secret_token": "geheim" });
        assert_eq!(street.bot("SetWebhook", hook).await.1["result"], true);
        street
    }

    fn phone(&self, id: &str, kind: ChannelKind, behaviour: Behaviour) {
        let handle = match kind {
            ChannelKind::Telegram => "4001",
            ChannelKind::Whatsapp => "31612345678",
        };
        self.sandbox.add_phone(PhoneSpec {
            id: id.to_owned(),
            owner: "Samira Haddad".to_owned(),
            kind,
            handle: handle.to_owned(),
            language: Language::Ar,
            behaviour,
            started: true,
        });
    }

    async fn bot(&self, method: &str, params: Value) -> (u16, Value) {
        let token = "7000000001:sandbox-token-guards-nothing";
        let url = format!("{}/bot{token}/{method}", self.sandbox.telegram_url());
        let answer = self.http.post(url).json(&params).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    async fn meta(&self, kind: &str, content: Value) -> (u16, Value) {
        let url = format!("{}/v26.0/700000000000001/messages", self.sandbox.whatsapp_url());
        let mut body = json!({
            "messaging_product": "whatsapp", "recipient_type": "individual",
            "to": "+31612345678", "type": kind, "biz_opaque_callback_data": "part-1",
        });
        body[kind] = content;
        let call = self.http.post(url).bearer_auth("sandbox-access-token").json(&body);
        let answer = call.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// Waits until every webhook is brought.
    async fn settle(&self) {
        for _ in 0..2000 {
            if self.sandbox.is_idle() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the sandbox does not come to rest");
    }

    /// Lets people live for so long, event by event.
    async fn live(&self, hours: i64) {
        let end = self.clock.civil() + TimeDelta::hours(hours);
        self.settle().await;
        while let Some(next) = self.sandbox.next_action_at().filter(|next| *next <= end) {
            let step = next - self.clock.civil();
            self.clock.advance(step.to_std().unwrap_or_default());
            self.settle().await;
        }
        self.clock.advance((end - self.clock.civil()).to_std().unwrap_or_default());
    }

    fn shown(&self, phone: &str) -> Vec<String> {
        let said =
            |bubble: Bubble| format!("{}{}", if bubble.from_me { "> " } else { "< " }, bubble.text);
        self.sandbox.transcript(phone).into_iter().map(said).collect()
    }
}
