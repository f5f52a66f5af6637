//! Mail to colleagues that work waits for them: who gets one, and sending it.
//!
//! Promises: a mail has a row before it is sent, tells of each task once, and is tried until the server
//! takes it, refuses it for ever, or a day has passed. When a process dies between the server's yes and
//! its note, the mail goes again with the same id, by which mailboxes know it. The rule is
//! `plan::notice`.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Stop, Work, report};
use crate::channel::mail::{Mail, MailError, Post};
use crate::plan::{backoff, notice};
use crate::store::mail::{self, Claimed};
use crate::store::{StoreError, leases};

/// Longer than a server may take.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// One process looks who must be told.
const TURN: &str = "mail";
/// How often that is looked for.
const LOOK_EVERY: TimeDelta = TimeDelta::seconds(30);
/// What opened within this may not be committed yet; longer than any transaction that opens a task.
const SETTLED: TimeDelta = TimeDelta::seconds(30);
/// After this a mail says nothing new.
const WORTH: TimeDelta = TimeDelta::days(1);

pub(super) async fn run(work: Work, post: Arc<dyn Post>, mut stop: Stop) {
    let mut looked = None;
    loop {
        match round(&work, post.as_ref(), &mut looked).await {
            Ok(true) if !*stop.borrow() => {}
            Ok(_) => {
                if work.rest(std::future::pending(), &mut stop).await {
                    return;
                }
            }
            Err(error) => {
                report("mail", &error).await;
                if *stop.borrow() {
                    return;
                }
            }
        }
    }
}

/// Looks who must be told, and sends what waits longest; false when nothing waited.
///
/// # Errors
/// Of the database.
pub(super) async fn round(
    work: &Work,
    post: &dyn Post,
    looked: &mut Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    let machine = work.clock.machine();
    if looked.is_none_or(|at| machine - at >= LOOK_EVERY) {
        look(work).await?;
        *looked = Some(machine);
    }
    let mut tx = work.db.read().await?;
    let waits = mail::waits(&mut tx, machine).await?;
    drop(tx);
    if waits { one(work, post).await.map(|()| true) } else { Ok(false) }
}

/// Makes the mails that are due. Crash before the commit: the next look makes them.
async fn look(work: &Work) -> Result<(), StoreError> {
    let (now, machine) = (work.clock.civil(), work.clock.machine());
    let until = now - SETTLED;
    let is_due = |one: &mail::Untold| {
        let (tasks, urgent) = (one.tasks + one.waits, one.urgent);
        notice::goes(notice::Waiting { tasks, urgent, last_at: one.last_at }, now)
    };
    let mut tx = work.db.read().await?;
    let anybody = mail::untold(&mut tx, until).await?.iter().any(is_due);
    drop(tx);
    if !anybody {
        return Ok(());
    }
    let mut tx = work.db.begin().await?;
    // two processes must not both tell
    if leases::take(&mut tx, TURN, work.process, (machine, machine + LEASE)).await? {
        for one in mail::untold(&mut tx, until).await?.iter().filter(|one| is_due(one)) {
            mail::queue(&mut tx, one, until, (now, machine)).await?;
        }
    }
    crate::crash_point!("mail: queued", tx.commit().await)
}

/// Crash before the claim's commit: nothing happened. Crash between claim and end: the lease runs out,
/// and it goes again with the same id.
async fn one(work: &Work, post: &dyn Post) -> Result<(), StoreError> {
    let machine = work.clock.machine();
    let mut tx = work.db.begin().await?;
    let claimed = mail::claim(&mut tx, machine, machine + LEASE).await?;
    let to = match &claimed {
        Some(claimed) => mail::address(&mut tx, claimed.staff_id).await?,
        None => None,
    };
    crate::crash_point!("mail: claimed", tx.commit().await)?;
    let Some(claimed) = claimed else { return Ok(()) };
    let outcome = match to {
        Some(to) => post.send(&in_words(work, &claimed, to)).await,
        None => Err(MailError::Refused("left".to_owned())),
    };
    let now = work.clock.civil();
    let mut tx = work.db.begin().await?;
    match outcome {
        Ok(()) => {
            count("sent");
            mail::end(&mut tx, &claimed, None, now).await?;
        }
        Err(MailError::NotNow(code)) if now - claimed.created_at < WORTH => {
            count("postponed");
            let attempt = u32::try_from(claimed.attempt).unwrap_or(u32::MAX);
            let wait = backoff::after(attempt, claimed.id.0.as_u64_pair().1);
            tracing::warn!(mail.id = %claimed.id, code, "mail {} has to wait", claimed.id);
            mail::postpone(&mut tx, &claimed, machine + wait, &code).await?;
        }
        Err(MailError::NotNow(code) | MailError::Refused(code)) => {
            count("gave_up");
            tracing::error!(mail.id = %claimed.id, staff.id = %claimed.staff_id, code,
                "mail {} does not reach the colleague; look at the address of their account", claimed.id);
            mail::end(&mut tx, &claimed, Some(&code), now).await?;
        }
    }
    crate::crash_point!("mail: ended", tx.commit().await)
}

