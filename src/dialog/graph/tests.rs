//! What a drawing holds, for the shipped dialogs and for any other.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::svg::Place;
use super::*;
use crate::dialog::content::{Content, Files};
use crate::dialog::shipped;
use crate::trade::person::Language;

fn shipped() -> Content {
    Content::load(&shipped::files()).unwrap_or_else(|p| panic!("{} mistakes", p.len()))
}

/// A dialog by itself, with texts that nobody checked.
fn content(dialog: &str, texts: &str) -> Content {
    let files: Files = [
        ("dialogs/proef.yaml", format!("format: 1\ndialog: proef\ntitle: Proef\n{dialog}")),
        ("dialogs/policies.yaml", "format: 1\n".to_owned()),
        ("locales/nl/proef.ftl", texts.to_owned()),
    ]
    .map(|(path, body)| (path.to_owned(), body))
    .into();
    let loaded = Content::load_published(&files);
    loaded.unwrap_or_else(|p| panic!("{}", p.iter().map(|p| format!("{p}\n")).collect::<String>()))
}

fn graph_of(content: &Content) -> Graph {
    Graph::of(content, "proef", Language::Nl).expect("the dialog is there")
}

fn edges(graph: &Graph) -> Vec<String> {
    let name = |place: usize| {
        let node = &graph.nodes[place];
        node.step.clone().unwrap_or_else(|| match &node.cells[0] {
            Cell::Start(_) => "*".to_owned(),
            Cell::Ladder(_) => "ladder".to_owned(),
            Cell::Missing(words) => format!("! {words}"),
            other => format!("{other:?}"),
        })
    };
    graph
        .edges
        .iter()
        .map(|e| format!("{} --{}--> {}", name(e.from), e.label, name(e.to)))
        .collect()
}

#[test]
fn a_dialog_is_drawn_with_every_step_once_and_every_way_out() {
    let graph = Graph::of(&shipped(), "welkom", Language::Nl).expect("there");
    assert_eq!(
        edges(&graph),
        [
            "* ----> taal",
            "taal --Nederlands--> toestemming",
            "taal --English--> toestemming",
            "taal --العربية--> toestemming",
            "taal --Türkçe--> toestemming",
            "taal --ትግርኛ--> toestemming",
            "taal --فارسی / دری--> toestemming",
            "taal --Soomaali--> toestemming",
            "taal --Español--> toestemming",
            "taal --Português--> toestemming",
            "taal --Meer talen--> meer-talen",
            "taal --geen antwoord--> ladder",
            "meer-talen --Русский--> toestemming",
            "meer-talen --Français--> toestemming",
            "meer-talen --中文--> toestemming",
            "meer-talen --Terug--> taal",
            "meer-talen --geen antwoord--> ladder",
            "toestemming --Ja, dat mag--> klaar",
            "toestemming --Nee, liever niet--> per-brief",
            "toestemming --Ik heb een vraag--> mens",
            "toestemming --geen antwoord--> ladder",
        ]
    );
    let ladder = graph.nodes.last().expect("the ladder comes last");
    let Cell::Ladder(rungs) = &ladder.cells[0] else { panic!("{ladder:?}") };
    assert_eq!(rungs, &["na 1 dag: de vraag opnieuw", "na 2 dagen: de klantmanager belt"]);
}

#[test]
fn every_shipped_dialog_is_drawn_in_every_language() {
    let content = shipped();
    for (name, dialog) in content.dialogs.iter() {
        for language in Language::ALL {
            let graph = Graph::of(&content, name, *language).expect("there");
            let steps: Vec<&str> = graph.nodes.iter().filter_map(|n| n.step.as_deref()).collect();
            let written: Vec<&str> = dialog.steps.iter().map(|(step, _)| step).collect();
            assert_eq!(steps, written, "{name}");
            let lost =
                |cell: &Cell| matches!(cell, Cell::Missing(_) | Cell::Said { missing: true, .. });
            assert!(!graph.nodes.iter().flat_map(|n| &n.cells).any(lost), "{name} {language}");
            let svg = svg::write(&graph, Place::Page);
            for step in written {
                assert_eq!(svg.matches(&format!("data-step=\"{step}\"")).count(), 1, "{name}");
            }
            assert!(!svg.contains("<style") && !svg.contains("style="), "a page refuses it");
            let arrows = svg.matches("marker-end").count();
            let between: BTreeSet<_> = graph.edges.iter().map(|e| (e.from, e.to)).collect();
            assert!(arrows >= between.len(), "{name}: {arrows} arrows");
            assert!(mermaid::write(&graph).lines().count() > graph.nodes.len() + graph.edges.len());
        }
    }
}

