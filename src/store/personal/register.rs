//! Which tables hold something about a person, where that is told, and what becomes of it when they are erased.
//!
//! `tests` reads the schema: a table with a column that leads to a person must stand here, what is said to be
//! told must be told, and of what is said to go nothing may be left.

/// Where it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// In the section with this id.
    In(&'static str),
    /// Nowhere, for this reason.
    Not(&'static str),
}

/// What becomes of it when the person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasing {
    /// No row is left.
    Goes,
    /// Rows stay, for this reason, in Dutch: it stands in the report.
    Stays(&'static str),
}

/// A table, and what is done with it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its name.
    pub table: &'static str,
    /// Where it is told.
    pub telling: Telling,
    /// What becomes of it.
    pub erasing: Erasing,
}

const fn goes(table: &'static str, section: &'static str) -> Entry {
    Entry { table, telling: Telling::In(section), erasing: Erasing::Goes }
}

const fn silent(table: &'static str, why: &'static str) -> Entry {
    Entry { table, telling: Telling::Not(why), erasing: Erasing::Goes }
}

const fn stays(table: &'static str, telling: Telling, why: &'static str) -> Entry {
    Entry { table, telling, erasing: Erasing::Stays(why) }
}

use Telling::{In, Not};

/// Every table with something about a person.
pub const REGISTER: &[Entry] = &[
    goes("person", "person"),
    goes("person_correction", "corrections"),
    silent("person_word", "the words of name and klantnummer, which are told themselves"),
    silent(
        "person_key",
        "keyed hashes of facts that are told themselves, to see who is there twice",
    ),
    silent("person_pair", "a guess that two entries are one, from facts that are told themselves"),
    goes("person_merge", "merges"),
    goes("term_extension", "extra_time"),
    goes("term_alarm", "alarms"),
    goes("map_decision", "map_decisions"),
    goes("hardship", "hardship"),
    goes("kinship", "kinship"),
    goes("snooze", "snooze"),
    goes("placement", "placements"),
    goes("own_plan", "plans"),
    goes("own_field_value", "own_fields"),
    goes("address_handle", "addresses"),
    goes("address_share", "addresses"),
    goes("address_claim", "claims"),
    goes("invitation", "letters"),
    goes("letter", "letters"),
    goes("consent", "consents"),
    goes("enrolment", "courses"),
    goes("attendance", "sessions"),
    goes("presence", "sessions"),
    goes("catch_up", "catch_ups"),
    goes("course_wait", "waiting"),
    goes("practice_hours", "practice"),
    goes("reminder", "reminders"),
    goes("bot_start", "reminders"),
    goes("wait", "reminders"),
    goes("history", "messages"),
    goes("inbox", "messages"),
    goes("outbox", "messages"),
    goes("delivery", "messages"),
    goes("covered_message", "messages"),
    goes("hidden_message", "messages"),
    goes("staff_message", "by_hand"),
    goes("staff_note", "notes"),
    goes("translation", "notes"),
    goes("conversation", "conversations"),
    goes("question", "questions"),
    goes("clear_question", "questions"),
    goes("answer", "answers"),
    goes("media", "media"),
    goes("task", "tasks"),
    goes("contact_attempt", "attempts"),
    silent(
        "stranger",
        "which colleague found out whose an address is: told as an act on the person",
    ),
    silent("code_try", "counts wrong codes for an hour, whoever typed them"),
    silent("early_status", "a report of a platform that is matched, or forgotten, within a day"),
    stays(
        "held_event",
        Not(
            "words from a telephone of several people that nobody has claimed: they may be another's",
        ),
        "woorden vanaf een gedeelde telefoon waarvan niemand weet van wie ze zijn",
    ),
    stays(
        "mailbox",
        In("person"),
        "een leeg nummer zonder naam, zodat regels van anderen niet naar niets verwijzen",
    ),
    stays(
        "address",
        In("addresses"),
        "een leeg nummer zonder telefoon of naam, zodat regels van anderen niet naar niets verwijzen",
    ),
    stays(
        "audit_entry",
        In("audit"),
        "wie wat deed en wanneer, met nummers die naar niemand meer leiden",
    ),
    stays(
        "rate_bucket",
        Not("how fast one telephone was written to, for some seconds"),
        "hoe snel er geschreven mocht worden, hooguit enkele minuten",
    ),
    stays(
        "reached",
        Not("that one telephone was written to, for a day, to count people"),
        "telt hooguit een dag mee hoeveel mensen WhatsApp toestaat; het nummer leidt naar niemand meer",
    ),
    stays(
        "seen_key",
        Not("keyed hashes that nobody can turn back, for nine days"),
        "onleesbare sleutels tegen dubbele berichten, hooguit negen dagen",
    ),
    stays(
        "unreadable",
        Not("nobody knows whose they are: they could not be read"),
        "berichten die niemand kon lezen, dus ook niet van wie ze zijn; zij gaan na hun termijn",
    ),
    stays(
        "recurring_job",
        Not("how far a schedule has come, by a number"),
        "hoe ver een rondgang is, met een nummer dat naar niemand meer leidt",
    ),
    stays(
        "publication",
        Not("how far a publication has come, by a number"),
        "hoe ver een publicatie is, met een nummer dat naar niemand meer leidt",
    ),
    stays(
        "retention_run",
        Not("how far the nightly removal has come, by a number"),
        "hoe ver het opruimen is, met een nummer dat naar niemand meer leidt",
    ),
];

/// What stands in a table, in Dutch: the title of the section that tells it.
pub fn in_dutch(table: &str) -> Option<&'static str> {
    let entry = REGISTER.iter().find(|entry| entry.table == table)?;
    match entry.telling {
        Telling::In(id) => super::sections().find(|section| section.id == id).map(|s| s.title),
        Telling::Not(_) => None,
    }
}

/// What stays of somebody who is erased, and why, in Dutch.
pub fn what_stays() -> impl Iterator<Item = (&'static str, &'static str)> {
    REGISTER.iter().filter_map(|entry| match entry.erasing {
        Erasing::Stays(why) => Some((entry.table, why)),
        Erasing::Goes => None,
    })
}
