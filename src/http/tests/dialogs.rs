//! The pages of the dialogs.

use axum::http::StatusCode;

use super::{House, houses};
use crate::dialog::content::{Content, Files};
use crate::dialog::shipped;
use crate::store::content::{Made, NewPublication};
use crate::store::{content, fixture, on};

pub(super) async fn publish(house: &House, files: &Files) {
    let revision = Content::hash(files);
    let mut tx = house.test.db.begin().await.unwrap();
    content::save(&mut tx, &revision, files, &Made::default(), fixture::now()).await.unwrap();
    let before = content::published(&mut tx).await.unwrap();
    let new = NewPublication {
        revision: &revision,
        replaces: before.as_ref(),
        note: None,
        by: None,
        carries: false,
    };
    content::publish(&mut tx, new, fixture::now()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn whoever_works_with_content_sees_every_dialog_and_a_trainer_does_not() {
    for house in houses().await {
        let cookie = house.cookie(house.town.karin).await;
        let mut tx = house.test.db.begin().await.unwrap();
        const NONE: &str = "DELETE FROM publication";
        on!(&mut tx, |conn| sqlx::query(NONE).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let empty = house.get("/dialogen", Some(&cookie)).await;
        assert!(empty.body.contains("Er is nog niets gepubliceerd."));
        publish(&house, &shipped::files()).await;
        let page = house.get("/dialogen", Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::OK);
        let content = Content::load(&shipped::files()).unwrap_or_else(|p| panic!("{}", p.len()));
        for name in content.dialogs.keys() {
            assert!(page.body.contains(&format!("href=\"/dialogen/{name}\"")), "{name}");
        }
        assert!(page.body.contains("Gepubliceerd vandaag 10:00"));
        for coach in [house.town.sami, house.town.tom] {
            let cookie = house.cookie(coach).await;
            let home = house.get("/", Some(&cookie)).await;
            assert!(!home.body.contains("href=\"/dialogen\""));
            for path in ["/dialogen", "/dialogen/welkom"] {
                let refused = house.get(path, Some(&cookie)).await;
                assert_eq!(refused.status, StatusCode::FORBIDDEN);
            }
        }
    }
}

#[tokio::test]
async fn a_dialog_is_drawn_in_the_chosen_language_with_its_words_beside_it() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get("/dialogen/welkom?taal=ar", Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("<svg xmlns=") && page.body.contains("direction=\"rtl\""));
        assert!(page.body.contains("lang=\"ar\" dir=\"rtl\""), "the words");
        assert!(page.body.contains("In de laatste 90 dagen is in dit gesprek niets gevraagd."));
        assert!(!page.body.contains("style=") && !page.body.contains("<style"));
        for path in ["/dialogen/bestaat-niet", "/dialogen/..%2Fstop", "/dialogen/%3Cb%3E"] {
            assert_eq!(house.get(path, Some(&cookie)).await.status, StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn what_an_author_writes_is_shown_and_never_run() {
    let evil = "<script>alert(1)</script>";
    let files: Files = [
        (
            "dialogs/proef.yaml",
            format!(
                "format: 1\ndialog: proef\ntitle: '{evil}'\nowner: '{evil}'\n\
                 starts: {{ staff: true }}\nsteps:\n  '{evil}':\n    say: t\n    \
                 choices: {{ '{evil}': {{ goto: '{evil}' }} }}\n"
            ),
        ),
        ("dialogs/policies.yaml", "format: 1\n".to_owned()),
        ("locales/nl/t.ftl", format!("t = {evil}?\n")),
    ]
    .map(|(path, body)| (path.to_owned(), body))
    .into();
    for house in houses().await {
        publish(&house, &files).await;
        let cookie = house.cookie(house.town.karin).await;
        for path in ["/dialogen", "/dialogen/proef", "/dialogen/proef?taal=%22%3E"] {
            let page = house.get(path, Some(&cookie)).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.body.contains("<script>alert"), "{path}");
        }
    }
}

/// The address behind a link with these words.
fn link(page: &str, words: &str) -> String {
    let (before, _) =
        page.split_once(&format!(">{words}</a>")).unwrap_or_else(|| panic!("{words}"));
    let (_, href) = before.rsplit_once("href=\"").unwrap();
    let href = href.split('"').next().unwrap().replace("&#38;", "&");
    href.split('#').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_dialog_is_tried_by_links_alone_and_nothing_is_stored() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let start = "/dialogen/check-in/proberen?taal=nl&kanaal=telegram";
        let page = house.get(start, Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("Gaat u al naar taalles?"));
        let page = house.get(&link(&page.body, "Nog niet"), Some(&cookie)).await;
        assert!(page.body.contains("Hoe gaat het nu met uw inburgering?"));
        assert!(page.body.contains("Noteert school: nog niet."));
        let page = house.get(&link(&page.body, "Gaat wel"), Some(&cookie)).await;
        assert!(page.body.contains("Wat is nu moeilijk voor u?"));
        let page = house.get(&link(&page.body, "Tot er iets gebeurt"), Some(&cookie)).await;
        assert!(page.body.contains("Het bleef stil: de vraag opnieuw."), "{}", page.body);
        assert!(!page.body.contains("Op WhatsApp:"));
        let both = house.get(&link(&page.body, "Op beide kanalen"), Some(&cookie)).await;
        let both = house.get(&link(&both.body, "Tot er iets gebeurt"), Some(&cookie)).await;
        assert!(both.body.contains("Op WhatsApp:"), "the ladder has one rung more");
        let page = house.get(&link(&page.body, "Een stap terug"), Some(&cookie)).await;
        assert!(!page.body.contains("Het bleef stil"));
        let mut tx = house.test.db.read().await.unwrap();
        const ROWS: &str = "
            SELECT CAST((SELECT COUNT(*) FROM conversation) + (SELECT COUNT(*) FROM outbox) AS BIGINT)";
        let rows: i64 =
            on!(&mut tx, |conn| sqlx::query_scalar(ROWS).fetch_one(conn).await.unwrap());
        assert_eq!(rows, 0);
    }
}

#[tokio::test]
async fn typed_words_and_the_clock_become_part_of_the_address() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let typed = "/dialogen/check-in/proberen?taal=ar&kanaal=whatsapp&typ=%3Cb%3Estop&uren=20";
        let answer = house.get(typed, Some(&cookie)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let to = answer.header(axum::http::header::LOCATION).split('#').next().unwrap().to_owned();
        assert!(to.contains("doe=t.") && !to.contains("typ=") && !to.contains("uren="), "{to}");
        let page = house.get(&to, Some(&cookie)).await;
        assert!(page.body.contains("&#60;b&#62;stop"), "{}", page.body);
        assert!(!page.body.contains("<b>stop"));
        let beside = house.get(&format!("{to}&naast=telegram-nl"), Some(&cookie)).await;
        assert_eq!(beside.body.matches("class=\"ww-phone ").count(), 2);
        for odd in ["begin=99999999999999", "doe=%00~x~p.zz~n.", "naast=x-y&kanaal=fax&taal=xx"] {
            let page = house.get(&format!("/dialogen/welkom/proberen?{odd}"), Some(&cookie)).await;
            assert_eq!(page.status, StatusCode::OK, "{odd}");
        }
    }
}

#[tokio::test]
async fn whatsapp_shows_a_list_and_a_template_where_it_would() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let cookie = house.cookie(house.town.karin).await;
        let path = "/dialogen/pvt-herinnering/proberen?kanaal=whatsapp&doe=k.a29tdC1uaWV0";
        let page = house.get(path, Some(&cookie)).await.body;
        assert!(page.contains("sjabloon <code>pvt_herinnering</code>"), "nobody wrote before");
        assert!(page.contains("<summary dir=\"auto\">Kies een antwoord</summary>"), "{page}");
        assert!(page.contains("Noteert: komt niet."));
    }
}
