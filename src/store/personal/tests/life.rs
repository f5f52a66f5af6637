//! Somebody of whom every table knows something, and somebody else on the same telephone.

use serde_json::json;
use uuid::Uuid;

use crate::dialog::conversation::{Conversation, RevisionId, Status};
use crate::dialog::event::Event;
use crate::ids::*;
use crate::message::{ChannelId, Fact, Facts, Handle, Saying, TextId};
use crate::store::fixture::{Someone, Town, ago, hours, insert, now};
use crate::store::{Tx, addresses, audit, on, shares};

pub const NUMBER: &str = "31611111111";
pub const WORDS: &str = "mijn dochter heeft koorts";
pub const NOTE: &str = "belt morgen terug";
pub const OTHER: &str = "Bilal";
pub const OTHERS_WORDS: &str = "ik ben Bilal en kom niet";

pub struct Lives {
    pub amina: Someone,
    pub bilal: Someone,
    pub phone: MailboxId,
}

pub fn handle() -> Handle {
    Handle::Phone(NUMBER.into())
}

fn conversation(dialog: &str, facts: Facts) -> Conversation {
    Conversation {
        id: ConversationId::fresh(),
        dialog: dialog.to_owned(),
        revision: RevisionId("r1".to_owned()),
        status: Status::Live,
        step: "vraag".to_owned(),
        facts,
        within: Vec::new(),
        onward: None,
        about: None,
        question: None,
        closed: Vec::new(),
        started_at: ago(3),
        over: None,
        changed: None,
    }
}

/// Amina with a row in every table, Bilal who shares a telephone with her.
pub async fn live(town: &Town, tx: &mut Tx) -> Lives {
    let name = ("K-9001", "Amina Haddad", "asiel");
    let amina = town.person(tx, name, Some(town.karin), Some(town.sami)).await;
    let bilal = town.person(tx, ("K-9002", OTHER, "gezin"), Some(town.karin), None).await;
    known(town, tx, &amina).await;
    // made in this order, so hers is the smaller id
    insert!(tx, "person_pair" (
        person_id: amina.person, other_id: bilal.person, gemeente_id: town.gemeente));
    for (person, other) in [(amina.person, bilal.person), (bilal.person, amina.person)] {
        insert!(tx, "kinship" (
            person_id: person, other_id: other, other_is: "partner", linked_by: town.karin,
            linked_at: ago(1)));
    }
    let own = own_address(town, tx, &amina).await;
    let phone = shared_phone(town, tx, (&amina, &bilal)).await;
    courses(town, tx, &amina).await;
    talks(town, tx, &amina, own).await;
    said(tx, bilal.mailbox, None, OTHERS_WORDS).await;
    Lives { amina, bilal, phone }
}

async fn known(town: &Town, tx: &mut Tx, amina: &Someone) {
    const FACTS: &str = "
        UPDATE person SET phone_sealed = $2, birth_year = 1990, pip_on = '2026-02-03' WHERE id = $1";
    let phone = tx.vault().seal("person.phone_sealed", b"+31611111111");
    let write = async |tx: &mut Tx| -> crate::store::Result<()> {
        on!(tx, |conn| sqlx::query(FACTS)
            .bind(amina.person)
            .bind(&phone)
            .execute(conn)
            .await
            .map(|_| ()))?;
        Ok(())
    };
    write(tx).await.unwrap();
    let day = now().date_naive();
    insert!(tx, "person_correction" (
        person_id: amina.person, field: "naam", corrected_by: town.karin, corrected_at: ago(1)));
    insert!(tx, "person_key" (
        person_id: amina.person, kind: "name", gemeente_id: town.gemeente, key_hash: vec![7_u8; 32]));
    let gone = MailboxId::fresh();
    insert!(tx, "mailbox" (
        id: gone, gemeente_id: town.gemeente, kind: "person", language: "ar", created_at: ago(9),
        merged_into: amina.mailbox));
    insert!(tx, "person_merge" (
        id: MergeId::fresh(), gemeente_id: town.gemeente, person_id: amina.person,
        gone_id: PersonId::fresh(), gone_mailbox_id: gone, klantnummer: "K-9009", merged_by: town.karin,
        merged_at: ago(3), undo_until: ago(-27)));
    insert!(tx, "term_extension" (
        id: Uuid::now_v7(), person_id: amina.person, weeks: 26_i64, ground: "studie", granted_on: day,
        noted_at: ago(1)));
    insert!(tx, "term_alarm" (
        person_id: amina.person, about_on: day, alarm: "termijn-18", raised_at: ago(1)));
    let reason = tx.vault().seal("map_decision.reason_sealed", "werkt in de zorg".as_bytes());
    insert!(tx, "map_decision" (
        id: Uuid::now_v7(), person_id: amina.person, counts: true, reason_sealed: &reason,
        decided_by: town.karin, decided_at: ago(1)));
    let words = tx.vault().seal("own_plan.words_sealed", "ik word bakker".as_bytes());
    insert!(tx, "own_plan" (
        person_id: amina.person, letter: "a", words_sealed: &words, is_current: true, noted_at: ago(1)));
    let field = Uuid::now_v7();
    insert!(tx, "own_field" (
        id: field, gemeente_id: town.gemeente, name: "Vervoer", folded: "vervoer", kind: "tekst",
        for_coaches: true, purpose: "voor de les", created_at: ago(1)));
    let words = tx.vault().seal("own_field_value.sealed", "komt met de fiets".as_bytes());
    insert!(tx, "own_field_value" (
        person_id: amina.person, field_id: field, value: "x", sealed: &words, noted_at: ago(1)));
    insert!(tx, "placement" (
        person_id: amina.person, kind: "stage", state: "gewenst", since_on: day, noted_at: ago(1)));
    insert!(tx, "hardship" (
        id: Uuid::now_v7(), person_id: amina.person, reason: "gezin", raised_by: town.karin,
        raised_at: ago(1)));
    insert!(tx, "stranger" (
        mailbox_id: amina.mailbox, gemeente_id: town.gemeente, taken_by: town.karin, taken_at: ago(3)));
    insert!(tx, "snooze" (
        person_id: amina.person, until: ago(-1), put_by: town.karin, put_at: ago(1)));
    insert!(tx, "person_word" (
        person_id: amina.person, word: b"haddad".to_vec(), gemeente_id: town.gemeente));
    let (by, subject) = (Some(town.karin), Some(("person", amina.person.0)));
    audit::note(tx, town.gemeente, by, "vouch", subject, json!({}), ago(1)).await.unwrap();
    // it is read in the transaction that writes it, here only
    audit::write(tx).await.unwrap();
}

