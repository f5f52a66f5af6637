//! A small town for tests: colleagues, and people who are silent for every reason there is.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::staff::{self, NewStaff};
use super::{Db, Tx, on, people, shares};
use crate::ids::*;
use crate::trade::staff::{Role, Way};

/// Tuesday 24 November 2026, 10:00 in Amsterdam.
pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_510_800, 0).unwrap()
}

pub(crate) fn ago(days: i64) -> DateTime<Utc> {
    now() - TimeDelta::days(days)
}

pub(crate) fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}

macro_rules! insert {
    ($tx:expr, $table:literal ($($column:ident: $value:expr),+ $(,)?)) => {{
        const COLUMNS: &[&str] = &[$(stringify!($column)),+];
        let places: Vec<_> = (1..=COLUMNS.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            $table, COLUMNS.join(", "), places.join(", ")
        );
        on!($tx, |conn| sqlx::query(sqlx::AssertSqlSafe(sql))
            $(.bind($value))+
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
    }};
}

pub(crate) use insert;

pub(crate) struct Town {
    pub(crate) gemeente: GemeenteId,
    pub(crate) bea: StaffId,
    pub(crate) karin: StaffId,
    pub(crate) kees: StaffId,
    pub(crate) sami: StaffId,
    pub(crate) tom: StaffId,
    pub(crate) course: CourseId,
    pub(crate) session: SessionId,
}

pub(crate) struct Someone {
    pub(crate) person: PersonId,
    pub(crate) mailbox: MailboxId,
}

pub(crate) struct SilentPhone {
    pub(crate) mailbox: MailboxId,
    pub(crate) address: AddressId,
    pub(crate) task: TaskId,
    pub(crate) users: [Someone; 2],
}

pub(crate) struct Asked {
    pub(crate) question: QuestionId,
    pub(crate) conversation: ConversationId,
}

impl Town {
    /// Five colleagues, one per role that differs, a course, and nobody in care yet.
    pub(crate) async fn found(db: &Db) -> Self {
        let mut tx = db.begin().await.unwrap();
        let gemeente = GemeenteId::fresh();
        insert!(tx, "gemeente" (id: gemeente, code: "GM0321", name: "Houten", created_at: now()));
        let (course, session) = (CourseId::fresh(), SessionId::fresh());
        insert!(tx, "course" (
            id: course, gemeente_id: gemeente, name: "PVT najaar", group_name: "Groep A",
            created_at: now()));
        insert!(tx, "session" (
            id: session, gemeente_id: gemeente, course_id: course, number: 2_i64, kind: "pvt",
            starts_at: now() + hours(53), ends_at: now() + hours(56),
            place: "Gemeentehuis", street: "Onderdoor 25"));
        insert!(tx, "content_revision" (
            id: "r1", files: serde_json::json!({}), created_at: ago(30)));
        insert!(tx, "publication" (
            id: PublicationId::fresh(), revision: "r1", published_at: ago(30), in_force: true,
            carries: false));
        let town = Self {
            bea: colleague(&mut tx, gemeente, "Bea Beheer", Role::Beheerder).await,
            karin: colleague(&mut tx, gemeente, "Karin de Boer", Role::Klantmanager).await,
            kees: colleague(&mut tx, gemeente, "Kees Jansen", Role::Klantmanager).await,
            sami: colleague(&mut tx, gemeente, "Sami Haddad", Role::Coach).await,
            tom: colleague(&mut tx, gemeente, "Tom Visser", Role::Trainer).await,
            gemeente,
            course,
            session,
        };
        tx.commit().await.unwrap();
        town
    }

    pub(crate) fn everybody(&self) -> [(StaffId, Role); 5] {
        [
            (self.bea, Role::Beheerder),
            (self.karin, Role::Klantmanager),
            (self.kees, Role::Klantmanager),
            (self.sami, Role::Coach),
            (self.tom, Role::Trainer),
        ]
    }

    pub(crate) async fn person(
        &self,
        tx: &mut Tx,
        (klantnummer, name, group): (&str, &str, &str),
        klantmanager: Option<StaffId>,
        coach: Option<StaffId>,
    ) -> Someone {
        let (person, mailbox) = (PersonId::fresh(), MailboxId::fresh());
        insert!(tx, "mailbox" (
            id: mailbox, gemeente_id: self.gemeente, kind: "person", language: "ar",
            created_at: ago(40)));
        insert!(tx, "person" (
            id: person, gemeente_id: self.gemeente, mailbox_id: mailbox, klantnummer: klantnummer,
            name: name, group_kind: group, klantmanager_id: klantmanager, coach_id: coach,
            created_at: ago(2), updated_at: ago(2)));
        insert!(tx, "enrolment" (
            id: EnrolmentId::fresh(), person_id: person, course_id: self.course,
            enrolled_at: ago(40)));
        Someone { person, mailbox }
    }

    pub(crate) async fn address(
        &self,
        tx: &mut Tx,
        who: &Someone,
        kind: &str,
        shut: Option<DateTime<Utc>>,
    ) -> AddressId {
        let id = AddressId::fresh();
        insert!(tx, "address" (
            id: id, gemeente_id: self.gemeente, channel: kind, kind: kind,
            mailbox_id: who.mailbox, person_id: who.person, created_at: ago(40),
            unreachable_at: shut, unreachable_code: shut.map(|_| "blocked")));
        people::has_address(tx, who.person, ago(40)).await.unwrap();
        id
    }

    pub(crate) async fn ask(
        &self,
        tx: &mut Tx,
        who: &Someone,
        since: DateTime<Utc>,
        next: Option<(&str, TimeDelta)>,
    ) -> Asked {
        let asked = Asked { question: QuestionId::fresh(), conversation: ConversationId::fresh() };
        insert!(tx, "conversation" (
            id: asked.conversation, gemeente_id: self.gemeente, mailbox_id: who.mailbox,
            dialog: "pvt-herinnering", revision: "r1", step: "vraag",
            sealed: Vec::<u8>::new(), started_at: since));
        insert!(tx, "question" (
            id: asked.question, gemeente_id: self.gemeente, mailbox_id: who.mailbox,
            conversation_id: asked.conversation, dialog: "pvt-herinnering", step: "vraag",
            text_id: "pvt-vraag", session_id: self.session, first_asked_at: since,
            last_asked_at: since, times_asked: 2_i64, rungs_done: 1_i64,
            next_rung: next.map(|(rung, _)| rung), next_rung_at: next.map(|(_, at)| now() + at)));
        asked
    }

    pub(crate) async fn send(
        &self,
        tx: &mut Tx,
        who: &Someone,
        (address, asked): (AddressId, &Asked),
        (route, state, code): (&str, &str, Option<&str>),
        at: DateTime<Utc>,
    ) -> PartId {
        let part = PartId::fresh();
        insert!(tx, "outbox" (
            id: part, gemeente_id: self.gemeente, mailbox_id: who.mailbox, address_id: address,
            channel: route,
            conversation_id: asked.conversation, question_id: asked.question, lane: 1_i64,
            seq: 1_i64, revision: "r1", language: "ar", text_id: "pvt-vraag",
            sealed: Vec::<u8>::new(), part_no: 0_i64, created_at: at, not_before: at,
            expires_at: at + hours(24), attempt: 1_i64, state: state, code: code,
            finished_at: at));
        insert!(tx, "contact_attempt" (
            id: AttemptId::fresh(), mailbox_id: who.mailbox, question_id: asked.question,
            route: route, part_id: part, at: at));
        part
    }

    pub(crate) async fn task(
        &self,
        tx: &mut Tx,
        (mailbox, question): (MailboxId, Option<QuestionId>),
        (kind, desk, reason): (&str, &str, Option<&str>),
        since: DateTime<Utc>,
    ) -> TaskId {
        let id = TaskId::fresh();
        insert!(tx, "task" (
            id: id, gemeente_id: self.gemeente, mailbox_id: mailbox, question_id: question,
            session_id: (kind == "kan-niet").then_some(self.session), kind: kind, desk: desk,
            reason: reason, opened_at: since, cause: id.to_string()));
        id
    }

    /// A telephone of Amina (K1) and Yonas (K2), silent since a "stop" that nobody owned; the task to
    /// find out whose it was is open.
    pub(crate) async fn silent_phone(&self, tx: &mut Tx) -> SilentPhone {
        let amina = self.person(tx, ("K1", "Amina", "asiel"), Some(self.kees), None).await;
        let yonas = self.person(tx, ("K2", "Yonas", "gezin"), None, None).await;
        let address = self.address(tx, &amina, "whatsapp", None).await;
        let mailbox = shares::make_phone(tx, address, amina.mailbox, ago(2)).await.unwrap();
        let user = shares::User { person: yonas.person, mailbox: yonas.mailbox };
        shares::add(tx, address, user, None, ago(2)).await.unwrap();
        shares::hush(tx, address, Some(ago(1))).await.unwrap();
        let phone = Someone { person: amina.person, mailbox };
        let asked = self.ask(tx, &phone, ago(1), None).await;
        let about = (mailbox, Some(asked.question));
        let task = self.task(tx, about, ("voor-wie", "klantmanager", Some("stop")), ago(1)).await;
        SilentPhone { mailbox, address, task, users: [amina, yonas] }
    }

    /// So many more tasks about strangers, each an hour younger than the one before it.
    pub(crate) async fn tasks(&self, tx: &mut Tx, count: usize) {
        for n in 0..count {
            let mailbox = MailboxId::fresh();
            insert!(tx, "mailbox" (
                id: mailbox, gemeente_id: self.gemeente, kind: "address", language: "nl",
                created_at: now()));
            let since = now() + hours(n as i64);
            self.task(tx, (mailbox, None), ("hulp", "klantmanager", None), since).await;
        }
    }

    /// Nine people, seven of them silent, and four tasks. Answers the question of K-1003 and the
    /// task to call about it.
    pub(crate) async fn settle(&self, db: &Db) -> (QuestionId, TaskId) {
        let mut tx = db.begin().await.unwrap();
        let made = self.people(&mut tx).await;
        tx.commit().await.unwrap();
        made
    }

    async fn people(&self, tx: &mut Tx) -> (QuestionId, TaskId) {
        let (karin, kees, sami) = (Some(self.karin), Some(self.kees), Some(self.sami));

        let who = self.person(tx, ("K-1001", "Amina al-Hassan", "asiel"), karin, sami).await;
        let asked = self.ask(tx, &who, ago(9), Some(("klantmanager", hours(23)))).await;
        let address = self.address(tx, &who, "whatsapp", None).await;
        let to = (address, &asked);
        let part = self.send(tx, &who, to, ("whatsapp", "accepted", None), ago(2)).await;
        insert!(tx, "delivery" (part_id: part, delivered_at: ago(2), read_at: ago(1)));

        let who = self.person(tx, ("K-1002", "Yusuf Demir", "gezin"), karin, None).await;
        let asked = self.ask(tx, &who, ago(4), Some(("coach", hours(5)))).await;
        let address = self.address(tx, &who, "telegram", None).await;
        let to = (address, &asked);
        self.send(tx, &who, to, ("telegram", "accepted", None), ago(3)).await;
        let about = (who.mailbox, None);
        self.task(tx, about, ("kan-niet", "klantmanager", Some("opvang")), ago(1)).await;

        let name = "<script>alert('x')</script> \u{202e}Selam";
        let who = self.person(tx, ("K-1003", name, "asiel"), kees, sami).await;
        let asked = self.ask(tx, &who, ago(1), None).await;
        let address = self.address(tx, &who, "whatsapp", None).await;
        let to = (address, &asked);
        self.send(tx, &who, to, ("whatsapp", "refused", Some("131026")), ago(1)).await;
        let about = (who.mailbox, Some(asked.question));
        let call = self.task(tx, about, ("bellen", "klantmanager", None), ago(0)).await;
        let question = asked.question;

        let who = self.person(tx, ("K-1004", "Olena Kovalenko", "overig"), kees, None).await;
        self.address(tx, &who, "telegram", Some(ago(6))).await;

        let who = self.person(tx, ("K-1005", "فاطمة الزهراء", "asiel"), None, None).await;
        insert!(tx, "invitation" (
            id: InvitationId::fresh(), person_id: who.person, token_hash: vec![5_u8; 32],
            created_at: ago(12), expires_at: now() + hours(24 * 18)));

        let who = self.person(tx, ("K-1006", "Maria Santos", "gezin"), karin, None).await;
        self.address(tx, &who, "whatsapp", None).await;
        self.task(tx, (who.mailbox, None), ("hulp", "klantmanager", None), ago(4)).await;

        self.person(tx, ("K-1007", "Tesfay Gebremedhin", "asiel"), karin, None).await;

        let who = self.person(tx, ("K-1008", "Li Wei", "gezin"), kees, None).await;
        self.address(tx, &who, "telegram", None).await;
        const STOP: &str = "UPDATE mailbox SET stopped_at = $2 WHERE id = $1";
        on!(tx, |conn| sqlx::query(STOP)
            .bind(who.mailbox)
            .bind(ago(3))
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();

        let who = self.person(tx, ("K-1009", "Ana Silva", "overig"), karin, None).await;
        const ALLOW: &str =
            "UPDATE person SET phone_sealed = $2, whatsapp_consent_on = $3 WHERE id = $1";
        let number = tx.vault().seal("person.phone_sealed", b"+31612345678");
        on!(tx, |conn| sqlx::query(ALLOW)
            .bind(who.person)
            .bind(&number)
            .bind(now().date_naive())
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();

        let stranger = MailboxId::fresh();
        insert!(tx, "mailbox" (
            id: stranger, gemeente_id: self.gemeente, kind: "address", language: "nl",
            created_at: ago(1)));
        self.task(tx, (stranger, None), ("onbekend", "klantmanager", None), ago(0)).await;
        self.task(tx, (stranger, None), ("storing", "beheer", None), ago(0)).await;
        (question, call)
    }
}

async fn colleague(tx: &mut Tx, gemeente: GemeenteId, name: &str, role: Role) -> StaffId {
    let email = format!("{}@houten.nl", name.split(' ').next().unwrap().to_lowercase());
    let new = NewStaff { gemeente, name, email: &email, role };
    staff::insert(tx, new, now()).await.unwrap().unwrap()
}

/// A cookie of an open session of `staff`, with the form token `csrf-` and its id.
pub(crate) async fn cookie(db: &Db, staff: StaffId, at: DateTime<Utc>) -> String {
    let cookie = Uuid::now_v7().to_string();
    let csrf = format!("csrf-{staff}");
    let mut tx = db.begin().await.unwrap();
    let (way, device) = (Way::Password, "Firefox, Linux");
    let expires_at = at + hours(10);
    let new = staff::NewSession { cookie: &cookie, csrf: &csrf, staff, way, device, expires_at };
    staff::open_session(&mut tx, new, at).await.unwrap();
    tx.commit().await.unwrap();
    cookie
}
