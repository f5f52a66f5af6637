//! WhatsApp templates, by the real program against the platform as played: made, reviewed, listed,
//! compared; and a service that uses no template that Meta paused.

use wegwijzer::channel::transport::Timeouts;
use wegwijzer::channel::whatsapp::manage::Templates;
use wegwijzer::channel::whatsapp::{Gateway, WhatsAppSettings};
use wegwijzer::clock::Clock;
use wegwijzer::dialog::content::Content;
use wegwijzer::dialog::{shipped, templates};
use wegwijzer::message::ChannelKind::Whatsapp;
use wegwijzer::sandbox::{Sandbox, Settings, TemplateSpec};

use super::support::town::{Kind, PEOPLE, Town};

const HELD: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'queued' AND code = 'sjabloon-wacht'";
const TOLD: &str = "SELECT COUNT(*) FROM template WHERE state = 'PAUSED'";
const TASKS: &str = "SELECT COUNT(*) FROM task
    WHERE kind = 'storing' AND desk = 'beheer' AND cause LIKE 'template:whatsapp:pvt_herinnering%'";

/// Meta's codes of the languages that it knows.
const CODES: [&str; 10] = ["ar", "en", "es", "fa", "fr", "nl", "pt_BR", "ru", "tr", "zh_CN"];

