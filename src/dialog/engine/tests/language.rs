//! Everything that a dialog can say beyond choices: values, other dialogs, pauses, plans.

use super::*;
use crate::dialog::content::Files;
use crate::dialog::load::Problem;

const PRACTICE: &str = r#"
format: 1
dialog: oefenen
title: Uren oefenen
starts: { staff: true, keyword: oefenen }
ladder: check-in
facts: { uren: hours, dag: date, tijd: time, aantal: number, bedrijf: place, foto: word, waarom: word, klacht: word }
steps:
  begin:
    set: { klacht: nee }
    plan: { dialog: nog-eens, after: 7d }
    goto: uren
  uren:
    say: oefen-uren
    ask: { fact: uren, as: hours, from: 1, to: 40, goto: dag }
    choices:
      geen:  { goto: waarom }
      later: { again: 1d }
  dag:
    say: oefen-dag
    ask: { fact: dag, as: date, from: -30, to: 0, goto: noteren }
  noteren:
    practice: { fact: uren, on: dag }
    branch:
      - { when: { uren: { from: 8 } }, goto: veel }
      - { when: { klacht: { not: nee } }, goto: mens }
      - { goto: rust }
  veel:
    say: oefen-veel
    goto: rust
  rust:
    wait: { for: 3d, goto: tijd }
  tijd:
    say: oefen-tijd
    ask: { fact: tijd, as: time, goto: foto }
  foto:
    say: oefen-foto
    ask: { fact: foto, as: photo, goto: klaar }
  klaar:
    say: oefen-klaar
    unplan: nog-eens
    end: answered
  waarom:
    run: { dialog: waarom, with: { les: oefenen, naam-van: $bedrijf }, keep: { reden: waarom }, goto: afscheid }
  afscheid:
    branch:
      - { when: { waarom: geen-zin }, goto: mens }
      - { goto: klaar }
  mens:
    task: { kind: hulp, desk: klantmanager }
    hand_over: true
    end: task
"#;

const WHY: &str = r#"
format: 1
dialog: waarom
title: Waarom niet?
starts: { dialog: true }
ladder: check-in
takes: { les: word, naam-van: place }
gives: { reden: word }
steps:
  vraag:
    say: waarom-vraag
    choices:
      tijd:     { set: { reden: geen-tijd }, goto: klaar }
      zin:      { set: { reden: geen-zin }, goto: klaar }
      hulp:     { goto: mens }
  klaar:
    end: answered
  mens:
    task: { kind: hulp, desk: klantmanager }
    end: task
"#;

const AGAIN: &str = r#"
format: 1
dialog: nog-eens
title: Nog eens
starts: { dialog: true }
steps:
  hallo:
    say: oefen-klaar
    end: answered
"#;

const TEXTS: &str = "
trefwoord-oefenen = oefenen
oefen-uren = Hoeveel uur?
    .geen = Geen
    .later = Vraag het later
oefen-dag = Op welke dag?
oefen-veel = Dat is veel: { $uren } uur.
oefen-tijd = Hoe laat?
oefen-foto = Stuur een foto.
oefen-klaar = Dank u.
waarom-vraag = Waarom niet?
    .tijd = Geen tijd
    .zin = Geen zin
    .hulp = Ik wil hulp
";

fn files() -> Files {
    let mut files = shipped::files();
    for (name, body) in [("oefenen", PRACTICE), ("waarom", WHY), ("nog-eens", AGAIN)] {
        files.insert(format!("dialogs/{name}.yaml"), body.to_owned());
    }
    for language in Language::ALL {
        files.insert(format!("locales/{language}/oefenen.ftl"), TEXTS.to_owned());
    }
    files
}

/// The shipped content, and dialogs that use everything there is.
pub(super) fn library() -> Library {
    match Content::load(&files()) {
        Ok(content) => Library::of(Arc::new(content)),
        Err(problems) => panic!("{}", told(&problems)),
    }
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(|p| format!("{p}\n")).collect()
}

/// A Tuesday morning at eleven, and the first question is put.
fn practising() -> Talk {
    let mut talk = Talk { library: library(), ..Talk::telegram() };
    talk.now = at(2026, 11, 24, 10);
    let start = Event::start("oefenen", Facts::new());
    assert_eq!(talk.happens(&start), ["say oefen-uren"]);
    talk
}

