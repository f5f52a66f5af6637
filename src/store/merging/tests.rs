//! What belongs to a person is all there, and comes back as it was.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Utc;
use uuid::Uuid;

use super::fields::{FIELDS, NO_CHOICE};
use super::owned::{FOLLOWS, OWNED, key};
use crate::acts::merge_people::{Wanted, merge, split::split};
use crate::dialog::conversation::{Conversation, RevisionId, Status};
use crate::dialog::event::{About, Event};
use crate::ids::*;
use crate::message::Facts;
use crate::store::board::Viewer;
use crate::store::fixture::{Someone, Town, ago, hours, insert, now};
use crate::store::hot::whole_rows::Shape;
use crate::store::personal::REGISTER;
use crate::store::personal::tests::life::{Lives, live};
use crate::store::personal::tests::schema::Schema;
use crate::store::testing::{each_database, sqlite};
use crate::store::{Result, Tx, inbox, on, shares};
use crate::trade::staff::Role;

/// Columns that lead to whom a row belongs to.
const OWNERS: &[&str] = &["person_id", "mailbox_id", "enrolment_id", "other_id"];

/// Moved by the statement of another column of the same row, or not at all.
const ELSEWHERE: &[(&str, &str)] = &[("person", "mailbox_id"), ("address_share", "mailbox_id")];

#[tokio::test]
async fn no_table_of_a_person_is_forgotten_by_merging() {
    let test = sqlite().await;
    let mut tx = test.db.read().await.unwrap();
    let schema = Schema::read(&mut tx).await;
    let moved = |table: &str| OWNED.iter().any(|owned| owned.table == table);
    let follows = |table: &str| FOLLOWS.iter().any(|(known, _)| *known == table);
    for entry in REGISTER {
        let told = moved(entry.table) || follows(entry.table);
        assert!(told, "{}: in store/merging/owned.rs it neither moves nor follows", entry.table);
        assert!(!(moved(entry.table) && follows(entry.table)), "{}", entry.table);
    }
    for (table, why) in FOLLOWS {
        assert!(why.len() > 10 && REGISTER.iter().any(|entry| entry.table == *table), "{table}");
    }
    for (table, column) in schema.columns().filter(|(_, column)| OWNERS.contains(column)) {
        let known = OWNED.iter().any(|owned| owned.table == table && owned.column == column)
            || ELSEWHERE.contains(&(table, column))
            || follows(table);
        assert!(known, "{table}.{column} leads to somebody and does not move");
    }
    for owned in OWNED {
        let has = schema.columns().any(|column| column == (owned.table, owned.column));
        assert!(has, "{owned:?} is not in the schema");
        for part in key(owned.table) {
            assert!(
                schema.columns().any(|column| column == (owned.table, *part)),
                "{owned:?}: {part}"
            );
        }
    }
}

#[tokio::test]
async fn of_everything_that_a_person_is_said_to_be_one_can_be_chosen() {
    let test = sqlite().await;
    let mut tx = test.db.read().await.unwrap();
    let schema = Schema::read(&mut tx).await;
    let columns: BTreeSet<&str> = schema
        .columns()
        .filter_map(|(table, column)| (table == "person").then_some(column))
        .collect();
    let fields = FIELDS.iter().flat_map(|field| field.columns.iter().copied());
    let told: BTreeSet<&str> = fields.chain(NO_CHOICE.iter().copied()).collect();
    assert_eq!(columns, told);
}

type Dump = BTreeMap<String, BTreeSet<String>>;

/// Every row of every table, but for what only ever grows and what a merge leaves behind.
async fn dump(tx: &mut Tx) -> Dump {
    let schema = Schema::read(tx).await;
    // keys are written anew from the facts; the pair is put aside; the trail and the record stay
    let left =
        ["audit_entry", "audit_chain", "person_merge", "person_key", "person_pair", "seen_key"];
    let tables: Vec<String> = schema
        .tables()
        .into_iter()
        .filter(|table| !left.contains(table))
        .map(str::to_owned)
        .collect();
    let mut all = Dump::new();
    for table in tables {
        let name: &'static str = table.clone().leak();
        let rows = Shape::of(tx, name).await.unwrap().all(tx).await.unwrap();
        let text = |mut row: crate::store::hot::whole_rows::Row| {
            row.remove(if name == "mailbox" { "last_seq" } else { "seq" });
            serde_json::to_string(&row).unwrap()
        };
        all.insert(table, rows.into_iter().map(text).collect());
    }
    all
}

fn assert_same(before: &Dump, after: &Dump, what: &str) {
    for (table, rows) in before {
        let now = &after[table];
        let gone: Vec<_> = rows.difference(now).collect();
        let new: Vec<_> = now.difference(rows).collect();
        assert!(
            gone.is_empty() && new.is_empty(),
            "{what}: {table}\n gone {gone:#?}\n new {new:#?}"
        );
    }
}

