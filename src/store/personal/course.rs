//! Courses, sessions, who came, and what was planned for it.

use super::{Form, Query, Section, column};
use crate::trade::privacy::Category;

pub(super) static SECTIONS: &[Section] = &[
    Section {
        id: "courses",
        title: "Uw cursussen",
        purpose: "Om te weten welke bijeenkomsten voor u zijn.",
        source: "De gemeente schreef u in.",
        kept: Category::Person,
        queries: &[COURSES],
    },
    Section {
        id: "sessions",
        title: "Uw bijeenkomsten",
        purpose: "Om u te herinneren, en te weten of u kon komen.",
        source: "De gemeente plant ze; u zei of u komt; de trainer noteerde wie er was.",
        kept: Category::Person,
        queries: &[SESSIONS],
    },
    Section {
        id: "practice",
        title: "Uren praktijk die u vertelde",
        purpose: "Om te zien hoe ver u bent met de MAP.",
        source: "U vertelde dit in een gesprek.",
        kept: Category::Person,
        queries: &[PRACTICE],
    },
    Section {
        id: "reminders",
        title: "Herinneringen",
        purpose: "Om u op tijd te herinneren, en niet te vaak.",
        source: "Wegwijzer rekende deze momenten uit.",
        kept: Category::Person,
        queries: &[REMINDERS, STARTS, WAITS],
    },
];

const COURSES: Query = Query {
    sql: "
        SELECT e.enrolled_at, c.name, c.group_name, e.ended_at
        FROM enrolment e
        JOIN course c ON c.id = e.course_id
        WHERE e.person_id = $1
        ORDER BY e.enrolled_at, e.id",
    columns: &[
        column("enrolled_at", "Ingeschreven", Form::Moment),
        column("name", "Cursus", Form::Text),
        column("group_name", "Groep", Form::Text),
        column("ended_at", "Uitgeschreven", Form::Moment),
    ],
};

const SESSIONS: Query = Query {
    sql: "
        SELECT s.starts_at, s.kind, s.number, s.place, s.cancelled_at, a.intent, a.reason, a.said_at,
               p.presence, p.noted_at
        FROM enrolment e
        JOIN session s ON s.course_id = e.course_id
        LEFT JOIN attendance a ON a.enrolment_id = e.id AND a.session_id = s.id
        LEFT JOIN presence p ON p.enrolment_id = e.id AND p.session_id = s.id
        WHERE e.person_id = $1
        ORDER BY s.starts_at, s.id, e.id",
    columns: &[
        column("starts_at", "Wanneer", Form::Moment),
        column("kind", "Soort", Form::Text),
        column("number", "Nummer", Form::Number),
        column("place", "Plaats", Form::Text),
        column("cancelled_at", "Afgezegd door de gemeente", Form::Moment),
        column("intent", "U zei", Form::Text),
        column("reason", "Waarom niet", Form::Text),
        column("said_at", "U zei dit op", Form::Moment),
        column("presence", "Trainer noteerde", Form::Text),
        column("noted_at", "Genoteerd op", Form::Moment),
    ],
};

const PRACTICE: Query = Query {
    sql: "
        SELECT h.said_at, h.on_day, h.minutes
        FROM person p
        JOIN practice_hours h ON h.mailbox_id = p.mailbox_id
        WHERE p.id = $1
        ORDER BY h.said_at, h.id",
    columns: &[
        column("said_at", "U zei dit op", Form::Moment),
        column("on_day", "Dag", Form::Day),
        column("minutes", "Minuten", Form::Number),
    ],
};

const REMINDERS: Query = Query {
    sql: "
        SELECT r.due_at, s.kind, s.number, r.moment, r.fired_at, r.moved_from, r.moved_why, r.dropped_at,
               r.dropped_why
        FROM enrolment e
        JOIN reminder r ON r.enrolment_id = e.id
        JOIN session s ON s.id = r.session_id
        WHERE e.person_id = $1
        ORDER BY r.due_at, r.id",
    columns: &[
        column("due_at", "Moment", Form::Moment),
        column("kind", "Voor", Form::Text),
        column("number", "Nummer", Form::Number),
        column("moment", "Hoe lang van tevoren", Form::Text),
        column("fired_at", "Verstuurd", Form::Moment),
        column("moved_from", "Was gepland op", Form::Moment),
        column("moved_why", "Waarom later", Form::Text),
        column("dropped_at", "Niet verstuurd, besloten op", Form::Moment),
        column("dropped_why", "Waarom niet", Form::Text),
    ],
};

const STARTS: Query = Query {
    sql: "
        SELECT b.due_at, b.schedule, b.dialog, b.begun_at, b.dropped_at, b.dropped_why
        FROM person p
        JOIN bot_start b ON b.mailbox_id = p.mailbox_id
        WHERE p.id = $1
        ORDER BY b.due_at, b.id",
    columns: &[
        column("due_at", "Moment", Form::Moment),
        column("schedule", "Vast moment", Form::Text),
        column("dialog", "Gesprek", Form::Text),
        column("begun_at", "Begonnen", Form::Moment),
        column("dropped_at", "Niet begonnen, besloten op", Form::Moment),
        column("dropped_why", "Waarom niet", Form::Text),
    ],
};

const WAITS: Query = Query {
    sql: "
        SELECT w.due_at, w.fired_at, w.cancelled_at
        FROM person p
        JOIN wait w ON w.mailbox_id = p.mailbox_id
        WHERE p.id = $1
        ORDER BY w.due_at, w.id",
    columns: &[
        column("due_at", "Moment", Form::Moment),
        column("fired_at", "Wij wachtten op uw antwoord tot", Form::Moment),
        column("cancelled_at", "Niet meer nodig sinds", Form::Moment),
    ],
};
