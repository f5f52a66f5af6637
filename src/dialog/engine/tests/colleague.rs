//! A colleague has the conversation.

use super::*;
use crate::dialog::event::Written;
use crate::ids::{StaffId, StaffMessageId};
use crate::text::by_hand;

fn took_over() -> Event {
    Event::TookOver { by: StaffId::fresh(), name: "Fatma".to_owned() }
}

fn wrote(written: Written) -> Event {
    Event::ColleagueWrote {
        message: StaffMessageId::fresh(),
        by: StaffId::fresh(),
        name: "Fatma".to_owned(),
        written,
    }
}

fn words() -> Written {
    Written::Words { words: "Kom maar langs.".to_owned(), language: Language::Nl }
}

fn back() -> Event {
    Event::HandedBack { by: Some(StaffId::fresh()), name: Some("Fatma".to_owned()) }
}

/// In the morning: nobody is left in peace.
fn by_day(talk: &mut Talk) {
    talk.now = at(2026, 11, 25, 9);
}

#[test]
fn the_bot_says_once_that_a_colleague_talks_and_is_silent() {
    let mut talk = Talk::telegram();
    by_day(&mut talk);
    assert_eq!(talk.happens(&took_over()), ["take over", "say overgenomen"]);
    assert_eq!(talk.happens(&took_over()), ["take over"], "another colleague: not said again");
    assert_eq!(talk.says("hallo"), ["task bericht klantmanager"]);
    assert_eq!(
        talk.happens(&Event::Sent { kind: "voice".to_owned() }),
        ["task bericht klantmanager"]
    );
    assert_eq!(talk.says("stop")[0], "stop", "what always works, works");
}

#[test]
fn at_night_a_conversation_is_taken_over_in_silence() {
    let mut talk = Talk::telegram();
    talk.now = at(2026, 11, 25, 23);
    assert_eq!(talk.happens(&took_over()), ["take over"]);
    assert_eq!(talk.happens(&wrote(words())), ["take over", "tell collega-schrijft"]);
}

#[test]
fn a_colleagues_words_leave_in_one_language_behind_their_name_in_the_lane_of_answers() {
    let mut talk = Talk::telegram();
    by_day(&mut talk);
    talk.mailbox.facts.insert("gemeente".to_owned(), Fact::Word("Houten".to_owned()));
    assert_eq!(talk.happens(&wrote(words())), ["take over", "tell collega-schrijft"]);
    assert!(talk.mailbox.taken_over, "who writes has the conversation");
    let said = talk.last.iter().find_map(|effect| match effect {
        Effect::Tell { say, .. } => Some(say.clone()),
        _ => None,
    });
    let say = said.expect("it is told");
    assert_eq!(say.lane, Lane::Reply);
    assert!(by_hand::is_of_colleague(&say.saying));
    let body = talk.library.published.words.outgoing(say.language, &say.saying).body;
    assert_eq!(crate::text::without_marks(&body), "Fatma (Houten):\nKom maar langs.");
}

#[test]
fn the_open_question_is_put_again_when_the_bot_gets_the_conversation_back() {
    let mut talk = Talk::telegram();
    by_day(&mut talk);
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let asked = talk.mailbox.conversations[0].question.clone().unwrap();
    talk.happens(&took_over());
    assert!(talk.passes(5).is_empty());
    assert_eq!(talk.happens(&back()), ["hand back", "say pvt-vraag"]);
    let again = talk.mailbox.conversations[0].question.clone().unwrap();
    assert_eq!(again.id, asked.id, "the same question");
    assert!(again.next.is_some(), "its silence counts again");
    assert!(talk.happens(&back()).is_empty(), "once");
}

#[test]
fn handed_back_at_night_the_question_waits_for_the_morning() {
    let mut talk = Talk::telegram();
    by_day(&mut talk);
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    talk.happens(&took_over());
    talk.now = at(2026, 11, 25, 23);
    assert_eq!(talk.happens(&Event::HandedBack { by: None, name: None }), ["hand back"]);
    assert!(talk.passes(6).is_empty());
    assert_eq!(talk.passes(6), ["say pvt-vraag"]);
}

#[test]
fn what_waited_for_its_turn_begins_when_the_bot_gets_the_conversation_back() {
    let mut talk = Talk::telegram();
    by_day(&mut talk);
    talk.happens(&took_over());
    assert!(talk.reminded("7d", session(at(2026, 12, 1, 18))).is_empty());
    assert_eq!(talk.happens(&back()), ["hand back", "say pvt-vraag"]);
}

#[test]
fn behind_a_shut_window_words_wait_and_a_template_goes() {
    let mut talk = Talk::with(&[ChannelKind::Whatsapp]);
    by_day(&mut talk);
    assert_eq!(talk.happens(&wrote(words())), ["take over", "unsent Held"]);
    let template = Written::Text {
        text: TextId::from("schrijf-terug"),
        template: Some("schrijf_terug".to_owned()),
    };
    assert_eq!(talk.happens(&wrote(template)), ["take over", "tell schrijf-terug"]);
    talk.mailbox.addresses[0].last_inbound_at = Some(talk.now);
    assert_eq!(talk.happens(&wrote(words())), ["take over", "tell collega-schrijft"]);
    // the open way goes before the one that was used last
    let mut talk = Talk::with(&[ChannelKind::Whatsapp, ChannelKind::Telegram]);
    by_day(&mut talk);
    talk.mailbox.addresses[0].last_inbound_at = Some(talk.now - TimeDelta::hours(30));
    assert_eq!(talk.happens(&wrote(words())), ["take over", "tell collega-schrijft"]);
}

#[test]
fn who_said_stop_or_cannot_be_reached_is_not_written_to() {
    let mut talk = Talk::telegram();
    by_day(&mut talk);
    talk.mailbox.stopped = true;
    assert_eq!(talk.happens(&wrote(words())), ["unsent Stopped"]);
    assert!(!talk.mailbox.taken_over);
    let mut talk = Talk::telegram();
    by_day(&mut talk);
    talk.mailbox.addresses[0].usable = false;
    assert_eq!(
        talk.happens(&wrote(words())),
        ["take over", "unsent NoAddress", "task geen-adres klantmanager"]
    );
}