#[test]
fn hours_are_asked_noted_and_looked_at() {
    let mut talk = practising();
    assert_eq!(talk.says("41"), ["say niet-begrepen-waarde"], "more than is accepted");
    let heard = talk.says("8");
    assert_eq!(heard, ["close answered", "record uren=8:00", "say oefen-dag"]);
    let day = talk.says("2026-11-20");
    let expected =
        ["close answered", "record dag=2026-11-20", "practice 480 on 2026-11-20", "say oefen-veel"];
    assert_eq!(day, expected);
    assert_eq!(talk.passes(71), [] as [&str; 0], "a pause says nothing");
    assert_eq!(talk.passes(2), ["say oefen-tijd"]);
    assert_eq!(talk.says("14:30"), ["close answered", "record tijd=14:30", "say oefen-foto"]);
    assert_eq!(talk.says("hier is hij"), ["say stuur-foto"]);
    let photo = talk.happens(&Event::Sent { kind: "photo".to_owned() });
    assert_eq!(photo, ["close answered", "record foto=gegeven", "say oefen-klaar"]);
    assert_eq!(talk.passes(24 * 30), [] as [&str; 0], "what was planned was called off");
    assert!(talk.open_conversations().is_empty());
}

#[test]
fn a_plan_begins_on_its_day_when_nobody_calls_it_off() {
    let mut talk = practising();
    talk.says("2");
    talk.says("2026-11-24");
    let week = talk.passes(24 * 7 + 1);
    assert!(week.contains(&"say oefen-tijd".to_owned()), "{week:?}");
    // the open question has the turn; the plan waits for it politely
    let later = talk.passes(24);
    assert!(later.contains(&"say oefen-klaar".to_owned()), "{later:?}");
}

#[test]
fn a_dialog_holds_another_and_keeps_what_that_gives() {
    let mut talk = practising();
    let geen = talk.button(0);
    assert_eq!(talk.taps(geen), ["close answered", "record uren=geen", "say waarom-vraag"]);
    let inside = &talk.open_conversations()[0].facts;
    assert_eq!(inside.keys().collect::<Vec<_>>(), ["les"], "it knows what it was given");
    let zin = talk.button(1);
    let left = talk.taps(zin);
    assert_eq!(
        left,
        [
            "close answered",
            "record vraag=zin",
            "record reden=geen-zin",
            "task hulp klantmanager",
            "hand over"
        ]
    );
    assert!(talk.mailbox.taken_over);
    let root = &talk.mailbox.conversations[0];
    assert_eq!((root.dialog.as_str(), root.within.len()), ("oefenen", 0));
    assert_eq!(root.facts.get("waarom"), Some(&Fact::Word("geen-zin".to_owned())));
}

#[test]
fn an_end_with_a_task_inside_another_dialog_is_the_end_of_both() {
    let mut talk = practising();
    let geen = talk.button(0);
    talk.taps(geen);
    let hulp = talk.button(2);
    assert!(talk.taps(hulp).contains(&"task hulp klantmanager".to_owned()));
    assert!(talk.mailbox.conversations[0].has_ended());
}

#[test]
fn a_late_correction_goes_back_into_the_dialog_that_asked() {
    let mut talk = practising();
    let geen = talk.button(0);
    talk.taps(geen);
    let (tijd, zin) = (talk.button(0), talk.button(1));
    assert!(talk.taps(tijd).contains(&"say oefen-klaar".to_owned()));
    let corrected = talk.taps(zin);
    assert_eq!(
        corrected,
        [
            "say correctie",
            "record vraag=zin (correction)",
            "record reden=geen-zin (correction)",
            "task hulp klantmanager",
            "hand over"
        ]
    );
}

#[test]
fn whoever_asks_for_later_is_left_in_peace_until_then_and_not_for_ever() {
    let mut talk = practising();
    for _ in 0..3 {
        let later = talk.button(1);
        assert_eq!(talk.taps(later), ["say later-weer"]);
        assert_eq!(talk.passes(23), [] as [&str; 0]);
        assert_eq!(talk.passes(1), ["say oefen-uren"]);
    }
    let later = talk.button(1);
    assert_eq!(talk.taps(later), ["task bellen klantmanager", "say later-collega"]);
    assert_eq!(talk.passes(24 * 20), ["say oefen-klaar"], "only what was planned");
    assert!(talk.says("3").contains(&"record uren=3:00".to_owned()), "it can still be answered");
}