#[test]
fn where_steps_are_changed_every_step_is_a_link_and_every_arrow_between_steps_has_a_plus() {
    let graph = Graph::of(&shipped(), "pvt-herinnering", Language::Nl).expect("there");
    let svg = svg::write(&graph, Place::Editor);
    assert!(svg.contains("role=\"group\""), "links in an image are not there for everybody");
    let steps: Vec<&str> = graph.nodes.iter().filter_map(|n| n.step.as_deref()).collect();
    for step in &steps {
        assert_eq!(svg.matches(&format!("href=\"#stap-{step}\"")).count(), 1, "{step}");
        assert!(svg.contains(&format!("id=\"teken-{step}\"")), "{step}");
    }
    let name = |place: usize| graph.nodes[place].step.as_deref();
    let between: BTreeSet<(Option<&str>, &str)> = graph
        .edges
        .iter()
        .filter(|e| e.from != e.to)
        .filter_map(|e| Some((name(e.from), name(e.to)?)))
        .collect();
    for (from, to) in between {
        let href = match from {
            Some(from) => format!("href=\"?van={from}&amp;naar={to}#nieuw\""),
            None => format!("href=\"?naar={to}#nieuw\""),
        };
        assert!(svg.contains(&href), "{href} is not in {svg}");
    }
    let page = svg::write(&graph, Place::Page);
    assert!(!page.contains("href") && page.contains("role=\"img\""), "any other has no links");
}

#[test]
fn a_name_in_a_link_stays_a_name() {
    let content = content(
        "starts: { staff: true }\nsteps:\n  'a\"><script>&#':\n    say: t\n    goto: b\n  b:\n    \
         say: t\n    end: answered\n",
        "t = Iets\n",
    );
    let svg = svg::write(&graph_of(&content), Place::Editor);
    assert!(!svg.contains("<script"), "{svg}");
    assert!(svg.contains("href=\"#stap-a%22%3E%3Cscript%3E%26%23\""), "{svg}");
    assert!(svg.contains("?van=a%22%3E%3Cscript%3E%26%23&amp;naar=b#nieuw"), "{svg}");
}

#[test]
fn arabic_stands_from_right_to_left_and_dutch_around_it_does_not() {
    let graph = Graph::of(&shipped(), "mens", Language::Ar).expect("there");
    let svg = svg::write(&graph, Place::File);
    assert!(svg.contains("direction=\"rtl\" unicode-bidi=\"isolate\" lang=\"ar\">"), "{svg}");
    assert!(svg.contains("direction=\"ltr\" unicode-bidi=\"isolate\">Taak voor de"), "{svg}");
    assert!(svg.contains("<style>"), "a file brings its own colours");
}

#[test]
fn hostile_words_stay_words() {
    let evil = "</text><script>alert(1)</script> \"x\" ' & \u{202E}om\u{7} ]]> %% `b` #quot; -->";
    let content = content(
        "starts: { staff: true }\nsteps:\n  een:\n    say: evil\n    choices: { a: { goto: een } }\n",
        &format!("evil = {evil}\n    .a = {evil}\n"),
    );
    let graph = graph_of(&content);
    let svg = svg::write(&graph, Place::File);
    assert!(!svg.contains("<script") && !svg.contains('\u{202E}') && !svg.contains('\u{7}'));
    assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
    let mermaid = mermaid::write(&graph);
    assert!(!mermaid.contains("<script") && !mermaid.contains("`b`"), "{mermaid}");
    for line in mermaid.lines().skip(2) {
        assert!(matches!(line.matches('"').count(), 0 | 2), "only the quotes around it: {line}");
    }
}

