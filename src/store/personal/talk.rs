//! What was said, by both sides, and what was made of it.

use super::{Form, Query, Section, column};
use crate::trade::privacy::Category;

pub(super) static SECTIONS: &[Section] = &[
    Section {
        id: "messages",
        title: "De berichten",
        purpose: "Om te weten wat er is afgesproken, en om dat te kunnen laten zien.",
        source: "U schreef dit, of de gemeente schreef dit aan u.",
        kept: Category::Talk,
        queries: &[THEIRS, WAITING, OURS, COVERED],
    },
    Section {
        id: "by_hand",
        title: "Berichten die een medewerker zelf schreef",
        purpose: "Om te weten wie u schreef, en wanneer.",
        source: "Een medewerker van de gemeente schreef dit.",
        kept: Category::Person,
        queries: &[BY_HAND],
    },
    Section {
        id: "notes",
        title: "Notities bij het gesprek",
        purpose: "Zodat medewerkers weten wat er is afgesproken, ook als een ander het overneemt.",
        source: "Een medewerker van de gemeente noteerde dit.",
        kept: Category::Talk,
        queries: &[NOTES, TRANSLATIONS],
    },
    Section {
        id: "conversations",
        title: "De gesprekken",
        purpose: "Om verder te gaan waar een gesprek gebleven is.",
        source: "Wegwijzer hield dit bij tijdens het gesprek.",
        kept: Category::Talk,
        queries: &[CONVERSATIONS],
    },
    Section {
        id: "questions",
        title: "Vragen aan u",
        purpose: "Om te zien op welke vraag nog geen antwoord kwam.",
        source: "Wegwijzer stelde deze vragen.",
        kept: Category::Person,
        queries: &[QUESTIONS, CLEAR],
    },
    Section {
        id: "answers",
        title: "Antwoorden",
        purpose: "Om u te helpen: wat u lukt, en wat in de weg staat.",
        source: "U zei dit, of een medewerker noteerde het voor u.",
        kept: Category::Person,
        queries: &[ANSWERS],
    },
    Section {
        id: "media",
        title: "Foto's en spraakberichten",
        purpose: "Uw klantmanager bekijkt of beluistert wat u stuurde.",
        source: "U stuurde dit.",
        kept: Category::Media,
        queries: &[MEDIA],
    },
];

const THEIRS: Query = Query {
    sql: "
        SELECT h.received_at AS at, h.sealed AS words, a.kind AS channel
        FROM person p
        JOIN history h ON h.mailbox_id = p.mailbox_id
        LEFT JOIN address a ON a.id = h.address_id
        WHERE p.id = $1
        ORDER BY h.received_at, h.seq, h.id",
    columns: &[
        column("at", "Wanneer", Form::Moment),
        column("words", "Wat", Form::Event),
        column("channel", "Hoe", CHANNEL),
    ],
};

// not handled yet, or set aside because it failed
const WAITING: Query = Query {
    sql: "
        SELECT i.received_at AS at, i.sealed AS words, a.kind AS channel
        FROM person p
        JOIN inbox i ON i.mailbox_id = p.mailbox_id
        LEFT JOIN address a ON a.id = i.address_id
        WHERE p.id = $1
        ORDER BY i.received_at, i.seq, i.id",
    columns: &[
        column("at", "Wanneer", Form::Moment),
        column("words", "Wat", Form::Event),
        column("channel", "Hoe", CHANNEL),
    ],
};

