//! People, many at once.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{Both, Hex, OverRows, batches, duplicates, fetch, over, run};
use crate::ids::{GemeenteId, MailboxId, PersonId, StaffId};
use crate::store::people::{ClockFacts, Known};
use crate::store::{Result, Tx, on};
use crate::text::sought;
use crate::trade::person::Language;

#[derive(Serialize)]
struct Key<'a> {
    gemeente: GemeenteId,
    klantnummer: &'a str,
}

fn keys<'a>(gemeente: GemeenteId, klantnummers: impl IntoIterator<Item = &'a str>) -> Vec<Key<'a>> {
    klantnummers.into_iter().map(|klantnummer| Key { gemeente, klantnummer }).collect()
}

over! {
    KNOWN (gemeente uuid, klantnummer text) "
        SELECT p.id, p.mailbox_id, p.klantnummer, p.name, m.language, p.group_kind, p.leerroute,
            p.pip_on, p.klantmanager_id, p.coach_id, p.phone_sealed, p.email_sealed,
            p.postal_sealed, p.whatsapp_consent_on, p.birth_year, p.household,
            p.preferred_minute, p.duo_notice_on, p.brp_on,
            p.late_facts_on, p.course_started_on, p.dual_track_since,
            p.medical_waiting_since, p.medical_waiting_until, p.last_exam_on,
            p.finished_on,
            (EXISTS (
                SELECT 1 FROM address a WHERE a.person_id = p.id AND a.last_inbound_at IS NOT NULL
            ) OR EXISTS (
                SELECT 1 FROM address_share s WHERE s.person_id = p.id AND s.wrote_at IS NOT NULL
            )) AS wrote
        FROM r
        CROSS JOIN person p
        JOIN mailbox m ON m.id = p.mailbox_id
        WHERE p.gemeente_id = r.gemeente AND p.klantnummer = r.klantnummer"
}

/// What is known of these people of the municipality, in no order.
pub async fn known<'a>(
    tx: &mut Tx,
    gemeente: GemeenteId,
    klantnummers: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Known>> {
    fetch(tx, &KNOWN, &keys(gemeente, klantnummers)).await
}

over! {
    LANGUAGES (id uuid) "
        SELECT p.id, m.language
        FROM r
        CROSS JOIN person p
        JOIN mailbox m ON m.id = p.mailbox_id
        WHERE p.id = r.id"
}

