//! Changing dialogs and words in the dashboard: always in the draft, and by two people.

use axum::http::StatusCode;

use super::dialogs::publish;
use super::{House, houses};
use crate::dialog::content::Files;
use crate::dialog::shipped;
use crate::store::{content, draft};

const STEPS: &str = "/dialogen/check-in/bewerken";
const TEXTS: &str = "/dialogen/check-in/teksten";

async fn drafted(house: &House) -> Option<(Files, i64)> {
    let mut tx = house.test.db.read().await.unwrap();
    draft::open(&mut tx).await.unwrap().map(|draft| (draft.files, draft.version))
}

/// The value of the first field of this name in a form of the page.
fn field(page: &str, name: &str) -> String {
    let at = page.find(&format!("name=\"{name}\" value=\"")).unwrap();
    let rest = page[at..].split("value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn encoded(words: &str) -> String {
    words
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn form(page: &str, fields: &[(&str, &str)]) -> String {
    let mut all = format!("csrf={}&seen={}", encoded(&field(page, "csrf")), field(page, "seen"));
    for (name, value) in fields {
        all.push_str(&format!("&{name}={}", encoded(value)));
    }
    all
}

#[tokio::test]
async fn a_step_is_added_renamed_moved_and_removed_in_the_draft_and_comments_stay() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get(STEPS, Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Zodra u iets verandert, maken wij een concept."));
        assert!(page.body.contains("<svg xmlns="), "the tree");
        assert_eq!(drafted(&house).await, None);
        let body = "say: mens-komt\r\nend: task";
        let moved = "  tot-ziens:\n    say: mens-komt\n    end: task\n  uren:";
        for (fields, there, gone) in [
            (
                vec![("what", "nieuw"), ("step", "dank"), ("after", "goed-zo"), ("body", body)],
                "  dank:\n    say: mens-komt\n    end: task\n",
                "~",
            ),
            (
                vec![("what", "hernoem"), ("step", "dank"), ("to", "tot-ziens")],
                "  tot-ziens:\n",
                "  dank:",
            ),
            (vec![("what", "verplaats"), ("step", "tot-ziens"), ("after", "school")], moved, "~"),
            (
                vec![("what", "verwijder"), ("step", "uren"), ("instead", "tot-ziens")],
                "goto: tot-ziens",
                "  uren:",
            ),
        ] {
            let page = house.get(STEPS, Some(&cookie)).await;
            let answer = house.post(STEPS, Some(&cookie), &form(&page.body, &fields)).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.body);
            let (files, _) = drafted(&house).await.unwrap();
            let file = &files["dialogs/check-in.yaml"];
            assert!(file.contains(there) && !file.contains(gone), "{file}");
            assert!(file.starts_with("# Hoe gaat het? Elke vier weken"), "its comments");
        }
        let mut tx = house.test.db.read().await.unwrap();
        let published = content::published(&mut tx).await.unwrap().unwrap();
        let files = content::files(&mut tx, &published).await.unwrap().unwrap();
        assert_eq!(files, shipped::files(), "what is published is untouched");
    }
}

#[tokio::test]
async fn what_cannot_be_changed_is_told_in_words_and_nothing_typed_is_lost() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get(STEPS, Some(&cookie)).await;
        let wrong = [("what", "schrijf"), ("step", "uren"), ("body", "sya: check-in-uren")];
        let answer = house.post(STEPS, Some(&cookie), &form(&page.body, &wrong)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Regel 1 van deze stap kan niet worden gelezen"));
        assert!(answer.body.contains("sya: check-in-uren</textarea>"), "what was typed");
        let needed = [("what", "verwijder"), ("step", "uren"), ("instead", "")];
        let answer = house.post(STEPS, Some(&cookie), &form(&page.body, &needed)).await;
        assert!(answer.body.contains("Andere stappen gaan nog naar uren: school."));
        assert_eq!(drafted(&house).await, None);
        // two colleagues with the same page on their screens
        let first = [("what", "verplaats"), ("step", "uren"), ("after", "goed-zo")];
        let sent = form(&page.body, &first);
        assert_eq!(house.post(STEPS, Some(&cookie), &sent).await.status, StatusCode::SEE_OTHER);
        let second = house.post(STEPS, Some(&cookie), &sent).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(second.body.contains("veranderde het concept intussen"), "{}", second.body);
    }
}