async fn own_address(town: &Town, tx: &mut Tx, amina: &Someone) -> AddressId {
    let own = town.address(tx, amina, "whatsapp", None).await;
    let channel = ChannelId("whatsapp".to_owned());
    assert!(addresses::add_handle(tx, &channel, own, &handle()).await.unwrap());
    // a stranger who turned out to be her, and an address that turned out to be this one
    let stranger = MailboxId::fresh();
    insert!(tx, "mailbox" (
        id: stranger, gemeente_id: town.gemeente, kind: "address", language: "ar",
        created_at: ago(30), merged_into: amina.mailbox));
    insert!(tx, "address" (
        id: AddressId::fresh(), gemeente_id: town.gemeente, channel: "whatsapp", kind: "whatsapp",
        mailbox_id: amina.mailbox, person_id: amina.person, created_at: ago(30), joined_into: own,
        unreachable_at: ago(29), unreachable_code: "samengevoegd"));
    insert!(tx, "address_claim" (
        id: ClaimId::fresh(), address_id: own, person_id: amina.person, asked_at: ago(4)));
    insert!(tx, "code_try" (id: Uuid::now_v7(), address_id: own, channel: "whatsapp", at: ago(0)));
    insert!(tx, "consent" (
        id: Uuid::now_v7(), person_id: amina.person, purpose: "berichten", given: true, at: ago(20),
        address_id: own, text_id: "welkom", revision: "r1"));
    let invitation = InvitationId::fresh();
    insert!(tx, "invitation" (
        id: invitation, person_id: amina.person, token_hash: vec![9_u8; 32], created_at: ago(25),
        expires_at: ago(-5), used_at: ago(20), used_by: own));
    insert!(tx, "letter" (
        id: LetterId::fresh(), gemeente_id: town.gemeente, person_id: amina.person,
        mailbox_id: amina.mailbox, kind: "uitnodiging", language: "ar", invitation_id: invitation,
        made_at: ago(25), printed_at: ago(24), posted_at: ago(24), answered_at: ago(20)));
    own
}

