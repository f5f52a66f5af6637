//! Pages for a browser that asks for English: what a colleague reads on them is no Dutch.

use super::person::id_of;
use super::*;

/// Words that stand in nearly every Dutch sentence and in no English one.
const DUTCH: &[&str] = &["de", "het", "een", "niet", "van", "voor", "naar", "deze", "wordt", "zijn"];

/// What stands on a page, without names (`<bdi>`) and without what says that it is Dutch.
fn read_aloud(page: &str) -> String {
    let mut told = String::new();
    let mut skipped: Option<(String, usize)> = None;
    for part in page.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        let closes = tag.starts_with('/');
        match &mut skipped {
            Some((of, depth)) if of == name && closes => *depth -= 1,
            Some((of, depth)) if of == name => *depth += 1,
            Some(_) => {}
            None if name == "bdi" || tag.contains("lang=\"nl\"") && name != "html" => {
                skipped = Some((name.to_owned(), 1));
            }
            None => {}
        }
        skipped = skipped.filter(|(_, depth)| *depth > 0);
        if skipped.is_none() {
            let labels = ["aria-label=\"", "data-label=\"", "placeholder=\"", "title=\""];
            for label in labels.iter().filter_map(|label| Some(tag.split_once(label)?.1)) {
                told.push_str(label.split('"').next().unwrap_or_default());
                told.push('\n');
            }
            told.push_str(text);
            told.push('\n');
        }
    }
    told
}

#[test]
fn names_and_what_is_said_to_be_dutch_are_not_read_aloud() {
    let page = "<html lang=\"en\"><p>One<bdi>van Dijk</bdi>two<b lang=\"nl\">de<i>het</i></b>\
                <a aria-label=\"three\">four</a>";
    let told: Vec<_> = read_aloud(page).split_whitespace().map(str::to_owned).collect();
    assert_eq!(told, ["One", "two", "three", "four"]);
}

#[tokio::test]
async fn a_browser_that_asks_for_english_reads_no_dutch() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let person = format!("/inburgeraars/{}", id_of(&house, "K-1001").await);
        let pages = [
            "/?van=allen",
            "/?van=allen&taal=ti&uitgesteld=ja",
            "/inburgeraars",
            "/naslag",
            "/brieven",
            &person,
            &format!("{person}/wissen"),
        ];
        for staff in [house.town.karin, house.town.bea] {
            let cookie = format!("{}; wegwijzer-taal=en", house.cookie(staff).await);
            for path in pages {
                let answer = house.get(path, Some(&cookie)).await;
                if answer.status != StatusCode::OK {
                    continue;
                }
                assert!(answer.body.contains("<html lang=\"en\">"), "{path}");
                for line in read_aloud(&answer.body).lines() {
                    let words = line.split(|c: char| !c.is_alphabetic());
                    let dutch: Vec<_> = words.filter(|word| DUTCH.contains(word)).collect();
                    assert!(dutch.is_empty(), "{path} says {dutch:?} in {line:?}");
                }
            }
        }
    }
}
