//! What a neutral message gives away (nothing), and who asks to read it.

use uuid::Uuid;

use super::*;
use crate::channel::{limits, render};
use crate::dialog::content::Content;
use crate::dialog::conversation::{Conversation, Question, RevisionId, Status, Unread};
use crate::dialog::shipped;
use crate::ids::{AddressId, ConversationId, QuestionId};
use crate::message::{ChannelKind, Fact, Part};
use crate::trade::person::Language;

fn content() -> Content {
    Content::load(&shipped::files()).expect("what is shipped is whole")
}

const COVER: CoverId = CoverId(Uuid::from_u128(7));

fn say(lane: Lane) -> Say {
    let choice =
        |key: &str| SayChoice { key: key.to_owned(), label_text: None, payload: key.to_owned() };
    Say {
        conversation: None,
        address: AddressId(Uuid::from_u128(1)),
        lane,
        language: Language::Ar,
        saying: Saying {
            text: TextId::from("pvt-vraag"),
            facts: [
                ("naam".to_owned(), Fact::Person("Amina".to_owned())),
                ("plaats".to_owned(), Fact::Place("Gemeentehuis".to_owned())),
            ]
            .into(),
            choices: vec![choice("komt"), choice("komt-niet")],
            question: Some(asked()),
            template: Some("pvt_herinnering".to_owned()),
            aids: Vec::new(),
        },
        expires_at: DateTime::UNIX_EPOCH,
        rung: None,
    }
}

fn asked() -> QuestionId {
    QuestionId(Uuid::from_u128(2))
}

#[test]
fn a_neutral_message_tells_nothing_in_any_language_and_is_one_message_with_one_button() {
    let words = content().words;
    for language in Language::ALL {
        let own = Say { language: *language, ..say(Lane::Reminder) };
        let neutral = cover(&own, COVER);
        assert_eq!((neutral.lane, neutral.expires_at), (own.lane, own.expires_at));
        let facts: Vec<&str> = neutral.saying.facts.keys().map(String::as_str).collect();
        assert_eq!(facts, ["naam"], "no place, no day, and for whom it is");
        assert_eq!(neutral.saying.template.as_deref(), Some(TEMPLATE));
        let out = words.outgoing(*language, &neutral.saying);
        for told in ["Gemeentehuis", "PVT", "MAP", "gemeente", "nburger"] {
            assert!(!out.body.contains(told), "{language}: {told}: {}", out.body);
        }
        for kind in [ChannelKind::Telegram, ChannelKind::Whatsapp] {
            let parts = render::render(&out, limits::of(kind));
            assert!(
                matches!(parts.as_slice(), [Part::Buttons { choices, .. }] if choices.len() == 1),
                "{language}: {parts:?}"
            );
        }
    }
}

#[test]
fn what_answers_the_person_is_never_covered() {
    assert!(is_answer(&say(Lane::Reply)));
    assert!(!is_answer(&say(Lane::Reminder)) && !is_answer(&say(Lane::Bulk)));
}

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(hour)
}

fn talk(question: QuestionId, asked_at: DateTime<Utc>) -> Conversation {
    Conversation {
        id: ConversationId::fresh(),
        dialog: "pvt-herinnering".to_owned(),
        revision: RevisionId("r1".to_owned()),
        status: Status::Live,
        step: "vraag".to_owned(),
        facts: Facts::new(),
        within: Vec::new(),
        onward: None,
        about: None,
        question: Some(Question {
            id: question,
            step: "vraag".to_owned(),
            first_asked_at: asked_at,
            last_asked_at: asked_at,
            times_asked: 1,
            rungs_done: 0,
            next: None,
            misunderstood: 0,
            undelivered: None,
            address: None,
            put_off: 0,
        }),
        closed: Vec::new(),
        started_at: asked_at,
        over: None,
        changed: None,
    }
}

/// Unread since ten; the question that is open was put at `put`.
fn mailbox(unread: Option<Option<QuestionId>>, put: Option<DateTime<Utc>>) -> Mailbox {
    Mailbox {
        gemeente: String::new(),
        known: true,
        language: Language::En,
        stopped: false,
        taken_over: false,
        addresses: Vec::new(),
        has_coach: false,
        conversations: put.map(|put| talk(asked(), put)).into_iter().collect(),
        facts: Facts::new(),
        unread: unread.map(|question| Unread { question, since: at(10) }).into_iter().collect(),
    }
}

#[test]
fn who_taps_or_says_yes_asks_to_read_and_all_other_words_keep_their_meaning() {
    let words = content().words;
    let said = |typed: &str| Event::Said { words: typed.to_owned() };
    let unread = mailbox(Some(Some(asked())), Some(at(10)));
    for (typed, expected) in [
        ("yes", Some(Reading::Yes)),
        ("Read", Some(Reading::Yes)),
        ("lezen", Some(Reading::Yes)),
        ("1", Some(Reading::Yes)),
        ("👍", Some(Reading::Yes)),
        ("no", Some(Reading::NotNow)),
        ("nee", Some(Reading::NotNow)),
        ("stop", None),
        ("help", None),
        ("there is a fire", None),
        ("my data", None),
        ("I cannot come tomorrow", None),
        ("", None),
    ] {
        assert_eq!(reading(&words, &said(typed), &unread), expected, "{typed}");
    }
    let tap = Event::Chose { payload: payload::to_read(COVER) };
    let answer = Event::Chose { payload: payload::encode(asked(), 0) };
    let nothing = mailbox(None, None);
    assert_eq!(reading(&words, &tap, &unread), Some(Reading::Tapped(COVER)));
    assert_eq!(reading(&words, &tap, &nothing), Some(Reading::Tapped(COVER)), "a late tap");
    assert_eq!(reading(&words, &answer, &unread), None, "a tap on a question is its answer");
    assert_eq!(reading(&words, &said("yes"), &nothing), None);
    assert_eq!(reading(&words, &Event::Opened, &unread), None);
    for other in
        [Mailbox { known: false, ..unread.clone() }, Mailbox { taken_over: true, ..unread.clone() }]
    {
        assert_eq!(reading(&words, &said("yes"), &other), None, "others hear these words");
    }
}

#[test]
fn a_yes_answers_what_was_said_last() {
    let words = content().words;
    let yes = Event::Said { words: "yes".to_owned() };
    // a notice waits, and a question was put openly: before it, and after it
    assert_eq!(reading(&words, &yes, &mailbox(Some(None), Some(at(9)))), Some(Reading::Yes));
    assert_eq!(reading(&words, &yes, &mailbox(Some(None), Some(at(11)))), None);
    // the question itself is what waits, put again since
    let own = mailbox(Some(Some(asked())), Some(at(11)));
    assert_eq!(reading(&words, &yes, &own), Some(Reading::Yes));
}