#[test]
fn a_dialog_with_mistakes_is_drawn_with_its_mistakes() {
    let content = content(
        "starts: { staff: true }\nladder: geen\nsteps:\n  een:\n    say: weg\n    choices:\n      \
         a: { goto: nergens }\n      b: {}\n  los:\n    say: weg\n",
        "iets = Iets\n",
    );
    let graph = graph_of(&content);
    let svg = svg::write(&graph, Place::Page);
    let words: Vec<String> = graph
        .nodes
        .iter()
        .flat_map(|n| &n.cells)
        .filter_map(|cell| match cell {
            Cell::Missing(words) => Some(words.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(
        words,
        [
            "Deze stap leidt nergens heen",
            "De stap `nergens` bestaat niet",
            "Dit antwoord leidt nergens heen",
            "De ladder `geen` bestaat niet",
        ]
    );
    assert!(svg.contains("nog niet vertaald"));
}

#[test]
fn circles_thousands_of_steps_and_a_megabyte_of_text_are_drawn_within_bounds() {
    let long = "woord ".repeat(150_000);
    let mut steps = String::new();
    for n in 0..2_000 {
        let (next, far) = ((n + 1) % 2_000, (n * 7 + 11) % 2_000);
        steps.push_str(&format!(
            "  s{n}:\n    say: t\n    choices:\n      a: {{ goto: s{next} }}\n      b: {{ goto: s{far} }}\n"
        ));
    }
    let content = content(
        &format!("starts: {{ staff: true }}\nsteps:\n{steps}"),
        &format!("t = {long}\n    .a = Ja\n    .b = Nee\n"),
    );
    let graph = graph_of(&content);
    assert_eq!((graph.nodes.len(), graph.edges.len()), (2_001, 4_001));
    let svg = svg::write(&graph, Place::File);
    assert_eq!(svg.matches("data-step=").count(), 2_000);
    assert!(svg.len() < 8_000_000, "{} bytes", svg.len());
}

fn dialog() -> impl Strategy<Value = String> {
    let exit = (0_usize..14, 0_u8..4);
    let step = (prop::collection::vec(exit, 0..5), any::<bool>());
    prop::collection::vec(step, 1..14).prop_map(|steps| {
        let mut yaml = "starts: { staff: true }\nsteps:\n".to_owned();
        for (n, (exits, asks)) in steps.iter().enumerate() {
            yaml.push_str(&format!("  s{n}:\n    say: t\n"));
            if exits.is_empty() {
                yaml.push_str("    end: answered\n");
            } else if *asks {
                yaml.push_str("    choices:\n");
                for (key, (to, _)) in exits.iter().enumerate() {
                    yaml.push_str(&format!("      k{key}: {{ goto: s{to} }}\n"));
                }
                yaml.push_str(&format!("    no_answer: {{ after: 3h, goto: s{} }}\n", exits[0].0));
            } else {
                yaml.push_str("    branch:\n");
                for (to, value) in exits {
                    yaml.push_str(&format!(
                        "      - {{ when: {{ f: \"{value}\" }}, goto: s{to} }}\n"
                    ));
                }
                yaml.push_str("    end: answered\n");
            }
        }
        yaml
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_two_boxes_overlap_and_every_way_out_is_an_arrow(yaml in dialog()) {
        let content = content(&yaml, "t = Een tekst\n    .k0 = Ja\n    .k1 = Nee, dank u wel\n");
        let graph = graph_of(&content);
        let dialog = &content.dialogs["proef"];
        let ways: usize = dialog
            .steps
            .iter()
            .map(|(_, s)| {
                let s = &s.value;
                s.choices.iter().count() + s.branch.len() + usize::from(s.no_answer.is_some())
            })
            .sum();
        prop_assert_eq!(graph.edges.len(), ways + 1);
        for place in [Place::Page, Place::Editor] {
            let boxes = svg::boxes(&graph, place);
            for (n, one) in boxes.iter().enumerate() {
                for other in &boxes[..n] {
                    let apart = one.0 + one.2 <= other.0 + 0.01
                        || other.0 + other.2 <= one.0 + 0.01
                        || one.1 + one.3 <= other.1 + 0.01
                        || other.1 + other.3 <= one.1 + 0.01;
                    prop_assert!(apart, "{one:?} and {other:?} overlap");
                }
            }
        }
        let svg = svg::write(&graph, Place::Page);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}
