//! What a person is said to be, field by field: of two entries one can hold.

use crate::ids::PersonId;
use crate::store::{Result, Tx, on};

/// A field that who stays may take over from who goes.
#[derive(Debug)]
pub struct Field {
    /// Its name in a form; of most the column of an import.
    pub name: &'static str,
    /// Its columns in `person`.
    pub columns: &'static [&'static str],
    /// A colleague chooses also where only one of both has it.
    pub always_asks: bool,
    /// Columns of an import that do not undo the choice.
    pub corrects: &'static [&'static str],
    take: &'static str,
}

macro_rules! field {
    ($name:literal, [$($column:literal),+], $asks:literal, [$($corrects:literal),*], $set:literal, $get:literal) => {
        Field {
            name: $name,
            columns: &[$($column),+],
            always_asks: $asks,
            corrects: &[$($corrects),*],
            take: concat!(
                "UPDATE person SET ", $set, " = (SELECT ", $get, " FROM person o WHERE o.id = $1) WHERE id = $2"
            ),
        }
    };
    ($name:literal, $column:literal, [$($corrects:literal),*]) => {
        field!($name, [$column], false, [$($corrects),*], $column, $column)
    };
    // whatever a file says of it is one word with the name of the field
    ($name:literal, $column:literal) => { field!($name, $column, [$name]) };
}

/// Everything that a person is said to be.
pub static FIELDS: &[Field] = &[
    field!("naam", "name"),
    Field {
        name: "taal",
        columns: &[],
        always_asks: false,
        corrects: &["taal"],
        take: "
            UPDATE mailbox
            SET language = (SELECT o.language FROM person g JOIN mailbox o ON o.id = g.mailbox_id WHERE g.id = $1)
            WHERE id = (SELECT k.mailbox_id FROM person k WHERE k.id = $2)",
    },
    field!("groep", "group_kind"),
    field!("leerroute", "leerroute"),
    field!("pip_datum", "pip_on"),
    field!("klantmanager", "klantmanager_id", []),
    field!("coach", "coach_id", []),
    // who agreed, agreed for a number
    field!(
        "telefoon",
        ["phone_sealed", "whatsapp_consent_on"],
        false,
        ["telefoon", "whatsapp_akkoord_op"],
        "(phone_sealed, whatsapp_consent_on)",
        "o.phone_sealed, o.whatsapp_consent_on"
    ),
    field!("email", "email_sealed"),
    field!("adres", "postal_sealed", ["straat", "huisnummer", "postcode", "plaats"]),
    field!("geboortejaar", "birth_year"),
    field!("huishouden", "household", []),
    field!("voorkeurstijd", "preferred_minute", []),
    field!("duo_melding_op", "duo_notice_on"),
    field!("brp_op", "brp_on"),
    field!("gegevens_compleet_op", "late_facts_on"),
    field!("cursus_begonnen_op", "course_started_on"),
    field!("duaal_sinds", "dual_track_since"),
    field!("medisch_wacht_sinds", "medical_waiting_since"),
    field!("medisch_beoordeeld_op", "medical_waiting_until"),
    field!("laatste_examen_op", "last_exam_on"),
    // nothing is counted any more for who is done: that is never taken over unasked
    field!("klaar_op", ["finished_on"], true, ["klaar_op"], "finished_on", "o.finished_on"),
];

/// Columns of `person` that are no choice.
pub const NO_CHOICE: &[&str] = &[
    "id",
    "gemeente_id",
    "mailbox_id",
    "klantnummer",
    "address_since",
    "created_at",
    "updated_at",
];

/// Who stays takes a field over from who goes.
pub async fn take(tx: &mut Tx, field: &Field, from: PersonId, into: PersonId) -> Result<()> {
    on!(tx, |conn| sqlx::query(field.take).bind(from).bind(into).execute(conn).await.map(|_| ()))?;
    Ok(())
}