/// Chance, the same at every run. Source: Knuth, MMIX.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 1
    }

    fn days(&mut self) -> chrono::DateTime<Utc> {
        ago(i64::try_from(1 + self.below(9)).unwrap())
    }
}

async fn place_of(tx: &mut Tx, person: PersonId) -> EnrolmentId {
    const PLACE: &str = "SELECT id FROM enrolment WHERE person_id = $1";
    let find = async |tx: &mut Tx| -> Result<EnrolmentId> {
        Ok(on!(tx, |conn| sqlx::query_scalar(PLACE).bind(person).fetch_one(conn).await?))
    };
    find(tx).await.unwrap()
}

/// Rows such as the other of a pair may have too.
async fn lives(town: &Town, tx: &mut Tx, who: &Someone, other: &Someone, chance: &mut Chance) {
    let (person, mailbox, day) = (who.person, who.mailbox, now().date_naive());
    let place = place_of(tx, person).await;
    if chance.yes() {
        insert!(tx, "attendance" (
            enrolment_id: place, session_id: town.session, intent: "komt", said_at: chance.days()));
    }
    if chance.yes() {
        insert!(tx, "presence" (
            enrolment_id: place, session_id: town.session, presence: "aanwezig", noted_by: town.tom,
            noted_at: chance.days()));
    }
    if chance.yes() {
        let fate = chance.below(3);
        insert!(tx, "reminder" (
            id: ReminderId::fresh(), gemeente_id: town.gemeente, enrolment_id: place,
            session_id: town.session, session_version: 1_i64, moment: "3d", due_at: now() + hours(2),
            useful_until: now() + hours(20), late: false, fired_at: (fate == 1).then(|| ago(1)),
            dropped_at: (fate == 2).then(|| ago(1)), dropped_why: (fate == 2).then_some("geen-adres")));
    }
    if chance.yes() {
        insert!(tx, "term_extension" (
            id: Uuid::now_v7(), person_id: person, weeks: 26_i64, ground: "studie", granted_on: day,
            noted_at: ago(1)));
        insert!(tx, "term_alarm" (person_id: person, about_on: day, alarm: "termijn-18", raised_at: ago(1)));
    }
    if chance.yes() {
        insert!(tx, "hardship" (
            id: Uuid::now_v7(), person_id: person, reason: "gezin", raised_by: town.karin, raised_at: ago(1)));
    }
    if chance.yes() {
        insert!(tx, "snooze" (person_id: person, until: ago(-1), put_by: town.karin, put_at: ago(1)));
    }
    if chance.yes() {
        insert!(tx, "placement" (
            person_id: person, kind: "stage", state: "gewenst", since_on: day, noted_at: chance.days()));
    }
    for letter in ["a", "b"] {
        if chance.yes() {
            let words = tx.vault().seal("own_plan.words_sealed", letter.as_bytes());
            insert!(tx, "own_plan" (
                person_id: person, letter: letter, words_sealed: &words, is_current: letter == "a",
                noted_at: chance.days()));
        }
    }
    if chance.yes() {
        insert!(tx, "person_correction" (
            person_id: person, field: "naam", corrected_by: town.karin, corrected_at: ago(1)));
        insert!(tx, "person_word" (
            person_id: person, word: b"haddad".to_vec(), gemeente_id: town.gemeente));
    }
    if chance.yes() {
        insert!(tx, "kinship" (
            person_id: person, other_id: other.person, other_is: "partner", linked_by: town.karin,
            linked_at: ago(1)));
    }
    if chance.yes() {
        insert!(tx, "course_wait" (
            id: Uuid::now_v7(), gemeente_id: town.gemeente, course_id: town.course, person_id: person,
            since: chance.days()));
    }
    if chance.yes() {
        town.task(tx, (mailbox, None), ("hulp", "klantmanager", None), ago(1)).await;
    }
    if chance.yes() {
        insert!(tx, "bot_start" (
            id: StartId::fresh(), mailbox_id: mailbox, schedule: "check-in", dialog: "check-in",
            due_at: now() + hours(90), meant_at: now() + hours(90), useful_until: now() + hours(99)));
    }
    if chance.yes() {
        let event = Event::Said { words: "hallo".to_owned() };
        inbox::append(tx, mailbox, None, (event.kind(), &event), now()).await.unwrap();
    }
    if chance.yes() {
        asks(town, tx, who, place).await;
    }
    const FACTS: &str = "UPDATE person SET pip_on = $2, birth_year = $3 WHERE id = $1";
    let facts = (chance.yes().then_some(day), chance.yes().then_some(1990_i64));
    let write = async |tx: &mut Tx| -> Result<()> {
        on!(tx, |conn| sqlx::query(FACTS)
            .bind(person)
            .bind(facts.0)
            .bind(facts.1)
            .execute(conn)
            .await
            .map(|_| ()))?;
        Ok(())
    };
    write(tx).await.unwrap();
}

