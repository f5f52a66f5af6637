//! Letters on paper: who gets one, what printing does to codes, and what posting and coming back do.

use chrono::{DateTime, TimeDelta, Utc};

use super::town::{ENROLMENTS, SESSIONS, Town, each_town};
use crate::acts::letters::{
    By, Printed, Refusal, drop_letters, make_letters, mark_letters_printed, mark_posted,
    mark_returned, waiting,
};
use crate::cli::import::Kind;
use crate::ids::LetterId;
use crate::store::mailboxes;
use crate::trade::letter::LetterKind;

/// K-1 can be reached, K-2 has a postal address only, K-3 has nothing.
const PEOPLE: &str = "\
    klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op;straat;huisnummer;postcode;plaats\n\
    K-1;Amina Haddad;ar;asiel;0612345678;01-05-2027;Kerkstraat;1;1234AB;Houten\n\
    K-2;Yusuf Demir;ar;gezin;;;Dorpsstraat;12a;1234AB;Houten\n\
    K-3;Olena Kovalenko;en;overig;;;;;;\n";

async fn settled() -> Vec<Town> {
    let towns = each_town().await;
    for town in &towns {
        town.import(Kind::People, PEOPLE).await;
        town.import(Kind::Sessions, SESSIONS).await;
        town.import(Kind::Enrolments, &format!("{ENROLMENTS}K-3;PVT;avond\n")).await;
    }
    towns
}

fn by(town: &Town) -> By {
    By { gemeente: town.gemeente, staff: Some(town.anna) }
}

async fn made(town: &Town) -> Vec<LetterId> {
    let mut tx = town.begin().await;
    let made = make_letters(&mut tx, by(town), town.clock.civil()).await.unwrap();
    tx.commit().await.unwrap();
    made.letters
}

async fn print(town: &Town, letters: &[LetterId]) -> Result<Vec<Printed>, Refusal> {
    let (mut tx, now) = (town.begin().await, town.clock.civil());
    let printed =
        mark_letters_printed(&mut tx, letters, TimeDelta::days(60), by(town), now).await?;
    tx.commit().await.unwrap();
    Ok(printed)
}

async fn post(town: &Town, letters: &[LetterId]) -> Result<usize, Refusal> {
    let mut tx = town.begin().await;
    let count = mark_posted(&mut tx, letters, by(town), town.clock.civil()).await?;
    tx.commit().await.unwrap();
    Ok(count)
}

async fn comes_back(town: &Town, letters: &[LetterId]) -> Result<usize, Refusal> {
    let mut tx = town.begin().await;
    let count = mark_returned(&mut tx, letters, by(town), town.clock.civil()).await?;
    tx.commit().await.unwrap();
    Ok(count)
}

fn days(count: u64) -> std::time::Duration {
    std::time::Duration::from_secs(count * 24 * 3600)
}

/// Until when a code is good; None: there is no such code.
async fn good_until(town: &Town, code: &str) -> Option<DateTime<Utc>> {
    let mut tx = town.db.read().await.unwrap();
    let found = mailboxes::invitation_by_code(&mut tx, code).await.unwrap();
    found.map(|invitation| invitation.expires_at)
}

const OPEN: &str = "SELECT COUNT(*) FROM task WHERE kind = 'geen-adres' AND closed_at IS NULL";

