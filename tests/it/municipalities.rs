//! Two municipalities in one service: each with its own quiet hours, its own ladder and its own schedule.

use chrono::{NaiveDate, TimeDelta};
use wegwijzer::acts::import::columns::ColumnMap;
use wegwijzer::acts::register_address::register_address;
use wegwijzer::cli::import::{Kind, Target, import};
use wegwijzer::dialog::content::{Content, Files};
use wegwijzer::dialog::shipped;
use wegwijzer::ids::GemeenteId;
use wegwijzer::message::{ChannelId, ChannelKind, Handle};
use wegwijzer::plan::local_time;
use wegwijzer::store::testing::each_database;
use wegwijzer::store::{addresses, gemeenten, people};

use crate::app::App;
use crate::support::rows::texts;

/// Nobody is disturbed from 20:00 on in GM0001, and silence there ends sooner with a person.
const OWN: &str = "format: 1
gemeenten:
  GM0001:
    quiet_hours: { from: \"20:00\" }
    budget: { per_day: 1, per_week: 4 }
    ladders:
      bijeenkomst: [{ rung: nudge, after: 690m }, { rung: klantmanager, after: 1h }]
";

fn two_ways() -> Files {
    let mut files = shipped::files();
    let policies = files.get_mut("dialogs/policies.yaml").unwrap();
    *policies = policies.replacen("format: 1\n", OWN, 1);
    files
}

/// Somebody who likes to hear from us at 20:15, and is expected on Tuesday 1 December at 19:00.
async fn with_somebody(app: &App, content: &Content, code: &str, gemeente: GemeenteId, chat: &str) {
    let policies = content.policies.of(code);
    let target = Target { db: &app.db, gemeente, whatsapp: None, policies: &policies };
    let bring_in = async |kind, file: String| {
        let map = ColumnMap::default();
        let done = import(file.as_bytes(), kind, &map, false, target, &app.clock).await.unwrap();
        assert!(done.stored, "{}", done.in_words("test.csv".as_ref()));
    };
    let person = format!("klantnummer;naam;taal;groep;voorkeurstijd\n{code};Sara;nl;asiel;20:15\n");
    bring_in(Kind::People, person).await;
    let session = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
                   PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
    bring_in(Kind::Sessions, session.to_owned()).await;
    let mut tx = app.db.begin().await.unwrap();
    let all = people::keys(&mut tx, gemeente).await.unwrap();
    let (_, id) = all.into_iter().find(|(klantnummer, _)| klantnummer == code).unwrap();
    let (channel, kind) = (ChannelId("telegram".to_owned()), ChannelKind::Telegram);
    let handle = Handle::TelegramChat(chat.to_owned());
    let now = app.clock.civil();
    register_address(&mut tx, id, (&channel, kind), &handle, now).await.unwrap();
    let found = addresses::find(&mut tx, &channel, &handle).await.unwrap().unwrap();
    addresses::note_writing(&mut tx, found.address_id, now - TimeDelta::days(30)).await.unwrap();
    tx.commit().await.unwrap();
    bring_in(Kind::Enrolments, format!("klantnummer;cursus;groep\n{code};PVT;avond\n")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_of_ones_own_takes_the_place_of_the_common_one() {
    const BEGUN: &str = "
        SELECT p.klantnummer || ' ' || b.schedule || ' ' || SUBSTR(CAST(b.meant_at AS TEXT), 6, 5)
            || ' ' || SUBSTR(CAST(b.meant_at AS TEXT), 12, 5)
        FROM bot_start b
        JOIN person p ON p.mailbox_id = b.mailbox_id
        WHERE b.schedule IS NOT NULL ORDER BY b.meant_at, p.klantnummer";
    const JOBS: &str = "SELECT name FROM recurring_job WHERE name LIKE 'check-in%' ORDER BY name";
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let evening = local_time::resolve(day.and_hms_opt(17, 55, 0).unwrap(), None);
    let mut files = shipped::files();
    let policies = files.get_mut("dialogs/policies.yaml").unwrap();
    *policies = policies.replacen("every_weeks: 4", "every_weeks: 1", 1).replacen(
        "format: 1\n",
        "format: 1\ngemeenten:\n  GM0001:\n    schedules: \
         { check-in: { cron: \"0 0 15 * * Wed\", every_weeks: 1, groups: [asiel] } }\n",
        1,
    );
    let content = Content::load(&files).unwrap();
    for test in each_database().await {
        let app = App::at(&test, evening, &files).await;
        let mut tx = app.db.begin().await.unwrap();
        let other = gemeenten::ensure(&mut tx, "GM0001", "Stilstad", evening).await.unwrap();
        tx.commit().await.unwrap();
        with_somebody(&app, &content, "GM9999", app.gemeente, "7345918000").await;
        with_somebody(&app, &content, "GM0001", other, "7345918001").await;
        let jobs = ["check-in", "check-in-gezin", "check-in@GM0001"];
        assert_eq!(texts(&test.url, JOBS).await, jobs);
        app.passes(TimeDelta::days(9)).await;
        let begun = ["GM9999 check-in 12-01 10:00", "GM0001 check-in 12-02 14:00"];
        assert_eq!(texts(&test.url, BEGUN).await, begun);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_municipality_keeps_its_own_quiet_hours_and_climbs_its_own_ladder() {
    const SENT: &str = "
        SELECT p.klantnummer || ' ' || SUBSTR(CAST(o.finished_at AS TEXT), 6, 5)
            || ' ' || SUBSTR(CAST(o.finished_at AS TEXT), 12, 5)
        FROM outbox o
        JOIN person p ON p.mailbox_id = o.mailbox_id
        WHERE o.state = 'accepted' ORDER BY p.klantnummer, o.finished_at, o.id";
    const PLANNED: &str = "
        SELECT p.klantnummer || ' ' || SUBSTR(CAST(r.due_at AS TEXT), 12, 5)
        FROM reminder r
        JOIN enrolment e ON e.id = r.enrolment_id
        JOIN person p ON p.id = e.person_id
        WHERE r.moment = '3d' ORDER BY p.klantnummer";
    const CALLS: &str = "
        SELECT p.klantnummer || ' ' || SUBSTR(CAST(t.opened_at AS TEXT), 12, 5)
        FROM task t
        JOIN person p ON p.mailbox_id = t.mailbox_id
        WHERE t.kind = 'bellen' ORDER BY p.klantnummer";
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let evening = local_time::resolve(day.and_hms_opt(17, 55, 0).unwrap(), None);
    let files = two_ways();
    let content = Content::load(&files).unwrap();
    for test in each_database().await {
        let app = App::at(&test, evening, &files).await;
        let mut tx = app.db.begin().await.unwrap();
        let other = gemeenten::ensure(&mut tx, "GM0001", "Stilstad", evening).await.unwrap();
        tx.commit().await.unwrap();
        with_somebody(&app, &content, "GM9999", app.gemeente, "7345918000").await;
        with_somebody(&app, &content, "GM0001", other, "7345918001").await;

        // of the same wish, 20:15, the last minute that is not quiet: 19:59
        assert_eq!(texts(&test.url, PLANNED).await, ["GM0001 18:59", "GM9999 19:15"]);

        // until Thursday 10:00; an hour earlier by the world's clock
        app.passes(TimeDelta::hours(40) + TimeDelta::minutes(5)).await;
        let sent = [
            // at 20:15 it is quiet here: the next morning; and 11.5 hours later it is quiet again
            "GM0001 11-25 07:30",
            "GM0001 11-26 07:30",
            "GM9999 11-24 19:15",
            "GM9999 11-25 15:15",
        ];
        assert_eq!(texts(&test.url, SENT).await, sent);
        assert_eq!(texts(&test.url, CALLS).await, ["GM0001 08:30"]);
        app.passes(TimeDelta::hours(8)).await;
        assert_eq!(texts(&test.url, CALLS).await, ["GM0001 08:30", "GM9999 15:15"]);
    }
}
