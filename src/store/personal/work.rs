//! What colleagues did for somebody: tasks, calls and notes, and the audit trail.

use super::{Form, Query, Section, column};
use crate::trade::privacy::Category;

pub(super) static SECTIONS: &[Section] = &[
    Section {
        id: "tasks",
        title: "Taken voor medewerkers",
        purpose: "Zodat een medewerker u helpt, belt of schrijft.",
        source: "Wegwijzer maakte de taak na iets dat u zei, of omdat er geen antwoord kwam.",
        kept: Category::Task,
        queries: &[TASKS],
    },
    Section {
        id: "attempts",
        title: "Hoe wij u probeerden te bereiken",
        purpose: "Om te kunnen laten zien wat de gemeente deed.",
        source: "Wegwijzer en medewerkers noteerden dit.",
        kept: Category::Person,
        queries: &[ATTEMPTS],
    },
    Section {
        id: "audit",
        title: "Wat medewerkers met uw gegevens deden",
        purpose: "Om te controleren wie wat deed.",
        source: "Wegwijzer schreef dit op, op het moment zelf.",
        kept: Category::Audit,
        queries: &[OF_PERSON, OF_MERGED, OF_TASKS, OF_QUESTIONS, OF_ENROLMENTS],
    },
];

const TASKS: Query = Query {
    sql: "
        SELECT t.opened_at, t.kind, t.reason, t.desk, t.closed_at, s.role AS closed_by
        FROM person p
        JOIN task t ON t.mailbox_id = p.mailbox_id
        LEFT JOIN staff s ON s.id = t.closed_by
        WHERE p.id = $1
        ORDER BY t.opened_at, t.id",
    columns: &[
        column("opened_at", "Gemaakt", Form::Moment),
        column("kind", "Taak", Form::Text),
        column("reason", "Reden", Form::Text),
        column("desk", "Voor de", Form::Text),
        column("closed_at", "Klaar", Form::Moment),
        column("closed_by", "Door een", Form::Text),
    ],
};

const ATTEMPTS: Query = Query {
    sql: "
        SELECT a.at, a.route, a.rung, a.result, a.note_sealed, a.failed_at, s.role
        FROM person p
        JOIN contact_attempt a ON a.mailbox_id = p.mailbox_id
        LEFT JOIN staff s ON s.id = a.noted_by
        WHERE p.id = $1
        ORDER BY a.at, a.id",
    columns: &[
        column("at", "Wanneer", Form::Moment),
        column("route", "Hoe", Form::Text),
        column(
            "rung",
            "Waarom",
            Form::Code(&[
                ("nudge", "geen antwoord: nog een keer gevraagd"),
                ("other_channel", "geen antwoord: via een ander kanaal"),
                ("coach", "geen antwoord: de coach gevraagd"),
                ("klantmanager", "geen antwoord: de klantmanager gevraagd"),
            ]),
        ),
        column("result", "Wat ervan kwam", Form::Text),
        column("note_sealed", "Notitie", Form::Sealed("contact_attempt.note_sealed")),
        column("failed_at", "Bereikte u niet", Form::Moment),
        column("role", "Door een", Form::Text),
    ],
};

const AUDIT: &[super::Column] = &[
    column("at", "Wanneer", Form::Moment),
    column("act", "Wat", Form::Code(ACTS)),
    column("role", "Door een", Form::Text),
];

const ACTS: &[(&str, &str)] = &[
    ("note_trajectory", "datums van uw inburgering bijgewerkt"),
    ("decide_map", "besloten of werk meetelt voor de MAP"),
    ("start_dialog", "de bot een gesprek laten beginnen"),
    ("note_phone_call", "een telefoongesprek genoteerd"),
    ("vouch", "bevestigd dat een telefoon van u is"),
    ("link_stranger", "een adres aan u gekoppeld, na een gesprek met u"),
    ("close_task", "een taak klaar gemeld"),
    ("say_who_stops", "genoteerd wie geen berichten meer wil"),
    ("note_answer", "uw antwoord genoteerd"),
    ("enrol", "u ingeschreven voor een cursus"),
    ("join_waiting_list", "u op de wachtlijst van een cursus gezet"),
    ("leave_waiting_list", "u van de wachtlijst van een cursus gehaald"),
    ("merge_people", "u samengevoegd met een tweede inschrijving van u"),
    ("split_people", "die samenvoeging ongedaan gemaakt"),
    ("inzage", "dit overzicht gemaakt"),
    ("rectify", "uw gegevens verbeterd"),
    ("cover_messages", "rustige berichten aan- of uitgezet"),
    ("hear_messages", "voorgelezen berichten aan- of uitgezet"),
    ("read_person", "uw pagina bekeken"),
    ("read_messages", "uw gesprek met de bot bekeken"),
];

const OF_PERSON: Query = Query {
    sql: "
        SELECT e.at, e.act, s.role
        FROM audit_entry e
        LEFT JOIN staff s ON s.id = e.staff_id
        WHERE e.subject_id = $1
        ORDER BY e.at, e.id",
    columns: AUDIT,
};

const OF_MERGED: Query = Query {
    sql: "
        SELECT e.at, e.act, s.role
        FROM person_merge g
        JOIN audit_entry e ON e.subject_id = g.gone_id
        LEFT JOIN staff s ON s.id = e.staff_id
        WHERE g.person_id = $1 AND g.undone_at IS NULL
        ORDER BY e.at, e.id",
    columns: AUDIT,
};

const OF_TASKS: Query = Query {
    sql: "
        SELECT e.at, e.act, s.role
        FROM person p
        JOIN task t ON t.mailbox_id = p.mailbox_id
        JOIN audit_entry e ON e.subject_id = t.id
        LEFT JOIN staff s ON s.id = e.staff_id
        WHERE p.id = $1
        ORDER BY e.at, e.id",
    columns: AUDIT,
};

const OF_QUESTIONS: Query = Query {
    sql: "
        SELECT e.at, e.act, s.role
        FROM person p
        JOIN question q ON q.mailbox_id = p.mailbox_id
        JOIN audit_entry e ON e.subject_id = q.id
        LEFT JOIN staff s ON s.id = e.staff_id
        WHERE p.id = $1
        ORDER BY e.at, e.id",
    columns: AUDIT,
};

const OF_ENROLMENTS: Query = Query {
    sql: "
        SELECT e.at, e.act, s.role
        FROM enrolment n
        JOIN audit_entry e ON e.subject_id = n.id
        LEFT JOIN staff s ON s.id = e.staff_id
        WHERE n.person_id = $1
        ORDER BY e.at, e.id",
    columns: AUDIT,
};