// what only takes another away says nothing
const OURS: Query = Query {
    sql: "
        SELECT o.created_at AS at, o.words_sealed AS words, a.kind AS channel, o.text_id, o.language,
               o.state, d.delivered_at, d.read_at, d.failed_at, h.asked_at AS hidden_at
        FROM person p
        JOIN outbox o ON o.mailbox_id = p.mailbox_id
        LEFT JOIN address a ON a.id = o.address_id
        LEFT JOIN delivery d ON d.part_id = o.id
        LEFT JOIN hidden_message h ON h.part_id = o.id
        WHERE p.id = $1
          AND NOT EXISTS (SELECT 1 FROM hidden_message t WHERE t.by_part_id = o.id)
        ORDER BY o.created_at, o.seq, o.part_no, o.id",
    columns: &[
        column("at", "Wanneer", Form::Moment),
        column("words", "Wij schreven", Form::Sealed("outbox.words_sealed")),
        column("channel", "Hoe", CHANNEL),
        column("text_id", "Tekst", Form::Text),
        column("language", "Taal", Form::Text),
        column(
            "state",
            "Hoe het afliep",
            Form::Code(&[
                ("queued", "wacht nog"),
                ("sending", "wordt verstuurd"),
                ("in_doubt", "onzeker of het aankwam"),
                ("accepted", "aangenomen"),
                ("refused", "geweigerd"),
                ("unknown", "onzeker of het aankwam"),
                ("expired", "niet verstuurd: te laat"),
                ("cancelled", "niet verstuurd: niet meer nodig"),
            ]),
        ),
        column("delivered_at", "Afgeleverd", Form::Moment),
        column("read_at", "Gelezen", Form::Moment),
        column("failed_at", "Niet aangekomen", Form::Moment),
        column("hidden_at", "U liet dit verbergen", Form::Moment),
    ],
};

// once they were asked for, the words themselves stand among ours
const COVERED: Query = Query {
    sql: "
        SELECT c.created_at AS at, c.language, c.opened_at, c.expires_at
        FROM person p
        JOIN covered_message c ON c.mailbox_id = p.mailbox_id
        WHERE p.id = $1
        ORDER BY c.created_at, c.id",
    columns: &[
        column("at", "Wanneer", Form::Moment),
        column("language", "Taal", Form::Text),
        column("opened_at", "U vroeg dit rustige bericht op", Form::Moment),
        column("expires_at", "Het was nuttig tot", Form::Moment),
    ],
};

// once they left, the words themselves stand among ours
const BY_HAND: Query = Query {
    sql: "
        SELECT w.made_at, s.name AS by, w.send_at, w.ended_at, w.ended_how
        FROM person p
        JOIN staff_message w ON w.mailbox_id = p.mailbox_id
        JOIN staff s ON s.id = w.written_by
        WHERE p.id = $1
        ORDER BY w.made_at, w.id",
    columns: &[
        column("made_at", "Geschreven", Form::Moment),
        column("by", "Door", Form::Text),
        column("send_at", "Bedoeld voor", Form::Moment),
        column("ended_at", "Klaar", Form::Moment),
        column(
            "ended_how",
            "Hoe het afliep",
            Form::Code(&[
                ("queued", "verstuurd (zie De berichten)"),
                ("cancelled", "teruggenomen"),
                ("expired", "verlopen: u schreef niet"),
                ("stopped", "niet verstuurd: u zei stop"),
                ("no-address", "niet verstuurd: geen werkend adres"),
            ]),
        ),
    ],
};

const NOTES: Query = Query {
    sql: "
        SELECT n.written_at AS at, s.name AS by, n.sealed AS words
        FROM person p
        JOIN staff_note n ON n.mailbox_id = p.mailbox_id
        JOIN staff s ON s.id = n.written_by
        WHERE p.id = $1
        ORDER BY n.written_at, n.id",
    columns: &[
        column("at", "Wanneer", Form::Moment),
        column("by", "Door", Form::Text),
        column("words", "Wat", Form::Sealed("staff_note.sealed")),
    ],
};

const TRANSLATIONS: Query = Query {
    sql: "
        SELECT t.asked_at AS at, t.sealed AS words, m.name AS by
        FROM person p
        JOIN translation t ON t.mailbox_id = p.mailbox_id
        LEFT JOIN staff m ON m.id = t.made_by
        WHERE p.id = $1
        ORDER BY t.asked_at, t.event_id",
    columns: &[
        column("at", "Vertaling gevraagd", Form::Moment),
        column("words", "Vertaling van uw bericht", Form::Sealed("translation.sealed")),
        column("by", "Door", Form::Text),
    ],
};

