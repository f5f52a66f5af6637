//! What a tap or a yes brings up, without a database.

use uuid::Uuid;

use super::*;
use crate::ids::{MailboxId, QuestionId};

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn one(id: u128, question: Option<u128>, opened_before: Option<TimeDelta>) -> Waiting {
    let message = Covered {
        id: CoverId(Uuid::from_u128(id)),
        mailbox: MailboxId(Uuid::from_u128(1)),
        conversation: None,
        revision: "r1".to_owned(),
        language: "ar".to_owned(),
        saying: Saying {
            text: TextId::from("pvt-vraag"),
            facts: Facts::new(),
            choices: Vec::new(),
            question: question.map(|id| QuestionId(Uuid::from_u128(id))),
            template: None,
            aids: Vec::new(),
        },
        expires_at: now() + TimeDelta::hours(1),
    };
    Waiting { message, opened_at: opened_before.map(|ago| now() - ago) }
}

/// Which messages are said; or a word for what happens instead.
fn brings(all: &[Waiting], reading: Reading) -> Result<Vec<u128>, &'static str> {
    match chosen(all, reading, now()) {
        Chosen::Read(messages) => {
            Ok(newest(&messages).iter().map(|message| message.id.0.as_u128()).collect())
        }
        Chosen::OnItsWay => Err("on its way"),
        Chosen::Leave => Err("leave"),
        Chosen::Over => Err("over"),
    }
}

fn tapped(id: u128) -> Reading {
    Reading::Tapped(CoverId(Uuid::from_u128(id)))
}

#[test]
fn a_tap_brings_everything_unread_once_and_what_was_read_only_again_when_asked() {
    let hour = Some(TimeDelta::hours(1));
    let second = Some(TimeDelta::seconds(20));
    let unread = [one(1, Some(5), None), one(2, None, None)];
    let repeated = [one(1, Some(5), None), one(2, None, None), one(3, Some(5), None)];
    let read = [one(1, Some(5), hour), one(2, None, hour), one(3, None, Some(TimeDelta::hours(9)))];
    let some = [one(1, Some(5), hour), one(2, None, None)];
    for (all, reading, expected, why) in [
        (&unread[..], tapped(1), Ok(vec![1, 2]), "both lie behind one neutral message"),
        (&unread[..], Reading::Yes, Ok(vec![1, 2]), "said instead of tapped"),
        (&unread[..], Reading::NotNow, Err("leave"), "it waits on"),
        (&unread[..], tapped(9), Ok(vec![1, 2]), "an old button still opens what is new"),
        (&repeated[..], tapped(3), Ok(vec![2, 3]), "the question once, as it was put last"),
        (&some[..], tapped(1), Ok(vec![2]), "only what is new"),
        (&read[..], tapped(1), Ok(vec![1, 2]), "read before, and lost: those of then"),
        (&read[..], tapped(3), Ok(vec![3]), "and not those of another time"),
        (&read[..], Reading::Yes, Err("leave"), "a yes is about something else"),
        (&read[..], tapped(9), Err("over"), "closed, or too late"),
        (&[][..], tapped(1), Err("over"), "nothing is left"),
        (&[][..], Reading::Yes, Err("leave"), "nothing is left"),
        (&[one(1, None, second)][..], tapped(1), Err("on its way"), "a quick finger"),
    ] {
        assert_eq!(brings(all, reading), expected, "{why}");
    }
}
