//! What the page for klantmanagers promises (`docs/wat-de-bot-begrijpt.md`) is what the bot does:
//! every row of every table on it is tried here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use super::shipped_texts::words;
use super::*;
use crate::message::{SayChoice, Saying};

const NOT: &str = "niet begrepen";

/// The rows of the page's tables, by their heading: what is typed, and what it means.
fn tables() -> BTreeMap<String, Vec<(String, String)>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/wat-de-bot-begrijpt.md");
    let page = fs::read_to_string(page).unwrap();
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut heading = String::new();
    for line in page.lines() {
        if let Some(words) = line.strip_prefix("## ") {
            words.clone_into(&mut heading);
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [typed, means] = cells.as_slice()
            && let Some(typed) = typed.strip_prefix('`').and_then(|typed| typed.strip_suffix('`'))
        {
            let row = (typed.to_owned(), (*means).to_owned());
            tables.entry(heading.clone()).or_default().push(row);
        }
    }
    tables
}

/// The example says so: the page was written on Thursday 26 November 2026.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

fn meaning(heading: &str, typed: &str) -> String {
    let (words, own) = (words(), Language::Nl);
    let found = match heading {
        "Aantallen" => words.number_meant(own, typed).map(|number| number.to_string()),
        "Uren" => words
            .hours_meant(own, typed)
            .map(|long| format!("{} uur {} minuten", long.num_hours(), long.num_minutes() % 60)),
        "Dagen" => words
            .date_meant(own, typed, today())
            .map(|day| format!("{} {}", date_in_words(own, day), day.format("%Y"))),
        "Tijden" => words.time_meant(own, typed).map(time_in_words),
        "Antwoorden op een vraag" => words
            .choice_meant(own, &question(), typed)
            .map(|index| words.label(own, &question().text, &question().choices[index].key)),
        "Een antwoord terugnemen" => words.taken_back(typed).map(|how| {
            match how {
                TakenBack::ToYes => "het wordt ja",
                TakenBack::ToNo => "het wordt nee",
                TakenBack::Altogether => "wij vragen het opnieuw",
            }
            .to_owned()
        }),
        "Woorden die altijd werken" => words.global_word(typed).map(str::to_owned),
        "Gevaar" => words.speaks_of_danger(typed).then(|| "gevaar".to_owned()),
        "Een BSN" => {
            let kept = bsn::without_bsn(typed);
            bsn::was_left_out(&kept).then(|| kept.into_owned())
        }
        other => panic!("a table under a heading that is not tried: {other}"),
    };
    found.unwrap_or_else(|| NOT.to_owned())
}

fn question() -> Saying {
    let choice =
        |key: &str| SayChoice { key: key.to_owned(), label_text: None, payload: key.to_owned() };
    Saying {
        text: TextId::from("pvt-vraag"),
        facts: Facts::new(),
        choices: ["komt", "komt-niet", "hulp"].map(choice).into(),
        question: None,
        template: None,
        aids: Vec::new(),
    }
}

#[test]
fn every_example_of_the_page_for_klantmanagers_is_true() {
    let tables = tables();
    assert_eq!(tables.len(), 9, "{:?}", tables.keys());
    let mut wrong = Vec::new();
    for (heading, rows) in &tables {
        assert!(rows.len() >= 4, "{heading} has {} rows", rows.len());
        for (typed, means) in rows {
            let found = meaning(heading, typed);
            if found != *means {
                wrong.push(format!("{heading}: `{typed}` is read as `{found}`, not `{means}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
