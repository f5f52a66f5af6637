//! Who somebody is, how they can be reached, and what they allowed.

use super::{Form, Query, Section, column};
use crate::trade::privacy::Category;

/// Where the municipality's own file says it.
const FROM_FILE: &str = "Dit komt uit het bestand van de gemeente, of een medewerker vulde het in.";

pub(super) static SECTIONS: &[Section] = &[
    Section {
        id: "person",
        title: "Wie u bent",
        purpose: "Om u te bereiken en uw inburgering te begeleiden.",
        source: FROM_FILE,
        kept: Category::Person,
        queries: &[PERSON],
    },
    Section {
        id: "corrections",
        title: "Wat een medewerker verbeterde",
        purpose: "Zodat een bestand van de gemeente de verbetering niet ongedaan maakt.",
        source: "Een medewerker verbeterde dit voor u.",
        kept: Category::Person,
        queries: &[CORRECTIONS],
    },
    Section {
        id: "merges",
        title: "Toen u twee keer in de lijst stond",
        purpose: "Zodat u onder elk van uw klantnummers te vinden bent, en een vergissing hersteld kan worden.",
        source: "Een medewerker zag dat u twee keer in de lijst stond.",
        kept: Category::Person,
        queries: &[MERGES],
    },
    Section {
        id: "term",
        title: "De tijd voor uw inburgering",
        purpose: "Om te zien hoeveel tijd u nog hebt, en u op tijd te helpen.",
        source: FROM_FILE,
        kept: Category::Person,
        queries: &[CLOCK],
    },
    Section {
        id: "extra_time",
        title: "Extra tijd van DUO",
        purpose: "Om te rekenen met de tijd die DUO u extra gaf.",
        source: FROM_FILE,
        kept: Category::Person,
        queries: &[EXTENSIONS],
    },
    Section {
        id: "alarms",
        title: "Seinen over uw tijd",
        purpose: "Zodat uw klantmanager op tijd met u praat.",
        source: "Wegwijzer rekende dit uit met de datums hierboven.",
        kept: Category::Person,
        queries: &[ALARMS],
    },
    Section {
        id: "map_decisions",
        title: "Besluiten over werk en de MAP",
        purpose: "Om te onthouden of uw werk meetelt voor de MAP.",
        source: "Een medewerker van de gemeente besloot dit.",
        kept: Category::Person,
        queries: &[DECISIONS],
    },
    Section {
        id: "addresses",
        title: "Hoe wij u berichten sturen",
        purpose: "Om u berichten te sturen op de telefoon die u gebruikt.",
        source: "U schreef ons, of de gemeente kreeg uw nummer van u.",
        kept: Category::Person,
        queries: &[ADDRESSES, SHARED],
    },
    Section {
        id: "claims",
        title: "Een tweede telefoon",
        purpose: "Om zeker te weten dat een andere telefoon van u is.",
        source: "Iemand gebruikte uw code op een andere telefoon.",
        kept: Category::Person,
        queries: &[CLAIMS],
    },
    Section {
        id: "letters",
        title: "Brieven en codes",
        purpose: "Om u uit te nodigen als wij geen ander adres hebben.",
        source: "De gemeente maakte deze brieven.",
        kept: Category::Person,
        queries: &[LETTERS, INVITATIONS],
    },
    Section {
        id: "consents",
        title: "Waar u ja of nee op zei",
        purpose: "Om te weten of wij u mogen schrijven.",
        source: "U zei dit zelf in een gesprek.",
        kept: Category::Person,
        queries: &[CONSENTS],
    },
];

const MERGES: Query = Query {
    sql: "
        SELECT g.merged_at, g.klantnummer, s.role, g.undo_until, (g.sealed IS NOT NULL) AS can_be_undone,
               g.undone_at
        FROM person_merge g
        JOIN staff s ON s.id = g.merged_by
        WHERE g.person_id = $1
        ORDER BY g.merged_at, g.id",
    columns: &[
        column("merged_at", "Samengevoegd", Form::Moment),
        column("klantnummer", "Ander klantnummer", Form::Text),
        column("role", "Door een", Form::Text),
        column("can_be_undone", "Wat er stond, is nog bewaard", Form::Flag),
        column("undo_until", "Tot", Form::Moment),
        column("undone_at", "Weer gesplitst", Form::Moment),
    ],
};

