//! What a person says, and what we do with it.

use super::*;

#[test]
fn ik_kom_is_recorded_and_gives_something_back() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    assert_eq!(talk.reminded("7d", about), ["say pvt-vraag"]);
    let yes = talk.button(0);
    assert_eq!(
        talk.taps(yes),
        ["close answered", "record vraag=komt", "attend komt", "say pvt-komt"]
    );
    assert_eq!(talk.passes(24 * 20), Vec::<String>::new(), "an answer ends the ladder");
}

#[test]
fn ik_kan_niet_asks_why_and_a_colleague_looks_for_another_date() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let no = talk.button(1);
    assert_eq!(
        talk.taps(no),
        ["close answered", "record vraag=komt-niet", "attend komt-niet", "say reden-vraag"]
    );
    let care = talk.button(3);
    assert_eq!(
        talk.taps(care),
        [
            "close answered",
            "record reden=opvang",
            "attend komt-niet opvang",
            "task kan-niet klantmanager",
            "say wat-helpt-vraag",
        ]
    );
    let evening = talk.button(1);
    assert_eq!(
        talk.taps(evening),
        [
            "close answered",
            "record vraag=avond",
            "record wens=avond",
            "say wat-helpt-bedankt",
            "task kan-niet klantmanager",
        ]
    );
    assert!(talk.reminded("3d", about).is_empty(), "who cannot come is left in peace");
}

#[test]
fn silence_climbs_the_ladder_to_a_human_being() {
    let mut talk = Talk::with(&[ChannelKind::Telegram, ChannelKind::Whatsapp]);
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let lines = talk.passes(24 * 6);
    assert_eq!(
        lines,
        ["say pvt-vraag", "say pvt-vraag", "task coach coach", "task bellen klantmanager"]
    );
    let lines = talk.passes(48);
    assert_eq!(lines, ["close no_answer"], "after the session nothing is asked any more");
    assert!(talk.open_conversations().is_empty());
}

#[test]
fn who_has_one_channel_and_no_coach_reaches_the_klantmanager_sooner() {
    let mut talk = Talk::telegram();
    talk.mailbox.has_coach = false;
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    assert_eq!(talk.passes(24 * 6), ["say pvt-vraag", "task bellen klantmanager"]);
}

#[test]
fn a_later_reminder_for_the_same_session_repeats_the_question_and_counts_the_silence_on() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let first = talk.mailbox.conversations[0].question.clone();
    talk.passes(24 * 4);
    assert_eq!(talk.reminded("3d", about), ["say pvt-vraag"]);
    let now = talk.mailbox.conversations[0].question.clone();
    let (first, now) = (first.expect("open"), now.expect("open"));
    assert_eq!(first.id, now.id);
    assert_eq!(first.first_asked_at, now.first_asked_at);
    assert!(now.rungs_done > first.rungs_done);
}

#[test]
fn a_late_tap_corrects_and_a_double_tap_changes_nothing() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let (yes, no) = (talk.button(0), talk.button(1));
    talk.taps(yes.clone());
    assert_eq!(talk.taps(yes), ["say al-geregeld"]);
    assert_eq!(
        talk.taps(no.clone()),
        [
            "say correctie",
            "record vraag=komt-niet (correction)",
            "attend komt-niet",
            "say reden-vraag"
        ]
    );
    let made_up = talk.taps("xx.1".to_owned());
    assert_eq!(made_up.last().map(String::as_str), Some("say vangnet-antwoord"));
}

#[test]
fn after_the_session_a_tap_is_too_late() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let (yes, no) = (talk.button(0), talk.button(1));
    talk.taps(yes);
    talk.now = at(2026, 12, 2, 18);
    assert_eq!(talk.taps(no), ["say te-laat"]);
}

#[test]
fn two_misunderstandings_bring_a_colleague_and_stop_the_climbing() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    assert_eq!(talk.says("hmm tja wat zal ik"), ["say niet-begrepen"]);
    assert_eq!(
        talk.says("nog steeds niet duidelijk"),
        ["task niet-begrepen klantmanager", "say vangnet-antwoord"]
    );
    assert_eq!(talk.passes(24 * 5), Vec::<String>::new());
    assert_eq!(talk.says("1")[1], "record vraag=komt", "the question can still be answered");
}

#[test]
fn the_word_stop_ends_everything_and_start_opens_it_again() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    let lines = talk.says("STOP");
    assert!(lines.contains(&"stop".to_owned()) && lines.contains(&"close stopped".to_owned()));
    assert_eq!(lines.last().map(String::as_str), Some("say stop-bevestigd"));
    assert_eq!(talk.reminded("3d", about), ["task geen-adres klantmanager"]);
    let lines = talk.says("start");
    assert_eq!(lines, ["restart", "say start-bevestigd", "say pvt-vraag"], "asked again");
}