async fn shared_phone(town: &Town, tx: &mut Tx, (amina, bilal): (&Someone, &Someone)) -> MailboxId {
    let shared = town.address(tx, bilal, "telegram", None).await;
    let phone = shares::make_phone(tx, shared, bilal.mailbox, ago(9)).await.unwrap();
    let user = shares::User { person: amina.person, mailbox: amina.mailbox };
    shares::add(tx, shared, user, Some(ago(8)), ago(9)).await.unwrap();
    let person = |name: &str| Fact::Person(name.to_owned());
    let facts: Facts = [
        ("wie-0".to_owned(), person(OTHER)),
        ("postvak-0".to_owned(), Fact::Word(bilal.mailbox.to_string())),
        ("wie-1".to_owned(), person("Amina")),
        ("postvak-1".to_owned(), Fact::Word(amina.mailbox.to_string())),
    ]
    .into();
    let talk = conversation("voor-wie", facts.clone());
    let sealed = tx.vault().seal_json("conversation.sealed", &talk).unwrap();
    insert!(tx, "conversation" (
        id: talk.id, gemeente_id: town.gemeente, mailbox_id: phone, dialog: "voor-wie",
        revision: "r1", step: "voor-wie", sealed: &sealed, started_at: ago(3)));
    let text = TextId::from("voor-wie");
    let saying = Saying {
        text,
        facts,
        choices: Vec::new(),
        question: None,
        template: None,
        aids: Vec::new(),
    };
    let sealed = tx.vault().seal_json("outbox.sealed", &saying).unwrap();
    let words = tx.vault().seal("outbox.words_sealed", "Voor wie? Bilal, Amina".as_bytes());
    insert!(tx, "outbox" (
        id: PartId::fresh(), gemeente_id: town.gemeente, mailbox_id: phone, address_id: shared,
        channel: "telegram", lane: 0_i64, seq: 1_i64, revision: "r1", language: "ar",
        text_id: "voor-wie", sealed: &sealed, words_sealed: &words, part_no: 0_i64, created_at: ago(3),
        not_before: ago(3), expires_at: ago(2), state: "accepted", finished_at: ago(3)));
    phone
}

async fn courses(town: &Town, tx: &mut Tx, amina: &Someone) {
    const ENROLMENT: &str = "SELECT id FROM enrolment WHERE person_id = $1";
    let find = async |tx: &mut Tx| -> crate::store::Result<EnrolmentId> {
        Ok(on!(tx, |conn| sqlx::query_scalar(ENROLMENT).bind(amina.person).fetch_one(conn).await?))
    };
    let enrolment = find(tx).await.unwrap();
    let session = town.session;
    insert!(tx, "attendance" (
        enrolment_id: enrolment, session_id: session, intent: "komt-niet", reason: "opvang",
        said_at: ago(1)));
    insert!(tx, "presence" (
        enrolment_id: enrolment, session_id: session, presence: "afwezig", noted_by: town.tom,
        noted_at: ago(0)));
    insert!(tx, "catch_up" (
        enrolment_id: enrolment, missed_id: session, session_id: session, rank: 1_i64,
        offered_at: ago(0), chosen_at: ago(0)));
    insert!(tx, "course_wait" (
        id: Uuid::now_v7(), gemeente_id: town.gemeente, course_id: town.course,
        person_id: amina.person, since: ago(2)));
    insert!(tx, "reminder" (
        id: ReminderId::fresh(), gemeente_id: town.gemeente, enrolment_id: enrolment,
        session_id: session, session_version: 1_i64, moment: "3d", due_at: now() + hours(2),
        useful_until: now() + hours(20), late: false));
    insert!(tx, "bot_start" (
        id: StartId::fresh(), mailbox_id: amina.mailbox, schedule: "check-in", dialog: "check-in",
        due_at: now() + hours(90), meant_at: now() + hours(90), useful_until: now() + hours(99)));
}

async fn said(tx: &mut Tx, mailbox: MailboxId, address: Option<AddressId>, words: &str) -> EventId {
    let (event, id) = (Event::Said { words: words.to_owned() }, EventId::fresh());
    let sealed = tx.vault().seal_json("inbox.sealed", &event).unwrap();
    insert!(tx, "history" (
        id: id, mailbox_id: mailbox, seq: 1_i64, address_id: address, kind: "said", sealed: &sealed,
        received_at: ago(2), handled_at: ago(2)));
    id
}