const PERSON: Query = Query {
    sql: "
        SELECT p.klantnummer, p.name, m.language, p.group_kind, p.leerroute, p.birth_year,
               p.phone_sealed, p.email_sealed, p.postal_sealed, p.whatsapp_consent_on,
               p.preferred_minute, p.household, m.stopped_at, m.taken_over_at, m.covered_since, m.voice_off_since,
               km.name AS klantmanager,
               co.name AS coach, p.created_at, p.updated_at, p.address_since
        FROM person p
        JOIN mailbox m ON m.id = p.mailbox_id
        LEFT JOIN staff km ON km.id = p.klantmanager_id
        LEFT JOIN staff co ON co.id = p.coach_id
        WHERE p.id = $1",
    columns: &[
        column("klantnummer", "Klantnummer", Form::Text),
        column("name", "Naam", Form::Text),
        column("language", "Taal", Form::Text),
        column(
            "group_kind",
            "Groep",
            Form::Code(&[
                ("asiel", "asielstatushouder"),
                ("gezin", "gezinsmigrant"),
                ("overig", "overige migrant"),
            ]),
        ),
        column(
            "leerroute",
            "Leerroute",
            Form::Code(&[
                ("b1", "B1-route"),
                ("onderwijs", "onderwijsroute"),
                ("z", "zelfredzaamheidsroute (Z-route)"),
            ]),
        ),
        column("birth_year", "Geboortejaar", Form::Number),
        column("phone_sealed", "Telefoon", Form::Sealed("person.phone_sealed")),
        column("email_sealed", "E-mail", Form::Sealed("person.email_sealed")),
        column("postal_sealed", "Adres", Form::Postal),
        column("whatsapp_consent_on", "Wij mogen u schrijven op WhatsApp sinds", Form::Day),
        column("preferred_minute", "Tijd die u past (minuut van de dag)", Form::Number),
        column("household", "Sleutel van uw huishouden", Form::Text),
        column("stopped_at", "U zei stop op", Form::Moment),
        column("taken_over_at", "Een medewerker praat zelf met u sinds", Form::Moment),
        column("covered_since", "Rustige berichten sinds", Form::Moment),
        column("voice_off_since", "Geen voorgelezen berichten sinds", Form::Moment),
        column("klantmanager", "Klantmanager", Form::Text),
        column("coach", "Coach", Form::Text),
        column("created_at", "Bij ons bekend sinds", Form::Moment),
        column("updated_at", "Laatst gewijzigd", Form::Moment),
        column("address_since", "Bereikbaar met berichten sinds", Form::Moment),
    ],
};

const CORRECTIONS: Query = Query {
    sql: "
        SELECT c.corrected_at, c.field, s.role
        FROM person_correction c
        LEFT JOIN staff s ON s.id = c.corrected_by
        WHERE c.person_id = $1
        ORDER BY c.corrected_at, c.field",
    columns: &[
        column("corrected_at", "Verbeterd", Form::Moment),
        column("field", "Wat", Form::Text),
        column("role", "Door een", Form::Text),
    ],
};

const CLOCK: Query = Query {
    sql: "
        SELECT p.pip_on, p.duo_notice_on, p.brp_on, p.late_facts_on, p.course_started_on,
               p.dual_track_since, p.medical_waiting_since, p.medical_waiting_until, p.last_exam_on,
               p.finished_on
        FROM person p
        WHERE p.id = $1",
    columns: &[
        column("pip_on", "Uw plan (PIP) is van", Form::Day),
        column("duo_notice_on", "DUO meldde u aan op", Form::Day),
        column("brp_on", "Ingeschreven in de gemeente op", Form::Day),
        column("late_facts_on", "Laatste stukken voor uw plan kwamen op", Form::Day),
        column("course_started_on", "Eerste taalles", Form::Day),
        column("dual_track_since", "Taal en werk samen sinds", Form::Day),
        column("medical_waiting_since", "U wacht op een medische keuring sinds", Form::Day),
        column("medical_waiting_until", "De medische keuring was op", Form::Day),
        column("last_exam_on", "Laatste examen", Form::Day),
        column("finished_on", "Inburgering klaar op", Form::Day),
    ],
};

const EXTENSIONS: Query = Query {
    sql: "
        SELECT noted_at, granted_on, weeks, ground
        FROM term_extension
        WHERE person_id = $1
        ORDER BY granted_on, id",
    columns: &[
        column("noted_at", "Genoteerd", Form::Moment),
        column("granted_on", "Extra tijd van DUO op", Form::Day),
        column("weeks", "Weken extra", Form::Number),
        column("ground", "Reden", Form::Text),
    ],
};

const ALARMS: Query = Query {
    sql: "
        SELECT raised_at, alarm, about_on
        FROM term_alarm
        WHERE person_id = $1
        ORDER BY raised_at, about_on, alarm",
    columns: &[
        column("raised_at", "Sein voor uw klantmanager op", Form::Moment),
        column("alarm", "Sein", Form::Text),
        column("about_on", "Telt tot of vanaf", Form::Day),
    ],
};

