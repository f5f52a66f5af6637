//! Quiet messages, switched by a colleague.

use super::town::{Town, each_town};
use crate::acts::cover_messages::cover_messages;
use crate::cli::import::Kind;
use crate::store::board::Viewer;
use crate::store::{covered, hot, trail};
use crate::trade::staff::Role;

const FILE: &str = "klantnummer;naam;taal;groep\nK-1;Amina Haddad;ar;asiel\n";

impl Town {
    async fn cover(&self, on: bool) -> (bool, bool) {
        let by = Viewer {
            gemeente: self.gemeente,
            staff: self.anna,
            role: Role::Klantmanager,
            today: crate::store::fixture::now().date_naive(),
        };
        let mut tx = self.db.begin().await.unwrap();
        let id = hot::people::ids(&mut tx, self.gemeente, ["K-1"]).await.unwrap()[0].1;
        let who = trail::seen_by(&mut tx, id, by).await.unwrap().unwrap();
        let changed = cover_messages(&mut tx, &who, on, by, self.clock.civil()).await.unwrap();
        let since = covered::since(&mut tx, who.mailbox_id).await.unwrap();
        tx.commit().await.unwrap();
        (changed, since.is_some())
    }
}

#[tokio::test]
async fn a_colleague_switches_quiet_messages_and_the_trail_says_so_once() {
    for town in each_town().await {
        let outcome = town.import_or_try(Kind::People, FILE.as_bytes(), false).await;
        assert_eq!(outcome.report.mistakes.shown, []);
        assert_eq!(town.cover(true).await, (true, true));
        assert_eq!(town.cover(true).await, (false, true), "it was so already");
        assert_eq!(town.cover(false).await, (true, false));
        let entries = "SELECT COUNT(*) FROM audit_entry
            WHERE act = 'cover_messages' AND subject_id IS NOT NULL";
        assert_eq!(town.count(entries).await, 2);
    }
}