#[test]
fn a_message_that_does_not_arrive_goes_to_the_other_channel_or_a_human_being() {
    let mut talk = Talk::with(&[ChannelKind::Whatsapp, ChannelKind::Telegram]);
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let question = talk.mailbox.conversations[0].question.clone().expect("open");
    let failed = question.address.expect("sent somewhere");
    for address in &mut talk.mailbox.addresses {
        address.usable = address.id != failed;
    }
    let why = "whatsapp:131026".to_owned();
    talk.happens(&Event::Undelivered { question: Some(question.id), why });
    assert_eq!(talk.passes(12), ["say pvt-vraag"]);
    let second = talk.mailbox.conversations[0].question.clone().expect("open").address;
    assert_ne!(second, Some(failed));
    for address in &mut talk.mailbox.addresses {
        address.usable = false;
    }
    let lines = talk.happens(&Event::Blocked);
    assert_eq!(lines, ["task geen-adres klantmanager"]);
    assert!(talk.passes(48).contains(&"task coach coach".to_owned()));
}

#[test]
fn an_unknown_sender_gets_one_kind_answer_and_nothing_personal() {
    let mut talk = Talk::telegram();
    talk.mailbox.known = false;
    assert_eq!(talk.says("hallo?"), ["task onbekend klantmanager", "say onbekend-antwoord"]);
    let invited = Event::Invited { invitation: Invitation::UsedByOther, facts: Facts::new() };
    assert_eq!(talk.happens(&invited), ["say uitnodiging-gebruikt", "task onbekend klantmanager"]);
}

#[test]
fn an_invitation_leads_to_language_and_consent() {
    let mut talk = Talk::telegram();
    let invited = Event::Invited { invitation: Invitation::Accepted, facts: Facts::new() };
    assert_eq!(talk.happens(&invited), ["say welkom-taal"]);
    let arabic = talk.button(2);
    assert_eq!(talk.taps(arabic).last().map(String::as_str), Some("say welkom-toestemming"));
    let yes = talk.button(0);
    let lines = talk.taps(yes);
    assert!(lines.contains(&"consent true".to_owned()), "{lines:?}");
    let again = Event::Invited { invitation: Invitation::UsedBySelf, facts: Facts::new() };
    assert_eq!(talk.happens(&again), ["say hallo-weer"]);
}

#[test]
fn an_answer_by_telephone_ends_the_ladder() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let question = talk.mailbox.conversations[0].question.clone().expect("open").id;
    let by = crate::ids::StaffId::fresh();
    assert_eq!(talk.happens(&Event::AnsweredElsewhere { question, by }), ["close elsewhere"]);
    assert!(talk.passes(24 * 9).is_empty());
}

#[test]
fn a_tap_on_a_cancelled_session_is_no_appointment() {
    for (cancelled, told) in [(true, "say afgezegd"), (false, "say verplaatst")] {
        let mut talk = Talk::telegram();
        let about = session(at(2026, 12, 1, 18));
        talk.reminded("7d", about);
        let (yes, help) = (talk.button(0), talk.button(2));
        talk.happens(&Event::SessionChanged { about, cancelled, facts: Facts::new() });
        assert_eq!(talk.taps(yes), [told], "no answer is recorded");
        let lines = talk.taps(help);
        assert!(
            lines.contains(&"task hulp klantmanager".to_owned()),
            "help always comes: {lines:?}"
        );
    }
}

#[test]
fn somebody_unknown_can_choose_a_language() {
    let mut talk = Talk::telegram();
    talk.mailbox.known = false;
    talk.says("taal");
    let arabic = talk.button(2);
    talk.taps(arabic);
    assert_eq!(talk.mailbox.language, Language::Ar);
    talk.says("taal");
    talk.says("1");
    assert_eq!(talk.mailbox.language, Language::Nl);
}

#[test]
fn a_cancellation_that_did_not_arrive_is_told_by_a_colleague() {
    let mut talk = Talk::with(&[ChannelKind::Whatsapp]);
    let about = session(at(2026, 12, 1, 18));
    talk.happens(&Event::SessionChanged { about, cancelled: true, facts: Facts::new() });
    let template = talk.last.iter().find_map(|e| match e {
        Effect::Say(say) => say.saying.template.clone(),
        _ => None,
    });
    assert_eq!(template.as_deref(), Some("sessie_afgezegd"));
    let why = "venster-dicht".to_owned();
    let lines = talk.happens(&Event::Undelivered { question: None, why });
    assert_eq!(lines, ["task bellen klantmanager"]);
}

#[test]
fn who_says_yes_after_no_gets_messages() {
    let mut talk = Talk::telegram();
    let invited = Event::Invited { invitation: Invitation::Accepted, facts: Facts::new() };
    for choice in [1, 0] {
        talk.happens(&invited);
        let dutch = talk.button(0);
        talk.taps(dutch);
        let said = talk.button(choice);
        talk.taps(said);
    }
    assert!(!talk.mailbox.stopped, "consent was given");
}

