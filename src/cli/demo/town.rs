//! Voorbeeldstad: an invented municipality, brought in through the same acts as a real one.

use anyhow::{Context, bail};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};

use super::people::{Reach, Somebody, everybody};
use crate::acts::add_staff::{self, Input};
use crate::acts::import::columns::ColumnMap;
use crate::acts::invite::invite;
use crate::acts::register_address::register_address;
use crate::acts::sign_in::{self, Door};
use crate::cli::import::{Kind, Target, import};
use crate::cli::service::Service;
use crate::http::web::DemoAccount;
use crate::ids::{GemeenteId, PersonId};
use crate::message::{ChannelId, ChannelKind, Handle};
use crate::plan::local_time;
use crate::plan::policies::Policies;
use crate::plan::working_days::is_holiday;
use crate::sandbox::{Behaviour, PhoneSpec, Sandbox};
use crate::store::{addresses, people};
use crate::trade::staff::Role;

/// The password of every demo account.
pub const PASSWORD: &str = "wegwijzer-demo";

/// Invented colleagues: name, log-in name, role.
const STAFF: &[(&str, &str, Role)] = &[
    ("Marieke de Boer", "klantmanager1", Role::Klantmanager),
    ("Jeroen Visser", "klantmanager2", Role::Klantmanager),
    ("Sanne Bakker", "klantmanager3", Role::Klantmanager),
    ("Mariam Haddad", "coach1", Role::Coach),
    ("Joseph Mwangi", "coach2", Role::Coach),
    ("Ingrid Smit", "beheer", Role::Beheerder),
];

/// When the doors open: a Tuesday, ten minutes before the reminders of six o'clock.
pub fn opening(after: DateTime<Utc>) -> DateTime<Utc> {
    let mut day = local_time::local_date(after);
    while day.weekday() != Weekday::Tue || near_holiday(day) {
        day += TimeDelta::days(1);
    }
    at(day, 17, 50)
}

// Nothing is sent on holidays, and then there would be little to see.
fn near_holiday(day: NaiveDate) -> bool {
    (-5..=9).any(|n| is_holiday(day + TimeDelta::days(n)))
}

fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let local = day.and_hms_opt(hour, minute, 0).unwrap_or_default();
    local_time::resolve(local, None)
}

/// How long before the opening the demo's past begins.
pub const PAST: TimeDelta = TimeDelta::hours(5 * 24 + 7);

/// What the visitor needs to know.
pub struct Town {
    /// Who can log in.
    pub accounts: Vec<DemoAccount>,
    /// The code for the phone that is not linked yet.
    pub token: Option<String>,
}

/// Brings in colleagues, people, sessions and enrolments, and gives everybody a phone.
///
/// # Errors
/// When the invented files have a mistake: a mistake of ours.
pub async fn found(
    service: &Service,
    sandbox: &Sandbox,
    policies: &Policies,
    opening: DateTime<Utc>,
) -> anyhow::Result<Town> {
    let gemeente = service.gemeenten[0].1;
    let accounts = hire(service, gemeente).await?;
    let everybody = everybody();
    let day = local_time::local_date(opening);
    bring_in(service, policies, Kind::People, &people_file(&everybody, day)).await?;
    bring_in(service, policies, Kind::Sessions, &sessions_file(day)).await?;
    let mut town = Town { accounts, token: None };
    for somebody in &everybody {
        give_phones(service, sandbox, gemeente, somebody, &mut town).await?;
    }
    // after the phones: who can be reached is decided when reminders are planned
    bring_in(service, policies, Kind::Enrolments, &enrolments_file(&everybody)).await?;
    Ok(town)
}

