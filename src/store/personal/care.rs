//! What practice asks beside reminders: hard cases, who belongs together, places and plans.

use super::{Form, Query, Section, column};
use crate::trade::privacy::Category;

pub(super) static SECTIONS: &[Section] = &[
    Section {
        id: "plans",
        title: "Uw eigen plannen",
        purpose: "Om u te helpen met wat u zelf van plan bent.",
        source: "U vertelde dit, of een medewerker noteerde het voor u.",
        kept: Category::Person,
        queries: &[PLANS],
    },
    Section {
        id: "placements",
        title: "Werk, stage en school",
        purpose: "Om te weten wat u wilt, en waar u op wacht.",
        source: "U vertelde dit, of een medewerker noteerde het voor u.",
        kept: Category::Person,
        queries: &[PLACEMENTS],
    },
    Section {
        id: "hardship",
        title: "Als de regels te zwaar zijn",
        purpose: "Zodat een ervaren collega beslist als de regels voor u te zwaar zijn.",
        source: "Een medewerker van de gemeente noteerde dit.",
        kept: Category::Person,
        queries: &[HARDSHIP],
    },
    Section {
        id: "kinship",
        title: "Familie die de gemeente ook kent",
        purpose: "Om rekening te houden met wie bij u hoort. Wie dat is, staat hier niet: dat is hun gegeven.",
        source: "Een medewerker van de gemeente noteerde dit.",
        kept: Category::Person,
        queries: &[KINSHIP],
    },
    Section {
        id: "snooze",
        title: "Wanneer een medewerker weer kijkt",
        purpose: "Zodat een medewerker op een goed moment weer kijkt of u antwoordde.",
        source: "Een medewerker van de gemeente noteerde dit.",
        kept: Category::Person,
        queries: &[SNOOZE],
    },
    Section {
        id: "own_fields",
        title: "Wat uw gemeente verder van u noteerde",
        purpose: "Bij elk gegeven staat waarom uw gemeente het bewaart.",
        source: "Een medewerker of een bestand van de gemeente.",
        kept: Category::Person,
        queries: &[OWN_FIELDS],
    },
];

const SNOOZE: Query = Query {
    sql: "
        SELECT z.put_at, z.until
        FROM snooze z
        WHERE z.person_id = $1",
    columns: &[column("put_at", "Genoteerd", Form::Moment), column("until", "Tot", Form::Moment)],
};

const OWN_FIELDS: Query = Query {
    sql: "
        SELECT v.noted_at, f.name, f.purpose,
               CASE WHEN v.sealed IS NULL THEN v.value END AS value, v.sealed
        FROM own_field_value v
        JOIN own_field f ON f.id = v.field_id
        WHERE v.person_id = $1
        ORDER BY f.name, f.id",
    columns: &[
        column("noted_at", "Genoteerd", Form::Moment),
        column("name", "Wat", Form::Text),
        column("value", "Er staat", Form::Text),
        column("sealed", "Er staat in woorden", Form::Sealed("own_field_value.sealed")),
        column("purpose", "Waarom wij dit bewaren", Form::Text),
    ],
};

const PLANS: Query = Query {
    sql: "
        SELECT o.noted_at, o.letter, o.words_sealed, o.is_current
        FROM own_plan o
        WHERE o.person_id = $1
        ORDER BY o.letter",
    columns: &[
        column("noted_at", "Genoteerd", Form::Moment),
        column("letter", "Plan", Form::Text),
        column("words_sealed", "Uw woorden", Form::Sealed("own_plan.words_sealed")),
        column("is_current", "Plan van nu", Form::Flag),
    ],
};

const PLACEMENTS: Query = Query {
    sql: "
        SELECT noted_at, kind, state, since_on
        FROM placement
        WHERE person_id = $1
        ORDER BY kind",
    columns: &[
        column("noted_at", "Genoteerd", Form::Moment),
        column("kind", "Wat", Form::Text),
        column("state", "Hoe het staat", Form::Text),
        column("since_on", "Sinds", Form::Day),
    ],
};

const HARDSHIP: Query = Query {
    sql: "
        SELECT raised_at, reason, outcome, decision_sealed, decided_at
        FROM hardship
        WHERE person_id = $1
        ORDER BY raised_at, id",
    columns: &[
        column("raised_at", "Genoteerd", Form::Moment),
        column("reason", "Waarom", Form::Text),
        column("outcome", "Besluit", Form::Text),
        column("decision_sealed", "Uitleg", Form::Sealed("hardship.decision_sealed")),
        column("decided_at", "Besloten", Form::Moment),
    ],
};

const KINSHIP: Query = Query {
    sql: "
        SELECT linked_at, other_is
        FROM kinship
        WHERE person_id = $1
        ORDER BY linked_at, other_id",
    columns: &[
        column("linked_at", "Genoteerd", Form::Moment),
        column("other_is", "Die ander is uw", Form::Text),
    ],
};