#[test]
fn a_reminder_that_comes_during_a_pause_speaks_and_the_pause_goes_on() {
    let mut talk = practising();
    talk.says("2");
    talk.says("2026-11-24");
    talk.now = at(2026, 11, 24, 17);
    let about = session(at(2026, 12, 1, 18));
    assert_eq!(talk.reminded("7d", about), ["say pvt-vraag"]);
    let komt = talk.button(0);
    talk.taps(komt);
    assert_eq!(talk.passes(90), ["say oefen-tijd"]);
}

#[test]
fn a_keyword_starts_its_dialog_unless_it_answers_what_is_asked() {
    let mut talk = Talk { library: library(), ..Talk::telegram() };
    assert_eq!(talk.says("Oefenen"), ["say oefen-uren"]);
    assert_eq!(talk.says("oefenen"), ["say oefen-uren"], "the same question again, not a second");
    let asked = talk.open_conversations().into_iter().filter(|c| c.has_open_question()).count();
    assert_eq!(asked, 1);
}

#[test]
fn each_mistake_is_told_with_its_place() {
    let wrong = |file: &str, from: &str, to: &str| {
        let mut files = files();
        let path = format!("dialogs/{file}.yaml");
        let body = files.get_mut(&path).unwrap();
        assert!(body.contains(from), "{from}");
        *body = body.replacen(from, to, 1);
        Content::load(&files).err().map(|p| told(&p)).unwrap_or_default()
    };
    for (file, from, to, what) in [
        (
            "oefenen",
            "as: hours, from: 1",
            "as: number, from: 1",
            "fact `uren` is of another kind under `facts:`: write `number` there",
        ),
        (
            "oefenen",
            "fact: tijd,",
            "fact: tjid,",
            "there is no fact under `facts:` `tjid`; did you mean `tijd`?",
        ),
        ("oefenen", "from: 1, to: 40", "from: 41, to: 40", "`from:` is more than `to:`"),
        ("oefenen", "as: time,", "as: time, from: 3,", "mean nothing for `as: time`"),
        (
            "oefenen",
            "dialog: waarom, with",
            "dialog: warom, with",
            "there is no dialog `warom`; did you mean `waarom`?",
        ),
        ("oefenen", "les: oefenen, ", "", "`waarom` needs `les`: add it under `with:`"),
        ("oefenen", "$bedrijf", "$uren", "`uren` is of another kind than `naam-van` of `waarom`"),
        (
            "oefenen",
            "$bedrijf",
            "$bedrif",
            "`with:` passes on `bedrif`, which is not under `facts:`",
        ),
        ("oefenen", "keep: { reden:", "keep: { redden:", "did you mean `reden`?"),
        ("oefenen", "for: 3d", "for: 400d", "write between 1m and 366d"),
        ("oefenen", "again: 1d", "again: 1m", "write between 15m and 14d"),
        ("oefenen", "again: 1d", "again: 1d, goto: dag", "has both `goto:` and `again:`"),
        (
            "oefenen",
            "    task: { kind: hulp, desk: klantmanager }\n    hand_over",
            "    hand_over",
            "hands over, but nobody hears of it",
        ),
        (
            "oefenen",
            "wait: { for: 3d, goto: tijd }",
            "wait: { for: 3d, goto: tijd }\n    goto: foto",
            "goes on where its `run:` or `wait:` says",
        ),
        (
            "oefenen",
            "dialog: nog-eens, after",
            "dialog: stop, after",
            "`stop` does not let other dialogs start it",
        ),
        ("oefenen", "uren: { from: 8 }", "urn: { from: 8 }", "`when:` looks at `urn`"),
        (
            "oefenen",
            "practice: { fact: uren",
            "practice: { fact: aantal",
            "fact `aantal` is of another kind under `facts:`: write `hours` there",
        ),
        (
            "waarom",
            "gives: { reden:",
            "gives: { oorzaak: word, reden:",
            "`gives:` names `oorzaak`, but no step sets or asks it",
        ),
        (
            "waarom",
            "  klaar:\n    end: answered",
            "  klaar:\n    run: { dialog: waarom, with: { les: x, naam-van: y }, goto: mens }",
            "a dialog cannot be held inside itself",
        ),
        (
            "waarom",
            "starts: { dialog: true }",
            "starts: { keyword: onzin }",
            "there is no word list `trefwoord-onzin`",
        ),
        ("waarom", "starts: { dialog: true }", "starts: {}", "nothing starts this dialog"),
    ] {
        let told = wrong(file, from, to);
        assert!(told.contains(what), "{to}:\n{told}");
        let place = told.lines().find(|line| line.contains(what)).unwrap();
        assert!(place.starts_with("dialogs/") && !place.contains(":0:0:"), "{place}");
    }
}
