//! What two entries have in common, and what is merged, in words.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::person::{clock_form, rectify};
use super::super::when;
use super::super::words;
use crate::plan::local_time::local_date;
use crate::trade::duplicate::Sign;
use crate::trade::person::{Language, Leerroute};

/// What two entries have in common, or not.
pub(super) fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Phone => say!("hetzelfde telefoonnummer"),
        Sign::Address => say!("schrijven ons vanaf dezelfde telefoon"),
        Sign::Email => say!("hetzelfde e-mailadres"),
        Sign::Name => say!("dezelfde naam"),
        Sign::PartOfName => say!("een deel van de naam"),
        Sign::BirthYear => say!("hetzelfde geboortejaar"),
        Sign::Postal => say!("hetzelfde huis"),
        Sign::OtherBirthYear => say!("maar een ander geboortejaar"),
        Sign::Family => say!("maar ze zijn familie of wonen samen"),
    }
}

/// What a field is called.
pub(super) fn field(name: &str) -> &'static str {
    match name {
        "klantmanager" => say!("Klantmanager"),
        "coach" => say!("Coach"),
        "telefoon" => say!("Telefoon, met akkoord voor WhatsApp"),
        "adres" => say!("Postadres"),
        "huishouden" => say!("Huishouden"),
        "voorkeurstijd" => say!("Voorkeurstijd"),
        "naam" | "taal" | "groep" | "leerroute" | "pip_datum" | "geboortejaar" | "email" => {
            rectify::label(name)
        }
        _ => clock_form::label(name),
    }
}

/// What a field says.
pub(super) fn value(name: &str, text: &str, now: DateTime<Utc>) -> String {
    if text.is_empty() {
        return say!("niet bekend").to_owned();
    }
    let known = match name {
        "taal" => Language::parse(text).map(words::language),
        "groep" => Some(words::group(text)),
        "leerroute" => Leerroute::parse(text).map(words::leerroute),
        _ => None,
    };
    let day = text.parse::<NaiveDate>().ok().map(|day| when::date(day, local_date(now)));
    known.map(str::to_owned).or(day).unwrap_or_else(|| text.to_owned())
}

/// What stands in a table, as far as a colleague cares.
pub(super) fn rows(table: &str) -> Option<&'static str> {
    Some(match table {
        "address" | "address_share" => say!("Telefoons en chats"),
        "consent" => say!("Toestemmingen"),
        "enrolment" => say!("Plaatsen in een groep"),
        "attendance" => say!("Antwoorden over komen of niet"),
        "presence" => say!("Aanwezigheid, genoteerd door een trainer"),
        "reminder" => say!("Herinneringen"),
        "course_wait" => say!("Plekken op een wachtlijst"),
        "catch_up" => say!("Inhaallessen"),
        "history" | "inbox" => say!("Wat deze persoon ons schreef"),
        "outbox" => say!("Berichten van ons"),
        "conversation" => say!("Gesprekken met de bot"),
        "question" => say!("Vragen van de bot"),
        "answer" => say!("Gegeven antwoorden"),
        "task" => say!("Taken"),
        "contact_attempt" => say!("Pogingen om contact te krijgen"),
        "staff_message" => say!("Berichten van collega’s"),
        "staff_note" => say!("Notities"),
        "practice_hours" => say!("Oefenuren"),
        "kinship" => say!("Familie"),
        "placement" => say!("Werk, stage en school"),
        "own_plan" => say!("Eigen plannen"),
        "letter" | "invitation" => say!("Brieven en uitnodigingen"),
        "hardship" => say!("Meldingen dat het schrijnend is"),
        "map_decision" => say!("Besluiten over de MAP"),
        "term_extension" => say!("Extra tijd van DUO"),
        _ => return None,
    })
}

/// What becomes of what both have.
pub(super) fn double(table: &str) -> Option<&'static str> {
    Some(match table {
        "enrolment" => say!("Beide hebben een plaats in dezelfde groep: er blijft één plaats."),
        "attendance" => say!(
            "Van beide is bekend of die naar dezelfde bijeenkomst komt: het nieuwste antwoord telt."
        ),
        "presence" => say!(
            "Van beide is genoteerd of die bij dezelfde bijeenkomst was: de nieuwste notitie telt."
        ),
        "reminder" => say!("Voor beide staat dezelfde herinnering klaar: die komt één keer."),
        "course_wait" => say!(
            "Een plek op de wachtlijst vervalt: wie het langst wacht gaat voor, en wie een plaats heeft wacht niet meer."
        ),
        "hardship" => {
            say!("Van beide is gemeld dat het schrijnend is: de melding van wie blijft staat open.")
        }
        "placement" => {
            say!("Van beide staat hetzelfde soort werk, stage of school: het nieuwste blijft.")
        }
        "own_plan" => say!("Van beide staat hetzelfde plan: het nieuwste blijft."),
        "kinship" => say!("Familie die dubbel staat, staat er daarna één keer."),
        "term_extension" => say!("Dezelfde extra tijd van DUO telt één keer."),
        _ => return None,
    })
}
