//! What a klantmanager reads about a change.

use proptest::prelude::*;

use super::*;
use crate::dialog::shipped;

const PVT: &str = "dialogs/pvt-herinnering.yaml";

fn edited(path: &str, from: &str, to: &str) -> Changes {
    let old = shipped::files();
    let mut new = old.clone();
    let body = new.get_mut(path).unwrap();
    assert!(body.contains(from), "{path} has no {from:?}");
    *body = body.replacen(from, to, 1);
    changes(&old, &new)
}

#[test]
fn every_kind_of_change_in_a_dialog_is_a_sentence() {
    let table = [
        (
            "title: Herinnering",
            "title: Nieuwe herinnering",
            "De titel is nu “Nieuwe herinnering voor een PVT-bijeenkomst” (was “Herinnering voor een PVT-bijeenkomst”).",
        ),
        (
            "ladder: bijeenkomst",
            "ladder: check-in",
            "Wie daarna wordt geprobeerd (ladder) is nu “check-in” (was “bijeenkomst”).",
        ),
        (
            "  klaar:\n    end: answered\n",
            "  klaar:\n    end: answered\n  extra:\n    say: pvt-komt\n    end: answered\n",
            "Stap “extra” is nieuw: zegt “pvt-komt”.",
        ),
        (
            "  niet-stil:\n    task: { kind: kan-niet, desk: klantmanager }\n    end: answered\n",
            "",
            "Stap “niet-stil” is weg.",
        ),
        (
            "      werk:     { set: { reden: werk }, goto: helpt }\n",
            "",
            "Bij stap “reden” is het antwoord “werk” weg.",
        ),
        (
            "      werk:     { set: { reden: werk }, goto: helpt }\n",
            "      werk:     { set: { reden: werk }, goto: mens }\n",
            "Waar antwoord “werk” van stap “reden” heen leidt is nu “mens” (was “helpt”).",
        ),
        (
            "no_answer: { after: 20h, goto: niet-stil }",
            "no_answer: { after: 40h, goto: niet-stil }",
            "Wat er na stilte bij stap “reden” gebeurt is nu “na 40h, naar niet-stil” (was “na 20h, naar niet-stil”).",
        ),
        (
            "    say: pvt-komt\n    goto: wat-meenemen\n",
            "    say: pvt-komt\n    goto: klaar\n",
            "Waar het na stap “komt” heen gaat is nu “klaar” (was “wat-meenemen”).",
        ),
        (
            "  mens:\n    say: mens-komt\n",
            "  mens:\n    sing: mens-komt\n    say: mens-komt\n",
            "Bij stap “mens”: sing is nieuw: “mens-komt”.",
        ),
    ];
    for (from, to, sentence) in table {
        let found = edited(PVT, from, to);
        let [dialog] = found.dialogs.as_slice() else { panic!("{from:?}: {found:?}") };
        assert_eq!(dialog.name, "pvt-herinnering");
        assert_eq!(dialog.lines, [sentence], "{from:?}");
        assert!(found.texts.is_empty() && found.policies.is_empty() && found.others.is_empty());
    }
}

#[test]
fn what_only_looks_different_is_no_change() {
    assert!(edited(PVT, "format: 1\n", "# een opmerking\nformat:   1\n").is_empty());
    assert!(
        edited(
            PVT,
            "title: Herinnering voor een PVT-bijeenkomst",
            "title: 'Herinnering voor een PVT-bijeenkomst'"
        )
        .is_empty()
    );
    let old = shipped::files();
    let mut new = old.clone();
    let body = new.remove("locales/nl/pvt.ftl").unwrap();
    new.insert("locales/nl/anders.ftl".to_owned(), body);
    assert!(changes(&old, &new).is_empty(), "the same texts in another file");
}