async fn talks(town: &Town, tx: &mut Tx, amina: &Someone, own: AddressId) {
    let event = said(tx, amina.mailbox, Some(own), WORDS).await;
    let asked = town.ask(tx, amina, ago(3), None).await;
    let wait = conversation("pvt-herinnering", Facts::new());
    insert!(tx, "wait" (
        id: WaitId::fresh(), mailbox_id: amina.mailbox, conversation_id: wait.id, due_at: ago(1)));
    insert!(tx, "answer" (
        id: Uuid::now_v7(), mailbox_id: amina.mailbox, conversation_id: asked.conversation,
        question_id: asked.question, key: "reden", value: "opvang", route: "staff", correction: false,
        at: ago(1)));
    insert!(tx, "clear_question" (
        question_id: asked.question, gemeente_id: town.gemeente, mailbox_id: amina.mailbox,
        text_id: "uitleg-pvt", language: "ar", asked_at: ago(3)));
    insert!(tx, "practice_hours" (
        id: Uuid::now_v7(), mailbox_id: amina.mailbox, conversation_id: asked.conversation,
        minutes: 90_i64, on_day: now().date_naive(), said_at: ago(1)));
    let file = tx.vault().seal("media.file_sealed", b"f1");
    insert!(tx, "media" (
        id: MediaId::fresh(), event_id: event, gemeente_id: town.gemeente, channel: "whatsapp",
        kind: "voice", file_sealed: &file, received_at: ago(2), next_at: ago(2)));
    let waiting = Event::Said { words: "en nog iets".to_owned() };
    let sealed = tx.vault().seal_json("inbox.sealed", &waiting).unwrap();
    insert!(tx, "inbox" (
        id: EventId::fresh(), mailbox_id: amina.mailbox, seq: 2_i64, address_id: own, kind: "said",
        sealed: &sealed, received_at: now(), parked_at: now(), parked_why: "x"));
    let to = (own, &asked);
    let part = town.send(tx, amina, to, ("whatsapp", "accepted", None), ago(2)).await;
    insert!(tx, "delivery" (part_id: part, delivered_at: ago(2)));
    insert!(tx, "hidden_message" (part_id: part, by_part_id: PartId::fresh(), asked_at: ago(1)));
    for (state, seq) in [("queued", 7_i64), ("sending", 8_i64)] {
        let leased = (state == "sending").then(|| now() + hours(1));
        insert!(tx, "outbox" (
            id: PartId::fresh(), gemeente_id: town.gemeente, mailbox_id: amina.mailbox,
            address_id: own, channel: "whatsapp", lane: 1_i64, seq: seq, revision: "r1",
            language: "ar", text_id: "pvt-vraag", sealed: Vec::<u8>::new(), part_no: 0_i64,
            created_at: now(), not_before: now(), expires_at: now() + hours(9), state: state,
            leased_until: leased, platform_hash: vec![seq as u8; 32]));
    }
    let text = TextId::from("pvt-vraag");
    let saying = Saying {
        text,
        facts: Facts::new(),
        choices: Vec::new(),
        question: None,
        template: None,
        aids: Vec::new(),
    };
    let sealed = tx.vault().seal_json("covered_message.sealed", &saying).unwrap();
    insert!(tx, "covered_message" (
        id: CoverId::fresh(), mailbox_id: amina.mailbox, revision: "r1", language: "ar",
        sealed: &sealed, created_at: ago(1), expires_at: ago(-1)));
    insert!(tx, "staff_message" (
        id: StaffMessageId::fresh(), mailbox_id: amina.mailbox, written_by: town.karin,
        made_at: ago(1), send_at: ago(1), given_at: ago(1), expires_at: ago(-6), ended_at: ago(1),
        ended_how: "queued"));
    let note = tx.vault().seal("staff_note.sealed", "wil liever in de avond".as_bytes());
    insert!(tx, "staff_note" (
        id: NoteId::fresh(), mailbox_id: amina.mailbox, written_by: town.karin, kind: "note",
        sealed: &note, written_at: ago(1)));
    insert!(tx, "translation" (
        event_id: EventId::fresh(), mailbox_id: amina.mailbox, asked_by: town.karin, asked_at: ago(1)));
    let report = tx.vault().seal("early_status.sealed", b"{}");
    insert!(tx, "early_status" (
        key_hash: vec![3_u8; 32], platform_hash: vec![8_u8; 32], sealed: &report, received_at: now()));
    let about = (amina.mailbox, Some(asked.question));
    let task = town.task(tx, about, ("kan-niet", "klantmanager", Some("opvang")), ago(1)).await;
    town.task(tx, (amina.mailbox, None), ("hulp", "klantmanager", None), ago(1)).await;
    let note = tx.vault().seal("contact_attempt.note_sealed", NOTE.as_bytes());
    insert!(tx, "contact_attempt" (
        id: AttemptId::fresh(), mailbox_id: amina.mailbox, route: "telefoon", task_id: task,
        at: ago(1), result: "gesproken", note_sealed: &note, noted_by: town.karin));
}

/// Somebody unknown, who wrote once.
pub async fn stranger(town: &Town, tx: &mut Tx) -> MailboxId {
    let (mailbox, address) = (MailboxId::fresh(), AddressId::fresh());
    insert!(tx, "mailbox" (
        id: mailbox, gemeente_id: town.gemeente, kind: "address", language: "nl", created_at: ago(2)));
    insert!(tx, "address" (
        id: address, gemeente_id: town.gemeente, channel: "whatsapp", kind: "whatsapp",
        mailbox_id: mailbox, created_at: ago(2), last_inbound_at: ago(2)));
    let channel = ChannelId("whatsapp".to_owned());
    assert!(addresses::add_handle(tx, &channel, address, &handle()).await.unwrap());
    said(tx, mailbox, Some(address), "hallo").await;
    mailbox
}