/// How many templates the shipped dialogs need.
fn needed() -> usize {
    let content = Content::load(&shipped::files()).unwrap();
    templates::needed(&content).len()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_made_reviewed_and_then_as_it_should_be() {
    let town = Town::new(Kind::Sqlite).await;
    let unknown = town.run(&["check"]).await.ok();
    assert!(unknown.contains("whether Meta approved them was not looked at: "), "{unknown}");
    let all = town.run(&["templates", "status"]).await.ok();
    let count = needed();
    assert!(
        all.contains(&format!("{count} of {count} that the dialogs need may be sent")),
        "{all}"
    );
    assert!(town.run(&["templates", "diff"]).await.ok().contains("as they need it"));
    assert!(town.run(&["templates", "push"]).await.ok().contains("nothing is missing"));

    delete(&town, "pvt_straks").await;
    let diff = town.run(&["templates", "diff", "--json"]).await;
    assert_eq!(diff.code, 1, "{}", diff.err);
    let told: serde_json::Value = serde_json::from_str(&diff.out).unwrap();
    let found = told[0]["differences"].as_array().unwrap();
    assert_eq!(found.len(), CODES.len());
    assert!(found.iter().all(|d| d["what"] == "missing" && d["name"] == "pvt_straks"), "{told}");

    let would = town.run(&["templates", "push", "--dry-run"]).await.ok();
    assert_eq!(would.matches("would be made").count(), CODES.len(), "{would}");
    town.sandbox.hold_reviews(true);
    let known = town.run(&["check"]).await.ok();
    let told: Vec<&str> = known.lines().filter(|line| line.contains(": warning: ")).collect();
    assert_eq!(told.len(), 1, "{known}");
    assert!(told[0].starts_with("dialogs/pvt-herinnering.yaml:"), "{known}");
    assert!(told[0].contains("`pvt_straks` on whatsapp: ("), "{known}");
    assert!(told[0].contains(") is not there: `wegwijzer templates push` makes it"), "{known}");
    assert!(told[0].contains("nobody gets this message"), "{known}");
    let made = town.run(&["templates", "push"]).await.ok();
    assert_eq!(made.matches("made: PENDING").count(), CODES.len(), "{made}");
    assert!(made.contains("up to 24 hours"), "{made}");
    let status = town.run(&["templates", "status"]).await;
    assert_eq!(status.code, 1);
    assert_eq!(status.out.matches("PENDING").count(), CODES.len(), "{}", status.out);
    assert_eq!(
        town.count("SELECT COUNT(*) FROM template WHERE state = 'PENDING'").await,
        CODES.len() as i64
    );

    // a warning keeps nobody from publishing: Meta decides it, not whoever writes
    let checked = town.run(&["check", "--json"]).await;
    assert_eq!(checked.code, 0, "{}", checked.err);
    let told: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(told[0]["severity"], "warning");
    assert!(told[0]["line"].as_u64() > Some(0), "{told}");
    assert!(told[0]["what"].as_str().unwrap().contains("is being reviewed by Meta"), "{told}");

    for language in CODES {
        assert!(town.sandbox.set_template("pvt_straks", language, "APPROVED", "NONE"));
    }
    town.run(&["templates", "status"]).await.ok();
    town.run(&["templates", "diff"]).await.ok();
    let known = town.run(&["check"]).await.ok();
    assert!(known.contains(" of them may be sent, as far as is known"), "{known}");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_platform_says_enough_pushing_stops_and_says_when_to_come_back() {
    let town = Town::new(Kind::Sqlite).await;
    delete(&town, "pvt_straks").await;
    town.sandbox.limit_template_calls(Some(needed().div_ceil(100) as u32 + 1)); // the lists, one template
    let said = town.run(&["templates", "push"]).await;
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert_eq!(said.out.matches("made: PENDING").count(), 1, "{}", said.out);
    assert!(said.out.contains("not now (whatsapp:80007); try again after "), "{}", said.out);
    assert_eq!(said.out.matches("not tried").count(), CODES.len() - 2, "{}", said.out);
    let status = town.run(&["templates", "status"]).await;
    assert_eq!(status.code, 2, "{}", status.out);
    assert!(status.err.contains("could not be listed; nothing was changed"), "{}", status.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_account_or_the_channel_it_says_what_is_missing() {
    let town = Town::new(Kind::Sqlite).await;
    let said = town.run(&["templates", "status", "--channel", "fax"]).await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--channel fax"), "{}", said.err);
    let path = town.folder().join("wegwijzer.toml");
    let settings = std::fs::read_to_string(&path).unwrap();
    let rest = settings.lines().filter(|line| !line.starts_with("business_account_id"));
    std::fs::write(&path, rest.collect::<Vec<_>>().join("\n")).unwrap();
    let said = town.run(&["templates", "status"]).await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains("business_account_id"), "{}", said.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_template_is_passed_over_held_when_no_other_is_there_and_goes_on_when_approved() {
    passed_over_and_held(Town::new(Kind::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_template_is_passed_over_and_held_on_postgresql() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        passed_over_and_held(Town::new(Kind::Postgres).await).await;
    }
}

async fn passed_over_and_held(town: Town) {
    let first = town.phone("first", Whatsapp, "31612345678");
    let second = town.phone("second", Whatsapp, "31612345679");
    let row = |n: u8, phone: &str| format!("K{n};Persoon {n};ar;+{phone};gezin;01-11-2026\n");
    let people = [row(1, "31612345678"), row(2, "31612345679")].concat();
    town.import("people", &format!("{PEOPLE}{people}")).await;
    town.import_session().await;
    let serve = town.serve().await;

    // Arabic is paused: its reader gets the English one
    assert!(town.sandbox.set_template("pvt_herinnering", "ar", "PAUSED", "NONE"));
    town.until_count(1, TOLD).await;
    town.enrol(["K1".to_owned()]).await;
    first.shows("you have a PVT class").await;

    // none is left: the message waits, and whoever keeps the system knows
    for language in ["en", "nl"] {
        assert!(town.sandbox.set_template("pvt_herinnering", language, "PAUSED", "NONE"));
    }
    town.until_count(3, TOLD).await;
    town.enrol(["K2".to_owned()]).await;
    town.until_count(1, HELD).await;
    assert!(second.received().is_empty());
    assert_eq!(town.count(TASKS).await, 4, "one for each language, one for the whole");

    assert!(town.sandbox.set_template("pvt_herinnering", "ar", "APPROVED", "NONE"));
    second.shows("لديكم درس PVT").await;
    assert_eq!(second.received().len(), 1);
    assert_eq!(town.count(HELD).await, 0);
    assert!(serve.terminate().await.0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_template_sends_the_ladder_on_and_another_category_is_told() {
    let town = Town::new(Kind::Sqlite).await;
    let phone = town.phone("a", Whatsapp, "31612345678");
    let people = format!("{PEOPLE}K1;Persoon 1;nl;+31612345678;gezin;01-11-2026\n");
    town.import("people", &people).await;
    town.import_session().await;
    town.run(&["templates", "status"]).await.ok();
    let serve = town.serve().await;
    let recategorised = "SELECT COUNT(*) FROM template
        WHERE correct_category = 'MARKETING' AND category = 'UTILITY'";
    assert!(town.sandbox.recategorise_template("check_in", "nl", "MARKETING", false));
    town.until_count(1, recategorised).await;
    assert!(town.sandbox.recategorise_template("check_in", "nl", "MARKETING", true));
    town.until_count(
        1,
        "SELECT COUNT(*) FROM template
         WHERE category = 'MARKETING' AND previous_category = 'UTILITY'",
    )
    .await;
    town.until_count(
        1,
        "SELECT COUNT(*) FROM task WHERE reason = 'sjabloon check_in (nl): is nu MARKETING'",
    )
    .await;

    assert!(town.sandbox.set_template("pvt_herinnering", "nl", "REJECTED", "INVALID_FORMAT"));
    town.until_count(1, "SELECT COUNT(*) FROM template WHERE reason = 'INVALID_FORMAT'").await;
    town.enrol(["K1".to_owned()]).await;
    town.until_count(
        1,
        "SELECT COUNT(*) FROM outbox
         WHERE state = 'refused' AND code = 'sjabloon-niet-goedgekeurd'",
    )
    .await;
    // nothing else reaches this person: a colleague gets the work
    town.until_count(1, "SELECT COUNT(*) FROM task WHERE kind = 'bellen' AND closed_at IS NULL")
        .await;
    assert!(phone.received().is_empty());
    assert!(serve.terminate().await.0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_that_turns_out_to_be_gone_is_passed_over_at_once() {
    let town = Town::new(Kind::Sqlite).await;
    let phone = town.phone("a", Whatsapp, "31612345678");
    let people = format!("{PEOPLE}K1;Persoon 1;ar;+31612345678;gezin;01-11-2026\n");
    town.import("people", &people).await;
    town.import_session().await;
    delete_in(&town, "pvt_herinnering", "ar").await;
    let serve = town.serve().await; // nothing was ever listed: it believes that all is approved
    town.enrol(["K1".to_owned()]).await;
    phone.shows("you have a PVT class").await;
    let paused = "SELECT COUNT(*) FROM pause
        WHERE scope = 'template:whatsapp:pvt_herinnering:ar' AND code = 'whatsapp:132001'";
    assert_eq!(town.count(paused).await, 1);
    assert_eq!(town.count(TASKS).await, 1);
    assert!(serve.terminate().await.0.success());
}

async fn delete(town: &Town, name: &str) {
    take_away(town, &format!("name={name}")).await;
}

async fn delete_in(town: &Town, name: &str, language: &str) {
    let of = &town.played.whatsapp;
    let (base, account) = (town.sandbox.whatsapp_url(), &of.business_account_id);
    let url = format!("{base}/v26.0/{account}/message_templates?name={name}");
    let call = reqwest::Client::new().get(url).bearer_auth(&of.access_token);
    let list: serde_json::Value = call.send().await.unwrap().json().await.unwrap();
    let all = list["data"].as_array().unwrap();
    let id = all.iter().find(|t| t["language"] == language).unwrap()["id"].as_str().unwrap();
    take_away(town, &format!("name={name}&hsm_id={id}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_comes_in_pages_and_one_template_or_one_language_can_be_had_and_deleted() {
    let mut played = Settings::new(Clock::system());
    played.whatsapp.templates = (0..125)
        .flat_map(|n| ["nl", "en"].map(|l| TemplateSpec::new(&format!("t_{n:03}"), l, 0)))
        .collect();
    let sandbox = Sandbox::start(played.clone()).await.unwrap();
    let settings = WhatsAppSettings {
        gateway: Gateway::Meta,
        base_url: sandbox.whatsapp_url(),
        api_version: "v26.0".to_owned(),
        phone_number_id: played.whatsapp.phone_number_id.clone(),
        access_token: played.whatsapp.access_token.clone(),
        timeouts: Timeouts::default(),
    };
    let account = played.whatsapp.business_account_id.as_str();
    let templates = Templates::new(&settings, Some(account)).unwrap();
    let mut pages = Vec::new();
    let all = templates.list(|so_far| pages.push(so_far)).await.unwrap();
    assert_eq!((all.len(), pages), (250, vec![100, 200, 250]));
    let one = templates.get(all[0].id.as_deref().unwrap()).await.unwrap();
    assert_eq!(one, all[0]);

    templates.delete("t_000", all[0].id.as_deref()).await.unwrap();
    templates.delete("t_001", None).await.unwrap();
    let rest = templates.list(|_| ()).await.unwrap();
    assert_eq!(rest.len(), 247);
    assert_eq!((rest[0].name.as_str(), rest[0].language.as_str()), ("t_000", "en"));
    let gone = templates.delete("t_001", None).await.unwrap_err();
    assert!(gone.to_string().contains("Message template is not found"), "{gone}");
    let wrong = WhatsAppSettings { access_token: "wrong".to_owned(), ..settings };
    let refused = Templates::new(&wrong, Some(account)).unwrap().list(|_| ()).await.unwrap_err();
    assert!(refused.to_string().contains("whatsapp:190"), "{refused}");
}

/// Takes a template away behind our back, as somebody in WhatsApp Manager can.
async fn take_away(town: &Town, query: &str) {
    let of = &town.played.whatsapp;
    let (base, account) = (town.sandbox.whatsapp_url(), &of.business_account_id);
    let url = format!("{base}/v26.0/{account}/message_templates?{query}");
    let call = reqwest::Client::new().delete(url).bearer_auth(&of.access_token);
    assert!(call.send().await.unwrap().status().is_success());
}