#[tokio::test]
async fn who_cannot_be_reached_gets_one_letter_and_who_has_no_street_a_task() {
    for town in settled().await {
        assert_eq!(town.count(OPEN).await, 2, "the import asks to write to K-2 and K-3");
        let letters = made(&town).await;
        assert_eq!(letters.len(), 1);
        let asked = "SELECT COUNT(*) FROM task WHERE kind = 'adres' AND reason = 'geen-postadres'
            AND closed_at IS NULL";
        assert_eq!(town.count(asked).await, 1);
        assert_eq!(made(&town).await, [], "once is enough");
        let mut tx = town.begin().await;
        assert_eq!(waiting(&mut tx, town.gemeente, town.clock.civil()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn printing_makes_codes_that_stand_nowhere_else_and_printing_again_makes_others() {
    for town in settled().await {
        let letters = made(&town).await;
        let first = print(&town, &letters).await.unwrap().remove(0);
        assert_eq!(first.kind, LetterKind::Uitnodiging);
        assert_eq!(first.postal.lines(), ["Dorpsstraat 12a", "1234 AB  HOUTEN"]);
        let now = town.clock.civil();
        let good = good_until(&town, &first.codes.short).await;
        assert_eq!(good, Some(now + TimeDelta::days(60)));
        let again = print(&town, &letters).await.unwrap().remove(0);
        assert_ne!(first.codes.short, again.codes.short);
        assert_eq!(good_until(&town, &first.codes.short).await, Some(now), "worth nothing now");
        assert!(good_until(&town, &again.codes.short).await > Some(now));
        let mut tx = town.db.read().await.unwrap();
        let by_token = mailboxes::invitation(&mut tx, &again.codes.token).await.unwrap().unwrap();
        assert!(by_token.by_letter);
    }
}

#[tokio::test]
async fn a_posted_letter_is_a_try_that_ends_the_task_and_cannot_be_printed_again() {
    for town in settled().await {
        let letters = made(&town).await;
        let refused = post(&town, &letters).await.unwrap_err();
        assert!(matches!(refused, Refusal::NotNow("it was not printed yet")), "{refused}");
        print(&town, &letters).await.unwrap();
        assert_eq!(post(&town, &letters).await.unwrap(), 1);
        assert_eq!(post(&town, &letters).await.unwrap(), 0, "twice is nothing new");
        let tries = "SELECT COUNT(*) FROM contact_attempt WHERE route = 'brief'
            AND task_id IS NOT NULL AND failed_at IS NULL";
        assert_eq!(town.count(tries).await, 1);
        assert_eq!(town.count(OPEN).await, 1, "that of K-3 is left");
        assert!(matches!(print(&town, &letters).await, Err(Refusal::NotNow("it was posted"))));
        let mut tx = town.begin().await;
        let dropped = drop_letters(&mut tx, &letters, by(&town), town.clock.civil()).await;
        assert!(matches!(dropped, Err(Refusal::NotNow("it was posted"))));
    }
}

#[tokio::test]
async fn a_letter_that_came_back_is_a_failed_try_a_task_and_a_dead_code() {
    for town in settled().await {
        let letters = made(&town).await;
        let code = print(&town, &letters).await.unwrap().remove(0).codes.short;
        let refused = comes_back(&town, &letters).await.unwrap_err();
        assert!(matches!(refused, Refusal::NotNow("it was not posted yet")), "{refused}");
        post(&town, &letters).await.unwrap();
        town.clock.advance(days(3));
        assert_eq!(comes_back(&town, &letters).await.unwrap(), 1);
        assert_eq!(comes_back(&town, &letters).await.unwrap(), 0);
        assert_eq!(good_until(&town, &code).await, Some(town.clock.civil()));
        let failed = "SELECT COUNT(*) FROM contact_attempt WHERE route = 'brief'
            AND failed_at IS NOT NULL";
        assert_eq!(town.count(failed).await, 1);
        let find = "SELECT COUNT(*) FROM task t JOIN person p ON p.mailbox_id = t.mailbox_id
            WHERE t.kind = 'adres' AND t.reason = 'retour' AND p.klantnummer = 'K-2'
            AND t.closed_at IS NULL";
        assert_eq!(town.count(find).await, 1);
        town.clock.advance(days(30));
        assert_eq!(made(&town).await, [], "first another address, then another letter");
    }
}

#[tokio::test]
async fn a_second_letter_comes_after_ten_working_days_of_silence_and_no_third() {
    for town in settled().await {
        let letters = made(&town).await;
        print(&town, &letters).await.unwrap();
        post(&town, &letters).await.unwrap();
        town.clock.advance(days(13));
        assert_eq!(made(&town).await, [], "ten working days are not over");
        town.clock.advance(days(1));
        let second = made(&town).await;
        assert_eq!(second.len(), 1);
        let printed = print(&town, &second).await.unwrap().remove(0);
        assert_eq!(printed.kind, LetterKind::Herinnering);
        post(&town, &second).await.unwrap();
        town.clock.advance(days(60));
        assert_eq!(made(&town).await, []);
    }
}

#[tokio::test]
async fn a_letter_that_is_not_needed_is_not_made_again_for_the_same_task() {
    for town in settled().await {
        let letters = made(&town).await;
        let code = print(&town, &letters).await.unwrap().remove(0).codes.short;
        let (mut tx, now) = (town.begin().await, town.clock.civil());
        assert_eq!(drop_letters(&mut tx, &letters, by(&town), now).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(good_until(&town, &code).await, Some(now));
        assert_eq!(made(&town).await, []);
        let other = By { gemeente: crate::ids::GemeenteId::fresh(), ..by(&town) };
        let mut tx = town.begin().await;
        let elsewhere = mark_posted(&mut tx, &letters, other, now).await;
        assert!(matches!(elsewhere, Err(Refusal::Unknown(_))), "of another municipality");
    }
}