async fn hire(service: &Service, gemeente: GemeenteId) -> anyhow::Result<Vec<DemoAccount>> {
    let now = service.work.clock.machine();
    let hash = sign_in::hash_password(PASSWORD).context("the demo password")?;
    let mut accounts = Vec::new();
    let mut tx = service.work.db.begin().await?;
    for (name, login, role) in STAFF {
        let email = format!("{login}@demo.example");
        let input = Input { gemeente, name: (*name).to_owned(), email: email.clone(), role: *role };
        let added = add_staff::add_staff(&mut tx, input, None, now).await?;
        let door = Door { old_cookie: None, device: "onbekend" };
        sign_in::use_link(&mut tx, (&added.token, &hash), door, now).await?;
        let (name, password) = ((*name).to_owned(), PASSWORD.to_owned());
        accounts.push(DemoAccount { name, role: *role, email, password });
    }
    tx.commit().await?;
    Ok(accounts)
}

async fn bring_in(
    service: &Service,
    policies: &Policies,
    kind: Kind,
    file: &str,
) -> anyhow::Result<()> {
    let whatsapp = ChannelId("whatsapp".to_owned());
    let target = Target {
        db: &service.work.db,
        gemeente: service.gemeenten[0].1,
        whatsapp: Some(&whatsapp),
        policies,
    };
    let map = ColumnMap::default();
    let done = import(file.as_bytes(), kind, &map, false, target, &service.work.clock).await?;
    if !done.stored {
        bail!("the demo's {kind:?} were not imported: {}", done.in_words("demo.csv".as_ref()));
    }
    Ok(())
}

fn people_file(everybody: &[Somebody], day: NaiveDate) -> String {
    let mut file = String::from(
        "klantnummer;naam;taal;telefoon;email;straat;huisnummer;postcode;plaats;groep;leerroute;\
         pip_datum;klantmanager;coach;whatsapp_akkoord_op;cursus_begonnen_op;duaal_sinds;\
         medisch_wacht_sinds;geboortejaar\n",
    );
    for (n, p) in everybody.iter().enumerate() {
        let on_whatsapp =
            p.chats().contains(&ChannelKind::Whatsapp) && !matches!(p.reach, Reach::NewPhone(_));
        let phone = if on_whatsapp {
            let digits = p.handle(ChannelKind::Whatsapp);
            format!("0{}", &digits[2..])
        } else {
            String::new()
        };
        let agreed = if on_whatsapp { "01-09-2026" } else { "" };
        let pip_on = day - TimeDelta::days(60 + (n as i64 * 37) % 700);
        let (pip, after) = (pip_on.format("%d-%m-%Y"), |days| {
            let on = (pip_on + TimeDelta::days(days)).min(day);
            on.format("%d-%m-%Y").to_string()
        });
        // one of nine waits for a course, so that the trajectory clock has something to tell
        let (course, dual) = match n % 9 {
            4 => (String::new(), String::new()),
            _ => (after(35), after(80)),
        };
        let waits = if n % 11 == 5 { after(50) } else { String::new() };
        let route = ["b1", "b1", "z", "onderwijs"][n % 4];
        let coach = p.coach.map_or("", |c| STAFF[3 + c].0);
        let klantmanager = STAFF[p.klantmanager].0;
        file.push_str(&format!(
            "{};{};{};{phone};;Voorbeeldstraat;{};1234 {}{};Voorbeeldstad;{};{route};{pip};\
             {klantmanager};{coach};{agreed};{course};{dual};{waits};{}\n",
            p.klantnummer,
            p.name,
            p.language,
            n + 1,
            char::from(b'A' + (n % 13) as u8),
            char::from(b'A' + (n % 17) as u8),
            p.group,
            1960 + (n * 7) % 45,
        ));
    }
    file
}