/// In which language each of these people is written to.
pub async fn languages(
    tx: &mut Tx,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Language>> {
    let rows: Vec<(PersonId, String)> =
        fetch(tx, &LANGUAGES, &super::ids(people.into_iter().map(|id| id.0))).await?;
    let known = |(id, code): (PersonId, String)| Some((id, Language::parse(&code)?));
    Ok(rows.into_iter().filter_map(known).collect())
}

over! {
    IDS (gemeente uuid, klantnummer text) "
        SELECT p.klantnummer, p.id
        FROM r
        CROSS JOIN person p
        WHERE p.gemeente_id = r.gemeente AND p.klantnummer = r.klantnummer
        UNION ALL
        SELECT g.klantnummer, g.person_id
        FROM r
        CROSS JOIN person_merge g
        WHERE g.gemeente_id = r.gemeente AND g.klantnummer = r.klantnummer AND g.undone_at IS NULL"
}

/// Klantnummer and id of those of these people who are known, in no order. The klantnummer of somebody who was merged
/// leads to who stayed.
pub async fn ids<'a>(
    tx: &mut Tx,
    gemeente: GemeenteId,
    klantnummers: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(String, PersonId)>> {
    fetch(tx, &IDS, &keys(gemeente, klantnummers)).await
}

over! {
    MERGED (gemeente uuid, klantnummer text) "
        SELECT g.klantnummer, p.klantnummer
        FROM r
        CROSS JOIN person_merge g
        JOIN person p ON p.id = g.person_id
        WHERE g.gemeente_id = r.gemeente AND g.klantnummer = r.klantnummer AND g.undone_at IS NULL"
}

/// Of these klantnummers those of people who were merged, each with that of who stayed.
pub async fn merged<'a>(
    tx: &mut Tx,
    gemeente: GemeenteId,
    klantnummers: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(String, String)>> {
    fetch(tx, &MERGED, &keys(gemeente, klantnummers)).await
}

over! {
    CORRECTED (gemeente uuid, klantnummer text) "
        SELECT p.id, c.field
        FROM r
        CROSS JOIN person p
        CROSS JOIN person_correction c
        WHERE p.gemeente_id = r.gemeente AND p.klantnummer = r.klantnummer AND c.person_id = p.id"
}

/// What colleagues corrected about these people: who, and the name of the column in an import.
pub async fn corrected<'a>(
    tx: &mut Tx,
    gemeente: GemeenteId,
    klantnummers: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(PersonId, String)>> {
    fetch(tx, &CORRECTED, &keys(gemeente, klantnummers)).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("people KNOWN", &KNOWN),
    ("people LANGUAGES", &LANGUAGES),
    ("people IDS", &IDS),
    ("people CORRECTED", &CORRECTED),
    ("people MERGED", &MERGED),
    ("people FORGET_WORDS", &FORGET_WORDS),
    ("people NOTE_WORDS", &NOTE_WORDS),
];

#[derive(Serialize)]
struct Word {
    person: PersonId,
    word: Hex,
    gemeente: GemeenteId,
}

over! {
    FORGET_WORDS (id uuid) "
        DELETE FROM person_word
        WHERE person_id IN (SELECT r.id FROM r) AND of_merged = FALSE"
}

over! {
    NOTE_WORDS (person uuid, word bytes, gemeente uuid) "
        INSERT INTO person_word (person_id, word, gemeente_id)
        SELECT r.person, r.word, r.gemeente
        FROM r
        WHERE TRUE
        ON CONFLICT (person_id, word) DO NOTHING"
}

/// By which words each of these people is found from now on.
async fn note_words(tx: &mut Tx, gemeente: GemeenteId, people: &[PersonWrite]) -> Result<()> {
    let words: Vec<Word> = people
        .iter()
        .flat_map(|person| {
            let words = sought::words(&format!("{} {}", person.name, person.klantnummer));
            let word = |word: String| Word { person: person.id, word: Hex(word.into()), gemeente };
            words.into_iter().map(word)
        })
        .collect();
    run(tx, &NOTE_WORDS, &words).await
}

/// A person as it will be.
#[derive(Serialize)]
pub struct PersonWrite {
    /// Who.
    pub id: PersonId,
    /// The mailbox; made with a new person.
    pub mailbox: MailboxId,
    /// The municipality's own key.
    pub klantnummer: String,
    /// As the klantmanager writes it.
    pub name: String,
    /// Code of the language.
    pub language: &'static str,
    /// Which part of the law.
    pub group_kind: &'static str,
    /// The route.
    pub leerroute: Option<&'static str>,
    /// The day of the PIP.
    pub pip_on: Option<NaiveDate>,
    /// Whose caseload.
    pub klantmanager: Option<StaffId>,
    /// Whose people.
    pub coach: Option<StaffId>,
    /// Sealed for `person.phone_sealed`.
    pub phone: Option<Hex>,
    /// Sealed for `person.email_sealed`.
    pub email: Option<Hex>,
    /// Sealed for `person.postal_sealed`.
    pub postal: Option<Hex>,
    /// Without it nobody is messaged first on WhatsApp.
    pub consent_on: Option<NaiveDate>,
    /// Only to prove who somebody is.
    pub birth_year: Option<i64>,
    /// The municipality's own key of the household.
    pub household: Option<String>,
    /// What the trajectory clock counts from, and when messages suit.
    #[serde(flatten)]
    pub clock: ClockFacts,
}

const INSERT_MAILBOXES: Both = Both {
    sqlite: "
        INSERT INTO mailbox (id, gemeente_id, kind, language, created_at)
        SELECT unhex(value ->> 'mailbox', '-'), $2, 'person', value ->> 'language', $3
        FROM json_each($1)",
    postgres: "
        INSERT INTO mailbox (id, gemeente_id, kind, language, created_at)
        SELECT r.mailbox, $2, 'person', r.language, $3
        FROM json_to_recordset($1::json) AS r (mailbox UUID, language TEXT)",
};

const INSERT_PEOPLE: Both = Both {
    sqlite: "
        INSERT INTO person (id, gemeente_id, mailbox_id, klantnummer, name, group_kind, leerroute,
            pip_on, klantmanager_id, coach_id, phone_sealed, email_sealed, postal_sealed,
            whatsapp_consent_on, birth_year, household,
            preferred_minute, duo_notice_on, brp_on,
            late_facts_on, course_started_on, dual_track_since,
            medical_waiting_since, medical_waiting_until, last_exam_on,
            finished_on,
            created_at, updated_at)
        SELECT unhex(value ->> 'id', '-'), $2, unhex(value ->> 'mailbox', '-'),
            value ->> 'klantnummer', value ->> 'name', value ->> 'group_kind',
            value ->> 'leerroute', value ->> 'pip_on', unhex(value ->> 'klantmanager', '-'),
            unhex(value ->> 'coach', '-'), unhex(value ->> 'phone'), unhex(value ->> 'email'),
            unhex(value ->> 'postal'), value ->> 'consent_on', value ->> 'birth_year',
            value ->> 'household',
            value ->> 'preferred_minute', value ->> 'duo_notice_on', value ->> 'brp_on',
            value ->> 'late_facts_on', value ->> 'course_started_on', value ->> 'dual_track_since',
            value ->> 'medical_waiting_since', value ->> 'medical_waiting_until', value ->> 'last_exam_on',
            value ->> 'finished_on',
            $3, $3
        FROM json_each($1)",
    postgres: "
        INSERT INTO person (id, gemeente_id, mailbox_id, klantnummer, name, group_kind, leerroute,
            pip_on, klantmanager_id, coach_id, phone_sealed, email_sealed, postal_sealed,
            whatsapp_consent_on, birth_year, household,
            preferred_minute, duo_notice_on, brp_on,
            late_facts_on, course_started_on, dual_track_since,
            medical_waiting_since, medical_waiting_until, last_exam_on,
            finished_on,
            created_at, updated_at)
        SELECT r.id, $2, r.mailbox, r.klantnummer, r.name, r.group_kind, r.leerroute,
            r.pip_on, r.klantmanager, r.coach, decode(r.phone, 'hex'), decode(r.email, 'hex'),
            decode(r.postal, 'hex'), r.consent_on, r.birth_year, r.household,
            r.preferred_minute, r.duo_notice_on, r.brp_on,
            r.late_facts_on, r.course_started_on, r.dual_track_since,
            r.medical_waiting_since, r.medical_waiting_until, r.last_exam_on,
            r.finished_on,
            $3, $3
        FROM json_to_recordset($1::json) AS r (id UUID, mailbox UUID, klantnummer TEXT, name TEXT,
            group_kind TEXT, leerroute TEXT, pip_on DATE, klantmanager UUID, coach UUID,
            phone TEXT, email TEXT, postal TEXT, consent_on DATE, birth_year BIGINT, household TEXT,
            preferred_minute BIGINT, duo_notice_on DATE, brp_on DATE,
            late_facts_on DATE, course_started_on DATE, dual_track_since DATE,
            medical_waiting_since DATE, medical_waiting_until DATE, last_exam_on DATE,
            finished_on DATE)",
};

/// Adds people, each with a mailbox.
pub async fn insert(
    tx: &mut Tx,
    gemeente: GemeenteId,
    rows: &[PersonWrite],
    now: DateTime<Utc>,
) -> Result<()> {
    for json in batches(rows)? {
        for both in [&INSERT_MAILBOXES, &INSERT_PEOPLE] {
            let sql = both.text(tx);
            on!(tx, |conn| sqlx::query(sql)
                .bind(&json)
                .bind(gemeente)
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
    }
    note_words(tx, gemeente, rows).await?;
    duplicates::note(tx, gemeente, rows).await
}

const UPDATE_PEOPLE: Both = Both {
    sqlite: "
        UPDATE person
        SET name = r.value ->> 'name',
            group_kind = r.value ->> 'group_kind',
            leerroute = r.value ->> 'leerroute',
            pip_on = r.value ->> 'pip_on',
            klantmanager_id = unhex(r.value ->> 'klantmanager', '-'),
            coach_id = unhex(r.value ->> 'coach', '-'),
            phone_sealed = unhex(r.value ->> 'phone'),
            email_sealed = unhex(r.value ->> 'email'),
            postal_sealed = unhex(r.value ->> 'postal'),
            whatsapp_consent_on = r.value ->> 'consent_on',
            birth_year = r.value ->> 'birth_year',
            household = r.value ->> 'household',
            preferred_minute = r.value ->> 'preferred_minute',
            duo_notice_on = r.value ->> 'duo_notice_on',
            brp_on = r.value ->> 'brp_on',
            late_facts_on = r.value ->> 'late_facts_on',
            course_started_on = r.value ->> 'course_started_on',
            dual_track_since = r.value ->> 'dual_track_since',
            medical_waiting_since = r.value ->> 'medical_waiting_since',
            medical_waiting_until = r.value ->> 'medical_waiting_until',
            last_exam_on = r.value ->> 'last_exam_on',
            finished_on = r.value ->> 'finished_on',
            updated_at = $2
        FROM json_each($1) AS r
        WHERE person.id = unhex(r.value ->> 'id', '-')",
    postgres: "
        UPDATE person
        SET name = r.name,
            group_kind = r.group_kind,
            leerroute = r.leerroute,
            pip_on = r.pip_on,
            klantmanager_id = r.klantmanager,
            coach_id = r.coach,
            phone_sealed = decode(r.phone, 'hex'),
            email_sealed = decode(r.email, 'hex'),
            postal_sealed = decode(r.postal, 'hex'),
            whatsapp_consent_on = r.consent_on,
            birth_year = r.birth_year,
            household = r.household,
            preferred_minute = r.preferred_minute,
            duo_notice_on = r.duo_notice_on,
            brp_on = r.brp_on,
            late_facts_on = r.late_facts_on,
            course_started_on = r.course_started_on,
            dual_track_since = r.dual_track_since,
            medical_waiting_since = r.medical_waiting_since,
            medical_waiting_until = r.medical_waiting_until,
            last_exam_on = r.last_exam_on,
            finished_on = r.finished_on,
            updated_at = $2
        FROM json_to_recordset($1::json) AS r (id UUID, name TEXT, group_kind TEXT, leerroute TEXT,
            pip_on DATE, klantmanager UUID, coach UUID, phone TEXT, email TEXT, postal TEXT,
            consent_on DATE, birth_year BIGINT, household TEXT,
            preferred_minute BIGINT, duo_notice_on DATE, brp_on DATE,
            late_facts_on DATE, course_started_on DATE, dual_track_since DATE,
            medical_waiting_since DATE, medical_waiting_until DATE, last_exam_on DATE,
            finished_on DATE)
        WHERE person.id = r.id",
};

const UPDATE_LANGUAGES: Both = Both {
    sqlite: "
        UPDATE mailbox
        SET language = r.value ->> 'language'
        FROM json_each($1) AS r
        WHERE mailbox.id = unhex(r.value ->> 'mailbox', '-')
          AND mailbox.language <> r.value ->> 'language'",
    postgres: "
        UPDATE mailbox
        SET language = r.language
        FROM json_to_recordset($1::json) AS r (mailbox UUID, language TEXT)
        WHERE mailbox.id = r.mailbox
          AND mailbox.language <> r.language",
};

/// Writes people over what was known of them.
pub async fn update(
    tx: &mut Tx,
    gemeente: GemeenteId,
    rows: &[PersonWrite],
    now: DateTime<Utc>,
) -> Result<()> {
    for json in batches(rows)? {
        let (people, languages) = (UPDATE_PEOPLE.text(tx), UPDATE_LANGUAGES.text(tx));
        on!(tx, |conn| sqlx::query(people).bind(&json).bind(now).execute(conn).await.map(|_| ()))?;
        on!(tx, |conn| sqlx::query(languages).bind(&json).execute(conn).await.map(|_| ()))?;
    }
    run(tx, &FORGET_WORDS, &super::ids(rows.iter().map(|person| person.id.0))).await?;
    note_words(tx, gemeente, rows).await?;
    duplicates::note(tx, gemeente, rows).await
}