#[tokio::test]
async fn a_broken_file_is_shown_with_its_mistakes_and_can_be_mended() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get(STEPS, Some(&cookie)).await;
        let broken = [("what", "bestand"), ("step", ""), ("body", "format: 1\nsteps: [")];
        let answer = house.post(STEPS, Some(&cookie), &form(&page.body, &broken)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "a draft is work in hand");
        let page = house.get(STEPS, Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Dit klopt nog niet"), "{}", page.body);
        assert!(page.body.contains("dialogs/check-in.yaml:2:"), "with its place");
        let whole = &shipped::files()["dialogs/check-in.yaml"];
        let mended = [("what", "bestand"), ("step", ""), ("body", whole.as_str())];
        let sent = form(&page.body, &mended);
        assert_eq!(house.post(STEPS, Some(&cookie), &sent).await.status, StatusCode::SEE_OTHER);
        assert_eq!(drafted(&house).await.unwrap().0, shipped::files());
    }
}

#[tokio::test]
async fn a_text_is_written_by_one_and_approved_by_another_and_again_when_the_dutch_changes() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let karin = house.cookie(house.town.karin).await;
        let kees = house.cookie(house.town.kees).await;
        let arabic = format!("{TEXTS}?taal=ar");
        let page = house.get(&arabic, Some(&karin)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("lang=\"ar\" dir=\"rtl\""));
        let text = ("tekst", "check-in-goed-zo");
        let save = |language, words| {
            [("what", "bewaar"), ("taal", language), text, ("woorden", words), ("volgorde", "")]
        };
        let sent = form(&page.body, &save("ar", "جيد!"));
        assert_eq!(house.post(TEXTS, Some(&karin), &sent).await.status, StatusCode::SEE_OTHER);
        let (files, _) = drafted(&house).await.unwrap();
        assert!(files["locales/ar/check-in.ftl"].contains("جيد!"));
        assert_eq!(files["locales/nl/check-in.ftl"], shipped::files()["locales/nl/check-in.ftl"]);
        // who wrote it does not approve it
        let approve = [("what", "goedkeuren"), ("taal", "ar"), text];
        let page = house.get(&arabic, Some(&karin)).await;
        let own = house.post(TEXTS, Some(&karin), &form(&page.body, &approve)).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(own.body.contains("U schreef deze woorden zelf."));
        let page = house.get(&arabic, Some(&kees)).await;
        let read = house.post(TEXTS, Some(&kees), &form(&page.body, &approve)).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.body);
        let page = house.get(&arabic, Some(&karin)).await;
        assert!(page.body.contains("goedgekeurd door Kees"), "{}", page.body);
        // other Dutch: somebody must look again
        let sent = form(&page.body, &save("nl", "Fijn dat het lukt!"));
        assert_eq!(house.post(TEXTS, Some(&karin), &sent).await.status, StatusCode::SEE_OTHER);
        let page = house.get(&arabic, Some(&karin)).await;
        assert!(page.body.contains("het Nederlands is veranderd sinds dit werd goedgekeurd"));
    }
}

#[tokio::test]
async fn braces_that_are_no_fact_are_refused_and_a_coach_does_not_write() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get(TEXTS, Some(&cookie)).await;
        let odd = [
            ("what", "bewaar"),
            ("taal", "nl"),
            ("tekst", "check-in-goed-zo"),
            ("woorden", "Dag { naam"),
            ("volgorde", ""),
        ];
        let answer = house.post(TEXTS, Some(&cookie), &form(&page.body, &odd)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Deze regel kan niet worden gelezen"));
        assert!(answer.body.contains("Dag { naam</textarea>"), "{}", answer.body);
        let coach = house.cookie(house.town.sami).await;
        assert_eq!(house.get(TEXTS, Some(&coach)).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn the_draft_is_tried_before_anybody_gets_it() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get(TEXTS, Some(&cookie)).await;
        let words = "Dag { $naam }, hoe gaat het echt?";
        let labels =
            [("label-ja", "Goed"), ("label-nog-niet", "Niet goed"), ("label-hulp", "Hulp")];
        let mut fields = vec![
            ("what", "bewaar"),
            ("taal", "nl"),
            ("tekst", "check-in-school"),
            ("woorden", words),
            ("volgorde", "ja nog-niet hulp"),
        ];
        fields.extend(labels);
        let sent = form(&page.body, &fields);
        assert_eq!(house.post(TEXTS, Some(&cookie), &sent).await.status, StatusCode::SEE_OTHER);
        let attempt = "/dialogen/check-in/proberen?taal=nl&kanaal=telegram";
        let draft = house.get(&format!("{attempt}&concept=ja"), Some(&cookie)).await;
        assert_eq!(draft.status, StatusCode::OK);
        assert!(draft.body.contains("hoe gaat het echt?") && draft.body.contains("concept=ja"));
        assert!(draft.body.contains("Niet goed") && draft.body.contains("concept proberen"));
        let published = house.get(attempt, Some(&cookie)).await;
        assert!(!published.body.contains("hoe gaat het echt?"));
        assert!(!published.body.contains("concept=ja"));
    }
}