/// A PVT series that starts next week, one that is under way, and a MAP series.
fn sessions_file(day: NaiveDate) -> String {
    let mut file =
        String::from("cursus;groep;soort;nummer;datum;begin;einde;plaats;adres;online;meenemen\n");
    let mut add = |course: &str,
                   group: &str,
                   kind: &str,
                   number: i64,
                   days: i64,
                   times: [&str; 2],
                   place: [&str; 2],
                   bring: &str| {
        let date = (day + TimeDelta::days(days)).format("%d-%m-%Y");
        let [begin, end] = times;
        let [place, street] = place;
        file.push_str(&format!(
            "{course};{group};{kind};{number};{date};{begin};{end};{place};{street};;{bring}\n"
        ));
    };
    let evening = ["19:00", "22:00"];
    let school = ["Buurthuis De Brug", "Kerkplein 4"];
    let library = ["Bibliotheek", "Stationsweg 12"];
    let town_hall = ["Stadhuis", "Markt 1"];
    for (group, first) in [("avond A", 7), ("avond B", 3)] {
        add("PVT", group, "pvt", 1, first, evening, school, "uw paspoort of ID-kaart");
        add("PVT", group, "pvt", 2, first + 7, evening, school, "");
        add("PVT", group, "pvt-excursie", 3, first + 14, ["18:30", "21:30"], library, "");
        add("PVT", group, "pvt", 4, first + 21, evening, school, "");
        let id = "uw paspoort of ID-kaart";
        add("PVT", group, "pvt-ondertekening", 5, first + 28, evening, town_hall, id);
    }
    for number in 1..=4 {
        let days = 1 + (number - 1) * 7;
        add("MAP", "woensdag", "map", number, days, ["13:30", "16:00"], school, "");
    }
    file
}

fn enrolments_file(everybody: &[Somebody]) -> String {
    let mut file = String::from("klantnummer;cursus;groep\n");
    for (n, p) in everybody.iter().enumerate() {
        let (course, group) = match (p.behaviour, n % 5) {
            // the visitor's phones are asked at the opening
            (Behaviour::Visitor, _) => ("PVT", "avond A"),
            (_, 0 | 3) => ("PVT", "avond A"),
            (_, 1 | 4) => ("PVT", "avond B"),
            _ => ("MAP", "woensdag"),
        };
        file.push_str(&format!("{};{course};{group}\n", p.klantnummer));
    }
    file
}

async fn give_phones(
    service: &Service,
    sandbox: &Sandbox,
    gemeente: GemeenteId,
    somebody: &Somebody,
    town: &mut Town,
) -> anyhow::Result<()> {
    let now = service.work.clock.civil();
    let linked = !matches!(somebody.reach, Reach::NewPhone(_));
    for &kind in somebody.chats() {
        sandbox.add_phone(PhoneSpec {
            id: somebody.phone(kind),
            owner: somebody.name.clone(),
            kind,
            handle: somebody.handle(kind),
            language: somebody.language,
            behaviour: somebody.behaviour,
            started: linked,
        });
    }
    let mut tx = service.work.db.begin().await?;
    let person = person_of(&mut tx, gemeente, &somebody.klantnummer).await?;
    if linked && somebody.chats().contains(&ChannelKind::Telegram) {
        let handle = Handle::TelegramChat(somebody.handle(ChannelKind::Telegram));
        let channel = ChannelId("telegram".to_owned());
        register_address(&mut tx, person, (&channel, ChannelKind::Telegram), &handle, now).await?;
        if let Some(found) = addresses::find(&mut tx, &channel, &handle).await? {
            // they opened the chat long ago
            let long_ago = now - TimeDelta::days(30);
            addresses::note_writing(&mut tx, found.address_id, long_ago).await?;
        }
    }
    if matches!(somebody.reach, Reach::Invited | Reach::NewPhone(_)) {
        let sent = now - TimeDelta::days(12);
        let token = invite(&mut tx, person, sent, TimeDelta::days(60)).await?;
        if matches!(somebody.reach, Reach::NewPhone(_)) {
            town.token = Some(token);
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn person_of(
    tx: &mut crate::store::Tx,
    gemeente: GemeenteId,
    klantnummer: &str,
) -> anyhow::Result<PersonId> {
    people::keys(tx, gemeente)
        .await?
        .into_iter()
        .find(|(key, _)| key == klantnummer)
        .map(|(_, id)| id)
        .context("an invented person is missing")
}