/// A question about the session of the town, with what waits for its answer.
async fn asks(town: &Town, tx: &mut Tx, who: &Someone, place: EnrolmentId) {
    let address = town.address(tx, who, "telegram", None).await;
    let (id, question) = (ConversationId::fresh(), QuestionId::fresh());
    let talk = Conversation {
        id,
        dialog: "pvt-herinnering".to_owned(),
        revision: RevisionId("r1".to_owned()),
        status: Status::Live,
        step: "vraag".to_owned(),
        facts: Facts::new(),
        within: Vec::new(),
        onward: None,
        about: Some(About {
            enrolment: place,
            session: town.session,
            starts_at: now() + hours(53),
            ends_at: now() + hours(56),
        }),
        question: None,
        closed: Vec::new(),
        started_at: ago(1),
        over: None,
        changed: None,
    };
    let sealed = tx.vault().seal_json("conversation.sealed", &talk).unwrap();
    insert!(tx, "conversation" (
        id: id, gemeente_id: town.gemeente, mailbox_id: who.mailbox, dialog: "pvt-herinnering",
        revision: "r1", step: "vraag", enrolment_id: place, session_id: town.session, sealed: &sealed,
        started_at: ago(1)));
    insert!(tx, "question" (
        id: question, gemeente_id: town.gemeente, mailbox_id: who.mailbox, conversation_id: id,
        dialog: "pvt-herinnering", step: "vraag", text_id: "pvt-vraag", session_id: town.session,
        first_asked_at: ago(1), last_asked_at: ago(1), times_asked: 1_i64, rungs_done: 0_i64,
        next_rung: "nudge", next_rung_at: now() + hours(3)));
    insert!(tx, "wait" (
        id: WaitId::fresh(), mailbox_id: who.mailbox, conversation_id: id, due_at: now() + hours(3)));
    insert!(tx, "outbox" (
        id: PartId::fresh(), gemeente_id: town.gemeente, mailbox_id: who.mailbox, address_id: address,
        channel: "telegram", conversation_id: id, question_id: question, lane: 1_i64, seq: 1_i64,
        revision: "r1", language: "ar", text_id: "pvt-vraag", sealed: Vec::<u8>::new(), part_no: 0_i64,
        created_at: now(), not_before: now(), expires_at: now() + hours(9), state: "queued"));
}

fn karin(town: &Town) -> Viewer {
    Viewer {
        gemeente: town.gemeente,
        staff: town.karin,
        role: Role::Klantmanager,
        today: now().date_naive(),
    }
}

async fn there_and_back(tx: &mut Tx, town: &Town, (stays, goes): (PersonId, PersonId), what: &str) {
    let before = dump(tx).await;
    let id = MergeId::fresh();
    let takes = FIELDS.iter().map(|field| field.name).collect::<Vec<_>>();
    let wanted = Wanted { id, stays, goes, takes: &takes, undo_days: 30 };
    let merged = merge(tx, wanted, karin(town), now()).await;
    let merged = merged.unwrap_or_else(|error| panic!("{what}: {error:?}"));
    let left = leading_to(tx, goes, merged.goes.mailbox_id).await;
    assert_eq!(left, Vec::<String>::new(), "{what}: still of who went");
    let back = split(tx, id, karin(town), now() + hours(1)).await;
    let (again, _) = back.unwrap_or_else(|error| panic!("{what}: {error:?}"));
    assert_eq!(again, goes);
    assert_same(&before, &dump(tx).await, what);
}

/// Columns in which whoever went is still named.
async fn leading_to(tx: &mut Tx, goes: PersonId, mailbox: MailboxId) -> Vec<String> {
    let mut left = Vec::new();
    for owned in OWNED {
        let shape = Shape::of(tx, owned.table).await.unwrap();
        let rows = shape.rows(tx, owned.column, &[goes.0, mailbox.0]).await.unwrap();
        left.extend(rows.first().map(|_| format!("{}.{}", owned.table, owned.column)));
    }
    left
}

