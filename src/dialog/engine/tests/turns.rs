//! Whose turn it is, and at which hour.

use super::*;

fn check_in() -> Event {
    Event::start("check-in", Facts::new())
}

#[test]
fn choosing_a_language_interrupts_and_the_question_comes_back() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    assert_eq!(talk.says("taal"), ["say taal-vraag"]);
    let arabic = talk.button(2);
    assert_eq!(
        talk.taps(arabic),
        ["close answered", "record vraag=ar", "language ar", "say taal-klaar", "say pvt-vraag"]
    );
    assert_eq!(talk.mailbox.language, Language::Ar);
}

#[test]
fn a_second_question_waits_its_turn_but_a_near_session_goes_first() {
    let mut talk = Talk::telegram();
    talk.happens(&Event::start("check-in", Facts::new()));
    let far = session(at(2026, 12, 1, 18));
    assert_eq!(talk.reminded("7d", far), Vec::<String>::new(), "waits politely");
    let near = session(talk.now + TimeDelta::hours(20));
    assert_eq!(talk.reminded("1d", near), ["say pvt-vraag"], "interrupts");
    let yes = talk.button(0);
    let lines = talk.taps(yes);
    assert_eq!(lines.last().map(String::as_str), Some("say check-in-school"), "{lines:?}");
    let asking: Vec<_> =
        talk.mailbox.conversations.iter().filter(|c| c.has_open_question()).collect();
    assert_eq!(asking.len(), 1, "one open question");
}

#[test]
fn a_moved_session_closes_its_question_and_tells_the_new_time() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let moved = Event::SessionChanged { about, cancelled: false, facts: Facts::new() };
    assert_eq!(talk.happens(&moved), ["close superseded", "say verplaatst"]);
    assert!(talk.passes(24 * 9).is_empty());
}

#[test]
fn a_silent_check_in_does_not_swallow_the_reminders_of_a_session() {
    let mut talk = Talk::telegram();
    talk.now = at(2026, 11, 23, 17);
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    talk.now = at(2026, 11, 24, 10);
    talk.happens(&check_in());
    talk.passes(24 * 3);
    talk.now = at(2026, 11, 30, 15);
    assert_eq!(talk.reminded("1d", about), ["say pvt-vraag"]);
}

#[test]
fn a_reminder_goes_before_a_question_without_a_session() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 4, 18));
    talk.happens(&check_in());
    assert!(talk.reminded("7d", about).is_empty(), "waits politely");
    assert_eq!(talk.reminded("3d", about), ["say pvt-vraag"]);
    let yes = talk.button(0);
    assert_eq!(talk.taps(yes).last().map(String::as_str), Some("say check-in-school"));
}

#[test]
fn a_check_in_waits_until_the_turn_is_free() {
    let mut talk = Talk::telegram();
    talk.now = at(2026, 11, 24, 10);
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let yes = talk.button(0);
    talk.happens(&check_in());
    let lines = talk.passes(24 * 2);
    assert!(!lines.contains(&"say check-in-school".to_owned()), "{lines:?}");
    assert_eq!(talk.taps(yes).last().map(String::as_str), Some("say check-in-school"));
}

#[test]
fn what_we_begin_ourselves_waits_for_the_morning() {
    let mut talk = Talk::telegram();
    talk.now = at(2026, 11, 24, 22);
    assert_eq!(talk.happens(&check_in()), Vec::<String>::new());
    assert_eq!(talk.passes(8), Vec::<String>::new());
    assert_eq!(talk.passes(2), ["say check-in-school"]);
}

#[test]
fn an_interrupted_question_does_not_come_back_at_night() {
    let mut talk = Talk::telegram();
    talk.happens(&check_in());
    talk.reminded("1d", session(talk.now + TimeDelta::hours(1)));
    // the session is over at 21:00 UTC, 22:00 in Utrecht
    assert_eq!(talk.passes(6), ["close no_answer"]);
    assert_eq!(talk.passes(12), ["say check-in-school"]);
}

#[test]
fn a_change_made_at_night_is_told_in_the_morning_unless_the_session_is_near() {
    let mut talk = Talk::telegram();
    talk.now = at(2026, 11, 24, 22);
    let changed = |about| Event::SessionChanged { about, cancelled: true, facts: Facts::new() };
    let near = session(at(2026, 11, 25, 8));
    assert_eq!(talk.happens(&changed(near)), ["say afgezegd"]);
    let far = session(at(2026, 11, 28, 8));
    assert_eq!(talk.happens(&changed(far)), Vec::<String>::new());
    assert_eq!(talk.passes(12), ["say afgezegd"]);
    assert!(talk.open_conversations().is_empty());
}