const CHANNEL: Form = Form::Code(&[("telegram", "Telegram"), ("whatsapp", "WhatsApp")]);

const CONVERSATIONS: Query = Query {
    sql: "
        SELECT c.started_at, c.dialog, c.step, c.sealed AS facts, c.ended_at, c.ended_how
        FROM person p
        JOIN conversation c ON c.mailbox_id = p.mailbox_id
        WHERE p.id = $1
        ORDER BY c.started_at, c.id",
    columns: &[
        column("started_at", "Begonnen", Form::Moment),
        column("dialog", "Gesprek", Form::Text),
        column("step", "Waar het is", Form::Text),
        column("facts", "Wat het onthoudt", Form::Facts),
        column("ended_at", "Klaar", Form::Moment),
        column("ended_how", "Hoe het eindigde", Form::Text),
    ],
};

const QUESTIONS: Query = Query {
    sql: "
        SELECT q.first_asked_at, q.dialog, q.step, q.times_asked, q.undelivered_why, q.closed_at,
               q.closed_how
        FROM person p
        JOIN question q ON q.mailbox_id = p.mailbox_id
        WHERE p.id = $1
        ORDER BY q.first_asked_at, q.id",
    columns: &[
        column("first_asked_at", "Gesteld", Form::Moment),
        column("dialog", "In gesprek", Form::Text),
        column("step", "Welke vraag", Form::Text),
        column("times_asked", "Hoe vaak", Form::Number),
        column("undelivered_why", "Kwam niet aan", Form::Text),
        column("closed_at", "Afgesloten", Form::Moment),
        column(
            "closed_how",
            "Hoe",
            Form::Code(&[
                ("answered", "u antwoordde"),
                ("elsewhere", "u antwoordde op een andere manier"),
                ("no_answer", "geen antwoord"),
                ("undelivered", "niet aangekomen"),
                ("stopped", "u zei stop"),
                ("superseded", "niet meer nodig"),
            ]),
        ),
    ],
};

// whether one of our texts was clear
const CLEAR: Query = Query {
    sql: "
        SELECT k.asked_at AS at, k.text_id AS text
        FROM person p
        JOIN clear_question k ON k.mailbox_id = p.mailbox_id
        WHERE p.id = $1
        ORDER BY k.asked_at, k.question_id",
    columns: &[
        column("at", "Wij vroegen of iets duidelijk was op", Form::Moment),
        column("text", "Over de tekst", Form::Text),
    ],
};

const ANSWERS: Query = Query {
    sql: "
        SELECT a.at, a.key, a.value, a.route, a.correction
        FROM person p
        JOIN answer a ON a.mailbox_id = p.mailbox_id
        WHERE p.id = $1
        ORDER BY a.at, a.id",
    columns: &[
        column("at", "Wanneer", Form::Moment),
        column("key", "Vraag", Form::Text),
        column("value", "Antwoord", Form::Text),
        column("route", "Hoe", Form::Code(&[("staff", "genoteerd door een medewerker")])),
        column("correction", "Verbetert een eerder antwoord", Form::Flag),
    ],
};

const MEDIA: Query = Query {
    sql: "
        SELECT f.received_at, f.kind, f.mime, f.size, f.fetched_at, f.gave_up_at
        FROM person p
        JOIN history h ON h.mailbox_id = p.mailbox_id
        JOIN media f ON f.event_id = h.id
        WHERE p.id = $1
        ORDER BY f.received_at, f.id",
    columns: &[
        column("received_at", "Gestuurd", Form::Moment),
        column(
            "kind",
            "Soort",
            Form::Code(&[
                ("photo", "foto"),
                ("voice", "spraakbericht"),
                ("audio", "geluid"),
                ("document", "document"),
            ]),
        ),
        column("mime", "Bestandssoort", Form::Text),
        column("size", "Grootte (bytes)", Form::Number),
        column("fetched_at", "Opgehaald", Form::Moment),
        column("gave_up_at", "Niet op te halen", Form::Moment),
    ],
};