fn in_words(work: &Work, claimed: &Claimed, to: String) -> Mail {
    let home = work.public_url.as_deref();
    let (subject, body) = notice::words((claimed.tasks, claimed.urgent, claimed.waits), home);
    Mail { id: claimed.id.to_string(), to, subject, body }
}

fn count(outcome: &'static str) {
    metrics::counter!("wegwijzer_mails", "outcome" => outcome).increment(1);
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;
    use crate::clock::Clock;
    use crate::store::fixture::{self, Town, ago};
    use crate::store::on;
    use crate::store::testing::{TestDb, each_database};

    #[derive(Default)]
    struct Postbag {
        sent: Mutex<Vec<Mail>>,
        says: Mutex<Option<MailError>>,
    }

    #[async_trait::async_trait]
    impl Post for Postbag {
        async fn send(&self, mail: &Mail) -> Result<(), MailError> {
            self.sent.lock().unwrap().push(mail.clone());
            self.says.lock().unwrap().clone().map_or(Ok(()), Err)
        }
    }

    /// Sami, a coach, has a task since an hour; it is a Tuesday, ten in the morning.
    async fn sami_has_work(test: &TestDb) -> Work {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let who = ("K-1", "Amina Haddad", "asiel");
        let who = town.person(&mut tx, who, Some(town.karin), Some(town.sami)).await;
        for kind in ["coach", "bellen"] {
            let desk = if kind == "coach" { "coach" } else { "klantmanager" };
            let at = fixture::now() - TimeDelta::hours(1);
            let task = town.task(&mut tx, (who.mailbox, None), (kind, desk, None), at).await;
            let whose = if kind == "coach" { town.sami } else { town.karin };
            on!(tx, |conn| sqlx::query("UPDATE task SET assigned_to = $2 WHERE id = $1")
                .bind(task)
                .bind(whose)
                .execute(conn)
                .await
                .map(|_| ()))
            .unwrap();
        }
        on!(tx, |conn| sqlx::query("UPDATE staff SET created_at = $1")
            .bind(ago(30))
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
        tx.commit().await.unwrap();
        let clock = Clock::stepped(fixture::now());
        Work::new(test.db.clone(), clock, [], Duration::from_millis(2))
            .found_at("https://wegwijzer.example/")
    }

    #[tokio::test]
    async fn a_coach_is_told_once_that_work_waits_and_nobody_is_named() {
        for test in each_database().await {
            let work = sami_has_work(&test).await;
            let post = Postbag::default();
            let mut looked = None;
            assert!(round(&work, &post, &mut looked).await.unwrap());
            assert!(!round(&work, &post, &mut looked).await.unwrap());
            work.clock.advance(Duration::from_secs(2 * 3600));
            assert!(!round(&work, &post, &mut looked).await.unwrap(), "each task is told once");
            let sent = post.sent.lock().unwrap();
            assert_eq!(sent.len(), 1, "the klantmanager looks at the list: {sent:?}");
            assert!(sent[0].to.starts_with("sami"), "{}", sent[0].to);
            assert_eq!(sent[0].subject, "Wegwijzer: 1 taak wacht op u");
            assert!(sent[0].body.contains("https://wegwijzer.example/"));
            assert!(!sent[0].body.contains("Amina"));
        }
    }

    #[tokio::test]
    async fn who_stands_in_is_told_and_who_is_away_is_not() {
        use crate::plan::absence::Absence;
        use crate::store::absence::{self, New};
        for test in each_database().await {
            let work = sami_has_work(&test).await;
            let mut tx = work.db.begin().await.unwrap();
            let known = async |tx: &mut crate::store::Tx, email: &str| {
                crate::store::staff::by_email(tx, email).await.unwrap().unwrap()
            };
            let sami = known(&mut tx, "sami@houten.nl").await;
            let kees = known(&mut tx, "kees@houten.nl").await;
            let today = fixture::now().date_naive();
            let days = Absence { staff: sami.id, deputy: Some(kees.id), first: today, last: today };
            let (id, gemeente) = (crate::ids::AbsenceId::fresh(), sami.gemeente_id);
            let new = New { id, gemeente, days, by: sami.id };
            absence::put(&mut tx, new, fixture::now()).await.unwrap();
            tx.commit().await.unwrap();
            let post = Postbag::default();
            let mut looked = None;
            while round(&work, &post, &mut looked).await.unwrap() {}
            let sent = post.sent.lock().unwrap();
            assert_eq!(sent.len(), 1, "{sent:?}");
            assert!(sent[0].to.starts_with("kees"), "{}", sent[0].to);
        }
    }

    #[tokio::test]
    async fn what_opened_just_now_is_told_by_the_next_look_and_never_lost() {
        for test in each_database().await {
            let work = sami_has_work(&test).await;
            let post = Postbag::default();
            let mut looked = None;
            assert!(round(&work, &post, &mut looked).await.unwrap());
            // stamped a second before that look, and committed only now
            let stamp = fixture::now() - TimeDelta::seconds(1);
            let mut tx = work.db.begin().await.unwrap();
            const LATE: &str = "
                UPDATE task SET opened_at = $1
                WHERE desk = 'coach' AND assigned_to IS NOT NULL";
            on!(tx, |conn| sqlx::query(LATE).bind(stamp).execute(conn).await.map(|_| ())).unwrap();
            tx.commit().await.unwrap();
            work.clock.advance(Duration::from_secs(3600));
            assert!(round(&work, &post, &mut looked).await.unwrap());
            assert!(!round(&work, &post, &mut looked).await.unwrap());
            assert_eq!(post.sent.lock().unwrap().len(), 2);
        }
    }

    #[tokio::test]
    async fn a_server_that_is_away_is_tried_again_with_the_same_id_until_a_day_has_passed() {
        for test in each_database().await {
            let work = sami_has_work(&test).await;
            let post = Postbag::default();
            *post.says.lock().unwrap() = Some(MailError::NotNow("451".to_owned()));
            let mut looked = None;
            assert!(round(&work, &post, &mut looked).await.unwrap());
            assert!(!round(&work, &post, &mut looked).await.unwrap(), "not at once");
            work.clock.advance(Duration::from_secs(60));
            assert!(round(&work, &post, &mut looked).await.unwrap());
            work.clock.advance(Duration::from_secs(25 * 3600));
            assert!(round(&work, &post, &mut looked).await.unwrap());
            work.clock.advance(Duration::from_secs(3600));
            assert!(!round(&work, &post, &mut looked).await.unwrap(), "given up");
            let sent = post.sent.lock().unwrap();
            assert_eq!(sent.len(), 3);
            assert!(sent.iter().all(|mail| mail.id == sent[0].id));
        }
    }

    #[tokio::test]
    async fn a_process_that_died_after_the_claim_leaves_a_mail_that_goes_when_its_lease_is_over() {
        for test in each_database().await {
            let work = sami_has_work(&test).await;
            let post = Postbag::default();
            look(&work).await.unwrap();
            let machine = work.clock.machine();
            let mut tx = work.db.begin().await.unwrap();
            mail::claim(&mut tx, machine, machine + LEASE).await.unwrap().unwrap();
            tx.commit().await.unwrap();
            let mut looked = Some(machine);
            assert!(!round(&work, &post, &mut looked).await.unwrap(), "somebody has it in hand");
            work.clock.advance(Duration::from_secs(121));
            assert!(round(&work, &post, &mut looked).await.unwrap());
            assert_eq!(post.sent.lock().unwrap().len(), 1);
        }
    }
}