#[tokio::test]
async fn what_is_merged_and_undone_is_as_it_was() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        for seed in 0..24_u64 {
            let mut chance = Chance(seed);
            let mut tx = test.db.begin().await.unwrap();
            let (one, two) = (("K-1", "Amina Haddad", "asiel"), ("K-2", "Haddad, Amina", "gezin"));
            let one = town.person(&mut tx, one, Some(town.karin), Some(town.sami)).await;
            let two = town.person(&mut tx, two, Some(town.kees), None).await;
            lives(&town, &mut tx, &one, &two, &mut chance).await;
            lives(&town, &mut tx, &two, &one, &mut chance).await;
            for (stays, goes) in [(&one, &two), (&two, &one)] {
                let what = format!("seed {seed}");
                there_and_back(&mut tx, &town, (stays.person, goes.person), &what).await;
            }
            // nothing of this seed is kept
            drop(tx);
        }
    }
}

#[tokio::test]
async fn somebody_of_whom_every_table_knows_something_goes_and_comes_back() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let Lives { amina, bilal, .. } = live(&town, &mut tx).await;
        let double = ("K-9003", "Amina Haddad", "asiel");
        let double = town.person(&mut tx, double, Some(town.karin), None).await;
        lives(&town, &mut tx, &double, &bilal, &mut Chance(5)).await;
        for (stays, goes) in [(&double, &amina), (&amina, &double)] {
            there_and_back(&mut tx, &town, (stays.person, goes.person), "with everything").await;
        }
    }
}

#[tokio::test]
async fn a_stop_that_came_after_the_merge_holds_for_both_when_it_is_undone() {
    const STOP: &str = "UPDATE mailbox SET stopped_at = $2 WHERE id = $1";
    const STOPPED: &str = "SELECT stopped_at IS NOT NULL FROM mailbox WHERE id = $1";
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        for since in [true, false] {
            let mut tx = test.db.begin().await.unwrap();
            let (one, two) = (("K-1", "Amina Haddad", "asiel"), ("K-2", "Haddad, Amina", "asiel"));
            let one = town.person(&mut tx, one, Some(town.karin), None).await;
            let two = town.person(&mut tx, two, Some(town.karin), None).await;
            let stop = async |tx: &mut Tx, at| {
                on!(tx, |conn| sqlx::query(STOP)
                    .bind(one.mailbox)
                    .bind(at)
                    .execute(conn)
                    .await
                    .map(|_| ()))
                .unwrap();
            };
            // before it: that of who stays alone
            if !since {
                stop(&mut tx, now() - hours(1)).await;
            }
            let id = MergeId::fresh();
            let wanted =
                Wanted { id, stays: one.person, goes: two.person, takes: &[], undo_days: 30 };
            assert!(merge(&mut tx, wanted, karin(&town), now()).await.is_ok());
            if since {
                stop(&mut tx, now() + hours(1)).await;
            }
            assert!(split(&mut tx, id, karin(&town), now() + hours(2)).await.is_ok());
            for (mailbox, stopped) in [(one.mailbox, true), (two.mailbox, since)] {
                let found: bool =
                    on!(tx, |conn| sqlx::query_scalar(STOPPED).bind(mailbox).fetch_one(conn).await)
                        .unwrap();
                assert_eq!(found, stopped, "said since: {since}");
            }
        }
    }
}

#[tokio::test]
async fn two_entries_on_one_telephone_have_it_to_themselves_once_they_are_one() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let one = town.person(&mut tx, ("K-1", "Amina", "asiel"), Some(town.karin), None).await;
        let two = town.person(&mut tx, ("K-2", "Amina", "asiel"), Some(town.karin), None).await;
        let address = town.address(&mut tx, &one, "whatsapp", None).await;
        let phone = shares::make_phone(&mut tx, address, one.mailbox, ago(9)).await.unwrap();
        let user = shares::User { person: two.person, mailbox: two.mailbox };
        shares::add(&mut tx, address, user, Some(ago(8)), ago(9)).await.unwrap();
        let pairs = crate::store::duplicates::of(&mut tx, one.person, town.gemeente).await.unwrap();
        assert_eq!(pairs.len(), 1, "one chat, and a part of the name");
        let id = MergeId::fresh();
        let wanted = Wanted { id, stays: one.person, goes: two.person, takes: &[], undo_days: 30 };
        merge(&mut tx, wanted, karin(&town), now()).await.unwrap();
        assert_eq!(shares::of(&mut tx, address).await.unwrap().len(), 0);
        let found = crate::store::addresses::by_id(&mut tx, address).await.unwrap().unwrap();
        assert_eq!((found.person_id, found.mailbox_id), (Some(one.person), one.mailbox));
        split(&mut tx, id, karin(&town), now()).await.unwrap();
        let found = crate::store::addresses::by_id(&mut tx, address).await.unwrap().unwrap();
        assert_eq!((found.person_id, found.mailbox_id), (None, phone));
        assert_eq!(shares::of(&mut tx, address).await.unwrap().len(), 2);
    }
}
