//! Somebody waits for a colleague who does not look: after some working hours their deputy is told, after twice as many
//! the lead. The rule is `plan::staff_hours`; whoever is told sees it on the home page and in the next mail.
//!
//! Promises: each step is taken once, whatever dies when, and by however many processes: it is a column that is
//! still empty.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::TimeDelta;

use super::{Stop, Work, report};
use crate::plan::local_time::local_date;
use crate::plan::staff_hours::next_step;
use crate::store::{StoreError, absence, unread};

pub(super) async fn run(work: Work, mut stop: Stop) {
    let mut changes = work.clock.changes();
    loop {
        match look(&work).await {
            Ok(true) if !*stop.borrow() => {}
            Ok(_) => {
                let jumped = async { drop(changes.changed().await) };
                if work.rest(jumped, &mut stop).await {
                    return;
                }
            }
            Err(error) => {
                report("telling that somebody waits", &error).await;
                if *stop.borrow() {
                    return;
                }
            }
        }
    }
}

/// Takes the steps that are due; false when there were none.
pub(super) async fn look(work: &Work) -> Result<bool, StoreError> {
    let (hours, now) = (&work.staff_hours, work.clock.civil());
    let after = hours.alert_after;
    if after <= TimeDelta::zero() {
        return Ok(false);
    }
    let moments = (hours.ago(now, after), hours.ago(now, after * 2));
    let mut tx = work.db.read().await?;
    let anybody = !unread::due(&mut tx, moments.0, moments.1).await?.is_empty();
    drop(tx);
    if !anybody {
        return Ok(false);
    }
    let mut tx = work.db.begin().await?;
    let mut houses = BTreeMap::new();
    for one in unread::due(&mut tx, moments.0, moments.1).await? {
        let house = match houses.entry(one.gemeente) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(absence::house(&mut tx, one.gemeente).await?),
        };
        let deputy = one.on.and_then(|on| house.deputy(on, local_date(now)));
        let worked = hours.worked(one.since, now);
        if let Some(step) = next_step(one.told, deputy, worked, after) {
            unread::tell(&mut tx, one.task, step, now).await?;
        }
    }
    // crash before: the next look takes the same steps. Crash after: they are taken
    crate::crash_point!("unread: told", tx.commit().await)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::clock::Clock;
    use crate::ids::{StaffId, TeamId};
    use crate::store::board::Viewer;
    use crate::store::fixture::{self, Someone, Town};
    use crate::store::tasks::{self, NewTask};
    use crate::store::testing::{TestDb, each_database};
    use crate::store::{colleagues, teams};
    use crate::trade::staff::Role;
    use crate::trade::task::{Desk, TaskKind};

    struct Scene {
        work: Work,
        town: Town,
        amina: Someone,
    }

    impl Scene {
        /// Tuesday, ten o'clock: Amina asked Karin for help. Kees is Karin's standing deputy.
        async fn on(test: &TestDb) -> Self {
            let town = Town::found(&test.db).await;
            let mut tx = test.db.begin().await.unwrap();
            let who = ("K-1", "Amina Haddad", "asiel");
            let amina = town.person(&mut tx, who, Some(town.karin), None).await;
            let of = (town.karin, town.gemeente);
            absence::set_standing(&mut tx, of, Some(town.kees)).await.unwrap();
            tx.commit().await.unwrap();
            let clock = Clock::stepped(fixture::now());
            let work = Work::new(test.db.clone(), clock, [], Duration::from_millis(2));
            let scene = Self { work, town, amina };
            scene.asks(Some(scene.town.karin)).await;
            scene
        }

        async fn asks(&self, assigned_to: Option<StaffId>) {
            let task = NewTask {
                gemeente: self.town.gemeente,
                mailbox: self.amina.mailbox,
                kind: TaskKind::Hulp,
                desk: Desk::Klantmanager,
                assigned_to,
                conversation: None,
                question: None,
                session: None,
                reason: None,
                cause: "hulp",
            };
            let mut tx = self.work.db.begin().await.unwrap();
            tasks::open(&mut tx, task, self.work.clock.civil()).await.unwrap();
            tx.commit().await.unwrap();
        }

        async fn after(&self, hours: u64) -> bool {
            self.work.clock.advance(Duration::from_secs(hours * 3600));
            look(&self.work).await.unwrap()
        }

        async fn told(&self, staff: StaffId, role: Role) -> Vec<(Option<String>, i64)> {
            let today = local_date(self.work.clock.civil());
            let viewer = Viewer { gemeente: self.town.gemeente, staff, role, today };
            let mut tx = self.work.db.read().await.unwrap();
            let found = unread::told(&mut tx, viewer).await.unwrap();
            found.into_iter().map(|one| (one.name, one.people)).collect()
        }

        /// What Kees and Bea were told.
        async fn both(&self) -> (usize, usize) {
            let kees = self.told(self.town.kees, Role::Klantmanager).await;
            let bea = self.told(self.town.bea, Role::Beheerder).await;
            (kees.len(), bea.len())
        }

        async fn looks(&self) {
            let mut tx = self.work.db.begin().await.unwrap();
            unread::looked(&mut tx, self.amina.mailbox).await.unwrap();
            tx.commit().await.unwrap();
        }
    }

    #[tokio::test]
    async fn the_deputy_is_told_after_a_working_day_and_the_lead_after_two() {
        for test in each_database().await {
            let scene = Scene::on(&test).await;
            assert!(!scene.after(7).await, "17:00");
            assert!(!scene.after(15).await, "8:00 the next day: nobody worked meanwhile");
            assert!(scene.after(2).await, "10:00");
            assert_eq!(scene.both().await, (1, 0));
            let kees = scene.told(scene.town.kees, Role::Klantmanager).await;
            assert_eq!(kees, [(Some("Karin de Boer".to_owned()), 1)]);
            assert!(!scene.after(0).await, "told once");
            assert!(scene.after(24).await);
            assert_eq!(scene.both().await, (1, 1));
            assert!(!scene.after(240).await);
            scene.looks().await;
            assert_eq!(scene.both().await, (0, 0));
        }
    }

    #[tokio::test]
    async fn who_leads_the_team_is_told_instead_of_the_beheerder() {
        for test in each_database().await {
            let scene = Scene::on(&test).await;
            let (town, team) = (&scene.town, TeamId::fresh());
            let mut tx = test.db.begin().await.unwrap();
            let now = fixture::now();
            teams::insert(&mut tx, (team, town.gemeente), "West", now).await.unwrap();
            for staff in [town.karin, town.kees, town.sami] {
                teams::put(&mut tx, staff, Some(team)).await.unwrap();
            }
            teams::update(&mut tx, (team, town.gemeente), "West", Some(town.sami)).await.unwrap();
            tx.commit().await.unwrap();
            assert!(scene.after(24).await);
            assert_eq!(scene.both().await, (1, 0));
            assert!(scene.after(24).await);
            assert_eq!(scene.both().await, (1, 0), "the beheerder has no part in it");
            assert_eq!(scene.told(town.sami, Role::Coach).await.len(), 1);

            // a lead without an account leads nobody
            let mut tx = test.db.begin().await.unwrap();
            colleagues::set_disabled(&mut tx, town.sami, Some(now)).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(scene.both().await, (1, 1));
        }
    }

    #[tokio::test]
    async fn a_look_ends_it_and_a_new_message_begins_it_anew() {
        for test in each_database().await {
            let scene = Scene::on(&test).await;
            scene.looks().await;
            assert!(!scene.after(48).await);
            scene.asks(Some(scene.town.karin)).await;
            assert!(!scene.after(1).await);
            assert!(scene.after(23).await);
            assert_eq!(scene.both().await, (1, 0));
        }
    }

    #[tokio::test]
    async fn without_a_deputy_the_lead_is_told_in_their_place() {
        for test in each_database().await {
            let scene = Scene::on(&test).await;
            let mut tx = test.db.begin().await.unwrap();
            let of = (scene.town.karin, scene.town.gemeente);
            absence::set_standing(&mut tx, of, None).await.unwrap();
            tx.commit().await.unwrap();
            assert!(scene.after(24).await);
            assert_eq!(scene.both().await, (0, 1));
            assert!(!scene.after(48).await, "there is no further step");
        }
    }
}
