//! A made-up municipality with an empty database, a stopped clock and the real policies.

use chrono::{DateTime, Utc};

use crate::acts::import::columns::ColumnMap;
use crate::acts::occasion::Occasion;
use crate::cli::import::{Kind, Outcome, Target, import};
use crate::clock::Clock;
use crate::ids::{EnrolmentId, GemeenteId, PersonId, SessionId, StaffId};
use crate::message::ChannelId;
use crate::plan::policies::Policies;
use crate::store::testing::{TestDb, each_database};
use crate::store::{Db, Tx, on};

pub(super) struct Town {
    pub(super) db: Db,
    pub(super) gemeente: GemeenteId,
    pub(super) clock: Clock,
    pub(super) policies: Policies,
    pub(super) whatsapp: ChannelId,
    pub(super) anna: StaffId,
    _test: TestDb,
}

/// One town on every database; it is Tuesday 1 June 2027, 12:00 in the Netherlands.
pub(super) async fn each_town() -> Vec<Town> {
    let mut towns = Vec::new();
    for test in each_database().await {
        let now: DateTime<Utc> = "2027-06-01T10:00:00Z".parse().unwrap();
        let town = Town {
            db: test.db.clone(),
            gemeente: GemeenteId::fresh(),
            clock: Clock::stepped(now),
            policies: Policies::parse(include_str!("../../../dialogs/policies.yaml")).unwrap(),
            whatsapp: ChannelId("whatsapp".to_owned()),
            anna: StaffId::fresh(),
            _test: test,
        };
        town.settle().await;
        towns.push(town);
    }
    towns
}

const GEMEENTE: &str =
    "INSERT INTO gemeente (id, code, name, created_at) VALUES ($1, 'GM9999', 'Voorbeeldstad', $2)";
const STAFF: &str = "
    INSERT INTO staff (id, gemeente_id, name, email, role, created_at)
    VALUES ($1, $2, 'Anna de Vries', 'anna@voorbeeld.example', 'klantmanager', $3)";

impl Town {
    async fn settle(&self) {
        let now = self.clock.civil();
        let mut tx = self.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(GEMEENTE)
            .bind(self.gemeente)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
        on!(tx, |conn| sqlx::query(STAFF)
            .bind(self.anna)
            .bind(self.gemeente)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) fn occasion(&self) -> Occasion<'_> {
        Occasion {
            gemeente: self.gemeente,
            by: Some(self.anna),
            policies: &self.policies,
            now: self.clock.civil(),
        }
    }

    /// Imports a file, or only tries.
    pub(super) async fn import_or_try(&self, kind: Kind, text: &[u8], dry_run: bool) -> Outcome {
        let to = Target {
            db: &self.db,
            gemeente: self.gemeente,
            whatsapp: Some(&self.whatsapp),
            policies: &self.policies,
        };
        import(text, kind, &ColumnMap::default(), dry_run, to, &self.clock).await.unwrap()
    }

    /// Imports a file; gives (new, changed, unchanged).
    pub(super) async fn import(&self, kind: Kind, text: &str) -> (usize, usize, usize) {
        let outcome = self.import_or_try(kind, text.as_bytes(), false).await;
        assert_eq!(outcome.report.mistakes.shown, []);
        (outcome.new, outcome.changed, outcome.unchanged)
    }

    /// Two people, one course with two sessions on Thursday 24 June and 1 July, both enrolled.
    pub(super) async fn with_a_course(&self) {
        self.import(
            Kind::People,
            "klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op;klantmanager\n\
             K-1;Amina Haddad;ar;asiel;0612345678;01-05-2027;Anna de Vries\n\
             K-2;Yusuf Demir;nl;gezin;;;anna@voorbeeld.example\n",
        )
        .await;
        self.import(Kind::Sessions, SESSIONS).await;
        self.import(Kind::Enrolments, ENROLMENTS).await;
    }

    /// The answer to a query that counts.
    pub(super) async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.db.read().await.unwrap();
        on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
    }

    /// The texts that a query gives.
    pub(super) async fn texts(&self, sql: &'static str) -> Vec<String> {
        let mut tx = self.db.read().await.unwrap();
        on!(tx, |conn| sqlx::query_scalar(sql).fetch_all(conn).await).unwrap()
    }

    /// Does something, and it stays done.
    pub(super) async fn execute(&self, sql: &'static str) {
        let mut tx = self.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(sql).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn person(&self, klantnummer: &str) -> PersonId {
        let sql = "SELECT id FROM person WHERE klantnummer = $1";
        let mut tx = self.db.read().await.unwrap();
        on!(tx, |conn| sqlx::query_scalar(sql).bind(klantnummer).fetch_one(conn).await).unwrap()
    }

    pub(super) async fn session(&self, number: i64) -> SessionId {
        let sql = "SELECT id FROM session WHERE number = $1";
        let mut tx = self.db.read().await.unwrap();
        on!(tx, |conn| sqlx::query_scalar(sql).bind(number).fetch_one(conn).await).unwrap()
    }

    /// The person's only enrolment says that they come to the session.
    pub(super) async fn comes(&self, klantnummer: &str, number: i64) {
        let enrolment = "SELECT id FROM enrolment WHERE person_id = $1";
        let comes = "
            INSERT INTO attendance (enrolment_id, session_id, intent, said_at)
            VALUES ($1, $2, 'komt', $3)";
        let (person, session) = (self.person(klantnummer).await, self.session(number).await);
        let now = self.clock.civil();
        let mut tx = self.db.begin().await.unwrap();
        let place: EnrolmentId =
            on!(tx, |conn| sqlx::query_scalar(enrolment).bind(person).fetch_one(conn).await)
                .unwrap();
        on!(tx, |conn| sqlx::query(comes)
            .bind(place)
            .bind(session)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn begin(&self) -> Tx {
        self.db.begin().await.unwrap()
    }
}

pub(super) const SESSIONS: &str = "\
    cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
    PVT;avond;pvt;1;24-06-2027;19:00;21:00;Bibliotheek;Plein 1\n\
    PVT;avond;pvt;2;01-07-2027;19:00;21:00;Bibliotheek;Plein 1\n";

pub(super) const ENROLMENTS: &str = "klantnummer;cursus;groep\nK-1;PVT;avond\nK-2;pvt;Avond\n";
