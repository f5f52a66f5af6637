//! A question that waits behind a neutral message: nobody has read it, so nobody answers it in words.

use super::*;
use crate::dialog::conversation::Unread;

/// Reminded, behind a neutral message.
fn unread() -> Talk {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let asked = talk.mailbox.conversations[0].question.as_ref().map(|q| q.id);
    assert!(asked.is_some());
    talk.mailbox.unread = vec![Unread { question: asked, since: talk.now }];
    talk
}

fn answers(lines: &[String]) -> bool {
    lines.iter().any(|line| line.starts_with("attend") || line.starts_with("record"))
}

#[test]
fn words_do_not_answer_what_was_not_read_and_a_tap_does() {
    for words in ["ja", "nee", "1", "2", "toch niet", "Ik kom", "I come"] {
        let mut talk = unread();
        let lines = talk.says(words);
        assert!(!answers(&lines), "{words}: {lines:?}");
        assert!(talk.mailbox.conversations[0].has_open_question(), "{words}");
        talk.mailbox.unread.clear();
        assert!(answers(&talk.says("ja")), "{words}: read since");
    }
    let mut talk = unread();
    let yes = talk.button(0);
    assert!(answers(&talk.taps(yes)));
}

#[test]
fn words_that_nobody_understands_are_a_sign_of_life_all_the_same() {
    let mut talk = unread();
    let lines = talk.says("mijn zus is jarig");
    assert!(lines.iter().any(|line| line.starts_with("task")), "{lines:?}");
    assert!(!lines.iter().any(|line| line == "say niet-begrepen"), "the question stays covered");
    assert_eq!(talk.passes(48), Vec::<String>::new(), "nobody is nudged: a colleague reads it");
}

#[test]
fn danger_stop_and_the_words_that_always_work_keep_their_meaning() {
    let mut talk = unread();
    assert_eq!(talk.says("brand")[0], "task gevaar klantmanager");
    let mut talk = unread();
    assert!(talk.says("mens").iter().any(|line| line.starts_with("task hulp")));
    let mut talk = unread();
    talk.says("stop");
    assert_eq!(talk.passes(48), Vec::<String>::new());
}

#[test]
fn a_photo_is_no_answer_to_what_was_not_read() {
    let mut talk = unread();
    let lines = talk.happens(&Event::Sent { kind: "photo".to_owned() });
    assert!(!answers(&lines), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("task")), "{lines:?}");
}