#[test]
fn a_late_yes_to_messages_is_heard_after_no() {
    let mut talk = Talk::telegram();
    talk.happens(&Event::Invited { invitation: Invitation::Accepted, facts: Facts::new() });
    let dutch = talk.button(0);
    talk.taps(dutch);
    let (yes, no) = (talk.button(0), talk.button(1));
    talk.taps(no);
    assert!(talk.mailbox.stopped);
    let lines = talk.taps(yes);
    assert!(lines.contains(&"consent true".to_owned()), "{lines:?}");
    assert!(!talk.mailbox.stopped);
}

#[test]
fn ik_kom_after_stop_is_heard_and_messages_stay_off() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let yes = talk.button(0);
    talk.says("stop");
    let lines = talk.taps(yes);
    assert!(lines.contains(&"attend komt".to_owned()), "{lines:?}");
    assert_eq!(lines.last().map(String::as_str), Some("say pvt-komt"));
    assert!(talk.mailbox.stopped);
}

#[test]
fn what_was_asked_before_stop_ends_with_its_session() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    talk.says("stop");
    assert_eq!(talk.passes(24 * 9), ["close no_answer"], "nothing is said");
    assert!(talk.open_conversations().is_empty());
}

#[test]
fn two_machines_do_not_talk_for_ever() {
    for known in [true, false] {
        let mut talk = Talk::telegram();
        talk.mailbox.known = known;
        let lines: Vec<String> = (0..20).flat_map(|_| talk.says("I am away now.")).collect();
        assert_eq!(lines.iter().filter(|l| l.starts_with("say")).count(), 3);
        assert_eq!(lines.iter().filter(|l| l.starts_with("task")).count(), 20, "somebody reads it");
        assert_eq!(talk.mailbox.conversations.len(), 1, "and little is kept");
        talk.passes(1);
        assert!(talk.open_conversations().is_empty());
        assert_eq!(talk.says("hallo?").len(), 2, "an hour later we answer again");
    }
}

#[test]
fn a_language_question_that_does_not_arrive_still_ends_in_silence() {
    let mut talk = Talk::telegram();
    talk.says("taal");
    let question = talk.mailbox.conversations[0].question.clone().expect("open").id;
    let why = "whatsapp:131026".to_owned();
    let lines = talk.happens(&Event::Undelivered { question: Some(question), why });
    assert_eq!(lines, Vec::<String>::new());
    talk.passes(48);
    assert!(talk.open_conversations().is_empty());
}

#[test]
fn toch_niet_takes_back_the_last_yes_and_is_acknowledged() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    talk.says("ja");
    assert_eq!(
        talk.says("toch niet"),
        [
            "say correctie",
            "record vraag=komt-niet (correction)",
            "attend komt-niet",
            "say reden-vraag"
        ]
    );
    // the reason is asked now; "after all" does not answer it, so it is about coming again
    assert_eq!(
        talk.says("I'm coming after all"),
        [
            "say correctie",
            "close superseded",
            "record vraag=komt (correction)",
            "attend komt",
            "say pvt-komt"
        ]
    );
    assert_eq!(talk.says("toch wel"), ["say al-geregeld"]);
    talk.now = at(2026, 12, 2, 18);
    assert_eq!(talk.says("toch niet").last().unwrap(), "say vangnet-antwoord", "it is over");
}

#[test]
fn who_was_wrong_is_asked_again() {
    let mut talk = Talk::telegram();
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    talk.says("no");
    talk.says("1");
    assert_eq!(talk.says("I changed my mind"), ["say pvt-vraag"]);
    let lines = talk.says("yes");
    assert_eq!(lines.last().unwrap(), "say pvt-komt", "{lines:?}");
}

#[test]
fn toch_niet_is_a_no_where_nothing_was_answered_yet_and_else_a_sign_of_life() {
    let mut talk = Talk::telegram();
    assert_eq!(talk.says("toch niet"), ["task niet-begrepen klantmanager", "say vangnet-antwoord"]);
    talk.reminded("7d", session(at(2026, 12, 1, 18)));
    let lines = talk.says("ik kom toch niet");
    assert_eq!(lines.last().unwrap(), "say reden-vraag", "{lines:?}");
}

#[test]
fn an_answer_to_the_open_question_is_never_a_correction() {
    let mut talk = Talk::telegram();
    let first = session(at(2026, 12, 1, 18));
    talk.reminded("7d", first);
    talk.says("ja");
    talk.happens(&reminder("7d", session(at(2026, 12, 3, 18)), "onbekend"));
    let lines = talk.says("nee");
    assert!(lines.contains(&"record vraag=komt-niet".to_owned()), "{lines:?}");
}
