//! Somebody unknown writes, and a colleague who spoke with them links the address: what they wrote becomes theirs, and
//! until then nothing is said about anybody.

use wegwijzer::acts::strangers::{link, take_up};
use wegwijzer::cli::import::Kind;
use wegwijzer::ids::{MailboxId, PersonId, StaffId};
use wegwijzer::store::board::Viewer;
use wegwijzer::store::staff::{self, NewStaff};
use wegwijzer::store::testing::each_database;
use wegwijzer::trade::staff::Role;

use crate::app::App;
use crate::references::to_nothing;
use crate::support::rows::{ids, number};

const STRANGERS: &str = "SELECT id FROM mailbox WHERE kind = 'address' AND merged_into IS NULL";
const OF_THE_PERSON: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM history h
    JOIN person p ON p.mailbox_id = h.mailbox_id WHERE h.kind = 'said'";
const OPEN: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'onbekend' AND closed_at IS NULL";
const PROVING: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM address WHERE unproven_since IS NOT NULL";

#[tokio::test]
async fn a_stranger_is_linked_in_the_order_of_their_mailbox_and_need_not_prove_anything() {
    for test in each_database().await {
        let app = App::on(&test).await;
        app.bring_in(Kind::People, "klantnummer;naam;taal;groep\nK0;Persoon 0;nl;gezin\n").await;
        assert!(app.post(&app.typed(0, "Ik ben een vriend van Persoon 0")).await.is_success());
        app.settle().await;
        let answers = app.phone(0);
        assert_eq!(answers.len(), 1, "one kind answer");
        assert_eq!(number(&test.url, OPEN).await, 1);

        let mut tx = app.db.begin().await.unwrap();
        let (gemeente, now) = (app.gemeente, app.clock.civil());
        let new = NewStaff { gemeente, name: "Fatma", email: "f@x.nl", role: Role::Klantmanager };
        let staff: StaffId = staff::insert(&mut tx, new, now).await.unwrap().unwrap();
        let today = now.date_naive();
        let by = Viewer { gemeente, staff, role: Role::Klantmanager, today };
        let stranger = MailboxId(ids(&test.url, STRANGERS).await[0]);
        let person = PersonId(ids(&test.url, "SELECT id FROM person").await[0]);
        take_up(&mut tx, stranger, false, by, now).await.unwrap();
        link(&mut tx, (stranger, person), true, by, now).await.unwrap();
        tx.commit().await.unwrap();
        app.settle().await;
        assert!(ids(&test.url, STRANGERS).await.is_empty());
        assert_eq!(number(&test.url, OF_THE_PERSON).await, 1, "what they wrote came along");
        assert_eq!((number(&test.url, OPEN).await, number(&test.url, PROVING).await), (0, 0));
        assert!(app.phone(0).len() > answers.len(), "and they are welcomed");
        assert_eq!(to_nothing(&test.url).await, Vec::<String>::new());
    }
}