#[tokio::test]
async fn a_plus_on_an_arrow_opens_a_form_that_puts_a_step_between_the_two() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get(STEPS, Some(&cookie)).await;
        for told in [
            "href=\"#stap-school\"",
            "id=\"teken-school\"",
            "href=\"?van=school&amp;naar=uren#nieuw\"",
            "href=\"?naar=school#nieuw\"",
            "van school, met de knop “Ja”",
            "Zonder deze stap begint het gesprek bij uren.",
        ] {
            assert!(page.body.contains(told), "{told} is not in {}", page.body);
        }
        let asked = format!("{STEPS}?van=school&naar=uren");
        let page = house.get(&asked, Some(&cookie)).await;
        assert!(page.body.contains("Een stap tussen school en uren"), "{}", page.body);
        assert!(page.body.contains("say: check-in-nieuw\ngoto: uren</textarea>"), "{}", page.body);
        let fields = [
            ("what", "nieuw"),
            ("step", "fijn"),
            ("van", "school"),
            ("naar", "uren"),
            ("body", "say: check-in-goed-zo\ngoto: uren"),
        ];
        let answer = house.post(STEPS, Some(&cookie), &form(&page.body, &fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let (files, _) = drafted(&house).await.unwrap();
        let file = &files["dialogs/check-in.yaml"];
        assert!(file.contains("  fijn:\n    say: check-in-goed-zo\n    goto: uren\n"), "{file}");
        assert!(file.contains("goto: fijn"), "{file}");
        // the way is gone: whoever still sees it is told
        let page = house.get(STEPS, Some(&cookie)).await;
        let mut again = fields;
        again[1].1 = "nog-een";
        let answer = house.post(STEPS, Some(&cookie), &form(&page.body, &again)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("gaat geen weg meer naar uren"), "{}", answer.body);
        assert!(answer.body.contains("value=\"nog-een\""), "what was typed stays");
        // names that are no steps make an ordinary form
        let odd = house.get(&format!("{STEPS}?van=weg&naar=%3Cb%3E"), Some(&cookie)).await;
        assert!(odd.body.contains("Een stap erbij") && !odd.body.contains("<b>"), "{}", odd.body);
    }
}

#[tokio::test]
async fn what_is_typed_is_shown_as_it_will_arrive_and_nothing_is_kept() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let arabic = format!("{TEXTS}?taal=ar");
        let page = house.get(&arabic, Some(&cookie)).await;
        assert!(page.body.contains("Voorbeeld op WhatsApp"), "{}", page.body);
        let typed = |words: &'static str| {
            [
                ("taal", "ar"),
                ("tekst", "check-in-school"),
                ("woorden", words),
                ("volgorde", "ja nog-niet hulp"),
                ("label-ja", "نعم بالتأكيد"),
                ("label-nog-niet", "لا"),
                ("label-hulp", "مساعدة"),
            ]
        };
        let shown = format!("{TEXTS}/voorbeeld");
        let sent = form(&page.body, &typed("أهلا { $naam }!"));
        let bubbles = house.post(&shown, Some(&cookie), &sent).await;
        assert_eq!(bubbles.status, StatusCode::OK);
        for told in [
            "ww-phone--whatsapp",
            "ww-phone--telegram",
            "أهلا",
            "نعم بالتأكيد",
            "Gaat u al naar taalles?",
            "van 1024 tekens",
            "van 4096 tekens",
        ] {
            assert!(bubbles.body.contains(told), "{told} is not in {}", bubbles.body);
        }
        assert!(!bubbles.body.contains("<html"), "only the phones");
        let braces = form(&page.body, &typed("أهلا { naam"));
        let bubbles = house.post(&shown, Some(&cookie), &braces).await;
        assert!(bubbles.body.contains("Deze regel kan niet worden gelezen"), "{}", bubbles.body);
        // without a script the same form shows the page with what was typed
        let sent = format!("{}&what=voorbeeld", form(&page.body, &typed("أهلا { $naam }!")));
        let whole = house.post(TEXTS, Some(&cookie), &sent).await;
        assert_eq!(whole.status, StatusCode::OK);
        assert!(whole.body.contains("أهلا { $naam }!</textarea>"), "{}", whole.body);
        assert!(whole.body.contains("(nog niet bewaard)"), "{}", whole.body);
        assert!(whole.body.contains("value=\"نعم بالتأكيد\""), "{}", whole.body);
        assert_eq!(drafted(&house).await, None, "nothing was written");
        let coach = house.cookie(house.town.sami).await;
        let refused = house.post(&shown, Some(&coach), "csrf=x").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}