#[test]
fn who_was_silent_once_is_asked_again_after_four_weeks() {
    let mut talk = Talk::telegram();
    talk.happens(&check_in());
    talk.passes(24 * 28);
    assert_eq!(talk.happens(&check_in()), ["close no_answer", "say check-in-school"]);
    assert_eq!(talk.happens(&check_in()), Vec::<String>::new(), "but not twice in a day");
}

#[test]
fn the_word_start_leaves_the_ladder_standing() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    talk.says("start");
    assert!(!talk.passes(24 * 5).is_empty());
}

#[test]
fn of_two_sessions_on_one_day_both_are_reminded() {
    let mut talk = Talk::telegram();
    let (a, b) = (session(at(2026, 12, 1, 8)), session(at(2026, 12, 1, 12)));
    talk.reminded("7d", a);
    talk.reminded("7d", b);
    talk.passes(24 * 6 - 2);
    assert_eq!(talk.reminded("1d", b), ["say pvt-vraag"]);
    assert_eq!(talk.reminded("1d", a), ["say pvt-vraag"]);
}

#[test]
fn while_a_colleague_talks_no_reminder_is_lost() {
    let mut talk = Talk::telegram();
    talk.mailbox.taken_over = true;
    assert!(talk.reminded("7d", session(at(2026, 12, 1, 18))).is_empty());
    assert!(talk.passes(24).is_empty());
    let near = session(talk.now + TimeDelta::hours(20));
    assert_eq!(talk.reminded("1d", near), ["task bellen klantmanager"]);
    talk.mailbox.taken_over = false;
    assert_eq!(talk.passes(24), ["say pvt-vraag"]);
}

#[test]
fn while_a_colleague_talks_the_ladder_stands_still() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    talk.mailbox.taken_over = true;
    assert!(talk.passes(48).is_empty());
    talk.mailbox.taken_over = false;
    assert_eq!(talk.passes(24)[0], "say pvt-vraag", "the nudge was kept");
}

fn try_now(talk: &mut Talk, rung: RungKind) -> Vec<String> {
    let all = &talk.mailbox.conversations;
    let question = all.iter().find_map(|c| c.question.as_ref()).expect("open").id;
    talk.happens(&Event::TryNow { question, rung, by: crate::ids::StaffId::fresh() })
}

#[test]
fn a_colleague_need_not_wait_for_the_ladder_and_it_goes_on_behind_what_they_did() {
    let mut talk = Talk::with(&[ChannelKind::Telegram, ChannelKind::Whatsapp]);
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    assert_eq!(try_now(&mut talk, RungKind::Coach), ["task coach coach"]);
    let later = talk.passes(24 * 6);
    assert_eq!(later, ["task bellen klantmanager"], "what was before the coach is behind us");
    assert_eq!(try_now(&mut talk, RungKind::OtherChannel), ["say pvt-vraag"]);
    assert!(talk.passes(24).is_empty(), "the ladder was climbed to its end before");
}

#[test]
fn what_a_colleague_wants_said_at_night_is_said_in_the_morning() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    talk.now = at(2026, 11, 24, 23);
    assert!(try_now(&mut talk, RungKind::Nudge).is_empty());
    assert_eq!(
        try_now(&mut talk, RungKind::Coach),
        ["task coach coach"],
        "colleagues may be asked"
    );
    assert!(try_now(&mut talk, RungKind::Nudge).is_empty());
    assert_eq!(talk.passes(11), ["say pvt-vraag"]);
}

#[test]
fn a_colleague_can_put_an_interrupted_question_again() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let first = talk.mailbox.conversations[0].question.clone().expect("open").id;
    talk.says("taal");
    let by = crate::ids::StaffId::fresh();
    let again = Event::TryNow { question: first, rung: RungKind::Nudge, by };
    assert_eq!(talk.happens(&again), ["say pvt-vraag"]);
    assert_eq!(talk.open_conversations().len(), 2, "the other one waits");
}

#[test]
fn nobody_who_said_stop_or_talks_with_a_colleague_hears_the_bot_because_somebody_pressed() {
    for (stopped, taken_over) in [(true, false), (false, true)] {
        let mut talk = Talk::telegram();
        talk.reminded("7d", session(at(2026, 12, 1, 18)));
        talk.mailbox.stopped = stopped;
        talk.mailbox.taken_over = taken_over;
        assert!(try_now(&mut talk, RungKind::Nudge).is_empty());
        assert_eq!(try_now(&mut talk, RungKind::Letter), ["task brief klantmanager"]);
    }
}