#[test]
fn other_words_are_told_word_by_word_and_per_language() {
    let found = edited("locales/nl/pvt.ftl", "Komt u?", "Komt u deze keer?");
    assert_eq!(found.languages(), [Language::Nl]);
    let new: Vec<&Piece> = found.texts.iter().flat_map(|text| &text.pieces).collect();
    for piece in [Piece::Gone("u?".to_owned()), Piece::New("u deze keer?".to_owned())] {
        assert!(new.contains(&&piece), "{new:?}");
    }
}

#[test]
fn another_rule_is_told_with_the_names_that_lead_to_it() {
    let found = edited("dialogs/policies.yaml", "undelivered_after: 24h", "undelivered_after: 12h");
    assert_eq!(found.policies, ["Regels: niet bezorgd na is nu “12h” (was “24h”)."]);
}

#[test]
fn a_step_that_moves_is_the_only_one_that_is_told() {
    let found = edited(PVT, "  klaar:\n    end: answered\n", "");
    assert_eq!(found.dialogs[0].lines, ["Stap “klaar” is weg."]);
    let mut old = shipped::files();
    let mut new = old.clone();
    let steps = |order: &str| {
        let steps: String = order.chars().map(|c| format!("  {c}:\n    end: answered\n")).collect();
        format!("format: 1\ndialog: x\ntitle: X\nsteps:\n{steps}")
    };
    old.insert("dialogs/x.yaml".to_owned(), steps("abcde"));
    new.insert("dialogs/x.yaml".to_owned(), steps("abdec"));
    let lines = &changes(&old, &new).dialogs[0].lines;
    assert_eq!(*lines, ["Stap “c” staat op een andere plaats."]);
}

#[test]
fn a_dialog_that_comes_or_goes_and_one_that_cannot_be_read_are_told() {
    let old = shipped::files();
    let mut new = old.clone();
    new.remove("dialogs/check-in.yaml");
    new.insert(
        "dialogs/nieuw.yaml".to_owned(),
        "title: Iets nieuws\nsteps:\n  a: { end: answered }\n".to_owned(),
    );
    new.insert("dialogs/stop.yaml".to_owned(), "a: [".to_owned());
    new.insert("dialogs/stories/een.yaml".to_owned(), "x: 1".to_owned());
    let found = changes(&old, &new);
    let told: Vec<(&str, &str)> =
        found.dialogs.iter().map(|d| (d.name.as_str(), d.lines[0].as_str())).collect();
    assert_eq!(
        told,
        [
            ("check-in", "Dit dialoog is weg. Wie er middenin zit, maakt het af."),
            ("nieuw", "Dit dialoog is nieuw, met 1 stap."),
            ("stop", "Dit dialoog is niet te lezen."),
        ]
    );
    assert_eq!(found.others, ["Het bestand dialogs/stories/een.yaml is nieuw."]);
}

fn rebuilt(pieces: &[Piece], old: bool) -> String {
    let words = pieces.iter().filter_map(|piece| match piece {
        Piece::Same(words) => Some(words.as_str()),
        Piece::Gone(words) => old.then_some(words.as_str()),
        Piece::New(words) => (!old).then_some(words.as_str()),
    });
    words.collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_word_diff_gives_both_texts_back(old in "[ab \n]{0,40}", new in "[abc ]{0,40}") {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let pieces = word_diff(&old, &new);
        prop_assert_eq!(rebuilt(&pieces, true), plain(&old));
        prop_assert_eq!(rebuilt(&pieces, false), plain(&new));
        prop_assert_eq!(pieces.iter().all(|p| matches!(p, Piece::Same(_))), plain(&old) == plain(&new));
    }

    #[test]
    fn whatever_stands_in_the_files_comparing_them_ends(body in "\\PC{0,200}", words in "\\PC{0,200}") {
        let old = shipped::files();
        let mut new = old.clone();
        new.insert(PVT.to_owned(), body.clone());
        new.insert("dialogs/policies.yaml".to_owned(), body);
        new.insert("locales/nl/pvt.ftl".to_owned(), words);
        prop_assert!(!changes(&old, &new).is_empty());
        prop_assert!(changes(&new, &new).is_empty());
    }
}
