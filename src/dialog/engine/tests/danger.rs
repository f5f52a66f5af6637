//! Danger, and a number that must not be there: both come before everything else.

use super::*;

const ANSWER: [&str; 2] = ["task gevaar klantmanager", "say gevaar-antwoord"];

#[test]
fn danger_is_answered_at_once_and_the_question_stays_but_climbs_no_further() {
    let mut talk = Talk::telegram();
    let about = session(at(2026, 12, 1, 18));
    talk.reminded("7d", about);
    assert_eq!(talk.says("help, er is brand in mijn huis"), ANSWER);
    assert_eq!(talk.passes(24 * 5), Vec::<String>::new(), "nobody is nudged");
    let lines = talk.says("ja");
    assert_eq!(lines.last().unwrap(), "say pvt-komt", "the question was still open");
}

#[test]
fn danger_is_answered_whoever_writes_and_whoever_talks_with_them() {
    for language in Language::ALL {
        let mut talk = Talk::telegram();
        talk.mailbox.language = *language;
        talk.mailbox.taken_over = true;
        assert_eq!(talk.says("ik wil dood"), ANSWER, "taken over");
        let mut stranger = Talk::telegram();
        stranger.mailbox.known = false;
        assert_eq!(stranger.says("زوجي يضربني"), ANSWER, "unknown");
        let mut stopped = Talk::telegram();
        stopped.says("stop");
        assert_eq!(stopped.says("there is a fire"), ANSWER, "after stop");
    }
}

#[test]
fn danger_is_answered_once_an_hour_and_every_message_joins_the_task() {
    let mut talk = Talk::telegram();
    talk.says("brand");
    assert_eq!(talk.says("BRAND!!"), ["task gevaar klantmanager"]);
    talk.now += TimeDelta::minutes(59);
    assert_eq!(talk.says("het brandt"), ["task gevaar klantmanager"]);
    talk.passes(1);
    assert_eq!(talk.says("brand"), ANSWER);
    // where no wait comes back the hour is over all the same
    talk.waits.clear();
    talk.now += TimeDelta::minutes(61);
    assert_eq!(talk.says("brand"), ANSWER);
}

#[test]
fn danger_is_answered_with_content_of_before_there_was_such_a_dialog() {
    let mut talk = Talk::telegram();
    let mut content = (*talk.library.published).clone();
    Arc::make_mut(&mut content.dialogs).remove("gevaar");
    talk.library = Library::of(Arc::new(content));
    assert_eq!(talk.says("brand"), ["say gevaar-antwoord", "task gevaar klantmanager"]);
}

#[test]
fn who_sent_a_bsn_hears_so_once_and_the_rest_of_the_words_counts() {
    let mut talk = Talk::telegram();
    assert_eq!(talk.says("[BSN weggelaten]"), ["say geen-bsn"]);
    assert_eq!(talk.says("BSN: [BSN weggelaten]"), Vec::<String>::new(), "within the hour");
    talk.passes(2);
    assert_eq!(
        talk.says("mijn bsn is [BSN weggelaten], belt u mij?"),
        ["say geen-bsn", "task niet-begrepen klantmanager", "say vangnet-antwoord"]
    );
}