const DECISIONS: Query = Query {
    sql: "
        SELECT d.decided_at, d.counts, d.reason_sealed, s.role
        FROM map_decision d
        JOIN staff s ON s.id = d.decided_by
        WHERE d.person_id = $1
        ORDER BY d.decided_at, d.id",
    columns: &[
        column("decided_at", "Wanneer", Form::Moment),
        column("counts", "Werk telt mee", Form::Flag),
        column("reason_sealed", "Waarom", Form::Sealed("map_decision.reason_sealed")),
        column("role", "Door een", Form::Text),
    ],
};

const ADDRESSES: Query = Query {
    sql: "
        SELECT a.created_at, a.kind, h.sealed AS handle, a.last_inbound_at, a.unreachable_at,
               a.unreachable_code, a.no_bulk_since, a.unproven_since, FALSE AS is_shared, h.handle_hash
        FROM address a
        LEFT JOIN address_handle h ON h.address_id = a.id
        WHERE a.person_id = $1
        ORDER BY a.created_at, a.id, h.handle_hash",
    columns: ADDRESS,
};

// the number is theirs too; who else uses it is not
const SHARED: Query = Query {
    sql: "
        SELECT s.since AS created_at, a.kind, h.sealed AS handle, s.wrote_at AS last_inbound_at,
               s.hushed_at AS unreachable_at, a.unreachable_code, a.no_bulk_since, a.unproven_since,
               TRUE AS is_shared, h.handle_hash
        FROM address_share s
        JOIN address a ON a.id = s.address_id
        LEFT JOIN address_handle h ON h.address_id = a.id
        WHERE s.person_id = $1
        ORDER BY s.since, a.id, h.handle_hash",
    columns: ADDRESS,
};

const ADDRESS: &[super::Column] = &[
    column("created_at", "Bekend sinds", Form::Moment),
    column("kind", "Kanaal", Form::Code(&[("telegram", "Telegram"), ("whatsapp", "WhatsApp")])),
    column("handle", "Nummer of naam op dat kanaal", Form::Sealed("address_handle.sealed")),
    column("last_inbound_at", "U schreef er het laatst op", Form::Moment),
    column("unreachable_at", "Berichten komen niet meer aan sinds", Form::Moment),
    column("unreachable_code", "Waarom niet", Form::Text),
    column("no_bulk_since", "U wilt er geen aankondigingen sinds", Form::Moment),
    column("unproven_since", "Nog niet zeker of deze telefoon van u is, sinds", Form::Moment),
    column("is_shared", "Anderen gebruiken deze telefoon ook", Form::Flag),
];

const CLAIMS: Query = Query {
    sql: "
        SELECT asked_at, allowed_at, refused_at, used_at
        FROM address_claim
        WHERE person_id = $1
        ORDER BY asked_at, id",
    columns: &[
        column("asked_at", "Gevraagd op", Form::Moment),
        column("allowed_at", "Ja op", Form::Moment),
        column("refused_at", "Nee op", Form::Moment),
        column("used_at", "Gekoppeld op", Form::Moment),
    ],
};

const LETTERS: Query = Query {
    sql: "
        SELECT made_at, kind, language, printed_at, posted_at, answered_at, returned_at, dropped_at
        FROM letter
        WHERE person_id = $1
        ORDER BY made_at, id",
    columns: &[
        column("made_at", "Gemaakt", Form::Moment),
        column(
            "kind",
            "Soort brief",
            Form::Code(&[
                ("uitnodiging", "uitnodiging"),
                ("herinnering", "tweede brief"),
                ("stil", "brief omdat wij u niet bereikten"),
            ]),
        ),
        column("language", "Taal", Form::Text),
        column("printed_at", "Geprint", Form::Moment),
        column("posted_at", "Gepost", Form::Moment),
        column("answered_at", "U gebruikte de code", Form::Moment),
        column("returned_at", "Kwam terug", Form::Moment),
        column("dropped_at", "Toch niet nodig", Form::Moment),
    ],
};

const INVITATIONS: Query = Query {
    sql: "
        SELECT created_at, expires_at, used_at
        FROM invitation
        WHERE person_id = $1
        ORDER BY created_at, id",
    columns: &[
        column("created_at", "Code gemaakt", Form::Moment),
        column("expires_at", "Code geldig tot", Form::Moment),
        column("used_at", "Code gebruikt", Form::Moment),
    ],
};

const CONSENTS: Query = Query {
    sql: "
        SELECT at, purpose, given, text_id, revision
        FROM consent
        WHERE person_id = $1
        ORDER BY at, id",
    columns: &[
        column("at", "Wanneer", Form::Moment),
        column("purpose", "Waarvoor", Form::Text),
        column("given", "U zei ja", Form::Flag),
        column("text_id", "Welke tekst", Form::Text),
        column("revision", "Versie van de tekst", Form::Text),
    ],
};
