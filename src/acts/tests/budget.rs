//! The channel budget: what planned reminders need, before and after a file is imported.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::town::{SESSIONS, Town, each_town};
use crate::acts::channel_budget::{Needed, channel_budget, needed_by};
use crate::acts::import::columns::ColumnMap;
use crate::acts::import::enrolments;
use crate::cli::import::Kind;
use crate::plan::budget::{Account, Budget};

/// People with consent for WhatsApp, one without, and one without a telephone.
async fn with_people(town: &Town, count: usize) -> String {
    let mut people =
        String::from("klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op;klantmanager\n");
    let mut places = String::from("klantnummer;cursus;groep\n");
    for n in 0..count {
        writeln!(people, "W-{n};Iemand {n};nl;asiel;061234{n:04};01-05-2027;").unwrap();
        writeln!(places, "W-{n};PVT;avond").unwrap();
    }
    people.push_str("Z-1;Zonder akkoord;nl;asiel;0687654321;;\nZ-2;Zonder nummer;nl;asiel;;;\n");
    places.push_str("Z-1;PVT;avond\nZ-2;PVT;avond\n");
    town.import(Kind::People, &people).await;
    town.import(Kind::Sessions, SESSIONS).await;
    places
}

async fn budget(town: &Town, limit: usize, more: &Needed) -> Budget {
    let account = Account { portfolio: "p".into(), channels: vec!["whatsapp".into()], limit };
    let now = (town.clock.civil(), town.clock.machine());
    let mut tx = town.db.read().await.unwrap();
    channel_budget(&mut tx, &[account], more, now).await.unwrap().remove(0)
}

async fn foretold(town: &Town, places: &str) -> Needed {
    let (_, rows) = enrolments::read(places.as_bytes(), &ColumnMap::default())
        .unwrap_or_else(|e| panic!("{e}"));
    let mut tx = town.db.read().await.unwrap();
    needed_by(&mut tx, &rows, town.occasion()).await.unwrap()
}

fn june(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 6, day).unwrap()
}

#[tokio::test]
async fn what_a_trial_foretells_is_what_the_import_then_needs() {
    for town in each_town().await {
        let places = with_people(&town, 30).await;
        assert_eq!(budget(&town, 12, &Needed::new()).await.days, []);
        let before = budget(&town, 12, &foretold(&town, &places).await).await;
        town.import(Kind::Enrolments, &places).await;
        let after = budget(&town, 12, &Needed::new()).await;
        assert_eq!(before, after);
        // a week before the first session: thirty, of whom twelve fit
        let first = &after.days[0];
        assert_eq!((first.day, first.needed, first.sent), (june(17), 30, 12));
        assert_eq!((after.crowds()[0].day, after.crowds()[0].over_days), (june(17), 3));
        // known places add nothing
        assert_eq!(foretold(&town, &places).await, Needed::new());
    }
}

#[tokio::test]
async fn who_said_stop_or_writes_on_the_day_itself_needs_no_template() {
    for town in each_town().await {
        let places = with_people(&town, 3).await;
        town.import(Kind::Enrolments, &places).await;
        assert_eq!(budget(&town, 12, &Needed::new()).await.days[0].needed, 3);
        town.execute(
            "UPDATE mailbox SET stopped_at = created_at
             WHERE id = (SELECT mailbox_id FROM person WHERE klantnummer = 'W-0')",
        )
        .await;
        town.execute(
            "UPDATE address SET last_inbound_at = '2027-06-17 08:00:00+00:00'
             WHERE person_id = (SELECT id FROM person WHERE klantnummer = 'W-1')",
        )
        .await;
        let days = budget(&town, 12, &Needed::new()).await.days;
        assert_eq!((days[0].day, days[0].needed), (june(17), 1));
        assert_eq!((days[1].day, days[1].needed), (june(21), 2));
    }
}

#[tokio::test]
async fn a_telephone_of_several_people_counts_once() {
    for town in each_town().await {
        let people = "klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op\n\
                      W-1;Amina;nl;asiel;0612345678;01-05-2027\n\
                      W-2;Yusuf;nl;asiel;0612345678;01-05-2027\n";
        town.import(Kind::People, people).await;
        town.import(Kind::Sessions, SESSIONS).await;
        let places = "klantnummer;cursus;groep\nW-1;PVT;avond\nW-2;PVT;avond\n";
        let before = budget(&town, 12, &foretold(&town, places).await).await;
        town.import(Kind::Enrolments, places).await;
        let after = budget(&town, 12, &Needed::new()).await;
        assert_eq!((before.days[0].needed, after.days[0].needed), (1, 1));
    }
}

#[tokio::test]
async fn who_has_a_reminder_planned_for_the_day_of_a_new_place_counts_once() {
    for town in each_town().await {
        let people = "klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op\n\
                      W-1;Amina;nl;asiel;0612345678;01-05-2027\n\
                      W-2;Yusuf;nl;asiel;0612345678;01-05-2027\n\
                      W-3;Noor;nl;asiel;0687654321;01-05-2027\n";
        town.import(Kind::People, people).await;
        let other = SESSIONS.replace("PVT;avond", "PVT;ochtend");
        town.import(Kind::Sessions, SESSIONS).await;
        town.import(Kind::Sessions, &other).await;
        town.import(Kind::Enrolments, "klantnummer;cursus;groep\nW-1;PVT;avond\n").await;
        // the same person, who shares the telephone, and somebody else, in the other group
        let places =
            "klantnummer;cursus;groep\nW-1;PVT;ochtend\nW-2;PVT;ochtend\nW-3;PVT;ochtend\n";
        let before = budget(&town, 12, &foretold(&town, places).await).await;
        assert_eq!((before.days[0].day, before.days[0].needed), (june(17), 2));
        town.import(Kind::Enrolments, places).await;
        assert_eq!(before, budget(&town, 12, &Needed::new()).await);
    }
}
